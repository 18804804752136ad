"""What the end-to-end tests share: the program under test, a well-kept loopback server, a webhook receiver.

Each test is a script that exits 0 when everything held, 1 with the first thing that did not, 77 when it was skipped.
"""
import hashlib
import http.server
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

SKIPPED = 77
DATELINE = os.path.abspath(os.environ.get("DATELINE_BIN", "build/release/cli/dateline"))
SHARED = pathlib.Path(os.environ.get("DATELINE_SHARED", "../shared"))


def skip(why):
    print(f"SKIPPED: {why}", flush=True)
    sys.exit(SKIPPED)


def need_shared(*parts):
    """The path of shared data, or a loud skip."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        skip(f"{path} is not there; set DATELINE_SHARED to the folder of shared data")
    return path


def check(condition, what):
    if not condition:
        print(f"FAILED: {what}", flush=True)
        sys.exit(1)


def step(what):
    print(f"-- {what}", flush=True)


class Folder:
    """A data folder, a configuration folder, and the program run on them."""

    def __init__(self, name):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix=f"dateline-{name}-"))
        self.data = self.root / "data"
        self.config = self.root / "config"
        self.config.mkdir()

    def write(self, name, text):
        path = self.config / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def command(self, *words):
        return [DATELINE, *map(str, words), "--config", str(self.config), "--data", str(self.data)]

    def run(self, *words, stdin=None, code=0, timeout=600, **more):
        """Runs one command to its end; checks its exit code unless `code` is None."""
        done = subprocess.run(self.command(*words), input=stdin, capture_output=True, text=True, timeout=timeout, **more)
        if code is not None:
            check(done.returncode == code, f"dateline {' '.join(map(str, words))}: exit {done.returncode}, expected {code}\n"
                                           f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done

    def start(self, *words, **more):
        return subprocess.Popen(self.command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)

    def json(self, *words, code=0):
        return [json.loads(line) for line in self.run(*words, "--json", code=code).stdout.splitlines()]

    def dump(self):
        return self.run("dump").stdout

    def fsck(self):
        done = self.run("fsck", code=None)
        check(done.returncode == 0, f"fsck found: {done.stdout[:3000]}{done.stderr[:1000]}")

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)


class Server:
    """Serves bytes on loopback with ETags; counts what it was asked and what it answered 304."""

    def __init__(self):
        self.files = {}      # path → (bytes, content type)
        self.special = {}    # path → function(handler)
        self.requests = 0
        self.not_modified = 0
        self.served = set()  # paths answered 200 in full
        self.posts = []      # (headers, body) received
        self.lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with outer.lock:
                    outer.requests += 1
                if special := outer.special.get(self.path.split("?")[0]):
                    return special(self)
                entry = outer.files.get(self.path) or outer.files.get(self.path.split("?")[0])
                if entry is None:
                    return self.answer(404, b"nothing here\n", "text/plain")
                body, kind = entry
                etag = '"' + hashlib.sha1(body).hexdigest() + '"'
                if self.headers.get("If-None-Match") == etag:
                    with outer.lock:
                        outer.not_modified += 1
                    self.send_response(304)
                    self.send_header("ETag", etag)
                    self.end_headers()
                    return None
                self.answer(200, body, kind, etag)
                with outer.lock:
                    outer.served.add(self.path)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with outer.lock:
                    outer.posts.append((dict(self.headers), body))
                self.answer(204, b"", "text/plain")

            def answer(self, status, body, kind, etag=None):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if etag:
                    self.send_header("ETag", etag)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):  # a client that was killed is no news
                pass

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def close(self):
        self.http.shutdown()


def wait_until(what, condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    check(False, f"{what} within {seconds} s")


def feed_source(name, url, every="1h"):
    return f'''[[source]]
id = "{name}"
collector = "feed"
url = "{url}"
owner = "{name}"
every = "{every}"
allow_private = true
'''


QUIET = 'http_listen = "off"\nhost_spacing = "0ms"\n'


def rng():
    seed = int(os.environ.get("DATELINE_SEED", "0")) or random.randrange(1 << 30)
    print(f"seed {seed} (DATELINE_SEED repeats it)", flush=True)
    return random.Random(seed)
