"""`datainsight convert`."""

import argparse
import sys

from datainsight.commands.output import STANDARD_OUTPUT, table_output, write_text
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.sources import open_table
from datainsight.reporting.json_report import reading_to_json
from datainsight.reporting.reading_report import reading_to_terminal
from datainsight.services.convert_table import convert


def run(arguments: argparse.Namespace) -> None:
    """Writes the table exactly as read."""
    with TerminalProgress() as progress:
        reading = open_table(arguments.source, sheet=arguments.sheet, progress=progress)
        with table_output(arguments.output) as path:
            result = convert(reading, path, progress=progress)
    if arguments.json is not None:
        write_text(arguments.json, reading_to_json(result))
    if STANDARD_OUTPUT not in (arguments.output, arguments.json):
        sys.stdout.write(reading_to_terminal(result))
