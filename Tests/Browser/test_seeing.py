"""What people see who need other colours, larger text, longer words or only a keyboard; and what a screen reader is told."""

import re

import pytest
from answering import go_on, start, walk
from judging import assert_fits

# Makes every text 40 % longer, with letters that lie above and below the line: a language that is longer than ours.
PSEUDO = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
  for (const text of texts) {
    const words = text.data.trim().split(/\\s+/);
    text.data = '[' + words.map((word) => word + 'ÅgjÿÉ'.repeat(9).slice(0, Math.ceil(word.length * 0.4))).join(' ') + ']';
  }
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_language_that_is_40_percent_longer_fits(server, open_page, quick, width):
    page = open_page(width=width)

    def visit(name):
        page.evaluate(PSEUDO)
        assert_fits(page, name)
        cut = page.evaluate(
            """() => [...document.querySelectorAll('main *, header *, footer *')]
                 .filter(e => !e.closest('.unseen') && e.checkVisibility() && e.clientWidth && e.scrollWidth > e.clientWidth + 1)
                 .map(e => e.outerHTML.slice(0, 80))""")
        assert cut == [], name

    walk(page, f"{server.url}/de/w/quick", code=next(quick), visit=visit)
    for path in ["/", "/de/w/passes/pass", "/de/w/open/privacy", "/de/w/open/paper", "/de/w/open/counted"]:
        page.goto(server.url + path)
        visit(path)


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, 1.4.3."""
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOURS = """() => {
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== 'transparent') return colour;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes('dark') ? 'rgb(0,0,0)' : 'rgb(255,255,255)';
  };
  const seen = (e) => e.checkVisibility() && !e.closest('.unseen');
  const texts = [...document.querySelectorAll('body *')]
    .filter(e => seen(e) && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => [e.outerHTML.slice(0, 80), getComputedStyle(e).color, ground(e)]);
  const edges = [...document.querySelectorAll('input[type=text], textarea, select')].filter(seen)
    .map(e => [e.outerHTML.slice(0, 80), getComputedStyle(e).borderTopColor, ground(e.parentElement)]);
  return { texts, edges };
}"""


@pytest.mark.parametrize("scheme, forced", [("light", "none"), ("dark", "none"), ("light", "active"), ("dark", "active")])
def test_contrast_in_every_scheme(server, open_page, quick, scheme, forced):
    page = open_page(color_scheme=scheme, forced_colors=forced)
    def visit(name):
        found = page.evaluate(COLOURS)
        assert found["texts"]
        low = [(html, round(contrast(text, ground), 2)) for html, text, ground in found["texts"] if contrast(text, ground) < 4.5]
        assert low == [], name
        assert [html for html, edge, ground in found["edges"] if contrast(edge, ground) < 3] == [], name

    walk(page, f"{server.url}/en/w/quick", code=next(quick), visit=visit)
    start(page, f"{server.url}/en/w/codes", code="ABC")
    visit("an error")


FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const shown = e.matches('.option input') ? [e, e.closest('.option')] : [e];
  const box = e.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), y = box.y + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return {
    html: e.outerHTML.slice(0, 90),
    ring: Math.max(...shown.map(s => getComputedStyle(s).outlineStyle === 'none' ? 0 : parseFloat(getComputedStyle(s).outlineWidth))),
    inside: box.top >= 0 && box.bottom <= innerHeight + 1 && box.left >= 0 && box.right <= innerWidth + 1,
    uncovered: !!top && (e === top || e.contains(top) || top.contains(e)),
  };
}"""


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_focus_is_visible_everywhere(server, open_page, quick, forced):
    """Every stop of the Tab key on four pages: a ring of 3 px, in the window, under nothing."""
    page = open_page(width=1280, forced_colors=forced)

    def tab_through(name):
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
        stops = []
        for _ in range(80):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS)
            if stop is None or stop["html"] in stops and len(stops) > 3 and stop["html"] == stops[0]:
                break
            stops.append(stop["html"])
            assert stop["ring"] >= 3, (name, stop)
            assert stop["inside"] and stop["uncovered"], (name, stop)
        assert len(stops) > 5, name

    page.goto(f"{server.url}/en/w/codes")
    tab_through("start")
    start(page, f"{server.url}/en/w/quick", code=next(quick))
    tab_through("questions")
    page.goto(f"{server.url}/en/w/passes/pass")
    tab_through("pass")
    start(page, f"{server.url}/en/w/quick", code="ABC")
    tab_through("an error")


def test_what_a_screen_reader_is_told_of_a_question(server, open_page):
    """The first page of questions as assistive technology gets it: written down by hand from the survey and the rules."""
    page = open_page()
    start(page, f"{server.url}/en/w/open")
    tree = page.locator("main").aria_snapshot()
    text = re.sub(r"\s+", " ", tree)
    first = page.locator("main fieldset").first
    legend = first.locator("legend").inner_text()
    # Each item is a group with the question as its name, and radio buttons with whole labels, nothing chosen.
    assert f'group "{legend}"' in text or f"group \"{legend.replace(chr(10), ' ')}\"" in text
    labels = first.locator("label").all_inner_texts()
    assert len(labels) >= 5
    for label in labels:
        assert f'radio "{label}"' in text
    assert "[checked]" not in text
    assert 'button "Continue"' in text and re.search('button "(‹ )?Back"', text) and 'link "Leave this page now"' in text
    assert text.count("heading") >= 1 and "[level=1]" in text
    # After a mistake the summary is an alert with links, and the field says what is wrong.
    page.goto(f"{server.url}/en/w/codes")
    page.locator("#code").fill("ABC")
    go_on(page)
    text = re.sub(r"\s+", " ", page.locator("main").aria_snapshot())
    assert 'alert "There is a problem"' in text
    assert 'link "A code has 16 letters and digits. Check your slip."' in text
    assert page.locator("#code").get_attribute("aria-describedby").split()[0] == "code-error"


def test_paper_prints_black_on_white_with_boxes(server, open_page):
    page = open_page(width=794, color_scheme="dark")
    page.goto(f"{server.url}/nl/w/codes/paper")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert contrast(*colours) > 15 and luminance(colours[1]) == 1
    assert page.locator("header nav").is_hidden() and page.locator("footer").is_hidden()
    box = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('.boxes li'), '::before'); return [s.width, s.borderTopWidth] }")
    assert [float(size.removesuffix("px")) > 1 for size in box] == [True, True]
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
