"""`datainsight code`."""

import argparse
import sys

from datainsight.codegen.runtimes import DUCKDB, PANDAS
from datainsight.commands.analysing import analyse_arguments
from datainsight.commands.output import STANDARD_OUTPUT, write_text
from datainsight.errors import UsageError
from datainsight.models.language import Language, SqlDialect
from datainsight.services.write_script import script_for


def run(arguments: argparse.Namespace) -> None:
    """Writes a cleaning script with every recommended repair, or those that are asked for in their order.

    Repairs whose code would spell out values of a column with personal data are left out, unless
    `--show-pii` is given.

    Raises:
        UsageError: A dialect for a language that has none, or a repair that is unknown or was refused.
    """
    if arguments.dialect is not None and arguments.lang != Language.SQL:
        raise UsageError("--dialect is for SQL.", remedy="Use it with --lang sql.")
    # Loading pandas takes a second, which only those pay who want a script for it.
    runtimes = (DUCKDB, PANDAS) if arguments.lang == Language.PANDAS else (DUCKDB,)
    document = analyse_arguments(arguments, runtimes=runtimes).document
    script = script_for(
        document,
        Language(arguments.lang),
        SqlDialect(arguments.dialect) if arguments.dialect else None,
        tuple(arguments.repairs) if arguments.repairs is not None else None,
        keeps_order=arguments.repairs is not None,
        show_pii=arguments.show_pii,
    )
    write_text(arguments.output or STANDARD_OUTPUT, script.code)
    for name, reason in {**script.left_out, **script.moved}.items():
        sys.stderr.write(f"datainsight: {name}: {reason}\n")
    withheld = len(script.withheld_recommendation_ids)
    if withheld:
        sys.stderr.write(
            f"datainsight: {withheld} of the repairs would spell out personal data and are left out; "
            "--show-pii includes them.\n"
        )
