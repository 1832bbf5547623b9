"""A budget that is used up is announced, once a month for each height of it, whoever noticed."""

import pytest

from datainsight.errors import BudgetExceededError
from datainsight.models.webhook import Announcement, WebhookEvent
from datainsight.services.start_analysis import start_analysis
from tests.unit.services.arranging import DATASET, plan, request_for, uploaded
from tests.unit.services.fakes import WORKSPACE, MemoryPorts


@pytest.fixture
def world() -> MemoryPorts:
    world = MemoryPorts()
    uploaded(world)
    return world


def told(world: MemoryPorts) -> list[Announcement]:
    return [each for each in world.announcer.told if each.type is WebhookEvent.USAGE_BUDGET_REACHED]


def refused(world: MemoryPorts, key_id: str | None = None) -> None:
    with pytest.raises(BudgetExceededError):
        start_analysis(DATASET, None, workspace_id=WORKSPACE, key_id=key_id, ports=world)


def test_a_workspace_hears_of_its_budget(world: MemoryPorts) -> None:
    world.usage.set_budget(WORKSPACE, 500)
    refused(world)
    (announcement,) = told(world)
    assert announcement.workspace_id == WORKSPACE
    assert announcement.data == {
        "scope": "workspace",
        "key_id": None,
        "month": "2026-11",
        "budget": "0.000500",
        "spent": "0.000000",
        "committed": "0.000000",
    }


def test_the_same_budget_is_the_same_announcement_and_another_is_another(world: MemoryPorts) -> None:
    for budget in (500, 500, 600):
        world.usage.set_budget(WORKSPACE, budget)
        refused(world)
    ids = [each.announcement_id for each in told(world)]
    assert ids[0] == ids[1] != ids[2]


def test_a_key_has_a_budget_of_its_own(world: MemoryPorts) -> None:
    world.usage.set_budget(WORKSPACE, 500, "k1")
    refused(world, "k1")
    (announcement,) = told(world)
    assert (announcement.data["scope"], announcement.data["key_id"]) == ("key", "k1")


def test_an_upload_that_exceeds_it_is_told_too(world: MemoryPorts) -> None:
    world.usage.set_budget(WORKSPACE, 500)
    with pytest.raises(BudgetExceededError):
        plan(world, request_for(world))
    assert len(told(world)) == 1


def test_nothing_is_told_while_there_is_enough(world: MemoryPorts) -> None:
    world.usage.set_budget(WORKSPACE, 10**6)
    start_analysis(DATASET, None, workspace_id=WORKSPACE, ports=world)
    assert told(world) == []
