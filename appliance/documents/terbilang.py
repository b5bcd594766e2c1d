"""Whole numbers in Indonesian words, as they stand below the total of a payment list."""

_SATUAN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_TINGKAT = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
BATAS = 10**15


def terbilang(nilai: int) -> str:
    """1_179_000 -> "satu juta seratus tujuh puluh sembilan ribu"; below zero begins with "minus".

    Raises ValueError from 10**15 (a thousand trillions) on: no regency pays that.
    """
    if abs(nilai) >= BATAS:
        raise ValueError(f"terlalu besar untuk disebut: {nilai}")
    if nilai == 0:
        return "nol"
    return " ".join((["minus"] if nilai < 0 else []) + _besar(abs(nilai)))


def rupiah_terbilang(nilai: int) -> str:
    """The words of an amount with its currency, first letter large: "Seratus ribu rupiah"."""
    return f"{terbilang(nilai)} rupiah".capitalize()


def _besar(nilai: int) -> list[str]:
    kata = []
    for besar, nama in _TINGKAT:
        banyak, nilai = divmod(nilai, besar)
        if banyak == 1 and nama == "ribu":
            kata.append("seribu")
        elif banyak:
            kata += [*_ratusan(banyak), nama]
    return kata + _ratusan(nilai)


def _ratusan(nilai: int) -> list[str]:
    ratus, sisa = divmod(nilai, 100)
    depan = ["seratus"] if ratus == 1 else [_SATUAN[ratus], "ratus"] if ratus else []
    if sisa < 12:
        return depan + ([_SATUAN[sisa]] if sisa else [])
    puluh, satu = divmod(sisa, 10)
    if puluh == 1:
        return [*depan, _SATUAN[satu], "belas"]
    return [*depan, _SATUAN[puluh], "puluh", *([_SATUAN[satu]] if satu else [])]
