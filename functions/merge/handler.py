"""Merges what a group of shards measured: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import MergeRequest, MergeResult
from datainsight.services.merge_groups import merge_group
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(MergeRequest)
def handler(request: MergeRequest, context: LambdaContext) -> MergeResult:  # noqa: ARG001 - the shape of a stage
    """Merges what a group of shards measured."""
    ports = stage_ports()
    return merge_group(request, objects=ports.objects, analyses=ports.analyses, now=ports.now)
