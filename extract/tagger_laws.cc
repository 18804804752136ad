// Laws that their head word tells: "X Act of 2022", "X Y Regulations".
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kAgreement = HashOf("Agreement"), kCode = HashOf("Code");
// What countries agree on. Firms have agreements too: those of countries name two, or begin with one.
constexpr auto kAgreed = HashesOf("Trade", "Promotion", "Partnership", "Cooperation", "Association", "Investment", "Tax", "Defense", "Defence", "Security",
                                  "Consultative", "Extradition", "Framework", "Services", "Technology", "Fisheries", "Customs", "Transport");
constexpr auto kCodified = HashesOf("Administrative", "Revised", "Civil", "Penal", "Criminal", "Labor", "Labour", "Tax", "Health", "Safety", "Business",
                                    "Government", "Commercial", "Annotated", "Water", "Insurance", "Education", "Election", "Municipal", "Family", "Probate");

constexpr std::uint32_t kProgram = HashOf("Program"), kProgramme = HashOf("Programme"), kStatute = HashOf("Law"),
                        kBill = HashOf("Bill"), kAmendment = HashOf("Amendment");
// Programmes of houses and schools, and those that any body has.
constexpr auto kOwnPrograms = HashesOf("Compliance", "Repurchase", "Purchase", "Buyback", "Incentive", "Bonus", "Loyalty", "Rewards", "Partner", "Developer", "Internship",
                                       "Fellows", "Fellowship", "Degree", "Monitoring", "Quality", "Training", "Doctoral", "Graduate", "Undergraduate", "Bounty", "Affiliate",
                                       "Ownership", "Savings", "Stock", "Share", "Issuance", "Records", "Computer", "Matching", "Discretionary", "Regulatory", "Research",
                                       "Accelerator", "Startup", "Customer", "Member", "Membership", "Certificate");
constexpr auto kOrdinals = HashesOf("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Constitutional", "Proposed", "This",
                                    "Final", "Draft", "Framework", "Plan", "Lease", "License", "Renewed", "Budget", "Agreement", "Contract", "Management", "Credit");
constexpr auto kNoStatutes = HashesOf("Common", "International", "Maritime", "Criminal", "Civil", "Business", "Corporate", "Family", "Islamic", "Sharia", "Martial", "Public",
                                      "Private", "Natural", "Constitutional", "Comparative", "Administrative", "Roman", "Applicable", "School", "Supreme", "State", "Federal",
                                      "University", "Harvard", "Yale", "Stanford", "Columbia", "Georgetown");

// Instruments that are called by a number: "Order No. 7", "Notification No. 58/2025-26".
constexpr auto kNumbered =
    HashesOf("Order", "Circular", "Notification", "Decree", "Announcement", "Determination", "Resolution", "Ordinance",
             "Directive", "Instruction", "Memorandum", "Regulation", "Law", "Decision", "Bill", "Rule", "Act", "Permit",
             "Guide", "Publication", "Notice", "Proposition");
// Those that take it without "No." behind another word: "Regulatory Guide 1.21", "Senate Bill 1047".
constexpr auto kBareNumbered = HashesOf("Order", "Decree", "Determination", "Resolution", "Directive", "Bill", "Permit",
                                        "Guide", "Publication", "Rule");
// Those that take it without "No." behind whoever issued them.
constexpr auto kIssued =
    HashesOf("Announcement", "Notification", "Circular", "Decree", "Resolution", "Directive", "Decision");
constexpr std::uint32_t kProposition = HashOf("Proposition");
constexpr auto kNumberedBefore =
    HashesOf("Regulatory", "Special", "Presidential", "Government", "Senate", "House", "Assembly", "Cabinet",
             "Ministerial", "General", "Council", "Listing", "Listed", "Commission");
// Orders of courts and shops.
constexpr auto kOrderedByOthers =
    HashesOf("Purchase", "Work", "Court", "Protective", "Consent", "Change", "Task", "Delivery", "Restraining",
             "Procedural", "Scheduling", "Executive", "Standing", "Building", "Docket", "Release");
// "Announcement No. 7, 2025": these take their year after a comma.
constexpr auto kDatedByComma = HashesOf("Announcement", "Notification", "Circular", "Decree");
// Laws that their head word ends.
constexpr auto kEnds =
    HashesOf("Act", "Acts", "Regulations", "Treaty", "Convention", "Directive", "Regulation", "Directives", "Rule",
             "List", "Agreement", "Code", "Program", "Programme", "Law", "Amendment", "Ordinance", "Bill");
constexpr std::uint32_t kRegulations = HashOf("Regulations"), kList = HashOf("List");
constexpr auto kInsideActs =
    HashesOf("Amendment", "Amendments", "Regulation", "Code", "Program", "Measures", "Schedule");
constexpr auto kRuleLinks = HashesOf("and", "to", "of", "the", "your", "for");
// Laws whose matter follows: "Law on Ports", "Measures for Ship Review", and the words that come before such heads.
constexpr auto kTopical = HashesOf("Law", "Act", "Regulations", "Measures", "Provisions", "Rules", "Ordinance",
                                   "Agreement", "Decree", "Catalogue", "Regulation");
constexpr auto kBeforeTopical = HashesOf("Interim", "Provisional", "Administrative", "Implementing", "Federal", "Basic",
                                         "Framework", "Special", "Supplementary", "General", "Ministerial");
constexpr auto kOpensTopic = HashesOf("on", "for", "concerning", "regarding", "against", "governing");
constexpr auto kTopicLinks =
    HashesOf("of", "and", "for", "in", "to", "the", "on", "from", "with", "against", "between", "or", "by",
             "concerning", "relating", "regarding", "respecting", "into", "through");

class LawReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  // "the EU Harbor Regulation": the union whose law it is, in two letters, before more words.
  bool LeadsLaw(std::uint32_t begin, std::uint32_t at, std::uint32_t words) const {
    return at == begin && words > 1 && begin > 0 && IsThe(begin - 1) && At(begin).all_caps &&
           At(begin).span.size() == 2;
  }

  bool IsThe(std::uint32_t i) const { return At(i).hash == kKnown.the; }

  // "Order No. 7", "Customs Circular No. 14/2026", "Regulatory Guide 1.21".
  bool Numbered(std::uint32_t head) {
    static constexpr auto no = HashesOf("No", "Nos", "Number");
    if (head + 1 >= document_.size() || (At(head + 1).kind != TokenKind::kNumber && !In(no, At(head + 1).hash)))
      return false;
    if (!In(kNumbered, At(head).hash) || At(head).possessive != 0 || At(head).all_caps) return false;
    const std::uint32_t before = head > 0 && NearGap(head) && IsCapitalWord(head - 1) ? At(head - 1).hash : 0;
    if (In(kOrderedByOthers, before)) return false;
    std::uint32_t i = head + 1;
    const bool says_no = In(no, At(i).hash) && At(i).capital && NearGap(i);
    if (says_no && ++i < document_.size() && document_.IsMark(i, '.')) ++i;
    if (i >= document_.size() || At(i).kind != TokenKind::kNumber || !NearGap(i)) return false;
    // "the ministry's Decree 13", "Canal Board Circular 7": whose it is tells that it is one.
    const bool issued = head > 0 && In(kIssued, At(head).hash) && NearGap(head) &&
                        (At(head - 1).possessive != 0 || OwnedBy(head - 1, MentionKind::kAgency));
    const bool announced = At(head).hash == HashOf("Announcement") && At(i).span.size() > 1;
    const bool bare =
        issued || announced ||
        (At(head).hash == kProposition && (At(i).span.size() > 1 || OwnedBy(head - 1, MentionKind::kPlace))) ||
        (In(kBareNumbered, At(head).hash) && In(kNumberedBefore, before));
    if (!says_no && (!bare || IsCalendarYear(i))) return false;
    while (i + 2 < document_.size() && document_.Glued(i + 1) && document_.Glued(i + 2) &&
           At(i + 2).kind != TokenKind::kPunct && At(i + 2).kind != TokenKind::kCjk &&
           (document_.IsMark(i + 1, '/') || document_.IsMark(i + 1, '.') || At(i + 1).hash == kKnown.hyphen)) {
      i += 2;
    }
    std::uint32_t last = i + 1;
    if (last + 1 < document_.size() && NearGap(last + 1) && IsYear(last + 1)) {
      const bool by_comma = At(last).hash == kKnown.comma && document_.Glued(last) && In(kDatedByComma, At(head).hash);
      if (At(last).hash == kKnown.of || by_comma) last += 2;
    }
    if (At(head).hash == HashOf("Notice") && last == i + 1) return false;  // "Notice No. 7 of 2025"
    std::uint32_t begin = head;
    for (std::uint32_t words = 0;
         words < 3 && begin > 0 && At(begin).gap != Gap::kParagraph && At(begin - 1).possessive == 0; ++words) {
      if (OwnedBy(begin - 1, MentionKind::kAgency)) {
        begin = Owner(begin - 1)->first;
        break;
      }
      // "DOT/FECM Order No. 5264"
      if (words > 0 && begin > 1 && document_.IsMark(begin - 1, '/') && document_.Glued(begin - 1) &&
          document_.Glued(begin) && OwnedBy(begin - 2, MentionKind::kAgency)) {
        begin = Owner(begin - 2)->first;
        break;
      }
      const std::uint32_t left = At(begin - 1).hash;
      const bool named =
          IsPlainCapital(begin - 1) || (words == 0 && In(kNumberedBefore, left) && IsCapitalWord(begin - 1));
      if (!named || Owner(begin - 1) != nullptr || IsRuleHead(left)) break;
      --begin;
    }
    if (OwnedBy(begin, MentionKind::kRule)) return false;  // it is known by its number
    // "(Order No. 17)": of a judge, in one case.
    if (begin == head && At(head).hash == HashOf("Order") && At(i).span.size() < 3) return false;
    Emit(begin, last, At(last - 1).stem().end, MentionKind::kRule, "shape:numbered");
    // "Announcement No. 61 and No. 62 of 2025": each its own.
    while (says_no && last + 3 < document_.size() &&
           (At(last).hash == kKnown.with_and || At(last).hash == kKnown.comma) && In(no, At(last + 1).hash) &&
           At(last + 1).capital) {
      const std::uint32_t first = last + 1;
      std::uint32_t number = first + 1;
      if (document_.IsMark(number, '.')) ++number;
      if (number >= document_.size() || At(number).kind != TokenKind::kNumber) break;
      last = number + 1;
      if (last + 1 < document_.size() && At(last).hash == kKnown.of && IsYear(last + 1)) last += 2;
      Emit(first, last, At(last - 1).stem().end, MentionKind::kRule, "shape:numbered");
      found_.back().id = SlugId(
          "rule", std::string(document_.Surface(head)).append(" ").append(found_.back().span.In(document_.text)));
    }
    return true;
  }

  // "Law on Cybersecurity", "Interim Measures for the Management of Ports": the matter follows the head.
  bool Topical(std::uint32_t head) {
    if (head + 2 >= document_.size() || At(head + 1).capital ||
        (At(head + 1).hash != kKnown.of && !In(kOpensTopic, At(head + 1).hash)))
      return false;
    if (!In(kTopical, At(head).hash) || At(head).possessive != 0 || At(head).all_caps) return false;
    constexpr std::uint32_t kTopicTokensMax = 22;
    std::uint32_t i = head + 1;
    // "Law of the People's Republic of Norland on Ports"
    if (i + 3 < document_.size() && At(i).hash == kKnown.of && IsThe(i + 1) && OwnedBy(i + 2, MentionKind::kPlace))
      i = Owner(i + 2)->last;
    if (i + 1 >= document_.size() || !NearGap(i) || At(i).capital || !In(kOpensTopic, At(i).hash)) return false;
    std::uint32_t begin = head;
    while (begin > 0 && NearGap(begin) && IsCapitalWord(begin - 1) && In(kBeforeTopical, At(begin - 1).hash)) --begin;
    const Token* before = begin > 0 && At(begin).gap != Gap::kParagraph ? &At(begin - 1) : nullptr;
    const bool singled =
        before != nullptr && (IsThe(begin - 1) || before->possessive != 0 || document_.IsMark(begin - 1, '*'));
    if (before != nullptr && before->capital && before->kind == TokenKind::kWord && !singled &&
        !IsFunctionWord(before->hash))
      return false;
    ++i;
    if (IsThe(i)) ++i;
    const std::uint32_t first = i;
    std::uint32_t last = i, words = 0;
    while (i < document_.size() && i - first < kTopicTokensMax && At(i).gap != Gap::kParagraph) {
      if (IsCapitalWord(i) && (words == 0 || !IsFunctionWord(At(i).hash))) {
        if (OwnedBy(i, MentionKind::kFirm) || OwnedBy(i, MentionKind::kOfficial) ||
            (words == 0 && OwnedBy(i, MentionKind::kPlace)))
          break;
        // "… on Ports and Regulations on Ships": another law.
        if (words > 0 && IsRuleHead(At(i).hash) && i + 1 < document_.size() && In(kOpensTopic, At(i + 1).hash)) break;
        last = ++i;
        ++words;
        if (At(last - 1).possessive != 0 && !IsCapitalWord(last)) break;
        continue;
      }
      const bool hyphen =
          At(i).hash == kKnown.hyphen && document_.Glued(i) && i + 1 < document_.size() && document_.Glued(i + 1);
      if (words == 0 || (!hyphen && (At(i).capital || !In(kTopicLinks, At(i).hash)))) break;
      // "… on Ports and the Data Law": what "and the" joins is another thing.
      if (At(i).hash == kKnown.with_and && i + 1 < document_.size() && IsThe(i + 1)) break;
      ++i;
    }
    const bool sure = singled || begin != head;
    if (words == 0 || (!sure && words < 3) ||
        (words < 2 && At(head).hash != HashOf("Law") && At(head).hash != HashOf("Act")))
      return false;
    const std::uint32_t end = YearEnd(last);
    Emit(begin, end, At(end - 1).stem().end, MentionKind::kRule, "shape:law-on");
    return true;
  }

  // "Russia-related General License 13N", "Counter Terrorism General License 31".
  void License(const Candidate& license) {
    static constexpr std::uint32_t related = HashOf("related");
    std::uint32_t begin = license.first;
    if (begin > 2 && At(begin - 1).hash == related && At(begin - 2).hash == kKnown.hyphen &&
        document_.Glued(begin - 1) && document_.Glued(begin - 2) && IsCapitalWord(begin - 3)) {
      begin -= 3;
      if (const Candidate* owner = Owner(begin)) begin = owner->first;
    } else {
      while (begin > 0 && license.first - begin < 4 && NearGap(begin) && At(begin - 1).possessive == 0 &&
             IsPlainCapital(begin - 1) && !IsRuleHead(At(begin - 1).hash) &&
             (Owner(begin - 1) == nullptr || OwnedBy(begin - 1, MentionKind::kPlace))) {
        begin = Owner(begin - 1) == nullptr ? begin - 1 : Owner(begin - 1)->first;
      }
    }
    if (begin == license.first) return;
    Emit(begin, license.last, license.span.end, MentionKind::kRule, "shape:license");
    found_.back().value = license.value;
  }

  // "PDUFA VII", "Basel III": an act of the dictionary in one of its rounds.
  void Round(const Candidate& law) {
    static constexpr auto numerals = HashesOf("II", "III", "IV", "VI", "VII", "VIII", "IX");
    const std::uint32_t i = law.last;
    if (law.last != law.first + 1 || i >= document_.size() || At(i - 1).possessive != 0 || !At(i - 1).all_caps ||
        !At(i).all_caps || At(i).gap != Gap::kSpace)
      return;
    if (In(numerals, At(i).hash)) Emit(law.first, i + 1, At(i).stem().end, MentionKind::kRule, "shape:round");
  }

  // "(Control)" in "Strategic Goods (Control) Act": where the words in parentheses that end at `close` begin, else
  // kNoId.
  std::uint32_t QualifierBegin(std::uint32_t close) const {
    if (!document_.IsMark(close, ')')) return kNoId;
    std::uint32_t open = close;
    while (open > 0 && close - open < 5 && !document_.IsMark(open, '(')) --open;
    if (!document_.IsMark(open, '(') || open == 0 || close - open < 2 || At(open).gap != Gap::kSpace) return kNoId;
    static constexpr std::uint32_t no = HashOf("No");
    const bool numbered =
        At(open + 1).hash == no && close - open == 4 && At(close - 1).kind == TokenKind::kNumber;  // "(No. 4)"
    // "(Use and Access)"
    for (std::uint32_t i = open + 1; i < close && !numbered; ++i) {
      const bool inside =
          i > open + 1 && i + 1 < close && (At(i).hash == kKnown.with_and || In(kKnown.connectors, At(i).hash));
      if (!IsCapitalWord(i) && !inside) return kNoId;
    }
    return IsCapitalWord(open - 1) || document_.IsMark(open - 1, ')') ? open : kNoId;
  }

  // "21st", "118th": at the head of a name's words.
  bool IsOrdinal(std::uint32_t i) const {
    const std::string_view surface = document_.Surface(i);
    return At(i).kind == TokenKind::kNumber && At(i).mixed && (surface.ends_with("st") || surface.ends_with("nd") || surface.ends_with("rd") || surface.ends_with("th"));
  }

  // "Public Health Service (PHS) Act": where the aside that ends at the parenthesis `close` begins, kNoId when it is none.
  std::uint32_t AsideBegin(std::uint32_t close) const {
    const bool aside = document_.IsMark(close, ')') && close >= 3 && document_.IsMark(close - 2, '(') && At(close - 1).all_caps && IsCapitalWord(close - 3) &&
                       At(close - 2).gap == Gap::kSpace && At(close + 1).gap == Gap::kSpace;
    return aside ? close - 2 : kNoId;
  }

  // The first token of the countries that end before `end`, one or several joined by hyphens: "Norland-Sudland Free
  // Trade Agreement". `end` itself when there is none.
  std::uint32_t CountriesBegin(std::uint32_t end) const {
    std::uint32_t begin = end;
    while (begin > 0 && OwnedBy(begin - 1, MentionKind::kPlace) && At(begin).gap != Gap::kParagraph) {
      begin = Owner(begin - 1)->first;
      if (begin == 0 || At(begin - 1).hash != kKnown.hyphen) break;
      if (!OwnedBy(begin - 2, MentionKind::kPlace)) break;
      --begin;
    }
    return begin;
  }

  bool IsYear(std::uint32_t i) const { return i < document_.size() && At(i).kind == TokenKind::kNumber && At(i).span.size() == 4 && !At(i).mixed; }

  // "1998", not "1047".
  bool IsCalendarYear(std::uint32_t i) const {
    return IsYear(i) && (document_.Surface(i).starts_with("19") || document_.Surface(i).starts_with("20"));
  }

  // Where "of 2018", ", 2022", "(RPA) of 2018" or "for Fiscal Year 2022" ends behind an act's name that ends before `last`;
  // `last` when there is none.
  std::uint32_t YearEnd(std::uint32_t last) const {
    if (last + 1 >= document_.size() || At(last - 1).possessive != 0) return last;
    std::uint32_t i = last;
    const bool aside = i + 4 < document_.size() && document_.IsMark(i, '(') && At(i + 1).all_caps && document_.IsMark(i + 2, ')');
    if (aside) i += 3;
    const bool links = At(i).hash == kKnown.of || (!aside && At(i).hash == kKnown.comma && document_.Glued(i));
    // "Online Safety Act 2023", as Britain and Asia write it.
    if (!aside && IsCalendarYear(i) && At(i).gap == Gap::kSpace && !IsCapital(i + 1)) return i + 1;
    if (links && IsYear(i + 1) && !(At(i).hash == kKnown.comma && i + 2 < document_.size() && At(i + 2).kind == TokenKind::kNumber)) return i + 2;
    static constexpr std::uint32_t fiscal = HashOf("Fiscal"), year = HashOf("Year"), fy = HashOf("FY");
    if (At(i).hash != kKnown.on_for || i + 2 >= document_.size()) return last;
    ++i;
    if (At(i).hash == fiscal && At(i + 1).hash == year) i += 2;
    else if (At(i).hash == fy) ++i;
    else return last;
    return IsYear(i) ? i + 1 : last;
  }

  // An act of the dictionary whose name goes on: by its year, by whom it is named after.
  void KnownAct(std::uint32_t head) {
    const Candidate& known = *Owner(head);
    if (At(head).hash != kKnown.act || known.last != head + 1 || known.alias == kNoId) return;
    std::uint32_t begin = known.first;
    if (begin > 0 && OwnedBy(begin - 1, MentionKind::kOfficial) && NearGap(begin) && At(begin - 1).possessive == 0) begin = Owner(begin - 1)->first;
    const std::uint32_t last = YearEnd(head + 1);
    // "the FY2025 Harbor Act"
    const std::string_view fiscal = begin > 0 && NearGap(begin) ? document_.Surface(begin - 1) : std::string_view{};
    if (fiscal.size() >= 4 && fiscal.size() <= 6 && fiscal.starts_with("FY") && fiscal.back() <= '9') --begin;
    if (begin == known.first && last == head + 1) return;
    // "Act of 1972" is the same act, "Act, 2022" and "Act for Fiscal Year 2022" one of many.
    const bool one_of_many = last != head + 1 && At(last - 2).hash != kKnown.of;
    const std::uint32_t alias = one_of_many ? dictionary_.FindWhole(document_.text, document_.tokens, known.first, last, MentionKind::kRule) : known.alias;
    const std::uint32_t end = last == head + 1 ? known.span.end : At(last - 1).span.end;
    Emit(begin, last, end, MentionKind::kRule, "shape:act", alias == kNoId ? kNoId : dictionary_.alias(alias).entity);
  }

  // "the Harbor Pilots Privacy Act": is a known act of two words only the end of a longer name behind "the"?
  bool EndsLonger(const Candidate& known) const {
    if (known.last - known.first != 2 || At(known.first).all_caps) return false;
    std::uint32_t i = known.first;
    const auto goes_on = [&](std::uint32_t at) {
      return NearGap(at + 1) && IsPlainCapital(at) && Owner(at) == nullptr && At(at).possessive == 0 &&
             !IsRuleHead(At(at).hash) && !In(kKnown.plain_laws, At(at).hash);
    };
    while (i > 1 && known.first - i < 7) {
      if (goes_on(i - 1))
        --i;
      else if (i != known.first && At(i - 1).hash == kKnown.with_and && NearGap(i) && goes_on(i - 2))
        i -= 2;
      else
        break;
    }
    return i != known.first && i > 0 && NearGap(i) && IsThe(i - 1) && !In(kKnown.demonyms, At(i).hash);
  }

  // "United States-Morocco Free Trade Agreement"
  void Agreement(std::uint32_t head) {
    if (head < 2) return;
    // "Norland-Sudland-Vesta Agreement"
    if (OwnedBy(head - 1, MentionKind::kPlace) && NearGap(head)) {
      const std::uint32_t first = CountriesBegin(head);
      if (Owner(head - 1)->first != first && At(head).possessive == 0)
        Emit(first, head + 1, At(head).stem().end, MentionKind::kRule, "shape:agreement");
      return;
    }
    if (!In(kAgreed, At(head - 1).hash)) return;
    // "the Enhanced Defense Cooperation Agreement": firms make none about defence.
    static constexpr auto defence = HashesOf("Defense", "Defence");
    if (head > 3 && At(head - 1).hash == HashOf("Cooperation") && In(defence, At(head - 2).hash)) {
      std::uint32_t words = 0;
      const std::uint32_t first = WordsBegin(head, 6, words);
      if (words > 2 && first > 0 && IsThe(first - 1))
        return Emit(first, head + 1, At(head).stem().end, MentionKind::kRule, "shape:agreement");
    }
    std::uint32_t i = head;
    while (i > 0 && head - i < 6 && NearGap(i) && Owner(i - 1) == nullptr &&
           (IsCapitalWord(i - 1) || (At(i - 1).hash == kKnown.with_and && i < head)))
      --i;
    const std::uint32_t begin = CountriesBegin(i);
    if (begin == i || i == head) return;
    Emit(begin, head + 1, At(head).stem().end, MentionKind::kRule, "shape:agreement");
  }

  // "North Dakota Administrative Code"
  void Code(std::uint32_t head) {
    if (head < 2 || !In(kCodified, At(head - 1).hash)) return;
    std::uint32_t i = head;
    while (i > 0 && head - i < 5 && NearGap(i) && Owner(i - 1) == nullptr && (IsCapitalWord(i - 1) || At(i - 1).hash == kKnown.with_and)) --i;
    const Candidate* place = i > 0 ? Owner(i - 1) : nullptr;
    if (place == nullptr || place->kind != MentionKind::kPlace || !NearGap(i) || !IsCapitalWord(i) || At(i - 1).possessive != 0) return;
    Emit(place->first, head + 1, At(head).stem().end, MentionKind::kRule, "shape:code");
  }

  // The first of the capitalised words, joined by "of" or "and" too, that end before `head`; counts them in `words`.
  std::uint32_t WordsBegin(std::uint32_t head, std::uint32_t words_max, std::uint32_t& words) const {
    std::uint32_t i = head, begin = head;
    while (i > 0 && words < words_max && NearGap(i)) {
      const Token& left = At(i - 1);
      if (words > 0 && i > 1 && (left.hash == kKnown.of || left.hash == kKnown.on_for || left.hash == kKnown.with_and) && IsPlainCapital(i - 2) && At(i - 2).possessive == 0) {
        --i;
        continue;
      }
      if (!IsPlainCapital(i - 1) || left.possessive != 0 || OwnedBy(i - 1, MentionKind::kFirm) || OwnedBy(i - 1, MentionKind::kOfficial) || IsRuleHead(left.hash)) break;
      begin = --i;
      ++words;
      while (begin > 1 && At(begin - 1).hash == kKnown.hyphen && document_.Glued(begin - 1) && document_.Glued(begin) && IsCapitalWord(begin - 2)) begin = i = begin - 2;
    }
    return begin;
  }

  // "the", "its" or an owner before a name says that it is one.
  bool IsSingledOut(std::uint32_t begin) const {
    static constexpr auto before = HashesOf("the", "its", "under", "their");
    static constexpr auto states = HashesOf("revised", "amended", "updated", "new", "current", "existing", "proposed",
                                            "controversial", "sweeping", "landmark", "recent");
    if (begin == 0 || !NearGap(begin)) return false;
    // "the revised Anti-Harbor Law"
    if (begin > 1 && !At(begin - 1).capital && In(states, At(begin - 1).hash) &&
        (In(before, At(begin - 2).hash) || At(begin - 2).possessive != 0))
      return true;
    return In(before, At(begin - 1).hash) || At(begin - 1).possessive != 0 || In(kKnown.demonyms, At(begin - 1).hash);
  }

  bool GoesOn(std::uint32_t head) const {
    return At(head).possessive == 0 && IsCapitalWord(head + 1) && At(head + 1).gap == Gap::kSpace && !IsFunctionWord(At(head + 1).hash) && !IsTitle(At(head + 1).hash);
  }

  // "the Maritime Lending Program", "Norland's Foreign Trade Law", "the Byrd Amendment".
  void Named(std::uint32_t head) {
    const std::uint32_t hash = At(head).hash;
    if (GoesOn(head) || At(head).all_caps) return;
    std::uint32_t words = 0;
    std::uint32_t begin = WordsBegin(head, 8, words);
    // "the General Import Law"
    if (words > 0 && begin > 0 && NearGap(begin) && At(begin - 1).hash == HashOf("General") && At(begin - 1).capital)
      --begin, ++words;
    if (words == 0 || !IsSingledOut(begin)) return;
    const bool program = hash == kProgram || hash == kProgramme;
    const std::uint32_t dated =
        hash == kStatute || hash == kBill ? YearEnd(head + 1) : head + 1;  // "the Mining Law of 1872"
    if (words < (program                                 ? 3u
                 : hash == kBill && dated == head + 1    ? 2u
                 : hash == kStatute && dated == head + 1 ? 2u
                                                         : 1u))
      return;
    if (hash == kAmendment && (words > 1 || IsNonAgencyBody(At(begin).hash) || In(kOrdinals, At(begin).hash) || In(kKnown.plain_laws, At(begin).hash))) return;
    for (std::uint32_t i = begin; i < head; ++i) {
      if ((program && In(kOwnPrograms, At(i).hash)) || (hash == kStatute && In(kNoStatutes, At(i).hash))) return;
    }
    Emit(begin, dated, At(dated - 1).stem().end, MentionKind::kRule, "shape:named-law");
  }

  void Law(std::uint32_t head) {
    if (OwnedBy(head, MentionKind::kRule) && !EndsLonger(*Owner(head))) return KnownAct(head);
    if (Numbered(head) || Topical(head)) return;
    const std::uint32_t last_word = At(head).hash;
    if (!In(kEnds, last_word)) return;
    if (last_word == kProgram || last_word == kProgramme || last_word == kStatute || last_word == kAmendment ||
        last_word == kBill)
      return Named(head);
    if (At(head).hash == kAgreement) return Agreement(head);
    if (At(head).hash == kCode) return Code(head);
    const bool act = At(head).hash == kKnown.act;
    // "Commerce, Justice, Science, and Related Agencies Appropriations Act": named after the bodies it pays for.
    const bool funds = act && head > 0 && At(head - 1).hash == HashOf("Appropriations");
    std::uint32_t begin = head;
    std::uint32_t words = 0;
    std::uint32_t i = head;
    const bool rules = At(head).hash == kRegulations || At(head).hash == HashOf("Rule");
    bool linked = false;                                 // "Sanctions and Transit Regulations": past its "and"
    std::uint32_t behind_link = head, words_linked = 0;  // where the name begins without that
    bool listing = false;         // "Food, Drug, and Cosmetic Act": past its ", and"
    bool joined = false;          // past an "and"
    std::uint32_t behind_list = kNoId,
                  words_behind = 0;  // where the name begins if the commas before are no part of it
    std::uint32_t aside = kNoId;  // where "(PHS)" begins
    while (i > 0 && words < (funds ? 20u : 14u)) {
      if (At(i).gap == Gap::kParagraph) break;
      const Token& left = At(i - 1);
      if (left.kind == TokenKind::kPunct) {
        // "Magnuson- Stevens": where lines were joined, the hyphen kept their break.
        const bool hyphen = left.hash == kKnown.hyphen && document_.Glued(i - 1) && At(i).gap <= Gap::kLine && i > 1 && IsCapitalWord(i - 2);
        const bool initial = act && document_.Glued(i - 1) && document_.IsMark(i - 1, '.') && i > 1 && IsCapitalWord(i - 2) && At(i - 2).span.size() == 1;
        if (const std::uint32_t open = act ? AsideBegin(i - 1) : kNoId; open != kNoId) {
          i = aside = open;
          continue;
        }
        if (const std::uint32_t open = QualifierBegin(i - 1); open != kNoId) {
          i = open;
          continue;
        }
        // "Markets, Competition and Consumers Act": without a comma before "and" only behind "the", see below.
        const bool loose = act && !listing && joined && left.hash == kKnown.comma && i > 1 &&
                           (IsPlainCapital(i - 2) || (IsCapitalWord(i - 2) && At(i - 2).hash == HashOf("Copyright"))) &&
                           Owner(i - 2) == nullptr && At(i - 2).possessive == 0;
        if (loose) {
          if (behind_list == kNoId) behind_list = begin, words_behind = words;
          --i;
          continue;
        }
        const bool list = listing && left.hash == kKnown.comma && i > 1 && (funds ? IsCapitalWord(i - 2) : IsPlainCapital(i - 2) && Owner(i - 2) == nullptr);
        if (!hyphen && !initial && !list && !document_.IsMark(i - 1, '&')) break;
        --i;
        continue;
      }
      if (act && (In(kKnown.connectors, left.hash) || left.hash == kKnown.with_and || (left.hash == kKnown.the && (funds || IsOrdinal(i))))) {
        std::uint32_t before = i - 1;
        if (left.hash == kKnown.with_and && before > 0 && At(before - 1).hash == kKnown.comma) {
          --before;
          listing = true;
        }
        if (before > 0 && funds && At(before - 1).hash == kKnown.the) --before;
        // "… in the 21st Century Act": only with its number, else the words before may be another's.
        const bool century = left.hash == kKnown.the && (funds || IsOrdinal(i));
        if (century && before > 0 && In(kKnown.connectors, At(before - 1).hash)) --before;
        if (before == 0 || !IsPlainCapital(before - 1) || At(before - 1).hash == kKnown.act) break;
        if (!funds && OwnedBy(before - 1, MentionKind::kAgency)) break;
        joined = joined || left.hash == kKnown.with_and;
        i = before;
        continue;
      }
      // "Click to Cancel Rule", "Norland Transit and Sanctions Regulations": only with "the" before them, see below.
      if (rules && i < head && i > 1 && !left.capital && In(kRuleLinks, left.hash) && IsPlainCapital(i - 2) &&
          At(i - 2).possessive == 0 && !IsRuleHead(At(i - 2).hash)) {
        --i;
        if (!linked) behind_link = begin, words_linked = words;
        linked = true;
        continue;
      }
      if (act && IsOrdinal(i - 1) && NearGap(i)) {
        begin = --i;
        ++words;
        continue;
      }
      // "Chemical Weapons Convention Implementation Act": a law about another names it.
      const bool about = act && i < head && left.hash != kKnown.act && Owner(i - 1) != nullptr && Owner(i - 1)->kind == MentionKind::kRule;
      const bool carries_out = act && At(i).hash == HashOf("Implementation") && i > 1 && IsPlainCapital(i - 2) && At(i - 2).possessive == 0;
      // "Trade Controls Amendment Act", "Monopoly Regulation and Fair Trade Act"
      // and "Promotion and Regulation of Online Gaming Act"
      const bool amends = act && In(kInsideActs, left.hash) && i > 2 && At(i - 2).possessive == 0 &&
                          (IsPlainCapital(i - 2) || (At(i - 2).hash == kKnown.with_and && IsPlainCapital(i - 3)));
      if (!IsCapitalWord(i - 1) || (IsRuleHead(left.hash) && !about && !carries_out && !amends)) break;
      // "Copyright Alternative … Act", "Further Consolidated … Act"
      // and "the No Surprises Act": what "the" is set before begins the name.
      const bool after_the = act && i < head && i > 1 && IsThe(i - 2) && NearGap(i - 1) && left.hash != kKnown.the;
      const bool shouted = act && i < head && left.all_caps && At(i).all_caps;
      const bool begins_law =
          left.hash == HashOf("Copyright") || left.hash == HashOf("Further") || after_the || shouted;
      if ((IsFunctionWord(left.hash) && !begins_law) || (OwnedBy(i - 1, MentionKind::kPlace) && At(i - 1).hash == HashOf("S"))) break;
      begin = --i;
      ++words;
    }
    if (behind_list != kNoId && (begin == 0 || !IsThe(begin - 1))) begin = behind_list, words = words_behind;
    // "South Norland's Ports Act": a name of several words that ends in 's is the owner's.
    if (const Candidate* owner = Owner(begin); begin < head && owner != nullptr && owner->first == begin &&
                                               owner->last < head && At(owner->last - 1).possessive != 0) {
      words -= std::min(words, owner->last - begin);
      begin = owner->last;
    }
    // "FHWA's Energy Policy Act" has an owner, "Countering America's Adversaries Act" a word before it.
    while (begin < head && At(begin).possessive != 0) ++begin, --words;
    if (words == 0 || begin == head) return;
    // "U.S.-Norland Security Review Act": countries joined by hyphens.
    if (begin > 1 && OwnedBy(begin, MentionKind::kPlace) && At(begin - 1).hash == kKnown.hyphen &&
        document_.Glued(begin) && OwnedBy(begin - 2, MentionKind::kPlace))
      begin = Owner(begin - 2)->first;
    // What hangs on a comma, hyphen or "and" is the end of a longer name.
    if (words == 1 && begin > 0 && At(begin).gap <= Gap::kLine && (At(begin - 1).hash == kKnown.comma || At(begin - 1).hash == kKnown.hyphen || At(begin - 1).hash == kKnown.with_and)) return;
    const std::uint32_t last = act || At(head).hash == kRegulations ? YearEnd(head + 1) : head + 1;
    const bool dated = last != head + 1;
    if (!act) {
      if (linked && (begin == 0 || !IsThe(begin - 1))) begin = behind_link, words = words_linked, linked = false;
      // "the SCOMET List"
      const bool lettered = At(head).hash == kList && words == 1 && At(begin).all_caps && At(begin).span.size() > 3 &&
                            begin > 0 && IsThe(begin - 1) && Owner(begin) == nullptr;
      if ((words < 2 && !dated && !lettered) || (IsCapitalWord(head + 1) && At(head + 1).gap == Gap::kSpace)) return;
      for (std::uint32_t at = begin; at < head; ++at) {
        if (In(kKnown.plain_laws, At(at).hash) ||
            (Owner(at) != nullptr && !((dated || (linked && IsThe(begin - 1)) || LeadsLaw(begin, at, words)) &&
                                       OwnedBy(at, MentionKind::kPlace))) ||
            IsNonAgencyBody(At(at).hash))
          return;
      }
    } else if (words == 1 && (In(kKnown.plain_laws, At(begin).hash) || IsTitle(At(begin).hash))) {
      return;
    }
    const std::uint32_t end = last == head + 1 ? At(head).stem().end : At(last - 1).span.end;
    Emit(begin, last, end, MentionKind::kRule, act ? "shape:act" : "shape:rule-head");
    if (aside == kNoId || aside <= begin) return;
    // The law is the same without its aside.
    const std::string_view text = document_.text;
    const Span front{At(begin).span.begin, At(aside - 1).span.end}, back{At(aside + 3).span.begin, end};
    found_.back().id = SlugId("rule", std::string(front.In(text)).append(" ").append(back.In(text)));
  }
};

// "稀土管理条例" in "《稀土管理条例》": what stands between book marks and ends as laws do.
void ChineseTitle(const ShapeContext& context, std::uint32_t open) {
  static constexpr std::string_view kEndings[] = {"法",   "条例", "办法", "规定", "目录", "清单",   "公告", "细则",
                                                  "决定", "规则", "法案", "协定", "公约", "议定书", "令"};
  constexpr std::uint32_t kTitleTokensMax = 60;
  const TaggedText& document = context.document;
  std::uint32_t close = open + 1;
  while (close < document.size() && close - open < kTitleTokensMax && document.tokens[close].gap != Gap::kParagraph &&
         document.Surface(close) != "》")
    ++close;
  if (close >= document.size() || document.Surface(close) != "》" || close - open < 3) return;
  Candidate law;
  law.first = open + 1;
  law.last = close;
  law.span = {document.tokens[open + 1].span.begin, document.tokens[close - 1].span.end};
  const std::string_view title = law.span.In(document.text);
  // "…条例（试行）": on trial.
  std::string_view name = title;
  if (const std::size_t aside = name.rfind("（"); aside != std::string_view::npos && name.ends_with("）"))
    name = name.substr(0, aside);
  if (std::ranges::none_of(kEndings, [&](std::string_view ending) { return name.ends_with(ending); })) return;
  law.kind = MentionKind::kRule;
  law.id = SlugId("rule", title);
  law.rule = "shape:book-title";
  context.found.push_back(std::move(law));
}

}  // namespace

void LawEndingAt(const ShapeContext& context, std::uint32_t head) { LawReader(context).Law(head); }

void ChineseLawAt(const ShapeContext& context, std::uint32_t open) {
  ChineseTitle(context, open);
}

void LongerLaw(const ShapeContext& context, const Candidate& law) {
  if (law.value.starts_with("GL:"))
    LawReader(context).License(law);
  else if (law.alias != kNoId)
    LawReader(context).Round(law);
}

}  // namespace dateline::extract
