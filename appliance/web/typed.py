"""What somebody had typed into a form that cannot be taken: shown again, so that nobody writes it twice."""

from flask import request

LONG = ("uraian", "catatan", "alasan")  # fields into which people write sentences


def typed() -> str:
    """The sentence of the form that was sent; empty when there is none. Changes nothing."""
    return next((text for name in LONG if (text := request.form.get(name, "").strip())), "")
