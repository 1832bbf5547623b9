"""Waiting for something to change, by looking again and again."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from datainsight.services.ports import Clock

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 1.0
"""Seconds between looks of somebody who waits."""

State = TypeVar("State")


def wait_for_news(
    look: Callable[[], State],
    is_news: Callable[[State], bool],
    *,
    seconds: float,
    now: Clock,
    pause: Callable[[float], None],
) -> State:
    """The present state, as soon as it is news or the time is up.

    Args:
        look: Gives the present state.
        is_news: Whether it is worth telling.
        seconds: How long to wait at most.
        now: The clock.
        pause: Waits.
    """
    state = look()
    deadline = now() + timedelta(seconds=seconds)
    length = FIRST_PAUSE
    while not is_news(state):
        left = (deadline - now()).total_seconds()
        if left <= 0:
            break
        pause(min(length, left))
        length = min(length * 1.5, LONGEST_PAUSE)
        state = look()
    return state
