"""Preparing places, and the recovery code that opens them: made once, shown once, kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.backup import age, kode_pemulihan, kunci_cadangan
from appliance.backup.gagal import CadanganGagal, SandiSalah
from appliance.backup.restic import CODE
from appliance.backup.tempat import Tempat, mark, refuse_within
from appliance.backup.weekly import write_guide
from appliance.box import Box
from appliance.models import cadangan
from appliance.models.jejak import Pelaku, Perubahan, record


def prepare(box: Box, places: Sequence[Tempat], who: Pelaku, kode: str = "") -> str:
    """Make the places ready; returns the new recovery code, or an empty text where the one given goes on.

    Raises SandiSalah when there is a code already and `kode` is not it, CadanganGagal when a place cannot be used.
    A run that was cut off may be run again: a code that nobody saw opens nothing.
    """
    known = kunci_cadangan.read(box.data)
    if known.penerima:
        check_code(box, kode)
        _open_to(box, places, kode, known.penerima, kunci_cadangan.sealed(box.data))
        return ""
    return renew(box, places, who)


def check_code(box: Box, kode: str) -> str:
    """The secret half that the code opens. Raises SandiSalah."""
    return age.unseal(kunci_cadangan.sealed(box.data), kode).decode().strip()


def renew(box: Box, places: Sequence[Tempat], who: Pelaku) -> str:
    """A new code that opens every place; the earlier one opens nothing any more once `revoke` has been called."""
    kode = kode_pemulihan.make()
    public, secret = age.make_pair()
    sealed = age.seal(secret.encode() + b"\n", kode)
    _open_to(box, places, kode, public, sealed)
    first = not kunci_cadangan.read(box.data).penerima
    kunci_cadangan.keep_sealed(box.data, sealed)
    kunci_cadangan.write(box.data, kunci_cadangan.Kunci(public, kunci_cadangan.read(box.data).disk))
    now = who.kapan.replace(tzinfo=None)
    what = "kode pemulihan dibuat" if first else "kode pemulihan diganti"
    cadangan.finish(cadangan.start("kode", "", now), cadangan.Hasil(what), now, 0)
    record(who, [Perubahan("kode pemulihan", "cadangan", age.tag(public), None, {"keterangan": what})])
    return kode


def revoke(box: Box, places: Sequence[Tempat]) -> list[str]:
    """Remove the keys of earlier codes; returns what could not be removed, in words.

    A place to which the box can only add keeps them, until whoever looks after that place removes them there.
    """
    tanda, left = age.tag(kunci_cadangan.read(box.data).penerima), []
    for place in places:
        store = place.store(box.data)
        for key in store.list_keys():
            if key["userName"] == CODE and key["hostName"] != tanda:
                try:
                    store.remove_key(key["id"])
                except CadanganGagal as reason:
                    left.append(f"{place.shown}: kunci {key['id']} dari kode lama masih berlaku ({reason})")
    return left


def _open_to(box: Box, places: Sequence[Tempat], kode: str, public: str, sealed: bytes) -> None:
    for place in places:
        if place.disk is not None:
            refuse_within(place.disk, box.data)
            if not place.disk.is_dir():
                raise CadanganGagal(f"{place.alamat}: folder ini tidak ada; pasang disknya lebih dulu")
            mark(place, box.data, box.settings.kabupaten)
            write_guide(place, public, sealed)
        _add_code(box, place, kode, age.tag(public))


def _add_code(box: Box, place: Tempat, kode: str, tanda: str) -> None:
    store = place.store(box.data)
    try:
        if not store.exists():
            store.make()
    except SandiSalah:
        raise CadanganGagal(f"{place.shown}: di sini ada cadangan kotak lain; pakai tempat lain") from None
    if not any(key["userName"] == CODE and key["hostName"] == tanda for key in store.list_keys()):
        store.add_key(kode.encode(), tanda)
