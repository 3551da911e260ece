"""Lets the built program deliver to a real receiver and verifies what arrived with the reference library of Standard Webhooks."""

import base64
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests" / "EndToEnd"), str(ROOT / "Tests" / "Python")]

from engine import BIN, Workspace  # noqa: E402
from webhooks import FOLDER, Receiver  # noqa: E402

SURVEY = """
survey: pulse
version: 1
languages: [nl, en]
title: { nl: "Kort", en: "Pulse" }
answers:
  yesno: { options: [ { code: 0, label: { nl: Nee, en: "No" } }, { code: 1, label: { nl: Ja, en: "Yes" } } ] }
sections:
  - id: one
    title: { nl: Een, en: One }
    items:
      - { id: a, text: { nl: "Gaat het?", en: "All well?" }, answers: yesno }
"""


def secret(seed):
    return "whsec_" + base64.b64encode(random.Random(seed).randbytes(32)).decode()


CURRENT, NEXT = secret(1), secret(2)


@pytest.fixture
def receiver(tmp_path):
    with Receiver(tmp_path / "received.jsonl") as receiver:
        yield receiver


def subscriptions(targets, networks="127.0.0.0/8", schedule="0s, 0s, 0s"):
    """Lines of workspace.yaml: one subscription to wave.opened per target."""
    lines = ["subscriptions:"]
    for number, target in enumerate(targets):
        lines.append(
            f'  - {{ name: s{number}, events: [wave.opened], target: {{ webhook: "{target}" }}, '
            'secret: { file: "hook.secret" }, next-secret: { file: "next.secret" }, languages: [en], allow-http: true }'
        )
    lines.append(f"delivery: {{ schedule: [{schedule}] }}")
    lines.append(f"allow-networks: [{networks}]")
    return "\n".join(lines) + "\n"


def workspace(folder, extra):
    """A workspace with an open wave, and so with one message per subscription in its outbox."""
    workspace = Workspace(folder / "workspace", extra=extra)
    for name, text in (("hook.secret", CURRENT), ("next.secret", NEXT)):
        path = workspace.folder / name
        path.write_text(text + "\n")
        path.chmod(0o600)
    survey = folder / "pulse.yaml"
    survey.write_text(SURVEY, encoding="utf-8")
    workspace.open_wave(survey, mode="open")
    return workspace


def test_the_reference_library_verifies_what_arrived(tmp_path, receiver):
    office = workspace(tmp_path, subscriptions([receiver.url()]))
    assert office.json("notify", "flush")["delivered"] == 1
    [(_, headers, body)] = receiver.requests
    for each in (CURRENT, NEXT):
        event = Webhook(each).verify(body, headers)
        assert event["type"] == "wave.opened"
        assert event["data"]["wave"] == "w1"
        assert event["data"]["survey"] == {"en": "Pulse"}
    with pytest.raises(WebhookVerificationError):
        Webhook(secret(3)).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(CURRENT).verify(body + b" ", headers)
    [status] = office.json("notify", "status")
    assert (status["id"], status["state"]) == (headers["webhook-id"], "delivered")
    script = [sys.executable, str(FOLDER / "verify.py"), str(receiver.log)]
    verified = subprocess.run([*script, CURRENT, NEXT], capture_output=True, text=True, check=True)
    assert json.loads(verified.stdout) == {"id": status["id"], "type": "wave.opened"}
    assert subprocess.run([*script, secret(3)], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("path", ["/500", "/reset", "/302"])
def test_a_failure_is_tried_again_with_the_same_id_and_then_given_up(tmp_path, receiver, path):
    office = workspace(tmp_path, subscriptions([receiver.url(path)]))
    results = [office.json("notify", "flush") for _ in range(4)]
    assert [result["retried"] for result in results] == [1, 1, 0, 0]
    assert [result["dead"] for result in results] == [0, 0, 1, 0]
    requests = receiver.requests
    assert [request[0] for request in requests] == [path] * 3
    assert len({headers["webhook-id"] for _, headers, _ in requests}) == 1
    assert len({body for _, _, body in requests}) == 1
    for _, headers, body in requests:
        Webhook(CURRENT).verify(body, headers)


def test_a_network_that_is_not_allowed_gets_nothing(tmp_path, receiver):
    office = workspace(tmp_path, subscriptions([receiver.url()], networks=""))
    assert office.json("notify", "flush")["retried"] == 1
    assert receiver.requests == []
    [status] = office.json("notify", "status")
    assert "allow-networks" in status["outcome"]


def test_a_secret_that_others_can_read_is_not_used(tmp_path, receiver):
    office = workspace(tmp_path, subscriptions([receiver.url()]))
    (office.folder / "hook.secret").chmod(0o644)
    assert office.json("notify", "flush")["retried"] == 1
    assert receiver.requests == []
    assert CURRENT not in office.cli("notify", "status").stdout


def test_killing_the_sender_200_times_loses_nothing(tmp_path, receiver):
    """Leases are ended by hand in the database, in place of waiting for their deadline."""
    office = workspace(tmp_path, subscriptions([receiver.url("/slow?0.02")] * 60))
    database = sqlite3.connect(office.folder / "data" / "results.sqlite", timeout=30)
    chance = random.Random(4)
    for _ in range(200):
        sender = subprocess.Popen(
            [BIN / "survey-cli", "notify", "run", "--workspace", office.folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, 0.12))
        sender.kill()
        sender.wait()
        with database:
            database.execute("UPDATE outboxMessage SET leasedUntil = 0")
    with database:
        database.execute("UPDATE outboxMessage SET dueAt = 0")
    office.json("notify", "flush")
    sent = {status["id"]: status for status in office.json("notify", "status")}
    database.close()
    assert len(sent) == 60
    assert {status["state"] for status in sent.values()} == {"delivered"}
    bodies = {}
    for _, headers, body in receiver.requests:
        Webhook(CURRENT).verify(body, headers)
        assert bodies.setdefault(headers["webhook-id"], body) == body
    assert set(bodies) == set(sent)
    assert len(receiver.requests) > 60, "no attempt was cut off: the test proves nothing"
