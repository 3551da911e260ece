"""A made-up survey with every kind of item, attribute and missing answer, answered by seeded people in teams."""

import csv

import numpy as np

SURVEY = """
survey: sample-analysis
version: 1
languages: [en]
title: { en: "Sample" }
about: { en: "A fixture for tests." }
source: { origin: "own items", licence: "EUPL-1.2" }
privacy: { minimum-group: 5, minimum-sensitive: 10, minimum-comments: 10, comments-by: none, retention-months: 24 }
publish: { groupings: [ { by: [unit] }, { by: [status] }, { by: [age] } ], ad-hoc: admit }
answers:
  agree5:
    options: [%s]
    favourable: [4, 5]
    unfavourable: [1, 2]
    decline: true
    not-applicable: true
  yesno:
    options: [ { code: 1, label: { en: "Yes" } }, { code: 2, label: { en: "No" } } ]
    favourable: [1]
    unfavourable: [2]
attributes:
  - { id: unit, type: unit, level: team, text: { en: "Unit?" } }
  - { id: status, text: { en: "Status?" }, options: [ { code: 1, label: { en: "Operational" } }, { code: 2, label: { en: "Civilian" } } ] }
  - { id: age, text: { en: "Age?" }, options: [ { code: 1, label: { en: "A" } }, { code: 2, label: { en: "B" } }, { code: 3, label: { en: "C" } }, { code: 4, label: { en: "D" } } ] }
sections:
  - id: first
    title: { en: "First" }
    items:
%s
      - { id: seen, text: { en: "Seen?" }, answers: yesno }
      - { id: nps, type: net-score, text: { en: "Recommend?" } }
      - { id: trainings, type: many, text: { en: "Which?" }, options: [ { code: 1, label: { en: "One" } }, { code: 2, label: { en: "Two" } } ] }
      - { id: tenure, type: number, text: { en: "Years?" }, bands: [0, 3, 10, 25] }
  - id: second
    title: { en: "Second" }
    sensitive: true
    items:
      - { id: hurt, text: { en: "Hurt?" }, answers: yesno }
scales:
  - { id: safety, title: { en: "Safety" }, items: [a1, a2, a3, a4], score: mean, minimum-answered: 3, favourable-from: 3.5 }
  - { id: voice, title: { en: "Voice" }, items: [b1, b2, b3], score: sum, minimum-answered: 2, favourable-from: 10 }
  - { id: belonging, title: { en: "Belonging" }, items: [c1, c2, c3], score: mean, minimum-answered: 3, favourable-from: 4 }
"""
REVERSED = {"a2", "c3"}
SCALES = {"safety": ["a1", "a2", "a3", "a4"], "voice": ["b1", "b2", "b3"], "belonging": ["c1", "c2", "c3"]}
MINIMUM = {"safety": 3, "voice": 2, "belonging": 3}
UNITS = {"T1": 40, "T2": 55, "T3": 70, "T4": 80, "T5": 35}
POPULATION = {"status": {"1": 420, "2": 180}, "age": {"1": 150, "2": 200, "3": 150, "4": 100}}


def survey_text():
    options = ", ".join(f'{{ code: {code}, label: {{ en: "{code}" }} }}' for code in range(1, 6))
    items = "\n".join(
        f'      - {{ id: {item}, text: {{ en: "{item}?" }}, answers: agree5{", reverse: true" if item in REVERSED else ""} }}'
        for scale in SCALES.values()
        for item in scale
    )
    return SURVEY % (options, items)


def people(seed=11):
    """One dict of cells per person, as they stand in the CSV."""
    random = np.random.default_rng(seed)
    rows = []
    for unit, size in UNITS.items():
        team = random.normal(0, 0.35)
        for _ in range(size):
            status, age = random.choice(["1", "2"], p=[0.75, 0.25]), str(random.integers(1, 5))
            person = random.normal(0, 1) + team + (0.4 if status == "2" else 0) + 0.15 * int(age)
            row = {"unit": unit, "status": str(status), "age": age}
            for place, scale in enumerate(SCALES.values()):
                level = 0.7 * person + 0.6 * random.normal(0, 1) - 0.1 * place
                for item in scale:
                    code = int(np.clip(np.round(3 + level + random.normal(0, 0.8)), 1, 5))
                    row[item] = str(6 - code if item in REVERSED else code)
                    if random.random() < 0.06:
                        row[item] = str(random.choice(["", "declined", "n/a"]))
            row["seen"] = str(1 + int(random.random() < 0.4 + 0.1 * (status == "2")))
            row["nps"] = str(int(np.clip(np.round(6 + 2 * person + random.normal(0, 2)), 0, 10)))
            ticked = [code for code in "12" if random.random() < (0.3 if status == "1" else 0.5)]
            row["trainings"] = " ".join(ticked) or "none"
            row["tenure"] = str(int(random.integers(0, 40)))
            row["hurt"] = str(random.choice(["1", "2", "", "2", "2"]))
            if random.random() < 0.03:
                row["status"] = "declined"
            rows.append(row)
    random.shuffle(rows)
    return rows


def write(folder, rows):
    """Writes survey, answers and head counts; gives their paths."""
    survey, answers, population = folder / "sample.yaml", folder / "answers.csv", folder / "population.csv"
    survey.write_text(survey_text())
    with open(answers, "w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    lines = [f"{attribute},{code},{count}" for attribute, counts in POPULATION.items() for code, count in counts.items()]
    population.write_text("attribute,code,count\n" + "\n".join(lines) + "\n")
    return survey, answers, population
