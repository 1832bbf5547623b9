"""What a simulation of large files assumes, measures and answers."""

from datainsight.models.base import Frozen


class Price(Frozen):
    """One line of a price list.

    Attributes:
        name: What `services.scale_model` calls it.
        service: As on the bill.
        unit: What is counted.
        dollars: For one unit, before any free tier or discount.
        source: The price list it stands in.
        checked: Where it was last seen quoted, and of when that is; empty where it is from memory.
    """

    name: str
    service: str
    unit: str
    dollars: float
    source: str
    checked: str = ""


class ScaleAssumptions(Frozen):
    """What is not measured. Seconds and megabytes (10^6 bytes) where nothing else is said.

    Attributes:
        memory_mib: Of the functions that measure and merge.
        mib_per_processor: Memory with which Lambda gives one whole processor.
        core_ratio: Speed of a Lambda arm64 processor by that of one of this machine.
        parallel_efficiency: Share of a function's processors that measuring and merging keep busy.
        concurrency: Functions at once: `map_concurrency` of the team, within the account's limit.
        starts_per_second: Children that a Distributed Map starts in a second.
        child_overhead_seconds: From a child's start to its function's, and back.
        cold_start_seconds: Start of a function with its heavy imports; billed.
        throughput: Megabytes a second between one function and S3.
        first_byte_seconds: Until S3 answers one request.
        database_wakes_seconds: The sleeping database; plan waits for it.
        small_stage_seconds: insight, conclude, and each step of the machine that does no work on data.
        request_mib: Of one range that a function reads.
        acu: Capacity of the database while it is awake.
        awake_seconds: How long it stays so afterwards.
        work_days: How long partials are kept.
        log_kilobytes: Written by one function call.
    """

    memory_mib: int = 3008
    mib_per_processor: int = 1769
    core_ratio: float = 1.0
    parallel_efficiency: float = 0.8
    concurrency: int = 900
    starts_per_second: float = 300.0
    child_overhead_seconds: float = 0.3
    cold_start_seconds: float = 3.0
    throughput: float = 75.0
    first_byte_seconds: float = 0.05
    database_wakes_seconds: float = 15.0
    small_stage_seconds: float = 2.0
    request_mib: int = 8
    acu: float = 1.0
    awake_seconds: float = 600.0
    work_days: float = 7.0
    log_kilobytes: float = 3.0


class ScaleMeasurement(Frozen):
    """What was measured on this machine; seconds are of the processor, user and system.

    Attributes:
        source: What was measured.
        column_count: Of the table.
        shards_measured: How many.
        shard_bytes: Their mean size.
        shard_seconds: To read and measure one and to pack its partial.
        partial_bytes: Stored size of its partial.
        partial_seconds: To unpack one and to merge it with others of a group.
        merged_bytes: Stored size of all measured partials merged.
        merged_seconds: To unpack one such and to merge it with another.
        pack_seconds: To pack it.
        conclude_seconds: From merged partials to judged profile.
        count_seconds: To count on all rows of a shard whether dependencies hold.
        verify_seconds: To try the repairs on the first rows.
        trial_seconds: To try those that work row by row on all rows of a shard.
        plan_seconds: To find the border of one shard.
        plan_bytes: Read for it.
    """

    source: str
    column_count: int
    shards_measured: int
    shard_bytes: float
    shard_seconds: float
    partial_bytes: float
    partial_seconds: float
    merged_bytes: float
    merged_seconds: float
    pack_seconds: float
    conclude_seconds: float
    count_seconds: float
    verify_seconds: float
    trial_seconds: float
    plan_seconds: float
    plan_bytes: float


class Share(Frozen):
    """A stage's share of the time, or a service's share of the price."""

    name: str
    amount: float


class SizeEstimate(Frozen):
    """What a file of some size takes.

    Attributes:
        size_bytes: Of the file.
        shard_count: Shards it is cut into.
        group_count: Groups in which their partials are merged; 0 for few shards.
        seconds: From the upload's end to the results.
        stages: Seconds of each stage, in order.
        dollars: At list prices.
        prices: Dollars of each service.
    """

    size_bytes: int
    shard_count: int
    group_count: int
    seconds: float
    stages: tuple[Share, ...]
    dollars: float
    prices: tuple[Share, ...]


class Target(Frozen):
    """What was promised for one size, and whether it is kept."""

    size_bytes: int
    most_seconds: float
    most_dollars: float
    is_met: bool


class ScaleReport(Frozen):
    """The whole answer of `datainsight simulate-scale`."""

    measurement: ScaleMeasurement
    assumptions: ScaleAssumptions
    prices: tuple[Price, ...]
    prices_region: str
    prices_read_on: str
    estimates: tuple[SizeEstimate, ...]
    target: Target
