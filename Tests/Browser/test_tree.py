"""What assistive technology is told of every page with questions: the accessibility tree, beside the one that was looked at and stored.

`make golden` stores it anew; the difference shows what a change means for somebody who doesn't see the page."""

import os
import pathlib
import re

import pytest
from answering import send, start, walk_with_mistakes

LANGUAGES = ["nl", "fr", "de", "en"]
GOLDEN = pathlib.Path(__file__).parent / "Golden"
# What differs from one run to the next.
CHANGING = [
    (re.compile(r"\b[0-9a-f]{96}\b"), "CHECKSUM"), (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{20}\b"), "RECEIPT"),
    (re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\b"), "CODE"), (re.compile(r"http://[\w.]+:\d+"), "ADDRESS"),
]


def tree_of(page):
    text = page.locator("body").aria_snapshot()
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_accessibility_tree_is_the_stored_one(server, open_page, kinds, language):
    page = open_page()
    trees = []

    def visit(name):
        trees.append(f"# {name}\n{tree_of(page)}\n")

    page.goto(f"{server.url}/{language}/w/kinds")
    visit("start")
    start(page, page.url, code="ABC")
    visit("start with an error")
    start(page, f"{server.url}/{language}/w/kinds", code=next(kinds))
    walk_with_mistakes(page, visit)
    visit("check")
    send(page)
    page.locator(".receipt").wait_for()
    visit("done")
    text = "\n".join(trees)
    stored = GOLDEN / f"tree-{language}.txt"
    if os.environ.get("RECORD_GOLDEN"):
        stored.write_text(text, encoding="utf-8")
    assert text == stored.read_text(encoding="utf-8")
