"""Convert TeX in a bibliography to plain text.

The package that decodes TeX takes about a millisecond for a value, which is too slow for ten thousand records. Nearly
all TeX in bibliographies is braces, accented letters and a few escaped characters. So each such piece is decoded once
and cached, and a whole value only if it contains anything else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bibtexparser import middlewares

_DECODER = middlewares.LatexDecodingMiddleware()
_OF_MATHS = middlewares.LatexDecodingMiddleware(keep_math_mode=False)
_MATHS = re.compile(r"\$([^$]*[\\_^<>=][^$]*)\$")  # only with a mathematical symbol: "between $5 and $10" has none
_PIECE = re.compile(
    r"""\{\\[^{}\\$]*\}                            # {\ss}, {\"u}, {\textendash}
      | \{\\[^{}\\$A-Za-z]\\[A-Za-z]\}             # {\"\i}
      | \{?\\[^{}\\$A-Za-z\s&%_#]\{\\?[A-Za-z]\}\}?  # \"{u}, {\"{u}}, \'{\i}
      | \{?\\[uvHcdbkr]\{\\?[A-Za-z]\}\}?            # \c{c}, {\v{s}}
      | \\["'`^~=.][A-Za-z](?![A-Za-z]*\{)           # \"u
    """,
    re.VERBOSE,
)
_COMMAND = re.compile(r"\\([A-Za-z]{2,})(?:\{\})?(?![A-Za-z]|\s*\{)")
_QUOTED = re.compile(r"\\(?:enquote|mkbibquote)\*?\{([^{}]*)\}")
_SILENT = {
    "bf", "em", "it", "sl", "rm", "sc", "sf", "tt", "par", "newline", "linebreak", "allowbreak", "nobreak", "relax",
    "protect", "small", "bfseries", "itshape", "scshape", "upshape", "newblock", "null", "unskip", "hfill", "break",
}  # fmt: skip
_CHARACTER = re.compile(r"\\([&%_#${}])|\{?\\(textbackslash|textasciitilde|textasciicircum)\b(?:\{\}|\s|(?=\}))\}?")
_NAMED = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
_LIGATURES = (("---", "\u2014"), ("--", "\u2013"), ("``", "\u201c"), ("''", "\u201d"))
# Characters that decoding must not change are meanwhile replaced by ones from Unicode's private use area.
_HELD = {character: chr(0xE000 + place) for place, character in enumerate("&%_#${}\\~^")}
_FREED = str.maketrans({held: character for character, held in _HELD.items()})


def decoded(tex: str) -> str:
    """Return the text with TeX commands replaced by characters, and without braces."""
    if not re.search(r"[\\{}~$]|--|``|''", tex):
        return tex
    return _plain(_CHARACTER.sub(lambda found: _HELD[found[1] or _NAMED[found[2]]], tex)).translate(_FREED)


def _plain(tex: str) -> str:
    tex = _QUOTED.sub(r"``\1''", _MATHS.sub(lambda found: _maths(found[0]), tex))
    plain = _PIECE.sub(lambda piece: _piece(piece[0]), tex)
    if "\\" in plain or "$" in plain:
        plain = _whole(tex)
    for typed, one in _LIGATURES:
        plain = plain.replace(typed, one)
    return plain.replace("{", "").replace("}", "").replace("~", " ")


@lru_cache(maxsize=4096)
def _maths(tex: str) -> str:
    """Return a formula as plain text, with superscripts and subscripts on the line."""
    plain, _ = _OF_MATHS._transform_python_value_string(tex)  # noqa: SLF001  (as below)
    return re.sub(r"[_^]", "", str(plain)).replace("\u2218", "\u00b0")


@lru_cache(maxsize=4096)
def _piece(tex: str) -> str:
    outer = tex[1:] if tex.startswith("{") and tex.count("{") > tex.count("}") else tex
    rest = tex[: len(tex) - len(outer)]
    tail = "}" if outer.count("}") > outer.count("{") else ""
    return rest + _whole(outer.removesuffix(tail)) + tail


@lru_cache(maxsize=4096)
def _whole(tex: str) -> str:
    named = _COMMAND.sub(lambda found: found[0] if _is_known(found[1]) else found[1], tex)
    plain, _ = _DECODER._transform_python_value_string(named)  # noqa: SLF001  (it has no public way to decode one value)
    return str(plain).replace("\u00a0", " ")


@lru_cache(maxsize=4096)
def _is_known(command: str) -> bool:
    r"""Return whether the package can decode a command; otherwise its name is kept, so that ``\TeX`` is not lost."""
    return command in _SILENT or _DECODER._decoder.latex_context.get_macro_spec(command) is not None  # noqa: SLF001
