"""TeX in a bibliography as plain text.

The package that knows TeX takes about a millisecond for a value, which is too
long for ten thousand records. Nearly all that stands in bibliographies are
braces, letters with accents and a few escaped signs. So each such piece is
decoded once and remembered, and a whole value only if anything else is in it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bibtexparser import middlewares

_DECODER = middlewares.LatexDecodingMiddleware()
_PIECE = re.compile(
    r"""\{\\[^{}\\$]*\}                            # {\ss}, {\"u}, {\textendash}
      | \{\\[^{}\\$A-Za-z]\\[A-Za-z]\}             # {\"\i}
      | \{?\\[^{}\\$A-Za-z\s&%_#]\{\\?[A-Za-z]\}\}?  # \"{u}, {\"{u}}, \'{\i}
      | \{?\\[uvHcdbkr]\{\\?[A-Za-z]\}\}?            # \c{c}, {\v{s}}
      | \\["'`^~=.][A-Za-z](?![A-Za-z]*\{)           # \"u
    """,
    re.VERBOSE,
)
_SIGN = re.compile(r"\\([&%_#$])")
_LIGATURES = (("---", "\u2014"), ("--", "\u2013"), ("``", "\u201c"), ("''", "\u201d"))


def decoded(tex: str) -> str:
    """Text in which commands of TeX are letters and braces are gone."""
    if not re.search(r"[\\{}~$]", tex):
        return tex
    if re.search(r"(?<!\\)\$|asciitilde", tex):
        return _whole(tex)
    plain = _SIGN.sub(r"\1", _PIECE.sub(lambda piece: _piece(piece[0]), tex))
    if "\\" in plain:
        return _whole(tex)
    plain = plain.replace("{", "").replace("}", "").replace("~", " ")
    for signs, one in _LIGATURES:
        plain = plain.replace(signs, one)
    return plain


@lru_cache(maxsize=4096)
def _piece(tex: str) -> str:
    outer = tex[1:] if tex.startswith("{") and tex.count("{") > tex.count("}") else tex
    rest = tex[: len(tex) - len(outer)]
    tail = "}" if outer.count("}") > outer.count("{") else ""
    return rest + _whole(outer.removesuffix(tail)) + tail


@lru_cache(maxsize=4096)
def _whole(tex: str) -> str:
    plain, _ = _DECODER._transform_python_value_string(tex)  # noqa: SLF001  (it offers no other way to one value)
    return str(plain).replace("\u00a0", " ")
