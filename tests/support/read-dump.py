"""Reads a day's open data back, with nothing but Python's standard library, and prints what is in it as JSON.

Usage: python3 read-dump.py https://gonggam.example/data/latest/
"""
import csv
import gzip
import hashlib
import io
import json
import sys
import urllib.request
from collections import Counter

BASE = sys.argv[1]


def fetch(name):
    with urllib.request.urlopen(BASE + name) as answer:
        return answer.read()


manifest = json.loads(fetch("manifest.json"))
packed = {file["name"]: fetch(file["name"]) for file in manifest["files"]}
for file in manifest["files"]:
    data = packed[file["name"]]
    assert len(data) == file["size"], file["name"]
    assert hashlib.sha256(data).hexdigest() == file["sha256"], file["name"]

sums = dict(reversed(line.split("  ")) for line in fetch("SHA256SUMS").decode().splitlines())
assert sums.pop("manifest.json") == hashlib.sha256(fetch("manifest.json")).hexdigest()
assert sums == {file["name"]: file["sha256"] for file in manifest["files"]}


def cell(value):
    """What a value of JSON Lines is in CSV."""
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = str(value)
    return "'" + text if text[:1] in "=+-@\t\r\n|%＝＋－＠" and text else text


rows = {}
for data_set in manifest["dataSets"]:
    name = data_set["name"]
    lines = gzip.decompress(packed[name + ".jsonl.gz"]).decode().split("\n")[:-1]
    rows[name] = [json.loads(line) for line in lines]
    text = gzip.decompress(packed[name + ".csv.gz"]).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows[name]) == len(table) == data_set["rows"], name
    for row, line in zip(rows[name], table):
        assert {key: cell(value) for key, value in row.items()} == line, (name, row, line)

previous = bytes(32)
for number, line in enumerate(rows["events"], 1):
    assert line["seq"] == number
    hashed = {key: line[key] for key in ("seq", "space", "matter", "kind", "at", "data")}
    jcs = json.dumps(hashed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    previous = hashlib.sha256(previous + jcs.encode()).digest()
    assert previous.hex() == line["hash"], number
assert manifest["ledger"]["seq"] == len(rows["events"])
assert manifest["ledger"]["hash"] == previous.hex()

print(
    json.dumps(
        {
            "day": manifest["day"],
            "agreements": {row["id"]: row["agreements"] for row in rows["proposals"]},
            "stages": Counter(row["stage"] for row in rows["proposals"]),
            "forums": {
                row["id"]: [row["participants"], row["for"], row["against"], row["other"]]
                for row in rows["forums"]
            },
            "signatures": {row["id"]: row["signatures"] for row in rows["drives"]},
            "duties": Counter(row["state"] for row in rows["duties"]),
            "results": {
                poll: {
                    question: {
                        row["answer"]: row["count"]
                        for row in rows["poll-results"]
                        if (row["poll"], row["question"], row["by"]) == (poll, question, "all")
                    }
                    for question in sorted({row["question"] for row in rows["poll-results"] if row["poll"] == poll})
                }
                for poll in sorted({row["poll"] for row in rows["poll-results"]})
            },
            "replies": len(rows["replies"]),
            "reached": sum(row["reachedAt"] is not None for row in rows["thresholds"]),
            "ledger": manifest["ledger"],
        }
    )
)
