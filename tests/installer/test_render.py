"""What the written configurations promise, whatever their exact words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from installer import render
from installer.answers import Answers

from appliance import settings
from appliance.access_matrix import ACCESS
from appliance.web.app import LARGE, PHOTOS, create_app
from tests.installer.given import WHOLE, answers

NO_MACHINES = "\n".join(line for line in WHOLE.splitlines() if not line.startswith("jaringan_mesin"))


@pytest.fixture
def given(tmp_path: Path) -> Answers:
    return answers(tmp_path)


def servers(text: str) -> dict[str, str]:
    """The server blocks of an nginx configuration by their first port."""
    blocks = re.findall(r"^    server \{\n(.*?)^    \}\n", text, re.DOTALL | re.MULTILINE)
    return {re.search(r"listen (\d+)", block)[1]: block for block in blocks}  # type: ignore[index]


def location(block: str, start: str) -> str:
    found = re.search(rf"location {re.escape(start)} \{{\n(.*?)\n        \}}", block, re.DOTALL)
    assert found, start
    return found[1]


def test_nothing_is_left_to_fill_in(given: Answers) -> None:
    for text in (render.nginx(given), render.firewall(given), render.chrony(given), render.settings(given)):
        assert not re.search(r"@[a-z_]+@", text)


def test_there_are_three_doors_and_without_pushing_machines_two(given: Answers, tmp_path: Path) -> None:
    assert list(servers(render.nginx(given))) == ["443", "80", "8081"]
    assert list(servers(render.nginx(answers(tmp_path, NO_MACHINES)))) == ["443", "80"]
    assert "8081" not in render.firewall(answers(tmp_path, NO_MACHINES))


def test_the_push_road_is_at_its_own_port_and_for_its_own_networks_only(given: Answers) -> None:
    doors = servers(render.nginx(given))
    assert location(doors["443"], "^~ /iclock").strip() == "return 404;"
    assert "proxy" not in doors["80"] and "ke-web" not in doors["80"]
    allowed = re.findall(r"(allow|deny) (\S+);", doors["8081"])
    assert allowed == [("allow", "10.20.0.0/16"), ("allow", "10.21.5.7/32"), ("allow", "fd00:20::/48"), ("deny", "all")]
    assert "return 404" in location(doors["8081"], "/")


def test_the_firewall_drops_what_nobody_named_over_both_protocols(given: Answers) -> None:
    text = render.firewall(given)
    assert re.findall(r"hook (\w+) .*policy (\w+)", text) == [("input", "drop"), ("forward", "drop")]
    assert "table inet" in text
    assert "tcp dport { 80, 443 } accept" in text
    opened = [line.strip() for line in text.splitlines() if "dport" in line and "saddr" in line]
    assert "ip saddr { 10.20.0.0/16, 10.21.5.7/32 } tcp dport 8081 accept" in opened
    assert "ip6 saddr { fd00:20::/48 } tcp dport 8081 accept" in opened
    assert "ip saddr { 10.1.0.0/24 } tcp dport 22 accept" in opened
    assert not [line for line in opened if "dport 22 " in line and "10.1.0.0/24" not in line]


def test_without_an_administrators_network_there_is_no_ssh(tmp_path: Path) -> None:
    text = WHOLE.replace("jaringan_admin = 10.1.0.0/24\n", "")
    assert "dport 22" not in render.firewall(answers(tmp_path, text))


def test_every_body_that_the_program_takes_passes_nginx_and_no_other_large_one(given: Answers, tmp_path: Path) -> None:
    block = servers(render.nginx(given))["443"]
    sizes = {name: int(size) * 2**20 for name, size in re.findall(
        r"location [=^~]+ (\S+) \{[^}]*?client_max_body_size (\d+)m;", block)}  # fmt: skip
    app = create_app(settings.parse({"EKINERJA_DATA": str(tmp_path)}))
    wanted = {"/laporan": PHOTOS, "/impor/baru": LARGE, "/impor-data/baru/": LARGE}
    for rule in app.url_map.iter_rules():
        row = ACCESS[rule.endpoint]
        if row.upload or row.photos:
            (prefix,) = [name for name in sizes if str(rule).startswith(name)]
            assert sizes[prefix] >= (LARGE if row.upload else PHOTOS), rule
    assert sizes.keys() == wanted.keys()


def test_who_asks_is_what_nginx_saw(given: Answers) -> None:
    passed = (render.BUILD / "nginx/ke-web.conf").read_text()
    assert "X-Forwarded-For $remote_addr;" in passed
    assert "proxy_add_x_forwarded_for" not in passed
    assert "proxy_request_buffering on" in passed


def test_the_log_holds_no_number_of_a_person(given: Answers) -> None:
    text = render.nginx(given)
    form = re.search(r"log_format singkat (.*?);", text, re.DOTALL)
    assert form
    assert not set(re.findall(r"\$\w+", form[1])) & {"$request", "$request_uri", "$uri", "$args", "$query_string"}
    first = re.compile(r"^(?P<awal>/[a-z_-]*)")  # as the map does it
    found = first.match("/pegawai/197001011990011001/laporan")
    assert found and found["awal"] == "/pegawai"
    assert r'"~^(?<awal>/[a-z_-]*)" $awal;' in text


def test_a_certificate_of_our_own_authority_does_not_lock_people_out(given: Answers, tmp_path: Path) -> None:
    assert "Strict-Transport-Security" not in render.nginx(given)
    assert "/otoritas.crt" in render.nginx(given)
    text = WHOLE.replace("tls = otoritas", "tls = acme-http\nacme_surel = a@b.id")
    public = render.nginx(answers(tmp_path, text))
    assert "Strict-Transport-Security" in public
    assert "/otoritas.crt" not in public


def test_the_clock_asks_and_answers_nobody(given: Answers, tmp_path: Path) -> None:
    text = render.chrony(given)
    assert "pool id.pool.ntp.org iburst" in text
    assert "port 0" in text and "cmdport 0" in text
    assert re.search(r"^makestep 1\.0 3$", text, re.MULTILINE)
    alone = render.chrony(answers(tmp_path, WHOLE + "sumber_waktu = tidak\n"))
    assert not re.search(r"^(pool|server) ", alone, re.MULTILINE)


def test_the_services_understand_their_settings(given: Answers, tmp_path: Path) -> None:
    text = WHOLE + "cadangan = UUID=1234-abcd\ncadangan_kedua = sftp:a@b:/c\n"
    for some in (given, answers(tmp_path, text)):
        lines = (line.split("=", 1) for line in render.settings(some).splitlines() if not line.startswith("#"))
        parsed = settings.parse({name: value.strip('"') for name, value in lines})
        assert parsed.kabupaten == "Kabupaten Mukomuko"
        assert str(parsed.soket) == "/run/ekinerja/web.sock"
