"""The amount before performance and attendance: pagu by class, share of the month, status, acting post."""

from collections import Counter
from fractions import Fraction

from appliance.rules.entri import Entri
from appliance.rules.fakta import Penempatan
from appliance.rules.hitungan import NOL, BarisTepat, Hitungan, in_words
from appliance.rules.penempatan import acting_class
from appliance.rules.skema_dasar import SERATUS

CPNS = "CPNS"
STATUS = ("PNS", CPNS, "PPPK")


def base(lembar: Hitungan) -> tuple[Fraction, Fraction]:
    """(pagu, besaran), exact rupiah: the pagu before status and acting post, and what the month is worth with them.

    Each working day on which the person is placed earns its placement's pagu / all working days of the month, times
    the percent of the status; a Plt of a higher class earns that class's pagu on its days, one of the same class the
    own pagu and a percent more (contract, section 4: `mutasi.cara`, `status.cpns`, `plt.selevel`).
    """
    if not lembar.dinas:
        return NOL, NOL
    pagu = lembar.month("tpp.pagu")
    hari = Counter((milik, acting_class(h.tanggal, lembar.fakta.plt)) for h, milik in lembar.dinas)
    per_penempatan: Counter[Penempatan] = Counter()
    for (milik, _), jumlah in hari.items():
        per_penempatan[milik] += jumlah
    if len(per_penempatan) > 1 or len(lembar.dinas) < lembar.pembagi:
        lembar.month("mutasi.cara")  # needed only where the month is not one placement's
    awal = len(lembar.baris)
    jumlah_pagu = NOL
    for milik, jumlah in per_penempatan.items():
        jumlah_pagu += _placement(lembar, milik, jumlah, pagu)
    for (milik, kelas), jumlah in hari.items():
        _acting(lembar, milik, kelas, jumlah, pagu)
    return jumlah_pagu, sum((b.nilai for b in lembar.baris[awal:]), NOL)


def _placement(lembar: Hitungan, milik: Penempatan, jumlah: int, pagu: Entri) -> Fraction:
    nilai = Fraction(_pagu(lembar, milik.kelas_jabatan, pagu) * jumlah, lembar.pembagi)
    uraian = f"Besaran TPP kelas {milik.kelas_jabatan}, {jumlah} dari {lembar.pembagi} hari kerja"
    lembar.baris.append(BarisTepat("besaran", uraian, nilai, pagu))
    persen, entri = _status(lembar, milik)
    if entri is not None:
        uraian = f"{milik.status_asn}: {in_words(persen)} dari besaran TPP"
        lembar.baris.append(BarisTepat("status", uraian, -nilai * (1 - persen / SERATUS), entri, persen=persen))
    return nilai


def _acting(lembar: Hitungan, milik: Penempatan, kelas: int | None, jumlah: int, pagu: Entri) -> None:
    sendiri = milik.kelas_jabatan
    if kelas is None or sendiri is None or kelas < sendiri:
        return
    bagian = Fraction(jumlah, lembar.pembagi) * _status(lembar, milik)[0] / SERATUS
    besaran = _pagu(lembar, sendiri, pagu)
    if kelas > sendiri:
        uraian = f"Plt. kelas {kelas}, {jumlah} hari kerja: besaran TPP jabatan itu"
        nilai = (_pagu(lembar, kelas, pagu) - besaran) * bagian
        lembar.baris.append(BarisTepat("plt", uraian, nilai, pagu))
        return
    selevel = lembar.month("plt.selevel")
    uraian = f"Plt. kelas {kelas}, {jumlah} hari kerja: tambahan {in_words(selevel.nilai)}"
    nilai = besaran * bagian * selevel.nilai / SERATUS
    lembar.baris.append(BarisTepat("plt", uraian, nilai, selevel, persen=selevel.nilai))


def _status(lembar: Hitungan, milik: Penempatan) -> tuple[Fraction, Entri | None]:
    if milik.status_asn == CPNS:
        entri = lembar.month("status.cpns")
        return entri.nilai, entri
    if milik.status_asn not in STATUS:
        lembar.lacks(f"status ASN {milik.status_asn!r} tidak dikenal")
    return Fraction(SERATUS), None


def _pagu(lembar: Hitungan, kelas: int | None, pagu: Entri) -> int:
    if kelas is None:
        lembar.lacks("kelas jabatan belum diisi")
        return 0
    rupiah: int | None = pagu.nilai.get(kelas)
    if rupiah is None:
        lembar.lacks(f"kelas jabatan {kelas} tidak mempunyai besaran dalam tpp.pagu ({pagu.peraturan_id})")
        return 0
    return rupiah
