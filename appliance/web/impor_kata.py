"""KINDs of files in the words of officers."""

from __future__ import annotations

NAMES = {
    "opd": "Unit kerja", "mesin": "Mesin Presensi", "pegawai": "Pegawai dan penempatan", "gaji": "Gaji",
    "plt": "Plt. dan Plh.", "jadwal": "Jadwal kerja", "roster": "Roster", "libur": "Hari libur",
    "cuti": "Cuti, dinas luar, izin", "apel": "Apel", "koreksi": "Koreksi presensi", "gangguan": "Gangguan",
    "predikat": "Predikat kinerja", "skp": "Butir SKP", "laporan": "Laporan Harian", "hukdis": "Hukuman disiplin",
    "penandatangan": "Penandatangan", "pin": "PIN", "manual": "Presensi manual", "cakupan": "Pernyataan data lengkap",
    "peran": "Peran",
}  # fmt: skip

ABOUT = {
    "opd": "kode, nama, jenis, dan jalur presensi tiap unit kerja",
    "mesin": "nomor seri dan unit kerjanya",
    "pegawai": "NIP, jabatan, kelas, atasan; mulai baru berarti pindah",
    "gaji": "gaji bruto, PTKP, dan golongan menurut tanggal",
    "plt": "jabatan yang dirangkap, dengan tanggal",
    "jadwal": "jam masuk dan pulang tiap hari",
    "roster": "jadwal dinas per orang per tanggal",
    "libur": "libur nasional, cuti bersama, libur daerah",
    "cuti": "jenis, tanggal, dan nomor surat",
    "apel": "hadir atau tidak, per orang per tanggal",
    "koreksi": "jam yang dibetulkan, dengan alasan",
    "gangguan": "mesin atau listrik mati, per unit kerja",
    "predikat": "hasil penilaian sebulan",
    "skp": "sasaran sebulan dengan targetnya",
    "laporan": "laporan yang sudah ditulis di tempat lain",
    "hukdis": "hukuman yang memotong TPP",
    "penandatangan": "siapa menandatangani daftar pembayaran",
    "pin": "PIN mesin milik siapa, sejak kapan",
    "manual": "jam dari daftar hadir manual",
    "cakupan": "data unit kerja lengkap sampai hari apa",
}
