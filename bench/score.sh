#!/usr/bin/env bash
# Runs every scorer of the shared evaluation on one binary and prints what bench/README.md records.
#
#   bench/score.sh [build/release/cli/dateline]
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "${1:-build/release/cli/dateline}")
shared=$(realpath "${DATELINE_SHARED:-../shared}")
[[ -d $shared/eval ]] || { echo "SKIPPED: $shared/eval is not there; set DATELINE_SHARED"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() { printf '\n== %s\n' "$1"; }

step "mentions, events, statements (dev: seen while building)"
"$binary" extract --format jsonl <"$shared/eval/dev/docs.jsonl" >"$work/dev.jsonl"
python3 "$shared/eval/score.py" "$shared/eval/dev/gold.jsonl" "$shared/eval/dev/docs.jsonl" "$work/dev.jsonl"

step "dates"
python3 "$shared/eval/dates/date_score.py" policy "$shared/eval/dates/policy.jsonl" --cmd "$binary dates --jsonl"
python3 "$shared/eval/dates/date_score.py" suite "$shared/suites/dates.jsonl" --cmd "$binary dates --jsonl"

step "identifiers"
DATELINE_BIN=$binary DATELINE_SHARED=$shared python3 tests/e2e/identifiers.py

step "feeds: core cases"
python3 "$shared/eval/feeds/feedparser_score.py" --suite "$shared/suites/feedparser" --adapter "$binary parse feed --jsonl" \
  --skip wellformed/sanitize,wellformed/itunes,wellformed/media-rss,wellformed/geo,wellformed/psc,wellformed/cdf,wellformed/feedburner | tail -n 1

step "fetching manners"
(cd "$work" && python3 "$shared/eval/feeds/fetch_score.py" --urls "$work/urls" --cmd "$binary collect --urls $work/urls --data $work/fetched" | grep -E '^(FAIL|SCORE)')

step "main text of pages"
python3 "$shared/eval/pages/page_score.py" --suite readability --root "$shared/suites/readability" --adapter "$binary parse page --jsonl" | tail -n 3
python3 "$shared/eval/pages/page_score.py" --suite aeb --root "$shared/suites/article-extraction-benchmark" --adapter "$binary parse page --jsonl" | tail -n 2
