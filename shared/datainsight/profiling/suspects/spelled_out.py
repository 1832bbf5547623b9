"""Outvoted cells as texts, for the profile."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import ColumnProfile
from datainsight.models.suspects import ContradictedValue, Contradiction
from datainsight.profiling.examples import Hashes
from datainsight.profiling.notations import Notation
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.suspects.contradictions import Outvoted, outvoted_cells, put_right
from datainsight.profiling.suspects.rules import Flags

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial

_LIKELY_SLIP = 0.5
_FEWEST_ROWS = 8
_MOST_REPEATED = 20_000
_SEPARATOR = "\x1f"
"""Texts that hold it cannot be looked up by several columns."""


def contradictions(partial: "Partial", profiles: Sequence[ColumnProfile]) -> tuple[Contradiction, ...]:
    """Values that most rows with the same determinant contradict, by the columns concerned.

    Args:
        partial: The measurement of all rows; of large tables a sample is compared.
        profiles: What was concluded of each column.
    """
    table = _every_row(CodedTable.of_partial(partial))
    if table.height < _FEWEST_ROWS or table.width < 2:
        return ()
    texts = [_Texts(partial, place, hashes) for place, hashes in enumerate(table.hashes)]
    is_missing = [each.is_missing(profile) for each, profile in zip(texts, profiles, strict=True)]
    meant = [each.meant(profile) for each, profile in zip(texts, profiles, strict=True)]
    found = outvoted_cells(put_right(table, meant), is_missing)
    return tuple(_spelled(found, table, texts, [profile.name for profile in profiles]))


def _every_row(table: CodedTable) -> CodedTable:
    """Equal rows one by one, where that does not make many more of them: they agree with each other too."""
    total = int(table.weights.sum())
    if not table.has_duplicates or total > max(_MOST_REPEATED, 2 * table.height):
        return table
    codes = np.repeat(table.codes, table.weights, axis=1)
    return CodedTable(codes, table.sizes, np.ones(total, np.int64), table.is_complete, table.hashes)


class _Texts:
    """The texts of one column's codes, looked up when asked for."""

    def __init__(self, partial: "Partial", place: int, hashes: Hashes) -> None:
        self._hashes = hashes
        measured, sampled = partial.measured[place], partial.sample.columns[place]
        self._is_cut = measured.texts is None
        self._known_hashes = sampled.hashes if measured.texts is None else measured.hashes.values
        self._known_texts = sampled.texts if measured.texts is None else measured.texts
        self._order = np.argsort(self._known_hashes, kind="stable")
        null = measured.notations.get(Notation.NULL)
        self._null_hashes = null.examples.hashes if null else np.empty(0, np.uint64)
        self._longest = partial.limits.sample_text

    def of(self, code: int) -> str | None:
        """The text; None where it is not known in full."""
        wanted = self._hashes[code]
        if wanted == 0:
            return ""
        place = int(np.searchsorted(self._known_hashes, wanted, sorter=self._order))
        if place == self._order.size or self._known_hashes[self._order[place]] != wanted:
            return None
        text = self._known_texts[int(self._order[place])]
        return None if (self._is_cut and len(text) >= self._longest) or _SEPARATOR in text else text

    def is_missing(self, profile: ColumnProfile) -> Flags:
        """Which codes mean "no value"."""
        is_missing = np.asarray((self._hashes == 0) | np.isin(self._hashes, self._null_hashes))
        for code in np.flatnonzero(is_missing).tolist():
            text = self.of(code)
            is_missing[code] = text is None or not text.strip() or text in profile.null_spellings
        return is_missing

    def meant(self, profile: ColumnProfile) -> npt.NDArray[np.int64]:
        """The code that each code stands for once the likely slips are put right."""
        meant = np.arange(self._hashes.size)
        slips = {
            each.value: each.usual
            for each in profile.suspects
            if each.usual and each.probability >= _LIKELY_SLIP
        }
        if not slips:
            return meant
        codes = {text: code for code in range(self._hashes.size) if (text := self.of(code))}
        for wrong, right in slips.items():
            if wrong in codes and right in codes:
                meant[codes[wrong]] = codes[right]
        return meant


def _spelled(
    found: Iterable[Outvoted], table: CodedTable, texts: Sequence[_Texts], names: Sequence[str]
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
