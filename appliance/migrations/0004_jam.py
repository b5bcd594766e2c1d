"""The box's clock under watch, and what came while it was in doubt."""

from peewee import *


def up(migrator, db):
    class Jam(Model):
        unix = BigIntegerField()
        nyala = TextField()
        detik = IntegerField()
        pasti = BooleanField()
        class Meta:
            database = db
            table_name = 'jam'
    db.create_tables([Jam])

    class KejadianJam(Model):
        kapan = DateTimeField()
        seharusnya = DateTimeField()
        keadaan = TextField()
        pelaku = TextField(default='')
        class Meta:
            database = db
            table_name = 'kejadian_jam'
    db.create_tables([KejadianJam])

    migrator.migrate(migrator.add_column('pembacaan', 'jam_ragu', BooleanField(default=False)))
