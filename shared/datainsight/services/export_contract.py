"""A data contract that an analysed table passes today."""

from typing import Literal, NamedTuple

from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument
from datainsight.services import object_keys
from datainsight.services.analysis_results import finished
from datainsight.services.ports import AnalysisStore, ObjectStore

ContractFormat = Literal[
    "odcs", "pandera", "dbt", "great-expectations", "soda", "json-schema", "sql-ddl", "dqdl"
]


class _File(NamedTuple):
    name: str
    media_type: str


FILES: dict[ContractFormat, _File] = {
    "odcs": _File("contract.odcs.yaml", "application/yaml"),
    "pandera": _File("contract_pandera.py", "text/x-python"),
    "dbt": _File("schema.yml", "application/yaml"),
    "great-expectations": _File("expectations.json", "application/json"),
    "soda": _File("checks.yml", "application/yaml"),
    "json-schema": _File("rows.schema.json", "application/schema+json"),
    "sql-ddl": _File("create_table.sql", "application/sql"),
    "dqdl": _File("rules.dqdl", "text/plain"),
}
"""What a contract is called on a disk, by format."""


class Contract(Frozen):
    """A contract as text.

    Attributes:
        format: Whose language it is in.
        file_name: What to call it.
        media_type: What it is.
        content: The whole text.
    """

    format: ContractFormat
    file_name: str
    media_type: str
    content: str


def export_contract(
    analysis_id: str,
    kind: ContractFormat,
    *,
    workspace_id: str,
    analyses: AnalysisStore,
    objects: ObjectStore,
) -> Contract:
    """Writes a contract from the masked profile.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
    """
    from datainsight.reporting.contracts import to_contract  # noqa: PLC0415 - YAML, for who wants a contract

    finished(analysis_id, workspace_id=workspace_id, analyses=analyses)
    document = ProfileDocument.model_validate_json(
        objects.get(object_keys.profile_key(workspace_id, analysis_id))
    )
    file = FILES[kind]
    return Contract(
        format=kind,
        file_name=file.name,
        media_type=file.media_type,
        content=to_contract(document, kind),
    )
