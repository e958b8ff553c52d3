#!/usr/bin/env python3
"""fit.py DUMP...: fits the weights of src/corpus/ranking/signs.rs to what `cargo test --test ranking` dumped.

Prints the weights fitted to all sites, and for each site how good the weights are that were fitted to the others.
Needs NumPy. The model: the chance that a term is the hidden one is the softmax of the weighted sum of its signs.
"""
import struct
import sys

import numpy as np

RIVALS = 150  # of each question: the strongest by the present weights teach the most
STEPS, RATE, DECAY = 300, 0.06, 3e-2


def read(path):
    """Each site with its questions: a table of signs, the hidden term in its first row."""
    data, at, sites, site = open(path, "rb").read(), 0, {}, None
    while at < len(data):
        (rows,) = struct.unpack_from("<I", data, at)
        (count,) = struct.unpack_from("<I", data, at + 4)
        at += 8
        if rows == 0:
            site = sites.setdefault(data[at : at + count].decode(), [])
            at += count
            continue
        table = np.frombuffer(data, np.float32, rows * count, at).reshape(rows, count)
        at += 4 * rows * count
        site.append(table)
    return sites


def strongest(sites, weights):
    """The questions with only their strongest rivals."""
    def cut(table):
        rivals = table[1:]
        best = np.argsort(-(rivals @ weights))[:RIVALS]
        return np.vstack([table[:1], rivals[best]])
    return {name: [cut(table) for table in tables] for name, tables in sites.items()}


def fit(sites, names):
    """The weights that make the hidden terms of some sites likeliest, each site counting the same."""
    tables = [table for name in names for table in sites[name]]
    share = np.concatenate([np.full(len(sites[name]), 1 / len(sites[name]) / len(names)) for name in names])
    rows = np.vstack(tables)
    scale = rows.std(0) + 1e-6
    rows = (rows / scale).astype(np.float32)
    sizes = np.array([len(table) for table in tables])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    group = np.repeat(np.arange(len(sizes)), sizes)
    wanted = (share[:, None] * rows[starts]).sum(0)
    weights, slow, fast = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = rows @ weights.astype(np.float32)
        chance = np.exp(score - np.maximum.reduceat(score, starts)[group])
        chance *= (share / np.add.reduceat(chance, starts))[group]
        slope = wanted - chance @ rows - DECAY * weights
        slow, fast = 0.9 * slow + 0.1 * slope, 0.99 * fast + 0.01 * slope**2
        weights += RATE * (slow / (1 - 0.9**step)) / (np.sqrt(fast / (1 - 0.99**step)) + 1e-8)
    return weights / scale


def quality(tables, weights):
    """The mean of one over the hidden term's place, and how often it is among the first five."""
    places = np.array([1 + (table[1:] @ weights > table[0] @ weights).sum() for table in tables])
    return (1 / places).mean(), (places <= 5).mean()


def main():
    sites = {}
    for path in sys.argv[1:]:
        sites.update(read(path))
    sites = {name: tables for name, tables in sites.items() if tables}
    weights = np.zeros(next(iter(sites.values()))[0].shape[1])
    taught = strongest(sites, fit({n: [t[: RIVALS + 1] for t in ts] for n, ts in sites.items()}, list(sites)))
    taught = strongest(sites, fit(taught, list(sites)))
    weights = fit(taught, list(sites))
    print("all:", ", ".join(f"{weight:.3f}" for weight in weights))
    for name in sites:
        others = fit(taught, [other for other in sites if other != name])
        print(name, len(sites[name]), *(f"{figure:.3f}" for figure in quality(sites[name], weights)),
              "by the others:", *(f"{figure:.3f}" for figure in quality(sites[name], others)), flush=True)


if __name__ == "__main__":
    main()
