"""Every job is paid for once: set aside before it begins, spent when it is done, else given back."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from datainsight.models.analysis import AnalysisReference
from datainsight.models.cleaning import CleaningReport
from datainsight.models.cleaning_job import CleaningJob
from datainsight.models.document import ProfileDocument
from datainsight.models.insight import ModelCall
from datainsight.models.upload import WorkspacePlan
from datainsight.models.usage import (
    Meter,
    ModelTokens,
    Reservation,
    SpendingLimits,
    UsageEvent,
    UsageKind,
    UsageTotals,
)
from datainsight.reporting.spreadsheet import as_text
from datainsight.services import plans, prices
from datainsight.services.ports import Clock
from datainsight.services.usage_ports import UsageLedger


def limits_of(
    workspace_id: str, key_id: str | None, *, plan: WorkspacePlan | None, ledger: UsageLedger
) -> SpendingLimits:
    """What may not be exceeded now; without a plan the quota is left out."""
    return SpendingLimits(
        workspace_microdollars=ledger.budget(workspace_id),
        key_microdollars=ledger.budget(workspace_id, key_id) if key_id else None,
        daily_bytes=plans.DAILY_BYTES[plan] if plan else None,
    )


def reserve_analysis(
    analysis: AnalysisReference,
    size_bytes: int,
    *,
    key_id: str | None,
    plan: WorkspacePlan,
    ledger: UsageLedger,
    now: Clock,
) -> None:
    """Sets aside what an analysis will cost, before anything of it is done; once for each analysis.

    Raises:
        BudgetExceededError: It would exceed a month's budget.
        QuotaExceededError: It would exceed the day's quota.
    """
    reservation = Reservation(
        job_id=analysis.analysis_id,
        workspace_id=analysis.workspace_id,
        key_id=key_id or ledger.payer(analysis.workspace_id, analysis.dataset_id),
        day=now().date().isoformat(),
        size_bytes=size_bytes,
        microdollars=prices.analysis_price(size_bytes),
    )
    ledger.reserve(
        reservation, limits_of(analysis.workspace_id, reservation.key_id, plan=plan, ledger=ledger)
    )


def _tokens_by_model(calls: Sequence[ModelCall]) -> dict[str, ModelTokens]:
    """Which model read and wrote how much, whether its text was taken or not."""
    read, written = Counter[str](), Counter[str]()
    for call in calls:
        read[call.model] += call.input_tokens
        written[call.model] += call.output_tokens
    return {
        model: ModelTokens(input_tokens=read[model], output_tokens=written[model]) for model in sorted(read)
    }


def settle_analysis(
    analysis: AnalysisReference,
    document: ProfileDocument,
    *,
    shard_count: int,
    ledger: UsageLedger,
    now: Clock,
) -> None:
    """Spends what was set aside for an analysis that is completed."""
    reservation = ledger.reservation(analysis.workspace_id, analysis.analysis_id)
    if reservation is None:
        return  # settled before, by an attempt that broke afterwards
    calls = document.insight.calls if document.insight else ()
    tokens = _tokens_by_model(calls)
    event = UsageEvent(
        event_id=analysis.analysis_id,
        workspace_id=analysis.workspace_id,
        key_id=reservation.key_id,
        kind=UsageKind.ANALYSIS,
        at=now(),
        quantities={
            Meter.ANALYSES: 1,
            Meter.BYTES_PROFILED: reservation.size_bytes,
            Meter.ROWS_PROFILED: document.dataset.row_count,
            Meter.SHARDS: shard_count,
            Meter.LLM_INPUT_TOKENS: sum(call.input_tokens for call in calls),
            Meter.LLM_OUTPUT_TOKENS: sum(call.output_tokens for call in calls),
        },
        tokens_by_model=tokens,
        detail="; ".join(
            f"{model}: {each.input_tokens} in, {each.output_tokens} out" for model, each in tokens.items()
        ),
        microdollars=reservation.microdollars,
    )
    ledger.settle(reservation, event)


def count_judgement(
    analysis: AnalysisReference, *, key_id: str | None, ledger: UsageLedger, now: Clock
) -> None:
    """Counts an analysis that measured nothing, as its content was measured for another goal; it is free."""
    event = UsageEvent(
        event_id=analysis.analysis_id,
        workspace_id=analysis.workspace_id,
        key_id=key_id,
        kind=UsageKind.ANALYSIS,
        at=now(),
        quantities={Meter.ANALYSES: 1},
        detail="measured before, for another goal",
    )
    ledger.charge(event, SpendingLimits())


def reserve_cleaning(job: CleaningJob, *, key_id: str | None, ledger: UsageLedger, now: Clock) -> None:
    """Sets aside what repairing a file will cost; once for each cleaning, and none of the day's quota.

    Raises:
        BudgetExceededError: It would exceed a month's budget.
    """
    reservation = Reservation(
        job_id=job.cleaning_id,
        workspace_id=job.workspace_id,
        key_id=key_id,
        day=now().date().isoformat(),
        size_bytes=0,
        microdollars=prices.cleaned_blocks(job.size_bytes) * prices.CLEANED_BLOCK,
    )
    ledger.reserve(reservation, limits_of(job.workspace_id, key_id, plan=None, ledger=ledger))


def settle_cleaning(job: CleaningJob, report: CleaningReport, *, ledger: UsageLedger, now: Clock) -> None:
    """Spends what was set aside for a cleaning that is completed."""
    reservation = ledger.reservation(job.workspace_id, job.cleaning_id)
    if reservation is None:
        return  # settled before, by an attempt that broke afterwards
    event = UsageEvent(
        event_id=job.cleaning_id,
        workspace_id=job.workspace_id,
        key_id=reservation.key_id,
        kind=UsageKind.CLEANING,
        at=now(),
        quantities={
            Meter.CLEANINGS: 1,
            Meter.BYTES_CLEANED: job.size_bytes,
            Meter.ROWS_CLEANED: report.row_count_before,
            Meter.BLOCKS_CLEANED: prices.cleaned_blocks(job.size_bytes),
        },
        detail=job.format.value,
        microdollars=reservation.microdollars,
    )
    ledger.settle(reservation, event)


def release_job(workspace_id: str, job_id: str, *, ledger: UsageLedger) -> None:
    """Gives back what was set aside for an analysis or a cleaning that failed or was stopped."""
    reservation = ledger.reservation(workspace_id, job_id)
    if reservation is not None:
        ledger.release(reservation)


def charge_export(
    event_id: str,
    detail: str,
    *,
    is_printed: bool,
    workspace_id: str,
    key_id: str | None,
    ledger: UsageLedger,
    now: Clock,
) -> None:
    """Counts an export, and spends what it costs.

    Raises:
        BudgetExceededError: It would exceed a month's budget.
    """
    quantities = {Meter.EXPORTS: 1} | ({Meter.PRINTED_REPORTS: 1} if is_printed else {})
    event = UsageEvent(
        event_id=event_id,
        workspace_id=workspace_id,
        key_id=key_id,
        kind=UsageKind.EXPORT,
        at=now(),
        quantities=quantities,
        detail=detail,
        microdollars=prices.PRINTED_REPORT if is_printed else 0,
    )
    ledger.charge(event, limits_of(workspace_id, key_id, plan=None, ledger=ledger))


def statement(workspace_id: str, month: str, *, ledger: UsageLedger) -> str:
    """A month's events as CSV (RFC 4180), oldest first; people open it, so no name in it is a formula.

    Args:
        workspace_id: The tenant.
        month: As "2026-11".
        ledger: Holds the events.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(
        ["at", "event_id", "kind", "key_id", *(meter.value for meter in Meter), "detail", "dollars"]
    )
    for event in sorted(ledger.events(workspace_id, month), key=lambda each: (each.at, each.event_id)):
        counts = [event.quantities.get(meter, 0) for meter in Meter]
        row = [event.at.isoformat(), event.event_id, event.kind.value, event.key_id or "", *counts]
        writer.writerow([*row, as_text(event.detail), dollars(event.microdollars)])
    return text.getvalue()


def invoice_lines(totals: UsageTotals) -> tuple[tuple[str, Meter, int, int], ...]:
    """Description, meter, quantity and micro-dollars of each line; together they are what was spent."""
    printed = totals.quantities.get(Meter.PRINTED_REPORTS, 0)
    for_prints = printed * prices.PRINTED_REPORT
    blocks = totals.quantities.get(Meter.BLOCKS_CLEANED, 0)
    for_blocks = blocks * prices.CLEANED_BLOCK
    profiled = totals.quantities.get(Meter.BYTES_PROFILED, 0)
    return (
        (
            "Data profiled",
            Meter.BYTES_PROFILED,
            profiled,
            totals.spent_microdollars - for_prints - for_blocks,
        ),
        ("Data repaired, in blocks of 10 MB", Meter.BLOCKS_CLEANED, blocks, for_blocks),
        ("Reports as PDF", Meter.PRINTED_REPORTS, printed, for_prints),
    )


def dollars(microdollars: int) -> str:
    """Exactly, with six decimals."""
    return f"{microdollars // 10**6}.{microdollars % 10**6:06d}"
