#include <algorithm>

#include "tests/store/support.h"

namespace dateline::store {
namespace {

constexpr auto kActual = Modality::kActual;
constexpr auto kPlanned = Modality::kPlanned;
constexpr auto kPossible = Modality::kPossible;
constexpr auto kDenied = Modality::kDenied;

Folded Fold(const std::vector<Claim>& claims) { return FoldBlock(7, claims); }

Say EndOfLantern(Modality modality, Basis basis) { return Say("rule.end", modality, basis).By("agency.bis").Of("rule.lantern"); }

TEST_CASE("A promise and its keeping are one event with a history") {
  const std::vector<Claim> claims{
      ClaimOf(EndOfLantern(kPlanned, Basis::kOfficialSpeech), "2025-05-12", "wire"),
      ClaimOf(EndOfLantern(kActual, Basis::kOfficialText).Dated("2025-09-05"), "2025-09-05", "register"),
  };
  const Folded folded = Fold(claims);
  REQUIRE(folded.events.size() == 1);
  const FoldedEvent& event = folded.events[0];
  CHECK(event.event.modality == kActual);
  CHECK(event.event.outcome == Outcome::kKept);
  CHECK(ToEdtf(event.event.date) == "2025-09-05");
  REQUIRE(event.versions.size() == 2);
  CHECK(event.versions[0].event.modality == kPlanned);
  CHECK(event.versions[0].event.outcome == Outcome::kOpen);
  CHECK_FALSE(event.versions[0].event.date.known());
}

TEST_CASE("A false report that the same outlet corrects leaves the promise open") {
  std::vector<Claim> claims;
  for (const Told& told : LanternStory()) {
    claims.push_back(ClaimOf(Say(told.extraction.assertions[0]), ToIso(told.seen), told.source.id + told.document.guid, told.document.text));
    claims.back().owner = told.source.owner;
  }
  const Folded folded = Fold(claims);
  REQUIRE(folded.events.size() == 1);
  std::vector<std::string> story;
  for (const Version& version : folded.events[0].versions) {
    story.push_back(ToIso(version.event.known_from).substr(0, 10) + " " + std::string(ToString(version.event.modality)) + " " + ToEdtf(version.event.date));
  }
  CHECK(story == std::vector<std::string>{"2025-05-12 planned ", "2025-05-13 actual 2025-05-12", "2025-05-14 planned ", "2025-09-05 actual 2025-09-05"});
}

TEST_CASE("The day on which a thing did not happen is not the day for which it is planned") {
  const std::vector<Claim> claims{
      ClaimOf(EndOfLantern(kPlanned, Basis::kOfficialSpeech), "2025-05-12", "wire"),
      ClaimOf(EndOfLantern(kActual, Basis::kNamedReport).Dated("2025-05-12"), "2025-05-13", "ledger"),
      ClaimOf(EndOfLantern(kDenied, Basis::kNamedReport).Dated("2025-05-12"), "2025-05-14", "ledger"),
  };
  const Folded folded = Fold(claims);
  REQUIRE(folded.events.size() == 1);
  CHECK(folded.events[0].event.modality == kPlanned);
  CHECK_FALSE(folded.events[0].event.date.known());
}

TEST_CASE("Who asks for what is done already is none of those who do it") {
  const std::vector<Claim> claims{
      ClaimOf(EndOfLantern(kActual, Basis::kOfficialText).Dated("2025-09-05"), "2025-09-05", "register"),
      ClaimOf(Say("rule.end", kPossible, Basis::kNamedReport).By("place.washington").Of("rule.lantern"), "2025-09-06", "wire"),
      ClaimOf(Say("rule.end", kActual, Basis::kNamedReport).By("agency.commerce").Of("rule.lantern").Dated("2025-09-05"), "2025-09-07", "ledger"),
  };
  const Folded folded = Fold(claims);
  REQUIRE(folded.events.size() == 1);
  std::vector<std::string> actors;
  for (const Role& role : folded.events[0].event.roles) {
    if (role.name == "actor") actors.push_back(role.entity);
  }
  CHECK(actors == std::vector<std::string>{"agency.bis", "agency.commerce"});
}

TEST_CASE("How one claim moves the standing of another") {
  struct Case {
    const char* name;
    Say first;
    Say second;
    Modality modality;
    Outcome outcome;
  };
  const auto official = [](Modality m) { return EndOfLantern(m, Basis::kOfficialSpeech).Speaker("agency.bis"); };
  const auto press = [](Modality m) { return EndOfLantern(m, Basis::kNamedReport); };
  const std::vector<Case> cases{
      {"an outsider's forecast leaves the actor's promise", official(kPlanned), press(Modality::kUnlikely), kPlanned, Outcome::kOpen},
      {"an actor takes its own promise back", official(kPlanned), official(kDenied).Denied(Denial::kSaidFalse), kDenied, Outcome::kWithdrawn},
      {"not yet keeps the loop open", official(kPlanned), press(kDenied).Denied(Denial::kNotYet), kPlanned, Outcome::kOpen},
      {"a weaker denial does not flip a better-based fact", EndOfLantern(kActual, Basis::kOfficialText), press(kDenied).Denied(Denial::kSaidFalse), kActual, Outcome::kNone},
      {"an official denial beats an unnamed report", EndOfLantern(kActual, Basis::kUnnamedReport), official(kDenied).Denied(Denial::kSaidFalse), kDenied, Outcome::kNone},
      {"an unnamed report does not undo an official denial", official(kDenied).Denied(Denial::kSaidFalse), EndOfLantern(kActual, Basis::kUnnamedReport), kDenied, Outcome::kNone},
      {"a plan firms up what was possible", press(kPossible), press(kPlanned), kPlanned, Outcome::kOpen},
      {"an opinion closes no promise", official(kPlanned), EndOfLantern(kActual, Basis::kOpinion), kPlanned, Outcome::kOpen},
      {"a stale plan does not undo the deed", press(kActual), official(kPlanned), kActual, Outcome::kNone},
  };
  for (const Case& entry : cases) {
    INFO(entry.name);
    const std::vector<Claim> claims{ClaimOf(entry.first, "2025-05-12", "one"), ClaimOf(entry.second, "2025-06-12", "two")};
    const Folded folded = Fold(claims);
    REQUIRE(folded.events.size() == 1);
    CHECK(folded.events[0].event.modality == entry.modality);
    CHECK(folded.events[0].event.outcome == entry.outcome);
  }
}

TEST_CASE("What makes two claims one happening") {
  struct Case {
    const char* name;
    Say first;
    Say second;
    std::size_t events;
  };
  const auto add = [](const char* firm) { return Say("list.add").By("agency.bis").To(firm); };
  const std::vector<Case> cases{
      {"same firm, same day", add("firm.lanhe").Dated("2025-06-20"), add("firm.lanhe").Dated("2025-06-20"), 1},
      {"publication and inspection two days apart", add("firm.lanhe").Dated("2025-06-20"), add("firm.lanhe").Dated("2025-06-18"), 1},
      {"a month that contains the day", add("firm.lanhe").Dated("2025-06-20"), add("firm.lanhe").Dated("2025-06"), 1},
      {"half a year apart", add("firm.lanhe").Dated("2025-06-20"), add("firm.lanhe").Dated("2025-12-20"), 2},
      {"an undated retelling", add("firm.lanhe").Dated("2025-06-20"), add("firm.lanhe"), 1},
      {"possible, then done", Say("list.add", kPossible).To("firm.lanhe"), add("firm.lanhe").Dated("2025-06-20"), 1},
      {"another firm", add("firm.lanhe").Dated("2025-06-20"), add("firm.tidal").Dated("2025-06-20"), 2},
      {"one of the firms of the list", add("firm.lanhe").To("firm.zeta").Dated("2025-06-20"), add("firm.lanhe").Dated("2025-06-20"), 1},
      {"two effective dates of one rule", Say("rule.effective").Of("rule.lantern").Dated("2025-01-14"), Say("rule.effective", kPlanned).Of("rule.lantern").Dated("2025-07-01"), 2},
      {"a rule ends once, whatever the dates say", Say("rule.end").Of("rule.lantern").Dated("2025-09-05"), Say("rule.end").Of("rule.lantern").Dated("2025-05-13"), 1},
      {"ending is not standing down", Say("rule.end").Of("rule.lantern"), Say("rule.end/stand-down").Of("rule.lantern"), 2},
      {"other amounts of money", Say("penalty.impose").To("firm.oakmere").Dated("2025-08-04").Number("2000000 USD"), Say("penalty.impose").To("firm.oakmere").Dated("2025-08-04").Number("9000000 USD"), 2},
      {"estimate and result within five per cent", Say("finance.impact", kPlanned).By("firm.harrow").To("chip.hx20").Dated("2025-04").Number("640 USD"), Say("finance.impact").By("firm.harrow").To("chip.hx20").Dated("2025-04-27").Number("612 USD"), 1},
      {"amended twice", Say("rule.amend").Of("rule.lantern").Dated("2025-02-18"), Say("rule.amend").Of("rule.lantern").Dated("2025-05-01"), 2},
  };
  for (const Case& entry : cases) {
    INFO(entry.name);
    const std::vector<Claim> claims{ClaimOf(entry.first, "2025-12-24T10:00:00Z", "one"), ClaimOf(entry.second, "2025-12-24T11:00:00Z", "two")};
    CHECK(Fold(claims).events.size() == entry.events);
  }
}

TEST_CASE("A dated report refines an undated event and a finer one refines it further") {
  const auto issue = [] { return Say("rule.issue").Of("rule.lantern"); };
  const std::vector<Claim> claims{
      ClaimOf(issue(), "2025-01-13", "one"),
      ClaimOf(issue().Dated("2025-01"), "2025-01-20", "two"),
      ClaimOf(issue().Dated("2025-01-14"), "2025-01-21", "three"),
      ClaimOf(issue().Dated("2025-01"), "2025-01-22", "four"),
  };
  const Folded folded = Fold(claims);
  REQUIRE(folded.events.size() == 1);
  CHECK(ToEdtf(folded.events[0].event.date) == "2025-01-14");
  CHECK(folded.events[0].versions.size() == 3);
}

TEST_CASE("An event that nobody dates stays undated") {
  const std::vector<Claim> claims{ClaimOf(Say("license.decide", kPlanned).To("firm.harrow"), "2025-07-15", "one")};
  CHECK_FALSE(Fold(claims).events.at(0).event.date.known());
}

TEST_CASE("Nobody knows today that tomorrow has happened") {
  const std::vector<Claim> claims{ClaimOf(Say("rule.effective", kActual, Basis::kOfficialText).Of("rule.lantern").Dated("2025-07-01"), "2025-01-14", "register")};
  const Event event = Fold(claims).events.at(0).event;
  CHECK(event.modality == kPlanned);
  CHECK(ToldOn(event, *ParseIsoDay("2025-06-30")).modality == kPlanned);
  CHECK(ToldOn(event, *ParseIsoDay("2025-07-01")).modality == kActual);
}

TEST_CASE("A promise whose day has passed is overdue, not done") {
  const std::vector<Claim> claims{ClaimOf(Say("shipment.change", kPlanned, Basis::kCompany).By("firm.harrow").Dated("2025-08"), "2025-07-15", "wire")};
  const Event event = Fold(claims).events.at(0).event;
  CHECK(ToldOn(event, *ParseIsoDay("2025-08-20")).outcome == Outcome::kOpen);
  CHECK(ToldOn(event, *ParseIsoDay("2025-09-02")).outcome == Outcome::kOverdue);
  CHECK(ToldOn(event, *ParseIsoDay("2025-09-02")).modality == kPlanned);
}

TEST_CASE("An event whose claims are all retracted stays, unsupported") {
  std::vector<Claim> claims{ClaimOf(Say("list.add").To("firm.lanhe"), "2025-06-20", "wire")};
  claims[0].retracted = At("2025-06-21");
  const Folded folded = Fold(claims);
  REQUIRE(folded.events.size() == 1);
  CHECK_FALSE(folded.events[0].event.supported);
  CHECK(folded.events[0].versions.size() == 2);
  CHECK(FoldBlock(7, claims, At("2025-06-20T12:00:00Z")).events.at(0).event.supported);
}

TEST_CASE("The acts of one instrument point back to its issue") {
  const std::vector<Claim> claims{
      ClaimOf(Say("rule.issue").Of("rule.lantern").Dated("2025-01-14"), "2025-01-14", "a"),
      ClaimOf(Say("rule.amend").Of("rule.lantern").Dated("2025-02-18"), "2025-02-18", "b"),
      ClaimOf(Say("rule.end").Of("rule.lantern").Dated("2025-09-05"), "2025-09-05", "c"),
  };
  const Folded folded = Fold(claims);
  REQUIRE(folded.edges.size() == 2);
  CHECK(folded.edges[0].type == "amends");
  CHECK(folded.edges[1].type == "rescinds");
  CHECK(folded.edges[1].to == folded.events[0].event.id);
}

TEST_CASE("Acts on one instrument share a block, whichever role names it") {
  CHECK(BlockName(Say("rule.end").Of("rule.lantern").a, "t") == "rule|rule.lantern");
  CHECK(BlockName(Say("rule.amend").By("agency.bis").To("rule.lantern").a, "t") == "rule|rule.lantern");
  CHECK(BlockName(Say("license.require").To("firm.harrow").To("chip.hx20").a, "t") == "license.require|chip.hx20");
  CHECK(BlockName(Say("license.apply").By("firm.harrow").To("chip.hx20").a, "t") == "license.apply|firm.harrow");
  CHECK(BlockName(Say("talks.hold").Dated("2025-05-17").a, "t") == "talks.hold|2025-05");
  CHECK(BlockName(Say("talks.hold").a, "t") == "talks.hold|t");
}

}  // namespace
}  // namespace dateline::store
