"""Requests to a running server, well-formed and not."""

import contextlib
import http.client
import json
import socket

from small_wave import GOOD


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


def counted(port, wave="w1"):
    """The receipts of the published list."""
    lines = request(port, "GET", f"/w/{wave}/counted.txt").text.splitlines()
    assert lines[0] == f"survey-pass/v1 counted {wave} {len(lines) - 2}"
    assert lines[1:-1] == sorted(lines[1:-1])
    return lines[1:-1]
