"""Backends of the kernel as fixtures."""

from collections.abc import Iterator

import pytest

from tests.unit.kernel.backends import running_on


@pytest.fixture(scope="module")
def with_kernel() -> Iterator[None]:
    """The kernel is there."""
    with running_on("kernel"):
        yield
