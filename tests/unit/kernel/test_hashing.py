"""The hash is part of what stored partials mean: it never changes within a version."""

import numpy as np
import pytest

from datainsight.kernel import operations
from datainsight.kernel.cells import Cells
from tests.unit.kernel.backends import BACKENDS, running_on

GOLDEN = {
    "a": 0x313C57CB35C08A00,
    "NA": 0x1F02FE8DE54737A1,
    "12345678": 0x881443E3B20DEB67,
    "123456789": 0xC72792B7ECC6839A,
    "héllo": 0x2B3982ADAC7719D9,
    "日本語テキスト": 0x4D0E3D476F1DDA51,
    "0" * 100: 0xAF0C5913B7246AB9,
    "\0": 0x748C924F8016AD60,
}


@pytest.mark.parametrize("backend", BACKENDS)
def test_hashes_are_those_of_this_version(backend: str) -> None:
    with running_on(backend):
        assert operations.HASHING == "datainsight 1"
        (found,), _ = operations.hash_rows([Cells.of(GOLDEN)], len(GOLDEN))
        assert dict(zip(GOLDEN, found.tolist(), strict=True)) == GOLDEN
        hashes, rows = operations.hash_rows([Cells.of(["a", None]), Cells.of([None, "b"])], 2)
        assert hashes[0][1] == hashes[1][0] == 0
        assert rows.tolist() == [0xAE9A5F5D3A8CF2BC, 0xF06D06EB789601E9]


@pytest.mark.parametrize("backend", BACKENDS)
def test_hashes_are_spread_evenly(backend: str) -> None:
    texts = [str(number) for number in range(60_000)]
    with running_on(backend):
        (hashes,), _ = operations.hash_rows([Cells.of(texts)], len(texts))
    assert np.unique(hashes).size == hashes.size
    for shift in (56, 28, 0):
        counts = np.bincount((hashes >> np.uint64(shift)).astype(np.uint8), minlength=256)
        deviations = (counts - hashes.size / 256) ** 2 / (hashes.size / 256)
        assert deviations.sum() < 400  # chi squared of 255 degrees of freedom exceeds this once in 10**8
