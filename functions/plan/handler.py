"""Plan: which analysis is meant, how its file is read, and its shards."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import PlanRequest, PlanResult
from datainsight.services.plan_analysis import plan_once
from functions.observability import logger, stage_handler
from functions.plan.idempotency import once
from functions.ports import database_ports


@stage_handler(PlanRequest)
def handler(request: PlanRequest, context: LambdaContext) -> PlanResult:
    """Plans an analysis once, however often its upload is announced."""
    ports = database_ports()
    result = plan_once(
        request,
        ports=ports,
        once=lambda plan: once(plan, ports=ports, context=context),
        shard_bytes=ports.shard_bytes,
    )
    logger.info("planned", analysis_id=result.analysis.analysis_id, shard_count=result.shard_count)
    return result
