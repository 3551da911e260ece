"""A receiver for the demo: takes one kind of message, checks its Standard Webhooks signature, and writes down what it got.

Usage: demo-receiver.py PORT_FILE LOG_FILE SECRET_FILE (the secret is made here, as a receiver's owner would)
"""

import base64
import hashlib
import hmac
import http.server
import json
import os
import secrets
import sys

port_file, log_file, secret_file = sys.argv[1:]
key = secrets.token_bytes(24)
descriptor = os.open(secret_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
os.write(descriptor, b"whsec_" + base64.b64encode(key) + b"\n")
os.close(descriptor)


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
        expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        valid = any(hmac.compare_digest(expected, given) for given in self.headers["webhook-signature"].split())
        with open(log_file, "a") as log:
            log.write(json.dumps({"signature": "valid" if valid else "INVALID", "message": json.loads(body)}) + "\n")
        self.send_response(204 if valid else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
with open(port_file + ".new", "w") as file:
    file.write(str(server.server_port))
os.rename(port_file + ".new", port_file)
server.serve_forever()
