"""Evidence stays with its report, lies under the hash of its content and is found again where it is used twice."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from appliance.models import BuktiDukung, Laporan
from appliance.models.bukti_dukung import of_reports, path_of, seen_elsewhere
from appliance.models.jejak import Pelaku
from appliance.models.laporan_kirim import Lampiran, resubmit, submit
from appliance.models.laporan_tulis import version
from appliance.models.refused import Refused
from tests.cast import Cast
from tests.models.laporan.conftest import by, report

FOTO = Lampiran("rapat.jpg", "jpg", b"isi foto")


def test_a_file_lies_under_its_hash_and_only_the_box_reads_it(cast: Cast, siti: Pelaku, own_folder: Path) -> None:
    row, _ = submit(cast.siti.pegawai, report(), "k", [FOTO], siti)
    kept = of_reports([row.id])[row.id][0]
    path = path_of(kept.hash, "jpg")
    assert path == own_folder / "bukti" / kept.hash[:2] / f"{kept.hash}.jpg"
    assert path.read_bytes() == b"isi foto"
    assert path.stat().st_mode & 0o077 == 0
    assert [p for p in path.parent.iterdir() if p != path] == []


def test_the_sixth_file_is_refused_and_nothing_is_kept(cast: Cast, siti: Pelaku) -> None:
    files = [Lampiran(f"{i}.jpg", "jpg", str(i).encode()) for i in range(6)]
    with pytest.raises(Refused, match="Paling banyak 5"):
        submit(cast.siti.pegawai, report(), "k", files, siti)
    assert Laporan.select().count() == BuktiDukung.select().count() == 0


def test_sent_three_times_the_evidence_hangs_there_once(cast: Cast, siti: Pelaku) -> None:
    for _ in range(3):
        submit(cast.siti.pegawai, report(), "k", [FOTO, FOTO], siti)
    assert BuktiDukung.select().count() == 1


def test_the_same_photo_of_another_day_or_person_is_found(cast: Cast, siti: Pelaku) -> None:
    mine, _ = submit(cast.siti.pegawai, report(), "a", [FOTO], siti)
    again, _ = submit(cast.siti.pegawai, report(mulai=time(9), selesai=time(9, 20)), "b", [FOTO], siti)
    other, _ = submit(cast.budi.pegawai, report(), "c", [FOTO], by(cast, "budi"))
    digest = BuktiDukung.get().hash
    assert [(k.laporan_id, k.nama) for k in seen_elsewhere(digest, mine.id)] == [
        (again.id, "Siti Rahmawati"),
        (other.id, "Budi Hartono"),
    ]


def test_evidence_is_taken_off_and_put_on_with_a_change(cast: Cast, siti: Pelaku) -> None:
    row, _ = submit(cast.siti.pegawai, report(), "a", [FOTO], siti)
    resubmit(row, report(), version(row), [Lampiran("b.pdf", "pdf", b"%PDF")], [BuktiDukung.get().id], siti)
    assert [one.nama for one in of_reports([row.id])[row.id]] == ["b.pdf"]


def test_an_approved_report_keeps_its_evidence(cast: Cast, siti: Pelaku) -> None:
    row, _ = submit(cast.siti.pegawai, report(), "a", [FOTO], siti)
    Laporan.update(status="disetujui").execute()
    with pytest.raises(Refused, match="sudah disetujui"):
        resubmit(row, report(), version(row), [], [BuktiDukung.get().id], siti)
    assert BuktiDukung.select().count() == 1
