"""Counts on all rows what a sample suggested: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import StageRequest, StageResult
from datainsight.services.count_dependencies import count_dependencies
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(StageRequest)
def handler(request: StageRequest, context: LambdaContext) -> StageResult:  # noqa: ARG001 - the shape of a stage
    """Counts on all rows what a sample suggested."""
    ports = stage_ports()
    return count_dependencies(request, objects=ports.objects, analyses=ports.analyses, now=ports.now)
