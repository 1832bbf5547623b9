"""What can go wrong while the local stack starts, each with the remedy in its text.

LocalStackError
├── UnsupportedTemplateError   the template has something that this machine would silently do otherwise
├── PortTakenError             somebody else listens there
├── DataDirectoryBusyError     another local stack uses the same data
├── NothingRunsError           no stack runs on that data, and a command needs one
└── NoMailError                nothing was sent to that address
"""


class LocalStackError(Exception):
    """Base of the errors that `run` prints in one line."""


class UnsupportedTemplateError(LocalStackError):
    """A resource type, property, intrinsic or ASL feature has no local equivalent."""


class PortTakenError(LocalStackError):
    """A port that we were told to use is taken."""


class DataDirectoryBusyError(LocalStackError):
    """Another local stack runs on the same data directory."""
