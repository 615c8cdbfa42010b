"""The directory as readers use it: filter, see what became of a closed organisation, find by need."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser.looking import tab_to, until

DIRECTORY, HANDOUT = "directory/a-to-z.html", "handout/index.html"


def visible(page: Page) -> list[str]:
    return page.locator(".rows > li:visible .name").all_text_contents()


def test_filters_count_truly_and_stand_in_the_address(page: Page, address: str) -> None:
    page.goto(address + DIRECTORY)
    page.get_by_text("More filters").click()
    everything = page.locator(".rows > li").count()  # including those in the folded part at the end
    for name in ("Nation", "Who it is for", "Type of organisation", "Current status"):
        choice = page.get_by_label(name, exact=True)
        options = choice.locator("option").evaluate_all("all => all.map(one => [one.value, one.textContent])")
        assert options[0][0] == ""
        assert options[0][1] == f"All ({everything})"
        for value, text in options[1:]:
            choice.select_option(value)
            assert text == f"{value} ({len(visible(page))})"
        choice.select_option("")
    page.get_by_label("Nation", exact=True).select_option("Wales")
    page.get_by_label("Current status", exact=True).select_option("open")
    beside = page.get_by_label("Type of organisation", exact=True).locator("option[value=charity]").text_content()
    page.get_by_label("Type of organisation", exact=True).select_option("charity")
    assert beside == f"charity ({len(visible(page))})"
    assert page.url == address + DIRECTORY + "?nation=Wales&sort=charity&status=open"
    assert {"Mind", "SANE"} <= set(visible(page))  # one is for England and Wales, the other for the whole UK
    page.go_back()
    assert page.get_by_label("Type of organisation", exact=True).input_value() == ""
    page.reload()
    assert len(visible(page)) < everything
    assert page.get_by_label("Nation", exact=True).input_value() == "Wales"


def test_what_ended_is_found_and_leads_on_from_its_row(page: Page, address: str) -> None:
    page.goto(address + DIRECTORY + "?status=open")
    assert "National Centre for Independent Living" not in visible(page)
    page.get_by_label("Current status", exact=True).select_option("closed or merged")
    row = page.locator(".rows > li:visible", has_text="National Centre for Independent Living")
    assert row.locator(".fact").text_content() == "merged 2012 see Disability Rights UK (not confirmed since 2022)"
    assert page.locator(".rows > li:visible button").count() == 0
    row.get_by_role("link", name="Disability Rights UK").click()
    page.wait_for_url(address + "directory/disability-rights-uk.html")


def test_letters_lead_only_where_something_is_shown(page: Page, address: str) -> None:
    page.goto(address + DIRECTORY + "?nation=Scotland&status=closed+or+merged")
    lettered = page.locator("h2:visible:not(summary h2)")  # unidentified organisations have no letter
    shown = lettered.all_text_contents()
    assert 0 < len(shown) < 5
    assert page.locator(".letters a[href]").all_text_contents() == shown
    page.get_by_role("button", name="Clear filters").click()
    until(page, "/^\\d+ organisations$/.test(document.querySelector('.filters [role=status]').textContent)")
    assert page.locator(".letters a[href]").count() == lettered.count() > 5


def test_where_nothing_fits_the_page_says_so(page: Page, address: str) -> None:
    page.goto(address + DIRECTORY + "?nation=Scotland&sort=university+or+research+body")
    assert visible(page) == []
    assert page.get_by_text("Nothing matches.").is_visible()
    page.get_by_role("button", name="Clear filters").click()
    until(page, "document.querySelectorAll('.rows > li:not([hidden])').length > 50")


def test_a_closed_organisation_that_is_not_among_those_to_contact_is_found_from_there(page: Page, address: str) -> None:
    page.goto(address + "directory/index.html?q=independent+living")
    assert visible(page) == []
    page.get_by_role("link", name="Look in all organisations").click()
    page.wait_for_url("**/directory/a-to-z.html?q=independent*living")
    until(page, "!document.querySelector('.filters').hidden")
    assert "National Centre for Independent Living" in visible(page)


def test_filters_fold_on_a_phone_and_open_where_a_choice_was_made(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + DIRECTORY)
    assert page.get_by_label("Nation", exact=True).is_visible()
    offers = page.get_by_label("What it offers", exact=True)
    assert not offers.is_visible()
    page.get_by_text("More filters").click()
    offers.select_option("advocacy")
    page.reload()
    assert offers.input_value() == "advocacy"
    assert offers.is_visible()


def test_a_bodys_sort_and_readers_lead_to_others_like_it(page: Page, address: str) -> None:
    page.goto(address + "directory/sane.html")
    page.locator(".facts").get_by_role("link", name="charity").click()
    page.wait_for_url("**/a-to-z.html?sort=charity")
    assert page.get_by_label("Type of organisation", exact=True).input_value() == "charity"
    assert "Mind" in visible(page)
    assert "Care Quality Commission" not in visible(page)


def test_without_scripts_all_stands_and_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + DIRECTORY)
    assert not page.locator(".filters").is_visible()
    assert page.locator("#content button:visible").count() == 0
    assert len(visible(page)) > 50
    assert page.get_by_text("merged 2012 see Disability Rights UK (not confirmed since 2022)").is_visible()
    page.goto(address + HANDOUT)
    assert page.get_by_text("The handout needs JavaScript").is_visible()
    assert not page.locator("#my-handout").is_visible()
    page.locator("#without-scripts a").click()
    page.wait_for_url(address + "directory/index.html")
    page.goto(address + "directory/sane.html")
    assert page.locator("a[href^='tel:']").first.is_visible()
    assert page.locator("#content button.add:visible").count() == 0
    context.close()


def test_a_bodys_page_prints_clean(page: Page, address: str) -> None:
    page.goto(address + "directory/sane.html")
    page.emulate_media(media="print")
    assert page.locator("#content button:visible").count() == 0
    assert page.get_by_text("0300 304 7000").first.is_visible()
    after = page.locator(".facts a[href^=http]").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::after').content)"
    )
    assert set(after) == {"none"}
    page.goto(address + DIRECTORY + "?status=closed+or+merged")
    assert page.locator("#content :is(button, select):visible, .letters:visible").count() == 0
    assert page.get_by_text(f"{len(visible(page))} of ").is_visible()  # the print says that it is only part of the list


def test_a_count_in_the_table_leads_to_those_counted(page: Page, address: str) -> None:
    page.goto(address + "directory/by-need.html")
    cell = page.locator(".needs-by-nation td a").first
    count = int(cell.text_content() or "")
    tab_to(page, cell)
    page.keyboard.press("Enter")
    page.wait_for_url("**/needs/*.html#*")
    anchor = page.url.partition("#")[2]
    assert page.locator(f"#{anchor} + .rows > li").count() == count
