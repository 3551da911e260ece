"""`survey-cli trend` and `drivers` beside everything else that publishes, over three waves and in random order."""

import json
import math
import random

import numpy as np
import pytest
from scipy import stats

import analysis_sample
from analysis_sample import REVERSED, SCALES, people
from engine import Workspace
from test_import import units_file

WAVES = ["spring", "summer", "autumn"]
INDICATORS = """\
indicators:
  - { id: speaking, title: { en: "Speaking" }, of: safety, measure: favourable, target: 55 }
  - { id: level, title: { en: "Level" }, of: belonging, measure: mean }
"""
EXTRA = """\
events:
  - { date: 2025-01-20, label: { en: "Training for all" } }
  - { date: 2024-01-20, label: { en: "Long ago" } }
subscriptions:
  - { name: leadership, events: [report.published], target: { webhook: "http://127.0.0.1:9/" }, full: true, allow-http: true }
allow-networks: [127.0.0.0/8]
"""
PLAN = """\
plan: over-time
languages: [en]
title: { en: "Over time" }
audience: { en: "everybody" }
blocks:
  - trend: { of: speaking }
  - drivers: { outcome: safety }
  - method: {}
"""


def add_wave(workspace, folder, name, rows, date):
    """Imports people's answers as a wave of the survey with indicators."""
    survey, answers, _ = analysis_sample.write(folder, rows)
    survey.write_text(analysis_sample.survey_text() + INDICATORS)
    workspace.cli("import", str(answers), "--survey", str(survey), "--wave", name, "--date", date)
    return survey


@pytest.fixture(scope="module")
def zone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trend")
    workspace = Workspace(folder / "workspace", languages=("en",), organisation=units_file(folder), extra=EXTRA)
    rows = {wave: people(seed=30 + place) for place, wave in enumerate(WAVES)}
    for place, wave in enumerate(WAVES):
        add_wave(workspace, folder, wave, rows[wave], f"2025-0{place + 1}-15")
    plan = folder / "over-time.yaml"
    plan.write_text(PLAN)
    return {"workspace": workspace, "rows": rows, "plan": plan, "folder": folder}


def scores(rows, scale, minimum):
    """The scale's mean score of everybody who has one."""
    found = []
    for row in rows:
        codes = [6 - int(row[item]) if item in REVERSED else int(row[item]) for item in SCALES[scale] if row[item].isdigit()]
        if len(codes) >= minimum:
            found.append(np.mean(codes))
    return np.array(found)


def wilson(successes, n, z=stats.norm.ppf(0.975)):
    centre = (successes + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(successes * (n - successes) / n + z * z / 4)
    return centre - half, centre + half


def student(values):
    half = stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / math.sqrt(len(values))
    return values.mean() - half, values.mean() + half


def difference(before, now):
    """The interval of a difference from the limits of both estimates; for shares Newcombe's (1998) method 10."""
    (old, old_low, old_high), (new, new_low, new_high) = before, now
    return (
        new - old, new - old - math.hypot(new - new_low, old_high - old), new - old + math.hypot(new_high - new, old - old_low)
    )


def series(report, indicator):
    return [next(i for i in wave["indicators"] if i["id"] == indicator) for wave in report["series"]]


def test_values_changes_and_intervals_are_those_of_numpy_and_scipy(zone):
    report = json.loads(zone["workspace"].cli("trend", "--json").stdout)
    assert [wave["wave"] for wave in report["series"]] == WAVES
    assert report["format"] == "survey.report/1" and report["wave"] == "autumn"
    estimates = {"speaking": [], "level": []}
    for wave in WAVES:
        safety, belonging = scores(zone["rows"][wave], "safety", 3), scores(zone["rows"][wave], "belonging", 3)
        favourable, n = int((safety >= 3.5).sum()), len(safety)
        estimates["speaking"].append([100 * x for x in (favourable / n, *wilson(favourable, n))])
        estimates["level"].append([belonging.mean(), *student(belonging)])
    for indicator, expected in estimates.items():
        found = series(report, indicator)
        assert "change" not in found[0]
        for place, figure in enumerate(found):
            assert [figure["value"], figure["low"], figure["high"]] == pytest.approx(expected[place], rel=1e-9)
            if place:
                change = figure["change"]
                assert figure["previous"] == pytest.approx(expected[place - 1][0], rel=1e-9)
                assert [change["value"], change["low"], change["high"]] == pytest.approx(
                    difference(expected[place - 1], expected[place]), rel=1e-8
                )
    assert {figure["change"]["method"] for figure in series(report, "speaking")[1:]} == {"newcombe-10"}
    assert report["indicators"] == report["series"][-1]["indicators"]


def test_under_eight_waves_the_series_is_shown_and_nothing_tested(zone):
    report = json.loads(zone["workspace"].cli("trend", "--indicator", "speaking", "--json").stdout)
    assert report["trends"] == [{"id": "speaking", "waves": 3, "untested": {"required": 8}}]
    assert [event["date"] for event in report["events"]] == ["2025-01-20"]
    text = zone["workspace"].cli("trend").stdout
    assert "Training for all" in text and "Long ago" not in text
    assert "Fewer than 8 waves" in text and "Mann" not in text


def test_from_eight_waves_on_the_tests_agree_with_scipy(tmp_path):
    workspace = Workspace(tmp_path / "workspace", languages=("en",), organisation=units_file(tmp_path))
    rows, days = [], []
    for place in range(9):
        rows.append(people(seed=60 + place)[: 150 + 10 * place])
        day = 40 * place + place * place
        days.append(day)
        date = (np.datetime64("2024-01-10") + day).astype(str)
        add_wave(workspace, tmp_path, f"w{place}", rows[-1], date)
    report = json.loads(workspace.cli("trend", "--json").stdout)
    trends = {trend["id"]: trend for trend in report["trends"]}
    years = np.array(days) / 365.25
    safety = [scores(wave, "safety", 3) for wave in rows]
    successes, sizes = np.array([(s >= 3.5).sum() for s in safety]), np.array([len(s) for s in safety])
    values = {
        "speaking": 100 * successes / sizes, "level": np.array([scores(wave, "belonging", 3).mean() for wave in rows])
    }
    p = {}
    for indicator, measured in values.items():
        trend = trends[indicator]
        slope = stats.theilslopes(measured, years)
        assert trend["senSlope"]["per"] == "year"
        assert trend["senSlope"]["value"] == pytest.approx(slope[0], rel=1e-9)
        assert [trend["senSlope"]["low"], trend["senSlope"]["high"]] == pytest.approx([slope[2], slope[3]], rel=1e-9)
        s = sum(np.sign(measured[j] - measured[i]) for i in range(9) for j in range(i + 1, 9))
        z = (s - np.sign(s)) / math.sqrt(9 * 8 * 23 / 18)
        p[indicator] = 2 * stats.norm.sf(abs(z))
        assert trend["mannKendall"]["s"] == s and trend["mannKendall"]["p"] == pytest.approx(p[indicator], rel=1e-9)
        assert trend["mannKendall"]["tau"] == pytest.approx(stats.kendalltau(years, measured)[0], rel=1e-9)
    smaller = min(p, key=p.get)
    assert trends[smaller]["adjusted"]["p"] == pytest.approx(min(1, 2 * p[smaller]), rel=1e-9)
    # Armitage's statistic is N times the squared correlation of the dates with single answers.
    dates = np.repeat(years, sizes)
    answers = np.concatenate([np.r_[np.ones(k), np.zeros(n - k)] for k, n in zip(successes, sizes)])
    squared = len(answers) * stats.pearsonr(dates, answers)[0] ** 2
    assert trends["speaking"]["cochranArmitage"]["x2"] == pytest.approx(squared, rel=1e-9)
    assert trends["speaking"]["cochranArmitage"]["p"] == pytest.approx(stats.chi2.sf(squared, 1), rel=1e-8)
    assert "cochranArmitage" not in trends["level"]
    assert "Over 9 waves" in workspace.cli("trend").stdout


def test_a_repeated_trend_prints_the_same_and_is_recorded_once(zone):
    workspace = zone["workspace"]
    first = json.loads(workspace.cli("trend", "--json").stdout)
    entries = len(json.loads(workspace.cli("ledger", "list", "--json").stdout))
    workspace.cli("report", "leadership-summary", "--wave", "spring")
    second = json.loads(workspace.cli("trend", "--json").stdout)
    first.pop("ledger"), second.pop("ledger")
    assert first == second
    kinds = [entry["kind"] for entry in json.loads(workspace.cli("ledger", "list", "--json").stdout)][entries:]
    assert kinds == ["release"]


def test_drivers_are_those_of_the_correlations(zone):
    done = zone["workspace"].cli("drivers", "--wave", "summer", "--outcome", "nps", "--predictor", "safety", "--json")
    drivers = json.loads(done.stdout)["drivers"]
    rows = zone["rows"]["summer"]
    pairs = [(scores([row], "safety", 3), int(row["nps"])) for row in rows]
    safety, nps = zip(*[(score[0], nps) for score, nps in pairs if len(score)])
    r = stats.pearsonr(safety, nps)[0]
    assert drivers["n"] == len(nps) and drivers["outcome"] == "nps"
    assert drivers["weights"]["safety"]["correlation"] == pytest.approx(r, rel=1e-9)
    assert drivers["r2"] == pytest.approx(r * r, rel=1e-9)
    assert drivers["weights"]["safety"]["shapley"] == pytest.approx(r * r, rel=1e-9)
    text = zone["workspace"].cli("drivers", "--wave", "summer", "--outcome", "nps", "--predictor", "safety").stdout
    assert "What goes together with: Recommend?" in text and "not what causes what" in text


def test_drivers_of_too_few_people_are_refused(tmp_path):
    workspace = Workspace(tmp_path / "workspace", languages=("en",), organisation=units_file(tmp_path))
    add_wave(workspace, tmp_path, "few", people(seed=3)[:29], "2025-01-01")
    done = workspace.cli("drivers", "--wave", "few", "--outcome", "nps", "--predictor", "a1", "--json", expect=None)
    assert done.returncode == 3
    assert json.loads(done.stdout)["drivers"] == {"outcome": "nps", "suppressed": {"reason": "small", "because": []}}


def test_drivers_whose_people_differ_by_few_are_refused_in_any_order(tmp_path):
    rows = [row | {"a1": row["a1"] if row["a1"].isdigit() else "3", "b1": "2" if index % 2 else "4"} for index, row in enumerate(people(seed=5))]
    for row in rows[:3]:
        row["b1"] = ""
    commands = [["--outcome", "nps", "--predictor", "a1"], ["--outcome", "nps", "--predictor", "a1", "--predictor", "b1"]]
    for order in (commands, commands[::-1]):
        folder = tmp_path / str(len(order[0]))
        folder.mkdir()
        workspace = Workspace(folder / "workspace", languages=("en",), organisation=units_file(folder))
        add_wave(workspace, folder, "w", rows, "2025-01-01")
        statuses = [workspace.cli("drivers", "--wave", "w", *command, expect=None).returncode for command in order * 2]
        assert statuses == [0, 3, 0, 3]
        assert "none" in workspace.cli("audit", "disclosure").stdout


def test_a_hidden_wave_shows_only_that_it_is_hidden(tmp_path):
    workspace = Workspace(tmp_path / "workspace", languages=("en",), organisation=units_file(tmp_path))
    for place, count in enumerate([60, 4, 60]):
        add_wave(workspace, tmp_path, f"w{place}", people(seed=70 + place)[:count], f"2025-0{place + 1}-01")
    report = json.loads(workspace.cli("trend", "--json").stdout)
    first, hidden, last = series(report, "speaking")
    assert hidden == {"id": "speaking", "suppressed": {"reason": "small", "because": []}}
    assert "value" in first and "value" in last and "previous" not in last
    assert workspace.cli("audit", "disclosure").returncode == 0
    few = Workspace(tmp_path / "few", languages=("en",), organisation=units_file(tmp_path))
    add_wave(few, tmp_path, "w", people(seed=1)[:4], "2025-01-01")
    assert few.cli("trend", expect=None).returncode == 3


def test_what_can_be_chosen_is_told(zone, tmp_path):
    workspace = zone["workspace"]
    done = workspace.cli("trend", "--indicator", "joy", expect=2)
    assert "'joy' is no indicator. Choose among speaking, level." in done.stderr
    assert "Choose among sample-analysis." in workspace.cli("trend", "--survey", "other", expect=2).stderr
    assert "no scale or scored item" in workspace.cli("drivers", "--wave", "spring", "--outcome", "joy", expect=2).stderr
    fresh = Workspace(tmp_path / "workspace", languages=("en",), organisation=units_file(tmp_path))
    assert "There is no wave with answers" in fresh.cli("trend", expect=2).stderr
    survey = add_wave(fresh, tmp_path, "one", people(seed=1), "2025-01-01")
    other = tmp_path / "other.yaml"
    other.write_text(survey.read_text().replace("survey: sample-analysis", "survey: another"))
    fresh.cli("import", str(tmp_path / "answers.csv"), "--survey", str(other), "--wave", "two", "--date", "2025-02-01")
    assert "Name one with --survey: another, sample-analysis." in fresh.cli("trend", expect=2).stderr
    for named in ("another", str(other)):
        assert json.loads(fresh.cli("trend", "--survey", named, "--json").stdout)["survey"] == "another@1"


def test_a_plan_may_hold_both(zone):
    for wave, known in (("summer", WAVES[:2]), ("autumn", WAVES)):
        done = zone["workspace"].cli("report", str(zone["plan"]), "--wave", wave, "--format", "json")
        report = json.loads(done.stdout)
        assert [entry["wave"] for entry in report["series"]] == known
        assert report["drivers"]["n"] >= 30
    page = zone["workspace"].cli("report", str(zone["plan"]), "--wave", "autumn", "--format", "html").stdout
    assert 'class="trend" role="img"' in page and "What goes together with: Safety" in page


def test_everything_in_any_order_over_three_waves_and_nothing_falls(zone):
    workspace, chance = zone["workspace"], random.Random(11)
    attributes = ["unit", "status", "age", "trainings"]
    values = {"unit": ["T1", "T3"], "status": ["1", "2"], "age": ["1", "3"], "trainings": ["1", "2"]}
    variables = ["safety", "voice", "belonging", "nps", "a1", "b1", "hurt"]
    published = 0
    for _ in range(24):
        wave, kind = chance.choice(WAVES), chance.choice(["report", "publish", "plan", "compare", "trend", "drivers", "analyse"])
        if kind == "report":
            command = ["report", chance.choice(["leadership-summary", "full"]), "--wave", wave, "--format", "json"]
        elif kind == "publish":
            command = ["report", "leadership-summary", "--wave", wave, "--format", "json", "--publish"]
            published += 1
        elif kind == "plan":
            command = ["report", str(zone["plan"]), "--wave", wave, "--format", "json"]
        elif kind == "compare":
            by = chance.sample(attributes, chance.randint(1, 2))
            command = ["compare", "--wave", wave, "--variable", "safety", "--variable", "a1", "--variable", "hurt"]
            command += [word for attribute in by for word in ("--by", attribute)]
            rest = [attribute for attribute in attributes if attribute not in by]
            if chance.random() < 0.6:
                attribute = chance.choice(rest)
                command += ["--where", f"{attribute}={chance.choice(values[attribute])}"]
        elif kind == "trend":
            command = ["trend", *(["--indicator", "speaking"] if chance.random() < 0.5 else [])]
        elif kind == "drivers":
            outcome, *predictors = chance.sample(variables, chance.randint(2, 4))
            command = ["drivers", "--wave", wave, "--outcome", outcome]
            command += [word for predictor in predictors for word in ("--predictor", predictor)]
        else:
            command = ["analyse", "--wave", wave, "--by", chance.choice(["status", "age"])]
        done = workspace.cli(*command, expect=None)
        assert done.returncode in (0, 3), (command, done.stderr)
    assert published > 0
    messages = json.loads(workspace.cli("notify", "status", "--json").stdout)
    assert messages
    audit = workspace.cli("audit", "disclosure", "--json")
    assert [(wave["wave"], wave["findings"]) for wave in json.loads(audit.stdout)] == [(wave, []) for wave in WAVES]
    assert workspace.cli("ledger", "verify").returncode == 0
