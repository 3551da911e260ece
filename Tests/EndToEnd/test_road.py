"""The road of one wave of the shipped survey: define, open, answer over HTTP, close, unseal, analyse, report, push."""

import base64
import html.parser
import json
import secrets
import sys

import pytest
from standardwebhooks.webhooks import Webhook

from engine import ROOT, Server, Workspace

sys.path.insert(0, str(ROOT / "Tests" / "Python"))
from webhooks import Receiver  # noqa: E402

LANGUAGES = ("nl", "fr", "de", "en")
PEOPLE = 300


class Page(html.parser.HTMLParser):
    """What of a page can be checked without a browser."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.references, self.language = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        if tag == "html":
            self.language = attributes.get("lang")
        self.references += [attributes[name] for name in ("src", "href") if name in attributes]


@pytest.fixture(scope="module")
def road(tmp_path_factory):
    folder = tmp_path_factory.mktemp("road")
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
    with Receiver(folder / "received.jsonl") as receiver:
        workspace = Workspace(
            folder / "workspace", languages=LANGUAGES, organisation=ROOT / "Scripts" / "demo-organisation.csv",
            extra=f"""
subscriptions:
  - name: leadership
    events: [wave.opened, wave.closed, report.published]
    target: {{ webhook: "{receiver.url("/flaky")}" }}
    secret: {{ environment: "ROAD_SECRET" }}
    languages: [nl]
    full: true
    allow-http: true
  - {{ name: thin, events: [report.published], target: {{ webhook: "{receiver.url("/ok")}" }}, secret: {{ environment: "ROAD_SECRET" }}, languages: [en], allow-http: true }}
delivery: {{ schedule: [0s, 0s, 0s, 0s] }}
allow-networks: [127.0.0.0/8]
""",
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ROAD_SECRET", secret)
            workspace.open_wave("inclusion-baseline")
            codes = folder / "codes.json"
            codes.write_text(json.dumps({"codes": workspace.codes(PEOPLE)}))
            with Server(workspace) as server:
                workspace.cli(
                    "simulate", "--wave", "w1", "--url", server.url, "--codes", str(codes), "--count", str(PEOPLE), "--seed", "7")
                status = workspace.json("wave", "status", "w1")
                workspace.cli("wave", "close", "w1")
                workspace.cli("wave", "unseal", "w1", "--key", str(workspace.key))
                workspace.cli("compare", "--wave", "w1", "--by", "status", "--variable", "ps1")
                before = workspace.json("next")
                workspace.cli(
                    "report", "leadership-summary", "--wave", "w1", "--format", "html,json,text", "--out", str(folder / "out"),
                    "--publish")
                workspace.cli("notify", "flush")
                for _ in range(20):
                    if all(entry["state"] == "delivered" for entry in workspace.json("notify", "status")):
                        break
                    workspace.cli("notify", "flush")
        yield {
            "workspace": workspace, "folder": folder, "secret": secret, "status": status, "before": before, "requests": receiver.requests,
            "report": json.loads((folder / "out" / "leadership-summary.json").read_text()),
        }


def test_counts_shown_while_open_are_rounded(road):
    assert road["status"]["answers"] % 5 == 0


def test_the_report_has_the_five_indicators(road):
    report = road["report"]
    assert report["format"] == "survey.report/1"
    assert report["minimumGroup"] == 5
    assert [indicator["id"] for indicator in report["indicators"]] == [
        "can-be-myself", "open-respectful-culture", "perspectives-valued", "psychological-safety", "involvement"]
    for indicator in report["indicators"]:
        assert indicator["low"] <= indicator["value"] <= indicator["high"]
        assert 200 < indicator["n"] <= PEOPLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_one_file_that_asks_nobody(road, language):
    workspace = road["workspace"]
    text = workspace.cli(
        "report", "leadership-summary", "--wave", "w1", "--format", "html", "--language", language).stdout
    page = Page(text)
    assert page.language == language
    assert page.tags.count("h1") == 1
    assert "script" not in page.tags and "link" not in page.tags and "img" not in page.tags
    assert all(reference.startswith(("#", "mailto:", "tel:")) for reference in page.references), page.references
    assert road["report"]["ledger"] in text


def test_the_same_release_is_recorded_once(road):
    workspace = road["workspace"]
    heads = {
        json.loads(workspace.cli("report", "leadership-summary", "--wave", "w1", "--format", "json").stdout)["ledger"]
        for _ in range(2)
    }
    assert heads == {road["report"]["ledger"]}


def test_the_receiver_got_what_the_report_shows(road):
    messages = {}
    for _, headers, body in road["requests"]:
        Webhook(road["secret"]).verify(body, headers)
        messages.setdefault(headers["webhook-id"], json.loads(body))
    published = [message for message in messages.values() if message["type"] == "report.published"]
    assert len(published) == 2
    assert sorted(message["type"] for message in messages.values()) == [
        "report.published", "report.published", "wave.closed", "wave.opened"]
    full = next(message for message in published if "indicators" in message["data"])
    thin = next(message for message in published if "indicators" not in message["data"])
    assert full["data"]["ledger"] == thin["data"]["ledger"] == road["report"]["ledger"]
    ours = {indicator["id"]: indicator for indicator in road["report"]["indicators"]}
    for indicator in full["data"]["indicators"]:
        for name in ("value", "low", "high", "n"):
            assert indicator[name] == ours[indicator["id"]][name]
    assert full["data"]["hidden"]["groups"] == road["report"]["hidden"]["groups"] > 0


def test_a_repeated_attempt_carries_the_same_id(road):
    attempts = [headers["webhook-id"] for path, headers, _ in road["requests"] if path == "/flaky"]
    assert len(attempts) > len(set(attempts))


def test_unsealing_again_changes_nothing(road):
    workspace = road["workspace"]
    before = workspace.cli("analyse", "--wave", "w1", "--json").stdout
    assert workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"] == PEOPLE
    assert workspace.cli("analyse", "--wave", "w1", "--json").stdout == before


def test_what_to_do_next_is_said_with_dates(road):
    assert any("report leadership-summary" in (step.get("command") or "") for step in road["before"])
    steps = road["workspace"].json("next")
    assert not any("report leadership-summary" in (step.get("command") or "") for step in steps), "it was reported"
    assert any("wave delete" in (step.get("command") or "") and step.get("date") for step in steps)


def test_deleting_leaves_no_answers(road):
    workspace = road["workspace"]
    workspace.cli("wave", "delete", "w1", "--yes")
    workspace.cli("analyse", "--wave", "w1", "--json", expect=1)
    assert workspace.json("wave", "list")[0]["stage"] == "deleted"
