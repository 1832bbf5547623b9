"""Cleans a stored file: one call of a use case."""

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.cleaning_job import CleaningRequest, CleaningResult
from datainsight.services.clean_dataset import clean_dataset
from functions.observability import metrics, stage_handler
from functions.ports import database_ports


@stage_handler(CleaningRequest)
def handler(request: CleaningRequest, context: LambdaContext) -> CleaningResult:  # noqa: ARG001 - the shape of a stage
    """Writes the repaired file and its companions."""
    result = clean_dataset(request, ports=database_ports())
    metrics.add_metric(name="FilesCleaned", unit=MetricUnit.Count, value=1)
    return result
