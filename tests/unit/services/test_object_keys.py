"""No name of an object leads out of its workspace, and nothing of one workspace is another's."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.adapters.s3_store import S3Store
from datainsight.errors import SourceNotFoundError, UsageError
from datainsight.models.analysis import AnalysisReference
from datainsight.models.cleaning_job import CleaningReference
from datainsight.services import object_keys
from datainsight.services.request_upload import file_name
from tests.unit.adapters.aws import BUCKET, empty_aws, make_bucket
from tests.unit.services.arranging import DATASET
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE

AREAS = {object_keys.UPLOADS, object_keys.WORK, object_keys.RESULTS, object_keys.IMPORTED}
NAMES: dict[str, Callable[..., str]] = {
    name: function
    for name, function in vars(object_keys).items()
    if name.endswith(("_key", "_key_in", "_prefix")) and name != "parse_upload_key"
}


def named(workspace_id: str) -> Iterator[tuple[str, str]]:
    """What each function calls an object of a workspace; all other ids are the same in all workspaces."""
    reference = {"workspace_id": workspace_id, "dataset_id": DATASET, "analysis_id": "a"}
    given: dict[str, Any] = {
        **reference,
        "analysis": AnalysisReference(**reference, bucket="b", key="k", etag="e", name="n"),
        "cleaning": CleaningReference(**reference, cleaning_id="c"),
        "index": 0,
        "name": "orders.csv",
        "file_name": "fix.R",
        "digest": "0",
        "muted": "0",
    }
    for name, function in NAMES.items():
        yield name, function(**{each: given[each] for each in inspect.signature(function).parameters})


def test_every_name_holds_the_workspace() -> None:
    assert len(NAMES) > 20
    for name, key in named(WORKSPACE):
        area, workspace_id, *rest = key.split("/")
        assert (area in AREAS, workspace_id, bool(rest)) == (True, WORKSPACE, True), name


def test_two_workspaces_share_no_name_and_no_beginning() -> None:
    mine, theirs = dict(named(WORKSPACE)), dict(named(OTHER_WORKSPACE))
    for key in mine.values():
        assert not [name for name, other in theirs.items() if other.startswith(key) or key.startswith(other)]


@given(st.text(max_size=300))
def test_no_file_name_leads_elsewhere(given_name: str) -> None:
    try:
        name = file_name(given_name)
    except UsageError:
        return
    key = object_keys.upload_key(WORKSPACE, DATASET, name)
    assert object_keys.parse_upload_key(key) == (WORKSPACE, DATASET, name)


@pytest.mark.parametrize("key", [f"uploads/../{WORKSPACE}/x", f"uploads/{WORKSPACE}/x/y", "uploads//x/y"])
def test_what_nobody_gave_out_is_no_upload(key: str) -> None:
    with pytest.raises(SourceNotFoundError):
        object_keys.parse_upload_key(key)


def test_emptying_a_workspace_in_s3_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        make_bucket()
        store = S3Store(boto3.client("s3"), BUCKET)
        both = [key for workspace in (WORKSPACE, OTHER_WORKSPACE) for _, key in named(workspace)]
        files = {key for key in both if not key.endswith("/")}
        for key in files:
            store.put(key, b"x", "text/plain")
        for area in AREAS:
            store.delete_below(f"{area}/{WORKSPACE}/")
        left = {key for key in files if store.find(key) is not None}
        assert left == {key for key in files if OTHER_WORKSPACE in key}
