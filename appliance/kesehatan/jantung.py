"""The heart of a service: a thread that beats once a minute and carries along what was counted meanwhile."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from appliance import clock
from appliance.kesehatan import mesin
from appliance.models import denyut
from appliance.models.base import db

log = logging.getLogger(__name__)


def end_in_order() -> None:
    """A service manager says stop by SIGTERM: then leave by the door, so that it is not taken for a crash."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


class Jantung:
    """Beats from `__enter__` to `__exit__`; what ends without the latter was a crash, and the next start says so.

    `carry` runs with each beat and once at the end. A full or read-only disk stops neither it nor the service.
    """

    def __init__(self, layanan: str, carry: Callable[[], None]) -> None:
        self.layanan, self.carry = layanan, carry
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"jantung-{layanan}", daemon=True)

    def __enter__(self) -> Jantung:
        end_in_order()
        try:
            self._safely(lambda: denyut.begin(self.layanan, clock.local(), mesin.boot_id(), os.getpid(), mesin.alive))
            self._safely(self._beat)
            self._thread.start()
        except SystemExit as asked:  # told to stop in these few milliseconds: Python calls no `__exit__` then
            self.__exit__(type(asked), asked, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(timeout=denyut.EVERY)
        self._safely(self.carry)
        if kind is None or issubclass(kind, (KeyboardInterrupt, SystemExit)):
            self._safely(lambda: denyut.stop(self.layanan, clock.local(), os.getpid()))

    def _run(self) -> None:
        while not self._end.wait(denyut.EVERY):
            self._safely(self._beat)
            self._safely(self.carry)

    def _beat(self) -> None:
        denyut.beat(self.layanan, clock.local(), os.getpid(), mesin.pss())

    def _safely(self, act: Callable[[], None]) -> None:
        """With a connection of this thread's own. What fails is tried again with the next beat."""
        try:
            if db.is_closed():
                with db.connection_context():
                    act()
            else:
                act()
        except Exception as reason:
            log.warning("denyut %s gagal: %s", self.layanan, type(reason).__name__)
