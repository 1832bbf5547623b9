"""Records why an execution failed; called by the machine's Catch and by the event of its end."""

from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.parser import parse
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel

from datainsight.models.events import ExecutionEnded, FailureRequest
from datainsight.services.record_failure import record_failure
from functions.observability import Handler, logger, metrics, stage_handler
from functions.ports import database_ports


class Recorded(BaseModel):
    """What is stored now; None where there was nothing to fail."""

    code: str | None


@stage_handler(FailureRequest)
def record(request: FailureRequest, context: LambdaContext) -> Recorded:  # noqa: ARG001 - the shape of a stage
    """Marks the analysis as failed."""
    cause = record_failure(request, ports=database_ports())
    if cause is None:
        return Recorded(code=None)
    logger.warning("analysis failed", code=cause.code, failed_stage=cause.stage)
    metrics.add_metric(name="AnalysesFailed", unit=MetricUnit.Count, value=1)
    return Recorded(code=cause.code)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Takes the payload of a Catch, or an EventBridge event "Step Functions Execution Status Change"."""
    if "detail-type" not in event:
        return _record(event, context)
    ended = parse(event=event, model=ExecutionEnded)
    return _record(ended.detail.failure_request().model_dump(mode="json"), context)


_record: Handler = record
