"""The kernel for tests: it must be there wherever tests run, so that none is passed over in silence."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from datainsight.kernel import operations
from datainsight.kernel.build import TARGETS, build
from datainsight.kernel.library import file_name, load
from datainsight.reading import records

BACKENDS = ("kernel", "numpy")


def kernel() -> ctypes.CDLL:
    """The compiled kernel of this machine, made where it is not current."""
    target = next(each for each in TARGETS if each.file == file_name())
    found = load(build(target))
    assert found is not None
    return found


@contextmanager
def running_on(backend: str) -> Iterator[None]:
    """Everything runs with the kernel, or without one."""
    found = kernel() if backend == "kernel" else None
    with pytest.MonkeyPatch.context() as patch:
        for module in (operations, records):
            patch.setattr(module, "library", lambda: found)
        yield
