"""Who waits for a free thread, and who is told at once that there is none: requests beyond the capacity get 503.

Waiting is measured from the moment a request has arrived whole. A burst may wait for PATIENCE. Once DEEP requests wait,
or the queue has stood for STANDING without being empty, the box is overloaded until it was empty again: only who has
waited less than SHORT is served then. So those inside are quick and the others know within moments. A refusal costs no
database and no template.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from appliance import clock
from appliance.web.crowded import Crowded

PATIENCE, STANDING, SHORT = 4.0, 15.0, 0.3  # seconds
DEEP = 150  # more than forty superiors who approve at one moment, fewer than a regency
ALMOST = 0.9  # of the time that one may wait
LOOK = 0.05  # seconds between two looks of the doorkeeper
EXEMPT = ("/static/", "/sehat")
TURN = 0.0005  # seconds that a thread may keep the interpreter while others want it: who comes in is looked at soon
CROWDED = 0.75  # of all connections: from here on an answer ends its own, so that others get in


class Door(ThreadedTaskDispatcher):
    """The queue before the threads, with a doorkeeper who turns away whoever would wait too long."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.empty_at = clock.monotonic()  # when nobody waited last
        self.deep = False  # whether too many have waited since
        self.set_thread_count(threads)
        threading.Thread(target=self.guard, name="doorkeeper", daemon=True).start()

    def limit(self, now: float) -> float:
        """Seconds that a request may wait now."""
        return SHORT if self.deep or now - self.empty_at > STANDING else PATIENCE

    def hopeless(self) -> bool:
        """Whether who comes now would only be turned away after waiting: the first in the queue is almost there."""
        now = clock.monotonic()
        with self.lock:
            first = self.queue[0] if self.queue else None
        return first is not None and now - first.queued_at > self.limit(now) * ALMOST

    def add_task(self, task: Any) -> None:
        task.queued_at, task.turned_away = clock.monotonic(), False
        if not self.queue:
            self.empty_at, self.deep = task.queued_at, False
        elif len(self.queue) > DEEP:
            self.deep = True
        super().add_task(task)

    def guard(self) -> None:
        """The doorkeeper's work, for ever. Also when every thread is stuck there is somebody who answers."""
        pause = threading.Event()
        while not pause.wait(LOOK):
            while (task := self.too_late()) is not None:
                task.turned_away = True
                try:
                    task.service()
                except Exception:
                    self.logger.exception("a request could not be turned away")

    def too_late(self) -> Any:
        """The longest waiting request, taken out of the queue, if it has waited too long; else None."""
        now = clock.monotonic()
        with self.lock:
            if not self.queue:
                self.empty_at, self.deep = now, False
            elif now - self.queue[0].queued_at > self.limit(now):
                return self.queue.popleft()
        return None


class Served(WSGITask):
    """One request: served by the application, or answered with the page that says why not."""

    crowded: Crowded

    def execute(self) -> None:
        if self.channel.turned_away and not self.request.path.startswith(EXEMPT):
            self.refuse()
            return
        server = self.channel.server
        if len(server._map) > server.adj.connection_limit * CROWDED:
            self.set_close_on_finish()
        super().execute()

    def refuse(self) -> None:
        self.status, headers, body = self.crowded.answer(self.request.path, self.request.command)
        self.complete = True
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


def open_door(threads: int, crowded: Crowded) -> Door:
    """The dispatcher of a server that is about to be made; its connections know the doorkeeper."""
    sys.setswitchinterval(TURN)
    task = type("Served", (Served,), {"crowded": crowded})
    BaseWSGIServer.channel_class = type("Line", (HTTPChannel,), {"task_class": task, "turned_away": False})
    return Door(threads)
