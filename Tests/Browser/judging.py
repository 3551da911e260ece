"""What is checked on every page, whatever it is about."""

import re

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def with_scripts(page):
    """The same elements in a page where axe can run: the page itself, or its twin where scripts are off."""
    if page.twin is None:
        return page
    html = re.sub(r"<script[^>]*></script>", "", page.content()).replace(' class="without-script"', "")
    page.twin.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.twin.goto(page.url)
    page.twin.unroute(page.url)
    return page.twin


def assert_accessible(page, name):
    """No violation in the tags that EN 301 549 builds on."""
    results = Axe().run(with_scripts(page), options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    found = [
        f"{violation['id']}: {node['html']}" for violation in results.response["violations"] for node in violation["nodes"]
    ]
    assert found == [], f"{name} ({page.url})"


def judge(page, name):
    """Everything that is checked on every page."""
    assert_fits(page, name)
    assert_accessible(page, name)


def assert_fits(page, name):
    """Nothing scrolls sideways, targets are large enough, and no text is small."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
    low = page.evaluate(
        """() => [...document.querySelectorAll('label.option, button, a.tap, nav a, footer a, select, summary, input[type=text]')]
             .filter(e => e.checkVisibility() && !e.matches('.unseen')).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
             .filter(([, height]) => height < 44)"""
    )
    assert low == [], f"{name} has targets below 44 px: {low[:3]}"
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
             .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == [], f"{name} has text below 16 px: {small[:3]}"
    assert page.locator("h1").count() == 1, f"{name} has one h1"
