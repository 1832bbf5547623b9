"""`datainsight issues`."""

import argparse
import sys

from datainsight.commands.analysing import Analysed, analyse_arguments
from datainsight.commands.output import STANDARD_OUTPUT, replacing, write_text
from datainsight.errors import UsageError
from datainsight.reporting.cells_report import write_cells
from datainsight.reporting.json_report import issues_to_json
from datainsight.reporting.privacy import mask_cells
from datainsight.reporting.terminal import issues_to_terminal
from datainsight.services.list_cells import list_cells


def run(arguments: argparse.Namespace) -> None:
    """Lists the issues, and with `--cells` every suspicious cell."""
    if arguments.all_cells and arguments.cells is None:
        raise UsageError("--all-cells needs --cells.", remedy="Add --cells FILE.csv.")
    analysed = analyse_arguments(arguments, runtimes=())  # of repairs nothing is shown
    if arguments.json is not None:
        write_text(arguments.json, issues_to_json(analysed.shown))
    if arguments.cells is not None:
        _write_cells(analysed, arguments)
    if arguments.json is None and arguments.cells is None:
        sys.stdout.write(issues_to_terminal(analysed.shown))


def _write_cells(analysed: Analysed, arguments: argparse.Namespace) -> None:
    """Cells are streamed: there may be as many as the table has."""
    cells = list_cells(analysed.document, analysed.reading, all_cells=arguments.all_cells)
    shown = mask_cells(cells, analysed.document, show_pii=arguments.show_pii)
    if arguments.cells == STANDARD_OUTPUT:
        write_cells(shown, sys.stdout)
        return
    with replacing(arguments.cells) as path, path.open("w", encoding="utf-8", newline="") as stream:
        write_cells(shown, stream)
