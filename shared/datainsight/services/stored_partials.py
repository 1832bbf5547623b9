"""Partials from the bucket, the next one on its way while one is merged."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from datainsight.profiling import storing
from datainsight.profiling.partial import Partial
from datainsight.services.ports import ObjectStore


def stored_partials(keys: Iterable[str], *, objects: ObjectStore) -> Iterator[Partial]:
    """The partials under some keys, in order; one unpacked and the bytes of the next are held.

    Raises:
        SourceNotFoundError: One is not there.
        PartialFormatError: One is damaged or of another version.
    """
    upcoming = iter(keys)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="partials") as reader:
        first = next(upcoming, None)
        waiting = None if first is None else reader.submit(objects.get, first)
        while waiting is not None:
            body = waiting.result()
            following = next(upcoming, None)
            waiting = None if following is None else reader.submit(objects.get, following)
            yield storing.unpack(body)
