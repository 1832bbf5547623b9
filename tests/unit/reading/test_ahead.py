"""The first batch is fetched at once; order, laziness and errors stay what they were."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from datainsight.reading.ahead import fetched_ahead


@pytest.mark.parametrize("count", [0, 1, 5])
def test_nothing_is_lost_and_the_order_stays(count: int) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert list(fetched_ahead(range(count), pool)) == list(range(count))


def test_the_first_is_fetched_unasked_and_no_other() -> None:
    fetched: list[int] = []
    is_there = Event()

    def batches() -> Iterator[int]:
        for number in range(3):
            fetched.append(number)
            is_there.set()
            yield number

    with ThreadPoolExecutor(1) as pool:
        ahead = fetched_ahead(batches(), pool)
        assert is_there.wait(timeout=30)
    assert fetched == [0]
    assert next(ahead) == 0
    assert fetched == [0]
    assert list(ahead) == [1, 2]


def test_an_error_is_raised_where_the_batch_is_wanted() -> None:
    def broken() -> Iterator[int]:
        raise OSError("gone")
        yield 1

    with ThreadPoolExecutor(1) as pool:
        ahead = fetched_ahead(broken(), pool)
    with pytest.raises(OSError, match="gone"):
        next(ahead)
