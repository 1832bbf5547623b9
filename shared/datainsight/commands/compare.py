"""`datainsight compare`."""

import argparse
import importlib
import sys

from datainsight.commands.output import write_text
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.sources import open_table
from datainsight.comparing.compare import compare, shared_columns, shared_key
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.recommending.assess import assess
from datainsight.reporting.comparison_report import comparison_to_terminal
from datainsight.reporting.json_report import comparison_to_json
from datainsight.reporting.privacy import mask
from datainsight.services.count_shared_keys import count_shared_keys
from datainsight.services.profile_source import measure_reading
from datainsight.services.reading import Reading


def run(arguments: argparse.Namespace) -> None:
    """Compares two tables; readable differences on stdout where no output is asked for.

    Raises:
        UsageError: Both are standard input.
    """
    if arguments.old == arguments.new == "-":
        raise UsageError("Both tables cannot be standard input.", remedy="Name a file for one of them.")
    (old_reading, before), (new_reading, after) = (_read(each) for each in (arguments.old, arguments.new))
    # Whom one table names may be quoted in the other.
    old = mask(before, show_pii=arguments.show_pii, also_known=after.personal_values)
    new = mask(after, show_pii=arguments.show_pii, also_known=before.personal_values)
    comparison = compare(old, new)
    keys = {"key_overlap": shared_key(old, new), "row_overlap": shared_columns(old, new)}
    known = {name: key for name, key in keys.items() if key is not None}
    if known:
        with TerminalProgress() as progress:
            found = count_shared_keys(old_reading, new_reading, list(known.values()), progress=progress)
        comparison = comparison.model_copy(update=dict(zip(known, found, strict=True)))
    if arguments.json is not None:
        write_text(arguments.json, comparison_to_json(comparison))
    if arguments.html is not None:
        # Jinja is worth importing only for those who want a page.
        page = importlib.import_module("datainsight.reporting.comparison_page")
        write_text(arguments.html, page.comparison_to_html(comparison))
    if arguments.json is None and arguments.html is None:
        sys.stdout.write(comparison_to_terminal(comparison))


def _read(source: str) -> tuple[Reading, ProfileDocument]:
    """A table, and everything that is known of it."""
    with TerminalProgress() as progress:
        reading = open_table(source, progress=progress)
        profile = measure_reading(reading, progress=progress)
    return reading, assess(profile, Goal.GENERAL_AUDIT)
