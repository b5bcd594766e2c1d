"""`ekinerja import peraturan FILE.toml [--sahkan]`: a decree as a draft, or at once in force."""

from __future__ import annotations

import argparse

from appliance.commands import Refused
from appliance.models.jejak import Pelaku
from appliance.models.peraturan import PeraturanTetap, enact, propose
from appliance.rules.peraturan import PeraturanKeliru


def run_decree(arguments: argparse.Namespace, data: bytes, who: Pelaku) -> int:
    name = arguments.file.name
    try:
        draft = propose(data.decode("utf-8-sig"), name, who)
        fresh = enact(draft, who) if arguments.sahkan else False
    except UnicodeDecodeError as error:
        raise Refused([f"{name}: bukan teks UTF-8"]) from error
    except PeraturanKeliru as refused:
        raise Refused([str(fault) for fault in refused.tolakan]) from refused
    except PeraturanTetap as refused:
        raise Refused([str(refused)]) from refused
    print(f"{name}: {draft.kode} {'diberlakukan' if fresh else 'sudah berlaku' if arguments.sahkan else 'rancangan'}")
    return 0
