"""Many short texts as one block of bytes: quick to select, join and store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from datainsight.kernel import operations
from datainsight.kernel.cells import Cells

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Texts:
    """A sequence of texts.

    Attributes:
        content: The UTF-8 bytes of all texts, one after another (uint8).
        ends: Where each text ends in `content`.
    """

    content: npt.NDArray[np.uint8]
    ends: Indices

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Packs texts."""
        encoded = [text.encode() for text in texts]
        sizes = np.fromiter((len(each) for each in encoded), np.int64, len(encoded))
        return cls(np.frombuffer(b"".join(encoded), np.uint8), np.cumsum(sizes))

    @classmethod
    def empty(cls) -> "Texts":
        """No texts at all."""
        return cls(np.empty(0, np.uint8), np.empty(0, np.int64))

    @classmethod
    def join(cls, parts: Sequence["Texts"]) -> "Texts":
        """The texts of all parts in order."""
        offsets = np.cumsum([0, *(part.content.size for part in parts[:-1])])
        return cls(
            np.concatenate([part.content for part in parts]),
            np.concatenate([part.ends + offset for part, offset in zip(parts, offsets, strict=True)]),
        )

    def __len__(self) -> int:
        return int(self.ends.size)

    @property
    def starts(self) -> Indices:
        """Where each text begins in `content`."""
        starts = np.empty_like(self.ends)
        starts[:1] = 0
        starts[1:] = self.ends[:-1]
        return starts

    @property
    def is_ascii(self) -> bool:
        """Whether every character is one byte."""
        return not self.content.size or bool(self.content.max() < 0x80)

    @property
    def sizes(self) -> Indices:
        """Bytes of each text."""
        return self.ends - self.starts

    def take(self, indices: Indices) -> "Texts":
        """The texts at those positions, in that order."""
        cells = Cells(self.content, self.starts.astype(np.uint32), self.sizes.astype(np.uint32))
        return Texts(*operations.gather_texts(cells, indices.astype(np.uint32)))

    def part(self, start: int, end: int) -> "Texts":
        """The texts from `start` up to `end`, as a copy."""
        first = int(self.ends[start - 1]) if start else 0
        last = int(self.ends[end - 1]) if end else 0
        return Texts(self.content[first:last].copy(), self.ends[start:end] - first)

    def cut(self, characters: int) -> "Texts":
        """Each text cut to that many characters."""
        if not (self.sizes > characters).any():
            return self
        return Texts.of(text[:characters] for text in self.to_list())

    def __getitem__(self, index: int) -> str:
        start = int(self.ends[index - 1]) if index else 0
        return self.content[start : int(self.ends[index])].tobytes().decode()

    def to_list(self) -> list[str]:
        """All texts as Python strings."""
        content = self.content.tobytes()
        starts = [0, *self.ends.tolist()]
        if content.isascii():  # then bytes are characters, and one decoding does for all
            text = content.decode("ascii")
            return [text[start:end] for start, end in pairwise(starts)]
        return [content[start:end].decode() for start, end in pairwise(starts)]

    def equals(self, other: "Texts") -> bool:
        """Whether all texts are equal."""
        return np.array_equal(self.ends, other.ends) and np.array_equal(self.content, other.content)
