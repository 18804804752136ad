"""Newsletters from a mailbox server and from a Maildir, with kill -9 between: none lost, none doubled, no secret told."""
import os
import re
import signal
import socketserver
import threading
import time

from support import QUIET, Folder, check, rng, step

KILLS = int(os.environ.get("DATELINE_KILLS", "8"))
LETTERS = 900
PASSWORD = "correct horse battery"
random = rng()


def letter(number, sender="news@letters.example"):
    return (f"From: News <{sender}>\r\nSubject: Letter {number}\r\nMessage-ID: <{number}@letters.example>\r\n"
            f"Date: Fri, 18 Jul 2025 09:30:00 +0800\r\n\r\nThe ministry wrote letter {number} on 18 July 2025.\r\n").encode()


class Mailbox:
    """A mailbox behind IMAP on loopback; commands are kept."""

    def __init__(self):
        self.mails = {uid: letter(uid) for uid in range(1, LETTERS + 1)}
        self.mails.update({uid: letter(uid, "bo@home.example") for uid in range(LETTERS + 1, LETTERS + 21)})
        self.validity = 7
        self.commands = []
        outer = self

        class Talk(socketserver.StreamRequestHandler):
            def say(self, *lines):
                self.wfile.write(b"".join(line.encode() if isinstance(line, str) else line for line in lines))

            def handle(self):
                try:
                    self.say("* OK ready\r\n")
                    for raw in self.rfile:
                        tag, _, command = raw.decode().strip().partition(" ")
                        outer.commands.append(command)
                        if not self.do(tag, command):
                            return
                except OSError:  # a client that was killed is no news
                    pass

            def do(self, tag, command):
                if command == "CAPABILITY":
                    self.say("* CAPABILITY IMAP4rev1\r\n")
                elif command.startswith("LOGIN"):
                    if command != f'LOGIN ada "{PASSWORD}"':
                        self.say(f"{tag} NO [AUTHENTICATIONFAILED] no\r\n")
                        return True
                elif command.startswith("EXAMINE"):
                    self.say(f"* OK [UIDVALIDITY {outer.validity}] ok\r\n* OK [UIDNEXT {max(outer.mails) + 1}] ok\r\n")
                elif found := re.match(r"UID SEARCH UID (\d+):(\d+)", command):
                    low, high = map(int, found.groups())
                    wanted = re.findall(r'FROM "([^"]+)"', command)
                    uids = [uid for uid, mail in outer.mails.items()
                            if low <= uid <= high and any(word.encode() in mail.split(b"\r\n")[0] for word in wanted)]
                    self.say("* SEARCH " + " ".join(map(str, uids)) + "\r\n")
                elif found := re.match(r"UID FETCH (\S+) \(UID (\S+)\)", command):
                    for part in found.group(1).split(","):
                        low, _, high = part.partition(":")
                        for uid in range(int(low), int(high or low) + 1):
                            mail = outer.mails[uid]
                            if found.group(2) == "RFC822.SIZE":
                                self.say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(mail)})\r\n")
                            else:
                                self.say(f"* {uid} FETCH (UID {uid} BODY[] {{{len(mail)}}}\r\n", mail, ")\r\n")
                                time.sleep(0.0005)
                elif command == "LOGOUT":
                    self.say(f"* BYE bye\r\n{tag} OK done\r\n")
                    return False
                else:
                    self.say(f"{tag} BAD what\r\n")
                    return True
                self.say(f"{tag} OK done\r\n")
                return True

        class Quiet(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Quiet(("127.0.0.1", 0), Talk)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


mailbox = Mailbox()
folder = Folder("mail")
box = folder.root / "Box"
for name in ("cur", "new", "tmp"):
    (box / name).mkdir(parents=True)
for number in range(5000, 5300):
    (box / "new" / f"{number}.host").write_bytes(letter(number))
folder.data.mkdir(mode=0o700)
key = folder.data / "mail.key"
folder.write("dateline.toml", QUIET)
folder.write("sources.toml", f'''[[source]]
id = "letters"
collector = "imap"
url = "imap://127.0.0.1:{mailbox.port}/News"
user = "ada"
secret = "file:mail.key"
senders = ["@letters.example"]
every = "1s"
allow_private = true

[[source]]
id = "box"
collector = "mbox"
paths = ["{box}"]
every = "1s"
allow_private = true
''')

step("check tells what is wrong with the secret, and where")
problem = folder.run("check", code=2).stdout
check("sources.toml:1:1: source 'letters': secret file:mail.key: cannot be opened" in problem, problem)
key.write_text(PASSWORD + "\n")
key.chmod(0o644)
check("it must have mode 0600" in folder.run("check", code=2).stdout, "check should refuse a secret that others can read")
key.chmod(0o600)
folder.run("check")

step(f"{KILLS} kills while letters come in")
notes = ""
start_seconds = None  # of the first start, till there is a store: a busy machine takes its time
for _ in range(KILLS):
    begun = time.monotonic()
    daemon = folder.start("run")
    while start_seconds is None:
        check(daemon.poll() is None and time.monotonic() - begun < 60, "the daemon should make its store within a minute")
        if (folder.data / "dateline.db").exists():
            start_seconds = time.monotonic() - begun
        time.sleep(0.02)
    time.sleep(random.uniform(0.1, 1.2 + start_seconds))
    daemon.send_signal(signal.SIGKILL)
    daemon.wait()
    notes += daemon.stderr.read()
    daemon.stderr.close()
folder.fsck()
notes += folder.run("run", "--once").stderr
folder.fsck()


def documents():
    lines = [line.split()[1] for line in folder.dump().splitlines() if line.startswith("document ")]
    return len(lines), len(set(lines))


check(documents() == (LETTERS + 300, LETTERS + 300), f"{LETTERS + 300} letters should be stored once each, not {documents()}")

step("a renumbered mailbox and a moved letter bring nothing new")
mailbox.validity = 8
(box / "new" / "5000.host").rename(box / "cur" / "5000.host:2,S")
time.sleep(1.2)
notes += folder.run("run", "--once").stderr
check(documents() == (LETTERS + 300, LETTERS + 300), f"nothing new should have come: {documents()}")

step("a wrong password is told, and no password is")
key.write_text("hunter2 hunter2")
told = folder.run("collect", "letters", code=1)
check("the server refuses the login of 'ada'" in told.stdout + told.stderr, told.stdout + told.stderr)
notes += told.stdout + told.stderr
for word in (PASSWORD, "hunter2"):
    check(word not in notes, f"the password stands in what the program said: {notes[-2000:]}")
    for path in folder.data.rglob("*"):
        check(path == key or not path.is_file() or word.encode() not in path.read_bytes(), f"the password stands in {path}")

said = "\n".join(mailbox.commands)
check("SELECT" not in said and "STORE" not in said and " BODY[]" not in said, "the mailbox must not be changed")
for fetched in re.findall(r"UID FETCH (\S+)", said):
    check(all(int(uid) <= LETTERS for uid in re.split("[,:]", fetched)), "only the senders' letters may be fetched")
folder.remove()
print("all held", flush=True)
