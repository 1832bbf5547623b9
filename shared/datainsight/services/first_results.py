"""What is known of a table while its repairs are still tried and its words written."""

from datainsight.errors import AnalysisRunningError, NotFoundError
from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument
from datainsight.models.profile import DataType
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, ObjectStore

MOST_COLUMNS = 1000


class FirstColumn(Frozen):
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
    data_type: DataType
    semantic_type: str | None
    is_pii: bool
    null_count: int
    distinct_count: int


class FirstResults(Frozen):
    """Rows and columns, as soon as the shards are combined.

    Attributes:
        row_count: Of the table.
        column_count: Of the table.
        columns: The first thousand.
    """

    row_count: int
    column_count: int
    columns: tuple[FirstColumn, ...]


def first_results(
    analysis_id: str, *, workspace_id: str, analyses: AnalysisStore, objects: ObjectStore
) -> FirstResults:
    """Reads what `combine` has left.

    Raises:
        NotFoundError: The workspace has no such analysis.
        AnalysisRunningError: Its shards are not combined yet.
    """
    if analyses.get(workspace_id, analysis_id) is None:
        raise NotFoundError("There is no such analysis.", where=analysis_id)
    key = object_keys.assessed_key_in(workspace_id, analysis_id)
    if objects.find(key) is None:
        raise AnalysisRunningError(
            "Nothing is known of the columns yet.", remedy="Ask for the status until it is past combine."
        )
    document = ProfileDocument.model_validate_json(objects.get(key))
    return FirstResults(
        row_count=document.dataset.row_count,
        column_count=document.dataset.column_count,
        columns=tuple(
            FirstColumn(
                name=column.name,
                data_type=column.data_type,
                semantic_type=column.semantic_type,
                is_pii=column.is_pii,
                null_count=column.null_count,
                distinct_count=column.distinct_count,
            )
            for column in document.columns[:MOST_COLUMNS]
        ),
    )
