"""Bad input gets a clear message and loses nothing: every case from outside, against the built programs."""

import base64
import concurrent.futures
import contextlib
import functools
import hashlib
import http.client
import json
import pathlib
import re
import resource
import socket
import sqlite3
import subprocess
import tempfile
import time
from datetime import date, timedelta
from unittest import mock

import pytest

from engine import BIN, Server, Workspace, run, wait_until

SURVEY = """\
survey: small
version: 1
languages: [en]
title: { en: "A small survey" }
about: { en: "What we ask and why." }
source: { origin: "own items", licence: "EUPL-1.2", citation: "Tests", pretested: { en: true } }
privacy: { minimum-group: 5, minimum-sensitive: 10, minimum-comments: 10, comments-by: none, retention-months: 24 }
publish:
  groupings: [{ by: [status] }]
answers:
  agree:
    options:
      - { code: 1, label: { en: "Disagree" } }
      - { code: 2, label: { en: "Neither" } }
      - { code: 3, label: { en: "Agree" } }
    favourable: [3]
    unfavourable: [1]
    decline: true
attributes:
  - { id: status, text: { en: "Which staff?" }, options: [ { code: 1, label: { en: "One" } }, { code: 2, label: { en: "Two" } } ] }
sections:
  - id: work
    title: { en: "Work" }
    sensitive: false
    items:
      - { id: a, text: { en: "First statement" }, answers: agree, required: true }
      - { id: b, text: { en: "Second statement" }, answers: agree }
      - { id: tenure, type: number, text: { en: "Years here?" }, bands: [0, 3, 10] }
      - { id: more, type: comment, text: { en: "Anything else?" }, maximum-length: 200 }
scales:
  - { id: both, title: { en: "Both" }, items: [a, b], score: mean, minimum-answered: 2, favourable-from: 2.5 }
"""

GOOD = {"a": 3, "b": 2, "tenure": 4, "status": 1}


def survey_file(folder, text=SURVEY, name="small.yaml"):
    path = pathlib.Path(folder) / name
    path.write_text(text)
    return path


def make_workspace(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    survey_file(folder)
    return Workspace(folder / "workspace", languages=("en",))


def opened(folder, count, mode="code"):
    """A workspace with an open wave `w1`, and its codes."""
    workspace = make_workspace(folder)
    workspace.open_wave(pathlib.Path(folder) / "small.yaml", mode=mode)
    return workspace, workspace.codes(count) if count else []


class Reply:
    def __init__(self, response):
        self.status, self.headers, self.text = response.status, response.headers, response.read().decode()

    @property
    def json(self):
        return json.loads(self.text)


def request(port, method, path, body=None, headers={}):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        return Reply(connection.getresponse())
    finally:
        connection.close()


def post(port, body, wave="w1", **headers):
    """Posts to the JSON route; a dictionary is written as JSON, bytes go as they are."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return request(port, "POST", f"/w/{wave}/answers", body, sent)


def answer(port, code, answers=GOOD, **headers):
    return post(port, {"code": code, "answers": answers}, **headers)


def raw(port, data, seconds=15):
    """Sends bytes and reads until the server closes the connection; a reset counts as its end."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(data)
        with contextlib.suppress(ConnectionResetError):
            while chunk := connection.recv(65536):
                received += chunk
    return received


def unsealed(workspace, wave="w1"):
    workspace.cli("wave", "close", wave)
    return workspace.json("wave", "unseal", wave, "--key", str(workspace.key))["respondents"]


def counted(port, wave="w1"):
    """The receipts of the published list."""
    lines = request(port, "GET", f"/w/{wave}/counted.txt").text.splitlines()
    assert lines[0] == f"survey-pass/v1 counted {wave} {len(lines) - 2}"
    assert lines[1:-1] == sorted(lines[1:-1])
    return lines[1:-1]


# MARK: Definitions


def places(text, file):
    """The diagnostics as (line, column, code)."""
    found = re.findall(rf"^{re.escape(str(file))}:(\d+):(\d+): (?:warning: )?\[([a-z.-]+)\] \S.*[.)] \S.*[.?]$", text, re.M)
    return [(int(line), int(column), code) for line, column, code in found]


MALFORMED = [
    ("tab in the indentation", "survey: x\nlanguages:\n\t- en\n", (3, 1, "yaml.syntax")),
    ("bracket never closed", "survey: x\nlanguages: [en\ntitle: y\n", (3, None, "yaml.syntax")),
    ("quote never closed", 'survey: "x\nversion: 1\n', (None, None, "yaml.syntax")),
    ("a key twice", "survey: x\nversion: 1\nsurvey: y\n", (None, None, "yaml.duplicate-key")),
    ("nothing in it", "", (1, 1, "yaml.empty")),
    ("a list instead of a survey", "- survey\n", (1, 1, "value.type")),
]


@pytest.mark.parametrize("name,text,place", MALFORMED, ids=[name for name, *_ in MALFORMED])
def test_malformed_yaml_is_located(tmp_path, name, text, place):
    file = survey_file(tmp_path, text)
    done = run("validate", str(file), expect=2)
    found = places(done.stderr, file)
    assert found and done.stdout == "", done.stderr
    assert all(wanted in (None, got) for wanted, got in zip(place, found[0])), found


def test_all_problems_are_reported_at_once(tmp_path):
    lines = SURVEY.splitlines()

    def number(start):
        return next(index for index, line in enumerate(lines) if line.lstrip().startswith(start))

    wrong = {
        "version: 1": ("version: one", {"value.type", "survey.version"}),
        "title: { en: \"A small": ("title: { en: \"A\", nl: \"B\" }", {"text.extra-language"}),
        "privacy:": (lines[number("privacy:")].replace("minimum-group: 5", "minimum-group: 2"), {"privacy.minimum-group"}),
        "groupings:": ("  groupings: [{ by: [rank] }]", {"grouping.unknown-attribute"}),
        "favourable: [3]": ("    favourabel: [3]", {"key.unknown"}),
        "- { id: b,": ("      - { id: a, text: { en: \"Second\" }, answers: agree }", {"item.duplicate-id", "id.duplicate"}),
        "- { id: tenure": ("      - { id: tenure, type: number, text: { en: \"Years?\" }, bands: [3, 1] }", {"item.band-order"}),
        "- { id: more": ("      - { id: more, text: { en: \"More?\" }, answers: agrees }", {"item.unknown-answers"}),
        "- { id: both": (lines[number("- { id: both")].replace("[a, b]", "[a, c]"), {"scale.unknown-item"}),
    }
    for start, (line, _) in wrong.items():
        lines[number(start)] = line
    file = survey_file(tmp_path, "\n".join(lines) + "\n")
    found = places(run("validate", str(file), expect=2).stderr, file)
    for line, codes in wrong.values():
        at = {code for row, _, code in found if row == lines.index(line) + 1}
        assert at & codes, f"line {lines.index(line) + 1} ({line.strip()}): expected one of {codes}, found {found}"
    report = json.loads(run("validate", str(file), "--json", expect=2).stdout)[0]
    assert [(p["line"], p["column"], p["code"]) for p in report["problems"]] == found and report["valid"] is False


def test_unknown_keys_are_errors_with_the_near_name(tmp_path):
    text = SURVEY.replace("    sensitive: false", "    sensitiv: false").replace("required: true", "require: true")
    file = survey_file(tmp_path, text)
    done = run("validate", str(file), expect=2)
    lines = text.splitlines()
    expected = [(n + 1, line.index(key) + 1) for n, line in enumerate(lines) for key in ("sensitiv:", "require:") if key in line]
    assert [(line, column) for line, column, code in places(done.stderr, file) if code == "key.unknown"] == expected
    assert "'sensitive'" in done.stderr and "'required'" in done.stderr


def test_files_that_cannot_be_read(tmp_path):
    assert "can't be read" in run("validate", str(tmp_path / "none.yaml"), expect=2).stderr
    (tmp_path / "latin.yaml").write_bytes("survey: caf\xe9\n".encode("latin-1"))
    assert "UTF-8" in run("validate", str(tmp_path / "latin.yaml"), expect=2).stderr


def test_a_broken_workspace_file_is_located(tmp_path):
    workspace = make_workspace(tmp_path)
    file = workspace.folder / "workspace.yaml"
    file.write_text(file.read_text() + "suport: []\n")
    last = len(file.read_text().splitlines())
    for arguments in (["survey-cli", "wave", "list"], ["survey-serve", "--port", "0"]):
        done = subprocess.run(
            [str(BIN / arguments[0]), *arguments[1:], "--workspace", str(workspace.folder)],
            capture_output=True, text=True, timeout=30,
        )
        assert done.returncode == 2, done
        assert (last, 1, "key.unknown") in places(done.stderr, file), done.stderr


# MARK: Waves


DATES = ["--opens", (date.today() - timedelta(days=1)).isoformat(), "--closes", (date.today() + timedelta(days=2)).isoformat()]


def open_arguments(survey, folder, name="w1", mode="code", dates=DATES):
    return ["wave", "open", str(survey), "--name", name, "--mode", mode, *dates, "--keeper", str(folder / f"{name}.key")]


def assert_no_wave(workspace, name="w1"):
    assert name not in [wave["wave"] for wave in workspace.json("wave", "list")]
    assert not (workspace.folder.parent / f"{name}.key").exists(), "a key was written for a wave that doesn't exist"


OPENINGS = [
    ("unknown survey", {"survey": "no-such-survey"}, 2, "no-such-survey"),
    ("unknown mode", {"mode": "secret"}, 2, "--mode 'secret'"),
    ("unusable name", {"name": "Wave 1"}, 2, "small letters"),
    ("no date", {"dates": ["--opens", "soon", "--closes", "later"]}, 2, "--opens 'soon'"),
    ("closes before it opens", {"dates": ["--opens", "2099-02-01", "--closes", "2099-01-01"]}, 2, "closes before it opens"),
    ("closes in the past", {"dates": ["--opens", "2020-01-01", "--closes", "2020-02-01"]}, 2, "in the past"),
]


@pytest.mark.parametrize("name,change,status,words", OPENINGS, ids=[name for name, *_ in OPENINGS])
def test_a_wave_that_cannot_be_opened(tmp_path, name, change, status, words):
    workspace = make_workspace(tmp_path)
    arguments = {"survey": tmp_path / "small.yaml", "folder": tmp_path, **change}
    assert words in workspace.cli(*open_arguments(**arguments), expect=status).stderr
    assert_no_wave(workspace)


def test_policy_refuses_a_wave_without_law_or_support(tmp_path):
    workspace = make_workspace(tmp_path)
    file = workspace.folder / "workspace.yaml"
    text = file.read_text()
    sensitive = survey_file(tmp_path, SURVEY.replace("    sensitive: false", "    sensitive: true"), "sensitive.yaml")
    law, support = text.index("law:"), text.index("support:")
    file.write_text(text[:law] + text[support:])
    assert "'law' block" in workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path), expect=3).stderr
    file.write_text(text[:support])
    assert "support contacts" in workspace.cli(*open_arguments(sensitive, tmp_path), expect=3).stderr
    file.write_text(text.replace("review-by: 2099-01-01", "review-by: 2020-01-01"))
    assert "review-by" in workspace.cli(*open_arguments(sensitive, tmp_path), expect=3).stderr
    assert_no_wave(workspace)
    file.write_text(text)
    workspace.cli(*open_arguments(sensitive, tmp_path))


def test_a_wave_name_twice_changes_nothing(tmp_path):
    workspace, codes = opened(tmp_path, 1)
    before = workspace.json("wave", "status", "w1")
    done = workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path), expect=2)
    assert "There is a wave 'w1' already" in done.stderr
    assert workspace.json("wave", "status", "w1") == before
    assert not (tmp_path / "w1.key").exists()


def test_unknown_waves_and_missing_workspaces(tmp_path):
    workspace, _ = opened(tmp_path, 0)
    for arguments in (["wave", "status", "w2"], ["wave", "close", "w2"], ["codes", "w2", "--count", "1"]):
        assert "Waves of this workspace: w1" in workspace.cli(*arguments, expect=2).stderr
    for program in ("survey-cli wave list", "survey-serve"):
        name, *arguments = program.split()
        done = subprocess.run(
            [str(BIN / name), *arguments, "--workspace", str(tmp_path / "none")], capture_output=True, text=True, timeout=30
        )
        assert done.returncode == 2 and "survey-cli init" in done.stderr, done


def test_wrong_keys_leave_the_box_as_it_is(tmp_path):
    workspace, codes = opened(tmp_path, 3)
    key = workspace.key
    workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path, name="other"))
    with Server(workspace) as server:
        for code in codes:
            assert answer(server.port, code).status == 200
    done = workspace.cli("wave", "unseal", "w1", "--key", str(key), expect=1)
    assert "isn't closed yet" in done.stderr
    workspace.cli("wave", "close", "w1")
    text = key.read_text()
    line = next(line for line in text.splitlines() if line.startswith("key: "))
    groups = line.removeprefix("key: ").split("-")
    mistyped = groups.copy()
    mistyped[2] = ("2" if mistyped[2][0] != "2" else "3") + mistyped[2][1:]
    wrong = {
        "mistyped": (text.replace(line, "key: " + "-".join(mistyped)), "Group 3 "),
        "short": (text.replace(line, "key: " + "-".join(groups[:-1])), "incomplete"),
        "no-key": (text.replace(line, ""), "no line 'key:'"),
        "no-keeper": ((workspace.folder / "workspace.yaml").read_text(), "not a keeper's file"),
        "public": (pathlib.Path(f"{key}.pub").read_text(), "not a keeper's file"),
        "of-another-wave": ((tmp_path / "other.key").read_text(), "not the one that wave 'w1' was sealed to"),
    }
    for name, (content, words) in wrong.items():
        file = tmp_path / f"{name}.key"
        file.write_text(content)
        done = workspace.cli("wave", "unseal", "w1", "--key", str(file), expect=2)
        assert words in done.stderr, f"{name}: {done.stderr}"
        assert not any(group in done.stderr for group in groups), "a part of the key was printed"
    assert "can't be read" in workspace.cli("wave", "unseal", "w1", "--key", str(tmp_path / "gone"), expect=2).stderr
    assert workspace.json("wave", "unseal", "w1", "--key", str(key))["respondents"] == 3


def test_unsealing_killed_at_any_moment_can_be_repeated(tmp_path):
    workspace, codes = opened(tmp_path, 150)
    with Server(workspace) as server:
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            receipts = [reply.json["receipt"] for reply in threads.map(lambda code: answer(server.port, code), codes)]
        workspace.cli("wave", "close", "w1")
        command = [
            str(BIN / "survey-cli"), "wave", "unseal", "w1", "--key", str(workspace.key), "--workspace", str(workspace.folder)
        ]
        start = time.monotonic()
        subprocess.run([str(BIN / "survey-cli"), "wave", "list", "--workspace", str(workspace.folder)], check=True, capture_output=True)
        least = time.monotonic() - start
        # Killed a little later each time, until a run gets through; so kills fall into every step.
        killed = 0
        for step in range(6, 200):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                assert process.wait(least * step / 12) == 0
                break
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
        assert killed >= 5
        respondents = workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"]
        assert respondents == 150
        wait_until(lambda: request(server.port, "GET", "/w/w1/counted.txt").status == 200)
        assert counted(server.port) == sorted(receipts)
    kinds = [kind for (kind,) in sqlite3.connect(workspace.folder / "data/results.sqlite").execute(
        "SELECT kind FROM ledgerEntry ORDER BY sequence")]
    assert kinds.count("wave.unsealed") == 1


@pytest.mark.parametrize("file", ["box.sqlite", "results.sqlite"])
def test_a_workspace_of_a_newer_version_is_left_alone(tmp_path, file):
    workspace, _ = opened(tmp_path, 1)
    path = workspace.folder / "data" / file
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO grdb_migrations VALUES ('999')")
        database.commit()

    def content():
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return list(database.iterdump())

    before = content()
    done = workspace.cli("codes", "w1", "--count", "1", expect=2)
    assert done.stderr == f"error: {file} was written by a newer version of this program. Update the program; nothing was changed.\n"
    if file == "box.sqlite":
        done = subprocess.run(
            [str(BIN / "survey-serve"), "--workspace", str(workspace.folder), "--port", "0"],
            capture_output=True, text=True, timeout=30,
        )
        assert done.returncode == 2 and "newer version" in done.stderr, done
    assert content() == before


# MARK: Answers over HTTP


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server with four waves: open with codes, open for anyone, not yet open, and closed."""
    folder = tmp_path_factory.mktemp("served")
    workspace, codes = opened(folder, 20)
    survey, tomorrow = folder / "small.yaml", (date.today() + timedelta(days=1)).isoformat()
    workspace.cli(*open_arguments(survey, folder, name="anyone", mode="open"))
    workspace.cli(*open_arguments(survey, folder, name="later", dates=["--opens", tomorrow, "--closes", "2099-01-01"]))
    workspace.cli(*open_arguments(survey, folder, name="over"))
    spare = {name: workspace.codes(1, name)[0] for name in ("later", "over")}
    workspace.cli("wave", "close", "over")
    with Server(workspace) as server:
        yield server.port, codes, spare


def test_a_used_code_gets_the_same_receipt(served):
    port, codes, _ = served
    first = answer(port, codes[0])
    assert first.status == 200 and first.json["repeated"] is False
    for typed in (codes[0], codes[0].lower().replace("-", " "), codes[0].replace("-", "")):
        again = answer(port, typed, {"a": 1})
        assert again.status == 200 and again.json == {**first.json, "repeated": True}
    page = request(port, "POST", "/en/w/w1/answers", f"code={codes[0]}&page=0&do=next".encode(),
                   {"Content-Type": "application/x-www-form-urlencoded"})
    assert page.status == 200 and first.json["receipt"] in page.text


UNKNOWN = [
    ("a code nobody drew", "w1", {"code": "0000-0000-0000-0000"}),
    ("no code at all", "w1", {"code": "it's me"}),
    ("a very long code", "w1", {"code": "0" * 10_000}),
    ("a nonce where codes count", "w1", {"nonce": "AAAAAAAAAAAAAAAAAAAAAA"}),
    ("a code where nonces count", "anyone", {"code": "0000-0000-0000-0000"}),
    ("a nonce too short", "anyone", {"nonce": "AAAA"}),
    ("a pass", "w1", {"pass": {"n": "AAAA", "s": "AAAA"}}),
    ("an unknown wave", "w9", {"code": "0000-0000-0000-0000"}),
]


@pytest.mark.parametrize("name,wave,right", UNKNOWN, ids=[name for name, *_ in UNKNOWN])
def test_unknown_rights_and_waves(served, name, wave, right):
    reply = post(served[0], {**right, "answers": GOOD}, wave=wave)
    assert reply.status == 404 and set(reply.json) == {"error"}


def test_a_code_of_one_wave_is_none_in_another(served):
    port, codes, spare = served
    assert answer(port, spare["over"]).status == 404
    assert answer(port, spare["later"], wave="w1").status == 404


def test_waves_that_take_no_answers(served):
    port, _, spare = served
    for wave, status in (("later", 409), ("over", 410)):
        assert answer(port, spare[wave], wave=wave).status == status
        # What is said about the wave doesn't depend on the right or the answers that came with it.
        assert post(port, b"nonsense", wave=wave).status == status
        assert request(port, "GET", f"/en/w/{wave}").status == status


def code_body(code, rest):
    return f'{{"code":"{code}",{rest}}}'.encode()


BROKEN = [
    ("nothing", lambda code: b""),
    ("no JSON", lambda code: b"code=1"),
    ("cut off", lambda code: code_body(code, '"answers":{"a":3')[:-1]),
    ("something behind", lambda code: code_body(code, '"answers":{"a":3}') + b"{}"),
    ("a list", lambda code: b'["' + code.encode() + b'"]'),
    ("answers missing", lambda code: b'{"code":"' + code.encode() + b'"}'),
    ("answers are a list", lambda code: code_body(code, '"answers":[3]')),
    ("answers twice", lambda code: code_body(code, '"answers":{"a":3},"answers":{"a":1}')),
    ("an item twice", lambda code: code_body(code, '"answers":{"a":3,"a":1}')),
    ("an unknown member", lambda code: code_body(code, '"answers":{"a":3},"name":"x"')),
    ("no right", lambda code: b'{"answers":{"a":3}}'),
    ("two rights", lambda code: code_body(code, '"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"a":3}')),
    ("the code is a number", lambda code: b'{"code":1,"answers":{"a":3}}'),
    ("bytes that are no UTF-8", lambda code: code_body(code, '"answers":{"a":3,"more":"x"}').replace(b'"x"', b'"\xff\xfe"')),
    ("half a surrogate pair", lambda code: code_body(code, r'"answers":{"a":3,"more":"\ud800"}')),
    ("a raw line break in a text", lambda code: code_body(code, '"answers":{"a":3,"more":"x\ny"}')),
    ("a leading zero", lambda code: code_body(code, '"answers":{"a":03}')),
    ("a number beyond all bounds", lambda code: code_body(code, '"answers":{"a":3,"tenure":1e999}')),
    ("not a number", lambda code: code_body(code, '"answers":{"a":NaN}')),
    ("very deep", lambda code: code_body(code, '"padding":' + "[" * 100_000)),
]


@pytest.mark.parametrize("name,body", BROKEN, ids=[name for name, _ in BROKEN])
def test_malformed_bodies(served, name, body):
    port, codes, _ = served
    reply = post(port, body(codes[1]))
    assert reply.status == 400 and set(reply.json) == {"error"}
    assert codes[1] not in reply.text


def test_the_type_must_be_json(served):
    port, codes, _ = served
    body = json.dumps({"code": codes[1], "answers": GOOD}).encode()
    for kind in ({}, {"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}):
        assert request(port, "POST", "/w/w1/answers", body, kind).status == 400


def test_cross_site_posts_are_refused(served):
    port, codes, _ = served
    for headers in ({"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Origin": "https://elsewhere.example"},
                    {"Origin": "null"}, {"Origin": f"http://127.0.0.1:{port + 1}"}):
        assert answer(port, codes[1], **headers).status == 403
        form = {name.replace("_", "-"): value for name, value in headers.items()}
        form["Content-Type"] = "application/x-www-form-urlencoded"
        assert request(port, "POST", "/en/w/w1/answers", f"code={codes[1]}&do=send&a=3".encode(), form).status == 403


WRONG_ANSWERS = [
    ({}, {"a"}),
    ({"a": 4}, {"a"}),
    ({"a": "3"}, {"a"}),
    ({"a": 2.5}, {"a"}),
    ({"a": None}, {"a"}),
    ({"a": True}, {"a"}),
    ({"a": [3]}, {"a"}),
    ({"a": 3, "b": "n/a"}, {"b"}),
    ({"a": 3, "tenure": -1}, {"tenure"}),
    ({"a": 3, "tenure": "long"}, {"tenure"}),
    ({"a": 3, "more": "x" * 201}, {"more"}),
    ({"a": 3, "nobody": 1}, {"nobody"}),
    ({"a": 9, "b": 9, "status": 9}, {"a", "b", "status"}),
]


@pytest.mark.parametrize("answers,items", WRONG_ANSWERS, ids=lambda value: str(value)[:40])
def test_wrong_answers_are_named_and_the_code_stays_good(served, answers, items):
    port, codes, _ = served
    reply = answer(port, codes[1], answers)
    assert reply.status == 422, reply.text
    assert {error["item"] for error in reply.json["errors"]} == items
    assert all(set(error) == {"item", "message"} and error["message"].endswith(".") for error in reply.json["errors"])


def test_oversize_bodies(served):
    port, codes, _ = served
    head = "POST /w/w1/answers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    announced = f"{head}Content-Length: 400000\r\n\r\n".encode()
    chunked = f"{head}Transfer-Encoding: chunked\r\n\r\n61A80\r\n".encode() + b"x" * 400_000 + b"\r\n0\r\n\r\n"
    for data in (announced, announced + b"x" * 400_000, chunked):
        start = time.monotonic()
        assert raw(port, data).startswith(b"HTTP/1.1 413"), "no 413 was read"
        assert time.monotonic() - start < 8
    largest = json.dumps({"code": "0000-0000-0000-0000", "answers": GOOD, "padding": "x" * 200_000}).encode()
    assert post(port, largest).status == 404, "a body within the limit is read"


def test_slow_bodies_are_cut_off(served):
    port, codes, _ = served
    body = json.dumps({"code": codes[1], "answers": GOOD}).encode()
    head = "POST /w/w1/answers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=14) as connection:
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())
        connection.settimeout(0.5)
        received = None
        for byte in body:
            try:
                connection.sendall(bytes([byte]))
                received = connection.recv(1000)
                break
            except TimeoutError:
                assert time.monotonic() - start < 14, "the body still drips after 14 s"
            except (BrokenPipeError, ConnectionResetError):
                received = b""
                break
    assert received is not None and (received == b"" or received.startswith(b"HTTP/1.1 408"))
    assert 9 < time.monotonic() - start < 14


def test_large_headers_are_refused(served):
    port, codes, _ = served
    head = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    for headers in (f"X-Long: {'x' * 20_000}\r\n", "".join(f"X-{n}: x\r\n" for n in range(200))):
        assert not raw(port, f"{head}{headers}\r\n".encode()).startswith(b"HTTP/1.1 200")
    assert raw(port, f"{head}\r\n".encode()).startswith(b"HTTP/1.1 200")


def test_after_all_that_the_code_still_counts_once(served):
    port, codes, _ = served
    assert answer(port, codes[1]).json["repeated"] is False


def test_closing_takes_effect_at_once(tmp_path):
    workspace, codes = opened(tmp_path, 2)
    with Server(workspace) as server:
        assert answer(server.port, codes[0]).status == 200
        workspace.cli("wave", "close", "w1")
        assert answer(server.port, codes[1]).status == 410
        assert unsealed(workspace) == 1


# MARK: A full disk


class Tmpfs:
    """A small file system of its own, filled up by a ballast file."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(folder)], check=True, capture_output=True)

    def fill(self, process):
        with open(self.folder / "ballast", "wb", buffering=0) as ballast:
            for size in (65_536, 4_096, 1):
                with contextlib.suppress(OSError):
                    while ballast.write(b"x" * size):
                        pass

    def free(self, process):
        (self.folder / "ballast").unlink()

    def close(self):
        subprocess.run(["umount", str(self.folder)], check=True)


class FileSizeLimit:
    """A limit on the size of the server's files: writes fail as on a full disk."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()

    def fill(self, process):
        largest = max(file.stat().st_size for file in (self.folder / "workspace/data").iterdir())
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (largest + 1, resource.RLIM_INFINITY))

    def free(self, process):
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def close(self):
        pass


def mounting_is_permitted():
    with tempfile.TemporaryDirectory() as parent:
        try:
            Tmpfs(pathlib.Path(parent) / "disk").close()
            return True
        except (OSError, subprocess.CalledProcessError):
            return False


class IgnoringServer(Server):
    """A server that gets an error, not a signal, when a file would grow beyond its limit."""

    def start(self):
        # Python ignores the signal itself, and a child whose signals aren't restored inherits that.
        with mock.patch.object(subprocess, "Popen", functools.partial(subprocess.Popen, restore_signals=False)):
            super().start()


@pytest.mark.parametrize("kind", [Tmpfs, FileSizeLimit] if mounting_is_permitted() else [FileSizeLimit])
def test_a_full_disk_acknowledges_nothing_by_halves(tmp_path, kind):
    disk = kind(tmp_path / "disk")
    try:
        workspace, codes = opened(disk.folder, 120)
        acknowledged, refused = {}, []
        with IgnoringServer(workspace) as server:

            def send(batch):
                with concurrent.futures.ThreadPoolExecutor(8) as threads:
                    for code, reply in zip(batch, threads.map(lambda code: answer(server.port, code), batch)):
                        if reply.status == 200:
                            assert reply.json["repeated"] is False
                            acknowledged[code] = reply.json["receipt"]
                        else:
                            assert reply.status == 503 and int(reply.headers["Retry-After"]) > 0
                            assert set(reply.json) == {"error"}
                            refused.append(code)

            send(codes[:30])
            assert len(acknowledged) == 30
            disk.fill(server.process)
            send(codes[30:90])
            assert len(refused) >= 10, "the disk never got full"
            assert request(server.port, "GET", "/livez").status == 200
            again = answer(server.port, codes[0])
            assert again.status == 200 and again.json["repeated"] is True, "what was counted before is still known"
            page = request(server.port, "GET", "/en/w/w1")
            assert page.status == 200
            disk.free(server.process)
            # Half of the refused come back and are counted as new; the others never return.
            returning, gone = refused[::2], refused[1::2]
            refused.clear()
            send(returning + codes[90:])
            assert not refused, "the server doesn't recover when there is room again"
            assert unsealed(workspace) == len(acknowledged)
            wait_until(lambda: request(server.port, "GET", "/w/w1/counted.txt").status == 200)
            assert counted(server.port) == sorted(acknowledged.values())
            assert not set(gone) & set(acknowledged)
    finally:
        disk.close()


def test_a_disk_that_is_full_while_unsealing(tmp_path):
    workspace, codes = opened(tmp_path, 60)
    with Server(workspace) as server:
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            receipts = [reply.json["receipt"] for reply in threads.map(lambda code: answer(server.port, code), codes)]
    workspace.cli("wave", "close", "w1")
    command = [
        str(BIN / "survey-cli"), "wave", "unseal", "w1", "--key", str(workspace.key), "--json", "--workspace", str(workspace.folder)
    ]
    failures = 0
    for size in range(4_096, 4_096 * 100, 3 * 4_096):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, preexec_fn=limit, restore_signals=False)
        if done.returncode == 0:
            break
        failures += 1
        assert done.returncode == 1 and done.stderr.startswith("error: ") and done.stdout == "", done
    assert failures >= 2, "the disk never got full"
    assert workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"] == 60
    with Server(workspace) as server:
        assert counted(server.port) == sorted(receipts)


# MARK: Nothing that tells who


def forms(mark):
    """A mark as it could be written somewhere: raw, hexadecimal, and base64 at each of the three alignments."""
    mark = mark.encode()
    yield from (mark, mark.hex().encode(), mark.hex().upper().encode())
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + mark)
        # Characters that mix in neighbouring bytes are cut off.
        core = whole[-(-shift * 8 // 6):len(whole) - len(whole) % 4 - 4]
        yield from (core, core.replace(b"+", b"-").replace(b"/", b"_"))


def traces(folder, marks):
    found = []
    for file in sorted(pathlib.Path(folder).rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            found += [(file.name, mark) for mark in marks for form in forms(mark) if form in content]
    return found


@pytest.mark.parametrize("encode", [bytes, bytes.hex, base64.b64encode, lambda b: base64.urlsafe_b64encode(b"yz" + b)])
def test_the_search_finds_what_is_there(tmp_path, encode):
    written = encode(b"Canary/7.31 (a marked browser)")
    (tmp_path / "file").write_bytes(b"before" + (written.encode() if isinstance(written, str) else written) + b"after")
    assert traces(tmp_path, ["Canary/7.31 (a marked browser)"])
    assert not traces(tmp_path, ["Canary/7.32 (a marked browser)"])


def test_no_trace_of_who_answered_or_how_they_came(tmp_path):
    home = tmp_path / "home"
    workspace, codes = opened(home, 12)
    agent, address, referrer, language = "Canary/7.31 (a marked browser)", "203.0.113.77", "https://canary.example/from", "xq-CANARY"
    headers = {
        "User_Agent": agent, "X_Forwarded_For": address, "X_Real_IP": address, "Forwarded": f"for={address}",
        "Referer": referrer, "Accept_Language": language, "Cookie": "who=canary-cookie", "Authorization": "Bearer canary-token",
    }
    plain = {name.replace("_", "-"): value for name, value in headers.items()}
    comments = [f"canary comment number {number}" for number in range(len(codes))]
    everybody = [agent, address, referrer, language, "canary-cookie", "canary-token"]
    written = codes + [code.replace("-", "") for code in codes] + [code.lower() for code in codes]
    with Server(workspace) as server:
        for code, comment in zip(codes[:8], comments):
            assert answer(server.port, code, {**GOOD, "more": comment}, **headers).status == 200
        # Four people by the form, page by page, with mistakes on the way.
        kind = {**plain, "Content-Type": "application/x-www-form-urlencoded"}
        for code, comment in zip(codes[8:], comments[8:]):
            request(server.port, "GET", "/en/w/w1", headers=plain)
            for fields in (f"code={code}&page=0&do=next", f"code={code}&page=1&do=next&a=9",
                           f"code={code}&page=1&do=send&a=3&b=2&more={comment.replace(' ', '+')}"):
                page = request(server.port, "POST", "/en/w/w1/answers", fields.encode(), kind)
            assert page.status == 200 and "Set-Cookie" not in page.headers
        # Errors log nothing of a request either.
        post(server.port, b"{" + codes[0].encode(), **headers)
        answer(server.port, "0000-CANARY", **headers)
        request(server.port, "GET", f"/en/w/{codes[0]}", headers=plain)
        assert not traces(home, everybody + written + comments), "while the wave is open"
        assert (home / "server.log").exists()
        workspace.cli("wave", "close", "w1")
        respondents = workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"]
        assert respondents == 12
        assert not traces(home, everybody + written), "after unsealing"
        # The box is empty: not even the digests of the codes are left, in free pages or the write-ahead log.
        digests = [hashlib.sha256(code.replace("-", "").encode()).digest() for code in codes]
        for file in home.rglob("*"):
            if file.is_file():
                content = file.read_bytes()
                assert not any(digest in content for digest in digests), file.name
    assert not traces(home, everybody + written), "after the server stopped"
    texts = {text for (text,) in sqlite3.connect(workspace.folder / "data/results.sqlite").execute("SELECT text FROM comment")}
    assert texts == set(comments), "the comments themselves are kept, apart"


# MARK: Answers in CSV


CSV = [
    ("an unknown column", "a,x\n3,1\n", (1, 3), "csv.unknown-column"),
    ("a column twice", "a,b,a\n3,1,3\n", (1, 5), "csv.duplicate-column"),
    ("an unknown code", "a,b\n3,2\n3,7\n", (3, 3), "csv.unknown-code"),
    ("no number", "a,tenure\n3,long\n", (2, 3), "csv.not-a-number"),
    ("a field too few", "a,b\n3\n", (2, 1), "csv.fields"),
    ("not offered", "a,b\nn/a,2\n", (2, 1), "csv.not-offered"),
    ("comments", "a,more\n3,text\n", (1, 3), "csv.comment-column"),
    ("a quote in a field", 'a,b\n3,"2"x\n', (2, 6), "csv.syntax"),
    ("an empty file", "", (1, 1), "csv.empty"),
]


@pytest.mark.parametrize("name,text,place,code", CSV, ids=[name for name, *_ in CSV])
def test_bad_csv_is_located(tmp_path, name, text, place, code):
    file = tmp_path / "answers.csv"
    file.write_text(text)
    done = run("analyse", str(file), "--survey", str(survey_file(tmp_path)), expect=2)
    assert (*place, code) in places(done.stderr, file), done.stderr
    assert done.stdout == ""


def test_all_bad_cells_are_reported_at_once(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("a,b,status\n9,2,1\n3,9,1\n3,2,9\n")
    done = run("analyse", str(file), "--survey", str(survey_file(tmp_path)), expect=2)
    assert [place for *place, _ in places(done.stderr, file)] == [[2, 1], [3, 3], [4, 5]]
    assert "9" not in re.sub(r"^.*?: \[", "[", done.stderr, flags=re.M), "a message repeats an answer"
