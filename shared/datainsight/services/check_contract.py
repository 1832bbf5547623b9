"""The rules of a contract are run on the whole file, before anybody is given the contract."""

from datainsight.models.document import ProfileDocument
from datainsight.models.events import ContractCheckRequest, ContractCheckResult
from datainsight.reading.split import split
from datainsight.reporting.contracts.promises import promises_of
from datainsight.services import object_keys
from datainsight.services.check_promises import checked
from datainsight.services.checked_promises import CheckedPromises
from datainsight.services.described_source import described
from datainsight.services.ports import ObjectStore, StoredObject
from datainsight.services.reading import Reading


def check_contract(request: ContractCheckRequest, *, objects: ObjectStore) -> ContractCheckResult:
    """Reads the file once, and leaves the promises that it keeps beside the analysis' other results.

    Raises:
        SourceNotFoundError: The file or the analysis was deleted or replaced meanwhile.
    """
    place = (request.workspace_id, request.analysis_id)
    try:
        document = ProfileDocument.model_validate_json(objects.get(object_keys.profile_key(*place)))
        found = _checked(request, document, objects=objects)
        key = object_keys.checked_promises_key(*place)
        objects.put(key, found.model_dump_json().encode(), "application/json")
    finally:
        objects.delete_below(object_keys.contract_prefix(*place))  # the claim
    return ContractCheckResult(key=key, remark_count=len(found.remarks))


def _checked(
    request: ContractCheckRequest, document: ProfileDocument, *, objects: ObjectStore
) -> CheckedPromises:
    stored = StoredObject(size_bytes=request.size_bytes, etag=request.etag)
    source = objects.source(request.source_key, name=request.source_name, stored=stored)
    description = described(
        request.workspace_id, request.dataset_id, source, sheet=request.sheet, objects=objects
    )
    reading = Reading(source, description, split(source, description))
    promises, remarks = checked(promises_of(document), (batch.frame for batch in reading.batches()))
    return CheckedPromises(promises=promises, remarks=remarks)
