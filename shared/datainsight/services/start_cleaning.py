"""A user asks for the repaired file: the cleaning that exists, or a new one."""

import hashlib
import uuid
from itertools import count
from pathlib import PurePosixPath

from datainsight.codegen.plan import arrange
from datainsight.errors import ConflictError, NotFoundError, PlanRequiredError, RefusedError, UsageError
from datainsight.models.account import Principal
from datainsight.models.analysis import AnalysisProgress, AnalysisStatus, StoredDataset
from datainsight.models.base import Frozen
from datainsight.models.cleaning_job import (
    CleaningJob,
    CleaningOrder,
    CleaningReference,
    CleaningRequest,
    TableFormat,
)
from datainsight.models.document import ProfileDocument
from datainsight.models.upload import WorkspacePlan
from datainsight.services import object_keys, plans
from datainsight.services.account_ports import AccountPorts
from datainsight.services.analysis_results import finished
from datainsight.services.audit import entry_of
from datainsight.services.budget_notices import telling_of_budget
from datainsight.services.cleaning_status import without_ghost
from datainsight.services.get_dataset import get_dataset
from datainsight.services.metering import reserve_cleaning
from datainsight.services.muted_results import muted_document
from datainsight.services.ports import Ports, StoredObject
from datainsight.services.recommendation_choices import chosen_ids, refuse_unknown, wished_order
from datainsight.services.request_upload import file_name
from datainsight.services.write_script import order_is_missing, wanted_ids

_NAMESPACE = uuid.UUID("b7a4f7f6-0d55-4f0c-9c43-0f3d6a1c8e52")
_COMPRESSIONS = {".gz", ".zst", ".bz2", ".xz", ".zip"}


class CleaningCommand(Frozen):
    """What the user wants.

    Attributes:
        analysis_id: Whose recommendations; None takes those of the dataset's latest analysis.
        recommendation_ids: The repairs; None takes the default ones that nobody dismissed, and those that
            were accepted.
        keeps_order: Whether the order of `recommendation_ids` is meant.
        format: Of the cleaned file.
        is_for_spreadsheet: Whether cells of it that a spreadsheet would calculate become text.
        is_saved: Whether the cleaned file becomes a dataset.
        name: File name of that dataset; None derives one.
    """

    analysis_id: str | None = None
    recommendation_ids: tuple[str, ...] | None = None
    keeps_order: bool = False
    format: TableFormat = TableFormat.CSV
    is_for_spreadsheet: bool = False
    is_saved: bool = False
    name: str | None = None


def start_cleaning(
    dataset_id: str, command: CleaningCommand, *, principal: Principal, ports: Ports, accounts: AccountPorts
) -> CleaningJob:
    """Finds the cleaning of the same version of the file by the same repairs, or starts it.

    One that failed or was cancelled is tried again, and so is one whose saved dataset was deleted.

    Raises:
        NotFoundError: The workspace has no such dataset, or the dataset no such analysis.
        ConflictError: There is no analysis that has ended well, or the file was replaced since.
        UsageError: There is no such repair, it was refused when it was tried, or an order is to be kept that
            nobody gave.
        PlanRequiredError: The plan does not repair files of this size.
        RefusedError: The file is larger than any plan repairs.
        BudgetExceededError: It would cost more than a month's budget leaves.
    """
    _check_use(command)
    workspace_id = principal.workspace_id
    dataset = get_dataset(dataset_id, workspace_id=workspace_id, catalog=ports.catalog, objects=ports.objects)
    analysis = _analysis(dataset, command.analysis_id, ports=ports)
    stored = _analysed_version(dataset, analysis, ports=ports)
    _check_size(stored.size_bytes, ports.catalog.plan_of(workspace_id))
    order = _order(dataset, analysis, stored, command, ports=ports)
    for attempt in count():
        cleaning = CleaningReference(
            workspace_id=workspace_id,
            dataset_id=dataset_id,
            analysis_id=analysis.analysis_id,
            cleaning_id=_cleaning_id(analysis.analysis_id, order, attempt),
        )
        job = ports.cleanings.get(workspace_id, dataset_id, cleaning.cleaning_id)
        if job is None:
            return _start(cleaning, order, attempt, principal=principal, ports=ports, accounts=accounts)
        if _is_good(job := without_ghost(job, ports=ports), ports=ports):
            return job
    raise AssertionError  # count() does not end


def _check_use(command: CleaningCommand) -> None:
    """What is made for a spreadsheet is no data any more: it has apostrophes that nobody wrote."""
    if command.is_for_spreadsheet and (command.format is not TableFormat.CSV or command.is_saved):
        raise UsageError(
            "Only a CSV file to be fetched is made safe for spreadsheets.",
            where="#/spreadsheet_safe",
            remedy='Leave it out, or take the format "csv" without `save_as_dataset`.',
        )


def _analysis(dataset: StoredDataset, wanted: str | None, *, ports: Ports) -> AnalysisProgress:
    analysis_id = wanted or dataset.latest_analysis_id
    if analysis_id is None:
        raise ConflictError("This dataset has no analysis.", remedy="Upload its file, or start one.")
    progress = finished(analysis_id, workspace_id=dataset.workspace_id, analyses=ports.analyses)
    if progress.dataset_id != dataset.dataset_id:
        raise NotFoundError("This dataset has no such analysis.", where="#/analysis_id")
    return progress


def _analysed_version(dataset: StoredDataset, analysis: AnalysisProgress, *, ports: Ports) -> StoredObject:
    stored = ports.objects.find(dataset.object_key)
    if stored is None or stored.etag != analysis.etag:
        raise ConflictError(
            "The file was replaced since this analysis.",
            where="#/analysis_id",
            remedy="Start an analysis of the present file, then clean that.",
        )
    return stored


def _check_size(size_bytes: int, plan: WorkspacePlan) -> None:
    largest = plans.LARGEST_CLEANED[plan]
    if size_bytes <= largest:
        return
    own_machine = "make the repairs on your own machine: `POST /exports/code` writes a script"
    told = f"The file has {size_bytes / plans.MEBIBYTE:,.1f} MB; the {plan} plan repairs files up to "
    told += f"{largest // plans.MEBIBYTE:,} MB."
    if largest < max(plans.LARGEST_CLEANED.values()):
        raise PlanRequiredError(told, remedy=f"Choose the plan pro, or {own_machine}.")
    raise RefusedError(told, remedy=f"Please {own_machine}.")


def _order(
    dataset: StoredDataset,
    analysis: AnalysisProgress,
    stored: StoredObject,
    command: CleaningCommand,
    *,
    ports: Ports,
) -> CleaningOrder:
    place = (dataset.workspace_id, analysis.analysis_id)
    rules = ports.choices.mutes(dataset.workspace_id) if command.recommendation_ids is None else ()
    document = muted_document(
        analysis.analysis_id, rules=rules, workspace_id=dataset.workspace_id, ports=ports
    )
    if command.recommendation_ids is None:
        if command.keeps_order:
            raise order_is_missing()
        order = ports.choices.order(*place)
        ids = wished_order(chosen_ids(document.recommendations, ports.choices.decisions(*place)), order)
        keeps_order = bool(order)
    else:
        ids, keeps_order = _known(document, command), command.keeps_order
    _check_at_once(document, ids, stored.size_bytes)
    return CleaningOrder(
        source_key=dataset.object_key,
        source_name=dataset.name,
        etag=stored.etag,
        sheet=analysis.options.sheet,
        size_bytes=stored.size_bytes,
        recommendation_ids=ids,
        keeps_order=keeps_order,
        mutes=tuple(sorted(rules, key=lambda rule: (rule.kind or "", rule.column or ""))),
        format=command.format,
        is_for_spreadsheet=command.is_for_spreadsheet,
        saved_name=_saved_name(dataset.name, command) if command.is_saved else None,
    )


def _known(document: ProfileDocument, command: CleaningCommand) -> tuple[str, ...]:
    """The wanted repairs in the order of the document, unless theirs is meant."""
    wanted = command.recommendation_ids or ()
    refuse_unknown(wanted, document.recommendations)
    return tuple(wanted_ids(document, wanted, keeps_order=command.keeps_order))


def _check_at_once(document: ProfileDocument, ids: tuple[str, ...], size_bytes: int) -> None:
    """Repairs that need all rows in memory; also refuses those that were refused when they were tried."""
    whole = [step for step in arrange(document, ids).steps if step.repair.is_whole_table]
    if whole and size_bytes > plans.LARGEST_CLEANED_AT_ONCE:
        raise RefusedError(
            f"The repair {whole[0].recommendation.id!r} needs the whole table at once, which goes up to "
            f"{plans.LARGEST_CLEANED_AT_ONCE // plans.MEBIBYTE:,} MB.",
            where="#/recommendation_ids",
            remedy="Leave it out, or run the script of `POST /exports/code` on a larger machine.",
        )


def _saved_name(source_name: str, command: CleaningCommand) -> str:
    ending = f".{command.format}"
    if command.name is not None:
        given = file_name(command.name)
        return given if given.lower().endswith(ending) else file_name(given + ending)
    path = PurePosixPath(source_name)
    if path.suffix.lower() in _COMPRESSIONS:
        path = path.with_suffix("")
    return f"{path.stem[:60]}-cleaned{ending}"


def _cleaning_id(analysis_id: str, order: CleaningOrder, attempt: int) -> str:
    rules = [rule.model_dump_json(include={"kind", "column"}) for rule in order.mutes]
    told = [*order.recommendation_ids, "", *rules, "", order.format, order.saved_name or "", str(attempt)]
    told += ["in this order"] if order.keeps_order else []
    told += ["for a spreadsheet"] if order.is_for_spreadsheet else []
    digest = hashlib.sha256("\n".join([analysis_id, *told]).encode()).hexdigest()
    return str(uuid.uuid5(_NAMESPACE, digest))


def _is_good(job: CleaningJob, *, ports: Ports) -> bool:
    """Whether it can be given to whoever asks for it again."""
    if job.status is AnalysisStatus.COMPLETED and job.saved_dataset_id is not None:
        return ports.catalog.dataset(job.workspace_id, job.saved_dataset_id) is not None
    return job.status not in {AnalysisStatus.FAILED, AnalysisStatus.CANCELLED}


def _start(
    cleaning: CleaningReference,
    order: CleaningOrder,
    attempt: int,
    *,
    principal: Principal,
    ports: Ports,
    accounts: AccountPorts,
) -> CleaningJob:
    at = ports.now()
    job = CleaningJob(
        **cleaning.model_dump(),
        status=AnalysisStatus.QUEUED,
        format=order.format,
        recommendation_count=len(order.recommendation_ids),
        size_bytes=order.size_bytes,
        saved_dataset_id=_saved_dataset_id(cleaning.cleaning_id) if order.saved_name else None,
        started_at=at,
        updated_at=at,
        execution_id=ports.cleaning_workflow.execution_id(cleaning.cleaning_id),
        attempt=attempt,
    )
    with telling_of_budget(
        cleaning.workspace_id, ledger=ports.usage, announcer=ports.announcer, now=ports.now
    ):
        reserve_cleaning(job, key_id=principal.key_id, ledger=ports.usage, now=ports.now)
    key = object_keys.cleaning_order_key(cleaning)
    ports.objects.put(key, order.model_dump_json().encode(), "application/json")
    if ports.cleanings.queue(job):
        entry = entry_of(
            principal,
            "dataset.cleaned",
            cleaning.dataset_id,
            now=ports.now,
            analysis_id=cleaning.analysis_id,
            cleaning_id=cleaning.cleaning_id,
        )
        accounts.workspaces.record(entry)
        ports.cleaning_workflow.start(cleaning.cleaning_id, CleaningRequest(cleaning=cleaning))
    return ports.cleanings.get(cleaning.workspace_id, cleaning.dataset_id, cleaning.cleaning_id) or job


def _saved_dataset_id(cleaning_id: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"dataset of {cleaning_id}"))
