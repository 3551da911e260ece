"""`survey-cli audit disclosure`: what the engine published passes, and what somebody else adds to the ledger is named."""

import http.client
import json
import sqlite3

import pytest

from engine import Server
from small_wave import opened, unsealed

PEOPLE = 40
PLAN = """\
plan: everything
title: { en: "Everything" }
audience: { en: "Testers" }
languages: [en]
blocks:
  - items: {}
  - scales: {}
  - comparison: { by: [status], of: [a, b, both] }
"""


@pytest.fixture(scope="module")
def wave(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audit")
    workspace, codes = opened(folder, PEOPLE)
    with Server(workspace) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        for person, code in enumerate(codes):
            answers = {"a": person % 3 + 1, "b": (person // 3) % 3 + 1, "tenure": person % 15}
            # 21 people of one status, 17 of the other, and 2 who don't say.
            if person < 38:
                answers["status"] = 1 if person < 21 else 2
            connection.request(
                "POST", "/w/w1/answers", json.dumps({"code": code, "answers": answers}), {"Content-Type": "application/json"}
            )
            reply = connection.getresponse()
            text = reply.read()
            assert reply.status == 200, text
    assert unsealed(workspace) == PEOPLE
    plan = folder / "everything.yaml"
    plan.write_text(PLAN)
    workspace.json_report = json.loads(workspace.cli("report", str(plan), "--wave", "w1", "--format", "json").stdout)
    return workspace


def publish(workspace, cells):
    """Adds a release to the ledger behind the engine's back."""
    body = {"format": "survey.report/1", "wave": "w1", "cells": cells, "indicators": []}
    with sqlite3.connect(workspace.folder / "data" / "results.sqlite") as database:
        database.execute(
            "INSERT INTO ledgerEntry SELECT max(sequence) + 1, 'release', '2026-01-01T00:00:00Z', ?, zeroblob(32),"
            " CAST(substr(hex(randomblob(32)), 1, 32) AS BLOB), zeroblob(64) FROM ledgerEntry",
            (json.dumps(body),),
        )


def test_what_the_engine_published_passes(wave):
    text = wave.cli("audit", "disclosure").stdout
    assert "wave      w1" in text and "releases  1" in text and "findings  none" in text
    [audit] = wave.json("audit", "disclosure", "--wave", "w1")
    assert audit["findings"] == [] and audit["exhaustive"] is True
    assert audit["groups"] == 10 and audit["variables"] == 4


def test_what_somebody_adds_is_named(wave):
    everybody = next(cell for cell in wave.json_report["cells"] if cell["variable"] == "a" and cell["group"] == {})
    publish(wave, [dict(everybody, mean=everybody["mean"] + 0.1), {"variable": "a", "group": {"status": "1"}, "n": 21}])
    done = wave.cli("audit", "disclosure", "--wave", "w1", "--json", expect=1)
    [audit] = json.loads(done.stdout)
    kinds = {finding["kind"] for finding in audit["findings"]}
    assert {"number-differs", "exposure"} <= kinds
    exposure = next(finding for finding in audit["findings"] if finding["kind"] == "exposure")
    assert exposure["variable"] == "a" and exposure["people"] == 2
    text = wave.cli("audit", "disclosure", expect=1).stdout
    assert "a: everybody: the printed mean isn't what the answers give." in text
    assert "is a statistic of 2 people, fewer than the minimum." in text


def test_an_unknown_wave_is_bad_input(wave):
    assert "nowhere" in wave.cli("audit", "disclosure", "--wave", "nowhere", expect=2).stderr
