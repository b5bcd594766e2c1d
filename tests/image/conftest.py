"""The image, built once for all long tests, and the answers of the office that gets it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.image import guest
from tests.image.guest import NETWORK

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "ekinerja.uji.go.id"
ANSWERS = f"""\
kabupaten = Kabupaten Uji Coba
alamat = {ADDRESS}
zona = WIB
sumber_waktu = tidak
tls = otoritas
jaringan_mesin = {NETWORK}.0/24
ip = {NETWORK}.2/24
gerbang = {NETWORK}.1
"""


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw disk image as `image-build/build` makes it; EKINERJA_CITRA names the folder of one made before."""
    if os.geteuid() != 0 or guest.missing():
        pytest.fail(f"needs root, and scripts/setup --long for: {', '.join(guest.missing()) or 'nothing else'}")
    made = os.environ.get("EKINERJA_CITRA")
    folder = Path(made) if made else tmp_path_factory.mktemp("citra")
    if not made:
        command = [ROOT / "image-build/build", "--quick", "--output", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return next(folder.glob("ekinerja-*.img"))


@pytest.fixture(scope="session")
def cache(image: Path) -> Path:
    """Where Debian's packages lie since the image was made; EKINERJA_CITRA_SIMPANAN for one made before."""
    return Path(os.environ.get("EKINERJA_CITRA_SIMPANAN") or image.parent / "simpanan")
