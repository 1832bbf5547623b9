"""Words about a profile in which every number is a fact."""
