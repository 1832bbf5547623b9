"""What was cleaned can be made as it was, and the change log says what was done."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datainsight.codegen.plan import plan
from datainsight.errors import UsageError
from datainsight.reading.frames import write_csv
from datainsight.services.change_log import HEADER, ChangeLog
from datainsight.services.cleaning_run import CleaningRun
from datainsight.services.table_files import write_parquet
from datainsight.services.undo_file import UndoFile, undo_cleaning
from tests.unit.codegen.documents import document_with
from tests.unit.repairs.tables import COLUMNS, EXAMPLES, ODD_TEXTS, steady, tables


def cleaned_files(
    table: pl.DataFrame, operations: list[str], folder: Path, *, size: int = 3, ending: str = "csv"
) -> tuple[Path, Path, str]:
    """The cleaned file, its undo file and the change log."""
    steps = plan(document_with(table.columns, [EXAMPLES[name] for name in operations]))
    run = CleaningRun(steps, tuple(table.columns))
    output, undo, log = folder / f"cleaned.{ending}", folder / "undo", io.StringIO(newline="")
    changes = ChangeLog(log, table.columns, {"second"}, None)
    frames: list[pl.DataFrame] = []
    size = max(1, table.height) if run.is_whole_table else size
    with undo.open("w", encoding="utf-8", newline="") as stream:
        writer = UndoFile(stream, table.columns)
        for start in range(0, max(1, table.height), size):
            batch = table[start : start + size]
            made = run.clean(batch)
            writer.add(batch, made.frame, made.kept, made.origins)
            changes.add(made.changes)
            frames.append(made.frame)
        if ending == "csv":
            write_csv(frames, output)
        else:
            write_parquet(iter(frames), output, frames[0].columns)
        writer.finish(output)
    return output, undo, log.getvalue()


@settings(steady, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=tables(),
    chosen=st.sets(st.sampled_from(sorted(EXAMPLES))),
    ending=st.sampled_from(["csv", "parquet"]),
)
def test_undoing_gives_the_table_as_it_was(
    table: pl.DataFrame, chosen: set[str], ending: str, tmp_path: Path
) -> None:
    output, undo, _ = cleaned_files(table, sorted(chosen), tmp_path, ending=ending)
    assert undo_cleaning(output, undo, tmp_path / "before.parquet") == table.height
    assert pl.read_parquet(tmp_path / "before.parquet").equals(table)


def test_undoing_writes_the_file_that_converting_writes(tmp_path: Path) -> None:
    table = pl.DataFrame({name: [*ODD_TEXTS, None, "a\rb", *ODD_TEXTS] for name in COLUMNS})
    output, undo, _ = cleaned_files(
        table, ["trim_whitespace", "drop_duplicate_rows", "drop_column"], tmp_path
    )
    write_csv([table], tmp_path / "as_read.csv")
    undo_cleaning(output, undo, tmp_path / "before.csv")
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "as_read.csv").read_bytes()


def test_an_undo_file_fits_its_own_table_only(tmp_path: Path) -> None:
    table = pl.DataFrame({"first": [" a", "b"]})
    output, undo, _ = cleaned_files(table, ["trim_whitespace"], tmp_path)
    output.write_text("first\nother\n", encoding="utf-8")
    with pytest.raises(UsageError, match="another table"):
        undo_cleaning(output, undo, tmp_path / "before.csv")


@pytest.mark.parametrize("content", ["", "{}", "no json", '{"format": "datainsight undo 9", "columns": []}'])
def test_other_files_are_no_undo_files(content: str, tmp_path: Path) -> None:
    undo = tmp_path / "undo"
    undo.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="no undo file"):
        undo_cleaning(undo, undo, tmp_path / "before.csv")


def test_the_change_log_has_each_change_and_hides_personal_values(tmp_path: Path) -> None:
    table = pl.DataFrame({"first": [" a", "a", "NA"], "second": ["x ", "x", "y"]})
    repairs = ["trim_whitespace", "unify_nulls", "drop_duplicate_rows"]
    moved = EXAMPLES["trim_whitespace"].model_copy(update={"column": "second"})
    steps = plan(document_with(table.columns, [moved, *(EXAMPLES[name] for name in repairs)]))
    stream = io.StringIO(newline="")
    log = ChangeLog(stream, table.columns, {"second"}, None)
    log.add(CleaningRun(steps, tuple(table.columns)).clean(table).changes)
    header, *lines = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert tuple(header) == HEADER
    assert lines == [
        ["0", "1", "second", "cell", "(hidden)", "(hidden)", "issue:0:repair"],
        ["0", "0", "first", "cell", " a", "a", "issue:1:repair"],
        ["1", "", "", "row", "", "", "issue:3:repair"],
        ["2", "0", "first", "cell", "NA", "", "issue:2:repair"],
    ]
