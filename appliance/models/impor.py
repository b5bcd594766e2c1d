"""Files that came in: checked whole, entered once, finished after a kill, taken back as a whole."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from appliance.models.base import JsonField, Record, TanggalField, WaktuField
from appliance.models.mesin import Mesin
from appliance.models.pengguna import Pengguna

KEADAAN = ("pratinjau", "berjalan", "selesai", "ditolak", "menarik", "ditarik", "terhenti")


class Impor(Record):
    """`berkas` is what the person called the file, `hash` names its bytes under the data folder. `terhenti`: given up
    at row `masuk`, since the program fails there again and again; what entered can be taken back."""

    jenis = TextField()
    berkas = TextField()
    hash = TextField(index=True)
    keadaan = TextField()
    pengguna = ForeignKeyField(Pengguna, null=True)
    pelaku = TextField(default="")
    dibuat = WaktuField()
    selesai = WaktuField(null=True)
    baris = IntegerField(default=0)
    masuk = IntegerField(default=0)  # rows already written: where to go on after a kill
    baru = IntegerField(default=0)
    berubah = IntegerField(default=0)
    sama = IntegerField(default=0)
    sebagian = BooleanField(default=False)
    mesin = ForeignKeyField(Mesin, null=True, backref="impor")
    sampai = TanggalField(null=True)
    pilihan = JsonField(null=True)
    penolakan = JsonField(null=True)  # [{baris, kolom, alasan}]

    @property
    def dapat_ditarik(self) -> bool:
        return self.keadaan in ("selesai", "terhenti")

    @property
    def terhenti(self) -> str:
        """Where it was given up, in words; empty for one that was not."""
        if self.keadaan != "terhenti":
            return ""
        return f"terhenti sesudah baris {self.masuk} dari {self.baris}: programnya gagal berkali-kali di sana"
