"""What belongs to a person and to an office: one record of every kind, with the ids by which addresses name them."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from peewee import ForeignKeyField

from appliance import models as m
from appliance.exchange.stage import stage
from appliance.models.bukti_dukung import attach
from appliance.models.jejak import Pelaku
from appliance.models.opd import Opd
from appliance.models.persetujuan import stamp
from tests.cast import NOW, SINCE, Cast, Person

BULAN, LALU, HARI = "2026-10", "2026-09", date(2026, 10, 13)
SIGN = "tanda-milik-"  # stands in every text of a person's records, so that no page can show one unnoticed

# Arguments of addresses that say nothing about whose record it is.
COMMON = {
    "bulan": BULAN, "tanggal": HARI.isoformat(), "noun": "mulai", "name": "app.css", "jenis": "daftar", "apa": "tpp",
    "bentuk": "csv", "berkas": "1_attlog.dat", "sejak": f"{NOW:%Y%m%d%H%M%S}", "butir": "1", "nama": "beranda.index",
}  # fmt: skip
# Months that are locked have addresses of their own; tables are brought in by KIND.
BY_NOUN: dict[str, dict[str, str]] = {
    **{noun: {"bulan": LALU} for noun in ("dokumen", "ekspor", "finalisasi", "pembayaran", "pembukaan", "pembuktian")},
    "impor_data": {"jenis": "cuti"},
}


def belongings(data: Path, cast: Cast, name: str, kode: str) -> dict[str, dict[str, str]]:
    """Address arguments by noun ("" for all nouns) of what belongs to this person and to this office."""
    person, opd, sign = cast.people[name], cast.opd[kode], SIGN + name
    by = Pelaku(person.pengguna.id, "uji", "uji", NOW)
    mesin = _machine(opd, sign, person)
    report = _report(person, sign, by)
    own = {"nip": person.nip, "login": person.nip, "laporan_id": report.id, "kunci": f"kunci-{name}",
           "bukti_id": report.bukti[0].id, "sn": mesin.sn, "pin": "77", "pin_id": mesin.pin[0].id, "kode": kode,
           **_day(person, opd, sign), "isi": stage(data, b"  17\t2026-10-05 07:20:00\t1\t0\t1\t0\r\n")}  # fmt: skip
    made = {"": own, **_accounts(cast, person, sign), **_locked(data, opd, person, sign)}
    made |= _tasks(data, mesin, person, sign)
    made["penandatangan"] = {"nomor": m.Penandatangan.get(m.Penandatangan.sebutan == sign).id}
    made["peraturan"] = {"kode": "uji-koreksi"}
    return {noun: {key: str(value) for key, value in given.items()} for noun, given in made.items()}


def form_of(values: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A form that names all of this in every field in which a form may name a record, and is whole beside it."""
    own = values[""]
    row = m.Laporan.get_or_none(m.Laporan.id == int(own["laporan_id"]))
    seen = f"{own['laporan_id']}:{stamp(row) if row else ''}"
    return {
        "nip": own["nip"], "login": own["login"], "opd": own["kode"], "mesin": own["sn"], "ada": own["nip"],
        "tidak": own["nip"], "pilih": seen, "lihat": seen, "satu": seen, "lepas": own["bukti_id"],
        "kunci_kirim": own["kunci"], "tanggal": "2026-10-15", "mulai": "2026-10-15", "selesai": "2026-10-15",
        "mulai_jam": "08:00", "selesai_jam": "09:00", "masuk": "07:30", "jenis": "tahunan", "alasan": "uji walk",
        "nomor_surat": "1/uji", "nomor": "2/uji", "catatan": "uji walk", "setuju": "ya", "putusan": "setuju",
        "sampai": "2026-10-15", "terakhir": "2026-10-15", "peran": "kepala", "sebutan": "uji walk", "jalur": "lan",
        "alamat": "10.0.0.1", "port": "4370", f"m-{own['nip']}": "07:30", "h-13": "LIBUR", "uraian": "Uji walk.",
    }  # fmt: skip


def address_values(values: dict[str, dict[str, str]], noun: str) -> dict[str, str]:
    """What fills an address of this noun."""
    return {**COMMON, **BY_NOUN.get(noun, {}), **values[""], **values.get(noun, {})}


def state(cast: Cast, name: str, kode: str) -> str:
    """A digest of every row of every table that hangs on the person, on the office, or on what hangs on them."""
    there: dict[Any, set[Any]] = {m.Pegawai: {cast.people[name].pegawai.id}, Opd: {cast.opd[kode].id}}
    seen = hashlib.sha256()
    for model in m.TABLES:
        links = [(name, there[f.rel_model]) for f, name in _links(model) if f.rel_model in there]
        known = there.setdefault(model, set())
        for row in model.select().dicts():
            if row.get("id") in known or any(row[link] in ids for link, ids in links):
                known.add(row.get("id"))
                seen.update(repr((model.__name__, sorted(row.items()))).encode())
    return seen.hexdigest()


def _links(model: type[m.Record]) -> list[tuple[Any, str]]:
    return [(field, field.name) for field in model._meta.sorted_fields if isinstance(field, ForeignKeyField)]


def _machine(opd: Opd, sign: str, person: Person) -> m.Mesin:
    mesin: m.Mesin = m.Mesin.create(sn=sign.upper(), opd=opd, jalur="adms", alamat=sign)
    m.MesinOpd.create(mesin=mesin, opd=opd)
    reading = m.Pembacaan.create(mesin=mesin, jalur="adms", mulai=NOW, selesai=NOW, keadaan="lengkap", pesan=sign)
    m.Presensi.create(mesin=mesin, pin="77", waktu=datetime.combine(HARI, time(7, 20)), pembacaan=reading)
    m.Pin.create(mesin=mesin, pin="78", pegawai=person.pegawai, mulai=SINCE)
    return mesin


def _report(person: Person, sign: str, by: Pelaku) -> m.Laporan:
    report: m.Laporan = m.Laporan.create(
        pegawai=person.pegawai,
        tanggal=HARI,
        mulai=time(8),
        selesai=time(9),
        uraian=sign,
        kunci_kirim=f"kunci-{sign.removeprefix(SIGN)}",
        dikirim=NOW,
    )
    attach(report, f"{sign}.jpg", "jpg", sign.encode(), by)
    mine = m.PengajuanSkp.create(pegawai=person.pegawai, bulan=BULAN, status="menunggu", dikirim=NOW)
    m.Skp.create(pegawai=person.pegawai, bulan=BULAN, butir="1", rhk=sign, indikator=sign, satuan="x", target=1,
               pengajuan=mine)  # fmt: skip
    return report


def _day(person: Person, opd: Opd, sign: str) -> dict[str, Any]:
    """Leave, a correction, an outage."""
    day = HARI + timedelta(days=1)
    cuti = m.Cuti.create(pegawai=person.pegawai, jenis="izin", mulai=day, selesai=day, nomor_surat=sign)
    koreksi = m.Koreksi.create(pegawai=person.pegawai, tanggal=HARI, masuk=time(7, 30), alasan=sign, diajukan=NOW)
    begun = datetime.combine(HARI, time(7)) + timedelta(minutes=m.Gangguan.select().count())
    outage = m.Gangguan.create(opd=opd, mulai=begun, alasan=SIGN + opd.kode, nomor_surat=SIGN + opd.kode)
    return {"cuti_id": cuti.id, "koreksi_id": koreksi.id, "gangguan_id": outage.id}


def _accounts(cast: Cast, person: Person, sign: str) -> dict[str, dict[str, Any]]:
    """A sign-in, a role, a lost phone."""
    lasts = {"dibuat": NOW, "terakhir": NOW, "kedua": NOW, "berakhir": NOW + timedelta(days=1)}
    sesi = m.Sesi.create(token=sign, pengguna=person.pengguna, peramban=sign, **lasts)
    role = m.Peran.create(pengguna=person.pengguna, peran="bendahara", opd=None, mulai=SINCE, selesai=SINCE)
    lost = m.AturUlang.create(pengguna=person.pengguna, alasan=sign, diminta=NOW, peminta=cast.andi.pengguna)
    return {"akun": {"sesi_id": sesi.id}, "peran": {"nomor": role.id}, "atur_ulang": {"nomor": lost.id}}


def _locked(data: Path, opd: Opd, person: Person, sign: str) -> dict[str, dict[str, Any]]:
    """A month that is locked, with a paper, and with somebody's wish to open it."""
    signs = SINCE + timedelta(m.Penandatangan.select().count())
    m.Penandatangan.create(opd=opd, peran="pembuat", pegawai=person.pegawai, mulai=signs, sebutan=sign)
    closing, fresh = m.Penutupan.get_or_create(bulan=LALU, opd=opd, defaults={
        "kapan": NOW, "pelaku": sign, "peraturan": [], "hash_peraturan": "", "hash_fakta": "", "hash": sign, "orang": 1,
        "tpp": 7_654_321, "bersih": 7_654_321, "tanpa": []})  # fmt: skip
    if fresh:
        (data / "dokumen").mkdir(exist_ok=True)
        (data / "dokumen" / f"{sign}.pdf").write_text(sign)
        m.Dokumen.create(penutupan=closing, jenis="daftar", berkas=f"dokumen/{sign}.pdf", hash="", dibuat=NOW)
    wish = m.Pembukaan.create(penutupan=closing, alasan=sign, diminta=NOW)
    return {"pembukaan": {"nomor": wish.id}}


def _tasks(data: Path, mesin: m.Mesin, person: Person, sign: str) -> dict[str, dict[str, Any]]:
    """Files brought in and papers asked for, with the tasks that do it."""
    file = {"berkas": sign, "hash": sign, "keadaan": "selesai", "dibuat": NOW}
    usb, table = m.Impor.create(jenis="attlog", mesin=mesin, **file), m.Impor.create(jenis="cuti", **file)
    asked = {"keadaan": "selesai", "dibuat": NOW, "pengguna_id": person.pengguna.id, "hasil": {"jumlah": 1}}
    slips = m.Tugas.create(jenis="slip_aktivasi", isi={"opd": sign, "akun": []}, **asked)
    (data / "aktivasi").mkdir(exist_ok=True)
    (data / "aktivasi" / f"{slips.id}.pdf").write_text(sign)
    enter = m.Tugas.create(jenis="attlog", isi={"mesin": mesin.id, "hash": sign, "berkas": sign}, **asked)
    looked = {"jenis": "cuti", "berkas": sign, "hash": sign, "abaikan": False}
    sorts = dict.fromkeys(("baru", "berubah", "sama", "ditarik"), 0)
    found = {"baris": 1, "jumlah_tolakan": 0, "tolakan": [], "hitung": sorts, "contoh": []}
    preview = m.Tugas.create(jenis="pratinjau_impor", isi=looked, **{**asked, "hasil": found})
    month = m.Tugas.create(jenis="hitung", isi={"bulan": BULAN, "opd": [mesin.opd.id]}, **asked)
    return {
        "impor": {"impor_id": usb.id, "tugas_id": enter.id}, "slip_aktivasi": {"tugas_id": slips.id},
        "impor_data": {"impor_id": table.id, "tugas_id": preview.id}, "tugas": {"tugas_id": month.id},
    }  # fmt: skip
