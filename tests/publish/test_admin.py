"""The forms for editors respond only to this computer, and to their own page."""

from __future__ import annotations

import errno
import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from almanac.editing.admin.actions import Backend
from almanac.publish import admin, server


@pytest.fixture
def serving(tiny_content: Path, tmp_path: Path) -> Iterator[admin.Server]:
    bundle = tmp_path / "bundle.js"
    bundle.write_text("forms()", "utf-8")
    with admin.Server(0, Backend(tiny_content.parent, list[str]().append), bundle) as made:
        thread = server.background(made)
        yield made
        made.shutdown()
        thread.join()


def ask(serving: admin.Server, method: str, path: str, body: str = "", **headers: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", serving.server_port, timeout=10)
    own = f"127.0.0.1:{serving.server_port}"
    connection.request(method, path, body or None, {"Host": own, "Origin": f"http://{own}"} | headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_the_page_comes_with_a_policy_of_its_own(serving: admin.Server) -> None:
    answer, text = ask(serving, "GET", "/admin/")
    assert (answer.status, answer.headers["Content-Security-Policy"]) == (200, admin.POLICY)
    assert "connect-src 'self';" in admin.POLICY
    assert "admin.js" in text
    assert ask(serving, "GET", "/admin/decap-cms.js")[1] == "forms()"
    assert json.loads(ask(serving, "GET", "/admin/config.json")[1])["collections"]
    assert ask(serving, "GET", "/")[0].headers["Location"] == "/admin/"


@pytest.mark.parametrize(
    "path", ["/admin/../decap.json", "/admin/nothing.js", "/admin//etc/passwd", "/admin/__init__.py"]
)
def test_nothing_else_is_served(path: str, serving: admin.Server) -> None:
    assert ask(serving, "GET", path)[0].status in (302, 404)


OPEN = json.dumps({"action": "getEntry", "params": {"path": "terms/wick.json"}})


def test_its_own_page_is_answered(serving: admin.Server) -> None:
    answer, text = ask(serving, "POST", "/admin/api", OPEN)
    assert (answer.status, json.loads(json.loads(text)["data"])["key"]) == (200, "wick")
    missing, text = ask(serving, "POST", "/admin/api", OPEN.replace("wick", "wok"))
    assert (missing.status, json.loads(text)) == (404, {"error": 'there is no term "wok".'})
    refused, text = ask(serving, "POST", "/admin/api", '{"action": "persistMedia"}')
    assert (refused.status, json.loads(text)) == (422, {"error": "this cannot be done here."})


@pytest.mark.parametrize(
    "body",
    ["{", "[]", "{}", '{"action": "getEntry"}', '{"action": "persistEntry", "params": 3}', "[" * 200_000],
    ids=lambda body: body[:50],
)
def test_a_request_that_cannot_be_read_is_told_so(body: str, serving: admin.Server) -> None:
    assert ask(serving, "POST", "/admin/api", body)[0].status == 400


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Host": "elsewhere.example"}, {"Origin": ""}],
    ids=["another-site", "no-site", "another-name", "none"],
)
def test_other_sites_are_refused(headers: dict[str, str], serving: admin.Server) -> None:
    assert ask(serving, "POST", "/admin/api", OPEN, **headers)[0].status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_on_the_usual_port_of_the_web_a_browser_names_none(host: str, serving: admin.Server) -> None:
    assert ask(serving, "POST", "/admin/api", OPEN, Host=host, Origin=f"http://{host}")[0].status == 200


def test_the_body_of_a_refused_request_is_never_taken_for_another(serving: admin.Server) -> None:
    own = f"127.0.0.1:{serving.server_port}"
    change = json.dumps({"action": "getEntry", "params": {"path": "terms/wick.json"}})
    head = f"POST /admin/api HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}"
    inner = f"{head}\r\nContent-Length: {len(change)}\r\n\r\n{change}"
    outer = f"POST /x HTTP/1.1\r\nHost: elsewhere.example\r\nContent-Length: {len(inner)}\r\n\r\n{inner}"
    with socket.create_connection(("127.0.0.1", serving.server_port), timeout=10) as connection:
        connection.sendall(outer.encode())
        answers = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answers.startswith("HTTP/1.1 403")
    assert answers.count("HTTP/1.1") == 1


def test_a_port_that_is_taken_is_told(serving: admin.Server, tiny_content: Path) -> None:
    with pytest.raises(server.PortError, match=r"in use .* choose another port: make admin PORT="):
        admin.Server(serving.server_port, serving.backend, serving.bundle)


def test_what_the_system_refuses_is_told(serving: admin.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(serving.backend, "answer", full)
    answer, text = ask(serving, "POST", "/admin/api", OPEN)
    assert (answer.status, json.loads(text)["error"][:17]) == (422, "The disk is full:")
