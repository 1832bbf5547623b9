r"""Generalised shapes of texts: digits become 9, letters A or a; `AB-1234` is `AA-9999`, `[A-Z]{2}-\d{4}`."""

import re

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import Pattern
from datainsight.profiling.texts import Texts

_SHOWN = 20
_EXAMPLES = 3
_LONGEST = 64
_COVERED = 0.5
"""Exact shapes are shown where the shown ones cover at least this share; else runs are drawn together."""

_DIGIT, _UPPER, _LOWER, _OTHER_LETTER = b"9Aax"
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_REGEXES = {"9": r"\d", "A": "[A-Z]", "a": "[a-z]", "x": r"[^\x00-\x7F]"}


def _classes() -> npt.NDArray[np.uint8]:
    table = np.arange(256, dtype=np.uint8)
    table[ord("0") : ord("9") + 1] = _DIGIT
    table[ord("A") : ord("Z") + 1] = _UPPER
    table[ord("a") : ord("z") + 1] = _LOWER
    table[0x80:0xC0] = 0
    table[0xC0:] = _OTHER_LETTER
    return table


_TABLE = _classes()


def find_patterns(texts: Texts, counts: npt.NDArray[np.int64], scale: float = 1.0) -> tuple[Pattern, ...]:
    """The most frequent shapes.

    Args:
        texts: Distinct non-empty texts.
        counts: Rows that hold each.
        scale: What counts have to be multiplied with where the texts are a sample.
    """
    if not len(texts):
        return ()
    exact = _shapes(texts)
    shapes, share = _most_frequent(exact, counts)
    is_exact = share >= _COVERED
    if not is_exact:
        exact = _draw_together(exact)
        shapes, _ = _most_frequent(exact, counts)
    return tuple(
        Pattern(
            pattern=exact[int(rows[0])],
            regex=_regex(exact[int(rows[0])], is_exact=is_exact),
            count=round(int(counts[rows].sum()) * scale),
            examples=tuple(texts[int(row)] for row in rows[:_EXAMPLES]),
        )
        for rows in shapes
    )


def _shapes(texts: Texts) -> Texts:
    """Each text with its characters replaced by their classes, cut to a length."""
    sizes = np.minimum(texts.sizes, _LONGEST)
    ends = np.cumsum(sizes)
    places = np.arange(int(ends[-1])) + np.repeat(texts.starts - (ends - sizes), sizes)
    return _without(Texts(_TABLE[texts.content[places]], ends), 0)


def _without(shapes: Texts, dropped: int) -> Texts:
    """Leaves out a byte: the continuation of characters that are several bytes long."""
    is_kept = shapes.content != dropped
    if is_kept.all():
        return shapes
    kept = np.concatenate(([0], np.cumsum(is_kept)))
    return Texts(shapes.content[is_kept], kept[shapes.ends])


def _draw_together(shapes: Texts) -> Texts:
    """Runs of one class become one character."""
    content = shapes.content
    is_first = np.ones(content.size, np.bool_)
    np.not_equal(content[1:], content[:-1], out=is_first[1:])
    is_first |= ~np.isin(content, np.frombuffer(b"9Aax", np.uint8))
    starts = shapes.starts
    is_first[starts[starts < content.size]] = True
    kept = np.concatenate(([0], np.cumsum(is_first)))
    return Texts(content[is_first], kept[shapes.ends])


def _most_frequent(shapes: Texts, counts: npt.NDArray[np.int64]) -> tuple[list[npt.NDArray[np.int64]], float]:
    """Rows of each of the most frequent shapes, and the share of all counts that they cover."""
    hashes = _hash(shapes)
    _, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    sums = np.bincount(inverse, counts)
    # Ties are broken by the shape itself, never by the order of rows.
    top = np.argsort(-sums, kind="stable")[: 4 * _SHOWN].tolist()
    top = sorted(top, key=lambda shape: (-sums[shape], shapes[int(first[shape])]))[:_SHOWN]
    return [np.flatnonzero(inverse == shape) for shape in top], float(sums[top].sum() / sums.sum())


def _hash(shapes: Texts) -> npt.NDArray[np.uint64]:
    """A polynomial hash of each shape (of at most 64 bytes)."""
    powers = np.cumprod(np.full(_LONGEST, _MULTIPLIER), dtype=np.uint64)
    sizes = shapes.sizes
    places = np.arange(shapes.content.size) - np.repeat(shapes.starts, sizes)
    terms = (shapes.content.astype(np.uint64) + np.uint64(1)) * powers[places]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))
    return sums[shapes.ends] - sums[shapes.starts]


def _regex(shape: str, *, is_exact: bool) -> str:
    """The regular expression of a shape."""
    parts = []
    for run in re.finditer(r"(.)\1*", shape, re.DOTALL):
        character, length = run[1], len(run[0])
        if not is_exact and character in _REGEXES:
            parts.append(_REGEXES[character] + "+")
            continue
        repeat = "" if length == 1 else f"{{{length}}}"
        parts.append(_REGEXES.get(character, re.escape(character)) + repeat)
    return "".join(parts)
