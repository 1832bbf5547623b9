"""Tries the repairs on all rows of a shard: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import ProfileRequest, ProfileResult
from datainsight.services.verify_shard import verify_shard
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(ProfileRequest)
def handler(request: ProfileRequest, context: LambdaContext) -> ProfileResult:  # noqa: ARG001 - the shape of a stage
    """Tries the repairs on all rows of a shard."""
    ports = stage_ports()
    return verify_shard(request, objects=ports.objects, analyses=ports.analyses, now=ports.now)
