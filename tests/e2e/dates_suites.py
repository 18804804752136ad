"""Dates against the evaluation's policy cases and against three public suites.

The suites differ in conventions, so each case that Dateline answers otherwise stands in bench/dates_suites.tsv with its
class. This test fails when a failing case is missing there, when a listed case has come right (take it out), and when
less than 95 % of the cases Dateline agrees with are right.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

from support import DATELINE, check, need_shared, step

AGREE, CONVENTION, OUTSIDE = "agree", "other convention", "out of scope"
TABLE = pathlib.Path(__file__).resolve().parents[2] / "bench" / "dates_suites.tsv"


def dates_of(cases):
    lines = "".join(json.dumps({"id": str(n), "text": case["text"], "ref": case.get("pub") or case.get("ref")}) + "\n" for n, case in enumerate(cases))
    run = subprocess.run([DATELINE, "dates", "--jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line)["dates"] for line in run.stdout.decode().splitlines()]


def is_right(case, found):
    """A case is right when every expected expression begins on a day that was found; none expected means none found."""
    if not case["expect"]:
        return not found
    firsts = {date["lo"] for date in found}
    wanted = [{e["start"]} if "start" in e else {v.get("value") or v.get("start") for v in e.get("values") or []} for e in case["expect"]]
    return bool(found) and all(firsts & days for days in wanted)


step("policy cases")
scorer = need_shared("eval", "dates", "date_score.py")
policy = need_shared("eval", "dates", "policy.jsonl")
run = subprocess.run([sys.executable, scorer, "policy", policy, "--cmd", f"'{DATELINE}' dates --jsonl", "--list-fail", "20"],
                     stdout=subprocess.PIPE, text=True, check=True)
print(run.stdout, end="")
right, total, clean, none = map(int, re.match(r"policy dates (\d+)/(\d+) .* no false date (\d+)/(\d+)", run.stdout).groups())
check(right >= 0.96 * total and clean == none, "too few policy dates are right")

step("public suites")
cases = [json.loads(line) for line in need_shared("suites", "dates.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
classes = {}
for line in TABLE.read_text(encoding="utf-8").splitlines():
    if line and not line.startswith(("#", "suite\t")):
        _suite, number, kind, _why = line.split("\t")
        check(kind in (AGREE, CONVENTION, OUTSIDE), f"unknown class in: {line}")
        classes[int(number)] = kind
right = collections.Counter()
total = collections.Counter()
failing = set()
for number, (case, found) in enumerate(zip(cases, dates_of(cases)), 1):
    total[case["suite"]] += 1
    if is_right(case, found):
        right[case["suite"]] += 1
    else:
        failing.add(number)
for suite in sorted(total):
    print(f"{suite} {right[suite]}/{total[suite]}")
kinds = collections.Counter(classes.get(number, "unclassified") for number in failing)
good = sum(right.values())
print(f"answered otherwise: {dict(kinds)}")
print(f"of the cases agreed with {good}/{good + kinds[AGREE]} = {100 * good / (good + kinds[AGREE]):.1f}% are right")
check(not failing - set(classes), f"not in {TABLE.name}: cases {sorted(failing - set(classes))}")
check(not set(classes) - failing, f"right by now, take them out of {TABLE.name}: cases {sorted(set(classes) - failing)}")
check(good >= 0.95 * (good + kinds[AGREE]), "less than 95 % of the cases agreed with are right")
