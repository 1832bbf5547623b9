"""Stored measurements mean the same everywhere: a whole one has the bytes it has on all machines.

`python -m tests.unit.profiling.test_golden_partial` writes them anew; that is right only together with a new
`storing.VERSION`, since measurements of one table may come from machines with different versions.
"""

from pathlib import Path

import pytest

from datainsight.profiling import storing
from datainsight.profiling.limits import DEFAULT, ProfilingLimits
from datainsight.profiling.measure import measure
from datainsight.profiling.partial import Partial, merge_all
from tests.unit.kernel.backends import BACKENDS, running_on
from tests.unit.profiling.tables import TINY, Row, batch, profiled

FOLDER = Path(__file__).parents[2] / "data" / "partials"
COLUMNS = ("id", "amount", "when", "either", "word", "flag", "gone", "text", "mixed")
KINDS = {"exact": DEFAULT, "sketched": TINY}


def _row(number: int) -> Row:
    return (
        f"{number:04d}",
        f"{number * number * 0.37 - 5:.2f}",
        f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d} {number % 24:02d}:30:00",
        f"{number % 12 + 1}/{number % 9 + 1}/2023",
        ("red", "Red ", "blue", "grün", "日本")[number % 5],
        ("yes", "no", None)[number % 3],
        (None, "NA", "-", " ")[number % 4],
        f"row {number * 7919 % 1000} says “{'long ' * (number % 7)}”",
        (f"${number:,}.50", f"{number}%", f"{number},5", "inf", "n/a", f"{10**18 + number}")[number % 6],
    )


def partial_of(limits: ProfilingLimits) -> Partial:
    """A measurement put together from three parts, of one hundred rows of all kinds."""
    rows = [_row(number) for number in range(95)]
    rows += rows[:5]
    return merge_all(measure(batch(COLUMNS, part), limits) for part in (rows[:40], rows[40:41], rows[41:]))


def golden(kind: str) -> Path:
    """Where the bytes are kept."""
    return FOLDER / f"{kind}_{storing.VERSION}.partial"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_measurement_has_the_bytes_it_has_everywhere(kind: str, backend: str) -> None:
    with running_on(backend):
        assert storing.pack(partial_of(KINDS[kind])) == golden(kind).read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_stored_bytes_are_read_and_merged_on(kind: str) -> None:
    stored = storing.unpack(golden(kind).read_bytes())
    assert profiled(stored) == profiled(partial_of(KINDS[kind]))
    assert stored.merge(stored).row_count == 200


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each, limits_of_it in KINDS.items():
        golden(each).write_bytes(storing.pack(partial_of(limits_of_it)))
