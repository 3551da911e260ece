"""Newcombe's difference by statsmodels, and Sen's slope by SciPy."""
import json
import random

import scipy
import statsmodels
from scipy.stats import theilslopes
from statsmodels.stats.proportion import confint_proportions_2indep

random.seed(20260305)
pairs = [(56, 70, 48, 80), (9, 10, 3, 10), (5, 56, 1, 29), (0, 10, 0, 20), (10, 10, 20, 20), (1204, 2042, 611, 1100)]
differences = []
for first, n1, second, n2 in pairs:
    low, high = confint_proportions_2indep(first, n1, second, n2, method="newcomb", compare="diff")
    differences.append({"k1": first, "n1": n1, "k2": second, "n2": n2, "level": 0.95, "low": low, "high": high})

slopes = []
for waves in (8, 9, 12, 30):
    times = [wave + random.choice([0, 0.25, 0.5]) for wave in range(waves)]
    values = [round(3 + 0.02 * wave + random.gauss(0, 0.2), 1) for wave in range(waves)]
    for level in (0.9, 0.95):
        slope, _, low, high = theilslopes(values, times, level)
        slopes.append({"times": times, "values": values, "level": level, "slope": slope, "low": low, "high": high})

made = f"scipy {scipy.__version__} statsmodels {statsmodels.__version__}"
with open("../values/waves.json", "w") as file:
    json.dump({"made": made, "differences": differences, "slopes": slopes}, file)
    file.write("\n")
