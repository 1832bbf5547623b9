"""Runs the rules of a contract on the data: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import ContractCheckRequest, ContractCheckResult
from datainsight.services.check_contract import check_contract
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(ContractCheckRequest)
def handler(request: ContractCheckRequest, context: LambdaContext) -> ContractCheckResult:  # noqa: ARG001 - the shape of a stage
    """Leaves the promises that hold beside the analysis' other results."""
    return check_contract(request, objects=stage_ports().objects)
