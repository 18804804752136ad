#include "extract/governors.h"

#include <algorithm>
#include <string_view>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kNoToken = 0xffffffff;

bool Exempts(const Reading& r, std::uint32_t i, std::uint32_t floor) {
  const Known word = WordAt(r, i);
  if (OneOf(word, "except", "excepting", "excluding", "besides", "unlike", "excepted")) return true;
  if (word == "than") return i > floor && OneOf(WordAt(r, i - 1), "other", "rather");
  if (OneOf(word, "of", "for", "from") && i > floor)
    return OneOf(WordAt(r, i - 1),
                 "exclusive", "irrespective", "regardless", "except", "exempt", "outside", "aside", "apart");
  return false;
}

// "in support of", "in coordination with", "consistent with": what stands beside the act.
bool IsAside(const Reading& r, std::uint32_t i, std::uint32_t floor) {
  const Known word = WordAt(r, i);
  if (OneOf(word, "despite", "notwithstanding", "amid", "via", "following", "without")) return true;
  // "per the Financial Times", not "per year of U.S. goods".
  if (word == "per" && i + 1 < r.words.size() && (r.words[i + 1].mention >= 0 || r.Is(i + 1, kDeterminer))) return true;
  if (i <= floor) return false;
  const Known before = WordAt(r, i - 1);
  if (word == "with")
    return OneOf(before, "accordance", "consistent", "coordination", "consultation", "cooperation", "partnership",
                          "conjunction", "concert", "collaboration", "together", "along", "line", "compliance",
                          "conformity", "compared", "consulting", "coordinating", "cooperating", "shared");
  // "of interest to the United States"
  const bool joined = i > floor + 1 && r.words[i - 2].punct == '-';  // "successor-in-interest to Acme"
  if (word == "to" && !joined && OneOf(before, "interest", "concern", "threat", "risk", "importance")) return true;
  if (word == "to")
    return OneOf(before, "according", "due", "owing", "response", "thanks", "similar", "compared", "relative",
                          "submitted", "addition", "prior", "next");
  if (word == "of")
    return OneOf(before, "support", "light", "view", "because", "means", "terms", "furtherance", "spite", "instead",
                          "ahead", "favor", "favour", "anticipation", "part", "preparation", "advance");
  if (word == "on") return before == "based" || before == "relying";
  // "designated the firm for supporting": why.
  return false;
}

// "launched by Acme" says who launched; "use by Acme", "a bid by Acme" are about Acme.
bool IsParticiple(const Reading& r, std::uint32_t i) {
  const Word& word = r.words[i];
  if (word.mention >= 0) return false;
  return (word.verb & kParticiple) != 0 || r.Surface(i).ends_with("ed") || r.Surface(i).ends_with("wn");
}

bool IsMeeting(Known word) {
  return OneOf(word, "meeting", "meetings", "plenary", "session", "sessions", "summit", "conference", "forum", "met");
}

// "meeting in", "meeting of June 2022 in"
bool AfterMeeting(const Reading& r, std::uint32_t p, std::uint32_t floor) {
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t i = p, n = 0; i-- > floor && n < kReach; ++n) {
    if (IsMeeting(WordAt(r, i))) return true;
    const bool when = WordAt(r, i) == "of" || (*r.tokens)[i].kind == TokenKind::kNumber || !r.DatesOf({i, p}).empty();
    if (!when) return false;
  }
  return false;
}

// Words of a noun phrase between a name and its preposition: "in the Central Regulatory Area of the Gulf".
bool InNounPhrase(const Reading& r, std::uint32_t i) {
  if (r.words[i].mention >= 0) return true;
  if (r.words[i].punct != 0) return r.words[i].punct == '\'' || r.words[i].punct == '-' || r.words[i].punct == '"';
  if (r.finite[i] != 0) return false;
  return !r.Is(i, kBe | kHave | kDo | kModal | kPronoun | kSplitter | kRelative | kConditional | kThat | kPreposition |
                      kNegator);
}

// Prepositions that do not matter to the grammar of clauses.
bool GovernsToo(Known word) {
  return OneOf(word, "aboard", "along", "amid", "around", "besides", "despite", "except", "excepting", "excluding",
                      "following", "inside", "near", "notwithstanding", "off", "outside", "throughout", "unlike");
}

// The preposition before the name, back over the names, commas and conjunctions of a list.
std::uint32_t PrepositionBefore(const Reading& r, std::uint32_t token, std::uint32_t floor) {
  constexpr std::uint32_t kReach = 48;
  constexpr int kPlainWords = 3;
  int plain = 0;  // words since the last name of the list
  int depth = 0;  // of brackets
  for (std::uint32_t i = token, n = 0; i-- > floor && n < kReach; ++n) {
    const Word& word = r.words[i];
    if (word.punct == ')') {
      ++depth;
      continue;
    }
    if (word.punct == '(') {
      // "by the Bureau (BIS)": the short name hangs where the long one does.
      depth = std::max(0, depth - 1);
      continue;
    }
    if (depth > 0) continue;
    if (word.mention >= 0) {
      plain = 0;
      continue;
    }
    if (word.punct == ',' || word.punct == '*') continue;
    // "the U.S. Trade Commission": the mark of an abbreviation.
    if (word.punct == '.' && i > floor && (*r.tokens)[i].gap == Gap::kNone && (*r.tokens)[i - 1].capital &&
        r.Surface(i - 1).size() <= 3)
      continue;
    const Known text = WordAt(r, i);
    if (r.Is(i, kPreposition) || GovernsToo(text)) return i;
    if (r.Is(i, kDeterminer | kConjunction)) continue;
    const bool hyphen = word.punct == '-' && (*r.tokens)[i + 1].capital;  // "Nur-Sultan (now Astana)"
    if (!InNounPhrase(r, i) || (!hyphen && ++plain > kPlainWords)) return kNoToken;
    // Another noun in front of the list: "sanctions, Iran and Syria" does not hang on it.
    // But "near Islamorada, Florida" does.
    const bool town =
        (*r.tokens)[i].capital && i > floor && (r.Is(i - 1, kPreposition) || GovernsToo(WordAt(r, i - 1)));
    if (i + 1 < token && r.words[i + 1].punct == ',' && !town) return kNoToken;
  }
  return kNoToken;
}

}  // namespace

Governor GovernorOf(const Reading& r, std::uint32_t token, std::uint32_t floor, const Wants& possessed) {
  constexpr int kChain = 3;
  std::uint32_t at = token;
  bool other = false;  // only what the chain begins with is still of interest: "in response to the attack on Kyiv"
  for (int n = 0; n < kChain; ++n) {
    const std::uint32_t p = PrepositionBefore(r, at, floor);
    if (p == kNoToken) return n == 0 ? Governor::kNone : Governor::kOther;
    if (IsAside(r, p, floor)) return Governor::kAside;
    if (other && WordAt(r, p) != "of") return Governor::kOther;
    at = p;
    if (other) continue;
    if (Exempts(r, p, floor)) return Governor::kExempt;
    const Known word = WordAt(r, p);
    if (OneOf(word, "in", "at", "near", "off", "within", "aboard", "around", "throughout", "across", "along", "inside",
                     "outside"))
      return AfterMeeting(r, p, floor) ? Governor::kMeeting : Governor::kVenue;
    if (word == "from") return Governor::kSource;
    if (OneOf(word, "with", "between", "among")) return Governor::kWith;
    if (word == "by") return p > floor && IsParticiple(r, p - 1) ? Governor::kDoer : Governor::kOther;
    if (word != "of" || p <= floor) {
      other = true;
      continue;
    }
    if (WordAt(r, p - 1) == "behalf") return Governor::kBehalf;
    // A government stands for its country.
    if (possessed.AnyIn(r, {p - 1, p}) && WordAt(r, p - 1) != "government") return Governor::kWhose;
    // "in the State of Ohio": what the noun hangs on.
  }
  return Governor::kOther;
}

}  // namespace dateline::extract
