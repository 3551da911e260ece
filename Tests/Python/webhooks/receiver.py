#!/usr/bin/env python3
"""A webhook receiver for tests, of the standard library only.

    receiver.py LOG [--port N] [--certificate FILE --key FILE] [--with-parent]

Listens on 127.0.0.1, prints its port on the first line and appends every request to LOG as one JSON line
{"path", "headers", "body"} (the body in base64) before it answers. With --with-parent it ends with the process
that started it. The path says how it behaves:

    /ok         200
    /slow       nothing for 60 seconds, or as many as the query says: /slow?2
    /reset      the connection is reset
    /500 /503   that status
    /429        429 with Retry-After: 7, or as the query says
    /410        410
    /302        302 to /ok
    /huge       200 and a body without end
    /flaky      500 for the first two attempts of each id, then 200
    other       404
"""

import argparse
import base64
import collections
import http.server
import json
import os
import socket
import ssl
import struct
import threading
import time
import urllib.parse

attempts = collections.Counter()
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    log_path = ""

    def log_message(self, *arguments):
        pass

    def do_POST(self):
        address = urllib.parse.urlsplit(self.path)
        argument = urllib.parse.unquote(address.query)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        line = {
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": base64.b64encode(body).decode(),
        }
        with lock:
            attempts[self.headers.get("webhook-id")] += 1
            attempt = attempts[self.headers.get("webhook-id")]
            with open(self.log_path, "a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
        match address.path:
            case "/ok":
                self.answer(200)
            case "/slow":
                self.wait(float(argument or 60))
                self.answer(200)
            case "/reset":
                self.reset()
            case "/429":
                self.answer(429, {"Retry-After": argument or "7"})
            case "/302":
                self.answer(302, {"Location": "/ok"})
            case "/huge":
                self.pour()
            case "/flaky":
                self.answer(200 if attempt > 2 else 500)
            case "/500" | "/503" | "/410":
                self.answer(int(address.path[1:]))
            case _:
                self.answer(404)

    do_GET = do_POST

    def answer(self, status, headers=None):
        body = b"a reply with somebody's name in it"
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def wait(self, seconds):
        """Waits, but not longer than the sender."""
        self.connection.settimeout(seconds)
        try:
            self.connection.recv(1)
        except TimeoutError:
            pass
        self.connection.settimeout(None)

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def pour(self):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.wfile.write(b"x" * 65536)

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, ValueError, OSError):
            self.close_connection = True

    def finish(self):
        try:
            super().finish()
        except (ConnectionError, ValueError, OSError):
            pass


class Server(http.server.ThreadingHTTPServer):
    def shutdown_request(self, request):
        if request.fileno() >= 0:
            super().shutdown_request(request)

    def handle_error(self, request, client_address):
        pass


def end_with_parent():
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("log")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--with-parent", action="store_true")
    options = parser.parse_args()
    Handler.log_path = options.log
    open(options.log, "a", encoding="utf-8").close()
    server = Server(("127.0.0.1", options.port), Handler)
    server.daemon_threads = True
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    if options.with_parent:
        threading.Thread(target=end_with_parent, daemon=True).start()
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
