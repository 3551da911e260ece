"""What goes wrong on the way: back, reload, two tabs, and a connection that is lost at Continue or at Send. Nothing is lost or doubled."""

import pytest
from answering import RECEIPT, answer_page, chosen, go_on, start, walk
from playwright.sync_api import Error


def filled(page):
    """Everything that is ticked or typed on the page."""
    typed = page.locator("main textarea, main select, main input.short").evaluate_all("fields => fields.map(field => field.value)")
    return chosen(page), typed


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


def answer_pages(page, count):
    """Answers some pages and goes on after each; gives their titles and what was filled in."""
    titles, answers = [], []
    for _ in range(count):
        answer_page(page)
        titles.append(page.title())
        answers.append(filled(page))
        go_on(page)
    return titles, answers


def test_the_browsers_back_and_forward_buttons_keep_everything(server, open_page):
    """Also what was filled in on a page that wasn't sent on, and what was changed meanwhile."""
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    titles, answers = answer_pages(page, 3)
    answer_page(page)
    titles.append(page.title())
    answers.append(filled(page))
    for title, answer in zip(titles[2::-1], answers[2::-1]):
        page.go_back()
        assert page.title() == title and filled(page) == answer
    # What is changed on the way back is kept without being sent on.
    page.locator("main fieldset").first.locator("input").nth(3).check()
    answers[0] = filled(page)
    for title, answer in zip(titles[1:], answers[1:]):
        page.go_forward()
        assert page.title() == title and filled(page) == answer
    # And so is what comes later, when somebody goes back and then on with Continue.
    for _ in range(3):
        page.go_back()
    for title, answer in zip(titles, answers):
        assert page.title() == title and filled(page) == answer
        go_on(page)


def test_a_reload_keeps_what_was_filled_in_since(server, open_page):
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    answer_pages(page, 2)
    answer_page(page)
    title, answers = page.title(), filled(page)
    page.reload()
    assert page.title() == title and filled(page) == answers
    # A reload without a connection makes the browser forget what it noted of this page, but not of those before.
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    page.reload()
    page.locator("button.back").click()
    assert any(filled(page)[0])


def test_the_browser_comes_back_from_another_site(server, open_page):
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    answer_pages(page, 2)
    answer_page(page)
    title, answers = page.title(), filled(page)
    page.goto(server.url.replace("127.0.0.1", "localhost") + "/en/accessibility")
    page.go_back()
    assert page.title() == title and filled(page) == answers


def test_going_back_to_the_start_keeps_the_code_and_the_answers(server, open_page, quick):
    page = open_page()
    code = next(quick)
    start(page, f"{server.url}/en/w/quick", code=code)
    answer_page(page)
    answers = filled(page)
    go_on(page)
    page.locator("main h1").wait_for()
    for _ in range(2):
        page.go_back()
    assert page.locator("#code").input_value().replace("-", "") == code.replace("-", "")
    go_on(page)
    assert filled(page) == answers and any(answers[0])


def test_another_person_in_the_same_tab_begins_anew(server, open_page, quick):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    go_on(page)
    page.goto(f"{server.url}/en/w/quick")
    assert page.locator("#code").input_value() == ""
    page.reload()
    assert page.locator("#code").input_value() == "" and page.locator("main input[type=hidden]").count() == 1
    page.locator("#code").fill(next(quick))
    go_on(page)
    assert not any(filled(page)[0])


@pytest.mark.parametrize("way", ["typed", "scanned"])
def test_another_code_on_a_start_page_that_came_back_begins_anew(server, open_page, quick, way):
    page = open_page()
    other = next(quick)
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    page.go_back()
    if way == "typed":
        page.locator("#code").fill(other)
    else:
        page.goto(f"{server.url}/en/w/quick#c={other}")
        page.wait_for_function("code => document.getElementById('code').value === code", arg=other)
    go_on(page)
    assert not any(filled(page)[0])
    page.reload()
    assert page.locator("main fieldset").count() and not any(filled(page)[0])


def test_a_reload_before_anything_is_answered_keeps_the_code(server, open_page, quick):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    title = page.title()
    page.reload()
    assert page.title() == title
    page.locator("button.back").click()
    assert page.locator("#code").input_value()


def test_a_word_typed_just_before_going_back_is_kept(server, open_page, quick):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    go_on(page)
    page.locator("main textarea").first.fill("half a sent")
    page.go_back()
    page.go_forward()
    assert page.locator("main textarea").first.input_value() == "half a sent"


def test_after_sending_the_next_person_can_begin(server, open_page):
    page = open_page()
    walk(page, f"{server.url}/en/w/open")
    page.locator("main form button[value=send]").click()
    page.locator(".receipt").wait_for()
    visited = page.evaluate("navigation.currentEntry.index - navigation.entries().findIndex(entry => entry.url.endsWith('/open'))")
    page.evaluate("count => { setTimeout(() => history.go(-count)) }", visited)
    page.wait_for_url("**/en/w/open")
    go_on(page)
    assert page.locator("main fieldset").count() and not any(filled(page)[0])


def test_a_server_that_fails_leaves_what_was_noted(server, open_page):
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    answer_page(page)
    title, answers = page.title(), filled(page)
    page.route("**/answers", lambda route: route.fulfill(status=502, body="") if route.request.method == "POST" else route.continue_())
    page.reload()
    assert page.locator("#offline").is_visible()
    page.unroute("**/answers")
    page.reload()
    assert page.title() == title and filled(page) == answers


def test_another_wave_shows_nothing_of_this_one(server, open_page, quick):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    page.goto(f"{server.url}/en/w/open/answers")
    assert page.locator("main fieldset").count() == 0 and page.locator("#answers").get_attribute("data-wave") == "open"


def test_back_after_sending_shows_no_answers(server, open_page, quick):
    page = open_page()
    walk(page, f"{server.url}/en/w/quick", code=next(quick))
    page.locator("main form button[value=send]").click()
    receipt = page.locator(".receipt").inner_text()
    page.reload()
    assert page.locator(".receipt").inner_text() == receipt
    for _ in range(2):
        page.go_back()
        assert page.locator(".receipt").inner_text() == receipt and page.locator("main form").count() == 0


def test_back_without_scripts_loses_nothing_that_was_sent_on(server, open_page):
    """Browsers show the reply to a form again only where they may send it again: they ask, and a reload does it."""
    page = open_page(scripts=False)
    start(page, f"{server.url}/en/w/open")
    titles, answers = answer_pages(page, 2)
    lose(page, lambda: page.evaluate("() => { history.back() }"))
    page.reload()
    assert page.title() == titles[1]
    page.locator("button.back").click()
    assert page.title() == titles[0] and filled(page) == answers[0]


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


def test_a_reload_without_a_server_says_that_nothing_is_lost(server, open_page):
    """The page itself came, and then the connection went."""
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    answer_page(page)
    title, answers = page.title(), filled(page)
    page.route("**/answers", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.reload()
    assert page.locator("#offline").is_visible() and page.locator("#answers").is_hidden()
    page.unroute("**/answers")
    page.reload()
    assert page.title() == title and filled(page) == answers


def test_going_back_without_a_connection_asks_first(server, open_page):
    """An error page in the entry's place would take what was noted there."""
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    answer_pages(page, 2)
    answer_page(page)
    title, answers = page.title(), filled(page)
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.context.set_offline(True)
    page.evaluate("() => { setTimeout(() => history.back()) }")
    page.wait_for_timeout(1000)
    assert asked == ["beforeunload"] and page.title() == title and filled(page) == answers
    page.context.set_offline(False)
    page.go_back()
    assert any(filled(page)[0])
