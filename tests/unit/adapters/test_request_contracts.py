"""What every store of answers, rates and plans promises; run on memory and on DynamoDB."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from pydantic import SecretStr

from datainsight.adapters.dynamodb_answers import DynamoDbAnswers
from datainsight.adapters.dynamodb_plans import DynamoDbPlans
from datainsight.adapters.dynamodb_rate_limits import DynamoDbRateLimits
from datainsight.errors import IdempotencyKeyReusedError, RequestInProgressError
from datainsight.models.requests import Answer, RatePolicy, RateSubject, RequestClaim
from datainsight.models.upload import WorkspacePlan
from datainsight.services.request_ports import AnswerStore, RateLimiter
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE
from tests.unit.services.request_fakes import MemoryAnswers, MemoryRateLimits

AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)
KEY = "8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c41"
ANSWER = Answer(status_code=201, headers={"location": "/here"}, body=b'{"secret": "shown once"}')
POLICY = RatePolicy(name="test", per_minute=60, burst=5)
SUBJECT = RateSubject(workspace_id=WORKSPACE, name="KEY#k1")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    with empty_aws(monkeypatch):
        make_table()
        yield boto3.client("dynamodb")


@pytest.fixture(params=["memory", "dynamodb"])
def answers(request: pytest.FixtureRequest, aws: Any) -> AnswerStore:
    return MemoryAnswers() if request.param == "memory" else DynamoDbAnswers(aws, TABLE)


@pytest.fixture(params=["memory", "dynamodb"])
def limits(request: pytest.FixtureRequest, aws: Any) -> RateLimiter:
    return MemoryRateLimits() if request.param == "memory" else DynamoDbRateLimits(aws, TABLE)


def claim(**given: object) -> RequestClaim:
    fields = {"workspace_id": WORKSPACE, "caller": "u1", "key": SecretStr(KEY), "fingerprint": "f"}
    return RequestClaim.model_validate({**fields, "claim_id": "1", **given})


def test_an_answer_is_given_again(answers: AnswerStore) -> None:
    assert answers.claim(claim(), AT) is None
    answers.keep(claim(), ANSWER, AT)
    assert answers.claim(claim(claim_id="2"), AT + timedelta(hours=23)) == ANSWER


def test_a_request_is_made_once_at_a_time(answers: AnswerStore) -> None:
    answers.claim(claim(), AT)
    with pytest.raises(RequestInProgressError):
        answers.claim(claim(claim_id="2"), AT)


def test_a_key_belongs_to_one_request_of_one_caller(answers: AnswerStore) -> None:
    answers.claim(claim(), AT)
    with pytest.raises(IdempotencyKeyReusedError):
        answers.claim(claim(fingerprint="other", claim_id="2"), AT)
    assert answers.claim(claim(caller="u2", claim_id="3"), AT) is None
    assert answers.claim(claim(workspace_id=OTHER_WORKSPACE, claim_id="4"), AT) is None


def test_what_came_to_nothing_may_be_made_again(answers: AnswerStore) -> None:
    answers.claim(claim(), AT)
    answers.release(claim(claim_id="another"))
    with pytest.raises(RequestInProgressError):
        answers.claim(claim(claim_id="2"), AT)
    answers.release(claim())
    assert answers.claim(claim(claim_id="2"), AT) is None


def test_a_request_that_died_is_made_anew_and_answered_by_whoever_took_over(answers: AnswerStore) -> None:
    answers.claim(claim(), AT)
    later = AT + timedelta(seconds=61)
    assert answers.claim(claim(claim_id="2"), later) is None
    answers.keep(claim(), Answer(status_code=200, headers={}, body=b"late"), later)
    answers.keep(claim(claim_id="2"), ANSWER, later)
    assert answers.claim(claim(claim_id="3"), later) == ANSWER


def test_an_answer_is_forgotten_after_a_day(answers: AnswerStore) -> None:
    answers.claim(claim(), AT)
    answers.keep(claim(), ANSWER, AT)
    assert (
        answers.claim(claim(fingerprint="other", claim_id="2"), AT + timedelta(hours=24, seconds=1)) is None
    )


def test_a_stored_answer_cannot_be_read_without_the_key(aws: Any) -> None:
    store = DynamoDbAnswers(aws, TABLE)
    store.claim(claim(), AT)
    store.keep(claim(), ANSWER, AT)
    (item,) = aws.scan(TableName=TABLE)["Items"]
    assert b"shown once" not in bytes(item["answer"]["B"])
    assert KEY not in str(item)
    assert int(item["expires_at"]["N"]) == int((AT + timedelta(days=1)).timestamp())


class OneAtATime:
    """DynamoDB does each write of an item at once; moto's threads do not."""

    def __init__(self, client: Any) -> None:
        self._client, self._lock = client, threading.Lock()
        self.calls = 0

    def update_item(self, **given: Any) -> Any:
        with self._lock:
            self.calls += 1
            return self._client.update_item(**given)

    def put_item(self, **given: Any) -> Any:
        with self._lock:
            return self._client.put_item(**given)


def test_of_many_at_once_one_makes_the_request(aws: Any) -> None:
    store = DynamoDbAnswers(OneAtATime(aws), TABLE)  # type: ignore[arg-type]  # what is used of it

    def attempt(number: int) -> str:
        try:
            return str(store.claim(claim(claim_id=str(number)), AT))
        except RequestInProgressError:
            return "in progress"

    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(attempt, range(24)))
    assert found == ["None"] + 23 * ["in progress"]


def test_a_burst_then_one_at_the_rate(limits: RateLimiter) -> None:
    burst = [limits.take(SUBJECT, POLICY, AT) for _ in range(6)]
    assert [each.is_allowed for each in burst] == 5 * [True] + [False]
    assert [each.remaining for each in burst] == [4, 3, 2, 1, 0, 0]
    assert (burst[4].reset_seconds, burst[5].retry_after_seconds) == (5, 1)
    assert limits.take(SUBJECT, POLICY, AT + timedelta(seconds=1)).is_allowed
    assert not limits.take(SUBJECT, POLICY, AT + timedelta(seconds=1.5)).is_allowed


def test_a_pause_gives_the_burst_back_and_no_more(limits: RateLimiter) -> None:
    for _ in range(5):
        limits.take(SUBJECT, POLICY, AT)
    later = AT + timedelta(hours=1)
    assert [limits.take(SUBJECT, POLICY, later).is_allowed for _ in range(6)] == 5 * [True] + [False]


def test_others_are_counted_for_themselves(limits: RateLimiter) -> None:
    for _ in range(5):
        limits.take(SUBJECT, POLICY, AT)
    for other in (
        RateSubject(workspace_id=OTHER_WORKSPACE, name=SUBJECT.name),
        RateSubject(workspace_id=WORKSPACE, name="USER#k1"),
        RateSubject(workspace_id=None, name=SUBJECT.name),
    ):
        assert limits.take(other, POLICY, AT).is_allowed
    assert not limits.take(SUBJECT, POLICY, AT).is_allowed


@pytest.mark.parametrize("processes", [1, 4])
def test_many_at_once_get_exactly_the_burst(aws: Any, processes: int) -> None:
    client = OneAtATime(aws)
    stores = [DynamoDbRateLimits(client, TABLE) for _ in range(processes)]  # type: ignore[arg-type]
    policy = RatePolicy(name="test", per_minute=60, burst=10)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: stores[n % processes].take(SUBJECT, policy, AT), range(40)))
    assert sum(each.is_allowed for each in found) == 10
    assert sorted(each.remaining for each in found if each.is_allowed) == list(range(10))


def test_takes_one_round_trip(aws: Any) -> None:
    client = OneAtATime(aws)
    limits = DynamoDbRateLimits(client, TABLE)  # type: ignore[arg-type]
    moments = [AT + timedelta(seconds=each) for each in (0, 0, 0, 0, 0, 0, 0, 1, 60, 60, 3600)]
    for at in moments:
        limits.take(SUBJECT, POLICY, at)
    assert client.calls == len(moments)


def test_a_plan_is_remembered(aws: Any) -> None:
    writing, reading = DynamoDbPlans(aws, TABLE), DynamoDbPlans(aws, TABLE)
    assert reading.recall(WORKSPACE, AT) is None
    writing.remember(WORKSPACE, WorkspacePlan.PRO)
    assert reading.recall(WORKSPACE, AT + timedelta(minutes=1)) is None  # looked a minute ago
    assert reading.recall(WORKSPACE, AT + timedelta(minutes=6)) is WorkspacePlan.PRO
    assert reading.recall(OTHER_WORKSPACE, AT) is None
