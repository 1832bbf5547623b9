"""What every store of users' choices promises; run on memory and on DynamoDB."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from datainsight.adapters.dynamodb_choices import DynamoDbChoices
from datainsight.adapters.dynamodb_store import DynamoDbStore
from datainsight.models.choices import Decision, Mute, Preferences, Theme
from datainsight.models.issue import Goal
from datainsight.services.choice_ports import ChoiceStore
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.choice_fakes import MemoryChoices
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryObjects

AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)
ANALYSIS = "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d"
USER = "1b6c3b1e-54cb-4b38-9a7d-3f9d2b8e7a10"


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChoiceStore]:
    if request.param == "memory":
        yield MemoryChoices()
        return
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbChoices(boto3.client("dynamodb"), TABLE)


def test_keeps_decisions_apart(store: ChoiceStore) -> None:
    many = {f"missing_values:{index}:unify_nulls": Decision.ACCEPTED for index in range(60)}
    store.decide(WORKSPACE, ANALYSIS, many)
    first, second, *_ = many
    store.decide(WORKSPACE, ANALYSIS, {first: Decision.DISMISSED, second: None})
    found = dict(store.decisions(WORKSPACE, ANALYSIS))
    assert found.pop(first) is Decision.DISMISSED
    assert found == {key: value for key, value in many.items() if key not in (first, second)}
    assert not store.decisions(OTHER_WORKSPACE, ANALYSIS)


def test_keeps_the_order_that_was_wished_last(store: ChoiceStore) -> None:
    assert store.order(WORKSPACE, ANALYSIS) == ()
    for wished in (("a:1:b", "c:2:d"), ("c:2:d", "a:1:b")):
        store.save_order(WORKSPACE, ANALYSIS, wished)
        assert store.order(WORKSPACE, ANALYSIS) == wished
    store.decide(WORKSPACE, ANALYSIS, {"a:1:b": Decision.ACCEPTED})
    assert store.order(OTHER_WORKSPACE, ANALYSIS) == ()
    assert set(store.decisions(WORKSPACE, ANALYSIS)) == {"a:1:b"}
    store.save_order(WORKSPACE, ANALYSIS, ())
    assert store.order(WORKSPACE, ANALYSIS) == ()


def test_decisions_go_with_their_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        make_table()
        client = boto3.client("dynamodb")
        store = DynamoDbChoices(client, TABLE)
        store.decide(WORKSPACE, ANALYSIS, {"a:1:b": Decision.ACCEPTED})
        store.save_order(WORKSPACE, ANALYSIS, ["a:1:b"])
        DynamoDbStore(client, TABLE, MemoryObjects()).delete(WORKSPACE, ANALYSIS)
        assert not store.decisions(WORKSPACE, ANALYSIS)
        assert not store.order(WORKSPACE, ANALYSIS)


def test_keeps_rules_in_order(store: ChoiceStore) -> None:
    late = Mute(mute_id="a", created_at=AT + timedelta(hours=1), column="city")
    early = Mute(mute_id="b", created_at=AT, kind="missing_values", column="", reason="Known.")
    for each in (late, early):
        store.add_mute(WORKSPACE, each)
    assert store.mutes(WORKSPACE) == (early, late)
    assert store.mutes(OTHER_WORKSPACE) == ()
    assert not store.remove_mute(OTHER_WORKSPACE, "a")
    assert store.remove_mute(WORKSPACE, "a")
    assert not store.remove_mute(WORKSPACE, "a")
    assert store.mutes(WORKSPACE) == (early,)


def test_preferences_are_a_user_s_or_a_workspace_s(store: ChoiceStore) -> None:
    assert store.preferences(WORKSPACE, USER) is None
    own = Preferences(default_goal=Goal.PRIVACY, theme=Theme.DARK, locale="de-CH", time_zone="Europe/Zurich")
    store.save_preferences(WORKSPACE, USER, own)
    assert store.preferences(OTHER_WORKSPACE, USER) == own
    assert store.preferences(WORKSPACE, None) is None
    store.save_preferences(WORKSPACE, None, Preferences())
    assert store.preferences(WORKSPACE, None) == Preferences()
    assert store.preferences(OTHER_WORKSPACE, None) is None
