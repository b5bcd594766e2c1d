"""How long people waited, step by step."""

from collections import defaultdict
from statistics import median

from measure.report import Report

UPLOAD = "report with photo"


def tell_steps(report: Report, found: dict, name: str = "") -> None:
    """Errors, then p50 and p95 of each step; `name` stands before each where there are several crowds."""
    before = f"{name}: " if name else ""
    report.add(f"{before}errors", len(found["wrong"]), "answers", 0)
    for text in sorted(set(found["wrong"]))[:5]:
        print(f"<!-- {text} -->", flush=True)
    if "reports" in found:
        report.add(f"{before}reports written", found["reports"], "reports")
        report.add(f"{before}the last answer after", found["seconds"] / 60, "min")
    by_step = defaultdict(list)
    for step, seconds in found["times"]:
        by_step[step].append(seconds * 1000)
    for step, spent in by_step.items():
        ordered = sorted(spent)
        report.add(f"{before}{step}: p50", median(ordered), "ms")
        report.add(f"{before}{step}: p95", ordered[int(len(ordered) * 0.95)], "ms", 1500 if step == UPLOAD else 500)
