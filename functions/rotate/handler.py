"""A new version of the secret that access tokens are signed with; Secrets Manager calls it step by step."""

from typing import Any

from aws_lambda_powertools.utilities.parser import parse
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, ConfigDict, Field

from datainsight.bootstrap import rotate_secret
from functions.observability import logger


class RotationRequest(BaseModel):
    """What Secrets Manager sends; it may add fields over time."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    step: str = Field(alias="Step")
    secret_id: str = Field(alias="SecretId")
    version_id: str = Field(alias="ClientRequestToken")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> None:  # noqa: ARG001 - a rotation needs no context
    """One step."""
    request = parse(event=event, model=RotationRequest)
    rotate_secret(request.step, request.secret_id, request.version_id)
    logger.info("rotation step done", step=request.step)
