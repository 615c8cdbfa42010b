"""Every kind of page, and the important states of those that scripts fill, for the tests that cover all pages."""

from __future__ import annotations

import json

KINDS_OF_PAGE = (
    "index.html",
    "situations/index.html",
    "situations/may-be-detained.html",
    "practice/becoming.html",
    "roles/index.html",
    "roles/e.html",
    "roles/e.related.html",
    "messages/index.html",
    "messages/key-1.html",
    "research/index.html",
    "research/manktelow-2002.html",
    "research/map.html",
    "research/topic-amhp.html",
    "research/by-author.html",
    "research/take-away.html",
    "directory/index.html",
    "directory/useful-links.html",
    "directory/ncil.html",
    "directory/samaritans.html",
    "directory/csip.html",
    "directory/by-need.html",
    "directory/local-help.html",
    "needs/carers.html",
    "handout/index.html",
    "law/index.html",
    "law/changed-since.html",
    "law/mha-5.html",
    "law/ni-order-129-130.html",
    "law/mha-2025-nominated-person.html",
    "law/compare-powers-to-detain.html",
    "law/compare-relatives-and-representatives.html",
    "workforce/index.html",
    "workforce/people-per-post-2019.html",
    "urgent-help/index.html",
    "urgent-help/samaritans.html",
    "practice/index.html",
    "practice/integration.html",
    "practice/team-check.html",
    "practice/listening.html",
    "practice/learning.html",
    "standards/index.html",
    "standards/employers-2010.html",
    "standards/ethics-2002.html",
    "standards/amhp-approval.html",
    "law/mental-health-act-1983.html",
    "terms/index.html",
    "terms/asw.html",
    "sources/index.html",
    "sources/survey-blog-2021.html",
    "offline/index.html",
    "about/index.html",
    "about/privacy.html",
    "about/health.html",
    "about/changes.html",
    "about/data.html",
    "404.html",
)
STATES = (
    "search/index.html",
    "search/index.html?q=carers",
    "search/index.html?q=zzzqqq",
    "search/index.html?q=s136&nation=England",
    "research/index.html?q=social",
    "research/index.html?nation=Wales",
    "directory/index.html?nation=Wales",
    "reading-list/index.html",
    "search-log/index.html",
)
KEPT = {
    "almanac-reading-list": {
        "version": 1,
        "items": [{"key": "manktelow-2002", "title": "Kept", "note": "Mine", "added": "2026-11-21"}],
    },
    "almanac-handout": {"version": 1, "bodies": [{"key": "samaritans", "title": "Samaritans"}]},
    "almanac-search-log": {
        "version": 1,
        "searches": [
            {
                "day": "2026-11-21",
                "time": "09:30",
                "address": "research/index.html?q=risk",
                "words": "risk",
                "filters": {},
                "found": 1,
                "of": 2,
                "content": "11b5f15",
                "note": "",
            }
        ],
    },
}
FILLED = ("reading-list/index.html", "search-log/index.html", "handout/index.html")  # with the content of KEPT

# For an init script: what the reader has already saved.
KEEP = f"""
  for (const [name, value] of Object.entries({json.dumps(KEPT)})) localStorage.setItem(name, JSON.stringify(value));
"""

SEARCHES = [
    {
        "day": "2026-11-20",
        "time": "14:05",
        "address": "research/index.html?topic=amhp&sort=year",
        "words": "",
        "filters": {"topic": "approved mental health professional (AMHP)"},
        "found": 12,
        "of": 222,
        "content": "00a5f15",
    },
    {
        "day": "2026-11-21",
        "time": "09:30",
        "address": "research/index.html?q=risk",
        "words": '=cmd|"calc"',
        "filters": {},
        "found": 1,
        "of": 223,
        "content": "11b5f15",
    },
]
"""Two searches as the log stores them. A spreadsheet would take part of the second for a formula."""
