"""Flask's own cookie, which carries notices from one page to the next and nothing else."""

from __future__ import annotations

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface


class NoticeCookie(SecureCookieSessionInterface):
    """Kept to encrypted lines where the line is encrypted, like the other cookies."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure
