"""The work of `make bench-analyse` as users of numpy, polars and DuckDB would write it.

N respondents and 40 items (codes 1–5, about 3 % missing as 0) with 6 attributes: counts of every item in every cell of 15 groupings, 8 scale scores
(means of 5 items) with their mean per cell, and alpha per scale. Each function takes the columns in memory and gives the seconds it took.
"""

import time

import numpy as np

GROUPINGS = [
    (), ("dist",), ("unit",), ("status",), ("gender",), ("age",), ("sen",), ("dist", "status"), ("dist", "gender"),
    ("status", "gender"), ("unit", "status"), ("unit", "gender"), ("status", "age"), ("gender", "age"), ("dist", "age"),
]
ATTRIBUTES = ("unit", "dist", "status", "gender", "age", "sen")


def columns(n):
    """The answers, as one array of 40 columns, and the attributes by name."""
    random = np.random.default_rng(7)
    items = random.integers(1, 6, (40, n), dtype=np.uint8)
    for item in items:
        item[random.random(n) < 0.03] = 0
    draw = lambda options: random.integers(0, options, n, dtype=np.uint8)
    attributes = dict(unit=draw(30), status=draw(2), gender=draw(4), age=draw(5), sen=draw(4))
    attributes["dist"] = (attributes["unit"] // 6).astype(np.uint8)
    return items, attributes


def alpha(columns):
    covariances = np.cov(columns.T)
    k = len(covariances)
    return k / (k - 1) * (1 - np.trace(covariances) / covariances.sum())


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def numpy(items, attributes):
    n = items.shape[1]

    def work():
        for grouping in GROUPINGS:
            key = np.zeros(n, np.int32)
            for attribute in grouping:
                key = key * 32 + attributes[attribute]
            for item in items:
                np.bincount(key * 6 + item)
        for scale in range(8):
            columns = items[5 * scale : 5 * scale + 5]
            alpha(columns[:, (columns > 0).all(0)].T.astype(float))

    return seconds(work)


def polars(items, attributes):
    import polars as pl

    names = [f"i{k}" for k in range(40)]
    table = pl.DataFrame({**dict(zip(names, items)), **attributes}).with_columns(
        [pl.when(pl.col(name) == 0).then(None).otherwise(pl.col(name)).alias(name) for name in names]
    )

    def work():
        scored = table.with_columns(
            [pl.mean_horizontal([pl.col(f"i{k}") for k in range(5 * s, 5 * s + 5)]).alias(f"s{s}") for s in range(8)]
        )
        counts = [(pl.col(name) == code).sum().alias(f"{name}_{code}") for name in names for code in range(1, 6)]
        counts += [pl.col(f"s{s}").mean() for s in range(8)]
        for grouping in GROUPINGS:
            scored.group_by(list(grouping)).agg(counts) if grouping else scored.select(counts)
        for s in range(8):
            alpha(scored.select([f"i{k}" for k in range(5 * s, 5 * s + 5)]).drop_nulls().to_numpy().astype(float))

    return seconds(work)


def duckdb(items, attributes):
    import duckdb
    import pandas as pd

    frame = pd.DataFrame({**{f"i{k}": item for k, item in enumerate(items)}, **attributes})
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    nulls = ", ".join(f"nullif(i{k}, 0) as i{k}" for k in range(40))
    connection.execute(f"create table answers as select {nulls}, {', '.join(attributes)} from frame")

    def work():
        counts = ", ".join(f"count(*) filter (i{k} = {code})" for k in range(40) for code in range(1, 6))
        for grouping in GROUPINGS:
            by = ", ".join(grouping)
            query = f"select {by + ', ' if by else ''}{counts} from answers" + (f" group by {by}" if by else "")
            connection.execute(query).fetchall()
        for s in range(8):
            names = [f"i{k}" for k in range(5 * s, 5 * s + 5)]
            complete = " and ".join(f"{name} is not null" for name in names)
            found = connection.execute(f"select {', '.join(names)} from answers where {complete}").fetchnumpy()
            alpha(np.stack(list(found.values()), 1).astype(float))

    return seconds(work)


def expected(items, attributes):
    """What all of them compute, by the plainest code: for each grouping its cells with counts and mean scores, and the alphas."""
    tables = []
    shown = items.reshape(8, 5, -1)
    answered = (shown > 0).sum(1)
    with np.errstate(invalid="ignore"):
        scores = shown.sum(1, dtype=np.int64) / answered
    for grouping in GROUPINGS:
        key = np.zeros(items.shape[1], np.int64)
        for attribute in grouping:
            key = key * 256 + attributes[attribute]
        cells = []
        for value in np.unique(key):
            rows = key == value
            codes = [int(value >> 8 * (len(grouping) - 1 - place)) & 255 for place in range(len(grouping))]
            counts = [np.bincount(item[rows], minlength=6).tolist() for item in items]
            cells.append({"codes": codes, "counts": counts, "means": [float(np.nanmean(s[rows])) for s in scores]})
        tables.append(cells)
    complete = [columns[:, (columns > 0).all(0)].T.astype(float) for columns in shown]
    return {"tables": tables, "alphas": [alpha(columns) for columns in complete]}
