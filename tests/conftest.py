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


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the whole stack share one: in one worker of pytest-xdist, and marked as what they are."""
    for item in items:
        if "local_stack" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("local_stack"))
