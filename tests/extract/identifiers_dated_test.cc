#include "extract/identifiers_dated.h"

#include <catch2/catch.hpp>
#include <string>

namespace dateline::extract {
namespace {

// A mention of `surface` in `text`, weighed against the day of publication ("" for none).
Mention Weighed(std::string_view text, std::string_view surface, std::string value, std::string_view published,
                std::string entity = "rule.x") {
  const auto at = text.find(surface);
  REQUIRE(at != std::string_view::npos);
  const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + surface.size())};
  std::vector<Mention> mentions{{MentionKind::kRule, span, std::move(entity), "pattern:x", std::move(value)}};
  WeighIdentifiers(text, ParseIsoDay(published), mentions);
  return mentions.at(0);
}

bool Plausible(std::string_view text, std::string_view surface, std::string value, std::string_view published) {
  const Mention mention = Weighed(text, surface, std::move(value), published);
  CHECK(mention.value.empty() == mention.rule.ends_with("/implausible"));
  return !mention.value.empty();
}

TEST_CASE("a Federal Register volume is its year less 1935") {
  CHECK(Plausible("see 88 FR 1234", "88 FR 1234", "FR:88:1234", "2024-02-01"));
  CHECK(Plausible("see 89 FR 1234", "89 FR 1234", "FR:89:1234", "2024-02-01"));
  CHECK_FALSE(Plausible("see 98 FR 1234", "98 FR 1234", "FR:98:1234", "2024-02-01"));
  CHECK(Plausible("see 98 FR 1234", "98 FR 1234", "FR:98:1234", ""));
  CHECK(Plausible("see 88 FR 1234 (Jan. 9, 2023)", "88 FR 1234", "FR:88:1234", ""));
  CHECK_FALSE(Plausible("see 38 FR 1234 (Jan. 9, 2023)", "38 FR 1234", "FR:38:1234", ""));
  CHECK(Plausible("see 88 FR 1234 (40 pages)", "88 FR 1234", "FR:88:1234", "2023-09-01"));
}

TEST_CASE("executive orders are numbered in the order of their signing") {
  CHECK(Plausible("under E.O. 14032 of June 3, 2021", "E.O. 14032", "EO:14032", "2024-02-01"));
  CHECK_FALSE(Plausible("under E.O. 14832", "E.O. 14832", "EO:14832", "2024-02-01"));
  CHECK_FALSE(Plausible("under E.O. 14032 of June 3, 2011", "E.O. 14032", "EO:14032", "2024-02-01"));
  CHECK_FALSE(Plausible("under E.O. 13959 of May 3, 2023", "E.O. 13959", "EO:13959", "2024-02-01"));
  CHECK(Plausible("under E.O. 12938 of November 14, 1994", "E.O. 12938", "EO:12938", "2024-02-01"));
  CHECK(Plausible("under E.O. 11858", "E.O. 11858", "EO:11858", "2024-02-01"));
  CHECK(Plausible("under E.O. 14032", "E.O. 14032", "EO:14032", ""));
}

TEST_CASE("a bill belongs to the Congress named beside it, else to the one that sat") {
  const auto congress = [](std::string_view text, std::string_view published) {
    return Weighed(text, "H.R. 77", "BILL:HR:77", published, "rule.bill-hr-77").value;
  };
  CHECK(congress("He backs H.R. 77 now.", "2024-06-01") == "BILL:118:HR:77");
  CHECK(congress("He backs H.R. 77 now.", "2025-01-02") == "BILL:118:HR:77");
  CHECK(congress("He backs H.R. 77 now.", "2025-01-03") == "BILL:119:HR:77");
  CHECK(congress("He backs H.R. 77 (117th Congress) again.", "2025-06-01") == "BILL:117:HR:77");
  CHECK(congress("In the 116th Congress H.R. 77 died.", "2025-06-01") == "BILL:116:HR:77");
  CHECK(congress("He backs H.R. 77 now.", "") == "BILL:HR:77");
  CHECK(Weighed("H.R. 77", "H.R. 77", "BILL:HR:77", "2025-06-01", "rule.bill-hr-77").entity == "rule.bill-119-hr-77");
  CHECK(Weighed("H.R. 77", "H.R. 77", "BILL:HR:77", "2025-06-01", "rule.some-act").entity == "rule.some-act");
}

}  // namespace
}  // namespace dateline::extract
