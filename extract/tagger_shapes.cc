#include "extract/tagger_shapes.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/tagger_people.h"
#include "extract/tagger_words.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kNameTokensMax = 24;

template <typename... Words>
auto HashesOf(Words... words) {
  return std::array<std::uint32_t, sizeof...(Words)>{TokenHash(words)...};
}
template <std::size_t N>
bool In(const std::array<std::uint32_t, N>& set, std::uint32_t hash) {
  return std::ranges::find(set, hash) != set.end();
}

struct Known {
  std::uint32_t of = TokenHash("of"), on = TokenHash("on"), on_for = TokenHash("for"), the = TokenHash("the"), with_and = TokenHash("and");
  std::uint32_t to = TokenHash("to"), in = TokenHash("in"), hyphen = TokenHash("-"), comma = TokenHash(","), period = TokenHash(".");
  std::uint32_t company = TokenHash("Company"), corporation = TokenHash("Corporation"), limited = TokenHash("Limited"), co = TokenHash("Co");
  std::uint32_t act = TokenHash("Act"), chips = TokenHash("Chips");
  std::array<std::uint32_t, 6> abbreviated = HashesOf("Inc", "Corp", "Co", "Ltd", "Jr", "Sr");
  // Legal suffixes that are sure signs, and those that other words look like.
  std::array<std::uint32_t, 14> suffixes = HashesOf("Inc", "Incorporated", "Corp", "Corporation", "Ltd", "Limited", "LLC", "LLP", "PLC",
                                                    "GmbH", "Company", "Co", "Bhd", "Oyj");
  std::array<std::uint32_t, 3> joint_ventures = HashesOf("JV", "JV1", "JV2");
  std::array<std::uint32_t, 6> body_heads = HashesOf("Committee", "Subcommittee", "Department", "Ministry", "Bureau", "Directorate");
  std::array<std::uint32_t, 10> body_heads_of = HashesOf("Office", "Court", "Commission", "Council", "Board", "Agency", "Administration", "Authority", "Service", "Commissioner");
  std::array<std::uint32_t, 9> tail_heads = HashesOf("Committee", "Subcommittee", "Commission", "Bureau", "Agency", "Administration", "Authority", "Ministry", "Parliament");
  std::array<std::uint32_t, 7> weak_tail_heads = HashesOf("Department", "Council", "Court", "Board", "Directorate", "Service", "Office");
  // Bodies inside firms and private ones.
  std::array<std::uint32_t, 26> private_bodies = HashesOf(
      "Audit", "Compensation", "Nominating", "Governance", "Executive", "Risk", "Special", "Advisory", "Management", "Disclosure", "Sales", "Legal", "Human",
      "Customer", "Corporate", "Remuneration", "Independent", "Supervisory", "Our", "Editorial", "Organizing", "Bankruptcy", "Steering", "Finance", "Marketing", "News");
  std::array<std::uint32_t, 12> chambers = HashesOf("House", "Senate", "Joint", "Select", "Permanent", "Standing", "Congressional", "Federal", "National",
                                                    "Central", "European", "Interagency");
  std::array<std::uint32_t, 14> demonyms = HashesOf("Chinese", "American", "Dutch", "Japanese", "Korean", "Russian", "German", "French", "British", "Indian",
                                                    "Taiwanese", "Canadian", "Italian", "Israeli");
  std::array<std::uint32_t, 10> law_heads = HashesOf("Act", "Acts", "Regulations", "Treaty", "Convention", "Directive", "Regulation", "Directives", "Rule", "List");
  std::array<std::uint32_t, 24> plain_laws = HashesOf("Final", "Proposed", "Interim", "Temporary", "New", "Old", "Draft", "Direct", "General", "Federal", "State",
                                                      "Foreign", "International", "Civil", "Criminal", "Common", "Local", "Applicable", "Public", "Price", "Mailing",
                                                      "Such", "Said", "Revised");
  std::array<std::uint32_t, 6> regimes = HashesOf("administration", "regime", "government", "presidency", "cabinet", "junta");
  std::array<std::uint32_t, 7> connectors = HashesOf("of", "for", "to", "in", "against", "through", "with");
  std::array<std::uint32_t, 4> departments = HashesOf("Departments", "Ministries", "Bureaus", "Bureaux");
};

const Known& K() {
  static const Known known;
  return known;
}

class ShapeFinder {
 public:
  ShapeFinder(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
              std::vector<Candidate>& found)
      : document_(document), dictionary_(dictionary), settled_(settled), owners_(OwnersOf(document, settled)), found_(found) {}

  void Find() {
    for (std::uint32_t i = 0; i < document_.size(); ++i) {
      const Token& token = At(i);
      if (token.kind == TokenKind::kCjk) {
        i = ChineseFirm(i);
        continue;
      }
      if (token.kind != TokenKind::kWord) continue;
      if (In(K().regimes, token.hash)) Regime(i);
      if (!token.capital) continue;
      if (In(K().suffixes, token.hash) || In(K().joint_ventures, token.hash)) Firm(i);
      else if (IsAgencyHead(token.hash)) Body(i);
      else if (In(K().departments, token.hash)) Departments(i);
      if (In(K().law_heads, token.hash)) LawEndingAt(i);
    }
  }

 private:
  const Token& At(std::uint32_t i) const { return document_.tokens[i]; }
  bool IsCapital(std::uint32_t i) const {
    return i < document_.size() && At(i).kind != TokenKind::kPunct && At(i).kind != TokenKind::kCjk && (At(i).capital || At(i).kind == TokenKind::kNumber);
  }
  bool IsCapitalWord(std::uint32_t i) const { return i < document_.size() && At(i).kind == TokenKind::kWord && At(i).capital; }
  bool IsPlainCapital(std::uint32_t i) const {
    return IsCapitalWord(i) && !IsFunctionWord(At(i).hash) && !IsTitle(At(i).hash);
  }
  bool NearGap(std::uint32_t i) const { return At(i).gap == Gap::kSpace || At(i).gap == Gap::kLine; }
  const Candidate* Owner(std::uint32_t i) const { return i < document_.size() && owners_[i] != kNoId ? &settled_[owners_[i]] : nullptr; }
  bool OwnedBy(std::uint32_t i, MentionKind kind) const {
    const Candidate* owner = Owner(i);
    return owner != nullptr && owner->kind == kind;
  }

  void Emit(std::uint32_t first, std::uint32_t last, std::uint32_t end, MentionKind kind, std::string_view rule,
            std::uint32_t entity = kNoId) {
    Candidate candidate;
    candidate.first = first;
    candidate.last = last;
    candidate.span = {At(first).span.begin, end};
    candidate.kind = kind;
    candidate.entity = entity;
    if (entity == kNoId) candidate.id = SlugId(ToString(kind), candidate.span.In(document_.text));
    candidate.rule = rule;
    candidate.strong = true;
    found_.push_back(std::move(candidate));
  }

  // ---- firms

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
        if (token.hash == K().comma) {
          if (left + 1 != suffix && !IsLegalSuffix(At(left + 1).hash)) break;
        } else if (token.hash == K().period) {
          const bool abbreviation = left > 0 && document_.Glued(left) && (IsLegalSuffix(At(left - 1).hash) || (At(left - 1).span.size() == 1 && At(left - 1).capital));
          if (!abbreviation) break;
        } else if (document_.IsMark(left, ')')) {
          std::uint32_t open = left;
          while (open > 0 && left - open < 5 && !document_.IsMark(open, '(')) --open;
          if (!document_.IsMark(open, '(') || !IsCapitalWord(open + 1) || open == 0 || !IsCapitalWord(open - 1)) break;
          i = open;
          continue;
        } else if (!(token.hash == K().hyphen && document_.Glued(left) && document_.Glued(i)) && !document_.IsMark(left, '&')) {
          break;
        }
        i = left;
        continue;
      }
      if (const Candidate* owner = Owner(left); owner != nullptr && owner->kind == MentionKind::kFirm && !IsFunctionWord(At(owner->first).hash)) {
        begin = i = owner->first;
        continue;
      }
      if (token.hash == K().with_and) {
        if (left == 0 || !IsCapitalWord(left - 1) || !IsCapitalWord(i) || !(IsTradeWord(At(i).hash) || IsTradeWord(At(left - 1).hash))) break;
        i = left;
        continue;
      }
      if (token.hash == K().of) {
        if (left == 0 || !IsCapitalWord(left - 1) || IsFunctionWord(At(left - 1).hash) || IsTitle(At(left - 1).hash) || IsAgencyHead(At(left - 1).hash)) break;
        i = left;
        continue;
      }
      if (!IsCapital(left) || IsFunctionWord(token.hash) || IsTitle(token.hash) || token.possessive != 0) break;
      if (token.kind == TokenKind::kNumber && token.span.size() > 3) break;
      begin = i = left;
    }
    return begin;
  }

  void Firm(std::uint32_t suffix) {
    const bool venture = In(K().joint_ventures, At(suffix).hash);
    std::uint32_t begin = FirmBegin(suffix);
    // A country's name as an adjective stands before the name: "PRC Lanhe Co., Ltd."
    static const std::uint32_t prc = TokenHash("PRC"), us = TokenHash("US");
    while (begin + 1 < suffix && (At(begin).hash == prc || At(begin).hash == us || In(K().demonyms, At(begin).hash)) && NearGap(begin + 1)) ++begin;
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
    if (hash == K().co && At(suffix).all_caps) return;  // "Springs, CO"
    const bool follows = suffix + 1 < document_.size() && (document_.IsMark(suffix + 1, '.') || document_.IsMark(suffix + 1, ','));
    if (hash == K().co && !follows && !(suffix + 1 < document_.size() && IsLegalSuffix(At(suffix + 1).hash))) return;
    const bool plain = hash == K().company || hash == K().corporation || hash == K().limited;
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
    if (document_.IsMark(last, '.') && document_.Glued(last) && In(K().abbreviated, At(last - 1).hash)) end = At(last++).span.end;
    Emit(begin, last, end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(begin, last));
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

  // "…有限公司" from the run of characters before it. Returns the last token that was read.
  std::uint32_t ChineseFirm(std::uint32_t i) {
    constexpr std::string_view kLimited = "有限公司";
    constexpr std::string_view kBreaks = "的和与及将对在由是了把被向从等、：为给让称据";
    const std::size_t at = At(i).span.begin;
    if (document_.text.substr(at, kLimited.size()) != kLimited) return i;
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
    return i + 3;
  }

  // ---- bodies

  // The end of "Commerce, Science, and Transportation" from `first`: one past its last token, `first` when none.
  std::uint32_t TitleRunEnd(std::uint32_t first, bool lists) const {
    std::uint32_t end = first;
    std::uint32_t i = first;
    while (i < document_.size() && i - first < kNameTokensMax) {
      if (i > first && At(i).gap == Gap::kParagraph) break;
      if (i > first && i == end && OwnedBy(i, MentionKind::kPlace)) break;
      if (IsCapitalWord(i) && !IsFunctionWord(At(i).hash) && !IsTitle(At(i).hash) && (i == first || !IsAgencyHead(At(i).hash))) {
        end = ++i;
        if (At(end - 1).possessive != 0) break;
        continue;
      }
      if (end == first) break;
      const std::uint32_t hash = At(i).hash;
      std::uint32_t next = i + 1;
      if (hash == K().comma) {
        if (!lists || !CommaGoesOn(i)) break;
        if (next < document_.size() && At(next).hash == K().with_and) ++next;
      } else if (hash == K().of || hash == K().on_for || hash == K().with_and || hash == K().in || hash == K().to) {
        if (hash != K().with_and && next < document_.size() && At(next).hash == K().the) ++next;
        // "… of Commerce and Nvidia": what the dictionary names on its own is no part of the title.
        if (hash == K().with_and && Owner(next) != nullptr && Owner(next)->kind != MentionKind::kAgency) break;
      } else if (!(hash == K().hyphen && document_.Glued(i))) {
        break;
      }
      if (!IsCapitalWord(next) || IsTitle(At(next).hash) || IsAgencyHead(At(next).hash)) break;
      i = next;
    }
    return end;
  }

  // At a comma: does a list "X, Y, and Z" of capitalised items go on to its "and"?
  bool CommaGoesOn(std::uint32_t comma) const {
    std::uint32_t i = comma;
    for (int items = 0; items < 6 && i < document_.size(); ++items) {
      if (At(i).hash == K().with_and) return IsCapitalWord(i + 1) && !IsTitle(At(i + 1).hash) && !IsAgencyHead(At(i + 1).hash);
      if (At(i).hash != K().comma) return false;
      if (At(++i).hash == K().with_and) return IsCapitalWord(i + 1) && Owner(i + 1) == nullptr;
      std::uint32_t words = 0;
      while (IsCapitalWord(i) && words < 4) ++i, ++words;
      if (words == 0 || i >= document_.size()) return false;
    }
    return false;
  }

  void Body(std::uint32_t head) {
    const std::uint32_t hash = At(head).hash;
    if (At(head).possessive == 0 && head + 2 < document_.size() && BodyOf(head)) return;
    // Headings shout.
    if (OwnedBy(head, MentionKind::kAgency) || At(head).all_caps) return;
    const bool weak = In(K().weak_tail_heads, hash);
    if (!weak && !In(K().tail_heads, hash)) return;
    std::uint32_t words = 0;
    const std::uint32_t begin = BodyBegin(head, words);
    if (begin == head || words < (weak ? 2u : 1u) || In(K().private_bodies, At(begin).hash)) return;
    if (words == 1 && (IsTradeWord(At(begin).hash) || OwnedBy(begin, MentionKind::kFirm) || OwnedBy(begin, MentionKind::kPlace))) return;
    if (At(head - 1).hash == K().with_and) return;
    for (std::uint32_t i = begin; i < head; ++i) {
      if (In(K().private_bodies, At(i).hash) || OwnedBy(i, MentionKind::kFirm) || IsNonAgencyBody(At(i).hash) || IsLegalSuffix(At(i).hash)) return;
    }
    std::uint32_t last = head + 1;
    std::uint32_t end = At(head).stem().end;
    if (last + 1 < document_.size() && At(head).possessive == 0 && At(last).hash == K().of && OwnedBy(last + 1, MentionKind::kPlace)) {
      const Candidate* place = Owner(last + 1);
      last = place->last;
      end = place->span.end;
    }
    Emit(begin, last, end, MentionKind::kAgency, "shape:agency-head");
  }

  // "Committee on X", "Ministry of X", "Court of Appeals for the X Circuit"
  bool BodyOf(std::uint32_t head) {
    const std::uint32_t link = head + 1;
    const std::uint32_t hash = At(head).hash;
    const bool strong = In(K().body_heads, hash);
    if (!strong && !In(K().body_heads_of, hash)) return false;
    if (!NearGap(link) || !(At(link).hash == K().of || At(link).hash == K().on || At(link).hash == K().on_for)) return false;
    std::uint32_t first = link + 1;
    if (first < document_.size() && At(first).hash == K().the) ++first;
    if (!IsCapitalWord(first) || !NearGap(first) || IsTitle(At(first).hash)) return false;
    if (OwnedBy(head, MentionKind::kAgency)) return false;
    // "Board of Directors", "Office of Company X": bodies of firms.
    static const auto not_public = HashesOf("Directors", "Trustees", "Governors", "Managers", "Company", "Registrant", "Origin", "Contents");
    if (In(not_public, At(first).hash)) return false;
    if (OwnedBy(first, MentionKind::kFirm)) return false;
    const std::uint32_t last = TitleRunEnd(first, strong);
    if (last == first || At(last - 1).span.size() < 2) return false;
    // The run is cut by another body's head or an officer's title: it names something else.
    if (IsCapitalWord(last) && At(last).gap == Gap::kSpace && Owner(last) == nullptr && At(last - 1).possessive == 0) return false;
    if (last < document_.size() && At(last - 1).possessive != 0 && IsCapitalWord(last) && IsAgencyHead(At(last).hash)) return false;
    if (!strong && last - first < 2 && !OwnedBy(first, MentionKind::kPlace)) return false;
    std::uint32_t begin = head;
    while (begin > 0 && At(begin).gap == Gap::kSpace && IsCapitalWord(begin - 1) &&
           (In(K().chambers, At(begin - 1).hash) || (OwnedBy(begin - 1, MentionKind::kAgency) && hash == TokenHash("Committee")))) {
      --begin;
    }
    Emit(begin, last, At(last - 1).stem().end, MentionKind::kAgency, "shape:agency-of");
    return true;
  }

  std::uint32_t BodyBegin(std::uint32_t head, std::uint32_t& words) const {
    std::uint32_t begin = head;
    std::uint32_t i = head;
    while (i > 0 && words < 7) {
      if (At(i).gap == Gap::kParagraph) break;
      const Token& left = At(i - 1);
      if (left.hash == K().with_and && i > 1 && IsCapitalWord(i - 2) && At(i - 2).possessive == 0 && !OwnedBy(i - 2, MentionKind::kAgency) && !OwnedBy(i - 2, MentionKind::kPlace)) {
        --i;
        continue;
      }
      if (left.hash == K().hyphen && document_.Glued(i - 1) && document_.Glued(i)) {
        --i;
        continue;
      }
      if (left.kind != TokenKind::kWord || !left.capital || IsFunctionWord(left.hash) || IsTitle(left.hash) || left.possessive != 0) break;
      if (In(K().demonyms, left.hash) || IsAgencyHead(left.hash) ) break;
      if (const Candidate* owner = Owner(i - 1); owner != nullptr && owner->kind == MentionKind::kPlace && owner->last == i) {
        // A country before its agency goes, a name of several words is part of it.
        const bool leads = owner->first == 0 || !IsCapitalWord(owner->first - 1);
        if (leads) break;
      }
      begin = --i;
      ++words;
    }
    return begin;
  }

  // "the Departments of State, Commerce and Justice": each its own.
  void Departments(std::uint32_t i) {
    if (i + 2 >= document_.size() || At(i + 1).hash != K().of) return;
    std::uint32_t at = i + 2;
    for (int items = 0; items < 8 && at < document_.size(); ++items) {
      if (At(at).hash == K().the) ++at;
      const std::uint32_t first = at;
      while (IsCapitalWord(at) && At(at).possessive == 0 && at - first < 4) ++at;
      if (at == first) return;
      for (std::uint32_t item = first; item < at; ++item) {
        if (IsRuleHead(At(item).hash)) return;
      }
      if (Owner(first) == nullptr) {
        const std::uint32_t alias = dictionary_.FindWhole(document_.text, document_.tokens, first, at, MentionKind::kAgency);
        const std::uint32_t entity = alias == kNoId ? kNoId : dictionary_.alias(alias).entity;
        Emit(first, at, At(at - 1).stem().end, MentionKind::kAgency, "shape:departments", entity);
      }
      if (at < document_.size() && At(at).hash == K().comma) ++at;
      else if (at >= document_.size() || At(at).hash != K().with_and) return;
      if (at < document_.size() && At(at).hash == K().with_and) ++at;
    }
  }

  // "the Maduro regime", "the Orwell administration".
  void Regime(std::uint32_t i) {
    if (i == 0 || !NearGap(i) || Owner(i) != nullptr) return;
    const Candidate* owner = Owner(i - 1);
    if (owner == nullptr || owner->kind != MentionKind::kOfficial || owner->last != i || At(i - 1).possessive != 0) return;
    Emit(owner->first, i + 1, At(i).stem().end, MentionKind::kAgency, "shape:regime");
  }

  // ---- laws

  void LawEndingAt(std::uint32_t head) {
    if (OwnedBy(head, MentionKind::kRule)) return;
    const bool act = At(head).hash == K().act;
    std::uint32_t begin = head;
    std::uint32_t words = 0;
    std::uint32_t i = head;
    bool listing = false;  // "Food, Drug, and Cosmetic Act": past its ", and"
    while (i > 0 && words < 14) {
      if (At(i).gap == Gap::kParagraph) break;
      const Token& left = At(i - 1);
      if (left.kind == TokenKind::kPunct) {
        const bool hyphen = left.hash == K().hyphen && document_.Glued(i - 1) && document_.Glued(i);
        const bool list = listing && left.hash == K().comma && i > 1 && IsPlainCapital(i - 2) && Owner(i - 2) == nullptr;
        if (!hyphen && !list && !document_.IsMark(i - 1, '&')) break;
        --i;
        continue;
      }
      if (act && (In(K().connectors, left.hash) || left.hash == K().with_and)) {
        std::uint32_t before = i - 1;
        if (left.hash == K().with_and && before > 0 && At(before - 1).hash == K().comma) {
          --before;
          listing = true;
        }
        if (before == 0 || !IsPlainCapital(before - 1) || At(before - 1).hash == K().act || OwnedBy(before - 1, MentionKind::kAgency)) break;
        i = before;
        continue;
      }
      if (!IsCapitalWord(i - 1) || IsRuleHead(left.hash)) break;
      if (IsFunctionWord(left.hash) || (OwnedBy(i - 1, MentionKind::kPlace) && At(i - 1).hash == TokenHash("S"))) break;
      begin = --i;
      ++words;
    }
    // "FHWA's Energy Policy Act" has an owner, "Countering America's Adversaries Act" a word before it.
    while (begin < head && At(begin).possessive != 0) ++begin, --words;
    if (words == 0 || begin == head) return;
    // What hangs on a comma, hyphen or "and" is the end of a longer name.
    if (words == 1 && begin > 0 && At(begin).gap <= Gap::kLine && (At(begin - 1).hash == K().comma || At(begin - 1).hash == K().hyphen || At(begin - 1).hash == K().with_and)) return;
    if (!act) {
      if (words < 2 || (IsCapitalWord(head + 1) && At(head + 1).gap == Gap::kSpace)) return;
      for (std::uint32_t at = begin; at < head; ++at) {
        if (In(K().plain_laws, At(at).hash) || Owner(at) != nullptr || IsNonAgencyBody(At(at).hash)) return;
      }
    } else if (words == 1 && (In(K().plain_laws, At(begin).hash) || IsTitle(At(begin).hash))) {
      return;
    }
    std::uint32_t last = head + 1;
    std::uint32_t end = At(head).stem().end;
    const bool year = act && last + 1 < document_.size() && At(last).hash == K().of && At(last + 1).kind == TokenKind::kNumber && At(last + 1).span.size() == 4;
    if (year) {
      end = At(last + 1).span.end;
      last += 2;
    }
    Emit(begin, last, end, MentionKind::kRule, act ? "shape:act" : "shape:rule-head");
  }

  const TaggedText& document_;
  const Dictionary& dictionary_;
  const std::vector<Candidate>& settled_;
  std::vector<std::uint32_t> owners_;
  std::vector<Candidate>& found_;
};

// ---- definitions

bool IsOpeningQuote(std::string_view mark) { return mark == "\"" || mark == "“" || mark == "'" || mark == "‘"; }
bool IsClosingQuote(std::string_view mark) { return mark == "\"" || mark == "”" || mark == "'" || mark == "’"; }

// Do the capitals of tokens [first, last) spell `letters`, small words left out or not?
bool Spells(const TaggedText& document, std::uint32_t first, std::uint32_t last, std::string_view letters) {
  std::string initials, all;
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind == TokenKind::kPunct) continue;
    const char c = static_cast<char>(document.text[token.span.begin] & ~0x20);
    all.push_back(c);
    if (token.capital) initials.push_back(c);
  }
  return initials == letters || all == letters;
}

struct Definition {
  std::uint32_t first, last;  // tokens of the short name where it is defined
  const Candidate* meaning;
};

// The short name that "(" at `open` defines for the mention right before it.
void ReadDefinition(const TaggedText& document, const std::vector<Candidate>& settled, const std::vector<std::uint32_t>& owners,
                    std::uint32_t open, std::vector<Definition>& definitions) {
  if (open == 0 || document.tokens[open].gap == Gap::kParagraph) return;
  std::uint32_t before = open - 1;
  if (owners[before] == kNoId && document.tokens[before].kind == TokenKind::kPunct && before > 0) --before;
  if (owners[before] == kNoId) return;
  const Candidate& meaning = settled[owners[before]];
  std::uint32_t i = open + 1;
  static const auto lead_ins = HashesOf("the", "collectively", "together", "hereinafter", "or", "also", "known", "as", "a", "k", "formerly");
  bool quoted = false;
  for (int steps = 0; i < document.size() && steps < 8; ++steps, ++i) {
    const Token& token = document.tokens[i];
    if (IsOpeningQuote(document.Surface(i))) {
      quoted = true;
      ++i;
      break;
    }
    if (token.hash == K().comma || In(lead_ins, token.hash)) continue;
    break;
  }
  const std::uint32_t first = i;
  while (i < document.size() && i - first < 5 && document.tokens[i].kind != TokenKind::kPunct) ++i;
  if (i == first || i >= document.size()) return;
  const bool closed = quoted ? IsClosingQuote(document.Surface(i)) || document.IsMark(i, ',') : document.IsMark(i, ')');
  if (!closed) return;
  bool distinctive = false;
  std::string letters;
  for (std::uint32_t at = first; at < i; ++at) {
    const Token& token = document.tokens[at];
    if (!token.capital && token.kind == TokenKind::kWord) return;
    const bool generic = IsFunctionWord(token.hash) || IsBodyHead(token.hash) || IsAgencyHead(token.hash) || IsRuleHead(token.hash) || IsTitle(token.hash) ||
                         IsTradeWord(token.hash) || IsLegalSuffix(token.hash);
    distinctive = distinctive || (!generic && token.capital);
  }
  if (!distinctive) return;
  const Token& token = document.tokens[first];
  const bool acronym = i - first == 1 && token.all_caps;
  // Bare words in parentheses are often asides; an acronym or quotation marks make a definition.
  if (!acronym && !quoted) return;
  if (meaning.kind == MentionKind::kPlace && !Spells(document, meaning.first, meaning.last, document.Surface(first))) return;
  if (acronym && !quoted && meaning.kind != MentionKind::kFirm) {
    const std::string_view surface = document.Surface(first);
    const char c = document.text[document.tokens[meaning.first].span.begin];
    if (!Spells(document, meaning.first, meaning.last, surface) && (surface[0] | 0x20) != (c | 0x20)) return;
  }
  definitions.push_back({first, i, &meaning});
}

}  // namespace

void FindShapes(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                std::vector<Candidate>& found) {
  ShapeFinder(document, dictionary, settled, found).Find();
}

void FollowDefinitions(const TaggedText& document, const std::vector<Candidate>& settled, std::vector<Candidate>& found) {
  std::vector<Definition> definitions;
  const auto owners = OwnersOf(document, settled);
  constexpr std::size_t kDefinitionsMax = 256;
  for (std::uint32_t i = 1; i < document.size() && definitions.size() < kDefinitionsMax; ++i) {
    if (document.IsMark(i, '(')) ReadDefinition(document, settled, owners, i, definitions);
  }
  if (definitions.empty()) return;
  TokenTrie trie;
  std::vector<std::uint32_t> hashes;
  for (std::uint32_t d = 0; d < definitions.size(); ++d) {
    hashes.clear();
    for (std::uint32_t i = definitions[d].first; i < definitions[d].last; ++i) hashes.push_back(document.tokens[i].hash);
    trie.Add(hashes, d);
  }
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    if (!trie.MayStart(document.tokens[i].hash)) continue;
    std::uint32_t node = 0;
    for (std::uint32_t at = i; at < document.size(); ++at) {
      node = trie.Child(node, document.tokens[at].hash);
      if (node == TokenTrie::kNone) break;
      trie.EachPayload(node, [&](std::uint32_t d) {
        const Definition& definition = definitions[d];
        if (i < definition.first || (owners[i] != kNoId && settled[owners[i]].last - settled[owners[i]].first >= at + 1 - i)) return;
        for (std::uint32_t k = 0; k <= at - i; ++k) {
          const Token& here = document.tokens[i + k];
          if (here.stem().In(document.text) != document.tokens[definition.first + k].stem().In(document.text)) return;
        }
        Candidate candidate;
        candidate.first = i;
        candidate.last = at + 1;
        candidate.span = {document.tokens[i].span.begin, document.tokens[at].stem().end};
        candidate.kind = definition.meaning->kind;
        candidate.entity = definition.meaning->entity;
        candidate.id = definition.meaning->id;
        candidate.rule = "defined";
        found.push_back(std::move(candidate));
      });
    }
  }
}

namespace {

// "Secretary of the Treasury": an office, not the department.
bool IsOfficeOf(const TaggedText& document, const Candidate& body) {
  static const auto body_words = HashesOf("Department", "Ministry", "Office", "Bureau", "U", "US");
  if (In(body_words, document.tokens[body.first].hash)) return false;
  std::uint32_t i = body.first;
  if (i > 0 && document.tokens[i - 1].hash == K().the) --i;
  if (i < 2) return false;
  const std::uint32_t link = document.tokens[i - 1].hash;
  if (link != K().of && link != K().on_for) return false;
  return dateline::extract::IsOfficeOf(document.tokens[i - 2].hash);
}

// "Wuhan Institute of Virology", "University of Hong Kong": a body of none of our kinds.
bool IsInNonAgency(const TaggedText& document, const Candidate& place) {
  if (document.tokens[place.last - 1].possessive != 0) return false;
  for (std::uint32_t i = place.last; i < document.size() && i < place.last + 4; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kWord || !token.capital || !(token.gap == Gap::kSpace || token.gap == Gap::kLine)) break;
    if (IsNonAgencyBody(token.hash)) return true;
  }
  if (place.first < 2) return false;
  const std::uint32_t of = place.first - 1;
  static const auto heads = HashesOf("University", "College", "Academy", "Institute");
  return document.tokens[of].hash == K().of && document.tokens[of - 1].capital && In(heads, document.tokens[of - 1].hash);
}

bool IsUnitedStates(const Dictionary& dictionary, const Candidate& candidate) {
  return candidate.kind == MentionKind::kPlace && candidate.entity != kNoId && dictionary.entity(candidate.entity).id == "place.us";
}

// "U.S. Department of X" → "Department of X" when that names the same body.
void DropLeadingCountry(const TaggedText& document, const Dictionary& dictionary, Candidate& body) {
  if (body.entity == kNoId) return;
  std::uint32_t first = body.first;
  const std::string_view surface = document.Surface(first);
  if (surface == "U" || surface == "US") {
    first += surface == "US" ? 1 : 3;
    if (document.IsMark(first, '.')) ++first;
  } else if (surface == "United" && document.size() > first + 2) {
    first += 2;
  } else {
    return;
  }
  if (first >= body.last) return;
  const std::uint32_t alias = dictionary.FindWhole(document.text, document.tokens, first, body.last, MentionKind::kAgency);
  if (alias == kNoId || dictionary.alias(alias).entity != body.entity || dictionary.alias(alias).conditional()) return;
  body.first = first;
  body.span.begin = document.tokens[first].span.begin;
}

struct UrlRanges {
  std::vector<Span> ranges;
  explicit UrlRanges(std::string_view text) {
    for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
      std::size_t end = at;
      while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && text[end] != ')' && text[end] != '>' && text[end] != '"' && text[end] != ']') ++end;
      ranges.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      at = end > at + 3 ? end - 3 : at;
    }
  }
  [[nodiscard]] bool Holds(std::uint32_t begin) const {
    const auto after = std::ranges::upper_bound(ranges, begin, {}, &Span::begin);
    return after != ranges.begin() && begin < std::prev(after)->end;
  }
};

}  // namespace

void TidySettled(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled) {
  const UrlRanges urls(document.text);
  for (std::size_t i = 0; i < settled.size(); ++i) {
    Candidate& candidate = settled[i];
    bool drop = !urls.ranges.empty() && urls.Holds(candidate.span.begin);
    if (candidate.kind == MentionKind::kAgency) {
      drop = drop || IsOfficeOf(document, candidate);
      DropLeadingCountry(document, dictionary, candidate);
    }
    if (candidate.kind == MentionKind::kPlace) {
      drop = drop || IsInNonAgency(document, candidate);
      const bool adjacent = candidate.last < document.size() && document.tokens[candidate.last - 1].possessive == 0 &&
                            document.tokens[candidate.last].gap >= Gap::kSpace && document.tokens[candidate.last].gap <= Gap::kLine;
      if (adjacent && IsUnitedStates(dictionary, candidate)) {
        const Token& next = document.tokens[candidate.last];
        const bool office = dateline::extract::IsOfficeOf(next.hash) && next.capital;
        const bool own_agency = i + 1 < settled.size() && settled[i + 1].first == candidate.last && settled[i + 1].kind == MentionKind::kAgency;
        drop = drop || office || own_agency;
      }
    }
    if (drop) candidate.span.end = candidate.span.begin;
  }
  std::erase_if(settled, [](const Candidate& candidate) { return candidate.span.empty(); });
}

}  // namespace dateline::extract
