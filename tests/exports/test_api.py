"""Published data files are complete and reproducible, and valid by their own schemas and by HSDS."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from almanac.content import schemas
from almanac.content.kinds import BY_NAME, KINDS
from almanac.content.kinds.organisation import Organisation, Status, Website
from almanac.content.model import Library
from almanac.exports import api, hsds, table
from almanac.exports.archive import archive
from almanac.exports.entries_json import entries_json, moved
from almanac.exports.study_json import former_keys
from almanac.publish.internal_links import served
from tests.conftest import DATA, SITE

OWN = {"catalogue.json", "former-keys.json", "handout.json", "suggestions.json"}  # files for the site's own pages


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def by_hsds(kind: str) -> Draft202012Validator:
    schema = json.loads((DATA / "hsds-3" / "hsds-3.1.json").read_text("utf-8"))
    return validator(schema | {"$ref": f"#/$defs/{kind}"})


@pytest.fixture(scope="module")
def made(content: Library) -> dict[str, bytes]:
    return dict(api.files(content, SITE))


def changed(library: Library, ref: str, **fields: object) -> Library:
    """The Library with some fields of one entry changed."""
    return replace(library, entries={**library.entries, ref: library.entries[ref].model_copy(update=fields)})


# ---- Every kind as JSON ----


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_file_is_as_its_schema_says(kind: Any, made: dict[str, bytes], tiny: Library) -> None:
    data = json.loads(made[f"api/v1/{kind.plural}.json"])
    check = validator(json.loads(made[f"api/v1/{data['schema']}"]))
    check.validate(data)
    check.validate(json.loads(entries_json(tiny, kind, "")))
    for name in data["entries"][0]:
        spoilt = {**data, "entries": [{**data["entries"][0], name: {"no": "such value"}}]}
        with pytest.raises(ValidationError):
            check.validate(spoilt)
    for field in ("checked", "nations", "page", "linked_from"):  # present in every entry
        less = {name: value for name, value in data["entries"][0].items() if name != field}
        with pytest.raises(ValidationError):
            check.validate({**data, "entries": [less]})
    with pytest.raises(ValidationError):
        check.validate({**data, "entries": [{**data["entries"][0], "unheard_of": "x"}]})


def test_a_schema_allows_no_null_and_requires_what_is_always_there() -> None:
    text = schemas.export_schema(BY_NAME["organisation"])
    assert '"null"' not in text
    body = json.loads(text)["properties"]["entries"]["items"]
    assert set(body["properties"]) - set(body["required"]) == {"abbreviation", "website", "who", "then", "caution"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_entry_can_be_read_back_in_order(kind: Any, content: Library, made: dict[str, bytes]) -> None:
    data = json.loads(made[f"api/v1/{kind.plural}.json"])
    assert (data["kind"], data["version"], data["count"]) == (kind.name, content.version, len(data["entries"]))
    ours = ("page", "linked_from")
    read = [{name: value for name, value in entry.items() if name not in ours} for entry in data["entries"]]
    assert [kind.model.model_validate(entry) for entry in read] == [entry for _, entry in content.of(kind.name)]


def test_links_can_be_followed_back(content: Library, made: dict[str, bytes]) -> None:
    back = {
        f"{kind.name}/{entry['key']}": entry["linked_from"]
        for kind in KINDS
        for entry in json.loads(made[f"api/v1/{kind.plural}.json"])["entries"]
    }
    ahead = {(link.target, link.source) for links in content.links.forward.values() for link in links}
    assert {(ref, other) for ref, others in back.items() for other in others} == ahead
    assert back["organisation/samaritans"] == sorted(back["organisation/samaritans"], key=content.rank.__getitem__)


@pytest.mark.parametrize(("site", "page"), [(SITE.url, "https://almanac.example/directory/"), ("", "directory/")])
def test_each_entry_says_where_its_page_is(site: str, page: str, tiny: Library) -> None:
    entries = json.loads(entries_json(tiny, BY_NAME["organisation"], site))["entries"]
    assert [entry["page"] for entry in entries] == [f"{page}lamp-guild.html", f"{page}snuffers-union.html"]


def test_a_changed_key_leads_on_for_every_kind(tiny: Library) -> None:
    library = changed(tiny, "organisation/lamp-guild", was=("wick-guild", "old-guild"))
    found = json.loads(moved(library))
    assert found == {
        "abstract/tamm-1998": "abstract/tamm-1999",
        "organisation/old-guild": "organisation/lamp-guild",
        "organisation/wick-guild": "organisation/lamp-guild",
    }
    studies = {f"abstract/{old}": f"abstract/{new}" for old, new in json.loads(former_keys(library)).items()}
    assert studies.items() <= found.items()


# ---- Organisations as a table ----


def test_organisations_as_a_table(content: Library) -> None:
    text = table.organisations_csv(content, SITE.url)
    assert text.startswith("\ufeffkey,")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    assert len(rows) == len(content.of("organisation"))
    jit = rows["jit"]
    assert (jit["state"], jit["website"], jit["former_website"]) == ("closed", "", "http://www.jitscotland.org.uk")
    assert rows["samaritans"]["phones"].startswith("116 123: ")
    assert rows["samaritans"]["page"] == "https://almanac.example/directory/samaritans.html"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " @"])
def test_no_cell_of_an_organisation_is_a_formula(start: str, tiny: Library) -> None:
    bad = changed(tiny, "organisation/lamp-guild", name=f"{start}SUM(1)", former_names=(f"{start}1", "b"))
    row = next(csv.DictReader(io.StringIO(table.organisations_csv(bad, "").removeprefix("\ufeff"))))
    assert (row["name"], row["former_names"]) == (f"'{start.strip()}SUM(1)", f"'{start.strip()}1; b")


# ---- HSDS ----


@pytest.mark.parametrize("kind", ["organizations", "services"])
@pytest.mark.parametrize("site", [SITE.url, ""])
def test_hsds_is_as_the_standard_says(kind: str, site: str, content: Library, tiny: Library) -> None:
    maker = {"organizations": hsds.organisations, "services": hsds.services}[kind]
    check = by_hsds(kind)
    for library in (content, tiny):
        check.validate(json.loads(hsds.page(maker(library, site))))
    check.validate(json.loads(hsds.page([])))
    whole = json.loads(hsds.page(maker(content, site)))
    first = whole["contents"][0]
    for spoilt in ({"id": "no-uuid"}, {"name": None}, {"status": "open"}, {"phones": [{"number": "1"}]}, {"nme": "x"}):
        with pytest.raises(ValidationError):
            check.validate({**whole, "contents": [{**first, **spoilt}]})


def organizations(library: Library, site: str = "") -> Any:
    return json.loads(hsds.page(hsds.organisations(library, site)))["contents"]


def services(library: Library, site: str = "") -> Any:
    return json.loads(hsds.page(hsds.services(library, site)))["contents"]


def ids(value: Any) -> Iterator[str]:
    """Every id in nested data, except those in the organization that a service repeats."""
    if isinstance(value, dict):
        yield from [value["id"]] if "id" in value else []
        yield from (found for name, held in value.items() if name != "organization" for found in ids(held))
    elif isinstance(value, list):
        yield from (found for held in value for found in ids(held))


def test_ids_are_unique_and_lead_from_service_to_organization(content: Library) -> None:
    bodies, offered = organizations(content), services(content)
    found = list(ids([bodies, offered]))
    assert len(found) > 150
    assert len(set(found)) == len(found)
    known = {body["id"] for body in bodies}
    assert {service["organization_id"] for service in offered if "organization_id" in service} <= known
    for service in offered:
        assert service.get("organization_id") == (service.get("organization") or {}).get("id")


def test_an_id_outlives_a_change_of_the_key(tiny: Library) -> None:
    [guild, _] = organizations(tiny)
    renamed = changed(tiny, "organisation/lamp-guild", key="wick-guild", was=("lamp-guild",))
    assert list(ids(organizations(renamed)[0])) == list(ids(guild))


def test_what_has_ended_never_looks_open(content: Library) -> None:
    bodies = {body["name"]: body for body in organizations(content, SITE.url)}
    starts = {
        "closed": "Closed",
        "merged": "No longer an organisation of its own",
        "unknown": "Whether it still exists is not",
    }
    seen = set()
    for _, entry in content.of("organisation"):
        assert isinstance(entry, Organisation)
        if entry.status.state in starts:
            seen.add(entry.status.state)
            assert bodies[entry.name]["description"].startswith(starts[entry.status.state])
            assert not {"phones", "email", "website"} & set(bodies[entry.name])
    assert seen == set(starts)


@pytest.mark.parametrize(
    ("state", "status"),
    [("active", "active"), ("renamed", "active"), ("merged", "defunct"), ("closed", "defunct"), ("unknown", None)],
)
def test_the_service_of_a_body_in_each_state(state: str, status: str | None, tiny: Library) -> None:
    now = Status.model_validate({"state": state, "since": "2020", "confidence": "confirmed", "seen": "2024"})
    site = Website(address="https://guild.example.org/")
    library = changed(tiny, "organisation/lamp-guild", status=now, website=site, emails=("a@example.org",))
    found = [service for service in services(library) if service["name"] == "Lamp Guild"]
    assert [service["status"] for service in found] == ([status] if status else [])
    body = organizations(library)[0]
    assert body["attributes"][0]["value"] == state
    for shown in (*found, body):
        reach = {"phones", "email", "url", "website"} & set(shown)
        assert bool(reach) is (status == "active")


def test_a_body_that_offers_nothing_to_people_has_no_service(tiny: Library) -> None:
    without = changed(tiny, "organisation/lamp-guild", phones=(), texts=(), offers=("publications",))
    assert [service["name"] for service in services(without)] == ["Harbour bell"]


def test_an_urgent_contact_is_the_service_of_the_body_with_its_number(content: Library) -> None:
    offered = services(content)
    numbers = {service["name"]: service for service in offered if service.get("schedules")}
    assert len(numbers) == len(content.of("urgent-help"))
    assert numbers["SANEline"]["organization"]["name"] == "SANE"
    assert "organization" not in numbers["NHS 111 Wales, press 2"]
    assert "organization" not in numbers["Emergency services"]
    assert "call 999" not in str(numbers["Emergency services"]["description"])
    assert str(numbers["SANEline"]["description"]).endswith("If life is at risk, call 999 or go to A&E.")
    phones = [(service["name"], phone["number"]) for service in offered for phone in service.get("phones", ())]
    assert [name for name, number in phones if number == "116 123"] == ["Samaritans"]


# ---- Index and archive ----


def test_the_index_lists_every_file_with_its_checksum(made: dict[str, bytes]) -> None:
    index = json.loads(made[api.INDEX])
    listed = {(Path("api/v1") / row["path"]).as_posix().replace("api/v1/../../", ""): row for row in index["files"]}
    assert {*listed, api.INDEX} == set(made)
    for path, row in listed.items():
        assert (row["bytes"], row["sha256"]) == (len(made[path]), hashlib.sha256(made[path]).hexdigest())
        if row["media_type"] == "application/json" and path.startswith("api/v1/") and "count" in row:
            data = json.loads(made[path])
            assert row["count"] == len(data.get("entries", data.get("contents")))
        if "schema" in row:
            assert f"api/v1/{row['schema']}" in made
    assert {kind.plural for kind in KINDS} == {Path(row["path"]).stem for row in listed.values() if "schema" in row}


def test_the_archive_holds_every_file_under_its_version(content: Library, made: dict[str, bytes]) -> None:
    top = f"almanac-{content.version}/"
    with zipfile.ZipFile(io.BytesIO(made[api.ARCHIVE])) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        held = {name.removeprefix(top): opened.read(name) for name in names}
    files = {path.removeprefix("api/v1/"): data for path, data in made.items() if path not in (api.INDEX, api.ARCHIVE)}
    assert all(name.startswith(top) for name in names)
    assert {name: data for name, data in held.items() if name not in ("README.txt", "SHA256SUMS")} == files
    assert f"version {content.version}" in held["README.txt"].decode()
    sums = dict(line.split("  ")[::-1] for line in held.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}


def test_an_archive_is_the_same_whatever_the_order() -> None:
    files = {"b.txt": b"2", "a.txt": b"1"}
    assert archive(files, "x") == archive(dict(sorted(files.items())), "x")
    assert archive(files, "x") != archive({**files, "b.txt": b"3"}, "x")


# ---- On the site ----


def test_the_site_offers_what_the_index_lists(built: Path) -> None:
    index = json.loads((built / api.INDEX).read_text("utf-8"))
    for row in index["files"]:
        data = (built / "api/v1" / row["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"], row["path"]
    there = {path.relative_to(built / "api/v1").as_posix() for path in (built / "api/v1").rglob("*") if path.is_file()}
    more = there - {row["path"] for row in index["files"]}
    assert {path for path in more if not path.startswith("words/")} == OWN | {"index.json"}


def example(built: Path, language: str) -> str:
    """The only example on the page in a language, as a reader would copy it."""
    page = (built / "about" / "data.html").read_text("utf-8")
    [found] = re.findall(rf'<pre[^>]*><code class="language-{language}">(.*?)</code></pre>', page, re.DOTALL)
    return html.unescape(found)


def test_the_page_lists_every_offer_and_the_version_of_hsds(built: Path, content: Library) -> None:
    page = (built / "about" / "data.html").read_text("utf-8")
    for path in (*(offer.path for offer in api.data_files(content, SITE)), api.INDEX, api.ARCHIVE):
        assert f'href="../{path}"' in page
    assert f"version {hsds.VERSION} of the" in page
    assert f"This is version {content.version} of" in page


def test_the_example_in_python_runs(built: Path, content: Library) -> None:
    code = example(built, "python")
    assert SITE.url in code
    with served(built) as address:
        command = [sys.executable, "-I", "-W", "error", "-c", code.replace(SITE.url, address)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"Version {content.version}"
    ended = [entry for _, entry in content.of("organisation") if isinstance(entry, Organisation)]
    assert len(lines) == 1 + 2 * len([body for body in ended if body.status.state in ("closed", "merged")])
    assert "Audit Commission closed 2015-03-31" in lines


def test_the_example_with_curl_fetches_what_is_there(built: Path, content: Library) -> None:
    command = example(built, "sh").split()
    assert command[:2] == ["curl", "--remote-name"]
    with served(built) as address, urlopen(command[2].replace(SITE.url, address)) as answer:  # noqa: S310
        assert json.load(answer)["version"] == content.version
