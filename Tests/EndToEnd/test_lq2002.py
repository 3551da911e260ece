"""Replays 2,042 real answers through the whole engine and holds the results against R."""

import base64
import csv
import http.client
import json
import math
import pathlib
import queue
import threading
import time
import urllib.request

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from engine import ROOT, Server, Workspace, run

FIXTURE = ROOT / "Tests" / "Fixtures" / "lq2002"
REFERENCE = json.loads((ROOT / "Tests/SurveyStatsTests/References/values/lq2002.json").read_text())
ITEMS = [name for name in REFERENCE["items"]]
CONNECTIONS = 16


def answers():
    with open(FIXTURE / "lq2002.csv", newline="") as file:
        for row in csv.DictReader(file):
            yield {"COMPID": row["COMPID"], **{item: int(row[item]) for item in ITEMS}}


def organisation(folder):
    companies = sorted({row["COMPID"] for row in answers()}, key=int)
    path = folder / "companies.csv"
    path.write_text(
        "unit,parent,level,name,headcount\nall,,battalion,All,\n"
        + "".join(f"{c},all,company,Company {c},\n" for c in companies)
    )
    return path


class Client(threading.Thread):
    """One connection that sends until every answer it takes on is acknowledged, whatever happens to the server."""

    def __init__(self, port, work, receipts):
        super().__init__(daemon=True)
        self.port, self.work, self.receipts = port, work, receipts
        self.refused = []

    def run(self):
        connection = None
        while True:
            try:
                code, body = self.work.get_nowait()
            except queue.Empty:
                return
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                try:
                    connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                    connection.request("POST", "/w/w1/answers", body, {"Content-Type": "application/json"})
                    reply = connection.getresponse()
                    text = reply.read()
                    if reply.status == 200:
                        self.receipts[code] = json.loads(text)
                        break
                    if reply.status not in (429, 503):
                        self.refused.append((reply.status, text))
                        break
                except (OSError, http.client.HTTPException):
                    connection = None
                time.sleep(0.02)
            else:
                self.refused.append((0, b"not acknowledged within 60 s"))


@pytest.fixture(scope="module")
def replay(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lq2002")
    workspace = Workspace(folder / "workspace", languages=("en",), organisation=organisation(folder))
    workspace.open_wave(FIXTURE / "lq2002.yaml")
    rows = list(answers())
    codes = workspace.codes(len(rows))
    bodies = [(code, json.dumps({"code": code, "answers": row})) for code, row in zip(codes, rows)]
    work = queue.Queue()
    for entry in bodies:
        work.put(entry)
    receipts = {}
    with Server(workspace) as server:
        clients = [Client(server.port, work, receipts) for _ in range(CONNECTIONS)]
        for client in clients:
            client.start()
        while len(receipts) < len(rows) / 2:
            assert any(client.is_alive() for client in clients), [client.refused for client in clients]
            time.sleep(0.005)
        server.kill()
        acknowledged_before = dict(receipts)
        server.start()
        for client in clients:
            client.join()
        refused = [entry for client in clients for entry in client.refused]
        assert not refused, refused[:3]
        # Everything acknowledged before the crash is known after it: a repeat is recognised and gets the same receipt.
        again = {}
        work = queue.Queue()
        for code, body in bodies:
            if code in acknowledged_before:
                work.put((code, body))
        clients = [Client(server.port, work, again) for _ in range(CONNECTIONS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
    workspace.cli("wave", "close", "w1")
    unsealed = workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))
    with Server(workspace) as server:
        counted = urllib.request.urlopen(f"{server.url}/w/w1/counted.txt").read()
    return {
        "workspace": workspace, "folder": folder, "receipts": receipts, "before": acknowledged_before, "again": again,
        "respondents": unsealed["respondents"], "counted": counted, "status": workspace.json("wave", "status", "w1"),
        "wave": workspace.json("analyse", "--wave", "w1"),
        "file": json.loads(
            run(
                "analyse", str(FIXTURE / "lq2002.csv"), "--survey", str(FIXTURE / "lq2002.yaml"), "--ignore", "SUB", "--json"
            ).stdout
        ),
    }


def test_nothing_acknowledged_is_lost_or_doubled(replay):
    assert len(replay["receipts"]) == 2042
    assert replay["respondents"] == 2042
    assert len(replay["before"]) >= 1021
    for code, reply in replay["again"].items():
        assert reply["repeated"] is True
        assert reply["receipt"] == replay["before"][code]["receipt"]
    assert len({reply["receipt"] for reply in replay["receipts"].values()}) == 2042


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_every_receipt_is_signed_and_stands_in_the_signed_list(replay):
    key = Ed25519PublicKey.from_public_bytes(decoded(replay["status"]["receiptKey"]))
    for reply in list(replay["receipts"].values())[:100]:
        key.verify(decoded(reply["signature"]), reply["receipt"].encode())
    *lines, signature, rest = replay["counted"].decode().split("\n")
    assert rest == ""
    key.verify(decoded(signature), "".join(line + "\n" for line in lines).encode())
    assert lines[0] == "survey-pass/v1 counted w1 2042"
    assert lines[1:] == sorted(reply["receipt"] for reply in replay["receipts"].values())


def close(ours, theirs, tolerance=1e-10):
    return math.isclose(ours, theirs, rel_tol=tolerance, abs_tol=1e-13)


@pytest.mark.parametrize("source", ["wave", "file"])
@pytest.mark.parametrize("item", ITEMS)
def test_items_agree_with_r(replay, source, item):
    ours, theirs = replay[source]["items"][item], REFERENCE["items"][item]
    assert ours["n"] == theirs["n"]
    assert {code: count for code, count in ours["counts"].items() if count} == {
        code: count for code, count in theirs["counts"].items() if count
    }
    for name in ("mean", "sd", "median", "skew", "kurtosis"):
        assert close(ours[name], theirs[name]), name
    for side in ("favourable", "unfavourable"):
        for name in ("share", "low", "high"):
            assert close(ours[side][name], theirs[side][name]), (side, name)
        assert ours[side]["method"] == "wilson"
    assert close(ours["net"], theirs["net"]["value"])


@pytest.mark.parametrize("source", ["wave", "file"])
@pytest.mark.parametrize("scale", list(REFERENCE["scales"]))
def test_scales_agree_with_r(replay, source, scale):
    ours, theirs = replay[source]["scales"][scale], REFERENCE["scales"][scale]
    for name in ("n", "mean", "sd", "median"):
        assert close(ours[name], theirs[name]), name
    ours, theirs = ours["reliability"], theirs["reliability"]
    assert ours["cases"] == theirs["cases"]
    for name in ("value", "low", "high"):
        assert close(ours["alpha"][name], theirs["alpha"][name]), name
    assert ours["alpha"]["method"] == "feldt"
    assert close(ours["alphaStandardised"], theirs["alphaStandardised"])
    assert close(ours["averageInterItem"], theirs["averageInterItem"])
    for item, values in theirs["items"].items():
        for name in ("itemRest", "alphaIfDropped"):
            assert close(ours["items"][item][name], values[name]), (item, name)


def test_the_wave_and_the_file_give_the_same_numbers(replay):
    wave, file = replay["wave"], replay["file"]
    assert wave["gated"] is True and file["gated"] is False
    assert wave["respondents"] == file["respondents"] == 2042
    assert wave["items"] == file["items"]
    assert wave["scales"] == file["scales"]
