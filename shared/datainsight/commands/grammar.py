"""The grammar of the command line. Imports nothing heavy; a test compares the lists with the models."""

import argparse
from typing import TYPE_CHECKING

from datainsight.version import VERSION

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

GOALS = ("general_audit", "ml_preparation", "analytics", "migration", "privacy")
LANGUAGES = ("polars", "pandas", "sql", "r")
DIALECTS = ("duckdb", "postgres", "snowflake", "bigquery")
CONTRACT_FORMATS = ("odcs", "pandera", "dbt", "great-expectations", "soda", "json-schema", "sql-ddl", "dqdl")

EPILOG = """\
examples:
  datainsight profile customers.csv                       a readable summary
  datainsight profile customers.csv --html report.html    one page to share
  datainsight profile customers.csv --pdf report.pdf      the same to print
  datainsight issues customers.csv --cells cells.csv      every suspicious cell
  datainsight code customers.csv --lang polars -o fix.py  a verified cleaning script
  zcat big.csv.gz | datainsight profile - --json -        from a pipe, as JSON

exit codes: 0 done, 2 wrong usage, 3 the input cannot be read, 4 refused, 1 anything unexpected
"""


def build_parser() -> argparse.ArgumentParser:
    """The parser for `datainsight COMMAND …`; the chosen command's name is in `command`."""
    parser = argparse.ArgumentParser(
        prog="datainsight",
        description="Profile a messy table, see what is wrong with it, and get cleaning code verified on it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"datainsight {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_profile(commands)
    _add_issues(commands)
    _add_code(commands)
    _add_clean(commands)
    _add_undo(commands)
    _add_convert(commands)
    _add_compare(commands)
    _add_contract(commands)
    _add_simulate_scale(commands)
    _add_login(commands)
    _add_upload(commands)
    return parser


def _add_command(commands: "Commands", name: str, summary: str, *sources: str) -> argparse.ArgumentParser:
    """A command with its sources and the options that every command has."""
    command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    for source in sources:
        command.add_argument(
            source.lower(),
            metavar=source,
            help="a file, s3://bucket/key, postgresql://…?table=…, mongodb://…, or - for standard input",
        )
    command.add_argument("--debug", action="store_true", help="show where an unexpected failure happened")
    return command


def _add_max_lhs(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--max-lhs",
        metavar="K",
        type=_positive,
        help="most columns in a key or on the left side of a dependency (default: 2); where it is given, "
        "up to a million rows are compared instead of 100,000",
    )


def _add_judgement(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--goal",
        choices=GOALS,
        default=GOALS[0],
        help="what the table is for; decides how severe an issue is (default: %(default)s)",
    )
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    command.add_argument(
        "--show-pii",
        action="store_true",
        help="also show values of columns that hold personal data, and make repairs that spell them out",
    )


def _add_profile(commands: "Commands") -> None:
    command = _add_command(commands, "profile", "what is in a table and what is wrong with it", "SOURCE")
    command.add_argument("--json", metavar="FILE", help="write the profile as JSON; - is standard output")
    command.add_argument("--html", metavar="FILE", help="write one self-contained HTML page")
    command.add_argument("--pdf", metavar="FILE", help="write a PDF to print; - is standard output")
    command.add_argument(
        "--insight",
        metavar="PROVIDERS",
        help="language models to ask for the words, first to last, e.g. anthropic,bedrock,openai; they see "
        "names and counts, never values, and need a key in the environment (default: no model)",
    )
    _add_max_lhs(command)
    command.add_argument(
        "--all-rows",
        action="store_true",
        help="of more than 50,000 rows, try repairs that work row by row on all instead of the first 20,000",
    )
    _add_judgement(command)


def _add_issues(commands: "Commands") -> None:
    command = _add_command(commands, "issues", "the detected problems, most severe first", "SOURCE")
    command.add_argument("--json", metavar="FILE", help="write the issues as JSON; - is standard output")
    command.add_argument(
        "--cells", metavar="FILE.csv", help="write every suspicious cell as CSV; - is standard output"
    )
    command.add_argument(
        "--all-cells", action="store_true", help="with --cells: also those below the default threshold"
    )
    _add_judgement(command)


def _add_code(commands: "Commands") -> None:
    command = _add_command(
        commands, "code", "a runnable cleaning script with all recommended repairs", "SOURCE"
    )
    command.add_argument("--lang", choices=LANGUAGES, required=True, help="language of the script")
    command.add_argument("--dialect", choices=DIALECTS, default=None, help="for SQL only (default: duckdb)")
    command.add_argument("-o", "--output", metavar="FILE", help="write it there (default: standard output)")
    _add_choice(command)
    _add_judgement(command)


def _add_choice(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--repair",
        metavar="ID",
        action="append",
        dest="repairs",
        help="make this repair (recommendations[].id of `profile --json`); may be given several times and "
        "is then made in that order (default: all that are recommended)",
    )


def _add_clean(commands: "Commands") -> None:
    command = _add_command(
        commands, "clean", "the repaired table, and what was changed and verified", "SOURCE"
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="CSV or Parquet, by its ending; - is CSV on standard output",
    )
    command.add_argument(
        "--report", metavar="FILE.json", help="what was changed and verified; - is standard output"
    )
    command.add_argument(
        "--quarantine",
        metavar="FILE.csv",
        help="rows that were taken out, and those that need a person's eye",
    )
    command.add_argument("--changes", metavar="FILE.csv", help="each changed cell, before and after")
    command.add_argument(
        "--undo", metavar="FILE", help="what `datainsight undo` needs; holds the values as they were"
    )
    command.add_argument(
        "--spreadsheet-safe",
        action="store_true",
        help="an apostrophe before cells that a spreadsheet would calculate (= + - @); CSV only",
    )
    command.add_argument(
        "--typed",
        action="store_true",
        help="the narrowest types that lose nothing (integers, decimals, dates); Parquet only",
    )
    _add_choice(command)
    _add_judgement(command)


def _add_undo(commands: "Commands") -> None:
    command = _add_command(commands, "undo", "the table as it was before it was cleaned")
    command.add_argument("cleaned", metavar="CLEANED", help="the file that `clean` wrote, unchanged")
    command.add_argument(
        "--undo", metavar="FILE", required=True, help="the undo file that `clean` wrote with it"
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="CSV or Parquet, by its ending; - is CSV on standard output",
    )


def _add_convert(commands: "Commands") -> None:
    command = _add_command(
        commands, "convert", "the table exactly as read, every cell as text, as plain CSV", "SOURCE"
    )
    command.add_argument("-o", "--output", metavar="FILE.csv", required=True, help="- is standard output")
    command.add_argument("--json", metavar="FILE", help="what the reader understood; - is standard output")
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")


def _add_compare(commands: "Commands") -> None:
    command = _add_command(
        commands, "compare", "changes of schema and drift between two tables", "OLD", "NEW"
    )
    command.add_argument("--json", metavar="FILE", help="write the differences as JSON; - is standard output")
    command.add_argument("--html", metavar="FILE", help="write one self-contained HTML page")
    command.add_argument(
        "--show-pii", action="store_true", help="also compare values of columns that hold personal data"
    )


def _add_contract(commands: "Commands") -> None:
    command = _add_command(commands, "contract", "a data contract that the table passes today", "SOURCE")
    command.add_argument("--format", choices=CONTRACT_FORMATS, required=True, help="kind of contract")
    command.add_argument("-o", "--output", metavar="FILE", help="write it there (default: standard output)")
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    command.add_argument(
        "--show-pii", action="store_true", help="also promise values of columns that hold personal data"
    )


def _add_simulate_scale(commands: "Commands") -> None:
    command = _add_command(
        commands, "simulate-scale", "time and price of 1 GB to 1 TB on AWS, from a few shards measured here"
    )
    command.add_argument(
        "source", metavar="SOURCE", nargs="?", help="a table to measure (default: a generated one)"
    )
    command.add_argument("--json", metavar="FILE", help="write all figures as JSON; - is standard output")
    command.add_argument(
        "--shard-mebibytes", metavar="N", type=_positive, default=64, help="size of a shard (default: 64)"
    )
    command.add_argument(
        "--shards", metavar="N", type=_positive, default=6, help="shards to measure (default: 6)"
    )
    command.add_argument(
        "--concurrency",
        metavar="N",
        type=_positive,
        default=900,
        help="functions at once; an account starts with 1,000, of which some serve others (default: 900)",
    )


def _add_login(commands: "Commands") -> None:
    command = _add_command(commands, "login", "sign in at a server; later commands use it")
    command.add_argument("server", metavar="SERVER", help="its address, for example http://localhost:8000")
    command.add_argument(
        "--email", metavar="ADDRESS", help="sign in with a password; without it with an API key (dip_…)"
    )


def _add_upload(commands: "Commands") -> None:
    command = _add_command(commands, "upload", "send a file to the server, which analyses it")
    command.add_argument("file", metavar="FILE", help="an interrupted upload goes on where it stopped")
    command.add_argument("--server", metavar="SERVER", help="another one than that of the last login")
    command.add_argument("--goal", choices=GOALS, default=GOALS[0], help="(default: %(default)s)")
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    _add_max_lhs(command)
    command.add_argument(
        "--wait",
        action="store_true",
        help="until the analysis has ended; Ctrl-C asks the server to cancel it",
    )


def _positive(text: str) -> int:
    """A whole number of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
