"""What is wrong with the disk or the database, told from an error: which trouble, what to say, what to do about it."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from appliance.models.sqlite import error_name


@dataclass(frozen=True, slots=True)
class GangguanDisk:
    """`kode` names the trouble, `kata` is for whoever was working, `perbuatan` for who keeps the box."""

    kode: str
    kata: str
    perbuatan: str


PENUH = GangguanDisk(
    "penuh", "Disk server penuh, jadi tidak ada yang dapat disimpan.",
    "Kosongkan tempat di disk folder data (cadangan lama, berkas lain) atau ganti dengan yang lebih besar; "
    "E-Kinerja melanjutkan sendiri, tidak perlu dinyalakan ulang.",
)  # fmt: skip
BACA_SAJA = GangguanDisk(
    "baca_saja", "Disk server hanya dapat dibaca, jadi tidak ada yang dapat disimpan.",
    "Linux mengunci disk yang bermasalah: lihat `dmesg`, periksa disk dengan `fsck`, ganti bila rusak, lalu pasang "
    "lagi dan jalankan ulang layanan.",
)  # fmt: skip
MACET = GangguanDisk(
    "macet", "Disk server tidak menjawab dengan benar.",
    "Lihat `dmesg` dan keadaan disk (`smartctl -a`); ganti disk, lalu pulihkan dari cadangan.",
)  # fmt: skip
RUSAK = GangguanDisk(
    "rusak",
    "Sebagian berkas data di server rusak, jadi halaman ini tidak ditampilkan: angkanya tidak dapat dipercaya.",
    "Hentikan serve dan work, jangan hapus apa-apa, lalu pulihkan dari cadangan terakhir. Presensi yang masih ada di "
    "mesin masuk lagi sesudahnya.",
)  # fmt: skip
SIBUK = GangguanDisk(
    "sibuk", "Server sedang menulis banyak data atau disknya lambat.",
    "Tunggu pekerjaan besar selesai. Bila sering, lihat apakah disk lambat (`iostat -x`) atau ada perintah ekinerja "
    "yang berjalan lama.",
)  # fmt: skip

BY_NAME = {
    "SQLITE_FULL": PENUH, "SQLITE_READONLY": BACA_SAJA, "SQLITE_IOERR": MACET, "SQLITE_CORRUPT": RUSAK,
    "SQLITE_NOTADB": RUSAK, "SQLITE_CANTOPEN": MACET, "SQLITE_BUSY": SIBUK, "SQLITE_LOCKED": SIBUK,
}  # fmt: skip
BY_NUMBER = {errno.ENOSPC: PENUH, errno.EDQUOT: PENUH, errno.EROFS: BACA_SAJA, errno.EIO: MACET}


def of(error: BaseException | None) -> GangguanDisk | None:
    """The trouble that an error, or what caused it, tells of; None when it tells of none."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        name = error_name(error)
        number = error.errno if isinstance(error, OSError) else None
        found = BY_NUMBER.get(number or 0) or next((BY_NAME[key] for key in BY_NAME if name.startswith(key)), None)
        if found is not None:
            return found
        error = error.__cause__ or error.__context__
    return None
