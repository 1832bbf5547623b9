"""How many may do something at once, in the order in which they came.

Whoever comes to a `threading.Semaphore` just as somebody leaves overtakes those who wait: with twenty clients
some replies then take several times as long as the others.
"""

import threading
from collections import deque
from types import TracebackType


class Places:
    """A context that holds one of a number of places; those who find none wait in a line.

    Args:
        number: Of places.
    """

    def __init__(self, number: int) -> None:
        self._free = number
        self._line: deque[threading.Lock] = deque()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        """Takes a place, or waits for the one that is passed on."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._line.append(turn)
        turn.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Passes the place on to whoever waits longest."""
        with self._lock:
            if self._line:
                self._line.popleft().release()
            else:
                self._free += 1
