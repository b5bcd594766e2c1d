"""The runner of worked cases: every case of ours holds, and what it does not know it refuses."""

import io
from pathlib import Path

import pytest

from appliance.exchange.kasus import run_kasus

FOLDER = Path(__file__).parents[1] / "kasus"
KASUS = """peraturan = ["contoh.toml"]
[[kasus]]
nama = "Satu"
bulan = "2026-11"
[kasus.pegawai]
status_asn = "PNS"
kelas_jabatan = 9
ptkp = "K/1"
gaji_bruto = 4_800_000
predikat = "baik"
[kasus.kehadiran]
lainnya = ["07:25", "16:35"]
[kasus.harap]
tpp = 2_000_000
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "contoh.toml").write_text((FOLDER / "contoh.toml").read_text("utf-8"), "utf-8")

    def jalan(text: str) -> tuple[tuple[int, int], str]:
        berkas = tmp_path / "satu.toml"
        berkas.write_text(text, "utf-8")
        out = io.StringIO()
        return run_kasus([berkas], out), out.getvalue()

    return jalan


@pytest.mark.parametrize("berkas", sorted(FOLDER.glob("*.toml")), ids=lambda p: p.stem)
def test_every_worked_case_holds(berkas):
    out = io.StringIO()
    lulus, gagal = run_kasus([berkas], out)
    assert gagal == 0, out.getvalue()
    assert lulus or berkas.name == "contoh.toml"


def test_one_line_a_case_and_the_count_at_the_end(run):
    hasil, out = run(KASUS)
    assert hasil == (1, 0)
    assert out.splitlines()[-1] == "1 passed, 0 failed"
    assert "Satu" in out.splitlines()[0]


def test_a_wrong_amount_fails_and_shows_both(run):
    hasil, out = run(KASUS.replace("tpp = 2_000_000", "tpp = 2_000_001"))
    assert hasil == (0, 1)
    assert "tpp harap 2000001, hasil 2000000" in out


@pytest.mark.parametrize(
    ("lama", "baru", "letak"),
    [
        ("[kasus.harap]", "[kasus.harap]\ntpp_bersih = 1", "harap.tpp_bersih"),
        ("predikat =", "predikatt =", "pegawai.predikatt"),
        ("lainnya =", "lain =", "kehadiran.lain"),
        ('nama = "Satu"', 'nama = "Satu"\nlembur = 1', "kasus[1].lembur"),
        ("peraturan =", "aturan = 1\nperaturan =", "aturan"),
        ('bulan = "2026-11"', 'bulan = "2026-13"', "kasus[1].bulan"),
        ('status_asn = "PNS"', 'status_asn = "HONORER"', "pegawai.status_asn"),
        ('status_asn = "PNS"\n', "", "pegawai.status_asn"),
        ('["07:25", "16:35"]', '["7:25"]', "kehadiran.2026-11-02"),
        ("[kasus.harap]", '"2026-12-05" = []\n[kasus.harap]', "kehadiran.2026-12-05"),
        ("[kasus.harap]", "[[kasus.hukdis]]\ntingkat = 'sedang'\nbulan = 6\n[kasus.harap]", "hukdis[1].mulai"),
        ("[kasus.harap]\ntpp = 2_000_000", "[kasus.harap]", "harap"),
        ("contoh.toml", "tiada.toml", "tiada.toml"),
    ],
)
def test_what_is_not_known_is_refused_by_file_and_key(run, lama, baru, letak):
    assert lama in KASUS
    hasil, out = run(KASUS.replace(lama, baru))
    assert hasil == (0, 1)
    assert letak in out
    assert "satu.toml" in out


def test_a_refusal_that_was_expected_passes_and_a_missing_one_fails(run):
    tanpa = KASUS.replace('ptkp = "K/1"\n', "")
    assert run(tanpa.replace("tpp = 2_000_000", 'refused = "PTKP"'))[0] == (1, 0)
    assert run(tanpa.replace("tpp = 2_000_000", 'refused = "golongan"'))[0] == (0, 1)
    assert run(KASUS.replace("tpp = 2_000_000", 'refused = "PTKP"'))[0] == (0, 1)


@pytest.mark.parametrize(
    ("harap", "lulus"),
    [("66.67", 1), ("66.6667", 1), ('"66.67"', 1), ("66.66", 0), ("67", 0), ("66.7", 0)],
)
def test_an_endless_percent_is_compared_at_the_decimals_written(run, harap, lulus):
    """two of three: 66.666…; a percent with one decimal or none is not precise enough to agree with"""
    text = KASUS.replace(
        "[kasus.harap]\ntpp = 2_000_000",
        "[[kasus.skp]]\nbutir = 'A'\ntarget = 3\n"
        "[[kasus.laporan]]\ntanggal = 2026-11-03\nmulai = '08:00'\nselesai = '09:00'\nbutir_skp = 'A'\nvolume = 2\n"
        f"[kasus.harap]\npersen_kinerja = {harap}",
    ).replace('"contoh.toml"', '"contoh.toml", "capaian.toml"')
    assert run_with_capaian(run, text) == lulus


def run_with_capaian(run, text: str) -> int:
    capaian = FOLDER / "peraturan" / "capaian.toml"
    return run(text.replace('"capaian.toml"', f"'{capaian}'"))[0][0]


def test_a_finite_percent_is_compared_exactly(run):
    sama = KASUS.replace("tpp = 2_000_000", "persen_kinerja = 100.00")
    assert run(sama)[0] == (1, 0)
    assert run(KASUS.replace("tpp = 2_000_000", "persen_kinerja = 100.004"))[0] == (0, 1)


def test_a_broken_decree_among_the_files_fails(tmp_path):
    berkas = tmp_path / "rusak.toml"
    berkas.write_text('[peraturan]\nid = "x"\n', "utf-8")
    out = io.StringIO()
    assert run_kasus([berkas], out) == (0, 1)
    assert "peraturan.berlaku" in out.getvalue()
