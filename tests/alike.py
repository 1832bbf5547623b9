"""What two profiles of one table may differ in, however it was cut."""

import math
from typing import Any

MACHINE = "languages"
"""Where a repair was run besides polars: in what is installed, and where somebody waits, nowhere."""


def assert_alike(left: Any, right: Any, path: str = "") -> None:
    """Equal, up to the rounding of sums that were added in another order."""
    if isinstance(left, dict) and isinstance(right, dict):
        assert left.keys() == right.keys(), path
        for key in left.keys() - {MACHINE}:
            assert_alike(left[key], right[key], f"{path}.{key}")
    elif isinstance(left, list) and isinstance(right, list):
        assert len(left) == len(right), path
        for index, (a, b) in enumerate(zip(left, right, strict=True)):
            assert_alike(a, b, f"{path}[{index}]")
    elif isinstance(left, float) and isinstance(right, float | int):
        assert math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9), path
    else:
        assert left == right, path
