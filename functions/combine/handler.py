"""Merges what the shards measured: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import CombineRequest, CombineResult
from datainsight.services.combine_partials import combine_partials
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(CombineRequest)
def handler(request: CombineRequest, context: LambdaContext) -> CombineResult:  # noqa: ARG001 - the shape of a stage
    """Merges what the shards measured."""
    ports = stage_ports()
    return combine_partials(request, objects=ports.objects, analyses=ports.analyses, now=ports.now)
