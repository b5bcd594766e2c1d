"""The command `ekinerja`: exit 0 on success, 1 on refused input, 2 on wrong usage."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence

from appliance import keadaan_kotak, settings
from appliance.box import BoxRefused
from appliance.commands import MODULES, Refused
from appliance.models.base import db
from appliance.settings import SettingRefused


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="ekinerja", description="E-Kinerja: laporan, presensi dan TPP satu kabupaten.")
    commands = top.add_subparsers(dest="command", required=True, metavar="perintah")
    for module in MODULES:
        module.register(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    os.umask(0o077)  # what the box writes is nobody else's to read
    arguments = parser().parse_args(argv)
    try:
        code: int | None = arguments.run(arguments)
        sys.stdout.flush()
    except Refused as refused:
        for line in refused.lines:
            print(line, file=sys.stderr)
        return 1
    except (BoxRefused, SettingRefused) as refused:
        print(refused, file=sys.stderr)
        return 1
    except BrokenPipeError:  # who reads has seen enough (`| head`): the end, and nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:
        trouble = keadaan_kotak.trouble(error, settings.load().data)
        if trouble is None:
            raise
        print(f"{trouble.kata} {trouble.perbuatan}\n({error})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("dihentikan", file=sys.stderr)
        return 130
    finally:
        if db.obj is not None and not db.is_closed():
            db.close()
    return code or 0


if __name__ == "__main__":
    sys.exit(main())
