"""USB exports as machines write them: lines of real machines, and what people bring instead."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest

from appliance.devices.attlog import AttlogRefused, parse_attlog, read_attlog

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 23, 10, 0)
LINE = "       17\t2026-11-02 07:29:30\t1\t0\t15\t0"


@pytest.mark.parametrize(
    ("name", "count", "last_day", "pin"),
    [
        ("usb_6col_id_jakarta.dat", 41, date(2022, 12, 28), "1"),
        ("usb_6col_ph_attloger.dat", 13, date(2020, 1, 13), "126"),
        ("usb_6col_cn_caoka.dat", 6, date(2020, 10, 12), "710011"),
        ("usb_6col_ar_workcode.txt", 1, date(2020, 8, 26), "200"),
        ("usb_5col_id_solution_cloud.dat", 9, date(2026, 4, 28), "10021"),
    ],
)
def test_exports_of_real_machines_enter_whole(name: str, count: int, last_day: date, pin: str) -> None:
    whole = parse_attlog((SAMPLES / name).read_bytes(), now=NOW)
    assert (len(whole.punches), whole.rejected, whole.last_day) == (count, [], last_day)
    assert whole.punches[0].pin == pin


def test_six_columns_are_status_then_verify_and_five_say_neither() -> None:
    (six,) = parse_attlog(LINE.encode(), now=NOW).punches
    assert (six.kunci_io, six.verifikasi, six.kode_kerja) == (0, 15, "0")
    (five,) = parse_attlog(b"17\t2026-11-02 07:29:30\t1\t3\t0", now=NOW).punches
    assert (five.kunci_io, five.verifikasi, five.kode_kerja) == (None, None, None)
    (two,) = parse_attlog(b"17\t2026-11-02 07:29:30", now=NOW).punches
    assert (two.pin, two.waktu) == ("17", datetime(2026, 11, 2, 7, 29, 30))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_change_nothing(encoding: str, end: str) -> None:
    text = end.join([LINE, LINE.replace("17", "18", 1), ""])
    whole = parse_attlog(text.encode(encoding), now=NOW)
    assert [punch.pin for punch in whole.punches] == ["17", "18"]
    assert whole.lines == 2


def test_the_serial_and_checksum_lines_of_older_machines_are_skipped() -> None:
    whole = parse_attlog(f"AF4C211360651\r\n{LINE}\r\n0001F3A2\r\n\r\n".encode(), now=NOW)
    assert whole.serial == "AF4C211360651"
    assert (len(whole.punches), whole.rejected) == (1, [])
    assert [line.nomor for line in whole.skipped] == [1, 3, 4]


def test_doubtful_lines_wait_with_their_number_and_text() -> None:
    lines = [
        LINE,
        "       17\t2026-02-30 07:00:00\t1\t0\t1\t0",
        "       17\t2000-01-01 00:00:12\t1\t0\t1\t0",
        "       17\t2026-11-23 10:10:01\t1\t0\t1\t0",
        "rusak",
        "       1!\t2026-11-02 07:29:30\t1\t0\t1\t0",
        "       17\t2026-11-0",
    ]
    whole = parse_attlog("\r\n".join(lines).encode(), now=NOW)
    assert len(whole.punches) == 1
    kinds = ["tanggal_mustahil", "terlalu_lama", "masa_depan", "tak_terbaca", "pin_salah", "tak_terbaca"]
    assert [(bad.nomor, bad.kode, bad.mentah) for bad in whole.rejected] == [
        (at + 2, kind, lines[at + 1]) for at, kind in enumerate(kinds)
    ]
    assert all(bad.alasan for bad in whole.rejected)


def test_a_record_cut_off_at_the_end_is_no_checksum() -> None:
    whole = parse_attlog(f"{LINE}\r\n     7200".encode(), now=NOW)
    assert [bad.kode for bad in whole.rejected] == ["tak_terbaca"]


def test_identical_lines_count_once_and_are_reported() -> None:
    whole = parse_attlog(f"{LINE}\n{LINE}\n{LINE.replace('07:29:30', '07:29:31')}\n".encode(), now=NOW)
    assert (len(whole.punches), whole.duplicates) == (2, [2])


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 9, "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
        (b"PK\x03\x04" + bytes(64), "XLSX"),
        (b"\xd0\xcf\x11\xe0" + bytes(64), "Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x01\x02\x03 user.dat \x00\x00", "bukan teks"),
        (b"", "tidak satu baris"),
        (b"\r\n\r\n", "tidak satu baris"),
        (b"nip,nama\n1,Budi\n", "tidak satu baris"),
        ((SAMPLES / "glg_001_line_verbatim.txt").read_bytes(), "tidak satu baris"),
    ],
)
def test_what_is_no_log_is_refused_whole_with_a_reason(content: bytes, word: str) -> None:
    with pytest.raises(AttlogRefused) as refusal:
        parse_attlog(content, now=NOW)
    assert word in refusal.value.alasan


class _Endless(io.RawIOBase):
    """A file far larger than memory should ever see of it."""

    def __init__(self, piece: bytes) -> None:
        self.piece = piece
        self.given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.given += len(self.piece)
        return self.piece


@pytest.mark.parametrize(
    ("piece", "word", "most_mb"), [((b"x" * 999 + b"\n") * 65, "50 MB", 51), (b"x" * 65536, "panjang", 1)]
)
def test_an_endless_file_is_not_read_to_its_end(piece: bytes, word: str, most_mb: int) -> None:
    endless = _Endless(piece)
    with pytest.raises(AttlogRefused, match=word):
        for _ in read_attlog(endless, now=NOW):  # type: ignore[arg-type]
            pass
    assert endless.given < most_mb * 1024 * 1024
