"""QR codes as SVG, without a style of their own, so that the pages' policy holds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def qr(text: str, title: str, side: int = 220) -> str:
    """A QR code, black on white in light and dark, as an `svg` element `side` pixels wide that says `title`."""
    import segno

    code = segno.make(text, error="m", micro=False)
    many = code.symbol_size(scale=1, border=4)[0]
    path = " ".join(_runs(code.matrix_iter(scale=1, border=4)))
    return (
        f'<svg viewBox="0 0 {many} {many}" width="{side}" height="{side}" role="img" aria-label="{escape(title)}">'
        f'<rect width="{many}" height="{many}" fill="#fff"/><path fill="#000" d="{path}"/></svg>'
    )


def _runs(matrix: Iterable[Iterable[int]]) -> list[str]:
    """Dark modules of each row as one-high boxes."""
    found = []
    for y, row in enumerate(matrix):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                found.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = None
    return found
