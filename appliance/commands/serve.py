"""`ekinerja serve`: the web server."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from appliance import kerusakan, settings
from appliance.commands import after_a_fall, here, sole
from appliance.models import gangguan_disk


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("serve", help="menjalankan server web")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    from appliance.web.serve import serve

    chosen = settings.load()
    damage = opened(chosen.data)
    with sole(chosen.data, "serve") as turn:
        damage = damage or after_a_fall(chosen.data, turn)
        for line in damage:
            print(f"{gangguan_disk.RUSAK.perbuatan} ({line})", file=sys.stderr, flush=True)
        serve(chosen, lambda text: print(text, flush=True), closed=bool(damage))


def opened(data: Path) -> list[str]:
    """Open the box; what cannot even be opened is damaged: then the pages say so, instead of nothing."""
    try:
        here()
    except Exception as error:
        if gangguan_disk.of(error) is not gangguan_disk.RUSAK:
            raise
        kerusakan.note(data, str(error))
        return [str(error)]
    return []
