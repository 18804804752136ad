// What must hold for any order of arrival and any moment, tried with invented stories.
#include <list>
#include <random>

#include "store/codec.h"
#include "store/projection.h"
#include "tests/store/support.h"

namespace dateline::store {
namespace {

constexpr std::array<const char*, 6> kFirms{"firm.a", "firm.b", "firm.c", "firm.d", "firm.e", "firm.f"};
constexpr std::array<const char*, 6> kTypes{"rule.end", "rule.effective", "list.add", "license.decide", "shipment.change", "rule.end/stand-down"};

Say RandomSay(std::mt19937& random) {
  const auto pick = [&](auto count) { return std::uniform_int_distribution<int>(0, static_cast<int>(count) - 1)(random); };
  Say say(kTypes[static_cast<std::size_t>(pick(kTypes.size()))], static_cast<Modality>(pick(5)), static_cast<Basis>(pick(7)));
  if (say.a.modality == Modality::kDenied) say.a.denial = static_cast<Denial>(1 + pick(3));
  if (say.a.type.starts_with("rule")) {
    say.Of(pick(2) == 0 ? "rule.one" : "rule.two");
  } else {
    say.To(kFirms[static_cast<std::size_t>(pick(kFirms.size()))]);
  }
  if (pick(3) == 0) say.By(kFirms[static_cast<std::size_t>(pick(kFirms.size()))]);
  if (pick(2) == 0) say.Speaker(pick(2) == 0 ? "agency.bis" : "official.solheim");
  if (pick(3) != 0) say.a.date = DayOf(2025, 1 + static_cast<unsigned>(pick(6)), 1 + static_cast<unsigned>(pick(28)));
  return say;
}

std::string RandomInstant(std::mt19937& random) {
  const auto minutes = std::uniform_int_distribution<int>(0, 200 * 24 * 60)(random);
  return ToIso(At("2025-01-01") + std::chrono::minutes(minutes / 600 * 600));  // some fall on the same moment
}

std::string Text(const Folded& folded) {
  std::string out;
  std::vector<std::string> lines;
  for (const FoldedEvent& event : folded.events) {
    std::string line = event.event.id + " " + event.event.type + " " + ToEdtf(event.event.date) + " " + std::string(ToString(event.event.modality)) + " " +
                       std::string(ToString(event.event.outcome)) + " " + std::to_string(event.event.documents) + "/" + std::to_string(event.event.origins) +
                       " " + event.deciding->key.Hex();
    for (const Version& version : event.versions) {
      line += " [" + ToIso(version.event.known_from) + " " + std::string(ToString(version.event.modality)) + " " + ToEdtf(version.event.date) + "]";
    }
    for (const Claim* claim : event.claims) line += " " + claim->key.Hex().substr(0, 6);
    lines.push_back(line);
  }
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::vector<Claim> RandomClaims(std::mt19937& random, int count) {
  std::vector<Claim> claims;
  for (int i = 0; i < count; ++i) {
    claims.push_back(ClaimOf(RandomSay(random), RandomInstant(random), "d" + std::to_string(i)));
    if (i % 9 == 0) claims.back().retracted = claims.back().seen + std::chrono::hours(24 * (i % 5));
  }
  return claims;
}

TEST_CASE("The fold does not depend on the order of arrival") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    std::vector<Claim> claims = RandomClaims(random, 60);
    const std::string expected = Text(FoldBlock(1, claims));
    for (int i = 0; i < 5; ++i) {
      std::shuffle(claims.begin(), claims.end(), random);
      REQUIRE(Text(FoldBlock(1, claims)) == expected);
    }
  }
}

TEST_CASE("A fold that is carried on equals one made at once") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    std::vector<Claim> claims = RandomClaims(random, 60);
    for (Claim& claim : claims) claim.retracted.reset();
    std::ranges::stable_sort(claims, {}, &Claim::seen);
    // Cut anywhere, also within one moment.
    const auto first = std::uniform_int_distribution<std::size_t>(1, 40)(random);
    const auto second = std::uniform_int_distribution<std::size_t>(first, 59)(random);
    const auto part = [&](std::size_t from, std::size_t to) {
      std::vector<const Claim*> out;
      for (std::size_t i = from; i < to; ++i) out.push_back(&claims[i]);
      return out;
    };
    BlockFold fold(1);
    fold.Begin(part(0, first));
    REQUIRE(fold.Extend(part(first, second)).has_value());
    REQUIRE(fold.Extend(part(second, 60)).has_value());
    Folded carried;
    for (std::size_t i = 0; i < fold.size(); ++i) {
      if (fold.Visible(i)) carried.events.push_back(fold.EventAt(i));
    }
    REQUIRE(Text(carried) == Text(FoldBlock(1, claims)));
    REQUIRE_FALSE(fold.Extend(part(0, 1)).has_value());
  }
}

TEST_CASE("A fold that lets go of its claims between two steps tells the same story") {
  int to_the_end = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    std::vector<Claim> claims = RandomClaims(random, 300);
    std::ranges::stable_sort(claims, {}, &Claim::seen);
    // What was taken back before the first step is part of it; what is taken back later begins a fold anew.
    const auto first = std::uniform_int_distribution<std::size_t>(1, 60)(random);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (i >= first || (claims[i].retracted && *claims[i].retracted > claims[first - 1].seen)) claims[i].retracted.reset();
    }
    std::list<Claim> kept(claims.begin(), claims.begin() + static_cast<std::ptrdiff_t>(first));
    const auto settle = [&](BlockFold& fold) {
      const auto needed = fold.Settle();
      kept.remove_if([&](const Claim& claim) { return !std::ranges::binary_search(needed, &claim); });
    };
    BlockFold fold(1);
    std::vector<const Claim*> begin;
    for (const Claim& claim : kept) begin.push_back(&claim);
    fold.Begin(begin);
    settle(fold);
    std::size_t at = first;
    while (at < claims.size()) {
      const auto until = std::min(claims.size(), at + std::uniform_int_distribution<std::size_t>(1, 20)(random));
      std::vector<const Claim*> more;
      for (; at < until; ++at) more.push_back(&kept.emplace_back(claims[at]));
      // Only what was taken back in the very moment that goes on makes it begin anew.
      if (!fold.Extend(std::move(more))) break;
      settle(fold);
      REQUIRE(kept.size() < 5 * fold.size() + 40);
    }
    if (at < claims.size()) continue;
    ++to_the_end;
    const Folded whole = FoldBlock(1, claims);
    std::map<std::string, std::string> carried, expected;
    for (std::size_t i = 0; i < fold.size(); ++i) {
      if (!fold.Visible(i)) continue;
      const FoldedEvent event = fold.EventAt(i);
      const auto edge = fold.EdgeFrom(i);
      carried[event.event.id] = EncodeEvent(event.event) + DigestOf(event, edge ? &*edge : nullptr).Hex();
    }
    for (std::size_t i = 0; i < whole.events.size(); ++i) {
      expected[whole.events[i].event.id] = EncodeEvent(whole.events[i].event) + DigestOf(whole, i).Hex();
    }
    REQUIRE(carried == expected);
  }
  CHECK(to_the_end > 30);
}

TEST_CASE("The history says what a fold of what was known then says") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    const std::vector<Claim> claims = RandomClaims(random, 60);
    const Folded all = FoldBlock(1, claims);
    for (int i = 0; i < 10; ++i) {
      const Instant moment = At(RandomInstant(random)) + std::chrono::minutes(i % 2 == 0 ? 0 : 17);
      std::map<std::string, Event> then, history;
      for (const FoldedEvent& event : FoldBlock(1, claims, moment).events) then[event.event.id] = event.event;
      for (const FoldedEvent& event : all.events) {
        for (const Version& version : event.versions) {
          if (version.event.known_from <= moment) history[version.event.id] = version.event;
        }
      }
      REQUIRE(then.size() == history.size());
      for (const auto& [id, event] : then) REQUIRE(LooksTheSame(event, history.at(id)));
    }
  }
}

std::vector<Told> RandomTold(std::mt19937& random, int count) {
  std::vector<Told> told;
  for (int i = 0; i < count; ++i) {
    const std::string source = "source" + std::to_string(i % 5);
    // Every tenth document is a later revision of an earlier one.
    const std::string guid = "g" + std::to_string(i % 10 == 9 ? i - 9 : i);
    told.push_back(Tell("source" + std::to_string((i % 10 == 9 ? i - 9 : i) % 5), guid, RandomInstant(random), "Text " + std::to_string(i) + " of " + source + ".",
                        {RandomSay(random), RandomSay(random)}));
    told.back().mode = IngestMode::kBackfill;
  }
  return told;
}

std::string StoreDump(const std::vector<Told>& told, std::size_t at_once) {
  TempFolder folder;
  {
    auto writer = OpenWriter(folder.path);
    Desk desk(*writer);
    for (const Told& one : told) desk.Collect(one);
    desk.ApplyAll(At("2026-01-01"), {}, at_once);
  }
  const auto findings = Fsck(folder.path);
  REQUIRE(findings.has_value());
  for (const std::string& finding : *findings) UNSCOPED_INFO(finding);
  REQUIRE(findings->empty());
  return DumpOf(folder.path);
}

TEST_CASE("Equal documents give equal stores, in any order and any batches") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    std::mt19937 random(seed);
    std::vector<Told> told = RandomTold(random, 40);
    const std::string expected = StoreDump(told, 1000);
    REQUIRE(expected.size() > 1000);
    for (int i = 0; i < 2; ++i) {
      std::shuffle(told.begin(), told.end(), random);
      REQUIRE(StoreDump(told, i == 0 ? 1 : 7) == expected);
    }
  }
}

TEST_CASE("Busy blocks that are carried on between commits equal a rebuild") {
  std::mt19937 random(3);
  std::vector<Told> told = RandomTold(random, 200);
  std::ranges::stable_sort(told, {}, &Told::seen);
  const std::string singly = StoreDump(told, 3);
  CHECK(StoreDump(told, 1000) == singly);
}

// What alert rules hear, a line each: the versions and the words and names around them.
std::vector<std::string> HeardOf(const std::vector<Told>& told, bool carried_on) {
  TempFolder folder;
  std::vector<std::string> lines;
  auto writer = OpenWriter(folder.path);
  auto desk = std::make_unique<Desk>(*writer);
  for (const Told& one : told) {
    if (!carried_on) {
      desk.reset();
      writer.reset();
      writer = OpenWriter(folder.path);
      desk = std::make_unique<Desk>(*writer);
    }
    for (const StoreChange& change : desk->Take(one).changes) {
      std::vector<std::string> words;
      std::string_view rest = change.context.text;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        words.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      std::ranges::sort(words);
      lines.push_back((change.before ? EncodeEvent(*change.before) : "new") + EncodeEvent(change.after) + change.deciding.sentence + " among");
      for (const std::string& each : words) lines.back() += " / " + each;
      for (const std::string& each : change.context.sources) lines.back() += " " + each;
    }
  }
  return lines;
}

TEST_CASE("Alert rules hear the same of a busy block whether its fold is carried on or made anew") {
  std::mt19937 random(17);
  std::vector<Told> told = RandomTold(random, 150);
  std::ranges::stable_sort(told, {}, &Told::seen);
  const auto carried = HeardOf(told, true);
  CHECK(carried.size() > 100);
  CHECK(carried == HeardOf(told, false));
}

TEST_CASE("A rebuilt store equals the live one and as-of answers agree with their history") {
  std::mt19937 random(11);
  TempFolder folder;
  {
    auto writer = OpenWriter(folder.path);
    Desk desk(*writer);
    for (const Told& told : RandomTold(random, 60)) desk.Take(told);
  }
  const std::string live = DumpOf(folder.path);
  const auto rebuilt = Rebuild(folder.path, At("2026-01-01"), {});
  if (!rebuilt) FAIL(rebuilt.error().message);
  CHECK(DumpOf(folder.path) == live);
  CHECK(Fsck(folder.path)->empty());

  When then;
  then.as_of = At("2025-03-01");
  then.now = At("2026-01-01");
  for (const EventRow& row : EventsIn(folder.path, "", then)) {
    CHECK(row.event.known_from <= *then.as_of);
    for (const Evidence& evidence : row.evidence) CHECK(evidence.seen <= *then.as_of);
  }
}

TEST_CASE("SQL finds every event that the matcher accepts") {
  std::mt19937 random(5);
  const std::vector<Told> stories = RandomTold(random, 80);
  TempFolder folder;
  {
    auto writer = OpenWriter(folder.path);
    Desk desk(*writer);
    for (const Told& told : stories) desk.Take(told);
  }
  const std::vector<EventRow> all = EventsIn(folder.path, "");
  REQUIRE(all.size() > 20);
  const auto entities_behind = [&](const EventRow& row) {
    std::vector<std::string> entities;
    for (const Evidence& evidence : row.evidence) {
      for (const Told& told : stories) {
        for (const EventAssertion& a : told.extraction.assertions) {
          if (AssertionKey(evidence.revision, a) != evidence.assertion) continue;
          for (const Role& role : a.roles) entities.push_back(role.entity);
        }
      }
    }
    return entities;
  };
  for (const char* words : {"entity:a", "entity:firm.a,rule.one", "type:rule.*", "type:rule.end/stand-down", "type:*stand*", "-type:rule.*", "role:actor=b",
                                  "from:2025-03", "to:2025-02-10", "from:2025-02 to:2025-03 type:list.add,rule.end", "modality:planned", "entity:*.a", "-entity:a",
                                  "speaker:bis", "origins:>=2", "status:open"}) {
    INFO(words);
    std::set<std::string> found, expected;
    for (const EventRow& row : EventsIn(folder.path, words)) found.insert(row.event.id);
    const Filter filter = *ParseFilter(words);
    for (const EventRow& row : all) {
      FilterContext context;
      context.entities = entities_behind(row);
      if (Matches(filter, row.event, context)) expected.insert(row.event.id);
    }
    CHECK(found == expected);
  }
}

}  // namespace
}  // namespace dateline::store
