"""Kesehatan."""

from peewee import *

def up(migrator, db):
    class Denyut(Model):
        layanan = TextField(unique=True)
        mulai = DateTimeField()
        kapan = DateTimeField()
        berhenti = DateTimeField(null=True)
        nyala = TextField()
        pid = IntegerField(default=0)
        memori = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'denyut'
    db.create_tables([Denyut])

    class GangguanKotak(Model):
        mulai = DateTimeField(index=True)
        selesai = DateTimeField(null=True)
        sebab = TextField()
        layanan = TextField(default='')
        catatan = TextField(default='')
        class Meta:
            database = db
            table_name = 'gangguan_kotak'
    db.create_tables([GangguanKotak])

    class IsiDisk(Model):
        tanggal = DateField(unique=True)
        kapasitas = BigIntegerField()
        bebas = BigIntegerField()
        basis = BigIntegerField(null=True)
        bukti = BigIntegerField(default=0)
        lain = BigIntegerField(default=0)
        class Meta:
            database = db
            table_name = 'isi_disk'
    db.create_tables([IsiDisk])

    class KejadianHarian(Model):
        tanggal = DateField()
        jenis = TextField()
        halaman = TextField(default='')
        rincian = TextField(default='')
        jumlah = IntegerField(default=0)
        terakhir = DateTimeField()
        class Meta:
            database = db
            table_name = 'kejadian_harian'
            indexes = ((('tanggal', 'jenis', 'halaman', 'rincian'), True),)
    db.create_tables([KejadianHarian])

    class LamaHalaman(Model):
        tanggal = DateField()
        halaman = TextField()
        jumlah = IntegerField(default=0)
        keranjang = TextField()
        class Meta:
            database = db
            table_name = 'lama_halaman'
            indexes = ((('tanggal', 'halaman'), True), (('halaman', 'tanggal'), False))
    db.create_tables([LamaHalaman])

    class PekerjaanRutin(Model):
        nama = TextField(unique=True)
        giliran = DateTimeField(null=True)
        mulai = DateTimeField(null=True)
        selesai = DateTimeField(null=True)
        galat = TextField(default='')
        lama = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'pekerjaan_rutin'
    db.create_tables([PekerjaanRutin])
