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
passw0rd
"""
COMMON = frozenset(WORDS.split())
