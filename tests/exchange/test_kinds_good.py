"""Every KIND enters, stands as it was given, changes nothing when it comes again, and can be taken back."""

from __future__ import annotations

import pytest

from appliance.exchange.image import Kamus, stored
from appliance.exchange.impor import enter
from appliance.exchange.kinds import KINDS
from appliance.exchange.tarik import take_back
from appliance.models import Jejak, Penempatan
from appliance.models.impor import Impor
from tests.exchange.desk import BUDI, JOKO, SITI, Desk

NEW = "199001012015031050"
GOOD = {
    "opd": "kode,nama,jenis,jalur,induk\nb,Anak,puskesmas,flashdisk,a\na,Induk,dinas,lan,\n",
    "mesin": "sn,opd,jalur,alamat,port,kunci\nSN01,dinkes,lan,10.0.0.5,4370,123\nSN02,ipuh,,,,\n",
    "pegawai": "nip,nama,opd,jabatan,kelas_jabatan,status_asn,mulai,golongan,nip_atasan,pin_mesin,bank,rekening\n"
    f"{NEW},Yanti,dinkes,Bidan,7,PNS,2026-01-01,III/a,{SITI},00017,BRI,0012345678\n",
    "gaji": f"nip,mulai,golongan,ptkp,gaji_bruto,dasar_bpjs\n{BUDI},2026-05-01,III/d,K/2,5000000,4700000\n",
    "plt": "nip,opd,jabatan,kelas_jabatan,jenis,mulai,selesai,nomor_sk\n"
    f"{BUDI},ipuh,Kepala,9,plt,2026-10-01,2026-12-31,800/1\n",
    "jadwal": "kode,hari,masuk,pulang,berlaku_mulai\nmalam,1,20:00,06:00,2026-01-01\nmalam,2,20:00,06:00,\n",
    "roster": f"nip,tanggal,kode_jadwal\n{BUDI},2026-10-05,LIBUR\n{BUDI},2026-10-06,5-hari\n",
    "libur": "tanggal,nama,jenis\n2026-12-25,Natal,nasional\n2026-02-23,HUT,\n",
    "cuti": f"nip,jenis,mulai,selesai,nomor_surat\n{BUDI},tahunan,2026-10-05,2026-10-07,851/2\n",
    "apel": f"nip,tanggal,hadir,jenis\n{BUDI},2026-10-05,tidak,upacara\n{SITI},2026-10-05,ya,\n",
    "koreksi": f"nip,tanggal,masuk,pulang,alasan\n{BUDI},2026-10-05,07:25,,lupa\n{BUDI},2026-10-06,,16:01:30,lupa\n",
    "gangguan": "opd,mulai,selesai,alasan,nomor_surat\ndinkes,2026-10-05 07:00,2026-10-05 09:30,Listrik padam,12/X\n",
    "predikat": f"nip,bulan,predikat\n{BUDI},2026-10,baik\n",
    "skp": "nip,bulan,butir,rhk,indikator,satuan,target,bobot\n"
    f"{BUDI},2026-10,1,Data,Jumlah,berkas,10.5,60\n{BUDI},2026-10,2,Laporan,Jumlah,berkas,2,40\n",
    "laporan": "nip,tanggal,mulai,selesai,uraian,status,butir_skp,volume\n"
    f"{BUDI},2026-10-05,08:00,09:00,- mengisi data,disetujui,1,2.5\n{BUDI},2026-10-05,09:00,10:00,rapat,menunggu,,\n",
    "hukdis": f"nip,tingkat,jenis,mulai,bulan,potongan_persen\n{BUDI},sedang,Potong TPP,2026-09-10,6,\n",
    "penandatangan": f"opd,peran,nip,mulai,sebutan\ndinkes,kepala,{SITI},2026-01-01,Kepala Dinas\n",
    "pin": f"mesin,pin,nip,mulai,selesai\nSN9,0042,{BUDI},2026-10-01,\n",
    "manual": f"nip,tanggal,masuk,pulang\n{BUDI},2026-10-05,07:20,16:05\n",
    "cakupan": "opd,sampai,nomor_surat\nipuh,2026-10-16,7/X\n",
    "peran": f"nip,peran,opd,mulai\n{JOKO},operator,dikbud,2026-10-01\n",
}


@pytest.fixture(autouse=True)
def machine(desk: Desk) -> None:
    desk.enter("mesin", "sn,opd\nSN9,dinkes\n")


def everything() -> dict[str, object]:
    """All records of all KINDs as columns of files."""
    found: dict[str, object] = {}
    for kind in KINDS.values():
        for bagian in kind.bagian:
            ids = list(bagian.model.select())
            keys = all_keys(bagian)
            assert len(keys) == len(ids), bagian.objek
            found[bagian.objek] = sorted(str(image) for _, image in stored(bagian, keys, Kamus()).values())
    return found


def all_keys(bagian):  # type: ignore[no-untyped-def]
    from appliance.exchange.image import owned

    first = bagian.kunci[0]
    kamus = Kamus()
    rujuk = bagian.rujuk.get(first)
    if rujuk:
        owners = list(kamus.ids(rujuk.model, rujuk.nama))
    else:
        from appliance.exchange.image import plain

        owners = sorted({plain(getattr(row, first)) for row in bagian.model.select()})
    return [tuple(image[n] for n in bagian.kunci) for image in owned(bagian, owners, kamus, None)]


def test_every_kind_has_an_example_here() -> None:
    assert GOOD.keys() == KINDS.keys()


@pytest.mark.parametrize("jenis", GOOD)
def test_enters_and_is_seen_in_the_trail(desk: Desk, jenis: str) -> None:
    seen = desk.preview(jenis, GOOD[jenis])
    before = everything()
    rows = GOOD[jenis].count("\n") - 1
    assert (seen.hitung["baru"], seen.tolakan) == (rows, [])
    assert everything() == before, "a preview writes nothing"
    impor = desk.enter(jenis, GOOD[jenis])
    assert (impor.keadaan, impor.baru, impor.masuk) == ("selesai", rows, rows)
    assert everything() != before
    parts = len(KINDS[jenis].bagian)
    assert Jejak.select().where(Jejak.impor == impor).count() == rows * parts


@pytest.mark.parametrize("jenis", GOOD)
def test_the_same_file_again_changes_nothing(desk: Desk, jenis: str) -> None:
    first = desk.enter(jenis, GOOD[jenis])
    before, trail = everything(), Jejak.select().count()
    again = desk.enter(jenis, GOOD[jenis].replace("\n", "\r\n"))
    assert (again.baru, again.berubah, again.sama) == (0, 0, first.baru)
    assert everything() == before
    assert Jejak.select().count() == trail


@pytest.mark.parametrize("jenis", GOOD)
def test_taken_back_all_is_as_before(desk: Desk, jenis: str) -> None:
    before = everything()
    impor = desk.enter(jenis, GOOD[jenis])
    take_back(desk.folder, impor, desk.pelaku)
    assert everything() == before
    assert Impor.get_by_id(impor.id).keadaan == "ditarik"


@pytest.mark.parametrize("jenis", GOOD)
def test_hapus_withdraws_the_rows_and_taking_back_restores_them(desk: Desk, jenis: str) -> None:
    desk.enter(jenis, GOOD[jenis])
    before = everything()
    header, *lines = GOOD[jenis].splitlines()
    gone = "\n".join([header + ",hapus", *(line + ",ya" for line in lines)])
    impor = desk.enter(jenis, gone)
    assert everything() != before
    again = desk.enter(jenis, gone)
    assert again.sama == len(lines)
    take_back(desk.folder, impor, desk.pelaku)
    kept = everything()
    if jenis == "mesin":  # the trail keeps no comm key
        return
    assert kept == before


def test_a_row_with_other_values_replaces_and_keeps_what_the_file_does_not_name(desk: Desk) -> None:
    desk.enter("pegawai", GOOD["pegawai"])
    text = f"nip,nama,opd,jabatan,kelas_jabatan,status_asn,mulai\n{NEW},Yanti Sari,dinkes,Bidan,8,PNS,2026-01-01\n"
    impor = desk.enter("pegawai", text)
    place = Penempatan.get(Penempatan.nip_atasan == SITI, Penempatan.pin_mesin == "17")
    assert (impor.berubah, place.kelas_jabatan, place.pegawai.nama) == (1, 8, "Yanti Sari")
    assert place.pegawai.rekening == "0012345678"


def test_semicolons_and_a_byte_order_mark_are_read(desk: Desk) -> None:
    text = "\ufeff" + GOOD["cuti"].replace(",", ";")
    assert desk.enter("cuti", text).baru == 1


def test_columns_nobody_knows_enter_only_when_told(desk: Desk) -> None:
    text = "tanggal,nama,warna\n2026-12-25,Natal,merah\n"
    assert "warna" in desk.refused("libur", text)[0]
    assert desk.enter("libur", text, ignore_extra=True).baru == 1


def test_the_name_of_the_file_does_not_matter(desk: Desk) -> None:
    impor = enter(desk.folder, "libur", "x", GOOD["libur"].encode(), desk.pelaku)
    assert impor.baru == 2
