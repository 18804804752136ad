"""Real answers of EDGAR and real feeds, served over loopback to the real collectors."""
import json
import re
import urllib.parse

from support import QUIET, Folder, Server, check, feed_source, need_shared, step

samples = need_shared("samples")
server, folder = Server(), Folder("samples")

# ---- EDGAR: one company's list with its filings, and the list of newest filings
company = json.loads((samples / "sec_submissions" / "edgartools_company_submission.json").read_text())
recent = company["filings"]["recent"]
wanted = [n for n in range(len(recent["form"])) if recent["form"][n].startswith("8-K") and recent["filingDate"][n] >= "2022-01-01"]
report = (samples / "sec_filing_text" / "primary_581026000024_nvda_20260302_htm.htm").read_bytes()
header = (samples / "sec_filing_text" / "full_submission_00024_0001045810_26_000024_txt.txt").read_bytes()
server.files["/submissions/CIK0001318605.json"] = (json.dumps(company).encode(), "application/json")
missing = recent["accessionNumber"][wanted[0]]
asked = []


def archives(handler):
    path = urllib.parse.urlparse(handler.path).path
    asked.append(path)
    if missing.replace("-", "") in path:  # what the archive says of a path it does not have
        body = b"<?xml version='1.0' encoding='UTF-8'?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
        return handler.answer(403, body, "application/xml")
    if path.endswith(".hdr.sgml"):
        return handler.answer(200, header.split(b"</SEC-HEADER>")[0] + b"</SEC-HEADER>\n", "text/plain")
    if path.endswith("-index.htm"):
        return handler.answer(200, (samples / "sec_html" / "index__1045810_0001045810_26_000024_index_html.html").read_bytes(), "text/html")
    return handler.answer(200, report, "text/html")


for n in wanted:
    number = recent["accessionNumber"][n]
    base = f"/Archives/edgar/data/1318605/{number.replace('-', '')}/"
    for name in (f"{number}.hdr.sgml", f"{number}-index.htm", recent["primaryDocument"][n]):
        server.special[base + name] = archives
newest = (samples / "edgar_atom" / "getcurrent_0_test_get_current_filings_wit.atom.xml").read_bytes()
newest = re.sub(rb"https://www\.sec\.gov/", server.address.encode() + b"/", newest)


def current(handler):
    first = "start=" not in handler.path
    empty = re.sub(rb"<entry>.*</entry>", b"", newest, flags=re.S)
    handler.answer(200, newest if first else empty, "application/atom+xml")


server.special["/cgi-bin/browse-edgar"] = current
for href in set(re.findall(server.address.encode() + rb"(/Archives/[^\"<]+)", newest)):
    path = href.decode()
    server.special[path] = archives
    server.special[path.rsplit("/", 1)[0] + "/"] = archives

sources = f'''[[source]]
id = "tesla"
collector = "edgar"
url = "{server.address}/submissions/"
cik = ["0001318605"]
forms = ["8-K"]
from = "2022-01-01"
owner = "Tesla"
class = "company"
allow_private = true

[[source]]
id = "newest"
collector = "edgar"
url = "{server.address}/cgi-bin/browse-edgar?action=getcurrent"
owner = "SEC"
class = "official"
allow_private = true
'''
# ---- feeds as they were served
count = 0
for path in sorted((samples / "feeds").rglob("*")):
    if path.is_file():
        name = urllib.parse.quote(path.name)
        server.files["/feeds/" + name] = (path.read_bytes(), "application/xml")
        sources += feed_source(f"feed-{count}", f"{server.address}/feeds/{name}")
        count += 1
folder.write("sources.toml", sources)
folder.write("dateline.toml", QUIET)

step(f"EDGAR and {count} feeds")
folder.run("run", "--once", timeout=900)
folder.fsck()
state = {s["id"]: s for s in folder.json("sources", "list")}
check(state["tesla"]["class"] == "ok", f"tesla: {state['tesla']}")
check(state["newest"]["class"] == "ok", f"newest: {state['newest']}")
good = sum(state[f"feed-{n}"]["class"] == "ok" for n in range(count))
check(good >= 0.95 * count, f"only {good} of {count} feeds were read: {[s for s in state.values() if s['class'] != 'ok'][:5]}")
dump = folder.dump().splitlines()
numbers = {recent["accessionNumber"][n] for n in wanted}
print(f"   {len(numbers) - 1} filings of one company, {good} of {count} feeds", flush=True)
check(len(numbers) > 5, f"too few filings in the sample: {len(numbers)}")
for number in numbers - {missing}:
    found = folder.json("show", f"SEC:{number}")
    check(found and found[0]["source"] == "tesla", f"{number} is not there: {found}")
one = folder.json("show", f"SEC:{sorted(numbers - {missing})[0]}")[0]
check("8-K" in one["title"] and "5.02" in json.dumps(one), f"the items of the report are not told: {one['title']}")

step("again: nothing new, nothing lost")
before = len(asked)
folder.run("collect", "tesla", "newest", timeout=300, code=None)
folder.fsck()
check(len([p for p in asked[before:] if missing.replace("-", "") not in p]) == 0, f"filings that are known were asked again: {asked[before:][:5]}")
check(sum(1 for line in folder.dump().splitlines() if line.startswith("document ")) == sum(1 for line in dump if line.startswith("document ")), "documents were added or lost")
folder.remove()
