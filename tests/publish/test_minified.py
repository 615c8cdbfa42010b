"""What is sent of scripts and style sheets: without comments and space, and otherwise the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.machine import child
from almanac.publish.minified import NotMinifiedError, minified

SCRIPT = b"""// A comment.
"use strict";
function usedElsewhere(longName) {
  return longName + 1; /* another */
}
"""
SHEET = b"""/* a */
.a > b::before { color: red; content: "/* kept */"; background: url("../fonts/a.woff2") }
"""


def test_comments_and_space_go_but_names_that_another_script_may_use_stay(tmp_path: Path) -> None:
    made = minified({"assets/js/common/a.js": SCRIPT, "assets/css/site.css": SHEET}, tmp_path)
    assert made["assets/js/common/a.js"] == b'"use strict";function usedElsewhere(e){return e+1}\n'
    sheet = b'.a>b:before{color:red;content:"/* kept */";background:url(../fonts/a.woff2)}\n'
    assert made["assets/css/site.css"] == sheet


def test_other_files_stay_as_they_are(tmp_path: Path) -> None:
    others = {
        "assets/fonts/a.woff2": b"\x00",
        "robots.txt": b"a  b\n",
        "sw.js": b"// c\n",
        "assets/js/a.txt": b"// d\n",
    }
    assert minified({**others, "assets/js/a.js": SCRIPT}, tmp_path).items() >= others.items()


def test_every_fault_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    faults = {"assets/js/a.js": b"let a = 1;\nlet b = ;\n", "assets/js/deep/b.js": b"}\n"}
    with pytest.raises(NotMinifiedError) as told:
        minified({**faults, "assets/js/c.js": SCRIPT}, tmp_path)
    assert str(told.value).splitlines() == [
        'docs/assets/js/a.js:2: Unexpected ";"',
        'docs/assets/js/deep/b.js:1: Unexpected "}"',
    ]


def test_what_has_not_changed_is_not_minified_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = minified({"assets/js/a.js": SCRIPT}, tmp_path)
    monkeypatch.setattr(child, "node", None)
    assert minified({"assets/js/a.js": SCRIPT}, tmp_path) == first
    with pytest.raises(TypeError):
        minified({"assets/js/a.js": SCRIPT + b"let b;"}, tmp_path)
