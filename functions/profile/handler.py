"""Measures one shard: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import ProfileRequest, ProfileResult
from datainsight.services.profile_shard import profile_shard
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(ProfileRequest)
def handler(request: ProfileRequest, context: LambdaContext) -> ProfileResult:  # noqa: ARG001 - the shape of a stage
    """Measures one shard."""
    ports = stage_ports()
    return profile_shard(request, objects=ports.objects, analyses=ports.analyses, now=ports.now)
