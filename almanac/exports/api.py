"""The data files that the site publishes: every file with the function that makes it, an index and an archive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from almanac.content import schemas
from almanac.content.kinds import KINDS, Kind
from almanac.content.model import Library
from almanac.exports import changelog_feed, hsds
from almanac.exports.archive import SUMS, archive
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_json
from almanac.exports.entries_json import entries_json, moved
from almanac.exports.health_json import health_json
from almanac.exports.jsontext import json_text
from almanac.exports.readme import LICENCE, readme
from almanac.exports.results_schema import PATH as RESULTS
from almanac.exports.results_schema import results_schema
from almanac.exports.ris import ris
from almanac.exports.table import organisations_csv, studies_csv, studies_json
from almanac.site import urls
from almanac.site.pages import Site
from almanac.site.research import studies

FOLDER = "api/v1/"
INDEX, ARCHIVE = f"{FOLDER}index.json", f"{FOLDER}almanac.zip"
_JSON, _CSV, _SCHEMA = "application/json", "text/csv", "application/schema+json"


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """One data file that the site publishes.

    Attributes:
        name: the name that readers know it by.
        form: its format, in readers' words.
        path: its path from the site root.
        media: its media type.
        about: a sentence on what it is or what it is for.
        make: returns its text.
        count: the number of entries in it; None if it holds no entries.
        schema: path of the JSON Schema that describes it, if there is one.
    """

    name: str
    form: str
    path: str
    media: str
    about: str
    make: Callable[[], str]
    count: int | None = None
    schema: str = ""


def data_files(library: Library, site: Site) -> tuple[DataFile, ...]:
    """Every data file for readers, in the order in which pages list them."""
    return (
        *(_kind(library, kind, site.url) for kind in KINDS),
        *_directory(library, site.url),
        *library_files(library),
        _moved(library),
        _health(library, site),
        _changelog(library, site.url),
        _results(),
    )


def library_files(library: Library) -> tuple[DataFile, ...]:
    """All studies, once in each format; empty if there are no studies."""
    found = studies(library)
    rows = (
        ("RIS", "ris", "application/x-research-info-systems", "For EndNote, Zotero and Mendeley.", ris),
        ("BibTeX", "bib", "application/x-bibtex", "For LaTeX, JabRef and Zotero.", bibtex),
        ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", "For Zotero and pandoc.", csl_json),
        ("CSV", "csv", _CSV, "A table with every field, for a spreadsheet.", studies_csv),
        ("JSON", "json", _JSON, "Every field, for programs.", partial(studies_json, version=library.version)),
    )
    return tuple(
        DataFile(
            name="Studies",
            form=form,
            path=f"research/library.{extension}",
            media=media,
            about=about,
            make=partial(maker, found),
            count=len(found),
        )
        for form, extension, media, about, maker in rows
        if found
    )


def paths(library: Library) -> Iterator[str]:
    """Path of every file that ``files`` returns."""
    yield from (file.path for file in (*data_files(library, Site("", "")), *(_schema(kind) for kind in KINDS)))
    yield from (INDEX, ARCHIVE)


def files(library: Library, site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of every data file, every schema, the archive of them all and the index.

    Args:
        library: the Library.
        site: its address, which may be empty, and the health of external links.
    """
    listed = (*data_files(library, site), *(_schema(kind) for kind in KINDS))
    made: dict[str, bytes] = {}
    for file in listed:
        made[file.path] = file.make().encode()
        yield file.path, made[file.path]
    within = {path.removeprefix(FOLDER): data for path, data in made.items()}
    zipped = archive({**within, "README.txt": readme(library).encode()}, f"almanac-{library.version}")
    yield ARCHIVE, zipped
    yield INDEX, _index(library, listed, made | {ARCHIVE: zipped}).encode()


def _kind(library: Library, kind: Kind, site: str) -> DataFile:
    return DataFile(
        name=kind.heading,
        form="JSON",
        path=f"{FOLDER}{kind.plural}.json",
        media=_JSON,
        about="Every field, with the page of each entry and what refers to it.",
        make=partial(entries_json, library, kind, site),
        count=len(library.of(kind.name)),
        schema=_schema(kind).path,
    )


def _schema(kind: Kind) -> DataFile:
    return DataFile(
        name=f"Schema of {kind.plural}.json",
        form="JSON Schema",
        path=f"{FOLDER}schemas/{kind.plural}.json",
        media=_SCHEMA,
        about="Its fields, each explained.",
        make=partial(schemas.export_schema, kind),
    )


def _directory(library: Library, site: str) -> Iterator[DataFile]:
    """Organisations as a table for spreadsheets, and in the format that directories exchange."""
    yield DataFile(
        name="Organisations",
        form="CSV",
        path=f"{FOLDER}organisations.csv",
        media=_CSV,
        about="A table with the current status of each organisation, for a spreadsheet.",
        make=partial(organisations_csv, library, site),
        count=len(library.of("organisation")),
    )
    standard = f"HSDS {hsds.VERSION}"
    held = (
        ("Organisations", "organizations", hsds.organisations(library, site)),
        ("Services", "services", hsds.services(library, site)),
    )
    for called, name, found in held:
        yield DataFile(
            name=called,
            form=standard,
            path=f"{FOLDER}hsds/{name}.json",
            media=_JSON,
            about="For directories that follow Open Referral.",
            make=partial(hsds.page, found),
            count=len(found),
        )


def _moved(library: Library) -> DataFile:
    return DataFile(
        name="Changed keys",
        form="JSON",
        path=f"{FOLDER}moved.json",
        media=_JSON,
        about="Every former key with the one that it has now, as kind/key.",
        make=partial(moved, library),
    )


def _health(library: Library, site: Site) -> DataFile:
    return DataFile(
        name="Data health",
        form="JSON",
        path=f"{FOLDER}health.json",
        media=_JSON,
        about="How old and how complete the data is, and what is due to be checked.",
        make=partial(health_json, library, site.health),
    )


def _results() -> DataFile:
    return DataFile(
        name="Schema of team check results",
        form="JSON Schema",
        path=RESULTS,
        media=_SCHEMA,
        about="The files that the team check saves and reads.",
        make=results_schema,
    )


def _changelog(library: Library, site: str) -> DataFile:
    return DataFile(
        name="What has changed in the Almanac",
        form="Atom",
        path=changelog_feed.FEED,
        media="application/atom+xml",
        about="For a feed reader: what editors changed and checked, day by day.",
        make=partial(changelog_feed.feed, library, site),
    )


def _index(library: Library, listed: tuple[DataFile, ...], made: Mapping[str, bytes]) -> str:
    zipped = DataFile(
        name="Everything",
        form="ZIP",
        path=ARCHIVE,
        media="application/zip",
        about=f"All of these files, with {SUMS}.",
        make=str,
    )
    rows = []
    for file in (*listed, zipped):
        data = made[file.path]
        row = {
            "path": _beside(file.path),
            "name": file.name,
            "format": file.form,
            "media_type": file.media,
            "about": file.about,
            "count": file.count,
            "schema": _beside(file.schema) if file.schema else None,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        rows.append({name: value for name, value in row.items() if value is not None})
    title = "The Mental Health Social Work Almanac"
    top = {"title": title, "version": library.version, "licence": LICENCE, "hsds": hsds.VERSION, "files": rows}
    return json_text(top)


def _beside(path: str) -> str:
    """A path relative to the index."""
    return path.removeprefix(FOLDER) if path.startswith(FOLDER) else urls.to_root(INDEX) + path
