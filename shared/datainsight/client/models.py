"""Written by `python -m functions.api.python_client` from docs/openapi.json."""
# ruff: noqa: D301, F401, PYI051

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Reply(BaseModel):
    """What the service says; it may add fields, and words that a field can have, over time."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, protected_namespaces=())


class Request(BaseModel):
    """What the service is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, protected_namespaces=())


AnalysisStatus = Literal["queued", "running", "completed", "failed", "cancelled"]
CallOutcome = Literal["accepted", "ungrounded", "truncated", "refused", "unavailable"]
ComparisonFormat = Literal["json", "html"]
DataType = Literal[
    "integer", "decimal", "boolean", "date", "datetime", "time", "text", "list", "object", "empty"
]
DatasetStatus = Literal["awaiting_upload", "uploaded"]
Decision = Literal["accepted", "dismissed"]
DeliveryStatus = Literal["pending", "delivered", "failed"]
Dimension = Literal["completeness", "uniqueness", "validity", "consistency", "accuracy", "timeliness"]
DriftBasis = Literal["bins", "values", "frequent_values", "lengths"]
DriftStatus = Literal["none", "moderate", "major", "not_compared"]
EntryKind = Literal["schema", "table", "view", "collection", "prefix", "object", "file"]
Goal = Literal["general_audit", "ml_preparation", "analytics", "migration", "privacy"]
ImportStatus = Literal["queued", "running", "completed", "failed"]
JsonValue = Any
KeyMode = Literal["live", "test"]
Language = Literal["polars", "pandas", "sql", "r"]
LanguageOutcome = Literal["same", "other", "failed"]
Meter = Literal[
    "analyses",
    "bytes_profiled",
    "rows_profiled",
    "shards",
    "llm_input_tokens",
    "llm_output_tokens",
    "exports",
    "printed_reports",
    "cleanings",
    "bytes_cleaned",
    "rows_cleaned",
    "blocks_cleaned",
]
Provider = Literal["google", "github"]
ReportFormat = Literal["html", "pdf"]
RoleInput = Literal["owner", "editor", "viewer"]
SchemaChangeKind = Literal["added", "removed", "renamed", "type_changed"]
Scope = Literal["read", "write"]
SessionForm = Literal["body", "cookie"]
Severity = Literal["info", "low", "medium", "high", "critical"]
SqlDialect = Literal["duckdb", "postgres", "snowflake", "bigquery"]
Stage = Literal["plan", "profile", "combine", "insight", "codegen", "conclude"]
TableFormat = Literal["csv", "parquet"]
Theme = Literal["system", "light", "dark"]
VerificationStatus = Literal["not_run", "verified", "refused"]
WebhookEvent = Literal["analysis.completed", "analysis.failed", "dataset.cleaned", "usage.budget_reached"]
WorkspacePlan = Literal["free", "pro", "enterprise"]
AccountRole = Literal["owner", "editor", "viewer"]
ProfileRole = Literal[
    "numeric",
    "categorical",
    "datetime",
    "text",
    "url",
    "quantity",
    "list",
    "identifier",
    "constant",
    "empty",
    "other",
]


class AbsentReference(Reply):
    """A value that refers to nothing, and how many rows hold it.

    Attributes:
        values: Texts of the referring columns, in their order.
        row_count: Rows.
    """

    values: list[str]
    row_count: int


class AcceptRequest(Request):
    """An invitation as it came by mail."""

    token: str


class Accepted(Reply):
    """The same answer for every address."""

    next: str


class Account(Reply):
    """A person."""

    user_id: str
    email: str
    display_name: str
    created_at: datetime


class AccountExport(Reply):
    """What is kept of a person.

    Attributes:
        user: The account.
        memberships: Workspaces.
        keys: API keys that the person made.
        datasets: Of the workspaces that the person owns, with links that are good for an hour.
        preferences: How the person likes the product; null where nothing was said.
        connections: Those that the person added.
        webhooks: Those that the person added.
        mutes: Muted issues of the workspaces that the person owns.
        actions: The person's lines of the audit logs, the newest thousand of each workspace.
    """

    user: User
    memberships: list[Membership]
    keys: list[ExportedKey]
    datasets: list[ExportedDataset]
    preferences: Preferences | None
    connections: list[ExportedConnection]
    webhooks: list[ExportedWebhook]
    mutes: list[ExportedMute]
    actions: list[AuditEntry]


class Analysis(Reply):
    """How far an analysis is."""

    analysis_id: str
    dataset_id: str
    goal: Goal | str
    sheet: str | None = Field(default=None)
    max_lhs: int | None = Field(default=None)
    status: AnalysisStatus | str
    stage: Stage | str | None
    shards_total: int | None
    shards_done: int
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    failure: FailureCause | None


class AnalysisList(Reply):
    """A page of analyses, newest first."""

    analyses: list[AnalysisSummary]
    next_cursor: str | None


class AnalysisSummary(Reply):
    """An analysis in a list.

    Attributes:
        analysis_id: UUID.
        dataset_id: Whose.
        dataset_name: Name of its file.
        goal: What it was for.
        status: Where it stands.
        stage: Of an open one.
        shards_total: Of an open one, once planned.
        shards_done: Of an open one.
        started_at: When.
        completed_at: When it ended; None while it is open.
        quality_score: 0 to 100; what follows is None, too, unless it is completed.
        row_count: Of the table.
        column_count: Of the table.
        issue_count: What was found.
        failure: Why it failed, if it did.
    """

    analysis_id: str
    dataset_id: str
    dataset_name: str
    goal: Goal | str
    status: AnalysisStatus | str
    stage: Stage | str | None = Field(default=None)
    shards_total: int | None = Field(default=None)
    shards_done: int = Field(default=0)
    started_at: datetime
    completed_at: datetime | None = Field(default=None)
    quality_score: float | None = Field(default=None)
    row_count: int | None = Field(default=None)
    column_count: int | None = Field(default=None)
    issue_count: int | None = Field(default=None)
    failure: FailureCause | None = Field(default=None)


class Anonymity(Reply):
    """How far people disappear among others in a table.

    Attributes:
        columns: What outsiders may know of a person (quasi-identifiers), by semantic type.
        smallest_group: Rows of the smallest group that agrees in all of them: the k of k-anonymity.
        group_count: Groups.
        unique_row_count: Rows that no other agrees with.
        small_group_row_count: Rows in groups of fewer than five.
        is_exact: False where there are so many groups that a sample of them was counted.
    """

    columns: list[str]
    smallest_group: int
    group_count: int
    unique_row_count: int
    small_group_row_count: int
    is_exact: bool = Field(default=True)


class ArrivedPart(Reply):
    """A piece that storage has."""

    number: int
    size_bytes: int
    etag: str


class ArrivedParts(Reply):
    """What has come."""

    parts: list[ArrivedPart]


class AuditEntry(Reply):
    """What somebody did that others may have to know of later.

    Attributes:
        entry_id: UUID.
        workspace_id: Where.
        at: When.
        user_id: Who; None for an API key and for whoever sits before a local stack.
        key_id: The API key, if it was one.
        action: What, as "member.removed".
        subject: Id of what it was done to.
        details: More, without secrets.
    """

    entry_id: str
    workspace_id: str
    at: datetime
    user_id: str | None
    key_id: str | None
    action: str
    subject: str
    details: dict[str, str] | None = Field(default=None)


class AuditLog(Reply):
    """What was done in a workspace, newest first."""

    entries: list[AuditEntry]


class BenfordFacts(Reply):
    """First significant digits against Benford's law, P(d) = log10(1 + 1/d).

    Attributes:
        digit_counts: Values that begin with 1 … 9 (of the sampled rows where values were too many).
        chi_squared: Pearson's statistic with 8 degrees of freedom.
        p_value: Its upper tail.
        mean_absolute_deviation: Of the nine shares from the expected ones.
        conformity: Nigrini's (2012) reading of that: close, acceptable, marginal or none.
    """

    digit_counts: list[int]
    chi_squared: float
    p_value: float
    mean_absolute_deviation: float
    conformity: str


class Budget(Reply):
    """How much may be spent in a month, and how much is."""

    budget: str | None
    spent: str
    committed: str


class BudgetRequest(Request):
    """How much may be spent in a month."""

    dollars: float | None


class CaseVariants(Reply):
    """Spellings that differ only in case or outer white space, most frequent first.

    Attributes:
        spellings: With their counts.
    """

    spellings: list[ValueCount]


class CharacterClass(Reply):
    """A class of characters: uppercase, lowercase, digit, whitespace, punctuation, control or non_ascii.

    Attributes:
        name: Of the class; all but `non_ascii` are of ASCII alone.
        value_count: Values with at least one such character.
        character_count: Such characters in all values together.
    """

    name: str
    value_count: int
    character_count: int


class CleanRequest(Request):
    """Which repairs, and what to make of the file."""

    analysis_id: UUID | None = Field(default=None)
    recommendation_ids: list[str] | None = Field(default=None)
    keep_order: bool | None = Field(default=None)
    format: TableFormat = Field(default="csv")
    spreadsheet_safe: bool | None = Field(default=None)
    save_as_dataset: bool = Field(default=False)
    name: str | None = Field(default=None)


class Cleaning(Reply):
    """How far a cleaning is."""

    cleaning_id: str
    dataset_id: str
    analysis_id: str
    status: AnalysisStatus | str
    format: TableFormat | str
    recommendation_count: int
    size_bytes: int
    bytes_done: int
    saved_dataset_id: str | None
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    failure: FailureCause | None


class CleaningList(Reply):
    """The cleanings of a dataset, newest first."""

    cleanings: list[Cleaning]


class CleaningOutcome(Reply):
    """What a cleaning changed, and where its files are.

    Attributes:
        cleaning_id: Which one.
        saved_dataset_id: The dataset that the cleaned file became, if it became one.
        row_count_before: Rows read.
        row_count_after: Rows written.
        cells_changed: Of all repairs together.
        columns_removed: Names.
        repair_count: Repairs that were made.
        quarantined_row_count: Rows that were taken out; they are in the quarantine file.
        review_row_count: Rows that stay but are in that file too, as they hold what no repair should guess.
        left_out: Repairs that contradict others, and why, by their ids.
        moved: Repairs that were made earlier than the given order says, and why, by their ids.
        withheld_recommendation_ids: Repairs left out as their code would spell out personal data.
        downloads: The files, with links that are good for an hour.
    """

    cleaning_id: str
    saved_dataset_id: str | None
    row_count_before: int
    row_count_after: int
    cells_changed: int
    columns_removed: list[str]
    repair_count: int
    quarantined_row_count: int
    review_row_count: int
    left_out: dict[str, str]
    moved: dict[str, str]
    withheld_recommendation_ids: list[str]
    downloads: list[Download]


class CloseRequest(Request):
    """That it is really meant."""

    email: str
    password: str | None = Field(default=None)


class CodeRequest(Request):
    """Which script."""

    analysis_id: UUID
    language: Language
    dialect: SqlDialect | None = Field(default=None)
    recommendation_ids: list[str] | None = Field(default=None)
    keep_order: bool | None = Field(default=None)


class ColumnDrift(Reply):
    """How the values of a column changed.

    Attributes:
        column: The name in the new table.
        data_type: In the new table.
        status: The judgement.
        reason: Why it is not compared, else what decided.
        basis: What of the column was compared; None where nothing was.
        population_stability_index: PSI, None where it is not compared.
        jensen_shannon_distance: Base 2, 0..1.
        kolmogorov_smirnov: Largest distance of the distribution functions, for ordered values.
        chi_square: Pearson's statistic over the same bins or values as PSI.
        cramers_v: Its effect size, 0..1, which does not grow with the number of rows; from 0.1 small, from
            0.3 medium, from 0.5 large (Cohen 1988, for two rows).
        mean_difference: Of the means in pooled standard deviations (Cohen's d), for numbers.
        relevance: 0..1, what the drifts are ranked by: how much of the column changed, whatever changed.
        distributions: Of both tables, where they are compared.
        old_null_share: Of the rows, 0..1.
        new_null_share: The same for the new table.
        is_null_share_changed: Whether that is more than chance and more than 1 % of the rows.
        old_mean: For numbers.
        new_mean: The same for the new table.
        new_categories: Values the old table did not have, where all its values are known; up to 20.
        lost_categories: Values that are gone; the same.
    """

    column: str
    data_type: DataType | str
    status: DriftStatus | str
    reason: str
    basis: DriftBasis | str | None = Field(default=None)
    population_stability_index: float | None = Field(default=None)
    jensen_shannon_distance: float | None = Field(default=None)
    kolmogorov_smirnov: float | None = Field(default=None)
    chi_square: float | None = Field(default=None)
    cramers_v: float | None = Field(default=None)
    mean_difference: float | None = Field(default=None)
    relevance: float = Field(default=0.0)
    distributions: Distributions | None = Field(default=None)
    old_null_share: float
    new_null_share: float
    is_null_share_changed: bool
    old_mean: float | None = Field(default=None)
    new_mean: float | None = Field(default=None)
    new_categories: list[str] = Field(default_factory=list)
    lost_categories: list[str] = Field(default_factory=list)


class ColumnProfile(Reply):
    """All facts of one column. Counts are rows; `is_exact` and `relative_error` speak of `distinct_count`.

    Attributes:
        name: Unique in the table; empty and repeated names are replaced.
        position: 0-based.
        data_type: What at least 90 % of the values are.
        role: What the column is good for in an analysis.
        semantic_type: What the values mean, e.g. "email"; None where nothing is told.
        semantic_confidence: How sure that is, 0..1.
        is_pii: Whether the values are personal data.
        null_count: Rows without a value, in any of `null_spellings`.
        distinct_count: Different values, as text, without nulls.
        is_exact: Whether `distinct_count` was counted.
        relative_error: Its standard error, relative: 1 / sqrt(k - 2) of a KMV sketch of k hashes
            (Bar-Yossef et al. 2002); 0 where exact.
        sampling_error: Where not all numbers or texts could be kept: how far ranks of quantiles, and shares
            in histograms, outliers, lengths, characters and patterns, may be from those of all values with
            99 % confidence, as a share of the values (Massart 1990); 0 where they are exact.
        minimum: The smallest number, date or time; None for other types.
        maximum: The largest.
        mean: Arithmetic mean of numbers.
        histogram: Of numbers; of dates and times in seconds since 1970.
        top_values: The most frequent values, as they stand in the file.
        patterns: Generalised shapes of text, most frequent first, up to 20.
        text: Lengths, white space and characters.
        outliers: By quartiles (Tukey 1977).
        negative_count: Numbers below 0.
        notations: How the values are written, most frequent first.
    """

    name: str
    position: int
    data_type: DataType | str
    role: ProfileRole | str
    semantic_type: str | None = Field(default=None)
    semantic_confidence: float = Field(default=0.0)
    is_pii: bool = Field(default=False)
    null_count: int
    null_spellings: dict[str, int] | None = Field(default=None)
    distinct_count: int
    is_exact: bool = Field(default=True)
    relative_error: float = Field(default=0.0)
    sampling_error: float = Field(default=0.0)
    minimum: int | float | str | bool | None = Field(default=None)
    maximum: int | float | str | bool | None = Field(default=None)
    mean: float | None = Field(default=None)
    standard_deviation: float | None = Field(default=None)
    quantiles: dict[str, int | float | str | bool] | None = Field(default=None)
    histogram: Histogram | None = Field(default=None)
    usual_histogram: Histogram | None = Field(default=None)
    top_values: list[ValueCount] = Field(default_factory=list)
    patterns: list[Pattern] = Field(default_factory=list)
    text: TextFacts | None = Field(default=None)
    outliers: OutlierFacts | None = Field(default=None)
    median_absolute_deviation: float | None = Field(default=None)
    interquartile_range: float | None = Field(default=None)
    skewness: float | None = Field(default=None)
    kurtosis: float | None = Field(default=None)
    zero_count: int | None = Field(default=None)
    negative_count: int | None = Field(default=None)
    infinity_count: int | None = Field(default=None)
    type_share: float = Field(default=1.0)
    notations: list[NotationCount] = Field(default_factory=list)
    type_offenders: list[ValueCount] = Field(default_factory=list)
    case_variants: list[CaseVariants] = Field(default_factory=list)
    repeated_values: list[ValueCount] = Field(default_factory=list)
    is_day_first: bool | None = Field(default=None)
    digit_widths: list[DigitWidth] = Field(default_factory=list)
    smallest_values: list[ValueCount] = Field(default_factory=list)
    largest_values: list[ValueCount] = Field(default_factory=list)
    type_counts: list[TypeCount] = Field(default_factory=list)
    entropy: float | None = Field(default=None)
    robust_outliers: OutlierFacts | None = Field(default=None)
    benford: BenfordFacts | None = Field(default=None)
    dates: DateFacts | None = Field(default=None)
    quantity: QuantityFacts | None = Field(default=None)
    suspects: list[SuspectValue] = Field(default_factory=list)
    monotonicity: str | None = Field(default=None)
    declared_type: str | None = Field(default=None)
    garbled: GarbledFacts | None = Field(default=None)
    contacts: ContactFacts | None = Field(default=None)
    parts: PartFacts | None = Field(default=None)
    presence: float | None = Field(default=None)


class CompareRequest(Request):
    """Which tables, the earlier one first."""

    old: Table
    new: Table
    format: ComparisonFormat = Field(default="json")


class Comparison(Reply):
    """Two tables side by side.

    Attributes:
        old_name: The file.
        new_name: The other file.
        old_row_count: Rows.
        new_row_count: Rows.
        schema_changes: In the order of the new table, lost columns last.
        drifts: Of all columns that both tables have, those that changed most first.
        broken_keys: Columns that identified a row in the old table and do not in the new one.
        key_overlap: Of the shortest key that both tables have; None where there is none, or where the tables
            themselves are not at hand.
        row_overlap: Of the different records by all columns that both tables have, but identifiers: what a
            model has seen already, where one table is to train it and the other to test it.
    """

    schema_version: str = Field(default="1.0")
    old_name: str
    new_name: str
    old_row_count: int
    new_row_count: int
    schema_changes: list[SchemaChange]
    drifts: list[ColumnDrift]
    broken_keys: list[list[str]]
    key_overlap: KeyOverlap | None = Field(default=None)
    row_overlap: KeyOverlap | None = Field(default=None)


class CompleteUploadRequest(Request):
    """All parts of a multipart upload arrived."""

    upload_id: str
    parts: list[CompletedPart]


class CompletedPart(Request):
    """A piece that arrived, and the ETag that storage gave it."""

    number: int
    etag: str


class Connection(Reply):
    """A way to tables elsewhere; its credentials are never shown."""

    connection_id: str
    name: str
    target: Annotated[PostgresTarget | MongoTarget | S3Target | WebTarget, Field(discriminator="kind")]
    has_credentials: bool
    external_id: str | None
    created_by: str | None
    created_at: datetime


class ConnectionChange(Request):
    """What is to be another way; what is left out stays."""

    name: str | None = Field(default=None)
    target: (
        Annotated[PostgresTarget | MongoTarget | S3Target | WebTarget, Field(discriminator="kind")] | None
    ) = Field(default=None)
    credentials: Credentials | None = Field(default=None)


class ConnectionCheck(Reply):
    """What trying a connection came to."""

    is_reachable: bool
    server: str | None
    failure: FailureCause | None


class ConnectionList(Reply):
    """The workspace's connections, oldest first."""

    connections: list[Connection]


class ConnectionRequest(Request):
    """A connection to come."""

    name: str
    target: Annotated[PostgresTarget | MongoTarget | S3Target | WebTarget, Field(discriminator="kind")]
    credentials: Credentials | None = Field(default=None)


class ContactFacts(Reply):
    """How addresses and telephone numbers are written.

    Attributes:
        kind: What nearly all values are: "email", "url" or "phone".
        count: Rows that hold one.
        odd_count: Rows whose value is not written in the usual way: an e-mail address with capitals in its
            domain, brackets or "mailto:"; a web address with capitals in its host, a default port or, where
            others have one, without a scheme; a telephone number that is not in E.164.
        ways: Different ways in which the values are written, as far as punctuation says.
        calling_codes: Of telephone numbers with a plus: how many rows have which country's code.
        national_digits: Fewest and most digits of the numbers with the most frequent code, without it.
        trunk_count: Rows with a number that begins with a single 0.
        examples: Up to five of the odd ones.
    """

    kind: Literal["email", "url", "phone"] | str
    count: int
    odd_count: int
    ways: int = Field(default=1)
    calling_codes: dict[str, int] | None = Field(default=None)
    national_digits: tuple[int, int] | None = Field(default=None)
    trunk_count: int = Field(default=0)
    examples: list[str] = Field(default_factory=list)


class Contract(Reply):
    """A contract as text.

    Attributes:
        format: Whose language it is in.
        file_name: What to call it.
        media_type: What it is.
        content: The whole text.
        is_checked: Whether its rules were run on the whole file.
        remarks: What is not promised, as rows would break it; or why nothing was run. Also in the text.
    """

    format: (
        Literal["odcs", "pandera", "dbt", "great-expectations", "soda", "json-schema", "sql-ddl", "dqdl"]
        | str
    )
    file_name: str
    media_type: str
    content: str
    is_checked: bool
    remarks: list[str]


class ContractRequest(Request):
    """Which contract."""

    analysis_id: UUID
    format: Literal["odcs", "pandera", "dbt", "great-expectations", "soda", "json-schema", "sql-ddl", "dqdl"]


class ContradictedValue(Reply):
    """A value that most rows with the same determinant contradict.

    Attributes:
        given: What the row says in the columns of the determinant.
        value: What it says in the dependent column; "" where it says nothing.
        count: Rows that say so.
        usual: What most rows with the same determinant say, or what belongs there; "" where nobody knows.
        usual_count: How many of them.
        probability: That the value is wrong, 0..1, by the votes of all determinants of its column.
    """

    given: list[str]
    value: str
    count: int
    usual: str
    usual_count: int
    probability: float


class Contradicting(Reply):
    """Cells of a column that hold a certain text while other columns of the row hold certain texts.

    An issue of the whole table means the rows with these cells.

    Each of `cases` is the texts of `by`, in order, then the text of `column` ("" is the empty cell).
    `confidences` says for each of them how sure it is that such a cell is wrong.

    Attributes:
        kind: "contradicting".
        column: Its name.
        by: The other columns.
        cases: Texts of these, and of the column.
        confidences: One for each case.
    """

    kind: Literal["contradicting"] = Field(default="contradicting")
    column: str
    by: list[str]
    cases: list[list[str]]
    confidences: list[float]


class Contradiction(Reply):
    """Values of one column that the rows with the same determinant contradict, most probable first.

    Attributes:
        determinant: The columns that decide.
        dependent: The column whose values they contradict.
        reason: "outvoted" by the rows with the same determinant; or "misplaced": of the two columns one ends
            with what the other one should say, which says nothing; or "out_of_order": in nearly all rows the
            dependent one is not before the other one, in these it is; "swapped": the values of the two are
            exchanged; "outside_group": a number is far from those of its group; "off_pattern": it does not
            follow from the other numbers as in all other rows; "off_sum", "off_difference", "off_product",
            "off_quotient": it is not what the two of the determinant give; "against_rule": the value of the
            determinant nearly always goes with another one; "unreferenced": the determinant should hold it,
            and does not.
        values: Which.
    """

    determinant: list[str]
    dependent: str
    reason: (
        Literal[
            "outvoted",
            "misplaced",
            "out_of_order",
            "swapped",
            "outside_group",
            "off_pattern",
            "off_sum",
            "off_difference",
            "off_product",
            "off_quotient",
            "against_rule",
            "unreferenced",
        ]
        | str
    ) = Field(default="outvoted")
    values: list[ContradictedValue]


class Correlation(Reply):
    """One pair's association; `value` is None where `status` is not "ok", and `reason` says why.

    Attributes:
        left: A column: the number, where a number meets a category.
        right: The other column.
        method: "pearson", "spearman", "cramers_v" or "correlation_ratio".
        value: -1..1 or 0..1; None where it could not be computed.
        status: "ok", "constant", "too_few_rows" or "not_finite".
        reason: Why there is no value, else None.
    """

    left: str
    right: str
    method: str
    value: float | None
    status: str
    reason: str | None = Field(default=None)
    p_value: float | None = Field(default=None)
    row_count: int | None = Field(default=None)
    is_exact: bool = Field(default=True)


class Credentials(Request):
    """What proves who asks; kept in Secrets Manager and never shown again.

    Attributes:
        password: Of the user of PostgreSQL or MongoDB, or of `user` for HTTP.
        user: For HTTP Basic authentication.
        token: For HTTP, sent as `Authorization: Bearer …`.
        query: For HTTP, put behind the address, as a signature is.
        access_key_id: For S3 with `keys`, with …
        secret_access_key: … its secret, and …
        session_token: … where the key is a temporary one.
    """

    password: str | None = Field(default=None)
    user: str | None = Field(default=None)
    token: str | None = Field(default=None)
    query: str | None = Field(default=None)
    access_key_id: str | None = Field(default=None)
    secret_access_key: str | None = Field(default=None)
    session_token: str | None = Field(default=None)


class CredentialsRequest(Request):
    """Other credentials."""

    credentials: Credentials


class Dataset(Reply):
    """A file, or the announcement of one."""

    dataset_id: str
    name: str
    status: DatasetStatus | str
    size_bytes: int | None
    etag: str | None
    goal: Goal | str
    created_at: datetime
    latest_analysis_id: str | None
    parent_dataset_id: str | None = Field(default=None)
    created_by: str | None = Field(default=None)


class DatasetFacts(Reply):
    """The table as a whole.

    Attributes:
        name: Of the file or table, without its folder.
        format: "csv", "xlsx", "parquet", …, or the kind of database.
        size_bytes: As stored, compressed or not.
        encoding: Python codec name of text; None for binary formats.
        dialect: Of delimited text, else None.
        sheet: The part of the file that was read, where it has several: a sheet, a member of an archive, or
            the key of the records.
        sheets: The first 100 parts that could be read instead.
        assumptions: What was assumed in reading, one sentence each; of delimited text the dialect tells.
        row_count: Data rows: no header, no notes.
        column_count: Columns.
        duplicate_row_count: Rows that equal an earlier one in all cells, as text.
        missing_cell_count: The sum of the columns' `null_count`.
        fingerprint: Hash of size and content samples, equal for equal files.
        is_exact: Whether `duplicate_row_count` was counted rather than estimated.
        relative_error: Standard error of the number of distinct rows, relative; 0 where exact.
        line_problem_count: Records that could not be read as the header promises.
        line_problems: The first 100 of them, by line; `datainsight convert --json` lists all.
    """

    name: str
    format: str
    size_bytes: int
    encoding: str | None = Field(default=None)
    dialect: Dialect | None = Field(default=None)
    sheet: str | None = Field(default=None)
    sheets: list[str] = Field(default_factory=list)
    assumptions: list[str] = Field(default_factory=list)
    row_count: int
    column_count: int
    duplicate_row_count: int
    missing_cell_count: int
    fingerprint: str
    is_exact: bool = Field(default=True)
    relative_error: float = Field(default=0.0)
    line_problem_count: int = Field(default=0)
    line_problems: list[LineProblem] = Field(default_factory=list)


class DatasetList(Reply):
    """A page of datasets, newest first."""

    datasets: list[Dataset]
    next_cursor: str | None


class DateFacts(Reply):
    """How dates lie in time.

    Attributes:
        granularity: The largest unit of which all values are whole: year, month, day, hour, minute, second,
            millisecond or microsecond.
        weekday_counts: Values on Monday … Sunday.
        step: Most frequent distance of neighbouring distinct values, in units of the granularity; None where
            the values were too many to know their neighbours, or are fewer than three.
        regular_share: Share of the distances that are one step.
        gap_count: Distances longer than a step; None where less than half of them are one step.
        longest_gap: The longest of them.
        time_zones: Values by their written zone: "none", "UTC" (also Z), or an offset such as "+02:00".
    """

    granularity: str
    weekday_counts: list[int] = Field(default_factory=list)
    step: int | None = Field(default=None)
    regular_share: float | None = Field(default=None)
    gap_count: int | None = Field(default=None)
    longest_gap: DateGap | None = Field(default=None)
    time_zones: dict[str, int] | None = Field(default=None)


class DateGap(Reply):
    """Two neighbouring moments, in ISO 8601, and how many units of the granularity lie between them.

    Attributes:
        after: The moment before the gap.
        before: The moment after it.
        units: From one to the other.
    """

    after: str
    before: str
    units: int


class DecisionRequest(Request):
    """Which repairs."""

    recommendation_ids: list[str]


class Deduction(Reply):
    """Points taken from 100 for one issue.

    Attributes:
        issue_id: The issue.
        points: Taken away, with two decimals.
        reason: In a sentence.
    """

    issue_id: str
    points: float
    reason: str


class DeliveryAttempt(Reply):
    """One try.

    Attributes:
        at: When.
        status_code: What the endpoint answered; None where it did not.
        error: Why it did not count as delivered; None where it did.
    """

    at: datetime
    status_code: int | None = Field(default=None)
    error: str | None = Field(default=None)


class DeliveryList(Reply):
    """The endpoint's deliveries of the last 30 days, newest first."""

    deliveries: list[WebhookDelivery]


class Dependency(Reply):
    """`determinant` decides `dependent`; `error` is the least share of rows to drop for that to be exact.

    Attributes:
        determinant: The deciding columns; none where the dependent is constant.
        dependent: The decided column.
        error: g3: least share of rows to drop (Kivinen & Mannila 1995); 0 where it holds.
    """

    determinant: list[str]
    dependent: str
    error: float
    is_exact: bool = Field(default=True)
    violating_row_count: int = Field(default=0)
    score: float | None = Field(default=None)


class DerivedColumn(Reply):
    """A column whose values follow from other columns in every row.

    Attributes:
        column: Its name.
        kind: "equal", "equal_but_notation" (case, white space, punctuation), "prefix", "suffix", "part",
            "linear" (`slope` times the source plus `intercept`), "sum" or "product" of two columns.
        sources: What it follows from.
        slope: Of a linear one.
        intercept: Of a linear one.
        is_exact: Whether all rows of the table confirm it, rather than a sample.
    """

    column: str
    kind: str
    sources: list[str]
    slope: float | None = Field(default=None)
    intercept: float | None = Field(default=None)
    is_exact: bool = Field(default=True)


class Dialect(Reply):
    """How the text of a delimited file becomes records.

    Attributes:
        delimiter: Text between two cells; one or more characters.
        quote: Character around a cell that may hold delimiters and line breaks; None where none is used.
        escape: Character before a quote inside a quoted cell; None where quotes are doubled.
        line_terminator: The line ending that most lines have.
        header_row: 0-based record number of the header after `skipped_lines`; None where there is no header.
        skipped_lines: Physical lines before the table (titles, comments, empty lines).
        confidence: 0..1, how much better this reading is than the second best one.
        assumptions: What was assumed, one sentence each, for people.
    """

    delimiter: str = Field(default=",")
    quote: str | None = Field(default='"')
    escape: str | None = Field(default=None)
    line_terminator: Literal["\n", "\r\n", "\r"] | str = Field(default="\n")
    header_row: int | None = Field(default=0)
    skipped_lines: int = Field(default=0)
    confidence: float = Field(default=1.0)
    assumptions: list[str] = Field(default_factory=list)


class DigitWidth(Reply):
    """How many values are exactly `width` digits (0-9), nothing else, and how many of them begin with 0.

    Attributes:
        width: Digits.
        count: Values of so many digits.
        leading_zero_count: Of these, the ones that begin with 0.
    """

    width: int
    count: int
    leading_zero_count: int = Field(default=0)


class Distributions(Reply):
    """How a column is distributed in both tables, to be drawn over each other.

    Attributes:
        labels: Values, or the lower edges of equally wide bins.
        old_shares: Of the old table's values, for each label.
        new_shares: The same of the new one.
        is_binned: Whether the labels are edges of bins.
    """

    labels: list[str]
    old_shares: list[float]
    new_shares: list[float]
    is_binned: bool


class Download(Reply):
    """A file to fetch.

    Attributes:
        kind: "cleaned", "changes", "quarantine", "undo" or "report".
        file_name: What to call it.
        media_type: What it is.
        size_bytes: How large.
        url: Presigned.
        expires_at: After that the URL is refused.
    """

    kind: str
    file_name: str
    media_type: str
    size_bytes: int
    url: str
    expires_at: datetime


class DuplicateRows(Reply):
    """Every row that equals an earlier row in all columns.

    Attributes:
        kind: "duplicate_rows".
    """

    kind: Literal["duplicate_rows"] = Field(default="duplicate_rows")


class EmailRequest(Request):
    """Whose password was forgotten."""

    email: str


class Entry(Reply):
    """Something behind a connection.

    Attributes:
        name: Its own name.
        kind: What it is.
        path: To look into it; None where there is nothing to look into.
        size_bytes: As stored there; None where that is not known.
        row_count: About; None where that is not known.
        modified_at: None where that is not known.
        source: To bring it over; None where that cannot be done.
    """

    name: str
    kind: EntryKind | str
    path: str | None = Field(default=None)
    size_bytes: int | None = Field(default=None)
    row_count: int | None = Field(default=None)
    modified_at: datetime | None = Field(default=None)
    source: ImportSource | None = Field(default=None)


class EntryList(Reply):
    """What lies at a path."""

    entries: list[Entry]
    next_cursor: str | None


class EstimateReply(Reply):
    """What to expect."""

    currency: str = Field(default="USD")
    cost: str
    seconds: int
    is_within_plan: bool
    is_within_budget: bool


class EstimateRequest(Request):
    """A file to come."""

    size_bytes: int
    goal: Goal | None = Field(default=None)
    sheet: str | None = Field(default=None)
    max_lhs: int | None = Field(default=None)


class ExportedAnalysis(Reply):
    """An analysis.

    Attributes:
        analysis_id: Its id.
        profile_url: Where to fetch what was found; None where it has no results.
    """

    analysis_id: str
    profile_url: str | None


class ExportedCleaning(Reply):
    """A repaired file.

    Attributes:
        cleaning_id: Its id.
        analysis_id: Whose repairs were made.
        downloads: The cleaned file and what goes with it; none where the cleaning did not end well.
    """

    cleaning_id: str
    analysis_id: str
    downloads: list[Download]


class ExportedConnection(Reply):
    """A connection that the person added, without its credentials."""

    connection_id: str
    workspace_id: str
    name: str
    target: Annotated[PostgresTarget | MongoTarget | S3Target | WebTarget, Field(discriminator="kind")]
    created_at: datetime


class ExportedDataset(Reply):
    """A file.

    Attributes:
        dataset_id: Its id.
        workspace_id: Where it is.
        name: File name.
        created_at: When it was announced.
        file_url: Where to fetch it; None where it never came.
        analyses: All of it.
        cleanings: Files that were repaired.
    """

    dataset_id: str
    workspace_id: str
    name: str
    created_at: datetime
    file_url: str | None
    analyses: list[ExportedAnalysis]
    cleanings: list[ExportedCleaning] = Field(default_factory=list)


class ExportedKey(Reply):
    """An API key that the person made; never the key itself."""

    key_id: str
    name: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class ExportedMute(Reply):
    """A rule of a workspace that the person owns."""

    kind: str | None = Field(default=None)
    column: str | None = Field(default=None)
    reason: str = Field(default="")
    mute_id: str
    created_at: datetime
    workspace_id: str


class ExportedWebhook(Reply):
    """An endpoint that the person added, without its secret."""

    webhook_id: str
    workspace_id: str
    url: str
    events: list[WebhookEvent | str]
    description: str
    created_at: datetime


class Fact(Reply):
    """One number or name that text may mention.

    Attributes:
        id: "f1", "f2", …; text refers to it as "{{f1}}".
        scope: "dataset", "column:<position>", "issue:<id>" or "quality".
        metric: What is measured, e.g. "null_count".
        value: The value.
        unit: "rows", "columns", "percent", "points", "characters", or "" for a plain number or name.
        is_exact: Whether it was counted or estimated.
    """

    id: str
    scope: str
    metric: str
    value: int | float | str
    unit: str = Field(default="")
    is_exact: bool = Field(default=True)


class FailureCause(Reply):
    """Why an analysis failed, readable. `code` is one of `services.failure_causes`."""

    code: str
    message: str
    stage: Stage | str | None = Field(default=None)


class FirstColumn(Reply):
    """A column, without any of its values.

    Attributes:
        name: As in the table.
        data_type: What its values are.
        semantic_type: What they mean, where that is known.
        is_pii: Whether it holds personal data.
        null_count: Rows without a value.
        distinct_count: Different values; estimated where there are many.
    """

    name: str
    data_type: DataType | str
    semantic_type: str | None
    is_pii: bool
    null_count: int
    distinct_count: int


class FirstResults(Reply):
    """Rows and columns, as soon as the shards are combined.

    Attributes:
        row_count: Of the table.
        column_count: Of the table.
        columns: The first thousand.
    """

    row_count: int
    column_count: int
    columns: list[FirstColumn]


class GarbledFacts(Reply):
    """Texts in UTF-8 that were read in another encoding.

    Attributes:
        count: Rows that hold one.
        characters: What the garbled sequences were meant to be, each once.
        is_clear: Whether none of the sequences could be meant as it stands.
        examples: Up to five values.
    """

    count: int
    characters: str
    is_clear: bool
    examples: list[str] = Field(default_factory=list)


class Health(Reply):
    """The API answers; it asks nothing of the stores, so that it costs nothing and wakes nobody."""

    status: str
    version: str


class Histogram(Reply):
    """Counts between edges; `len(edges) == len(counts) + 1`. The last bin includes its upper edge.

    Attributes:
        edges: Borders of the bins, ascending.
        counts: Values in each bin.
    """

    edges: list[float]
    counts: list[int]


class Import(Reply):
    """A table on its way over, or at its end."""

    import_id: str
    connection_id: str
    source: ImportSource
    goal: Goal | str
    status: ImportStatus | str
    size_bytes: int | None
    dataset_id: str | None
    analysis_id: str | None
    failure: FailureCause | None
    created_at: datetime
    updated_at: datetime


class ImportCommand(Request):
    """What to bring over."""

    source: ImportSource | None = Field(default=None)
    name: str = Field(default="")
    goal: Goal = Field(default="general_audit")


class ImportSource(Reply):
    """What is brought over: one of these; nothing for an address that is a file.

    Attributes:
        table: Of PostgreSQL, as `schema.name`; names with points or quotes in double quotes.
        query: Of PostgreSQL: one SELECT.
        collection: Of MongoDB.
        key: Of S3: an object, or with `/` at its end all objects below it as one table.
        path: For HTTP: behind the connection's address.
        sheet: Which part of a file, where it has several.
    """

    table: str | None = Field(default=None)
    query: str | None = Field(default=None)
    collection: str | None = Field(default=None)
    key: str | None = Field(default=None)
    path: str | None = Field(default=None)
    sheet: str | None = Field(default=None)


class Insight(Reply):
    """A headline, the story for an executive, and findings ordered by what matters.

    Attributes:
        headline: One sentence.
        story: A few sentences.
        findings: What matters most, first things first.
        facts: All that the sentences may cite.
        provider: Who wrote the words; "rules" is this program itself.
        model: The language model, None for the rules.
        prompt_version: Of the instructions the model was given, None for the rules.
        calls: Every call of a language model, in order, also those whose text was not taken.
    """

    headline: Sentence
    story: list[Sentence]
    findings: list[Sentence]
    facts: list[Fact]
    provider: Literal["rules", "anthropic", "bedrock", "openai"] | str = Field(default="rules")
    model: str | None = Field(default=None)
    prompt_version: str | None = Field(default=None)
    calls: list[ModelCall] = Field(default_factory=list)


class InvitationList(Reply):
    """Those that can still be accepted, newest first."""

    invitations: list[InvitationReply]


class InvitationReply(Reply):
    """An open invitation; its token is in the mail only."""

    invitation_id: str
    email: str
    role: AccountRole | str
    created_at: datetime
    expires_at: datetime


class InvitationRequest(Request):
    """Who is to join."""

    email: str
    role: RoleInput = Field(default="editor")


class Invoice(Reply):
    """A month in the shape of an invoice; the lines add up to the total."""

    workspace_id: str
    month: str
    currency: str = Field(default="USD")
    lines: list[InvoiceLine]
    total: str


class InvoiceLine(Reply):
    """One line."""

    description: str
    meter: Meter | str
    quantity: int
    amount: str


class Issue(Reply):
    """One problem.

    Attributes:
        id: Stable for the same table: "<kind>:<first column position or 'table'>[:<number>]".
        kind: The check that found it.
        dimension: What it harms.
        columns: The columns concerned; empty for the whole table.
        severity: For the goal of the analysis.
        affected_row_count: Rows (an estimate where the profile is not exact).
        message: One sentence with the evidence.
        examples: Up to five values, none from columns with personal data.
        recommendation_ids: The repairs on offer.
        selector: Which cells are meant.
        confidence: 0..1, the probability that a flagged cell is really wrong.
    """

    id: str
    kind: str
    dimension: Dimension | str
    columns: list[str]
    severity: Severity | str
    affected_row_count: int
    message: str
    examples: list[str] = Field(default_factory=list)
    recommendation_ids: list[str] = Field(default_factory=list)
    selector: Annotated[
        ValuesIn | Matching | OutsideRange | NotOfType | Contradicting | WholeColumn | DuplicateRows,
        Field(discriminator="kind"),
    ]
    confidence: float = Field(default=1.0)


class KeyList(Reply):
    """The workspace's keys, oldest first."""

    keys: list[KeysKey]


class KeyOverlap(Reply):
    """How many records both tables have, by the values of a key.

    Attributes:
        columns: The key, by its names in the new table.
        shared_count: Different keys in both.
        old_only_count: Different keys that are gone.
        new_only_count: Different keys that are new.
    """

    columns: list[str]
    shared_count: int
    old_only_count: int
    new_only_count: int


class KeyRequest(Request):
    """A key to come."""

    name: str
    mode: KeyMode = Field(default="live")
    scopes: list[Scope] | None = Field(default=None)
    days: int = Field(default=90)


class LanguageTrial(Reply):
    """The repair, written in another language and run on rows that it changes and rows that it does not.

    Attributes:
        language: "duckdb" (SQL) or "pandas".
        rows: Rows it was run on.
        outcome: Whether the same table came out.
    """

    language: str
    rows: int
    outcome: LanguageOutcome | str


class LineProblem(Reply):
    """A record that could not be read as the header promises.

    Attributes:
        line: 1-based physical line number where the record begins, counted within the shard's range
            while measuring and within the file once concluded.
        kind: What is wrong.
        found_cells: How many cells the record has.
        action: What the reader did about it.
    """

    line: int
    kind: (
        Literal[
            "too_few_cells",
            "too_many_cells",
            "unclosed_quote",
            "stray_quote",
            "undecodable_bytes",
            "nul_bytes",
            "invalid_json",
            "duplicate_keys",
            "unexpected_keys",
            "error_cell",
        ]
        | str
    )
    found_cells: int | None = Field(default=None)
    action: Literal["padded", "cut", "joined", "replaced", "removed", "skipped", "kept", "realigned"] | str


class LoginRequest(Request):
    """Who signs in."""

    email: str
    password: str
    session: SessionForm = Field(default="body")


class Matching(Reply):
    """Cells of a column whose text holds a match of `regex` (Rust syntax, unanchored); nulls never match.

    Attributes:
        kind: "matching".
        column: Its name.
        regex: What to find.
    """

    kind: Literal["matching"] = Field(default="matching")
    column: str
    regex: str


class Me(Reply):
    """Who asks, where they act, and where they could."""

    user: Account | None
    workspace_id: str
    role: AccountRole | str
    workspaces: list[WorkspaceMembership]


class Member(Reply):
    """Somebody who belongs to a workspace, as fellow members see them."""

    user_id: str
    email: str
    display_name: str
    role: AccountRole | str
    since: datetime


class MemberList(Reply):
    """Everybody who belongs to a workspace, longest first."""

    members: list[Member]


class Membership(Reply):
    """A workspace that a user belongs to."""

    workspace_id: str
    name: str
    role: AccountRole | str


class MissingTogether(Reply):
    """Which values are missing in the same rows.

    Attributes:
        is_exact: Whether all rows were looked at, rather than a sample.
    """

    patterns: list[NullPattern] = Field(default_factory=list)
    correlations: list[NullCorrelation] = Field(default_factory=list)
    is_exact: bool = Field(default=True)


class ModelCall(Reply):
    """One call of a language model, whether its text was taken or not: tokens are paid for either way.

    Attributes:
        provider: Who was asked.
        model: Its name there.
        outcome: How it ended.
        input_tokens: Tokens read, those from a cache included; 0 where nothing came back.
        output_tokens: Tokens written.
        cost_usd: By the list prices in `insight.prices`; None for a model without one.
    """

    provider: Literal["anthropic", "bedrock", "openai"] | str
    model: str
    outcome: CallOutcome | str
    input_tokens: int = Field(default=0)
    output_tokens: int = Field(default=0)
    cost_usd: float | None = Field(default=None)


class ModelTokens(Reply):
    """What a language model read and wrote.

    Attributes:
        input_tokens: Read.
        output_tokens: Written.
    """

    input_tokens: int = Field(default=0)
    output_tokens: int = Field(default=0)


class MongoTarget(Reply):
    """A database of MongoDB.

    Attributes:
        is_srv: Whether the host's name stands for several servers (`mongodb+srv`); there is no port then.
        auth_source: The database that knows the user, where that is another one.
        tls: Certificates are checked against public authorities; `off` as for PostgreSQL.
    """

    kind: Literal["mongodb"]
    host: str
    port: int = Field(default=27017)
    is_srv: bool = Field(default=False)
    database: str
    user: str | None = Field(default=None)
    auth_source: str | None = Field(default=None)
    tls: Literal["require", "off"] | str = Field(default="require")


class MultipartUpload(Reply):
    """Several requests, in any order and at once; the ETag header of each reply is needed to complete."""

    kind: Literal["multipart"] = Field(default="multipart")
    method: Literal["PUT"] = Field(default="PUT")
    upload_id: str
    part_size_bytes: int
    parts: list[UploadPart]
    expires_at: datetime


class Mute(Reply):
    """A rule of a workspace.

    Attributes:
        mute_id: UUID; the same kind and column always have the same.
        created_at: When.
    """

    kind: str | None = Field(default=None)
    column: str | None = Field(default=None)
    reason: str = Field(default="")
    mute_id: str
    created_at: datetime


class MuteList(Reply):
    """All rules, oldest first."""

    mutes: list[Mute]


class MuteRequest(Request):
    """Which issues: those of a kind, those about a column, or those of a kind about a column."""

    kind: str | None = Field(default=None)
    column: str | None = Field(default=None)
    reason: str = Field(default="")


class NearDuplicateExample(Reply):
    """Two rows that are equal but for notation: the columns that differ, and how each is spelled in both.

    Attributes:
        columns: That differ.
        spellings: Of the first and the second row, for each of them.
    """

    columns: list[str]
    spellings: list[tuple[str, str]] = Field(default_factory=list)


class NearDuplicates(Reply):
    """Rows that repeat another one but for case, white space and punctuation. Exact repeats count once.

    Attributes:
        status: "ok", or why there are no numbers.
        reason: The same in a sentence, else None.
        row_count: Rows that repeat another one but for notation.
        group_count: Groups of such rows.
        examples: A few pairs.
    """

    status: str = Field(default="ok")
    reason: str | None = Field(default=None)
    row_count: int | None = Field(default=None)
    group_count: int | None = Field(default=None)
    differing_columns: dict[str, int] | None = Field(default=None)
    examples: list[NearDuplicateExample] = Field(default_factory=list)


class NewKey(Reply):
    """The only reply that holds the key itself."""

    key_id: str
    name: str
    mode: KeyMode | str
    scopes: list[Scope | str]
    hint: str
    created_by: str | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    key: str


class NewWebhook(Reply):
    """The only reply that holds the secret."""

    webhook_id: str
    url: str
    events: list[WebhookEvent | str]
    description: str
    created_by: str | None
    created_at: datetime
    secret: str


class NotOfType(Reply):
    """Cells that are neither null (in any of the spellings) nor of the column's type.

    Attributes:
        kind: "not_of_type".
        column: Its name.
        data_type: Its type.
        null_spellings: Texts that say "no value".
    """

    kind: Literal["not_of_type"] = Field(default="not_of_type")
    column: str
    data_type: DataType | str
    null_spellings: list[str] = Field(default_factory=list)


class NotationCount(Reply):
    """How many values are written in one notation.

    Attributes:
        data_type: What the notation expresses.
        notation: Its name: "plain", "thousands_comma", "decimal_comma", "currency", "percent",
            a strptime format for dates and times, "true/false" for booleans, ….
        count: Rows.
        examples: Up to five values.
    """

    data_type: DataType | str
    notation: str
    count: int
    examples: list[str] = Field(default_factory=list)


class NullCorrelation(Reply):
    """How strongly two columns are missing together: the phi coefficient of their nulls.

    Attributes:
        left: A column.
        right: Another.
        value: Phi, -1..1.
    """

    left: str
    right: str
    value: float
    row_count: int


class NullPattern(Reply):
    """Columns that are missing in the same rows, and in how many rows these and no others are missing.

    Attributes:
        columns: Which are missing.
        row_count: In so many rows.
    """

    columns: list[str]
    row_count: int


class OfferedRecommendation(Reply):
    """A repair, and what somebody decided about it.

    Attributes:
        decision: None where nobody has decided.
    """

    id: str
    issue_id: str
    title: str
    rationale: str
    repair: RepairRecord
    is_default: bool
    is_safe: bool
    verification: Verification | None = Field(default=None)
    decision: Decision | str | None = Field(default=None)


class OrderRequest(Request):
    """In which order the repairs are to run; none is the analysis' own."""

    recommendation_ids: list[str]


class OutlierFacts(Reply):
    """Fences and how many values lie beyond them.

    Attributes:
        lower: Smaller numbers are outliers.
        upper: Larger numbers are.
        count: Values beyond the fences.
    """

    method: str
    lower: float
    upper: float
    count: int


class OutsideRange(Reply):
    """Cells of a column whose number lies below `lower` or above `upper`.

    Attributes:
        kind: "outside_range".
        column: Its name.
        lower: Smallest number that is meant to be.
        upper: Largest one.
    """

    kind: Literal["outside_range"] = Field(default="outside_range")
    column: str
    lower: float
    upper: float


class PartFacts(Reply):
    """Texts that hold several things each.

    Attributes:
        separator: What stands between two parts.
        parts: Parts of each text.
        share: Share of the values that are built so.
        distinct_counts: Different texts in each part.
        examples: Up to five values.
    """

    separator: str
    parts: int
    share: float
    distinct_counts: list[int]
    examples: list[str] = Field(default_factory=list)


class PartToSign(Request):
    """A piece to be sent."""

    number: int
    size_bytes: int


class Pattern(Reply):
    """A generalised shape of values, e.g. `999-99` with the regular expression `\\\\d{3}-\\\\d{2}`.

    Attributes:
        pattern: 9 for a digit, A and a for ASCII letters, x for other letters.
        regex: The same as a regular expression.
        count: Values of that shape.
        examples: A few of them.
    """

    pattern: str
    regex: str
    count: int
    examples: list[str] = Field(default_factory=list)


class PostgresTarget(Reply):
    """A database of PostgreSQL, read in a read-only transaction.

    Attributes:
        tls: `verify-full` also checks the server's certificate against public authorities; `off` is taken
            in networks only that the service's owner allows.
    """

    kind: Literal["postgresql"]
    host: str
    port: int = Field(default=5432)
    database: str
    user: str
    tls: Literal["require", "verify-full", "off"] | str = Field(default="require")


class Preferences(Reply):
    """How a user likes the product.

    Attributes:
        default_goal: What the web app proposes for an upload.
        theme: Of the web app.
        locale: Language tag (BCP 47) by which numbers and dates are written.
        time_zone: Name in the IANA database.
    """

    default_goal: Goal | str = Field(default="general_audit")
    theme: Theme | str = Field(default="system")
    locale: str = Field(default="en")
    time_zone: str = Field(default="UTC")


class PreferencesBody(Request):
    """All of them: what is left out gets its default."""

    default_goal: Goal = Field(default="general_audit")
    theme: Theme = Field(default="system")
    locale: str = Field(default="en")
    time_zone: str = Field(default="UTC")


class Problem(Reply):
    """RFC 9457 problem details.

    Attributes:
        type: Identifies the kind of problem.
        title: The kind in words.
        status: HTTP status.
        detail: What is wrong here and what to do about it.
        instance: The path that was asked for.
        code: The kind, for programs.
        request_id: To be told to support.
        errors: What is wrong with the request, one by one.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[ProblemError] | None = Field(default=None)


class ProblemError(Reply):
    """One thing that is wrong with a request.

    Attributes:
        detail: What.
        pointer: JSON Pointer (RFC 6901, as a URI fragment) into the body.
        parameter: Name of the path, query or header parameter.
    """

    detail: str
    pointer: str | None = Field(default=None)
    parameter: str | None = Field(default=None)


class ProfileDocument(Reply):
    """Facts, judgement, remedies and words about one table.

    Attributes:
        goal: What the table is for.
        issues: Judged problems.
        recommendations: Repairs on offer, in the order to apply them.
        quality: The score and what it lost.
        insight: The same in words; None where none were written.
    """

    schema_version: str = Field(default="1.0")
    dataset: DatasetFacts
    columns: list[ColumnProfile]
    correlations: list[Correlation] = Field(default_factory=list)
    keys: list[RelationsKey] = Field(default_factory=list)
    dependencies: list[Dependency] = Field(default_factory=list)
    relation_search: RelationSearch | None = Field(default=None)
    missing_together: MissingTogether | None = Field(default=None)
    derived_columns: list[DerivedColumn] = Field(default_factory=list)
    near_duplicates: NearDuplicates | None = Field(default=None)
    similar_rows: SimilarRows | None = Field(default=None)
    contradictions: list[Contradiction] = Field(default_factory=list)
    references: list[Reference] = Field(default_factory=list)
    anonymity: Anonymity | None = Field(default=None)
    personal_values: list[str] = Field(default_factory=list)
    goal: Goal | str = Field(default="general_audit")
    issues: list[Issue] = Field(default_factory=list)
    muted_issue_count: int = Field(default=0)
    recommendations: list[Recommendation] = Field(default_factory=list)
    quality: Quality
    insight: Insight | None = Field(default=None)


class ProviderList(Reply):
    """Who can be asked."""

    providers: list[Provider | str]


class Quality(Reply):
    """The score: 100 minus the sum of all deductions, exactly; points have two decimals.

    Attributes:
        score: 0..100.
        dimensions: 100 minus the deductions of that dimension's issues, at least 0.
        deductions: Largest first.
    """

    score: float
    dimensions: dict[str, float]
    deductions: list[Deduction]


class QuantityFacts(Reply):
    """Numbers with units, or durations.

    Attributes:
        kind: "duration" or "quantity".
        units: The units as written, most frequent first, up to 20; empty for durations.
        minimum: Smallest; seconds for durations, else in the unit. None where there are several units.
        maximum: Largest.
        mean: Arithmetic mean.
    """

    kind: str
    units: list[ValueCount] = Field(default_factory=list)
    minimum: float | None = Field(default=None)
    maximum: float | None = Field(default=None)
    mean: float | None = Field(default=None)


class Recommendation(Reply):
    """One repair for one issue, in the order they should be applied.

    Attributes:
        id: Stable: "<issue id>:<operation>".
        issue_id: The issue it resolves.
        title: What it does, in the imperative.
        rationale: Why, in one sentence.
        repair: The operation.
        is_default: Whether `code` and `clean` include it unasked: only safe repairs are.
        is_safe: Whether it can lose no information.
        verification: What running it showed.
    """

    id: str
    issue_id: str
    title: str
    rationale: str
    repair: RepairRecord
    is_default: bool
    is_safe: bool
    verification: Verification | None = Field(default=None)


class RecommendationList(Reply):
    """Repairs in the order they should be applied.

    Attributes:
        analysis_id: Of the analysis.
        recommendations: In its own order.
        order: Ids in the order that somebody wished, those that it does not name run last; empty for its own.
    """

    analysis_id: str
    order: list[str] | None = Field(default=None)
    recommendations: list[OfferedRecommendation]


class Reference(Reply):
    """A foreign key that the database declares, and the rows that it does not hold for.

    Attributes:
        columns: The referring columns.
        table: What they refer to, as schema.name.
        table_columns: The columns there, in the same order.
        is_validated: Whether the database says that all rows keep it; rows loaded with triggers off need not.
        absent_row_count: Rows that refer to no row; None where that could not be counted.
        absent: Their values, most rows first; up to 1,000 of them.
        reason: Why it could not be counted, else None.
    """

    columns: list[str]
    table: str
    table_columns: list[str]
    is_validated: bool
    absent_row_count: int | None
    absent: list[AbsentReference] = Field(default_factory=list)
    reason: str | None = Field(default=None)


class RefreshRequest(Request):
    """What the last reply held, or that the browser holds it."""

    refresh_token: str | None = Field(default=None)
    session: SessionForm = Field(default="body")


class RegisterRequest(Request):
    """An account to come."""

    email: str
    password: str
    display_name: str = Field(default="")


class RelationSearch(Reply):
    """How keys, dependencies and correlations were searched for.

    Attributes:
        status: "complete"; "limited" where something was left out; "estimated" where a sample was searched;
            "verified" where what the sample gave was counted on all rows; "not_computed".
        reason: What was left out, and why.
        row_count: Rows of the table.
        rows_examined: Rows that were compared.
        longest_determinant: Most columns in a key or determinant that were asked for.
        correlations_left_out: Which pairs of columns are not in `correlations`.
    """

    status: str
    reason: str | None = Field(default=None)
    row_count: int
    rows_examined: int
    longest_determinant: int
    correlations_left_out: str | None = Field(default=None)


class RepairRecord(Reply):
    """A repair as stored: `repairs.registry.load` turns it into the typed operation and back.

    Attributes:
        operation: Name in the catalogue, e.g. "trim_whitespace".
        parameters: The operation's own fields as JSON.
    """

    operation: str
    parameters: dict[str, JsonValue]


class ReportRequest(Request):
    """Which report."""

    analysis_id: UUID
    format: ReportFormat = Field(default="pdf")


class ResetRequest(Request):
    """Another password."""

    token: str
    password: str


class RoleRequest(Request):
    """What a member may do from now on."""

    role: RoleInput


class S3Target(Reply):
    """A bucket of Amazon S3, or what lies below a prefix of it.

    Attributes:
        access: `role`: the service assumes a role of yours, which trusts it with the workspace's id as
            external id; `keys`: an access key; `public`: nobody in particular.
        role_arn: For `role`; its name begins with "DataInsight".
    """

    kind: Literal["s3"]
    bucket: str
    prefix: str = Field(default="")
    region: str = Field(default="us-east-1")
    access: Literal["role", "keys", "public"] | str = Field(default="role")
    role_arn: str | None = Field(default=None)


class SchemaChange(Reply):
    """One change of the columns.

    Attributes:
        kind: What happened.
        column: The name in the new table; in the old one where the column is gone.
        old: The former name or type, where there was one.
        new: The present name or type, where there is one.
        confidence: 0..1; below 1 where a new name was guessed.
    """

    kind: SchemaChangeKind | str
    column: str
    old: str | None = Field(default=None)
    new: str | None = Field(default=None)
    confidence: float = Field(default=1.0)


class Script(Reply):
    """A runnable script.

    Attributes:
        language: What it is written in.
        dialect: For SQL, whose.
        file_name: What to call it.
        code: The whole text.
        recommendation_ids: The repairs it makes, in order.
        withheld_recommendation_ids: Repairs that were asked for but left out, because their code would
            spell out values of a column with personal data.
        left_out: Why repairs that were asked for are not made, by their ids: they contradict another one.
        moved: Why repairs are made earlier than the given order says, by their ids.
    """

    language: Language | str
    dialect: SqlDialect | str | None
    file_name: str
    code: str
    recommendation_ids: list[str]
    withheld_recommendation_ids: list[str]
    left_out: dict[str, str] | None = Field(default=None)
    moved: dict[str, str] | None = Field(default=None)


class Sentence(Reply):
    """`template` holds placeholders and no digits of its own; `text` is what people read.

    Attributes:
        template: With placeholders such as `{{f12}}`.
        text: With the facts in their place.
        fact_ids: The facts it cites.
    """

    template: str
    text: str
    fact_ids: list[str]


class SignReply(Reply):
    """Where to send the pieces, by PUT."""

    parts: list[SignedPart]
    expires_at: datetime


class SignRequest(Request):
    """Pieces of an unfinished upload."""

    upload_id: str
    parts: list[PartToSign]


class SignedPart(Reply):
    """Where to send a piece."""

    number: int
    url: str


class SimilarPair(Reply):
    """Two rows that seem to speak of one thing, though they are not equal.

    Attributes:
        kind: How they differ.
        first: The texts of the one row in the columns that tell rows apart.
        second: Those of the other row.
        columns: That differ.
        spellings: Of the first and the second row, for each of them.
    """

    kind: Literal["renumbered", "respelled", "completed"] | str
    first: list[str]
    second: list[str]
    columns: list[str] = Field(default_factory=list)
    spellings: list[tuple[str, str]] = Field(default_factory=list)


class SimilarRows(Reply):
    """Rows that seem to speak of the same thing as another one. Those equal but for notation are not counted.

    Attributes:
        status: "ok", or why there are no numbers.
        reason: The same in a sentence, else None.
        renumbered_row_count: Rows that repeat another one in everything but running numbers.
        similar_row_count: Rows that repeat another one but for slips, other spellings or missing cells.
        columns: Columns by whose texts the rows of `pairs` are found.
        pairs: The surest ones.
    """

    status: str = Field(default="ok")
    reason: str | None = Field(default=None)
    renumbered_row_count: int | None = Field(default=None)
    similar_row_count: int | None = Field(default=None)
    columns: list[str] = Field(default_factory=list)
    pairs: list[SimilarPair] = Field(default_factory=list)


class SingleUpload(Reply):
    """One request that carries the whole file.

    Attributes:
        url: Presigned; good for exactly the announced number of bytes.
        headers: To be sent as they are.
        expires_at: After that the URL is refused.
    """

    kind: Literal["single"] = Field(default="single")
    method: Literal["PUT"] = Field(default="PUT")
    url: str
    headers: dict[str, str] | None = Field(default=None)
    expires_at: datetime


class StartRequest(Request):
    """What to analyse, and what for."""

    dataset_id: UUID
    goal: Goal | None = Field(default=None)
    sheet: str | None = Field(default=None)
    max_lhs: int | None = Field(default=None)


class SuspectValue(Reply):
    """A text of a column that is probably wrong.

    Attributes:
        value: As it stands.
        count: Rows that hold it.
        oddity: What is odd about it.
        usual: What was probably meant; None where nothing suggests it.
        usual_count: Rows that hold that, or the word that was meant; 0 where it is known from elsewhere.
        probability: That it is wrong, 0..1, as estimated from the column itself.
        is_clear: Whether `usual` is far likelier than every other text.
    """

    value: str
    count: int
    oddity: (
        Literal[
            "misspelled",
            "misspelled_word",
            "unknown_word",
            "cut_off",
            "stray_marks",
            "variant",
            "far_number",
            "odd_shape",
            "outside_domain",
            "repeated",
            "residue",
        ]
        | str
    )
    usual: str | None = Field(default=None)
    usual_count: int = Field(default=0)
    probability: float
    is_clear: bool = Field(default=False)


class Table(Request):
    """One of both: an analysis, or a dataset for its latest analysis."""

    analysis_id: UUID | None = Field(default=None)
    dataset_id: UUID | None = Field(default=None)


class TextFacts(Reply):
    """Lengths of the non-null values, in characters.

    Attributes:
        minimum_length: Of the shortest value.
        maximum_length: Of the longest.
        mean_length: All characters by all values.
        empty_after_trim_count: Values of white space only.
    """

    minimum_length: int
    maximum_length: int
    mean_length: float
    empty_after_trim_count: int = Field(default=0)
    padded_count: int = Field(default=0)
    doubled_count: int = Field(default=0)
    invisible_count: int = Field(default=0)
    length_quantiles: dict[str, float] | None = Field(default=None)
    length_histogram: Histogram | None = Field(default=None)
    character_classes: list[CharacterClass] = Field(default_factory=list)


class TokenReply(Reply):
    """A signed-in client's tokens (in the words of RFC 6749)."""

    access_token: str
    token_type: str = Field(default="Bearer")
    expires_in: int
    refresh_token: str | None


class TypeCount(Reply):
    """How many values read as one type, whatever the column's type is.

    Attributes:
        data_type: What the values say by themselves.
        count: Rows.
        examples: Up to five of them.
    """

    data_type: DataType | str
    count: int
    examples: list[str] = Field(default_factory=list)


class UploadPart(Reply):
    """One piece of a large file: `size_bytes` bytes from `number - 1` times the part size, by PUT."""

    number: int
    url: str
    size_bytes: int


class UploadReply(Reply):
    """Where to send the file, and what comes then."""

    dataset_id: str
    upload: Annotated[SingleUpload | MultipartUpload, Field(discriminator="kind")]
    next: str


class UploadRequest(Request):
    """A file to come."""

    name: str
    size_bytes: int
    content_type: str | None = Field(default=None)
    goal: Goal = Field(default="general_audit")
    sheet: str | None = Field(default=None)
    max_lhs: int | None = Field(default=None)
    sha256: str | None = Field(default=None)


class UsageReport(Reply):
    """A month's sums; money in US dollars with six decimals, as text."""

    month: str
    plan: WorkspacePlan | str
    currency: str = Field(default="USD")
    spent: str
    committed: str
    budget: str | None
    daily_bytes: int | None
    quantities: dict[str, int]
    tokens_by_model: dict[str, ModelTokens]


class User(Reply):
    """A person whose e-mail address was verified."""

    user_id: str
    email: str
    display_name: str
    created_at: datetime


class ValueChange(Reply):
    """A value before and after a repair; None is null.

    Attributes:
        before: In the table.
        after: In the repaired one.
    """

    before: str | None
    after: str | None


class ValueCount(Reply):
    """A value as it stands in the file, and how many rows hold it.

    Attributes:
        value: The text.
        count: Rows.
    """

    value: str
    count: int


class ValuesIn(Reply):
    """Cells of a column whose text is one of `values` ("" is the empty cell).

    `confidences` says for each of them how sure it is that such a cell is wrong; where it is empty, the
    confidence of the issue holds for all.

    Attributes:
        kind: "values_in".
        column: Its name.
        values: The texts.
        confidences: One for each text, or none.
    """

    kind: Literal["values_in"] = Field(default="values_in")
    column: str
    values: list[str]
    confidences: list[float] = Field(default_factory=list)


class Verification(Reply):
    """The result of running one repair on the user's data.

    Attributes:
        status: Whether it may be offered.
        rows_checked: Rows it was run on.
        is_sample: Whether those were fewer than all rows: the first 20,000 of a table of more than 50,000.
            Repairs that work row by row are tried on all rows then by the service and `profile --all-rows`.
        cells_changed: Cells that differ afterwards, in the repair's own columns.
        rows_removed: Rows that are gone afterwards.
        rows_added: Rows that there are more, where entries of lists became rows.
        issue_count_before: Cells or rows the issue's selector finds before.
        issue_count_after: The same afterwards.
        examples: A few different values before and after.
        score_before: The table's score with all its issues.
        score_after: What the score would be with as much of this issue as is left.
        reason: Why it is refused, else None.
        languages: The same in the other languages that could be run where it was tried.
        seconds: How long trying it took; only the service's list of repairs says so: documents are the same
            however often they are made, and have None.
        builds_on: Recommendations whose repairs were made before it in the trial; alone it resolved nothing.
    """

    status: VerificationStatus | str
    rows_checked: int = Field(default=0)
    is_sample: bool = Field(default=False)
    cells_changed: int = Field(default=0)
    rows_removed: int = Field(default=0)
    rows_added: int = Field(default=0)
    issue_count_before: int = Field(default=0)
    issue_count_after: int = Field(default=0)
    examples: list[ValueChange] = Field(default_factory=list)
    score_before: float | None = Field(default=None)
    score_after: float | None = Field(default=None)
    reason: str | None = Field(default=None)
    languages: list[LanguageTrial] = Field(default_factory=list)
    seconds: float | None = Field(default=None)
    builds_on: list[str] = Field(default_factory=list)


class VerifyRequest(Request):
    """The proof of an address."""

    token: str
    password: str
    session: SessionForm = Field(default="body")


class WebTarget(Reply):
    """A file behind an address, or several below it.

    Attributes:
        url: Without credentials: those are given apart.
    """

    kind: Literal["http"]
    url: str


class Webhook(Reply):
    """An endpoint."""

    webhook_id: str
    url: str
    events: list[WebhookEvent | str]
    description: str
    created_by: str | None
    created_at: datetime


class WebhookDelivery(Reply):
    """A message on its way, or at its end."""

    delivery_id: str
    message_id: str
    type: WebhookEvent | str
    status: DeliveryStatus | str
    data: dict[str, JsonValue]
    created_at: datetime
    attempts: list[DeliveryAttempt]


class WebhookList(Reply):
    """The workspace's endpoints, oldest first."""

    webhooks: list[Webhook]


class WebhookRequest(Request):
    """An endpoint to come."""

    url: str
    events: list[WebhookEvent]
    description: str = Field(default="")


class WholeColumn(Reply):
    """The column as such, no cell in particular.

    Attributes:
        kind: "whole_column".
        column: Its name.
    """

    kind: Literal["whole_column"] = Field(default="whole_column")
    column: str


class WorkspaceList(Reply):
    """The caller's workspaces."""

    workspaces: list[WorkspaceMembership]


class WorkspaceMembership(Reply):
    """A workspace of the caller's."""

    workspace_id: str
    name: str
    role: AccountRole | str


class WorkspaceRequest(Request):
    """A workspace to come."""

    name: str


class RelationsKey(Reply):
    """A minimal set of columns whose values identify a row; null equals null.

    Attributes:
        columns: Their names.
    """

    columns: list[str]
    is_exact: bool = Field(default=True)


class KeysKey(Reply):
    """What can be shown of a key."""

    key_id: str
    name: str
    mode: KeyMode | str
    scopes: list[Scope | str]
    hint: str
    created_by: str | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
