"""Killing the stack loses no upload, and a handler that misbehaves never leaves an analysis running."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.api_user import ApiUser
from tests.local_stack import LocalStackProcess

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("local_stack")]

SLOW = """
import time
from functions.profile.real_handler import handler as real_handler

def handler(event, context):
    time.sleep(600)
    return real_handler(event, context)
"""
FLAKY = """
from pathlib import Path
from functions.profile.real_handler import handler as real_handler

COUNT = Path(__file__).with_name("count")

def handler(event, context):
    count = len(COUNT.read_bytes()) if COUNT.exists() else 0
    COUNT.write_bytes(b"x" * (count + 1))
    if count < 2:
        raise ConnectionError("the network hiccups")
    return real_handler(event, context)
"""


def replace_profile_handler(stack: LocalStackProcess, source: str) -> None:
    """Puts a misbehaving handler in front of the real one, in the stack's own copy of the code."""
    folder = stack.data_dir / "code" / "functions" / "profile"
    (folder / "handler.py").rename(folder / "real_handler.py")
    (folder / "handler.py").write_text(source, "utf-8")


def test_killed_in_the_middle_and_started_again(stack_directory: Path) -> None:
    content = b"a,b\n" + b"".join(f"{n},{n % 7}\n".encode() for n in range(1000))
    with LocalStackProcess(stack_directory) as stack:
        replace_profile_handler(stack, SLOW)
        user = ApiUser(stack.api_url)
        dataset_id = user.upload("kept.csv", content)
        analysis_id = user.start(dataset_id)
        assert user.get(f"/analysis/{analysis_id}/status")["status"] in ("queued", "running")
        stack.kill()
        shutil.rmtree(stack.data_dir / "code")

        stack.start()
        user = ApiUser(stack.api_url)
        assert [each["name"] for each in user.get("/datasets")["datasets"]] == ["kept.csv"]
        interrupted = user.wait(analysis_id)
        assert interrupted["status"] == "failed"
        assert interrupted["failure"]["code"] in ("aborted", "interrupted")
        again = user.start(dataset_id)
        assert again != analysis_id
        assert user.wait(again)["status"] == "completed"
        assert user.results(again)["dataset"]["row_count"] == 1000

        stack.stop()
        stack.start()
        user = ApiUser(stack.api_url)
        assert user.results(again)["dataset"]["row_count"] == 1000


def test_shard_that_fails_twice_then_succeeds(stack_directory: Path) -> None:
    with LocalStackProcess(stack_directory) as stack:
        replace_profile_handler(stack, FLAKY)
        status = ApiUser(stack.api_url).analyse("flaky.csv", b"a,b\n1,2\n3,4\n")
        assert status["status"] == "completed", status
        assert status["shards_done"] == status["shards_total"] == 1
        assert (stack.data_dir / "code/functions/profile/count").read_bytes() == b"xxx"
