"""What a person sees when a file is wrong: the line, the column and why. And nothing changes."""

from __future__ import annotations

from datetime import date, time

import pytest

from appliance.models import Jejak, Koreksi, Libur, Penempatan, PutusanKoreksi
from appliance.models.impor import Impor
from tests.cast import NOW
from tests.exchange.desk import BUDI, JOKO, SITI, Desk
from tests.exchange.test_kinds_good import GOOD

NOBODY = "199001012015031099"
PEGAWAI = "nip,nama,opd,jabatan,kelas_jabatan,status_asn,mulai,selesai,golongan,nip_atasan,jadwal,pin_mesin,ptkp\n"
SKP = "nip,bulan,butir,rhk,indikator,satuan,target,bobot\n"
LAPORAN = "nip,tanggal,mulai,selesai,uraian,status\n"
CUTI = "nip,jenis,mulai,selesai\n"


def person(nip: str = "199001012015031050", **cells: str) -> str:
    row = {
        "nip": nip, "nama": "Yanti", "opd": "dinkes", "jabatan": "Bidan", "kelas_jabatan": "7", "status_asn": "PNS",
        "mulai": "2026-01-01", "selesai": "", "golongan": "III/a", "nip_atasan": "", "jadwal": "", "pin_mesin": "",
        "ptkp": "K/1",
    }  # fmt: skip
    return ",".join({**row, **cells}.values()) + "\n"


BAD = [
    ("pegawai", PEGAWAI + person(nama="=HYPERLINK(1)"), "pegawai.csv:2: nama: diawali '=' seperti rumus"),
    ("pegawai", PEGAWAI + person(nama="@Yanti"), "nama: diawali"),
    ("pegawai", PEGAWAI + person(nip="19900101"), "2: nip: '19900101' bukan NIP; harus 18 angka"),
    ("pegawai", PEGAWAI + person(opd="rsj"), "2: opd: opd rsj tidak dikenal"),
    ("pegawai", PEGAWAI + person(kelas_jabatan="18"), "2: kelas_jabatan: '18' bukan bilangan bulat 1 sampai 17"),
    ("pegawai", PEGAWAI + person(status_asn="Honorer"), "2: status_asn: 'Honorer' bukan salah satu"),
    ("pegawai", PEGAWAI + person(golongan="IX"), "2: golongan: golongan IX bukan golongan PNS"),
    ("pegawai", PEGAWAI + person(nip_atasan=NOBODY), f"2: nip_atasan: NIP {NOBODY} tidak dikenal"),
    ("pegawai", PEGAWAI + person(jadwal="malam"), "2: jadwal: jadwal malam tidak dikenal"),
    ("pegawai", PEGAWAI + person(selesai="2025-12-31"), "2: selesai: 2025-12-31 sebelum mulai"),
    ("pegawai", PEGAWAI + person(ptkp="K/9"), "2: ptkp: 'K/9' bukan status PTKP"),
    ("pegawai", PEGAWAI + person(pin_mesin="7") + person("199001012015032051", pin_mesin="007"), "PIN 7 di dinkes"),
    ("pegawai", PEGAWAI + person() + person(jabatan="Dokter"), "3: jabatan: penempatan ini juga ada di baris 2"),
    ("opd", "kode,nama,jenis,jalur,induk\na,A,dinas,lan,b\nb,B,dinas,lan,a\n", "2: induk: berputar: a di bawah b"),
    ("opd", "kode,nama,jenis,jalur,induk\na,A,dinas,lan,z\n", "2: induk: opd z tidak dikenal"),
    ("opd", "kode,nama,jenis,jalur,hapus\ndinkes,,,,ya\n", "2: hapus: tidak dapat ditarik, masih dipakai"),
    ("opd", "kode,nama\na,A\n", "1: jenis: kolom wajib ini tidak ada"),
    ("opd", "kode,nama,jenis,jalur\na,A,kantor,lan\n", "2: jenis: 'kantor' bukan salah satu dari"),
    ("mesin", "sn,opd,port\nS1,dinkes,70000\n", "2: port: '70000' bukan bilangan bulat"),
    ("gaji", f"nip,mulai,golongan,ptkp,gaji_bruto,dasar_bpjs\n{BUDI},2026-01-01,,,4.800.000,\n", "bukan rupiah"),
    ("gaji", f"nip,mulai,golongan,ptkp,gaji_bruto,dasar_bpjs\n{NOBODY},2026-01-01,,,1,\n", "2: nip: NIP"),
    ("plt", GOOD["plt"].replace("2026-12-31", "2026-09-30"), "2: selesai: 2026-09-30 sebelum mulai"),
    ("jadwal", "kode,hari,masuk,pulang\nx,8,07:30,16:00\n", "2: hari: '8' bukan bilangan bulat 1 sampai 7"),
    ("jadwal", "kode,hari,masuk,pulang\nx,1,07.30,16:00\n", "2: masuk: '07.30' bukan jam; tulis HH:MM"),
    ("roster", f"nip,tanggal,kode_jadwal\n{BUDI},2026-10-05,pagi\n", "2: kode_jadwal: jadwal pagi tidak dikenal"),
    ("roster", f"nip,tanggal,kode_jadwal\n{BUDI},2026-10-04,5-hari\n", "2: kode_jadwal: jadwal 5-hari"),
    ("libur", "tanggal,nama\n2026-02-30,Hari\n", "2: tanggal: 2026-02-30 tidak ada dalam kalender"),
    ("libur", "tanggal,nama\n25/12/2026,Natal\n", "2: tanggal: '25/12/2026' bukan tanggal; tulis YYYY-MM-DD"),
    ("cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-04\n", "2: selesai: 2026-10-04 sebelum mulai"),
    ("cuti", CUTI + f"{BUDI},hamil,2026-10-05,2026-10-06\n", "2: jenis: 'hamil' bukan salah satu"),
    (
        "cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-07\n{BUDI},sakit,2026-10-07,2026-10-09\n",
        "3: mulai: bertindih dengan cuti tahunan baris 2",
    ),
    ("apel", f"nip,tanggal,hadir\n{BUDI},2026-10-05,hadir\n", "2: hadir: 'hadir' bukan ya atau tidak"),
    ("koreksi", f"nip,tanggal,masuk,pulang,alasan\n{BUDI},2026-10-05,,,lupa\n", "2: masuk: masuk dan pulang kosong"),
    ("gangguan", GOOD["gangguan"].replace("09:30", "06:30"), "2: selesai: 2026-10-05 06:30:00 tidak sesudah"),
    ("predikat", f"nip,bulan,predikat\n{BUDI},2026-13,baik\n", "2: bulan: '2026-13' bukan bulan"),
    ("skp", SKP + f"{BUDI},2026-10,1,R,I,dok,0,\n", "2: target: 0 harus di atas 0"),
    ("skp", SKP + f"{BUDI},2026-10,1,R,I,dok,1.5,50\n{BUDI},2026-10,2,R,I,dok,1,\n", "2: bobot: 1 dari 2 butir"),
    ("skp", SKP + f'{BUDI},2026-10,1,R,I,dok,"1,5",50\n', "2: target: '1,5' bukan angka"),
    ("laporan", LAPORAN + f"{BUDI},2026-10-05,09:00,08:00,x,menunggu\n", "2: selesai: 08:00:00 tidak sesudah"),
    (
        "laporan", LAPORAN + f"{BUDI},2026-10-05,08:00,09:00,x,menunggu\n{BUDI},2026-10-05,08:59,10:00,y,menunggu\n",
        "3: mulai: bertindih dengan laporan baris 2",
    ),
    ("hukdis", GOOD["hukdis"].replace(",6,", ",6,101"), "2: potongan_persen: 101 harus dari 0 sampai 100"),
    ("penandatangan", GOOD["penandatangan"].replace(SITI, NOBODY), f"2: nip: NIP {NOBODY} tidak dikenal"),
    ("pin", f"mesin,pin,nip,mulai\nSX,1,{BUDI},2026-10-01\n", "2: mesin: mesin SX tidak dikenal"),
    ("manual", f"nip,tanggal,masuk,pulang\n{BUDI},2026-10-05,,\n", "2: masuk: masuk dan pulang kosong"),
    ("cakupan", "opd,sampai\ndinkes,2026-10-20\n", "2: sampai: 2026-10-20 belum lewat"),
    ("peran", f"nip,peran\n{JOKO},operator\n", "2: opd: wajib diisi untuk peran operator"),
    ("peran", f"nip,peran\n{JOKO},pemeriksa\n", "2: nomor_surat: peran pemeriksa wajib"),
]  # fmt: skip


@pytest.mark.parametrize(("jenis", "text", "said"), BAD)
def test_refused_with_line_column_and_reason(desk: Desk, jenis: str, text: str, said: str) -> None:
    trail = Jejak.select().count()
    lines = desk.refused(jenis, text)
    assert any(said in line for line in lines), lines
    assert all(line.startswith(f"{jenis}.csv:") for line in lines)
    assert (Jejak.select().count(), Impor.select().count()) == (trail, 0)


def test_every_kind_is_refused_something() -> None:
    assert {jenis for jenis, _, _ in BAD} == GOOD.keys()


def test_one_bad_row_keeps_the_whole_file_out_unless_told_otherwise(desk: Desk) -> None:
    text = "tanggal,nama\n2026-12-25,Natal\n2026-02-30,Salah\n"
    assert desk.refused("libur", text) == ["libur.csv:3: tanggal: 2026-02-30 tidak ada dalam kalender"]
    assert Libur.select().count() == 0
    impor = desk.enter("libur", text, partial=True)
    assert (impor.baru, impor.sebagian, Libur.select().count()) == (1, True, 1)
    assert impor.penolakan == [{"baris": 3, "kolom": "tanggal", "alasan": "2026-02-30 tidak ada dalam kalender"}]


def test_a_leave_over_a_stored_one_is_refused_and_moving_it_is_not(desk: Desk) -> None:
    desk.enter("cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-07\n")
    lines = desk.refused("cuti", CUTI + f"{BUDI},sakit,2026-10-06,2026-10-06\n")
    assert "yang tersimpan (2026-10-05 sampai 2026-10-07)" in lines[0]
    assert desk.enter("cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-08\n").berubah == 1


def test_a_third_correction_of_a_month_is_refused_with_the_article(desk: Desk) -> None:
    desk.enter("koreksi", GOOD["koreksi"])
    lines = desk.refused("koreksi", f"nip,tanggal,masuk,alasan\n{BUDI},2026-10-07,07:25,lupa\n")
    assert "paling banyak 2 (pasal 9 Perbup 5/2026)" in lines[0]
    assert Koreksi.select().count() == 2
    desk.enter("koreksi", f"nip,tanggal,masuk,alasan\n{BUDI},2026-11-02,07:25,lupa\n")


def say_no(desk: Desk, tanggal: date) -> None:
    """A correction of Budi's day that the operator asked for by the form, and his superior refused."""
    row = Koreksi.create(
        pegawai=desk.cast.budi.pegawai, tanggal=tanggal, masuk=time(7, 25), alasan="lupa", diajukan=NOW
    )
    PutusanKoreksi.create(koreksi=row, setuju="tidak", kapan=NOW, catatan="tidak di kantor")


def test_a_refused_correction_does_not_count_against_the_month_as_on_the_form(desk: Desk) -> None:
    say_no(desk, date(2026, 10, 12))
    assert desk.enter("koreksi", GOOD["koreksi"]).baru == 2


def test_a_file_does_not_silently_pass_over_a_superiors_no(desk: Desk) -> None:
    """Its row would stand as refused, and count for nothing, though the file calls it approved."""
    say_no(desk, date(2026, 10, 5))
    lines = desk.refused("koreksi", GOOD["koreksi"])
    assert len(lines) == 1
    assert ":2: tanggal: koreksi hari ini sudah diputus tidak disetujui (tidak di kantor)" in lines[0]
    gone = f"nip,tanggal,alasan,hapus\n{BUDI},2026-10-05,lupa,ya\n"
    desk.enter("koreksi", gone)
    assert desk.enter("koreksi", GOOD["koreksi"]).baru == 2


def test_a_pin_that_a_stored_colleague_holds_is_refused(desk: Desk) -> None:
    Penempatan.update(pin_mesin="0017").where(Penempatan.pegawai == desk.cast.budi.pegawai).execute()
    lines = desk.refused("pegawai", PEGAWAI + person(pin_mesin="17"))
    assert f"dipegang NIP {BUDI} (yang tersimpan)" in lines[0]
    desk.enter("pegawai", PEGAWAI + person(pin_mesin="17", opd="dikbud"))


def test_a_superior_in_the_same_file_is_known(desk: Desk) -> None:
    text = PEGAWAI + person(nip_atasan="199001012015032051") + person("199001012015032051", nama="Ani")
    assert desk.enter("pegawai", text).baru == 2


def test_a_pppk_number_is_not_judged_by_the_rule_of_pns(desk: Desk) -> None:
    text = PEGAWAI + person("199001012022211050", status_asn="PPPK", golongan="IX")
    assert desk.enter("pegawai", text).baru == 1


@pytest.mark.parametrize(
    ("nip", "doubt"),
    [
        ("199013012015031050", "delapan angka pertama"),
        ("199001012015131050", "angka ke-13 dan 14 bukan bulan"),
        ("199001012015033050", "angka ke-15 harus 1"),
    ],
)
def test_an_odd_nip_enters_and_is_named_so_that_somebody_looks(desk: Desk, nip: str, doubt: str) -> None:
    impor = desk.enter("pegawai", PEGAWAI + person(nip=nip))
    assert (impor.baru, impor.pilihan["peringatan"][0]["baris"]) == (1, 2)
    assert doubt in impor.pilihan["peringatan"][0]["alasan"]
