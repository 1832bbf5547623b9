"""Names and values that look like code go through every language, executed, and nothing but data changes."""

from pathlib import Path

import polars as pl
import pytest

from datainsight.codegen.script import Language, SqlDialect, write_script
from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.cap_range import CapRange
from datainsight.repairs.cast_type import CastType
from datainsight.repairs.change_case import ChangeCase
from datainsight.repairs.compose_unicode import ComposeUnicode
from datainsight.repairs.convert_units import ConvertUnits
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.drop_near_duplicate_rows import DropNearDuplicateRows
from datainsight.repairs.drop_orphan_rows import DropOrphanRows
from datainsight.repairs.drop_rows_missing import DropRowsMissing
from datainsight.repairs.drop_rows_out_of_order import DropRowsOutOfOrder
from datainsight.repairs.excel_dates import ExcelDates
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.extract_digits import ExtractDigits
from datainsight.repairs.extract_json_field import ExtractJsonField
from datainsight.repairs.extract_pattern import ExtractPattern
from datainsight.repairs.fill_from_previous import FillFromPrevious
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.fill_with_typical import FillWithTypical
from datainsight.repairs.fix_mojibake import FixMojibake
from datainsight.repairs.flag_missing import FlagMissing
from datainsight.repairs.flag_outside_range import FlagOutsideRange
from datainsight.repairs.hash_text import HashText
from datainsight.repairs.interpolate import Interpolate
from datainsight.repairs.keep_first_per_key import KeepFirstPerKey
from datainsight.repairs.keep_newest_per_key import KeepNewestPerKey
from datainsight.repairs.log_scale import LogScale
from datainsight.repairs.lump_rare import LumpRare
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.mask_text import MaskText
from datainsight.repairs.merge_columns import MergeColumns
from datainsight.repairs.normalise_email import NormaliseEmail
from datainsight.repairs.normalise_phone import NormalisePhone
from datainsight.repairs.normalise_url import NormaliseUrl
from datainsight.repairs.null_invalid import NullInvalid
from datainsight.repairs.null_negative import NullNegative
from datainsight.repairs.null_orphans import NullOrphans
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.null_sentinels import NullSentinels
from datainsight.repairs.pad_zeros import PadZeros
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.parse_numbers import ParseNumbers
from datainsight.repairs.plain_characters import PlainCharacters
from datainsight.repairs.registry import CATALOGUE
from datainsight.repairs.remove_accents import RemoveAccents
from datainsight.repairs.rename_column import RenameColumn
from datainsight.repairs.reorder_columns import ReorderColumns
from datainsight.repairs.repair_by_key import RepairByKey
from datainsight.repairs.split_column import SplitColumn
from datainsight.repairs.tokenise import Tokenise
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_booleans import UnifyBooleans
from datainsight.repairs.unify_dates import UnifyDates
from datainsight.repairs.unify_nulls import UnifyNulls
from datainsight.repairs.unix_times import UnixTimes
from tests.unit.codegen.documents import document_with, planned
from tests.unit.codegen.hostile import HOSTILE_TEXTS
from tests.unit.codegen.languages import RSCRIPT, read_plain_csv, run_everywhere, run_program, write_plain_csv
from tests.unit.repairs.tables import applied

SHORT_TEXTS = [text for text in HOSTILE_TEXTS if len(text) < 100]
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


def lone_repairs_of(column: str, text: str) -> tuple[Repair, ...]:
    """Repairs that do not go with those above, with a hostile text wherever one can be given."""
    clean = text.replace("\x1f", "")
    return (
        NormaliseUrl(column=column),
        NormalisePhone(column=column, country="44", trunk="0"),
        ConvertUnits(column=column, units=((f"k{clean.strip()}", 3), ("'); DROP TABLE dataset; --", 0))),
        ExcelDates(column=column),
        UnixTimes(column=column),
        NullNegative(column=column),
        UnifyDates(column=column, formats=(text, "%d/%m/%Y"), notation="%b %-d, %Y"),
        NullInvalid(column=column, kind="number"),
        CastType(column=column, type="integer"),
        CapRange(column=column, lower="0", upper="10.5"),
        FillFromPrevious(column=column, by=("other",)),
        FillWithTypical(column=column, by=("other",), statistic="median"),
        LumpRare(column=column, least=2, other=text),
        Tokenise(column=column, prefix=text),
        RepairByKey(column=column, by=("other",), corrections=((clean, "12", f"{clean}!"),)),
        KeepNewestPerKey(column=column, order_by="other"),
        DropRowsMissing(columns=(column,)),
        DropRowsOutOfOrder(first=column, second="other"),
        DropNearDuplicateRows(ignored=(column,)),
        SplitColumn(column=column, separator=text, into=(f"{column}1", f"{column}2")),
        MergeColumns(columns=(column, "gone"), separator=text, into=f"{column}3"),
        RenameColumn(column=column, to=f"{column}4"),
        ReorderColumns(order=("gone", column)),
        FlagMissing(column=column, into=f"{column}5"),
        FlagOutsideRange(column=column, into=f"{column}6", lower=0, upper=11),
        ExtractDigits(column=column, into=f"{column}7", least=2),
        ExtractPattern(column=column, into=f"{column}8", pattern="[0-9]+"),
        ExtractJsonField(column=column, into=f"{column}9", field="a"),
        LogScale(column=column, into=f"{column}10"),
        Interpolate(column="other", by=("other",), along=column),
        Interpolate(column=column, by=("other",)),
        ExplodeList(column=column, separator=";"),
        NullOrphans(column=column, orphans=(text, "12")),
        DropOrphanRows(column=column, orphans=(text, "12")),
        DropColumn(column=column),
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


def test_every_operation_is_tried_with_hostile_text() -> None:
    tried = (*repairs_of("a"), *lone_repairs_of("a", "b"))
    assert {repair.operation for repair in tried} == set(CATALOGUE)


@pytest.mark.parametrize("number", range(len(lone_repairs_of("a", "b"))))
def test_hostile_names_and_values_of_single_repairs(number: int) -> None:
    for name in SHORT_TEXTS[number % 4 :: 4]:
        table = pl.DataFrame({name: CELLS, "other": CELLS[::-1], "gone": CELLS})
        repair = lone_repairs_of(name, SHORT_TEXTS[number])[number]
        expected = applied((repair,), table)
        for language, made in run_everywhere(document_with(table.columns, [repair]), table).items():
            assert made.columns == expected.columns, (language, name)
            assert made.rows() == expected.rows(), (language, name)


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
    alone = [lone_repairs_of(name, names[at])[at] for at, name in enumerate(names[1::3])]
    repairs += [
        repair for repair in alone if _is_of_cells_in_r(repair) and "other" not in getattr(repair, "by", ())
    ]
    plan = sorted((*repairs, DropDuplicateRows()), key=lambda repair: repair.phase)
    script = tmp_path / "fix.R"
    script.write_text(write_script(document_with(names, plan), Language.R), encoding="utf-8")
    source = write_plain_csv(table, tmp_path / "in.csv")
    run_program([str(RSCRIPT), str(script), str(source), str(tmp_path / "out.csv")])
    made = read_plain_csv(tmp_path / "out.csv")
    expected = applied(planned(names, plan), table)
    assert made.columns == expected.columns
    assert made.rows() == expected.rows()
