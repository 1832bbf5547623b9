"""The cleaned table is the one that the scripts make, whatever the size of the batches."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.codegen.plan import plan
from datainsight.errors import UnreadableError, UsageError
from datainsight.models.cleaning import CleaningReport
from datainsight.reading.source import LocalFile
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.keep_first_per_key import KeepFirstPerKey
from datainsight.services.clean_table import Companions, clean_table
from datainsight.services.cleaning_run import CleaningRun
from tests.unit.codegen.documents import document_with
from tests.unit.repairs.tables import COLUMNS, EXAMPLES, applied, steady, tables

MESSY = """\
id,name,city,price,joined,zip
1, Ann ,Paris,"$1,234.50",31/12/2023,02134
2,Bob,paris,(12),15/01/2024,2134
2,Bob,paris,(12),15/01/2024,2134
3,Cyd,Paris,$7,2024-01-20,10001
4,"Dee, D",Paris,$8,2024-01-21,94107
5,Eve,Rome,$9,2024-01-22,94107
6,Fay,Rome,$10,2024-01-23,94107
7,Gil,Rome,"$1,100",2024-01-24,94107
"""
CLEANED = [
    ("1", "Ann", "Paris", "1234.50", "2023-12-31", "02134"),
    ("2", "Bob", "Paris", "-12", "2024-01-15", "02134"),
    ("3", "Cyd", "Paris", "7", "2024-01-20", "10001"),
    ("4", "Dee, D", "Paris", "8", "2024-01-21", "94107"),
    ("5", "Eve", "Rome", "9", "2024-01-22", "94107"),
    ("6", "Fay", "Rome", "10", "2024-01-23", "94107"),
    ("7", "Gil", "Rome", "1100", "2024-01-24", "94107"),
]


@pytest.fixture
def messy(tmp_path: Path) -> LocalFile:
    path = tmp_path / "messy.csv"
    path.write_text(MESSY, encoding="utf-8")
    return LocalFile(path)


def in_batches(table: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    for start in range(0, max(table.height, 1), size):
        yield table[start : start + size]


@steady
@given(table=tables(), size=st.integers(1, 5), chosen=st.sets(st.sampled_from(sorted(EXAMPLES))))
def test_batches_make_no_difference(table: pl.DataFrame, size: int, chosen: set[str]) -> None:
    steps = plan(document_with(COLUMNS, [EXAMPLES[name] for name in sorted(chosen)]))
    run = CleaningRun(steps, COLUMNS)
    batches = [
        run.clean(batch) for batch in in_batches(table, table.height or 1 if run.is_whole_table else size)
    ]
    expected = applied(tuple(step.repair for step in steps), table)
    assert pl.concat([batch.frame for batch in batches]).rows() == expected.rows()
    assert (run.rows_read, run.rows_kept) == (table.height, expected.height)
    assert sum(batch.removed.height for batch in batches) == table.height - expected.height


def test_what_is_taken_out_is_kept_as_it_was_read() -> None:
    table = pl.DataFrame({"source_row": [" a", "a", "b", "b", "b"], "*": ["1", "1", "1", "2", "2"]})
    repairs = (
        EXAMPLES["trim_whitespace"].model_copy(update={"column": "source_row"}),
        DropDuplicateRows(),
        KeepFirstPerKey(column="source_row"),
    )
    run = CleaningRun(plan(document_with(table.columns, repairs)), tuple(table.columns))
    batches = [run.clean(batch) for batch in in_batches(table, 2)]
    assert pl.concat([batch.removed for batch in batches]).rows(named=True) == [
        {"_source_row": 1, "removed_by": "drop_duplicate_rows", "source_row": "a", "*": "1"},
        {"_source_row": 3, "removed_by": "keep_first_per_key", "source_row": "b", "*": "2"},
        {"_source_row": 4, "removed_by": "drop_duplicate_rows", "source_row": "b", "*": "2"},
    ]
    assert [(each.operation, each.cells_changed, each.rows_removed) for each in run.outcomes()] == [
        ("trim_whitespace", 1, 0),
        ("drop_duplicate_rows", 0, 2),
        ("keep_first_per_key", 0, 1),
    ]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_is_cleaned_and_the_report_says_how(messy: LocalFile, tmp_path: Path, ending: str) -> None:
    output, report, quarantine = (tmp_path / name for name in (f"clean.{ending}", "report.json", "out.csv"))
    returned = clean_table(messy, output, report=report, companions=Companions(quarantine=quarantine))
    made = pl.read_csv(output, infer_schema=False) if ending == "csv" else pl.read_parquet(output)
    assert made.rows() == CLEANED
    stored = CleaningReport.model_validate_json(report.read_text(encoding="utf-8"))
    assert {each.rows_checked for each in stored.repairs} == {stored.row_count_before}
    trimmed = next(each for each in stored.repairs if each.operation == "trim_whitespace")
    assert trimmed.cells_changed > 0
    assert (trimmed.issue_count_before, trimmed.issue_count_after) == (trimmed.cells_changed, 0)
    assert stored == returned
    assert (stored.row_count_before, stored.row_count_after, stored.quarantined_row_count) == (8, 7, 1)
    changed = {each.operation: each.cells_changed + each.rows_removed for each in stored.repairs}
    assert changed == {
        "trim_whitespace": 1, "map_values": 2, "parse_numbers": 8, "parse_dates": 3, "pad_zeros": 2,
        "drop_duplicate_rows": 1,
    }  # fmt: skip
    assert {each.verification.status for each in stored.repairs} == {"verified"}
    assert quarantine.read_text(encoding="utf-8").splitlines() == [
        "source_row,removed_by,reasons,id,name,city,price,joined,zip",
        "2,drop_duplicate_rows,duplicate_rows,2,Bob,paris,(12),15/01/2024,2134",
    ]


def test_a_cleaned_table_is_left_alone(messy: LocalFile, tmp_path: Path) -> None:
    once, twice = tmp_path / "once.csv", tmp_path / "twice.csv"
    clean_table(messy, once)
    report = clean_table(LocalFile(once), twice)
    assert sum(each.cells_changed + each.rows_removed for each in report.repairs) == 0
    assert twice.read_bytes() == once.read_bytes()


def test_a_dropped_column_is_named() -> None:
    run = CleaningRun(plan(document_with(["a", "b"], [DropColumn(column="a")])), ("a", "b"))
    assert run.clean(pl.DataFrame({"a": ["1"], "b": ["2"]})).frame.columns == ["b"]


def test_a_table_without_rows(tmp_path: Path) -> None:
    source = tmp_path / "header.csv"
    source.write_text("a,b\n", encoding="utf-8")
    for name in ("out.csv", "out.parquet"):
        report = clean_table(
            LocalFile(source), tmp_path / name, companions=Companions(quarantine=tmp_path / "quarantine.csv")
        )
        assert (report.row_count_before, report.row_count_after, report.quarantined_row_count) == (0, 0, 0)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").strip() == "a,b"
    assert pl.read_parquet(tmp_path / "out.parquet").columns == ["a", "b"]


def test_other_endings_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    missing.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"\.parquet"):
        clean_table(LocalFile(missing), tmp_path / "out.xlsx")


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(UnreadableError):
        clean_table(LocalFile(empty), tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
