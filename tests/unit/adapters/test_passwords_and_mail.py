"""The slow hash, what is easy to guess, and how mail leaves."""

import json
from datetime import UTC, datetime

import boto3
import pytest

from datainsight.adapters.bcrypt_passwords import ROUNDS, BcryptPasswords
from datainsight.adapters.mailers import OutboxMailer, SesMailer
from datainsight.errors import UnavailableError
from datainsight.models.account import Mail
from tests.unit.adapters.aws import empty_aws
from tests.unit.services.fakes import MemoryObjects

MAIL = Mail(recipient="ada@example.com", subject="Grüße", text="Hello.\n")


@pytest.fixture(scope="module")
def passwords() -> BcryptPasswords:
    return BcryptPasswords(rounds=4)


def test_a_hash_fits_its_password_only(passwords: BcryptPasswords) -> None:
    stored = passwords.hash("velvet kettle orbit 47")
    assert stored.startswith("$2b$04$")
    assert stored != passwords.hash("velvet kettle orbit 47")
    assert passwords.verify("velvet kettle orbit 47", stored)
    assert not passwords.verify("velvet kettle orbit 48", stored)


@pytest.mark.parametrize("end", ["x", "\x00x", "é"])
def test_every_character_counts_however_long(passwords: BcryptPasswords, end: str) -> None:
    start = "a" * 200
    assert not passwords.verify(start + end, passwords.hash(start))
    assert passwords.verify(start + end, passwords.hash(start + end))


def test_no_password_leads_to_the_decoy(passwords: BcryptPasswords) -> None:
    assert len(passwords.decoy) == len(passwords.hash("x"))
    assert passwords.decoy[:7] == passwords.hash("x")[:7]
    assert not passwords.verify("", passwords.decoy)


def test_the_cost_is_what_is_recommended() -> None:
    assert ROUNDS >= 12


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaa",
        "123456789012345",
        "passwordpassword",
        "qwertyuiopasdfgh",
        "ada.lovelace@example.com",
    ],
)
def test_what_is_easy_to_guess(passwords: BcryptPasswords, password: str) -> None:
    assert passwords.is_easy_to_guess(password, ("ada.lovelace@example.com",))


@pytest.mark.parametrize(
    "password", ["velvet kettle orbit 47", "wI7#pd9Lq2!mZx0v", "x" + "velvet kettle " * 17]
)
def test_what_is_not(passwords: BcryptPasswords, password: str) -> None:
    assert not passwords.is_easy_to_guess(password, ("ada@example.com",))


def test_ses_sends_from_the_team_s_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        client = boto3.client("sesv2")
        client.create_email_identity(EmailIdentity="no-reply@acme.example")
        SesMailer(client, "no-reply@acme.example").send(MAIL)
        assert boto3.client("ses").get_send_quota()["SentLast24Hours"] == 1


def test_a_refused_mail_is_said_to_be_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch), pytest.raises(UnavailableError, match="could not be sent"):
        SesMailer(boto3.client("sesv2"), "nobody@unverified.example").send(MAIL)


def test_the_outbox_keeps_what_was_sent() -> None:
    objects = MemoryObjects()
    OutboxMailer(objects, lambda: datetime(2026, 11, 23, 21, 10, tzinfo=UTC)).send(MAIL)
    ((key, body),) = objects.bodies.items()
    assert key == "outbox/ada@example.com/20261123T211000.000000Z.json"
    assert json.loads(body) == MAIL.model_dump()
