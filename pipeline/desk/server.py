"""The review's web server: for this machine alone, and for whoever has the address with its token.

Another page in the same browser may reach a loopback port, by its number or by a name that it lets
lead there. So every request names our own host, every change comes from our own page, and none is
answered without the token. Nothing is served but what is given here; no file is named by a request.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from pipeline.desk.actions import WrongError

HOST = "127.0.0.1"
# Bytes of a request's body; a long reason and a long list of posts are far from it.
LARGEST = 1 << 16
# Seconds that a connection may wait with half a request.
_PATIENCE = 30
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Resource(NamedTuple):
    """Something to be had by GET: its type, and its content in the language that is asked for."""

    type: str
    content: Callable[[str], str]


# The answer to a POST: by its name, what was sent, the language. WrongError: not to be answered.
Act = Callable[[str, Mapping[str, Any], str], dict[str, Any]]


class Server(ThreadingHTTPServer):
    """Listens from its making on. `resources` are by their names under the token; "" is the page.

    `complain` is told of what should not happen; the page is told that something did.
    """

    daemon_threads = True
    # A second review gets a port of its own.
    allow_reuse_address = False

    def __init__(
        self,
        port: int,
        resources: Mapping[str, Resource],
        act: Act,
        complain: Callable[[Exception], None],
    ) -> None:
        super().__init__((HOST, port), _Handler)
        self.token = secrets.token_urlsafe(32)
        self.resources = resources
        self.act = act
        self.complain = complain
        self.hosts = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up, or is too slow, is no error of ours."""
        error = sys.exception()
        if isinstance(error, Exception) and not isinstance(error, ConnectionError | TimeoutError):
            self.complain(error)


class _RefusedError(Exception):
    def __init__(self, status: HTTPStatus) -> None:
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _PATIENCE
    server_version, sys_version = "houkoku", ""

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, make: Callable[[str, str], tuple[str, bytes]]) -> None:
        try:
            type_, content = make(*self._asked())
            self._send(HTTPStatus.OK, type_, content)
        except _RefusedError as refused:
            self.send_error(refused.status)
        except (ConnectionError, TimeoutError):
            raise
        except Exception as error:
            self.server.complain(error)
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _asked(self) -> tuple[str, str]:
        """What is asked for under the token, and in which language."""
        if self.headers.get_all("Host", []) not in [[host] for host in self.server.hosts]:
            raise _RefusedError(HTTPStatus.FORBIDDEN)
        parts = urlsplit(self.path)
        token, slash, name = parts.path.removeprefix("/").partition("/")
        given, wanted = token.encode("utf-8", "replace"), self.server.token.encode("ascii")
        if not hmac.compare_digest(given, wanted):
            raise _RefusedError(HTTPStatus.FORBIDDEN)
        if not slash:
            raise _RefusedError(HTTPStatus.NOT_FOUND)
        [language, *_] = parse_qs(parts.query).get("lang", [""])
        return name, language

    def _get(self, name: str, language: str) -> tuple[str, bytes]:
        resource = self.server.resources.get(name)
        if resource is None:
            raise _RefusedError(HTTPStatus.NOT_FOUND)
        return resource.type, resource.content(language).encode("utf-8", "replace")

    def _post(self, name: str, language: str) -> tuple[str, bytes]:
        if self.headers.get("Origin") not in {f"http://{host}" for host in self.server.hosts}:
            raise _RefusedError(HTTPStatus.FORBIDDEN)
        if self.headers.get_content_type() != "application/json":
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = self._body()
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            raise _RefusedError(HTTPStatus.BAD_REQUEST)
        try:
            answer = self.server.act(name, asked, language)
        except WrongError:
            raise _RefusedError(HTTPStatus.BAD_REQUEST) from None
        return "application/json", json.dumps(answer).encode("ascii")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise _RefusedError(HTTPStatus.LENGTH_REQUIRED)
        if len(length) > 9 or int(length) > LARGEST:
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.rfile.read(int(length))

    def _send(self, status: HTTPStatus, type_: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{type_}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Nothing of what was asked comes back."""
        self.close_connection = True
        self._send(HTTPStatus(code), "text/plain", HTTPStatus(code).phrase.encode("ascii"))

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """The terminal is for people, and an address would hold the token."""
