"""What is used, what it costs, and what may be spent. Money is in whole micro-dollars (10^-6 US dollars)."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from datainsight.models.base import Frozen


class UsageKind(StrEnum):
    """What was used."""

    ANALYSIS = "analysis"
    EXPORT = "export"
    CLEANING = "cleaning"


class Meter(StrEnum):
    """What is counted."""

    ANALYSES = "analyses"
    BYTES_PROFILED = "bytes_profiled"
    ROWS_PROFILED = "rows_profiled"
    SHARDS = "shards"
    LLM_INPUT_TOKENS = "llm_input_tokens"
    LLM_OUTPUT_TOKENS = "llm_output_tokens"
    EXPORTS = "exports"
    PRINTED_REPORTS = "printed_reports"
    CLEANINGS = "cleanings"
    BYTES_CLEANED = "bytes_cleaned"
    ROWS_CLEANED = "rows_cleaned"
    BLOCKS_CLEANED = "blocks_cleaned"


class ModelTokens(Frozen):
    """What a language model read and wrote.

    Attributes:
        input_tokens: Read.
        output_tokens: Written.
    """

    input_tokens: int = 0
    output_tokens: int = 0


class UsageEvent(Frozen):
    """One job or call; never changed once it is written.

    Attributes:
        event_id: The job's or the request's id, so that telling twice is telling once.
        workspace_id: Who pays.
        key_id: Of the API key that asked, if one did.
        kind: What was used.
        at: When it was done.
        quantities: How much of each meter.
        tokens_by_model: Of language models, by their names.
        detail: More for the statement: a model's name, a format.
        microdollars: What it costs.
    """

    event_id: str
    workspace_id: str
    key_id: str | None = None
    kind: UsageKind
    at: datetime
    quantities: dict[Meter, int] = Field(default_factory=dict)
    tokens_by_model: dict[str, ModelTokens] = Field(default_factory=dict)
    detail: str = ""
    microdollars: int = 0


class Reservation(Frozen):
    """Money that is set aside for a job that has begun.

    Attributes:
        job_id: The analysis.
        workspace_id: Who pays.
        key_id: Of the API key that asked, if one did.
        day: Of the daily quota it counts for, as "2026-11-28".
        size_bytes: What is to be profiled; 0 where nothing is.
        microdollars: What it will cost.
    """

    job_id: str
    workspace_id: str
    key_id: str | None = None
    day: str
    size_bytes: int
    microdollars: int

    @property
    def month(self) -> str:
        """Of the statement, as "2026-11"."""
        return self.day[:7]


class SpendingLimits(Frozen):
    """What may not be exceeded; None is no limit.

    Attributes:
        workspace_microdollars: In a month.
        key_microdollars: In a month, by the API key that asks.
        daily_bytes: Profiled in a day.
    """

    workspace_microdollars: int | None = None
    key_microdollars: int | None = None
    daily_bytes: int | None = None


class UsageTotals(Frozen):
    """A month's sums.

    Attributes:
        spent_microdollars: For what was done.
        committed_microdollars: That, and what is set aside for jobs that run.
        quantities: How much of each meter.
        tokens_by_model: Of language models, by their names.
    """

    spent_microdollars: int = 0
    committed_microdollars: int = 0
    quantities: dict[Meter, int] = Field(default_factory=dict)
    tokens_by_model: dict[str, ModelTokens] = Field(default_factory=dict)
