#include "ingest/feed_documents.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ingest/federal_register_api.h"
#include "ingest/html_text.h"
#include "model/id.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

std::string TextOf(const FeedText* text) {
  if (text == nullptr) return {};
  const bool markup = text->type == FeedTextType::kHtml || text->type == FeedTextType::kXhtml;
  return markup ? HtmlToText(text->value) : RepairUtf8(text->value);
}

std::string LineOf(const std::optional<FeedText>& text) {
  if (!text) return {};
  const bool markup = text->type == FeedTextType::kHtml || text->type == FeedTextType::kXhtml;
  return markup ? HtmlToLine(text->value) : CollapseSpace(RepairUtf8(text->value));
}

const Published& PublicationDate(const FeedEntry& entry) {
  for (const Published* date : {&entry.published, &entry.updated, &entry.created}) {
    if (date->span.known()) return *date;
  }
  return entry.published;
}

Document ToDocument(const FeedEntry& entry, const FeedResult& feed, const config::SourceRecord& source) {
  Document document;
  document.source = source.id;
  document.guid = entry.id;
  document.url = CanonicalUrl(entry.link);
  document.title = LineOf(entry.title);
  document.text = TextOf(entry.Body());
  document.kind = "article";
  document.published = PublicationDate(entry);
  for (const std::string* tag : {&source.language, &entry.language, &feed.feed.language}) {
    if (document.language.empty()) document.language = PrimaryLanguage(*tag);
  }
  // A press item that points at an official document is about it and is not that document.
  if (source.source_class == SourceClass::kOfficial || source.source_class == SourceClass::kCompany) {
    document.keys = OfficialKeys(entry.link);
    if (document.keys.empty()) document.keys = OfficialKeys(entry.id);
  }
  return document;
}

// Some feeds give all or several of their entries one guid.
void SplitRepeatedGuids(std::vector<Document>& documents) {
  std::map<std::string, std::set<std::string>> links;  // by guid
  std::map<std::string, std::size_t> uses;
  for (const Document& document : documents) {
    if (document.guid.empty()) continue;
    links[document.guid].insert(document.url);
    ++uses[document.guid];
  }
  for (Document& document : documents) {
    if (document.guid.empty() || uses[document.guid] < 2) continue;
    const bool by_link = links[document.guid].size() == uses[document.guid] && !document.url.empty();
    document.guid += by_link ? "#" + document.url : "#" + HashKey({document.title, document.text}).Hex();
  }
}

}  // namespace

std::string PrimaryLanguage(std::string_view tag) {
  std::string primary;
  for (const char c : tag) {
    if (c == '-' || c == '_') break;
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (lower < 'a' || lower > 'z') return {};
    primary += lower;
  }
  return primary.size() >= 2 && primary.size() <= 3 ? primary : std::string();
}

std::vector<std::string> OfficialKeys(std::string_view text) {
  static const RE2 kFederalRegister(
      R"(federalregister\.gov/(?:d|documents/\d{4}/\d{2}/\d{2})/((?:[A-Z]\d?-)?(?:\d{2,4}|E\d)-\d{3,6})(?:[/?#]|$))");
  static const RE2 kAccession(R"((?:^|[/=:,])(\d{10}-\d{2}-\d{6})(?:[-./?#]|$))");
  std::string number;
  if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kFederalRegister, &number)) {
    return {"FR:" + NormalNumber(number)};
  }
  if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kAccession, &number)) {
    return {"SEC:" + number};
  }
  return {};
}

std::vector<Document> FeedDocuments(const FeedResult& feed, const config::SourceRecord& source) {
  std::vector<Document> documents;
  documents.reserve(feed.entries.size());
  std::set<Key> seen;
  for (const FeedEntry& entry : feed.entries) {
    Document document = ToDocument(entry, feed, source);
    if (document.title.empty() && document.text.empty()) continue;
    const Key whole = HashKey({document.guid, document.url, document.title, document.text});
    if (!seen.insert(whole).second) continue;
    documents.push_back(std::move(document));
  }
  SplitRepeatedGuids(documents);
  return documents;
}

}  // namespace dateline::ingest
