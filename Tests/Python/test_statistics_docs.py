"""The table and the guide of the statistics tell everything that the code has, and nothing that it hasn't."""

import csv
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "Sources" / "SurveyStats").rglob("*.swift"))
GUIDE = "\n".join(path.read_text() for path in sorted((ROOT / "Sources/SurveyStats/SurveyStats.docc").glob("*.md")))
TABLE = (ROOT / "docs" / "statistics.md").read_text()
# Functions at the top level of a file: the estimators. Methods belong to the type that a row names.
FUNCTIONS = sorted({name for path in SOURCES for name in re.findall(r"^public func (\w+)", path.read_text(), re.M)})
with open(ROOT / "docs" / "statistics.tsv", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_a_row_and_a_place_in_the_guide(function):
    assert any(function in row["functions"].split() for row in ROWS), "add it to docs/statistics.tsv"
    assert re.search(rf"``{function}\(", GUIDE), "add it to a guide page"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["statistic"])
def test_every_row_stands_in_the_table(row):
    names = ", ".join(f"`{name}`" for name in row["functions"].split())
    assert f'| {row["statistic"]} | {row["variant"]} | {names} | {row["reference"]} |' in TABLE, "run make statistics-table"
    for name in row["functions"].split():
        assert name in FUNCTIONS or any(re.search(rf"public struct {name}\b", path.read_text()) for path in SOURCES), name


def test_every_key_of_the_json_stands_in_the_guide():
    folder = ROOT / "Sources" / "SurveyReport" / "Analysis" / "JSON"
    text = "\n".join(path.read_text() for path in sorted(folder.glob("*.swift")))
    keys = set(re.findall(r'"([a-z][A-Za-z0-9]*)":', text)) | set(re.findall(r'Member\("(\w+)"', text))
    told = set(re.findall(r"[A-Za-z0-9]+", " ".join(re.findall(r"`+([^`]+)`+", GUIDE))))
    # Those of cells that may not be published are explained with disclosure control.
    assert keys - told - {"reason", "because", "showInstead", "format"} == set()
