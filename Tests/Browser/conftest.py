"""A real server over a prepared workspace, and Debian's Chromium."""

import csv
import json
import pathlib
import shutil
import sys
import urllib.request
from datetime import date, timedelta

import pytest
from playwright.sync_api import sync_playwright

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"))
from engine import ROOT, Server, Workspace, free_port, wait_until  # noqa: E402

LANGUAGES = ("nl", "fr", "de", "en")
PEOPLE = 60
# What the browser notes of pages that a test asked for: the status of error pages, a lost connection, that it forgot what it was told to
# forget, and that a header means nothing without https.
NOTES = ("the server responded with a status of", "net::ERR_", "Clear-Site-Data header on",
         "Cross-Origin-Opener-Policy header has been ignored")


@pytest.fixture(scope="session")
def port():
    return free_port()


@pytest.fixture(scope="session")
def workspace(tmp_path_factory, port):
    """Desk and box have names of their own, so that a pass goes from one origin to another as it does between two machines."""
    folder = tmp_path_factory.mktemp("browser")
    made = Workspace(
        folder / "workspace", languages=LANGUAGES,
        extra=f'addresses: {{ desk: "http://localhost:{port}", box: "http://127.0.0.1:{port}" }}\n')
    survey = ROOT / "Surveys" / "inclusion-baseline.yaml"
    made.open_wave(survey, name="codes", mode="code")
    made.open_wave(survey, name="open", mode="open")
    # A short one, for what doesn't depend on how long a survey is.
    made.open_wave(ROOT / "Surveys" / "inclusion-pulse.yaml", name="quick", mode="code")
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    made.open_wave(survey, name="later", mode="open", opens=tomorrow)
    made.open_wave(survey, name="closed", mode="open")
    made.cli("wave", "close", "closed")
    made.open_wave(survey, name="counted", mode="open")
    made.open_wave(ROOT / "Tests" / "Browser" / "Fixtures" / "every-kind.yaml", name="kinds", mode="code", closes="2099-12-31")
    made.open_wave(survey, name="published", mode="code")
    with open(made.folder / "organisation.csv", newline="") as file:
        unit = list(csv.DictReader(file))[-1]["unit"]
    roster = folder / "roster.csv"
    roster.write_text(
        "identifier,email,language,unit\n"
        + "".join(f"p{number},,{LANGUAGES[number % 4]},{unit}\n" for number in range(PEOPLE)))
    made.cli(
        "wave", "open", str(survey), "--name", "passes", "--mode", "pass", "--roster", str(roster),
        "--opens", (date.today() - timedelta(days=1)).isoformat(), "--closes", tomorrow,
        "--keeper", str(folder / "passes-keeper.key"))
    return made


@pytest.fixture(scope="session")
def server(workspace, port):
    with Server(workspace, port=port) as running:
        yield running


@pytest.fixture(scope="session")
def letters(workspace, tmp_path_factory):
    """The addresses on the letters of the wave `passes`, each for one test."""
    folder = tmp_path_factory.mktemp("letters")
    workspace.cli("invite", "passes", "--letters", str(folder))
    with open(folder / "letters.csv", newline="") as file:
        return iter([row["url"] for row in csv.DictReader(file)])


@pytest.fixture(scope="session")
def counted(workspace, server):
    """A receipt of the wave `counted`, which is unsealed."""
    request = urllib.request.Request(
        f"{server.url}/w/counted/answers", json.dumps({"nonce": "A" * 22, "answers": {}}).encode(),
        {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        receipt = json.load(reply)["receipt"]
    workspace.cli("wave", "close", "counted")
    workspace.cli("wave", "unseal", "counted", "--key", str(workspace.folder.parent / "counted-keeper.key"))

    def is_published():
        with urllib.request.urlopen(f"{server.url}/en/w/counted/counted") as page:
            return b"<form" in page.read()

    wait_until(is_published)
    return receipt


@pytest.fixture(scope="session")
def published(workspace, server):
    """The wave `published`, answered by made-up people, with every shipped report released to staff."""
    codes = workspace.folder.parent / "published-codes.json"
    codes.write_text(json.dumps({"codes": workspace.codes(120, name="published")}))
    workspace.cli("simulate", "--wave", "published", "--url", server.url, "--codes", str(codes), "--count", "120", "--seed", "3")
    workspace.cli("wave", "close", "published")
    workspace.cli("wave", "unseal", "published", "--key", str(workspace.folder.parent / "published-keeper.key"))
    plans = [path.stem for path in sorted((ROOT / "Reports").glob("*.yaml"))]
    for plan in plans:
        workspace.cli("report", plan, "--wave", "published", "--publish", "--out", str(workspace.folder.parent / "reports"))
    return plans


@pytest.fixture(scope="session")
def codes(workspace):
    return iter(workspace.codes(20, name="codes"))


@pytest.fixture(scope="session")
def kinds(workspace):
    return iter(workspace.codes(40, name="kinds"))


@pytest.fixture(scope="session")
def quick(workspace):
    return iter(workspace.codes(60, name="quick"))


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
        complaints = []
        context.on("console", lambda message: complaints.append(message.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append((context, complaints))
        page = context.new_page()
        # Where scripts are off, what needs them to judge the page gets a twin to run in.
        page.twin = None if scripts else make(width, **options)
        return page

    yield make
    for context, complaints in contexts:
        assert context.cookies() == []
        # Anything but these notes is our mistake, violations of the Content-Security-Policy among them.
        assert [text for text in complaints if not any(note in text for note in NOTES)] == []
        context.close()
