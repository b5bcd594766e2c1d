"""The floor to compare with: Flask and Peewee alone, a session, one indexed month query, some 9 KB of Jinja."""

from datetime import date, datetime, time, timedelta

from flask import Flask, render_template, session
from jinja2 import DictLoader
from peewee import DateTimeField, IntegerField, Model, TextField

from appliance.models.base import db


class Punch(Model):
    """The stored punches through nothing but what Peewee brings."""

    mesin_id = IntegerField()
    pin = TextField()
    waktu = DateTimeField()
    pegawai_id = IntegerField()

    class Meta:
        database = db
        table_name = "presensi"


PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Presensi</title></head><body>
<h1>Presensi {{ who }}</h1><table><thead><tr><th>Tanggal</th><th>Jam</th><th>Mesin</th><th>PIN</th></tr></thead><tbody>
{% for p in rows %}<tr class="baris"><td class="tanggal">{{ p.waktu.strftime("%d-%m-%Y") }}</td><td class="jam">{{
p.waktu.strftime("%H.%M") }}</td><td class="mesin">Mesin nomor {{ p.mesin_id }} di lobi depan, lantai satu</td><td
class="pin">{{ p.pin }}</td><td class="keterangan">Rekaman asli mesin, tidak diubah</td></tr>
{% endfor %}</tbody></table></body></html>"""


def bare_app(month: date) -> Flask:
    """`/` shows the month's punches of the person whom the session names."""
    app = Flask("bare")
    app.secret_key = "bare"
    app.jinja_loader = DictLoader({"page.html": PAGE})
    begin = datetime.combine(month, time())
    end = begin + timedelta(days=31)

    @app.get("/masuk/<int:who>")
    def sign_in(who: int) -> str:
        session["who"] = who
        return "ok"

    @app.get("/")
    def show() -> str:
        mine = (Punch.pegawai_id == session["who"]) & Punch.waktu.between(begin, end)
        return render_template("page.html", rows=Punch.select().where(mine), who=session["who"])

    return app
