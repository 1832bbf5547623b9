"""The file of an analysis, read as it was planned."""

from pydantic import TypeAdapter

from datainsight.models.analysis import AnalysisReference
from datainsight.models.dataset import Shard
from datainsight.services import object_keys
from datainsight.services.ports import ObjectStore
from datainsight.services.profile_shard import open_source, read_description
from datainsight.services.reading import Reading

_SHARDS = TypeAdapter(tuple[Shard, ...])


def planned_reading(analysis: AnalysisReference, *, objects: ObjectStore) -> Reading:
    """The file, to be read as planned, as often as needed."""
    description = read_description(analysis, objects=objects)
    shards = _SHARDS.validate_json(objects.get(object_keys.shards_key(analysis)))
    return Reading(open_source(analysis, description, objects=objects), description, shards)
