"""A small survey, a workspace that holds it, and a wave of it."""

import pathlib
from datetime import date, timedelta

from engine import Workspace


SURVEY = """\
survey: small
version: 1
languages: [en]
title: { en: "A small survey" }
about: { en: "What we ask and why." }
source: { origin: "own items", licence: "EUPL-1.2", citation: "Tests", pretested: { en: true } }
privacy: { minimum-group: 5, minimum-sensitive: 10, minimum-comments: 10, comments-by: none, retention-months: 24 }
publish:
  groupings: [{ by: [status] }]
answers:
  agree:
    options:
      - { code: 1, label: { en: "Disagree" } }
      - { code: 2, label: { en: "Neither" } }
      - { code: 3, label: { en: "Agree" } }
    favourable: [3]
    unfavourable: [1]
    decline: true
attributes:
  - { id: status, text: { en: "Which staff?" }, options: [ { code: 1, label: { en: "One" } }, { code: 2, label: { en: "Two" } } ] }
sections:
  - id: work
    title: { en: "Work" }
    sensitive: false
    items:
      - { id: a, text: { en: "First statement" }, answers: agree, required: true }
      - { id: b, text: { en: "Second statement" }, answers: agree }
      - { id: tenure, type: number, text: { en: "Years here?" }, bands: [0, 3, 10] }
      - { id: more, type: comment, text: { en: "Anything else?" }, maximum-length: 200 }
scales:
  - { id: both, title: { en: "Both" }, items: [a, b], score: mean, minimum-answered: 2, favourable-from: 2.5 }
"""

GOOD = {"a": 3, "b": 2, "tenure": 4, "status": 1}


def survey_file(folder, text=SURVEY, name="small.yaml"):
    path = pathlib.Path(folder) / name
    path.write_text(text)
    return path


def make_workspace(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    survey_file(folder)
    return Workspace(folder / "workspace", languages=("en",))


DATES = ["--opens", (date.today() - timedelta(days=1)).isoformat(), "--closes", (date.today() + timedelta(days=2)).isoformat()]


def open_arguments(survey, folder, name="w1", mode="code", dates=DATES):
    return ["wave", "open", str(survey), "--name", name, "--mode", mode, *dates, "--keeper", str(folder / f"{name}.key")]


def opened(folder, count, mode="code"):
    """A workspace with an open wave `w1`, and its codes."""
    workspace = make_workspace(folder)
    workspace.open_wave(pathlib.Path(folder) / "small.yaml", mode=mode)
    return workspace, workspace.codes(count) if count else []


def unsealed(workspace, wave="w1"):
    workspace.cli("wave", "close", wave)
    return workspace.json("wave", "unseal", wave, "--key", str(workspace.key))["respondents"]
