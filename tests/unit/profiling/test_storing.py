"""Stored measurements: damaged or foreign bytes are refused, never misread."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.errors import PartialFormatError
from datainsight.profiling.measure import measure
from datainsight.profiling.partial import Partial
from tests.unit.profiling.tables import batch

STORED = measure(batch(["a", "b"], [("1", "x"), ("2.5", None), ("NA", "2020-01-02")])).to_bytes()


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(STORED) - 1), flip=st.integers(1, 255))
def test_any_changed_byte_is_noticed(place: int, flip: int) -> None:
    damaged = bytearray(STORED)
    damaged[place] ^= flip
    with pytest.raises(PartialFormatError):
        Partial.from_bytes(bytes(damaged))


@pytest.mark.parametrize("length", [0, 3, 22, len(STORED) // 2, len(STORED) - 1])
def test_cut_bytes_are_refused(length: int) -> None:
    with pytest.raises(PartialFormatError):
        Partial.from_bytes(STORED[:length])


def test_another_version_is_named() -> None:
    with pytest.raises(PartialFormatError, match="version 513"):
        Partial.from_bytes(STORED[:4] + (513).to_bytes(2, "little") + STORED[6:])


def test_a_row_of_a_unique_column_takes_little_more_than_its_two_hashes_and_its_place() -> None:
    rows = [(str(number),) for number in range(20_000)]
    assert len(measure(batch(["id"], rows)).to_bytes()) < 28 * len(rows)
