"""From one shard to any size: the arithmetic, checked by hand, and what must grow with what."""

from pathlib import Path

import pytest

from datainsight.models.scale import ScaleAssumptions, ScaleMeasurement
from datainsight.reporting.scale_report import scale_text
from datainsight.services.prices import PRICES, page, price
from datainsight.services.scale_model import GB, SIZES, estimate, scale_report
from datainsight.services.shard_groups import MOST_IN_ONE_MERGE, groups_of

MEASURED = ScaleMeasurement(
    source="table.csv",
    column_count=30,
    shards_measured=6,
    shard_bytes=64e6,
    shard_seconds=2.0,
    partial_bytes=20e6,
    partial_seconds=0.4,
    merged_bytes=80e6,
    merged_seconds=2.0,
    pack_seconds=0.8,
    conclude_seconds=0.5,
    count_seconds=0.3,
    verify_seconds=3.0,
    trial_seconds=1.5,
    plan_seconds=0.001,
    plan_bytes=262_144,
)
ASSUMED = ScaleAssumptions()


def test_one_shard_by_hand() -> None:
    assumed = ASSUMED.model_copy(update={"memory_mib": 1769, "parallel_efficiency": 1.0})
    one = estimate(64_000_000, MEASURED, assumed)
    assert (one.shard_count, one.group_count) == (1, 0)
    stages = {share.name: share.amount for share in one.stages}
    # 8 requests, 84 MB at 75 MB/s, 2 s of work, child and machine, cold start, start of one child.
    measure = 8 * 0.05 + 84 / 75 + 2.0 + 0.3 + 2.0 + 3.0 + 1 / 300
    assert stages["profile"] == pytest.approx(measure)
    assert stages["plan"] == pytest.approx(15 + 3)
    assert stages["combine"] == pytest.approx(max(0.05 + 20 / 75, 0.4) + 0.5 + 3.0)
    assert one.seconds == pytest.approx(sum(stages.values()))
    prices = {share.name: share.amount for share in one.prices}
    assert prices["DynamoDB"] == pytest.approx((2 + 30) * 0.625e-6)
    assert prices["Step Functions"] == pytest.approx(22 * 25e-6)
    assert one.dollars == pytest.approx(sum(prices.values()))


def test_many_shards_are_merged_in_groups() -> None:
    found = estimate(100 * GB, MEASURED, ASSUMED)
    assert found.shard_count == 1563 > MOST_IN_ONE_MERGE
    assert found.group_count == len(groups_of(1563)) == 40
    assert "merge" in {share.name for share in found.stages}


def test_dependencies_of_files_up_to_two_gigabytes_are_counted() -> None:
    stages = [
        {share.name: share.amount for share in estimate(size, MEASURED, ASSUMED).stages} for size in SIZES
    ]
    assert ["count" in each for each in stages] == [True, False, False, False]
    # 1.024 GB at 75 MB/s in 123 requests, 16 shards of 0.3 s on 1.7 processors at 80 %, cold start.
    assert stages[0]["count"] == pytest.approx(123 * 0.05 + 1024 / 75 + 16 * 0.3 / (3008 / 1769 * 0.8) + 3.0)


def test_repairs_are_tried_again_on_all_rows_of_more_than_one_shard() -> None:
    stages = {share.name: share.amount for share in estimate(GB, MEASURED, ASSUMED).stages}
    # 8 requests, 64 MB at 75 MB/s, 1.5 s of work; child, machine, cold start and the start of 16 children.
    shard = 8 * 0.05 + 64 / 75 + 1.5 / (3008 / 1769 * 0.8)
    assert stages["verify"] == pytest.approx(shard + 0.3 + 2.0 + 3.0 + 16 / 300)
    one = estimate(64_000_000, MEASURED, ASSUMED)
    assert "verify" not in {share.name for share in one.stages}


def test_more_at_once_is_quicker_and_costs_no_more() -> None:
    few, many = (
        estimate(100 * GB, MEASURED, ASSUMED.model_copy(update={"concurrency": at_once}))
        for at_once in (20, 900)
    )
    assert many.seconds < few.seconds / 2
    cold_starts = 2 * 880 * ASSUMED.cold_start_seconds * 3008 / 1024 * price("lambda_gb_second").dollars
    assert many.dollars < few.dollars + 1.1 * cold_starts


def test_every_size_takes_longer_and_costs_more_than_a_smaller_one() -> None:
    report = scale_report(MEASURED, ASSUMED)
    assert [each.size_bytes for each in report.estimates] == list(SIZES)
    for figures in ([each.seconds for each in report.estimates], [each.dollars for each in report.estimates]):
        assert figures == sorted(figures)


@pytest.mark.parametrize(("slower", "is_met"), [(1.0, True), (40.0, False)])
def test_says_whether_the_target_is_met(slower: float, is_met: bool) -> None:
    measured = MEASURED.model_copy(update={"shard_seconds": MEASURED.shard_seconds * slower})
    report = scale_report(measured, ASSUMED)
    assert report.target.is_met is is_met
    text = scale_text(report)
    assert ("under $1.00: met" in text) is is_met
    assert ("under $1.00: NOT met" in text) is not is_met
    for name in ScaleAssumptions.model_fields:
        assert name.replace("_", " ") in text


def test_prices_are_named_once_and_documented() -> None:
    assert len({each.name for each in PRICES}) == len(PRICES)
    assert all(each.dollars > 0 and each.source for each in PRICES)
    documented = (Path(__file__).parents[3] / "docs" / "PRICES.md").read_text(encoding="utf-8")
    assert documented == page(), "run `python -m datainsight.services.prices docs/PRICES.md`"
