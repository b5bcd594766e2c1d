"""A locked month of an office: its results, frozen and hashed; reopened by two people; paid."""

from __future__ import annotations

from peewee import BlobField, ForeignKeyField, IntegerField, TextField

from appliance.models.base import JsonField, Record, TanggalField, WaktuField
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna


class Penutupan(Record):
    """One version of an office's locked month. In force while no approved Pembukaan stands against it.

    `hash` seals the decrees, the facts and every rupiah; `tanpa` lists people left out, each with the reasons.
    """

    bulan = TextField()
    opd = ForeignKeyField(Opd, backref="penutupan")
    versi = IntegerField(default=1)
    kapan = WaktuField()
    oleh = ForeignKeyField(Pengguna, null=True)
    pelaku = TextField()
    peraturan = JsonField()  # [[kode, hash]] of every decree in force when it was locked
    hash_peraturan = TextField()
    hash_fakta = TextField()
    hash = TextField()
    orang = IntegerField()
    tpp = IntegerField()
    bersih = IntegerField()
    alasan_tak_lengkap = TextField(default="")
    tanpa = JsonField()
    dibuka = WaktuField(null=True)

    class Meta:
        indexes = ((("bulan", "opd", "versi"), True),)


def current(bulan: str, opd_id: int) -> Penutupan | None:
    """The closing in force of an office's month, or None while it is open."""
    found: Penutupan | None = (
        Penutupan.select()
        .where((Penutupan.bulan == bulan) & (Penutupan.opd == opd_id) & Penutupan.dibuka.is_null())
        .first()
    )
    return found


class HasilTpp(Record):
    """One person's locked result with what was printed then; never changed (guarded by the database too)."""

    penutupan = ForeignKeyField(Penutupan, backref="hasil")
    pegawai = ForeignKeyField(Pegawai, backref="hasil_tpp", index=False)
    bulan = TextField()
    nip = TextField()
    nama = TextField()
    jabatan = TextField()
    golongan = TextField(null=True)
    status_asn = TextField()
    bank = TextField()
    rekening = TextField()
    npwp = TextField()
    kelas_jabatan = IntegerField()
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
    rincian = JsonField()  # [[tanggal, kode, uraian, pasal, peraturan, persen, rupiah, contoh]]
    potongan = JsonField()  # tax and BPJS lines, same form
    fakta = BlobField()  # the facts it was computed from, zlib of canonical JSON

    class Meta:
        indexes = ((("penutupan", "pegawai"), True), (("pegawai", "bulan"), False))


class Pembukaan(Record):
    """A locked month reopened before payment: asked by one, agreed by another."""

    penutupan = ForeignKeyField(Penutupan, backref="pembukaan")
    alasan = TextField()
    diminta = WaktuField()
    peminta = ForeignKeyField(Pengguna, null=True)
    disetujui = WaktuField(null=True)
    penyetuju = ForeignKeyField(Pengguna, null=True)
    ditolak = WaktuField(null=True)


class Pembayaran(Record):
    """Paid: when, with which number, by which bendahara."""

    penutupan = ForeignKeyField(Penutupan, unique=True, backref="pembayaran")
    tanggal = TanggalField()
    nomor = TextField()
    oleh = ForeignKeyField(Pengguna, null=True)
    kapan = WaktuField()


class Langkah(Record):
    """A step of an office's month: verifikasi (operator), pengesahan (kepala), perhitungan, pemeriksaan (TPP team)."""

    bulan = TextField()
    opd = ForeignKeyField(Opd, backref="langkah")
    langkah = TextField()
    kapan = WaktuField()
    oleh = ForeignKeyField(Pengguna, null=True)
    catatan = TextField(default="")
    dibatalkan = WaktuField(null=True)

    class Meta:
        indexes = ((("bulan", "opd", "langkah"), False),)


class Periksa(Record):
    """An exception of a person's month that the operator has looked at."""

    bulan = TextField()
    pegawai = ForeignKeyField(Pegawai, backref="periksa")
    kapan = WaktuField()
    oleh = ForeignKeyField(Pengguna, null=True)

    class Meta:
        indexes = ((("bulan", "pegawai"), True),)
