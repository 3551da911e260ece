"""What goes wrong on the way: back, reload, two tabs, and a connection that is lost at Continue or at Send. Nothing is lost or doubled."""

import pytest
from answering import RECEIPT, answer_page, go_on, start, walk


def chosen(page):
    return page.locator("main fieldset").evaluate_all(
        "sets => sets.map(set => [...set.querySelectorAll('input:checked')].map(input => input.value))")


def lose(page, act):
    """Does something that ends on the browser's error page."""
    with page.expect_event("requestfailed"):
        act()
    for _ in range(100):
        if page.url.startswith("chrome-error:"):
            return page.wait_for_timeout(200)
        page.wait_for_timeout(50)
    raise AssertionError(f"still on {page.url}")


@pytest.mark.parametrize("scripts", [True, False])
def test_reload_keeps_the_answers(server, open_page, quick, scripts):
    page = open_page(scripts=scripts)
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    answers = chosen(page)
    go_on(page)
    title = page.title()
    # Reloading sends the page before once more: the same page, and everything before it is kept.
    page.reload()
    assert page.title() == title
    page.locator("button.back").click()
    assert chosen(page) == answers and any(answers)


def test_the_browsers_back_button_loses_nothing_that_was_sent_on(server, open_page, quick):
    """Browsers show the reply to a form again only where they may send it again: they ask, and a reload does it."""
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    answers, first = chosen(page), page.title()
    go_on(page)
    second = page.title()
    lose(page, lambda: page.evaluate("() => { setTimeout(() => history.back()) }"))
    page.reload()
    assert page.title() == first
    lose(page, lambda: page.evaluate("() => { setTimeout(() => history.forward()) }"))
    page.reload()
    assert page.title() == second
    page.locator("button.back").click()
    assert chosen(page) == answers and any(answers)


@pytest.mark.parametrize("scripts", [True, False])
def test_two_tabs_count_once(server, open_page, quick, scripts):
    code = next(quick)
    first = open_page(scripts=scripts)
    second = first.context.new_page()
    for page in (first, second):
        page.bring_to_front()
        walk(page, f"{server.url}/en/w/quick", code=code)
    receipts = []
    for page in (first, second):
        page.bring_to_front()
        page.locator("main form button[value=send]").click()
        receipts.append(page.locator(".receipt").inner_text())
    assert receipts[0] == receipts[1]
    assert "been counted once" in first.locator("main").inner_text()
    assert "The first answer counts." in second.locator("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_connection_lost_at_continue_loses_nothing(server, open_page, quick, scripts):
    page = open_page(scripts=scripts)
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    answers, title = chosen(page), page.title()
    page.context.set_offline(True)
    if scripts:
        # The page stays, with what was filled in, and says what to do.
        go_on(page)
        page.locator("#offline").wait_for()
        assert page.title() == title and chosen(page) == answers
        assert page.evaluate("document.activeElement.id") == "offline"
        page.context.set_offline(False)
        page.locator("#offline").wait_for(state="hidden")
        go_on(page)
    else:
        # Without scripts the browser shows its own error page, and its reload sends the same form again.
        lose(page, lambda: page.locator("main form .actions button").first.click(no_wait_after=True))
        page.context.set_offline(False)
        page.reload()
    assert page.title() != title
    page.locator("button.back").click()
    assert chosen(page) == answers


@pytest.mark.parametrize("way", ["before", "after"])
def test_a_connection_lost_at_send_counts_once(server, open_page, quick, way):
    """Lost before the server gets the answer, or after it kept it and before the page hears of that."""
    page = open_page(scripts=False)
    walk(page, f"{server.url}/en/w/quick", code=next(quick))
    asked = []

    def abort(route):
        asked.append(route.request.post_data)
        if way == "after":
            route.fetch()
        route.abort("connectionreset")

    page.route("**/answers", abort)
    lose(page, lambda: page.locator("main form button[value=send]").click(no_wait_after=True))
    page.unroute("**/answers")
    # The reload posts the same form again once the connection is back.
    page.reload()
    assert len(asked) == 1
    receipt = page.locator(".receipt").inner_text()
    words = "been counted once" if way == "before" else "The first answer counts."
    assert words in page.locator("main").inner_text()
    page.reload()
    assert page.locator(".receipt").inner_text() == receipt
    assert "The first answer counts." in page.locator("main").inner_text()


def test_a_connection_lost_at_send_leaves_saved_answers_until_they_are_counted(server, open_page, quick):
    code = next(quick)
    page = open_page()
    walk(page, f"{server.url}/en/w/quick", code=code)
    page.locator("#save-button").click()
    page.locator("#save-delete").wait_for()
    page.route("**/answers", lambda route: route.abort("connectionreset"))
    lose(page, lambda: page.locator("main form button[value=send]").click(no_wait_after=True))
    page.unroute("**/answers")
    # Even where the browser was closed meanwhile, the code brings the check page back.
    page.goto(f"{server.url}/en/w/quick")
    page.locator("#code").fill(code)
    go_on(page)
    rows = page.locator("dl.rows dd.text").all_inner_texts()
    assert rows and any(row != "Not answered" for row in rows)
    page.locator("main form button[value=send]").click()
    assert RECEIPT.match(page.locator(".receipt").inner_text())
    page.wait_for_function("() => localStorage.length === 0")
