"""The first of some batches, fetched while something else is done."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Batch = TypeVar("Batch")


def fetched_ahead(batches: Iterable[Batch], pool: Executor) -> Iterator[Batch]:
    """The same batches; a thread of the pool begins with the first at once.

    What fetching raises is raised where the batch is asked for.
    """
    source = iter(batches)
    return _continued(pool.submit(next, source, None), source)


def _continued(first: "Future[Batch | None]", others: Iterator[Batch]) -> Iterator[Batch]:
    batch = first.result()
    if batch is not None:
        yield batch
        yield from others
