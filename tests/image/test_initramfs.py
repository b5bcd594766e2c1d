"""What the initramfs does with *sistem seperti baru*: what is kept is kept, wherever the power fails."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUT_BACK = re.search(
    r"(?ms)^kept=.*?^\}\n\n# May be.*?^\}\n", (ROOT / "image-build/disk/initramfs/script").read_text("utf-8")
)


def put_back(state: Path, cut: int | None = None) -> None:
    """Run the script's own put_back; with `cut` it is ended at that command."""
    assert PUT_BACK
    body = re.search(r"(?ms)^put_back\(\).*?^\}\n", PUT_BACK[0])
    assert body
    kept = PUT_BACK[0].splitlines()[0]
    steps = f'n=0; step() {{ n=$((n + 1)); [ "$n" != "{cut}" ] || exit 9; "$@"; }}\n'
    text = re.sub(r"(?m)^( +)(mv|rm|mkdir) ", r"\1step \2 ", body[0])
    subprocess.run(["sh", "-c", f"state='{state}'\n{kept}\n{steps}{text}\nput_back\n"], check=False, timeout=20)


def worn(state: Path) -> Path:
    """A box that was used: settings, a program that was updated, and something that went wrong."""
    for name, text in {"etc/ekinerja/jawaban": "ya", "etc/ekinerja/terpasang": "1", "opt/ekinerja/kini": "2.0",
                       "etc/rusak.conf": "x", "etc/machine-id": "abc"}.items():  # fmt: skip
        (state / "atas" / name).parent.mkdir(parents=True, exist_ok=True)
        (state / "atas" / name).write_text(text)
    return state


def left(state: Path) -> dict[str, str]:
    top = state / "atas"
    return {str(path.relative_to(top)): path.read_text() for path in top.rglob("*") if path.is_file()}


KEPT = {"etc/ekinerja/jawaban": "ya", "opt/ekinerja/kini": "2.0", "etc/machine-id": "abc"}


def test_a_system_put_back_keeps_settings_and_program_and_nothing_else(tmp_path: Path) -> None:
    put_back(worn(tmp_path))
    assert left(tmp_path) == KEPT


@pytest.mark.parametrize("cut", range(1, 20))
def test_power_that_fails_while_putting_back_loses_nothing_that_is_kept(tmp_path: Path, cut: int) -> None:
    """As the script does at the next start: it goes on while the folder `baru` is there."""
    put_back(worn(tmp_path), cut)
    if (tmp_path / "baru").is_dir():
        put_back(tmp_path)
    assert left(tmp_path).items() >= KEPT.items()
