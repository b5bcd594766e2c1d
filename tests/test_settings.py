"""A box is set up by a handful of variables; a slip of the pen is said, not ignored."""

from datetime import datetime
from pathlib import Path

import pytest

from appliance import clock, settings


def test_without_any_variable_the_box_serves_this_machine_only() -> None:
    chosen = settings.parse({})
    assert (chosen.host, chosen.port, chosen.data) == ("127.0.0.1", 8080, Path("data").resolve())
    assert chosen.database_url is None
    assert chosen.zona.key == "Asia/Jakarta"


def test_each_variable_is_understood(tmp_path: Path) -> None:
    chosen = settings.parse(
        {
            "EKINERJA_DATA": str(tmp_path),
            "EKINERJA_HOST": "0.0.0.0",
            "EKINERJA_PORT": "9000",
            "EKINERJA_DATABASE_URL": "postgresql://localhost/ekinerja",
            "EKINERJA_KABUPATEN": "Kota Bengkulu",
            "EKINERJA_ZONA": "WITA",
            "EKINERJA_UJI": "1",
            "EKINERJA_SEKARANG": "2026-11-03T07:25:00",
            "PATH": "/bin",
        }
    )
    assert chosen == settings.Settings(
        data=tmp_path.resolve(),
        host="0.0.0.0",
        port=9000,
        database_url="postgresql://localhost/ekinerja",
        kabupaten="Kota Bengkulu",
        zona=settings._zone("WITA"),
        uji=True,
        sekarang=datetime(2026, 11, 3, 7, 25),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EKINERJA_PROT", "8080"),
        ("EKINERJA_PORT", "0"),
        ("EKINERJA_PORT", "65536"),
        ("EKINERJA_PORT", "80 80"),
        ("EKINERJA_PORT", "²"),
        ("EKINERJA_HOST", "http://localhost"),
        ("EKINERJA_SOKET", "web.sock"),
        ("EKINERJA_SOKET", "/run/" + "x" * 103),
        ("EKINERJA_DATA", "  "),
        ("EKINERJA_DATABASE_URL", "mysql://localhost/x"),
        ("EKINERJA_KABUPATEN", "Mukomuko"),
        ("EKINERJA_ZONA", "Asia/Jakarta"),
        ("EKINERJA_UJI", "ya"),
        ("EKINERJA_data", "x"),
    ],
)
def test_a_variable_that_makes_no_sense_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(settings.SettingRefused, match=name):
        settings.parse({name: value})


def test_all_slips_are_named_at_once() -> None:
    with pytest.raises(settings.SettingRefused) as refusal:
        settings.parse({"EKINERJA_PORT": "x", "EKINERJA_ZONA": "x", "EKINERJA_LAIN": "x"})
    assert len(str(refusal.value).splitlines()) == 3


def test_every_field_has_a_reader() -> None:
    assert [settings.PREFIX + name.upper() for name in settings.READERS] == settings.names()


def test_nobody_can_set_the_clock_of_a_real_box() -> None:
    with pytest.raises(settings.SettingRefused, match="EKINERJA_UJI=1"):
        settings.parse({"EKINERJA_SEKARANG": "2026-11-03T07:25:00"})


def test_a_fixed_clock_stands_still_in_the_zone_of_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EKINERJA_UJI", "1")
    monkeypatch.setenv("EKINERJA_SEKARANG", "2026-11-02T23:30:00+00:00")
    assert clock.now().isoformat() == "2026-11-03T06:30:00+07:00"
    assert clock.today().isoformat() == "2026-11-03"
    assert clock.local() == datetime(2026, 11, 3, 6, 30)


def test_the_real_clock_knows_its_zone() -> None:
    assert clock.now().tzinfo is not None
    assert clock.monotonic() <= clock.monotonic()
