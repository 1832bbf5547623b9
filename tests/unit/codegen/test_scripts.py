"""Scripts as somebody gets them: they run as programs, read well, and leave a clean table alone."""

import csv
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import polars as pl
import pytest

from datainsight.codegen.plan import plan
from datainsight.codegen.script import Language, SqlDialect, write_script
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.recommendation import Verification, VerificationStatus
from datainsight.reading.source import LocalFile
from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from datainsight.services.clean_table import clean_table
from datainsight.services.profile_source import analyse_reading
from datainsight.services.reading import open_reading
from tests.unit.codegen.documents import document_with
from tests.unit.codegen.languages import (
    RSCRIPT,
    read_plain_csv,
    run_duckdb,
    run_program,
    write_plain_csv,
)
from tests.unit.repairs.tables import COLUMNS, EXAMPLES, ODD_TEXTS, applied

PROGRAMS = {Language.POLARS: ("fix.py", sys.executable), Language.PANDAS: ("fix.py", sys.executable)}
if RSCRIPT:
    PROGRAMS[Language.R] = ("fix.R", RSCRIPT)

CELLS = [*ODD_TEXTS, None, "a\rb", "\r", "NA", 'say "hi"', "1,5\n", *ODD_TEXTS]
OTHERWISE_READ = {
    "fill_missing", "hash_text", "mask_text", "cast_type", "null_invalid", "normalise_phone", "excel_dates",
    "unix_times", "tokenise", "lump_rare", "fill_with_typical", "fill_from_previous", "explode_list",
}  # fmt: skip
"""What takes the texts that others have made for something else, makes new ones, or leaves little of them."""
PLAN = tuple(repair for name, repair in EXAMPLES.items() if name not in OTHERWISE_READ)


def program(language: Language) -> object:
    missing = pytest.mark.skip(reason="Rscript is not installed")
    return pytest.param(language, marks=() if language in PROGRAMS else (missing,))


def run(language: Language, document: ProfileDocument, source: Path, target: Path) -> pl.DataFrame:
    name, interpreter = PROGRAMS[language]
    script = source.with_name(name)
    script.write_text(write_script(document, language), encoding="utf-8")
    run_program([interpreter, str(script), str(source), str(target)])
    return read_plain_csv(target)


@pytest.mark.parametrize("language", [program(each) for each in Language if each is not Language.SQL])
def test_a_script_cleans_a_file_once_for_all(language: Language, tmp_path: Path) -> None:
    table = pl.DataFrame({"first": CELLS, "second": CELLS[::-1], "third": CELLS, "Ünïcode ": CELLS})
    repairs = tuple(repair for repair in PLAN if repair.effect is not Effect.COLUMNS)
    document = document_with(table.columns, repairs)
    source = write_plain_csv(table, tmp_path / "in.csv")
    once = run(language, document, source, tmp_path / "once.csv")
    assert once.columns == table.columns
    assert once.rows() == applied(tuple(step.repair for step in plan(document)), table).rows()
    assert run(language, document, tmp_path / "once.csv", tmp_path / "twice.csv").rows() == once.rows()


@pytest.mark.parametrize("language", [program(each) for each in Language if each is not Language.SQL])
@pytest.mark.parametrize("cells", [[], [None], [" x ", None, None, "x", None]])
def test_a_table_of_one_column(language: Language, cells: list[str | None], tmp_path: Path) -> None:
    table = pl.DataFrame({"only": cells}, schema={"only": pl.String})
    document = document_with(["only"], [TrimWhitespace(column="only")])
    source = write_plain_csv(table, tmp_path / "in.csv")
    cleaned = run(language, document, source, tmp_path / "out.csv")
    assert cleaned["only"].to_list() == [cell and cell.strip() for cell in cells]


@pytest.mark.parametrize("language", [Language.POLARS, Language.PANDAS])
@pytest.mark.parametrize(
    "repairs", [tuple(EXAMPLES.values()), (), (DropDuplicateRows(),)], ids=["all", "none", "rows"]
)
def test_python_is_formatted_and_clean(
    language: Language, repairs: tuple[Repair, ...], tmp_path: Path
) -> None:
    script = tmp_path / "fix.py"
    script.write_text(write_script(document_with(COLUMNS, repairs), language), encoding="utf-8")
    for command in (("format", "--check", "--line-length", "110"), ("check", "--ignore", "E501")):
        result = subprocess.run(
            [sys.executable, "-m", "ruff", command[0], "--isolated", *command[1:], str(script)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout


def test_many_repairs_stay_one_shallow_statement() -> None:
    columns = [f"c{number}" for number in range(1200)]
    table = pl.DataFrame({name: ["NA", "1"] for name in columns})
    repairs: list[Repair] = [UnifyNulls(column=name, spellings=("NA",)) for name in columns]
    script = write_script(document_with(columns, repairs), Language.SQL)
    assert run_duckdb(script, table).rows() == [(None,) * 1200, ("1",) * 1200]


def test_columns_that_duckdb_cannot_tell_apart_are_named() -> None:
    document = document_with(["Name", "name"], [TrimWhitespace(column="name")])
    assert 'takes "Name" and "name" for one column' in write_script(document, Language.SQL)
    assert "for one column" not in write_script(document, Language.SQL, SqlDialect.POSTGRES)


def test_comments_say_what_the_trial_showed() -> None:
    document = document_with(["a"], [TrimWhitespace(column="a")])
    trial = Verification(
        status=VerificationStatus.VERIFIED,
        rows_checked=5_000,
        is_sample=True,
        issue_count_before=12,
        issue_count_after=0,
    )
    tried = document.recommendations[0].model_copy(update={"verification": trial})
    document = document.model_copy(update={"recommendations": (tried,)})
    about = 'Something odd in "a" (1 row): remove outer, doubled and invisible white space.'
    told = "Tried on the data in the first 5,000 rows: 12 before, 0 after."
    for language in Language:
        sign = "--" if language is Language.SQL else "#"
        lines = write_script(document, language).splitlines()
        said = [line.strip().removeprefix(f"{sign} ").removeprefix("1. ") for line in lines]
        assert [about, told] == said[said.index(about) :][:2]


@pytest.mark.parametrize("target", [Language.R, SqlDialect.SNOWFLAKE])
def test_what_a_language_cannot_say_is_refused_openly(target: Language | SqlDialect) -> None:
    repair = EXAMPLES["hash_text" if target is Language.R else "compose_unicode"]
    document = document_with(["first"], [repair])
    language = Language.SQL if isinstance(target, SqlDialect) else target
    dialect = target if isinstance(target, SqlDialect) else SqlDialect.DUCKDB
    with pytest.raises(UsageError, match=f"cannot be written for {target}: ") as refused:
        write_script(document, language, dialect)
    assert "'issue:0:repair'" in str(refused.value.remedy)


@pytest.mark.parametrize(("language", "package"), [(Language.POLARS, "polars"), (Language.PANDAS, "pandas")])
def test_a_script_says_which_version_it_was_run_with(language: Language, package: str) -> None:
    script = write_script(document_with(["a"], [TrimWhitespace(column="a")]), language)
    assert f'# dependencies = ["{package}=={version(package)}"]' in script


@pytest.mark.parametrize("repair", [TrimWhitespace(column="first"), DropDuplicateRows()])
def test_large_files_are_streamed_where_rows_stand_alone(repair: Repair, tmp_path: Path) -> None:
    document = document_with(["first"], [repair])
    is_streamed = "sink_csv" in write_script(document, Language.POLARS)
    assert is_streamed == isinstance(repair, TrimWhitespace)
    table = pl.DataFrame({"first": [f" x\n{number % 7}" for number in range(300_000)]})
    source = write_plain_csv(table, tmp_path / "in.csv")
    made = run(Language.POLARS, document, source, tmp_path / "out.csv")
    assert made.rows() == applied((repair,), table).rows()


HEADERS = (
    ["a", "a", "a"],
    ["", "b", "line\nbreak"],
    ['"); import os; ("', "^a$", "*"],
)


@pytest.mark.parametrize("header", HEADERS, ids=range(len(HEADERS)))
def test_scripts_find_columns_whose_names_had_to_be_replaced(header: list[str], tmp_path: Path) -> None:
    source = tmp_path / "source.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        rows = [[f" {number}", "n/a", f"x {number % 3} "] for number in range(40)]
        csv.writer(file).writerows([header, *rows])
    document = analyse_reading(open_reading(LocalFile(source)), Goal.GENERAL_AUDIT)
    clean_table(LocalFile(source), tmp_path / "cleaned.csv")
    expected = read_plain_csv(tmp_path / "cleaned.csv")
    assert expected.columns == [column.name for column in document.columns]
    for language, name, program in (
        (Language.POLARS, "fix_polars.py", sys.executable),
        (Language.PANDAS, "fix_pandas.py", sys.executable),
        (Language.R, "fix.R", RSCRIPT),
    ):
        if program is None:
            continue
        script, target = tmp_path / name, tmp_path / f"{name}.csv"
        script.write_text(write_script(document, language), encoding="utf-8")
        run_program([program, str(script), str(source), str(target)])
        made = read_plain_csv(target)
        assert (made.columns, made.rows()) == (expected.columns, expected.rows()), language
