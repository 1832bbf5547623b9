"""What the pool knows about a function, and what an invocation gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Function:
    """A Lambda function of the template.

    Attributes:
        name: Physical name.
        arn: Its ARN.
        handler: "package.module.function".
        code: Folder that the handler is imported from (LAMBDA_TASK_ROOT).
        environment: Variables of the template.
        timeout: Seconds that one invocation may take.
        memory: MiB that one process may occupy.
        concurrency: Processes at the same time; further invocations wait for a free one.
        dead_letters: ARN of the queue for events that were given up.
    """

    name: str
    arn: str
    handler: str
    code: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 3
    memory: int = 128
    concurrency: int = 2
    dead_letters: str | None = None

    @property
    def log_name(self) -> str:
        """What its log file is called: the short name that the function gives itself, if it does."""
        return self.environment.get("POWERTOOLS_SERVICE_NAME", self.name)


@dataclass(frozen=True)
class Result:
    """What Invoke answers.

    Attributes:
        payload: JSON that the handler returned, or the error as Lambda describes it.
        error: "Unhandled" if it failed (the X-Amz-Function-Error header).
    """

    payload: bytes
    error: Literal["Unhandled"] | None = None
