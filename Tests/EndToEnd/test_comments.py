"""`survey-cli comments`: real comments are reviewed and released, and nothing unreviewed ever leaves."""

import csv
import itertools
import json
import sqlite3
import stat

import pytest

from engine import Server
from http_requests import answer
from small_wave import GOOD, SURVEY, make_workspace, opened, survey_file, unsealed
from test_traces import traces

PEOPLE = 12
SECRET = "canary: Jan said \x1b[31mno\nand left"
TEXTS = [SECRET] + [f"canary opinion number {number}" for number in range(1, PEOPLE)]


def answered(folder, texts):
    workspace, codes = opened(folder, len(texts) + 3)
    with Server(workspace) as server:
        for number, code in enumerate(codes):
            more = {"more": texts[number]} if number < len(texts) else {}
            assert answer(server.port, code, {**GOOD, "a": number % 3 + 1, **more}).status == 200
    assert unsealed(workspace) == len(codes)
    return workspace


def listed(workspace):
    return {comment["text"]: comment for comment in workspace.json("comments", "list", "w1")["items"][0]["comments"]}


def released(workspace):
    (item,) = workspace.json("comments", "release", "w1", "--item", "more")["items"]
    (part,) = item["parts"]
    assert "unit" not in part and item["item"] == "more" and item["minimumComments"] == 10
    return part["comments"], item["ledger"]


def releases(workspace):
    return [entry for entry in workspace.json("ledger", "list") if entry["kind"] == "release"]


def test_the_whole_way(tmp_path):
    workspace = answered(tmp_path, TEXTS)
    results = workspace.folder / "data" / "results.sqlite"
    before = listed(workspace)
    assert set(before) == set(TEXTS) and {comment["standing"] for comment in before.values()} == {"unread"}
    assert sorted(comment["number"] for comment in before.values()) == list(range(PEOPLE))
    shown = workspace.cli("comments", "list", "w1").stdout
    assert "keep this in the office" in shown and "canary opinion number 7" in shown and "\x1b" not in shown

    def refused(why):
        done = workspace.cli("comments", "release", "w1", expect=3)
        assert why in done.stderr and "canary" not in done.stdout + done.stderr and not releases(workspace)

    refused("12 of the comments are unread")
    number = {text: str(comment["number"]) for text, comment in before.items()}
    workspace.cli("comments", "withhold", "w1", "more", number[TEXTS[1]])
    workspace.cli("comments", "redact", "w1", "more", number[SECRET], "--text", "[somebody] said no")
    workspace.cli("comments", "keep", "w1", "more", number[TEXTS[2]], number[TEXTS[3]])
    refused("8 of the comments are unread")
    workspace.cli("comments", "keep", "w1", "more", "--all-unread")
    after = listed(workspace)
    assert {after[text]["standing"] for text in TEXTS[2:]} == {"kept"}
    assert after[TEXTS[1]]["standing"] == "withheld"
    assert after[SECRET]["standing"] == "redacted" and after[SECRET]["redaction"] == "[somebody] said no"

    # Two more withheld would leave nine.
    for text in TEXTS[2:4]:
        workspace.cli("comments", "withhold", "w1", "more", number[text])
    refused("fewer than 10 comments would be shown")
    workspace.cli("comments", "keep", "w1", "more", number[TEXTS[2]], number[TEXTS[3]])

    expected = {"[somebody] said no", *TEXTS[2:]}
    orders = []
    for _ in range(3):
        texts, head = released(workspace)
        assert set(texts) == expected and len(texts) == 11
        orders.append(tuple(texts))
    assert len(set(orders)) > 1, "every release is in an order of its own"
    (entry,) = releases(workspace)
    assert entry["hash"] == head and entry["about"] == "wave w1, survey small@1, comments on more"
    body = json.loads(workspace.cli("ledger", "show", str(entry["sequence"]), "--json").stdout)["body"]
    assert body["format"] == "survey.comments/1" and body["parts"] == [{"comments": 11}] and body["minimumComments"] == 10
    text = workspace.cli("comments", "release", "w1").stdout
    assert "Whole organisation" in text and "- [somebody] said no" in text and "Jan" not in text and f"{TEXTS[1]}\n" not in text

    # The review is final: what a second version leaves out would show.
    late = workspace.cli("comments", "withhold", "w1", "more", number[TEXTS[5]], expect=3)
    assert "final" in late.stderr and set(released(workspace)[0]) == expected

    # Those who read releases pass over it.
    (audit,) = workspace.json("audit", "disclosure")
    assert audit["releases"] == 0 and audit["findings"] == []
    workspace.cli("report", "leadership-summary", "--wave", "w1", "--format", "json", expect=None)
    assert workspace.json("audit", "disclosure")[0]["findings"] == []
    assert any("Report the results" in step["what"] for step in workspace.json("next")) or len(releases(workspace)) > 1
    assert workspace.json("ledger", "verify")["good"]

    (salt,) = sqlite3.connect(results).execute("SELECT salt FROM commentRelease").fetchone()
    assert salt in results.read_bytes() + results.with_name("results.sqlite-wal").read_bytes()
    workspace.cli("wave", "delete", "w1", "--yes")
    assert not traces(workspace.folder, ["canary", "[somebody]", "opinion number"])
    assert not any(salt in file.read_bytes() for file in workspace.folder.rglob("*") if file.is_file())
    for command in (["list", "w1"], ["release", "w1"]):
        assert "deleted" in workspace.cli("comments", *command, expect=1).stderr
    assert workspace.json("ledger", "verify")["good"]
    assert workspace.json("audit", "disclosure") == []


def table(workspace, name, change=lambda rows: rows):
    """The exported table, changed as in a spreadsheet, in a new file."""
    exported = workspace.folder.parent / f"{name}-out.csv"
    workspace.cli("comments", "export", "w1", "--out", str(exported))
    with open(exported, newline="") as file:
        rows = list(csv.DictReader(file))
    changed = workspace.folder.parent / f"{name}.csv"
    with open(changed, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(change(rows))
    return exported, changed


def test_comments_are_reviewed_in_a_spreadsheet(tmp_path):
    formula = '=HYPERLINK("http://example.org","canary")'
    workspace = answered(tmp_path, [SECRET, formula, "'canary in quotes'", "canary \"two\"\r\nlines, and a comma", *TEXTS[4:]])
    before = listed(workspace)

    def decide(rows):
        assert len(rows) == PEOPLE and {row["standing"] for row in rows} == {"unread"}
        # No cell begins like a formula, and nothing is lost by it.
        assert not any(row["text"][0] in "=+-@" for row in rows)
        assert sorted(row["text"].removeprefix("'") for row in rows) == sorted(before)
        for row in rows:
            row["standing"] = "kept"
            if "Jan" in row["text"]:
                row |= {"standing": "redacted", "redaction": "[somebody] said no"}
            if "HYPERLINK" in row["text"]:
                row["standing"] = "withheld"
        return rows[::-1]

    exported, changed = table(workspace, "review", decide)
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    assert "already" in workspace.cli("comments", "export", "w1", "--out", str(exported), expect=2).stderr
    said = workspace.cli("comments", "import", "w1", str(changed)).stdout
    assert said == "Decided about 12 comments: 10 kept, 1 redacted, 1 withheld.\n"
    after = listed(workspace)
    assert after[SECRET]["redaction"] == "[somebody] said no" and after[formula]["standing"] == "withheld"
    assert "Decided about 0 comments" in workspace.cli("comments", "import", "w1", str(changed)).stdout
    texts, _ = released(workspace)
    assert len(texts) == 11 and "'canary in quotes'" in texts and "[somebody] said no" in texts
    # The review is final; the same table is still no contradiction.
    assert "Decided about 0 comments" in workspace.cli("comments", "import", "w1", str(changed)).stdout
    _, late = table(workspace, "late", lambda rows: [row | {"standing": "withheld", "redaction": ""} for row in rows])
    assert "final" in workspace.cli("comments", "import", "w1", str(late), expect=3).stderr


@pytest.mark.parametrize("change, rule", [
    ({"standing": "maybe"}, "comments.standing"), ({"standing": "redacted"}, "comments.redaction"),
    ({"redaction": "other words"}, "comments.redaction"), ({"text": "canary, improved"}, "comments.changed-text"),
    ({"number": "99"}, "comments.unknown-number"), ({"item": "mor"}, "comments.unknown-item"), ({"number": "1"}, "comments.duplicate"),
])
def test_a_table_with_a_mistake_changes_nothing(reviewable, change, rule):
    def mistake(rows):
        rows = sorted([row | {"standing": "kept"} for row in rows], key=lambda row: int(row["number"]))
        rows[0] |= change
        if "number" in change:
            rows[0]["text"] = next(row["text"] for row in rows[::-1] if row["number"] == change["number"] or change["number"] == "99")
        return rows

    _, changed = table(reviewable, f"{rule}-{len(change)}-{next(NUMBERS)}", mistake)
    done = reviewable.cli("comments", "import", "w1", str(changed), expect=2)
    assert f"[{rule}]" in done.stderr and "canary" not in done.stderr
    assert {comment["standing"] for comment in listed(reviewable).values()} == {"unread"}


@pytest.fixture(scope="module")
def reviewable(tmp_path_factory):
    return answered(tmp_path_factory.mktemp("reviewable"), TEXTS)


NUMBERS = itertools.count()


def test_nobody_reads_nine_comments(tmp_path):
    workspace = answered(tmp_path, TEXTS[:9])
    for command in (["list", "w1"], ["list", "w1", "--json"], ["release", "w1"], ["keep", "w1", "more", "--all-unread"],
                    ["redact", "w1", "more", "0", "--text", "x"], ["withhold", "w1", "more", "0"],
                    ["export", "w1", "--out", str(tmp_path / "comments.csv")], ["import", "w1", str(tmp_path / "comments.csv")]):
        done = workspace.cli("comments", *command, expect=3)
        assert "fewer than 10 people commented" in done.stderr and done.stdout == ""
        assert "canary" not in done.stderr and "9" not in done.stderr


@pytest.fixture(scope="module")
def open_wave(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("open"), 0)[0]


@pytest.mark.parametrize("arguments, status, why", [
    (["list", "w1"], 1, "isn't unsealed"),
    (["release", "w1"], 1, "isn't unsealed"),
    (["list", "w2"], 2, "no wave 'w2'"),
    (["keep", "w1", "more"], 2, "--all-unread"),
    (["keep", "w1", "more", "1", "--all-unread"], 2, "--all-unread"),
    (["redact", "w1", "more", "1"], 2, "--text"),
])
def test_mistakes(open_wave, arguments, status, why):
    done = open_wave.cli("comments", *arguments, expect=status)
    assert why in done.stderr and done.stdout == ""


def by_unit(folder, north, south):
    """An unsealed wave whose survey seals the district, with so many comments of each."""
    organisation = folder / "units.csv"
    organisation.write_text(
        "unit,parent,level,name,headcount\nzone,,zone,Zone,80\nn,zone,district,North,40\ns,zone,district,South,40\n")
    workspace = make_workspace(folder)
    (workspace.folder / "organisation.csv").write_text(organisation.read_text())
    survey = SURVEY.replace("comments-by: none", "comments-by: district").replace(
        "attributes:\n", 'attributes:\n  - { id: unit, type: unit, level: district, text: { en: "Which unit?" } }\n')
    workspace.open_wave(survey_file(folder, survey, "units.yaml"))
    people = [("n", number) for number in range(north)] + [("s", number) for number in range(south)]
    codes = workspace.codes(len(people) + 6)
    with Server(workspace) as server:
        for code, (unit, number) in zip(codes, people):
            answers = {**GOOD, "a": number % 3 + 1, "unit": unit, "more": f"{unit} says {number}"}
            assert answer(server.port, code, answers).status == 200
        # Three more of each answer without a comment, so that both units are large enough to be kept with one.
        for code, unit in zip(codes[len(people):], "nnnsss"):
            assert answer(server.port, code, {**GOOD, "unit": unit}).status == 200
    assert unsealed(workspace) == len(people) + 6
    return workspace


@pytest.mark.parametrize("north, south, parts", [(11, 10, {"n": 11, "s": 10}), (12, 9, {None: 21})])
def test_by_unit(tmp_path, north, south, parts):
    workspace = by_unit(tmp_path, north, south)
    listed = workspace.json("comments", "list", "w1")["items"][0]["comments"]
    assert all(comment["unit"] == {"n": "North", "s": "South"}[comment["text"][0]] for comment in listed)
    workspace.cli("comments", "keep", "w1", "more", "--all-unread")
    (item,) = workspace.json("comments", "release", "w1")["items"]
    assert {part.get("unit"): len(part["comments"]) for part in item["parts"]} == parts
    for part in item["parts"]:
        assert all(text[0] == part.get("unit", text[0]) for text in part["comments"])
    text = workspace.cli("comments", "release", "w1").stdout
    assert ("  North\n" in text) == ("n" in parts) and ("Whole organisation" in text) == (None in parts)
