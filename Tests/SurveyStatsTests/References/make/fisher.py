"""Fisher's exact test by counting every table of the given totals in whole numbers, without rounding.

R's fisher.test merges paths whose weights differ: it gives .0801 for the last table, and its own simulation about .10."""
import collections
import fractions
import json
import math
import pathlib


def columns(node, total):
    """The ways to fill one column: what remains of the rows, and the product of the factorials of the cells."""
    found = collections.Counter()

    def fill(row, rest, left, product):
        if row == len(node):
            if rest == 0:
                found[tuple(sorted(left)), product] += 1
            return
        for count in range(min(rest, node[row]) + 1):
            fill(row + 1, rest - count, left + [node[row] - count], product * math.factorial(count))

    fill(0, total, [], 1)
    return found


def fisher(table):
    layer = {tuple(sorted(map(sum, table))): {1: 1}}
    for total in map(sum, zip(*table)):
        following = collections.defaultdict(collections.Counter)
        for node, products in layer.items():
            for (left, factor), ways in columns(node, total).items():
                for product, count in products.items():
                    following[left][product * factor] += count * ways
        layer = following
    (products,) = layer.values()
    observed = math.prod(math.factorial(count) for row in table for count in row)
    unit = math.lcm(*products)
    weights = {product: count * (unit // product) for product, count in products.items()}
    extreme = sum(weight for product, weight in weights.items() if product >= observed)
    return float(fractions.Fraction(extreme, sum(weights.values())))


def diagonal(size, on, off):
    return [[on if row == column else off for column in range(size)] for row in range(size)]


tables = [
    [[3, 1, 2], [0, 4, 5]],
    [[20, 3, 2], [4, 8, 1], [2, 9, 10]],
    [[5, 1, 0, 2], [2, 6, 1, 1], [1, 2, 7, 3]],
    diagonal(5, 4, 1),
    diagonal(6, 5, 1)[:5] + [[1, 1, 1, 1, 1, 4]],
]
values = [{"table": table, "p": fisher(table)} for table in tables]
(pathlib.Path("..", "values") / "fisher.json").write_text(json.dumps({"made": "whole numbers", "tables": values}) + "\n")
