"""Keys split among keepers, locked keys, unsealing on the keeper's own machine, and deletion with a certificate."""

import base64
import collections
import contextlib
import itertools
import pathlib
import re
import shutil
import sqlite3
import stat
import subprocess
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

import keeper_files
from engine import BIN, Server, run, wait_until
from http_requests import answer, counted, request
from small_wave import DATES, GOOD, SURVEY, make_workspace, open_arguments, opened, survey_file

ANSWERS = [
    {"a": 1 + number % 3, "b": 1 + number // 2 % 3, "tenure": number, "status": 1 + number % 2, "more": f"marked comment {number}"}
    for number in range(14)
]


def keys(*files):
    return [argument for file in files for argument in ("--key", str(file))]


def split_key(folder, keepers=3, needed=2, name="split.key", *more):
    file = folder / name
    run("keeper", "make", "--out", str(file), "--keepers", str(keepers), "--needed", str(needed), *more)
    return file, [pathlib.Path(f"{file}.{number}") for number in range(1, keepers + 1)]


def split_wave(folder, mode="code"):
    """A workspace with a wave of a key split 3:2 elsewhere, nothing proven yet."""
    workspace = make_workspace(folder)
    file, shares = split_key(folder)
    workspace.cli(
        "wave", "open", str(folder / "small.yaml"), "--name", "w1", "--mode", mode, *DATES, "--keeper-public", f"{file}.pub")
    return workspace, shares


def columns(folder, wave="w1"):
    """The answers as a multiset of rows, and the comments as a multiset."""
    with contextlib.closing(sqlite3.connect(folder / "data/results.sqlite")) as database:
        stored = [content for (content,) in database.execute(
            "SELECT bytes FROM resultColumn WHERE wave = ? ORDER BY position", [wave])]
        comments = collections.Counter(text for (text,) in database.execute("SELECT text FROM comment WHERE wave = ?", [wave]))
        receipts = [text for (text,) in database.execute("SELECT receipt FROM countedReceipt WHERE wave = ? ORDER BY 1", [wave])]
    return collections.Counter(zip(*stored)), comments, receipts


def kinds(workspace):
    return [entry["kind"] for entry in workspace.json("ledger", "list")]


def test_shares_are_what_another_program_reads(tmp_path):
    file, shares = split_key(tmp_path, keepers=5, needed=3)
    assert not file.exists() and len(shares) == 5
    read = [keeper_files.share(share) for share in shares]
    assert [values[0] for values, _ in read] == [1, 2, 3, 4, 5]
    assert len({common for _, common in read}) == 1
    public = keeper_files.fields(f"{file}.pub")["public"]
    for some in itertools.combinations([values for values, _ in read], 3):
        assert keeper_files.public_of(some) == public
    assert keeper_files.public_of([values for values, _ in read[:2]]) != public
    for path in [*shares, pathlib.Path(f"{file}.pub")]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("arguments,words", [
    (["--keepers", "3"], "together"), (["--needed", "2"], "together"),
    (["--keepers", "3", "--needed", "4"], "between"), (["--keepers", "3", "--needed", "1"], "between"),
    (["--keepers", "1", "--needed", "1"], "between"), (["--keepers", "256", "--needed", "2"], "between"),
])
def test_numbers_of_keepers_that_make_no_sense(tmp_path, arguments, words):
    done = run("keeper", "make", "--out", str(tmp_path / "key"), *arguments, expect=2)
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "key.2").write_text("kept")
    done = run("keeper", "make", "--out", str(tmp_path / "key"), "--keepers", "3", "--needed", "2", expect=2)
    assert "key.2" in done.stderr and "never overwritten" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["key.2"]


def test_a_wave_opens_when_every_share_was_proven(tmp_path):
    workspace, shares = split_wave(tmp_path)
    status = workspace.json("wave", "status", "w1")
    assert (status["stage"], status["keeperProven"]) == ("unproven", False)
    assert status["keeperShares"] == {"count": 3, "needed": 2, "proven": []}
    done = workspace.cli("wave", "prove", "w1", *keys(shares[0], shares[2]))
    assert "Not yet: 2." in done.stdout
    assert "not proven: 2." in workspace.cli("wave", "status", "w1").stdout
    assert "prove every share" in workspace.cli("next").stdout
    code = workspace.codes(1)[0]
    with Server(workspace) as server:
        assert answer(server.port, code).status == 409
    workspace.cli("wave", "prove", "w1", *keys(shares[1], shares[2]))
    status = workspace.json("wave", "status", "w1")
    assert (status["stage"], status["keeperShares"]["proven"]) == ("open", [1, 2, 3])
    assert "all proven" in workspace.cli("wave", "status", "w1").stdout
    with Server(workspace) as server:
        assert answer(server.port, code).status == 200
    assert kinds(workspace).count("key.proven") == 2


def test_what_is_wrong_with_shares_is_said(tmp_path):
    workspace, shares = split_wave(tmp_path)
    _, others = split_key(tmp_path, name="other.key")
    run("keeper", "make", "--out", str(tmp_path / "whole.key"))
    text = shares[1].read_text()
    files = {
        "mistyped": keeper_files.mistyped(text, "share", 4),
        "short": re.sub(r"(share: .*)-\w+.", r"\1", text),
        "swapped": re.sub(r"share: ([^-]+)-([^-]+)", r"share: \2-\1", text),
        "public": text.replace("public: ", "public: 0"),
        "no-line": "\n".join(line for line in text.splitlines() if not line.startswith("share")),
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    wrong = [
        ([shares[0]], "One share is too few: 2 of the 3 are needed"),
        ([shares[0], shares[0]], "are the same share, number 1"),
        ([shares[0], others[1]], "different keys"),
        (others[:2], "not the one that wave 'w1' was sealed to"),
        ([shares[0], tmp_path / "whole.key"], "whole.key holds a whole key"),
        ([tmp_path / "whole.key"], "not the one that wave 'w1' was sealed to"),
        ([shares[0], tmp_path / "mistyped"], f"{tmp_path / 'mistyped'}: Group 4 "),
        ([shares[0], tmp_path / "short"], f"{tmp_path / 'short'}: The key is incomplete: it should have 9 groups"),
        ([shares[0], tmp_path / "swapped"], f"{tmp_path / 'swapped'}: The share is damaged"),
        ([shares[0], tmp_path / "public"], f"{tmp_path / 'public'}: The share is damaged"),
        ([shares[0], tmp_path / "no-line"], "no line 'share:'"),
        ([shares[0], tmp_path / "gone"], "can't be read"),
        ([shares[0], f"{tmp_path}/split.key.pub"], "not a keeper's file"),
        ([], "--key"),
    ]
    for command in ("prove", "unseal"):
        for given, words in wrong:
            done = workspace.cli("wave", command, "w1", *keys(*given), expect=2)
            assert words in done.stderr, f"{command}: {done.stderr}"
            assert not any(group in done.stderr for group in keeper_files.fields(shares[1])["share"].split("-"))
    assert workspace.json("wave", "status", "w1")["keeperShares"]["proven"] == []


def test_a_wave_opened_with_split_keys_proves_every_share_at_once(tmp_path):
    workspace = make_workspace(tmp_path)
    arguments = open_arguments(tmp_path / "small.yaml", tmp_path)
    done = workspace.cli(*arguments, "--keepers", "4", "--needed", "3")
    shares = [tmp_path / f"w1.key.{number}" for number in range(1, 5)]
    assert all(str(share) in done.stdout for share in shares) and not (tmp_path / "w1.key").exists()
    status = workspace.json("wave", "status", "w1")
    assert status["keeperShares"] == {"count": 4, "needed": 3, "proven": [1, 2, 3, 4]} and status["stage"] == "open"
    codes = workspace.codes(6)
    with Server(workspace) as server:
        for code in codes:
            assert answer(server.port, code).status == 200
    workspace.cli("wave", "close", "w1")
    assert workspace.json("wave", "unseal", "w1", *keys(shares[3], shares[0], shares[2]))["respondents"] == 6


def test_what_is_fixed_when_a_wave_opens_is_refused_afterwards(tmp_path):
    workspace, _ = opened(tmp_path, 1)
    before = workspace.json("wave", "status", "w1")
    again = ["wave", "open", str(tmp_path / "small.yaml"), "--name", "w1", *DATES]
    run("keeper", "make", "--out", str(tmp_path / "new.key"))
    attempts = [
        [*again, "--mode", "open", "--keeper", str(tmp_path / "k1")],
        [*again, "--mode", "code", "--keeper", str(tmp_path / "k2"), "--keepers", "3", "--needed", "2"],
        [*again, "--mode", "code", "--keeper-public", str(tmp_path / "new.key.pub")],
    ]
    for attempt in attempts:
        assert "can't change any more" in workspace.cli(*attempt, expect=2).stderr
    done = workspace.cli("wave", "prove", "w1", "--key", str(tmp_path / "new.key"), expect=2)
    assert "not the one that wave 'w1' was sealed to" in done.stderr
    done = workspace.cli(
        *again, "--mode", "code", "--keeper-public", str(tmp_path / "new.key.pub"), "--keepers", "2", "--needed", "2", expect=2)
    assert "was split and locked when it was made" in done.stderr
    assert workspace.json("wave", "status", "w1") == before
    assert not list(tmp_path.glob("k[12]*"))
    # The files themselves refuse it too.
    for name in ("box", "results"):
        with contextlib.closing(sqlite3.connect(workspace.folder / f"data/{name}.sqlite")) as database:
            for change in ("mode = 'open'", "keeperPublicKey = zeroblob(32)", "keeperNeeded = 1", "survey = ''"):
                with pytest.raises(sqlite3.IntegrityError):
                    database.execute(f"UPDATE wave SET {change}")


def test_a_split_key_cannot_be_swapped_for_another_splitting(tmp_path):
    workspace, _ = split_wave(tmp_path)
    whole = tmp_path / "small2.key"
    run("keeper", "make", "--out", str(whole))
    workspace.cli(
        "wave", "open", str(tmp_path / "small.yaml"), "--name", "w2", "--mode", "code", *DATES, "--keeper-public", f"{whole}.pub")
    _, shares = split_key(tmp_path, name="third.key")
    assert "not the one" in workspace.cli("wave", "prove", "w2", *keys(*shares), expect=2).stderr
    # The same key, opened as if it were whole.
    text = (tmp_path / "third.key.pub").read_text()
    (tmp_path / "stripped.pub").write_text("".join(line + "\n" for line in text.splitlines() if not line.startswith("shares")))
    workspace.cli(
        "wave", "open", str(tmp_path / "small.yaml"), "--name", "w3", "--mode", "code", *DATES,
        "--keeper-public", str(tmp_path / "stripped.pub"))
    done = workspace.cli("wave", "prove", "w3", *keys(*shares), expect=2)
    assert "opened with a whole key, and these are shares" in done.stderr


def test_locked_keys_need_their_passphrase(tmp_path):
    workspace = make_workspace(tmp_path)
    (tmp_path / "one").write_text("seven horses and a caf\u00e9\n")
    (tmp_path / "two").write_text("another passphrase\n")
    (tmp_path / "short").write_text("too short\n")
    (tmp_path / "empty").write_text("\n")
    make = ["keeper", "make", "--out", str(tmp_path / "key"), "--keepers", "2", "--needed", "2"]
    for given, words in [(["short"], "at least 12 characters"), (["empty"], "one line"), (["gone"], "can't be read"),
                         (["one", "two", "one"], "one for each")]:
        options = [argument for name in given for argument in ("--passphrase-file", str(tmp_path / name))]
        assert words in run(*make, *options, expect=2).stderr
        assert not list(tmp_path.glob("key*"))
    run(*make, "--passphrase-file", str(tmp_path / "one"), "--passphrase-file", str(tmp_path / "two"))
    shares = [tmp_path / "key.1", tmp_path / "key.2"]
    assert all("\nholds: share\n" in share.read_text() for share in shares)
    workspace.cli(
        "wave", "open", str(tmp_path / "small.yaml"), "--name", "w1", "--mode", "code", *DATES,
        "--keeper-public", f"{tmp_path / 'key.pub'}")
    prove = ["wave", "prove", "w1", *keys(*shares)]
    assert f"{shares[0]} is locked with a passphrase" in workspace.cli(*prove, expect=2).stderr
    done = workspace.cli(*prove, "--passphrase-file", str(tmp_path / "one"), expect=2)
    assert f"{shares[1]}: The passphrase doesn't open the file" in done.stderr
    damaged = tmp_path / "damaged"
    damaged.write_text(keeper_files.mistyped(shares[0].read_text(), "content", 12))
    assert f"{damaged}: Group 12 " in workspace.cli(
        "wave", "prove", "w1", *keys(damaged, shares[1]), "--passphrase-file", str(tmp_path / "one"), expect=2).stderr
    workspace.cli(*prove, "--passphrase-file", str(tmp_path / "two"), "--passphrase-file", str(tmp_path / "one"))
    assert workspace.json("wave", "status", "w1")["stage"] == "open"


def test_a_wave_can_be_opened_with_a_locked_key(tmp_path):
    workspace = make_workspace(tmp_path)
    (tmp_path / "words").write_text("seven horses and a goat")
    workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path), "--passphrase-file", str(tmp_path / "words"))
    assert workspace.json("wave", "status", "w1")["stage"] == "open"
    workspace.cli("wave", "close", "w1")
    done = workspace.cli("wave", "unseal", "w1", "--key", str(tmp_path / "w1.key"), expect=2)
    assert "--passphrase-file" in done.stderr
    workspace.cli("wave", "unseal", "w1", "--key", str(tmp_path / "w1.key"), "--passphrase-file", str(tmp_path / "words"))


@pytest.fixture(scope="module")
def closed_split_wave(tmp_path_factory):
    """A closed wave of a split key with answers, and a copy of its workspace that unseals by itself."""
    folder = tmp_path_factory.mktemp("keepers")
    workspace, shares = split_wave(folder)
    workspace.cli("wave", "prove", "w1", *keys(*shares))
    codes = workspace.codes(len(ANSWERS) + 3)
    done = workspace.cli("box", "export", "w1", "--out", str(folder / "early"), expect=1)
    assert "isn't closed yet" in done.stderr and not (folder / "early").exists()
    with Server(workspace) as server:
        receipts = []
        for code, answers in zip(codes, ANSWERS):
            reply = answer(server.port, code, answers)
            assert reply.status == 200
            receipts.append(reply.json["receipt"])
        workspace.cli("wave", "close", "w1")
    twin = shutil.copytree(workspace.folder, folder / "twin")
    return workspace, shares, twin, sorted(receipts), folder


def test_unsealing_on_the_keepers_machine_gives_what_unsealing_here_gives(closed_split_wave, tmp_path):
    workspace, shares, twin, receipts, folder = closed_split_wave
    box = tmp_path / "w1.box"
    exported = workspace.json("box", "export", "w1", "--out", str(box))
    assert exported["answers"] == len(ANSWERS)
    assert stat.S_IMODE(box.stat().st_mode) == 0o600
    assert "there is a file of that name already" in workspace.cli("box", "export", "w1", "--out", str(box), expect=2).stderr
    content = box.read_bytes()
    assert content.startswith(b"survey-box/v1\n") and b"marked comment" not in content

    # The keeper's machine: a folder with the box and two shares, and no workspace.
    machine = tmp_path / "keeper"
    machine.mkdir()
    for file in (box, shares[0], shares[2]):
        shutil.copy(file, machine)

    def keeper(*arguments, expect=0):
        done = subprocess.run(
            [str(BIN / "survey-cli"), "box", "unseal", "w1.box", *arguments], cwd=machine, capture_output=True, text=True)
        assert done.returncode == expect, done
        return done

    two = keys("split.key.1", "split.key.3")
    for arguments, words in [
        ([*keys("split.key.1"), "--out", "results"], "too few"),
        ([*two, "--out", "w1.box"], "already"),
    ]:
        assert words in keeper(*arguments, expect=2).stderr
    run("keeper", "make", "--out", str(machine / "other.key"))
    assert "not the one that wave 'w1'" in keeper("--key", "other.key", "--out", "results", expect=2).stderr
    assert not (machine / "results").exists()
    for position in (5, 40, len(content) // 2, len(content) - 80, len(content) - 3):
        changed = bytearray(content)
        changed[position] ^= 1
        (machine / "w1.box").write_bytes(changed)
        words = "survey-box/v1" if position == 5 else "damaged or edited"
        assert words in keeper(*two, "--out", "results", expect=2).stderr
    (machine / "w1.box").write_bytes(content[:-1])
    assert "damaged or edited" in keeper(*two, "--out", "results", expect=2).stderr
    (machine / "w1.box").write_bytes(content)
    done = keeper(*two, "--out", "results")
    assert workspace.json("wave", "status", "w1")["receiptKey"] in done.stdout
    results = machine / "results"
    assert stat.S_IMODE(results.stat().st_mode) == 0o600
    assert "there is a file" in keeper(*two, "--out", "results", expect=2).stderr

    # The office.
    for file, words in [(box, "not a results file"), (tmp_path / "gone", "can't be read")]:
        assert words in workspace.cli("wave", "receive", str(file), expect=2).stderr
    whole = results.read_bytes()
    for position in (30, len(whole) // 2, len(whole) - 70):
        damaged = tmp_path / "damaged"
        damaged.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1:])
        assert "damaged or edited" in workspace.cli("wave", "receive", str(damaged), expect=2).stderr
    damaged.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert "keeper's key" in workspace.cli("wave", "receive", str(damaged), expect=1).stderr
    stranger, _ = opened(tmp_path / "stranger", 0)
    stranger.cli("wave", "close", "w1")
    assert "keeper's key" in stranger.cli("wave", "receive", str(results), expect=1).stderr
    with contextlib.closing(sqlite3.connect(workspace.folder / "data/box.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM sealedRecord").fetchone() == (2 * len(ANSWERS),)

    received = workspace.json("wave", "receive", str(results))
    assert received == {"wave": "w1", "respondents": len(ANSWERS), "boxEmptied": True}
    assert workspace.json("wave", "receive", str(results)) == received
    assert kinds(workspace).count("wave.unsealed") == 1
    assert kinds(workspace)[-5:] == ["box.exported", "results.received", "wave.unsealed", "decisions", "box.emptied"]
    done = workspace.cli("box", "export", "w1", "--out", str(tmp_path / "late"), expect=1)
    assert "unsealed already" in done.stderr
    with contextlib.closing(sqlite3.connect(workspace.folder / "data/box.sqlite")) as database:
        for table in ("sealedRecord", "spent", "code"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)

    # The same answers, unsealed where they lay.
    run("wave", "unseal", "w1", *keys(shares[1], shares[2]), "--workspace", str(twin))
    rows, comments, stored = columns(workspace.folder)
    assert columns(twin) == (rows, comments, stored)
    assert rows.total() == len(ANSWERS) and stored == receipts
    assert comments == collections.Counter(answers["more"] for answers in ANSWERS)
    with Server(workspace) as server:
        wait_until(lambda: request(server.port, "GET", "/w/w1/counted.txt").status == 200)
        assert counted(server.port) == receipts


def test_office_and_box_on_two_machines_receive_one_after_the_other(tmp_path):
    workspace, codes = opened(tmp_path, 6)
    with Server(workspace) as server:
        receipts = sorted(answer(server.port, code).json["receipt"] for code in codes)
    workspace.cli("wave", "close", "w1")
    workspace.cli("box", "export", "w1", "--out", str(tmp_path / "box"))
    run("box", "unseal", str(tmp_path / "box"), "--key", str(workspace.key), "--out", str(tmp_path / "results"))
    office, box = (shutil.copytree(workspace.folder, tmp_path / name) for name in ("office", "box-machine"))
    for path in [office / "keys/box", box / "keys/office"]:
        shutil.rmtree(path)
    for path in [*office.glob("data/box.*"), *box.glob("data/results.*")]:
        path.unlink()
    for _ in range(2):
        done = run("wave", "receive", str(tmp_path / "results"), "--workspace", str(office))
        assert "The box is on another machine" in done.stdout
        done = run("wave", "receive", str(tmp_path / "results"), "--workspace", str(box))
        assert "The box is empty" in done.stdout
    assert columns(office)[2] == receipts
    with contextlib.closing(sqlite3.connect(box / "data/box.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM sealedRecord").fetchone() == (0,)
        (text,) = database.execute("SELECT countedList FROM wave").fetchone()
        assert text.splitlines()[1:-1] == receipts


def test_receiving_finishes_what_a_crash_left(tmp_path):
    workspace, codes = opened(tmp_path, 40)
    with Server(workspace) as server:
        for code in codes:
            assert answer(server.port, code).status == 200
    workspace.cli("wave", "close", "w1")
    workspace.cli("box", "export", "w1", "--out", str(tmp_path / "box"))
    run("box", "unseal", str(tmp_path / "box"), "--key", str(workspace.key), "--out", str(tmp_path / "results"))
    command = [
        str(BIN / "survey-cli"), "wave", "receive", str(tmp_path / "results"), "--workspace", str(workspace.folder)]
    killed = 0
    for step in range(1, 200):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert process.wait(step * 0.02) == 0
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    assert killed
    assert workspace.json("wave", "receive", str(tmp_path / "results"))["respondents"] == 40
    assert kinds(workspace).count("wave.unsealed") == 1
    assert columns(workspace.folder)[0].total() == 40


def certificate_is_signed(text):
    lines = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)

    def decode(value):
        return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))

    body, _, signature = text.rpartition("signature: ")
    Ed25519PublicKey.from_public_bytes(decode(lines["ledger key"])).verify(decode(signature.strip()), body.encode())
    return lines


def test_deleting_gives_a_certificate_and_leaves_no_byte(tmp_path):
    workspace, codes = opened(tmp_path, 12)
    with Server(workspace) as server:
        for number, code in enumerate(codes):
            assert answer(server.port, code, {**GOOD, "more": f"marked comment {number:02}"}).status == 200
    workspace.cli("wave", "close", "w1")
    workspace.cli("wave", "unseal", "w1", "--key", str(workspace.key))
    rows, comments, receipts = columns(workspace.folder)
    marks = [text.encode() for text in [*comments, *receipts]]
    files = ["results.sqlite", "results.sqlite-wal", "results.sqlite-shm"]

    def found():
        content = [(workspace.folder / "data" / name).read_bytes() for name in files if (workspace.folder / "data" / name).exists()]
        return sum(any(mark in part for part in content) for mark in marks)

    assert found() == len(marks) == 24, "the search finds what is there"
    certificate = tmp_path / "certificate.txt"
    certificate.write_text("kept")
    assert "exists" in workspace.cli("wave", "delete", "w1", "--yes", "--certificate", str(certificate), expect=2).stderr
    assert workspace.json("wave", "status", "w1")["stage"] == "unsealed"
    certificate.unlink()
    workspace.cli("wave", "delete", "w1", "--yes", "--certificate", str(certificate))
    assert found() == 0
    text = certificate.read_text()
    lines = certificate_is_signed(text)
    assert lines["wave"] == "w1" and lines["survey"] == "small@1" and "12 answers" in lines["what was deleted"]
    assert lines["ledger key"] == workspace.json("wave", "status", "w1")["ledgerKey"]
    assert lines["deleted"].startswith(date.today().isoformat()[:4])
    command = lines["to verify"].split()
    assert command[0] == "survey-cli"
    assert "holds the entry" in workspace.cli(*command[1:]).stdout
    entry = workspace.json("ledger", "show", lines["ledger head"])
    assert entry["kind"] == "wave.deleted" and entry["sequence"] == int(lines["ledger entry"])
    # Printed where no file is named, and the same again.
    assert workspace.cli("wave", "delete", "w1", "--yes").stdout.endswith("\n\n" + text)
    with pytest.raises(Exception):
        certificate_is_signed(text.replace("12 answers", "13 answers"))


def test_commands_say_when_the_time_to_keep_answers_has_passed(tmp_path):
    workspace = make_workspace(tmp_path)
    short = survey_file(tmp_path, SURVEY.replace("retention-months: 24", "retention-months: 1"))
    answers = tmp_path / "answers.csv"
    answers.write_text("a,b,tenure,status\n" + "".join(f"{1 + n % 3},2,4,1\n" for n in range(12)))
    day = date.today() - timedelta(days=70)
    workspace.cli("import", str(answers), "--survey", str(short), "--wave", "past", "--date", day.isoformat())
    workspace.cli(
        "import", str(answers), "--survey", str(short), "--wave", "recent", "--date", (date.today() - timedelta(days=2)).isoformat())
    status = {name: workspace.json("wave", "status", name) for name in ("past", "recent")}
    assert status["past"]["retentionPassed"] and not status["recent"]["retentionPassed"]
    assert status["past"]["retentionEnds"] < date.today().isoformat() < status["recent"]["retentionEnds"]
    assert "passed, run 'survey-cli wave delete past" in workspace.cli("wave", "status", "past").stdout
    listed = workspace.cli("wave", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed if "retention passed" in line] == ["past"]
    steps = [step for step in workspace.json("next") if step.get("wave") == "past"]
    assert any("has passed" in step["what"] and "wave delete past" in step["command"] for step in steps)
    workspace.cli("wave", "delete", "past", "--yes")
    assert "retention passed" not in workspace.cli("wave", "list").stdout
    assert not any(step.get("wave") == "past" for step in workspace.json("next"))
