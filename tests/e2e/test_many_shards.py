"""Hundreds of shards through the whole stack, merged in two levels: the profile of one process."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from datainsight.services.shard_groups import MOST_IN_ONE_MERGE, groups_of
from tests.alike import assert_alike
from tests.e2e.api_user import ApiUser
from tests.e2e.test_walkthrough import profile_by_command
from tests.local_stack import LocalStackProcess

SHARDS = 200


def generated(size_bytes: int) -> bytes:
    """A table with line breaks, delimiters and quotes inside its cells, of at least that size."""
    towns = ("Aston", "Brook", "Carlow", "Dover, East", "Elgin")
    lines = ["id,town,note,amount,day\n"]
    size = 0
    while size < size_bytes:
        number = len(lines)
        note = f'"line one of {number % 4801}\n\nsaid ""{number % 13}"", then,\n{"more " * (number % 40)}"'
        town = f'"{towns[number * 7 % 5]}"' if number % 3 else ""
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        lines.append(f"{number},{town},{note},{number * 37 % 99991 / 8},{day}\n")
        size += len(lines[-1])
    return "".join(lines).encode()


def generated_lines(size_bytes: int) -> bytes:
    """Records as lines of JSON, of at least that size."""
    lines: list[str] = []
    size = 0
    while size < size_bytes:
        number = len(lines)
        record = {"id": number, "place": {"town": f"Town {number % 97}"}, "note": "line\n" * (number % 60)}
        lines.append(json.dumps(record) + "\n")
        size += len(lines[-1])
    return "".join(lines).encode()


def partials(stack: LocalStackProcess, analysis_id: str) -> dict[str, int]:
    """How many objects lie in each folder of the work of an analysis."""
    found: dict[str, int] = {}
    pages = stack.client("s3").get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=stack.outputs["BucketName"], Prefix="work/"):
        for entry in page.get("Contents", []):
            *_, owner, folder, name = f"./{entry['Key']}".split("/")
            if owner == analysis_id and name.endswith(".partial"):
                found[folder] = found.get(folder, 0) + 1
    return found


@pytest.mark.parametrize(
    ("name", "generate", "least"),
    [("many.csv", generated, SHARDS), ("many.ndjson", generated_lines, MOST_IN_ONE_MERGE + 1)],
)
def test_many_shards_give_the_profile_of_one_process(
    local_stack: LocalStackProcess,
    tmp_path: Path,
    name: str,
    generate: Callable[[int], bytes],
    least: int,
) -> None:
    user = ApiUser(local_stack.api_url)
    content = generate(least * local_stack.shard_bytes * 5 // 4)
    path = tmp_path / name
    path.write_bytes(content)
    status = user.analyse(path.name, content)
    assert status["status"] == "completed", status
    assert status["shards_done"] == status["shards_total"] >= least
    groups = groups_of(status["shards_total"])
    assert len(groups) > 1
    assert partials(local_stack, status["analysis_id"]) == {
        "partials": status["shards_total"],
        "merged": len(groups),
    }
    assert_alike(user.results(status["analysis_id"]), profile_by_command(path, tmp_path, "--all-rows"))


def test_repairs_of_a_long_table_are_tried_on_all_rows_of_all_shards(
    local_stack: LocalStackProcess, tmp_path: Path
) -> None:
    towns = ("Oslo", "Bergen", "Tromso", " Oslo")
    rows = [
        f"{number},{towns[number % 4]},{'n/a' if number > 59_000 else number % 70}\n"
        for number in range(60_000)
    ]
    content = ("visit,town,age\n" + "".join(rows)).encode()
    path = tmp_path / "visits.csv"
    path.write_bytes(content)
    user = ApiUser(local_stack.api_url)
    status = user.analyse(path.name, content)
    assert status["status"] == "completed", status
    assert status["shards_total"] > 10
    document = user.results(status["analysis_id"])
    assert_alike(document, profile_by_command(path, tmp_path, "--all-rows"))
    default = {each["id"]: each["verification"] for each in document["recommendations"] if each["is_default"]}
    assert {(each["rows_checked"], each["is_sample"]) for each in default.values()} == {(60_000, False)}
    listed = user.get(f"/recommendations/{status['analysis_id']}")["recommendations"]
    assert all(each["verification"]["seconds"] > 0 for each in listed if each["is_default"])
