"""Two levels of merging: which shards belong together, and what a repetition leaves behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.errors import SourceNotFoundError
from datainsight.models.dataset import ShardGroup
from datainsight.models.events import MergeRequest, PlanResult, ProfileRequest
from datainsight.profiling import storing
from datainsight.services import object_keys
from datainsight.services.merge_groups import merge_group
from datainsight.services.plan_analysis import identify, plan_analysis
from datainsight.services.planned_reading import planned_reading
from datainsight.services.profile_shard import profile_shard
from datainsight.services.shard_groups import MOST_IN_ONE_MERGE, groups_of
from tests.unit.services.arranging import request_for, the_progress, uploaded
from tests.unit.services.fakes import MemoryPorts

ROWS = 2000


@given(st.integers(0, 5_000))
def test_groups_hold_every_shard_once_and_share_the_work(shard_count: int) -> None:
    groups = groups_of(shard_count)
    if shard_count <= MOST_IN_ONE_MERGE:
        assert groups == ()
        return
    members = [shard for group in groups for shard in range(group.first, group.end)]
    assert members == list(range(shard_count))
    assert [group.index for group in groups] == list(range(len(groups)))
    sizes = {group.end - group.first for group in groups}
    assert max(sizes) - min(sizes) <= 1
    assert abs(len(groups) - max(sizes)) <= 2


@pytest.fixture
def world() -> MemoryPorts:
    return MemoryPorts()


def measured(world: MemoryPorts) -> PlanResult:
    """A small file in many shards, all measured."""
    body = "id,city\n" + "".join(f"{number},City {number % 7}\n" for number in range(ROWS))
    uploaded(world, body.encode())
    request = request_for(world)
    identity = identify(request, catalog=world.catalog, objects=world.objects)
    plan = plan_analysis(request, identity, ports=world, shard_bytes=128).plan
    for shard in planned_reading(plan.analysis, objects=world.objects).shards:
        item = ProfileRequest(analysis=plan.analysis, shard=shard)
        profile_shard(item, objects=world.objects, analyses=world.analyses, now=world.now)
    return plan


def merge(world: MemoryPorts, plan: PlanResult, group: ShardGroup) -> int:
    request = MergeRequest(analysis=plan.analysis, group=group)
    result = merge_group(request, objects=world.objects, analyses=world.analyses, now=world.now)
    assert result.group_index == group.index
    return result.row_count


def test_the_groups_together_are_the_table(world: MemoryPorts) -> None:
    plan = measured(world)
    groups = groups_of(plan.shard_count)
    assert plan.group_count == len(groups) > 1
    assert sum(merge(world, plan, group) for group in groups) == ROWS
    assert str(the_progress(world).stage) == "combine"


def test_merging_again_writes_the_same(world: MemoryPorts) -> None:
    plan = measured(world)
    group = groups_of(plan.shard_count)[1]
    key = object_keys.merged_key(plan.analysis, group.index)
    merge(world, plan, group)
    first = world.objects.get(key)
    merge(world, plan, group)
    assert world.objects.get(key) == first
    assert storing.unpack(first).columns == ("id", "city")


def test_a_partial_that_is_gone_is_told(world: MemoryPorts) -> None:
    plan = measured(world)
    group = groups_of(plan.shard_count)[0]
    del world.objects.bodies[object_keys.partial_key(plan.analysis, group.end - 1)]
    with pytest.raises(SourceNotFoundError):
        merge(world, plan, group)
    noted = the_progress(world).noted_cause
    assert noted is not None
    assert str(noted.stage) == "combine"
