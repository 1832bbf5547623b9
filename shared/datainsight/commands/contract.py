"""`datainsight contract`."""

import argparse

from datainsight.errors import UsageError


def run(arguments: argparse.Namespace) -> None:  # noqa: ARG001 - every command has this signature
    """Contracts are announced, not there yet.

    Raises:
        UsageError: Always.
    """
    raise UsageError("contract is not available yet.", remedy="Profile the file with --json meanwhile.")
