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


def test_places_are_lent_to_who_waits_behind_who_only_waits() -> None:
    places = Places(1)
    places.lend(1, 0.01)
    order: list[str] = []
    with places:
        lent = threading.Event()

        def borrow() -> None:
            with places:
                order.append("lent")
                lent.set()
                time.sleep(0.05)

        borrower = threading.Thread(target=borrow)
        borrower.start()
        assert lent.wait(10)
        third = _wait_for(places, "third", order)  # no more are lent
        borrower.join()
        third.join()
        with places:
            order.append("at once")
        assert (places._free, places._lent) == (1, 1)
    assert order == ["lent", "third", "at once"]
    with places:
        waiting = _wait_for(places, "fourth", order)
        waiting.join()
    assert (places._free, places._lent) == (1, 0)


def test_a_line_that_moves_borrows_nothing() -> None:
    places = Places(1)
    places.lend(4, 10.0)
    order: list[str] = []
    with places:
        waiting = _wait_for(places, "second", order)
        _until_in_line(places, 1)
    waiting.join()
    assert (order, places._free, places._lent) == (["second"], 1, 0)
