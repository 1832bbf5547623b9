"""What every test may use."""

import os

import pytest
from hypothesis import settings

from tests.local_stack import local_stack, stack_directory

__all__ = ["local_stack", "stack_directory"]

# Continuous integration judges a change, so chance must not: each property is tried on the same examples.
# Developers' machines try others at each run, and keep those that fail.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


_LONGEST_FIRST = ("browser", "local_stack")
"""Long groups that wait for other processes: begun first, they run beside everything else."""


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the whole stack share one in each worker of pytest-xdist, and are marked as what they are.

    Those in a browser are a group of their own, which another worker may run against a stack of its own.
    """
    for item in items:
        if "local_stack" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.e2e)
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group("local_stack"))
    items.sort(key=_place)  # as they were, where nothing says otherwise


def _place(item: pytest.Item) -> int:
    marker = item.get_closest_marker("xdist_group")
    if marker is None:
        return len(_LONGEST_FIRST) + 1
    group = marker.args[0]
    return _LONGEST_FIRST.index(group) if group in _LONGEST_FIRST else len(_LONGEST_FIRST)
