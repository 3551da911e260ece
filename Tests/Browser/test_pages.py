"""The rules of the respondent's pages that only a browser can judge."""

import json
import urllib.request

import pytest
from answering import RECEIPT, answer_page, go_on, send, start, walk

LANGUAGES = ["nl", "fr", "de", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wave_is_answered_with_a_code_and_scripts_off(server, open_page, codes, language):
    code = next(codes)
    page = open_page(width=320, scripts=False)
    walk(page, f"{server.url}/{language}/w/codes", code=code.lower().replace("-", " "))
    page.get_by_text('Meer <b>tijd</b> & "rust"').first.wait_for()
    send(page)
    receipt = page.locator(".receipt").inner_text()
    assert RECEIPT.match(receipt)
    # Reloading sends the form again: the same receipt, and nothing is counted twice.
    assert page.locator(f"main a[href='/{language}/w/codes/counted']").count() == 1
    page.reload()
    assert page.locator(".receipt").inner_text() == receipt
    request = urllib.request.Request(
        f"{server.url}/w/codes/answers", json.dumps({"code": code, "answers": {}}).encode(),
        {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        assert json.load(reply) | {"signature": ""} == {"receipt": receipt, "repeated": True, "signature": ""}
    # The used code says so at the start.
    start(page, f"{server.url}/{language}/w/codes", code=code)
    assert page.locator(".receipt").inner_text() == receipt


def test_change_and_language_keep_everything(server, open_page):
    page = open_page(scripts=False)
    walk(page, f"{server.url}/nl/w/open")
    first = page.locator("dl.rows > div").first
    before = [row.inner_text() for row in page.locator("dl.rows dd.text").all()]
    first.locator("button").click()
    page.locator("fieldset").first.locator("input").nth(4).check()
    page.get_by_role("button", name="Français").click()
    assert page.locator("fieldset").first.locator("input").nth(4).is_checked()
    go_on(page)
    page.get_by_role("button", name="Nederlands").click()
    after = [row.inner_text() for row in page.locator("dl.rows dd.text").all()]
    assert after[0] == "Helemaal eens" and after[1:] == before[1:]


def test_back_keeps_what_was_filled_in(server, open_page):
    page = open_page(scripts=False)
    start(page, f"{server.url}/en/w/open")
    answer_page(page)
    go_on(page)
    answer_page(page)
    page.locator("button.back").click()
    assert page.locator("fieldset").first.locator("input:checked").count() == 1
    go_on(page)
    assert page.locator("fieldset").first.locator("input:checked").count() == 1


def test_the_keyboard_is_enough(server, open_page, codes):
    page = open_page(width=1280)
    page.goto(f"{server.url}/en/w/codes")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "unseen skip"
    assert page.locator("a.skip").bounding_box()["height"] >= 44
    page.keyboard.press("Enter")
    while page.evaluate("document.activeElement.id") != "code":
        page.keyboard.press("Tab")
    page.keyboard.type(next(codes))
    # Enter goes forward, though the first button on question pages is Back.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in range(60):
        if page.locator("main form button[value=send]").count():
            break
        tabs = 0
        while page.evaluate("document.activeElement.textContent.trim()") != "Continue":
            page.keyboard.press("Tab")
            tabs += 1
            if page.evaluate("document.activeElement.type") in ("radio", "checkbox"):
                page.keyboard.press("Space")
            assert tabs < 100
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)] })()")
        assert style[0] == "solid" and style[1] >= 3
        before = page.title()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.title() != before
    page.locator("main form button[value=send]").focus()
    page.keyboard.press("Enter")
    page.locator(".receipt").wait_for()


def test_a_mistake_takes_the_focus(server, open_page):
    page = open_page()
    start(page, f"{server.url}/en/w/codes", code="ABC")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "problems"
    page.locator(".problems a").click()
    assert page.evaluate("document.activeElement.id") == "code"
    assert page.locator("#code").input_value() == "ABC"


def test_sensitive_questions_are_announced_with_support_and_a_way_out(server, open_page):
    page = open_page()
    page.goto(f"{server.url}/en/w/open")
    go_on(page)
    for _ in range(40):
        if page.locator("button[value=skip]").count():
            break
        go_on(page)
    assert page.locator("main fieldset").count() == 0
    assert page.locator("main .support a[href^='tel:']").count() == 1
    go_on(page)
    assert page.locator("main fieldset").count() > 0
    assert page.locator("main .support a[href^='tel:']").count() == 1
    page.locator("main .top a").click()
    assert page.title() == "New tab"
    assert page.locator("body").inner_text().strip() in ("", "New tab")


def test_a_skipped_part_stays_skipped_after_a_change(server, open_page):
    page = open_page(scripts=False)
    page.goto(f"{server.url}/en/w/open")
    for _ in range(60):
        if page.locator("main form button[value=send]").count():
            break
        skip = page.locator("button[value=skip]")
        skip.click() if skip.count() else go_on(page)
    assert page.get_by_text("You have not answered any question.").is_visible()
    page.locator("dl.rows button").first.click()
    page.locator("fieldset").first.locator("input").nth(1).check()
    go_on(page)
    assert page.locator("main form button[value=send]").count() == 1
    assert page.get_by_text("You have not answered any question.").count() == 0


def test_larger_spacing_and_forced_colours_lose_nothing(server, open_page):
    """WCAG 1.4.12: line height 1.5, paragraphs 2, letters 0.12, words 0.16."""
    page = open_page(width=320, bypass_csp=True, forced_colors="active")

    def visit(name):
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
            " p { margin-bottom: 2em !important }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        cut = page.evaluate(
            """() => [...document.querySelectorAll('button, label, legend, p, h1, h2, dd, dt, a')]
                 .filter(e => !e.closest('.unseen') && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== 'visible')
                 .map(e => e.outerHTML.slice(0, 80))""")
        assert cut == [], name

    walk(page, f"{server.url}/de/w/open", visit=visit)


def test_nothing_comes_from_elsewhere_and_pages_are_light(server, open_page):
    page = open_page()
    seen = {}
    page.on("response", lambda response: seen.setdefault(response.url, len(response.body())))
    walk(page, f"{server.url}/en/w/open")
    assert all(url.startswith(server.url) for url in seen)
    assert sum(size for url, size in seen.items() if "/assets/" in url) + max(seen.values()) <= 60_000
