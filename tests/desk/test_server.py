"""The door of the review: real requests, good and bad."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from pipeline.desk.actions import WrongError
from pipeline.desk.server import LARGEST, Resource, Server

JSON = "application/json"


class Here(Server):
    """Tells what it was asked, and what went wrong."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Mapping[str, Any], str]] = []
        self.complaints: list[Exception] = []
        resources = {
            "": Resource("text/html", lambda language: f"<p>{language} 頁"),
            "review.js": Resource("text/javascript", lambda _: "1"),
        }
        super().__init__(0, resources, self._act, self.complaints.append)

    def _act(self, name: str, asked: Mapping[str, Any], language: str) -> dict[str, Any]:
        if name == "wrong":
            raise WrongError(name)
        if name == "broken":
            raise RuntimeError("a text of the document")
        self.asked.append((name, asked, language))
        return {"said": "頁"}


@pytest.fixture
def here() -> Iterator[Here]:
    with Here() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Answer:
    def __init__(self, status: int, headers: Mapping[str, str], body: str) -> None:
        self.status, self.headers, self.body = status, headers, body


def ask(
    server: Here, method: str, path: str, body: bytes | None = None, **headers: str | None
) -> Answer:
    """None for a header leaves it out; the token stands for {token}."""
    port = server.server_port
    sent: dict[str, str | None] = {"Host": f"127.0.0.1:{port}"}
    if method == "POST":
        sent |= {"Origin": f"http://127.0.0.1:{port}", "Content-Type": JSON,
                 "Content-Length": str(len(body or b""))}  # fmt: skip
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(
        method, path.format(token=server.token), skip_host=True, skip_accept_encoding=True
    )
    for name, value in sent.items():
        if value is not None:
            connection.putheader(name, value.format(port=port))
    connection.endheaders(body)
    response = connection.getresponse()
    found = Answer(response.status, dict(response.getheaders()), response.read().decode())
    connection.close()
    return found


def test_the_page_and_what_belongs_to_it(here: Here) -> None:
    page = ask(here, "GET", "/{token}/?lang=ja")
    assert (page.status, page.body) == (200, "<p>ja 頁")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert ask(here, "GET", "/{token}/review.js").body == "1"
    assert ask(here, "GET", "/{token}/", Host="localhost:{port}").status == 200


def test_an_action(here: Here) -> None:
    answer = ask(here, "POST", "/{token}/decide?lang=en", b'{"number": 1}')
    assert (answer.status, json.loads(answer.body)) == (200, {"said": "頁"})
    assert here.asked == [("decide", {"number": 1}, "en")]


@pytest.mark.parametrize("path", ["/", "/{token}/", "/{token}/nothing"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_answer_forbids_what_a_page_does_not_need(here: Here, path: str, method: str) -> None:
    headers = ask(here, method, path, b"{}" if method == "POST" else None).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 403), ("/review.js", 403), ("/favicon.ico", 403), ("/x{token}/", 403),
        ("/{token}x/", 403), ("/%7Btoken%7D/", 403), ("/日本/", 403),
        ("/?token={token}", 403), ("/{token}", 404), ("/{token}/nothing", 404),
        ("/{token}/../../etc/passwd", 404), ("/{token}/..%2f..%2fetc%2fpasswd", 404),
        ("/{token}/%2e%2e/secret", 404), ("/{token}//etc/passwd", 404),
        ("/{token}/review.js/", 404), ("/{token}/pipeline/desk/server.py", 404),
        ("/{token}/decisions.jsonl", 404),
    ],
)  # fmt: skip
def test_nothing_else_is_served(here: Here, path: str, status: int) -> None:
    path = path.replace("日本", "%E6%97%A5%E6%9C%AC")
    answer = ask(here, "GET", path)
    assert answer.status == status
    assert answer.body in ("Forbidden", "Not Found")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"}, {"Host": "evil.example:{port}"}, {"Host": "127.0.0.1"},
        {"Host": None}, {"Host": "127.0.0.1:{port}.evil.example"}, {"Host": ""},
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_name_that_leads_here_is_not_ours(
    here: Here, method: str, headers: dict[str, str | None]
) -> None:
    answer = ask(here, method, "/{token}/", b"{}" if method == "POST" else None, **headers)
    assert answer.status == 403
    assert here.asked == []


@pytest.mark.parametrize(
    "origin",
    [None, "null", "", "http://evil.example", "https://127.0.0.1:{port}", "127.0.0.1:{port}",
     "http://127.0.0.1:1", "http://127.0.0.1:{port}.evil.example", "http://127.0.0.1:{port}/"],
)  # fmt: skip
def test_only_our_own_page_may_ask_for_anything(here: Here, origin: str | None) -> None:
    assert ask(here, "POST", "/{token}/decide", b"{}", Origin=origin).status == 403
    assert here.asked == []


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {"Content_Type": "text/plain"}, 415),
        (b"{}", {"Content_Type": "application/x-www-form-urlencoded"}, 415),
        (b"{}", {"Content_Type": None}, 415),
        (b"{}", {"Content_Length": None}, 411),
        (b"{}", {"Content_Length": "-2"}, 411),
        (b"{}", {"Content_Length": "two"}, 411),
        (b"{}", {"Content_Length": str(LARGEST + 1)}, 413),
        (b"{}", {"Content_Length": "9" * 30}, 413),
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"null", {}, 400),
        (b"\xff", {}, 400),
        (b"[" * 30_000, {}, 400),
    ],
)
def test_a_body_that_is_none_of_ours(
    here: Here, body: bytes, headers: dict[str, str | None], status: int
) -> None:
    assert ask(here, "POST", "/{token}/decide", body, **headers).status == status
    assert here.asked == []


def test_a_wrong_request_and_a_fault_of_ours(here: Here) -> None:
    assert ask(here, "POST", "/{token}/wrong", b"{}").status == 400
    answer = ask(here, "POST", "/{token}/broken", b"{}")
    assert (answer.status, answer.body) == (500, "Internal Server Error")
    assert [str(error) for error in here.complaints] == ["a text of the document"]


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "CONNECT"]
)
def test_no_other_method(here: Here, method: str) -> None:
    answer = ask(here, method, "/{token}/")
    assert answer.status == 501
    assert "頁" not in answer.body


def test_what_is_no_request_at_all(here: Here) -> None:
    for sent in (b"\x16\x03\x01", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 3):
        with socket.create_connection(("127.0.0.1", here.server_port), timeout=10) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            assert here.token.encode() not in connection.recv(9999)
    assert ask(here, "GET", "/{token}/").status == 200


def test_who_hangs_up_is_no_error(here: Here) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", here.server_port), timeout=10) as connection:
            connection.sendall(f"POST /{here.token}/decide HTTP/1.1\r\n".encode())
    assert ask(here, "GET", "/{token}/").status == 200
    assert here.complaints == []


def test_it_listens_on_this_machine_alone(here: Here) -> None:
    assert here.server_address[0] == "127.0.0.1"
    assert here.address == f"http://127.0.0.1:{here.server_port}/{here.token}/"
    assert len(here.token) >= 40
