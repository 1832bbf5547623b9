"""`datainsight clean`."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

from datainsight.commands.analysing import analyse_arguments
from datainsight.commands.output import (
    STANDARD_OUTPUT,
    refuse_same_file,
    replacing,
    table_output,
    write_text,
)
from datainsight.commands.progress import TerminalProgress
from datainsight.reporting.cleaning_report import cleaning_to_terminal
from datainsight.reporting.json_report import cleaning_to_json
from datainsight.services.clean_table import Companions, clean
from datainsight.services.table_files import check_ending

COMPANIONS = ("quarantine", "changes", "undo")
"""Files that tell what was done, by their options."""


def run(arguments: argparse.Namespace) -> None:
    """Writes the repaired table, and says what was changed and verified.

    Raises:
        UsageError: The output is neither CSV nor Parquet, two files are one, or a repair is unknown or was
            refused.
    """
    refuse_same_file(
        {"the source": arguments.source}
        | {f"--{name}": getattr(arguments, name) for name in ("output", "report", *COMPANIONS)}
    )
    if arguments.output != STANDARD_OUTPUT:
        check_ending(Path(arguments.output))
    analysed = analyse_arguments(arguments)
    with ExitStack() as stack:
        progress = stack.enter_context(TerminalProgress())
        companions = Companions(
            **{
                name: stack.enter_context(replacing(target))
                for name in COMPANIONS
                if (target := getattr(arguments, name))
            }
        )
        output = stack.enter_context(table_output(arguments.output))
        report = clean(
            analysed.reading,
            analysed.document,
            output,
            recommendation_ids=arguments.repairs,
            keeps_order=arguments.repairs is not None,
            companions=companions,
            show_pii=arguments.show_pii,
            is_for_spreadsheet=arguments.spreadsheet_safe,
            is_typed=arguments.typed,
            is_scored=arguments.report is not None,
            progress=progress,
        )
    if arguments.report is not None:
        write_text(arguments.report, cleaning_to_json(report))
    if STANDARD_OUTPUT not in (arguments.output, arguments.report):
        sys.stdout.write(cleaning_to_terminal(report))
