"""Stored measurements: damaged or foreign bytes are refused, never misread."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.errors import PartialFormatError
from datainsight.profiling import storing
from datainsight.profiling.measure import measure
from tests.unit.profiling.tables import batch

STORED = storing.pack(measure(batch(["a", "b"], [("1", "x"), ("2.5", None), ("NA", "2020-01-02")])))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(STORED) - 1), flip=st.integers(1, 255))
def test_any_changed_byte_is_noticed(place: int, flip: int) -> None:
    damaged = bytearray(STORED)
    damaged[place] ^= flip
    with pytest.raises(PartialFormatError):
        storing.unpack(bytes(damaged))


@pytest.mark.parametrize("length", [0, 3, 22, len(STORED) // 2, len(STORED) - 1])
def test_cut_bytes_are_refused(length: int) -> None:
    with pytest.raises(PartialFormatError):
        storing.unpack(STORED[:length])


def test_another_version_is_named() -> None:
    with pytest.raises(PartialFormatError, match="version 513"):
        storing.unpack(STORED[:4] + (513).to_bytes(2, "little") + STORED[6:])


def test_a_row_of_a_unique_column_takes_little_more_than_its_two_hashes_and_its_place() -> None:
    rows = [(str(number),) for number in range(20_000)]
    assert len(storing.pack(measure(batch(["id"], rows)))) < 28 * len(rows)
