"""Letters of a wave of mode `pass`: who gets one, in which language, and what the codes to scan say."""

import csv
import re
import stat

import numpy
import pytest
import zxingcpp

from engine import Server, Workspace
from pass_maker import PassKey, get_pass
from pass_wave import ADDRESSES, letters, open_pass, pass_workspace, roster_file
from small_wave import DATES, SURVEY, survey_file

LANGUAGES = ("nl", "fr", "de", "en")


def scanned(html):
    """What a scanner reads from the codes of a page, which are drawn as runs of black modules in SVG."""
    found = []
    for svg in re.findall(r"<svg class=\"qr\".*?</svg>", html, re.S):
        side = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1))
        image = numpy.full((side, side), 255, dtype=numpy.uint8)
        for column, row, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
            image[int(row), int(column) : int(column) + int(length)] = 0
        codes = zxingcpp.read_barcodes(numpy.kron(image, numpy.ones((4, 4), dtype=numpy.uint8)))
        assert len(codes) == 1, "one code in each picture"
        found.append(codes[0].text)
    return found


def four_languages(folder):
    """A workspace and a survey in four languages, and a roster with one person of each."""
    folder.mkdir(exist_ok=True)
    text = re.sub(r'\{ en: "([^"]*)" \}', lambda match: "{ " + ", ".join(
        f'{language}: "{match.group(1)} & {language}"' for language in LANGUAGES) + " }", SURVEY)
    text = text.replace("languages: [en]", "languages: [nl, fr, de, en]").replace(
        "pretested: { en: true }", "pretested: { nl: true, fr: true, de: true, en: true }")
    survey_file(folder, text)
    workspace = Workspace(folder / "workspace", languages=LANGUAGES, extra=ADDRESSES)
    roster = "identifier,email,language,unit\n" + "".join(
        f'"{language}, <1>",,{language},N1\n' for language in LANGUAGES)
    workspace.cli(
        "wave", "open", str(folder / "small.yaml"), "--name", "w1", "--mode", "pass", *DATES, "--keeper",
        str(folder / "w1.key"), "--roster", str(roster_file(folder, text=roster)),
    )
    return workspace


def test_letters_in_the_language_of_each_person(tmp_path):
    workspace = four_languages(tmp_path / "w")
    folder = tmp_path / "letters"
    workspace.cli("invite", "w1", "--letters", str(folder))
    with open(folder / "letters.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["identifier", "language", "url"]
    assert sorted(row["identifier"] for row in rows) == sorted(f"{language}, <1>" for language in LANGUAGES)
    fingerprint = workspace.json("wave", "status", "w1")["passKey"]
    headings = {"nl": "Uw uitnodiging", "fr": "Votre invitation", "de": "Ihre Einladung", "en": "Your invitation"}
    for number, row in enumerate(rows, 1):
        page = folder / f"{number:04}.html"
        html, language = page.read_text(), row["language"]
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert f'<html lang="{language}">' in html and headings[language] in html and f"{language}, &lt;1&gt;" in html
        address, key = scanned(html)
        assert address == row["url"]
        found = re.fullmatch(rf"https://desk\.example\.org/{language}/w/w1/pass#i=(\w{{16}})&k=(\w{{26}})", address)
        printed = "-".join(found.group(1)[at : at + 4] for at in range(0, 16, 4))
        assert printed in html and fingerprint in html
        assert key == found.group(2) == fingerprint.replace(" ", "")
        assert f"A small survey &amp; {language}" in html and "small survey & " not in html
    assert "isn't empty" in workspace.cli("invite", "w1", "--letters", str(folder), expect=2).stderr


def test_the_next_step_is_the_letters(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    assert "survey-cli invite w1 --letters DIR" in workspace.cli("next").stdout


def test_one_file_to_print(tmp_path):
    workspace = four_languages(tmp_path / "w")
    file = tmp_path / "all.html"
    workspace.cli("invite", "w1", "--print", str(file))
    html = file.read_text()
    assert html.count("<article ") == 4 and "break-after: page" in html and len(scanned(html)) == 8
    assert "exists" in workspace.cli("invite", "w1", "--print", str(file), expect=2).stderr


def test_reminders_repeat_the_letter_twice_at_most(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    first = letters(workspace, tmp_path / "letters")
    with Server(workspace) as server:
        get_pass(server.port, first["P4"], PassKey.fetch(server.port))
    reminded = letters(workspace, tmp_path / "one", "w1", "--reminder")
    assert reminded == first, "the same invitations, to everybody"
    assert "Reminder" in (tmp_path / "one" / "0001.html").read_text()
    assert "Reminder" not in (tmp_path / "letters" / "0001.html").read_text()
    uncollected = letters(workspace, tmp_path / "two", "w1", "--reminder", "--uncollected")
    assert set(uncollected) == set(first) - {"P4"}
    third = workspace.cli("invite", "w1", "--letters", str(tmp_path / "three"), "--reminder", expect=1)
    assert "twice" in third.stderr and not (tmp_path / "three").exists()


REFUSALS = [
    (["--mail"], "can't be mailed"),
    ([], "one of --letters DIR"),
    (["--letters", "a", "--print", "b"], "one of --letters DIR"),
    (["--slip", "P1", "--reminder"], "--reminder"),
    (["--letters", "a", "--uncollected"], "--reminder"),
    (["--void", "nonsense"], "is no code"),
]


@pytest.mark.parametrize("arguments,words", REFUSALS, ids=[words for _, words in REFUSALS])
def test_what_invite_refuses(tmp_path, arguments, words):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    assert words in workspace.cli("invite", "w1", *arguments, expect=2).stderr


def test_letters_need_an_address_and_an_open_wave(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    file = workspace.folder / "workspace.yaml"
    text = file.read_text()
    file.write_text(text.replace(ADDRESSES, ""))
    done = workspace.cli("invite", "w1", "--letters", str(tmp_path / "letters"), expect=2)
    assert "addresses:" in done.stderr and not (tmp_path / "letters").exists()
    file.write_text(text)
    assert "w1" in workspace.cli("invite", "w2", "--letters", str(tmp_path / "letters"), expect=2).stderr
    workspace.cli("wave", "close", "w1")
    assert "closed" in workspace.cli("invite", "w1", "--letters", str(tmp_path / "letters"), expect=2).stderr


def test_slips_carry_their_code_to_scan(tmp_path):
    workspace = pass_workspace(tmp_path)
    open_pass(workspace, tmp_path)
    slip = tmp_path / "slip.html"
    workspace.cli("invite", "w1", "--slip", "P1", "--print", str(slip))
    html = slip.read_text()
    code = re.search(r"<code>([\w-]{19})</code>", html).group(1)
    assert scanned(html) == [f"https://box.example.org/en/w/w1#c={code.replace('-', '')}"]
    assert "P1" not in html and stat.S_IMODE(slip.stat().st_mode) == 0o600


def test_code_sheets_carry_their_codes_to_scan(tmp_path):
    workspace = pass_workspace(tmp_path)
    workspace.open_wave(tmp_path / "small.yaml", mode="code")
    sheet = tmp_path / "codes.html"
    codes = workspace.json("codes", "w1", "--count", "3", "--html", str(sheet))["codes"]
    assert scanned(sheet.read_text()) == [
        f"https://box.example.org/en/w/w1#c={code.replace('-', '')}" for code in codes
    ]
