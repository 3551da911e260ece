"""Canaries of a wave of passes: what tells who took part stays on the roster, what tells which answer stays nowhere, and nothing joins the two."""

import json

from http_requests import request
from pass_maker import PassKey, PassRequest, ask, b64url, from_b64url
from pass_wave import RoleServer, letters, open_pass, pass_workspace
from small_wave import GOOD
from test_traces import traces

AGENT, ADDRESS = "Canary/8.44 (a marked browser)", "203.0.113.99"
HEADERS = {"User-Agent": AGENT, "X-Forwarded-For": ADDRESS, "Content-Type": "application/json"}
PEOPLE = 8


def where(folder, secret):
    """The files that hold bytes, raw or written as hexadecimal or base64."""
    text = [secret, secret.hex().encode(), secret.hex().upper().encode(), b64url(secret).encode()]
    found = set()
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            if any(form in content for form in text):
                found.add(file.name)
    return found


def test_no_trace_joins_a_person_and_an_answer(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    workspace = pass_workspace(home)
    roster = "identifier,email,language,unit\n" + "".join(
        f"CANARY-PERSON-{number},canary{number}@example.org,en,\n" for number in range(PEOPLE))
    away = tmp_path / "away"
    away.mkdir()
    (home / "roster-canary.csv").write_text(roster)
    workspace.key = away / "w1.key"
    workspace.cli(
        "wave", "open", str(home / "small.yaml"), "--name", "w1", "--mode", "pass", "--opens", "2020-01-01", "--closes", "2099-01-01",
        "--roster", str(home / "roster-canary.csv"), "--keeper", str(workspace.key))
    (home / "roster-canary.csv").unlink()
    invitations = letters(workspace, away / "letters")
    people = [f"CANARY-PERSON-{number}" for number in range(PEOPLE)]
    assert set(invitations) == set(people)
    nowhere = [AGENT, ADDRESS] + list(invitations.values()) + [value.lower() for value in invitations.values()]
    asked, passes = [], []
    with RoleServer(workspace, "desk") as desk, RoleServer(workspace, "box") as box:
        key = PassKey.fetch(desk.port)
        for person in people:
            made = PassRequest(key)
            body = (
                '{"invitation":"%s","blinded":"%s","key":"%s"}' % (invitations[person], b64url(made.blinded), b64url(key.id))
            ).encode()
            reply = request(desk.port, "POST", "/w/w1/pass", body, HEADERS)
            assert reply.status == 200
            asked.append(made)
            passes.append(made.finish(from_b64url(reply.json["signature"])))
            request(desk.port, "POST", "/w/w1/issued", ('{"invitation":"%s"}' % invitations[person]).encode(), HEADERS)
        # Mistakes log nothing either.
        ask(desk.port, invitations[people[0]], PassRequest(key).blinded, key)
        request(desk.port, "GET", f"/en/w/w1/pass?{invitations[people[0]]}", headers=HEADERS)
        receipts = []
        for number, made in enumerate(passes):
            answers = {**GOOD, "more": f"canary remark number {number}"}
            reply = request(box.port, "POST", "/w/w1/answers", json.dumps({"pass": made, "answers": answers}).encode(), HEADERS)
            assert reply.status == 200
            receipts.append(reply.json["receipt"])
        assert not traces(home, nowhere)
        remarks = [f"canary remark number {number}" for number in range(PEOPLE)]
        assert not traces(home, remarks), "answers are sealed while the wave is open"
        # Who is on the roster stands with the desk alone; what the desk signed stands there alone; passes stand in the box alone.
        assert {name.split(".")[0] for name, _ in traces(home, people)} == {"desk"}
        for made, finished in zip(asked, passes):
            assert {name.split(".")[0] for name in where(home, made.blinded)} == {"desk"}
            assert {name.split(".")[0] for name in where(home, from_b64url(finished["n"]))} == {"box"}
            assert {name.split(".")[0] for name in where(home, from_b64url(finished["s"]))} == {"box"}
        workspace.cli("wave", "close", "w1")
        assert workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"] == PEOPLE
        assert not traces(home, nowhere)
        for finished in passes:
            assert where(home, from_b64url(finished["n"])) == where(home, from_b64url(finished["s"])) == set()
        assert {name.split(".")[0] for name, _ in traces(home, people)} == {"desk"}
        # The receipts are published, and say nothing of a pass: they are hashes.
        listed = request(box.port, "GET", "/w/w1/counted.txt").text
        assert all(receipt in listed for receipt in receipts)
    workspace.cli("wave", "delete", "w1", "--yes")
    assert not traces(home, nowhere + people + [f"canary{number}@example.org" for number in range(PEOPLE)])
    assert not traces(home, remarks)
    for made in asked:
        assert where(home, made.blinded) == set()


def test_the_search_finds_a_secret_in_any_form(tmp_path):
    secret = bytes(range(32))
    for number, form in enumerate((secret, secret.hex().encode(), b64url(secret).encode())):
        (tmp_path / f"file{number}").write_bytes(b"before" + form + b"after")
    assert where(tmp_path, secret) == {"file0", "file1", "file2"}
    assert where(tmp_path, bytes(32)) == set()
