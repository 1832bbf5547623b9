"""Brings a table over: one call of a use case."""

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.connection import ImportRequest, ImportResult, ImportStatus
from datainsight.services.fetch_import import fetch_import
from functions.observability import metrics, stage_handler
from functions.ports import database_ports


@stage_handler(ImportRequest)
def handler(request: ImportRequest, context: LambdaContext) -> ImportResult:  # noqa: ARG001 - the shape of a stage
    """Fetches, or where the machine says that fetching broke off, records that."""
    result = fetch_import(request, ports=database_ports())
    if result.status is ImportStatus.FAILED:
        metrics.add_metric(name="ImportsFailed", unit=MetricUnit.Count, value=1)
    return result
