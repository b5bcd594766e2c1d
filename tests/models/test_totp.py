"""Codes of the phone, against the published vectors."""

import pytest

from appliance.models import totp

RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    assert totp.code_of(RFC, totp.step_at(seconds)) == code


def test_a_phone_that_is_half_a_minute_off_is_understood_and_a_whole_one_is_not() -> None:
    at = 1234567890
    step = totp.step_at(at)
    for beside in (-1, 0, 1):
        assert totp.matching_step(RFC, totp.code_of(RFC, step + beside), at) == step + beside
    for beside in (-2, 2):
        assert totp.matching_step(RFC, totp.code_of(RFC, step + beside), at) is None


@pytest.mark.parametrize("text", ["", "12345", "1234567", "abcdef", "０１２３４５", "\0"])
def test_what_is_no_code_opens_nothing(text: str) -> None:
    assert totp.matching_step(RFC, text, 1234567890) is None


def test_spaces_as_the_phone_shows_them_are_understood() -> None:
    assert totp.matching_step(RFC, " 005 924 ", 1234567890) is not None


def test_secrets_are_long_and_never_the_same() -> None:
    assert len({totp.new_secret() for _ in range(50)}) == 50
    assert len(totp.new_secret()) == 32


def test_the_address_for_the_app_names_box_and_account() -> None:
    address = totp.otpauth(RFC, "198807082012022003")
    assert address.startswith("otpauth://totp/E-Kinerja:198807082012022003?secret=" + RFC)
    assert "period=30" in address
