"""The facts of a worked case: its tables become what the law's functions take."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from appliance.exchange.kasus_baca import (
    KasusKeliru,
    Kolom,
    apa_saja,
    baris,
    bulat,
    daftar,
    daftar_tanggal,
    desimal,
    jam,
    pilihan,
    saat,
    tanggal,
    teks,
    ya,
)
from appliance.rules import bulan as kalender
from appliance.rules.fakta import (
    BahanHari,
    BarisJadwal,
    BulanPegawai,
    Cuti,
    Gaji,
    Gangguan,
    Giliran,
    Hukdis,
    Koreksi,
    Laporan,
    Penempatan,
    Plt,
    Skp,
)
from appliance.rules.hari_kerja import has_record, judge
from appliance.rules.jadwal import series
from appliance.rules.penempatan import placement_on
from appliance.rules.rak import Rak
from appliance.rules.skema import JENIS_CUTI

GAJI: dict[str, Kolom] = {
    "mulai": tanggal,
    "golongan": teks,
    "ptkp": teks,
    "gaji_bruto": bulat,
    "dasar_bpjs": bulat,
}
PENEMPATAN: dict[str, Kolom] = {
    **GAJI,
    "selesai": tanggal,
    "kelas_jabatan": bulat,
    "status_asn": pilihan("PNS", "CPNS", "PPPK"),
    "opd": teks,
    "jabatan": teks,
    "jadwal": teks,
}
LAIN = ("nama", "nip_atasan", "pin_mesin", "bank", "rekening", "npwp", "pendidikan")  # of no weight for the amount
KOLOM_PENEMPATAN: dict[str, Kolom] = {**PENEMPATAN, **dict.fromkeys(LAIN, teks)}
KASUS: dict[str, Kolom] = {
    "nama": teks,
    "bulan": kalender.parse,
    "tidak_menilai_bawahan": ya,
    "predikat": teks,
    **dict.fromkeys(("libur", "pegawai", "kehadiran", "harap", "penempatan", "hukdis", "skp", "laporan"), apa_saja),
    **dict.fromkeys(("plt", "jadwal", "roster", "gaji"), apa_saja),
}
PEGAWAI: dict[str, Kolom] = {**KOLOM_PENEMPATAN, "nip": teks, "predikat": teks, "tidak_menilai_bawahan": ya}
HUKDIS: dict[str, Kolom] = {
    "tingkat": pilihan("ringan", "sedang", "berat"),
    "jenis": teks,
    "mulai": tanggal,
    "bulan": bulat,
    "potongan_persen": desimal,
    "nomor_sk": teks,
}
SKP: dict[str, Kolom] = {
    **dict.fromkeys(("butir", "rhk", "indikator", "satuan"), teks),
    "bulan": kalender.parse,
    "target": desimal,
    "bobot": desimal,
}
LAPORAN: dict[str, Kolom] = {
    "tanggal": tanggal,
    "mulai": jam,
    "selesai": jam,
    "uraian": teks,
    "status": pilihan("disetujui", "dikembalikan", "menunggu"),
    "butir_skp": teks,
    "volume": desimal,
}
PLT: dict[str, Kolom] = {
    **dict.fromkeys(("opd", "jabatan", "nomor_sk"), teks),
    "kelas_jabatan": bulat,
    "jenis": pilihan("plt", "plh"),
    "mulai": tanggal,
    "selesai": tanggal,
}
JADWAL: dict[str, Kolom] = {
    "kode": teks,
    "hari": bulat,
    "masuk": jam,
    "pulang": jam,
    "berlaku_mulai": tanggal,
    "berlaku_sampai": tanggal,
}
ROSTER: dict[str, Kolom] = {"tanggal": tanggal, "kode_jadwal": teks}
CUTI: dict[str, Kolom] = {
    "jenis": pilihan(*JENIS_CUTI),
    "mulai": tanggal,
    "selesai": tanggal,
    "nomor_surat": teks,
}
KOREKSI: dict[str, Kolom] = {"tanggal": tanggal, "masuk": jam, "pulang": jam, "alasan": teks, "nomor_surat": teks}
GANGGUAN: dict[str, Kolom] = {"mulai": saat, "selesai": saat, "alasan": teks, "nomor_surat": teks}


def month(kasus: Mapping[str, Any], rak: Rak) -> BulanPegawai:
    """The facts of one case, its days judged. Raises KasusKeliru, and what the rules raise."""
    bulan: str = kasus["bulan"]
    pegawai = baris(kasus.get("pegawai", {}), PEGAWAI, (), "pegawai")
    penempatan = _placements(kasus, pegawai)
    hari = kalender.days(bulan)
    giliran = _intervals(kasus, penempatan, rak)
    ditempatkan = {satu for satu in giliran if placement_on(satu, penempatan) is not None}
    bahan = _bahan(kasus, giliran, ditempatkan)
    dinilai = tuple(judge(hari, bahan))
    return BulanPegawai(
        bulan=bulan,
        penempatan=penempatan,
        hari=dinilai,
        ada_rekaman=has_record(bulan, dinilai, bahan),
        gaji=tuple(Gaji(**g) for g in daftar(kasus.get("gaji", []), GAJI, ("mulai",), "gaji")),
        plt=_acting(kasus),
        hukdis=_punishments(kasus),
        predikat=kasus.get("predikat", pegawai.get("predikat")),
        skp=_targets(kasus),
        laporan=_reports(kasus),
        tidak_menilai_bawahan=kasus.get("tidak_menilai_bawahan", pegawai.get("tidak_menilai_bawahan", False)),
        jam_contoh=any(g.contoh for d in hari if d in ditempatkan and (g := giliran[d]) is not None),
    )


def _placements(kasus: Mapping[str, Any], pegawai: dict[str, Any]) -> tuple[Penempatan, ...]:
    umum = {k: v for k, v in pegawai.items() if k in PENEMPATAN}
    rinci = daftar(kasus.get("penempatan", []), KOLOM_PENEMPATAN, ("mulai",), "penempatan")
    semua = [{**umum, **{k: v for k, v in r.items() if k in PENEMPATAN}} for r in rinci]
    hasil = []
    for satu in semua or [{"mulai": date.min, **umum}]:
        if "status_asn" not in satu:
            raise KasusKeliru("pegawai.status_asn: tidak ada")
        hasil.append(Penempatan(**{"kelas_jabatan": None, **satu}))
    return tuple(hasil)


def _intervals(kasus: Mapping[str, Any], penempatan: tuple[Penempatan, ...], rak: Rak) -> dict[date, Giliran | None]:
    wajib = ("kode", "hari", "masuk", "pulang")
    jadwal = [BarisJadwal(**j) for j in daftar(kasus.get("jadwal", []), JADWAL, wajib, "jadwal")]
    roster = {
        r["tanggal"]: r["kode_jadwal"]
        for r in daftar(kasus.get("roster", []), ROSTER, ("tanggal", "kode_jadwal"), "roster")
    }
    libur = daftar_tanggal(kasus.get("libur", []), "libur")
    return series(kalender.around(kasus["bulan"]), penempatan, rak, jadwal, libur, roster)


def _bahan(kasus: Mapping[str, Any], giliran: dict[date, Giliran | None], ditempatkan: set[date]) -> BahanHari:
    kehadiran = kasus.get("kehadiran", {})
    if not isinstance(kehadiran, dict):
        raise KasusKeliru("kehadiran: harus berupa tabel")
    isi = dict(kehadiran)
    cuti = daftar(isi.pop("cuti", []), CUTI, ("jenis", "mulai", "selesai"), "kehadiran.cuti")
    koreksi = daftar(isi.pop("koreksi", []), KOREKSI, ("tanggal",), "kehadiran.koreksi")
    gangguan = daftar(isi.pop("gangguan", []), GANGGUAN, ("mulai",), "kehadiran.gangguan")
    apel = daftar_tanggal(isi.pop("apel_tidak_hadir", []), "kehadiran.apel_tidak_hadir")
    protokol = tuple(Gangguan(g["mulai"], g.get("selesai"), g.get("nomor_surat", "")) for g in gangguan)
    return BahanHari(
        giliran=giliran,
        ditempatkan=ditempatkan,
        tercakup=kalender.Rentang(),
        presensi=_punches(isi, kasus["bulan"], giliran),
        cuti=tuple(Cuti(**c) for c in cuti),
        koreksi=tuple(Koreksi(**{k: v for k, v in c.items() if k != "alasan"}) for c in koreksi),
        gangguan=dict.fromkeys(giliran, protokol),
        tidak_apel=apel,
    )


def _punches(isi: dict[str, Any], bulan: str, giliran: dict[date, Giliran | None]) -> list[datetime]:
    """Punches under their calendar dates; `lainnya` for every working day of the month that is not named."""
    lainnya = isi.pop("lainnya", [])
    menurut_hari = {satu: lainnya for satu in kalender.days(bulan) if giliran[satu] is not None}
    for nama, daftar_jam in isi.items():
        try:
            satu = tanggal(nama)
        except ValueError:
            raise KasusKeliru(f"kehadiran.{nama}: kunci tidak dikenal") from None
        if satu not in giliran:
            raise KasusKeliru(f"kehadiran.{nama}: di luar bulan {bulan}")
        menurut_hari[satu] = daftar_jam
    hasil = []
    for satu, daftar_jam in menurut_hari.items():
        try:
            hasil += [datetime.combine(satu, jam(j)) for j in daftar_jam]
        except (TypeError, ValueError) as galat:
            raise KasusKeliru(f"kehadiran.{satu.isoformat()}: {galat}") from galat
    return hasil


def _acting(kasus: Mapping[str, Any]) -> tuple[Plt, ...]:
    rows = daftar(kasus.get("plt", []), PLT, ("kelas_jabatan", "mulai"), "plt")
    return tuple(Plt(**{"selesai": None, **{k: v for k, v in r.items() if k != "nomor_sk"}}) for r in rows)


def _punishments(kasus: Mapping[str, Any]) -> tuple[Hukdis, ...]:
    return tuple(Hukdis(**h) for h in daftar(kasus.get("hukdis", []), HUKDIS, ("tingkat", "mulai", "bulan"), "hukdis"))


def _targets(kasus: Mapping[str, Any]) -> tuple[Skp, ...]:
    rows = daftar(kasus.get("skp", []), SKP, ("butir", "target"), "skp")
    bulan_ini = [r for r in rows if r.get("bulan", kasus["bulan"]) == kasus["bulan"]]
    return tuple(Skp(r["butir"], r["target"], r.get("bobot"), r.get("rhk", "")) for r in bulan_ini)


def _reports(kasus: Mapping[str, Any]) -> tuple[Laporan, ...]:
    rows = daftar(kasus.get("laporan", []), LAPORAN, ("tanggal", "mulai", "selesai"), "laporan")
    return tuple(
        Laporan(r["tanggal"], r["mulai"], r["selesai"], r.get("butir_skp"), r.get("volume"))
        for r in rows
        if r.get("status", "disetujui") == "disetujui"
    )
