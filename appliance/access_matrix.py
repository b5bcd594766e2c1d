"""Who may open what: one row for each endpoint. An endpoint without a row keeps the program from starting.

A row says with which roles a page may be read and with which a form may be sent. Only those roles count in the lookups
of that request, so a page that leaves `admin` out shows an admin nothing of what it shows to others.
"""

from __future__ import annotations

from appliance.access_row import PUBLIC, READERS, ROLES, WRITING, Allow, to

__all__ = ["ACCESS", "PUBLIC", "READERS", "ROLES", "WRITING", "Allow", "may_bring"]

ANYONE = Allow(frozenset({PUBLIC}), frozenset({PUBLIC}))
MACHINE = Allow(frozenset({PUBLIC}), frozenset({PUBLIC}), machine=True)
SIGNED_IN = Allow(ROLES, ROLES)
OWN = to("asn", write="")
PHOTOS = Allow(frozenset({"asn"}), frozenset({"asn"}), photos=True)
# Reports and their evidence: the person, those above him, the head of the office, and who inspects.
REPORTS = to("asn kepala pemeriksa", write="")
# Pages of one person's attendance and of one person's amounts, read by others than the person.
ATTENDANCE = to("asn operator kepala bkpsdm tim_tpp pendamping pemeriksa", write="")
AMOUNTS = to("asn kepala bendahara tim_tpp pemeriksa", write="")
# The office's own pages: read around it, written by its operator. Machines also by BKPSDM.
OFFICE_PAGE = to("operator kepala bkpsdm tim_tpp pendamping pemeriksa", write="operator")
OFFICE_FORM = to("operator")
MACHINE_PAGE = to("operator kepala bkpsdm tim_tpp pendamping pemeriksa", write="operator bkpsdm")
MACHINE_FORM = to("operator bkpsdm")
# The month's money: an office's own by its kepala and bendahara, all of it by the TPP team, which alone moves it.
FINAL_PAGE = to("kepala bendahara tim_tpp pemeriksa", write="")
TEAM_PAGE = to("tim_tpp pemeriksa", write="")
TEAM_FORM = to("tim_tpp")
# What belongs to the regency as a whole: offices, tables of data, decrees, the calendar, roles, the trail.
REGENCY_PAGE = to("bkpsdm tim_tpp pendamping pemeriksa", write="")
DECREE_PAGE = to("tim_tpp bkpsdm pemeriksa", write="")
DATA_PAGE = to("bkpsdm tim_tpp pemeriksa", write="")
DATA_FORM = to("bkpsdm tim_tpp")
SIGNERS = to("operator bkpsdm tim_tpp pemeriksa", write="bkpsdm tim_tpp")
# Tables that the TPP team brings in too; all others are BKPSDM's. Roles come by form only, one by one.
TEAM_FILES = frozenset({"libur", "gaji", "predikat", "skp", "hukdis", "penandatangan"})
NO_FILES = frozenset({"peran"})

ACCESS: dict[str, Allow] = {
    # the house
    "static": ANYONE,
    "sehat.show": ANYONE,
    "bantuan.index": ANYONE,
    "bantuan.show": ANYONE,
    # attendance machines that push
    "iclock.handshake": MACHINE,
    "iclock.upload": MACHINE,
    "iclock.getrequest": MACHINE,
    "iclock.acknowledge": MACHINE,
    # accounts
    "masuk.show": ANYONE,
    "masuk.create": ANYONE,
    "aktivasi.show": ANYONE,
    "aktivasi.create": ANYONE,
    "dua_langkah.show": ANYONE,
    "dua_langkah.create": ANYONE,
    "keluar.create": ANYONE,
    "pengenalan.show": SIGNED_IN,
    "pengenalan.done": SIGNED_IN,
    "akun.show": SIGNED_IN,
    "akun.change_password": SIGNED_IN,
    "akun.end_session": SIGNED_IN,
    "kode.index": to("operator bkpsdm admin pendamping", write=""),
    "kode.show": to("asn operator bkpsdm admin", write=""),
    "kode.create": to("asn operator bkpsdm admin"),
    "slip_aktivasi.create": to("operator bkpsdm"),
    "slip_aktivasi.show": to("operator bkpsdm", write=""),
    "slip_aktivasi.download": to("operator bkpsdm"),
    "atur_ulang.index": to("bkpsdm admin", write=""),
    "atur_ulang.create": to("operator bkpsdm admin"),
    "atur_ulang.decide": to("bkpsdm admin"),
    # everybody's own pages, and the same pages of one's people
    "beranda.index": to("asn operator kepala bkpsdm tim_tpp bendahara pendamping pemeriksa admin", write=""),
    "kehadiran.index": OWN,
    "kehadiran.month": OWN,
    "kehadiran.day": OWN,
    "kehadiran.month_of": ATTENDANCE,
    "kehadiran.day_of": ATTENDANCE,
    "tpp.index": OWN,
    "tpp.month": OWN,
    "tpp.month_of": AMOUNTS,
    "kinerja.show": OWN,
    "kinerja.show_of": AMOUNTS,
    "slip.show": OWN,
    "slip.create": to("asn"),
    "slip.download": OWN,
    "laporan.index": OWN,
    "laporan.month": OWN,
    "laporan.day": OWN,
    "laporan.new": OWN,
    "laporan.today": OWN,
    "laporan.create": PHOTOS,
    "laporan.sent": OWN,
    "laporan.edit": OWN,
    "laporan.change": PHOTOS,
    "laporan.withdraw": to("asn"),
    "laporan.month_of": REPORTS,
    "laporan.day_of": REPORTS,
    "bukti.show": REPORTS,
    "skp.index": OWN,
    "skp.month": OWN,
    "skp.add": to("asn"),
    "skp.copy": to("asn"),
    "skp.drop": to("asn"),
    "skp.send": to("asn"),
    "skp.month_of": REPORTS,
    "skp.decide": to("asn"),
    "bawahan.index": OWN,
    "persetujuan.index": OWN,
    "persetujuan.team": OWN,
    "persetujuan.missed": OWN,
    "atasan.index": to("bkpsdm tim_tpp pemeriksa", write=""),
    "persetujuan.show": OWN,
    "persetujuan.approve": to("asn"),
    "persetujuan.send_back": to("asn"),
    # the office: what its operator keeps
    "verifikasi.index": OFFICE_PAGE,
    "verifikasi.tick": OFFICE_FORM,
    "verifikasi.verify": OFFICE_FORM,
    "verifikasi.undo_verification": OFFICE_FORM,
    "verifikasi.sign": to("kepala"),
    "verifikasi.undo_signature": to("kepala"),
    "cuti.index": OFFICE_PAGE,
    "cuti.new": OFFICE_FORM,
    "cuti.create": OFFICE_FORM,
    "cuti.show": OFFICE_PAGE,
    "cuti.withdraw": OFFICE_FORM,
    "apel.index": OFFICE_PAGE,
    "apel.new": OFFICE_FORM,
    "apel.show": OFFICE_PAGE,
    "apel.fill": OFFICE_FORM,
    "apel.withdraw": OFFICE_FORM,
    "koreksi.index": OFFICE_PAGE,
    "koreksi.waiting": to("asn kepala"),
    "koreksi.new": OFFICE_FORM,
    "koreksi.create": OFFICE_FORM,
    "koreksi.show": to("asn operator kepala bkpsdm tim_tpp pendamping pemeriksa", write=""),
    "koreksi.decide": to("asn kepala"),
    "koreksi.withdraw": OFFICE_FORM,
    "gangguan.index": OFFICE_PAGE,
    "gangguan.new": OFFICE_FORM,
    "gangguan.create": OFFICE_FORM,
    "gangguan.show": OFFICE_PAGE,
    "gangguan.finish": OFFICE_FORM,
    "gangguan.withdraw": OFFICE_FORM,
    "presensi_manual.index": OFFICE_PAGE,
    "presensi_manual.new": OFFICE_FORM,
    "presensi_manual.show": OFFICE_PAGE,
    "presensi_manual.fill": OFFICE_FORM,
    "presensi_manual.declare": OFFICE_FORM,
    "roster.index": OFFICE_PAGE,
    "roster.show": OFFICE_FORM,
    "roster.plan": OFFICE_FORM,
    "pegawai.index": to("operator kepala bkpsdm tim_tpp pendamping pemeriksa", write=""),
    "pegawai.show": to("operator kepala bkpsdm tim_tpp pendamping pemeriksa", write=""),
    # machines, PINs and the files of machines
    "mesin.index": MACHINE_PAGE,
    "mesin.new": MACHINE_FORM,
    "mesin.create": MACHINE_FORM,
    "mesin.show": MACHINE_PAGE,
    "mesin.edit": MACHINE_FORM,
    "mesin.change": MACHINE_FORM,
    "mesin.retire": MACHINE_FORM,
    "mesin.read": MACHINE_FORM,
    "pembacaan.show": MACHINE_PAGE,
    "impor.index": MACHINE_PAGE,
    "impor.new": MACHINE_FORM,
    "impor.upload": to("operator bkpsdm", upload=True),
    "impor.preview": MACHINE_FORM,
    "impor.enter": MACHINE_FORM,
    "impor.progress": MACHINE_FORM,
    "impor.show": MACHINE_PAGE,
    "impor.take_back": MACHINE_FORM,
    "pin.index": MACHINE_PAGE,
    "pin.given": MACHINE_PAGE,
    "pin.held": MACHINE_PAGE,
    "pin.new": MACHINE_FORM,
    "pin.give": MACHINE_FORM,
    "pin.show": MACHINE_FORM,
    "pin.end": MACHINE_FORM,
    "pin.withdraw": MACHINE_FORM,
    # the month's finalisation
    "finalisasi.index": FINAL_PAGE,
    "finalisasi.month": FINAL_PAGE,
    "finalisasi.missing": FINAL_PAGE,
    "finalisasi.office": FINAL_PAGE,
    "penghitungan.new": TEAM_FORM,
    "penghitungan.create": TEAM_FORM,
    "pemeriksaan.new": TEAM_FORM,
    "pemeriksaan.create": TEAM_FORM,
    "penguncian.new": TEAM_FORM,
    "penguncian.create": TEAM_FORM,
    "tugas.show": TEAM_PAGE,
    "dokumen.show": FINAL_PAGE,
    "dokumen.create": to("kepala bendahara tim_tpp"),
    "dokumen.download": FINAL_PAGE,
    "ekspor.download": to("bendahara tim_tpp pemeriksa", write=""),
    "pembukaan.new": TEAM_FORM,
    "pembukaan.create": TEAM_FORM,
    "pembukaan.agree": TEAM_FORM,
    "pembukaan.refuse": TEAM_FORM,
    "pembayaran.new": to("bendahara"),
    "pembayaran.create": to("bendahara"),
    "pembuktian.show": FINAL_PAGE,
    "pembuktian.create": TEAM_FORM,
    # the regency
    "gaji.show": DATA_PAGE,
    "opd.index": REGENCY_PAGE,
    "opd.show": REGENCY_PAGE,
    "impor_data.index": DATA_PAGE,
    "impor_data.new": DATA_FORM,
    "impor_data.template": DATA_FORM,
    "impor_data.upload": to("bkpsdm tim_tpp", upload=True),
    "impor_data.progress": DATA_FORM,
    "impor_data.enter": DATA_FORM,
    "impor_data.show": DATA_PAGE,
    "impor_data.take_back": DATA_FORM,
    "kalender.index": DATA_PAGE,
    "kalender.create": DATA_FORM,
    "kalender.withdraw": DATA_FORM,
    "penandatangan.index": SIGNERS,
    "penandatangan.create": DATA_FORM,
    "penandatangan.withdraw": DATA_FORM,
    "peraturan.index": DECREE_PAGE,
    "peraturan.new": TEAM_FORM,
    "peraturan.create": TEAM_FORM,
    "peraturan.show": DECREE_PAGE,
    "peraturan.download": DECREE_PAGE,
    "peraturan.enact": TEAM_FORM,
    "peran.index": to("admin pemeriksa", write=""),
    "peran.show": to("admin pemeriksa", write=""),
    "peran.create": to("admin"),
    "peran.end": to("admin"),
    "jejak.index": to("bkpsdm tim_tpp pemeriksa admin", write=""),
    "jejak.check": to("bkpsdm tim_tpp admin"),
    # the box
    "cadangan.index": to("admin"),
    "cadangan.sheet": to("admin"),
    "cadangan.print_sheet": to("admin"),
}  # fmt: skip


def may_bring(roles: frozenset[str], jenis: str) -> bool:
    """Whether one of the roles opens files of that KIND, to bring them in or to read what came."""
    everything = not roles.isdisjoint({"bkpsdm", "pemeriksa"})
    return jenis not in NO_FILES and (everything or ("tim_tpp" in roles and jenis in TEAM_FILES))
