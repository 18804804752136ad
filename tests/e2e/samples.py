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
# ---- Congress: a list, and one bill of it with all that hangs on it; the key travels in a header
bills = samples / "congress_api_json"
listed = json.loads((bills / "bill_117_hr.json").read_text())
one_bill = json.loads((bills / "bill_117_hr_21.json").read_text())["bill"]
row = {k: one_bill[k] for k in ("congress", "latestAction", "number", "originChamber", "title", "type", "updateDate")}
listed["bills"] = [row] + [b for b in listed["bills"] if b["number"] != "21"]
listed["pagination"] = {"count": len(listed["bills"])}
bills_asked = []
KEY = "k" * 40


def congress(handler):
    path = urllib.parse.urlparse(handler.path).path
    bills_asked.append(handler.path)
    if handler.headers.get("X-Api-Key") != KEY:
        return handler.answer(403, b'{"error":{"code":"API_KEY_MISSING","message":"No api_key was supplied."}}', "application/json")
    parts = path.split("/")[2:]  # bill, 117, hr, 21, actions
    if len(parts) <= 3:
        body = json.dumps(listed)
    elif parts[3] == "21":
        body = (bills / ("_".join(parts) + ".json")).read_text()
    elif len(parts) == 4:
        known = next(b for b in listed["bills"] if b["number"] == parts[3])
        body = json.dumps({"bill": {**known, "introducedDate": "2022-03-01", "actions": {"count": 1}, "summaries": {"count": 0}}})
    else:
        known = next(b for b in listed["bills"] if b["number"] == parts[3])["latestAction"]
        body = json.dumps({"actions": [known], "pagination": {"count": 1}})
    handler.answer(200, body.encode(), "application/json")


server.special["/v3/bill/117/hr"] = congress
for bill in listed["bills"]:
    for part in ("", "/actions", "/summaries"):
        server.special[f"/v3/bill/117/hr/{bill['number']}{part}"] = congress
status = samples / "congress_billstatus_xml" / "future_BILLSTATUS-117hr5376.xml"
server.files["/bulkdata/BILLSTATUS-117hr5376.xml"] = (status.read_bytes(), "application/xml")
for name, url, more in (("bills", "/v3/bill/117/hr", 'secret = "file:congress.key"\nfrom = "2021-01-01"'), ("one-bill", "/bulkdata/BILLSTATUS-117hr5376.xml", "")):
    sources += f'''[[source]]
id = "{name}"
collector = "congress"
url = "{server.address}{url}"
owner = "U.S. government"
class = "official"
allow_private = true
{more}

'''
folder.write("sources.toml", sources)
folder.write("dateline.toml", QUIET)

folder.data.mkdir(mode=0o700, exist_ok=True)
key = folder.data / "congress.key"
key.write_text(KEY + "\n")
key.chmod(0o600)

step(f"EDGAR, Congress and {count} feeds")
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

for name in ("bills", "one-bill"):
    check(state[name]["class"] == "ok", f"{name}: {state[name]}")
check(not any(KEY in path or "api_key" in path for path in bills_asked), "the key stood in an address")
bill = folder.json("show", "BILL:117:HR:21")
check(bill and "FedRAMP" in bill[0]["title"], f"the bill is not there: {bill}")


def acts(entity):
    return {(e["type"], e["date"]) for e in folder.json("events", f"type:bill.* entity:{entity} basis:official-text")}


told = acts("rule.bill-117-hr-21")
check({("bill.introduce", "2021-01-04"), ("bill.advance", "2021-01-05")} <= told, f"the acts on a bill are not told: {told}")
told = acts("rule.bill-117-hr-5376")
wanted_acts = {("bill.introduce", "2021-09-27"), ("bill.advance", "2021-11-19"), ("bill.advance", "2022-08-07"), ("bill.advance", "2022-08-12"), ("bill.enact", "2022-08-16")}
check(wanted_acts <= told, f"the acts of a law are not told: {wanted_acts - told} of {told}")

step("again: nothing new, nothing lost")
before, bills_before = len(asked), len(bills_asked)
folder.run("collect", "tesla", "newest", "bills", "one-bill", timeout=300, code=None)
check(len(bills_asked) == bills_before + 1, f"bills that are known were asked again: {bills_asked[bills_before:][:5]}")
folder.fsck()
check(len([p for p in asked[before:] if missing.replace("-", "") not in p]) == 0, f"filings that are known were asked again: {asked[before:][:5]}")
check(sum(1 for line in folder.dump().splitlines() if line.startswith("document ")) == sum(1 for line in dump if line.startswith("document ")), "documents were added or lost")
folder.remove()
