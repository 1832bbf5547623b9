"""The kernel decides nothing that the reference would decide otherwise, and computes what numpy computes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datainsight.kernel import fallback, native
from datainsight.kernel.cells import Cells
from datainsight.profiling.classify import classify
from datainsight.profiling.grouping import group
from datainsight.profiling.looking import glance
from datainsight.profiling.notations import BOOLEAN_SPELLINGS, NULL_SPELLINGS
from datainsight.profiling.texts import Texts
from tests.unit.kernel.backends import kernel

DIGITS = st.text("0123456789", min_size=1, max_size=22)
PARTS = (
    ". - -- , : / T t Z z am PM $ € % ( ) + ' ’ e E jan May march sat Monday UTC USD kr Rs. US$ A$ zł x é 日"
    " ٣ １ ½ ſ –"
)
SPACES = (" ", "  ", "\t", "\u00a0", "\u2009", "\u200b", "\u0085")
PIECES = st.one_of(DIGITS, st.sampled_from([*PARTS.split(" "), *SPACES]))
LIKE_VALUES = st.one_of(
    st.lists(PIECES, min_size=1, max_size=8).map("".join),
    st.from_regex(r"[-+]?\d{1,21}(\.\d{0,20})?", fullmatch=True),
    st.from_regex(r"\$\d{1,4}(,\d{2,3}){0,3}(\.\d{0,4})?%?", fullmatch=True),
    st.from_regex(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z?)?", fullmatch=True),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat(" ")),
    st.datetimes().map(lambda moment: f"{moment.isoformat()}Z"),
    st.from_regex(
        r"20[0-3]\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d:00(\.\d{1,7})?[-+]\d{2}:?\d{2}", fullmatch=True
    ),
    st.from_regex(r"\d{1,4}([-./: ]\d{1,4}){1,4}", fullmatch=True),
    st.from_regex(r"\d{1,2}[-/ ]?[A-Za-z]{1,10}[-/, ]{0,2}\d{0,4}([ T]\d\d:\d\d( ?[ap]m)?)?", fullmatch=True),
    st.sampled_from(sorted(NULL_SPELLINGS | BOOLEAN_SPELLINGS)),
    st.floats(allow_nan=True).map(str),
    st.text(min_size=1, max_size=12),
)


def reference(texts: list[str]) -> dict[str, tuple[str, object, int, bool]]:
    """Notation, number, characters and oddness of each text."""
    found = classify(pl.Series(texts, dtype=pl.String), Texts.of(texts))
    odd = found.is_blank | found.is_padded | found.has_invisible
    return {
        texts[row]: (
            each.notation,
            None if each.numbers is None else each.numbers[place],
            int(found.lengths[row]),
            bool(odd[row]),
        )
        for each in found.groups
        for place, row in enumerate(each.rows.tolist())
    }


def assert_equal(found: Sequence[npt.NDArray[Any]], wanted: Sequence[npt.NDArray[Any]]) -> None:
    """The same arrays of the same kinds."""
    for one, other in zip(found, wanted, strict=True):
        assert np.array_equal(one, other)
        assert one.dtype == other.dtype


@pytest.mark.usefixtures("with_kernel")
@settings(max_examples=60, deadline=None)
@given(st.lists(LIKE_VALUES, min_size=1, max_size=40, unique=True))
@example(["1.5e10", "-0", "-0.0", "0000000000000000", "9999999999999999999", "$0,123", "1.234", "12.34.5678"])
@example(["0000-00-0٠", "1000-01-01"])
@example(["-", "–", "inf", "nan", "Infinity", "1e5", "1_000", "0x1f", "5.", ".5", "+5", "5-", "(5)", "- 5"])
def test_what_is_decided_is_what_the_reference_says(texts: list[str]) -> None:
    cells = Cells.of(texts)
    hashes = fallback.hash_rows([cells], len(texts))[0][0]
    grouping = group(cells, hashes)
    decided = glance(grouping)
    expected = reference(texts)
    for each in decided.groups:
        for place, row in enumerate(each.rows.tolist()):
            text = texts[int(grouping.rows[row])]
            number = None if each.numbers is None else each.numbers[place]
            seen = (each.notation, number, int(decided.lengths[row]), False)
            assert seen == expected[text], text
            if each.numbers is not None:
                assert type(number) is type(expected[text][1]), text
    assert sum(each.rows.size for each in decided.groups) + decided.undecided.size == len(texts)


@pytest.mark.usefixtures("with_kernel")
@pytest.mark.parametrize(
    "text",
    ["ab 12 x", "+1-201-200-1234", "123-45-6789", "10.20.30.40", "a@b.c", "héllo", "2024-01-31", "-12.50",
     "007", "$1,234.50", "12.5%", "2024-01-31T10:00:00.5Z",
     "2024-01-31 10:00:00.25-05:30", "2024-01-31T10:00:00+0200", "NA", "yes", "Москва"],
)  # fmt: skip
def test_the_plainest_texts_are_decided(text: str) -> None:
    cells = Cells.of([text])
    assert not glance(group(cells, fallback.hash_rows([cells], 1)[0][0])).undecided.size


CELLS = st.lists(
    st.one_of(st.none(), st.text(max_size=40), st.sampled_from(["a", "b", "c" * 300])), max_size=60
)


@settings(max_examples=50, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=3))
def test_hashes_and_groups_are_equal(columns: list[list[str | None]]) -> None:
    height = min(map(len, columns))
    cells = [Cells.of(column[:height]) for column in columns]
    hashes = [np.empty(height, np.uint64) for _ in cells]
    rows = np.empty(height, np.uint64)
    native.hash_rows(kernel(), cells, hashes, rows, range(height))
    expected, expected_rows = fallback.hash_rows(cells, height)
    assert_equal([rows, *hashes], [expected_rows, *expected])
    for one, each in zip(hashes, cells, strict=True):
        groups = native.group_hashes(kernel(), one)
        assert_equal(groups, fallback.group_hashes(one))
        assert_equal(native.gather_texts(kernel(), each, groups[1]), fallback.gather_texts(each, groups[1]))


@pytest.mark.parametrize("distinct", [1, 100, 5000, 60_000, 1 << 40])
def test_groups_of_many_rows_are_equal(distinct: int) -> None:
    hashes = np.random.default_rng(distinct).integers(0, distinct, 100_000).astype(np.uint64)
    hashes *= np.uint64(0x9E3779B97F4A7C15)
    hashes[:50] = 0
    assert_equal(native.group_hashes(kernel(), hashes), fallback.group_hashes(hashes))


SETS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 40), max_size=60)
KINDS = st.sampled_from([np.int64, np.uint64, np.float64])


@settings(max_examples=80, deadline=None)
@given(SETS, SETS, KINDS)
def test_unions_are_equal(first: list[int], second: list[int], dtype: type) -> None:
    one: npt.NDArray[Any] = np.unique(np.array(first, np.uint64).view(np.int64).astype(dtype))
    other: npt.NDArray[Any] = np.unique(np.array(second, np.uint64).view(np.int64).astype(dtype))
    assert_equal(native.merge_sets(kernel(), one, other), fallback.merge_sets(one, other))


COUNTED = st.dictionaries(
    st.integers(-(2**63), 2**63 - 1) | st.integers(-40, 40), st.integers(1, 9), max_size=60
)


@settings(max_examples=80, deadline=None)
@given(COUNTED, COUNTED, KINDS)
def test_unions_with_counts_are_equal(first: dict[int, int], second: dict[int, int], dtype: type) -> None:
    one, other = (
        fallback.sort_counted(
            np.array([*each], np.int64).astype(dtype) + dtype(0), np.array([*each.values()], np.int64)
        )
        for each in (first, second)
    )
    assert_equal(native.merge_counted(kernel(), one, other), fallback.merge_counted(one, other))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-(2**63), 2**63 - 1) | st.integers(-9, 9), st.integers(1, 9)), max_size=80
    ),
    KINDS,
)
def test_counted_numbers_are_sorted_equally(pairs: list[tuple[int, int]], dtype: type) -> None:
    keys = np.array([key for key, _ in pairs], np.int64).astype(dtype) + dtype(0)
    counts = np.array([count for _, count in pairs], np.int64)
    assert_equal(native.sort_counted(kernel(), keys, counts), fallback.sort_counted(keys, counts))
