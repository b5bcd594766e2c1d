"""The nouns of the web, each a file with a blueprint of the same name, in the order of the menu.

A new endpoint also needs its row in `appliance/access_matrix.py`, and a page of its own a line in `nav.py`.
"""

from flask import Blueprint

from appliance.web.aktivasi import bp as aktivasi
from appliance.web.akun import bp as akun
from appliance.web.apel import bp as apel
from appliance.web.atasan import bp as atasan
from appliance.web.atur_ulang import bp as atur_ulang
from appliance.web.bantuan import bp as bantuan
from appliance.web.bawahan import bp as bawahan
from appliance.web.beranda import bp as beranda
from appliance.web.bukti import bp as bukti
from appliance.web.cadangan import bp as cadangan
from appliance.web.cuti import bp as cuti
from appliance.web.dokumen import bp as dokumen
from appliance.web.dua_langkah import bp as dua_langkah
from appliance.web.ekspor import bp as ekspor
from appliance.web.finalisasi import bp as finalisasi
from appliance.web.gaji import bp as gaji
from appliance.web.gangguan import bp as gangguan
from appliance.web.iclock import bp as iclock
from appliance.web.impor import bp as impor
from appliance.web.impor_data import bp as impor_data
from appliance.web.jejak import bp as jejak
from appliance.web.kalender import bp as kalender
from appliance.web.kehadiran import bp as kehadiran
from appliance.web.keluar import bp as keluar
from appliance.web.kinerja import bp as kinerja
from appliance.web.kode import bp as kode
from appliance.web.koreksi import bp as koreksi
from appliance.web.laporan import bp as laporan
from appliance.web.masuk import bp as masuk
from appliance.web.mesin import bp as mesin
from appliance.web.opd import bp as opd
from appliance.web.pegawai import bp as pegawai
from appliance.web.pembacaan import bp as pembacaan
from appliance.web.pembayaran import bp as pembayaran
from appliance.web.pembukaan import bp as pembukaan
from appliance.web.pembuktian import bp as pembuktian
from appliance.web.pemeriksaan import bp as pemeriksaan
from appliance.web.penandatangan import bp as penandatangan
from appliance.web.pengenalan import bp as pengenalan
from appliance.web.penghitungan import bp as penghitungan
from appliance.web.penguncian import bp as penguncian
from appliance.web.peran import bp as peran
from appliance.web.peraturan import bp as peraturan
from appliance.web.persetujuan import bp as persetujuan
from appliance.web.pin import bp as pin
from appliance.web.presensi_manual import bp as presensi_manual
from appliance.web.roster import bp as roster
from appliance.web.sehat import bp as sehat
from appliance.web.skp import bp as skp
from appliance.web.slip import bp as slip
from appliance.web.slip_aktivasi import bp as slip_aktivasi
from appliance.web.tpp import bp as tpp
from appliance.web.tugas import bp as tugas
from appliance.web.verifikasi import bp as verifikasi

BLUEPRINTS: tuple[Blueprint, ...] = (
    sehat,
    iclock,
    bantuan,
    masuk,
    aktivasi,
    dua_langkah,
    pengenalan,
    keluar,
    akun,
    beranda,
    kehadiran,
    tpp,
    kinerja,
    slip,
    laporan,
    bukti,
    skp,
    bawahan,
    persetujuan,
    atasan,
    verifikasi,
    pegawai,
    kode,
    slip_aktivasi,
    atur_ulang,
    cuti,
    apel,
    koreksi,
    gangguan,
    presensi_manual,
    roster,
    mesin,
    pembacaan,
    pin,
    impor,
    finalisasi,
    penghitungan,
    pemeriksaan,
    penguncian,
    tugas,
    dokumen,
    ekspor,
    pembukaan,
    pembayaran,
    pembuktian,
    opd,
    gaji,
    impor_data,
    kalender,
    penandatangan,
    peraturan,
    peran,
    jejak,
    cadangan,
)
