"""Webhooks through the real local stack: signed, and tried again until they are taken."""

import base64
import hashlib
import hmac
import time
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from tests.e2e.api_user import ApiUser
from tests.listening import QuietHandler, listening
from tests.local_stack import LocalStackProcess


class Receiver(QuietHandler):
    """Refuses the first message, takes the others."""

    seen: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        body = self.body()
        self.seen.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.answer(500 if len(self.seen) == 1 else 204)


@pytest.fixture
def receiver() -> Iterator[str]:
    with listening(Receiver) as url:
        yield f"{url}/in"


def ended(user: ApiUser, path: str) -> dict[str, Any]:
    """The only delivery, once it is no longer being tried."""
    for _ in range(480):
        found: list[dict[str, Any]] = user.get(path)["deliveries"]
        if found and found[0]["status"] != "pending":
            return found[0]
        time.sleep(0.25)
    raise AssertionError("the delivery did not end")


def test_a_finished_analysis_is_told_until_it_is_taken(local_stack: LocalStackProcess, receiver: str) -> None:
    user = ApiUser(local_stack.api_url)
    webhook = user.post("/webhooks", {"url": receiver, "events": ["analysis.completed"]})
    path = f"/webhooks/{webhook['webhook_id']}/deliveries"
    status = user.analyse("told.csv", b"id,city\n1,Bern\n2,Basel\n")
    delivery = ended(user, path)
    assert [each["status_code"] for each in delivery["attempts"]] == [500, 204]
    assert (delivery["status"], delivery["data"]["analysis_id"]) == ("delivered", status["analysis_id"])
    assert user.post(f"{path}/{delivery['delivery_id']}/replay", {})["status"] == "pending"
    assert len(ended(user, path)["attempts"]) == 3
    secret = base64.b64decode(webhook["secret"].removeprefix("whsec_"))
    for headers, body in Receiver.seen:
        signed = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
        expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"
    assert len({headers["webhook-id"] for headers, _ in Receiver.seen}) == 1
    assert user.http.delete(f"/webhooks/{webhook['webhook_id']}").status_code == 204
