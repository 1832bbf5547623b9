"""`datainsight undo`."""

import argparse
import sys
from pathlib import Path

from datainsight.commands.output import STANDARD_OUTPUT, refuse_same_file, table_output
from datainsight.errors import SourceNotFoundError
from datainsight.phrasing import rows_text
from datainsight.services.table_files import check_ending
from datainsight.services.undo_file import undo_cleaning


def run(arguments: argparse.Namespace) -> None:
    """Makes the table as it was before `clean` again.

    Raises:
        UsageError: The undo file is none, or belongs to another table; or the output is one of the two.
        SourceNotFoundError: There is no such file.
    """
    refuse_same_file(
        {"the cleaned table": arguments.cleaned, "--undo": arguments.undo, "--output": arguments.output}
    )
    if arguments.output != STANDARD_OUTPUT:
        check_ending(Path(arguments.output))
    for path in (arguments.cleaned, arguments.undo):
        if not Path(path).is_file():
            raise SourceNotFoundError("There is no such file.", where=path)
    with table_output(arguments.output) as output:
        count = undo_cleaning(Path(arguments.cleaned), Path(arguments.undo), output)
    if arguments.output != STANDARD_OUTPUT:
        sys.stdout.write(f"{rows_text(count)} as they were read\n")
