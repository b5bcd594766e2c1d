"""Who may work now: a few at once, the others in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """A semaphore whose places are handed on first come, first served; a newcomer never overtakes who waits."""

    def __init__(self, many: int) -> None:
        self._free = many
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if self._free:
                self._free -= 1
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1
