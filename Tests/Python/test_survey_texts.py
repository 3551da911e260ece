"""Holds everything that staff read, in every language, against a dictionary (hunspell) and the house rules of plain, formal language.

Covers the shipped surveys and the messages of the server's pages. Words that no dictionary knows stand in words.txt.
"""

import json
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from test_schema import read

ROOT = Path(__file__).resolve().parents[2]
SURVEYS = {path.stem: read(path) for path in sorted((ROOT / "Surveys").glob("*.yaml"))}
MESSAGES = ROOT / "Sources" / "SurveyServer" / "Resources"
LANGUAGES = ("nl", "fr", "de", "en")
DICTIONARIES = {"nl": "nl", "fr": "fr_FR", "de": "de_DE", "en": "en_GB"}
LONGEST_SENTENCE = 20

NARROW, WIDE = "\u202f", "\u00a0"
INFORMAL = {
    "nl": "je jij jou jouw jezelf jullie",
    "fr": "tu toi te ton ta tes t’es t’as",
    "de": "du dich dir dein deine deinen deinem deiner deines euch euer eure euren",
    "en": "ya y’all",
}


def languages_of(text):
    """Whether a mapping is a text, and which languages it has."""
    return set(text) if isinstance(text, dict) and text and set(text) <= set(LANGUAGES) else set()


def texts_of(node, path=""):
    """Every text of a definition with its place: (place, {language: text}); switches such as `pretested` are no texts."""
    if languages_of(node) and all(isinstance(value, str) for value in node.values()):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts_of(value, f"{path}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            name = value.get("id", value.get("code", index)) if isinstance(value, dict) else index
            yield from texts_of(value, f"{path}/{name}")


def everything(language):
    """Every text in one language, by its place."""
    found = {
        f"{name}{place}": text[language]
        for name, survey in SURVEYS.items()
        for place, text in texts_of(survey)
        if language in text
    }
    messages = json.loads((MESSAGES / f"messages.{language}.json").read_text(encoding="utf-8"))
    return found | {f"messages/{key}": text for key, text in messages.items()}


def project_words():
    """words.txt: the words of each language, and under [all] those of every language."""
    words, section = defaultdict(set), None
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            words[section].add(line)
    return words


def plain(text):
    """The text as a dictionary takes it: no placeholders, and the typewriter's apostrophe."""
    return re.sub(r"\{[a-z]+\}", " ", text).replace("’", "'")


def unknown_words(language, texts):
    """The words of the texts that hunspell does not know."""
    done = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", DICTIONARIES[language], "-l"],
        input="\n".join(map(plain, texts)), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and not done.stderr, f"hunspell can't check {language}: {done.stderr} Run make test, which installs it."
    return {word.strip(".'").replace("'", "’") for word in done.stdout.split()} - {""}


def sentences(text):
    """The sentences of a text. A full stop inside a number or an abbreviation without a space after it ends nothing."""
    return re.split(r"(?<=[.!?…])[”“»\")]*\s+", text)


def long_sentences(text):
    counts = ((sum(any(map(str.isalnum, word)) for word in sentence.split()), sentence) for sentence in sentences(text))
    return [sentence for count, sentence in counts if count > LONGEST_SENTENCE]


def informal_words(language, text):
    banned = set(INFORMAL[language].split())
    return [word for word in re.findall(r"[\w’]+", text.lower()) if word in banned]


def typography(language, text):
    """What is wrong with the spaces and signs of a text."""
    wrong = []
    if text != text.strip() or re.search(r"\s\s", text):
        wrong.append("a space too many")
    if "'" in text or '"' in text:
        wrong.append("a typewriter's quote")
    if "..." in text:
        wrong.append("three full stops for …")
    if language == "fr":
        if re.search(rf"(?<!{NARROW})[?!;]", text):
            wrong.append("no narrow no-break space before ? ! or ;")
        if re.search(rf"(?<!{WIDE}):", text):
            wrong.append("no no-break space before :")
        if re.search(rf"«(?!{WIDE})|(?<!{WIDE})»", text):
            wrong.append("no no-break space inside « »")
    elif re.search(r"\s[?!:;,.]", text):
        wrong.append("a space before a mark")
    if language != "fr" and (NARROW in text or WIDE in text):
        wrong.append("a no-break space")
    return wrong


def minutes(survey):
    """About how long answering takes, as the start page says (PreparedWave.swift): half a minute to begin, a minute for a comment, ten
    seconds for anything else, and half of that where it is asked of some only."""
    items = [item for section in survey["sections"] for item in section["items"]] + survey.get("attributes", [])
    seconds = 30
    for item in items:
        whole = 60 if item.get("type") == "comment" else 10
        seconds += whole // 2 if "show-if" in item else whole
    return max(1, -(-seconds // 60))


def missing_languages(survey):
    return [
        f"{place}: {', '.join(sorted(set(survey['languages']) - set(text)))}"
        for place, text in texts_of(survey)
        if set(text) != set(survey["languages"])
    ]


@pytest.mark.parametrize("name", SURVEYS)
def test_every_text_stands_in_every_language(name):
    assert SURVEYS[name]["languages"] == list(LANGUAGES)
    assert missing_languages(SURVEYS[name]) == []


def test_the_pages_say_the_same_things_in_every_language():
    keys = [json.loads((MESSAGES / f"messages.{language}.json").read_text(encoding="utf-8")).keys() for language in LANGUAGES]
    assert all(each == keys[0] for each in keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spelling(language):
    texts = everything(language)
    known = project_words()
    unknown = unknown_words(language, texts.values()) - known[language] - known["all"]
    assert {word: [place for place, text in texts.items() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)] for word in unknown} == {}


def test_the_project_words_are_all_needed():
    unknown = {language: unknown_words(language, everything(language).values()) for language in LANGUAGES}
    known = project_words()
    assert {language: known[language] - unknown[language] for language in LANGUAGES} == {language: set() for language in LANGUAGES}
    assert known["all"] - set.union(*unknown.values()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language):
    assert {place: found for place, text in everything(language).items() if (found := long_sentences(text))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_addressed_formally(language):
    assert {place: found for place, text in everything(language).items() if (found := informal_words(language, text))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_typography(language):
    ends_in_a_space = {"messages/site.error-prefix"}  # stands before a page's title
    texts = {place: text.rstrip() if place in ends_in_a_space else text for place, text in everything(language).items()}
    assert {place: found for place, text in texts.items() if (found := typography(language, text))} == {}


BAD = [
    ("nl", "Voel je je goed in jouw team?", {"informal": ["je", "je", "jouw"]}),
    ("nl", "Ik ben tevreeden over mijn colega’s.", {"spelling": {"tevreeden", "colega’s"}}),
    ("nl", "Dit is  een zin ...", {"typography": ["a space too many", "three full stops for …", "a space before a mark"]}),
    ("fr", "Es-tu content de ton équipe?", {"informal": ["tu", "ton"], "typography": ["no narrow no-break space before ? ! or ;"]}),
    ("fr", "Mes collegues m'écoutent :", {"spelling": {"collegues"}, "typography": ["a typewriter's quote", "no no-break space before :"]}),
    ("fr", "Le « rapport\u00a0» est lu\u202f!", {"typography": ["no no-break space inside « »"]}),
    ("de", "Fühlst du dich in deinem Team wohl?", {"informal": ["du", "dich", "deinem"]}),
    ("de", "Die Organistation ist offen !", {"spelling": {"Organistation"}, "typography": ["a space before a mark"]}),
    ("en", "My collegues are freindly.", {"spelling": {"collegues", "freindly"}}),
    ("en", " ".join(["one"] * 21) + ". Short again.", {"long": [" ".join(["one"] * 21) + "."]}),
    ("fr", "un " * 20 + "?\u202fEt puis.", {"typography": ["no narrow no-break space before ? ! or ;"]}),
]


@pytest.mark.parametrize("language, text, expected", BAD)
def test_bad_texts_are_found(language, text, expected):
    found = {
        "spelling": unknown_words(language, [text]), "long": long_sentences(text), "informal": informal_words(language, text),
        "typography": typography(language, text),
    }
    assert {kind: problems for kind, problems in found.items() if problems} == expected


def test_a_missing_language_is_found():
    survey = {"languages": ["nl", "en"], "title": {"nl": "Titel"}, "sections": [{"id": "a", "items": [{"id": "b", "text": {"nl": "x", "en": "y"}}]}]}
    assert missing_languages(survey) == ["/title: en"]


@pytest.mark.parametrize("name", SURVEYS)
def test_each_survey_says_where_it_comes_from_and_what_it_cannot_tell(name):
    header = (ROOT / "Surveys" / f"{name}.yaml").read_text(encoding="utf-8").split("\nsurvey:")[0]
    for heading in ("# Origin ", "# Licence ", "# Pretested ", "# Length ", "# Scoring ", "# It can't tell", "# To adapt "):
        assert heading in header, heading
    source = SURVEYS[name]["source"]
    assert source["origin"] and source["licence"] and source["citation"]
    assert source["pretested"] == {language: False for language in LANGUAGES}
    assert re.search(rf"\b{minutes(SURVEYS[name])} minutes as the server\s+#?\s*counts", header)


def test_the_guide_lists_every_survey_with_its_minutes():
    guide = (ROOT / "Surveys" / "README.md").read_text(encoding="utf-8")
    listed = {match[1]: int(match[2]) for match in re.finditer(r"^\| \[([a-z-]+)\.yaml\]\(\1\.yaml\) \|.*?\| (\d+) min \|", guide, re.M)}
    assert listed == {name: minutes(survey) for name, survey in SURVEYS.items()}


def test_the_long_survey_takes_ten_minutes_at_most_and_the_pulse_two():
    assert minutes(SURVEYS["inclusion-baseline"]) <= 10
    assert minutes(SURVEYS["inclusion-pulse"]) <= 2


def all_items():
    for name, survey in SURVEYS.items():
        for section in survey["sections"]:
            for item in section["items"]:
                yield name, survey, item


def test_an_item_that_stands_in_two_surveys_is_the_same_item():
    """The same id: the same words, concept and codes; the same concept: the same direction and codes. Otherwise a trend would mislead."""
    by_id, by_concept = defaultdict(set), defaultdict(set)
    for _, survey, item in all_items():
        answers = survey["answers"].get(item.get("answers"), {})
        form = (
            item.get("type", "choice"), item.get("reverse", False), str([option["code"] for option in answers.get("options", [])]),
            str(answers.get("favourable")), str(answers.get("unfavourable")))
        by_id[item["id"]].add((json.dumps(item["text"], ensure_ascii=False), item.get("concept"), form))
        if "concept" in item:
            by_concept[item["concept"]].add(form)
    assert {key: forms for key, forms in (by_id | by_concept).items() if len(forms) > 1} == {}
    assert sum(1 for _ in all_items()) > len(by_id), "no item stands in two surveys: this test would see nothing"


def test_the_pulse_asks_one_item_of_each_outcome_of_the_baseline():
    baseline, pulse = SURVEYS["inclusion-baseline"], SURVEYS["inclusion-pulse"]
    asked = [indicator["of"] for indicator in pulse["indicators"]]
    outcomes = [indicator["of"] for indicator in baseline["indicators"]]
    scales = {scale["id"]: scale["items"] for scale in baseline["scales"]}
    assert [next(scale for scale in outcomes if item in scales[scale]) for item in asked] == outcomes


def test_the_trainings_are_the_same_everywhere():
    catalogues = [attribute["options"] for survey in SURVEYS.values() for attribute in survey.get("attributes", []) if attribute["id"] == "training"]
    catalogues += [item["options"] for _, _, item in all_items() if item["id"] == "trainings"]
    assert len(catalogues) == 4
    assert all(catalogue == catalogues[0] for catalogue in catalogues)
    assert "COPPRA" in [option["label"]["nl"] for option in catalogues[0]]
