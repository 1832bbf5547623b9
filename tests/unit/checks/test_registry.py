"""A check is one decorated function and one cases file; this finds the missing half."""

from pathlib import Path

import pytest

from datainsight.checks import registered_checks
from datainsight.checks.registry import column_check, read_docstring
from datainsight.models.issue import Dimension
from tests.unit.checks.test_cases import CASES, load


@pytest.mark.parametrize("kind", registered_checks())
def test_every_check_has_a_firing_and_a_quiet_case(kind: str) -> None:
    cases = load(kind)

    assert cases["check"] == kind
    assert cases["fires"]
    assert cases["quiet"]


def test_every_cases_file_belongs_to_a_check() -> None:
    assert {Path(path).stem for path in CASES.iterdir()} == set(registered_checks())


@pytest.mark.parametrize("check", registered_checks().values(), ids=lambda check: check.kind)
def test_every_check_says_what_why_and_how_and_whether_its_repair_is_safe(check) -> None:  # type: ignore[no-untyped-def]
    assert check.what.endswith(".")
    assert check.why.endswith(".")
    assert check.how.endswith(".")
    assert check.repair.endswith(".")
    assert check.source.endswith(".")
    assert check.harm > 0


def test_a_check_without_its_paragraphs_is_refused() -> None:
    with pytest.raises(ValueError, match="docstring of check half_done"):
        read_docstring("half_done", "Something is wrong.\n\nWhy it matters: it does.")


def test_two_checks_cannot_share_a_name() -> None:
    def outliers(column: object, row_count: int, thresholds: object) -> None:
        """What.

        In a report: {column}.

        Why it matters: because.

        How it decides: it does not.

        Repair: none.

        Source: none.
        """

    with pytest.raises(ValueError, match="two checks are called outliers"):
        column_check(Dimension.ACCURACY, harm=1.0)(outliers)
