"""`scripts/new-migration NAME`: a migration from the difference between migrations and models."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from peewee import ForeignKeyField
from playhouse.migrations import Runner, template
from playhouse.schema_diff import SchemaDiff, diff_models

from appliance.models import TABLES
from appliance.models.base import Record, db
from appliance.models.schema import MIGRATIONS
from appliance.models.sqlite import open_database

# Our field types say how a value is read; what the database stores is theirs.
PLAIN = {
    "WaktuField": "DateTimeField", "TanggalField": "DateField", "JamField": "TimeField", "JsonField": "TextField",
}  # fmt: skip


def difference(folder: Path) -> SchemaDiff:
    """What the models have that the migrations do not make, or the other way round. Leaves a database in `folder`."""
    database = open_database(folder / "kosong.db")
    db.initialize(database)
    Runner(database, str(MIGRATIONS)).up()
    found: SchemaDiff = diff_models(database, TABLES)
    database.close()
    return found


def text(diff: SchemaDiff) -> str:
    """The migration as a file of standard field types, independent of the models; the way down is a backup."""
    body = template(diff).split("\ndef down(")[0]
    for own, plain in PLAIN.items():
        body = re.sub(rf"\b{own}\b", plain, body)
    for model in diff.create_tables:
        body = _without_indexes(body, model)
    drop = ("# Generated", "# TODO: ", "from appliance")
    return "\n".join(line for line in body.splitlines() if not line.startswith(drop)).strip() + "\n"


def _without_indexes(body: str, model: type[Record]) -> str:
    """Foreign keys that a longer index serves already: the generator forgets that they have none of their own."""
    head, block, tail = body.partition(f"    class {model.__name__}(Model):\n")
    mine, end, rest = tail.partition("    db.create_tables")
    for field in model._meta.sorted_fields:
        if isinstance(field, ForeignKeyField) and not field.index:
            mine = re.sub(rf"(        {field.name} = ForeignKeyField\(.*)\)\n", r"\1, index=False)\n", mine)
    return head + block + mine + end + rest


def main(name: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        diff = difference(Path(folder))
        if not diff:
            print("Migrations already make the records as they are.")
            return 0
        number = max((int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.py")), default=0) + 1
        path = MIGRATIONS / f"{number:04d}_{name}.py"
        path.write_text(f'"""{name.replace("_", " ").capitalize()}."""\n\n' + text(diff))
    print(path.relative_to(MIGRATIONS.parents[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "perubahan"))
