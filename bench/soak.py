#!/usr/bin/env python3
"""Runs two daemons for hours, one at rest and one under load, and records whether their memory stays flat.

  DATELINE_BIN=build/release/cli/dateline bench/soak.py --hours 2 --out soak.tsv

At rest: 172 feeds that were read once and are due again in a day. Under load: the same feeds every few seconds, each
bringing a new entry every time (texts made here), an alert rule that matches everything and a webhook that takes it.
Every half minute a row: seconds, which, resident and private KiB, open files, threads, processor seconds, WAL KiB,
documents. At the end the growth of each, by a line fitted through the second half. Exit 1 when one grew more than 1 MiB
an hour, died, or left a store that fsck complains of.
"""
import argparse
import base64
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "e2e"))
from support import Folder, Server, feed_source, rng  # noqa: E402

FIRMS = ["Nvidia", "TSMC", "SMIC", "Huawei", "ASML", "Micron", "Samsung Electronics", "Cambricon", "Intel", "AMD"]
BODIES = ["Commerce Department", "Bureau of Industry and Security", "Treasury Department", "European Commission"]
ACTS = ["added {firm} to the Entity List", "issued a rule that requires a license for sales by {firm}",
        "said it will soon rescind the rule on {firm}", "denied that it plans to fine {firm}",
        "opened an investigation into {firm}", "granted {firm} a license to ship to China"]


class Growing:
    """A feed that has one entry more each time it is asked, the newest thirty of them."""

    def __init__(self, name, random):
        self.name, self.random, self.count = name, random, 0

    def __call__(self, handler):
        self.count += 1
        items = []
        for n in range(max(0, self.count - 30), self.count):
            pick = (hash((self.name, n)) & 0xFFFFFF)
            body, firm = BODIES[pick % len(BODIES)], FIRMS[pick // 7 % len(FIRMS)]
            act = ACTS[pick // 91 % len(ACTS)].format(firm=firm)
            day = 1 + pick // 977 % 28
            items.append(f"<item><title>{body} and {firm}, note {n}</title><guid isPermaLink='false'>{self.name}-{n}</guid>"
                         f"<description>The {body} {act} on March {day}, 2026. Note {n} of {self.name} says no more. "
                         f"{'The market had waited for this. ' * (1 + pick % 40)}</description></item>")
        body = ("<?xml version='1.0'?><rss version='2.0'><channel><title>" + self.name + "</title>" + "".join(items) +
                "</channel></rss>").encode()
        handler.answer(200, body, "application/rss+xml")


class Watched:
    def __init__(self, which, folder):
        self.which, self.folder = which, folder
        self.daemon = folder.start("run", "--log", "error")
        self.rows = []

    def sample(self, begun):
        pid = self.daemon.pid
        status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
        times = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        wal = self.folder.data / "dateline.db-wal"
        kib = lambda name: int(status[name].split()[0])  # noqa: E731
        row = (round(time.monotonic() - begun), self.which, kib("VmRSS"), kib("RssAnon"), len(os.listdir(f"/proc/{pid}/fd")),
               int(status["Threads"]), round((int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK"), 2),
               wal.stat().st_size // 1024 if wal.exists() else 0)
        self.rows.append(row)
        return row

    def growth(self, column):
        """KiB an hour over the second half, by least squares."""
        rows = self.rows[len(self.rows) // 2:]
        if len(rows) < 3:
            return 0.0
        xs, ys = [r[0] / 3600 for r in rows], [r[column] for r in rows]
        mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
        return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--hours", type=float, default=2)
    words.add_argument("--out", type=pathlib.Path, default=pathlib.Path("soak.tsv"))
    words.add_argument("--every", default="30s", help="interval of each source under load")
    words.add_argument("--sources", type=int, default=172)
    asked = words.parse_args()
    random, server = rng(), Server()
    quiet = 'http_listen = "off"\nhost_spacing = "0ms"\n'
    rest, load = Folder("rest"), Folder("load")
    calm = busy = ""
    for n in range(asked.sources):
        server.special[f"/rest/{n}"] = Growing(f"rest-{n}", random)
        server.special[f"/load/{n}"] = Growing(f"load-{n}", random)
        calm += feed_source(f"rest-{n}", f"{server.address}/rest/{n}", "24h")
        busy += feed_source(f"load-{n}", f"{server.address}/load/{n}", asked.every)
    rest.write("sources.toml", calm), load.write("sources.toml", busy)
    rest.write("dateline.toml", quiet), load.write("dateline.toml", quiet + "alert_backlog = true\n")
    secret = load.root / "hook.key"
    secret.write_text("whsec_" + base64.b64encode(os.urandom(32)).decode())
    secret.chmod(0o600)
    load.write("channels.toml", f'[[channel]]\nid = "hook"\nkind = "webhook"\nurl = "{server.address}/hook"\nallow_private = true\nsecret = "file:{secret}"\n')
    load.write("rules.toml", '[[rule]]\nid = "anything"\nfilter = "type:*"\nchannel = ["hook"]\n')
    begun = time.monotonic()
    watched = [Watched("rest", rest), Watched("load", load)]
    died = False
    with asked.out.open("w") as out:
        print("seconds\twhich\trss_kib\tanon_kib\tfiles\tthreads\tcpu_s\twal_kib", file=out)
        while time.monotonic() - begun < asked.hours * 3600 and not died:
            time.sleep(min(30, asked.hours * 300))
            for each in watched:
                if each.daemon.poll() is not None:
                    print(f"{each.which} died with {each.daemon.returncode}: {each.daemon.stderr.read()[-2000:]}")
                    died = True
                    continue
                print(*each.sample(begun), sep="\t", file=out, flush=True)
            with server.lock:
                server.posts.clear()
    bad = died
    for each in watched:
        if each.daemon.poll() is None:
            each.daemon.terminate()
            bad |= each.daemon.wait(timeout=60) != 0
        first, last = each.rows[len(each.rows) // 2], each.rows[-1]
        documents = each.folder.dump().count("\ndocument ")
        rss, anon = each.growth(2), each.growth(3)
        print(f"{each.which}: {last[0]} s, {documents} documents, resident {first[2]} → {last[2]} KiB ({rss:+.0f} KiB/h), "
              f"private {first[3]} → {last[3]} KiB ({anon:+.0f} KiB/h), files {first[4]} → {last[4]}, cpu {last[6]} s, WAL ≤ {max(r[7] for r in each.rows)} KiB")
        each.folder.fsck()
        bad |= rss > 1024
        each.folder.remove()
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
