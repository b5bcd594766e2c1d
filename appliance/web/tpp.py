from flask import Blueprint

bp = Blueprint("tpp", __name__)
