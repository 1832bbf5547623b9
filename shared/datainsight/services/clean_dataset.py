"""The work of a cleaning: the repaired file and its companions, made from the stored file as it is read."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisStatus, DatasetStatus, StoredDataset
from datainsight.models.cleaning import CleaningReport
from datainsight.models.cleaning_job import CleaningOrder, CleaningReference, CleaningRequest, CleaningResult
from datainsight.models.document import ProfileDocument
from datainsight.reading.split import split
from datainsight.recommending.muting import mute
from datainsight.services import object_keys
from datainsight.services.announce import dataset_cleaned
from datainsight.services.clean_table import Companions, clean
from datainsight.services.cleaning_status import (
    CHANGES,
    MEDIA_TYPES,
    QUARANTINE,
    REPORT,
    UNDO,
    cleaned_name,
)
from datainsight.services.described_source import described
from datainsight.services.metering import settle_cleaning
from datainsight.services.ports import Ports, StoredObject
from datainsight.services.progress import Progress
from datainsight.services.reading import Reading

TELL_EVERY = timedelta(seconds=1)


def clean_dataset(request: CleaningRequest, *, ports: Ports) -> CleaningResult:
    """Cleans a stored file as `datainsight clean` does, stores what comes of it, and says so.

    May be run again for the same cleaning: everything is written over.

    Raises:
        SourceNotFoundError: The cleaning or its file was deleted or replaced meanwhile.
        UnreadableError: The file turns out to be no table while reading.
    """
    cleaning = request.cleaning
    ports.cleanings.advance(cleaning, 0, ports.now())
    try:
        report = _make(cleaning, ports=ports)
    except SourceNotFoundError:
        ports.objects.delete_below(object_keys.cleaning_prefix(cleaning))  # what came after a deletion
        raise
    job = ports.cleanings.complete(cleaning, ports.now())
    if job.status is AnalysisStatus.CANCELLED:
        ports.objects.delete_below(object_keys.cleaning_prefix(cleaning))
    if job.status is AnalysisStatus.COMPLETED:
        settle_cleaning(job, report, ledger=ports.usage, now=ports.now)
        ports.announcer.announce(dataset_cleaned(job, report))
    return CleaningResult(cleaning_id=cleaning.cleaning_id, row_count=report.row_count_after)


def _make(cleaning: CleaningReference, *, ports: Ports) -> CleaningReport:
    order = CleaningOrder.model_validate_json(ports.objects.get(object_keys.cleaning_order_key(cleaning)))
    document = _document(cleaning, order, ports=ports)
    with TemporaryDirectory(prefix="cleaning-") as folder:
        report = _clean(cleaning, order, document, Path(folder), ports=ports)
        _store(cleaning, Path(folder), report, ports=ports)
        ports.cleanings.advance(cleaning, order.size_bytes, ports.now())
        _save(cleaning, order, document, Path(folder), ports=ports)
    return report


def _document(cleaning: CleaningReference, order: CleaningOrder, *, ports: Ports) -> ProfileDocument:
    body = ports.objects.get(object_keys.document_key(cleaning.workspace_id, cleaning.analysis_id))
    return mute(ProfileDocument.model_validate_json(body), order.mutes)


def _clean(
    cleaning: CleaningReference,
    order: CleaningOrder,
    document: ProfileDocument,
    folder: Path,
    *,
    ports: Ports,
) -> CleaningReport:
    stored = StoredObject(size_bytes=order.size_bytes, etag=order.etag)
    source = ports.objects.source(order.source_key, name=order.source_name, stored=stored)
    description = described(
        cleaning.workspace_id, cleaning.dataset_id, source, sheet=order.sheet, objects=ports.objects
    )
    return clean(
        Reading(source, description, split(source, description)),
        document,
        folder / cleaned_name(order.format),
        recommendation_ids=order.recommendation_ids,
        keeps_order=order.keeps_order,
        is_for_spreadsheet=order.is_for_spreadsheet,
        companions=Companions(quarantine=folder / QUARANTINE, changes=folder / CHANGES, undo=folder / UNDO),
        progress=_telling(cleaning, order, ports=ports),
    )


def _telling(cleaning: CleaningReference, order: CleaningOrder, *, ports: Ports) -> Progress:
    """Writes progress down about once a second; stops the work where nobody wants it any more."""
    last: list[datetime] = [ports.now()]

    def tell(stage: str, done: int = 0, total: int = 0) -> None:  # noqa: ARG001 - the shape of a listener
        at = ports.now()
        if total and at - last[0] >= TELL_EVERY:
            last[0] = at
            ports.cleanings.advance(cleaning, min(done, order.size_bytes), at)

    return tell


def _store(cleaning: CleaningReference, folder: Path, report: CleaningReport, *, ports: Ports) -> None:
    (folder / REPORT).write_text(report.model_dump_json(), encoding="utf-8")
    for path in sorted(folder.iterdir()):
        key = object_keys.cleaning_file_key(cleaning, path.name)
        _send(key, path, ports=ports)


def _save(
    cleaning: CleaningReference,
    order: CleaningOrder,
    document: ProfileDocument,
    folder: Path,
    *,
    ports: Ports,
) -> None:
    """Makes a dataset of the cleaned file; its arrival in storage starts an analysis, as any upload does."""
    job = ports.cleanings.get(cleaning.workspace_id, cleaning.dataset_id, cleaning.cleaning_id)
    if order.saved_name is None or job is None or job.saved_dataset_id is None:
        return
    key = object_keys.upload_key(cleaning.workspace_id, job.saved_dataset_id, order.saved_name)
    if ports.catalog.dataset(cleaning.workspace_id, job.saved_dataset_id) is None:
        parent = ports.catalog.dataset(cleaning.workspace_id, cleaning.dataset_id)
        ports.catalog.add_dataset(
            StoredDataset(
                dataset_id=job.saved_dataset_id,
                workspace_id=cleaning.workspace_id,
                name=order.saved_name,
                object_key=key,
                status=DatasetStatus.AWAITING_UPLOAD,
                created_at=ports.now(),
                goal=document.goal,
                parent_dataset_id=cleaning.dataset_id,
                created_by=parent.created_by if parent is not None else None,
            )
        )
    path = folder / cleaned_name(order.format)
    _send(key, path, ports=ports)


def _send(key: str, path: Path, *, ports: Ports) -> None:
    with path.open("rb") as content:
        ports.objects.put_stream(key, content, MEDIA_TYPES[path.suffix])
