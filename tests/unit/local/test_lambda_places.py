"""Who waits longest comes next."""

import threading
import time

import pytest

from infra_cdk.local.lambdas.places import Places


def _wait_for(places: Places, name: str, order: list[str]) -> threading.Thread:
    def come() -> None:
        with places:
            order.append(name)

    thread = threading.Thread(target=come)
    thread.start()
    return thread


def _until_in_line(places: Places, number: int) -> None:
    while len(places._line) < number:
        time.sleep(0.001)


def test_nobody_overtakes_who_waits() -> None:
    places = Places(1)
    order: list[str] = []
    with places:
        threads = []
        for number, name in enumerate("abcde", start=1):
            threads.append(_wait_for(places, name, order))
            _until_in_line(places, number)
    # Comes at the moment at which a place is left: a semaphore would let it pass.
    with places:
        order.append("late")
    for each in threads:
        each.join()
    assert order == [*"abcde", "late"]


def test_there_are_as_many_places_as_were_asked_for() -> None:
    places = Places(2)
    order: list[str] = []
    with places, places:
        waiting = _wait_for(places, "third", order)
        _until_in_line(places, 1)
        assert order == []
    waiting.join()
    assert order == ["third"]


def test_a_place_is_left_by_who_fails() -> None:
    places = Places(1)
    with pytest.raises(RuntimeError, match="failed"), places:
        raise RuntimeError("failed")
    with places:
        pass
