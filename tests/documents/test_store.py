"""Papers are made once and kept: Beni's second print is the first one, to the byte."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.documents import slip_semua, store
from appliance.documents.press import GagalCetak, Kerja, print_files
from appliance.documents.store import Lemari, TiadaDokumen, find_document, make_document
from appliance.models import Dokumen, HasilTpp
from tests.documents import month, reading

LATER = month.LOCKED + timedelta(days=200)


@pytest.fixture
def lemari(tmp_path: Path) -> Lemari:
    return Lemari(tmp_path, "Kabupaten Mukomuko")


def test_the_second_request_gets_the_kept_file(lemari: Lemari, monkeypatch: pytest.MonkeyPatch) -> None:
    closing = month.lock(lemari.data, 3)
    first = make_document(closing.id, "daftar", None, lemari, month.LOCKED)
    monkeypatch.setattr(store, "print_files", None)  # whoever prints again fails
    second = make_document(closing.id, "daftar", None, lemari, LATER)
    assert (second.id, second.dibuat, second.hash) == (first.id, month.LOCKED, first.hash)
    assert Dokumen.select().count() == 1


def test_a_print_months_later_is_the_same_to_the_byte(lemari: Lemari) -> None:
    closing = month.lock(lemari.data, 4)
    for jenis, whose in (("daftar", None), ("slip", HasilTpp.get().pegawai_id), ("slip_semua", None)):
        first = make_document(closing.id, jenis, whose, lemari, month.LOCKED)
        before = lemari.path(first).read_bytes()
        lemari.path(first).unlink()
        Dokumen.delete().execute()
        again = make_document(closing.id, jenis, whose, lemari, LATER)
        assert lemari.path(again).read_bytes() == before, jenis


def test_a_file_that_was_changed_or_lost_is_printed_again(lemari: Lemari) -> None:
    closing = month.lock(lemari.data, 1)
    kept = make_document(closing.id, "daftar", None, lemari, month.LOCKED)
    lemari.path(kept).write_bytes(b"%PDF-1.7 something else")
    assert find_document(closing.id, "daftar", None, lemari) is None
    again = make_document(closing.id, "daftar", None, lemari, LATER)
    assert again.id == kept.id and again.hash == kept.hash
    assert "Daftar Pembayaran" in reading.text(lemari.path(again))


def test_all_slips_come_in_parts_of_ten_with_a_list_of_who_is_where(lemari: Lemari) -> None:
    closing = month.lock(lemari.data, 23)
    steps: list[tuple[int, int]] = []
    made = make_document(closing.id, "slip_semua", None, lemari, month.LOCKED, lambda a, b: steps.append((a, b)))
    with zipfile.ZipFile(lemari.path(made)) as archive:
        names = archive.namelist()
        archive.extractall(lemari.data / "isi")
        index = archive.read("daftar-isi.txt").decode().splitlines()
    assert names == ["daftar-isi.txt", "slip-001-010.pdf", "slip-011-020.pdf", "slip-021-023.pdf"]
    assert steps[-1] == (23, 23)
    pages = [page for name in names[1:] for page in reading.pages(lemari.data / "isi" / name)]
    assert len(pages) == len(index) == 23
    for line, page in zip(index, pages, strict=True):
        assert line.split("\t")[1] in page
    assert not list(lemari.path(made).parent.glob("*.bagian"))


def test_a_run_that_was_cut_off_goes_on_with_the_parts_that_stand(
    lemari: Lemari, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = month.lock(lemari.data, 12)

    def power_cut(work: list[Kerja]) -> list[object]:
        return [*print_files(work[:1]), *_fail()]

    monkeypatch.setattr(slip_semua, "print_files", power_cut)
    with pytest.raises(GagalCetak):
        make_document(closing.id, "slip_semua", None, lemari, month.LOCKED)
    folder = lemari.data / "dokumen" / "2026-10" / str(closing.id)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["slip-001-010.pdf"]
    assert Dokumen.select().count() == 0

    asked: list[str] = []
    monkeypatch.setattr(
        slip_semua, "print_files", lambda work: print_files([asked.append(Path(k.berkas).name) or k for k in work])
    )
    make_document(closing.id, "slip_semua", None, lemari, month.LOCKED)
    assert asked == ["slip-011-012.pdf"]


def _fail() -> list[object]:
    raise GagalCetak("listrik padam")


def test_what_does_not_exist_is_not_made(lemari: Lemari) -> None:
    closing = month.lock(lemari.data, 1)
    for ask in (
        (closing.id + 1, "daftar", None), (closing.id, "surat", None), (closing.id, "slip", None),
        (closing.id, "slip", 999), (closing.id, "daftar", 1),
    ):  # fmt: skip
        with pytest.raises(TiadaDokumen):
            make_document(*ask, lemari, month.LOCKED)
    assert Dokumen.select().count() == 0 and not list((lemari.data / "dokumen").rglob("*.pdf"))
