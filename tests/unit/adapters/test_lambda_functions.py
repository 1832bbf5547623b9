"""The function that prints, as boto3 sees it."""

import io
import json

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from datainsight.adapters.lambda_functions import LambdaReportPrinter
from datainsight.errors import SourceNotFoundError, UnavailableError
from datainsight.models.events import PrintRequest
from tests.unit.adapters.aws import REGION

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
