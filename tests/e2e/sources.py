"""Everything around sources as a person meets it: finding and adding them, asking why, trying them, lists of feeds from
and for other readers, and playing recorded answers back."""
import os
import pty
import signal
import subprocess
import xml.etree.ElementTree as ElementTree

from support import QUIET, Folder, Server, check, feed_source, step, wait_until


def rss(title, entries, newest_day=18):
    items = "".join(f"<item><title>{title}: notice {i}</title><link>https://example.org/{title}/{i}</link>"
                    f"<guid>{title}-{i}</guid><pubDate>{newest_day - i:02} Jul 2025 08:00:00 GMT</pubDate>"
                    f"<description>The agency issued a rule on July {newest_day - i}, 2025.</description></item>" for i in range(entries))
    return (f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><language>en-us</language>{items}'
            "</channel></rss>").encode(), "application/rss+xml"


def status(code, headers=()):
    def answer(handler):
        handler.send_response(code)
        for key, value in headers:
            handler.send_header(key, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
    return answer


server = Server()
server.files["/harbor.xml"] = rss("Harbor Wire", 4)
server.files["/second.xml"] = rss("Harbor Letters", 2)
server.files["/news"] = (b'<html><head><title>Harbor</title><link rel="alternate" type="application/rss+xml" title="Wire" href="/harbor.xml">'
                         b'<link rel="alternate" type="application/atom+xml" href="/gone.xml"><link rel="alternate" type="text/xml" href="second.xml">'
                         b"</head><body>News</body></html>", "text/html")
server.files["/bare"] = (b"<html><head><title>Bare</title></head><body><article><p>The office may change this guidance at any moment, and "
                         b"whoever ships goods across the harbor should read it before every voyage, year after year.</p></article></body></html>", "text/html")
server.special["/busy"] = status(429, [("Retry-After", "7200")])

folder = Folder("sources")
MINE = '# my own words\n[[source]]\nid = "busy"        # often asked\nurl = "%s/busy"\nallow_private = true\nevery = "1h"' % server.address
folder.write("sources.toml", MINE)
folder.write("dateline.toml", QUIET)
file = folder.config / "sources.toml"

step("sources add: shown, and written only when asked to")
done = folder.run("sources", "add", server.address + "/news", stdin="")
for words in ("Harbor Wire", "Harbor Letters", "4 entries", "newest 2025-07-18", "/gone.xml: HTTP 404", "nothing was written"):
    check(words in done.stderr, f"'{words}' is not told: {done.stderr}")
check(f'url = "{server.address}/harbor.xml"' in done.stdout and 'every = "12h"' in done.stdout, f"the record: {done.stdout}")
check(file.read_text() == MINE, "something was written without a yes")

done = folder.run("sources", "add", server.address + "/news", "--yes", "--class", "official", "--owner", "Harbor Office", "--every", "30m", stdin="")
text = file.read_text()
check(text.startswith(MINE) and text.endswith(done.stdout), f"what stood there must stay: {text}")
for words in ('id = "harbor-wire"', 'class = "official"', 'owner = "Harbor Office"', 'every = "30m"', 'language = "en"', "allow_private = true"):
    check(words in done.stdout, f"{words} is not in the record: {done.stdout}")
check("dateline run" in done.stderr, f"who asks it next: {done.stderr}")
folder.run("check")
check(not folder.data.exists(), "adding a source made a store")

step("sources add: what is there already, what is wrong, what is none")
again = folder.run("sources", "add", server.address + "/harbor.xml", "--yes")
check("harbor-wire is a source already" in again.stderr and "sources.toml:8" in again.stderr, again.stderr)
check(file.read_text() == text, "a second record of one feed")
for words, code, told in ((["http://127.0.0.1:1/feed"], 1, "network"), ([server.address + "/none"], 1, "HTTP 404"),
                          ([server.address + "/bare"], 1, "--page"), (["not an address"], 2, "not a web address"), (["https://u:secret@harbor.example/"], 2, "password"),
                          ([server.address + "/second.xml", "--yes", "--id", "harbor-wire"], 2, "already"),
                          ([server.address + "/second.xml", "--yes", "--id", "Not An Id"], 2, "not an id"),
                          ([server.address + "/second.xml", "--yes", "--every", "soon"], 2, "not a duration"),
                          ([server.address + "/harbor.xml?again", "--yes", "--class", "novel"], 2, "--class"),
                          (["https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=123", "--yes"], 2, "User-Agent")):
    before = file.read_text()
    done = folder.run("sources", "add", *words, code=code)
    check(told in done.stderr, f"{words}: '{told}' is not told: {done.stderr}")
    check("secret" not in done.stderr, "a password was repeated")
    check(file.read_text() == before, f"{words}: something was written")
check(not [p for p in folder.config.iterdir() if p.name.endswith(".new")], "a half-written file stayed behind")

step("sources add: sites that are known by their address, a page, a shipped source by its id; JSON")
site = folder.json("sources", "add", "https://www.federalregister.gov/agencies/harbor-office")[0]
check(site["collector"] == "federal-register" and 'agencies = ["harbor-office"]' in site["toml"] and not site["written"], site)
folder.write("dateline.toml", QUIET + 'user_agent = "Harbor Desk desk@harbor.example"\n')
folder.write("dictionaries/own.toml", '[[entity]]\nid = "firm.lantern-works"\nname = "Lantern Works"\ncik = "1234567"\n')
company = folder.json("sources", "add", "CIK 1234567")[0]
check(company["owner"] == "Lantern Works" and company["id"] == "lantern-works-sec-filings" and company["class"] == "company", company)
check(folder.json("sources", "add", "91234567")[0]["owner"] == "CIK 0091234567", "a number that only ends alike")
folder.write("dateline.toml", QUIET)
page = folder.json("sources", "add", "--page", server.address + "/bare", "--yes", "--id", "guidance")[0]
check(page["collector"] == "page" and page["written"] and page["name"] == "Bare", page)
shipped = folder.json("sources", "add", "whitehouse-actions", "--yes")[0]
check(shipped["id"] == "whitehouse-actions" and "enabled = false" not in shipped["toml"], shipped)
by_url = folder.json("sources", "add", "https://www.federalregister.gov/agencies/industry-and-security-bureau", code=0)[0]
check(by_url["id"] != "" and by_url["collector"] == "federal-register", by_url)
check({s["id"] for s in folder.json("sources", "list") if s["enabled"]} >= {"guidance", "whitehouse-actions", "harbor-wire"}, "sources list")
folder.run("check")

step("sources add on a terminal: asked first, no by default")
server.files["/third.xml"] = rss("Third", 3)


def on_terminal(answer, *words):
    leader, follower = pty.openpty()
    process = subprocess.Popen(folder.command("sources", "add", *words), stdin=follower, stdout=subprocess.PIPE, stderr=follower, text=True,
                               env={**os.environ, "NO_COLOR": "1"})
    os.close(follower)
    told = b""
    while b"] " not in told.split(b"add ")[-1] or b"add " not in told:
        told += os.read(leader, 4096)
    os.write(leader, answer)
    out = process.communicate(timeout=60)[0]
    os.close(leader)
    check(process.returncode == 0, f"exit {process.returncode}")
    return out


before = file.read_text()
on_terminal(b"\n", server.address + "/third.xml")
check(file.read_text() == before, "Enter alone must write nothing")
on_terminal(b"y\n", server.address + "/third.xml")
check('id = "third"' in file.read_text(), "y must write")
server.files["/two"] = (b'<link rel=alternate type=text/xml href=/four.xml><link rel=alternate type=text/xml href=/five.xml>', "text/html")
server.files["/four.xml"], server.files["/five.xml"] = rss("Four", 1), rss("Five", 1)
on_terminal(b"2\n", server.address + "/two")
check('id = "five"' in file.read_text() and 'id = "four"' not in file.read_text(), "the second of two")

step("a broken configuration, or one that becomes broken, is not written to")
good = file.read_text()
file.write_text(good + '\n[[source]]\nid = "x"\ncolour = "red"\n')
folder.run("sources", "add", server.address + "/four.xml", "--yes", code=2)
check(file.read_text().endswith('colour = "red"\n'), "a broken file was written to")
file.write_text("source = []\n")
inline = folder.run("sources", "add", server.address + "/four.xml", "--yes", code=2)
check("sources.toml:" in inline.stderr and file.read_text() == "source = []\n", f"a file that takes no records: {inline.stderr}")
file.write_text(good)

step("no configuration yet: the usual folder is made")
home = folder.root / "home"
made = subprocess.run([folder.command("x")[0], "sources", "add", server.address + "/four.xml", "--yes", "--data", str(folder.data)],
                      capture_output=True, text=True, env={"HOME": str(home), "PATH": os.environ["PATH"]}, stdin=subprocess.DEVNULL)
check(made.returncode == 0 and (home / ".config/dateline/sources.toml").read_text() == made.stdout, f"{made.returncode}: {made.stderr}")

step("sources test: documents and problems, nothing stored")
tested = folder.run("sources", "test", "harbor-wire")
check(len(tested.stdout.splitlines()) == 4 and "2025-07-18\tnew\tHarbor Wire: notice 0\thttps://example.org/Harbor Wire/0" in tested.stdout.replace("%20", " "), tested.stdout)
check("4 documents, 4 of them new or revised; nothing was stored" in tested.stderr and not folder.data.exists(), tested.stderr)
check("HTTP 429" in folder.run("sources", "test", "busy", code=1).stderr, "a source that refuses")
check("there is no source" in folder.run("sources", "test", "none", code=2).stderr, "an unknown source")
few = folder.json("sources", "test", "harbor-wire", "--limit", "1")
check(len(few) == 1 and few[0]["standing"] == "new" and few[0]["guid"], few)

step("sources why: never asked, waiting for its interval, sent away, failing")
check("now: never fetched" in folder.run("sources", "why", "harbor-wire").stdout, "never fetched")
folder.run("collect", "harbor-wire")
why = folder.run("sources", "why", "harbor-wire").stdout
for words in ("not now: waits until", "every 30m", "its interval", "ok, brought documents", "etag", "official"):
    check(words in why, f"'{words}' is not in: {why}")
folder.run("collect", "busy", code=1)
away = folder.json("sources", "why", "busy")[0]
check(not away["due"] and away["class"] == "throttled" and away["failures"] == 1 and away["answers"][-1]["cause"] == "retry-after"
      and away["answers"][-1]["wait"] == 7200, away)
check("is not asked: it waits until" in folder.run("sources", "test", "busy", code=1).stderr, "what the server asked for holds for tests too")
off = folder.run("sources", "why", "sec-press").stdout
check("not now: switched off" in off and "default/sources.toml" in off, off)
check("there is no source" in folder.run("sources", "why", "none", code=2).stderr, "an unknown source")
known = folder.json("sources", "test", "harbor-wire")
check({d["standing"] for d in known} == {"known"}, known)

step("lists of feeds: in, once, and out again")
other = Folder("lists")
other.write("dateline.toml", QUIET)
listing = other.root / "feeds.opml"
listing.write_text('<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Trade">'
                   '<outline text="Wire &amp; more" xmlUrl="https://wire.example/feed?a=1&amp;b=2" htmlUrl="https://www.wire.example/"/>'
                   '<outline text="Wire &amp; more" xmlUrl="https://quay.example/rss"/><outline text="Wire" xmlUrl="HTTPS://wire.example:443/feed?a=1&amp;b=2&amp;utm_source=x"/>'
                   '</outline><outline text="White House" xmlUrl="https://www.whitehouse.gov/presidential-actions/feed/"/>'
                   '<outline text="bad" xmlUrl="gopher://x"/></body></opml>', encoding="utf-8")
taken = other.run("import", listing, "--class", "analysis")
check("3 sources added" in taken.stderr and "1 already there" in taken.stderr and "gopher" in taken.stderr, taken.stderr)
text = (other.config / "sources.toml").read_text()
for words in ("# From feeds.opml.", "# Trade", 'id = "wire-more"', 'id = "wire-more-2"', 'owner = "wire.example"', 'class = "analysis"', 'id = "whitehouse-actions"'):
    check(words in text, f"{words} is not in {text}")
check("0 sources added, 4 already there" in other.run("import", listing).stderr and (other.config / "sources.toml").read_text() == text, "twice the same list")
check(not other.data.exists(), "a list of feeds made a store")
other.run("check")
root = ElementTree.fromstring(other.run("export", "--format", "opml").stdout)
urls = {o.get("xmlUrl"): o.get("text") for o in root.iter("outline")}
check(urls == {"https://wire.example/feed?a=1&b=2": "Wire & more", "https://quay.example/rss": "Wire & more",
               "https://www.whitehouse.gov/presidential-actions/feed/": "White House: presidential actions"}, urls)
renamed = other.root / "list.xml"
renamed.write_text(listing.read_text().replace("quay.example", "pier.example"))
check("1 source added" in other.run("import", renamed).stderr, "a list is known by its first element too")
check("no OPML" in other.run("import", other.write("x.opml", "words"), code=2).stderr, "a file that is none")
(other.config / "x.opml").unlink()
other.remove()

step("replay: what was recorded gives the same store, in another folder and twice")
live = Folder("live")
live.write("dateline.toml", QUIET)
live.write("sources.toml", feed_source("harbor", server.address + "/harbor.xml") + feed_source("letters", server.address + "/second.xml")
           + feed_source("busy", server.address + "/busy"))
recorded = live.root / "recorded"
live.run("collect", "harbor", "letters", "--record", recorded)
server.files["/harbor.xml"] = rss("Harbor Wire", 5, 19)
live.run("collect", "harbor", "busy", "--record", recorded, code=1)


def content(of):
    # When a thing was seen lies some milliseconds apart; ids and keys do not depend on it.
    return sorted(d["id"] for d in of.json("events")), sorted(line.split()[1] for line in of.dump().splitlines() if line.startswith("document "))


again = Folder("again")
again.write("dateline.toml", QUIET)
played = again.run("replay", recorded)
check("7 new documents" in played.stderr, played.stderr)
check(content(again) == content(live) and content(live)[0], "the replayed store differs from the live one")
again.write("sources.toml", (live.config / "sources.toml").read_text())
for source in ("harbor", "letters", "busy"):
    ours, theirs = again.json("sources", "why", source)[0], live.json("sources", "why", source)[0]
    check(ours["etag"] == theirs["etag"] and ours["class"] == theirs["class"] and len(ours["answers"]) == len(theirs["answers"]),
          f"{source}: the state after replay {ours} is not that after collecting {theirs}")
check("0 new documents, 0 revised" in again.run("replay", recorded).stderr, "a second replay brought something")
again.fsck()
check("there is no folder" in again.run("replay", again.root / "none", code=2).stderr, "no recording")
only = Folder("only")
only.write("dateline.toml", QUIET)
check("2 new documents" in only.run("replay", recorded, "--source", "letters").stderr, "one source of a recording")
only.remove()

step("replay and sources add beside a running daemon")
beside = Folder("beside")
beside.write("dateline.toml", QUIET)
beside.write("sources.toml", "# none yet\n")
daemon = beside.start("run")
lock = beside.data / "dateline.lock"
wait_until("the daemon to hold the store", lambda: lock.exists() and lock.read_text().strip() == str(daemon.pid))
wait_until("the daemon's socket", lambda: beside.run("replay", recorded, code=None).returncode == 0, 30)
check(content(beside) == content(live), "what the daemon replayed differs from the live store")
added = beside.run("sources", "add", server.address + "/harbor.xml", "--yes", "--id", "harbor-later")
check("SIGHUP" in added.stderr, f"the daemon must be told: {added.stderr}")
requests = server.requests
daemon.send_signal(signal.SIGHUP)
wait_until("the added source to be asked", lambda: server.requests > requests, 20)
daemon.terminate()
check(daemon.wait(timeout=30) == 0, "SIGTERM")
daemon.stderr.close()
beside.fsck()
for each in (folder, live, again, beside):
    each.remove()
