"""The codes of the kernel, and the words it knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from datainsight.kernel import fallback
from datainsight.kernel.cells import Bytes, Cells, Hashes

_SLOTS = 4096
_MOST = _SLOTS // 4
_LONGEST = 16


class Code(IntEnum):
    """What a text is, as far as that is certain; `enum code` in `source/kernel.h` has the same numbers."""

    UNDECIDED = 0
    NULL = 1
    TEXT = 2
    BOOLEAN = 3
    INTEGER = 4
    ZERO_PADDED = 5
    LONG_DIGITS = 6
    DECIMAL = 7
    POINT_GROUP = 8
    CURRENCY = 9
    PERCENT = 10
    ISO_DATE = 11
    ISO_MOMENT = 12
    """The first of eight: + 4 where a blank stands for the T, + 2 with a fraction, + 1 with a Z."""
    ISO_OFFSET = 20
    """The first of four with an offset from UTC: + 2 where a blank stands for the T, + 1 with a fraction."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their codes, found by their hashes: open addressing, 0 marks a free slot.

    Attributes:
        keys: Hashes.
        codes: Their codes.
    """

    keys: Hashes
    codes: Bytes

    @classmethod
    def of(cls, words: Mapping[Code, Iterable[str]]) -> "Words":
        """A table of words.

        Raises:
            ValueError: There are too many, or one is longer than 16 bytes.
        """
        keys: npt.NDArray[np.uint64] = np.zeros(_SLOTS, np.uint64)
        codes = np.zeros(_SLOTS, np.uint8)
        listed = [(word, code) for code, found in words.items() for word in found]
        if len(listed) > _MOST or any(len(word.encode()) > _LONGEST for word, _ in listed):
            raise ValueError(len(listed))
        hashes = fallback.hash_rows([Cells.of(word for word, _ in listed)], len(listed))[0][0]
        for key, (_, code) in zip(hashes.tolist(), listed, strict=True):
            slot = key % _SLOTS
            while keys[slot]:
                slot = (slot + 1) % _SLOTS
            keys[slot], codes[slot] = key, code
        return cls(keys, codes)
