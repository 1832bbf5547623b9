"""Outvoted cells as texts, for the profile."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import MEASURED, NUMBERS, ColumnProfile, DataType
from datainsight.models.suspects import CERTAIN, ContradictedValue, Contradiction
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.suspects.contradictions import Outvoted, outvoted_cells, put_right
from datainsight.profiling.suspects.misplaced import Misplaced, misplaced_parts
from datainsight.profiling.suspects.rules import Flags
from datainsight.profiling.suspects.texts import CodedTexts

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial

_FEWEST_ROWS = 8
_MOST_REPEATED = 20_000
_ROWS_A_LEVEL = 10
_ON_LEVELS = 0.7
"""Of the rows; the others may hold mistakes, each a number of its own."""


def contradictions(partial: "Partial", profiles: Sequence[ColumnProfile]) -> tuple[Contradiction, ...]:
    """Values that most rows with the same determinant contradict, by the columns concerned.

    Args:
        partial: The measurement of all rows; of large tables a sample is compared.
        profiles: What was concluded of each column.
    """
    table = _every_row(CodedTable.of_partial(partial))
    if table.height < _FEWEST_ROWS or table.width < 2:
        return ()
    texts = [CodedTexts(partial, place, hashes) for place, hashes in enumerate(table.hashes)]
    is_missing = [each.is_missing(profile) for each, profile in zip(texts, profiles, strict=True)]
    meant = [each.meant(profile) for each, profile in zip(texts, profiles, strict=True)]
    may_decide = [
        not _is_measured(profile) or _has_levels(table, place) for place, profile in enumerate(profiles)
    ]
    found = outvoted_cells(put_right(table, meant), is_missing, may_decide)
    sure = [each.meant(profile, CERTAIN) for each, profile in zip(texts, profiles, strict=True)]
    found += _outvoted_slips(table, meant, sure, is_missing, may_decide)
    names = [profile.name for profile in profiles]
    words = [place for place, profile in enumerate(profiles) if profile.data_type is DataType.TEXT]
    misplaced = misplaced_parts(table, texts, is_missing, words)
    return (*_spelled(found, table, texts, names), *_misplaced(misplaced, texts, names))


def _is_measured(profile: ColumnProfile) -> bool:
    """Whether its values are amounts, no names, codes, days or kinds: rows may measure the same by chance."""
    is_number = profile.role in MEASURED and profile.data_type in NUMBERS
    return is_number or profile.data_type is DataType.DECIMAL


def _has_levels(table: CodedTable, column: int) -> bool:
    """Whether most rows share their number with many, as the levels of an experiment, which are no chance."""
    rows = np.bincount(table.codes[column], table.weights)
    return bool(rows[rows >= _ROWS_A_LEVEL].sum() >= _ON_LEVELS * rows.sum())


def _outvoted_slips(
    table: CodedTable,
    meant: Sequence[npt.NDArray[np.int64]],
    sure: Sequence[npt.NDArray[np.int64]],
    is_missing: Sequence[Flags],
    may_decide: Sequence[bool],
) -> list[Outvoted]:
    """Slips that are not certain by themselves, but that other columns outvote with what was meant.

    Args:
        table: The rows as they are.
        meant: What each code stands for where all likely slips are put right.
        sure: The same where only the certain ones are.
        is_missing: For each column which codes mean "no value".
        may_decide: For each column whether it may decide others.
    """
    if all(np.array_equal(likely, certain) for likely, certain in zip(meant, sure, strict=True)):
        return []
    return [
        each
        for each in outvoted_cells(put_right(table, sure), is_missing, may_decide)
        if (code := table.codes[each.column, each.row]) != each.usual
        and sure[each.column][code] == code
        and meant[each.column][code] == each.usual
    ]


def _every_row(table: CodedTable) -> CodedTable:
    """Equal rows one by one, where that does not make many more of them: they agree with each other too."""
    total = int(table.weights.sum())
    if not table.has_duplicates or total > max(_MOST_REPEATED, 2 * table.height):
        return table
    codes = np.repeat(table.codes, table.weights, axis=1)
    return CodedTable(codes, table.sizes, np.ones(total, np.int64), table.is_complete, table.hashes)


def _spelled(
    found: Iterable[Outvoted], table: CodedTable, texts: Sequence[CodedTexts], names: Sequence[str]
) -> Iterable[Contradiction]:
    """One contradiction for each dependency, equal rows together."""
    grouped: dict[tuple[tuple[int, ...], int], dict[tuple[int, ...], list[Outvoted]]] = defaultdict(dict)
    for each in found:
        own = (*(int(table.codes[column, each.row]) for column in each.determinant),)
        key = (*own, int(table.codes[each.column, each.row]), each.usual)
        grouped[each.determinant, each.column].setdefault(key, []).append(each)
    for (determinant, dependent), cases in sorted(grouped.items()):
        values = []
        for (*codes, usual_code), cells in cases.items():
            columns = (*determinant, dependent)
            told = [texts[column].of(code) for column, code in zip(columns, codes, strict=True)]
            known = [text for text in told if text is not None]
            usual = texts[dependent].of(usual_code)
            if len(known) == len(told) and usual and usual != known[-1]:
                values.append(_value(known, usual, cells, table))
        values.sort(key=lambda each: (-each.probability, each.given, each.value))
        unique = {(each.given, each.value): each for each in reversed(values)}
        if unique:
            yield Contradiction(
                determinant=tuple(names[column] for column in determinant),
                dependent=names[dependent],
                values=tuple(each for each in values if unique[each.given, each.value] is each),
            )


def _value(
    told: Sequence[str], usual: str, cells: Sequence[Outvoted], table: CodedTable
) -> ContradictedValue:
    return ContradictedValue(
        given=tuple(told[:-1]),
        value=told[-1],
        count=int(sum(table.weights[cell.row] for cell in cells)),
        usual=usual,
        usual_count=cells[0].usual_count,
        probability=round(float(np.mean([cell.probability for cell in cells])), 3),
    )


def _misplaced(
    found: Sequence[Misplaced], texts: Sequence[CodedTexts], names: Sequence[str]
) -> Iterable[Contradiction]:
    """Two for each pair of columns: the one that holds too much, and the one that holds nothing."""
    grouped: dict[tuple[int, int], list[Misplaced]] = defaultdict(list)
    for each in found:
        grouped[each.column, each.owner].append(each)
    for (column, owner), cells in sorted(grouped.items()):
        holding, lacking = [], []
        for each in cells:
            text, empty = texts[column].of(each.code), texts[owner].of(each.empty)
            if text is None or empty is None:
                continue
            told = (each.count, each.usual_count, round(each.probability, 3))
            holding.append(_of_part((empty,), text, each.rest, told))
            lacking.append(_of_part((text,), empty, each.part, told))
        for by, of, values in ((owner, column, holding), (column, owner, lacking)):
            if values:
                yield Contradiction(
                    determinant=(names[by],), dependent=names[of], reason="misplaced", values=tuple(values)
                )


def _of_part(
    given: tuple[str, ...], value: str, usual: str, told: tuple[int, int, float]
) -> ContradictedValue:
    count, usual_count, probability = told
    return ContradictedValue(
        given=given, value=value, count=count, usual=usual, usual_count=usual_count, probability=probability
    )
