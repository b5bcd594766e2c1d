from flask import Blueprint

bp = Blueprint("bawahan", __name__)
