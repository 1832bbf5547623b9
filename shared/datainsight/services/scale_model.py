"""From one measured shard to the time and price of any size: arithmetic only, every figure has a name.

A stage of many functions takes the time of one function, as many times as functions have to wait for each
other. A function pays for its whole time; downloads and merging overlap, downloads and measuring do not.
"""

import math
from dataclasses import dataclass

from datainsight.models.scale import (
    ScaleAssumptions,
    ScaleMeasurement,
    ScaleReport,
    Share,
    SizeEstimate,
    Target,
)
from datainsight.services.combine_partials import MOST_COUNTED_BYTES
from datainsight.services.prices import PRICES, READ_ON, REGION, price
from datainsight.services.shard_groups import groups_of

GB = 10**9
SIZES = (GB, 10 * GB, 100 * GB, 1000 * GB)
_TARGET_BYTES, _MOST_SECONDS, _MOST_DOLLARS = 100 * GB, 300.0, 1.0
_MB = 10**6
_MIB = 1024 * 1024

_TRANSITIONS = 20
"""Of the machine itself: states entered, branches, and the start; fewer where nothing is read again."""

_TRANSITIONS_PER_CHILD = 2
_WRITES_PER_SHARD = 2
"""Its own item, and the counter of the analysis."""

_DATABASE_CALLS = 60


@dataclass(frozen=True)
class _Stage:
    """One stage: `calls` functions of `seconds` each, which take `elapsed` seconds together."""

    name: str
    calls: int
    seconds: float
    elapsed: float


def scale_report(measurement: ScaleMeasurement, assumptions: ScaleAssumptions) -> ScaleReport:
    """Estimates for every size, and whether the target is met."""
    estimates = tuple(estimate(size, measurement, assumptions) for size in SIZES)
    aimed = estimate(_TARGET_BYTES, measurement, assumptions)
    return ScaleReport(
        measurement=measurement,
        assumptions=assumptions,
        prices=PRICES,
        prices_region=REGION,
        prices_read_on=READ_ON,
        estimates=estimates,
        target=Target(
            size_bytes=_TARGET_BYTES,
            most_seconds=_MOST_SECONDS,
            most_dollars=_MOST_DOLLARS,
            is_met=aimed.seconds <= _MOST_SECONDS and aimed.dollars <= _MOST_DOLLARS,
        ),
    )


def estimate(size_bytes: int, measured: ScaleMeasurement, assumed: ScaleAssumptions) -> SizeEstimate:
    """Time and price of a file of one size."""
    shard_count = math.ceil(size_bytes / measured.shard_bytes)
    group_count = len(groups_of(shard_count))
    stages = _stages(shard_count, group_count, measured, assumed)
    seconds = sum(stage.elapsed for stage in stages)
    prices = _prices(_counted(stages, (shard_count, group_count), measured, assumed), seconds, assumed)
    return SizeEstimate(
        size_bytes=size_bytes,
        shard_count=shard_count,
        group_count=group_count,
        seconds=seconds,
        stages=tuple(Share(name=stage.name, amount=stage.elapsed) for stage in stages),
        dollars=sum(each.amount for each in prices),
        prices=prices,
    )


def _stages(
    shard_count: int, group_count: int, measured: ScaleMeasurement, assumed: ScaleAssumptions
) -> list[_Stage]:
    merging = _merging(shard_count, group_count, measured, assumed)
    borders = shard_count - 1
    plan = (
        assumed.database_wakes_seconds
        + _transfer(borders * measured.plan_bytes, assumed)
        + borders / _PLAN_REQUESTS_AT_ONCE * assumed.first_byte_seconds
        + borders * measured.plan_seconds / assumed.core_ratio
    )
    shard = (
        _requests(measured.shard_bytes, assumed) * assumed.first_byte_seconds
        + _transfer(measured.shard_bytes + measured.partial_bytes, assumed)
        + _computing(measured.shard_seconds, assumed)
    )
    verify = assumed.small_stage_seconds + _computing(measured.verify_seconds, assumed)
    return [
        _alone("start", 0.0, assumed, calls=0),
        _alone("plan", plan, assumed),
        _mapped("profile", shard_count, shard, assumed),
        *merging,
        *_counting(shard_count, measured, assumed),
        _alone("codegen, insight", verify, assumed, calls=2),
        *_trying(shard_count, measured, assumed),
        _alone("conclude", assumed.small_stage_seconds, assumed),
    ]


_PLAN_REQUESTS_AT_ONCE = 8
"""As in `reading.borders`."""


def _merging(
    shard_count: int, group_count: int, measured: ScaleMeasurement, assumed: ScaleAssumptions
) -> list[_Stage]:
    conclude = _computing(measured.conclude_seconds, assumed)
    if not group_count:
        together = _merge(shard_count, measured.partial_bytes, measured.partial_seconds, assumed)
        return [_alone("combine", together + conclude, assumed)]
    members = math.ceil(shard_count / group_count)
    group = (
        _merge(members, measured.partial_bytes, measured.partial_seconds, assumed)
        + _computing(measured.pack_seconds, assumed)
        + _transfer(measured.merged_bytes, assumed)
    )
    together = _merge(group_count, measured.merged_bytes, measured.merged_seconds, assumed)
    return [
        _mapped("merge", group_count, group, assumed),
        _alone("combine", together + conclude, assumed),
    ]


def _counting(shard_count: int, measured: ScaleMeasurement, assumed: ScaleAssumptions) -> list[_Stage]:
    size_bytes = shard_count * measured.shard_bytes
    if shard_count == 1 or size_bytes > MOST_COUNTED_BYTES:
        return []
    reading = _requests(size_bytes, assumed) * assumed.first_byte_seconds + _transfer(size_bytes, assumed)
    return [_alone("count", reading + _computing(shard_count * measured.count_seconds, assumed), assumed)]


def _trying(shard_count: int, measured: ScaleMeasurement, assumed: ScaleAssumptions) -> list[_Stage]:
    if not _tried_again(shard_count):
        return []
    shard = (
        _requests(measured.shard_bytes, assumed) * assumed.first_byte_seconds
        + _transfer(measured.shard_bytes, assumed)
        + _computing(measured.trial_seconds, assumed)
    )
    return [_mapped("verify", shard_count, shard, assumed)]


def _tried_again(shard_count: int) -> int:
    """In how many shards repairs are tried again: the rows of one alone may be few enough the first time."""
    return shard_count if shard_count > 1 else 0


def _merge(count: int, size_bytes: float, seconds: float, assumed: ScaleAssumptions) -> float:
    """While one partial is merged, the next one is on its way."""
    download = count * assumed.first_byte_seconds + _transfer(count * size_bytes, assumed)
    return max(download, _computing(count * seconds, assumed))


def _alone(name: str, seconds: float, assumed: ScaleAssumptions, *, calls: int = 1) -> _Stage:
    whole = seconds + assumed.cold_start_seconds if calls else assumed.small_stage_seconds
    return _Stage(name, calls, whole, whole)


def _mapped(name: str, calls: int, seconds: float, assumed: ScaleAssumptions) -> _Stage:
    at_once = min(calls, assumed.concurrency)
    waves = math.ceil(calls / at_once)
    starting = at_once / assumed.starts_per_second
    elapsed = (
        assumed.small_stage_seconds
        + starting
        + assumed.cold_start_seconds
        + waves * (seconds + assumed.child_overhead_seconds)
    )
    cold = assumed.cold_start_seconds * at_once / calls
    return _Stage(name, calls, seconds + cold, elapsed)


def _computing(seconds: float, assumed: ScaleAssumptions) -> float:
    """Seconds on this machine's processors to seconds in a function."""
    processors = assumed.memory_mib / assumed.mib_per_processor
    return seconds / assumed.core_ratio / max(1.0, processors * assumed.parallel_efficiency)


def _transfer(size_bytes: float, assumed: ScaleAssumptions) -> float:
    return size_bytes / _MB / assumed.throughput


def _requests(size_bytes: float, assumed: ScaleAssumptions) -> int:
    return math.ceil(size_bytes / (assumed.request_mib * _MIB))


def _counted(
    stages: list[_Stage], counts: tuple[int, int], measured: ScaleMeasurement, assumed: ScaleAssumptions
) -> dict[str, float]:
    """How much of what the price list names is used, but for the database's time."""
    shards, groups = counts
    trials = _tried_again(shards)
    calls = sum(stage.calls for stage in stages)
    kept_bytes = shards * measured.partial_bytes + groups * measured.merged_bytes
    return {
        "lambda_gb_second": sum(stage.calls * stage.seconds for stage in stages) * assumed.memory_mib / 1024,
        "lambda_request": calls,
        "state_transition": _TRANSITIONS + _TRANSITIONS_PER_CHILD * (shards + groups + trials),
        "s3_get": (shards + trials) * (_requests(measured.shard_bytes, assumed) + 3) + groups + 20,
        "s3_put": shards + groups + trials + 20,
        "s3_gb_month": kept_bytes / GB * assumed.work_days / 30,
        "dynamodb_write": _WRITES_PER_SHARD * shards + groups + 30,
        "event": 1,
        "data_api_request": _DATABASE_CALLS,
        "log_gb": calls * assumed.log_kilobytes / _MB,
    }


def _prices(counted: dict[str, float], seconds: float, assumed: ScaleAssumptions) -> tuple[Share, ...]:
    """Dollars of each service."""
    shares: dict[str, float] = {}
    awake = assumed.acu * (seconds + assumed.awake_seconds)
    for name, count in {**counted, "acu_second": awake}.items():
        line = price(name)
        shares[line.service] = shares.get(line.service, 0.0) + count * line.dollars
    return tuple(Share(name=service, amount=amount) for service, amount in shares.items())
