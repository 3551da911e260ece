"""Answers on paper, typed in by the office, and results that staff can read once they are published."""

import re

import pytest

import http_requests
from engine import Server, wait_until
from small_wave import GOOD, make_workspace


def get(server, path):
    return http_requests.request(server.port, "GET", path)


@pytest.mark.parametrize("papers, words", [
    (7, "Of these, 7 came on paper: somebody at the office typed them in."),
    (2, "Of these, fewer than 5 came on paper: somebody at the office typed them in."),
    (0, None),
])
def test_the_report_counts_paper_apart_and_staff_read_what_was_published(tmp_path, papers, words):
    workspace = make_workspace(tmp_path)
    survey = tmp_path / "small.yaml"
    workspace.open_wave(survey)
    codes = workspace.codes(12)
    sheets = workspace.json("codes", "w1", "--count", "9", "--paper")["codes"]
    with Server(workspace) as server:
        for index, code in enumerate(codes[:11] + sheets[:papers]):
            answers = GOOD | {"b": 1 + index % 3, "status": 1 + index % 2}
            assert http_requests.answer(server.port, code, answers).status == 200
        assert "No results have been released yet." in get(server, "/en/w/w1/results").text
        workspace.cli("wave", "close", "w1")
        workspace.cli("wave", "unseal", "w1", "--key", str(workspace.key))
        plan = tmp_path / "plan.yaml"
        plan.write_text(PLAN)
        quiet = workspace.cli("report", str(plan), "--wave", "w1").stdout
        assert "No results have been released yet." in get(server, "/en/w/w1/results").text
        if words:
            assert words in re.sub(r"\s+", " ", quiet)
        else:
            assert "on paper" not in quiet
        workspace.cli("report", str(plan), "--wave", "w1", "--publish")
        # The server reads what was published when it is asked.
        page = get(server, "/en/w/w1/results")
        assert page.status == 200 and 'href="/en/w/w1/results/plan"' in page.text
        wait_until(lambda: 'href="/en/w/w1/results"' in get(server, "/en/w/w1").text, seconds=5)
        report = get(server, "/en/w/w1/results/plan")
        assert report.status == 200
        # Word for word what the command writes of the same release.
        written = workspace.cli("report", str(plan), "--wave", "w1", "--format", "html", "--language", "en").stdout
        assert report.text == written
        assert (words or "A small survey") in report.text


PLAN = """\
plan: plan
languages: [en]
title: { en: "What we heard" }
audience: { en: "everybody" }
blocks:
  - participation: {}
  - items: {}
  - method: {}
"""


def test_paper_codes_stay_at_the_office_and_count_in_waves_with_codes_only(tmp_path):
    workspace = make_workspace(tmp_path)
    workspace.open_wave(tmp_path / "small.yaml")
    sheet = tmp_path / "slips.html"
    refused = workspace.cli("codes", "w1", "--count", "1", "--paper", "--html", str(sheet), expect=2)
    assert "leave out --html" in refused.stderr and not sheet.exists()
    workspace.open_wave(tmp_path / "small.yaml", name="w2", mode="open")
    assert "codes don't count" in workspace.cli("codes", "w2", "--count", "1", "--paper", expect=2).stderr
    assert "--paper goes with --slip" in workspace.cli("invite", "w1", "--void", "X", "--paper", expect=2).stderr
