"""What an analyst asks of a small store: who said what, what is next, what changed, why; corrections; exports that
other programs read."""
import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as xml

from support import Folder, check, skip, step

NOW = ["--now", "2025-08-01T12:00:00Z"]
TEXTS = [
    ("wire-1", "wire", "2025-05-13", "Commerce to rescind chip rule",
     "The Commerce Department will soon rescind the AI Diffusion rule, Under Secretary Jeffrey Kessler said on Monday. "
     "“The rule was badly drawn and we will replace it,” Kessler said."),
    ("paper-1", "paper", "2025-05-14", "Senators split on rule",
     "Senator Elizabeth Warren urged the Commerce Department to keep the AI Diffusion rule. "
     "Nvidia said it had applied for a license to sell the H20 to China."),
    ("wire-2", "wire", "2025-07-16", "Nvidia gets its license",
     "The Commerce Department granted Nvidia a license on July 15 to sell the H20 to China. "
     "The department plans to publish a new rule on September 30."),
    ("mine-1", "desk", "2025-07-17", "My notes",
     "The Commerce Department granted Nvidia a license on July 15 to sell the H20 to China."),
]
CLASSES = {"desk": "mine"}

folder = Folder("asking")
for key, source, day, title, text in TEXTS:
    record = folder.root / f"{key}.jsonl"
    record.write_text(json.dumps({"id": key, "title": title, "published": day, "text": text, "url": f"https://example.org/{key}"}) + "\n", encoding="utf-8")
    folder.run("import", record, "--source", source, "--owner", source, "--class", CLASSES.get(source, "press"), *NOW)


def ask(*words, code=0):
    return folder.json(*words, *NOW, code=code)


step("said: who said what, by whom, up to when")
said = ask("said", "AI Diffusion rule")
check([(s["speaker"], s["direct"]) for s in said] == [("official.jeffrey-kessler", False)], f"Kessler on the rule: {said}")
everything = ask("said")
check(any(s["speaker"] == "official.jeffrey-kessler" and s["direct"] for s in everything), f"Kessler's own words are missing: {everything}")
check({s["speaker"] for s in ask("said", "--by", "Nvidia")} == {"firm.nvidia"}, "--by lets others through")
before = ask("said", "--by", "Jeffrey Kessler", "AI Diffusion rule")
check(before and before == ask("said", "AI Diffusion rule", "--by", "Jeffrey Kessler"), "an option before a name takes the name for its own")
twice = folder.run("said", "--by", "Nvidia", "--by", "Kessler", *NOW, code=2)
check("--by" in twice.stderr, f"an option given twice is not named: {twice.stderr}")
folder.run("said", "AI Diffusion rule", "--as-of", "2025-01-01", *NOW, code=1)

step("next: promises that are open, overdue on a later day, gone once kept")
loops = ask("next")
kinds = {(loop["event"]["type"], loop["due"]) for loop in loops}
check(("rule.end", "open") in kinds, f"the promised rescission is no open loop: {kinds}")
check(any(loop["due"] == "due" and loop["event"]["date"] == "2025-09-30" for loop in loops), f"the rule promised for September: {kinds}")
late = folder.json("next", "--on", "2025-12-01", *NOW)
check(any(loop["due"] == "overdue" and loop["event"]["date"] == "2025-09-30" for loop in late), "two months later it is not overdue")
kept = folder.root / "kept.jsonl"
kept.write_text(json.dumps({"id": "wire-3", "title": "Rule rescinded", "published": "2025-07-30",
                            "text": "The Commerce Department rescinded the AI Diffusion rule on July 30."}) + "\n")
folder.run("import", kept, "--source", "wire", "--owner", "wire", *NOW)
ends = [e for e in ask("events", "type:rule.end") if not e["subtype"]]
check(len(ends) == 1 and ends[0]["modality"] == "actual" and ends[0]["date"] == "2025-07-30", f"a promise and its keeping are one event: {ends}")
check(not any(loop["event"]["type"] == "rule.end" for loop in ask("next")), "a kept promise is still open")

step("as of and on: the same event as it was known")
event = ends[0]["id"]
before = [e for e in ask("events", "type:rule.end", "--as-of", "2025-06-01") if not e["subtype"]]
check(len(before) == 1 and before[0]["modality"] == "planned", f"as of June it was only planned: {before}")
told = folder.run("timeline", "AI Diffusion rule", "--as-of", "2025-06-01", *NOW)
check("reconstructed" in told.stderr, "an assumed time decided, and the answer does not say 'reconstructed'")

step("diff and today")
changed = ask("diff", "--from", "2025-07-20", "--to", "2025-07-31")
check(any(c["after"]["id"] == event and c["before"] and c["before"]["modality"] == "planned" and c["after"]["modality"] == "actual" for c in changed),
      "planned → actual is not among the changes")
check(ask("today") != [], "nothing is told on the first look")
check(folder.run("today", "--now", "2025-08-01T12:00:01Z", code=1).returncode == 1, "the second look tells the same again")

step("one's own texts are no origin; entity knows its names")
license = [e for e in ask("events", "type:license.decide")]
check(len(license) == 1 and license[0]["documents"] == 2 and license[0]["origins"] == 1, f"documents and origins: {license}")
entity = ask("entity", "Nvidia")[0]
check(entity["id"] == "firm.nvidia", f"entity: {entity}")

step("why: claims, the rules that read them, what decides")
why = folder.run("why", event, *NOW).stdout
for words in ("history", "read by", "event:rule.end", "standing"):
    check(words in why, f"why does not tell '{words}':\n{why[:2000]}")

step("an empty answer says what was searched and what is blind")
empty = folder.run("timeline", "Rapidus", *NOW, code=1).stderr
check("nothing found" in empty and "wire" in empty, f"an empty answer: {empty}")

step("fix: date, type, modality, speaker, roles; logged, kept by rebuild, reversible")
unfixed = folder.dump()
done = folder.run("fix", event, "--date", "2025-07-29", "--type", "rule.end/ease", "--modality", "actual", "--speaker", "Kessler",
                  "--role", "actor=bis", "--role", "instrument=AI Diffusion rule", "--reason", "the notice says so", "--by", "ann", *NOW)
fixed = next(e for e in ask("events", "type:rule.end") if e["id"] == event)
check(fixed["date"] == "2025-07-29" and fixed["subtype"] == "ease" and fixed["speaker"] == "official.jeffrey-kessler", f"not corrected: {fixed}")
check("ann" in folder.run("show", event, *NOW).stdout, "show does not tell who corrected")
dump = folder.dump()
folder.run("rebuild", *NOW)
check(folder.dump() == dump, "rebuild lost the correction")
for wrong in (["--date", "2025-13-01"], ["--type", "rule.nonsense"], ["--modality", "perhaps"], ["--speaker", "nobody at all"], []):
    folder.run("fix", event, *wrong, "--reason", "x", *NOW, code=2)
folder.run("fix", event, "--date", "2025-07-28", *NOW, code=2)  # no reason given
check(folder.dump() == dump, "a refused correction changed the store")
folder.run("fix", "--undo", "1", "--reason", "misread", "--by", "ann", *NOW)
restored = next(e for e in ask("events", "type:rule.end") if e["id"] == event)
check(restored["date"] == "2025-07-30" and restored["subtype"] == "" and restored["speaker"] == ends[0]["speaker"], f"undo did not restore: {restored}")
folder.fsck()

step("export csv: read by another program's parser")
table = list(csv.DictReader(io.StringIO(folder.run("export", "--format", "csv", *NOW).stdout, newline=""), strict=True))
events = ask("events")
check({row["id"] for row in table} == {e["id"] for e in events}, "the table and the store differ")
check(all(None not in row and None not in row.values() for row in table), "rows of different lengths")
row = next(row for row in table if row["id"] == event)
check(row["date"] == "2025-07-30" and row["first_day"] == "2025-07-30" and row["modality"] == "actual", f"the row: {row}")

step("export jsonl and atom")
lines = [json.loads(line) for line in folder.run("export", "--format", "jsonl", *NOW).stdout.splitlines()]
check({line["id"] for line in lines} == {e["id"] for e in events}, "the lines and the store differ")
feed = xml.fromstring(folder.run("export", "--format", "atom", *NOW).stdout)
atom = "{http://www.w3.org/2005/Atom}"
check(len(feed.findall(atom + "entry")) == len(events), "one entry an event")
check(all(entry.find(atom + name) is not None for entry in feed.findall(atom + "entry") for name in ("id", "title", "updated")), "an entry lacks what RFC 4287 demands")

step("export ics: read by another program's parser")
READER = """
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
out = []
for part in calendar.walk():
    if part.name not in ("VEVENT", "VTODO"): continue
    day = lambda key: part[key].dt.isoformat() if key in part else None
    out.append({"name": part.name, "uid": str(part["UID"]), "start": day("DTSTART"), "end": day("DTEND"),
                "status": str(part.get("STATUS", "")), "summary": str(part["SUMMARY"])})
print(json.dumps(out))
"""
calendar = folder.run("export", "--format", "ics", *NOW).stdout
check(all(len(line.encode()) <= 75 for line in calendar.replace("\r\n", "\n").split("\n")), "a line is longer than 75 octets")
reader = next((python for python in (sys.executable, "/usr/bin/python3") if subprocess.run([python, "-c", "import icalendar"], capture_output=True).returncode == 0), None)
if reader is None:
    skip("the calendar needs python3-icalendar (packages.txt)")
raw = subprocess.run(folder.command("export", "--format", "ics", *NOW), capture_output=True).stdout
read = subprocess.run([reader, "-c", READER], input=raw, capture_output=True)
check(read.returncode == 0, f"python3-icalendar cannot read it: {read.stderr[-1000:]}")
entries = {entry["uid"]: entry for entry in json.loads(read.stdout)}
check(len(entries) == len(events), f"{len(entries)} entries, {len(events)} events")
for e in events:
    entry = entries[e["id"].replace(":", "-") + "@dateline"]
    if e["date"] is None:
        check(entry["name"] == "VTODO" or entry["start"] is None, f"an undated event was given a day: {entry}")
    elif e["date"] == "2025-07-30":
        check(entry["start"] == "2025-07-30" and entry["end"] == "2025-07-31" and entry["status"] == "CONFIRMED", f"{entry}")
    elif e["date"] == "2025-09-30":
        check(entry["status"] == "TENTATIVE", f"a promise must be tentative: {entry}")
folder.remove()
