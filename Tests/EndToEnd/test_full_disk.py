"""A full disk: what was acknowledged is kept, what was refused is not, and there is a way back."""

import concurrent.futures
import contextlib
import functools
import pathlib
import resource
import subprocess
import tempfile
from unittest import mock

import pytest

import analysis_sample
from engine import BIN, ROOT, Server, wait_until
from http_requests import answer, counted, request
from small_wave import opened, unsealed


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


@pytest.mark.parametrize(
    "arguments", [("schema", "survey"), ("--help",), ("validate", str(ROOT / "Surveys/inclusion-baseline.yaml")), ("analyse",)]
)
def test_a_result_that_is_lost_is_a_failure(tmp_path, arguments):
    if arguments == ("analyse",):
        survey, answers, _ = analysis_sample.write(tmp_path, analysis_sample.people())
        arguments = ("analyse", str(answers), "--survey", str(survey), "--json")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([str(BIN / "survey-cli"), *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and done.stderr.startswith("error: The result can't be written to standard output."), done


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
