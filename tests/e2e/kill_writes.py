"""kill -9 while a command writes: an import, a correction, a reload of the daemon under load. The store stays sound, and
doing the same again ends where an undisturbed run ends."""
import json
import os
import pathlib
import signal
import subprocess
import time

from support import QUIET, Folder, Server, check, feed_source, rng, step

KILLS = int(os.environ.get("DATELINE_KILLS", "12"))
NOW = ["--now", "2026-01-01T00:00:00Z"]
random = rng()

FIRMS = ["Nvidia", "TSMC", "SMIC", "Huawei", "ASML", "Micron", "Intel", "AMD", "Cambricon", "Samsung Electronics"]
ACTS = ["added {} to the Entity List", "granted {} a license to ship chips to China", "opened an investigation into {}",
        "will soon require a license for sales by {}", "denied that it plans to fine {}"]


def text(n):
    return f"The Commerce Department {ACTS[n % 5].format(FIRMS[n // 5 % 10])} on March {1 + n % 28}, 2025. Note {n} says no more. " + "Markets waited. " * (n % 60)


def killed(folder, *words, after):
    """Starts a command, kills it after so many seconds; True when it was still running."""
    process = subprocess.Popen(folder.command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    running = process.poll() is None
    process.kill()
    process.wait()
    return running


step(f"import, killed {KILLS} times")
folder, clean = Folder("killed-import"), Folder("clean-import")
archive = folder.root / "archive.jsonl"
archive.write_text("".join(json.dumps({"id": f"n{n}", "title": f"Note {n}", "published": f"2025-03-{1 + n % 28:02}", "text": text(n)}) + "\n"
                           for n in range(4000)), encoding="utf-8")
begun = time.monotonic()
clean.run("import", archive, *NOW)
whole = time.monotonic() - begun
hit = 0
for _ in range(KILLS):
    hit += killed(folder, "import", archive, *NOW, after=random.uniform(0.1, max(0.3, whole * 0.9)))
    if (folder.data / "dateline.db").exists():
        folder.fsck()
check(hit > 0, "no kill met a running import")
folder.run("import", archive, *NOW)
folder.fsck()
check(folder.dump() == clean.dump(), "after the kills the import ended with another store")
print(f"   {hit} kills met a running import", flush=True)

step(f"fix, killed {KILLS} times")
event = folder.json("events", "type:list.add", "--limit", "1", *NOW)[0]
hit = 0
for n in range(KILLS):
    day = f"2025-04-{1 + n % 28:02}"
    hit += killed(folder, "fix", event["id"], "--date", day, "--reason", f"try {n}", "--by", "test", *NOW, after=random.uniform(0.02, 0.4))
    folder.fsck()
    now = next(e for e in folder.json("events", "type:list.add", *NOW) if e["id"] == event["id"])["date"]
    logged = folder.run("show", event["id"], *NOW).stdout
    check((now == day) == (f"try {n}" in logged), f"the correction and its log do not agree: {now}, {day}\n{logged}")
dump = folder.dump()
folder.run("rebuild", *NOW)
check(folder.dump() == dump, "rebuild does not keep what the killed corrections left")
print(f"   {hit} kills met a running fix", flush=True)
folder.remove()
clean.remove()

step(f"reload under load, killed {KILLS} times")
server = Server()
folder = Folder("killed-reload")
turn = 0


def growing(name):
    def answer(handler):
        items = "".join(f"<item><title>Note {n}</title><guid isPermaLink='false'>{name}-{n}</guid><description>{text(n)}</description></item>"
                        for n in range(turn * 5, turn * 5 + 20))
        handler.answer(200, f"<?xml version='1.0'?><rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>".encode(), "application/rss+xml")
    return answer


for n in range(12):
    server.special[f"/{n}"] = growing(f"feed-{n}")


def configure(every, broken=False):
    folder.write("sources.toml", "".join(feed_source(f"feed-{n}", f"{server.address}/{n}", every) for n in range(12)))
    folder.write("rules.toml", '[[rule]\n' if broken else '[[rule]]\nid = "anything"\nfilter = "type:*"\n')


def takes_signals(pid):
    """The daemon blocks SIGHUP to read it in its own time; before that the signal ends a process that has not begun."""
    words = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(words["SigBlk"], 16) & 1 << (signal.SIGHUP - 1) != 0


def has_begun(pid):
    """Its workers run: the configuration that it starts with is read, and a broken one meets a reload, not the start."""
    try:
        return len(list(pathlib.Path(f"/proc/{pid}/task").iterdir())) > 3
    except FileNotFoundError:
        return False


folder.write("dateline.toml", QUIET)
for turn in range(KILLS):
    configure("1s")
    daemon = folder.start("run")
    begun = time.monotonic()
    while not takes_signals(daemon.pid):
        check(time.monotonic() - begun < 30, "the daemon takes no signals")
        time.sleep(0.01)
    time.sleep(random.uniform(0.0, 1.0))  # also while it still reads its configuration
    for _ in range(random.randrange(1, 4)):
        configure(random.choice(["1s", "2s"]), broken=random.random() < 0.4 and has_begun(daemon.pid))
        daemon.send_signal(signal.SIGHUP)
        time.sleep(random.uniform(0.0, 0.3))
    check(daemon.poll() is None, "a reload ended the daemon")
    daemon.kill()
    daemon.wait()
    daemon.stderr.close()
    if (folder.data / "dateline.db").exists():  # it may have been killed before it made one
        folder.fsck()
configure("1s")
folder.run("run", "--once")
folder.fsck()
seen = [line.split()[1] for line in folder.dump().splitlines() if line.startswith("document ")]
check(len(seen) == len(set(seen)) and len(seen) >= 12 * 20, f"{len(seen)} documents, {len(set(seen))} of them different")
folder.remove()
