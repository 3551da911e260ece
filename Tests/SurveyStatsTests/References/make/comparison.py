"""Dunn's pairs by scikit-posthocs, Kendall's tau-b, g and the exact odds ratio by SciPy and pingouin, for the cases of
comparison.R and tables.R, whose values are read."""
import json
import pathlib

import numpy
import pandas
import pingouin
import scikit_posthocs
import scipy
from scipy.stats.contingency import odds_ratio

values = pathlib.Path("..", "values")
comparison = json.loads((values / "comparison.json").read_text())


def groups(case):
    return [numpy.repeat(case["values"], counts) for counts in case["counts"]]


def dunn(case):
    data = pandas.concat([pandas.DataFrame({"x": x, "g": place}) for place, x in enumerate(groups(case))])
    tables = [
        scikit_posthocs.posthoc_dunn(data, val_col="x", group_col="g", p_adjust=adjust).to_numpy()
        for adjust in (None, "holm")
    ]
    size = len(case["counts"])
    return [
        {"first": i, "second": j, "p": tables[0][i, j], "holm": tables[1][i, j]}
        for i in range(size) for j in range(i + 1, size)
    ]


result = {
    "made": f"scipy {scipy.__version__} scikit-posthocs {scikit_posthocs.__version__} pingouin {pingouin.__version__}",
    "dunn": [dunn(case) for case in comparison["several"]],
    "hedges": [pingouin.compute_effsize(*groups(case), eftype="hedges") for case in comparison["two"]],
}
tables = values / "tables.json"
if tables.exists():
    result["oddsRatios"] = []
    for case in json.loads(tables.read_text())["two"]:
        ratio = odds_ratio(case["table"], kind="conditional")
        limits = ratio.confidence_interval(0.95)
        value = ratio.statistic if numpy.isfinite(ratio.statistic) else None
        high = limits.high if numpy.isfinite(limits.high) else None
        result["oddsRatios"].append({"value": value, "low": limits.low, "high": high})
(values / "comparison-python.json").write_text(json.dumps(result) + "\n")
