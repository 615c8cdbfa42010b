"""Files for web servers, search engines and browsers: headers, robots.txt, a manifest, and browser search.

Netlify and Cloudflare Pages read ``_headers``. Other servers need the same rules in their own settings. GitHub Pages
sends none of these headers, so only the policy inside each page applies there, which cannot contain
``frame-ancestors``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from almanac.publish.assetnames import FOLDER, KINDS, NOT_NAMED, AssetManifest
from almanac.site import policy, render, urls

PATHS = ("_headers", "robots.txt", "manifest.webmanifest", "opensearch.xml")
FOR_EVER = "public, max-age=31536000, immutable"
"""The Cache-Control header of a file whose name changes with its content (RFC 8246)."""

_NAME, _SHORT = "The Mental Health Social Work Almanac", "The Almanac"
_ABOUT = "Roles, law, research and organisations in UK mental health social work."
_IMAGES = "assets/images/"
_ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)
"""Icons in ``assets/images``: size, type and purpose. Phones need PNG icons of these sizes to install a site."""


def files(url: str, assets: AssetManifest, searched: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file.

    Args:
        url: where the site is published, or empty if that is not known.
        assets: the assets under their published names.
        searched: paths of the search's own files.
    """
    yield "_headers", headers(assets, searched)
    yield "robots.txt", robots(url)
    yield "manifest.webmanifest", manifest(assets)
    yield "opensearch.xml", opensearch(url)


def headers(assets: AssetManifest, searched: Iterable[str] = ()) -> str:
    """Return the headers to send with every file, and the rule for files that browsers may cache for ever.

    No header is set by two rules that match the same path, because some servers concatenate the two values.
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
    """Return a robots.txt (RFC 9309) that allows everything and gives the address of the sitemap."""
    sitemap = f"\nSitemap: {urls.absolute(url, 'sitemap.xml')}\n" if url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def manifest(assets: AssetManifest) -> str:
    """Return the manifest for installing the site on a phone's home screen (W3C Web Application Manifest)."""
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
    """Return the description that lets a browser search the site from its address bar (OpenSearch 1.1)."""
    page = urls.absolute(url, "search/") + "index.html" if url else "search/index.html"
    return render.template("files/opensearch.xml").render(name=_SHORT, about=_NAME, page=page)
