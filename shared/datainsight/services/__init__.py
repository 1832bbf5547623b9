"""The use cases, one file each. What they need of the outside world are arguments, described in `ports`."""
