#!/usr/bin/env bash
# Installs what is missing, builds Dateline optimised with its tests, and runs them all.
set -euo pipefail
cd "$(dirname "$0")"
./install.sh test
cmake -S . -B build/test -G Ninja -DCMAKE_BUILD_TYPE=Release -DDATELINE_TESTS=ON
cmake --build build/test
ctest --test-dir build/test --output-on-failure -j "$(nproc)" "$@"
