"""kill -9 at random moments while the daemon collects real feeds: nothing lost, nothing doubled, every alert arrives."""
import base64
import json
import os
import signal
import time
import urllib.parse
from pathlib import Path

from support import QUIET, Folder, Server, check, feed_source, need_shared, rng, step, wait_until

KILLS = int(os.environ.get("DATELINE_KILLS", "20"))
feeds = need_shared("suites", "feeds")
samples = need_shared("samples")
random = rng()

server = Server()
folder = Folder("kill")
sources = ""
count = 0
for path in sorted(feeds.iterdir()):
    if path.suffix or not path.is_file() or path.name == "LICENSE":
        continue
    server.files["/feeds/" + path.name] = (path.read_bytes(), "application/xml")
    sources += feed_source("feed-" + path.name, f"{server.address}/feeds/{path.name}", "1s")
    count += 1
for path in sorted((samples / "feeds").rglob("*")):
    if path.is_file():
        name = urllib.parse.quote(path.name)
        server.files["/samples/" + name] = (path.read_bytes(), "application/xml")
        sources += feed_source("sample-" + str(count), f"{server.address}/samples/{name}", "1s")
        count += 1

register = json.loads((samples / "federal_register" / "fr_api_documents_2021-10-14.json").read_text())
register.pop("next_page_url", None)
register["count"] = len(register["results"])
register["total_pages"] = 1
server.files["/api/v1/documents.json"] = (json.dumps(register).encode(), "application/json")
sources += f'''[[source]]
id = "register"
collector = "federal-register"
url = "{server.address}/api/v1/documents.json"
from = "2021-10-14"
every = "1s"
allow_private = true
'''
folder.write("sources.toml", sources)
folder.write("dateline.toml", QUIET + "alert_backlog = true\n")
secret = folder.root / "webhook.key"
secret.write_text("whsec_" + base64.b64encode(os.urandom(32)).decode())
secret.chmod(0o600)
folder.write("channels.toml", f'[[channel]]\nid = "hook"\nkind = "webhook"\nurl = "{server.address}/hook"\nallow_private = true\nsecret = "file:{secret}"\n')
folder.write("rules.toml", '[[rule]]\nid = "anything"\nfilter = "type:*"\nchannel = ["hook"]\n')
folder.run("check")

step(f"{count + 1} sources, {KILLS} kills")
for i in range(KILLS):
    daemon = folder.start("run")
    time.sleep(random.uniform(0.05, 2.5))
    daemon.send_signal(signal.SIGKILL)
    daemon.wait()
    daemon.stderr.close()
folder.fsck()

step("run to the end, three times")
for turn in range(3):
    before = (server.requests, server.not_modified)
    folder.run("run", "--once", timeout=600)
    asked, unmodified = server.requests - before[0], server.not_modified - before[1]
    print(f"   turn {turn + 1}: {asked} requests, {unmodified} answered 304", flush=True)
    time.sleep(1.5)  # until every source is due again
check(unmodified >= 0.9 * asked, f"the last turn should be nearly all 304: {unmodified} of {asked}")
folder.fsck()

step("no document lost or doubled")
clean = Folder("clean")
clean.write("sources.toml", sources)
clean.write("dateline.toml", QUIET)
clean.run("run", "--once", timeout=600)
clean.fsck()


def documents(text):
    return sorted(line.split()[1] for line in text.splitlines() if line.startswith("document "))


killed, once = documents(folder.dump()), documents(clean.dump())
check(len(killed) == len(set(killed)), "a document is doubled")
check(killed == once, f"{len(killed)} documents after the kills, {len(once)} in a clean run")
check(len(once) > 1000, f"only {len(once)} documents: the sources were not read")

step("every alert arrived at least once, with one stable id and one body")
wait = time.monotonic() + 60
while True:
    folder.run("run", "--once", timeout=600)
    alerts = [alert for alert in folder.json("alerts", "list", "--limit", "1000000")]
    wanted = {d["id"] for alert in alerts for d in alert["deliveries"] if d["state"] != "suppressed"}
    with server.lock:
        posts = list(server.posts)
    got = {headers.get("webhook-id") or headers.get("Webhook-Id") for headers, _ in posts}
    if wanted <= got or time.monotonic() > wait:
        break
    time.sleep(1)
check(wanted and wanted <= got, f"{len(wanted - got)} of {len(wanted)} deliveries never arrived")
bodies = {}
for headers, body in posts:
    key = headers.get("webhook-id") or headers.get("Webhook-Id")
    check(bodies.setdefault(key, body) == body, f"{key} came with two bodies")
print(f"   {len(wanted)} deliveries, {len(posts)} posts", flush=True)
folder.remove()
clean.remove()
