"""The demo: offline, a result in sight, under a minute, and nothing left behind."""
import subprocess
import time

from support import DATELINE, Folder, check, step

folder = Folder("demo")
step("dateline demo")
begun = time.monotonic()
done = subprocess.run([DATELINE, "demo", "--keep", str(folder.root / "kept")], capture_output=True, text=True, timeout=100)
seconds = time.monotonic() - begun
print(f"   {seconds:.1f} s", flush=True)
check(done.returncode == 0, f"exit {done.returncode}: {done.stderr[-2000:]}")
check(seconds < 60, f"{seconds:.0f} s is more than a minute")
for words in ("Lantern", "HX20", "evidence", "dateline timeline"):
    check(words in done.stdout, f"the demo does not show '{words}':\n{done.stdout[:3000]}")

step("the kept data can be asked more")
kept = folder.root / "kept"
more = subprocess.run([DATELINE, "timeline", "lantern", "--json", "--data", str(kept / "data"), "--config", str(kept / "config")], capture_output=True, text=True)
check(more.returncode == 0 and '"rule.end"' in more.stdout, f"timeline of the kept data: {more.returncode} {more.stderr[:500]}")
check(subprocess.run([DATELINE, "fsck", "--data", str(kept / "data")]).returncode == 0, "fsck of the kept data")
folder.remove()
