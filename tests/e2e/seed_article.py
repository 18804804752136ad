"""The seed article: what is issued, what is only planned, and what was not known yet."""
from support import Folder, check, need_shared, step

article = need_shared("eval", "seed", "article.txt")
folder = Folder("seed")
step("import the article with its date")
folder.run("import", article, "--published", "2025-07-19", "--source", "my-reading", "--class", "analysis")
folder.fsck()

step("status AI Diffusion rule")
status = folder.json("status", "AI Diffusion rule")[0]
events = [line["event"] for line in status["lines"] if line["event"]]
check(any(e["type"] == "rule.issue" and e["modality"] == "actual" for e in events), f"not told as issued: {events}")
legal = [line["words"] for line in status["lines"] if line["axis"] == "legal text"]
check(legal == ["issued"], f"a review of policy is no change of the text: {legal}")
ends = [e for e in events if e["type"] == "rule.end"]
check(any(e["modality"] == "planned" for e in ends), f"rescission not told as planned: {ends}")
check(not any(e["modality"] == "actual" and not e["subtype"] for e in ends), f"rescission told as done: {ends}")

step("timeline h20")
dates = {e["date"] for e in folder.json("timeline", "h20")}
check("2025-04-09" in dates and "2025-07-14" in dates, f"2025-04-09 and 2025-07-14 expected among {sorted(d or '-' for d in dates)}")

step("as of 2020 nothing is known")
empty = folder.run("timeline", "h20", "--as-of", "2020-01-01", code=1)
check("searched" in empty.stderr, "an empty answer must say what was searched")
folder.run("status", "AI Diffusion rule", "--as-of", "2020-01-01", code=1)
folder.remove()
