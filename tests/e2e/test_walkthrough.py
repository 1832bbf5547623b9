"""From upload to results and code: through the API, and the same file through the command line."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.alike import assert_alike
from tests.e2e.api_user import ApiUser
from tests.local_stack import ROOT, LocalStackProcess

SAMPLE = ROOT / "tests" / "data" / "sample" / "orders.csv"


def command(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """The command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "datainsight", *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "shared")},
    )  # fmt: skip


def profile_by_command(path: Path, folder: Path, *options: str) -> Any:
    """What the command line makes of a file for those who read a report: repairs run in DuckDB too."""
    done = command("profile", path, "--json", "-", "--html", folder / "report.html", *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def records(path: Path) -> list[list[str]]:
    """The cells of a CSV file, whatever ends its lines."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def user(local_stack: LocalStackProcess) -> ApiUser:
    return ApiUser(local_stack.api_url)


@pytest.fixture(scope="module")
def analysis_id(user: ApiUser) -> str:
    status = user.analyse("orders.csv", SAMPLE.read_bytes())
    assert status["status"] == "completed", status
    return str(status["analysis_id"])


def test_upload_alone_starts_the_analysis_and_start_finds_that_one(user: ApiUser) -> None:
    dataset_id = user.upload("alone.csv", b"a,b\n1,2\n3,4\n")
    by_start = user.start(dataset_id)
    assert user.wait(by_start)["status"] == "completed"
    assert user.get(f"/datasets/{dataset_id}")["latest_analysis_id"] == by_start
    assert user.start(dataset_id) == by_start


def test_api_and_command_line_give_the_same_profile(user: ApiUser, analysis_id: str, tmp_path: Path) -> None:
    # Here the file is a few shards, there it is one; tests/integration/test_pipeline.py cuts alike.
    assert_alike(user.results(analysis_id), profile_by_command(SAMPLE, tmp_path))


@pytest.mark.parametrize("language", ["polars", "pandas"])
def test_exported_code_gives_what_clean_gives(
    user: ApiUser, analysis_id: str, language: str, tmp_path: Path
) -> None:
    script = tmp_path / "fix.py"
    script.write_text(user.post("/exports/code", {"analysis_id": analysis_id, "language": language})["code"])
    subprocess.run([sys.executable, script, SAMPLE, tmp_path / "by_script.csv"], check=True)
    cleaned = command("clean", SAMPLE, "--output", tmp_path / "by_clean.csv")
    assert cleaned.returncode == 0, cleaned.stderr
    assert records(tmp_path / "by_script.csv") == records(tmp_path / "by_clean.csv")
    assert records(tmp_path / "by_clean.csv") != records(SAMPLE)


def test_every_default_recommendation_was_verified(user: ApiUser, analysis_id: str) -> None:
    found: list[dict[str, Any]] = user.get(f"/recommendations/{analysis_id}")["recommendations"]
    defaults = [each for each in found if each["is_default"]]
    assert defaults
    assert {each["verification"]["status"] for each in defaults} == {"verified"}


def test_the_score_adds_up(user: ApiUser, analysis_id: str) -> None:
    quality = user.results(analysis_id)["quality"]
    total = sum(round(each["points"] * 100) for each in quality["deductions"])
    assert total == 10_000 - round(quality["score"] * 100)


def test_words_name_only_facts(user: ApiUser, analysis_id: str) -> None:
    insight = user.get(f"/insights/{analysis_id}")
    for sentence in [insight["headline"], *insight["story"], *insight["findings"]]:
        without_facts = re.sub(r"\{\{f\d+\}\}", "", sentence["template"])
        assert not re.search(r"\d", without_facts), sentence


def test_report_is_one_small_page_without_outside_requests(user: ApiUser, analysis_id: str) -> None:
    page = user.http.get(f"/analysis/{analysis_id}/report").text
    assert len(page.encode()) < 1_000_000
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)


def test_large_file_is_cut_into_shards_and_gives_the_same_profile(user: ApiUser, tmp_path: Path) -> None:
    lines = [
        f'{number},"text, {number % 977}\nsecond line",{number * 7 % 1000}.5' for number in range(60_000)
    ]
    content = ("id,note,amount\n" + "\n".join(lines) + "\n").encode()
    path = tmp_path / "large.csv"
    path.write_bytes(content)
    status = user.analyse("large.csv", content)
    assert status["status"] == "completed", status
    assert status["shards_done"] == status["shards_total"] > 1
    assert_alike(user.results(status["analysis_id"]), profile_by_command(path, tmp_path, "--all-rows"))


def test_deleted_dataset_is_gone_everywhere(user: ApiUser, local_stack: LocalStackProcess) -> None:
    dataset_id = user.upload("gone.csv", b"a,b\nsecret-canary-77,2\n")
    status = user.wait(user.start(dataset_id))
    assert user.http.delete(f"/datasets/{dataset_id}").status_code == 204
    assert user.http.get(f"/datasets/{dataset_id}").status_code == 404
    assert user.http.get(f"/analysis/{status['analysis_id']}/results").status_code == 404
    bucket = local_stack.outputs["BucketName"]
    pages = local_stack.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
    assert not [key for key in keys if dataset_id in key or status["analysis_id"] in key]
