// Short names that a document defines in parentheses: "Long Name (LN) … LN".
#include <algorithm>
#include <string>
#include <utility>

#include "extract/tagger_known.h"
#include "extract/tagger_shapes.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

bool IsOpeningQuote(std::string_view mark) { return mark == "\"" || mark == "“" || mark == "'" || mark == "‘"; }
bool IsClosingQuote(std::string_view mark) { return mark == "\"" || mark == "”" || mark == "'" || mark == "’"; }
bool OpensQuote(const TaggedText& document, std::uint32_t i) {
  return document.tokens[i].kind == TokenKind::kPunct && IsOpeningQuote(document.Surface(i));
}

// Do the capitals of tokens [first, last) spell `letters`, small words left out or not?
bool Spells(const TaggedText& document, std::uint32_t first, std::uint32_t last, std::string_view letters) {
  // "U.S. Nuclear Commission (NC)": the country is left out.
  if (document.Surface(first) == "U" && last - first > 4) first += document.IsMark(first + 3, '.') ? 4 : 3;
  else if (document.Surface(first) == "United" && last - first > 3) first += letters.starts_with('U') ? 0 : 2;
  // How many of `letters` the capitals, and all words, have spelt so far; npos once they went wrong.
  std::size_t initials = 0, all = 0;
  const auto spell = [&](std::size_t& spelt, char c) {
    if (spelt != std::string_view::npos) spelt = spelt < letters.size() && letters[spelt] == c ? spelt + 1 : std::string_view::npos;
  };
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind == TokenKind::kPunct) continue;
    const char c = static_cast<char>(document.text[token.span.begin] & ~0x20);
    spell(all, c);
    if (token.capital) spell(initials, c);
  }
  return initials == letters.size() || all == letters.size();
}

// "Western Tarn Pilots Council (Tarn Council)", "Kestrel Tools Ltd. (Kestrel)": the name shortened to some of its words.
bool Shortens(const TaggedText& document, const Candidate& meaning, const Owners& owners, std::uint32_t first, std::uint32_t last) {
  const bool firm = meaning.kind == MentionKind::kFirm;
  if (firm ? last - first != 1 || owners[first] != kNoId : last - first < 2) return false;
  std::uint32_t at = meaning.first;
  for (std::uint32_t i = first; i < last; ++i, ++at) {
    while (at < meaning.last && document.tokens[at].hash != document.tokens[i].hash) ++at;
    if (at >= meaning.last) return false;
    // "Norport Zhisuan Technology Co. (Zhisuan)": a later word that words of trade follow.
    const bool trade = at + 1 < meaning.last &&
                       (IsTradeWord(document.tokens[at + 1].hash) || IsBodyHead(document.tokens[at + 1].hash)) &&
                       !IsLegalSuffix(document.tokens[at + 1].hash);
    if (firm && at != meaning.first && !trade) return false;
  }
  return firm || document.tokens[last - 1].hash == document.tokens[meaning.last - 1].hash;
}

// What parties are called in notices and contracts.
constexpr auto kParties = HashesOf("Exchange", "Complainant", "Respondent", "Petitioner", "Distributor", "Licensee", "Licensor", "Applicant", "Registrant", "Issuer", "Sponsor",
                                   "Borrower", "Lender", "Seller", "Buyer", "Purchaser", "Adviser", "Advisor", "Manager", "Customer", "Supplier", "Operator", "Owner", "Parent",
                                   "Subsidiary", "Employer", "Carrier", "Station", "Defendant", "Defendants", "Plaintiff", "Plaintiffs", "Requester", "Requestor", "Permittee",
                                   "Claimant", "Contractor", "Recipient", "Grantee", "Underwriter", "Guarantor", "Holder", "Investor", "Facility", "Project", "Site", "Fund");

// First words of firms that alone are too common.
constexpr auto kNoShortNames =
    HashesOf("United", "First", "Standard", "Union", "Royal", "Treasury", "Justice", "Labor", "Interior", "Wall",
             "Great", "Bank", "Sky", "Data", "Open", "Clean", "Solar", "Green", "Blue", "Black", "White", "Golden",
             "Silver", "Star", "Smart", "Digital", "Cloud", "Quantum", "Nuclear", "Advanced", "Fox", "Main", "Street",
             "World", "Global", "Asia", "Air", "Space", "Ocean", "Pacific", "Atlantic", "Arctic", "Liberty", "Freedom",
             "Patriot", "Pioneer", "Defense", "Republic", "People", "Peoples", "Life", "Home", "Future", "Common",
             "Commercial", "Industrial", "Investment", "Special", "Super", "Morning", "Daily", "Evening", "Sunday",
             "Financial", "Business", "Trust", "Tech", "Foreign", "Policy", "Politico", "Hill");

struct Definition {
  std::uint32_t first, last;  // tokens of the short name where it is defined
  const Candidate* meaning;
  bool shortened = false;  // not defined by the text: a firm's name without its form
  bool anywhere = false;   // holds before it as well: a name that one place in the text shows to be a firm's
};

// "Kestrel Fabs (Nasdaq: KFB) (KF)": the bracket before the one at `open`, where it holds what its shares are called.
std::uint32_t BeforeTicker(const TaggedText& document, std::uint32_t open) {
  if (open < 4 || !document.IsMark(open - 1, ')')) return open;
  constexpr std::uint32_t kTicker = 6;  // tokens
  bool colon = false;
  for (std::uint32_t i = open - 1, n = 0; i-- > 1 && n < kTicker; ++n) {
    if (document.IsMark(i, ':')) colon = true;
    if (document.IsMark(i, '(')) return colon ? i : open;
  }
  return open;
}

// The short name that "(" at `open` defines for the mention right before it.
void ReadDefinition(const TaggedText& document, const std::vector<Candidate>& settled, const Owners& owners,
                    std::uint32_t open, std::vector<Definition>& definitions) {
  if (open == 0 || document.tokens[open].gap == Gap::kParagraph) return;
  std::uint32_t before = BeforeTicker(document, open) - 1;
  if (owners[before] == kNoId && document.tokens[before].kind == TokenKind::kPunct && before > 0) --before;
  if (owners[before] == kNoId) return;
  const Candidate& meaning = settled[owners[before]];
  // "Airworthiness Directive (AD) 2020-18-04": the acronym of its kind, not of that one.
  if (!meaning.value.empty() && open < meaning.last) return;
  // "Orwell v. Department of Ports (Orwell)": the case, not the body.
  static constexpr std::uint32_t versus = HashOf("v");
  if (meaning.first > 1 && document.IsMark(meaning.first - 1, '.') && document.tokens[meaning.first - 2].hash == versus) return;
  std::uint32_t i = open + 1;
  static constexpr auto lead_ins = HashesOf("the", "collectively", "together", "hereinafter", "or", "also", "known", "as", "a", "k", "formerly");
  bool quoted = false;
  for (int steps = 0; i < document.size() && steps < 8; ++steps, ++i) {
    const Token& token = document.tokens[i];
    if (OpensQuote(document, i)) {
      quoted = true;
      ++i;
      break;
    }
    if (token.hash == kKnown.comma || In(lead_ins, token.hash)) continue;
    break;
  }
  const std::uint32_t first = i;
  while (i < document.size() && i - first < 5 && document.tokens[i].kind != TokenKind::kPunct) ++i;
  if (i == first || i >= document.size()) return;
  bool closed = quoted ? IsClosingQuote(document.Surface(i)) || document.IsMark(i, ',') : document.IsMark(i, ')');
  // "(CAA or Act)", "(KTL, or the Company)": the acronym comes first.
  static constexpr auto seconds = HashesOf("or", ",", ";");
  const std::uint32_t behind = first + 1;
  if (!quoted && document.tokens[first].all_caps && In(seconds, document.tokens[behind].hash)) {
    i = behind;
    closed = true;
  }
  if (!closed) return;
  bool distinctive = false;
  for (std::uint32_t at = first; at < i; ++at) {
    const Token& token = document.tokens[at];
    if (!token.capital && token.kind == TokenKind::kWord) return;
    constexpr std::uint16_t kGeneric = kFunctionWord | kBodyHead | kAgencyHead | kRuleHead | kTitle | kTradeWord | kLegalSuffix;
    const bool generic = (NameClassesOf(token.hash) & kGeneric) != 0 || In(kParties, token.hash);
    distinctive = distinctive || (!generic && token.capital);
  }
  if (!distinctive) return;
  // "Jane Roe (“Roe Letter”)" names a letter.
  const auto in_name = [&](std::uint32_t at) {
    for (std::uint32_t k = meaning.first; k < meaning.last; ++k) {
      if (document.tokens[k].hash == document.tokens[at].hash) return true;
    }
    return false;
  };
  for (std::uint32_t at = first; meaning.kind == MentionKind::kOfficial && at < i; ++at) {
    if (!in_name(at) && !IsTitle(document.tokens[at].hash)) return;
  }
  const Token& token = document.tokens[first];
  const bool acronym = i - first == 1 && token.all_caps;
  // Bare words in parentheses are often asides; an acronym or quotation marks make a definition.
  if (!acronym && !quoted && !Shortens(document, meaning, owners, first, i)) return;
  if (meaning.kind == MentionKind::kPlace && !Spells(document, meaning.first, meaning.last, document.Surface(first))) return;
  if (acronym && !quoted && meaning.kind != MentionKind::kFirm) {
    const std::string_view surface = document.Surface(first);
    const char c = document.text[document.tokens[meaning.first].span.begin];
    // "Board of Canals (KANAL)": a body's acronym may be of its own language.
    const bool foreign = meaning.kind == MentionKind::kAgency && surface.size() > 3;
    if (!foreign && !Spells(document, meaning.first, meaning.last, surface) && (surface[0] | 0x20) != (c | 0x20))
      return;
  }
  if (definitions.empty()) definitions.reserve(8);
  definitions.push_back({first, i, &meaning});
}

// "Hao Tarn LLC … Hao Tarn", "Kestrel Holdings Co. … Kestrel": an unknown firm is called by its name without its form.
void ShortenFirm(const TaggedText& document, const Candidate& firm, std::vector<Definition>& definitions) {
  const bool known = firm.entity != kNoId;
  if (!known && !firm.rule.starts_with("shape:firm-")) return;
  const auto& tokens = document.tokens;
  if (tokens[firm.first].kind != TokenKind::kWord || !tokens[firm.first].capital) return;
  const auto is_form = [&](std::uint32_t i) {
    return tokens[i].kind == TokenKind::kPunct || IsLegalSuffix(tokens[i].hash) || tokens[i].span.size() == 1;
  };
  std::uint32_t last = firm.last;
  if (!known && firm.rule == "shape:firm-role") definitions.push_back({firm.first, last, &firm, true, true});
  while (last > firm.first && is_form(last - 1)) --last;
  if (last > firm.first + 1 && last != firm.last) definitions.push_back({firm.first, last, &firm, true});
  // Down to one word only when that is a name by itself.
  static constexpr auto also_trade =
      HashesOf("Centers", "Centres", "Data", "Infrastructure", "Cloud", "International", "Worldwide", "Telecom",
               "Battery", "Lithium", "Mines", "Copper", "Imports", "Exports", "Automotive", "Robotics", "Biotech");
  const auto is_trade = [&](std::uint32_t i) {
    return IsTradeWord(tokens[i].hash) || IsBodyHead(tokens[i].hash) || In(also_trade, tokens[i].hash);
  };
  while (last > firm.first + 1 && is_trade(last - 1)) --last;
  const Token& first = tokens[firm.first];
  const bool plain = IsFunctionWord(first.hash) || is_trade(firm.first) || IsAgencyHead(first.hash) ||
                     IsRuleHead(first.hash) || IsTitle(first.hash) || IsGivenName(first.hash) ||
                     In(kKnown.compass, first.hash) || In(kKnown.demonyms, first.hash) || In(kParties, first.hash) ||
                     In(kKnown.plain_laws, first.hash) || In(kKnown.chambers, first.hash) ||
                     In(kNoShortNames, first.hash) || (known && IsFamilyName(first.hash));
  if (last == firm.first + 1 && !plain && first.span.size() > 3 && first.possessive == 0)
    definitions.push_back({firm.first, last, &firm, true});
}

// "Oneida Ltd. … in Oneida, Norland", "Chisana Co. … the Chisana Mining District": what stands at token `next` makes
// the words before it the name of something else.
bool NamesOther(const TaggedText& document, const Owners& owners, const std::vector<Candidate>& settled,
                std::uint32_t next) {
  if (next >= document.size() || document.tokens[next - 1].possessive != 0) return false;
  const Token& token = document.tokens[next];
  if (token.kind == TokenKind::kWord)
    return token.capital && token.gap == Gap::kSpace && !IsFunctionWord(token.hash) && !IsTitle(token.hash) &&
           owners[next] == kNoId;
  if (token.hash != kKnown.comma || next + 1 >= document.size() || owners[next + 1] == kNoId) return false;
  return settled[owners[next + 1]].kind == MentionKind::kPlace;
}

// Do the `size` tokens from `a` and from `b` read the same, to the letter?
bool SameWords(const TaggedText& document, std::uint32_t a, std::uint32_t b, std::uint32_t size) {
  if (std::max(a, b) + size > document.size()) return false;
  for (std::uint32_t k = 0; k < size; ++k) {
    if (document.tokens[a + k].hash != document.tokens[b + k].hash) return false;
    if (document.tokens[a + k].stem().In(document.text) != document.tokens[b + k].stem().In(document.text)) return false;
  }
  return true;
}

// "CPLC.desk@ports.example": the words that end before `last` are part of an address.
bool IsInAddress(const TaggedText& document, std::uint32_t last) {
  if (last + 1 >= document.size() || !document.Glued(last) || !document.Glued(last + 1)) return false;
  const Token& after = document.tokens[last + 1];
  return document.IsMark(last, '@') || (document.IsMark(last, '.') && after.kind == TokenKind::kWord && !after.capital && after.span.size() >= 2);
}

// The first of [token, end) whose hash has its bit among `bits`, `end` when none has. By itself, so that the loop over
// all tokens runs in registers.
[[gnu::noinline]] const Token* WithBit(const Token* token, const Token* end, std::uint64_t bits) {
  while (token != end && (bits & std::uint64_t{1} << (token->hash & 63)) == 0) ++token;
  return token;
}

}  // namespace

void FollowDefinitions(const TaggedText& document, std::vector<Candidate>& settled, const Owners& owners,
                       std::vector<Candidate>& found) {
  std::vector<Definition> definitions;
  constexpr std::size_t kDefinitionsMax = 256;
  if (document.Holds(kStartsMark)) {
    for (const StartPlace& place : document.starts) {
      if ((place.starts & kStartsMark) == 0 || !document.IsMark(place.token, '(')) continue;
      ReadDefinition(document, settled, owners, place.token, definitions);
      if (definitions.size() == kDefinitionsMax) break;
    }
  }
  for (const Candidate& candidate : settled) {
    if (candidate.kind != MentionKind::kFirm || definitions.size() + 1 >= kDefinitionsMax) continue;
    if (candidate.last > candidate.first + 1)
      ShortenFirm(document, candidate, definitions);
    else if (candidate.rule == "shape:firm-role" && document.tokens[candidate.first].span.size() > 3)
      definitions.push_back({candidate.first, candidate.last, &candidate, true, true});
  }
  // A town that was found beside its country is known from there on.
  for (const Candidate& candidate : settled) {
    if (candidate.rule == "shape:town" && definitions.size() < kDefinitionsMax) definitions.push_back({candidate.first, candidate.last, &candidate});
  }
  if (definitions.empty()) return;
  // Few: by insertion, without the buffer that stable_sort asks for.
  for (auto d = definitions.begin(); d != definitions.end(); ++d) {
    const auto place = std::upper_bound(definitions.begin(), d, document.tokens[d->first].hash,
                                        [&](std::uint32_t hash, const Definition& other) { return hash < document.tokens[other.first].hash; });
    std::rotate(place, d, d + 1);
  }
  std::uint64_t starts = 0;  // a bit for each first hash: most tokens start no short name
  for (const Definition& d : definitions) starts |= std::uint64_t{1} << (document.tokens[d.first].hash & 63);
  const Token* const tokens = document.tokens.data();
  const bool anywhere = std::ranges::any_of(definitions, &Definition::anywhere);
  const std::uint32_t begin = anywhere ? 0 : std::ranges::min(definitions, {}, &Definition::first).first;
  const Token* const end = tokens + document.size();
  for (const Token* token = WithBit(tokens + begin, end, starts); token != end; token = WithBit(token + 1, end, starts)) {
    const std::uint32_t hash = token->hash;
    const auto i = static_cast<std::uint32_t>(token - tokens);
    for (const Definition& d : std::ranges::equal_range(definitions, hash, {}, [&](const Definition& known) { return document.tokens[known.first].hash; })) {
      const std::uint32_t size = d.last - d.first;
      if (d.shortened && NamesOther(document, owners, settled, i + size)) continue;
      if ((i < d.first && !d.anywhere) || !SameWords(document, d.first, i, size) || IsInAddress(document, i + size))
        continue;
      // "Harrow Tern" is another.
      if (d.anywhere && i > 0 && document.tokens[i].gap == Gap::kSpace && document.tokens[i - 1].capital &&
          document.tokens[i - 1].possessive == 0 && owners[i - 1] == kNoId &&
          !IsFunctionWord(document.tokens[i - 1].hash))
        continue;
      if (owners[i] != kNoId && settled[owners[i]].last - settled[owners[i]].first >= size) {
        // "ACM Tools, Inc. (ACM)": here the firm, whatever body is called so elsewhere.
        Candidate& other = settled[owners[i]];
        if (!d.shortened && d.meaning->kind == MentionKind::kFirm &&
            (other.kind == MentionKind::kAgency || other.rule == "shape:firm-role") && other.first == i &&
            other.last == i + size && d.meaning != &other) {
          other.kind = d.meaning->kind;
          other.entity = d.meaning->entity;
          other.id = d.meaning->id;
          other.alias = kNoId;
          other.value.clear();
          other.rule = "defined";
        }
        continue;
      }
      Candidate candidate;
      candidate.first = i;
      candidate.last = i + size;
      candidate.span = {document.tokens[i].span.begin, document.tokens[i + size - 1].stem().end};
      candidate.kind = d.meaning->kind;
      candidate.entity = d.meaning->entity;
      candidate.id = d.meaning->id;
      candidate.rule = "defined";
      found.push_back(std::move(candidate));
    }
  }
}

}  // namespace dateline::extract
