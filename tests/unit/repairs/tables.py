"""Tables and repairs to try on each other, by hand and by Hypothesis."""

import polars as pl
from hypothesis import assume, settings
from hypothesis import strategies as st

from datainsight.repairs.base import Repair
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
from datainsight.repairs.fix_mojibake import USUAL, FixMojibake
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
from datainsight.repairs.null_invalid import SHAPES, NullInvalid
from datainsight.repairs.null_negative import NullNegative
from datainsight.repairs.null_orphans import NullOrphans
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.null_sentinels import NullSentinels
from datainsight.repairs.pad_zeros import PadZeros
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.parse_numbers import ParseNumbers
from datainsight.repairs.plain_characters import PlainCharacters
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

steady = settings(deadline=None, max_examples=50)
"""How long a case takes says nothing: the first one compiles regular expressions."""

COLUMNS = ("first", "second", "third")

FORMATS = (
    "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%b %d, %Y", "%d-%b-%y", "%Y%m%d", "%A, %B %d, %Y",
    "%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S UTC",
    "%d %b %Y %H:%M:%S%#z",
)  # fmt: skip

ODD_TEXTS = (
    '{"town": "Oslo", "a": 1.5, "x.y": true, "n o": null}',
    '{"a": [1], "town": "B"}',
    " ", "  Ann \u00a0 Lee ", "\u200bBob", "x\ny", " x\r\n y ", "\n", "NA", "n/a", "-", " - ", "PARIS",
    "Paris", "paris ", "ÉCOLE", "ſ", "İ", "$1,234.50", "(12)", "($5)", "$(5)", "7.8%", "-$5", "$-5",
    "US$ 12", "12 USD", "€ 1.234,56", "1\u202f234,5", "1'234", "1’234", ".5", "-.5", "5.", "+3", "−4",
    "1 2", "1e5", "12%%", "1,23,456", "007", "1", "12345", "٣", "１２", "12\n",
    "99999999999999999999999", "31/12/2023", "1/2/2024", "30/02/2024", "29/02/2023", "29/02/2024",
    "Jan 5, 2024", "MARCH 05,  2024", "Sept. 3, 2020", "5-May-69", "5-may-68", "may may", "20240115",
    "2024111", "Friday, March 1, 2024", "2024-01-31", "2024-02-30", "2024-01-31\n",
    "2024-01-31T10:20:30", "2024-01-02T03:04:05.120-0530", "1/2/2024 1:05 PM", "1/2/2024 12:05 am",
    "1/2/2024 13:05", "2024-01-02 03:04:05 UTC", "5 Mar 2024 12:00:01+05", "1/2/2024 00:00", "a,b",
    'x"y', "x'y", "12.0 oz", "0.50%", "12 fl. oz.", "1.5k", "-3 m²", "100%",
    "\\n", "\\1", "$1", "${1}", "{}", "%s", "\t", "日本語", "👨‍👩‍👧", "<01>",
    "a\x01b", "cafÃ©", "donâ€™t", "ÃƒÂ©", "â\x80\x99", "Jose\u0301", "“ＡＢ”–１２", "Šimek Łódź", "ΑΣΣ ς",
    "ЁЖ ґ", "ŉ ß ẞ ı", "Y", " yes ", "TRUE", "0", "n", "Ann.Lee@Example.COM", "<mailto:a@B.co>", "a@b", "@",
    "WWW.Example.com:80/A?b=C", "HTTPS://Example.org", "http://a.b:443#X", "a.de/x", "+44 (0)20 7946-0958",
    "020 7946 0958", "0049 30 901820", "(030) 90-18.20", "+1", "45292", "45292.0", "452920", "1704067200",
    "1704067200000", "-999", "-999.0", " -0999 ", "-0", "-0.5", "-1e3", "\u22125", "+007.0", "-0.00", "1.50",
    "a; b ;;c;", ";", " | x|y |", "red, green ,blue", ", ,",
    "0.0", "1.5e3", "127.0.0.1", "4111 1111 1111 1234", "***1234", "éé", "👨‍👩‍👧👨‍👩‍👧", "ab" * 32,
    "123e4567-e89b-12d3-a456-426614174000", "-", "true",
)  # fmt: skip

_TIMES = (
    "2024-02-28", "2024-02-29T06:00:00", "2024-03-01", "2024-03-01T23:59:59", "1969-12-31", "2024-12-31",
    "2024-02-30", "1/2/2024", "2024-02-28T24:00:00", "1000-01-01", None,
)  # fmt: skip
_LEVELS = ("1.5", None, None, "-20.25", None, "999999999.999999", "x", None, "0.000001")
OVER_TIME = pl.DataFrame(
    {
        "first": [_LEVELS[number * 7 % len(_LEVELS)] for number in range(198)],
        "second": [_TIMES[number * 5 % len(_TIMES)] for number in range(198)],
        "third": ["ab"[number // 3 % 2] if number % 17 else None for number in range(198)],
    },
    schema=dict.fromkeys(COLUMNS, pl.String),
)
"""Numbers at times, some of them at the same one, in no order."""

texts = st.one_of(
    st.sampled_from(ODD_TEXTS),
    st.text(alphabet="0123456789.,-+()$€% /:'T", min_size=1, max_size=12),
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=8
    ),
)
cells = st.one_of(st.none(), texts)


@st.composite
def tables(draw: st.DrawFn, columns: tuple[str, ...] = COLUMNS) -> pl.DataFrame:
    """Small tables of odd cells, often with equal rows."""
    rows = draw(st.lists(st.tuples(*(cells for _ in columns)), max_size=8))
    again = draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
    return pl.DataFrame(rows + again, schema=dict.fromkeys(columns, pl.String), orient="row")


@st.composite
def mappings(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    sources = draw(st.lists(texts, unique=True, min_size=1, max_size=4))
    targets = draw(st.lists(texts.filter(lambda text: text not in sources), min_size=1, max_size=2))
    return tuple((source, targets[number % len(targets)]) for number, source in enumerate(sources))


@st.composite
def number_readers(draw: st.DrawFn) -> ParseNumbers:
    decimal = draw(st.sampled_from((".", ",")))
    thousands = draw(st.sampled_from([mark for mark in (",", ".", " ", "'", None) if mark != decimal]))
    return ParseNumbers(column="first", decimal_mark=decimal, thousands_mark=thousands)


@st.composite
def corrections(draw: st.DrawFn) -> tuple[tuple[str, ...], ...]:
    keys = draw(st.lists(st.tuples(texts, texts), unique=True, min_size=1, max_size=3))
    pairs = draw(mappings())
    assume(not any("\x1f" in text for each in (*keys, *pairs) for text in each))
    return tuple((*key, wrong, right) for key in keys for wrong, right in pairs)


units = st.sampled_from(("oz", "kg", "%", "m²", "fl. oz", "°C", "$(x)", "k"))

keys = st.sampled_from(((), ("second",), ("second", "third")))

short = st.sampled_from(("", "0", "1"))

plain_numbers = st.decimals(-1000, 1000, places=2).map(lambda number: f"{number:f}")

numbers = st.integers(-1000, 1000).map(lambda number: number / 8)

REPAIRS: dict[str, st.SearchStrategy[Repair]] = {
    "trim_whitespace": st.just(TrimWhitespace(column="first")),
    "map_values": mappings().map(lambda mapping: MapValues(column="first", mapping=mapping)),
    "parse_numbers": number_readers(),
    "parse_dates": st.builds(
        ParseDates,
        column=st.just("first"),
        formats=st.lists(st.sampled_from(FORMATS), min_size=1, max_size=4, unique=True).map(tuple),
        target=st.sampled_from(("date", "datetime")),
    ),
    "unify_dates": st.builds(
        UnifyDates,
        column=st.just("first"),
        formats=st.lists(st.sampled_from(FORMATS), min_size=1, max_size=4, unique=True).map(tuple),
        target=st.just("date"),
        notation=st.sampled_from(("%m/%d/%Y", "%-d.%-m.%Y", "%b %d, %Y", "%-d %B %Y", "%Y/%m/%d")),
    )
    | st.builds(
        UnifyDates,
        column=st.just("first"),
        formats=st.lists(st.sampled_from(FORMATS), min_size=1, max_size=4, unique=True).map(tuple),
        target=st.just("datetime"),
        notation=st.sampled_from(("%m/%d/%Y %H:%M:%S", "%d-%b-%Y %-H:%M", "%Y-%m-%d %H:%M:%S")),
    ),
    "convert_units": st.dictionaries(units, st.integers(-3, 3), min_size=1, max_size=3).map(
        lambda powers: ConvertUnits(column="first", units=tuple(powers.items()))
    ),
    "repair_by_key": corrections().map(
        lambda rows: RepairByKey(column="first", by=("second", "third"), corrections=rows)
    ),
    "fix_mojibake": st.sampled_from(("é’", "ÃÂ©", USUAL)).map(
        lambda characters: FixMojibake(column="first", characters=characters)
    ),
    "compose_unicode": st.just(ComposeUnicode(column="first")),
    "plain_characters": st.just(PlainCharacters(column="first")),
    "change_case": st.builds(ChangeCase, column=st.just("first"), case=st.sampled_from(("lower", "upper"))),
    "remove_accents": st.just(RemoveAccents(column="first")),
    "unify_booleans": st.sampled_from(
        (UnifyBooleans(column="first"), UnifyBooleans(column="first", true_spellings=("oui", "Ö")))
    ),
    "normalise_email": st.builds(NormaliseEmail, column=st.just("first"), lower_local=st.booleans()),
    "normalise_url": st.builds(
        NormaliseUrl, column=st.just("first"), scheme=st.sampled_from(("http", "https"))
    ),
    "normalise_phone": st.builds(
        NormalisePhone,
        column=st.just("first"),
        country=st.sampled_from(("1", "44", "380")),
        trunk=short,
        least_digits=st.integers(4, 8),
        most_digits=st.integers(8, 12),
    ),
    "excel_dates": st.just(ExcelDates(column="first")),
    "unix_times": st.builds(
        UnixTimes, column=st.just("first"), unit=st.sampled_from(("seconds", "milliseconds"))
    ),
    "null_sentinels": st.lists(plain_numbers, min_size=1, max_size=3).map(
        lambda sentinels: NullSentinels(column="first", numbers=tuple(sentinels))
    ),
    "null_negative": st.just(NullNegative(column="first")),
    "null_invalid": st.sampled_from(tuple(SHAPES)).map(lambda kind: NullInvalid(column="first", kind=kind)),
    "cast_type": st.sampled_from(("integer", "decimal", "boolean")).map(
        lambda kind: CastType.model_validate({"column": "first", "type": kind})
    ),
    "cap_range": st.tuples(plain_numbers, plain_numbers).map(
        lambda bounds: CapRange(column="first", lower=min(bounds, key=float), upper=max(bounds, key=float))
    ),
    "mask_text": st.builds(MaskText, column=st.just("first"), keep=st.integers(0, 8)),
    "hash_text": texts.map(lambda text: HashText(column="first", salt=f"{text}12345678")),
    "pad_zeros": st.builds(PadZeros, column=st.just("first"), width=st.integers(2, 9)),
    "unify_nulls": st.lists(texts, max_size=4).map(
        lambda spellings: UnifyNulls(column="first", spellings=tuple(spellings))
    ),
    "null_outside_range": st.tuples(numbers, numbers).map(
        lambda bounds: NullOutsideRange(column="first", lower=min(bounds), upper=max(bounds))
    ),
    "fill_missing": texts.map(lambda value: FillMissing(column="first", value=value)),
    "fill_with_typical": st.builds(
        FillWithTypical, column=st.just("first"), by=keys, statistic=st.sampled_from(("mode", "median"))
    ),
    "fill_from_previous": st.builds(FillFromPrevious, column=st.just("first"), by=keys),
    "tokenise": st.builds(Tokenise, column=st.just("first"), prefix=texts),
    "lump_rare": st.builds(LumpRare, column=st.just("first"), least=st.integers(2, 4), other=texts),
    "keep_newest_per_key": st.just(KeepNewestPerKey(column="first", order_by="second")),
    "drop_rows_missing": st.sampled_from((("first",), ("first", "third"))).map(
        lambda columns: DropRowsMissing(columns=columns)
    ),
    "drop_rows_out_of_order": st.just(DropRowsOutOfOrder(first="first", second="second")),
    "drop_near_duplicate_rows": st.sampled_from(((), ("first",), COLUMNS)).map(
        lambda ignored: DropNearDuplicateRows(ignored=ignored)
    ),
    "drop_duplicate_rows": st.just(DropDuplicateRows()),
    "keep_first_per_key": st.just(KeepFirstPerKey(column="first")),
    "flag_missing": st.just(FlagMissing(column="first", into="told")),
    "flag_outside_range": st.tuples(numbers, numbers).map(
        lambda bounds: FlagOutsideRange(column="first", into="told", lower=min(bounds), upper=max(bounds))
    ),
    "extract_digits": st.integers(1, 6).map(
        lambda least: ExtractDigits(column="first", into="told", least=least)
    ),
    "extract_pattern": st.sampled_from(
        (
            "[0-9]+",
            "[A-Z][a-z]{2,4}",
            "^[a-z0-9]+",
            "[0-9]{2}$",
            "[^0-9 ]{2}",
            "[.,-]",
            "-[0-9]{1,}",
            "1\\.[0-9]",
        )
    ).map(lambda pattern: ExtractPattern(column="first", into="told", pattern=pattern)),
    "extract_json_field": st.sampled_from(("a", "town", "x.y", "n o")).map(
        lambda field: ExtractJsonField(column="first", into="told", field=field)
    ),
    "log_scale": st.just(LogScale(column="first", into="told")),
    "interpolate": st.builds(Interpolate, column=st.just("first"), by=keys)
    | st.builds(
        Interpolate,
        column=st.just("first"),
        by=st.sampled_from(((), ("third",))),
        along=st.just("second"),
    ),
    "null_orphans": st.lists(texts, min_size=1, max_size=4).map(
        lambda orphans: NullOrphans(column="first", orphans=tuple(orphans))
    ),
    "drop_orphan_rows": st.lists(texts, min_size=1, max_size=4).map(
        lambda orphans: DropOrphanRows(column="first", orphans=tuple(orphans))
    ),
    "explode_list": st.sampled_from((";", "|", ",", "/", "+", "&")).map(
        lambda separator: ExplodeList(column="first", separator=separator)
    ),
    "drop_column": st.just(DropColumn(column="first")),
    "split_column": st.tuples(
        st.sampled_from((" ", "-", "ab", "1", ".")), st.sampled_from(("ab", "abc"))
    ).map(lambda pair: SplitColumn(column="first", separator=pair[0], into=tuple(pair[1]))),
    "merge_columns": st.builds(
        MergeColumns,
        columns=st.permutations(COLUMNS).map(lambda columns: tuple(columns[:2])),
        separator=st.sampled_from(("", " ", "';")),
        into=st.sampled_from(("first", "merged")),
    ).filter(lambda repair: repair.fits(COLUMNS)),
    "rename_column": st.sampled_from(("1st", "f\"irst'", "^f.*$")).map(
        lambda name: RenameColumn(column="first", to=name)
    ),
    "reorder_columns": st.permutations((*COLUMNS, "fourth")).map(
        lambda order: ReorderColumns(order=tuple(order[:2]))
    ),
}
"""For each operation, repairs of the column "first"."""


EXAMPLES: dict[str, Repair] = {
    repair.operation: repair
    for repair in (
        TrimWhitespace(column="first"),
        MapValues(column="first", mapping=(("PARIS", "Paris"), ("paris ", "Paris"))),
        ParseNumbers(column="first", thousands_mark=","),
        ParseDates(column="first", formats=("%d/%m/%Y", "%b %d, %Y", "%m/%d/%Y %I:%M %p")),
        UnifyDates(column="first", formats=("%d/%m/%Y", "%b %d, %Y", "%Y-%m-%d"), notation="%-d %B %Y"),
        ConvertUnits(column="first", units=(("%", -2), ("USD", 0), ("k", 3))),
        RepairByKey(column="first", by=("second",), corrections=(("Paris", "paris ", "Paris"),)),
        PadZeros(column="first", width=5),
        UnifyNulls(column="first", spellings=("NA", "-")),
        NullOutsideRange(column="first", lower=-10, upper=10.5),
        FixMojibake(column="first"),
        ComposeUnicode(column="first"),
        PlainCharacters(column="first"),
        ChangeCase(column="first", case="upper"),
        RemoveAccents(column="first"),
        UnifyBooleans(column="first"),
        NormaliseEmail(column="first"),
        NormaliseUrl(column="first"),
        NormalisePhone(column="first", country="44", trunk="0"),
        ExcelDates(column="first"),
        UnixTimes(column="first"),
        NullSentinels(column="first", numbers=("-999", "9.5")),
        NullNegative(column="first"),
        NullInvalid(column="first", kind="number"),
        CastType(column="first", type="decimal"),
        CapRange(column="first", lower="-10", upper="1000.5"),
        FillMissing(column="first", value="unknown"),
        FillWithTypical(column="first", by=("second",), statistic="median"),
        FillFromPrevious(column="first", by=("second",)),
        Tokenise(column="first"),
        LumpRare(column="first", least=3),
        MaskText(column="first"),
        HashText(column="first", salt="pepper and salt"),
        DropDuplicateRows(),
        KeepNewestPerKey(column="first", order_by="second"),
        KeepFirstPerKey(column="first"),
        DropRowsMissing(columns=("first", "second")),
        DropRowsOutOfOrder(first="first", second="second"),
        DropNearDuplicateRows(ignored=("second",)),
        ExtractPattern(column="first", into="told", pattern="[A-Z]{2}-[0-9]+"),
        ExtractJsonField(column="first", into="told", field="town"),
        LogScale(column="first", into="told"),
        Interpolate(column="first", by=("second",)),
        NullOrphans(column="first", orphans=("17", "NA")),
        DropOrphanRows(column="first", orphans=("17", "NA")),
        ExplodeList(column="first", separator=","),
        DropColumn(column="first"),
        SplitColumn(column="first", separator=" ", into=("part", "rest")),
        MergeColumns(columns=("first", "third"), separator=", ", into="both"),
        RenameColumn(column="first", to="1st"),
        ReorderColumns(order=("third", "first")),
    )
}
"""One repair of the column "first" for each operation."""


def applied(repairs: tuple[Repair, ...], table: pl.DataFrame) -> pl.DataFrame:
    """The table after all repairs."""
    for repair in repairs:
        table = repair.apply(table.lazy()).collect()
    return table


def repaired(repair: Repair, *texts: str | None) -> list[str | None]:
    """What a repair of the column "first" makes of these cells."""
    table = pl.DataFrame({"first": texts}, schema={"first": pl.String})
    return applied((repair,), table)["first"].to_list()
