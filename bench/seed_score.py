#!/usr/bin/env python3
"""Scores `dateline extract` of the seed article against its own gold labels (eval/seed/gold.json): 48 events, 29
statements, 74 entities with their variants, and what was invented.

  DATELINE_BIN=build/release/cli/dateline bench/seed_score.py [--misses]

The labels' words are older than ours; KINDS and STATES below read them as eval/README.md says. A label whose type is
none of ours is a trap: right when no event of its own is told in its words. An event is right when one of an accepted
type whose evidence is the label's sentence has its modality and its date; each told event serves one label. A statement
is right when what was told over its words has its speaker: a name, words for somebody unnamed, or nobody for what the
author or a reader says. An entity is right when each of its surfaces is mentioned and all as one entity.
Exit 77 when the article or the program is absent.
"""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "e2e"))
from support import DATELINE, need_shared, skip  # noqa: E402

KINDS = {
    "advocacy": "request.make", "capacity.delay": "shipment.change facility.change", "control.cap": "license.require shipment.change ban.impose",
    "control.is_informed": "license.require", "control.lift": "rule.end agreement.reach", "deal.pending": "deal.make agreement.reach",
    "firm.action": "shipment.change product.announce", "guidance.issue": "rule.issue", "letter.congress": "request.make",
    "licence.apply": "license.apply", "licence.scope": "license.decide", "list.add": "list.add", "market.flow": "shipment.change",
    "meeting.leaders": "talks.hold", "model.release": "product.announce", "news.report": "report.publish",
    "org.abolish": "office.change", "oversight.request": "request.make", "plan.release": "report.publish rule.issue",
    "policy.reversal": "rule.end license.decide", "policy.standdown": "rule.end", "product.launch": "product.announce",
    "product.sales": "shipment.change", "rule.codify": "rule.issue", "rule.issue": "rule.issue",
    "rule.replace": "rule.issue rule.amend", "rule.rescind": "rule.end", "rule.review": "rule.propose", "talks": "talks.hold",
    "talks.demand": "request.make",
}
STATES = {
    "occurred": "actual", "ongoing": "actual", "pending": "planned", "expected": "planned", "possible": "possible",
    "likely": "possible", "unclear": "possible", "unlikely": "unlikely", "not_occurred": "denied",
}
# The kinds of ours that may stand for a label's; "" is somebody unnamed. A label's surface counts only when told as one.
MENTIONS = {
    "administration": "agency", "agency": "agency", "chip": "chip", "concept": "plan firm", "firm": "firm", "list": "rule", "media": "firm media",
    "meeting": "meeting", "model": "model", "person": "official", "place": "place", "plan": "plan", "rule": "rule", "software": "software",
    "system": "chip", "unnamed": "",
}
DATES = {"2025-05-15~": {"2025-05"}, "2025-23": {"2025", "2025-23"}}  # coarser ones that hold the label's whole span


def overlap(a, b):
    return min(a[1], b[1]) - max(a[0], b[0])


def date_right(gold, event):
    if gold["date"] is None:
        return event["date"] is None
    return event["date"] in DATES.get(gold["date"], {gold["date"]}) or event.get("edtf") == gold["date"]


def best_events(gold, told):
    """Label → told event, the best agreement first."""
    pairs = []
    for g in gold:
        kinds = KINDS.get(g["type"], "").split()
        for n, event in enumerate(told):
            if event["type"] in kinds and any(overlap(a, b) > 0 for a in g["bytes"] for b in event["evidence"]):
                inside = any(a[0] <= event["trigger"][0] < a[1] for a in g["bytes"])
                pairs.append((event["modality"] == STATES[g["status"]], date_right(g, event), inside, g["id"], n))
    chosen = {}
    for *_, label, n in sorted(pairs, key=lambda p: p[:3], reverse=True):
        if label not in chosen and n not in chosen.values():
            chosen[label] = n
    return chosen


def score_events(gold, told):
    chosen, misses = best_events(gold, told), []
    for g in gold:
        event = told[chosen[g["id"]]] if g["id"] in chosen else None
        if g["type"] in KINDS:
            right = event and event["modality"] == STATES[g["status"]] and date_right(g, event)
        else:
            event = next((e for n, e in enumerate(told) if n not in chosen.values() and
                          any(a[0] <= e["trigger"][0] < a[1] for a in g["bytes"])), None)
            right = event is None
        if not right:
            got = f"{event['type']} {event['date']} {event['modality']}" if event else "nothing"
            misses.append(f"{g['id']} {g['type']} {g['date']} {g['status']}: got {got} | {g['evidence'][0]['text'][:110]}")
    return misses


def score_statements(gold, answer, ids, surfaces):
    misses = []
    named, unnamed = answer["statements"], answer["unnamed_statements"]
    for g in gold:
        def over(some):
            return [s for s in some if any(overlap(a, (s["start"], s["end"])) * 2 > min(a[1] - a[0], s["end"] - s["start"])
                                           for a in g["bytes"])]
        who = g["speaker"].split("+")
        if who[0] in ("author", "reader"):
            right = not over(named) and not over(unnamed)
        elif who[0] in ids:
            right = any(s["speaker"] in [ids.get(w) for w in who] for s in over(named))
        else:
            words = surfaces.get(who[0]) or [who[0].split(":")[-1]]
            right = any(any(w in s["speaker"] or s["speaker"] in w for w in words) for s in over(unnamed))
        if not right:
            got = [s["speaker"] for s in over(named) + over(unnamed)]
            misses.append(f"{g['id']} {g['speaker']}: got {got} | {g['evidence'][0]['text'][:110]}")
    return misses


def spans_of(text, surface):
    at = text.find(surface)
    while at >= 0:
        yield at, at + len(surface)
        at = text.find(surface, at + 1)


def score_entities(gold, answer, text):
    """Misses, and our id for each label's."""
    misses, ids = [], {}
    everybody = [dict(m, entity=m["entity"] or m["text"]) for m in answer["mentions"]]
    for words in (s["speaker"] for s in answer["unnamed_statements"]):
        at = text.find(words.encode())
        everybody.append({"start": at, "end": at + len(words.encode()), "entity": words, "type": ""})
    for g in gold:
        kinds = MENTIONS[g["type"]].split() or [""]
        heard = [m for m in everybody if m["type"] in kinds]
        found = {}
        for surface in g["surfaces"]:
            found[surface] = {m["entity"] for span in spans_of(text, surface.encode()) for m in heard
                              if overlap(span, (m["start"], m["end"])) * 2 > min(span[1] - span[0], m["end"] - m["start"])}
        everyone = sorted({e for told in found.values() for e in told})
        best = max(everyone, key=lambda e: sum(e in told for told in found.values()), default=None)
        lost = [surface for surface, told in found.items() if best not in told]
        if best:
            ids[g["id"]] = best
        if lost:
            misses.append(f"{g['id']}: {best} is not {lost}, told as {[sorted(found[s]) for s in lost]}")
    return misses, {i: e for i, e in ids.items() if not i.startswith("group.")}


def main():
    article = need_shared("eval", "seed", "article.txt").read_text(encoding="utf-8")
    gold = json.loads(need_shared("eval", "seed", "gold.json").read_text(encoding="utf-8"))
    if not os.access(DATELINE, os.X_OK):
        skip(f"{DATELINE} is not there; set DATELINE_BIN to the program")
    line = json.dumps({"id": "seed", "title": article.split("\n")[0], "published": "2025-07-19", "text": article})
    ran = subprocess.run([DATELINE, "extract", "--explain", "--json"], input=line.encode(), stdout=subprocess.PIPE, check=True)
    answer = json.loads(ran.stdout)
    text = article.encode()
    for item in gold["events"] + gold["statements"]:
        ends = [(e["char"], e["char"] + e["len"]) for e in item["evidence"]]
        item["bytes"] = [tuple(len(article[:c].encode()) for c in span) for span in ends]

    entities, ids = score_entities(gold["entities"], answer, text)
    surfaces = {e["id"]: list(e["surfaces"]) for e in gold["entities"]}
    rows = {
        "events": score_events(gold["events"], answer["events"]),
        "statements": score_statements(gold["statements"], answer, ids, surfaces),
        "entities": entities,
    }
    for name, misses in rows.items():
        print(f"{name:<11} {len(gold[name]) - len(misses):>3} of {len(gold[name])} right")
    chosen = best_events(gold["events"], answer["events"])
    undated = {chosen[g["id"]] for g in gold["events"] if g["date"] is None and g["id"] in chosen}
    finer = [e for n, e in enumerate(answer["events"]) if n in undated and e["date"]]
    print(f"{'dates':<11} {len(finer):>3} of {len(undated)} undated events dated")
    known = [span for e in gold["entities"] for s in e["surfaces"] for span in spans_of(text, s.encode())]
    other = [m for m in answer["mentions"] if not any(overlap(span, (m["start"], m["end"])) > 0 for span in known)]
    print(f"{'names':<11} {len(other):>3} of {len(answer['mentions'])} mentions overlap no label's surface")
    if "--misses" in sys.argv:
        for name, misses in rows.items():
            print(f"\n{name}")
            print("\n".join(f"  {miss}" for miss in misses))
        print("\ndated", *(f"{e['type']} {e['date']} {text[e['evidence'][0][0]:e['evidence'][0][1]].decode()[:90]}" for e in finer), sep="\n  ")
        print("\nnames", *sorted({f"{m['type']} {m['text']} {m['entity']}" for m in other}), sep="\n  ")


if __name__ == "__main__":
    main()
