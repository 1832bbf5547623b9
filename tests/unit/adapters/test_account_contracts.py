"""What sessions, tokens of mails and counters of attempts promise; on memory and on DynamoDB."""

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from datainsight.adapters.dynamodb_attempts import DynamoDbAttempts, DynamoDbMailTokens
from datainsight.adapters.dynamodb_pending_sign_ins import DynamoDbPendingSignIns
from datainsight.adapters.dynamodb_sessions import DynamoDbSessions
from datainsight.errors import TooManyAttemptsError
from datainsight.models.account import (
    MailPurpose,
    MailToken,
    Membership,
    PendingSignIn,
    Provider,
    Role,
    Session,
    User,
)
from datainsight.services.account_ports import (
    AttemptCounter,
    AttemptPolicy,
    MailTokenStore,
    PendingSignIns,
    SessionStore,
)
from datainsight.services.refresh_session import GRACE
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.account_fakes import (
    MemoryAttempts,
    MemoryMailTokens,
    MemoryPendingSignIns,
    MemorySessions,
)

NOW = datetime(2026, 11, 23, 21, 10, tzinfo=UTC)
ADA = User(user_id=str(uuid.uuid4()), email="ada@example.com", display_name="Ada", created_at=NOW)
HOME = Membership(workspace_id=str(uuid.uuid4()), name="Personal", role=Role.OWNER)
SHARED = Membership(workspace_id=str(uuid.uuid4()), name="Shared", role=Role.VIEWER)
POLICY = AttemptPolicy("test", 2, timedelta(seconds=10), timedelta(seconds=30), timedelta(days=1))


@pytest.fixture(params=["memory", "dynamodb"])
def made(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[type[Any], Any]]:
    if request.param == "memory":
        yield {
            SessionStore: MemorySessions(),
            MailTokenStore: MemoryMailTokens(),
            AttemptCounter: MemoryAttempts(),
        }
        return
    with empty_aws(monkeypatch):
        make_table()
        client = boto3.client("dynamodb")
        yield {
            SessionStore: DynamoDbSessions(client, TABLE),
            MailTokenStore: DynamoDbMailTokens(client, TABLE),
            AttemptCounter: DynamoDbAttempts(client, TABLE),
        }


@pytest.fixture
def sessions(made: dict[type[Any], Any]) -> SessionStore:
    found: SessionStore = made[SessionStore]
    return found


@pytest.fixture
def tokens(made: dict[type[Any], Any]) -> MailTokenStore:
    found: MailTokenStore = made[MailTokenStore]
    return found


@pytest.fixture
def attempts(made: dict[type[Any], Any]) -> AttemptCounter:
    found: AttemptCounter = made[AttemptCounter]
    return found


def session(digest: str = "first") -> Session:
    return Session(
        user_id=ADA.user_id,
        session_id=str(uuid.uuid4()),
        token_digest=digest,
        created_at=NOW,
        expires_at=NOW + timedelta(days=30),
    )


def test_gives_back_what_was_opened(sessions: SessionStore) -> None:
    opened = session()
    sessions.open(opened, ADA, (HOME, SHARED))
    assert sessions.find(ADA.user_id, opened.session_id) == opened
    assert sessions.profile(ADA.user_id) == (ADA, (HOME, SHARED))
    access = sessions.access(ADA.user_id, opened.session_id, SHARED.workspace_id, NOW)
    assert (access.is_signed_in, access.membership) == (True, SHARED)


def test_a_session_ends_by_time(sessions: SessionStore) -> None:
    opened = session()
    sessions.open(opened, ADA, (HOME,))
    late = NOW + timedelta(days=30)
    assert not sessions.access(ADA.user_id, opened.session_id, HOME.workspace_id, late).is_signed_in
    assert not sessions.rotate(opened, "second", late + timedelta(days=30), late, GRACE)


def test_another_s_session_or_workspace_is_not_found(sessions: SessionStore) -> None:
    opened = session()
    sessions.open(opened, ADA, (HOME,))
    stranger = str(uuid.uuid4())
    assert sessions.find(stranger, opened.session_id) is None
    assert sessions.profile(stranger) is None
    assert sessions.access(ADA.user_id, opened.session_id, SHARED.workspace_id, NOW).membership is None
    assert not sessions.access(stranger, opened.session_id, HOME.workspace_id, NOW).is_signed_in


def test_a_membership_that_ended_is_gone_at_the_next_sign_in(sessions: SessionStore) -> None:
    sessions.open(session(), ADA, (HOME, SHARED))
    sessions.open(session(), ADA, (HOME,))
    assert sessions.profile(ADA.user_id) == (ADA, (HOME,))


def test_rotation_takes_the_newest_token_only(sessions: SessionStore) -> None:
    opened, later = session(), NOW + timedelta(days=31)
    sessions.open(opened, ADA, (HOME,))
    assert sessions.rotate(opened, "second", later, NOW, GRACE)
    found = sessions.find(ADA.user_id, opened.session_id)
    assert found is not None
    assert (found.token_digest, found.expires_at) == ("second", later)
    assert not sessions.rotate(opened, "third", later, NOW + GRACE, GRACE)
    assert sessions.find(ADA.user_id, opened.session_id) is None


def test_a_token_whose_successor_was_lost_is_taken_for_some_seconds(sessions: SessionStore) -> None:
    opened, later = session(), NOW + timedelta(days=31)
    sessions.open(opened, ADA, (HOME,))
    assert sessions.rotate(opened, "lost", later, NOW, GRACE)
    assert sessions.rotate(opened, "second", later, NOW + GRACE / 2, GRACE)
    found = sessions.find(ADA.user_id, opened.session_id)
    assert found is not None
    assert found.token_digest == "second"
    lost = opened.model_copy(update={"token_digest": "lost"})
    assert not sessions.rotate(lost, "third", later, NOW + GRACE / 2, GRACE)
    assert sessions.find(ADA.user_id, opened.session_id) is None


def test_the_seconds_of_grace_do_not_begin_anew(sessions: SessionStore) -> None:
    opened, later = session(), NOW + timedelta(days=31)
    sessions.open(opened, ADA, (HOME,))
    assert sessions.rotate(opened, "lost", later, NOW, GRACE)
    assert sessions.rotate(opened, "lost too", later, NOW + GRACE / 2, GRACE)
    assert not sessions.rotate(opened, "third", later, NOW + GRACE, GRACE)


def test_sessions_end_one_by_one_or_all(sessions: SessionStore) -> None:
    one, two, three = session(), session(), session()
    for each in (one, two, three):
        sessions.open(each, ADA, (HOME,))
    sessions.close(ADA.user_id, one.session_id)
    assert sessions.find(ADA.user_id, one.session_id) is None
    assert sessions.find(ADA.user_id, two.session_id) == two
    sessions.close_all(ADA.user_id)
    assert sessions.find(ADA.user_id, three.session_id) is None
    assert sessions.profile(ADA.user_id) is not None


def test_a_mailed_token_is_found_for_its_purpose_until_it_is_taken(tokens: MailTokenStore) -> None:
    stored = MailToken(
        purpose=MailPurpose.VERIFICATION,
        email="ada@example.com",
        expires_at=NOW + timedelta(hours=1),
        display_name="Ada",
        password_hash="hash",
    )
    tokens.put("digest", stored)
    assert tokens.find("digest", MailPurpose.VERIFICATION, NOW) == stored
    assert tokens.find("digest", MailPurpose.PASSWORD_RESET, NOW) is None
    assert tokens.find("digest", MailPurpose.VERIFICATION, NOW + timedelta(hours=1)) is None
    assert tokens.find("other", MailPurpose.VERIFICATION, NOW) is None
    assert tokens.take("digest")
    assert not tokens.take("digest")
    assert tokens.find("digest", MailPurpose.VERIFICATION, NOW) is None


def refused(attempts: AttemptCounter, seconds: float, subject: str = "ada") -> int:
    """0 where the attempt may be made, else how long to wait."""
    try:
        attempts.count(POLICY, subject, NOW + timedelta(seconds=seconds))
    except TooManyAttemptsError as error:
        return error.retry_after_seconds
    return 0


def test_pauses_double_up_to_the_longest(attempts: AttemptCounter) -> None:
    assert [refused(attempts, 0) for _ in range(4)] == [0, 0, 0, 10]
    assert refused(attempts, 4) == 6
    assert refused(attempts, 10) == 0
    assert refused(attempts, 10) == 20
    assert refused(attempts, 30) == 0
    assert refused(attempts, 30) == 30
    assert refused(attempts, 60) == 0
    assert refused(attempts, 60) == 30


def test_subjects_do_not_disturb_each_other(attempts: AttemptCounter) -> None:
    for _ in range(4):
        refused(attempts, 0)
    assert refused(attempts, 0, "eve") == 0


def test_what_was_no_guess_is_taken_back(attempts: AttemptCounter) -> None:
    for _ in range(10):
        assert refused(attempts, 0) == 0
        attempts.forgive(POLICY, "ada")
    attempts.forgive(POLICY, "ada")
    for _ in range(3):
        refused(attempts, 0)
    attempts.forget(POLICY, "ada")
    assert refused(attempts, 0) == 0


class OneCallAtATime:
    """Each call as atomic as DynamoDB's; moto checks and writes without a lock. Calls still interleave."""

    def __init__(self, client: Any) -> None:
        self._client, self._lock = client, threading.Lock()

    def __getattr__(self, name: str) -> Any:
        def call(**arguments: Any) -> Any:
            with self._lock:
                return getattr(self._client, name)(**arguments)

        return call


def test_of_many_at_once_the_free_ones_and_one_more_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        make_table()
        attempts = DynamoDbAttempts(OneCallAtATime(boto3.client("dynamodb")), TABLE)  # type: ignore[arg-type]
        with ThreadPoolExecutor(8) as pool:
            waits = list(pool.map(lambda _: refused(attempts, 0), range(40)))
    assert waits.count(0) == POLICY.free + 1


def test_no_address_is_kept_in_a_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        make_table()
        client = boto3.client("dynamodb")
        DynamoDbAttempts(client, TABLE).count(POLICY, "ada@example.com", NOW)
        items = client.scan(TableName=TABLE)["Items"]
        assert "ada" not in str(items)
        assert int(items[0]["expires_at"]["N"]) == int((NOW + POLICY.memory).timestamp())


@pytest.mark.parametrize("kind", ["memory", "dynamodb"])
def test_a_sign_in_at_a_provider_is_taken_once_and_in_time(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with empty_aws(monkeypatch):
        make_table()
        store: PendingSignIns = (
            MemoryPendingSignIns()
            if kind == "memory"
            else DynamoDbPendingSignIns(boto3.client("dynamodb"), TABLE)
        )
        pending = PendingSignIn(
            provider=Provider.GITHUB,
            browser_digest="b",
            nonce="n",
            code_verifier="v",
            return_to="/",
            expires_at=NOW + timedelta(minutes=10),
        )
        for digest in ("first", "late"):
            store.put(digest, pending)
        assert store.take("first", NOW) == pending
        assert store.take("first", NOW) is None
        assert store.take("late", NOW + timedelta(minutes=10)) is None
        assert store.take("unknown", NOW) is None
