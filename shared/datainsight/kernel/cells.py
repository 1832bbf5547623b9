"""Text cells as bytes: what the kernel works on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Array = npt.NDArray[Any]

LARGEST = (1 << 32) - 1
"""Bytes of one buffer, and rows, that 32 bits can point to."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one column.

    Attributes:
        data: UTF-8 bytes; several columns may share them.
        starts: Where each cell begins in `data`.
        sizes: Bytes of each cell; one of no bytes is empty.
    """

    data: Bytes
    starts: Places
    sizes: Places

    def __len__(self) -> int:
        return int(self.starts.size)

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> "Cells":
        """The cells of some texts; None is empty."""
        encoded = [(text or "").encode() for text in texts]
        sizes = np.fromiter((len(each) for each in encoded), np.uint32, len(encoded))
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts_of(sizes), sizes)


def starts_of(sizes: Places) -> Places:
    """Where cells begin that stand one after another."""
    ends = np.cumsum(sizes, dtype=np.int64)
    starts = np.zeros(sizes.size, np.uint32)
    starts[1:] = ends[:-1]
    return starts
