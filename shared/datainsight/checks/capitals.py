"""Words that are written with different capitals, and which spelling is the usual one."""

from collections.abc import Sequence

from datainsight.models.profile import CaseVariants, ColumnProfile, DataType, Role, ValueCount
from datainsight.repairs.blank_text import squish


def groups_of_capitals(column: ColumnProfile) -> tuple[CaseVariants, ...]:
    """Words of a column with several spellings that differ in more than blanks; none of codes."""
    if column.data_type is not DataType.TEXT or column.role in {Role.IDENTIFIER, Role.URL}:
        return ()
    return tuple(group for group in _by_what_is_seen(column.case_variants) if _differs_in_case(group))


def usual_capitals(groups: Sequence[CaseVariants]) -> dict[str, str]:
    """The usual spelling of every other one, as it stands and without its outer blanks."""
    return dict(pair for group in groups for pair in _to_most_frequent(group))


def _by_what_is_seen(variants: Sequence[CaseVariants]) -> list[CaseVariants]:
    """Groups that differ in nothing but blanks and invisible characters as one: their words are the same."""
    groups: dict[str, list[ValueCount]] = {}
    for group in variants:
        groups.setdefault(squish(group.spellings[0].value).casefold(), []).extend(group.spellings)
    return [
        CaseVariants(spellings=tuple(sorted(spellings, key=lambda pair: (-pair.count, pair.value))))
        for spellings in groups.values()
    ]


def _differs_in_case(group: CaseVariants) -> bool:
    """Whether more than blanks tells the spellings apart."""
    return len({squish(pair.value) for pair in group.spellings}) > 1


def _to_most_frequent(group: CaseVariants) -> list[tuple[str, str]]:
    """From each other spelling to the one that most rows have, blanks aside.

    Both the text as it stands and its trimmed form are mapped, so that the order of repairs does not matter.
    """
    counts: dict[str, int] = {}
    for pair in group.spellings:
        counts[squish(pair.value)] = counts.get(squish(pair.value), 0) + pair.count
    winner = min(counts, key=lambda text: (-counts[text], -_capitals_at_word_starts(text), text))
    sources = [pair.value for pair in group.spellings] + [squish(pair.value) for pair in group.spellings]
    return [(source, winner) for source in dict.fromkeys(sources) if squish(source) != winner]


def _capitals_at_word_starts(text: str) -> int:
    """Breaks ties: "New York" is likelier meant than "NEW YORK" or "new york"."""
    return sum(word[:1].isupper() and not word[1:].isupper() for word in text.split())
