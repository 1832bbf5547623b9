"""`datainsight compare`."""

import argparse

from datainsight.errors import UsageError


def run(arguments: argparse.Namespace) -> None:  # noqa: ARG001 - every command has this signature
    """Comparing is announced, not there yet.

    Raises:
        UsageError: Always.
    """
    raise UsageError(
        "compare is not available yet.", remedy="Profile both files with --json and compare those."
    )
