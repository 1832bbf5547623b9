"""Delivers a webhook once: one call of a use case."""

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.webhook import DeliverRequest, DeliverResult
from datainsight.services.deliver_webhooks import deliver
from functions.observability import metrics, stage_handler
from functions.ports import webhook_ports


@stage_handler(DeliverRequest)
def handler(request: DeliverRequest, context: LambdaContext) -> DeliverResult:  # noqa: ARG001 - the shape of a stage
    """Tries a delivery; the machine waits and calls again where it is still pending."""
    result = deliver(request, ports=webhook_ports())
    if result.is_pending:
        metrics.add_metric(name="WebhookRetries", unit=MetricUnit.Count, value=1)
    return result
