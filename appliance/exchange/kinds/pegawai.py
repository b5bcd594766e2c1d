"""KIND pegawai: people and where they serve from when. The same NIP with another `mulai` is a move."""

from __future__ import annotations

from appliance.exchange import field, field_asn
from appliance.exchange.kind import NIP, OPD, Bagian, Kind, Kolom
from appliance.exchange.kinds.pegawai_akibat import account_in_use, drop_account, finish, wrote
from appliance.exchange.kinds.pegawai_periksa import check, doubts
from appliance.models.hari_kerja import DirtyDay, DirtyMonth, HariKerja
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import STATUS_ASN, Penempatan
from appliance.models.pengguna import Pengguna
from appliance.models.perkiraan import Perkiraan
from appliance.models.presensi import Presensi

ORANG = ("nama", "bank", "rekening", "npwp", "pendidikan")
TEMPAT = (
    "selesai", "opd", "jabatan", "kelas_jabatan", "status_asn", "golongan", "nip_atasan", "jadwal", "pin_mesin", "ptkp",
    "gaji_bruto", "dasar_bpjs",
)  # fmt: skip

KIND = Kind(
    "pegawai",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("nama", field.teks, wajib=True),
        Kolom("opd", field.kode, wajib=True),
        Kolom("jabatan", field.teks, wajib=True),
        Kolom("kelas_jabatan", field.bulat(1, 17), wajib=True),
        Kolom("status_asn", field.pilihan(*STATUS_ASN), wajib=True),
        Kolom("mulai", field.tanggal, wajib=True),
        Kolom("selesai", field.tanggal),
        Kolom("golongan", field_asn.golongan),
        Kolom("nip_atasan", field_asn.nip),
        Kolom("jadwal", field.kode, bawaan="5-hari"),
        Kolom("pin_mesin", field.pin),
        Kolom("ptkp", field_asn.ptkp),
        Kolom("gaji_bruto", field.rupiah),
        Kolom("dasar_bpjs", field.rupiah),
        Kolom("bank", field.teks, bawaan=""),
        Kolom("rekening", field_asn.rekening, bawaan=""),
        Kolom("npwp", field_asn.npwp, bawaan=""),
        Kolom("pendidikan", field.teks, bawaan=""),
    ),
    (
        Bagian(
            "pegawai",
            Pegawai,
            ("nip",),
            ORANG,
            tinggal=True,
            turunan=(
                HariKerja.pegawai,
                DirtyDay.pegawai,
                DirtyMonth.pegawai,
                Perkiraan.pegawai,
                Presensi.pegawai,
                Pengguna.pegawai,
            ),
            dipakai=account_in_use,
            lepas=drop_account,
        ),
        Bagian("penempatan", Penempatan, ("nip", "mulai"), TEMPAT, {"nip": NIP, "opd": OPD}),
    ),  # fmt: skip
    check=check,
    warn=doubts,
    wrote=wrote,
    finish=finish,
)
