"""Mean AUC of scikit-learn's IsolationForest on data/*.csv.gz over 60 seeds: the reference of our own forest.

Usage: python scikit-learn.py > scikit-learn.json    (pip install scikit-learn)
"""

import gzip
import json
import math
import pathlib
import sys

import numpy
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

SEEDS = 60
SETTINGS = {"100x256": (100, 256), "50x64": (50, 64)}


def main() -> None:
    sets = {}
    for path in sorted((pathlib.Path(__file__).parent / "data").glob("*.csv.gz")):
        table = numpy.loadtxt(gzip.open(path), delimiter=",", dtype=numpy.float32)
        features, labels = table[:, :-1], table[:, -1]
        name = path.name.removesuffix(".csv.gz")
        sets[name] = {"n": len(table), "d": features.shape[1], "anomalies": int(labels.sum())}
        for setting, (trees, psi) in SETTINGS.items():
            aucs = [auc(features, labels, trees, psi, seed) for seed in range(SEEDS)]
            sets[name][setting] = {
                "mean": round(float(numpy.mean(aucs)), 5),
                "standardError": round(float(numpy.std(aucs, ddof=1)) / math.sqrt(SEEDS), 5),
            }
        print(name, sets[name], file=sys.stderr)
    reference = {"scikitLearn": sklearn.__version__, "seeds": SEEDS, "sets": sets}
    print(json.dumps(reference, indent=2))


def auc(features, labels, trees, psi, seed):
    forest = IsolationForest(n_estimators=trees, max_samples=psi, random_state=seed)
    return roc_auc_score(labels, -forest.fit(features).score_samples(features))


main()
