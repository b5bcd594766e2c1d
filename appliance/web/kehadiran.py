from flask import Blueprint

bp = Blueprint("kehadiran", __name__)
