"""How many may do something at once, in the order in which they came.

Whoever comes to a `threading.Semaphore` just as somebody leaves overtakes those who wait: with twenty clients
some replies then take several times as long as the others.

Some hold a place to wait for news, and not to work. Where that is so, places are lent to whoever has
waited for long.
"""

import threading
from collections import deque
from types import TracebackType

_FOR_EVER = -1.0


class Places:
    """A context that holds one of a number of places; those who find none wait in a line.

    Args:
        number: Of places.
    """

    def __init__(self, number: int) -> None:
        self._number, self._free = number, number
        self._lent, self._most_lent, self._patience = 0, 0, 0.0
        self._line: deque[threading.Lock] = deque()
        self._lock = threading.Lock()

    def lend(self, most: int, patience: float) -> None:
        """Lets more in than there are places for, as long as the line does not move.

        Args:
            most: How many more.
            patience: Seconds that one waits before.
        """
        self._most_lent, self._patience = most, patience

    def __enter__(self) -> None:
        """Takes a place, or waits for the one that is passed on."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._line.append(turn)
        if not turn.acquire(timeout=self._patience or _FOR_EVER) and not self._borrow(turn):
            turn.acquire()

    def _borrow(self, turn: threading.Lock) -> bool:
        with self._lock:
            # Otherwise a place was passed on just now.
            if turn in self._line and self._lent < self._most_lent:
                self._line.remove(turn)
                self._lent += 1
                return True
        return False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Passes the place on to whoever waits longest."""
        with self._lock:
            if self._line:
                self._line.popleft().release()
                return
            self._free += 1
            # What was lent is taken back when as many places are free as there are.
            if self._lent and self._free > self._number:
                self._lent -= 1
                self._free -= 1
