"""`datainsight code`."""

import argparse
import sys

from datainsight.codegen.script import write_script
from datainsight.commands.analysing import analyse_arguments
from datainsight.commands.output import STANDARD_OUTPUT, write_text
from datainsight.errors import UsageError
from datainsight.models.language import Language, SqlDialect
from datainsight.reporting.privacy import repairs_that_tell


def run(arguments: argparse.Namespace) -> None:
    """Writes a cleaning script with every recommended repair.

    Repairs whose code would spell out values of a column with personal data are left out, unless
    `--show-pii` is given.
    """
    if arguments.dialect is not None and arguments.lang != "sql":
        raise UsageError("--dialect is for SQL.", remedy="Use it with --lang sql.")
    document = analyse_arguments(arguments).document
    hidden = frozenset() if arguments.show_pii else repairs_that_tell(document)
    chosen = [each.id for each in document.recommendations if each.is_default and each.id not in hidden]
    script = write_script(
        document, Language(arguments.lang), SqlDialect(arguments.dialect or SqlDialect.DUCKDB), only=chosen
    )
    write_text(arguments.output or STANDARD_OUTPUT, script)
    left_out = sum(each.is_default and each.id in hidden for each in document.recommendations)
    if left_out:
        sys.stderr.write(
            f"datainsight: {left_out} repairs are left out because their code would hold personal data; "
            "--show-pii includes them.\n"
        )
