"""Records why a cleaning failed; called by its machine's Catch and by the event of its end."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.parser import parse
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel

from datainsight.models.cleaning_job import CleaningFailureRequest, CleaningRequest
from datainsight.models.events import ExecutionEnded
from datainsight.services.fail_cleaning import fail_cleaning
from functions.observability import Handler, logger, metrics, stage_handler
from functions.ports import stage_ports


class Recorded(BaseModel):
    """What is stored now; None where there was nothing to fail."""

    code: str | None


@stage_handler(CleaningFailureRequest)
def record(request: CleaningFailureRequest, context: LambdaContext) -> Recorded:  # noqa: ARG001 - the shape of a stage
    """Marks the cleaning as failed."""
    cause = fail_cleaning(request, ports=stage_ports())
    if cause is None:
        return Recorded(code=None)
    logger.warning("cleaning failed", code=cause.code)
    metrics.add_metric(name="CleaningsFailed", unit=MetricUnit.Count, value=1)
    return Recorded(code=cause.code)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Takes the payload of a Catch, or an EventBridge event "Step Functions Execution Status Change"."""
    if "detail-type" not in event:
        return _record(event, context)
    ended = parse(event=event, model=ExecutionEnded).detail
    request = CleaningFailureRequest(
        cleaning=CleaningRequest.model_validate_json(ended.input or "{}").cleaning,
        error=ended.error or ended.status,
        cause=ended.cause or "",
    )
    return _record(request.model_dump(mode="json"), context)


_record: Handler = record
