"""Desk and box are killed at random moments while people take passes and answer: nobody loses a right, nothing counts twice.

`make test` plays 50 participations, `make attack` 1,000 (SURVEY_ATTACK_PEOPLE).
"""

import http.client
import json
import os
import random
import secrets
import threading
import time

from http_requests import counted
from pass_maker import PassKey, PassRequest, b64url, from_b64url, post_json
from pass_wave import RoleServer, letters, open_pass, pass_workspace
from small_wave import GOOD

PEOPLE = int(os.environ.get("SURVEY_ATTACK_PEOPLE", "50"))
SEED = int(os.environ.get("SURVEY_ATTACK_SEED", "0")) or secrets.randbelow(1 << 32)
# People arrive over this many seconds, so that many are under way whenever somebody dies.
SPAN = 8 + PEOPLE / 20


def send(port, path, document):
    """Posts until there is a reply: a killed server costs a person no more than another try."""
    for _ in range(400):
        try:
            reply = post_json(port, path, document)
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        if reply.status not in (429, 503):
            return reply
        time.sleep(0.2)
    raise AssertionError("no reply in 400 tries")


class Person(threading.Thread):
    def __init__(self, invitation, key, desk, box, chance):
        super().__init__()
        self.invitation, self.key, self.desk, self.box = invitation, key, desk, box
        self.delay = chance.random() * SPAN
        self.answers = chance.random() < 0.9
        self.times = 2 if chance.random() < 0.3 else 1
        self.receipt = self.problem = None

    def run(self):
        try:
            time.sleep(self.delay)
            self.take_part()
        except Exception as problem:
            self.problem = repr(problem)

    def take_part(self):
        made = PassRequest(self.key)
        asked = {"invitation": self.invitation, "blinded": b64url(made.blinded), "key": b64url(self.key.id)}
        signatures = set()
        for _ in range(self.times):
            reply = send(self.desk.port, "/w/w1/pass", asked)
            assert reply.status == 200, reply.text
            signatures.add(reply.json["signature"])
        (signature,) = signatures
        answer = {"pass": made.finish(from_b64url(signature)), "answers": GOOD}
        if not self.answers:
            return
        receipts = set()
        for _ in range(self.times):
            reply = send(self.box.port, "/w/w1/answers", answer)
            assert reply.status == 200, reply.text
            receipts.add(reply.json["receipt"])
        (self.receipt,) = receipts


def kill_now_and_then(parts, chance, stop, deaths):
    while not stop.wait(0.05 + chance.random() * 0.6):
        part = chance.choice(parts)
        part.kill()
        part.log.close()
        part.start()
        deaths.append(part.role)


def test_killed_desks_and_boxes_lose_and_double_nothing(tmp_path):
    chance = random.Random(SEED)
    print(f"SURVEY_ATTACK_SEED={SEED}")
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path, people=PEOPLE + 3)
    invitations = letters(workspace, tmp_path / "letters")
    deaths = []
    with RoleServer(workspace, "desk") as desk, RoleServer(workspace, "box") as box:
        key = PassKey.fetch(desk.port)
        people = [Person(invitations[f"P{number}"], key, desk, box, chance) for number in range(PEOPLE)]
        stop = threading.Event()
        killer = threading.Thread(target=kill_now_and_then, args=([desk, box], chance, stop, deaths))
        killer.start()
        for person in people:
            person.start()
        for person in people:
            person.join()
        stop.set()
        killer.join()
        print(f"{len(deaths)} deaths")
        assert [person.problem for person in people if person.problem] == []
        assert {"desk", "box"} == set(deaths), "not both were killed: the test says nothing"
        # A slip in place of a pass, for somebody who took none.
        slip = workspace.json("invite", "w1", "--slip", f"P{PEOPLE}")["code"]
        reply = send(box.port, "/w/w1/answers", {"code": slip, "answers": GOOD})
        assert reply.status == 200, reply.text
        receipts = [person.receipt for person in people if person.receipt] + [reply.json["receipt"]]
        assert len(set(receipts)) == len(receipts) == sum(person.answers for person in people) + 1
        workspace.cli("wave", "close", "w1")
        workspace.cli("desk", "minutes", "w1", "--out", str(tmp_path / "minutes.json"))
        assert workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"] == len(receipts)
        assert counted(box.port) == sorted(receipts)
        minutes = json.loads((tmp_path / "minutes.json").read_text())
        assert minutes["passes"] == PEOPLE and minutes["slipsHandedOut"] == 1
        assert len(receipts) <= minutes["passes"] + minutes["slipsHandedOut"] <= minutes["roster"] == PEOPLE + 3
