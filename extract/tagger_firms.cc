// Firms that their legal suffix tells: "Lanhe Tools Co., Ltd.", "…有限公司".
#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

// Words that end the names of houses without a legal suffix; as products they would name the same house.
constexpr auto kBranches = HashesOf("Cloud", "Tsusho", "Shipbuilding", "Ventures", "Securities", "Motors", "Motor", "Capital", "Bank", "Foundry", "Mobility");

class FirmReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  // The first token of the name that ends before `suffix`, `suffix` itself when there is none.
  std::uint32_t FirmBegin(std::uint32_t suffix) const {
    std::uint32_t begin = suffix;
    std::uint32_t i = suffix;
    while (i > 0 && suffix - i < kNameTokensMax) {
      if (At(i).gap == Gap::kParagraph) break;
      const std::uint32_t left = i - 1;
      const Token& token = At(left);
      if (token.kind == TokenKind::kCjk) break;
      if (token.kind == TokenKind::kPunct) {
        if (token.hash == kKnown.comma) {
          if (left + 1 != suffix && !IsLegalSuffix(At(left + 1).hash)) break;
        } else if (token.hash == kKnown.period) {
          const bool abbreviation = left > 0 && document_.Glued(left) && (IsLegalSuffix(At(left - 1).hash) || (At(left - 1).span.size() == 1 && At(left - 1).capital));
          if (!abbreviation) break;
        } else if (document_.IsMark(left, ')')) {
          std::uint32_t open = left;
          while (open > 0 && left - open < 5 && !document_.IsMark(open, '(')) --open;
          if (!document_.IsMark(open, '(') || !IsCapitalWord(open + 1) || open == 0 || !IsCapitalWord(open - 1)) break;
          i = open;
          continue;
        } else if (!(token.hash == kKnown.hyphen && document_.Glued(left) && document_.Glued(i)) && !document_.IsMark(left, '&')) {
          break;
        }
        i = left;
        continue;
      }
      if (const Candidate* owner = Owner(left); owner != nullptr && owner->kind == MentionKind::kFirm && !IsFunctionWord(At(owner->first).hash)) {
        begin = i = owner->first;
        continue;
      }
      if (token.hash == kKnown.with_and) {
        if (left == 0 || !IsCapitalWord(left - 1) || !IsCapitalWord(i)) break;
        // "Senmao Bamboo and Wood Industry Co.": the word of trade may come second.
        const bool second = left > 1 && IsPlainCapital(left - 2) && NearGap(left - 1) && Owner(left - 1) == nullptr && NearGap(i + 1) && IsTradeWord(At(i + 1).hash);
        if (!(IsTradeWord(At(i).hash) || IsTradeWord(At(left - 1).hash) || second)) break;
        i = left;
        continue;
      }
      if (token.hash == kKnown.of) {
        if (left == 0 || !IsCapitalWord(left - 1) || IsFunctionWord(At(left - 1).hash) || IsTitle(At(left - 1).hash) || IsAgencyHead(At(left - 1).hash)) break;
        i = left;
        continue;
      }
      // "Huifeng New Material Technology Co.": inside a name a small word may be one of its words.
      const bool inside = left > 0 && NearGap(left) && token.hash != kKnown.the && IsPlainCapital(left - 1) && At(left - 1).possessive == 0;
      if (!(IsCapital(left) || IsCamel(left)) || (IsFunctionWord(token.hash) && !inside) || IsTitle(token.hash) || token.possessive != 0) break;
      if (token.kind == TokenKind::kNumber && token.span.size() > 3) break;
      begin = i = left;
    }
    return begin;
  }

  void Firm(std::uint32_t suffix) {
    const bool venture = In(kKnown.joint_ventures, At(suffix).hash);
    std::uint32_t begin = FirmBegin(suffix);
    // A country's name as an adjective stands before the name: "PRC Lanhe Co., Ltd."
    // So does "Re" in the name of a case, and what a party is called: "In Re Lanhe Inc.", "Petitioner Lanhe Inc."
    static constexpr auto parties = HashesOf("Petitioner", "Respondent", "Complainant", "Plaintiff", "Defendant", "Applicant", "Appellant", "Intervenor");
    static constexpr std::uint32_t prc = HashOf("PRC"), us = HashOf("US"), re = HashOf("Re");
    while (begin + 1 < suffix && (At(begin).hash == prc || At(begin).hash == re || At(begin).hash == us || In(kKnown.demonyms, At(begin).hash) || In(parties, At(begin).hash)) && NearGap(begin + 1)) ++begin;
    if (begin == suffix) return;
    std::uint32_t words = 0;
    bool named = false;
    for (std::uint32_t i = begin; i < suffix; ++i) {
      if (!IsCapital(i)) continue;
      ++words;
      named = named || !(IsBodyHead(At(i).hash) || IsTradeWord(At(i).hash) || IsLegalSuffix(At(i).hash));
    }
    const std::uint32_t hash = At(suffix).hash;
    if (!named && words < 3) return;
    if (venture && !At(suffix).all_caps) return;
    if (hash == kKnown.co && At(suffix).all_caps) return;  // "Springs, CO"
    const bool follows = suffix + 1 < document_.size() && (document_.IsMark(suffix + 1, '.') || document_.IsMark(suffix + 1, ','));
    if (hash == kKnown.co && !follows && !(suffix + 1 < document_.size() && IsLegalSuffix(At(suffix + 1).hash))) return;
    const bool plain = hash == kKnown.company || hash == kKnown.limited;
    // "Clean Water Standard (CWS) Limited Maintenance Plan": the word belongs to what follows.
    const bool aside = document_.IsMark(suffix - 1, ')') && suffix > 1 && At(suffix - 2).all_caps;
    if (hash == kKnown.limited && aside && IsCapitalWord(suffix + 1) && At(suffix + 1).gap == Gap::kSpace) return;
    if (plain && words < 2 && !OwnedBy(begin, MentionKind::kFirm)) return;
    std::uint32_t last = suffix + 1;
    std::uint32_t end = At(suffix).stem().end;
    constexpr std::uint32_t kSuffixTokensMax = 8;
    while (last < document_.size() && last - suffix < kSuffixTokensMax && At(last - 1).possessive == 0) {
      std::uint32_t next = last;
      if (document_.IsMark(next, '.') && document_.Glued(next)) ++next;
      if (document_.IsMark(next, ',') && document_.Glued(next)) ++next;
      const bool more = next < document_.size() && At(next).kind == TokenKind::kWord && At(next).capital && IsLegalSuffix(At(next).hash) &&
                        At(next).gap != Gap::kParagraph;
      if (!more) break;
      last = next + 1;
      end = At(next).stem().end;
    }
    if (document_.IsMark(last, '.') && document_.Glued(last) && In(kKnown.abbreviated, At(last - 1).hash)) end = At(last++).span.end;
    Emit(begin, last, end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(begin, last));
  }

  // "Toyota Tsusho", "Acme Energy Trading": a firm of the dictionary whose name goes on with words of trades is another.
  void Branch(std::uint32_t first) {
    std::uint32_t last = first;
    bool trade = false;
    while (last < document_.size() && last - first < 3 && IsCapitalWord(last) && At(last).gap == Gap::kSpace && Owner(last) == nullptr &&
           !IsFunctionWord(At(last).hash) && (IsTradeWord(At(last).hash) || In(kBranches, At(last).hash))) {
      trade = true;
      if (At(last++).possessive != 0) break;
    }
    const bool goes_on = last < document_.size() && IsCapitalWord(last) && At(last).gap == Gap::kSpace && At(last - 1).possessive == 0 && !IsTitle(At(last).hash);
    if (!trade || goes_on) return;
    const Candidate& firm = *Owner(first - 1);
    Emit(firm.first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-branch", KnownFirm(firm.first, last));
  }

  // The dictionary's firm of which tokens [first, last) are the name with legal suffixes, kNoId when none.
  std::uint32_t KnownFirm(std::uint32_t first, std::uint32_t last) const {
    while (last > first) {
      const std::uint32_t alias = dictionary_.FindWhole(document_.text, document_.tokens, first, last, MentionKind::kFirm);
      if (alias != kNoId) return dictionary_.alias(alias).entity;
      const Token& token = At(last - 1);
      if (token.kind != TokenKind::kPunct && !IsLegalSuffix(token.hash)) return kNoId;
      --last;
    }
    return kNoId;
  }

  // "…有限公司" from the run of characters before it.
  void ChineseFirm(std::uint32_t i) {
    constexpr std::string_view kLimited = "有限公司";
    constexpr std::string_view kBreaks = "的和与及将对在由是了把被向从等、：为给让称据";
    const std::size_t at = At(i).span.begin;
    if (document_.text.substr(at, kLimited.size()) != kLimited) return;
    std::uint32_t begin = i;
    while (begin > 0 && i - begin < kNameTokensMax && At(begin).gap == Gap::kNone) {
      const Token& left = At(begin - 1);
      const bool bracket = document_.Surface(begin - 1) == "（" || document_.Surface(begin - 1) == "）";
      if (left.kind == TokenKind::kPunct && !bracket) break;
      if (left.kind == TokenKind::kCjk && kBreaks.find(document_.Surface(begin - 1)) != std::string_view::npos) break;
      --begin;
    }
    if (i - begin >= 2 && At(begin).kind != TokenKind::kPunct) {
      Emit(begin, i + 4, At(i + 3).span.end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(begin, i + 4));
    }
  }
};

}  // namespace

void FirmBranchAt(const ShapeContext& context, std::uint32_t first) { FirmReader(context).Branch(first); }

void FirmEndingAt(const ShapeContext& context, std::uint32_t suffix) { FirmReader(context).Firm(suffix); }

void ChineseFirmAt(const ShapeContext& context, std::uint32_t i) { FirmReader(context).ChineseFirm(i); }

}  // namespace dateline::extract
