#!/usr/bin/env python3
"""Asks a store of the seed article what an analyst would, and writes docs/questions.md from the live answers.

  DATELINE_BIN=build/release/cli/dateline bench/questions.py > docs/questions.md

The article is other people's text: the page shows dates, states, names and handles, never its sentences. Exit 77 when
the shared data is absent.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "e2e"))
from support import Folder, need_shared  # noqa: E402

NOW = ["--now", "2025-07-20T12:00:00Z"]
ASKED = [
    ("Where does the AI Diffusion rule stand: was it issued, is it rescinded?", ["status", "AI Diffusion rule"]),
    ("And before anybody wrote of it?", ["status", "AI Diffusion rule", "--as-of", "2025-07-01"]),
    ("What happened around the H20, in order?", ["timeline", "h20"]),
    ("Between April and July 2025 only?", ["timeline", "h20", "--from", "2025-04", "--to", "2025-07"]),
    ("What has Nvidia done, and what may it do?", ["timeline", "nvidia"]),
    ("What was promised or announced and has not happened?", ["next"]),
    ("What is only possible, not planned?", ["events", "modality:possible"]),
    ("What is said to be unlikely, denied or not there yet?", ["events", "modality:unlikely,denied"]),
    ("What happened on 14 July?", ["events", "from:2025-07-14", "to:2025-07-14"]),
    ("What happened in May?", ["events", "from:2025-05", "to:2025-05"]),
    ("Who said what on the H20?", ["said", "h20"]),
    ("What did Sacks say?", ["said", "--by", "Sacks"]),
    ("What did Bessent say?", ["said", "--by", "Bessent"]),
    ("What did Lutnick say?", ["said", "--by", "Lutnick"]),
    ("What did Huang say?", ["said", "--by", "Huang"]),
    ("What did Moolenaar say?", ["said", "--by", "Moolenaar"]),
    ("Who acts in the stand-down of export controls?", ["events", "type:rule.end"]),
    ("What was known in 2020?", ["timeline", "h20", "--as-of", "2020-01-01"]),
]


def roles(event):
    by = {}
    for role in event["roles"]:
        name, entity = (role["name"], role["entity"]) if isinstance(role, dict) else role.split("=", 1)
        by.setdefault(name, []).append(entity.split(".", 1)[1])
    return "; ".join(f"{name} {', '.join(who)}" for name, who in by.items())


def event_line(event, handle):
    kind = event["type"] + ("/" + event["subtype"] if event["subtype"] else "")
    state = event["modality"] if event["denial"] == "none" else event["denial"]
    if event["outcome"] in ("overdue", "open", "kept"):
        state += f" ({event['outcome']})"
    who = roles(event)
    speaker = f", says {event['speaker'].split('.', 1)[1]}" if event["speaker"] else ""
    return f"{event['date'] or 'undated':<22} {state:<20} {kind:<22} {who}{speaker}  [{handle}]"


def handle_of(event):
    return event["evidence"][0]["handle"] if event.get("evidence") else event["id"]


def answer(command, row):
    if command == "status":
        for line in row["lines"]:
            event = line["event"]
            yield f"{line['axis']:<14} {line['words']}" + (f"  {event['date'] or 'undated'}  [{handle_of(event)}]" if event else "")
        yield f"{'sources':<14} {row['documents']} document, {row['origins']} origin"
    elif command == "said":
        about = ", ".join(entity.split(".", 1)[1] for entity in row["about"])
        who = row["speaker"].split(".", 1)[-1] or f"unnamed ({row['speaker_words']})"
        yield f"{row['date'] or '-':<12} {who:<22} {'direct' if row['direct'] else 'indirect':<9} on {about or '-'}  [{row['handle']}]"
    elif command == "next":
        yield f"{row['due']:<8} {row['days']:>4} days  " + event_line(row["event"], handle_of(row["event"]))
    else:
        yield event_line(row, handle_of(row))


def main():
    article = need_shared("eval", "seed", "article.txt")
    folder = Folder("questions")
    folder.run("import", article, "--published", "2025-07-19", "--source", "seed", "--class", "analysis", *NOW)
    print("# Questions and answers\n\nMade by `bench/questions.py` from live commands on one article, imported with its date (19 July 2025) and asked the "
          "day after. The\narticle is not ours: its sentences, which `--evidence` shows, are left out here. `[d1:a-b]` names them: `dateline show d1:a-b`.\n")
    for question, words in ASKED:
        shown = " ".join(f"'{w}'" if " " in w else w for w in words)
        more = ["--evidence"] if words[0] in ("status", "timeline", "events", "next") else []
        done = folder.run(*words, *more, "--json", *NOW, code=None)
        print(f"**{question}**\n\n```\n$ dateline {shown}")
        if done.returncode == 1:
            print("\n".join(line for line in done.stderr.splitlines()[:2]))
        else:
            for line in done.stdout.splitlines():
                print("\n".join(answer(words[0], json.loads(line))))
        print("```\n")
    folder.remove()


if __name__ == "__main__":
    main()
