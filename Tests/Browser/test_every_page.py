"""Every page, in every language, narrow and wide, with and without scripts, as it is and with a mistake: nothing that axe-core finds, nothing
that scrolls sideways, no target that is too small."""

import pytest
from answering import go_on, send, start, walk, walk_with_mistakes
from judging import assert_accessible, assert_fits, judge

LANGUAGES = ["nl", "fr", "de", "en"]
SIZES = [(320, "dark"), (1280, "light")]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width, scheme", SIZES)
def test_pages_with_questions_of_every_kind(server, open_page, kinds, language, width, scheme, scripts):
    page = open_page(width=width, color_scheme=scheme, scripts=scripts)
    start(page, f"{server.url}/{language}/w/kinds", code="ABC")
    judge(page, "start with an error")
    assert page.locator(".problems a").count() == 1
    page.locator("#code").fill(next(kinds))
    go_on(page)
    missed = walk_with_mistakes(page, lambda name: judge(page, name))
    assert missed == 5, "each question that must be answered was missed once"
    judge(page, "check")
    send(page)
    page.locator(".receipt").wait_for()
    judge(page, "done")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width, scheme", SIZES)
def test_every_page_of_the_baseline(server, open_page, language, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    walk(page, f"{server.url}/{language}/w/open", visit=lambda name: judge(page, name))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width, scheme", SIZES)
def test_pages_without_questions(server, open_page, language, width, scheme, scripts):
    page = open_page(width=width, color_scheme=scheme, scripts=scripts)
    for path in [
        "/", f"/{language}/w/codes", f"/{language}/w/open", f"/{language}/w/open/privacy", f"/{language}/accessibility",
        f"/{language}/leave", f"/{language}/w/none", f"/{language}/w/later", f"/{language}/w/closed",
        f"/{language}/w/open/counted", f"/{language}/w/open/paper", f"/{language}/w/kinds/paper", f"/{language}/w/closed/results",
    ]:
        page.goto(server.url + path)
        judge(page, path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width, scheme", SIZES)
def test_published_reports(server, open_page, published, language, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    page.goto(f"{server.url}/{language}/w/published/results")
    judge(page, "results")
    assert page.locator("main a[href*='/results/']").count() == len(published)
    for plan in published:
        page.goto(f"{server.url}/{language}/w/published/results/{plan}")
        assert_fits(page, plan)
        # Of 34,000 elements axe takes a quarter of a minute, and they are the same ones in each language.
        if plan != "full" or (language, width) == ("nl", 320):
            assert_accessible(page, plan)
