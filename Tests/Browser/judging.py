"""What is checked on every page, whatever it is about."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page, name):
    """No violation in the tags that EN 301 549 builds on."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    found = [
        f"{violation['id']}: {node['html']}" for violation in results.response["violations"] for node in violation["nodes"]
    ]
    assert found == [], f"{name} ({page.url})"


def assert_fits(page, name):
    """Nothing scrolls sideways, targets are large enough, and no text is small."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
    low = page.evaluate(
        """() => [...document.querySelectorAll('label.option, button, a.tap, nav a, footer a, select, summary, input[type=text]')]
             .filter(e => e.checkVisibility() && !e.matches('.unseen')).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
             .filter(([, height]) => height < 44)"""
    )
    assert low == [], f"{name} has targets below 44 px"
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
             .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == [], f"{name} has text below 16 px"
    assert page.locator("h1").count() == 1, f"{name} has one h1"
