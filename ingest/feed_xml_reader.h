// The walk over one XML feed. Internal to the folder: feed_xml.cc walks, feed_xml_elements.cc says what each element
// means.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

#include "ingest/feed.h"
#include "ingest/feed_xml.h"

namespace dateline::ingest {

// What an element is about to fill, and how deep the value that is there was found: nearer the record wins.
enum Slot : std::size_t {
  kId,
  kTitle,
  kSummary,
  kLink,
  kPublished,
  kUpdated,
  kCreated,
  kExpired,
  kRights,
  kLanguage,
  kSlotCount
};
struct Depths {
  std::array<int, kSlotCount> of{};  // zero: nothing yet
  std::vector<int> extras;           // beside FeedRecord::extras
};

enum class PersonRole { kNone, kAuthor, kContributor, kPublisher };

// Fills one FeedResult from one document; used once. Elements are read by name, not by format: real feeds mix them.
class XmlFeedReader {
 public:
  XmlFeedReader(const FeedSetting& setting, FeedResult& result) : result_(result), record_(&result.feed) {
    scopes_.push_back({setting.base, setting.language, 0});
  }

  void Read(const pugi::xml_document& document) {
    result_.feed.base = scopes_.back().base;
    const auto root = document.document_element();
    if (root) Visit(root, 1);
  }

 private:
  struct Element {
    pugi::xml_node node;
    std::string name;  // usual prefix, "_", local name: "dc_creator", "title"
    int depth;
  };
  using Handler = void (XmlFeedReader::*)(const Element&);
  struct Row {
    std::string_view name;
    Handler handler;
  };
  static const std::array<Row, 87> kRows;

  struct Scope {
    std::string base;
    std::string language;
    std::size_t namespaces;  // how many were bound before
  };
  struct Binding {
    std::string_view prefix;
    std::string usual;  // "" for the feed formats' own
    bool known;
  };

  // ---- walking ----
  void Visit(const pugi::xml_node& node, int depth);
  void VisitChildren(const Element& element);
  void EnterScope(const pugi::xml_node& node);
  void LeaveScope();
  void Bind(std::string_view prefix, std::string_view uri);
  void NoteVersion(std::string_view prefix, std::string_view uri);
  std::string UsualName(std::string_view name);
  std::string UsualPrefixInScope(std::string_view prefix);

  // ---- reading values ----
  [[nodiscard]] const Scope& scope() const { return scopes_.back(); }
  [[nodiscard]] std::string Url(std::string_view reference) const;
  FeedText Text(const Element& element, std::string_view default_type);
  bool IsBase64(const Element& element, std::string_view mime) const;

  // ---- who gets a value ----
  void Problem(std::string_view words);
  bool Claim(Slot slot, const Element& element);
  void SetExtra(const Element& element, std::string value);
  void Unknown(const Element& element);
  void KeepExtra(const Element& element);
  // Runs `body` with another record in place; nested <source> and <item> nest no further than the depth cap.
  template <typename Body>
  void Within(FeedRecord* record, Body body) {
    auto* outer_record = std::exchange(record_, record);
    Depths outer_depths = std::exchange(depths_, {});
    const auto outer_role = std::exchange(role_, PersonRole::kNone);
    auto* outer_image = std::exchange(image_, nullptr);
    auto* outer_input = std::exchange(textinput_, nullptr);
    body();
    textinput_ = outer_input;
    image_ = outer_image;
    role_ = outer_role;
    depths_ = std::move(outer_depths);
    record_ = outer_record;
  }

  // ---- containers ----
  void NoteRootLanguage();
  void OnRss(const Element& element);
  void OnFeed(const Element& element);
  void OnRdf(const Element& element);
  void OnChannel(const Element& element);
  void OnEntry(const Element& element);
  void OnSource(const Element& element);
  void OnImage(const Element& element);
  void OnTextInput(const Element& element);
  bool TakenBySmallBox(std::string FeedImage::*field, std::string_view key, const Element& element);

  // ---- texts ----
  void OnTitle(const Element& element);
  void OnDescription(const Element& element);
  void OnSummary(const Element& element);
  void OnSubtitle(const Element& element);
  void OnItunesSummary(const Element& element);
  void OnContent(const Element& element);
  void OnHtmlContent(const Element& element);
  void OnBody(const Element& element);
  void AddContent(const Element& element, std::string_view default_type);
  void OnRights(const Element& element);
  void OnInfo(const Element& element);

  // ---- identity and links ----
  void OnId(const Element& element);
  void OnGuid(const Element& element);
  void OnLink(const Element& element);
  void AddLink(FeedLink link);
  void OnEnclosure(const Element& element);
  void OnComments(const Element& element);
  void OnIcon(const Element& element);
  void OnLogo(const Element& element);
  void OnUrlExtra(const Element& element);
  void OnLicense(const Element& element);

  // ---- people ----
  FeedPerson* CurrentPerson();
  void ReadPersonList(const Element& element, std::vector<FeedPerson>& people, PersonRole role);
  void OnAuthor(const Element& element);
  void OnContributor(const Element& element);
  void OnDcContributor(const Element& element);
  void OnPublisher(const Element& element);
  void OnOwner(const Element& element);
  void OnName(const Element& element);
  void OnEmail(const Element& element);
  void OnUrl(const Element& element);
  void OnWidth(const Element& element);
  void OnHeight(const Element& element);

  // ---- dates ----
  void ReadDate(const Element& element, Slot slot, Published FeedRecord::*field);
  void OnPublished(const Element& element);
  void OnUpdated(const Element& element);
  void OnCreated(const Element& element);
  void OnExpired(const Element& element);
  void OnValid(const Element& element);

  // ---- tags and the rest ----
  void AddTag(std::string term, std::string_view scheme, std::string_view label);
  void OnCategory(const Element& element);
  void OnItunesCategory(const Element& element);
  void OnItunesKeywords(const Element& element);
  void OnLanguage(const Element& element);
  void OnGenerator(const Element& element);
  void OnErrorReportsTo(const Element& element);
  void OnCloud(const Element& element);
  void OnTtl(const Element& element);

  static constexpr std::size_t kExtrasMax = 200;
  static constexpr std::size_t kBindingsMax = 256;  // namespaces in scope; every element looks its prefix up

  FeedResult& result_;
  FeedRecord* record_;          // whom values speak of
  FeedEntry* entry_ = nullptr;  // the entry being read
  FeedImage* image_ = nullptr;
  FeedAttributes* textinput_ = nullptr;
  PersonRole role_ = PersonRole::kNone;
  Depths depths_;
  std::vector<Scope> scopes_;
  std::vector<Binding> bindings_;
};

}  // namespace dateline::ingest
