"""Files of real size."""

from __future__ import annotations

from datetime import date, timedelta

HEADER = "nip,nama,opd,jabatan,kelas_jabatan,status_asn,mulai,golongan,jadwal,pin_mesin,ptkp,gaji_bruto,bank,rekening"


def nip(number: int) -> str:
    birth = date(1970, 1, 1) + timedelta(days=number % 9_000)
    return f"{birth:%Y%m%d}200601{1 + number % 2}{100 + number // 9_000:03d}"


def people_csv(rows: int) -> bytes:
    lines = [
        f"{nip(n)},Orang {n},dinkes,Pelaksana,7,PNS,2026-01-01,III/a,5-hari,{n + 1},K/1,4800000,BRI,00{n:08d}"
        for n in range(rows)
    ]
    return "\n".join([HEADER, *lines, ""]).encode()
