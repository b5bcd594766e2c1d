"""Awal."""

from peewee import *


def up(migrator, db):
    class Pegawai(Model):
        nip = TextField(unique=True)
        nama = TextField(index=True)
        bank = TextField(default='')
        rekening = TextField(default='')
        npwp = TextField(default='')
        pendidikan = TextField(default='')
        class Meta:
            database = db
            table_name = 'pegawai'
    db.create_tables([Pegawai])

    class Apel(Model):
        pegawai = ForeignKeyField(Pegawai)
        tanggal = DateField()
        hadir = BooleanField()
        jenis = TextField(default='apel')
        class Meta:
            database = db
            table_name = 'apel'
            indexes = ((('pegawai', 'tanggal'), True),)
    db.create_tables([Apel])

    class Pengguna(Model):
        nama_masuk = TextField(unique=True)
        pegawai = ForeignKeyField(Pegawai, unique=True, null=True)
        sandi = TextField(null=True)
        diaktifkan = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'pengguna'
    db.create_tables([Pengguna])

    class AturUlang(Model):
        pengguna = ForeignKeyField(Pengguna)
        alasan = TextField()
        diminta = DateTimeField()
        peminta = ForeignKeyField(Pengguna)
        pemutus = ForeignKeyField(Pengguna, null=True)
        disetujui = DateTimeField(null=True)
        ditolak = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'atur_ulang'
    db.create_tables([AturUlang])

    class Laporan(Model):
        pegawai = ForeignKeyField(Pegawai)
        tanggal = DateField()
        mulai = TimeField()
        selesai = TimeField()
        uraian = TextField()
        status = TextField(default='menunggu')
        butir_skp = TextField(null=True)
        volume = DecimalField(null=True, max_digits=14, decimal_places=4)
        kunci_kirim = TextField(null=True)
        dikirim = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'laporan'
            indexes = ((('pegawai', 'tanggal', 'mulai'), True), (('status', 'tanggal'), False), (('pegawai', 'status'), False), (('pegawai', 'kunci_kirim'), True))
    db.create_tables([Laporan])

    class BuktiDukung(Model):
        laporan = ForeignKeyField(Laporan, on_delete='CASCADE', index=False)
        nama = TextField()
        jenis = TextField()
        ukuran = IntegerField()
        hash = TextField(index=True)
        dibuat = DateTimeField()
        class Meta:
            database = db
            table_name = 'bukti_dukung'
            indexes = ((('laporan', 'hash'), True),)
    db.create_tables([BuktiDukung])

    class Cuti(Model):
        pegawai = ForeignKeyField(Pegawai)
        jenis = TextField()
        mulai = DateField()
        selesai = DateField()
        nomor_surat = TextField(default='')
        class Meta:
            database = db
            table_name = 'cuti'
            indexes = ((('pegawai', 'jenis', 'mulai'), True), (('pegawai', 'selesai'), False))
    db.create_tables([Cuti])

    class DirtyDay(Model):
        pegawai = ForeignKeyField(Pegawai, index=False)
        tanggal = DateField()
        class Meta:
            database = db
            table_name = 'dirty_day'
            indexes = ((('pegawai', 'tanggal'), False),)
    db.create_tables([DirtyDay])

    class DirtyMonth(Model):
        pegawai = ForeignKeyField(Pegawai, index=False)
        bulan = TextField()
        class Meta:
            database = db
            table_name = 'dirty_month'
            indexes = ((('bulan', 'pegawai'), False),)
    db.create_tables([DirtyMonth])

    class Opd(Model):
        kode = TextField(unique=True)
        nama = TextField()
        jenis = TextField()
        jalur = TextField()
        induk = ForeignKeyField('self', null=True)
        data_sampai = DateField(null=True)
        class Meta:
            database = db
            table_name = 'opd'
    db.create_tables([Opd])

    class Penutupan(Model):
        bulan = TextField()
        opd = ForeignKeyField(Opd)
        versi = IntegerField(default=1)
        kapan = DateTimeField()
        oleh = ForeignKeyField(Pengguna, null=True)
        pelaku = TextField()
        peraturan = TextField()
        hash_peraturan = TextField()
        hash_fakta = TextField()
        hash = TextField()
        orang = IntegerField()
        tpp = IntegerField()
        bersih = IntegerField()
        alasan_tak_lengkap = TextField(default='')
        tanpa = TextField()
        dibuka = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'penutupan'
            indexes = ((('bulan', 'opd', 'versi'), True),)
    db.create_tables([Penutupan])

    class Dokumen(Model):
        penutupan = ForeignKeyField(Penutupan)
        jenis = TextField()
        pegawai = ForeignKeyField(Pegawai, null=True)
        berkas = TextField()
        hash = TextField()
        dibuat = DateTimeField()
        class Meta:
            database = db
            table_name = 'dokumen'
            indexes = ((('penutupan', 'jenis', 'pegawai'), True),)
    db.create_tables([Dokumen])

    class DuaLangkah(Model):
        pengguna = ForeignKeyField(Pengguna, unique=True)
        rahasia = TextField()
        dibuat = DateTimeField()
        dipasang = DateTimeField(null=True)
        langkah_terakhir = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'dua_langkah'
    db.create_tables([DuaLangkah])

    class GagalMasuk(Model):
        nama_masuk = TextField()
        alamat = TextField()
        kapan = DateTimeField(index=True)
        jumlah = IntegerField(default=1)
        class Meta:
            database = db
            table_name = 'gagal_masuk'
            indexes = ((('nama_masuk', 'kapan'), False), (('alamat', 'kapan'), False))
    db.create_tables([GagalMasuk])

    class Gaji(Model):
        pegawai = ForeignKeyField(Pegawai)
        mulai = DateField()
        golongan = TextField(null=True)
        ptkp = TextField(null=True)
        gaji_bruto = IntegerField(null=True)
        dasar_bpjs = IntegerField(null=True)
        class Meta:
            database = db
            table_name = 'gaji'
            indexes = ((('pegawai', 'mulai'), True),)
    db.create_tables([Gaji])

    class Gangguan(Model):
        opd = ForeignKeyField(Opd)
        mulai = DateTimeField()
        selesai = DateTimeField(null=True)
        alasan = TextField()
        nomor_surat = TextField(default='')
        class Meta:
            database = db
            table_name = 'gangguan'
            indexes = ((('opd', 'mulai'), True),)
    db.create_tables([Gangguan])

    class HariKerja(Model):
        pegawai = ForeignKeyField(Pegawai, index=False)
        tanggal = DateField()
        keadaan = TextField()
        kerja = BooleanField()
        mulai = DateTimeField(null=True)
        selesai = DateTimeField(null=True)
        masuk_mesin = DateTimeField(null=True)
        pulang_mesin = DateTimeField(null=True)
        masuk = DateTimeField(null=True)
        pulang = DateTimeField(null=True)
        terlambat = IntegerField(default=0)
        pulang_cepat = IntegerField(default=0)
        tanpa_masuk = BooleanField(default=False)
        tanpa_pulang = BooleanField(default=False)
        tanpa_keterangan = BooleanField(default=False)
        tanpa_apel = BooleanField(default=False)
        dilindungi = BooleanField(default=False)
        dikoreksi = BooleanField(default=False)
        cuti = TextField(null=True)
        class Meta:
            database = db
            table_name = 'hari_kerja'
            primary_key = CompositeKey('pegawai', 'tanggal')
            indexes = ((('tanggal', 'keadaan'), False),)
    db.create_tables([HariKerja])

    class HasilTpp(Model):
        penutupan = ForeignKeyField(Penutupan)
        pegawai = ForeignKeyField(Pegawai, index=False)
        bulan = TextField()
        nip = TextField()
        nama = TextField()
        jabatan = TextField()
        golongan = TextField(null=True)
        status_asn = TextField()
        bank = TextField()
        rekening = TextField()
        npwp = TextField()
        kelas_jabatan = IntegerField()
        pagu = IntegerField()
        persen_kinerja = TextField()
        persen_potongan_kehadiran = TextField()
        tpp_kinerja = IntegerField()
        tpp_kehadiran = IntegerField()
        potongan_hukdis = IntegerField()
        tpp = IntegerField()
        bpjs_4 = IntegerField()
        bpjs_1 = IntegerField()
        pph_21 = IntegerField()
        bersih = IntegerField()
        contoh = IntegerField(default=0)
        rincian = TextField()
        potongan = TextField()
        fakta = BlobField()
        class Meta:
            database = db
            table_name = 'hasil_tpp'
            indexes = ((('penutupan', 'pegawai'), True), (('pegawai', 'bulan'), False))
    db.create_tables([HasilTpp])

    class Hukdis(Model):
        pegawai = ForeignKeyField(Pegawai)
        tingkat = TextField()
        jenis = TextField()
        mulai = DateField()
        bulan = IntegerField()
        potongan_persen = DecimalField(null=True, max_digits=7, decimal_places=4)
        nomor_sk = TextField(default='')
        class Meta:
            database = db
            table_name = 'hukdis'
            indexes = ((('pegawai', 'jenis', 'mulai'), True),)
    db.create_tables([Hukdis])

    class Mesin(Model):
        sn = TextField(unique=True)
        opd = ForeignKeyField(Opd)
        jalur = TextField()
        alamat = TextField(default='')
        port = IntegerField(default=4370)
        kunci = TextField(default='')
        zona = TextField(default='WIB')
        tercakup = DateField(null=True)
        kontak = DateTimeField(null=True)
        keadaan = TextField(default='belum_pernah')
        jumlah = IntegerField(null=True)
        kapasitas = IntegerField(null=True)
        selisih_jam = IntegerField(null=True)
        stamp = TextField(default='')
        class Meta:
            database = db
            table_name = 'mesin'
    db.create_tables([Mesin])

    class Impor(Model):
        jenis = TextField()
        berkas = TextField()
        hash = TextField(index=True)
        keadaan = TextField()
        pengguna = ForeignKeyField(Pengguna, null=True)
        pelaku = TextField(default='')
        dibuat = DateTimeField()
        selesai = DateTimeField(null=True)
        baris = IntegerField(default=0)
        masuk = IntegerField(default=0)
        baru = IntegerField(default=0)
        berubah = IntegerField(default=0)
        sama = IntegerField(default=0)
        sebagian = BooleanField(default=False)
        mesin = ForeignKeyField(Mesin, null=True)
        sampai = DateField(null=True)
        pilihan = TextField(null=True)
        penolakan = TextField(null=True)
        class Meta:
            database = db
            table_name = 'impor'
    db.create_tables([Impor])

    class Jadwal(Model):
        kode = TextField()
        hari = IntegerField()
        masuk = TimeField()
        pulang = TimeField()
        berlaku_mulai = DateField(null=True)
        berlaku_sampai = DateField(null=True)
        class Meta:
            database = db
            table_name = 'jadwal'
            indexes = ((('kode', 'hari', 'berlaku_mulai'), False),)
    db.create_tables([Jadwal])

    class Jejak(Model):
        kapan = DateTimeField(index=True)
        pengguna_id = TextField(default='')
        pelaku = TextField()
        dari = TextField()
        aksi = TextField()
        objek = TextField()
        kunci = TextField()
        sebelum = TextField(null=True)
        sesudah = TextField(null=True)
        impor = ForeignKeyField(Impor, null=True)
        hash = TextField()
        class Meta:
            database = db
            table_name = 'jejak'
            indexes = ((('objek', 'kunci'), False),)
    db.create_tables([Jejak])

    class Pembacaan(Model):
        mesin = ForeignKeyField(Mesin)
        jalur = TextField()
        mulai = DateTimeField(index=True)
        selesai = DateTimeField(null=True)
        keadaan = TextField()
        pesan = TextField(default='')
        diklaim = IntegerField(null=True)
        terbaca = IntegerField(default=0)
        baru = IntegerField(default=0)
        karantina = IntegerField(default=0)
        pin_asing = IntegerField(default=0)
        selisih_jam = IntegerField(null=True)
        muatan = TextField(default='')
        rincian = TextField(null=True)
        class Meta:
            database = db
            table_name = 'pembacaan'
            indexes = ((('mesin', 'mulai'), False),)
    db.create_tables([Pembacaan])

    class Karantina(Model):
        mesin = ForeignKeyField(Mesin)
        pembacaan = ForeignKeyField(Pembacaan)
        nomor = IntegerField(null=True)
        mentah = TextField()
        alasan = TextField()
        hash = TextField()
        class Meta:
            database = db
            table_name = 'karantina'
            indexes = ((('mesin', 'hash'), True),)
    db.create_tables([Karantina])

    class KodeAktivasi(Model):
        pengguna = ForeignKeyField(Pengguna)
        hash = TextField()
        dibuat = DateTimeField()
        berlaku_sampai = DateTimeField()
        dipakai = DateTimeField(null=True)
        pembuat = TextField(default='')
        diberitahukan = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'kode_aktivasi'
    db.create_tables([KodeAktivasi])

    class Koreksi(Model):
        pegawai = ForeignKeyField(Pegawai)
        tanggal = DateField()
        masuk = TimeField(null=True)
        pulang = TimeField(null=True)
        alasan = TextField()
        nomor_surat = TextField(default='')
        diajukan = DateTimeField()
        pengaju = ForeignKeyField(Pengguna, null=True)
        class Meta:
            database = db
            table_name = 'koreksi'
            indexes = ((('pegawai', 'tanggal'), True),)
    db.create_tables([Koreksi])

    class Langkah(Model):
        bulan = TextField()
        opd = ForeignKeyField(Opd)
        langkah = TextField()
        kapan = DateTimeField()
        oleh = ForeignKeyField(Pengguna, null=True)
        catatan = TextField(default='')
        dibatalkan = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'langkah'
            indexes = ((('bulan', 'opd', 'langkah'), False),)
    db.create_tables([Langkah])

    class Libur(Model):
        tanggal = DateField(unique=True)
        nama = TextField()
        jenis = TextField(default='daerah')
        class Meta:
            database = db
            table_name = 'libur'
    db.create_tables([Libur])

    class MesinOpd(Model):
        mesin = ForeignKeyField(Mesin)
        opd = ForeignKeyField(Opd)
        mulai = DateField(null=True)
        selesai = DateField(null=True)
        class Meta:
            database = db
            table_name = 'mesin_opd'
            indexes = ((('mesin', 'mulai'), False),)
    db.create_tables([MesinOpd])

    class Pembayaran(Model):
        penutupan = ForeignKeyField(Penutupan, unique=True)
        tanggal = DateField()
        nomor = TextField()
        oleh = ForeignKeyField(Pengguna, null=True)
        kapan = DateTimeField()
        class Meta:
            database = db
            table_name = 'pembayaran'
    db.create_tables([Pembayaran])

    class PeraturanTeks(Model):
        kode = TextField(unique=True)
        nama = TextField()
        berlaku = DateField()
        teks = TextField()
        hash = TextField()
        berkas = TextField(default='')
        diterima = DateTimeField()
        pengaju = ForeignKeyField(Pengguna, null=True)
        class Meta:
            database = db
            table_name = 'peraturan_teks'
    db.create_tables([PeraturanTeks])

    class Pemberlakuan(Model):
        peraturan = ForeignKeyField(PeraturanTeks, unique=True)
        kapan = DateTimeField()
        oleh = ForeignKeyField(Pengguna, null=True)
        class Meta:
            database = db
            table_name = 'pemberlakuan'
    db.create_tables([Pemberlakuan])

    class Pembukaan(Model):
        penutupan = ForeignKeyField(Penutupan)
        alasan = TextField()
        diminta = DateTimeField()
        peminta = ForeignKeyField(Pengguna, null=True)
        disetujui = DateTimeField(null=True)
        penyetuju = ForeignKeyField(Pengguna, null=True)
        ditolak = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'pembukaan'
    db.create_tables([Pembukaan])

    class Penandatangan(Model):
        opd = ForeignKeyField(Opd)
        peran = TextField()
        pegawai = ForeignKeyField(Pegawai)
        mulai = DateField()
        sebutan = TextField(default='')
        class Meta:
            database = db
            table_name = 'penandatangan'
            indexes = ((('opd', 'peran', 'mulai'), True),)
    db.create_tables([Penandatangan])

    class Penempatan(Model):
        pegawai = ForeignKeyField(Pegawai)
        mulai = DateField()
        selesai = DateField(null=True)
        sampai = DateField()
        opd = ForeignKeyField(Opd)
        jabatan = TextField()
        kelas_jabatan = IntegerField(null=True)
        status_asn = TextField()
        golongan = TextField(null=True)
        nip_atasan = TextField(index=True, null=True)
        jadwal = TextField(default='5-hari')
        pin_mesin = TextField(null=True)
        ptkp = TextField(null=True)
        gaji_bruto = IntegerField(null=True)
        dasar_bpjs = IntegerField(null=True)
        class Meta:
            database = db
            table_name = 'penempatan'
            indexes = ((('pegawai', 'mulai'), True), (('opd', 'mulai'), False), (('opd', 'pin_mesin'), False))
    db.create_tables([Penempatan])

    class PengajuanSkp(Model):
        pegawai = ForeignKeyField(Pegawai, index=False)
        bulan = TextField()
        status = TextField(default='disusun')
        dikirim = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'pengajuan_skp'
            indexes = ((('pegawai', 'bulan'), True), (('status', 'bulan'), False))
    db.create_tables([PengajuanSkp])

    class Pengenalan(Model):
        pengguna = ForeignKeyField(Pengguna, unique=True)
        dibuat = DateTimeField()
        selesai = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'pengenalan'
    db.create_tables([Pengenalan])

    class Peran(Model):
        pengguna = ForeignKeyField(Pengguna)
        peran = TextField()
        opd = ForeignKeyField(Opd, null=True)
        mulai = DateField()
        selesai = DateField(null=True)
        nomor_surat = TextField(default='')
        class Meta:
            database = db
            table_name = 'peran'
            indexes = ((('pengguna', 'peran', 'opd', 'mulai'), True), (('opd', 'peran'), False))
    db.create_tables([Peran])

    class Periksa(Model):
        bulan = TextField()
        pegawai = ForeignKeyField(Pegawai)
        kapan = DateTimeField()
        oleh = ForeignKeyField(Pengguna, null=True)
        class Meta:
            database = db
            table_name = 'periksa'
            indexes = ((('bulan', 'pegawai'), True),)
    db.create_tables([Periksa])

    class Perkiraan(Model):
        pegawai = ForeignKeyField(Pegawai, index=False)
        bulan = TextField()
        opd = ForeignKeyField(Opd, null=True)
        kelas_jabatan = IntegerField(null=True)
        pagu = IntegerField()
        persen_kinerja = TextField()
        persen_potongan_kehadiran = TextField()
        tpp_kinerja = IntegerField()
        tpp_kehadiran = IntegerField()
        potongan_hukdis = IntegerField()
        tpp = IntegerField()
        bpjs_4 = IntegerField()
        bpjs_1 = IntegerField()
        pph_21 = IntegerField()
        bersih = IntegerField()
        contoh = IntegerField(default=0)
        rincian = TextField()
        potongan = TextField()
        kurang = TextField()
        catatan = TextField()
        data_sampai = DateField(null=True)
        dihitung = DateTimeField()
        class Meta:
            database = db
            table_name = 'perkiraan'
            primary_key = CompositeKey('pegawai', 'bulan')
            indexes = ((('bulan', 'opd'), False),)
    db.create_tables([Perkiraan])

    class PernyataanData(Model):
        opd = ForeignKeyField(Opd)
        sampai = DateField()
        nomor_surat = TextField(default='')
        alasan = TextField(default='')
        kapan = DateTimeField()
        oleh = ForeignKeyField(Pengguna, null=True)
        class Meta:
            database = db
            table_name = 'pernyataan_data'
    db.create_tables([PernyataanData])

    class Persetujuan(Model):
        laporan = ForeignKeyField(Laporan, on_delete='CASCADE')
        putusan = TextField()
        pemutus = ForeignKeyField(Pengguna, null=True)
        atasan = ForeignKeyField(Pegawai, null=True)
        aturan = TextField(default='')
        kapan = DateTimeField()
        catatan = TextField(default='')
        class Meta:
            database = db
            table_name = 'persetujuan'
    db.create_tables([Persetujuan])

    class Pin(Model):
        mesin = ForeignKeyField(Mesin)
        pin = TextField()
        pegawai = ForeignKeyField(Pegawai)
        mulai = DateField()
        selesai = DateField(null=True)
        class Meta:
            database = db
            table_name = 'pin'
            indexes = ((('mesin', 'pin', 'mulai'), True),)
    db.create_tables([Pin])

    class Plt(Model):
        pegawai = ForeignKeyField(Pegawai)
        opd = ForeignKeyField(Opd)
        jabatan = TextField()
        kelas_jabatan = IntegerField()
        jenis = TextField()
        mulai = DateField()
        selesai = DateField(null=True)
        nomor_sk = TextField(default='')
        class Meta:
            database = db
            table_name = 'plt'
            indexes = ((('pegawai', 'mulai'), True), (('opd', 'mulai'), False))
    db.create_tables([Plt])

    class Predikat(Model):
        pegawai = ForeignKeyField(Pegawai)
        bulan = TextField()
        predikat = TextField()
        class Meta:
            database = db
            table_name = 'predikat'
            indexes = ((('pegawai', 'bulan'), True),)
    db.create_tables([Predikat])

    class Presensi(Model):
        mesin = ForeignKeyField(Mesin)
        pin = TextField()
        waktu = DateTimeField()
        pegawai = ForeignKeyField(Pegawai, null=True, index=False)
        pembacaan = ForeignKeyField(Pembacaan)
        verifikasi = IntegerField(null=True)
        kunci_io = IntegerField(null=True)
        ditarik = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'presensi'
            indexes = ((('mesin', 'pin', 'waktu'), True), (('pegawai', 'waktu'), False))
    db.create_tables([Presensi])

    class PresensiManual(Model):
        pegawai = ForeignKeyField(Pegawai)
        tanggal = DateField()
        masuk = TimeField(null=True)
        pulang = TimeField(null=True)
        nomor_surat = TextField(default='')
        class Meta:
            database = db
            table_name = 'presensi_manual'
            indexes = ((('pegawai', 'tanggal'), True),)
    db.create_tables([PresensiManual])

    class PutusanKoreksi(Model):
        koreksi = ForeignKeyField(Koreksi, unique=True, on_delete='CASCADE')
        setuju = TextField()
        pemutus = ForeignKeyField(Pengguna, null=True)
        kapan = DateTimeField()
        catatan = TextField(default='')
        class Meta:
            database = db
            table_name = 'putusan_koreksi'
    db.create_tables([PutusanKoreksi])

    class PutusanSkp(Model):
        pengajuan = ForeignKeyField(PengajuanSkp, on_delete='CASCADE')
        putusan = TextField()
        pemutus = ForeignKeyField(Pengguna, null=True)
        kapan = DateTimeField()
        catatan = TextField(default='')
        class Meta:
            database = db
            table_name = 'putusan_skp'
    db.create_tables([PutusanSkp])

    class Roster(Model):
        pegawai = ForeignKeyField(Pegawai)
        tanggal = DateField()
        kode_jadwal = TextField()
        class Meta:
            database = db
            table_name = 'roster'
            indexes = ((('pegawai', 'tanggal'), True),)
    db.create_tables([Roster])

    class Sesi(Model):
        token = TextField(unique=True)
        pengguna = ForeignKeyField(Pengguna)
        dibuat = DateTimeField()
        terakhir = DateTimeField()
        berakhir = DateTimeField()
        kedua = DateTimeField(null=True)
        alamat = TextField(default='')
        peramban = TextField(default='')
        class Meta:
            database = db
            table_name = 'sesi'
    db.create_tables([Sesi])

    class Skp(Model):
        pegawai = ForeignKeyField(Pegawai)
        bulan = TextField()
        butir = TextField()
        rhk = TextField()
        indikator = TextField()
        satuan = TextField()
        target = DecimalField(max_digits=14, decimal_places=4)
        bobot = DecimalField(null=True, max_digits=9, decimal_places=4)
        pengajuan = ForeignKeyField(PengajuanSkp, null=True, on_delete='SET NULL')
        class Meta:
            database = db
            table_name = 'skp'
            indexes = ((('pegawai', 'bulan', 'butir'), True),)
    db.create_tables([Skp])

    class Tugas(Model):
        jenis = TextField(index=True)
        isi = TextField(null=True)
        keadaan = TextField(index=True, default='antre')
        maju = IntegerField(default=0)
        jumlah = IntegerField(default=0)
        pesan = TextField(default='')
        pelaku = TextField(default='')
        pengguna_id = IntegerField(null=True)
        dibuat = DateTimeField()
        selesai = DateTimeField(null=True)
        hasil = TextField(null=True)
        class Meta:
            database = db
            table_name = 'tugas'
    db.create_tables([Tugas])
