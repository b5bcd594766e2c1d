"""A port that the demonstration's machine had may belong to another program at the next start."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from appliance.demo.pindah import move
from appliance.models import Jejak, Mesin
from tests.cast import build
from tests.models.regency import ROOT


def test_a_machine_whose_port_is_taken_moves_in_the_list_and_in_the_regency(own_folder: Path) -> None:
    cast = build(own_folder)
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        taken = stranger.getsockname()[1]
        machines = [{"sn": "A1", "port": taken, "kunci": "7"}, {"sn": "A2", "port": 14370, "kunci": "8"}]
        for one in machines:
            Mesin.create(
                sn=one["sn"], opd=cast.opd["dinkes"], jalur="lan", alamat="127.0.0.1", port=one["port"], kunci="x"
            )
        (own_folder / "demo-mesin.json").write_text(json.dumps(machines))
        port = move(own_folder, "A1", ROOT)
        assert port not in (taken, 14370)
        with socket.create_server(("127.0.0.1", port)):
            pass
    kept = json.loads((own_folder / "demo-mesin.json").read_text())
    assert [(m["sn"], m["port"], m["kunci"]) for m in kept] == [("A1", port, "7"), ("A2", 14370, "8")]
    row = Mesin.get(Mesin.sn == "A1")
    assert (row.port, row.kunci, row.alamat) == (port, "x", "127.0.0.1")
    assert Jejak.select().order_by(Jejak.id.desc()).first().objek == "mesin"


def test_a_machine_that_is_no_simulated_one_stays_where_it_is(own_folder: Path) -> None:
    build(own_folder)
    with pytest.raises(LookupError):
        move(own_folder, "SN1", ROOT)
