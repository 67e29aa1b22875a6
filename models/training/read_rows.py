"""The rows of a data file: CSV or JSON Lines, gzipped or not."""
import csv
import gzip
import json


def read_rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if path.suffix == ".gz" else path.open(encoding="utf-8", newline="")
    with opened as lines:
        return list(csv.DictReader(lines)) if path.suffix == ".csv" else [json.loads(line) for line in lines]
