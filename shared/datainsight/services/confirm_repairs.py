"""What the shards of a long table said of its repairs, put together."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from pydantic import TypeAdapter

from datainsight.codegen.confirm import confirmed, to_be_confirmed
from datainsight.models.analysis import AnalysisReference
from datainsight.models.dataset import Shard
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Recommendation
from datainsight.models.trial import TableTrial
from datainsight.services import object_keys
from datainsight.services.ports import ObjectStore

_SHARDS = TypeAdapter(tuple[Shard, ...])
_SECONDS = TypeAdapter(dict[str, float])
_AT_ONCE = 8
"""Ten thousand shards are read in some ten seconds."""


def confirm_repairs(
    document: ProfileDocument, analysis: AnalysisReference, *, objects: ObjectStore
) -> tuple[ProfileDocument, Mapping[str, float]]:
    """The document by what all rows say, and how long each trial took, by recommendation.

    The document is the same object where no sample spoke for all rows. The seconds are those of the first
    rows and of all shards together.

    Raises:
        SourceNotFoundError: A shard has left nothing.
    """
    first = _SECONDS.validate_json(objects.get(object_keys.trial_seconds_key(analysis)))
    if not to_be_confirmed(document):
        return document, first
    total = TableTrial(trials={})
    for each in _trials(analysis, objects):
        total += each
    seconds = {name: took + total.seconds.get(name, 0.0) for name, took in first.items()}
    return confirmed(document, total), seconds


def with_seconds(
    recommendations: Iterable[Recommendation], seconds: Mapping[str, float]
) -> tuple[Recommendation, ...]:
    """Recommendations that say how long trying them took, for lists that nobody compares."""
    return tuple(
        each.model_copy(
            update={
                "verification": each.verification.model_copy(update={"seconds": round(seconds[each.id], 3)})
            }
        )
        if each.id in seconds
        else each
        for each in recommendations
    )


def _trials(analysis: AnalysisReference, objects: ObjectStore) -> Iterator[TableTrial]:
    shards = _SHARDS.validate_json(objects.get(object_keys.shards_key(analysis)))
    keys = [object_keys.trial_key(analysis, shard.index) for shard in shards]
    with ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="trials") as readers:
        yield from (TableTrial.model_validate_json(body) for body in readers.map(objects.get, keys))
