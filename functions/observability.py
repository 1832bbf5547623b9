"""Logger, metrics and tracer, made once for each function, and what every stage's handler has in common."""

from collections.abc import Callable
from typing import Any, TypeVar

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.parser import parse
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel

from datainsight.models.analysis import AnalysisReference
from datainsight.models.cleaning_job import CleaningReference
from datainsight.settings import is_traced

logger = Logger()
metrics = Metrics(namespace="DataInsight")
tracer = Tracer(disabled=not is_traced(), patch_modules=("boto3",))

Request = TypeVar("Request", bound=BaseModel)
Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def stage_handler(model: type[Request]) -> Callable[[Callable[[Request, LambdaContext], BaseModel]], Handler]:
    """Makes a Lambda handler of a function from a typed request to a typed result.

    Args:
        model: What the event is parsed into.
    """

    def decorate(stage: Callable[[Request, LambdaContext], BaseModel]) -> Handler:
        def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
            request = parse(event=event, model=model)
            _identify(request)
            try:
                result = stage(request, context)
            except Exception as error:
                logger.exception("stage failed", error=type(error).__name__)
                metrics.add_metric(name="StageFailures", unit=MetricUnit.Count, value=1)
                raise
            metrics.add_metric(name="StageSuccesses", unit=MetricUnit.Count, value=1)
            return result.model_dump(mode="json")

        traced = tracer.capture_lambda_handler(handle, capture_response=False)
        measured = metrics.log_metrics(traced, capture_cold_start_metric=True)
        logged: Handler = logger.inject_lambda_context(measured, clear_state=True)
        return logged

    return decorate


def _identify(request: BaseModel) -> None:
    """The analysis is the correlation id: one search finds all stages of it."""
    analysis = getattr(request, "analysis", None)
    if isinstance(analysis, AnalysisReference):
        logger.set_correlation_id(analysis.analysis_id)
        logger.append_keys(workspace_id=analysis.workspace_id, dataset_id=analysis.dataset_id)
        return
    cleaning = getattr(request, "cleaning", None)
    if isinstance(cleaning, CleaningReference):
        logger.set_correlation_id(cleaning.cleaning_id)
        logger.append_keys(workspace_id=cleaning.workspace_id, dataset_id=cleaning.dataset_id)
        return
    execution_id = getattr(request, "execution_id", None)
    if execution_id:
        logger.set_correlation_id(str(execution_id))
