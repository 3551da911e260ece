"""Desk and box on machines of their own: packages, two servers, and files that neither can open of the other."""

import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import tempfile

import pytest

from engine import BIN, run
from http_requests import counted, post, request
from pass_maker import PassKey, PassRequest, ask, b64url, get_pass, post_json
from pass_wave import RoleServer, as_user, letters, open_pass, pass_workspace
from small_wave import GOOD, open_arguments



def can_run_as_others():
    """Whether tests may change users, and other users can run what was built."""
    return os.geteuid() == 0 and subprocess.run(
        [*as_user(64001), str(BIN / "survey-cli"), "--help"], capture_output=True).returncode == 0


HAS_USERS = can_run_as_others()
DESK_USER, BOX_USER = (64001, 64002) if HAS_USERS else (None, None)


class RoleWorkspace:
    """The folder of one role, owned by its user."""

    def __init__(self, folder, user):
        self.folder, self.user = folder, user

    def cli(self, *arguments, expect=0):
        done = subprocess.run(
            [*as_user(self.user), str(BIN / "survey-cli"), *arguments, "--workspace", str(self.folder)],
            capture_output=True, text=True, timeout=120,
        )
        assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def json(self, *arguments):
        return json.loads(self.cli(*arguments, "--json").stdout)


@pytest.fixture
def tmp_path():
    """A folder through which other users can pass, as on any machine; pytest's own are closed to them."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="roles-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def installed(folder, packages, role, user, wave="w1"):
    """A machine of one role: its folder, and its package as it came there."""
    machine = folder / f"{role}-machine"
    machine.mkdir(exist_ok=True)
    package = machine / f"{wave}.{role}"
    shutil.copy(packages / package.name, package)
    package.chmod(0o600)
    if user is not None:
        os.chown(machine, user, user)
        os.chown(package, user, user)
    workspace = RoleWorkspace(machine / "workspace", user)
    workspace.cli(role, "install", str(package))
    return workspace, package


@pytest.fixture
def apart(tmp_path):
    office = pass_workspace(tmp_path)
    packages = tmp_path / "packages"
    open_pass(office, tmp_path, extra=["--packages", str(packages), "--slips", "2"])
    desk, _ = installed(tmp_path, packages, "desk", DESK_USER)
    box, _ = installed(tmp_path, packages, "box", BOX_USER)
    return office, desk, box, packages


def test_two_servers_two_users(tmp_path, apart):
    office, desk, box, packages = apart
    for package in packages.iterdir():
        assert stat.S_IMODE(package.stat().st_mode) == 0o600, package
    # The office keeps neither signing key nor roster.
    assert list((office.folder / "keys" / "desk").glob("*.signing")) == []
    assert b'"identifier"' not in (office.folder / "data" / "desk.sqlite").read_bytes()
    assert sorted(path.name for path in (desk.folder / "keys").iterdir()) == ["desk"]
    assert sorted(path.name for path in (box.folder / "keys").iterdir()) == ["box"]
    # The box learns nothing of the roster, the desk nothing of the receipt key.
    assert not any(b"P3" in path.read_bytes() for path in box.folder.rglob("*") if path.is_file())
    invitations = letters(desk, tmp_path / ("desk-machine/letters"))
    with RoleServer(desk, "desk", DESK_USER) as passes, RoleServer(box, "box", BOX_USER) as answers:
        key = PassKey.fetch(passes.port)
        assert PassKey.fetch(answers.port).der == key.der
        assert office.json("wave", "status", "w1")["passKey"].replace(" ", "") == key.fingerprint
        made = get_pass(passes.port, invitations["P2"], key)
        assert post(answers.port, {"pass": made, "answers": GOOD}).status == 200
        assert key.fingerprint[:5] in request(passes.port, "GET", "/en/w/w1/pass").text
        privacy = request(answers.port, "GET", "/en/w/w1/privacy").text
        assert "on another server than the one that collects the answers" in privacy
        assert "everything runs on one server" not in privacy
        # Each has its own routes only.
        assert post(passes.port, {"pass": made, "answers": GOOD}).status == 404
        assert ask(answers.port, invitations["P1"], PassRequest(key).blinded, key).status == 404
        for server, role in ((passes, "desk"), (answers, "box")):
            assert request(server.port, "GET", "/readyz").status == 200, role
            if HAS_USERS:
                status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
                assert f"Uid:\t{DESK_USER if role == 'desk' else BOX_USER}\t" in status
                files = [os.readlink(path) for path in pathlib.Path(f"/proc/{server.process.pid}/fd").iterdir()]
                opened = {pathlib.Path(file).name for file in files if ".sqlite" in file}
                assert all(name.startswith(f"{role}.sqlite") for name in opened) and opened, opened
    if not HAS_USERS:
        pytest.skip("that neither can open the other's files is shown as root, with a build that others can read")
    for folder, stranger in ((desk.folder, BOX_USER), (box.folder, DESK_USER)):
        secrets = [path for path in folder.rglob("*") if path.is_file() and path.name != "workspace.yaml"]
        assert len(secrets) >= 2
        for path in secrets:
            seen = subprocess.run([*as_user(stranger), "cat", str(path)], capture_output=True)
            assert seen.returncode != 0 and not seen.stdout, path
    for role, folder, stranger in (("desk", desk.folder, BOX_USER), ("box", box.folder, DESK_USER)):
        served = subprocess.run(
            [*as_user(stranger), str(BIN / "survey-serve"), "--workspace", str(folder), "--port", "0", "--role", role],
            capture_output=True, text=True, timeout=30,
        )
        assert served.returncode == 2, served


def publish_apart(tmp_path, office, box, answers):
    """A report of the office comes to the box's results page in a file, and only there."""
    plan = tmp_path / "staff.yaml"
    plan.write_text(
        'plan: staff\ntitle: { en: "For staff" }\naudience: { en: "staff" }\nlanguages: [en]\nblocks: [{ items: {} }, { hidden: {} }]\n')
    report = ["report", str(plan), "--wave", "w1", "--format", "html", "--out", str(tmp_path / "reports")]
    package = tmp_path / "staff.report"
    assert "--for-box needs --publish" in office.cli(*report, "--for-box", str(package), expect=2).stderr
    assert "--for-box FILE" in office.cli(*report, "--publish").stderr
    assert f"box publish {package}" in office.cli(*report, "--publish", "--for-box", str(package)).stderr
    assert "file of that name already" in office.cli(*report, "--publish", "--for-box", str(package), expect=2).stderr
    assert "No results have been released yet." in request(answers.port, "GET", "/en/w/w1/results").text
    there = tmp_path / "box-machine" / "staff.report"
    shutil.copy(package, there)
    if BOX_USER:
        os.chown(there, BOX_USER, BOX_USER)
    for _ in range(2):
        assert box.json("box", "publish", str(there)) == {"wave": "w1", "plans": ["staff"], "languages": ["en"]}
    assert "For staff" in request(answers.port, "GET", "/en/w/w1/results").text
    page = request(answers.port, "GET", "/en/w/w1/results/staff").text
    assert page == (tmp_path / "reports" / "staff.html").read_text()
    damaged = tmp_path / "box-machine" / "damaged.report"
    damaged.write_bytes(there.read_bytes().replace(b"For staff", b"For stuff"))
    damaged.chmod(0o600)
    if BOX_USER:
        os.chown(damaged, BOX_USER, BOX_USER)
    assert "damaged or incomplete" in box.cli("box", "publish", str(damaged), expect=2).stderr
    wrong = box.cli("box", "publish", str(tmp_path / "box-machine" / "w1.box"), expect=2).stderr
    assert "survey-package/v1 report" in wrong and "report --publish --for-box" in wrong


def test_the_keeper_unseals_in_a_third_place(tmp_path, apart):
    office, desk, box, packages = apart
    invitations = letters(desk, tmp_path / "desk-machine" / "letters")
    keeper = tmp_path / "keeper"
    keeper.mkdir()
    sealed, results, minutes = keeper / "w1.sealed", keeper / "w1.results", tmp_path / "desk-machine" / "minutes.json"
    with RoleServer(desk, "desk", DESK_USER) as passes, RoleServer(box, "box", BOX_USER) as answers:
        key = PassKey.fetch(passes.port)
        receipts = []
        for number in range(5):
            made = get_pass(passes.port, invitations[f"P{number}"], key)
            reply = post(answers.port, {"pass": made, "answers": {**GOOD, "a": 1 + number % 3, "more": f"remark {number}"}})
            assert reply.status == 200
            receipts.append(reply.json["receipt"])
        export = ["box", "export", "w1", "--out", str(tmp_path / "box-machine" / "w1.sealed")]
        assert "isn't closed yet" in box.cli(*export, expect=1).stderr
        assert "isn't closed yet" in desk.cli("desk", "minutes", "w1", "--out", str(minutes), expect=1).stderr
        desk.cli("desk", "close", "w1")
        desk.cli("desk", "minutes", "w1", "--out", str(minutes))
        box.cli("box", "close", "w1")
        box.cli(*export)
        shutil.copy(tmp_path / "box-machine" / "w1.sealed", sealed)
        # The keeper's place has the key, the sealed box, and no workspace.
        unsealed = json.loads(run("box", "unseal", str(sealed), "--key", str(office.key), "--out", str(results), "--json").stdout)
        assert unsealed["respondents"] == 5
        office.cli("wave", "close", "w1")
        receive = ["wave", "receive", str(results)]
        assert "--minutes FILE" in office.cli(*receive, expect=1).stderr
        false = tmp_path / "false.json"
        false.write_text(minutes.read_text().replace('"passes":5', '"passes":4'))
        assert "changed after they were signed" in office.cli(*receive, "--minutes", str(false), expect=2).stderr
        assert office.json(*receive, "--minutes", str(minutes)) == {"boxEmptied": False, "respondents": 5, "wave": "w1"}
        assert office.json(*receive, "--minutes", str(minutes))["respondents"] == 5, "safe to repeat"
        assert request(answers.port, "GET", "/w/w1/counted.txt").status == 404
        there = tmp_path / "box-machine" / "w1.results"
        shutil.copy(results, there)
        if BOX_USER:
            os.chown(there, BOX_USER, BOX_USER)
        assert box.json("wave", "receive", str(there))["boxEmptied"]
        assert counted(answers.port) == sorted(receipts)
        publish_apart(tmp_path, office, box, answers)
    assert office.cli("ledger", "list").stdout.count("desk.minutes") == 1
    # Nothing of an answer is left at the box, and the desk never had any.
    for folder in (box.folder, desk.folder):
        assert not any(b"remark " in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_printed_slips_work_at_the_box(tmp_path, apart):
    office, desk, box, packages = apart
    codes = re.findall(r"<code>([\w-]{19})</code>", (packages / "w1.slips.html").read_text())
    assert len(codes) == 2
    invitations = letters(desk, tmp_path / "desk-machine" / "letters")
    assert "printed slips" in desk.cli("invite", "w1", "--slip", "P0").stdout
    assert "handed out already" in desk.cli("invite", "w1", "--slip", "P0", expect=1).stderr
    assert "printed slips" in desk.cli("invite", "w1", "--slip", "P1").stdout
    assert "no printed slip is left" in desk.cli("invite", "w1", "--slip", "P2", expect=1).stderr
    with RoleServer(desk, "desk", DESK_USER) as passes, RoleServer(box, "box", BOX_USER) as answers:
        key = PassKey.fetch(passes.port)
        assert ask(passes.port, invitations["P0"], PassRequest(key).blinded, key).status == 409
        assert ask(passes.port, invitations["P2"], PassRequest(key).blinded, key).status == 200
        assert post(answers.port, {"code": codes[0], "answers": GOOD}).status == 200
        assert post(answers.port, {"code": codes[1][:-1] + ("1" if codes[1][-1] == "0" else "0"), "answers": GOOD}).status == 404
    desk.cli("desk", "close", "w1")
    assert list((desk.folder / "keys" / "desk").glob("*.signing")) == []
    desk.cli("desk", "erase", "w1")
    assert b'"identifier"' not in (desk.folder / "data" / "desk.sqlite").read_bytes()
    assert sorted(path.name for path in (desk.folder / "keys" / "desk").iterdir()) == ["desk.key"]
    desk.cli("desk", "minutes", "w1", "--out", str(tmp_path / "desk-machine" / "minutes.json"))
    assert '"slipsHandedOut":2,"slipsPrinted":2' in (tmp_path / "desk-machine" / "minutes.json").read_text()


def test_packages_are_taken_over_once(tmp_path, apart):
    office, desk, box, packages = apart
    invitations = letters(desk, tmp_path / "desk-machine" / "letters")
    with RoleServer(desk, "desk", DESK_USER) as passes:
        get_pass(passes.port, invitations["P0"], PassKey.fetch(passes.port))
    assert "isn't closed" in desk.cli("desk", "erase", "w1", expect=2).stderr
    # A repeated command changes nothing: what was handed out stays so.
    for workspace, role in ((desk, "desk"), (box, "box")):
        workspace.cli(role, "install", str(workspace.folder.parent / f"w1.{role}"))
    with RoleServer(desk, "desk", DESK_USER) as passes:
        assert post_json(passes.port, "/w/w1/issued", {"invitation": invitations["P0"]}).json == {"issued": True}
    desk.cli("desk", "close", "w1")
    desk.cli("desk", "install", str(desk.folder.parent / "w1.desk"))
    assert list((desk.folder / "keys" / "desk").glob("*.signing")) == [], "a destroyed key doesn't come back"


@pytest.mark.parametrize("role", ["desk", "box"])
def test_packages_that_are_refused(tmp_path, apart, role):
    office, desk, box, packages = apart
    package = packages / f"w1.{role}"
    good = package.read_bytes()
    target = ["--workspace", str(tmp_path / "new")]

    def install(data, mode=0o600, folder=target, expect=2):
        file = tmp_path / "package"
        file.unlink(missing_ok=True)
        file.write_bytes(data)
        file.chmod(mode)
        return run(role, "install", str(file), *folder, expect=expect).stderr

    assert "damaged" in install(good[:-20])
    middle = len(good) // 2
    assert "damaged" in install(good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :])
    assert "isn't a package" in install(b"")
    assert "isn't a package" in install((packages / f"w1.{'box' if role == 'desk' else 'desk'}").read_bytes())
    assert "chmod 600" in install(good, mode=0o644)
    assert not (tmp_path / "new").exists(), "nothing is made of a package that can't be used"
    install(good, expect=0)
    # Another wave of the same name, from another office.
    (tmp_path / "other").mkdir()
    other = pass_workspace(tmp_path / "other")
    open_pass(other, tmp_path / "other", extra=["--packages", str(tmp_path / "other" / "packages")])
    refused = install((tmp_path / "other" / "packages" / f"w1.{role}").read_bytes())
    assert "There is a wave 'w1' already" in refused or "another workspace" in refused


def test_what_the_office_can_do_without_desk_and_box(tmp_path, apart):
    office, desk, box, packages = apart
    status = office.json("wave", "status", "w1")
    assert status["rolesApart"] is True and "answers" not in status
    assert "survey-cli box close w1" in office.cli("wave", "close", "w1").stdout
    assert "on another machine" in office.cli("wave", "unseal", "w1", "--key", str(office.key), expect=1).stderr
    box.cli("box", "close", "w1")
    with RoleServer(box, "box", BOX_USER) as answers:
        nobody = {"n": b64url(bytes(32)), "s": b64url(bytes(256))}
        assert post(answers.port, {"pass": nobody, "answers": GOOD}).status == 410


def test_packages_and_their_options(tmp_path):
    office = pass_workspace(tmp_path)
    arguments = open_arguments(tmp_path / "small.yaml", tmp_path, mode="code")
    packages = ["--packages", str(tmp_path / "packages")]
    assert "where the box is" in office.cli(*arguments, *packages, expect=2).stderr
    arguments = open_arguments(tmp_path / "small.yaml", tmp_path, mode="open")
    assert "--slips" in office.cli(*arguments, *packages, "--slips", "3", expect=2).stderr
    office.cli(*arguments, *packages)
    assert sorted(path.name for path in (tmp_path / "packages").iterdir()) == ["w1.box"]
    again = open_arguments(tmp_path / "small.yaml", tmp_path, name="w2", mode="open")
    (tmp_path / "packages" / "w2.box").write_text("something")
    assert "exists" in office.cli(*again, *packages, expect=2).stderr
    assert [wave["wave"] for wave in office.json("wave", "list")] == ["w1"]
    machine, _ = installed(tmp_path, tmp_path / "packages", "box", BOX_USER)
    with RoleServer(machine, "box", BOX_USER) as answers:
        page = request(answers.port, "GET", "/en/w/w1/privacy").text
        assert "a server of its own" in page and "everything runs on one server" not in page
        assert post(answers.port, {"nonce": b64url(bytes(16)), "answers": GOOD}).status == 200
