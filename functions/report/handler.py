"""Prints a report: one call of a use case."""

from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.events import PrintRequest, PrintResult
from datainsight.services.print_report import print_report
from functions.observability import stage_handler
from functions.ports import stage_ports


@stage_handler(PrintRequest)
def handler(request: PrintRequest, context: LambdaContext) -> PrintResult:  # noqa: ARG001 - the shape of a stage
    """Prints the PDF of a finished analysis."""
    return print_report(request, objects=stage_ports().objects)
