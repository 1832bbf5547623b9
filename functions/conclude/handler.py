"""Puts the results together: one call of a use case."""

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import StageRequest, StageResult
from datainsight.services.conclude_analysis import conclude_analysis
from functions.observability import metrics, stage_handler
from functions.ports import database_ports


@stage_handler(StageRequest)
def handler(request: StageRequest, context: LambdaContext) -> StageResult:  # noqa: ARG001 - the shape of a stage
    """Ends an analysis well."""
    ports = database_ports()
    result = conclude_analysis(
        request,
        objects=ports.objects,
        analyses=ports.analyses,
        catalog=ports.catalog,
        usage=ports.usage,
        announcer=ports.announcer,
        now=ports.now,
    )
    metrics.add_metric(name="AnalysesCompleted", unit=MetricUnit.Count, value=1)
    return result
