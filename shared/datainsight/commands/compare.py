"""`datainsight compare`."""

import argparse
import importlib
import sys

from datainsight.commands.output import write_text
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.sources import open_table
from datainsight.comparing.compare import compare
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.recommending.assess import assess
from datainsight.reporting.comparison_report import comparison_to_terminal
from datainsight.reporting.json_report import comparison_to_json
from datainsight.reporting.privacy import mask
from datainsight.services.profile_source import measure_reading


def run(arguments: argparse.Namespace) -> None:
    """Compares two tables; readable differences on stdout where no output is asked for.

    Raises:
        UsageError: Both are standard input.
    """
    if arguments.old == arguments.new == "-":
        raise UsageError("Both tables cannot be standard input.", remedy="Name a file for one of them.")
    old, new = (_shown(source, show_pii=arguments.show_pii) for source in (arguments.old, arguments.new))
    comparison = compare(old, new)
    if arguments.json is not None:
        write_text(arguments.json, comparison_to_json(comparison))
    if arguments.html is not None:
        # Jinja is worth importing only for those who want a page.
        page = importlib.import_module("datainsight.reporting.comparison_page")
        write_text(arguments.html, page.comparison_to_html(comparison))
    if arguments.json is None and arguments.html is None:
        sys.stdout.write(comparison_to_terminal(comparison))


def _shown(source: str, *, show_pii: bool) -> ProfileDocument:
    """A table's profile as it may be shown."""
    with TerminalProgress() as progress:
        profile = measure_reading(open_table(source, progress=progress), progress=progress)
    return mask(assess(profile, Goal.GENERAL_AUDIT), show_pii=show_pii)
