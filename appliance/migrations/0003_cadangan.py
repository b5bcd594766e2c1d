"""Cadangan."""

from peewee import *

def up(migrator, db):
    class Cadangan(Model):
        jenis = TextField()
        tempat = TextField()
        mulai = DateTimeField()
        selesai = DateTimeField(null=True)
        keadaan = TextField(default='berjalan')
        ukuran = BigIntegerField(default=0)
        isi = BigIntegerField(default=0)
        detik = IntegerField(default=0)
        bulan = TextField(default='')
        pesan = TextField(default='')
        class Meta:
            database = db
            table_name = 'cadangan'
            indexes = ((('jenis', 'tempat', 'mulai'), False),)
    db.create_tables([Cadangan])

    class TempatCadangan(Model):
        tempat = TextField(unique=True)
        keadaan = TextField()
        pesan = TextField(default='')
        bebas = BigIntegerField(default=0)
        kapasitas = BigIntegerField(default=0)
        sejak = DateTimeField()
        diperiksa = DateTimeField()
        class Meta:
            database = db
            table_name = 'tempat_cadangan'
    db.create_tables([TempatCadangan])
