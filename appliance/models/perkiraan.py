"""This month's estimate of a person, as the jobs last computed it; pages only read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import EXCLUDED, CompositeKey, ForeignKeyField, IntegerField, TextField, chunked

from appliance.models.base import BATCH, JsonField, Record, TanggalField, WaktuField, db
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai


class Perkiraan(Record):
    """Amounts in whole rupiah, percents as text with a point; `rincian` and `potongan` as `hasil_tpp` has them."""

    pegawai = ForeignKeyField(Pegawai, backref="perkiraan", index=False)
    bulan = TextField()
    opd = ForeignKeyField(Opd, null=True, backref="perkiraan")
    kelas_jabatan = IntegerField(null=True)
    pagu = IntegerField()
    persen_kinerja = TextField()
    persen_potongan_kehadiran = TextField()
    tpp_kinerja = IntegerField()
    tpp_kehadiran = IntegerField()
    potongan_hukdis = IntegerField()
    tpp = IntegerField()
    bpjs_4 = IntegerField()
    bpjs_1 = IntegerField()
    pph_21 = IntegerField()
    bersih = IntegerField()
    contoh = IntegerField(default=0)
    rincian = JsonField()
    potongan = JsonField()
    kurang = JsonField()  # what keeps the month from being locked for this person
    catatan = JsonField()  # what an officer should know
    data_sampai = TanggalField(null=True)  # last judged day the estimate rests on
    dihitung = WaktuField()

    class Meta:
        primary_key = CompositeKey("pegawai", "bulan")
        indexes = ((("bulan", "opd"), False),)


COLUMNS = tuple(Perkiraan._meta.sorted_field_names)
KEPT = [field for field in Perkiraan._meta.sorted_fields if field.name not in ("pegawai", "bulan")]
UPDATE = {field: getattr(EXCLUDED, field.column_name) for field in KEPT}


def store(rows: Sequence[dict[str, Any]]) -> None:
    """Put estimates in the place of the earlier ones."""
    fields = [getattr(Perkiraan, name) for name in COLUMNS]
    for part in chunked([[row[name] for name in COLUMNS] for row in rows], BATCH):
        with db.atomic():
            Perkiraan.insert_many(part, fields=fields).on_conflict(
                conflict_target=[Perkiraan.pegawai, Perkiraan.bulan], update=UPDATE
            ).execute()


def judged_until(days: Sequence[Any]) -> date | None:
    """The last day before the first one without data."""
    until = None
    for day in days:
        if day.keadaan == "belum_ada_data":
            break
        until = day.tanggal
    return until
