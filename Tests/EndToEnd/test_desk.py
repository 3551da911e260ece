"""Waves of mode `pass`: everybody on the roster gets one pass, made blindly, and answers once with it."""

import json
import stat
import time
from datetime import datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from engine import Server, wait_until
from http_requests import post, raw, request
from pass_maker import PassKey, PassRequest, ask, b64url, from_b64url, get_pass, is_valid, post_json
from pass_wave import letters, open_pass, pass_workspace, roster_file
from small_wave import GOOD, SURVEY, make_workspace, open_arguments, survey_file

UNKNOWN = "0000000000000000"


def signing_keys(workspace):
    return sorted(path.name for path in (workspace.folder / "keys" / "desk").glob("*.signing"))


def kept(workspace):
    """The keys, and what desk and box hold."""
    files = [*(workspace.folder / "keys").rglob("*"), *(workspace.folder / "data" / f"{role}.sqlite" for role in ("desk", "box"))]
    return {path: path.read_bytes() for path in files if path.is_file()}


def signed_json(text):
    """Signed minutes, verified with an Ed25519 of somebody else."""
    document = json.loads(text)
    signature = from_b64url(document.pop("signature"))
    unsigned = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
    Ed25519PublicKey.from_public_bytes(from_b64url(document["publicKey"])).verify(signature, unsigned)
    return document


def test_from_roster_to_receipt_and_minutes(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path, people=8)
    assert signing_keys(workspace) == ["w1.signing"]
    invitations = letters(workspace, tmp_path / "letters")
    assert sorted(invitations) == [f"P{number}" for number in range(8)]
    status = workspace.json("wave", "status", "w1")
    desk_file = workspace.folder / "data" / "desk.sqlite"
    size = desk_file.stat().st_size
    with Server(workspace) as server:
        key = PassKey.fetch(server.port)
        assert status["passKey"].replace(" ", "") == key.fingerprint
        for number in range(6):
            invitation = invitations[f"P{number}"]
            assert post_json(server.port, "/w/w1/issued", {"invitation": invitation}).json == {"issued": False}
            made = get_pass(server.port, invitation, key)
            assert post_json(server.port, "/w/w1/issued", {"invitation": invitation.lower()}).json == {"issued": True}
            first = post(server.port, {"pass": made, "answers": GOOD})
            assert first.status == 200 and not first.json["repeated"]
            again = post(server.port, {"pass": made, "answers": GOOD})
            assert (again.json["receipt"], again.json["repeated"]) == (first.json["receipt"], True)
            receipt = first.json
            Ed25519PublicKey.from_public_bytes(from_b64url(status["receiptKey"])).verify(
                from_b64url(receipt["signature"]), receipt["receipt"].encode()
            )
        forged = {**made, "n": b64url(bytes(32))}
        assert not is_valid(key, forged)
        assert post(server.port, {"pass": forged, "answers": GOOD}).status == 404
        assert "isn't closed yet" in workspace.cli("desk", "minutes", "w1", "--out", str(tmp_path / "m"), expect=1).stderr
        workspace.cli("wave", "close", "w1")
        assert signing_keys(workspace) == []
        closed = ask(server.port, invitations["P7"], PassRequest(key).blinded, key)
        assert closed.status == 410
        assert post_json(server.port, "/w/w1/issued", {"invitation": invitations["P0"]}).json == {"issued": True}
    assert desk_file.stat().st_size == size, "handing out changes no size"
    assert (workspace.folder / "data" / "desk.sqlite-journal").stat().st_size == 0, "no earlier state is left"
    workspace.cli("desk", "minutes", "w1", "--out", str(tmp_path / "minutes.json"))
    text = (tmp_path / "minutes.json").read_text()
    minutes = signed_json(text)
    assert minutes["publicKey"] == status["deskKey"] and minutes["key"] == b64url(key.id)
    assert (minutes["roster"], minutes["passes"], minutes["slipsPrinted"]) == (8, 6, 0)
    assert minutes["signingKeyDestroyed"] is True and minutes["wave"] == "w1"
    with pytest.raises(Exception):
        signed_json(text.replace('"passes":6', '"passes":5'))
    assert workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"] == 6


def test_one_pass_per_invitation(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    invitations = letters(workspace, tmp_path / "letters")
    with Server(workspace) as server:
        key = PassKey.fetch(server.port)
        asked = PassRequest(key)
        first = ask(server.port, invitations["P1"], asked.blinded, key)
        assert is_valid(key, asked.finish(from_b64url(first.json["signature"])))
        printed = "-".join(invitations["P1"][at : at + 4] for at in range(0, 16, 4))
        assert ask(server.port, printed, asked.blinded, key).json == first.json, "the same value gets the same signature"
        assert ask(server.port, invitations["P1"], PassRequest(key).blinded, key).status == 409
        # As the network sees them, an unknown and a used invitation look the same but for the status.
        sizes = {}
        for invitation in (invitations["P1"], UNKNOWN):
            body = json.dumps(
                {"invitation": invitation, "blinded": b64url(PassRequest(key).blinded), "key": b64url(key.id)}
            )
            sent = (
                f"POST /w/w1/pass HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
            )
            received = raw(server.port, sent.encode())
            sizes[received.split(b" ")[1]] = len(received)
        assert set(sizes) == {b"409", b"404"} and len(set(sizes.values())) == 1, sizes
        server.kill()
        server.start()
        again = ask(server.port, invitations["P1"], asked.blinded, key)
        assert again.json == first.json, "what was handed out is durable before the signature leaves"
        assert ask(server.port, invitations["P1"], PassRequest(key).blinded, key).status == 409


def test_requests_that_get_no_pass(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    tomorrow = (datetime.now() + timedelta(days=1)).strftime("%Y-%m-%d")
    open_pass(workspace, tmp_path, name="later", dates=["--opens", tomorrow, "--closes", tomorrow])
    invitation = letters(workspace, tmp_path / "letters")["P0"]
    later = letters(workspace, tmp_path / "later", "later")["P0"]
    assert later != invitation
    with Server(workspace) as server:
        key, other = PassKey.fetch(server.port), PassKey.fetch(server.port, "later")
        good = {"invitation": invitation, "blinded": b64url(PassRequest(key).blinded), "key": b64url(key.id)}
        changes = {
            "another wave's key": {"key": b64url(other.id)},
            "no key": {"key": None},
            "a short value": {"blinded": b64url(bytes(255))},
            "zero": {"blinded": b64url(bytes(256))},
            "one": {"blinded": b64url(bytes(255) + b"\x01")},
            "the modulus": {"blinded": b64url(key.n.to_bytes(256, "big"))},
            "more than the modulus": {"blinded": b64url(b"\xff" * 256)},
            "no base64url": {"blinded": "+" * 342},
            "an invitation of 15 characters": {"invitation": invitation[:15]},
            "a member that isn't known": {"name": "P0"},
        }
        for name, change in changes.items():
            body = {member: value for member, value in {**good, **change}.items() if value is not None}
            assert post_json(server.port, "/w/w1/pass", body).status == 400, name
        assert post_json(server.port, "/w/w1/pass", b"[1]").status == 400
        assert request(server.port, "POST", "/w/w1/pass", json.dumps(good), {"Content-Type": "text/plain"}).status == 400
        cross = {"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}
        assert request(server.port, "POST", "/w/w1/pass", json.dumps(good), cross).status == 403
        assert post_json(server.port, "/w/none/pass", good).status == 404
        assert request(server.port, "GET", "/w/none/key.der").status == 404
        assert ask(server.port, later, PassRequest(other).blinded, other, "later").status == 409
        assert ask(server.port, later, PassRequest(key).blinded, key).status == 404, "an invitation is of one wave"
        assert post_json(server.port, "/w/w1/issued", {"invitation": invitation}).json == {"issued": False}
        assert post_json(server.port, "/w/w1/issued", {"invitation": UNKNOWN}).status == 404
        assert post_json(server.port, "/w/w1/pass", good).status == 200, "the request was good but for the change"


ROSTERS = [
    ("nothing", "", "roster.csv:1:1: [csv.empty]"),
    ("only a header", "identifier,email,language,unit\n", "[roster.none]"),
    ("a column is missing", "identifier,email,language\nP1,,en\n", "[csv.missing-column] The column 'unit'"),
    (
        "everything at once",
        "identifier,email,language,unit\nP1,a@example.org,en,N1\np1,,en,N1\nP2,A@Example.org,en,N1\nP3,broken,en,N1\n"
        "P4,,xx,N1\nP5,,nl,N1\nP6,,en,N9\n,,en,N1\n",
        [
            "roster.csv:3:1: [roster.duplicate-identifier] 'p1' stands in line 2 already.",
            "roster.csv:4:4: [roster.duplicate-email] 'A@Example.org' stands in line 2 already.",
            "roster.csv:5:4: [roster.email] 'broken'",
            "roster.csv:6:5: [roster.language] There is no language 'xx'. Choose from en.",
            "roster.csv:8:8: [roster.unknown-unit] There is no unit 'N9' in the organisation. Did you mean 'N1'?",
            "roster.csv:9:1: [roster.identifier] The person has no identifier.",
        ],
    ),
]


@pytest.mark.parametrize("name,text,words", ROSTERS, ids=[name for name, *_ in ROSTERS])
def test_a_bad_roster_opens_nothing(tmp_path, name, text, words):
    workspace = pass_workspace(tmp_path)
    before = kept(workspace)
    done = workspace.cli(
        *open_arguments(tmp_path / "small.yaml", tmp_path, mode="pass"), "--roster", str(roster_file(tmp_path, text=text)),
        expect=2,
    )
    for line in [words] if isinstance(words, str) else words:
        assert line in done.stderr, done.stderr
    assert not (tmp_path / "w1.key").exists() and signing_keys(workspace) == []
    assert workspace.json("wave", "list") == []
    assert kept(workspace) == before


def test_a_roster_belongs_to_passes(tmp_path):
    workspace = make_workspace(tmp_path)
    roster = ["--roster", str(roster_file(tmp_path))]
    assert "--roster" in workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path, mode="pass"), expect=2).stderr
    for mode in ("code", "open"):
        done = workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path, mode=mode), *roster, expect=2)
        assert "no roster" in done.stderr
    missing = ["--roster", str(tmp_path / "none.csv")]
    arguments = open_arguments(tmp_path / "small.yaml", tmp_path, mode="pass")
    assert "none.csv" in workspace.cli(*arguments, *missing, expect=2).stderr


def test_a_slip_works_in_place_of_a_pass(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    invitations = letters(workspace, tmp_path / "letters")
    with Server(workspace) as server:
        key = PassKey.fetch(server.port)
        get_pass(server.port, invitations["P0"], key)
        refused = workspace.cli("invite", "w1", "--slip", "P0", expect=1).stderr
        assert "handed out already" in refused
        assert "nobody on its roster" in workspace.cli("invite", "w1", "--slip", "P99", expect=1).stderr
        code = workspace.json("invite", "w1", "--slip", "P1")["code"]
        assert ask(server.port, invitations["P1"], PassRequest(key).blinded, key).status == 409
        assert post_json(server.port, "/w/w1/issued", {"invitation": invitations["P1"]}).json == {"issued": True}
        assert "handed out already" in workspace.cli("invite", "w1", "--slip", "P1", expect=1).stderr
        assert post(server.port, {"code": code, "answers": GOOD}).status == 200
        assert "was used" in workspace.cli("invite", "w1", "--void", code, expect=1).stderr
        unused = workspace.json("invite", "w1", "--slip", "P2")["code"]
        workspace.cli("invite", "w1", "--void", unused.lower().replace("-", " "))
        assert post(server.port, {"code": unused, "answers": GOOD}).status == 404
        assert "no such slip" in workspace.cli("invite", "w1", "--void", unused, expect=1).stderr
        # Nothing says whose slip it was: of the code only its digest exists, and in the box.
        desk = (workspace.folder / "data" / "desk.sqlite").read_bytes()
        assert code.replace("-", "").encode() not in desk and code.encode() not in desk
    workspace.cli("wave", "close", "w1")
    workspace.cli("desk", "minutes", "w1", "--out", str(tmp_path / "minutes.json"))
    minutes = signed_json((tmp_path / "minutes.json").read_text())
    assert (minutes["passes"], minutes["slipsPrinted"], minutes["slipsHandedOut"], minutes["slipsVoid"]) == (1, 2, 2, 1)
    assert "closed" in workspace.cli("invite", "w1", "--slip", "P3", expect=1).stderr


def test_the_desk_destroys_its_key_by_itself(tmp_path):
    workspace = pass_workspace(tmp_path)
    closes = datetime.now(timezone.utc) + timedelta(seconds=8)
    dates = ["--opens", "2026-01-01", "--closes", closes.strftime("%Y-%m-%dT%H:%M:%SZ")]
    open_pass(workspace, tmp_path, dates=dates)
    invitation = letters(workspace, tmp_path / "letters")["P0"]
    with Server(workspace) as server:
        key = PassKey.fetch(server.port)
        asked = PassRequest(key)
        assert ask(server.port, invitation, asked.blinded, key).status == 200
        wait_until(lambda: datetime.now(timezone.utc) > closes)
        time.sleep(0.1)
        assert ask(server.port, invitation, asked.blinded, key).status == 410
        wait_until(lambda: signing_keys(workspace) == [])


def test_a_deleted_wave_keeps_no_roster(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    desk = workspace.folder / "data" / "desk.sqlite"
    assert b"P3" in desk.read_bytes()
    workspace.cli("wave", "close", "w1")
    workspace.cli("wave", "delete", "w1", "--yes")
    assert b'"identifier"' not in desk.read_bytes()
    workspace.cli("desk", "minutes", "w1", "--out", str(tmp_path / "minutes.json"))
    assert signed_json((tmp_path / "minutes.json").read_text())["roster"] == 6


def test_keys_are_for_their_owner_only(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    for path in (workspace.folder / "keys").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_series_of_waves(tmp_path):
    workspace = pass_workspace(tmp_path)
    dates = ["--opens", "2099-01-31", "--closes", "2099-02-14"]
    open_pass(workspace, tmp_path, dates=dates, extra=["--series", "monthly:3"])
    waves = workspace.json("wave", "list")
    assert [wave["wave"] for wave in waves] == ["w1-1", "w1-2", "w1-3"]
    assert [wave["opens"][:10] for wave in waves] == ["2099-01-31", "2099-02-28", "2099-03-31"]
    assert {wave["series"] for wave in waves} == {"w1"} and all(wave["keeperProven"] for wave in waves)
    assert len({wave["passKey"] for wave in waves}) == 3, "each wave has a signing key of its own"
    keys = {(tmp_path / f"w1.key-{number}").read_text() for number in (1, 2, 3)}
    assert len(keys) == 3 and signing_keys(workspace) == [f"w1-{number}.signing" for number in (1, 2, 3)]
    assert "series w1" in workspace.cli("wave", "list").stdout
    again = workspace.cli(
        *open_arguments(tmp_path / "small.yaml", tmp_path, mode="pass", dates=dates), "--roster", str(roster_file(tmp_path)),
        "--series", "monthly:4", expect=0,
    )
    assert again.stderr.count("was opened before") == 3, "a command that was interrupted goes on where it was"
    assert len(workspace.json("wave", "list")) == 4
    for wrong in ("monthly", "monthly:1", "daily:3", "monthly:999"):
        done = workspace.cli(
            *open_arguments(tmp_path / "small.yaml", tmp_path, name="w2", mode="open", dates=dates), "--series", wrong,
            expect=2,
        )
        assert "--series" in done.stderr


def test_a_survey_whose_roster_is_sensitive_has_no_passes(tmp_path):
    workspace = make_workspace(tmp_path)
    survey = survey_file(tmp_path, SURVEY.replace("retention-months: 24", "retention-months: 24, roster-sensitive: true"))
    refused = workspace.cli(
        *open_arguments(survey, tmp_path, mode="pass"), "--roster", str(roster_file(tmp_path)), expect=3
    )
    assert "roster-sensitive" in refused.stderr and signing_keys(workspace) == []
    workspace.cli(*open_arguments(survey, tmp_path, mode="code"))
