"""A real server over a prepared workspace, and Debian's Chromium."""

import pathlib
import shutil
import sys
from datetime import date, timedelta

import pytest
from playwright.sync_api import sync_playwright

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
from engine import ROOT, Server, Workspace  # noqa: E402

LANGUAGES = ("nl", "fr", "de", "en")


@pytest.fixture(scope="session")
def workspace(tmp_path_factory):
    made = Workspace(tmp_path_factory.mktemp("browser") / "workspace", languages=LANGUAGES)
    survey = ROOT / "Surveys" / "inclusion-baseline.yaml"
    made.open_wave(survey, name="codes", mode="code")
    made.open_wave(survey, name="open", mode="open")
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    made.open_wave(survey, name="later", mode="open", opens=tomorrow)
    made.open_wave(survey, name="closed", mode="open")
    made.cli("wave", "close", "closed")
    return made


@pytest.fixture(scope="session")
def server(workspace):
    with Server(workspace) as running:
        yield running


@pytest.fixture(scope="session")
def codes(workspace):
    return iter(workspace.codes(20, name="codes"))


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens a page with the given width, colour scheme and so on; it fails the test on any complaint of the browser."""
    contexts = []

    def make(width=390, scripts=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        assert context.cookies() == []
        for page in context.pages:
            # The browser notes the status of error pages that a test asked for; anything else is our mistake.
            assert [text for text in page.complaints if "the server responded with a status of" not in text] == []
        context.close()
