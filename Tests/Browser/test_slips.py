"""Slips whose code is scanned: the page takes the code over from its address, which the server never sees."""

import pytest
from answering import RECEIPT, finish, go_on


@pytest.mark.parametrize("wave", ["codes", "passes"])
def test_a_scanned_code_is_filled_in(server, workspace, codes, open_page, wave):
    code = next(codes) if wave == "codes" else workspace.json("invite", "passes", "--slip", "p7")["code"]
    characters = code.replace("-", "")
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/en/w/{wave}#c={characters}")
    assert page.locator("#code").input_value() == characters
    assert page.url == f"{server.url}/en/w/{wave}", "the code doesn't stay in the address"
    assert all(characters not in url.split("#")[0] for url in asked)
    page.locator("header nav a", has_text="Nederlands").click()
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("#code").input_value() == characters
    page.goto(f"{server.url}/en/w/{wave}#c={characters}")
    go_on(page)
    finish(page)
    assert RECEIPT.match(page.locator(".receipt").inner_text())


def test_other_addresses_leave_the_field_alone(server, open_page):
    page = open_page()
    page.goto(f"{server.url}/en/w/codes#x=1")
    assert page.locator("#code").input_value() == ""
