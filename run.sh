#!/usr/bin/env bash
# Installs what is missing, builds Dateline optimised, and runs its demo: offline, result in sight.
# Anything after run.sh goes to dateline instead: ./run.sh timeline h20
set -euo pipefail
cd "$(dirname "$0")"
./install.sh
cmake -S . -B build/release -G Ninja -DCMAKE_BUILD_TYPE=Release -DDATELINE_TESTS=OFF >build-configure.log 2>&1 ||
  { cat build-configure.log; exit 1; }
rm -f build-configure.log
cmake --build build/release --target dateline
if [[ $# -eq 0 ]]; then set -- demo; fi
exec build/release/cli/dateline "$@"
