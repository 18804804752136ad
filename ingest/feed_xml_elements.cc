// What each element of a feed means: one handler an element, and the sorted table that names them.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "ingest/feed_dates.h"
#include "ingest/feed_url.h"
#include "ingest/feed_values.h"
#include "ingest/feed_xml_nodes.h"
#include "ingest/feed_xml_reader.h"

namespace dateline::ingest {

// ---- containers ----

void XmlFeedReader::NoteRootLanguage() {
  if (!scope().language.empty() && record_ == &result_.feed) result_.feed.language = scope().language;
}

void XmlFeedReader::OnRss(const Element& element) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kVersions{
      {{"0.91", "rss091u"}, {"0.92", "rss092"}, {"0.93", "rss093"}, {"0.94", "rss094"}}};
  NoteRootLanguage();
  if (!result_.version.starts_with("rss")) {
    const std::string_view stated = NodeAttribute(element.node, "version");
    const auto row = std::ranges::find(kVersions, stated, [](const auto& pair) { return pair.first; });
    if (row != kVersions.end())
      result_.version = row->second;
    else
      result_.version = stated.starts_with("2.") ? "rss20" : "rss";
  }
  VisitChildren(element);
}

void XmlFeedReader::OnFeed(const Element& element) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kVersions{
      {{"0.1", "atom01"}, {"0.2", "atom02"}, {"0.3", "atom03"}}};
  NoteRootLanguage();
  if (result_.version.empty()) {
    const auto row = std::ranges::find(kVersions, NodeAttribute(element.node, "version"),
                                       [](const auto& pair) { return pair.first; });
    result_.version = row != kVersions.end() ? row->second : "atom";
  }
  result_.feed.base = scope().base;
  VisitChildren(element);
}

void XmlFeedReader::OnRdf(const Element& element) {
  NoteRootLanguage();
  VisitChildren(element);
}

void XmlFeedReader::OnChannel(const Element& element) {
  result_.feed.base = scope().base;
  VisitChildren(element);
}

void XmlFeedReader::OnEntry(const Element& element) {
  if (result_.entries.size() >= FeedLimits::kEntriesMax) return Problem("the feed has more entries than are read");
  if (record_ != &result_.feed) return VisitChildren(element);  // an entry inside an entry is part of it
  FeedEntry entry;
  entry.base = scope().base;
  entry.language = scope().language;
  entry.id = entry.id_url = NodeAttribute(element.node, "about");
  entry_ = &entry;
  Within(&entry, [&] { VisitChildren(element); });
  entry_ = nullptr;
  result_.entries.push_back(std::move(entry));
}

void XmlFeedReader::OnSource(const Element& element) {
  if (entry_ == nullptr || record_ != entry_) return VisitChildren(element);
  FeedRecord source;
  source.base = scope().base;
  if (const auto url = NodeAttribute(element.node, "url"); !url.empty()) entry_->source_href = Url(url);
  Within(&source, [&] { VisitChildren(element); });
  if (std::string words = DirectText(element.node); !words.empty()) {
    source.title =
        FeedText{.value = std::move(words), .mime = {}, .language = scope().language, .base = scope().base, .src = {}};
  }
  entry_->source = std::move(source);
}

void XmlFeedReader::OnImage(const Element& element) {
  if (!record_->image) record_->image.emplace();
  auto* outer = std::exchange(image_, &*record_->image);
  if (const auto url = NodeAttribute(element.node, "resource"); !url.empty() && image_->href.empty())
    image_->href = Url(url);
  VisitChildren(element);
  image_ = outer;
}

void XmlFeedReader::OnTextInput(const Element& element) {
  auto* outer = std::exchange(textinput_, &result_.feed.textinput);
  VisitChildren(element);
  textinput_ = outer;
}

// True when an image or a text input took the value.
bool XmlFeedReader::TakenBySmallBox(std::string FeedImage::*field, std::string_view key, const Element& element) {
  if (image_ != nullptr) {
    image_->*field = DirectText(element.node);
    return true;
  }
  if (textinput_ != nullptr) {
    if (textinput_->size() < 16) textinput_->emplace_back(key, DirectText(element.node));
    return true;
  }
  return false;
}

// ---- texts ----

void XmlFeedReader::OnTitle(const Element& element) {
  if (TakenBySmallBox(&FeedImage::title, "title", element)) return;
  FeedText text = Text(element, "text/plain");
  if (text.value.empty() && record_->title) return;
  if (!Claim(kTitle, element)) return;
  if (text.value.empty()) depths_.of[kTitle] = 0;
  record_->title = std::move(text);
}

void XmlFeedReader::OnDescription(const Element& element) {
  if (TakenBySmallBox(&FeedImage::description, "description", element)) return;
  // A second description is the longer text by intention.
  if (record_ == entry_ && record_->summary && element.depth >= depths_.of[kSummary])
    return AddContent(element, "text/html");
  if (Claim(kSummary, element)) record_->summary = Text(element, "text/html");
}

void XmlFeedReader::OnSummary(const Element& element) {
  if (record_ == entry_ && record_->summary && element.depth >= depths_.of[kSummary])
    return AddContent(element, "text/plain");
  if (Claim(kSummary, element)) record_->summary = Text(element, "text/plain");
}

void XmlFeedReader::OnSubtitle(const Element& element) {
  if (Claim(kSummary, element)) record_->summary = Text(element, "text/plain");
}

void XmlFeedReader::OnItunesSummary(const Element& element) {
  if (!record_->summary) OnSummary(element);
}

void XmlFeedReader::OnContent(const Element& element) {
  AddContent(element, "text/plain");
}

void XmlFeedReader::OnHtmlContent(const Element& element) {
  AddContent(element, "text/html");
}

void XmlFeedReader::OnBody(const Element& element) {
  AddContent(element, "application/xhtml+xml");
}

void XmlFeedReader::AddContent(const Element& element, std::string_view default_type) {
  if (record_->contents.size() >= FeedLimits::kListMax) return;
  FeedText text = Text(element, default_type);
  if (const auto src = NodeAttribute(element.node, "src"); !src.empty()) text.src = Url(src);
  record_->contents.push_back(std::move(text));
}

void XmlFeedReader::OnRights(const Element& element) {
  if (Claim(kRights, element)) record_->rights = Text(element, "text/plain");
}

void XmlFeedReader::OnInfo(const Element& element) {
  record_->info = Text(element, "text/plain");
}

// ---- identity and links ----

void XmlFeedReader::OnId(const Element& element) {
  if (!Claim(kId, element)) return;
  record_->id = DirectText(element.node);
  record_->id_url = record_->id.empty() ? std::string() : ResolveUrl(scope().base, record_->id);
  record_->guid_is_permalink = false;
}

void XmlFeedReader::OnGuid(const Element& element) {
  const std::string permalink = LowerCase(NodeAttribute(element.node, "ispermalink"));
  if (!Claim(kId, element)) return;
  record_->id = DirectText(element.node);
  record_->id_url = record_->id;
  if (!permalink.empty() && permalink != "true") return;
  record_->id_url = record_->id.empty() ? std::string() : ResolveUrl(scope().base, record_->id);
  record_->guid_is_permalink = record_->link.empty();
  if (record_->link.empty()) record_->link = ResolveSafeUrl(scope().base, record_->id);
}

void XmlFeedReader::OnLink(const Element& element) {
  FeedLink link;
  link.rel = NodeAttribute(element.node, "rel");
  if (link.rel.empty()) link.rel = "alternate";
  link.type = NodeAttribute(element.node, "type");
  if (link.type.empty()) link.type = link.rel == "self" ? "application/atom+xml" : "text/html";
  link.title = CleanValue(NodeAttribute(element.node, "title"));
  link.length = NodeAttribute(element.node, "length");
  link.language = NodeAttribute(element.node, "hreflang");
  for (const std::string_view name : {"href", "url", "uri"}) {
    if (link.href.empty()) link.href = NodeAttribute(element.node, name);
  }
  const bool attribute = !link.href.empty();
  link.href = Url(attribute ? link.href : DirectText(element.node));
  if (image_ != nullptr) {
    image_->link = link.href;
    return;
  }
  if (textinput_ != nullptr) {
    textinput_->emplace_back("link", link.href);
    return;
  }
  if (link.href.empty()) return;
  const std::string mime = MimeOfType(link.type);
  const bool page = link.rel == "alternate" && (mime == "text/html" || mime == "application/xhtml+xml");
  if ((attribute ? page : link.rel == "alternate") && Claim(kLink, element)) record_->link = link.href;
  AddLink(std::move(link));
}

void XmlFeedReader::AddLink(FeedLink link) {
  if (record_->links.size() < FeedLimits::kListMax) record_->links.push_back(std::move(link));
}

void XmlFeedReader::OnEnclosure(const Element& element) {
  FeedLink link;
  link.rel = "enclosure";
  link.type = NodeAttribute(element.node, "type");
  link.length = NodeAttribute(element.node, "length");
  for (const std::string_view name : {"url", "href", "uri"}) {
    if (link.href.empty()) link.href = Url(NodeAttribute(element.node, name));
  }
  AddLink(std::move(link));
}

void XmlFeedReader::OnComments(const Element& element) {
  record_->comments = Url(DirectText(element.node));
}

void XmlFeedReader::OnIcon(const Element& element) {
  record_->icon = Url(DirectText(element.node));
}

void XmlFeedReader::OnLogo(const Element& element) {
  record_->logo = Url(DirectText(element.node));
}

void XmlFeedReader::OnUrlExtra(const Element& element) {
  SetExtra(element, Url(DirectText(element.node)));
}

void XmlFeedReader::OnLicense(const Element& element) {
  std::string href(NodeAttribute(element.node, "resource"));
  if (href.empty()) href = DirectText(element.node);
  record_->license = href;
  AddLink({.rel = "license", .type = {}, .href = std::move(href), .title = {}, .length = {}, .language = {}});
}

// ---- people ----

FeedPerson* XmlFeedReader::CurrentPerson() {
  switch (role_) {
    case PersonRole::kAuthor:
      return record_->authors.empty() ? nullptr : &record_->authors.back();
    case PersonRole::kContributor:
      return record_->contributors.empty() ? nullptr : &record_->contributors.back();
    case PersonRole::kPublisher:
      return &record_->publisher_person;
    case PersonRole::kNone:
      return nullptr;
  }
  return nullptr;
}

void XmlFeedReader::ReadPersonList(const Element& element, std::vector<FeedPerson>& people, PersonRole role) {
  if (people.size() >= FeedLimits::kListMax) return;
  people.emplace_back();
  const auto outer = std::exchange(role_, role);
  VisitChildren(element);
  role_ = outer;
  if (people.back().empty()) {
    std::string words = DirectText(element.node);
    people.back() = ReadPerson(words);
    if (role == PersonRole::kAuthor && !words.empty()) record_->author_words = std::move(words);
  } else if (role == PersonRole::kAuthor) {
    const FeedPerson& person = people.back();
    record_->author_words = person.name.empty() || person.email.empty() ? person.name + person.email
                                                                        : person.name + " (" + person.email + ")";
  }
  if (people.back().empty()) people.pop_back();
}

void XmlFeedReader::OnAuthor(const Element& element) {
  if (image_ != nullptr || textinput_ != nullptr) return;
  ReadPersonList(element, record_->authors, PersonRole::kAuthor);
}

void XmlFeedReader::OnContributor(const Element& element) {
  ReadPersonList(element, record_->contributors, PersonRole::kContributor);
}

void XmlFeedReader::OnDcContributor(const Element& element) {
  if (record_->contributors.size() >= FeedLimits::kListMax) return;
  record_->contributors.push_back({.name = DirectText(element.node), .email = {}, .href = {}});
}

void XmlFeedReader::OnPublisher(const Element& element) {
  record_->publisher = DirectText(element.node);
  record_->publisher_person = ReadPerson(record_->publisher);
  const auto outer = std::exchange(role_, PersonRole::kPublisher);
  VisitChildren(element);
  role_ = outer;
}

void XmlFeedReader::OnOwner(const Element& element) {
  const auto outer = std::exchange(role_, PersonRole::kPublisher);
  VisitChildren(element);
  role_ = outer;
}

void XmlFeedReader::OnName(const Element& element) {
  if (auto* person = CurrentPerson())
    person->name = DirectText(element.node);
  else if (textinput_ != nullptr)
    textinput_->emplace_back("name", DirectText(element.node));
}

void XmlFeedReader::OnEmail(const Element& element) {
  if (auto* person = CurrentPerson()) person->email = DirectText(element.node);
}

void XmlFeedReader::OnUrl(const Element& element) {
  if (auto* person = CurrentPerson())
    person->href = Url(DirectText(element.node));
  else if (image_ != nullptr)
    image_->href = Url(DirectText(element.node));
  else
    Unknown(element);
}

void XmlFeedReader::OnWidth(const Element& element) {
  if (image_ != nullptr) image_->width = DirectText(element.node);
}

void XmlFeedReader::OnHeight(const Element& element) {
  if (image_ != nullptr) image_->height = DirectText(element.node);
}

// ---- dates ----

void XmlFeedReader::ReadDate(const Element& element, Slot slot, Published FeedRecord::*field) {
  if (!Claim(slot, element)) return;
  std::string words = DirectText(element.node);
  if (words.empty()) return;
  record_->*field = ParseFeedDate(words);
}

void XmlFeedReader::OnPublished(const Element& element) {
  ReadDate(element, kPublished, &FeedRecord::published);
}

void XmlFeedReader::OnUpdated(const Element& element) {
  ReadDate(element, kUpdated, &FeedRecord::updated);
}

void XmlFeedReader::OnCreated(const Element& element) {
  ReadDate(element, kCreated, &FeedRecord::created);
}

void XmlFeedReader::OnExpired(const Element& element) {
  ReadDate(element, kExpired, &FeedRecord::expired);
}

// "start=2002-10-13T09:00+01:00; end=2002-10-17T17:00+01:00; scheme=W3C-DTF"
void XmlFeedReader::OnValid(const Element& element) {
  const std::string words = DirectText(element.node);
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find(';', at), words.size());
    const std::string part = CleanValue(std::string_view(words).substr(at, end - at));
    const auto equals = part.find('=');
    if (equals != std::string::npos) {
      const std::string key = part.substr(0, equals);
      if (key == "start" || key == "end") {
        SetExtra({element.node, "validity_" + key, element.depth}, part.substr(equals + 1));
      }
    }
    at = end + 1;
  }
}

// ---- tags and the rest ----

void XmlFeedReader::AddTag(std::string term, std::string_view scheme, std::string_view label) {
  if (term.empty() && scheme.empty() && label.empty()) return;
  auto& tags = record_->tags;
  if (tags.size() >= FeedLimits::kListMax) return;
  // Only a short list is searched for doubles, so that a thousand tags stay linear.
  const auto from = tags.size() > 64 ? tags.end() - 64 : tags.begin();
  const bool held = std::any_of(from, tags.end(), [&](const FeedTag& tag) {
    return tag.term == term && tag.scheme == scheme && tag.label == label;
  });
  if (!held) tags.push_back({std::move(term), std::string(scheme), std::string(label)});
}

void XmlFeedReader::OnCategory(const Element& element) {
  std::string_view scheme = NodeAttribute(element.node, "scheme");
  if (scheme.empty()) scheme = NodeAttribute(element.node, "domain");
  std::string term(NodeAttribute(element.node, "term"));
  std::string words = DirectText(element.node);
  if (term.empty()) term = std::exchange(words, {});
  AddTag(std::move(term), scheme, CleanValue(NodeAttribute(element.node, "label")));
  AddTag(std::move(words), {}, {});
  VisitChildren(element);
}

void XmlFeedReader::OnItunesCategory(const Element& element) {
  AddTag(CleanValue(NodeAttribute(element.node, "text")), "http://www.itunes.com/", {});
  VisitChildren(element);
}

void XmlFeedReader::OnItunesKeywords(const Element& element) {
  const std::string words = DirectText(element.node);
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find_first_of(", ", at), words.size());
    if (end > at) AddTag(words.substr(at, end - at), "http://www.itunes.com/", {});
    at = end + 1;
  }
}

void XmlFeedReader::OnLanguage(const Element& element) {
  std::string words = DirectText(element.node);
  if (!words.empty() && Claim(kLanguage, element)) record_->language = std::move(words);
}

void XmlFeedReader::OnGenerator(const Element& element) {
  record_->generator = DirectText(element.node);
  std::string_view href;
  for (const std::string_view name : {"href", "url", "uri", "resource"}) {
    if (href.empty()) href = NodeAttribute(element.node, name);
  }
  record_->generator_detail.clear();
  if (!href.empty()) record_->generator_detail.emplace_back("href", Url(href));
  if (const auto version = NodeAttribute(element.node, "version"); !version.empty()) {
    record_->generator_detail.emplace_back("version", version);
  }
  if (record_->generator.empty() && !NodeAttribute(element.node, "resource").empty()) record_->generator = href;
}

void XmlFeedReader::OnErrorReportsTo(const Element& element) {
  SetExtra({element.node, "errorreportsto", element.depth}, std::string(NodeAttribute(element.node, "resource")));
}

void XmlFeedReader::OnCloud(const Element& element) {
  for (auto attribute = element.node.first_attribute(); attribute && result_.feed.cloud.size() < 16;
       attribute = attribute.next_attribute()) {
    result_.feed.cloud.emplace_back(LowerCase(attribute.name()), attribute.value());
  }
}

void XmlFeedReader::OnTtl(const Element& element) {
  std::string words = DirectText(element.node);
  int minutes = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), minutes);
  const bool sane = error == std::errc() && minutes > 0 && minutes <= 60 * 24 * 366;
  if (sane && record_ == &result_.feed) result_.feed.ttl_minutes = minutes;
  SetExtra(element, std::move(words));
}

// ---- the table ----

constexpr std::array<XmlFeedReader::Row, 87> XmlFeedReader::kRows{{
    {"abstract", &XmlFeedReader::OnSubtitle},
    {"admin_errorreportsto", &XmlFeedReader::OnErrorReportsTo},
    {"admin_generatoragent", &XmlFeedReader::OnGenerator},
    {"author", &XmlFeedReader::OnAuthor},
    {"body", &XmlFeedReader::OnBody},
    {"category", &XmlFeedReader::OnCategory},
    {"cc_license", &XmlFeedReader::OnLicense},
    {"channel", &XmlFeedReader::OnChannel},
    {"cloud", &XmlFeedReader::OnCloud},
    {"comments", &XmlFeedReader::OnComments},
    {"content", &XmlFeedReader::OnContent},
    {"content_encoded", &XmlFeedReader::OnHtmlContent},
    {"contributor", &XmlFeedReader::OnContributor},
    {"copyright", &XmlFeedReader::OnRights},
    {"created", &XmlFeedReader::OnCreated},
    {"creativecommons_license", &XmlFeedReader::OnLicense},
    {"dc_author", &XmlFeedReader::OnAuthor},
    {"dc_contributor", &XmlFeedReader::OnDcContributor},
    {"dc_creator", &XmlFeedReader::OnAuthor},
    {"dc_date", &XmlFeedReader::OnUpdated},
    {"dc_description", &XmlFeedReader::OnDescription},
    {"dc_language", &XmlFeedReader::OnLanguage},
    {"dc_publisher", &XmlFeedReader::OnPublisher},
    {"dc_rights", &XmlFeedReader::OnRights},
    {"dc_subject", &XmlFeedReader::OnCategory},
    {"dc_title", &XmlFeedReader::OnTitle},
    {"dcterms_created", &XmlFeedReader::OnCreated},
    {"dcterms_issued", &XmlFeedReader::OnPublished},
    {"dcterms_modified", &XmlFeedReader::OnUpdated},
    {"dcterms_valid", &XmlFeedReader::OnValid},
    {"description", &XmlFeedReader::OnDescription},
    {"docs", &XmlFeedReader::OnUrlExtra},
    {"email", &XmlFeedReader::OnEmail},
    {"enclosure", &XmlFeedReader::OnEnclosure},
    {"entry", &XmlFeedReader::OnEntry},
    {"expirationdate", &XmlFeedReader::OnExpired},
    {"feed", &XmlFeedReader::OnFeed},
    {"feedinfo", &XmlFeedReader::OnChannel},
    {"fullitem", &XmlFeedReader::OnHtmlContent},
    {"generator", &XmlFeedReader::OnGenerator},
    {"guid", &XmlFeedReader::OnGuid},
    {"height", &XmlFeedReader::OnHeight},
    {"homepage", &XmlFeedReader::OnUrl},
    {"icon", &XmlFeedReader::OnIcon},
    {"id", &XmlFeedReader::OnId},
    {"image", &XmlFeedReader::OnImage},
    {"info", &XmlFeedReader::OnInfo},
    {"issued", &XmlFeedReader::OnPublished},
    {"item", &XmlFeedReader::OnEntry},
    {"itunes_author", &XmlFeedReader::OnAuthor},
    {"itunes_category", &XmlFeedReader::OnItunesCategory},
    {"itunes_email", &XmlFeedReader::OnEmail},
    {"itunes_keywords", &XmlFeedReader::OnItunesKeywords},
    {"itunes_name", &XmlFeedReader::OnName},
    {"itunes_owner", &XmlFeedReader::OnOwner},
    {"itunes_summary", &XmlFeedReader::OnItunesSummary},
    {"keywords", &XmlFeedReader::OnCategory},
    {"language", &XmlFeedReader::OnLanguage},
    {"lastbuilddate", &XmlFeedReader::OnUpdated},
    {"link", &XmlFeedReader::OnLink},
    {"logo", &XmlFeedReader::OnLogo},
    {"managingeditor", &XmlFeedReader::OnAuthor},
    {"media_category", &XmlFeedReader::OnCategory},
    {"modified", &XmlFeedReader::OnUpdated},
    {"name", &XmlFeedReader::OnName},
    {"newlocation", &XmlFeedReader::OnUrlExtra},
    {"pubdate", &XmlFeedReader::OnPublished},
    {"published", &XmlFeedReader::OnPublished},
    {"publisher", &XmlFeedReader::OnPublisher},
    {"rdf_rdf", &XmlFeedReader::OnRdf},
    {"rights", &XmlFeedReader::OnRights},
    {"rss", &XmlFeedReader::OnRss},
    {"source", &XmlFeedReader::OnSource},
    {"subtitle", &XmlFeedReader::OnSubtitle},
    {"summary", &XmlFeedReader::OnSummary},
    {"tagline", &XmlFeedReader::OnSubtitle},
    {"textinput", &XmlFeedReader::OnTextInput},
    {"title", &XmlFeedReader::OnTitle},
    {"ttl", &XmlFeedReader::OnTtl},
    {"updated", &XmlFeedReader::OnUpdated},
    {"uri", &XmlFeedReader::OnUrl},
    {"url", &XmlFeedReader::OnUrl},
    {"webmaster", &XmlFeedReader::OnPublisher},
    {"wfw_comment", &XmlFeedReader::OnUrlExtra},
    {"wfw_commentrss", &XmlFeedReader::OnUrlExtra},
    {"width", &XmlFeedReader::OnWidth},
    {"xhtml_body", &XmlFeedReader::OnBody},
}};

}  // namespace dateline::ingest
