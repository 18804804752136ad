"""Bad configuration changes nothing; hostile servers hurt only their own source; a store that cannot be used says why."""
import gzip
import os
import sqlite3
import subprocess
import time

from support import QUIET, Folder, Server, check, feed_source, step

step("bad configuration: every error with its place, exit 2, nothing opened for writing")
BAD = {
    "malformed TOML": ("rules.toml", '[[rule]\nid = "x"\n', "rules.toml:1:"),
    "unknown key": ("sources.toml", '[[source]]\nid = "a"\nurl = "https://example.org/"\ncolour = "red"\n', "sources.toml:4:"),
    "duplicate id": ("sources.toml", '[[source]]\nid = "a"\nurl = "https://example.org/"\n\n[[source]]\nid = "a"\nurl = "https://example.org/"\n', "sources.toml:5:"),
    "a regex that RE2 refuses": ("patterns.toml", '[[pattern]]\nid = "p"\nkind = "rule"\nregex = "(?<=a)b"\nentity = "rule.x"\n', "patterns.toml:"),
    "a filter that is none": ("rules.toml", '[[rule]]\nid = "x"\nfilter = "kind:rule"\n', "rules.toml:3:"),
}
for name, (file, text, place) in BAD.items():
    folder = Folder("bad")
    folder.write(file, text)
    for words in (["check"], ["run", "--once"], ["import", os.devnull]):
        done = folder.run(*words, code=2)
        told = done.stdout + done.stderr
        check(place in told, f"{name}: {words} did not name {place}: {told[:500]}")
    check(not folder.data.exists(), f"{name}: the data folder was made")
    folder.remove()

step("hostile servers")
GOOD = b'''<?xml version="1.0"?><rss version="2.0"><channel><title>Good</title><item><title>Harbor notice</title>
<link>https://example.org/good</link><guid>good-1</guid><pubDate>Tue, 15 Jul 2025 10:00:00 GMT</pubDate>
<description>The agency issued a rule on July 15.</description></item></channel></rss>'''
BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b']><rss version="2.0"><channel><title>&j;</title></channel></rss>'
server, other = Server(), Server()
other.files["/feed"] = (GOOD, "application/rss+xml")


def raw(status, headers, body):
    def answer(handler):
        handler.send_response(status)
        for key, value in headers.items():
            handler.send_header(key, value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True
    return answer


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.end_headers()
    try:
        for _ in range(4096):
            handler.wfile.write(b"<item>" * 4096)
    except OSError:
        pass
    handler.close_connection = True


zipped = gzip.compress(GOOD * 50)
server.files["/good"] = (GOOD, "application/rss+xml")
server.special["/truncated"] = raw(200, {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip", "Content-Length": len(zipped) // 2}, zipped[:len(zipped) // 2])
server.files["/bomb"] = (BOMB, "application/rss+xml")
server.files["/brackets"] = (b"[" * 200000, "application/feed+json")
server.special["/endless"] = endless
server.files["/invalid"] = (GOOD.replace(b"Harbor", b"H\xff\xfe\xc0rbor").replace(b"good", b"invalid"), "application/rss+xml")
server.special["/elsewhere"] = raw(302, {"Location": other.address + "/feed", "Content-Length": 0}, b"")

folder = Folder("hostile")
names = ["good", "truncated", "bomb", "brackets", "endless", "invalid", "elsewhere"]
folder.write("sources.toml", "".join(feed_source(name, f"{server.address}/{name}") for name in names))
folder.write("dateline.toml", QUIET + 'body_bytes_max = 1048576\ntotal_timeout = "20s"\n')
folder.run("run", "--once", timeout=120)
state = {s["id"]: s for s in folder.json("sources", "list")}
expected = {"good": {"ok"}, "invalid": {"ok"}, "truncated": {"network"}, "endless": {"too-big"},
            "brackets": {"shape-changed"}, "elsewhere": {"refused"}}
for name, classes in expected.items():
    check(state[name]["class"] in classes, f"{name}: class {state[name]['class']}, expected {classes}: {state[name]['message']}")
for name in ("truncated", "endless", "brackets", "elsewhere"):
    check(not state[name]["etag"], f"{name}: its cursor moved past unread data")
check(other.requests == 0, "a redirect reached another loopback port")
check(len(folder.json("search", "harbor notice")) >= 1, "the good source was not read")
folder.fsck()
folder.remove()

step("a newer store, a second writer, a read-only folder: clear message, exit 3")
folder = Folder("refused")
(folder.root / "a.jsonl").write_text('{"id":"a","title":"T","text":"The agency issued a rule on July 15, 2025.","published":"2025-07-15"}\n')
folder.run("import", folder.root / "a.jsonl")
with sqlite3.connect(folder.data / "dateline.db") as db:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    db.execute(f"PRAGMA user_version = {version + 7}")
for words in (["import", folder.root / "a.jsonl"], ["timeline"], ["run", "--once"]):
    check("newer" in folder.run(*words, code=3).stderr, f"{words} on a newer store must say so")
with sqlite3.connect(folder.data / "dateline.db") as db:
    db.execute(f"PRAGMA user_version = {version}")

folder.write("dateline.toml", QUIET)
daemon = folder.start("run")
time.sleep(1.5)
second = folder.run("run", code=3)
check(str(daemon.pid) in second.stderr, f"a second writer must name the first: {second.stderr}")
daemon.terminate()
check(daemon.wait(timeout=20) == 0, "SIGTERM must drain and exit 0")
daemon.stderr.close()

if os.geteuid() != 0:
    print("SKIPPED: the read-only folder needs root to become another user", flush=True)
else:
    for path in [folder.root, folder.config, folder.data, *folder.data.iterdir(), *folder.config.iterdir()]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    # The program itself may stand where others cannot look.
    import shutil
    program = shutil.copy(os.environ.get("DATELINE_BIN", "build/release/cli/dateline"), folder.root / "dateline")
    done = subprocess.run([program, "import", str(folder.root / "a.jsonl"), "--config", str(folder.config), "--data", str(folder.data)],
                          capture_output=True, text=True, user=65534, group=65534, extra_groups=[], env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"})
    check(done.returncode == 3 and "writ" in done.stderr, f"read-only folder: exit {done.returncode}: {done.stderr}")
folder.remove()

step("a full disk: the daemon lives, no cursor moves, and it recovers")
folder = Folder("full")
mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder.root / "config" / "..")], capture_output=True).returncode == 0
if not mounted:
    print("SKIPPED: the full disk needs a small tmpfs, which cannot be mounted here", flush=True)
else:
    try:
        folder.config.mkdir(exist_ok=True)
        items = b"".join(b"<item><title>T%d</title><guid>g%d</guid><description>%s</description></item>" % (i, i, os.urandom(1500).hex().encode()) for i in range(400))
        server.files["/big"] = (b'<?xml version="1.0"?><rss version="2.0"><channel><title>Big</title>' + items + b"</channel></rss>", "application/rss+xml")
        folder.write("sources.toml", feed_source("big", server.address + "/big", "1s") + feed_source("good", server.address + "/good", "1s"))
        folder.write("dateline.toml", QUIET)
        daemon = folder.start("run")
        time.sleep(6)
        check(daemon.poll() is None, "the daemon died of a full disk")
        subprocess.run(["mount", "-o", "remount,size=64m", str(folder.root)], check=True)
        time.sleep(12)
        check(daemon.poll() is None, "the daemon died after the disk was full")
        daemon.terminate()
        check(daemon.wait(timeout=30) == 0, "SIGTERM after a full disk")
        daemon.stderr.close()
        folder.run("run", "--once")
        count = sum(1 for line in folder.dump().splitlines() if line.startswith("document "))
        check(count == 401, f"{count} documents after recovery, expected 401")
        folder.fsck()
    finally:
        subprocess.run(["umount", "-l", str(folder.root)], check=False)
folder.remove()
