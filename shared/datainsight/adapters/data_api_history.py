"""Lists of analyses in PostgreSQL, through the RDS Data API."""

import json
import uuid
from datetime import datetime

from datainsight.adapters.data_api import DataApi, Row, moment
from datainsight.adapters.data_api_catalog import cursor_at, position_of
from datainsight.models.analysis import AnalysisStatus, AnalysisSummary, FailureCause
from datainsight.models.issue import Goal
from datainsight.services.ports import AnalysisPage

_COLUMNS = (
    "analyses.id, dataset_id, datasets.name, analyses.goal, analyses.status, failure, quality_score,"
    " row_count, column_count, issue_count, started_at AT TIME ZONE 'UTC' AS started_at,"
    " completed_at AT TIME ZONE 'UTC' AS completed_at"
)


class DataApiHistory:
    """Implements `services.ports.AnalysisHistory`."""

    def __init__(self, data_api: DataApi) -> None:
        self._data_api = data_api

    def page(
        self, workspace_id: str, *, dataset_id: str | None, limit: int, cursor: str | None
    ) -> AnalysisPage:
        """Newest first; the cursor holds the sort key of the last row that was seen."""
        conditions = ["true"]
        parameters: dict[str, object] = {}
        if dataset_id is not None:
            conditions.append("dataset_id = :dataset_id")
            parameters["dataset_id"] = uuid.UUID(dataset_id)
        if cursor is not None:
            conditions.append("(started_at, analyses.id) < (:started_at AT TIME ZONE 'UTC', :id)")
            parameters["started_at"], parameters["id"] = position_of(cursor)
        with self._data_api.transaction(workspace_id) as transaction:
            rows = transaction.execute(
                f"SELECT {_COLUMNS} FROM analyses JOIN datasets ON datasets.id = dataset_id"  # noqa: S608 - constant text
                f" WHERE {' AND '.join(conditions)}"
                " ORDER BY analyses.started_at DESC, analyses.id DESC LIMIT :limit",
                **parameters,
                limit=limit + 1,
            )
        found = tuple(_summary(row) for row in rows[:limit])
        is_last = len(rows) <= limit
        return AnalysisPage(
            found, None if is_last else cursor_at(found[-1].started_at, found[-1].analysis_id)
        )

    def cancel(self, workspace_id: str, analysis_id: str, at: datetime) -> None:
        """The progress store has decided; here it is written down."""
        with self._data_api.transaction(workspace_id) as transaction:
            transaction.execute(
                "UPDATE analyses SET status = 'cancelled', completed_at = :at AT TIME ZONE 'UTC',"
                " failure = NULL, quality_score = NULL, row_count = NULL, column_count = NULL,"
                " issue_count = NULL WHERE id = :id",
                at=at,
                id=uuid.UUID(analysis_id),
            )


def _summary(row: Row) -> AnalysisSummary:
    return AnalysisSummary(
        analysis_id=str(row["id"]),
        dataset_id=str(row["dataset_id"]),
        dataset_name=row["name"],
        goal=Goal(row["goal"]),
        status=AnalysisStatus(row["status"]),
        started_at=moment(row["started_at"]),
        completed_at=moment(row["completed_at"]) if row["completed_at"] else None,
        quality_score=row["quality_score"],
        row_count=row["row_count"],
        column_count=row["column_count"],
        issue_count=row["issue_count"],
        failure=FailureCause.model_validate(json.loads(row["failure"])) if row["failure"] else None,
    )
