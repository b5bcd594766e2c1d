"""Fills a PostgreSQL with the regency of these tests: `python -m tests.backup.isi_postgres FOLDER`.

A process of its own: peewee looks for psycopg once, when it is first imported.
"""

import os
import sys
from pathlib import Path

import tests.cast
from appliance.models import schema
from tests.backup import kotak

tests.cast.bind = lambda path: schema.bind(path, os.environ["EKINERJA_DATABASE_URL"])
kotak.build(Path(sys.argv[1]))
