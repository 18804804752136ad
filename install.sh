#!/usr/bin/env bash
# Installs the Debian 12 packages of packages.txt that are missing. `install.sh test` adds those of the checks.
set -euo pipefail
cd "$(dirname "$0")"

wanted=()
while read -r name mark what; do
  [[ -z $name || $name == '#'* ]] && continue
  [[ ${mark:-} == '#' && ${what:-} == test && ${1:-} != test ]] && continue
  wanted+=("$name")
done < packages.txt

missing=()
for name in "${wanted[@]}"; do
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || { echo "install.sh: run as root, or install sudo; missing: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "installing ${#missing[@]} packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
