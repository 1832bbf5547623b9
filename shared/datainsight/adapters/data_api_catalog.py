"""Datasets, analyses and their outcomes in PostgreSQL, through the RDS Data API.

Statements name the workspace nowhere but on insert: row-level security does. Timestamps are bound without
a zone (the Data API has no other), so each says AT TIME ZONE 'UTC'.
"""

import base64
import json
import uuid
from datetime import datetime

from datainsight.adapters.data_api import DataApi, Json, Row, Transaction, moment
from datainsight.errors import NotFoundError, UsageError
from datainsight.models.analysis import (
    AnalysisOptions,
    AnalysisReference,
    DatasetStatus,
    FailureCause,
    StoredDataset,
)
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.upload import WorkspacePlan
from datainsight.services.ports import DatasetPage, StoredObject

_COLUMNS = (
    "id, workspace_id, name, object_key, size_bytes, etag, status, goal, latest_analysis_id,"
    " parent_dataset_id, created_by, options,"
    " created_at AT TIME ZONE 'UTC' AS created_at"
)


class DataApiCatalog:
    """Implements `services.ports.Catalog`."""

    def __init__(self, data_api: DataApi) -> None:
        self._data_api = data_api

    def plan_of(self, workspace_id: str) -> WorkspacePlan:
        """What the workspace pays for."""
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute("SELECT plan FROM workspaces")
        if not rows:
            raise NotFoundError("There is no such workspace.", where=workspace_id)
        return WorkspacePlan(rows[0]["plan"])

    def add_dataset(self, dataset: StoredDataset) -> None:
        """Stores a new dataset."""
        with self._data_api.transaction(dataset.workspace_id) as transaction:
            transaction.execute(
                "INSERT INTO datasets (id, workspace_id, name, object_key, status, goal, created_at,"
                " parent_dataset_id, created_by, options)"
                " VALUES (:id, :workspace_id, :name, :object_key, :status, :goal,"
                " :created_at AT TIME ZONE 'UTC', CAST(:parent_dataset_id AS uuid),"
                " CAST(:created_by AS uuid), CAST(:options AS jsonb))",
                id=uuid.UUID(dataset.dataset_id),
                workspace_id=uuid.UUID(dataset.workspace_id),
                name=dataset.name,
                object_key=dataset.object_key,
                status=dataset.status.value,
                goal=dataset.goal.value,
                created_at=dataset.created_at,
                parent_dataset_id=dataset.parent_dataset_id,
                created_by=dataset.created_by,
                options=_options(dataset),
            )

    def dataset(self, workspace_id: str, dataset_id: str) -> StoredDataset | None:
        """One dataset."""
        key = _uuid(dataset_id)
        if key is None:
            return None
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute(f"SELECT {_COLUMNS} FROM datasets WHERE id = :id", id=key)  # noqa: S608 - constant text
        return _dataset(rows[0]) if rows else None

    def datasets(self, workspace_id: str, *, limit: int, cursor: str | None) -> DatasetPage:
        """Newest first; the cursor holds the sort key of the last row that was seen."""
        before = position_of(cursor) if cursor is not None else None
        after = "WHERE (created_at, id) < (:created_at AT TIME ZONE 'UTC', :id)" if before else ""
        parameters: dict[str, object] = {"created_at": before[0], "id": before[1]} if before else {}
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute(
                f"SELECT {_COLUMNS} FROM datasets {after}"  # noqa: S608 - constant text
                " ORDER BY datasets.created_at DESC, id DESC LIMIT :limit",
                **parameters,
                limit=limit + 1,
            )
        found = tuple(_dataset(row) for row in rows[:limit])
        return DatasetPage(
            found, cursor_at(found[-1].created_at, found[-1].dataset_id) if len(rows) > limit else None
        )

    def mark_uploaded(self, workspace_id: str, dataset_id: str, stored: StoredObject) -> None:
        """The file is there."""
        with self._data_api.transaction(workspace_id) as transaction:
            transaction.execute(
                "UPDATE datasets SET status = :status, size_bytes = :size_bytes, etag = :etag WHERE id = :id",
                status=DatasetStatus.UPLOADED.value,
                size_bytes=stored.size_bytes,
                etag=stored.etag,
                id=uuid.UUID(dataset_id),
            )

    def delete_dataset(self, workspace_id: str, dataset_id: str) -> None:
        """Deletes a dataset; its analyses go with it by foreign key."""
        with self._data_api.transaction(workspace_id) as transaction:
            transaction.execute("DELETE FROM datasets WHERE id = :id", id=uuid.UUID(dataset_id))

    def analysis_ids(self, workspace_id: str, dataset_id: str) -> tuple[str, ...]:
        """All analyses of a dataset."""
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute(
                "SELECT id FROM analyses WHERE dataset_id = :dataset_id ORDER BY started_at, id",
                dataset_id=uuid.UUID(dataset_id),
            )
        return tuple(str(row["id"]) for row in rows)

    def begin_analysis(self, analysis: AnalysisReference, attempt: int, at: datetime) -> None:
        """Stores a running analysis as the latest of its dataset."""
        with self._data_api.transaction(analysis.workspace_id) as transaction:
            _begin(transaction, analysis, attempt, at)
            transaction.execute(
                "UPDATE datasets SET latest_analysis_id = :analysis_id WHERE id = :dataset_id",
                analysis_id=uuid.UUID(analysis.analysis_id),
                dataset_id=uuid.UUID(analysis.dataset_id),
            )

    def complete_analysis(self, analysis: AnalysisReference, document: ProfileDocument, at: datetime) -> None:
        """Stores the outcome in one transaction; the second time it replaces what the first one stored."""
        with self._data_api.transaction(analysis.workspace_id) as transaction:
            transaction.execute(
                "UPDATE analyses SET status = 'completed', failure = NULL,"
                " completed_at = :at AT TIME ZONE 'UTC', quality_score = :quality_score,"
                " row_count = :row_count, column_count = :column_count, issue_count = :issue_count"
                " WHERE id = :id AND status <> 'cancelled'",
                id=uuid.UUID(analysis.analysis_id),
                at=at,
                quality_score=document.quality.score,
                row_count=document.dataset.row_count,
                column_count=document.dataset.column_count,
                issue_count=len(document.issues),
            )
            _save_insight(transaction, analysis, document, at)
            transaction.execute(
                "DELETE FROM column_profiles WHERE analysis_id = :analysis_id",
                analysis_id=uuid.UUID(analysis.analysis_id),
            )
            transaction.execute_many(
                "INSERT INTO column_profiles (analysis_id, workspace_id, position, name, data_type, role,"
                " semantic_type, is_pii, null_count, distinct_count, is_exact) VALUES (:analysis_id,"
                " :workspace_id, :position, :name, :data_type, :role, :semantic_type, :is_pii, :null_count,"
                " :distinct_count, :is_exact)",
                _column_rows(analysis, document),
            )

    def fail_analysis(
        self, analysis: AnalysisReference, attempt: int, cause: FailureCause, at: datetime
    ) -> None:
        """Stores a failure; the progress store has decided that it is one."""
        with self._data_api.transaction(analysis.workspace_id) as transaction:
            _begin(transaction, analysis, attempt, at)
            transaction.execute(
                "UPDATE analyses SET status = 'failed', failure = CAST(:failure AS jsonb),"
                " completed_at = :at AT TIME ZONE 'UTC' WHERE id = :id AND status <> 'cancelled'",
                id=uuid.UUID(analysis.analysis_id),
                failure=Json(cause.model_dump(mode="json")),
                at=at,
            )
            # A failure that nothing began is the latest only where it is the first, or tries again what is.
            transaction.execute(
                "UPDATE datasets SET latest_analysis_id = :id WHERE id = :dataset_id"
                " AND (latest_analysis_id IS NULL OR EXISTS (SELECT 1 FROM analyses AS earlier"
                " WHERE earlier.id = latest_analysis_id AND earlier.etag = :etag"
                " AND earlier.goal = :goal AND earlier.attempt < :attempt))",
                **_identity(analysis, attempt),
            )


def _begin(transaction: Transaction, analysis: AnalysisReference, attempt: int, at: datetime) -> None:
    """Stores a running analysis where there is none.

    The upload's event and a request may do so at the same moment. The conflict names no column: of a table
    with two unique constraints PostgreSQL would raise for the one that is not named.
    """
    transaction.execute(
        "INSERT INTO analyses (id, workspace_id, dataset_id, goal, etag, attempt, status, started_at)"
        " SELECT :id, workspace_id, id, :goal, :etag, :attempt, 'running', :at AT TIME ZONE 'UTC'"
        " FROM datasets WHERE id = :dataset_id ON CONFLICT DO NOTHING",
        **_identity(analysis, attempt),
        at=at,
    )


def _identity(analysis: AnalysisReference, attempt: int) -> dict[str, object]:
    return {
        "id": uuid.UUID(analysis.analysis_id),
        "dataset_id": uuid.UUID(analysis.dataset_id),
        "goal": analysis.goal.value,
        "etag": analysis.etag,
        "attempt": attempt,
    }


def _save_insight(
    transaction: Transaction, analysis: AnalysisReference, document: ProfileDocument, at: datetime
) -> None:
    if document.insight is None:
        return
    transaction.execute(
        "INSERT INTO insights (analysis_id, workspace_id, headline, story, provider, model, created_at)"
        " VALUES (:analysis_id, :workspace_id, :headline, CAST(:story AS jsonb), :provider, :model,"
        " :at AT TIME ZONE 'UTC') ON CONFLICT (analysis_id) DO UPDATE SET headline = excluded.headline,"
        " story = excluded.story, provider = excluded.provider, model = excluded.model",
        analysis_id=uuid.UUID(analysis.analysis_id),
        workspace_id=uuid.UUID(analysis.workspace_id),
        headline=document.insight.headline.text,
        story=Json([sentence.text for sentence in document.insight.story]),
        provider=document.insight.provider,
        model=document.insight.model,
        at=at,
    )


def _column_rows(analysis: AnalysisReference, document: ProfileDocument) -> list[dict[str, object]]:
    return [
        {
            "analysis_id": uuid.UUID(analysis.analysis_id),
            "workspace_id": uuid.UUID(analysis.workspace_id),
            "position": column.position,
            "name": column.name,
            "data_type": column.data_type.value,
            "role": column.role.value,
            "semantic_type": column.semantic_type,
            "is_pii": column.is_pii,
            "null_count": column.null_count,
            "distinct_count": column.distinct_count,
            "is_exact": column.is_exact,
        }
        for column in document.columns
    ]


def _dataset(row: Row) -> StoredDataset:
    return StoredDataset(
        dataset_id=str(row["id"]),
        workspace_id=str(row["workspace_id"]),
        name=row["name"],
        object_key=row["object_key"],
        size_bytes=row["size_bytes"],
        etag=row["etag"],
        status=DatasetStatus(row["status"]),
        created_at=moment(row["created_at"]),
        latest_analysis_id=str(row["latest_analysis_id"]) if row["latest_analysis_id"] else None,
        goal=Goal(row["goal"]),
        parent_dataset_id=str(row["parent_dataset_id"]) if row["parent_dataset_id"] else None,
        created_by=str(row["created_by"]) if row["created_by"] else None,
        options=AnalysisOptions.model_validate_json(row["options"]) if row["options"] else AnalysisOptions(),
    )


def _options(dataset: StoredDataset) -> str | None:
    return dataset.options.model_dump_json() if dataset.options != AnalysisOptions() else None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def cursor_at(at: datetime, row_id: str) -> str:
    """Says where in a list that is sorted by time, then id, a page ended."""
    text = json.dumps([at.isoformat(), row_id])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def position_of(cursor: str) -> tuple[datetime, uuid.UUID]:
    """What `cursor_at` was given.

    Raises:
        UsageError: It is no such cursor.
    """
    try:
        at, row_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return datetime.fromisoformat(at), uuid.UUID(row_id)
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(
            "This is no cursor of this list.", where="cursor", remedy="Take next_cursor of the page before."
        ) from error
