"""Verifies the repairs and writes the scripts: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import StageRequest, StageResult
from datainsight.services.generate_code import generate_code
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(StageRequest)
def handler(request: StageRequest, context: LambdaContext) -> StageResult:  # noqa: ARG001 - the shape of a stage
    """Verifies the repairs and writes the scripts."""
    ports = stage_ports()
    return generate_code(request, objects=ports.objects, analyses=ports.analyses, now=ports.now)
