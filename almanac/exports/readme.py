"""The README of the archive of all files."""

from __future__ import annotations

from almanac.content.model import Library
from almanac.exports import hsds
from almanac.exports.archive import SUMS

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def readme(library: Library) -> str:
    """The README, with the version of the content."""
    return f"""The Mental Health Social Work Almanac, version {library.version}

{len(library.entries)} entries on UK mental health social work: roles, law, research and organisations.

Licence: Creative Commons Attribution 4.0, {LICENCE}
Credit: The Mental Health Social Work Almanac, version {library.version}

*.json            all entries of a kind
schemas/          JSON Schema (2020-12) of each of these
organisations.csv a table for a spreadsheet, UTF-8
hsds/             organisations and services, Human Services Data Specification {hsds.VERSION}
research/         all studies for reference managers, spreadsheets and programs
moved.json        former keys, and the keys that entries have now

To check that every file is whole: sha256sum --check {SUMS}
"""
