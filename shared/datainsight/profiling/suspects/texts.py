"""The texts behind the codes of a table of rows."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import ColumnProfile
from datainsight.profiling.examples import Hashes
from datainsight.profiling.notations import Notation
from datainsight.profiling.suspects.rules import Flags

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial

SEPARATOR = "\x1f"
"""Texts that hold it cannot be looked up by several columns."""

_LIKELY_SLIP = 0.5


class CodedTexts:
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
        return None if (self._is_cut and len(text) >= self._longest) or SEPARATOR in text else text

    def is_missing(self, profile: ColumnProfile) -> Flags:
        """Which codes mean "no value"."""
        is_missing = np.asarray((self._hashes == 0) | np.isin(self._hashes, self._null_hashes))
        for code in np.flatnonzero(is_missing).tolist():
            text = self.of(code)
            is_missing[code] = text is None or not text.strip() or text in profile.null_spellings
        return is_missing

    def meant(self, profile: ColumnProfile, least: float = _LIKELY_SLIP) -> npt.NDArray[np.int64]:
        """The code that each code stands for once slips are put right.

        Args:
            profile: Of the column.
            least: Which slips: those of at least that probability.
        """
        meant = np.arange(self._hashes.size)
        slips = {
            each.value: each.usual for each in profile.suspects if each.usual and each.probability >= least
        }
        if not slips:
            return meant
        codes = {text: code for code in range(self._hashes.size) if (text := self.of(code))}
        for wrong, right in slips.items():
            if wrong in codes and right in codes:
                meant[codes[wrong]] = codes[right]
        return meant
