// Laws whose head stands in small letters, as newspapers write them: "the Know Your Customer rule", "the Remote
// Mooring bill", "the KYM rule".
#include <algorithm>
#include <string_view>

#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

constexpr auto kSmallHeads = HashesOf("rule", "act", "law", "list", "bill", "directive", "treaty", "regulation");
constexpr std::uint32_t kBill = HashOf("bill"), kAct = HashOf("act");
// Before such a head these say what kind it is, whose or from when.
constexpr auto kOnlyKinds =
    HashesOf("Biden", "Trump", "Obama", "Bush", "Clinton", "Republican", "Democratic", "House", "Senate",
             "Congressional", "Supreme", "Circuit", "District", "Court", "Federal", "State", "Commission", "Final",
             "Proposed", "Interim", "Draft", "Direct", "New", "Old", "This", "That", "Tax", "Climate", "Farm", "Civil",
             "Criminal", "Common", "International", "Islamic", "Sharia", "Western", "Eastern", "Northern", "Southern",
             "European", "Asian", "African", "Roman", "Jewish", "Fortune", "Forbes", "Monday", "Tuesday", "Wednesday",
             "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
             "August", "September", "October", "November", "December", "First", "Second", "Third", "Golden", "IRS",
             "GAAP", "IFRS", "Christmas", "Murphy", "Moore", "Newton", "Big", "GOP", "MBA", "CEO", "PhD", "NBA", "NFL",
             "NCAA", "IP", "VIP", "ETF", "IPO", "GDP", "DIY", "PDF", "URL", "DNS", "SMS", "TV");

class SmallLawReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  void Read(std::uint32_t head) {
    if (head == 0 || !In(kSmallHeads, At(head).hash) || At(head).gap != Gap::kSpace || Owner(head) != nullptr) return;
    // "rule-making", "law firm", "list price", "act as"
    static constexpr auto goes_on = HashesOf("firm", "firms", "price", "prices", "school", "schools", "student",
                                             "students", "professor", "professors", "suit", "enforcement", "as");
    if (head + 1 < document_.size() && (At(head + 1).hash == kKnown.hyphen || In(goes_on, At(head + 1).hash))) return;
    if (At(head - 1).kind == TokenKind::kNumber) return Dated(head);
    std::uint32_t begin = head, words = 0;
    while (begin > 0 && words < 6 && At(begin).gap != Gap::kParagraph) {
      const Token& left = At(begin - 1);
      if (words > 0 && begin > 1 && In(kInside, left.hash) && !left.capital && MayNameLaw(begin - 2)) {
        --begin;
        continue;
      }
      if (words > 0 && begin > 1 && left.hash == kKnown.hyphen && document_.Glued(begin - 1) &&
          document_.Glued(begin) && MayNameLaw(begin - 2)) {
        begin -= 2;
        continue;
      }
      if (!MayNameLaw(begin - 1) || (!NearGap(begin) && words > 0)) break;
      --begin;
      ++words;
    }
    if (words == 0 || begin == 0 || !IsSingledOut(begin)) return;
    const bool lettered = At(begin).all_caps && At(begin).span.size() > 2 && At(begin).span.size() < 8;
    if (words == 1 && !(lettered ? At(head).hash != kBill : At(head).hash == kAct)) return;
    if (In(kKnown.demonyms, At(begin).hash) && words < 3) return;
    Emit(begin, head + 1, At(head).stem().end, MentionKind::kRule, "shape:small-law");
  }

 private:
  // "the December 2024 rule": of a month, or of its day.
  void Dated(std::uint32_t head) {
    static constexpr auto months = HashesOf("January", "February", "March", "April", "May", "June", "July", "August",
                                            "September", "October", "November", "December");
    static constexpr std::uint32_t rule = HashOf("rule");
    if (At(head).hash != rule || head < 3 || !IsCapitalWord(head - 2) || !In(months, At(head - 2).hash) ||
        At(head - 1).gap != Gap::kSpace || At(head - 1).mixed || !IsSingledOut(head - 2) || Owner(head - 2) != nullptr)
      return;
    Emit(head - 2, head + 1, At(head).stem().end, MentionKind::kRule, "shape:small-law");
  }

  static constexpr auto kInside = HashesOf("of", "and", "for", "to", "on", "in", "your", "the");

  bool MayNameLaw(std::uint32_t i) const {
    constexpr std::uint16_t kOther = kAgencyHead | kAddress | kTitle | kLegalSuffix | kNonAgencyBody;
    if (!IsCapitalWord(i) || At(i).possessive != 0 || Owner(i) != nullptr || In(kOnlyKinds, At(i).hash)) return false;
    static constexpr std::uint32_t your = HashOf("Your");
    return (!IsFunctionWord(At(i).hash) || At(i).hash == your) && (NameClassesOf(At(i).hash) & kOther) == 0;
  }

  // "the", "its" or an owner before the name.
  bool IsSingledOut(std::uint32_t begin) const {
    static constexpr auto before = HashesOf("the", "its", "under", "their");
    return NearGap(begin) && (In(before, At(begin - 1).hash) || At(begin - 1).possessive != 0);
  }
};

}  // namespace

void SmallLawAt(const ShapeContext& context, std::uint32_t head) {
  SmallLawReader(context).Read(head);
}

}  // namespace dateline::extract
