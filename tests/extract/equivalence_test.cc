// What must not change when a text says the same in other words: two sentences joined to one, a word swapped for
// another of the same meaning. Over the golden sentences, counted, since no list of swaps is right everywhere.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include "golden.h"
#include "shipped_rules.h"

namespace dateline::extract {
namespace {

// Words of one event type that stand for each other, form by form.
struct Synonyms {
  std::string_view type;
  std::vector<std::string_view> words;
};

const std::vector<Synonyms>& Table() {
  static const std::vector<Synonyms> table{
      {"rule.end", {"rescinded", "revoked", "repealed", "scrapped", "abolished", "annulled", "voided", "nullified"}},
      {"rule.end", {"rescind", "revoke", "repeal", "scrap", "abolish", "annul", "void", "nullify"}},
      {"rule.end", {"suspended", "paused", "put on hold", "shelved"}},
      {"rule.end", {"curbs", "restrictions", "controls", "limits", "measures"}},
      {"rule.issue", {"issued", "published", "released", "unveiled", "put out", "rolled out"}},
      {"rule.issue", {"issue", "publish", "release", "unveil", "put out", "roll out"}},
      {"rule.issue", {"rule", "regulation", "directive", "guidance"}},
      {"rule.amend", {"tightened", "toughened", "strengthened", "expanded", "widened", "broadened"}},
      {"rule.amend", {"eased", "relaxed", "loosened", "softened", "scaled back"}},
      {"rule.amend", {"curbs", "restrictions", "controls", "rules", "regulations"}},
      {"rule.effective", {"took effect", "came into force", "entered into force", "kicked in", "went into effect"}},
      {"rule.effective", {"take effect", "come into force", "enter into force", "kick in", "go into effect"}},
      {"license.decide", {"revoked", "cancelled", "rescinded", "suspended", "annulled", "terminated"}},
      {"license.decide", {"licence", "license", "permit", "authorization"}},
      {"license.decide", {"licences", "licenses", "permits", "authorizations"}},
      {"license.apply", {"licence", "license", "permit", "authorization", "clearance"}},
      {"license.require", {"licence", "license", "permit"}},
      {"tariff.change", {"tariffs", "duties", "levies", "import duties"}},
      {"tariff.change", {"raised", "increased", "hiked", "doubled"}},
      {"tariff.change", {"lowered", "reduced", "slashed"}},
      {"ban.impose", {"banned", "barred", "prohibited", "outlawed"}},
      {"list.add", {"blacklisted", "sanctioned"}},
      {"bill.advance", {"passed", "approved", "adopted"}},
      {"hearing.hold", {"hold", "convene", "schedule"}},
      {"office.change", {"resigned", "quit", "stepped down"}},
      {"office.change", {"appointed", "named", "nominated", "picked"}},
      {"probe.open", {"probe", "investigation", "inquiry", "enquiry"}},
      {"probe.open", {"opened", "launched", "started", "began"}},
      {"charge.file", {"arrested", "detained"}},
      {"suit.file", {"lawsuit", "suit", "legal challenge"}},
      {"ruling.issue", {"overturned", "struck down", "threw out", "vacated", "quashed", "voided", "annulled"}},
      {"ruling.issue", {"upheld", "affirmed"}},
      {"diversion.report", {"seized", "confiscated", "impounded", "intercepted"}},
      {"talks.hold", {"talks", "negotiations", "consultations", "discussions"}},
      {"agreement.reach", {"deal", "agreement", "pact", "accord"}},
      {"agreement.reach", {"reached", "struck", "signed", "concluded", "sealed", "clinched"}},
      {"request.make", {"urged", "called on", "pressed", "implored", "petitioned"}},
      {"product.announce", {"launched", "unveiled", "introduced", "released"}},
      {"product.announce", {"chip", "processor", "accelerator"}},
      {"shipment.change", {"stopped", "halted", "ceased", "suspended", "paused"}},
      {"shipment.change", {"shipments", "exports", "deliveries", "sales"}},
      {"deal.make", {"stake", "holding", "shareholding"}},
      {"deal.make", {"bought", "acquired", "purchased"}},
      {"facility.change", {"plant", "factory", "fab", "facility"}},
      {"report.publish", {"report", "study"}},
  };
  return table;
}

std::multiset<std::string> Types(std::string_view text, Day published) {
  Document document;
  document.source = "test";
  document.text = text;
  document.published.span = DayOf(published);
  std::multiset<std::string> out;
  for (const EventAssertion& e : Extract(document, ShippedRules()).assertions) out.insert(e.type);
  return out;
}

struct Sentence {
  std::string text;
  Day published{};
  std::multiset<std::string> types;
  bool done = false;  // all that it tells has happened
};

bool IsPlain(const GoldenCase& c) {
  const std::string& t = c.text;
  return t.ends_with('.') && t.size() < 260 && t.find(". ") == std::string::npos &&
         t.find_first_of("\"(:") == std::string::npos && t.find("“") == std::string::npos &&
         t.find(" - ") == std::string::npos && std::isupper(static_cast<unsigned char>(t[0])) != 0;
}

// The golden sentences of one sentence each that tell one or two events.
const std::vector<Sentence>& Sentences() {
  static const auto all = [] {
    Problems problems;
    std::vector<Sentence> out;
    for (const auto& [name, cases] : ReadGoldenFolder(problems)) {
      for (const GoldenCase& c : cases) {
        if (!IsPlain(c)) continue;
        auto types = Types(c.text, c.published);
        const bool done =
            std::ranges::all_of(c.events, [](const GoldenEvent& event) { return event.modality == Modality::kActual; });
        if (!types.empty() && types.size() <= 2) out.push_back({c.text, c.published, std::move(types), done});
      }
    }
    return out;
  }();
  REQUIRE(all.size() > 1500);
  return all;
}

// `word` of `text` from byte `at` on, not inside a longer word.
std::size_t FindWord(std::string_view text, std::string_view word, std::size_t at) {
  const auto inside = [&](std::size_t i) {
    return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '-');
  };
  for (at = text.find(word, at); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if ((at == 0 || !inside(at - 1)) && !inside(at + word.size())) return at;
  }
  return at;
}

// "an inquiry" → "a probe"
std::string Swapped(std::string_view text, std::size_t at, std::size_t size, std::string_view word) {
  std::string before(text.substr(0, at));
  const bool vowel = std::string_view("aeio").find(word.front()) != std::string_view::npos;
  for (const std::string_view article : {" a ", " an "}) {
    if (!before.ends_with(article)) continue;
    before.resize(before.size() - article.size());
    before += vowel ? " an " : " a ";
    break;
  }
  return fmt::format("{}{}{}", before, word, text.substr(at + size));
}

// How many of the events that sentences tell are told of them in other words, too.
struct Kept {
  std::size_t events = 0, kept = 0, more = 0;
  std::string lost;  // a line for each text that tells less

  void Ask(const std::string& text, Day published, const std::multiset<std::string>& want) {
    const auto got = Types(text, published);
    std::vector<std::string> common;
    std::ranges::set_intersection(want, got, std::back_inserter(common));
    events += want.size();
    kept += common.size();
    more += got.size() - common.size();
    if (common.size() < want.size()) lost += fmt::format("  {}\n", text);
  }
};

}  // namespace

TEST_CASE("A word's synonym tells of the same event") {
  std::size_t swaps = 0, kept = 0;
  std::string lost;
  for (const Sentence& sentence : Sentences()) {
    for (const Synonyms& row : Table()) {
      if (!sentence.types.contains(std::string(row.type))) continue;
      for (const std::string_view word : row.words) {
        const std::size_t at = FindWord(sentence.text, word, 0);
        if (at == std::string::npos) continue;
        for (const std::string_view other : row.words) {
          if (other == word) continue;
          const std::string text = Swapped(sentence.text, at, word.size(), other);
          ++swaps;
          if (Types(text, sentence.published).contains(std::string(row.type)))
            ++kept;
          else
            lost += fmt::format("  {}: {}\n", row.type, text);
        }
      }
    }
  }
  INFO(lost);
  fmt::print("synonyms: {} of {} swaps keep their event\n", kept, swaps);
  REQUIRE(swaps > 2000);
  CHECK(kept * 100 >= swaps * 95);
}

TEST_CASE("A time, a remark or a refusal to comment before its verb takes no event away") {
  constexpr std::array<std::string_view, 8> kBefore{" on June 12", " on Monday", " in May", ", in a rare step,",
                                                    " last week",  " quietly",   " also",   " did not comment but"};
  // "The ministry raised …", "Nvidia unveiled …"
  static const RE2 kSubjectAndVerb{
      R"(^((?:The )?[A-Z]?[\w.&-]+(?: (?:ministry|agency|commission|regulator|bureau|chipmaker|court|council|company))?)( [a-z]+ed .*)$)"};
  Kept told;
  for (const Sentence& sentence : Sentences()) {
    std::string subject, rest;
    if (!sentence.done || !RE2::FullMatch(sentence.text, kSubjectAndVerb, &subject, &rest)) continue;
    for (const std::string_view before : kBefore) {
      const std::string text = fmt::format("{}{}{}", subject, before, rest);
      told.Ask(text, sentence.published, sentence.types);
    }
  }
  INFO(told.lost);
  fmt::print("before the verb: {} of {} events kept\n", told.kept, told.events);
  REQUIRE(told.events > 1000);
  CHECK(told.kept * 1000 >= told.events * 980);
}

// By type, who acts in the one event of that type.
std::map<std::string, std::set<std::string>> Actors(std::string_view text, Day published) {
  Document document;
  document.source = "test";
  document.text = text;
  document.published.span = DayOf(published);
  std::map<std::string, std::set<std::string>> out;
  for (const EventAssertion& e : Extract(document, ShippedRules()).assertions) {
    auto& actors = out[e.type];
    for (const Role& role : e.roles) {
      if (role.name == "actor") actors.insert(role.entity);
    }
  }
  return out;
}

TEST_CASE("Who acts stays the same behind a time, a remark, a dateline or an outlet") {
  constexpr std::array<std::string_view, 6> kBefore{" last week", " on Monday",        " in May",
                                                    " quietly",   ", in a rare step,", " did not comment but"};
  constexpr std::array<std::string_view, 3> kInFront{"GENEVA, June 17 (Reuters) - ", "Reuters reported that ",
                                                     "Meanwhile, "};
  std::size_t told = 0, kept = 0;
  std::string lost;
  const auto compare = [&](const auto& want, const std::string& text, Day published) {
    const auto got = Actors(text, published);
    for (const auto& [type, actors] : want) {
      const auto found = got.find(type);
      if (actors.empty() || found == got.end()) continue;
      ++told;
      if (found->second == actors)
        ++kept;
      else
        lost += fmt::format("  {}: {} instead of {}: {}\n", type, fmt::join(found->second, ","), fmt::join(actors, ","),
                            text);
    }
  };
  static const RE2 kNameAndVerb{R"(^([A-Z][\w.&-]+)( [a-z]+ed .*)$)"};
  for (const Sentence& sentence : Sentences()) {
    const auto want = Actors(sentence.text, sentence.published);
    std::string subject, rest;
    if (sentence.done && RE2::FullMatch(sentence.text, kNameAndVerb, &subject, &rest) && subject != "The") {
      for (const std::string_view before : kBefore)
        compare(want, fmt::format("{}{}{}", subject, before, rest), sentence.published);
    }
    for (const std::string_view front : kInFront)
      compare(want, fmt::format("{}{}", front, sentence.text), sentence.published);
  }
  INFO(lost);
  fmt::print("who acts: {} of {} kept\n", kept, told);
  REQUIRE(told > 3000);
  CHECK(kept * 100 >= told * 97);
}

TEST_CASE("A dateline, a bullet or bold type is no part of the news") {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kAround{
      {{"GENEVA, June 17 (Reuters) - ", ""}, {"GENEVA — ", ""}, {"- ", ""}, {"**", "**"}}};
  Kept told;
  for (const Sentence& sentence : Sentences()) {
    for (const auto& [before, after] : kAround) {
      const std::string text = fmt::format("{}{}{}", before, sentence.text, after);
      told.Ask(text, sentence.published, sentence.types);
    }
  }
  INFO(told.lost);
  fmt::print("marked: {} of {} events kept\n", told.kept, told.events);
  REQUIRE(told.events > 5000);
  CHECK(told.kept * 1000 >= told.events * 990);
}

TEST_CASE("Who passes the news on is no part of it") {
  constexpr std::array<std::string_view, 5> kAfter{
      ", Reuters has learned.", ", state media reported.", ", the spokesman added.",
      ", Bloomberg News reported on Monday, citing people it did not name.",
      ", according to a notice seen by Reuters."};
  Kept told;
  for (const Sentence& sentence : Sentences()) {
    for (const std::string_view after : kAfter) {
      const std::string text = fmt::format("{}{}", sentence.text.substr(0, sentence.text.size() - 1), after);
      told.Ask(text, sentence.published, sentence.types);
    }
  }
  INFO(told.lost);
  fmt::print("passed on: {} of {} events kept, {} more\n", told.kept, told.events, told.more);
  REQUIRE(told.events > 5000);
  CHECK(told.kept * 1000 >= told.events * 980);
  CHECK(told.more * 100 <= told.events);
}

TEST_CASE("Two sentences joined to one tell what each tells") {
  const auto& all = Sentences();
  constexpr std::array<std::string_view, 3> kJoints{", and ", ", while ", "; "};
  Kept told;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Sentence& first = all[i];
    // One from elsewhere in the folder that begins with a name or "The" and tells of other types.
    for (std::size_t step = 1; step < 40; ++step) {
      const Sentence& second = all[(i * 7 + step * 131) % all.size()];
      if (second.published != first.published || second.text == first.text) continue;
      std::vector<std::string> both;
      std::ranges::set_intersection(first.types, second.types, std::back_inserter(both));
      static const std::set<std::string> kOpeners{"If",    "Whether", "As",  "When", "While",
                                                  "After", "Before",  "Its", "It"};
      const std::string opener = second.text.substr(0, second.text.find(' '));
      if (!both.empty() || kOpeners.contains(opener)) continue;
      std::string rest = second.text;
      if (opener == "The" || opener == "A" || opener == "An") rest[0] = static_cast<char>(std::tolower(rest[0]));
      const std::string text =
          fmt::format("{}{}{}", first.text.substr(0, first.text.size() - 1), kJoints[i % kJoints.size()], rest);
      auto want = first.types;
      want.insert(second.types.begin(), second.types.end());
      told.Ask(text, first.published, want);
      break;
    }
  }
  INFO(told.lost);
  fmt::print("joined sentences: {} of {} events kept, {} that neither tells\n", told.kept, told.events, told.more);
  REQUIRE(told.events > 2000);
  CHECK(told.kept * 1000 >= told.events * 980);
  CHECK(told.more * 100 <= told.events);
}

}  // namespace dateline::extract
