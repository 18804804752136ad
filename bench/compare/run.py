#!/usr/bin/env python3
"""Times Dateline's tagger and dates against others, on the same text in one run.

    bench/compare/run.py --build build/release CORPUS.jsonl… [--repeat 8] [--rounds 5] [--date-bytes 300000]

CORPUS: one JSON object a line with "text" and "published". The build needs -DDATELINE_BENCH=ON. Every row is the
best of its rounds in processor time, without start-up where the peer can be asked from inside (all but grep and
`dateline dates`). A peer that is not here is told of as SKIPPED: Debian has libhyperscan-dev and python3-ahocorasick;
the npm packages of package-lock.json are installed into the cache folder, with the network.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def skipped(peer, why):
    print(f"  !! SKIPPED {peer}: {why}", flush=True)


def run(command, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)


def processor_seconds(command, **more):
    """Best effort of one run: user and system time of the child, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(part) for part in command], capture_output=True, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


class Table:
    def __init__(self, title):
        self.rows = []
        print(f"\n{title}", flush=True)

    def add(self, name, speed, found, what):
        self.rows.append((name, speed, found, what))

    def show(self):
        if not self.rows:
            return
        ours = self.rows[0][1]
        for name, speed, found, what in self.rows:
            ratio = ours / speed if speed else float("inf")
            times = "1" if name == self.rows[0][0] else f"{ratio:.2f}"
            print(f"  {name:28} {speed:9.2f} MB/s   ours is {times:>7} times as fast   {found:>8} {what}", flush=True)


def names(options, work, text):
    table = Table(f"Names, {len(text) / 1e6:.1f} MB of text")
    bench = options.build / "bench" / "names_bench"
    if not bench.exists():
        return skipped("names_bench", f"{bench} is not built (-DDATELINE_BENCH=ON)")
    (work / "names").write_text(run([bench, "list"]).stdout)
    (work / "text").write_bytes(text)
    count = len((work / "names").read_text().splitlines())
    print(f"  {count} names of letters, digits and spaces", flush=True)
    for line in run([bench, "time", work / "text", options.rounds]).stdout.splitlines():
        name, speed, found = line.split()
        whole = {"names": "dateline, these names", "tagger": "dateline, everything it tags"}[name]
        table.add(whole, float(speed), found, "hits" if name == "names" else "mentions")

    grep = ["grep", "-F", "-w", "-o", "-f", work / "names", work / "text"]
    best, hits = 1e9, 0
    for _ in range(options.rounds):
        seconds, done = processor_seconds(grep, env={**os.environ, "LC_ALL": "C"})
        best, hits = min(best, seconds), done.stdout.count(b"\n")
    table.add("grep -F -w -o -f", len(text) / 1e6 / best, hits, "hits, start included")

    compiler = shutil.which("g++") or shutil.which("c++")
    built = compiler and run([compiler, "-O2", HERE / "hyperscan_bench.cc", "-o", work / "hyperscan", "-lhs"])
    if not built or built.returncode != 0:
        skipped("Hyperscan", "libhyperscan-dev or a compiler is missing")
    else:
        speed, found = run([work / "hyperscan", work / "names", work / "text", options.rounds]).stdout.split()
        table.add("Hyperscan literals", float(speed), found, "matches, inside words and overlapping too")

    # The distribution's module belongs to its own interpreter.
    for python in (sys.executable, "/usr/bin/python3"):
        done = run([python, HERE / "ahocorasick_bench.py", work / "names", work / "text", options.rounds])
        if done.returncode == 0:
            speed, found = done.stdout.split()
            table.add("python3-ahocorasick", float(speed), found, "matches, inside words and overlapping too")
            break
    else:
        skipped("python3-ahocorasick", done.stderr.strip().splitlines()[-1] if done.stderr else "failed")
    table.show()


def dates(options, work, documents):
    size = sum(len(d["text"].encode()) for d in documents)
    table = Table(f"Dates, {size / 1e6:.2f} MB of text in {len(documents)} documents")
    lines = "".join(json.dumps({"id": i, "text": d["text"], "ref": d.get("published")}, ensure_ascii=False) + "\n" for i, d in enumerate(documents))
    (work / "dates.jsonl").write_text(lines)
    dateline = options.build / "cli" / "dateline"
    if not dateline.exists():
        return skipped("dateline dates", f"{dateline} is not built")
    best, found = 1e9, 0
    for _ in range(options.rounds):
        with open(work / "dates.jsonl", "rb") as stdin:
            seconds, done = processor_seconds([dateline, "dates", "--jsonl"], stdin=stdin)
        best = min(best, seconds)
        found = sum(len(json.loads(line).get("dates", [])) for line in done.stdout.splitlines())
    table.add("dateline dates", size / 1e6 / best, found, "dates, start and JSON included")

    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        skipped("chrono-node, Microsoft Recognizers", "node or npm is missing")
        return table.show()
    cache = pathlib.Path(options.cache)
    cache.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "dates.mjs"):
        shutil.copy(HERE / name, cache / name)
    installed = run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=cache)
    if installed.returncode != 0:
        skipped("chrono-node, Microsoft Recognizers", "npm ci failed: " + installed.stderr.strip().splitlines()[-1])
        return table.show()
    for peer in ("chrono-node", "recognizers"):
        done = run([node, cache / "dates.mjs", peer, work / "dates.jsonl"], cwd=cache)
        if done.returncode != 0:
            skipped(peer, done.stderr.strip().splitlines()[-1] if done.stderr else "failed")
            continue
        answer = json.loads(done.stdout)
        table.add(f"{peer} {answer['version']}", size / 1e6 / answer["seconds"], answer["found"], "dates")
    table.show()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--repeat", type=int, default=8, help="how often the text is joined to itself for names")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--date-bytes", type=int, default=300_000, help="how much of it dates are read in: some peers are slow")
    parser.add_argument("--cache", default=os.path.join(tempfile.gettempdir(), "dateline-compare"), help="where npm packages go")
    options = parser.parse_args()
    documents = [json.loads(line) for path in options.corpus for line in path.open(encoding="utf-8")]
    text = "\n\f\n".join(d["text"] for d in documents).encode() + b"\n\f\n"
    few, size = [], 0
    # Every seventh document, so that all kinds are there.
    for document in documents[::7] + documents:
        if size >= options.date_bytes:
            break
        few.append(document)
        size += len(document["text"].encode())
    with tempfile.TemporaryDirectory() as folder:
        names(options, pathlib.Path(folder), text * options.repeat)
        dates(options, pathlib.Path(folder), few)
    return 0


if __name__ == "__main__":
    sys.exit(main())
