"""A data contract that an analysed table passes today: its rules are run on the file first."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from datainsight.errors import ContractRunningError, UnavailableError
from datainsight.models.analysis import AnalysisProgress
from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument
from datainsight.models.events import ContractCheckRequest
from datainsight.services import object_keys, plans
from datainsight.services.analysis_results import finished
from datainsight.services.ports import Ports

CLAIM = timedelta(minutes=15)
"""As long as the function may run: who asks meanwhile waits for it instead of running it again."""

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
        is_checked: Whether its rules were run on the whole file.
        remarks: What is not promised, as rows would break it; or why nothing was run. Also in the text.
    """

    format: ContractFormat
    file_name: str
    media_type: str
    content: str
    is_checked: bool
    remarks: tuple[str, ...]


def export_contract(analysis_id: str, kind: ContractFormat, *, workspace_id: str, ports: Ports) -> Contract:
    """Writes a contract from the masked profile, with the rules that hold on the data.

    The rules are run when a contract of the analysis is first asked for, and what holds is kept.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed; or the rules are still run.
        UnavailableError: They cannot be run now.
    """
    from datainsight.reporting.contracts import write_contract  # noqa: PLC0415 - YAML, for who wants a contract
    from datainsight.reporting.contracts.promises import promises_of  # noqa: PLC0415

    progress = finished(analysis_id, workspace_id=workspace_id, analyses=ports.analyses)
    key = object_keys.checked_promises_key(workspace_id, analysis_id)
    why_not = None if ports.objects.find(key) is not None else _run_rules(progress, ports=ports)
    if why_not is None:
        from datainsight.services.checked_promises import CheckedPromises  # noqa: PLC0415

        found = CheckedPromises.model_validate_json(ports.objects.get(key))
        promises, remarks = found.promises, found.remarks
    else:
        body = ports.objects.get(object_keys.profile_key(workspace_id, analysis_id))
        promises, remarks = promises_of(ProfileDocument.model_validate_json(body)), (why_not,)
    file = FILES[kind]
    return Contract(
        format=kind,
        file_name=file.name,
        media_type=file.media_type,
        content=write_contract(promises, kind, remarks),
        is_checked=why_not is None,
        remarks=remarks,
    )


def _run_rules(progress: AnalysisProgress, *, ports: Ports) -> str | None:
    """Has them run on the file, once at a time; returns why that cannot be."""
    place = (progress.workspace_id, progress.analysis_id)
    dataset = ports.catalog.dataset(progress.workspace_id, progress.dataset_id)
    stored = ports.objects.find(dataset.object_key) if dataset is not None else None
    if dataset is None or stored is None or stored.etag != progress.etag:
        return "Not run on the data: the file was replaced since this analysis."
    if stored.size_bytes > plans.LARGEST_CHECKED:
        largest = plans.LARGEST_CHECKED // plans.MEBIBYTE
        return f"Not run on the data: the file is larger than {largest:,} MB."
    claim = object_keys.contract_claim_key(*place)
    if ports.objects.find(claim) is not None:
        begun = datetime.fromisoformat(ports.objects.get(claim).decode())
        if ports.now() - begun < CLAIM:
            raise ContractRunningError("The rules are still run on the data.", remedy="Ask again in a while.")
    ports.objects.put(claim, ports.now().isoformat().encode(), "text/plain")
    request = ContractCheckRequest(
        workspace_id=progress.workspace_id,
        dataset_id=progress.dataset_id,
        analysis_id=progress.analysis_id,
        source_key=dataset.object_key,
        source_name=dataset.name,
        etag=stored.etag,
        size_bytes=stored.size_bytes,
        sheet=progress.options.sheet,
    )
    try:
        ports.contract_checker.check(request)
    except UnavailableError:
        ports.objects.delete_below(object_keys.contract_prefix(*place))
        raise
    return None
