"""The answer of `datainsight simulate-scale` as text: measured, estimated, assumed."""

from datainsight.models.scale import ScaleAssumptions, ScaleReport, SizeEstimate

_MB = 10**6
_GB = 10**9


def scale_text(report: ScaleReport) -> str:
    """All of it, for a terminal."""
    blocks = [
        _measured(report),
        "Estimates\n" + _table(report.estimates),
        *(_shares(each) for each in report.estimates if each.size_bytes == report.target.size_bytes),
        _target(report),
        _assumed(report.assumptions),
        f"Prices: {report.prices_region}, as known on {report.prices_read_on} (docs/PRICES.md, --json).",
    ]
    return "\n\n".join(blocks) + "\n"


def _measured(report: ScaleReport) -> str:
    found = report.measurement
    shards = f"{found.shards_measured} shards of {found.shard_bytes / _MB:.1f} MB"
    lines = [
        f"Measured here: {found.source}, {found.column_count} columns, {shards} (processor seconds)",
        f"  one shard      {found.shard_seconds:.2f} s, partial of {found.partial_bytes / _MB:.1f} MB",
        f"  merge          {found.partial_seconds:.2f} s a partial, all {found.merged_bytes / _MB:.1f} MB",
        f"  merge of large {found.merged_seconds:.2f} s each, {found.pack_seconds:.2f} s to pack one",
        f"  dependencies   {found.count_seconds:.2f} s a shard to count them on all rows, up to 2 GB",
        f"  conclude       {found.conclude_seconds:.2f} s; trial of the repairs {found.verify_seconds:.2f} s",
        f"  all rows       {found.trial_seconds:.2f} s a shard to try on all rows what works row by row",
        f"  plan           {found.plan_seconds * 1000:.1f} ms and {found.plan_bytes / _MB:.2f} MB a shard",
    ]
    return "\n".join(lines)


def _table(estimates: tuple[SizeEstimate, ...]) -> str:
    lines = [f"  {'size':>8} {'shards':>8} {'groups':>8} {'time':>9} {'price':>9}"]
    lines += [
        f"  {each.size_bytes / _GB:>5,.0f} GB {each.shard_count:>8,} {each.group_count:>8,}"
        f" {_minutes(each.seconds):>9} {'$' + format(each.dollars, '.3f'):>9}"
        for each in estimates
    ]
    return "\n".join(lines)


def _shares(each: SizeEstimate) -> str:
    stages = ", ".join(f"{share.name} {share.amount:.0f} s" for share in each.stages)
    prices = ", ".join(f"{share.name} ${share.amount:.3f}" for share in each.prices)
    return f"{each.size_bytes / _GB:,.0f} GB in parts\n  {stages}\n  {prices}"


def _target(report: ScaleReport) -> str:
    target = report.target
    promise = (
        f"{target.size_bytes / _GB:,.0f} GB under {_minutes(target.most_seconds)}"
        f" and under ${target.most_dollars:.2f}"
    )
    return f"Target: {promise}: {'met' if target.is_met else 'NOT met'}"


def _assumed(assumed: ScaleAssumptions) -> str:
    lines = [f"  {name.replace('_', ' '):24} {value:g}" for name, value in assumed.model_dump().items()]
    return "Assumed\n" + "\n".join(lines)


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02} min"
