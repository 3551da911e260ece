"""Bad answers over HTTP get a clear message, and the code stays good."""

import json
import socket
import time
from datetime import date, timedelta

import pytest

from engine import Server
from http_requests import answer, post, raw, request
from small_wave import GOOD, open_arguments, opened, unsealed


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
