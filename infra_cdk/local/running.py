"""The stack that runs on a data directory, for the commands that ask something of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3

from infra_cdk.local.data_directory import DataDirectory
from infra_cdk.local.errors import LocalStackError
from infra_cdk.local.names import ACCESS_KEY, REGION, SECRET_KEY


class NothingRunsError(LocalStackError):
    """No stack runs on that data directory."""


class RunningStack:
    """Clients of its services.

    Args:
        data_dir: As given to `make run`.

    Attributes:
        outputs: Of the CloudFormation stack.

    Raises:
        NothingRunsError: None runs there.
    """

    def __init__(self, data_dir: Path) -> None:
        description = DataDirectory(data_dir).description
        try:
            told: Mapping[str, Any] = json.loads(description.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NothingRunsError(
                f"no stack runs on {data_dir}; begin with `make run`, or name its --data-dir"
            ) from None
        self.outputs: Mapping[str, str] = told["outputs"]
        self._endpoint: str = told["aws_endpoint"]

    def client(self, service: str) -> Any:
        """A boto3 client."""
        return boto3.client(
            service,  # type: ignore[call-overload]  # any service
            endpoint_url=self._endpoint,
            region_name=REGION,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
        )
