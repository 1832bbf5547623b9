"""Functions of the stack that another function calls and waits for."""

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError

from datainsight.errors import ContractRunningError, SourceNotFoundError, UnavailableError
from datainsight.models.base import Frozen
from datainsight.models.events import ContractCheckRequest, PrintRequest

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
            error = _error_of(self._client, self._function_name, request)
        except (ClientError, BotoCoreError) as away:
            raise _unprinted() from away
        if error == SourceNotFoundError.__name__:
            raise SourceNotFoundError("The analysis was deleted meanwhile.", where=request.analysis_id)
        if error is not None:
            raise _unprinted()


class LambdaContractChecker:
    """Implements `services.ports.ContractChecker` with the function that reads files.

    Args:
        client: Lambda client whose read timeout is as long as whoever asks can wait; it tries once.
        function_name: Name or ARN.
    """

    def __init__(self, client: "LambdaClient", function_name: str) -> None:
        self._client = client
        self._function_name = function_name

    def check(self, request: ContractCheckRequest) -> None:
        """Waits until the promises lie beside the other results, or goes while the function works on."""
        try:
            error = _error_of(self._client, self._function_name, request)
        except ReadTimeoutError as late:
            raise ContractRunningError(
                "The rules are still run on the data.", remedy="Ask again in a while."
            ) from late
        except (ClientError, BotoCoreError) as away:
            raise _unchecked() from away
        if error == SourceNotFoundError.__name__:
            raise SourceNotFoundError(
                "The file was deleted or replaced meanwhile.", where=request.source_name
            )
        if error is not None:
            raise _unchecked()


def _unprinted() -> UnavailableError:
    return UnavailableError(
        "The report could not be printed now.", remedy="Try again; the HTML report is there at once."
    )


def _unchecked() -> UnavailableError:
    return UnavailableError("The rules could not be run on the data now.", remedy="Try again.")


def _error_of(client: "LambdaClient", function_name: str, request: Frozen) -> str | None:
    """Calls a function and waits; the name of the error that it ended with, None where it ended well."""
    reply = client.invoke(FunctionName=function_name, Payload=request.model_dump_json().encode())
    if not reply.get("FunctionError"):
        return None
    return str(json.loads(reply["Payload"].read()).get("errorType"))
