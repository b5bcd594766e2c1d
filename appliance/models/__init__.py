"""The regency's records. `TABLES` lists every table in an order in which they can be made."""

from appliance.models.apel import Apel
from appliance.models.atur_ulang import AturUlang
from appliance.models.base import Record, db
from appliance.models.bukti_dukung import BuktiDukung
from appliance.models.cadangan import Cadangan, TempatCadangan
from appliance.models.cakupan import PernyataanData
from appliance.models.cuti import Cuti
from appliance.models.dokumen import Dokumen
from appliance.models.dua_langkah import DuaLangkah
from appliance.models.gaji import Gaji
from appliance.models.gangguan import Gangguan
from appliance.models.hari_kerja import DirtyDay, DirtyMonth, HariKerja
from appliance.models.hukdis import Hukdis
from appliance.models.impor import Impor
from appliance.models.jadwal import Jadwal, Roster
from appliance.models.jejak import Jejak
from appliance.models.kalender import Libur
from appliance.models.koreksi import Koreksi, PresensiManual, PutusanKoreksi
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.mesin import Mesin, MesinOpd, Pembacaan
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penandatangan import Penandatangan
from appliance.models.penempatan import Penempatan
from appliance.models.pengenalan import Pengenalan
from appliance.models.pengguna import GagalMasuk, KodeAktivasi, Pengguna, Peran, Sesi
from appliance.models.penutupan import HasilTpp, Langkah, Pembayaran, Pembukaan, Penutupan, Periksa
from appliance.models.peraturan import Pemberlakuan, PeraturanTeks
from appliance.models.perkiraan import Perkiraan
from appliance.models.pin import Pin
from appliance.models.plt import Plt
from appliance.models.presensi import Karantina, Presensi
from appliance.models.skp import PengajuanSkp, Predikat, PutusanSkp, Skp
from appliance.models.tugas import Tugas

TABLES: tuple[type[Record], ...] = (
    Opd, Pegawai, Penempatan, Gaji, Plt, Libur, Jadwal, Roster, Pengguna, Peran, KodeAktivasi, Sesi, GagalMasuk,
    DuaLangkah, AturUlang, Pengenalan,
    Mesin, MesinOpd, Pembacaan, Pin, Presensi, Karantina, Cuti, Apel, Koreksi, PutusanKoreksi, PresensiManual, Gangguan,
    Hukdis, PengajuanSkp, PutusanSkp, Skp, Predikat, Laporan, Persetujuan, BuktiDukung,
    PeraturanTeks, Pemberlakuan, Penandatangan, PernyataanData,
    HariKerja, DirtyDay, DirtyMonth, Perkiraan, Penutupan, HasilTpp, Pembukaan, Pembayaran, Langkah, Periksa, Dokumen,
    Impor, Jejak, Tugas, Cadangan, TempatCadangan,
)  # fmt: skip

__all__ = ["TABLES", "Record", "db", *(model.__name__ for model in TABLES)]
