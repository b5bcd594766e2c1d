"""`ekinerja serve`: the web server."""

from __future__ import annotations

import argparse

from appliance.commands import here, sole


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("serve", help="menjalankan server web")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    from appliance.web.serve import serve

    box = here()
    with sole(box, "serve"):
        serve(box.settings, lambda text: print(text, flush=True))
