#include "ingest/feed.h"

#include <algorithm>
#include <utility>

#include "ingest/charset.h"
#include "ingest/feed_url.h"
#include "ingest/feed_xml.h"

namespace dateline::ingest {
namespace {

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string_view HeaderOf(const FeedContext& context, std::string_view lower_name) {
  for (const auto& [name, value] : context.headers) {
    if (Lower(name) == lower_name) return value;
  }
  return {};
}

bool LooksLikeJson(std::string_view text) {
  const auto first = text.substr(0, 1024).find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

}  // namespace

std::string_view FeedRecord::Extra(std::string_view name) const {
  const auto found = std::ranges::find(extras, name, [](const auto& pair) -> std::string_view { return pair.first; });
  return found == extras.end() ? std::string_view{} : std::string_view(found->second);
}

const FeedText* FeedEntry::Body() const {
  const FeedText* best = summary ? &*summary : nullptr;
  for (const auto& content : contents) {
    if (content.type == FeedTextType::kOther) continue;
    if (best == nullptr || content.value.size() > best->value.size()) best = &content;
  }
  return best;
}

FeedResult ParseFeed(std::string_view bytes, const FeedContext& context) {
  FeedResult result;
  if (bytes.size() > FeedLimits::kBytesMax) {
    result.problems.emplace_back("the feed is larger than is read");
    bytes = bytes.substr(0, FeedLimits::kBytesMax);
  }
  const FeedSetting setting{.base = ResolveUrl(context.url, HeaderOf(context, "content-location")),
                            .language = std::string(HeaderOf(context, "content-language"))};
  const std::string_view content_type =
      context.content_type.empty() ? HeaderOf(context, "content-type") : context.content_type;

  Decoded decoded = DecodeBody(bytes, content_type, CharsetRules::kXml);
  result.encoding = decoded.encoding;
  if (LooksLikeJson(decoded.text)) {
    ReadJsonFeed(decoded.text, setting, result);
    return result;
  }
  result.bozo = decoded.mislabelled || decoded.bad_media_type;
  if (!decoded.problem.empty()) result.problems.push_back(decoded.problem);
  if (decoded.bad_media_type) result.problems.emplace_back("the server calls this something other than XML");
  ReadXmlFeed(std::move(decoded.text), setting, result);
  return result;
}

bool LooksLikeFeed(std::string_view bytes) {
  std::string head = Lower(bytes.substr(0, 4096));
  std::erase(head, '\0');  // UTF-16 and UTF-32 become readable enough
  if (LooksLikeJson(head)) return head.find("jsonfeed.org/version/") != std::string::npos;
  const auto page = std::min(head.find("<html"), head.find("<!doctype html"));
  for (const std::string_view mark :
       {"<rss", "<feed", "<rdf:rdf", ":rss", ":feed", "purl.org/rss/1.0/", "my.netscape.com/rdf/"}) {
    const auto at = head.find(mark);
    if (at != std::string::npos && at < page) return true;
  }
  return false;
}

}  // namespace dateline::ingest
