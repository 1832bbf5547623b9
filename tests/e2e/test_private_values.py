"""Planted personal values leave the private part of storage nowhere: no reply, item, row or log has them."""

import io
from pathlib import Path

from pypdf import PdfReader

from tests.e2e.api_user import ApiUser
from tests.e2e.test_leaving import stored_items, stored_objects, stored_rows
from tests.integration.test_personal_data import QUOTED, TOKENS, write_people
from tests.local_stack import LocalStackProcess

PRIVATE = ("uploads/", "work/")
"""Where the files themselves and what stages hand on are kept; nobody is given an address there."""
NOT_SHOWN = ("/document.json", "/other_trials.json", ".pdf")
"""What scripts are made from, never sent; and printed reports, whose text is read from the reply."""
AMBIGUOUS = {"1947": "1947-03-", "DE89": "DE89 3704", "canary": "canary0"}
"""Four signs alone stand in ids and moments by chance, and other tests have canaries of their own."""
PLANTED = tuple(AMBIGUOUS.get(token, token) for token in TOKENS + QUOTED)


def replies(user: ApiUser, analysis_id: str) -> str:
    """All that the API says about an analysis."""
    found = [
        user.http.get(path, follow_redirects=True).text
        for path in (
            f"/analysis/{analysis_id}/status",
            f"/analysis/{analysis_id}/first-results",
            f"/analysis/{analysis_id}/results",
            f"/analysis/{analysis_id}/report",
            f"/insights/{analysis_id}",
            f"/recommendations/{analysis_id}",
        )
    ]
    body = {"analysis_id": analysis_id}
    found += [
        user.http.post("/exports/code", json=body | {"language": language}).text
        for language in ("polars", "pandas", "sql", "r")
    ]
    found += [
        user.http.post("/exports/contract", json=body | {"format": kind}).text for kind in ("odcs", "dqdl")
    ]
    found.append(user.http.post("/compare", json={"old": body, "new": body}).text)
    printed = user.http.post("/exports/report", json=body).content
    return "\n".join([*found, *(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)])


def test_planted_values_stay_in_private_storage(local_stack: LocalStackProcess, tmp_path: Path) -> None:
    table = write_people(tmp_path / "people.csv", is_named=True).read_bytes()
    user = ApiUser(local_stack.api_url)
    dataset_id = user.upload("people.csv", table)
    said = [
        replies(user, str(user.wait(user.start(dataset_id, goal))["analysis_id"]))
        for goal in (None, "privacy")
    ]
    objects = stored_objects(local_stack)
    shown = {key: body for key, body in objects.items()
             if not key.startswith(PRIVATE) and not key.endswith(NOT_SHOWN)}  # fmt: skip
    logs = [log.read_text("utf-8", "replace") for log in (local_stack.data_dir / "logs").glob("*.log")]
    places = {
        "replies": said,
        "objects": list(shown.values()),
        "items": stored_items(local_stack),
        "rows": stored_rows(local_stack),
        "logs": logs,
    }
    found = {
        (place, token) for place, texts in places.items() for token in PLANTED if token in "\n".join(texts)
    }
    assert found == set()
    assert all("(hidden)" in text for text in said)
    assert QUOTED[0] in "".join(objects.values()), "the private part has them"
