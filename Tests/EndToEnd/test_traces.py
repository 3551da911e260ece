"""Nothing that tells who answered or how they came is written anywhere."""

import base64
import hashlib
import pathlib
import sqlite3

import pytest

from engine import Server
from http_requests import answer, post, request
from small_wave import GOOD, opened


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
