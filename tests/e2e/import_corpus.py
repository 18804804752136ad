"""Import of the whole corpus: everything stored, a second time changes nothing, any order gives the same store."""
import time

from support import Folder, check, need_shared, rng, step

files = [need_shared("corpus", "documents.jsonl"), need_shared("corpus", "federal_register_abstracts.jsonl")]
lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]

# Undated documents count as seen at import: both imports are told the same present.
NOW = ["--now", "2026-01-01T00:00:00Z"]

step(f"import {len(lines)} documents")
first = Folder("import")
begun = time.monotonic()
first.run("import", *files, *NOW)
seconds = time.monotonic() - begun
print(f"   {len(lines) / seconds:.0f} documents a second", flush=True)
first.fsck()
dump = first.dump()
documents = sum(1 for line in dump.splitlines() if line.startswith("document"))
check(documents == len(lines), f"{documents} documents in the dump, {len(lines)} in the files")

step("import again")
first.run("import", *files, *NOW)
check(first.dump() == dump, "the second import changed the store")

step("rebuild")
first.run("rebuild")
check(first.dump() == dump, "rebuild gave another store")
first.fsck()

step("import shuffled into an empty store")
rng().shuffle(lines)
second = Folder("shuffled")
shuffled = second.root / "shuffled.jsonl"
shuffled.write_text("\n".join(lines) + "\n", encoding="utf-8")
second.run("import", shuffled, *NOW)
other = second.dump()
if other != dump:
    a, b = dump.splitlines(), other.splitlines()
    only = sorted(set(a) ^ set(b))[:6]
    check(False, f"another order gave another store: {len(a)} and {len(b)} lines; first differences:\n" + "\n".join(only))
first.remove()
second.remove()
