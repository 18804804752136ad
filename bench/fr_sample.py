#!/usr/bin/env python3
"""Draws 200 mentions and 100 events that `dateline extract` reads in Federal Register abstracts, to be judged by hand.

  DATELINE_BIN=build/release/cli/dateline bench/fr_sample.py > fr_sample.tsv      # draw
  DATELINE_BIN=build/release/cli/dateline bench/fr_sample.py --seed 20261208 > fr_sample.tsv      # another draw
  DATELINE_BIN=build/release/cli/dateline bench/fr_sample.py --check bench/fr_sample.tsv

The draw is the same for the same output and seed (uniform over all mentions and over all events). A row names the
document and a span as `extract` counts it (of an event its trigger, or else its first evidence), never the text.
With --check: the precision of the judged rows and of those among them that the extractor still says word for word.
A row that is no longer said may be mended or only changed: draw and judge anew for a new figure.
Exit 77 when the shared data or the program is absent.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "e2e"))
from support import DATELINE, need_shared, skip  # noqa: E402

SEED, SIZES = 20261127, {"mention": 200, "event": 100}
COLUMNS = ["kind", "document", "start", "end", "type", "says", "verdict", "note"]


def said(corpus):
    """Everything the extractor says, by kind, as the first six columns of a row."""
    if not os.access(DATELINE, os.X_OK):
        skip(f"{DATELINE} is not there; set DATELINE_BIN to the program")
    with corpus.open("rb") as documents:
        ran = subprocess.run([DATELINE, "extract"], stdin=documents, stdout=subprocess.PIPE, check=True)
    rows = {"mention": [], "event": []}
    for line in ran.stdout.splitlines():
        document = json.loads(line)
        for m in document["mentions"]:
            rows["mention"].append(("mention", document["id"], str(m["start"]), str(m["end"]), m["type"], m["entity"]))
        for e in document["events"]:
            start, end = e.get("trigger") or e["evidence"][0]
            says = "/".join([e["date"] or "undated", e["modality"], ",".join(e["actors"]), ",".join(e["targets"])])
            rows["event"].append(("event", document["id"], str(start), str(end), e["type"], says))
    return rows


def precision(rows, verdicts):
    right = sum(row[6] in verdicts for row in rows)
    return f"{right} of {len(rows)}" + (f" ({100 * right / len(rows):.1f} %)" if rows else "")


def check(path, rows):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    judged = [line.split("\t") for line in lines[1:]]
    for kind in SIZES:
        all_judged = [row for row in judged if row[0] == kind]
        now = set(rows[kind])
        still = [row for row in all_judged if tuple(row[:6]) in now]
        for name, some in (("judged", all_judged), ("still said", still)):
            print(f"{kind}s {name}: right {precision(some, ['right'])},"
                  f" with loose ones {precision(some, ['right', 'loose'])}")
        for row in still:
            if row[6] == "wrong":
                print("  still wrong:", *row[1:6], "|", row[7])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=pathlib.Path, metavar="FILE", help="a judged list")
    parser.add_argument("--seed", type=int, default=SEED, help="of the draw (default: %(default)s)")
    args = parser.parse_args()
    rows = said(need_shared("corpus", "federal_register_abstracts.jsonl"))
    if args.check:
        return check(args.check, rows)
    draw = random.Random(args.seed)
    print(*COLUMNS, sep="\t")
    for kind, size in SIZES.items():
        for row in sorted(draw.sample(rows[kind], size)):
            print(*row, "", "", sep="\t")


if __name__ == "__main__":
    main()
