// Laws that their head word tells: "X Act of 2022", "X Y Regulations".
#include <string>

#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kAgreement = HashOf("Agreement"), kCode = HashOf("Code");
// What countries agree on. Firms have agreements too: those of countries name two, or begin with one.
constexpr auto kAgreed = HashesOf("Trade", "Promotion", "Partnership", "Cooperation", "Association", "Investment", "Tax", "Defense", "Defence", "Security",
                                  "Consultative", "Extradition", "Framework", "Services", "Technology", "Fisheries", "Customs", "Transport");
constexpr auto kCodified = HashesOf("Administrative", "Revised", "Civil", "Penal", "Criminal", "Labor", "Labour", "Tax", "Health", "Safety", "Business",
                                    "Government", "Commercial", "Annotated", "Water", "Insurance", "Education", "Election", "Municipal", "Family", "Probate");

constexpr std::uint32_t kProgram = HashOf("Program"), kProgramme = HashOf("Programme"), kStatute = HashOf("Law"), kAmendment = HashOf("Amendment");
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

class LawReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

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

  // Where "of 2018", ", 2022", "(RPA) of 2018" or "for Fiscal Year 2022" ends behind an act's name that ends before `last`;
  // `last` when there is none.
  std::uint32_t YearEnd(std::uint32_t last) const {
    if (last + 1 >= document_.size() || At(last - 1).possessive != 0) return last;
    std::uint32_t i = last;
    const bool aside = i + 4 < document_.size() && document_.IsMark(i, '(') && At(i + 1).all_caps && document_.IsMark(i + 2, ')');
    if (aside) i += 3;
    const bool links = At(i).hash == kKnown.of || (!aside && At(i).hash == kKnown.comma && document_.Glued(i));
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
    if (begin == known.first && last == head + 1) return;
    // "Act of 1972" is the same act, "Act, 2022" and "Act for Fiscal Year 2022" one of many.
    const bool one_of_many = last != head + 1 && At(last - 2).hash != kKnown.of;
    const std::uint32_t alias = one_of_many ? dictionary_.FindWhole(document_.text, document_.tokens, known.first, last, MentionKind::kRule) : known.alias;
    const std::uint32_t end = last == head + 1 ? known.span.end : At(last - 1).span.end;
    Emit(begin, last, end, MentionKind::kRule, "shape:act", alias == kNoId ? kNoId : dictionary_.alias(alias).entity);
  }

  // "United States-Morocco Free Trade Agreement"
  void Agreement(std::uint32_t head) {
    if (head < 2 || !In(kAgreed, At(head - 1).hash)) return;
    std::uint32_t i = head;
    while (i > 0 && head - i < 5 && IsCapitalWord(i - 1) && Owner(i - 1) == nullptr && NearGap(i)) --i;
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
    static constexpr auto before = HashesOf("the", "its", "under");
    if (begin == 0 || !NearGap(begin)) return false;
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
    const std::uint32_t begin = WordsBegin(head, 8, words);
    if (words == 0 || !IsSingledOut(begin)) return;
    const bool program = hash == kProgram || hash == kProgramme;
    if (words < (program ? 3u : hash == kStatute ? 2u : 1u)) return;
    if (hash == kAmendment && (words > 1 || IsNonAgencyBody(At(begin).hash) || In(kOrdinals, At(begin).hash) || In(kKnown.plain_laws, At(begin).hash))) return;
    for (std::uint32_t i = begin; i < head; ++i) {
      if ((program && In(kOwnPrograms, At(i).hash)) || (hash == kStatute && In(kNoStatutes, At(i).hash))) return;
    }
    Emit(begin, head + 1, At(head).stem().end, MentionKind::kRule, "shape:named-law");
  }

  void Law(std::uint32_t head) {
    if (OwnedBy(head, MentionKind::kRule)) return KnownAct(head);
    const std::uint32_t last_word = At(head).hash;
    if (last_word == kProgram || last_word == kProgramme || last_word == kStatute || last_word == kAmendment) return Named(head);
    if (At(head).hash == kAgreement) return Agreement(head);
    if (At(head).hash == kCode) return Code(head);
    const bool act = At(head).hash == kKnown.act;
    // "Commerce, Justice, Science, and Related Agencies Appropriations Act": named after the bodies it pays for.
    const bool funds = act && head > 0 && At(head - 1).hash == HashOf("Appropriations");
    std::uint32_t begin = head;
    std::uint32_t words = 0;
    std::uint32_t i = head;
    bool listing = false;         // "Food, Drug, and Cosmetic Act": past its ", and"
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
        i = before;
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
      if (!IsCapitalWord(i - 1) || (IsRuleHead(left.hash) && !about && !carries_out)) break;
      // "Copyright Alternative … Act", "Further Consolidated … Act"
      const bool begins_law = left.hash == HashOf("Copyright") || left.hash == HashOf("Further");
      if ((IsFunctionWord(left.hash) && !begins_law) || (OwnedBy(i - 1, MentionKind::kPlace) && At(i - 1).hash == HashOf("S"))) break;
      begin = --i;
      ++words;
    }
    // "FHWA's Energy Policy Act" has an owner, "Countering America's Adversaries Act" a word before it.
    while (begin < head && At(begin).possessive != 0) ++begin, --words;
    if (words == 0 || begin == head) return;
    // What hangs on a comma, hyphen or "and" is the end of a longer name.
    if (words == 1 && begin > 0 && At(begin).gap <= Gap::kLine && (At(begin - 1).hash == kKnown.comma || At(begin - 1).hash == kKnown.hyphen || At(begin - 1).hash == kKnown.with_and)) return;
    if (!act) {
      if (words < 2 || (IsCapitalWord(head + 1) && At(head + 1).gap == Gap::kSpace)) return;
      for (std::uint32_t at = begin; at < head; ++at) {
        if (In(kKnown.plain_laws, At(at).hash) || Owner(at) != nullptr || IsNonAgencyBody(At(at).hash)) return;
      }
    } else if (words == 1 && (In(kKnown.plain_laws, At(begin).hash) || IsTitle(At(begin).hash))) {
      return;
    }
    const std::uint32_t last = act ? YearEnd(head + 1) : head + 1;
    const std::uint32_t end = last == head + 1 ? At(head).stem().end : At(last - 1).span.end;
    Emit(begin, last, end, MentionKind::kRule, act ? "shape:act" : "shape:rule-head");
    if (aside == kNoId || aside <= begin) return;
    // The law is the same without its aside.
    const std::string_view text = document_.text;
    const Span front{At(begin).span.begin, At(aside - 1).span.end}, back{At(aside + 3).span.begin, end};
    found_.back().id = SlugId("rule", std::string(front.In(text)).append(" ").append(back.In(text)));
  }
};

}  // namespace

void LawEndingAt(const ShapeContext& context, std::uint32_t head) { LawReader(context).Law(head); }

}  // namespace dateline::extract
