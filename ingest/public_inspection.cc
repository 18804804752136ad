// Collects what the Federal Register has on public inspection: documents a day or more before they are published.
//
// Their key is that of the published document, so that the two are one story: the published text is a later revision.
// The list is whole and without pages; only what was not read before, or changed, is followed to its text.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "ingest/classify.h"
#include "ingest/collector.h"
#include "ingest/federal_register_api.h"
#include "ingest/feed_dates.h"
#include "ingest/html_text.h"
#include "model/id.h"
#include "model/json.h"
#include "model/text.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kRowsMax = 5000;

std::string Clean(JsonView value) {
  return CollapseSpace(RepairUtf8(value.ScalarText()));
}

void AddField(Document& document, std::string_view name, std::string value) {
  if (!value.empty()) document.fields.push_back({std::string(name), std::move(value)});
}

// What `types` of a source mean on this list.
bool WantsType(const std::vector<std::string>& types, const std::string& type) {
  static const std::map<std::string, std::string, std::less<>> kNames{
      {"NOTICE", "notice"}, {"PRESDOCU", "presidential document"}, {"PRORULE", "proposed rule"}, {"RULE", "rule"}};
  if (types.empty()) return true;
  return std::ranges::any_of(types, [&](const std::string& wanted) {
    const auto name = kNames.find(wanted);
    return name != kNames.end() && name->second == type;
  });
}

bool WantsAgency(const std::vector<std::string>& wanted, JsonView agencies) {
  if (wanted.empty()) return true;
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    if (std::ranges::find(wanted, agencies[i]["slug"].String()) != wanted.end()) return true;
  }
  return false;
}

Document ReadDocument(JsonView row, const std::string& number, const std::string& type, const std::string& source) {
  Document document;
  document.source = source;
  document.keys = {"FR:" + number};
  document.guid = number;
  document.url = CanonicalUrl(row["html_url"].String());
  document.title = HtmlToLine(row["title"].String());
  document.language = "en";
  document.kind = "public-inspection";
  document.published = ParseFeedDate(row["filed_at"].String());
  AddField(document, "type", type);
  AddField(document, "filing_type", Clean(row["filing_type"]));
  AddField(document, "filed_at", Clean(row["filed_at"]));
  AddField(document, "publication_date", Clean(row["publication_date"]));
  AddField(document, "editorial_note", HtmlToLine(row["editorial_note"].String()));
  const JsonView agencies = row["agencies"];
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    const std::string name = Clean(agencies[i]["name"]);
    AddField(document, "agency", name.empty() ? Clean(agencies[i]["raw_name"]) : name);
  }
  const JsonView dockets = row["docket_numbers"];
  for (std::size_t i = 0; i < dockets.size(); ++i) AddField(document, "docket_id", Clean(dockets[i]));
  document.text = HtmlToText(row["excerpts"].String());
  return document;
}

class PublicInspectionRound final : public Round {
 public:
  PublicInspectionRound(config::SourceRecord source, SourceState state)
      : source_(std::move(source)), state_(std::move(state)) {
    std::string_view text = state_.cursor;
    while (!text.empty()) {
      const std::string_view word = text.substr(0, text.find(' '));
      const auto equals = word.find('=');
      if (equals != std::string_view::npos) known_.emplace(word.substr(0, equals), word.substr(equals + 1));
      text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
  }

  Collected Begin(Instant) override {
    Collected collected;
    collected.state = state_;
    Ask ask;
    ask.request.url = source_.url;
    ask.request.headers.push_back({"Accept", "application/json"});
    collected.follow_ups.push_back(std::move(ask));
    return collected;
  }

  Collected Take(const Ask& ask, const net::Response& response, Instant now) override {
    Collected collected;
    collected.hints.retry_after = ReadHints(response, now).retry_after;
    if (ask.tag.empty()) {
      TakeList(response, collected);
    } else {
      TakeText(ask.tag, response, collected);
    }
    if (listed_ && !failed_ && pending_.empty()) Conclude();
    collected.state = state_;
    return collected;
  }

 private:
  void TakeList(const net::Response& response, Collected& collected) {
    const Verdict verdict = Classify(response, Expect::kJson);
    if (verdict.fetch_class != FetchClass::kOk) return Fail(verdict.fetch_class, verdict.message, collected);
    const auto parsed = Json::Parse(response.body, "the answer");
    if (!parsed) return Fail(FetchClass::kShapeChanged, parsed.error().message, collected);
    const JsonView root = parsed->root();
    const JsonView results = root["results"];
    const auto count = root["count"].Int();
    if (!count || *count < 0 || (*count > 0 && !results.IsArray())) {
      return Fail(FetchClass::kShapeChanged, "the answer has no 'count' or 'results'", collected);
    }
    if (static_cast<std::int64_t>(results.size()) < *count || results.size() > kRowsMax) {
      return Fail(FetchClass::kShapeChanged, fmt::format("incomplete: {} of {} documents", results.size(), *count), collected);
    }
    listed_ = true;
    for (std::size_t i = 0; i < results.size(); ++i) TakeRow(results[i], i, collected);
  }

  void TakeRow(JsonView row, std::size_t index, Collected& collected) {
    const std::string number = NormalNumber(row["document_number"].String());
    if (number.empty()) {
      collected.problems.push_back({{source_.url, 0, 0}, fmt::format("result {} has no document number", index + 1), ""});
      return;
    }
    const std::string type = FoldCase(Clean(row["type"]));
    if (!WantsType(source_.types, type) || !WantsAgency(source_.agencies, row["agencies"])) return;
    Document document = ReadDocument(row, number, type, source_.id);
    const std::string raw = std::string(row["raw_text_url"].String());
    std::string all = document.title + "\n" + document.text + "\n" + (raw.empty() ? "" : "text");
    for (const Document::Field& field : document.fields) all += "\n" + field.name + "\t" + field.value;
    const std::string fingerprint = HashKey({all}).Hex().substr(0, 8);
    const bool repeated = !seen_.emplace(number, fingerprint).second;
    const auto known = known_.find(number);
    if (repeated || (known != known_.end() && known->second == fingerprint)) return;
    if (raw.empty() || !net::SameOrigin(source_.url, raw)) {
      collected.documents.push_back(std::move(document));
      return;
    }
    Ask ask;
    ask.request.url = raw;
    ask.tag = number;
    pending_.insert_or_assign(number, std::move(document));
    collected.follow_ups.push_back(std::move(ask));
  }

  void TakeText(const std::string& number, const net::Response& response, Collected& collected) {
    const auto found = pending_.find(number);
    if (found == pending_.end()) return;
    Document document = std::move(found->second);
    pending_.erase(found);
    const Verdict verdict = Classify(response, Expect::kText);
    if (verdict.fetch_class == FetchClass::kOk) {
      std::string text = FederalRegisterText(response.body);
      if (!text.empty()) document.text = std::move(text);
    } else {
      collected.problems.push_back({{response.url, 0, 0}, "no full text: " + verdict.message, ""});
      const bool lasting = verdict.fetch_class == FetchClass::kMissing || verdict.fetch_class == FetchClass::kGone ||
                           verdict.fetch_class == FetchClass::kEmpty || verdict.fetch_class == FetchClass::kTooBig;
      if (!lasting) Fail(verdict.fetch_class, verdict.message, collected);
    }
    collected.documents.push_back(std::move(document));
  }

  void Fail(FetchClass fetch_class, std::string message, Collected& collected) {
    failed_ = true;
    collected.fetch_class = fetch_class;
    collected.message = std::move(message);
  }

  // What has left the list is forgotten with it.
  void Conclude() {
    state_.cursor.clear();
    for (const auto& [number, fingerprint] : seen_) {
      state_.cursor += fmt::format("{}{}={}", state_.cursor.empty() ? "" : " ", number, fingerprint);
    }
  }

  config::SourceRecord source_;
  SourceState state_;
  std::map<std::string, std::string, std::less<>> known_;  // fingerprint by number
  std::map<std::string, std::string, std::less<>> seen_;
  std::map<std::string, Document, std::less<>> pending_;  // waiting for their text, by number
  bool listed_ = false;
  bool failed_ = false;
};

}  // namespace

std::unique_ptr<Round> StartPublicInspection(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<PublicInspectionRound>(source, state);
}

}  // namespace dateline::ingest
