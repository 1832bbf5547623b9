"""Tells the billing service what was used: one call of a use case, by the clock."""

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, ConfigDict

from datainsight.models.billing import BillingResult
from datainsight.services.report_usage import report_usage
from functions.observability import logger, metrics, stage_handler
from functions.ports import billing_ports


class ScheduledEvent(BaseModel):
    """EventBridge's event of a schedule, of which nothing matters here."""

    model_config = ConfigDict(frozen=True, extra="ignore")


@stage_handler(ScheduledEvent)
def handler(event: ScheduledEvent, context: LambdaContext) -> BillingResult:  # noqa: ARG001 - the shape of a stage
    """Tells all that is pending."""
    ports = billing_ports()
    result = report_usage(outbox=ports.billing_outbox, meter=ports.billing_meter)
    metrics.add_metric(name="UsageBilled", unit=MetricUnit.Count, value=result.told)
    if result.refused:
        logger.error("usage that the billing service does not take", refused=result.refused)
        metrics.add_metric(name="UsageRefused", unit=MetricUnit.Count, value=result.refused)
    return result
