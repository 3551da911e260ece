"""Fills in the pages of a survey as a person would, without looking into the server."""

import re

RECEIPT = re.compile(r"^[0-9A-HJKMNP-TV-Z]{20}$")


def answer_page(page):
    """Answers every question of the page that is shown."""
    groups = page.locator("main fieldset")
    for index in range(groups.count()):
        inputs = groups.nth(index).locator("input")
        inputs.nth(min(1 + index % 3, inputs.count() - 1)).check()
    for box in page.locator("main textarea").all():
        box.fill('Meer <b>tijd</b> & "rust"\nen stilte')
    for choice in page.locator("main select").all():
        choice.select_option(index=2)
    for field in page.locator("main input.short").all():
        field.fill("7,5")


def chosen(page):
    """What is ticked, question by question."""
    return page.locator("main fieldset").evaluate_all(
        "sets => sets.map(set => [...set.querySelectorAll('input:checked')].map(input => input.value))")


def go_on(page):
    page.locator("main form .actions button").first.click()


def start(page, url, code=None):
    page.goto(url)
    if code:
        page.locator("#code").fill(code)
    go_on(page)


def finish(page, answer=answer_page):
    """Goes from the first page of questions to the check page and sends."""
    for _ in range(60):
        if page.locator("main form button[value=send]").count():
            return send(page)
        answer(page)
        go_on(page)
    raise AssertionError("the check page never came")


def walk(page, url, code=None, visit=lambda name: None):
    """Goes from the start page to the check page, answering everything; calls `visit` on each page, before and after answering."""
    page.goto(url)
    visit("start")
    if code:
        page.locator("#code").fill(code)
    go_on(page)
    for number in range(1, 60):
        if page.locator("main form button[value=send]").count():
            visit("check")
            return number
        visit(f"page {number}")
        answer_page(page)
        go_on(page)
    raise AssertionError("the check page never came")


def walk_with_mistakes(page, visit):
    """Goes from the first page of questions to the check page, answering only what must be answered, and that after a first try without.

    Calls `visit` on each page, on each page with errors, and once that is filled in; gives how many questions were missed."""
    missed = 0
    for number in range(1, 60):
        if page.locator("main form button[value=send]").count():
            return missed
        visit(f"page {number}")
        go_on(page)
        wrong = page.locator(".problems a").count()
        if wrong:
            missed += wrong
            visit(f"page {number} with errors")
            answer_page(page)
            visit(f"page {number}, filled in")
            go_on(page)
    raise AssertionError("the check page never came")


def send(page):
    page.locator("main form button[value=send]").click()
