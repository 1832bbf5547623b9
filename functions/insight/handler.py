"""Writes words about the profile: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import StageRequest, StageResult
from datainsight.services.write_insight import write_insight
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(StageRequest)
def handler(request: StageRequest, context: LambdaContext) -> StageResult:  # noqa: ARG001 - the shape of a stage
    """Writes words about the profile."""
    ports = stage_ports()
    return write_insight(
        request,
        objects=ports.objects,
        analyses=ports.analyses,
        models=lambda: ports.language_models,
        now=ports.now,
    )
