"""The small stack in this very process, so that tests see inside and coverage counts."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from infra_cdk.local.data_directory import DataDirectory
from infra_cdk.local.http_server import free_port
from infra_cdk.local.stack import LocalStack, Options
from tests.integration.local.small_template import CODE, PLACE, small_template
from tests.local_stack import directory_for_a_stack

Found = TypeVar("Found")


def eventually(look: Callable[[], Found | None], what: str, seconds: float = 60) -> Found:
    """The first thing that `look` finds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found is not None:
            return found
        time.sleep(0.05)
    pytest.fail(f"{what} did not happen within {seconds} s")


class SmallStack:
    """A running small stack and what tests ask of it again and again."""

    def __init__(self, directory: Path, **options: Any) -> None:
        self.progress: list[str] = []
        self.data = DataDirectory(directory)
        self.stack = LocalStack(
            Options(
                template=small_template(),
                place=PLACE,
                code=CODE,
                data=self.data,
                port=free_port(0),
                **options,
            ),
            self.progress.append,
        )
        self.stack.start()
        self.outputs = self.stack.outputs

    def client(self, service: str) -> Any:
        return self.stack.client(service)

    def upload(self, name: str, shards: list[dict[str, Any]]) -> None:
        """Starts the machine, by way of S3 and EventBridge."""
        numbered = [{"index": index, **shard} for index, shard in enumerate(shards)]
        self.client("s3").put_object(
            Bucket=self.outputs["Bucket"], Key=f"uploads/{name}", Body=json.dumps(numbered).encode()
        )

    def execution(self, name: str) -> dict[str, Any]:
        """Waits for the end of the execution that an upload started."""
        states = self.client("stepfunctions")

        def ended() -> dict[str, Any] | None:
            for found in states.list_executions(stateMachineArn=self.outputs["Machine"])["executions"]:
                described: dict[str, Any] = states.describe_execution(executionArn=found["executionArn"])
                if name in described["input"] and described["status"] != "RUNNING":
                    return described
            return None

        return eventually(ended, f"the end of the execution for {name}")

    def item(self, pk: str, sk: str) -> dict[str, Any] | None:
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        found: dict[str, Any] | None = (
            self.client("dynamodb")
            .get_item(TableName=self.outputs["Table"], Key=key, ConsistentRead=True)
            .get("Item")
        )
        return found

    def event(self, name: str) -> dict[str, Any]:
        """Waits for an event that a function put down."""
        item = eventually(lambda: self.item("EVENTS", name), f"event {name}")
        found: dict[str, Any] = json.loads(item["event"]["S"])
        return found


@pytest.fixture
def start_small() -> Iterator[Callable[[Path], SmallStack]]:
    """Starts stacks one after another; whichever still runs at the end of the test is stopped."""
    started: list[SmallStack] = []

    def start(directory: Path) -> SmallStack:
        started.append(SmallStack(directory))
        return started[-1]

    yield start
    for small in started:
        small.stack.stop()


@pytest.fixture(scope="module")
def small_stack() -> Iterator[SmallStack]:
    """One for all tests of a module; moto's services belong to the process, so there cannot be two."""
    with directory_for_a_stack() as directory:
        small = SmallStack(directory)
        yield small
        small.stack.stop()
