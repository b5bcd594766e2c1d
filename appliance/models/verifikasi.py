"""The office signs its month: its operator verifies, its kepala signs the recap; undone with a reason until locked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from appliance.models.base import db, insert_ignoring
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.koreksi_ajukan import of_office
from appliance.models.opd import Opd
from appliance.models.penutupan import Langkah, Periksa, current
from appliance.models.refused import Refused
from appliance.models.rekap_bulan import recap
from appliance.rules import bulan as months

VERIFIKASI, PENGESAHAN = "verifikasi", "pengesahan"


def steps(bulan: str, opd_id: int) -> dict[str, Langkah]:
    """Steps in force of an office's month."""
    own = (Langkah.bulan == bulan) & (Langkah.opd == opd_id) & Langkah.dibatalkan.is_null()
    return {row.langkah: row for row in Langkah.select().where(own).order_by(Langkah.id)}


def tick(bulan: str, pegawai_ids: Iterable[int], pelaku: Pelaku) -> int:
    """Remember that somebody looked at these people's month; returns how many were not looked at before."""
    with db.atomic():
        wanted = sorted(set(pegawai_ids))
        known = {row[0] for row in _ticked(bulan, wanted).tuples()}
        fresh = [person for person in wanted if person not in known]
        fields = (Periksa.bulan, Periksa.pegawai, Periksa.kapan, Periksa.oleh)
        insert_ignoring(Periksa, fields, [(bulan, person, pelaku.kapan, pelaku.pengguna_id) for person in fresh])
        record(pelaku, [Perubahan("periksa", "periksa", f"{bulan}/{person}", None, {}) for person in fresh])
    return len(fresh)


def _ticked(bulan: str, pegawai_ids: list[int]) -> Any:
    return Periksa.select(Periksa.pegawai).where((Periksa.bulan == bulan) & Periksa.pegawai.in_(pegawai_ids))


def obstacles(opd: Opd, bulan: str, today: date) -> list[str]:
    """Why the month cannot be verified yet, in words; empty when it can."""
    last = months.last(bulan)
    found = []
    if today <= last:
        return ["Bulan ini belum selesai. Yang perlu diperiksa sudah dapat dilihat dan dicentang dari sekarang."]
    if opd.data_sampai is None:
        found.append("Belum ada data kehadiran unit kerja ini.")
    elif opd.data_sampai < last:
        found.append(f"Data baru sampai {opd.data_sampai:%d-%m-%Y}; baca atau impor mesin sampai {last:%d-%m-%Y}.")
    waiting = sum(row["setuju"] is None for row in of_office(opd.id, months.first(bulan), last))
    if waiting:
        found.append(f"{waiting} koreksi presensi menunggu putusan: minta atasan atau kepala memutuskannya dahulu.")
    return found


def verify(opd: Opd, bulan: str, pelaku: Pelaku) -> Langkah:
    """The operator's word that the month was looked through. Once: a second call gives the same step.

    Raises Refused while days lack data or somebody who stands out was not looked at.
    """
    with db.atomic():
        done = steps(bulan, opd.id).get(VERIFIKASI)
        if done is not None:
            return done
        reasons = obstacles(opd, bulan, pelaku.kapan.date())
        waiting = sum(bool(row.sebab) and not row.diperiksa for row in recap(opd.id, bulan, pelaku.kapan.date()))
        if waiting:
            reasons.append(f"{waiting} pegawai dengan catatan belum diperiksa.")
        if reasons:
            raise Refused({"": " ".join(reasons)})
        return _step(opd, bulan, VERIFIKASI, pelaku)


def sign(opd: Opd, bulan: str, pelaku: Pelaku) -> Langkah:
    """The kepala signs the recap: after the verification, and by another person. Raises Refused."""
    with db.atomic():
        there = steps(bulan, opd.id)
        if PENGESAHAN in there:
            return there[PENGESAHAN]
        if VERIFIKASI not in there:
            raise Refused({"": "Rekap disahkan sesudah operator memverifikasi bulan ini."})
        if _same(there[VERIFIKASI], pelaku):
            raise Refused({"": "Rekap disahkan orang lain, bukan yang memverifikasinya."})
        return _step(opd, bulan, PENGESAHAN, pelaku)


def undo(opd: Opd, bulan: str, langkah: str, alasan: str, pelaku: Pelaku) -> None:
    """Take a step back; without the verification the signature falls too. Raises Refused: no reason, or locked."""
    if not alasan:
        raise Refused({"alasan": "Alasan pembatalan wajib diisi."})
    with db.atomic():
        if current(bulan, opd.id) is not None:
            raise Refused({"": "Bulan ini sudah dikunci; mintalah Tim TPP membukanya dahulu."})
        there = steps(bulan, opd.id)
        falling = [there[name] for name in (VERIFIKASI, PENGESAHAN) if name in there and name in (langkah, PENGESAHAN)]
        if langkah not in there:
            raise Refused({"": "Tahap ini sudah dibatalkan."})
        Langkah.update(dibatalkan=pelaku.kapan).where(Langkah.id.in_([row.id for row in falling])).execute()
        record(
            pelaku,
            [
                Perubahan("batal", "langkah", f"{bulan}/{opd.kode}/{row.langkah}", _image(row), {"alasan": alasan})
                for row in falling
            ],
        )


def _step(opd: Opd, bulan: str, langkah: str, pelaku: Pelaku) -> Langkah:
    row: Langkah = Langkah.create(bulan=bulan, opd=opd, langkah=langkah, kapan=pelaku.kapan, oleh=pelaku.pengguna_id)
    record(pelaku, [Perubahan(langkah, "langkah", f"{bulan}/{opd.kode}/{langkah}", None, _image(row))])
    return row


def _same(row: Langkah, pelaku: Pelaku) -> bool:
    return row.oleh is not None and bool(row.oleh.id == pelaku.pengguna_id)


def _image(row: Langkah) -> dict[str, Any]:
    return {"langkah": row.langkah, "kapan": row.kapan.isoformat(" ", "seconds")}
