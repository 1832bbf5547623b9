"""Names and values that look like code go through every language, executed, and nothing but data changes."""

from pathlib import Path

import polars as pl
import pytest

from datainsight.codegen.script import Language, SqlDialect, write_script
from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.change_case import ChangeCase
from datainsight.repairs.compose_unicode import ComposeUnicode
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.fill_with_typical import FillWithTypical
from datainsight.repairs.fix_mojibake import FixMojibake
from datainsight.repairs.hash_text import HashText
from datainsight.repairs.keep_first_per_key import KeepFirstPerKey
from datainsight.repairs.lump_rare import LumpRare
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.mask_text import MaskText
from datainsight.repairs.merge_columns import MergeColumns
from datainsight.repairs.normalise_email import NormaliseEmail
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.null_sentinels import NullSentinels
from datainsight.repairs.pad_zeros import PadZeros
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.parse_numbers import ParseNumbers
from datainsight.repairs.plain_characters import PlainCharacters
from datainsight.repairs.remove_accents import RemoveAccents
from datainsight.repairs.rename_column import RenameColumn
from datainsight.repairs.reorder_columns import ReorderColumns
from datainsight.repairs.split_column import SplitColumn
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_booleans import UnifyBooleans
from datainsight.repairs.unify_nulls import UnifyNulls
from tests.unit.codegen.documents import document_with, planned
from tests.unit.codegen.hostile import HOSTILE_TEXTS
from tests.unit.codegen.languages import RSCRIPT, read_plain_csv, run_everywhere, run_program, write_plain_csv
from tests.unit.repairs.tables import applied

CELLS = ["$1,234.50", "31/12/2023", "12", None, " x ", *HOSTILE_TEXTS, "12", "replaced"]


def repairs_of(column: str) -> tuple[Repair, ...]:
    """Every repair of one column that keeps it, full of hostile values."""
    return (
        TrimWhitespace(column=column),
        MapValues(column=column, mapping=tuple((text, "replaced") for text in HOSTILE_TEXTS[:20])),
        ParseNumbers(column=column, thousands_mark=","),
        ParseDates(column=column, formats=('%d/%m/%Y"); import os', "%d/%m/%Y")),
        PadZeros(column=column, width=5),
        UnifyNulls(column=column, spellings=HOSTILE_TEXTS[20:]),
        NullOutsideRange(column=column, lower=0, upper=2000),
        FillMissing(column=column, value=HOSTILE_TEXTS[0]),
        FixMojibake(column=column, characters="é"),
        ComposeUnicode(column=column),
        PlainCharacters(column=column),
        ChangeCase(column=column, case="upper"),
        RemoveAccents(column=column),
        UnifyBooleans(column=column, true_spellings=HOSTILE_TEXTS[:15], false_spellings=("no",)),
        NormaliseEmail(column=column),
        NullSentinels(column=column, numbers=("-999",)),
        MaskText(column=column, keep=3),
        HashText(column=column, salt=HOSTILE_TEXTS[0]),
        DropDuplicateRows(),
        KeepFirstPerKey(column=column),
    )


def _is_of_cells_in_r(repair: Repair) -> bool:
    return repair.effect is Effect.CELLS and "r" not in repair.unavailable


@pytest.mark.parametrize("name", HOSTILE_TEXTS, ids=range(len(HOSTILE_TEXTS)))
def test_hostile_names(name: str) -> None:
    table = pl.DataFrame({name: CELLS, "other": CELLS[::-1], "gone": CELLS})
    plan = sorted((*repairs_of(name), DropColumn(column="gone")), key=lambda repair: repair.phase)
    repairs = tuple(plan)
    expected = applied(planned(table.columns, repairs), table)
    made_everywhere = run_everywhere(document_with(table.columns, repairs, name=name), table)
    for language, made in made_everywhere.items():
        assert made.columns == [name, "other"], language
        assert made.rows() == expected.rows(), language


@pytest.mark.parametrize("name", HOSTILE_TEXTS[::3], ids=range(len(HOSTILE_TEXTS[::3])))
def test_hostile_names_of_new_columns(name: str) -> None:
    table = pl.DataFrame({"first": CELLS, "other": CELLS[::-1], "key": CELLS})
    repairs: tuple[Repair, ...] = (
        FillWithTypical(column="key", by=("first",)),
        LumpRare(column="other", least=2, other=name),
        SplitColumn(column="first", separator=name, into=(name, f"{name}2")),
        MergeColumns(columns=("other", "key"), separator=name, into=f"{name}3"),
        RenameColumn(column=name, to=f"{name}4"),
        ReorderColumns(order=(f"{name}3", f"{name}4")),
    )
    expected = applied(planned(table.columns, repairs), table)
    for language, made in run_everywhere(document_with(table.columns, repairs), table).items():
        assert made.columns == expected.columns == [f"{name}3", f"{name}4", f"{name}2"], language
        assert made.rows() == expected.rows(), language


def test_a_table_of_hostile_names() -> None:
    columns = list(dict.fromkeys(text.casefold() for text in HOSTILE_TEXTS))
    table = pl.DataFrame(dict.fromkeys(columns, CELLS))
    repairs: list[Repair] = [TrimWhitespace(column=name) for name in columns]
    repairs += [DropColumn(column=name) for name in columns[::2]]
    expected = applied((*repairs, DropDuplicateRows()), table)
    plan = sorted((*repairs, DropDuplicateRows()), key=lambda repair: repair.phase)
    for language, made in run_everywhere(document_with(table.columns, plan), table).items():
        assert made.columns == columns[1::2], language
        assert made.rows() == expected.rows(), language


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("dialect", [SqlDialect.DUCKDB, SqlDialect.POSTGRES])
def test_comments_hold_no_line_of_a_name(language: Language, dialect: SqlDialect) -> None:
    name = "line\nbreak()\u2028again()\rand again()"
    document = document_with([name], [TrimWhitespace(column=name)], name=name)
    script = write_script(document, language, dialect)
    sign = "--" if language is Language.SQL else "#"
    remarks = [line.strip() for line in script.split("\n") if line.strip().startswith(sign)]
    assert sum("break()\\u2028again()" in remark for remark in remarks) == 2
    assert all(remark.isprintable() for remark in remarks)


@pytest.mark.skipif(RSCRIPT is None, reason="Rscript is not installed")
def test_hostile_names_in_r(tmp_path: Path) -> None:
    names = [name for name in HOSTILE_TEXTS if len(name) < 1000]
    table = pl.DataFrame(dict.fromkeys(names, CELLS))
    repairs = [repair for name in names[::3] for repair in repairs_of(name) if _is_of_cells_in_r(repair)]
    plan = sorted((*repairs, DropDuplicateRows()), key=lambda repair: repair.phase)
    script = tmp_path / "fix.R"
    script.write_text(write_script(document_with(names, plan), Language.R), encoding="utf-8")
    source = write_plain_csv(table, tmp_path / "in.csv")
    run_program([str(RSCRIPT), str(script), str(source), str(tmp_path / "out.csv")])
    made = read_plain_csv(tmp_path / "out.csv")
    expected = applied(planned(names, plan), table)
    assert made.columns == expected.columns
    assert made.rows() == expected.rows()
