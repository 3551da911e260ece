"""What stays on the person's own device: saving and going on, leaving at once, and devices that people share."""

import json
import pathlib
import sys
import urllib.request

import pytest
from answering import RECEIPT, answer_page, chosen, finish, go_on, start
from judging import assert_accessible, judge

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
from engine import Server  # noqa: E402

LANGUAGES = ["nl", "fr", "de", "en"]
COMMENT = "Zebra crossing"


def stored(page):
    """Everything that the browser keeps for the site."""
    return page.evaluate("() => ({ ...localStorage })")


def save(page):
    page.locator("#save-button").click()
    page.locator("#save-delete").wait_for()


def to_comment(page):
    """Goes on, answering, up to a page with a comment, and writes one."""
    for _ in range(60):
        if page.locator("main textarea").count():
            break
        answer_page(page)
        go_on(page)
    page.locator("main textarea").first.fill(COMMENT)


def test_nothing_is_stored_unless_asked_for(server, open_page, quick):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    go_on(page)
    assert stored(page) == {} and page.evaluate("sessionStorage.length") == 0


def test_saved_answers_are_encrypted_restored_with_the_code_and_deleted_on_sending(server, open_page, quick):
    code = next(quick)
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=code)
    answer_page(page)
    save(page)
    go_on(page)
    # From now on everything is kept up to date, also what is filled in on the page that is shown.
    to_comment(page)
    title, before = page.title(), stored(page)
    page.wait_for_function("before => Object.values(localStorage)[0] !== before", arg=list(before.values())[0])
    entries = stored(page)
    assert len(entries) == 1
    told = json.dumps(entries)
    assert code not in told and code.replace("-", "") not in told and COMMENT not in told
    entry = json.loads(list(entries.values())[0])
    assert set(entry) == {"until", "salt", "iv", "data"}

    # The tab is closed and opened again: the code brings back the page and everything on it.
    again = page.context.new_page()
    page.close()
    again.goto(f"{server.url}/fr/w/quick")
    again.locator("#saved").wait_for()
    again.locator("#code").fill(code.lower().replace("-", " "))
    go_on(again)
    assert again.locator("main textarea").first.input_value() == COMMENT
    again.get_by_role("button", name="English").click()
    assert again.title() == title
    finish(again)
    assert RECEIPT.match(again.locator(".receipt").inner_text())
    again.wait_for_function("() => localStorage.length === 0 && sessionStorage.length === 0")


def test_what_was_answered_comes_back_as_it_was(server, open_page, quick):
    code = next(quick)
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=code)
    answer_page(page)
    answers = chosen(page)
    save(page)
    page.goto(f"{server.url}/en/w/quick")
    page.locator("#code").fill(code)
    go_on(page)
    assert chosen(page) == answers and any(answers)


def test_another_code_begins_anew_and_cannot_read_what_is_saved(server, open_page, quick):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    save(page)
    page.goto(f"{server.url}/en/w/quick")
    page.locator("#saved").wait_for()
    page.locator("#code").fill(next(quick))
    go_on(page)
    assert all(not answer for answer in chosen(page))
    assert page.locator("#save-button").is_visible() and page.locator("#save-delete").is_hidden()
    # Two people on one device have an entry each.
    save(page)
    assert len(stored(page)) == 2


def test_somebody_elses_sending_deletes_nothing_that_is_saved(server, open_page, quick):
    page = open_page()
    code = next(quick)
    start(page, f"{server.url}/en/w/quick", code=code)
    answer_page(page)
    save(page)
    go_on(page)
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    finish(page)
    page.locator(".receipt").wait_for()
    assert len(stored(page)) == 1
    start(page, f"{server.url}/en/w/quick", code=code)
    finish(page)
    page.wait_for_function("() => localStorage.length === 0")


def test_a_save_under_way_brings_nothing_back_that_was_deleted(server, open_page, quick):
    page = open_page()
    page.add_init_script(
        "const own = SubtleCrypto.prototype.encrypt;"
        "SubtleCrypto.prototype.encrypt = async function (...given) { await new Promise((go) => setTimeout(go, 700)); return own.apply(this, given) }")
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    save(page)
    page.locator("main fieldset").first.locator("input").first.check()
    page.wait_for_timeout(400)
    page.locator("#save-delete").click()
    page.wait_for_timeout(1000)
    assert stored(page) == {} and page.locator("#save-button").is_visible()


def test_where_leaving_cannot_be_noted_nothing_is(server, open_page, quick):
    """Somebody who blocks all data of sites: the browser's Back leads to the start, and not to answers that were left."""
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked', 'SecurityError') } })")
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    go_on(page)
    page.locator(".top [data-leave]").click()
    page.go_back()
    assert page.locator("#code").input_value() == "" and page.locator("main input[type=hidden]").count() == 1


def test_a_damaged_entry_is_dropped(server, open_page, quick):
    code = next(quick)
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=code)
    answer_page(page)
    save(page)
    page.evaluate(
        """() => { const [name, text] = Object.entries(localStorage)[0]; const entry = JSON.parse(text);
             entry.data = (entry.data[0] === 'A' ? 'B' : 'A') + entry.data.slice(1); localStorage[name] = JSON.stringify(entry) }""")
    page.goto(f"{server.url}/en/w/quick")
    page.locator("#code").fill(code)
    go_on(page)
    assert all(not answer for answer in chosen(page))
    assert stored(page) == {}


def test_entries_have_one_length_and_go_when_the_wave_is_over(server, open_page, quick):
    page = open_page()
    lengths = set()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    save(page)
    for _ in range(3):
        lengths.update(len(value) for value in stored(page).values())
        answer_page(page)
        go_on(page)
        page.locator("#save-delete").wait_for()
    assert len(lengths) == 1
    page.evaluate("() => localStorage.setItem('survey:old:x', JSON.stringify({ until: '2020-01-01T00:00:00Z' }))")
    page.goto(f"{server.url}/en/w/quick")
    page.wait_for_function("() => !('survey:old:x' in localStorage)")
    assert len(stored(page)) == 1


def test_saved_answers_can_be_deleted_there_and_at_the_start(server, open_page, quick):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    save(page)
    page.locator("#save-delete").click()
    assert stored(page) == {} and page.locator("#save-button").is_visible()
    save(page)
    page.goto(f"{server.url}/en/w/quick")
    page.locator("#saved-delete").click()
    assert stored(page) == {}
    assert page.locator("#saved-status").inner_text() == "Deleted from this device."


def test_a_pass_brings_saved_answers_back_once_it_is_made_again(server, open_page, letters):
    url = next(letters)
    page = open_page()

    def collect(resume=None):
        page.goto(url)
        if resume:
            page.locator("#resume-part summary").click()
            page.locator("#resume").fill(resume)
        code = page.locator("#resume-code").inner_text()
        page.locator("#pass-making form button").click()
        page.locator("#to-survey").click()
        page.locator("#pass-taken").wait_for()
        return code

    resume = collect()
    go_on(page)
    answer_page(page)
    answers = chosen(page)
    save(page)
    secrets = [page.locator(f"input[name={name}]").input_value() for name in "ns"]
    # Neither the pass nor the resume code is stored; the survey's own page never learns the resume code.
    told = json.dumps(stored(page))
    assert not any(secret in told for secret in [*secrets, resume, resume.replace("-", "")])
    page.goto("about:blank")
    collect(resume)
    assert page.locator("#saved").is_visible()
    go_on(page)
    assert chosen(page) == answers and any(answers)
    finish(page)
    page.locator(".receipt").wait_for()
    page.wait_for_function("() => localStorage.length === 0")


@pytest.mark.parametrize("way", ["link", "keys"])
def test_leaving_deletes_and_leaves_nothing_to_come_back_to(server, open_page, quick, way):
    page = open_page()
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    answer_page(page)
    save(page)
    visited = page.evaluate("history.length")
    if way == "link":
        page.locator(".top [data-leave]").click()
    else:
        page.keyboard.press("Shift")
        page.keyboard.press("a")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        assert page.url.endswith("/answers"), "another key in between begins the count anew"
        page.keyboard.press("Shift")
    page.wait_for_url("**/en/leave")
    assert page.title() == "New tab"
    assert page.evaluate("history.length") == visited, "the page of answers is replaced"
    assert stored(page) == {}
    # Nor do the pages before it come back with answers.
    page.go_back()
    assert page.locator("main input[type=hidden]").count() == 1 and page.locator("#code").input_value() == ""


def test_leaving_after_going_back_leaves_nothing_to_go_forward_to(server, open_page):
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    for _ in range(2):
        answer_page(page)
        go_on(page)
    answer_page(page)
    page.go_back()
    assert any(chosen(page))
    page.locator(".top [data-leave]").click()
    for way in (page.go_back, page.go_forward, page.go_forward):
        way()
        assert not any(chosen(page)) and page.locator("main input[type=hidden]").count() <= 2


def test_leaving_is_a_link_without_scripts(server, open_page):
    page = open_page(scripts=False)
    start(page, f"{server.url}/en/w/open")
    assert page.locator("#save").is_hidden() or page.locator("#save").count() == 0
    assert page.locator(".with-script").first.is_hidden()
    page.locator(".top [data-leave]").click()
    assert page.title() == "New tab"


def test_open_waves_have_no_secret_to_save_with(server, open_page):
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    assert page.locator("#save").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width, scheme", [(320, "dark"), (1280, "light")])
def test_the_parts_for_saving_are_accessible(server, open_page, quick, language, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    start(page, f"{server.url}/{language}/w/quick", code=next(quick))
    for name in ("offered", "saved"):
        judge(page, name)
        if name == "offered":
            save(page)
    page.goto(f"{server.url}/{language}/w/quick")
    page.locator("#saved").wait_for()
    judge(page, "start")


# MARK: Shared devices


@pytest.fixture(scope="module")
def kiosk(workspace):
    with Server(workspace, arguments=["--kiosk"]) as running:
        yield running


def test_a_shared_device_saves_nothing_and_says_so(kiosk, open_page, quick):
    page = open_page()
    start(page, f"{kiosk.url}/en/w/quick", code=next(quick))
    assert page.locator("#save").count() == 0
    assert page.locator(".top [data-leave]").get_attribute("href") == "/"
    page.goto(f"{kiosk.url}/en/w/quick/privacy")
    assert "This is a shared device." in page.locator("main").inner_text()
    page.goto(f"{kiosk.url}/en/accessibility")
    assert "20 seconds" in page.locator("main").inner_text() and "no time limit" not in page.locator("main").inner_text()


def test_a_shared_device_asks_after_a_minute_and_goes_back_to_the_start(kiosk, open_page, quick):
    page = open_page()
    page.clock.install()
    start(page, f"{kiosk.url}/en/w/quick", code=next(quick))
    answer_page(page)
    page.clock.run_for(59_000)
    assert page.locator("#still-there").is_hidden()
    page.clock.run_for(2_000)
    assert page.locator("#still-there").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Go on answering"
    assert_accessible(page, "the question whether anybody is there")
    answers = chosen(page)
    # Any key is enough to stay, and the minute begins anew.
    page.clock.run_for(15_000)
    page.keyboard.press("Shift")
    assert page.locator("#still-there").is_hidden()
    page.clock.run_for(59_000)
    assert page.locator("#still-there").is_hidden() and chosen(page) == answers
    page.clock.run_for(2_000)
    page.locator("#still-there button").click()
    assert page.locator("#still-there").is_hidden()
    page.clock.run_for(61_000)
    page.clock.run_for(21_000)
    page.wait_for_url(f"{kiosk.url}/")


def test_a_shared_device_comes_back_to_the_start(kiosk, open_page, quick):
    """Whoever comes next may press Back: nothing of the person before is shown."""
    page = open_page()
    start(page, f"{kiosk.url}/en/w/quick", code=next(quick))
    answer_page(page)
    go_on(page)
    for way in (page.go_back, page.reload):
        way()
        assert page.locator("#code").input_value() == "" and page.locator("main input[type=hidden]").count() == 1
    # The start page says which button to use instead.
    assert page.get_by_text("and not the back button").is_visible()


def test_a_shared_device_forgets_at_the_start_and_at_the_end(kiosk, server, open_page, quick):
    def clearing(url):
        with urllib.request.urlopen(url) as reply:
            return reply.headers["Clear-Site-Data"]

    assert clearing(f"{kiosk.url}/") == '"cache", "storage"'
    assert clearing(f"{kiosk.url}/en/w/quick") is None
    assert clearing(f"{server.url}/") is None
    page = open_page()
    start(page, f"{kiosk.url}/en/w/quick", code=next(quick))
    page.evaluate("() => localStorage.setItem('left', 'behind')")
    finish(page)
    page.locator(".receipt").wait_for()
    assert stored(page) == {}
