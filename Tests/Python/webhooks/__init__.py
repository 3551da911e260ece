"""A receiver of webhooks for tests (receiver.py), its driver here, and a verifier (verify.py)."""

import base64
import json
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent


class Receiver:
    """receiver.py on a free port, stopped by its process id."""

    def __init__(self, log):
        self.log = pathlib.Path(log)
        self.process = subprocess.Popen(
            [sys.executable, str(FOLDER / "receiver.py"), str(self.log), "--with-parent"],
            stdout=subprocess.PIPE, text=True,
        )
        self.port = int(self.process.stdout.readline())

    def url(self, path="/ok"):
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def requests(self):
        """What has arrived so far, as (path, headers, body)."""
        lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [(line["path"], line["headers"], base64.b64decode(line["body"])) for line in lines]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
