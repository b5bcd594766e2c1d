from flask import Blueprint

bp = Blueprint("bantuan", __name__)
