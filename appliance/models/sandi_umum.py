"""Passwords that are guessed first, written small and without spaces; digits and signs at the ends don't help."""

WORDS = """
password passwordku katasandi sandi rahasia rahasiaku bismillah bismillahirrahmanirrahim alhamdulillah
assalamualaikum indonesia indonesiaraya merdeka pancasila garuda bhinneka mukomuko bengkulu sumatera jakarta
bandung surabaya kabupaten pemkab pemda pemkabmukomuko pemerintah pegawai pegawainegeri negeri pns asn
asnberakhlak berakhlak korpri bkpsdm bkd admin administrator administrasi operator bendahara kepala ekinerja
kinerja simpeg presensi absensi kehadiran qwertyuiop qwerty qwertyui asdfghjkl asdfgh zxcvbnm qazwsx qazwsxedc
abcdefgh abcdefghij abcdefghijkl sayang sayangku sayangkamu cintaku cintakamu akucintakamu iloveyou kamusayang
keluarga keluargaku bahagia sukses semangat berkah sejahtera selamat selamatpagi terimakasih welcome letmein
changeme default internet komputer monkey dragon football sepakbola persija persib liverpool manchester
barcelona realmadrid ramadhan ramadan lebaran idulfitri januari februari maret april agustus september oktober
november desember 1234567890 12345678901 123456789012 0123456789 0987654321 9876543210 1122334455 1234512345
1231231234 12345678910 11223344556 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 a1b2c3d4e5 abcd123456 abc1234567 p@ssw0rd
passw0rd rahasianegara rahasiaumum rahasiakita rahasiasaya katasandiku kantorku kantorcamat dinaskesehatan
dinaspendidikan puskesmas sekretariat inspektorat kecamatan kelurahan desa guru bidan perawat dokter camat lurah bupati
wakilbupati sekda kadis kabid kasi kasubbag staf honorer pppk cpns tukin tpp gaji gajiku tunjangan absen absensiku
mukomukokab mukomukobersatu bengkulukota pantaiindah ipuh penarik lubukpinang anakku istriku suamiku mamaku bapakku
ibuku ayahku sayangmama sayangibu cinta rindu kangen ganteng cantik sholehah insyaallah masyaallah subhanallah
astaghfirullah allahuakbar lailahaillallah muhammad ahmad abdullah fatimah aisyah samsung oppo xiaomi vivo android
facebook whatsapp google instagram tiktok mobilelegend freefire naruto doraemon spongebob superman batman pokemon
princess sunshine iloveu loveyou mylove baseball master trustno starwars whatever computer secret login masuk
"""
COMMON = frozenset(WORDS.split())
ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
LEET = str.maketrans("013457@$", "oieastas")
EDGES = "0123456789!.,@#*?-_"


def is_common(plain: str) -> bool:
    """Whether a password, small and without spaces, is guessed first: a common word, common words, a row of keys."""
    core = plain.strip(EDGES)
    if COMMON & {plain, core, plain.translate(LEET), core.translate(LEET)}:
        return True
    return _repeats(plain) or _in_a_row(plain) or _of_common_words(core)


def _repeats(plain: str) -> bool:
    """The same piece over and over: kapalkapalkapal."""
    return any(plain == plain[:size] * (len(plain) // size) for size in range(1, len(plain) // 2 + 1))


def _in_a_row(plain: str) -> bool:
    return any(plain in row or plain in row[::-1] for row in ROWS)


def _of_common_words(core: str) -> bool:
    """Two common words and nothing else: adminmukomuko."""
    return any(core[:cut] in COMMON and core[cut:] in COMMON for cut in range(3, len(core) - 2))
