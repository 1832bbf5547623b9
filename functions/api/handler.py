"""API Gateway calls the application through Mangum."""

from typing import Any

from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES

from datainsight.bootstrap import AwsPorts
from datainsight.settings import Need, Settings
from functions.api.accounts import require_mail
from functions.api.app import create_app
from functions.api.problems import MEDIA_TYPE
from functions.observability import logger, metrics, tracer

# At import, so that a deployment that must not run fails when it starts and not at its first user.
_settings = Settings.from_environment(
    {
        Need.DATABASE,
        Need.STATE_MACHINE,
        Need.ACCOUNTS,
        Need.REPORT,
        Need.CONTRACT,
        Need.WEBHOOKS,
        Need.DELIVERIES,
        Need.IMPORTS,
        Need.CLEANINGS,
    }
)
require_mail(_settings)
_application = Mangum(
    create_app(AwsPorts(_settings), local_workspace=_settings.local_workspace),
    lifespan="off",
    text_mime_types=[*DEFAULT_TEXT_MIME_TYPES, MEDIA_TYPE],
)


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP, clear_state=True)
@metrics.log_metrics(capture_cold_start_metric=True)
@tracer.capture_lambda_handler(capture_response=False)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One request, one reply."""
    reply = _application(event, context)  # type: ignore[arg-type]  # Mangum describes its own context type
    metrics.add_metric(name=f"Replies{reply['statusCode'] // 100}xx", unit=MetricUnit.Count, value=1)
    return reply
