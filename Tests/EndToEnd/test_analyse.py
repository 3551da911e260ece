"""Everything that `survey-cli analyse` prints of a made-up survey, held against numpy and scipy and the formulas of the literature."""

import csv
import itertools
import json
import math
import os
import re
import subprocess

import numpy as np
import pytest
from scipy import optimize, stats

from analysis_sample import MINIMUM, POPULATION, REVERSED, SCALES, UNITS, people, survey_text, write
from engine import BIN, run

Z = stats.norm.ppf(0.975)
ITEMS = [item for items in SCALES.values() for item in items]
MISSING = {"": "skipped", "declined": "declined", "n/a": "notApplicable"}
ASKED = ("--by", "status", "--by", "age", "--unit", "unit", "--outcome", "voice", "--seed", "5")


def analyse(answers, survey, *options):
    return json.loads(run("analyse", str(answers), "--survey", str(survey), *options, "--json").stdout)


def close(ours, theirs, relative=1e-9, absolute=1e-12):
    assert ours == pytest.approx(theirs, rel=relative, abs=absolute)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    rows = people()
    survey, answers, population = write(tmp_path_factory.mktemp("sample"), rows)
    result = analyse(answers, survey, *ASKED, "--population", str(population))
    return {"rows": rows, "json": result, "survey": survey, "answers": answers, "population": population}


def keyed(rows, item):
    """The item's answers as numbers keyed with its scale, NaN where missing."""
    values = np.array([float(row[item]) if row[item].isdigit() else math.nan for row in rows])
    return 6 - values if item in REVERSED else values


def scores(rows, scale):
    """Person scores: the mean, or person-mean imputed sum, of enough answered items."""
    matrix = np.array([keyed(rows, item) for item in SCALES[scale]])
    answered = (~np.isnan(matrix)).sum(0)
    values = np.array([np.nanmean(column) if count else math.nan for column, count in zip(matrix.T, answered)])
    values[answered < MINIMUM[scale]] = math.nan
    return values * len(matrix) if scale == "voice" else values


def variable(rows, name):
    if name in SCALES:
        return scores(rows, name)
    return np.array([float(row[name]) if row[name].isdigit() else math.nan for row in rows])


def split(rows, name, by, codes):
    values = variable(rows, name)
    return [np.array([v for v, row in zip(values, rows) if row[by] == code and not math.isnan(v)]) for code in codes]


def wilson(successes, n, effective=None):
    size, share = effective or n, successes / n
    middle = (share + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * math.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2))
    return middle - half, middle + half


def comparison(sample, name, by):
    return next(c for c in sample["json"]["comparisons"] if c["variable"] == name and c["by"] == by)


# Items and proportions


@pytest.mark.parametrize("item", ITEMS)
def test_items(sample, item):
    ours, cells = sample["json"]["items"][item], [row[item] for row in sample["rows"]]
    values = np.array([float(cell) for cell in cells if cell.isdigit()])
    assert ours["n"] == len(values)
    for cell, kind in MISSING.items():
        assert ours[kind] == cells.count(cell), kind
    assert ours["counts"] == {str(code): int((values == code).sum()) for code in range(1, 6)}
    close(ours["mean"], values.mean())
    close(ours["sd"], values.std(ddof=1))
    close(ours["median"], np.median(values))
    centred, s = values - values.mean(), values.std(ddof=1)
    close(ours["skew"], (centred**3).mean() / s**3)
    close(ours["kurtosis"], (centred**4).mean() / s**4 - 3)
    for side, codes in (("favourable", (4, 5)), ("unfavourable", (1, 2))):
        if item in REVERSED:
            codes = tuple(6 - code for code in codes)
        count = int(np.isin(values, codes).sum())
        close(ours[side]["share"], count / len(values))
        low, high = wilson(count, len(values))
        close(ours[side]["low"], low)
        close(ours[side]["high"], high)
        assert ours[side]["method"] == "wilson"
    close(ours["net"], ours["favourable"]["share"] - ours["unfavourable"]["share"])


def test_finite_population(sample):
    size = sum(POPULATION["status"].values())
    for name in (*ITEMS, *SCALES):
        ours = sample["json"]["items" if name in ITEMS else "scales"][name]
        n = ours["n"]
        low, high = wilson(ours["favourable"]["share"] * n, n, n * (size - 1) / (size - n))
        close(ours["favourable"]["finitePopulation"]["low"], low)
        close(ours["favourable"]["finitePopulation"]["high"], high)


# Scales and reliability


@pytest.mark.parametrize("scale", SCALES)
def test_scales_and_alpha(sample, scale):
    ours, values = sample["json"]["scales"][scale], scores(sample["rows"], scale)
    values = values[~np.isnan(values)]
    assert ours["n"] == len(values)
    close(ours["mean"], values.mean())
    close(ours["sd"], values.std(ddof=1))
    close(ours["median"], np.median(values))

    matrix = np.array([keyed(sample["rows"], item) for item in SCALES[scale]])
    matrix = matrix[:, ~np.isnan(matrix).any(0)]
    k, n = matrix.shape
    covariance, correlation = np.cov(matrix), np.corrcoef(matrix)
    alpha = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    reliability = ours["reliability"]
    assert reliability["cases"] == n
    close(reliability["alpha"]["value"], alpha)
    close(reliability["alpha"]["low"], 1 - (1 - alpha) * stats.f.ppf(0.975, n - 1, (n - 1) * (k - 1)))
    close(reliability["alpha"]["high"], 1 - (1 - alpha) * stats.f.ppf(0.025, n - 1, (n - 1) * (k - 1)))
    assert reliability["alpha"]["method"] == "feldt"
    half = Z * math.sqrt(2 * k / ((k - 1) * (n - 2)))
    close(reliability["alphaBonett"]["low"], 1 - math.exp(math.log(1 - alpha) + half))
    close(reliability["alphaBonett"]["high"], 1 - math.exp(math.log(1 - alpha) - half))
    r = correlation[np.triu_indices(k, 1)].mean()
    close(reliability["averageInterItem"], r)
    close(reliability["alphaStandardised"], k * r / (1 + (k - 1) * r))
    for place, item in enumerate(SCALES[scale]):
        rest = np.delete(matrix, place, 0)
        close(reliability["items"][item]["itemRest"], np.corrcoef(matrix[place], rest.sum(0))[0, 1])
        left = np.cov(rest)
        close(reliability["items"][item]["alphaIfDropped"], (k - 1) / (k - 2) * (1 - np.trace(left) / left.sum()))
    inverse = np.linalg.inv(correlation)
    partial = inverse / np.sqrt(np.outer(np.diag(inverse), np.diag(inverse)))
    off = ~np.eye(k, dtype=bool)
    squares, partials = (correlation[off] ** 2).sum(), (partial[off] ** 2).sum()
    close(reliability["kmo"], squares / (squares + partials))
    x2 = -(n - 1 - (2 * k + 5) / 6) * math.log(np.linalg.det(correlation))
    close(reliability["bartlett"]["x2"], x2)
    close(reliability["bartlett"]["p"], stats.chi2.sf(x2, k * (k - 1) / 2))


@pytest.mark.parametrize("scale", SCALES)
def test_omega_is_the_maximum_of_the_likelihood(sample, scale):
    matrix = np.array([keyed(sample["rows"], item) for item in SCALES[scale]])
    matrix = matrix[:, ~np.isnan(matrix).any(0)]
    k, covariance = len(matrix), np.cov(matrix, ddof=0)

    def discrepancy(parameters):
        loadings, residuals = parameters[:k], np.exp(parameters[k:])
        implied = np.outer(loadings, loadings) + np.diag(residuals)
        return np.linalg.slogdet(implied)[1] + np.trace(np.linalg.solve(implied, covariance))

    start = np.concatenate([np.sqrt(np.diag(covariance) / 2), np.log(np.diag(covariance) / 2)])
    found = optimize.minimize(discrepancy, start, method="BFGS", options={"gtol": 1e-9, "maxiter": 2000}).x
    loadings, residuals = found[:k], np.exp(found[k:])
    ours = sample["json"]["scales"][scale]["reliability"]["omegaTotal"]
    assert ours["method"] == "cfa-congeneric-ml"
    close(ours["value"], loadings.sum() ** 2 / (loadings.sum() ** 2 + residuals.sum()), relative=1e-5)


# Comparisons

COMPARED = [*SCALES, *ITEMS, "nps"]


@pytest.mark.parametrize("name", COMPARED)
def test_two_groups(sample, name):
    ours = comparison(sample, name, "status")
    first, second = split(sample["rows"], name, "status", "12")
    assert [ours["groups"][code]["n"] for code in "12"] == [len(first), len(second)]
    close(ours["groups"]["1"]["mean"], first.mean())
    close(ours["groups"]["2"]["sd"], second.std(ddof=1))
    wilcoxon = stats.mannwhitneyu(first, second, use_continuity=False, method="asymptotic")
    close(ours["tests"]["mannWhitney"]["u"], wilcoxon.statistic)
    close(ours["tests"]["mannWhitney"]["p"], wilcoxon.pvalue)
    welch = stats.ttest_ind(first, second, equal_var=False)
    close(ours["tests"]["welch"]["t"], welch.statistic)
    close(ours["tests"]["welch"]["df"], welch.df)
    close(ours["tests"]["welch"]["p"], welch.pvalue)

    dominance = np.sign(first[:, None] - second[None, :])
    n1, n2 = dominance.shape
    d = dominance.mean()
    rows, columns = dominance.mean(1), dominance.mean(0)
    variance = (
        n2**2 * ((rows - d) ** 2).sum() + n1**2 * ((columns - d) ** 2).sum() - ((dominance - d) ** 2).sum()
    ) / (n1 * n2 * (n1 - 1) * (n2 - 1))
    t = stats.t.ppf(0.975, n1 + n2 - 2)
    spread = t * math.sqrt(variance) * math.sqrt((1 - d**2) ** 2 + t**2 * variance)
    close(ours["effects"]["cliffsDelta"]["value"], d)
    close(ours["effects"]["cliffsDelta"]["low"], (d - d**3 - spread) / (1 - d**2 + t**2 * variance))
    close(ours["effects"]["cliffsDelta"]["high"], (d - d**3 + spread) / (1 - d**2 + t**2 * variance))
    close(ours["effects"]["superiority"]["higher"], (dominance > 0).mean())
    close(ours["effects"]["superiority"]["tied"], (dominance == 0).mean())

    df = n1 + n2 - 2
    pooled = math.sqrt(((n1 - 1) * first.var(ddof=1) + (n2 - 1) * second.var(ddof=1)) / df)
    scale = math.sqrt(1 / n1 + 1 / n2)
    cohen = (first.mean() - second.mean()) / pooled
    correction = math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)
    hedges = ours["effects"]["hedgesG"]
    close(hedges["value"], cohen * correction)
    for side, probability in (("low", 0.975), ("high", 0.025)):
        t = cohen / scale
        limit = optimize.brentq(lambda ncp: stats.nct.cdf(t, df, ncp) - probability, t - 5, t + 5, xtol=1e-12)
        close(hedges[side], limit * scale * correction, relative=1e-6, absolute=1e-8)


@pytest.mark.parametrize("name", COMPARED)
def test_several_groups(sample, name):
    ours, groups = comparison(sample, name, "age"), split(sample["rows"], name, "age", "1234")
    kruskal = stats.kruskal(*groups)
    close(ours["tests"]["kruskalWallis"]["h"], kruskal.statistic)
    close(ours["tests"]["kruskalWallis"]["p"], kruskal.pvalue)
    total = sum(map(len, groups))
    close(ours["effects"]["epsilonSquared"], kruskal.statistic * (total + 1) / (total**2 - 1))

    sizes, means = np.array([len(g) for g in groups]), np.array([g.mean() for g in groups])
    weights = sizes / np.array([g.var(ddof=1) for g in groups])
    grand = (weights * means).sum() / weights.sum()
    k = len(groups)
    tail = ((1 - weights / weights.sum()) ** 2 / (sizes - 1)).sum()
    f = (weights * (means - grand) ** 2).sum() / (k - 1) / (1 + 2 * (k - 2) / (k**2 - 1) * tail)
    welch = ours["tests"]["welch"]
    close(welch["f"], f)
    close(welch["df2"], (k**2 - 1) / (3 * tail))
    close(welch["p"], stats.f.sf(f, k - 1, (k**2 - 1) / (3 * tail)))

    ranks = stats.rankdata(np.concatenate(groups))
    _, ties = np.unique(ranks, return_counts=True)
    variance = total * (total + 1) / 12 - (ties**3 - ties).sum() / (12 * (total - 1))
    averages = [part.mean() for part in np.split(ranks, np.cumsum(sizes)[:-1])]
    pairs = list(itertools.combinations(range(k), 2))
    z = [(averages[a] - averages[b]) / math.sqrt(variance * (1 / sizes[a] + 1 / sizes[b])) for a, b in pairs]
    p = [2 * stats.norm.sf(abs(value)) for value in z]
    assert [entry["pair"] for entry in ours["tests"]["dunn"]] == [[str(a + 1), str(b + 1)] for a, b in pairs]
    for entry, z, p, adjusted in zip(ours["tests"]["dunn"], z, p, holm(p)):
        close(entry["z"], z)
        close(entry["p"], p)
        close(entry["holm"], adjusted)


def holm(probabilities):
    order = np.argsort(probabilities)
    adjusted = np.empty(len(order))
    running = 0.0
    for place, index in enumerate(order):
        running = max(running, (len(order) - place) * probabilities[index])
        adjusted[index] = min(1.0, running)
    return adjusted


@pytest.mark.parametrize("by", ["status", "age"])
def test_every_family_is_adjusted_as_a_whole(sample, by):
    family = [c for c in sample["json"]["comparisons"] if c["adjusted"]["family"] == f"by:{by}"]
    test = "mannWhitney" if by == "status" else "kruskalWallis"
    assert {c["variable"] for c in family} >= set(COMPARED)
    scored = [c for c in family if test in c["tests"]]
    for entry, adjusted in zip(scored, holm([c["tests"][test]["p"] for c in scored])):
        assert entry["adjusted"]["method"] == "holm" and entry["adjusted"]["test"] == test
        close(entry["adjusted"]["p"], adjusted)


@pytest.mark.parametrize("by,codes", [("status", "12"), ("age", "1234")])
@pytest.mark.parametrize("item", [*ITEMS, "seen"])
def test_tables_of_items(sample, item, by, codes):
    ours, groups = comparison(sample, item, by), split(sample["rows"], item, by, codes)
    table = np.array([[(group == code).sum() for code in range(1, 6)] for group in groups])
    table = table[:, table.sum(0) > 0]
    x2, p, df, _ = stats.chi2_contingency(table, correction=False)
    close(ours["tests"]["chiSquare"]["x2"], x2)
    assert ours["tests"]["chiSquare"]["df"] == df
    close(ours["tests"]["chiSquare"]["p"], p)
    n, (r, c) = table.sum(), table.shape
    close(ours["effects"]["cramersV"]["value"], math.sqrt(x2 / (n * (min(r, c) - 1))))
    phi = max(0, x2 / n - (r - 1) * (c - 1) / (n - 1))
    rows, columns = r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)
    close(ours["effects"]["cramersV"]["biasCorrected"], math.sqrt(phi / (min(rows, columns) - 1)))
    if table.shape == (2, 2):
        close(ours["tests"]["fisher"]["p"], stats.fisher_exact(table).pvalue)
        odds = stats.contingency.odds_ratio(table, kind="conditional")
        close(ours["tests"]["fisher"]["oddsRatio"], odds.statistic, relative=1e-6)
        limits = odds.confidence_interval(0.95)
        close(ours["tests"]["fisher"]["low"], limits.low, relative=1e-6)
        close(ours["tests"]["fisher"]["high"], limits.high, relative=1e-6)


def test_a_sum_of_the_declined_is_in_no_group(sample):
    for entry in sample["json"]["comparisons"]:
        if entry["by"] == "status":
            assert list(entry["groups"]) == ["1", "2"]


# Teams


@pytest.mark.parametrize("scale", SCALES)
def test_agreement_and_teams(sample, scale):
    ours = sample["json"]["scales"][scale]["agreement"]
    codes = sorted(UNITS)
    groups = split(sample["rows"], scale, "unit", codes)
    sizes = np.array([len(g) for g in groups])
    total, g = sizes.sum(), len(groups)
    values = np.concatenate(groups)
    between = sum(len(x) * (x.mean() - values.mean()) ** 2 for x in groups) / (g - 1)
    within = sum(((x - x.mean()) ** 2).sum() for x in groups) / (total - g)
    size, n0 = sizes.mean(), (total - (sizes**2).sum() / total) / (g - 1)
    assert (ours["by"], ours["groups"]) == ("unit", g)
    close(ours["icc1"], (between - within) / (between + (size - 1) * within))
    close(ours["icc1n0"], (between - within) / (between + (n0 - 1) * within))
    close(ours["icc2"], (between - within) / between)
    close(ours["f"], between / within)
    close(ours["p"], stats.f.sf(between / within, g - 1, total - g))

    agreement = []
    for code in codes:
        rows = [row for row in sample["rows"] if row["unit"] == code]
        matrix = np.array([keyed(rows, item) for item in SCALES[scale]])
        matrix = matrix[:, ~np.isnan(matrix).any(0)]
        q = min(1, matrix.var(axis=1, ddof=1).mean() / 2)
        agreement.append(len(matrix) * (1 - q) / (len(matrix) * (1 - q) + q))
    close(ours["rwgj"]["mean"], np.mean(agreement))
    close(ours["rwgj"]["median"], np.median(agreement))
    assert ours["rwgj"]["null"] == "uniform"

    teams = sample["json"]["scales"][scale]["teams"]
    tau, sigma, mean = reml(groups)
    close(teams["between"], tau, relative=1e-5, absolute=1e-7)
    close(teams["within"], sigma, relative=1e-5)
    for code, values in zip(codes, groups):
        weight = tau / (tau + sigma / len(values))
        close(teams["groups"][code]["mean"], values.mean())
        close(teams["groups"][code]["pooled"], mean + weight * (values.mean() - mean), relative=1e-5)
        rank = teams["groups"][code]["rank"]
        assert 1 <= rank["low"] <= rank["mean"] <= rank["high"] <= g


def reml(groups):
    """Variances between and within groups and the mean, by restricted maximum likelihood."""
    sizes, means = np.array([len(x) for x in groups]), np.array([x.mean() for x in groups])
    inside, total = sum(((x - x.mean()) ** 2).sum() for x in groups), sum(map(len, groups))

    def profile(logs):
        tau, sigma = np.exp(logs)
        variances = tau + sigma / sizes
        mean = (means / variances).sum() / (1 / variances).sum()
        return (
            (total - len(groups)) * math.log(sigma) + inside / sigma + np.log(variances).sum()
            + ((means - mean) ** 2 / variances).sum() + math.log((1 / variances).sum())
        )

    start = [math.log(max(means.var(), 1e-3)), math.log(inside / total)]
    found = optimize.minimize(profile, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000})
    tau, sigma = np.exp(found.x)
    weights = 1 / (tau + sigma / sizes)
    return tau, sigma, (means * weights).sum() / weights.sum()


DISTRICTS = {"T1": "D1", "T2": "D1", "T5": "D1", "T3": "D2", "T4": "D2"}


@pytest.mark.parametrize("name", ["safety", "voice", "a1", "nps"])
def test_two_units_are_contrasted_with_errors_that_know_of_teams(sample, tmp_path, name):
    units = tmp_path / "units.csv"
    units.write_text(
        "unit,parent,level,name,headcount\nall,,zone,All,\nD1,all,district,D1,\nD2,all,district,D2,\n"
        + "".join(f"{team},{district},team,{team},{UNITS[team] + 20}\n" for team, district in DISTRICTS.items())
    )
    options = ("--organisation", str(units), "--by", "unit:district", "--unit", "unit")
    found = analyse(sample["answers"], sample["survey"], *options)
    ours = next(c for c in found["comparisons"] if c["variable"] == name)["tests"]["clusterRobust"]

    values = variable(sample["rows"], name)
    told = ~np.isnan(values)
    teams = np.array([row["unit"] for row in sample["rows"]])[told]
    first = np.array([DISTRICTS[team] == "D1" for team in teams], float)
    y, x = values[told], np.column_stack([np.ones(len(first)), first])
    bread = np.linalg.inv(x.T @ x)
    residuals = y - x @ (bread @ x.T @ y)
    hat = x @ bread @ x.T
    variance, directions = np.zeros((2, 2)), []
    for team in UNITS:
        rows = teams == team
        spread, vectors = np.linalg.eigh(np.eye(rows.sum()) - hat[np.ix_(rows, rows)])
        inverse = np.where(spread > 1e-9, 1 / np.sqrt(np.maximum(spread, 1e-9)), 0)
        adjusted = vectors @ np.diag(inverse) @ vectors.T @ x[rows] @ bread
        score = adjusted.T @ residuals[rows]
        variance += np.outer(score, score)
        directions.append((np.eye(len(y)) - hat)[:, rows] @ adjusted[:, 1])
    products = np.array(directions) @ np.array(directions).T
    df = np.trace(products) ** 2 / (products**2).sum()
    se, difference = math.sqrt(variance[1, 1]), y[first == 1].mean() - y[first == 0].mean()
    assert ours["method"] == "cr2" and ours["teams"] == 5
    close(ours["difference"], difference, relative=1e-8, absolute=1e-10)
    close(ours["se"], se, relative=1e-8)
    close(ours["df"], df, relative=1e-8)
    close(ours["p"], 2 * stats.t.sf(abs(difference) / se, df), relative=1e-8)
    close(ours["high"], difference + se * stats.t.ppf(0.975, df), relative=1e-8, absolute=1e-10)


# Drivers


def test_drivers(sample):
    ours, predictors = sample["json"]["drivers"], ["safety", "belonging"]
    columns = np.array([scores(sample["rows"], name) for name in ("voice", *predictors)])
    columns = columns[:, ~np.isnan(columns).any(0)]
    r = np.corrcoef(columns)
    xx, xy = r[1:, 1:], r[0, 1:]
    r2 = xy @ np.linalg.solve(xx, xy)
    assert (ours["outcome"], ours["n"], list(ours["weights"])) == ("voice", columns.shape[1], predictors)
    close(ours["r2"], r2)
    values, vectors = np.linalg.eigh(xx)
    root = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    johnson = root**2 @ np.linalg.solve(root, xy) ** 2
    shapley = [(xy[0] ** 2 + r2 - xy[1] ** 2) / 2, (xy[1] ** 2 + r2 - xy[0] ** 2) / 2]
    for name, johnson, shapley in zip(predictors, johnson, shapley):
        close(ours["weights"][name]["johnson"], johnson)
        close(ours["weights"][name]["shapley"], shapley)
        interval = ours["weights"][name]["johnsonInterval"]
        assert interval["low"] < johnson < interval["high"]
    # The bootstrap's spread agrees with a bootstrap of numpy's, as far as chance lets them.
    random = np.random.default_rng(3)
    n, drawn = columns.shape[1], []
    for _ in range(1000):
        r = np.corrcoef(columns[:, random.integers(0, n, n)])
        values, vectors = np.linalg.eigh(r[1:, 1:])
        root = vectors @ np.diag(np.sqrt(values)) @ vectors.T
        drawn.append((root**2 @ np.linalg.solve(root, r[0, 1:]) ** 2)[0])
    interval = ours["weights"]["safety"]["johnsonInterval"]
    width = np.subtract(*np.percentile(drawn, [97.5, 2.5]))
    assert interval["high"] - interval["low"] == pytest.approx(width, rel=0.15)


# Head counts


def raked(rows):
    """Weights by iterative proportional fitting over those who told both attributes."""
    told = [row for row in rows if all(row[attribute] in POPULATION[attribute] for attribute in POPULATION)]
    weights = np.ones(len(told))
    for _ in range(500):
        for attribute, counts in POPULATION.items():
            codes = np.array([row[attribute] for row in told])
            for code, count in counts.items():
                weights[codes == code] *= count / weights[codes == code].sum()
    return told, weights


def test_population(sample):
    ours, rows = sample["json"]["population"], sample["rows"]
    size = sum(POPULATION["status"].values())
    assert (ours["size"], ours["respondents"]) == (size, len(rows))
    close(ours["responseRate"], len(rows) / size)
    for attribute, counts in POPULATION.items():
        for code, count in counts.items():
            group = ours["groups"][attribute][code]
            respondents = sum(row[attribute] == code for row in rows)
            assert (group["population"], group["respondents"]) == (count, respondents)
            close(group["responseRate"], respondents / count)
    told, weights = raked(rows)
    assert ours["weights"]["n"] == len(told) and ours["weights"]["missing"] == len(rows) - len(told)
    # The smallest weight is 1 person per respondent at a full count: our weights stand for people, as numpy's do.
    close(ours["weights"]["min"], weights.min(), relative=1e-6)
    close(ours["weights"]["max"], weights.max(), relative=1e-6)
    close(ours["weights"]["kishEffect"], len(told) * (weights**2).sum() / weights.sum() ** 2, relative=1e-6)
    for scale in SCALES:
        values = scores(told, scale)
        shown = ~np.isnan(values)
        mean = (weights * np.nan_to_num(values)).sum() / weights[shown].sum()
        close(sample["json"]["scales"][scale]["weighted"]["mean"]["value"], mean, relative=1e-6)


def test_an_impossible_margin_names_the_category(sample, tmp_path):
    cases = {
        "nobody answered": ([row for row in sample["rows"] if row["age"] != "3"], POPULATION, ("age", "3")),
        "more answers than people": (sample["rows"], {**POPULATION, "status": {"1": 590, "2": 10}}, ("status", "2")),
    }
    for name, (rows, population, words) in cases.items():
        survey, answers, _ = write(tmp_path, rows)
        counts = tmp_path / "counts.csv"
        lines = [f"{a},{code},{count}" for a, codes in population.items() for code, count in codes.items()]
        counts.write_text("attribute,code,count\n" + "\n".join(lines) + "\n")
        done = run("analyse", str(answers), "--survey", str(survey), "--population", str(counts), "--json")
        text = json.dumps(json.loads(done.stdout)["warnings"])
        assert all(f"'{word}'" in text or f" {word}" in text or f"{words[0]}={word}" in text for word in words), (name, text)


def counted(folder, counts):
    """Writes head counts by attribute and code; gives the option that names the file."""
    path = folder / "counts.csv"
    lines = [f"{attribute},{code},{count}\n" for attribute, codes in counts.items() for code, count in codes.items()]
    path.write_text("attribute,code,count\n" + "".join(lines))
    return "--population", str(path)


def test_a_value_without_a_head_count_is_refused(sample, tmp_path):
    options = counted(tmp_path, {"status": {"1": 420}, "age": POPULATION["age"]})
    done = run("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), *options, expect=2)
    assert "[population.missing-code] 'status' has no line for '2'. Write a line for it" in done.stderr and not done.stdout


def test_a_head_count_below_the_answers_gives_no_rate_and_no_interval(sample, tmp_path):
    wrong = {"status": {"1": 590, "2": 10}}
    options = (*counted(tmp_path, wrong), "--by", "status")
    found = analyse(sample["answers"], sample["survey"], *options)
    text = run("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), *options).stdout
    answered = sum(row["status"] == "2" for row in sample["rows"])
    population = found["population"]
    assert "error" in population["size"] and "responseRate" not in population and "sizeFrom" not in population
    assert population["groups"]["status"]["2"]["respondents"] == answered
    assert "error" in population["groups"]["status"]["2"]["responseRate"]
    assert population["groups"]["status"]["1"]["responseRate"] > 0
    assert "low" not in found["items"]["a1"]["favourable"]["finitePopulation"]
    groups = next(c for c in found["comparisons"] if c["variable"] == "a1")["groups"]
    assert "finitePopulation" in groups["1"]["favourable"] and "finitePopulation" not in groups["2"]["favourable"]
    assert any(f"In '2' of 'status' {answered} people answered, of a head count of 10" in w for w in found["warnings"])
    assert sum("Invalid head counts" in warning for warning in found["warnings"]) == 1
    assert "wilson-finite" not in text and re.search(r"everybody +– +280 +–", text)


def test_the_size_comes_from_the_head_counts_that_hold_and_is_said(sample, tmp_path):
    options = counted(tmp_path, {"status": {"1": 590, "2": 10}, "age": POPULATION["age"]})
    found = analyse(sample["answers"], sample["survey"], *options)["population"]
    assert (found["size"], found["sizeFrom"]) == (600, ["age"])
    text = run("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), *options).stdout
    assert "Everybody: 600 people, the total of the head counts by 'age'." in text
    assert sample["json"]["population"]["sizeFrom"] == ["status", "age"]


def test_head_counts_that_disagree_give_no_size(sample, tmp_path):
    options = counted(tmp_path, {**POPULATION, "status": {"1": 420, "2": 170}})
    found = analyse(sample["answers"], sample["survey"], *options)
    assert "error" in found["population"]["size"] and "error" in found["population"]["weights"]
    text = run("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), *options).stdout
    assert "Weights can't be computed; see the warnings." in text and "Weighted: raked" not in text


# Seeds and threads


def test_same_seed_same_bytes_whatever_the_number_of_threads(sample):
    command = [
        str(BIN / "survey-cli"), "analyse", str(sample["answers"]), "--survey", str(sample["survey"]),
        "--unit", "unit", "--outcome", "voice", "--json",
    ]

    def bytes_of(*options, cores=None):
        cores = cores or os.sched_getaffinity(0)
        done = subprocess.run(
            [*command, *options], capture_output=True, check=True, preexec_fn=lambda: os.sched_setaffinity(0, cores)
        )
        return done.stdout

    one = {min(os.sched_getaffinity(0))}
    first = bytes_of("--seed", "9")
    assert first == bytes_of("--seed", "9") == bytes_of("--seed", "9", cores=one)
    assert json.loads(first)["seed"] == "9"
    assert first != bytes_of("--seed", "10")


# Input that nothing can be computed from


def degenerate(rows, kind):
    match kind:
        case "one respondent":
            return rows[:1]
        case "two respondents":
            return rows[:2]
        case "everything missing":
            return [{**row, **{item: "" for item in ITEMS}} for row in rows]
        case "a constant item":
            return [{**row, "a1": "4"} for row in rows]
        case "identical items":
            return [{**row, "b2": row["b1"], "b3": row["b1"]} for row in rows]
        case "one group":
            return [{**row, "status": "1"} for row in rows]
        case "an outcome that is its driver":
            copies = dict(zip(SCALES["voice"], SCALES["belonging"][:2] + ["c3"]))
            return [{**row, **{ours: row[theirs] for ours, theirs in copies.items()}} for row in rows]


@pytest.mark.parametrize(
    "kind",
    ["one respondent", "two respondents", "everything missing", "a constant item", "identical items", "one group",
     "an outcome that is its driver"],
)
def test_degenerate_input_says_what_is_missing_in_place(sample, tmp_path, kind):
    survey, answers, population = write(tmp_path, degenerate(sample["rows"], kind))
    options = ("--survey", str(survey), *ASKED, "--population", str(population))
    result = analyse(answers, survey, *ASKED, "--population", str(population))
    text = run("analyse", str(answers), *options).stdout
    assert result["warnings"]
    for shown in (json.dumps(result), text):
        for word in ("nan", "inf"):
            assert word not in shown.lower().replace("information", "").replace("infinite", "").split()
        assert "NaN" not in shown and "Infinity" not in shown
    assert set(result["items"]) >= set(ITEMS) and set(result["scales"]) == set(SCALES)
    assert f"{len(result['warnings'])} warning" in text.splitlines()[-1] or any(
        f"{len(result['warnings'])} warning" in line for line in text.splitlines()
    )
    if kind == "a constant item":
        assert "error" in result["scales"]["safety"]["reliability"]["alpha"]
        assert "value" in result["scales"]["belonging"]["reliability"]["alpha"]
        assert result["items"]["a1"]["mean"] == 4 and result["items"]["a1"]["sd"] == 0
        assert "error" in result["items"]["a1"]["skew"]
    if kind == "identical items":
        close(result["scales"]["voice"]["reliability"]["alpha"]["value"], 1)
    if kind == "one group":
        entry = next(c for c in result["comparisons"] if c["variable"] == "safety" and c["by"] == "status")
        assert "tests" not in entry and entry["groups"]["2"]["n"] == 0


def test_reversing_an_item_and_declaring_it_changes_nothing(sample, tmp_path):
    rows = [{**row, "a1": str(6 - int(row["a1"])) if row["a1"].isdigit() else row["a1"]} for row in sample["rows"]]
    _, answers, _ = write(tmp_path, rows)
    survey = tmp_path / "turned.yaml"
    survey.write_text(survey_text().replace("{ id: a1, text: { en: \"a1?\" }, answers: agree5 }",
                                            "{ id: a1, text: { en: \"a1?\" }, answers: agree5, reverse: true }"))
    turned, plain = analyse(answers, survey), analyse(sample["answers"], sample["survey"])
    assert turned["scales"] == plain["scales"]


def test_an_item_against_its_scale_is_never_turned_but_told(sample, tmp_path):
    survey = tmp_path / "undeclared.yaml"
    survey.write_text(survey_text().replace(", reverse: true", ""))
    result = analyse(sample["answers"], survey)
    assert result["scales"]["safety"]["reliability"]["items"]["a2"]["itemRest"] < 0
    assert any("a2" in warning and "negativ" in warning for warning in result["warnings"])


@pytest.mark.parametrize(
    "options,word",
    [
        (("--by", "colour"), "colour"), (("--unit", "colour"), "colour"), (("--outcome", "colour"), "colour"),
        (("--outcome", "safety", "--predictor", "colour"), "colour"), (("--predictor", "voice"), "--outcome"),
        (("--outcome", "safety", "--predictor", "safety"), "safety"), (("--by", "status:team"), "status"),
    ],
)
def test_names_that_do_not_exist_are_refused_with_a_choice(sample, options, word):
    done = run("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), *options, expect=2)
    assert word in done.stderr and not done.stdout


def test_a_file_of_its_own_shuffled_answers_gives_the_same(sample, tmp_path):
    rows = list(sample["rows"])
    np.random.default_rng(1).shuffle(rows)
    survey, answers, _ = write(tmp_path, rows)
    options = ("--by", "status", "--by", "age", "--by", "unit", "--unit", "unit")
    plain = analyse(sample["answers"], sample["survey"], *options)
    shuffled = analyse(answers, survey, *options)
    assert shuffled == plain


def test_two_units_stand_in_the_order_of_their_ids_whatever_the_order_of_lines(sample, tmp_path):
    rows = sorted((row for row in sample["rows"] if row["unit"] in ("T1", "T5")), key=lambda row: row["unit"], reverse=True)
    survey, answers, _ = write(tmp_path, rows)
    entry = next(c for c in analyse(answers, survey, "--by", "unit")["comparisons"] if c["variable"] == "safety")
    first, second = (scores([row for row in rows if row["unit"] == unit], "safety") for unit in ("T1", "T5"))
    assert list(entry["groups"]) == ["T1", "T5"]
    close(entry["effects"]["hedgesG"]["value"] > 0, np.nanmean(first) > np.nanmean(second))
    close(entry["tests"]["welch"]["difference"], np.nanmean(first) - np.nanmean(second))


# Columns


def without(folder, rows, *columns):
    """Writes the answers without some columns; gives survey and answers."""
    survey, answers, _ = write(folder, [{name: cell for name, cell in row.items() if name not in columns} for row in rows])
    return survey, answers


@pytest.mark.parametrize(
    "columns,options,words",
    [
        (["status"], ["--by", "status"], "The file has no column 'status' for --by status. Add it, or leave out --by status."),
        (["unit"], ["--unit", "unit"], "The file has no column 'unit' for --unit unit."),
        (["nps"], ["--outcome", "nps"], "The file has no column 'nps' for --outcome nps."),
        (["a1", "a3"], ["--outcome", "safety"], "The file has no columns 'a1', 'a3' for --outcome safety. Add them"),
        (["nps"], ["--outcome", "safety", "--predictor", "nps"], "The file has no column 'nps' for --predictor nps."),
        (["b1", "b2", "b3"], ["--outcome", "safety"], "or name other drivers with --predictor."),
        (["status"], ["--population"], "[population.no-column] The answers have no column 'status' that is read."),
    ],
)
def test_a_column_that_is_asked_for_must_be_in_the_file(sample, tmp_path, columns, options, words):
    survey, answers = without(tmp_path, sample["rows"], *columns)
    options = options if options != ["--population"] else [*options, str(sample["population"])]
    done = run("analyse", str(answers), "--survey", str(survey), *options, expect=2)
    assert words in done.stderr and not done.stdout


def test_a_column_that_is_ignored_can_not_be_asked_for(sample):
    options = ("--ignore", "status", "--by", "status")
    done = run("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), *options, expect=2)
    assert "No column 'status' can be read for --by status. Leave out --ignore status, or leave out --by status." in done.stderr


def test_columns_that_the_file_lacks_are_listed_in_one_warning(sample, tmp_path):
    survey, answers = without(tmp_path, sample["rows"], "a1", "hurt", "age")
    found = analyse(answers, survey, "--by", "status", "--outcome", "safety")
    assert found["warnings"][0] == "answers: The file has no column that is read for a1, hurt, age: nobody was asked there."
    assert not any("no column" in warning for warning in sample["json"]["warnings"])


def test_a_column_that_is_ignored_in_vain_is_told(sample):
    arguments = ("analyse", str(sample["answers"]), "--survey", str(sample["survey"]))
    assert "warning: There is no column 'ttatus' to ignore. Did you mean 'status'?" in run(*arguments, "--ignore", "ttatus").stderr
    assert "to ignore. Leave out --ignore nothing-like-it." in run(*arguments, "--ignore", "nothing-like-it").stderr
    assert run(*arguments, "--ignore", "status").stderr == ""


def test_options_that_are_given_twice_count_once(sample):
    once = ("--by", "status", "--unit", "unit", "--outcome", "voice", "--predictor", "nps")
    arguments = ("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), "--json")
    twice = run(*arguments, *once, "--by", "status", "--unit", "unit", "--predictor", "nps")
    assert twice.stdout == run(*arguments, *once).stdout
    for option in ("--by status", "--unit unit", "--predictor nps"):
        assert f"note: {option} is given more than once and used once." in twice.stderr
    assert "Give one --unit" in run(*arguments, "--unit", "unit", "--unit", "status", expect=2).stderr


def test_head_counts_of_a_unit_without_answers_need_the_unit_tree(sample, tmp_path):
    options = counted(tmp_path, {"unit": {**{unit: size + 9 for unit, size in UNITS.items()}, "T9": 12}})
    done = run("analyse", str(sample["answers"]), "--survey", str(sample["survey"]), *options, expect=2)
    assert "Units are known from the answers only; name all of them with --organisation FILE.csv." in done.stderr
    units = tmp_path / "units.csv"
    units.write_text("unit,parent,level,name,headcount\nall,,zone,All,\n" + "".join(f"{u},all,team,{u},\n" for u in [*UNITS, "T9"]))
    found = analyse(sample["answers"], sample["survey"], *options, "--organisation", str(units))
    assert found["population"]["groups"]["unit"]["T9"]["respondents"] == 0


def test_a_directory_is_called_a_directory(sample, tmp_path):
    assert "is a directory" in run("analyse", str(tmp_path), "--survey", str(sample["survey"]), expect=2).stderr
    assert "is a directory" in run("analyse", str(sample["answers"]), "--survey", str(tmp_path), expect=2).stderr
    options = ("--survey", str(sample["survey"]), "--population", str(tmp_path))
    assert "is a directory" in run("analyse", str(sample["answers"]), *options, expect=2).stderr


# Words and tables for people


def text_of(answers, survey, *options):
    return run("analyse", str(answers), "--survey", str(survey), *options).stdout


def test_numbers_show_the_band_of_their_median_and_their_distribution(sample):
    text = text_of(sample["answers"], sample["survey"], "--by", "status")
    bands = ["0 to <3", "3 to <10", "10 to <25", "25+"]
    counts = sample["json"]["items"]["tenure"]["counts"]
    for code, band in enumerate(bands, 1):
        count = counts[str(code)]
        assert re.search(rf"^tenure {re.escape(band)} +{count} +{100 * count / sum(counts.values()):.1f}%$", text, re.M)
    medians = []
    for code in "12":
        values = sorted(int(row["tenure"]) for row in sample["rows"] if row["status"] == code)
        places = {sum(values[place] >= bound for bound in (0, 3, 10, 25)) - 1 for place in ((len(values) - 1) // 2, len(values) // 2)}
        medians.append(" | ".join(bands[place] for place in sorted(places)) + f" ({len(values)})")
    assert re.search("^tenure +" + " +".join(map(re.escape, medians)) + "$", text, re.M)


def test_an_exact_probability_is_shown_as_such(sample, tmp_path):
    few = [row for row in sample["rows"] if row["status"] in ("1", "2")][:24]
    survey, answers, _ = write(tmp_path, few)
    exact = next(c for c in analyse(answers, survey, "--by", "status")["comparisons"] if c["variable"] == "nps")["tests"]["mannWhitney"]
    assert 0.001 < exact["exactP"] != exact["p"]
    assert re.search(rf"^nps .* {exact['exactP']:.3f} exact ", text_of(answers, survey, "--by", "status"), re.M)
    assert "exact" not in text_of(sample["answers"], sample["survey"], "--by", "status")


def test_errors_name_the_item_and_one_respondent_is_one(sample, tmp_path):
    survey, answers, _ = write(tmp_path, [{**row, "a2": "4"} for row in sample["rows"]])
    found = analyse(answers, survey)
    shown = json.dumps([found["scales"]["safety"], found["warnings"]])
    assert "item 'a2'" in shown and not re.search(r"items? \d", shown)
    survey, answers, _ = write(tmp_path, sample["rows"][:1])
    assert text_of(answers, survey).startswith("sample-analysis@1: 1 respondent\n")


def test_errors_name_the_group(sample, tmp_path):
    first = next(row for row in sample["rows"] if row["status"] == "2")
    rows = [row for row in sample["rows"] if row["status"] == "1"] + [first]
    survey, answers, _ = write(tmp_path, rows)
    found = analyse(answers, survey, "--by", "status")
    shown = json.dumps([entry.get("tests", {}).get("welch") for entry in found["comparisons"]])
    assert "group '2'" in shown and not re.search(r"group \d", shown)


def test_null_stands_only_where_the_guide_says(sample, tmp_path):
    """An option that nobody chose, and an odds ratio without an upper limit."""
    rows = [{**row, "seen": row["status"]} if row["status"] in "12" else row for row in sample["rows"]]
    rows = [{**row, "a1": "4" if row["a1"] == "5" else row["a1"]} for row in rows]
    survey, answers, _ = write(tmp_path, rows)
    found = analyse(answers, survey, *ASKED, "--population", str(sample["population"]))

    def nulls(value, path=()):
        if value is None:
            yield path
        for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            yield from nulls(part, (*path, key))

    entries = {(c["variable"], c["by"]): list(nulls(c)) for c in found.pop("comparisons")}
    assert not list(nulls(found))
    assert {path[-2:] for path in entries["a1", "status"]} == {(0, 4), (1, 4)}
    assert {path[-1] for path in entries["seen", "status"]} == {"oddsRatio", "high"}
    assert {path[-1] if isinstance(path[-1], str) else path[1] for paths in entries.values() for path in paths} == {
        "chiSquare", "oddsRatio", "high"
    }
