"""Collections read over MongoDB's wire protocol."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from datainsight.cli import main
from datainsight.connectors.limits import OWN_MACHINE
from datainsight.connectors.open_source import open_url
from datainsight.errors import RefusedError, SourceNotFoundError, UnreadableError, UsageError
from datainsight.hosts import HostPolicy
from tests.integration.connectors.mongo_server import mongo_server

PEOPLE: list[dict[str, Any]] = [
    {"_id": n, "name": f"Person {n}", "address": {"city": "Rome", "zip": "00100"}, "tags": ["a", n]}
    for n in range(1200)
]
LATE = {
    "_id": 5000,
    "name": None,
    "at": datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
    "more": {"deep": {"x": 1.5}},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with mongo_server(tmp_path_factory.mktemp("mongo")) as url:
        with MongoClient[dict[str, Any]](url) as client:
            client.shop.people.insert_many([*PEOPLE, LATE])
        yield url


def test_documents_are_flattened_and_fields_have_their_presence(server: str, tmp_path: Path) -> None:
    target = tmp_path / "profile.json"

    assert main(["profile", f"{server}/shop?collection=people", "--json", str(target)]) == 0

    profile = json.loads(target.read_text("utf-8"))
    columns = {each["name"]: each for each in profile["columns"]}
    assert profile["dataset"]["format"] == "mongodb"
    assert profile["dataset"]["name"] == "shop.people"
    assert profile["dataset"]["row_count"] == 1201
    assert list(columns) == [
        "_id", "name", "address.city", "address.zip", "tags", "at", "more.deep.x",
    ]  # fmt: skip
    assert columns["name"]["declared_type"] == "string, null"
    assert columns["name"]["presence"] == 1.0
    assert columns["address.zip"]["presence"] == pytest.approx(1200 / 1201)
    assert columns["more.deep.x"]["declared_type"] == "double"
    assert columns["more.deep.x"]["presence"] == pytest.approx(1 / 1201)


def test_zeros_in_front_and_dates_stay_as_they_are(server: str) -> None:
    frame = next(iter(open_url(f"{server}/shop?collection=people").batches())).frame

    assert frame["address.zip"][0] == "00100"
    assert frame["at"][-1] == "2024-01-02T03:04:05.000Z"
    assert frame["tags"][7] == '["a", 7]'


def test_what_is_not_there(server: str) -> None:
    with pytest.raises(SourceNotFoundError, match="does not exist, or is empty"):
        open_url(f"{server}/shop?collection=persons")
    with pytest.raises(UsageError, match="name a database and a collection"):
        open_url(f"{server}/shop")
    with pytest.raises(RefusedError, match="more than"):
        open_url(f"{server}/shop?collection=people", limits=replace(OWN_MACHINE, most_bytes=1000))


def test_a_server_that_is_away_is_told_without_the_password() -> None:
    quick = replace(OWN_MACHINE, connect_seconds=1)

    with pytest.raises(UnreadableError, match="cannot be reached") as caught:
        open_url("mongodb://ada:hush@127.0.0.1:1/shop?collection=people", limits=quick)

    assert "hush" not in str(caught.value)


def test_a_service_does_not_reach_its_own_network(server: str) -> None:
    guarded = replace(OWN_MACHINE, hosts=HostPolicy.guarded(), connect_seconds=1)
    allowing = replace(guarded, hosts=HostPolicy.guarded(["127.0.0.0/8"]))

    with pytest.raises(RefusedError, match="not on the public internet"):
        open_url(f"{server}/shop?collection=people", limits=guarded)
    assert open_url(f"{server}/shop?collection=people", limits=allowing).shards
