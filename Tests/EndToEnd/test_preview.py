"""A survey shown as respondents will see it, without a wave and without keeping anything."""

import re
import signal
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from engine import BIN, Workspace, run, wait_until
from small_wave import SURVEY, survey_file


class Preview:
    def __init__(self, folder, *arguments):
        self.process = subprocess.Popen(
            [str(BIN / "survey-cli"), "preview", *arguments, "--port", "0"], cwd=folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines = []
        while not (self.lines and "http://" in self.lines[-1]):
            line = self.process.stdout.readline()
            assert line, self.process.stderr.read()
            self.lines.append(line)
        self.url = re.search(r"http://127\.0\.0\.1:\d+", self.lines[-1]).group()

    def get(self, path):
        try:
            with urllib.request.urlopen(self.url + path) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(15) == 0


def test_without_a_workspace(tmp_path):
    survey = survey_file(tmp_path)
    with Preview(tmp_path, "small.yaml") as preview:
        status, page = preview.get("/en/w/preview")
        assert status == 200 and "Your organisation" in page and "Nothing that you fill in is kept" in page
        survey.write_text(SURVEY.replace("A small survey", "A renamed survey"))
        assert "A renamed survey" in preview.get("/en/w/preview")[1]
        survey.write_text(SURVEY.replace("answers: agree, required", "answers: agre, required"))
        status, page = preview.get("/en/w/preview")
        assert status == 422 and "[item.unknown-answers]" in page and "small.yaml:" in page
        survey.write_text(SURVEY)
        assert preview.get("/en/w/preview")[0] == 200
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.yaml"], "it keeps nothing"


def test_a_broken_file_is_shown_as_such_and_can_be_mended(tmp_path):
    survey = survey_file(tmp_path, SURVEY.replace("version: 1", "version: one"))
    with Preview(tmp_path, "small.yaml") as preview:
        assert preview.get("/")[0] == 422
        survey.write_text(SURVEY)
        assert preview.get("/")[0] == 200
        wait_until(lambda: "A small survey" in preview.get("/en/w/preview")[1])


def test_with_a_workspace(tmp_path):
    workspace = Workspace(tmp_path / "workspace", languages=("en",))
    survey_file(workspace.folder / "surveys")
    before = {path: path.stat().st_mtime_ns for path in workspace.folder.rglob("*")}
    with Preview(workspace.folder, "small") as preview:
        page = preview.get("/en/w/preview")[1]
        assert "<p>Sample</p>" in page and "Counsellor" in page and "tel:+3220000000" in page
    assert {path: path.stat().st_mtime_ns for path in workspace.folder.rglob("*")} == before


def test_with_codes(tmp_path):
    survey_file(tmp_path)
    with Preview(tmp_path, "small.yaml", "--mode", "code") as preview:
        assert "0000-0000-0000-0000" in preview.process.stdout.readline()
        page = preview.get("/en/w/preview")[1]
        assert 'id="code"' in page and "You need a code" in page
        form = urllib.parse.urlencode({"page": 0, "code": "0000 0000 0000 0000", "do": "next"}).encode()
        with urllib.request.urlopen(f"{preview.url}/en/w/preview/answers", form) as reply:
            assert "First statement" in reply.read().decode()
    refused = run("preview", "small.yaml", "--mode", "pass", expect=2).stderr
    assert "open" in refused and "code" in refused


def test_it_says_that_contacts_are_missing(tmp_path):
    workspace = Workspace(tmp_path / "workspace", languages=("en",))
    configuration = workspace.folder / "workspace.yaml"
    configuration.write_text(configuration.read_text().split("support:")[0])
    survey_file(workspace.folder, SURVEY.replace("sensitive: false", "sensitive: true"))
    with Preview(workspace.folder, "small.yaml") as preview:
        pass
    assert "a wave of it won't open" in preview.process.stderr.read()


def test_what_cant_be_previewed(tmp_path):
    def refused(*arguments):
        done = subprocess.run(
            [str(BIN / "survey-cli"), "preview", *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2
        return done.stderr

    assert "There is no survey 'nothing'" in refused("nothing")
    survey_file(tmp_path)
    assert "elsewhere" in refused("small.yaml", "--workspace", "elsewhere")
    with Preview(tmp_path, "small.yaml") as preview:
        port = preview.url.rsplit(":", 1)[1]
        assert "is in use" in refused("small.yaml", "--port", port)
