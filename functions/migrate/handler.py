"""Brings the database's schema up to date; run at deploy and at every local start."""

from pathlib import Path
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.bootstrap import migrate
from datainsight.settings import Need, Settings
from functions.observability import logger

SCRIPTS = Path(__file__).parent


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - any event will do
    """Runs outstanding migrations; returns the schema's revision."""
    revision = migrate(Settings.from_environment({Need.DATABASE}), SCRIPTS)
    logger.info("schema is current", revision=revision)
    return {"revision": revision}
