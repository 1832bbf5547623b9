"""Checks of spelling: rare values that were meant to be frequent ones."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from collections.abc import Sequence
from dataclasses import replace

from datainsight.checks.capitals import groups_of_capitals, usual_capitals
from datainsight.checks.evidence import agree, plural
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.thresholds import Thresholds
from datainsight.checks.trimmed import trimmed
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile
from datainsight.models.selector import ValuesIn
from datainsight.models.suspects import SLIPS, SuspectValue, certain_slips
from datainsight.phrasing import shorten
from datainsight.repairs.map_values import MapValues

_OF_PEOPLE = frozenset({"first_name", "last_name", "person_name", "username", "email"})
"""Meanings of texts of which each spelling is somebody else."""


@column_check(Dimension.ACCURACY, harm=0.6, goals={Goal.ML_PREPARATION: 1.3, Goal.ANALYTICS: 1.4})
def misspellings(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Rare values are slips of frequent ones: a letter too many, too few, another one, or two swapped.

    In a report: {column} misspells its values in {rows} ({share}), so they fall out of their groups.

    Why it matters: "Birmingxam" is missing from every count, join and group of "Birmingham".

    How it decides: A rare value, one slip from a frequent one, is weighed by the frequencies of both, by how
    such slips look, and by how close right values of this column lie to each other; here it is at least
    `certain_misspelling`.

    Repair: Writing the frequent value is safe here: it is far more frequent, one slip away, no other value is
    as close, and values that are right do not lie so close to each other in this column.

    Source: Damerau, "A technique for computer detection and correction of spelling errors", CACM 7(3), 1964;
    Kernighan, Church and Gale, "A Spelling Correction Program Based on a Noisy Channel Model", 1990.
    """
    certain = _certain(column, thresholds)
    if not certain:
        return None
    return _finding(column, certain, thresholds, is_safe=True)


@column_check(Dimension.ACCURACY, harm=0.4, goals={Goal.ML_PREPARATION: 1.3, Goal.ANALYTICS: 1.4})
def possible_misspellings(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Rare values may be slips of frequent ones, or hold a word that no language knows.

    In a report: {column} holds {rows} ({share}) that look misspelled.

    Why it matters: A misspelled value is missing from every count, join and group of the right one.

    How it decides: As for misspellings, but less certain, or with more than one value that may be meant. A
    word that none of some thirty languages knows, one slip from a word that one of them does know, is weighed
    by how frequent that word is, whether the column uses it, by the length of the word and the kind of slip,
    and against how many words of the column are unknown: names and brands are unknown, too.

    Repair: Writing the frequent value, or the known word, is on offer; it is not done unasked, since both may
    be right.

    Source: As for misspellings; frequencies of words from wordfreq (Speer 2022).
    """
    certain = {each.value for each in _certain(column, thresholds)}
    possible = [each for each in _slips(column) if each.value not in certain]
    if not possible:
        return None
    return _finding(column, possible, thresholds, is_safe=False)


@column_check(Dimension.CONSISTENCY, harm=0.3, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def other_spellings(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """The same thing is spelled in several ways: "Lee, Ann" and "Ann Lee", "Hanover" and "Hannover".

    In a report: {column} spells the same things in other ways in {rows} ({share}), which splits groups.

    Why it matters: One customer, product or place becomes several in every count, join and group.

    How it decides: Texts are brought to a key that leaves out how they are written: their words without
    accents, marks and order; their pairs of letters; their sounds. A rarer text with the key of a more
    frequent one is another spelling of it, unless a number differs. A key that several frequent texts of the
    column share says nothing in it. Names of people
    are left out: they are spelled in many ways by right.

    Repair: Writing the frequent spelling is on offer; it is not done unasked, since two things may have names
    that are alike.

    Source: key collision as in OpenRefine (Verborgh and De Wilde, "Using OpenRefine", 2013); Philips,
    "Hanging on the Metaphone", Computer Language 7(12), 1990.
    """
    if column.semantic_type in _OF_PEOPLE or column.quantity is not None:
        return None  # units are looked at by themselves
    found = [each for each in column.suspects if each.oddity == "variant" and each.usual]
    if not found:
        return None
    finding = _finding(column, found, thresholds, is_safe=False)
    affected = finding.affected_row_count
    spell = agree(affected, "spells", "spell")
    return replace(finding, message=f"{plural(affected, 'value')} {spell} a more frequent one otherwise")


def _slips(column: ColumnProfile) -> list[SuspectValue]:
    return [each for each in column.suspects if each.usual and each.oddity in SLIPS]


def _certain(column: ColumnProfile, thresholds: Thresholds) -> list[SuspectValue]:
    return certain_slips(column.suspects, thresholds.certain_misspelling)


def _finding(
    column: ColumnProfile, suspects: Sequence[SuspectValue], thresholds: Thresholds, *, is_safe: bool
) -> Finding:
    affected = sum(each.count for each in suspects)
    sources = {each.value for each in suspects}
    capitals = usual_capitals(groups_of_capitals(column))
    meant = {each.value: capitals.get(each.usual, each.usual) for each in suspects if each.usual}
    meant = {value: trimmed(usual, column) for value, usual in meant.items() if usual not in sources}
    mapping = tuple((value, usual) for value, usual in meant.items() if usual not in sources)
    looks = agree(affected, "looks", "look")
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(
            column=column.name,
            values=tuple(each.value for each in suspects),
            confidences=tuple(each.probability for each in suspects),
        ),
        affected_row_count=affected,
        confidence=max(each.probability for each in suspects),
        message=f"{plural(affected, 'value')} {looks} misspelled"
        if affected > 1
        else "A value looks misspelled",
        evidence=_evidence(suspects),
        examples=tuple(each.value for each in suspects)[: thresholds.example_count],
        repairs=(MapValues(column=column.name, mapping=mapping),) if mapping else (),
        is_repair_safe=is_safe,
    )


def _evidence(suspects: Sequence[SuspectValue]) -> str:
    """`"Birmingxam" occurs once, "Birmingham" 812 times`, for the first three."""
    return "; ".join(_told(each, each.usual) for each in suspects[:3] if each.usual)


def _told(slip: SuspectValue, usual: str) -> str:
    if slip.usual_count == 0:
        return f'"{shorten(slip.value)}" has a word that no language knows, "{shorten(usual)}" has not'
    return (
        f'"{shorten(slip.value)}" occurs {_times(slip.count)}, "{shorten(usual)}" {_times(slip.usual_count)}'
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
