"""This month's estimate of a person, as the jobs last computed it; pages only read it."""

from __future__ import annotations

from peewee import CompositeKey, ForeignKeyField, IntegerField, TextField

from appliance.models.base import JsonField, Record, TanggalField, WaktuField
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai


class Perkiraan(Record):
    """Amounts in whole rupiah, percents as text with a point; `rincian` as `hasil_tpp.rincian`."""

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
    rincian = JsonField()
    kurang = JsonField()  # what keeps the month from being locked for this person
    catatan = JsonField()
    contoh = IntegerField(default=0)
    data_sampai = TanggalField(null=True)  # last judged day the estimate rests on
    dihitung = WaktuField()

    class Meta:
        primary_key = CompositeKey("pegawai", "bulan")
        indexes = ((("bulan", "opd"), False),)
