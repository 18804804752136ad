// Firms that their legal suffix tells: "Lanhe Tools Co., Ltd.", "…有限公司".
#include <algorithm>

#include "extract/tagger_firm_shapes.h"

namespace dateline::extract {
namespace {

// Words that end the names of houses without a legal suffix; as products they would name the same house.
constexpr auto kBranches =
    HashesOf("Cloud", "Tsusho", "Shipbuilding", "Ventures", "Securities", "Motors", "Motor", "Capital", "Bank",
             "Foundry", "Mobility", "NA", "Holdings", "Group", "Technologies", "Industries", "Tire", "Tires", "Tyre",
             "Tyres", "Operations", "Cement", "Distribution", "Maintenance", "Wheel", "Wheels", "Headquarters");
constexpr auto kContinents = HashesOf("America", "Americas", "USA");
constexpr auto kPrefixForms = HashesOf("OOO", "JSC", "PJSC", "OJSC", "ZAO", "PAO", "PT");
constexpr auto kLedTo = HashesOf("as", "by", "from", "with", "at", "including", "like", "sold", "hired", "told",
                                 "chose", "joined", "supplier", "through");
constexpr auto kFirmsDo = HashesOf("said", "says", "will", "has", "is", "was", "fell", "rose", "sued", "declined",
                                   "plans", "agreed", "announced", "bought", "sold", "denied", "did");

class FirmReader : FirmShapes {
 public:
  using FirmShapes::FirmShapes;

  // "Banking", "Education": a line of business, by its ending.
  bool IsActivity(std::uint32_t i) const {
    static constexpr std::string_view endings[] = {"ing", "tion", "ment", "ics", "ery", "ure"};
    const std::string_view surface = At(i).stem().In(document_.text);
    return std::ranges::any_of(endings, [&](std::string_view ending) { return surface.ends_with(ending); });
  }

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
          if (left + 1 != suffix && (!IsLegalSuffix(At(left + 1).hash) || In(kPrefixForms, At(left + 1).hash))) break;
        } else if (token.hash == kKnown.period) {
          const bool abbreviation = left > 0 && document_.Glued(left) && (IsLegalSuffix(At(left - 1).hash) || (At(left - 1).span.size() == 1 && At(left - 1).capital));
          // "… Advisors, LLC. Ernst & Young LLP": a period behind a form ends the sentence unless the name goes on with
          // a form.
          static constexpr auto juniors = HashesOf("Jr", "Sr");
          const bool ends = left > 0 && IsLegalSuffix(At(left - 1).hash) && !In(juniors, At(left - 1).hash) &&
                            i < suffix && At(i).kind != TokenKind::kPunct && !IsLegalSuffix(At(i).hash);
          if (!abbreviation || ends) break;
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
      if (const Candidate* owner = Owner(left); owner != nullptr && owner->kind == MentionKind::kFirm &&
                                                (!IsFunctionWord(At(owner->first).hash) || At(owner->first).all_caps)) {
        begin = i = owner->first;
        continue;
      }
      if (token.hash == kKnown.with_and) {
        // "Lanhe Company and Tarnby Company" are two.
        if (left == 0 || !IsCapitalWord(left - 1) || !IsCapitalWord(i) || IsLegalSuffix(At(left - 1).hash)) break;
        if (OwnedBy(left - 1, MentionKind::kFirm) && OwnedBy(i, MentionKind::kFirm)) break;
        // "Senmao Bamboo and Wood Industry Co.": the word of trade may come second.
        const bool second = left > 1 && IsPlainCapital(left - 2) && NearGap(left - 1) && Owner(left - 1) == nullptr && NearGap(i + 1) && IsTradeWord(At(i + 1).hash);
        // "Quill Technology and Harrow Inc." are two: behind a word of trade another one, or words before the form.
        const bool first =
            IsTradeWord(At(left - 1).hash) &&
            (IsActivity(i) || (i + 1 < suffix && At(i + 1).kind == TokenKind::kWord && !IsLegalSuffix(At(i + 1).hash)));
        if (!(IsTradeWord(At(i).hash) || first || second)) break;
        i = left;
        continue;
      }
      if (token.hash == kKnown.of) {
        if (left == 0 || !IsCapitalWord(left - 1) || IsFunctionWord(At(left - 1).hash) || IsTitle(At(left - 1).hash) || IsAgencyHead(At(left - 1).hash)) break;
        i = left;
        continue;
      }
      // "Quorl de Tarn SA"
      static constexpr auto romance = HashesOf("de", "del", "do", "da", "du", "y", "e");
      if (In(romance, token.hash) && !token.capital && left > 0 && IsPlainCapital(left - 1) && NearGap(left) &&
          NearGap(i) && Owner(left - 1) == nullptr) {
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

  // "The Quorl Company": a name before the word, not what kind of company it is.
  bool IsHouse(std::uint32_t name, std::uint32_t company) const {
    static constexpr auto kinds = HashesOf(
        "Parent", "Portfolio", "Target", "Project", "Trust", "Group", "Successor", "Shell", "Foreign", "Subject",
        "Insurance", "Investment", "Management", "Title", "Water", "Power", "Gas", "Electric", "Railroad", "Railway",
        "Development", "Finance", "Drug", "Service", "Services", "Joint", "Public", "Private", "Member", "Series",
        "Stock", "Merger", "Combined", "Asset", "Property", "Data", "Tech", "Theatre", "Theater", "Dance", "Opera",
        "First", "Second", "Rifle", "Tank", "Fund", "Issuer", "Seller", "Buyer", "Domestic", "Affiliate", "Small",
        "Large", "Each", "Such", "Blank", "Limited", "Corporate", "Life", "Media", "Cable", "Telephone", "Oil");
    if (company != name + 1 || name == 0 || At(name - 1).hash != kKnown.the || At(name).gap != Gap::kSpace ||
        At(company).gap != Gap::kSpace || At(name).all_caps || At(company).all_caps || !IsPlainCapital(name) ||
        Owner(name) != nullptr || IsCapital(company + 1) || IsHead(At(name).hash) || IsTradeWord(At(name).hash) ||
        IsBodyHead(At(name).hash) || In(kNoNames, At(name).hash) || In(kNoFirms, At(name).hash) ||
        In(kinds, At(name).hash) || In(kKnown.demonyms, At(name).hash))
      return false;
    static constexpr std::string_view plain[] = {"ing", "ed", "ent", "al", "or", "ee", "ive", "ary"};
    const std::string_view surface = At(name).stem().In(document_.text);
    return surface.size() > 3 &&
           std::ranges::none_of(plain, [&](std::string_view ending) { return surface.ends_with(ending); });
  }

  void Firm(std::uint32_t suffix) {
    if (In(kPrefixForms, At(suffix).hash) &&
        (At(suffix).hash == HashOf("PT") || (IsPlainCapital(suffix + 1) && At(suffix + 1).gap == Gap::kSpace)))
      return Prefixed(suffix);
    const bool venture = In(kKnown.joint_ventures, At(suffix).hash);
    std::uint32_t begin = FirmBegin(suffix);
    // A country's name as an adjective stands before the name: "PRC Lanhe Co., Ltd."
    // So does "Re" in the name of a case, and what a party is called: "In Re Lanhe Inc.", "Petitioner Lanhe Inc."
    static constexpr auto parties = HashesOf("Petitioner", "Respondent", "Complainant", "Plaintiff", "Defendant", "Applicant", "Appellant", "Intervenor");
    static constexpr std::uint32_t prc = HashOf("PRC"), us = HashOf("US"), re = HashOf("Re");
    while (begin + 1 < suffix && (At(begin).hash == prc || At(begin).hash == re || At(begin).hash == us || In(kKnown.demonyms, At(begin).hash) || In(parties, At(begin).hash)) && NearGap(begin + 1)) ++begin;
    if (begin == suffix) return Prefixed(suffix);
    std::uint32_t words = 0;
    bool named = false;
    for (std::uint32_t i = begin; i < suffix; ++i) {
      if (!IsCapital(i)) continue;
      ++words;
      named = named || !(IsBodyHead(At(i).hash) || IsTradeWord(At(i).hash) || IsLegalSuffix(At(i).hash));
    }
    const std::uint32_t hash = At(suffix).hash;
    if (!named && words < 3) return;
    // "State Corporation Commission": a body's.
    if (suffix + 1 < document_.size() && hash == kKnown.corporation && At(suffix).possessive == 0 &&
        At(suffix + 1).capital && At(suffix + 1).gap == Gap::kSpace && At(suffix + 1).hash == HashOf("Commission"))
      return;
    // "Quorl AB", not "the bill, AB 12", "ORDER AB" or "Norport AB".
    static constexpr auto short_forms = HashesOf("AB", "AG", "NV", "ASA", "SAL", "SA");
    if (In(short_forms, hash) &&
        (!At(suffix).all_caps || !IsPlainCapital(suffix - 1) || At(suffix).gap != Gap::kSpace ||
         (At(suffix - 1).all_caps && (words < 2 || At(begin).all_caps)) || IsCapital(suffix + 1) ||
         (suffix + 1 < document_.size() && At(suffix + 1).hash == kKnown.hyphen && document_.Glued(suffix + 1)) ||
         (OwnedBy(begin, MentionKind::kPlace) && Owner(begin)->last == suffix) ||
         In(kKnown.body_heads, At(suffix - 1).hash)))
      return;
    static constexpr std::uint32_t spa = HashOf("SpA");
    if (hash == spa && At(suffix).all_caps) return;  // "Norland SPA 24"
    // "Certain LP investments"
    if (hash == HashOf("LP") &&
        (!At(suffix).all_caps || (words < 2 && suffix + 1 < document_.size() &&
                                  At(suffix + 1).kind == TokenKind::kWord && !At(suffix + 1).capital)))
      return;
    if (venture && !At(suffix).all_caps) return;
    if (hash == kKnown.company && LedByForm(suffix)) return;
    if (hash == kKnown.co && At(suffix).all_caps) return;  // "Springs, CO"
    const bool follows = suffix + 1 < document_.size() && (document_.IsMark(suffix + 1, '.') || document_.IsMark(suffix + 1, ','));
    if (hash == kKnown.co && !follows && !(suffix + 1 < document_.size() && IsLegalSuffix(At(suffix + 1).hash))) return;
    const bool plain = hash == kKnown.company || hash == kKnown.limited;
    // "Clean Water Standard (CWS) Limited Maintenance Plan": the word belongs to what follows.
    const bool aside = document_.IsMark(suffix - 1, ')') && suffix > 1 && At(suffix - 2).all_caps;
    if (hash == kKnown.limited && aside && IsCapitalWord(suffix + 1) && At(suffix + 1).gap == Gap::kSpace) return;
    // "Austal Limited", in running text
    const bool limited = hash == kKnown.limited && suffix == begin + 1 && IsPlainCapital(begin) &&
                         !In(kNoNames, At(begin).hash) && !In(kNoFirms, At(begin).hash) && !IsCapital(suffix + 1) &&
                         NearGap(suffix) && !At(suffix).all_caps && !At(begin).all_caps &&
                         !IsTradeWord(At(begin).hash) && !IsBodyHead(At(begin).hash);
    if (plain && words < 2 && !limited && !(hash == kKnown.company && IsHouse(begin, suffix)) &&
        !OwnedBy(begin, MentionKind::kFirm))
      return;
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

  // "Public Joint Stock Company Quorl", "Limited Liability Company Tarn Marine": a form in words comes first.
  bool LedByForm(std::uint32_t company) {
    static constexpr std::uint32_t stock = HashOf("Stock"), joint = HashOf("Joint"), liability = HashOf("Liability");
    static constexpr auto kinds = HashesOf("Public", "Open", "Closed", "Private", "Limited");
    if (company < 2) return false;
    const bool form = (At(company - 1).hash == stock && At(company - 2).hash == joint) ||
                      (At(company - 1).hash == liability && At(company - 2).hash == kKnown.limited);
    if (!form || At(company).possessive != 0) return false;
    std::uint32_t first = company - 2;
    if (first > 0 && IsCapitalWord(first - 1) && In(kinds, At(first - 1).hash)) --first;
    // "the Joint Stock Company rules"
    if (!IsCapitalWord(company + 1)) return first == 0 || !IsPlainCapital(first - 1);
    std::uint32_t last = company + 1;
    const auto goes_on = [&](std::uint32_t i) {
      if (IsCapitalWord(i)) return At(i).gap == Gap::kSpace && !IsTitle(At(i).hash);
      const bool link = i < document_.size() && (At(i).hash == kKnown.with_and || At(i).hash == kKnown.of);
      return link && IsCapitalWord(i + 1) && !In(kinds, At(i + 1).hash) && At(i + 1).hash != joint;
    };
    while (last - company < 9 && goes_on(last) && At(last - 1).possessive == 0) ++last;
    if (first > 0 && IsPlainCapital(first - 1) && At(first).gap == Gap::kSpace) return false;
    Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(company + 1, last));
    return true;
  }

  // "OOO Tarnby", "PT Quill Kestrel": the form comes first.
  void Prefixed(std::uint32_t form) {
    if (!In(kPrefixForms, At(form).hash) || !At(form).all_caps || !IsPlainCapital(form + 1) ||
        At(form + 1).gap != Gap::kSpace || Owner(form + 1) != nullptr)
      return;
    std::uint32_t last = form + 1;
    while (last < document_.size() && last - form < 5 && IsPlainCapital(last) && At(last).gap == Gap::kSpace &&
           At(last - 1).possessive == 0 && !In(kPrefixForms, At(last).hash))
      ++last;
    Emit(form, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-suffix");
  }

  // "Lanhe Bank, N.A.", "Tarnby Aviation s.r.o.": a legal form with periods, at its first letter.
  void Dotted(std::uint32_t form) {
    static constexpr std::string_view kForms[] = {"N.V.",   "B.V.",   "N.A.",   "P.C.",     "P.A.", "L.P.",
                                                  "L.L.C.", "L.L.P.", "S.A.S.", "S.A.R.L.", "S.A.", "S.p.A.",
                                                  "S.r.l.", "K.K.",   "s.r.o.", "d.o.o."};
    if (form == 0 || At(form).gap != Gap::kSpace) return Signature(form);
    const std::string_view rest = document_.text.substr(At(form).span.begin, 8);
    const auto* const found = std::ranges::find_if(kForms, [&](std::string_view f) { return rest.starts_with(f); });
    if (found == std::end(kForms)) return;
    const bool comma = At(form - 1).hash == kKnown.comma && document_.Glued(form - 1);
    if (!IsCapitalWord(form - (comma && form > 1 ? 2 : 1))) return;
    const std::uint32_t begin = FirmBegin(form);
    if (begin == form || IsFunctionWord(At(begin).hash) ||
        (OwnedBy(begin, MentionKind::kPlace) && Owner(begin)->last + (comma ? 1 : 0) == form))
      return;
    const std::uint32_t end = At(form).span.begin + static_cast<std::uint32_t>(found->size());
    std::uint32_t last = form;
    while (last < document_.size() && At(last).span.begin < end) ++last;
    Emit(begin, last, end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(begin, form));
  }

  // "/s/ Quorl Tarnby": who signs a filing, at the "s".
  void Signature(std::uint32_t s) {
    if (s == 0 || s + 3 >= document_.size() || At(s).capital || !document_.IsMark(s - 1, '/') ||
        !document_.IsMark(s + 1, '/') || !document_.Glued(s) || !document_.Glued(s + 1))
      return;
    const std::uint32_t first = s + 2;
    if (Owner(first) != nullptr || !NearGap(first)) return;
    std::uint32_t last = first, words = 0;
    while (last < document_.size() && words < 4 && IsCapitalWord(last) && Owner(last) == nullptr &&
           !IsTitle(At(last).hash) && (last == first || At(last).gap == Gap::kSpace || document_.Glued(last))) {
      ++words;
      ++last;
      const bool initial = At(last - 1).span.size() == 1 && document_.IsMark(last, '.') && document_.Glued(last);
      const bool hyphen = last + 1 < document_.size() && At(last).hash == kKnown.hyphen && document_.Glued(last) &&
                          document_.Glued(last + 1);
      if (initial || hyphen) ++last;
    }
    if (words < 2 || last == first || At(last - 1).kind != TokenKind::kWord || At(last - 1).span.size() < 2) return;
    Emit(first, last, At(last - 1).stem().end, MentionKind::kOfficial, "shape:signature");
  }

  // "Kestrel Microelectronics", in running text: capitalised words before a tail that only firms have.
  void Tail(std::uint32_t tail) {
    constexpr std::uint32_t kWordsMax = 3;
    if (Owner(tail) != nullptr || At(tail).all_caps || !NearGap(tail)) return;
    if (At(tail).possessive == 0 && IsCapital(tail + 1) && At(tail + 1).gap == Gap::kSpace) return;
    std::uint32_t begin = tail, words = 0;
    while (begin > 0 && words <= kWordsMax && At(begin).gap != Gap::kParagraph) {
      const bool hyphen =
          At(begin - 1).hash == kKnown.hyphen && document_.Glued(begin - 1) && document_.Glued(begin) && begin > 1;
      const std::uint32_t left = begin - (hyphen ? 2 : 1);
      const bool shouted = words == 0 && IsCapitalWord(left) && At(left).all_caps && At(left).span.size() > 2;  // "VIA"
      if (!(IsPlainCapital(left) || shouted) || At(left).possessive != 0 ||
          (Owner(left) != nullptr && !OwnedBy(left, MentionKind::kPlace)))
        break;
      if (In(kNoNames, At(left).hash) || IsHead(At(left).hash)) return;
      begin = left;
      ++words;
    }
    if (words == 0 || words > kWordsMax || In(kKnown.demonyms, At(begin).hash) || At(begin).span.size() < 2) return;
    // "Norland Airlines" is a firm, "Norland Logistics" may be what it has.
    static constexpr auto carriers = HashesOf("Airlines", "Airways", "Bancorp");
    if (OwnedBy(begin, MentionKind::kPlace) && Owner(begin)->last == tail && !In(carriers, At(tail).hash)) return;
    if (begin > 0 && At(begin).gap != Gap::kParagraph) {
      static constexpr auto before =
          HashesOf("the", "a", "an", "these", "this", "its", "their", "our", "and", "-", ":");
      const Token& token = At(begin - 1);
      const bool joined = token.hash == kKnown.with_and && (begin < 2 || !OwnedBy(begin - 2, MentionKind::kFirm));
      if (token.hash != kKnown.with_and ? In(before, token.hash) : joined) return;
      if (token.kind == TokenKind::kWord && token.capital && token.possessive == 0 && !IsFunctionWord(token.hash) &&
          !IsTitle(token.hash) && NearGap(begin))
        return;
    }
    // A heading proves nothing: some word of the sentence has a small letter right before or behind.
    const std::uint32_t next = tail + 1;
    const bool goes_on =
        next + 1 < document_.size() && At(next).gap != Gap::kParagraph &&
        (At(next).kind == TokenKind::kPunct ? !At(next + 1).capital || At(next).hash == kKnown.comma : true);
    const bool led = begin > 0 && At(begin).gap != Gap::kParagraph && At(begin - 1).kind == TokenKind::kWord &&
                     !At(begin - 1).capital;
    if (!goes_on && !led) return;
    if (In(kMidTails, At(tail).hash)) {
      const bool spoken_of = led && In(kLedTo, At(begin - 1).hash);
      const bool acts = At(tail).possessive != 0 ||
                        (next < document_.size() && At(next).gap == Gap::kSpace && In(kFirmsDo, At(next).hash));
      if (!spoken_of && !(acts && words > 1)) return;
    }
    // "Quorl Shipbuilding & Offshore Engineering"
    std::uint32_t last = tail + 1;
    if (At(tail).possessive == 0 && document_.IsMark(last, '&') && At(last).gap == Gap::kSpace &&
        IsCapitalWord(last + 1)) {
      ++last;
      while (IsCapitalWord(last) && last - tail < 6 && NearGap(last) && Owner(last) == nullptr &&
             At(last - 1).possessive == 0)
        ++last;
    }
    Emit(begin, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-tail");
  }

  // "Toyota Tsusho", "Acme Energy Trading": a firm of the dictionary whose name goes on with words of trades is another.
  void Branch(std::uint32_t first) {
    std::uint32_t last = first;
    bool trade = false;
    const auto open = [&](std::uint32_t i) {
      return Owner(i) == nullptr || (OwnedBy(i, MentionKind::kPlace) && In(kContinents, At(i).hash));
    };
    while (last < document_.size() && last - first < 3 && IsCapitalWord(last) && At(last).gap == Gap::kSpace &&
           open(last) && !IsFunctionWord(At(last).hash) &&
           (In(kContinents, At(last).hash) || IsTradeWord(At(last).hash) || In(kBranches, At(last).hash))) {
      trade = true;
      if (At(last++).possessive != 0) break;
    }
    const bool goes_on = last < document_.size() && IsCapitalWord(last) && At(last).gap == Gap::kSpace && At(last - 1).possessive == 0 && !IsTitle(At(last).hash);
    if (!trade || goes_on) return;
    const Candidate& firm = *Owner(first - 1);
    // "Resonac Holdings" is Resonac.
    static constexpr auto same = HashesOf("Holdings", "Group");
    std::uint32_t known = KnownFirm(firm.first, last);
    if (known == kNoId && last == first + 1 && In(same, At(first).hash)) known = firm.entity;
    Emit(firm.first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-branch", known);
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

void FirmEndingAt(const ShapeContext& context, std::uint32_t suffix) {
  FirmReader reader(context);
  const Token& token = context.document.tokens[suffix];
  if (token.span.size() == 1)
    reader.Dotted(suffix);
  else if (In(kTails, token.hash) || In(kMidTails, token.hash))
    reader.Tail(suffix);
  else
    reader.Firm(suffix);
}

void ChineseFirmAt(const ShapeContext& context, std::uint32_t i) { FirmReader(context).ChineseFirm(i); }

}  // namespace dateline::extract
