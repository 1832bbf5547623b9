"""Functions of the stack that another function calls and waits for."""

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from datainsight.errors import SourceNotFoundError, UnavailableError
from datainsight.models.events import PrintRequest

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class LambdaReportPrinter:
    """Implements `services.ports.ReportPrinter` with the function that carries Typst.

    Args:
        client: Lambda client whose read timeout is longer than the function's own.
        function_name: Name or ARN.
    """

    def __init__(self, client: "LambdaClient", function_name: str) -> None:
        self._client = client
        self._function_name = function_name

    def print_report(self, request: PrintRequest) -> None:
        """Waits until the PDF lies beside the other results."""
        try:
            reply = self._client.invoke(
                FunctionName=self._function_name, Payload=request.model_dump_json().encode()
            )
        except (ClientError, BotoCoreError) as error:
            raise _unavailable() from error
        if reply.get("FunctionError"):
            said = json.loads(reply["Payload"].read())
            if said.get("errorType") == SourceNotFoundError.__name__:
                raise SourceNotFoundError("The analysis was deleted meanwhile.", where=request.analysis_id)
            raise _unavailable()


def _unavailable() -> UnavailableError:
    return UnavailableError(
        "The report could not be printed now.", remedy="Try again; the HTML report is there at once."
    )
