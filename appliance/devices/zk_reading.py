"""What a read of a network machine came to, in a status and a sentence that an operator understands."""

from dataclasses import dataclass, field
from datetime import datetime

from appliance.devices.punch import Punch, Rejected

KALIMAT = {
    "lengkap": "Semua rekaman terbaca.",
    "sebagian": "Sebagian rekaman terbaca; pembacaan diulang nanti.",
    "tak_berubah": "Tidak ada rekaman baru sejak pembacaan terakhir.",
    "kosong": "Mesin menyatakan tidak menyimpan satu rekaman pun; periksa mode kerja mesin di menunya.",
    "tak_terjangkau": "Mesin tidak terjangkau; periksa listrik, kabel dan alamatnya.",
    "kunci_salah": "Kunci komunikasi salah; samakan dengan Comm Key di menu mesin.",
    "serial_lain": "Di alamat ini berdiri mesin lain; tidak ada yang diambil.",
    "sibuk": "Mesin sedang dipakai aplikasi lain.",
    "waktu_habis": "Mesin terlalu lama diam; pembacaan dihentikan.",
    "putus": "Mesin memutus sambungan di tengah jalan.",
    "rusak": "Jawaban mesin tidak dapat dipahami.",
    "ditolak": "Mesin menolak perintah baca.",
    "tak_dikenal": "Bentuk rekaman mesin ini belum dikenal; tidak ada yang diambil.",
    "alamat_salah": "Alamat atau port mesin tidak sah.",
    "gagal": "Pembacaan gagal.",
}
SEBAB = {
    "kurang": "Mesin mengirim lebih sedikit dari yang dinyatakannya.",
    "lebih": "Mesin mengirim lebih banyak dari yang dinyatakannya.",
    "pengguna": "Daftar pengguna mesin tidak terbaca.",
}


@dataclass(frozen=True, slots=True)
class LastState:
    """What the last full read of this machine found: its count, when (naive, the machine's zone), the record size and
    its last few punches as (pin, waktu)."""

    jumlah: int | None = None
    penuh_pada: datetime | None = None
    ekor: tuple[tuple[str, datetime], ...] = ()
    ukuran: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One contact. Only `status == "lengkap"` says that all the machine holds has been read.

    `n0` and `n1` are the machine's counts before and after, `ukuran` the bytes of a record, `drift_s` how many seconds
    its clock is ahead. `blob` is the raw log, zlib-packed, and `sha256` that of the log itself, in hex. `users` maps
    PINs to names: a hint, badly coded by machines. `ekor` and the rest of `last_state` are for the next read.
    """

    status: str
    kalimat: str
    sebab: str = ""
    rincian: str = ""
    sn: str | None = None
    n0: int | None = None
    n1: int | None = None
    kapasitas: int | None = None
    ukuran: int | None = None
    drift_s: int | None = None
    punches: list[Punch] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    blob: bytes = b""
    sha256: str = ""
    users: dict[str, str] = field(default_factory=dict)
    log_diganti: bool = False
    ekor: tuple[tuple[str, datetime], ...] = ()

    def last_state(self, now: datetime) -> LastState | None:
        """What to remember for the next read; None unless this one was complete."""
        if self.status != "lengkap":
            return None
        return LastState(len(self.punches) + len(self.rejected), now, self.ekor, self.ukuran)


def sentence(status: str, *, sebab: str = "", log_diganti: bool = False) -> str:
    """The status in Indonesian, with the cause of a partial read and the alarm where there is one."""
    parts = [KALIMAT[status]]
    if sebab and sebab != status:
        parts.append(SEBAB.get(sebab) or KALIMAT.get(sebab, ""))
    if log_diganti:
        parts.append("Perhatian: log mesin dihapus atau diganti.")
    return " ".join(part for part in parts if part)
