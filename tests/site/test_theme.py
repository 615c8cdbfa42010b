"""The theme's markup for scripts that the site does not use is removed, and our own is kept."""

from __future__ import annotations

from almanac.site.theme import without_unused_controls

PRINTED = """<body dir="ltr">
    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
    <input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">
    <label class="md-overlay" for="__drawer"></label>
    <div data-md-component="skip">

        <a href="#a" class="md-skip">
          Skip to content
        </a>
    </div>
    <div data-md-component="announce">

    </div>
    <main><input type="checkbox" name="kind"><div data-md-component="other"><p>Kept</p></div></main>
    <div class="md-dialog" data-md-component="dialog">
      <div class="md-dialog__inner md-typeset"></div>
    </div>
</body>"""


def test_only_what_nothing_moves_is_taken_out() -> None:
    assert without_unused_controls(PRINTED) == (
        '<body dir="ltr">\n'
        '    <main><input type="checkbox" name="kind"><div data-md-component="other"><p>Kept</p></div></main>\n'
        "</body>"
    )
    assert without_unused_controls("<p>As it was</p>") == "<p>As it was</p>"
