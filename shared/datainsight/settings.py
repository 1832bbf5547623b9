"""The only reader of the environment: typed, validated once, with an error that lists all that is wrong."""

import os
import uuid
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field, ValidationError

from datainsight.errors import DataInsightError
from datainsight.models.base import Frozen

PREFIX = "DATAINSIGHT_"

DEFAULT_SHARD_BYTES = 64 * 1024 * 1024
"""As `reading.split.TARGET_BYTES`, so that a deployment cuts a file where the command line does."""


class SettingsError(DataInsightError):
    """The environment lacks variables or holds impossible ones; nothing may start."""


class Need(StrEnum):
    """What a function uses beyond the bucket and the table."""

    DATABASE = "database"
    STATE_MACHINE = "state_machine"


_REQUIRED: tuple[str, ...] = ("team", "bucket", "table")
_REQUIRED_BY: dict[Need, tuple[str, ...]] = {
    Need.DATABASE: ("database_arn", "database_secret_arn", "database_name"),
    Need.STATE_MACHINE: ("state_machine_arn",),
}


class Settings(Frozen):
    """What a deployment tells its functions.

    Attributes:
        team: Whose stack it is.
        bucket: Name of the one bucket.
        table: Name of the one DynamoDB table.
        database_arn: Of the cluster; empty where a function has no business with it.
        database_secret_arn: Of its credentials.
        database_name: Of the database in it.
        state_machine_arn: Of the pipeline; empty where a function does not start it.
        accounts: "none" is fit for the local stack only.
        local_workspace: The one workspace of the local stack.
        shard_bytes: About how large a shard is; small ones let tests cut small files.
        is_traced: Whether an X-Ray daemon listens: only Lambda itself names one.
    """

    team: str
    bucket: str
    table: str
    database_arn: str = ""
    database_secret_arn: str = ""
    database_name: str = ""
    state_machine_arn: str = ""
    accounts: Literal["none", "enabled"] = "none"
    local_workspace: uuid.UUID | None = None
    shard_bytes: int = Field(default=DEFAULT_SHARD_BYTES, ge=1024)
    is_traced: bool = False

    @classmethod
    def from_environment(
        cls, needs: Iterable[Need] = (), environment: Mapping[str, str] | None = None
    ) -> "Settings":
        """Reads and checks the variables `DATAINSIGHT_<FIELD>`.

        Args:
            needs: What must be there beyond the bucket and the table.
            environment: Instead of that of the process.

        Raises:
            SettingsError: Variables are missing or impossible; all of them are named.
        """
        variables = os.environ if environment is None else environment
        given = {
            field: variables[PREFIX + field.upper()]
            for field in cls.model_fields
            if field != "is_traced" and variables.get(PREFIX + field.upper())
        }
        required = (*_REQUIRED, *(field for need in needs for field in _REQUIRED_BY[need]))
        missing = [PREFIX + field.upper() for field in required if field not in given]
        if missing:
            raise SettingsError(f"These environment variables are missing: {', '.join(missing)}.")
        try:
            return cls.model_validate({**given, "is_traced": is_traced(variables)})
        except ValidationError as error:
            wrong = "; ".join(
                f"{PREFIX}{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors()
            )
            raise SettingsError(f"These environment variables are impossible: {wrong}.") from error


def is_traced(environment: Mapping[str, str] | None = None) -> bool:
    """Whether traces have somewhere to go."""
    variables = os.environ if environment is None else environment
    is_off = variables.get("POWERTOOLS_TRACE_DISABLED", "").lower() in {"1", "true", "yes", "on"}
    return "AWS_XRAY_DAEMON_ADDRESS" in variables and not is_off
