"""The function that prints, as boto3 sees it."""

import io
import json
from typing import TYPE_CHECKING, cast

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError
from botocore.response import StreamingBody
from botocore.stub import Stubber

from datainsight.adapters.lambda_functions import LambdaContractChecker, LambdaReportPrinter
from datainsight.errors import ContractRunningError, SourceNotFoundError, UnavailableError
from datainsight.models.events import ContractCheckRequest, PrintRequest
from tests.unit.adapters.aws import REGION

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

REQUEST = PrintRequest(workspace_id="w", analysis_id="a")
SENT = {"FunctionName": "report", "Payload": REQUEST.model_dump_json().encode()}


def printer_that_gets(reply: dict[str, object], *, failed: bool) -> tuple[LambdaReportPrinter, Stubber]:
    client = boto3.client(
        "lambda", region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing"
    )
    stub = Stubber(client)
    body = json.dumps(reply).encode()
    answer: dict[str, object] = {"StatusCode": 200, "Payload": StreamingBody(io.BytesIO(body), len(body))}
    stub.add_response("invoke", answer | ({"FunctionError": "Unhandled"} if failed else {}), SENT)
    stub.activate()
    return LambdaReportPrinter(client, "report"), stub


def test_asks_the_function_and_waits() -> None:
    printer, stub = printer_that_gets({"key": "k", "size_bytes": 1}, failed=False)
    printer.print_report(REQUEST)
    stub.assert_no_pending_responses()


@pytest.mark.parametrize(
    ("error", "raised"),
    [("SourceNotFoundError", SourceNotFoundError), ("TypstError", UnavailableError)],
)
def test_tells_what_is_gone_from_what_is_broken(error: str, raised: type[Exception]) -> None:
    printer, _ = printer_that_gets({"errorType": error, "errorMessage": "x"}, failed=True)
    with pytest.raises(raised):
        printer.print_report(REQUEST)


def test_a_function_that_cannot_be_called_is_away() -> None:
    client = boto3.client(
        "lambda", region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing"
    )
    with Stubber(client) as stub:
        stub.add_client_error("invoke", "TooManyRequestsException", expected_params=SENT)
        with pytest.raises(UnavailableError):
            LambdaReportPrinter(client, "report").print_report(REQUEST)


CHECK = ContractCheckRequest(
    workspace_id="w", dataset_id="d", analysis_id="a", source_key="k", source_name="n", etag="e", size_bytes=1
)


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (None, None),
        ("SourceNotFoundError", SourceNotFoundError),
        ("Runtime.OutOfMemory", UnavailableError),
        ("late", ContractRunningError),
        ("away", UnavailableError),
    ],
)
def test_rules_are_run_by_a_function_that_may_take_longer(
    error: str | None, raised: type[Exception] | None
) -> None:
    checker = LambdaContractChecker(cast("LambdaClient", FakeLambda(error)), "contract")
    if raised is None:
        checker.check(CHECK)
        return
    with pytest.raises(raised):
        checker.check(CHECK)


class FakeLambda:
    """A client whose function ends as told."""

    def __init__(self, error: str | None) -> None:
        self._error = error

    def invoke(self, **sent: object) -> dict[str, object]:
        assert sent == {"FunctionName": "contract", "Payload": CHECK.model_dump_json().encode()}
        if self._error == "late":
            raise ReadTimeoutError(endpoint_url="https://lambda")
        if self._error == "away":
            raise EndpointConnectionError(endpoint_url="https://lambda")
        failed = {"FunctionError": "Unhandled"} if self._error else {}
        return failed | {"Payload": io.BytesIO(json.dumps({"errorType": self._error}).encode())}
