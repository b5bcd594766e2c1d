"""Codes of six digits that a phone and this box work out from one secret and the time: RFC 6238 over HMAC-SHA-1."""

from __future__ import annotations

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

STEP = 30  # seconds that a code stands
DIGITS = 6
ISSUER = "E-Kinerja"


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps take them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_of(secret: str, step: int) -> str:
    """The code of one step (RFC 4226, section 5.3, with the step as the counter)."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_at(seconds: int) -> int:
    """The step of a moment, in seconds since 1970 UTC."""
    return seconds // STEP


def matching_step(secret: str, text: str, seconds: int) -> int | None:
    """The step of which `text` is the code: this one, or the one beside it for a phone whose clock is off."""
    typed = "".join(text.split())
    found = None
    for step in range(step_at(seconds) - 1, step_at(seconds) + 2):
        if hmac.compare_digest(code_of(secret, step).encode(), typed.encode()):
            found = step
    return found


def otpauth(secret: str, account: str) -> str:
    """The address that a QR code gives to an authenticator app."""
    query = urlencode({"secret": secret, "issuer": ISSUER, "digits": DIGITS, "period": STEP})
    return f"otpauth://totp/{quote(ISSUER)}:{quote(account)}?{query}"
