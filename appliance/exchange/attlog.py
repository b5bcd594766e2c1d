"""A machine's USB export taken in: raw bytes kept, each punch once, doubtful lines in quarantine, coverage moved."""

from __future__ import annotations

import zlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from appliance.devices.attlog import AttlogFile, AttlogRefused, parse_attlog
from appliance.devices.attlog_serial import check_serial
from appliance.devices.punch import Punch
from appliance.exchange.refusal import BerkasDitolak, Tolakan
from appliance.exchange.stage import alone, keep_bytes, stage, staged
from appliance.models.base import BATCH, db
from appliance.models.impor import Impor
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.mesin import Mesin, MesinOpd, Pembacaan
from appliance.models.pembacaan import cover
from appliance.models.penerimaan import quarantine, receive
from appliance.models.pin_resolver import PinResolver
from appliance.models.tandai import settle_coverage

JALUR, RAW = "flashdisk", "muatan"
LISTED = 500  # refused lines kept with the import; all of them are in quarantine


def find_machine(sn: str, berkas: str) -> Mesin:
    """Raises BerkasDitolak when no machine has this serial."""
    found: Mesin | None = Mesin.get_or_none(Mesin.sn == sn)
    if found is None:
        raise BerkasDitolak(berkas, [Tolakan(0, "mesin", f"mesin {sn} tidak dikenal; impor mesin lebih dulu")])
    return found


def read_log(mesin: Mesin, berkas: str, data: bytes, pelaku: Pelaku) -> AttlogFile:
    """Everything the file holds. Raises BerkasDitolak: another machine's, no text, above 50 MB, without a punch."""
    known = [sn for (sn,) in _serials()]
    try:
        check_serial(str(mesin.sn), berkas, data[:4096], known=known)
        return parse_attlog(data, now=pelaku.kapan.replace(tzinfo=None))
    except AttlogRefused as refused:
        raise BerkasDitolak(berkas, [Tolakan(0, "", refused.alasan)]) from refused


def _serials() -> Any:
    return Mesin.select(Mesin.sn).tuples()


def enter_attlog(
    folder: Path, mesin: Mesin, berkas: str, data: bytes, pelaku: Pelaku, *, sampai: date | None = None
) -> tuple[Impor, AttlogFile]:
    """Enter a machine's export; `folder` is the data folder. Good lines enter, doubtful ones wait in quarantine.

    `sampai`: up to which day the file holds everything, else the day of its last punch. Raises BerkasDitolak.
    """
    from appliance.exchange.impor import finish_all

    if sampai is not None and sampai > pelaku.kapan.date():
        raise BerkasDitolak(berkas, [Tolakan(0, "sampai", f"{sampai} belum lewat")])
    with alone(folder):
        finish_all(folder, pelaku.kapan)
        log = read_log(mesin, berkas, data, pelaku)
        impor = _open(folder, mesin, berkas, data, pelaku, log, sampai)
        _run(impor, log, pelaku)
        return impor, log


def _open(
    folder: Path, mesin: Mesin, berkas: str, data: bytes, pelaku: Pelaku, log: AttlogFile, sampai: date | None
) -> Impor:
    name, now = stage(folder, data), pelaku.kapan.replace(tzinfo=None, microsecond=0)
    muatan = f"{name}.z"
    (folder / RAW).mkdir(parents=True, exist_ok=True)
    keep_bytes(folder / RAW / muatan, zlib.compress(data, 6))
    faults = [Tolakan(r.nomor, "baris", r.alasan).asdict() for r in log.rejected[:LISTED]]
    with db.atomic():
        contact = Pembacaan.create(
            mesin=mesin, jalur=JALUR, mulai=now, keadaan="berjalan", diklaim=log.lines, muatan=muatan
        )  # fmt: skip
        opened: Impor = Impor.create(
            jenis="attlog", berkas=berkas, hash=name, keadaan="berjalan", pengguna=pelaku.pengguna_id,
            pelaku=pelaku.nama, dibuat=now, baris=len(log.punches), sebagian=bool(log.rejected), mesin=mesin,
            sampai=sampai or log.last_day, penolakan=faults or None,
            pilihan={"dari": pelaku.dari, "pembacaan": contact.id, "tercakup": mesin.tercakup},
        )  # fmt: skip
    return opened


def go_on_entering(folder: Path, impor: Impor, pelaku: Pelaku) -> None:
    """Finish after a kill: the same bytes, judged by the clock of the first time, from where it stopped."""
    log = parse_attlog(staged(folder, str(impor.hash)), now=impor.dibuat)
    _run(impor, log, pelaku)


def in_order(log: AttlogFile) -> list[Punch]:
    return sorted(log.punches, key=lambda punch: (punch.pin, punch.waktu))


def _run(impor: Impor, log: AttlogFile, pelaku: Pelaku) -> None:
    mesin = impor.mesin
    assert mesin is not None
    contact: Pembacaan = Pembacaan.get_by_id(impor.pilihan["pembacaan"])
    punches = in_order(log)
    while impor.masuk < len(punches):
        with db.atomic():
            batch = punches[impor.masuk : impor.masuk + BATCH]
            counts = receive(mesin, batch, (), pembacaan=contact)
            impor.masuk += len(batch)
            impor.baru += counts.baru
            impor.sama += counts.kembar
            impor.save(only=[Impor.masuk, Impor.baru, Impor.sama])
    held = quarantine(mesin, log.rejected, contact)
    assert impor.sampai is not None
    cover(mesin, impor.sampai, [min(punches, key=lambda p: p.waktu).waktu])
    settle_places(mesin)
    _close(impor, mesin, contact, log, held, pelaku)


def settle_places(mesin: Mesin) -> None:
    """Coverage of every office where the machine stands or stood."""
    places: Any = MesinOpd.select(MesinOpd.opd).where(MesinOpd.mesin == mesin.id).distinct().tuples()
    for (opd_id,) in places:
        settle_coverage(opd_id)


def unknown_pins(mesin: Mesin, log: AttlogFile) -> Counter[str]:
    """PINs nobody holds on the day of the punch, with how many punches."""
    resolver = PinResolver(mesin.id)
    return Counter(p.pin for p in log.punches if resolver.find(p.pin, p.waktu.date()) is None)


def _close(impor: Impor, mesin: Mesin, contact: Pembacaan, log: AttlogFile, held: int, pelaku: Pelaku) -> None:
    now, unknown = pelaku.kapan.replace(tzinfo=None, microsecond=0), unknown_pins(mesin, log)
    with db.atomic():
        Pembacaan.update(
            selesai=now, keadaan="lengkap", terbaca=len(log.punches), baru=impor.baru, karantina=held,
            pin_asing=len(unknown), rincian={"impor": impor.id, "berkas": impor.berkas, "pin_asing": dict(unknown)},
        ).where(Pembacaan.id == contact.id).execute()  # fmt: skip
        Mesin.update(kontak=now, keadaan="lengkap").where(Mesin.id == mesin.id).execute()
        after = {"baru": impor.baru, "sama": impor.sama, "karantina": held, "sampai": impor.sampai, "hash": impor.hash}
        record(pelaku, [Perubahan("impor", "attlog", f"{mesin.sn}/{impor.id}", None, after)], impor)
        impor.keadaan, impor.selesai = "selesai", now
        impor.save(only=[Impor.keadaan, Impor.selesai])
