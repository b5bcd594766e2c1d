"""The first form of the regency's records."""

from appliance.models import TABLES


def up(migrator, db):
    db.create_tables(TABLES, safe=False)
