"""The questions of the installation: one row each, with why it is asked and what most people answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from installer import readers

Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """`name` stands in the answer file; `when` says whether the answers so far make it a question at all."""

    name: str
    text: str
    why: str
    usual: str | None  # None: there is no sensible guess, so it must be answered
    read: Callable[[str], str]
    when: Callable[[Given], bool] = lambda _: True


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(f"isi dengan salah satu dari: {', '.join(words)}")
        return text.lower()

    return read


def _tls(*ways: str) -> Callable[[Given], bool]:
    return lambda given: given.get("tls") in ways


QUESTIONS = (
    Question("kabupaten", "Nama kabupaten atau kota?",
        "Tercetak di kepala setiap dokumen, lengkap dengan kata Kabupaten atau Kota.", None, readers.regency),
    Question("alamat", "Alamat yang diketik orang di HP?",
        "Nama di internet atau jaringan pemda; sertifikat dibuat untuk nama ini.", None, readers.address),
    Question("zona", "Zona waktu?", "Jam masuk dan pulang dibaca menurut zona ini.", "WIB", readers.zone),
    Question("sumber_waktu", "Server waktu (NTP)?",
        "Jam yang salah berarti TPP yang salah. Isi tidak bila kotak ini tidak dapat menjangkau satu pun.",
        "id.pool.ntp.org", readers.hosts),
    Question("cadangan", "Disk untuk cadangan tiap malam?",
        "Sebaiknya disk USB tersendiri: UUID=… (lihat perintah lsblk -f), atau sebuah folder.", "tidak", readers.disk),
    Question("cadangan_kedua", "Tempat kedua untuk cadangan?",
        "Di gedung lain, supaya kebakaran atau pencurian tidak menghapus keduanya.", "tidak", readers.place),
    Question("tls", "Dari mana sertifikat HTTPS?",
        "acme-http: otomatis, nama terbuka ke internet. acme-dns: otomatis, nama boleh menunjuk alamat dalam. "
        "berkas: sudah punya. otoritas: dibuat sendiri, tiap HP harus diberi tahu.",
        "acme-http", _one_of("acme-http", "acme-dns", "berkas", "otoritas")),
    Question("acme_surel", "Surel untuk pemberitahuan sertifikat?",
        "Lembaga sertifikat mengirim surat ke sini bila ada yang harus dilakukan.", None, readers.mail,
        _tls("acme-http", "acme-dns")),
    Question("acme_dns", "Penyedia DNS (nama plugin certbot)?",
        "Bukti kepemilikan nama ditulis ke DNS lewat plugin ini.", "rfc2136",
        _one_of("rfc2136", "cloudflare", "digitalocean", "google", "route53", "ovh", "linode", "gandi"),
        _tls("acme-dns")),
    Question("acme_dns_berkas", "Berkas rahasia untuk plugin DNS itu?",
        "Berisi kunci yang diberikan penyedia DNS.", None, readers.file, _tls("acme-dns")),
    Question("tls_sertifikat", "Berkas sertifikat (PEM, dengan rantainya)?",
        "Sertifikat untuk alamat tadi, disusul sertifikat perantaranya.", None, readers.file, _tls("berkas")),
    Question("tls_kunci", "Berkas kunci sertifikat (PEM, tanpa kata sandi)?",
        "Pasangan dari sertifikat itu; disalin dan hanya dapat dibaca root.", None, readers.file, _tls("berkas")),
    Question("jaringan_mesin", "Jaringan mesin presensi yang mengirim sendiri (ADMS)?",
        "Hanya dari sini port mesin dapat dijangkau. Isi tidak bila tidak ada mesin seperti itu.",
        "tidak", readers.networks),
    Question("port_dorong", "Port untuk mesin presensi itu?",
        "Diisikan di menu mesin sebagai port server.", "8081", readers.port,
        lambda given: given.get("jaringan_mesin", readers.NONE) != readers.NONE),
    Question("jaringan_admin", "Jaringan petugas TI, untuk masuk lewat ssh?",
        "Dari tempat lain ssh tertutup. Isi tidak untuk menutup ssh sama sekali.", "tidak", readers.networks),
    Question("kunci_ssh", "Kunci umum ssh petugas TI?",
        "Masuk lewat ssh hanya dengan kunci, tidak dengan kata sandi.", "tidak", readers.public_key,
        lambda given: given.get("jaringan_admin", readers.NONE) != readers.NONE),
    Question("ups", "UPS yang tersambung (penggerak NUT)?",
        "Kotak ini berhenti dengan tertib saat baterai hampir habis. Kebanyakan UPS USB: usbhid-ups.",
        "tidak", readers.driver),
)  # fmt: skip
NAMES = {question.name: question for question in QUESTIONS}
