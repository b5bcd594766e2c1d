"""Figures as lines: name, value, unit, ratio to the bare page, target."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Collects figures and prints each as soon as it is known. `bare_ms` is the CPU of the bare page."""

    bare_ms: float = 0.0
    over: list[str] = field(default_factory=list)

    def title(self) -> None:
        print("| name | value | unit | x bare page | target | |\n|---|---:|---|---:|---:|---|", flush=True)

    def add(self, name: str, value: float, unit: str, target: float | None = None) -> None:
        """`target` is the most that it may be; None for a figure that only informs."""
        ratio = f"{value / self.bare_ms:.2f}" if unit == "ms CPU" and self.bare_ms else ""
        late = target is not None and value > target
        shown = f"{value:.2f}" if value < 100 and value != int(value) else f"{value:,.0f}"
        limit = "" if target is None else f"{target:,.2f}".rstrip("0").rstrip(".")
        if late:
            self.over.append(name)
        print(f"| {name} | {shown} | {unit} | {ratio} | {limit} | {'OVER' if late else ''} |", flush=True)


@dataclass(slots=True)
class Spent:
    """CPU seconds of this process and of its ended children."""

    cpu: float = 0.0


@contextmanager
def cpu() -> Iterator[Spent]:
    """CPU seconds spent within, children included."""
    spent = Spent()
    begun = _now()
    yield spent
    spent.cpu = _now() - begun


def _now() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
