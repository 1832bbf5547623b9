"""Freed memory stays with the process, where glibc is the allocator."""

import subprocess
import sys

import pytest

from datainsight.kernel import memory

FREED_AND_TAKEN_AGAIN = """
import resource, sys
from datainsight.kernel.memory import keep_freed_memory
if sys.argv[1] == "kept" and not keep_freed_memory():
    sys.exit(3)
import numpy as np
for _ in range(20):
    batch = [np.ones(500_000) for _ in range(8)]
    del batch
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


def page_faults(how: str) -> int:
    command = [sys.executable, "-c", FREED_AND_TAKEN_AGAIN, how]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip("the C library is not glibc")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc is that of Linux")
def test_memory_that_was_freed_is_used_again() -> None:
    assert page_faults("kept") < page_faults("given back") / 4


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not memory.keep_freed_memory()
