#include "extract/dates_tense.h"

#include <algorithm>
#include <array>
#include <optional>

namespace dateline::extract {
namespace {

enum class Cue : std::uint8_t {
  kNone, kPast, kIs, kWas, kBe, kHave, kModal, kTo, kPlan, kScheduled, kPresent, kOpener, kRelative, kFunction,
  kDeterminer, kComing, kTitle, kSays,
};

struct CueWords {
  Cue cue;
  std::string_view words;  // separated by blanks
};

constexpr std::array kCues{
    CueWords{
        Cue::kPast,
        "said told took met held began became came went made gave sent led saw got won lost fell rose grew sold bought "
        "brought built left kept spoke wrote found put cut hit set struck drew drove broke chose withdrew fought froze "
        "did felt heard knew meant paid ran shut stood swore taught thought threw understood sought rejoined overtook "
        "undertook shot slid spent spread stole swept wore sat beat bet dealt ended flew forbade forgot foresaw "
        "awoke born bore bound caught clung crept dug fed fled ground hung hurt laid lent lit rode rang sank sprang "
        "stuck stung told tore underwent upheld withheld wound wrought happened"},
    CueWords{Cue::kSays, "says reports writes announces adds notes tells"},
    CueWords{Cue::kIs, "is are am isn't aren't"},
    CueWords{Cue::kWas, "was were had wasn't weren't hadn't"},
    CueWords{Cue::kBe, "be"},
    CueWords{Cue::kHave, "has have having been hasn't haven't being"},
    CueWords{Cue::kModal,
             "will shall would could might should must can won't wouldn't may cannot he'll it'll they'll we'll"},
    CueWords{Cue::kTo, "to"},
    // With a form of be, or before "to", a plan.
    CueWords{Cue::kPlan,
             "expected scheduled due set slated planned poised likely ready going anticipated supposed meant"},
    // Verbs of planning on their own.
    CueWords{Cue::kScheduled,
             "expects expect plans plan intends intend aims aim hopes hope wants want seeks seek prepares preparing "
             "pending upcoming forthcoming scheduling planning hoping aiming awaits promises vows pledges proposes"},
    // The timetable present: "takes effect", "expires".
    CueWords{
        Cue::kPresent,
        "takes take begins begin starts start expires expire ends runs run opens open closes goes comes enters meets "
        "resumes lapses convenes visits returns faces arrives hosts kicks meet resume expire lapse convene visit "
        "return arrive kick come enter testifies testify travels flies heads votes marks hears considers unveils lands "
        "signs appears "
        "addresses decides joins rejoins presents reports tours delivers holds convene"},
    CueWords{Cue::kOpener, "that while but because although though if whereas when as until and or so than"},
    CueWords{Cue::kRelative, "who which whose"},
    CueWords{Cue::kDeterminer, "the a an its his her their our this that these those any each some no another"},
    CueWords{Cue::kComing,
             "deadline hearing summit meeting talks expiration expiry election vote trial conference launch visit trip "
             "start effective compliance decision review midterms implementation"},
    CueWords{Cue::kTitle,
             "secretary mr mrs ms dr president senator sen rep representative minister judge justice chairman "
             "chairwoman commissioner director gov governor professor lady dame sir lord theresa prime"},
    CueWords{
        Cue::kFunction,
        "in on at by for from with without of into onto over under about against between through during before after "
        "since near off up down out amid among within upon via per he she it they we you i who whom not also then "
        "there here more most less very just only still already both either neither nor yet even such where how why "
        "what him them us me my your all many much few several other others same at-least following including "
        "despite toward towards around across above below behind beyond plus versus vs"},
};

// The cues of every word as bits, in one open-addressing table: a date asks about some sixty tokens around it.
class CueTable {
 public:
  CueTable() {
    for (const CueWords& row : kCues) {
      std::string_view rest = row.words;
      while (!rest.empty()) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        if (blank > 0) Add(TokenHash(rest.substr(0, blank)), row.cue);
        rest.remove_prefix(std::min(blank + 1, rest.size()));
      }
    }
  }
  [[nodiscard]] std::uint32_t Find(std::uint32_t hash) const {
    for (std::size_t at = hash & kMask; slots_[at].bits != 0; at = (at + 1) & kMask) {
      if (slots_[at].hash == hash) return slots_[at].bits;
    }
    return 0;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t bits = 0;
  };
  static constexpr std::size_t kSize = 4096;
  static constexpr std::size_t kMask = kSize - 1;

  void Add(std::uint32_t hash, Cue cue) {
    std::size_t at = hash & kMask;
    while (slots_[at].bits != 0 && slots_[at].hash != hash) at = (at + 1) & kMask;
    slots_[at].hash = hash;
    slots_[at].bits |= 1u << static_cast<unsigned>(cue);
  }
  std::array<Slot, kSize> slots_{};
};

std::uint32_t CuesOf(const DateText& text, std::uint32_t i) {
  static const CueTable table;
  return i < text.size() && text.IsWord(i) ? table.Find(text.token(i).hash) : 0;
}

constexpr std::uint32_t Bit(Cue cue) { return 1u << static_cast<unsigned>(cue); }

bool Has(const DateText& text, std::uint32_t i, Cue cue) { return (CuesOf(text, i) & Bit(cue)) != 0; }

bool IsKnown(const DateText& text, std::uint32_t i) {
  return (CuesOf(text, i) & ~(Bit(Cue::kComing) | Bit(Cue::kTitle))) != 0;
}

// A regular past form: lower case, "-ed", and none of the words that only look like one.
bool EndsInEd(const DateText& text, std::uint32_t i) {
  if (!text.IsWord(i) || text.Capital(i)) return false;
  const std::string_view word = text.Surface(i);
  if (word.size() < 4 || !word.ends_with("ed")) return false;
  constexpr std::array<std::string_view, 22> kNot{"need",  "speed",  "indeed",  "proceed",  "exceed",  "succeed",
                                                  "feed",  "seed",   "breed",   "hundred",  "sacred",  "related",
                                                  "based", "limited", "advanced", "unprecedented", "bleed", "weed",
                                                  "shed",  "united", "exempted", "deed"};
  return std::find(kNot.begin(), kNot.end(), word) == kNot.end();
}

bool IsSemicolonOrQuote(const DateText& text, std::uint32_t i) {
  return text.Is(i, Word::kStop);
}

// "Trump to meet Xi", "US, China to resume talks": names at the head of a sentence, then "to" and a verb. Nouns that
// take "to" themselves ("Response to …") are no such heads.
bool IsHeadlineInfinitive(const DateText& text, std::uint32_t to) {
  constexpr std::uint32_t kHead = 6;
  constexpr std::array<std::string_view, 14> kTakeTo{"response", "letter", "visit", "threat", "access", "return", "exports",
                                                     "changes", "amendments", "road", "shipments", "back", "ban", "sales"};
  if (!text.IsWord(to + 1) || text.Capital(to + 1) || text[to + 1].word != Word::kNone || CuesOf(text, to + 1) == Bit(Cue::kFunction)) return false;
  if (Has(text, to + 1, Cue::kDeterminer)) return false;
  if (std::any_of(kTakeTo.begin(), kTakeTo.end(), [&](std::string_view w) { return text.SameWord(to - 1, w); })) return false;
  for (std::uint32_t k = 1; k <= kHead && k <= to; ++k) {
    const std::uint32_t i = to - k;
    const bool joint = text.Is(i, Word::kComma) || text.Is(i, Word::kAnd) || text.Is(i, Word::kDot);
    if (!joint && !text.Capital(i)) return false;
    if (text.StartsSentence(i)) return true;
  }
  return false;
}

// The tense of the verb group that the word at `i` belongs to, reading leftwards; nothing when it is no verb form.
std::optional<Tense> GroupTense(const DateText& text, std::uint32_t i) {
  // Modal and be-forms a few words back act on the form found here.
  const auto back = [&](Cue cue, std::uint32_t steps) {
    for (std::uint32_t k = 1; k <= steps && k <= i; ++k) {
      if (text.EndsSentence(i - k) || text.Is(i - k, Word::kComma)) return false;
      const bool month = cue == Cue::kModal && text.Is(i - k, Word::kMonth) && text.Capital(i - k);  // "Ms. May met"
      if (!month && Has(text, i - k, cue)) return true;
    }
    return false;
  };
  const auto before_noun = [&] {  // "the proposed rule": an adjective
    return i > 0 && Has(text, i - 1, Cue::kDeterminer) && (MayBeNoun(text, i + 1) || text.Is(i + 1, Word::kMonth));
  };
  if (CuesOf(text, i) == 0 && !EndsInEd(text, i)) return std::nullopt;
  if (Has(text, i, Cue::kModal)) {
    if (text.Is(i, Word::kMonth) && text.Capital(i)) return std::nullopt;
    if (Has(text, i + 1, Cue::kHave) || Has(text, i + 2, Cue::kHave)) return Tense::kEither;
    return Tense::kFuture;
  }
  if (Has(text, i, Cue::kPlan) && (back(Cue::kIs, 3) || back(Cue::kWas, 3) || back(Cue::kHave, 2) ||
                                   text.Is(i + 1, Word::kTo) || text.Is(i + 1, Word::kFor) || text.Is(i + 1, Word::kBy))) {
    if (back(Cue::kWas, 3)) return Tense::kEither;
    if (text.SameWord(i, "set") && !back(Cue::kIs, 3) && !text.Is(i + 1, Word::kFor) && !text.Is(i + 1, Word::kTo))
      return Tense::kPast;
    return Tense::kFuture;
  }
  if (Has(text, i, Cue::kScheduled)) return before_noun() ? std::nullopt : std::optional(Tense::kFuture);
  if (EndsInEd(text, i) || Has(text, i, Cue::kPast)) {
    if (before_noun()) return std::nullopt;
    if (back(Cue::kBe, 2) || (i > 0 && Has(text, i - 1, Cue::kBe))) {
      if (back(Cue::kModal, 4)) return Tense::kFuture;
      if (back(Cue::kTo, 3)) return back(Cue::kWas, 6) ? Tense::kEither : Tense::kFuture;
    }
    if (back(Cue::kModal, 3) && !back(Cue::kHave, 2) && !EndsInEd(text, i)) return Tense::kFuture;  // "will set", "will cut"
    if (back(Cue::kTo, 1)) return std::nullopt;                                     // "to set", "to cut"
    return Tense::kPast;
  }
  if (Has(text, i, Cue::kTo) && i > 0) {
    if (Has(text, i - 1, Cue::kIs)) return Tense::kFuture;   // "is to visit"
    if (Has(text, i - 1, Cue::kWas)) return Tense::kEither;  // "was to expire"
    if (IsHeadlineInfinitive(text, i)) return Tense::kFuture;
    return std::nullopt;
  }
  if (Has(text, i, Cue::kWas)) return Tense::kPast;
  if (Has(text, i, Cue::kHave) && text.Is(i + 1, Word::kTo)) return Tense::kFuture;  // "has to decide"
  if (Has(text, i, Cue::kHave)) return back(Cue::kModal, 2) ? Tense::kEither : Tense::kPast;
  if (Has(text, i, Cue::kSays)) return Tense::kPast;
  if (Has(text, i, Cue::kBe)) return back(Cue::kModal, 3) || back(Cue::kTo, 2) ? std::optional(Tense::kFuture) : std::nullopt;
  if (Has(text, i, Cue::kPresent)) {
    if (i > 0 && (Has(text, i - 1, Cue::kDeterminer) || Has(text, i - 1, Cue::kTo))) return std::nullopt;
    if (i > 0 && text.token(i - 1).possessive > 0) return std::nullopt;  // "the prince's visit in November"
    // "agency heads", "51 votes on Friday": nouns.
    if (text.SameWord(i, "heads") && !text.Is(i + 1, Word::kTo)) return std::nullopt;
    if (text.SameWord(i, "votes") && (i == 0 || !text.Capital(i - 1))) return std::nullopt;
    return back(Cue::kModal, 2) ? Tense::kFuture : Tense::kPresent;
  }
  if (Has(text, i, Cue::kIs)) return Tense::kPresent;
  return std::nullopt;
}

constexpr std::uint32_t kReach = 30;

struct Found {
  std::optional<Tense> tense;
  bool barred = false;  // a clause began between it and the date
};

// "will rescind the rule after HALTING sales on Monday": done before, whatever the verb says; or to come.
bool IsDoneBefore(const DateText& text, std::uint32_t i) {
  if (i == 0 || !text.IsWord(i) || text.Capital(i) || !text.Surface(i).ends_with("ing")) return false;
  return text.Is(i - 1, Word::kAfter) || text.Is(i - 1, Word::kSince) || text.SameWord(i - 1, "having");
}

// "decided last month TO revoke the licence on October 14": it may be to come.
bool IsWhatWasDecided(const DateText& text, std::uint32_t to) {
  if (!Has(text, to, Cue::kTo) || !text.IsWord(to + 1) || Has(text, to + 1, Cue::kDeterminer)) return false;
  static constexpr std::array<std::string_view, 12> kDecided{"chose",    "decided",    "instructed", "offered",
                                                             "opted",    "ordered",    "pledged",    "promised",
                                                             "proposed", "threatened", "voted",      "vowed"};
  constexpr std::uint32_t kBetween = 6;
  for (std::uint32_t k = 1; k <= kBetween && k <= to; ++k) {
    if (text.EndsSentence(to - k)) return false;
    if (std::any_of(kDecided.begin(), kDecided.end(), [&](std::string_view w) { return text.SameWord(to - k, w); }))
      return true;
  }
  return false;
}

// "INTRODUCED in May by a senator, the bill would bar": of what was done, though the word is capital.
bool IsOpeningParticiple(const DateText& text, std::uint32_t i) {
  if (!text.IsWord(i) || !text.Capital(i) || !text.StartsSentence(i) || !Has(text, i + 1, Cue::kFunction)) return false;
  const std::string_view word = text.Surface(i);
  return word.size() > 5 && word.ends_with("ed") && word != "United" && word != "Limited" && word != "Advanced";
}

// "The move COMES after talks on Monday", "FOLLOWS a visit on Friday": the date at `begin` is over. "comes on Friday
// after a wait", "follows on Monday": not.
bool IsWhatCameBefore(const DateText& text, std::uint32_t i, std::uint32_t begin) {
  if (text.SameWord(i, "follows"))
    return i + 2 < begin && !text.SameWord(i + 1, "on") && !text.SameWord(i + 1, "up") && text.IsWord(i + 1) &&
           !(i > 0 && text.SameWord(i - 1, "as"));
  if (!text.SameWord(i, "comes") && !text.SameWord(i, "come")) return false;
  constexpr std::uint32_t kBetween = 5;  // "comes less than a day after"
  for (std::uint32_t k = i + 1; k <= i + kBetween && k < begin; ++k) {
    if (text.Is(k, Word::kAfter)) return true;
  }
  return false;
}

Found LookLeft(const DateText& text, std::uint32_t begin) {
  Found out;
  for (std::uint32_t k = 1; k <= kReach && k <= begin; ++k) {
    const std::uint32_t i = begin - k;
    if (IsOpeningParticiple(text, i) || IsWhatCameBefore(text, i, begin)) {
      out.tense = Tense::kPast;
      return out;
    }
    if (text.EndsSentence(i) || IsSemicolonOrQuote(text, i)) break;
    if (const auto tense = IsDoneBefore(text, i) || IsWhatWasDecided(text, i) ? Tense::kEither : GroupTense(text, i)) {
      out.tense = tense;
      return out;
    }
    if (Has(text, i, Cue::kOpener) && !text.Is(i, Word::kAnd)) out.barred = true;
    if (text.GapBefore(i) == Gap::kParagraph) break;
  }
  return out;
}

std::optional<Tense> LookRight(const DateText& text, std::uint32_t end) {
  bool relative = false;
  for (std::uint32_t i = end; i < end + kReach && i < text.size(); ++i) {
    if (text.EndsSentence(i) || IsSemicolonOrQuote(text, i)) break;
    if (text.Is(i, Word::kComma)) {
      relative = Has(text, i + 1, Cue::kRelative);
      continue;
    }
    if (relative) continue;
    if (const auto tense = GroupTense(text, i)) {
      // "is expected": the form of be alone says less than what follows it.
      if (Has(text, i, Cue::kIs) || Has(text, i, Cue::kWas)) {
        for (std::uint32_t k = i + 1; k <= i + 3; ++k) {
          if (Has(text, k, Cue::kPlan) || Has(text, k, Cue::kTo)) return GroupTense(text, k).value_or(*tense);
          if (EndsInEd(text, k)) return Has(text, i, Cue::kIs) ? Tense::kNone : *tense;
        }
      }
      return tense;
    }
  }
  return std::nullopt;
}

}  // namespace

bool MayBeNoun(const DateText& text, std::uint32_t i) {
  if (!text.IsWord(i) || text.Capital(i)) return false;
  const Word word = text[i].word;
  if (word != Word::kNone && word != Word::kPublication && word != Word::kEdge) return false;
  return !IsKnown(text, i) && !EndsInEd(text, i) && !text.Surface(i).ends_with("ly");
}

bool StandsBeforeNoun(const DateText& text, std::uint32_t begin, std::uint32_t end) {
  if (begin == 0 || !text.IsWord(begin - 1)) return false;
  if (end > begin && text.token(end - 1).possessive > 0) return true;  // "Friday's announcement"
  if (!Has(text, begin - 1, Cue::kDeterminer) && text.token(begin - 1).possessive == 0) return false;
  return text.GapBefore(end) != Gap::kParagraph && MayBeNoun(text, end);
}

bool IsTitle(const DateText& text, std::uint32_t i) {
  if (text.Is(i, Word::kDot) && i > 0) return IsTitle(text, i - 1);
  return text.Capital(i) && Has(text, i, Cue::kTitle);
}

bool IsSaying(const DateText& text, std::uint32_t i) {
  return Has(text, i, Cue::kSays) || text.SameWord(i, "said") || text.SameWord(i, "told") || text.SameWord(i, "wrote");
}

namespace {

bool IsPlanAdjective(const DateText& text, std::uint32_t i) {
  constexpr std::array<std::string_view, 6> kWords{"planned", "scheduled", "expected", "proposed", "upcoming", "forthcoming"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return text.SameWord(i, word); });
}

// "was moved to 1 August", "pushed back to May": the day something was given, most often one to come.
bool IsMovedTo(const DateText& text, std::uint32_t begin) {
  if (begin < 2 || !text.Is(begin - 1, Word::kTo)) return false;
  constexpr std::array<std::string_view, 9> kMoves{"moved", "extended", "postponed", "delayed", "pushed", "rescheduled", "deferred", "shifted", "brought"};
  const auto moves = [&](std::uint32_t i) {
    return std::any_of(kMoves.begin(), kMoves.end(), [&](std::string_view word) { return text.SameWord(i, word); });
  };
  return moves(begin - 2) || (begin > 2 && (text.SameWord(begin - 2, "back") || text.SameWord(begin - 2, "forward")) && moves(begin - 3));
}

}  // namespace

Tense TenseAt(const DateText& text, std::uint32_t begin, std::uint32_t end) {
  // "the planned November summit" lies ahead whatever the verb says.
  if (begin > 0 && IsPlanAdjective(text, begin - 1) && MayBeNoun(text, end)) return Tense::kFuture;
  // "ordered a review due April 1", "issued a rule effective Dec. 1": the adjective governs its own date.
  const std::uint32_t governor = begin > 1 && (text.Is(begin - 1, Word::kOn) || text.Is(begin - 1, Word::kBy)) ? begin - 2 : begin - 1;
  const auto governs = [&](std::string_view word) {
    return begin > 0 && text.SameWord(governor, word) && (governor == 0 || !Has(text, governor - 1, Cue::kWas));
  };
  if (governs("due")) return Tense::kFuture;
  if (governs("effective")) return Tense::kPresent;
  if (IsMovedTo(text, begin)) return Tense::kEither;
  const Found left = LookLeft(text, begin);
  if (StandsBeforeNoun(text, begin, end)) {
    if (!Has(text, end, Cue::kComing)) return Tense::kPast;
    const auto governing = left.tense && !left.barred ? left.tense : LookRight(text, end + 1);
    return governing == Tense::kFuture ? Tense::kFuture : Tense::kEither;
  }
  // "issued guidance last month, and ON FRIDAY it will issue": of the verb that follows.
  const bool joined = begin > 2 && Has(text, begin - 1, Cue::kFunction) && text.Is(begin - 2, Word::kAnd) &&
                      text.Is(begin - 3, Word::kComma);
  if (left.tense && !left.barred && !joined) return *left.tense;
  if (const auto right = LookRight(text, end)) return *right;
  if (joined && left.tense) return *left.tense;
  return left.tense.value_or(Tense::kNone);
}

}  // namespace dateline::extract
