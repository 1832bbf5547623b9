"""Checks of how values are written: garbled, in several ways, or several things in one cell."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

import re
from collections.abc import Iterable

from datainsight.checks.evidence import agree, counted, filled_count, minority_confidence, percent, plural
from datainsight.checks.fresh_names import fresh
from datainsight.checks.registry import Finding, column_check, relation_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType, Role, TableProfile
from datainsight.models.selector import Matching, ValuesIn, WholeColumn
from datainsight.models.writing import ContactFacts
from datainsight.profiling.notations import BOOLEAN_PAIRS
from datainsight.repairs.base import CellRepair
from datainsight.repairs.explode_list import ExplodeList, Separator
from datainsight.repairs.fix_mojibake import FixMojibake
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.normalise_email import NormaliseEmail
from datainsight.repairs.normalise_phone import NormalisePhone
from datainsight.repairs.normalise_url import NormaliseUrl
from datainsight.repairs.split_column import SplitColumn
from datainsight.repairs.unify_booleans import UnifyBooleans
from datainsight.semantics.addresses import WITHOUT_TRUNK

CONVENTION = 0.1
"""The probability that a cell is wrong that says the right thing in another way than most."""

_NORTH_AMERICAN = re.compile(r"[(]?[2-9][0-9]{2}[)]?[ ./-]*[2-9][0-9]{2}[ ./-]*[0-9]{4}")
"""A number of the North American Numbering Plan: area, exchange and line, of three, three and four digits."""

_TRUE = frozenset({yes for yes, _ in BOOLEAN_PAIRS} | {"1"})
_FALSE = frozenset({no for _, no in BOOLEAN_PAIRS} | {"0"})
_PAIRS = (*BOOLEAN_PAIRS, ("1", "0"))

_LIST_SIGNS: tuple[Separator, ...] = (";", "|", ",")
"""Signs between the entries of a list."""

_ONE_THING = frozenset({None, "coordinates", "category"})
"""Meanings of columns whose texts may be taken apart; an address or a name is one thing to most."""


@column_check(Dimension.ACCURACY, harm=0.6, goals={Goal.MIGRATION: 1.4})
def garbled_text(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Texts were written in UTF-8 and read in another encoding: `cafÃ©` for `café`.

    In a report: {column} was read in the wrong encoding in {rows} ({share}), which everybody sees.

    Why it matters: Such a text equals no other spelling of the same word, and everybody who reads it sees a
    mistake.

    How it decides: The whole text, written in Windows-1252 or Latin-1 again, is valid UTF-8, which texts of
    those encodings are by chance only where an accented capital stands before a sign.

    Repair: Putting the characters back is safe where a sequence stands within a word or is of three signs;
    else it is on offer only.

    Source: RFC 3629, UTF-8; Speer, "ftfy", 2019.
    """
    garbled = column.garbled
    if garbled is None or column.data_type is not DataType.TEXT:
        return None
    repair = FixMojibake(column=column.name, characters=garbled.characters)
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=repair.any_of),
        affected_row_count=garbled.count,
        confidence=thresholds.confidences.garbled
        if garbled.is_clear
        else thresholds.confidences.perhaps_garbled,
        message=f"{plural(garbled.count, 'value')} {agree(garbled.count, 'was', 'were')} read in the wrong "
        "encoding",
        evidence=", ".join(f'"{each}"' for each in garbled.examples[:3]),
        examples=garbled.examples[: thresholds.example_count],
        repairs=(repair,),
        is_repair_safe=garbled.is_clear,
    )


@column_check(Dimension.CONSISTENCY, harm=0.2, goals={Goal.MIGRATION: 1.5})
def email_notations(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """E-mail addresses carry brackets or "mailto:", or have capitals in their domain.

    In a report: {column} dresses e-mail addresses up in {rows} ({share}), so equal ones differ.

    Why it matters: The same person counts twice, and joins by address miss.

    How it decides: The column holds e-mail addresses; a domain means the same in small letters, and what
    surrounds an address is no part of it.

    Repair: Writing the address alone, with its domain in small letters, is safe: mail goes to the same place.

    Source: RFC 5321, section 2.4: domains are not sensitive to case, the part before the "@" may be.
    """
    facts = _contacts(column, "email")
    if facts is None:
        return None
    return _notation(
        column,
        facts,
        r"@[^@]*[A-Z]|^\s*<|>\s*$|\.\s*$|(?i)^\s*mailto:",
        "1 address is not written plainly"
        if facts.odd_count == 1
        else f"{facts.odd_count:,} addresses are not written plainly",
        NormaliseEmail(column=column.name),
    )


@column_check(Dimension.CONSISTENCY, harm=0.15, goals={Goal.MIGRATION: 1.5})
def url_notations(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Web addresses of one column are written with and without a scheme, or with capitals in their host.

    In a report: {column} writes web addresses in different ways in {rows} ({share}).

    Why it matters: Programs follow only addresses with a scheme, and the same page counts twice.

    How it decides: The column holds web addresses; most have a scheme and a few have none, or a host has
    capitals, or the default port is spelled out.

    Repair: Writing all in the normal form is on offer; it is not done unasked, since a missing scheme is a
    guess.

    Source: RFC 3986, section 6.2, normalization.
    """
    facts = _contacts(column, "url")
    if facts is None:
        return None
    count = facts.odd_count
    is_secure = any(text.lower().startswith("https:") for text in _texts(column))
    return _notation(
        column,
        facts,
        r"^\s*(?i:https?://)?[^/?#]*[A-Z]|^\s*[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#]|\s*$)|^\s*(?i)http://[^/?#]*:80\b"
        r"|^\s*(?i)https://[^/?#]*:443\b",
        "1 web address is written otherwise"
        if count == 1
        else f"{count:,} web addresses are written otherwise",
        NormaliseUrl(column=column.name, scheme="https" if is_secure else "http"),
    )


@column_check(Dimension.CONSISTENCY, harm=0.2, goals={Goal.MIGRATION: 1.3})
def phone_notations(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Telephone numbers of one column are written in several ways.

    In a report: {column} writes telephone numbers in different ways in {rows} ({share}).

    Why it matters: The same number does not match itself, and programs cannot dial it.

    How it decides: The column holds telephone numbers whose digits are grouped and punctuated in different
    ways, or that stand with and without their country's code.

    Repair: Writing all as +442079460958 is on offer where the column says which country its numbers belong
    to: by numbers with a code, or by the shape of North American numbers. Never unasked, since a number
    without a code may be a foreign one.

    Source: ITU-T recommendation E.164; North American Numbering Plan.
    """
    facts = _contacts(column, "phone")
    if facts is None or facts.ways < 2 or column.semantic_type != "phone_number":
        return None
    return _notation(
        column,
        facts,
        r"^\s*[^+\s]|[^+0-9]",
        f"Telephone numbers are written in {facts.ways:,} ways",
        _to_e164(column, facts),
    )


def _to_e164(column: ColumnProfile, facts: ContactFacts) -> NormalisePhone | None:
    """With the country that most numbers with a code have, or North America by the shape of all."""
    if facts.calling_codes:
        code = max(facts.calling_codes, key=lambda each: (facts.calling_codes[each], each))
        least, most = facts.national_digits or (7, 12)
    elif not facts.trunk_count and all(_NORTH_AMERICAN.fullmatch(each) for each in facts.examples):
        code, least, most = "1", 10, 10
    else:
        return None
    trunk = "1" if code == "1" else "" if code in WITHOUT_TRUNK else "0"
    most = min(max(most, 4), 14, 15 - len(code))
    return NormalisePhone(
        column=column.name, country=code, trunk=trunk, least_digits=min(max(least, 4), most), most_digits=most
    )


@column_check(Dimension.CONSISTENCY, harm=0.4, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def mixed_booleans(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Yes and no are spelled in several ways in one column: yes, Y and TRUE.

    In a report: {column} spells yes and no in other ways in {rows} ({share}), which splits groups.

    Why it matters: Two answers become six groups in every count and six levels in every model.

    How it decides: All values are spellings of yes and no, and one of the two is spelled in several ways. The
    most frequent spelling, and the one that goes with it, are taken for the usual ones.

    Repair: Taking the usual spelling is safe: the answer stays. Writing true and false everywhere is on offer
    too.

    Source: Kim et al., "A Taxonomy of Dirty Data", Data Mining and Knowledge Discovery 7, 2003.
    """
    if column.data_type is not DataType.BOOLEAN:
        return None
    spellings = {pair.value: pair.count for pair in column.top_values}
    usual = _usual_spellings(spellings)
    if usual is None:
        return None
    yes, no = usual
    mapping = {
        text: right
        for text in spellings
        for right, words in ((yes, _TRUE), (no, _FALSE))
        if text.strip().lower() in words and text.strip() != right
    }
    if not mapping:
        return None
    affected = sum(spellings[text] for text in mapping)
    pairs = {**mapping, **{text.strip(): right for text, right in mapping.items()}}
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(column=column.name, values=tuple(mapping)),
        affected_row_count=affected,
        confidence=minority_confidence(
            thresholds.confidences.boolean, affected / max(sum(spellings.values()), 1)
        ),
        message=f"Yes and no are spelled in {len({text.strip() for text in spellings}):,} ways; "
        f"{plural(affected, 'value')} {agree(affected, 'deviates', 'deviate')} from the usual ones",
        evidence=counted(spellings),
        examples=tuple(mapping)[: thresholds.example_count],
        repairs=(
            MapValues(column=column.name, mapping=tuple(pairs.items())),
            UnifyBooleans(
                column=column.name,
                true_spellings=_spelled(spellings, _TRUE, "true"),
                false_spellings=_spelled(spellings, _FALSE, "false"),
            ),
        ),
    )


def _usual_spellings(spellings: dict[str, int]) -> tuple[str, str] | None:
    """The most frequent word for yes or no and the one that goes with it; None where either is missing."""
    counts: dict[str, int] = {}
    for text, count in spellings.items():
        counts[text.strip()] = counts.get(text.strip(), 0) + count
    ranked = sorted(counts, key=lambda text: (-counts[text], text))
    affirmed = [text for text in ranked if text.lower() in _TRUE]
    denied = [text for text in ranked if text.lower() in _FALSE]
    if not affirmed or not denied:
        return None
    first = ranked[0] if ranked[0] in {*affirmed, *denied} else affirmed[0]
    partners = {word for pair in _PAIRS if first.lower() in pair for word in pair} - {first.lower()}
    others = denied if first in affirmed else affirmed
    partner = next((text for text in others if text.lower() in partners), others[0])
    return (first, partner) if first in affirmed else (partner, first)


def _spelled(spellings: dict[str, int], words: frozenset[str], plain: str) -> tuple[str, ...]:
    found = (text.strip().lower() for text in spellings if text.strip().lower() in words)
    return tuple(dict.fromkeys((*found, plain)))


@relation_check(Dimension.CONSISTENCY, harm=0.12, goals={Goal.ANALYTICS: 1.5, Goal.MIGRATION: 1.5})
def joined_values(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Each cell of a column holds several things, separated by the same sign.

    In a report: {column} holds several things in each cell, so none can be counted by itself.

    Why it matters: Nothing can be counted, joined or checked by one of the things alone.

    How it decides: Nearly all texts have the same separator equally often, and each part has far fewer
    different texts than the whole, as where independent things are combined; or the texts are coordinates;
    or the column holds lists with one separator.

    Repair: Cutting the column is on offer, and for lists a row for each entry; neither is done unasked, since
    programs may expect the table as it is.

    Source: Codd's first normal form; Wickham, "Tidy Data", JSS 59(10), 2014.
    """
    names = [column.name for column in profile.columns]
    for column in profile.columns:
        facts = column.parts
        if facts is None or not _is_combined(column, profile.dataset.row_count, thresholds):
            yield from _lists(column, profile.dataset.row_count, thresholds)
            continue
        into: list[str] = []
        for number in range(1, facts.parts + 1):
            into.append(fresh(f"{column.name}_{number}", {*names, *into}))
        yield Finding(
            columns=(column.name,),
            selector=WholeColumn(column=column.name),
            affected_row_count=filled_count(column, profile.dataset.row_count),
            confidence=0.6,
            message=f"{percent(facts.share)} of the texts hold {facts.parts} parts, separated by "
            f'"{facts.separator}"',
            examples=facts.examples[: thresholds.example_count],
            repairs=(SplitColumn(column=column.name, separator=facts.separator, into=tuple(into)),),
            is_repair_safe=False,
        )


def _lists(column: ColumnProfile, rows: int, thresholds: Thresholds) -> Iterable[Finding]:
    """A column of lists, by the sign that stands in most of its frequent texts."""
    if column.role is not Role.LIST or column.data_type is not DataType.TEXT:
        return
    seen = [pair.value for pair in column.top_values]
    holding = {sign: sum(sign in text for text in seen) for sign in _LIST_SIGNS}
    separator = max(_LIST_SIGNS, key=lambda sign: holding[sign])
    is_usual = holding[separator] > thresholds.usual_list_share * len(seen)
    if column.semantic_type not in _ONE_THING or not is_usual:
        return
    listed = tuple(text for text in seen if separator in text)
    yield Finding(
        columns=(column.name,),
        selector=WholeColumn(column=column.name),
        affected_row_count=filled_count(column, rows),
        confidence=CONVENTION,
        message=f'Most texts list several things, separated by "{separator}"',
        examples=listed[: thresholds.example_count],
        repairs=(ExplodeList(column=column.name, separator=separator),),
        is_repair_safe=False,
    )


def _is_combined(column: ColumnProfile, rows: int, thresholds: Thresholds) -> bool:
    """Whether the parts are things of their own."""
    facts = column.parts
    if facts is None or column.data_type is not DataType.TEXT or column.semantic_type not in _ONE_THING:
        return False
    if facts.share < thresholds.combined_share or filled_count(column, rows) < thresholds.minimum_rows:
        return False
    is_place = column.semantic_type == "coordinates" and facts.parts == 2
    return is_place or 2 * max(facts.distinct_counts) <= column.distinct_count


def _contacts(column: ColumnProfile, kind: str) -> ContactFacts | None:
    facts = column.contacts
    return facts if facts is not None and facts.kind == kind and facts.odd_count else None


def _texts(column: ColumnProfile) -> Iterable[str]:
    return (pair.value.strip() for pair in column.top_values)


def _notation(
    column: ColumnProfile, facts: ContactFacts, regex: str, message: str, repair: CellRepair | None
) -> Finding:
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=regex),
        affected_row_count=facts.odd_count,
        confidence=CONVENTION,
        message=message,
        examples=facts.examples,
        repairs=() if repair is None else (repair,),
    )
