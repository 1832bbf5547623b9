"""What can be taken away, through the real local stack: the PDF is printed by a function of its own."""

import io

import pytest
from pypdf import PdfReader

from tests.e2e.api_user import ApiUser
from tests.local_stack import LocalStackProcess

OLD = b"id,city\n1,Bern\n2,Basel\n3,Genf\n"
NEW = b"id,town\n1,Bern\n2,Basel\n3,Genf\n"


@pytest.fixture(scope="module")
def user(local_stack: LocalStackProcess) -> ApiUser:
    return ApiUser(local_stack.api_url)


@pytest.fixture(scope="module")
def analysis_id(user: ApiUser) -> str:
    return str(user.analyse("old.csv", OLD)["analysis_id"])


def test_a_report_is_printed_and_kept(user: ApiUser, analysis_id: str) -> None:
    replies = [user.http.post("/exports/report", json={"analysis_id": analysis_id}) for _ in range(2)]
    assert [each.status_code for each in replies] == [200, 200], replies[0].text
    assert replies[0].content == replies[1].content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(replies[0].content)).pages)
    assert "old.csv" in text


def test_a_contract_names_the_columns(user: ApiUser, analysis_id: str) -> None:
    reply = user.post("/exports/contract", {"analysis_id": analysis_id, "format": "odcs"})
    assert reply["is_checked"] is True
    assert "city" in reply["content"]


def test_a_comparison_sees_a_renamed_column(user: ApiUser, analysis_id: str) -> None:
    other = user.analyse("new.csv", NEW)["dataset_id"]
    body = {"old": {"analysis_id": analysis_id}, "new": {"dataset_id": other}}
    changes = user.post("/compare", body)["schema_changes"]
    assert [(each["kind"], each["old"], each["new"]) for each in changes] == [("renamed", "city", "town")]
