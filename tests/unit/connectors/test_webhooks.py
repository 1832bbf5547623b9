"""Posting to addresses that users name: never to what is not public, never further than asked."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

import pytest

from datainsight.connectors.webhooks import HttpWebhookSender
from datainsight.errors import RefusedError, UnreadableError
from datainsight.hosts import HostPolicy
from tests.listening import QuietHandler, listening

LOCAL = HttpWebhookSender(HostPolicy.guarded(["127.0.0.0/8"]))
PUBLIC = HttpWebhookSender(HostPolicy.guarded())


class Receiver(QuietHandler):
    """Remembers what came."""

    seen: ClassVar[list[tuple[str, str, bytes]]] = []
    status: ClassVar[int] = 204

    def do_POST(self) -> None:
        self.seen.append((self.path, self.headers["webhook-id"], self.body()))
        self.answer(self.status, headers={"location": "/elsewhere"})

    def do_GET(self) -> None:
        self.do_POST()


@pytest.fixture
def receiver() -> Iterator[str]:
    Receiver.seen.clear()
    Receiver.status = 204
    with listening(Receiver) as url:
        yield f"{url}/in"


def test_posts_the_very_bytes(receiver: str) -> None:
    assert LOCAL.send(receiver, {"webhook-id": "m1"}, b'{"a":1}') == 204
    assert Receiver.seen == [("/in", "m1", b'{"a":1}')]


def test_follows_no_redirect(receiver: str) -> None:
    Receiver.status = 307
    assert LOCAL.send(receiver, {"webhook-id": "m1"}, b"{}") == 307
    assert [each[0] for each in Receiver.seen] == ["/in"]


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.acme.example/in",
        "https://127.0.0.1/in",
        "http://127.0.0.1/in",
        "https://10.0.0.1/in",
        "https://[::1]/in",
        "https://[::ffff:127.0.0.1]/in",
        "https://169.254.169.254/latest/meta-data",
        "https://user:secret@hooks.acme.example/in",
        "ftp://hooks.acme.example",
        "https://",
        "https://host:99999/",
        "nonsense",
    ],
)
def test_what_must_not_be_reached_is_refused_before_it_is_stored(url: str) -> None:
    with pytest.raises(RefusedError):
        PUBLIC.judge(url)
    with pytest.raises(RefusedError):
        PUBLIC.send(url, {}, b"{}")


@pytest.mark.parametrize(
    "url", ["gopher://127.0.0.1/in", "ftp://127.0.0.1/in", "file://127.0.0.1/etc/passwd"]
)
def test_no_allowance_opens_another_protocol(url: str) -> None:
    with pytest.raises(RefusedError):
        LOCAL.judge(url)


def test_no_allowance_opens_the_machine_s_own_credentials() -> None:
    with pytest.raises(RefusedError):
        HttpWebhookSender(HostPolicy.guarded(["0.0.0.0/0"])).judge("https://169.254.169.254/")


def test_a_name_that_leads_inside_is_refused_when_it_is_used(receiver: str) -> None:
    def inside(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    sender = HttpWebhookSender(HostPolicy.guarded(resolve=inside))
    sender.judge("https://hooks.acme.example/in")
    with pytest.raises(RefusedError):
        sender.send("https://hooks.acme.example/in", {}, b"{}")
    assert Receiver.seen == []


def test_a_name_is_resolved_once_for_judging_and_connecting() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    policy = HostPolicy.guarded(resolve=rebinding)
    assert policy.reachable("hooks.acme.example", 443) == "93.184.215.14"
    assert asked == ["hooks.acme.example"]


def test_nobody_there_is_no_answer(receiver: str) -> None:
    free = "http://127.0.0.1:9/in"
    with pytest.raises(UnreadableError, match="no answer"):
        LOCAL.send(free, {}, b"{}")
