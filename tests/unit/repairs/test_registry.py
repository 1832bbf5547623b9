"""The catalogue is whole: every repair is stored, described, written in every language and documented."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.errors import UsageError
from datainsight.models.recommendation import RepairRecord
from datainsight.repairs import base
from datainsight.repairs.catalogue_page import UNOFFERED, to_markdown
from datainsight.repairs.registry import CATALOGUE, load, record
from tests.unit.repairs.tables import REPAIRS, steady

ROOT = Path(__file__).parents[3]
MODULES = {path.stem for path in (ROOT / "shared" / "datainsight" / "repairs").glob("*.py")}


@pytest.mark.parametrize("operation", REPAIRS)
@steady
@given(data=st.data())
def test_a_repair_survives_being_stored_as_json(operation: str, data: st.DataObject) -> None:
    repair = data.draw(REPAIRS[operation])
    stored = RepairRecord.model_validate_json(record(repair).model_dump_json())
    assert load(stored) == repair
    assert stored.operation == operation


def test_every_repair_has_its_module_and_phase() -> None:
    assert CATALOGUE.keys() <= MODULES
    phases = [repair.phase for repair in CATALOGUE.values()]
    assert phases == sorted(set(phases))


@pytest.mark.parametrize("operation", CATALOGUE)
def test_every_language_defines_a_function_of_that_name(operation: str) -> None:
    repair = CATALOGUE[operation]
    for source in (repair.polars.source, repair.pandas.source):
        assert re.match(rf"def {operation}\(\s*table: p[ld][.]DataFrame", source)
    assert f"\n{operation} <- function(table" in repair.r.source


def test_patterns_have_one_meaning_and_stay_in_the_common_subset() -> None:
    known: dict[str, str] = {}
    for repair in CATALOGUE.values():
        for name, pattern in repair.patterns.items():
            assert known.setdefault(name, pattern) == pattern
            assert not re.search(r"\(\?[^:i]|\\[a-zA-Z]", pattern)
            for language in {"polars", "pandas", "r"} - repair.unavailable.keys():
                assert name.upper() in getattr(repair, language).source


def test_a_base_that_nobody_uses_would_be_noticed() -> None:
    concrete = {repair.__name__ for repair in CATALOGUE.values()}
    assert not concrete & set(vars(base))


@pytest.mark.parametrize(
    ("operation", "parameters", "reason"),
    [
        ("polish", {}, "no repair called 'polish'"),
        ("pad_zeros", {"column": "zip"}, "width"),
        ("pad_zeros", {"column": "zip", "width": 1}, "width"),
        ("trim_whitespace", {"column": "a", "also": "b"}, "also"),
        ("trim_whitespace", {"column": ""}, "column"),
        ("parse_numbers", {"column": "a", "decimal_mark": ",", "thousands_mark": ","}, "the same"),
    ],
)
def test_records_that_fit_no_repair_are_refused(
    operation: str, parameters: dict[str, str], reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        load(RepairRecord(operation=operation, parameters=json.loads(json.dumps(parameters))))


def test_every_repair_is_offered_by_a_check_or_says_why_not() -> None:
    """A check makes the repairs that it offers itself."""
    checks = (ROOT / "shared" / "datainsight" / "checks").rglob("*.py")
    source = "\n".join(path.read_text("utf-8") for path in checks)
    offered = {name for name, each in CATALOGUE.items() if re.search(rf"\b{each.__name__}[(.]", source)}
    assert offered.isdisjoint(UNOFFERED)
    assert offered | UNOFFERED.keys() == CATALOGUE.keys()


def test_the_page_is_current() -> None:
    page = (ROOT / "docs" / "REPAIRS.md").read_text(encoding="utf-8")
    assert page == to_markdown(), "run: python -m datainsight.repairs.catalogue_page docs/REPAIRS.md"
