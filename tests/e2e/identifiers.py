"""Legal identifiers, chip designators and other people's citations, through `dateline extract`.

Reads eval/ids and suites/citations.jsonl of the shared data and prints what was right of each file. Citations count for
the families that Dateline covers (CFR, U.S.C., Federal Register, public and private laws, Statutes at Large); those of
the Constitution are counted apart.
"""
import json
import re
import subprocess

from support import DATELINE, check, need_shared, step

PUBLISHED = "2025-06-01"


def extract(texts):
    lines = "".join(json.dumps({"id": str(n), "title": "", "published": PUBLISHED, "text": text}) + "\n" for n, text in enumerate(texts))
    run = subprocess.run([DATELINE, "extract", "--format", "jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line)["mentions"] for line in run.stdout.decode().splitlines()]


def lines_of(path):
    return [line.rstrip("\n") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def canonical(case):
    """The forms Dateline prints for one expected identifier, most written "BODY NUMBER"."""
    kind, form = case["kind"], case["canon"]
    if kind == "cfr" and "Supp." in form:
        title, part, number = re.fullmatch(r"(\d+) CFR (\d+) Supp\. (\d+)", form).groups()
        return [f"CFR:{title}:{part}:Supp.{number}"]
    if kind in ("cfr", "cfr-multi", "fr", "usc", "stat"):
        volume, body, rest = form.split(" ", 2)
        return [f"{body.upper()}:{volume}:{rest}"]
    if kind == "bill":
        body, number = form.split(" ")
        return [f"BILL:119:{body}:{number}", f"BILL:{body}:{number}"]
    if kind == "form":
        return ["FORM:" + form.replace(" Item ", " ")]
    if kind == "cn":
        return [form.replace("? ", "CN:").replace("MOFCOM ", "MOFCOM:")]
    if kind in ("eo", "proc", "pl"):
        return [form.replace(" ", ":", 1)]
    if kind == "ticker":
        return [f"TICKER:{form}", f"TICKER:NASDAQ:{form}", f"TICKER:NYSE:{form}"]
    prefix = {"frdoc": "FRDOC", "rin": "RIN", "docket": "DOCKET", "case": "CASE", "eccn": "ECCN", "hts": "HTS", "cik": "CIK", "accession": "SEC"}[kind]
    return [";".join(f"{prefix}:{part}" for part in form.split(";"))]


def report(name, good, wrong):
    print(f"{name} {good}/{good + len(wrong)}", flush=True)
    for line in wrong:
        print("   wrong:", line, flush=True)


def score_legal(path):
    cases = [json.loads(line) for line in lines_of(path)]
    wrong = []
    for case, mentions in zip(cases, extract([case["text"] for case in cases])):
        values = ";".join(m["value"] for m in mentions if m.get("value"))
        if values not in canonical(case):
            wrong.append(f"{case['text']}: {canonical(case)[0]} expected, {values or 'nothing'} found")
    report("legal", len(cases) - len(wrong), wrong)
    return len(wrong)


def score_chips(path):
    rows = [line.split("\t") for line in lines_of(path)]
    found = total = 0
    wrong = []
    for (text, _family, count), mentions in zip(rows, extract([row[0] for row in rows])):
        hits = sum(m["type"] in ("chip", "memory", "tool") for m in mentions)
        total += int(count)
        found += min(hits, int(count))
        wrong += [f"{text}: {count} expected, {hits} found"] * (hits < int(count))
    report("chips", found, wrong)
    return total - found


def score_negatives(path):
    texts = lines_of(path)
    wrong = []
    for text, mentions in zip(texts, extract(texts)):
        false = [m["text"] for m in mentions if m["type"] in ("chip", "memory", "tool", "rule", "identifier")]
        if false:
            wrong.append(f"{text}: {false}")
    report("negatives", len(texts) - len(wrong), wrong)
    return len(wrong)


def citation(identity):
    """"usc/5/552/a/1" → "USC:5:552(a)(1)"; None for families that are not covered."""
    family, *parts = identity.split("/")
    inner = lambda levels: "".join(f"({level})" for level in levels if level not in ("note", "et-seq"))
    if family in ("cfr", "usc"):
        title = parts[0].replace("-app", "App")
        return f"{family.upper()}:{title}:{parts[1]}{inner(parts[2:])}"
    if family == "fedreg":
        return f"FR:{parts[0]}:{parts[1]}"
    if family == "stat":
        return f"STAT:{parts[0]}:{parts[1]}"
    if family == "us-law":
        body = "PL" if parts[0] == "public" else "PRIVL"
        return f"{body}:{parts[1]}-{parts[2]}" + (f":{parts[3]}{inner(parts[4:])}" if len(parts) > 3 else "")
    return None


def score_citations(path):
    cases = [json.loads(line) for line in lines_of(path)]
    good = outside = 0
    wrong = []
    for case, mentions in zip(cases, extract([case["text"] for case in cases])):
        values = {m.get("value", "") for m in mentions}
        places = {}  # several readings of one place are alternatives: "10a-10c" is also 10a and 10c
        for found in case["found"]:
            places.setdefault((found["index"], found["match"]), []).append(citation(found["id"]))
        if any(None in readings for readings in places.values()):
            outside += 1
            continue
        missing = [readings for readings in places.values()
                   if not any(value == want or value.startswith(want + "-") for want in readings for value in values)]
        if not case["found"]:
            missing = [[v] for v in values if v.split(":")[0] == "USC"]
        if missing:
            wrong.append(f"{case['text'][:90]}: {missing} in {sorted(values - {''})}")
        else:
            good += 1
    report("citations", good, wrong)
    print(f"citations of the Constitution, not covered: {outside}", flush=True)
    return len(wrong) / max(good + len(wrong), 1)


folder = need_shared("eval", "ids")
suite = need_shared("suites", "citations.jsonl")
step("identifiers of the evaluation and of other people's citations")
legal = score_legal(folder / "legal.jsonl")
chips = score_chips(folder / "chips.tsv")
negatives = score_negatives(folder / "negatives.tsv")
citations = score_citations(suite)
check(legal == 0 and chips == 0 and negatives == 0, "an identifier, a chip or a negative is wrong")
check(citations <= 0.05, f"{100 * citations:.1f} % of the citations are wrong")
