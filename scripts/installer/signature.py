"""Signatures of releases, by OpenSSH's own tool: who may sign stands in a file of allowed signers."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from installer.refused import Refused

NAMESPACE = "ekinerja-rilis"
WHO = "rilis"


def sign(data: bytes, key: Path) -> bytes:
    done = subprocess.run(("ssh-keygen", "-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)), input=data,
                          capture_output=True, check=False)  # fmt: skip
    if done.returncode != 0:
        raise Refused(f"{key}: cannot sign: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def signers_for(key: Path, listed: Path) -> bytes:
    """The signers that a release carries: those of the tree, who must include this key, or this key alone."""
    done = subprocess.run(("ssh-keygen", "-y", "-f", str(key)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"{key}: not a private ssh key that can be read")
    public = " ".join(done.stdout.split()[:2])
    if not listed.exists():
        return f'{WHO} namespaces="{NAMESPACE}" {public}\n'.encode()
    if public not in listed.read_text(encoding="utf-8"):
        raise Refused(f"{listed}: does not name the public key of {key}; add it, in a release signed by an older one")
    return listed.read_bytes()


def is_signed(data: bytes, given: bytes, signers: Path) -> bool:
    """Whether one of the allowed signers signed exactly these bytes."""
    with tempfile.NamedTemporaryFile() as sig:
        sig.write(given)
        sig.flush()
        done = subprocess.run(("ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", WHO, "-n", NAMESPACE,
                               "-s", sig.name), input=data, capture_output=True, check=False)  # fmt: skip
    return done.returncode == 0
