"""Holds the shipped YAML files against the shipped JSON Schemas, with an independent validator (jsonschema) and YAML reader (PyYAML)."""

import copy
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "Sources" / "SurveyCore" / "Resources"


class YAML12(yaml.SafeLoader):
    """PyYAML with the scalars of YAML 1.2: `No` is a word, and a date is text."""


YAML12.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
]:
    YAML12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def validator(kind):
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=YAML12)


def problems(kind, document):
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator(kind).iter_errors(document)]


@pytest.mark.parametrize("path", sorted((ROOT / "Surveys").glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_surveys(path):
    assert problems("survey", read(path)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "Reports").glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_plans(path):
    assert problems("plan", read(path)) == []


SURVEY = yaml.load(
    """
survey: sample
version: 1
languages: [nl]
title: { nl: Voorbeeld }
answers:
  yesno: { options: [ { code: 0, label: { nl: Nee } }, { code: 1, label: { nl: Ja } } ] }
attributes:
  - { id: unit, type: unit, level: team, text: { nl: Dienst } }
  - { id: status, text: { nl: Statuut }, options: [ { code: 1, label: { nl: Een } } ] }
sections:
  - id: one
    title: { nl: Een }
    items:
      - { id: a, text: { nl: A }, answers: yesno }
      - { id: b, type: comment, text: { nl: B }, show-if: { item: a, in: [1] } }
      - { id: c, type: number, bands: [0, 1.5], text: { nl: C } }
""",
    Loader=YAML12,
)


def changed(change):
    document = copy.deepcopy(SURVEY)
    change(document)
    return document


def items(document):
    return document["sections"][0]["items"]


def test_sample_is_valid():
    assert problems("survey", SURVEY) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda survey: survey.update(titel={}),
        lambda survey: survey.pop("sections"),
        lambda survey: survey.update(version="1"),
        lambda survey: survey.update(languages=["xx"]),
        lambda survey: survey.update(survey="Sample"),
        lambda survey: survey.update(privacy={"minimum-group": 4}),
        lambda survey: items(survey)[0].pop("answers"),
        lambda survey: items(survey)[0].update(bands=[1]),
        lambda survey: items(survey)[0].update(id="page"),
        lambda survey: items(survey)[1].update({"show-if": {"item": "a"}}),
        lambda survey: items(survey)[1].update({"show-if": {"item": "a", "in": [1], "all": []}}),
        lambda survey: items(survey)[2].pop("bands"),
        lambda survey: items(survey)[2].update(type="nummer"),
        lambda survey: survey["attributes"][0].update(options=[]),
        lambda survey: survey["attributes"][1].pop("options"),
        lambda survey: survey["answers"]["yesno"]["options"][0].update(code="0"),
    ],
)
def test_mistakes_are_found(change):
    assert problems("survey", changed(change))


WORKSPACE = {
    "organisation": {"name": {"nl": "Zone"}},
    "languages": ["nl"],
    "law": {"controller": "a", "dpo": "b", "supervisor": "c", "legal-basis": {"nl": "d"}},
    "support": [{"name": {"nl": "Hulp"}, "reach": "tel:112", "review-by": "2027-06-01"}],
    "subscriptions": [
        {"name": "top", "events": ["report.published"], "target": {"webhook": "https://example.org"}, "secret": {"file": "x"}}
    ],
    "delivery": {"schedule": ["0s", "5m"], "proxy": ""},
    "allow-networks": ["10.0.0.0/8"],
}


def test_workspace():
    assert problems("workspace", WORKSPACE) == []
    for change in [{"law": {}}, {"delivery": {"schedule": ["5"]}}, {"subscriptions": [{"name": "x"}]}, {"extra": 1}]:
        assert problems("workspace", WORKSPACE | change)


def test_plan():
    plan = {
        "plan": "p",
        "title": {"nl": "P"},
        "audience": {"nl": "Leiding"},
        "languages": ["nl"],
        "blocks": [{"indicators": {}}, {"items": {"of": "one"}}, {"comparison": {"by": "status"}}, {"hidden": None}],
    }
    assert problems("plan", plan) == []
    assert problems("plan", plan | {"blocks": [{"heatmap": {}}]})
    assert problems("plan", plan | {"blocks": [{"indicators": {}, "items": {}}]})
