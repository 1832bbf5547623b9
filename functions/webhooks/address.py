"""Who wants to hear of what happened: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.webhook import AddressRequest, AddressResult
from datainsight.services.deliver_webhooks import address
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(AddressRequest)
def handler(request: AddressRequest, context: LambdaContext) -> AddressResult:  # noqa: ARG001 - the shape of a stage
    """Makes the deliveries of an announcement."""
    return address(request, ports=stage_ports())
