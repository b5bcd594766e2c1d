"""The way back from an update: by itself when it failed or was cut off, or because somebody wants it."""

from __future__ import annotations

from installer import copy_db, release, state, step
from installer.refused import Refused
from installer.state import State
from installer.system import System


def finish(here: System, left: State, *, start: bool = True) -> None:
    """Bring an update that did not end to an end: the old version, unless the new one had already been found well.

    May itself be cut off and done again.
    """
    if not left.selesai:
        to_old(here, left, start=start, with_data=not state.same_records(here, left))
    state.forget(here, state.UNDER_WAY)


def to_old(here: System, left: State, *, start: bool, with_data: bool) -> None:
    step.stop(here)
    if left.salinan and with_data:
        copy_db.put_back(here, left.salinan, left.baru)
    release.switch(here, left.lama)
    step.settle(here, str(here.path(release.folder_of(left.lama))), begin=start)


def by_hand(here: System, *, with_data: bool) -> int:
    """Back to the version before the last update. Data only when asked: since then people have worked."""
    last = state.load(here, state.BEFORE)
    if last is None or release.current(here) != last.baru or not here.path(release.folder_of(last.lama)).is_dir():
        raise Refused("Tidak ada versi sebelumnya yang dapat dijalankan lagi.")
    if not state.same_records(here, last) and not with_data:
        raise Refused(
            f"Versi {last.lama} tidak dapat membaca bentuk data versi {last.baru}. Kembali berarti memakai salinan "
            "data dari saat pembaruan; yang dicatat sesudahnya disisihkan dan tidak tampak lagi. Bila memang itu yang "
            "dikehendaki: scripts/update --kembali --dengan-data"
        )
    state.keep(here, state.UNDER_WAY, last)
    to_old(here, last, start=True, with_data=with_data)
    state.forget(here, state.BEFORE)
    state.forget(here, state.UNDER_WAY)
    here.say(f"Versi {last.lama} berjalan lagi." + (f" Data sesudah pembaruan disisihkan di {copy_db.COPIES}."
             if with_data else ""))  # fmt: skip
    return 0
