"""The same texts give the same bytes whatever the clock and the zone of the machine say.

Clocks are faked by a preloaded library that answers every question for the time; without a C compiler to build it the
zones alone are compared.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from support import DATELINE, check, step

LIBRARY = r"""
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
static time_t fake(void) { return (time_t)atoll(getenv("FAKE_NOW")); }
time_t time(time_t *out) { time_t now = fake(); if (out) *out = now; return now; }
int gettimeofday(struct timeval *tv, void *zone) { (void)zone; if (tv) { tv->tv_sec = fake(); tv->tv_usec = 0; } return 0; }
int clock_gettime(clockid_t clock, struct timespec *ts) { (void)clock; ts->tv_sec = fake(); ts->tv_nsec = 0; return 0; }
"""

TEXTS = ["The rule was issued on Monday and takes effect next month.", "It will report within 30 days; it met yesterday.",
         "The Commerce Department will add 12 firms on March 25.", "Sales fell in the third quarter. Five days later it sued.",
         "It was published on May 6, 2025 and binds 60 days after publication.", "上周五宣布，自12月1日起施行。"]


def answers(zone, now, preload):
    environment = {**os.environ, "TZ": zone, "FAKE_NOW": str(now)}
    if preload:
        # A sanitized program minds that another library comes first.
        environment |= {"LD_PRELOAD": str(preload), "ASAN_OPTIONS": "verify_asan_link_order=0"}
    out = b""
    for command, field in (["dates", "--jsonl"], "ref"), (["extract", "--format", "jsonl"], "published"):
        for reference in ("2025-09-12", None):
            lines = "".join(json.dumps({"id": str(n), "title": "", "text": text, field: reference}) + "\n" for n, text in enumerate(TEXTS))
            out += subprocess.run([DATELINE, *command], input=lines.encode(), stdout=subprocess.PIPE, check=True, env=environment).stdout
    return out


folder = pathlib.Path(tempfile.mkdtemp(prefix="dateline-clock-"))
preload = None
compiler = shutil.which("cc") or shutil.which("gcc")
if compiler:
    (folder / "clock.c").write_text(LIBRARY, encoding="utf-8")
    preload = folder / "clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", preload, folder / "clock.c"], check=True)
step(f"two clocks and three zones{'' if preload else ' (no compiler: zones only)'}")
first = answers("UTC", 951782400, preload)  # 29 February 2000
check(b'"lo":"2025-09-08"' in first, "the texts give no dates")
for zone, now in ("Asia/Shanghai", 1767225599), ("Pacific/Pago_Pago", 4102444800):
    check(answers(zone, now, preload) == first, f"another answer in {zone} at {now}")
shutil.rmtree(folder)
