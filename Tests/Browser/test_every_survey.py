"""A bot answers every shipped survey in every language, as a person would, and what is counted in the end is what it sent."""

import pathlib
import sys
import urllib.error
import urllib.request

import pytest
from answering import RECEIPT, answer_page, go_on, send, start

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
from engine import ROOT, Server, Workspace, wait_until  # noqa: E402

LANGUAGES = ("nl", "fr", "de", "en")
FILES = {path.stem: path for path in sorted((ROOT / "Surveys").glob("*.yaml"))}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = Workspace(
        tmp_path_factory.mktemp("shipped") / "workspace", languages=LANGUAGES,
        organisation=ROOT / "Scripts" / "demo-organisation.csv")
    for name, path in FILES.items():
        made.open_wave(path, name=name, mode="open")
    return made


@pytest.fixture(scope="module")
def server(workspace):
    with Server(workspace) as running:
        yield running


def given(page):
    """How many questions of the page have an answer, and how many it has."""
    groups = page.locator("main fieldset").evaluate_all("sets => sets.map(set => !!set.querySelector('input:checked'))")
    fields = page.locator("main textarea, main select, main input.short").evaluate_all("fields => fields.map(field => !!field.value)")
    return sum(groups + fields), len(groups + fields)


def answer(page, url, language):
    """Answers everything; gives the receipt and the number of questions that were asked."""
    start(page, url)
    asked = 0
    for _ in range(60):
        assert page.locator("html").get_attribute("lang") == language
        if page.locator("main form button[value=send]").count():
            break
        answer_page(page)
        filled, questions = given(page)
        assert filled == questions
        asked += questions
        go_on(page)
    rows = page.locator("dl.rows dd.text")
    # The check page lists every question that was asked, each with its answer.
    assert rows.count() == asked and page.locator("dl.rows dd.none").count() == 0
    send(page)
    receipt = page.locator(".receipt").inner_text()
    assert RECEIPT.match(receipt)
    return receipt, asked


@pytest.mark.parametrize("name", FILES)
def test_a_bot_answers_it_in_each_language(workspace, server, open_page, name):
    receipts, asked = [], set()
    for language in LANGUAGES:
        page = open_page()
        receipt, questions = answer(page, f"{server.url}/{language}/w/{name}", language)
        receipts.append(receipt)
        asked.add(questions)
    assert len(asked) == 1, "no language asks more than another"
    workspace.cli("wave", "close", name)
    workspace.cli("wave", "unseal", name, "--key", str(workspace.folder.parent / f"{name}-keeper.key"))

    def counted():
        try:
            with urllib.request.urlopen(f"{server.url}/w/{name}/counted.txt") as reply:
                return [line for line in reply.read().decode().splitlines() if RECEIPT.match(line)]
        except urllib.error.HTTPError:
            return []

    wait_until(counted)
    assert sorted(counted()) == sorted(receipts)
