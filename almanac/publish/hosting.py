"""Files for whoever serves, finds or installs the site: headers, robots, a manifest, search from the address bar.

``_headers`` is read by Netlify and Cloudflare Pages; other servers are told the
same in their own way. GitHub Pages sends no headers of ours: there each page's
own policy holds, which ``frame-ancestors`` cannot be a part of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from almanac.publish.assetnames import FOLDER, KINDS, NOT_NAMED, Named
from almanac.site import policy, render, urls

PATHS = ("_headers", "robots.txt", "manifest.webmanifest", "opensearch.xml")
FOR_EVER = "public, max-age=31536000, immutable"
"""How long a file is kept whose name changes with its content (RFC 8246)."""

_NAME, _SHORT = "The Mental Health Social Work Almanac", "The Almanac"
_ABOUT = "Roles, law, research and organisations in UK mental health social work."
_IMAGES = "assets/images/"
_ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)
"""Icons in ``assets/images``: sizes, type and purpose. Phones ask for PNG of these sizes before they install a site."""


def files(url: str, assets: Named, searched: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Path and text of each file.

    Args:
        url: where the site is published; empty where that is not known.
        assets: as they are published.
        searched: paths of the files of the search.
    """
    yield "_headers", headers(assets, searched)
    yield "robots.txt", robots(url)
    yield "manifest.webmanifest", manifest(assets)
    yield "opensearch.xml", opensearch(url)


def headers(assets: Named, searched: Iterable[str] = ()) -> str:
    """What a server is to send with every file, and which files a browser may keep for ever.

    Each header is named once for any path: where two rules give the same, some
    servers join the two.
    """
    rules = [("/*", _everywhere())]
    folders = (f"{FOLDER}{kind}/" for kind in KINDS)
    kept = [folder for folder in folders if any(path.startswith(folder) for path in assets.files)]
    below = (path.removeprefix(NOT_NAMED).split("/") for path in searched if path.startswith(NOT_NAMED))
    kept += sorted({f"{NOT_NAMED}{parts[0]}/" for parts in below if len(parts) > 1})
    rules += [(f"/{folder}*", {"Cache-Control": FOR_EVER}) for folder in kept]
    return (
        "\n".join(line for path, told in rules for line in (path, *(f"  {name}: {told[name]}" for name in told))) + "\n"
    )


def _everywhere() -> dict[str, str]:
    return {
        "Content-Security-Policy": policy.AS_HEADER,
        "Referrer-Policy": policy.REFERRER,
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": policy.PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def robots(url: str) -> str:
    """Everybody may read everything, and where the sitemap is (robots.txt, RFC 9309)."""
    sitemap = f"\nSitemap: {urls.absolute(url, 'sitemap.xml')}\n" if url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def manifest(assets: Named) -> str:
    """What a phone shows when a reader puts the site on its first screen (W3C Web Application Manifest)."""
    told = {
        "name": _NAME,
        "short_name": _SHORT,
        "description": _ABOUT,
        "lang": "en-GB",
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbf8f2",
        "theme_color": "#0b5457",
        "icons": [
            {
                "src": assets.names.get(path := _IMAGES + name, path),
                "sizes": sizes,
                "type": media,
                "purpose": use,
            }
            for name, sizes, media, use in _ICONS
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def opensearch(url: str) -> str:
    """Lets a browser search the site from its address bar (OpenSearch 1.1)."""
    page = urls.absolute(url, "search/") + "index.html" if url else "search/index.html"
    return render.template("files/opensearch.xml").render(name=_SHORT, about=_NAME, page=page)
