// Noun phrases that act: which of their names stands for the subject.
#include <algorithm>
#include <string_view>

#include "extract/bystanders.h"
#include "extract/speech_words.h"
#include "extract/subjects.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

std::uint32_t LastOf(const Reading& r, std::uint32_t first, std::uint32_t end) {
  std::uint32_t last = first;
  while (last + 1 < end && r.words[last + 1].mention == r.words[first].mention) ++last;
  return last;
}

// "(BIS)": the token after the bracket that opens at `i`.
std::uint32_t PastBracket(const Reading& r, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kLongest = 16;
  for (std::uint32_t k = i + 1; k < std::min(end, i + kLongest); ++k) {
    if (r.words[k].punct == ')') return k + 1;
  }
  return i + 1;
}

// "as JAPAN AND THE NETHERLANDS agreed", but "such as Japan and the Netherlands".
bool OnlyNames(const Reading& r, std::uint32_t from, std::uint32_t end) {
  if (from < 2 ||
      OneOf(WordAt(r, from - 2), "such", "well", "known", "same", "long", "soon", "far", "role", "position"))
    return false;
  bool several = false;
  for (std::uint32_t i = from; i < end; ++i) {
    if (r.words[i].mention >= 0 || r.Is(i, kDeterminer)) continue;
    if (!r.Is(i, kConjunction)) return false;
    several = true;
  }
  return several;
}

// "the U.S.", "Tokyo": a name up to the end and nothing else.
bool IsOneName(const Reading& r, std::uint32_t from, std::uint32_t end) {
  if (r.Is(from, kDeterminer) && r.words[from].mention < 0) ++from;
  if (from >= end || r.words[from].mention < 0) return false;
  return LastOf(r, from, end) + 1 == end && (KindBit(static_cast<MentionKind>(r.words[from].kind)) & kActing) != 0;
}

// A common noun, as far as closed classes tell.
bool IsNoun(const Reading& r, std::uint32_t i) {
  if (r.words[i].mention >= 0 || r.words[i].punct != 0 || (*r.tokens)[i].kind != TokenKind::kWord) return false;
  return !r.Is(i, kBe | kHave | kDo | kModal | kNegator | kAdverb | kDeterminer | kPreposition | kPronoun | kSplitter |
                      kRelative | kConditional | kConjunction | kThat) &&
         r.finite[i] == 0 && !r.Surface(i).ends_with("ly");
}

// "Beijing last week tightened", "Nvidia on June 12 unveiled": without the time right before the verb.
TokenRange WithoutTime(const Reading& r, TokenRange phrase) {
  constexpr std::uint32_t kLongest = 6;  // tokens of a time
  if (phrase.end < phrase.begin + 2) return phrase;
  const std::uint32_t from = std::max(phrase.begin + 1, phrase.end - std::min(phrase.end, kLongest));
  const std::uint32_t stop = (*r.tokens)[phrase.end - 1].span.end;
  for (const Timex& timex : r.DatesOf({from, phrase.end})) {
    if (timex.span.end != stop) continue;
    std::uint32_t begin = r.TokenFrom(timex.span.begin);
    while (begin > phrase.begin + 1 && r.words[begin - 1].mention < 0 &&
           OneOf(r.Surface(begin - 1), "on", "in", "late", "early", "earlier"))
      --begin;
    return begin > phrase.begin ? TokenRange{phrase.begin, begin} : phrase;
  }
  return phrase;
}

}  // namespace

std::uint32_t SubjectReader::PastAdverbials(TokenRange phrase) const {
  if (phrase.empty()) return phrase.begin;
  std::uint32_t i =
      std::max(phrase.begin, PastDateline(r_, {r_.sentences[r_.sentence_of[phrase.begin]].begin, phrase.end}));
  constexpr int kAdverbials = 4;
  for (int n = 0; n < kAdverbials && i < phrase.end; ++n) {
    while (i < phrase.end && r_.words[i].punct != 0) ++i;
    if (i >= phrase.end || r_.words[i].mention >= 0) return i;
    const bool adverb = r_.Is(i, kAdverb) || r_.Surface(i).ends_with("ly");
    const Written word = r_.Surface(i);
    const bool opens = r_.Is(i, kPreposition | kSplitter | kConditional) || word.ends_with("ing") ||
                       word.ends_with("ed") ||
                       OneOf(word, "Despite", "Amid", "Unlike", "Alongside", "Besides", "Contrary", "Thanks",
                             "Notwithstanding", "Instead", "Like");
    auto dates = r_.DatesOf({i, std::min(phrase.end, i + 6)});
    if (!adverb && !opens && !dates.empty() && dates.front().span.begin > (*r_.tokens)[i].span.begin + 4) dates = {};
    if (!adverb && !opens && dates.empty()) return i;
    std::uint32_t comma = i;
    while (comma < phrase.end && r_.words[comma].punct != ',') ++comma;
    if (comma + 1 < phrase.end) {
      i = comma + 1;
      continue;
    }
    if (adverb && !r_.Is(i, kPreposition)) {
      ++i;
      continue;
    }
    // "On Tuesday the bureau added": no comma, the date ends the adverbial.
    if (dates.empty()) return i;
    const std::uint32_t stop = dates.front().span.end;
    while (i < phrase.end && (*r_.tokens)[i].span.begin < stop) ++i;
  }
  return i;
}

const Mention* SubjectReader::BodyOfTitle(std::uint32_t title, std::uint32_t end, std::uint32_t* after) const {
  if (title + 1 >= end || !IsTitle(title)) return nullptr;
  const Known of = WordAt(r_, title + 1);
  if (of != "of") return nullptr;
  std::uint32_t i = title + 2;
  while (i < end && r_.Is(i, kDeterminer)) ++i;
  if (i >= end) return nullptr;
  if (r_.words[i].mention >= 0) {
    *after = LastOf(r_, i, end) + 1;
    return At(i).kind == MentionKind::kAgency ? &At(i) : nullptr;
  }
  // "Secretary of Commerce": the department where the document names it.
  std::uint32_t last = i;
  while (last < end && (*r_.tokens)[last].capital && r_.words[last].mention < 0 && r_.words[last].punct == 0) ++last;
  *after = last;
  if (last == i) return nullptr;
  const std::string_view name = r_.Bytes({i, last}).In(r_.text);
  constexpr std::size_t kRead = 400;
  for (std::size_t m = 0; m < std::min(kRead, r_.what->mentions.size()); ++m) {
    const Mention& mention = r_.what->mentions[m];
    if (mention.kind == MentionKind::kAgency && mention.span.In(r_.text).ends_with(name)) return &mention;
  }
  return nullptr;
}

std::uint32_t SubjectReader::PastBareAdverbial(TokenRange phrase) const {
  if (phrase.empty() || r_.words[phrase.begin].mention >= 0) return phrase.begin;
  for (std::uint32_t i = phrase.begin; i < phrase.end; ++i) {
    if (r_.words[i].punct == ',' || r_.words[i].punct == '(') return phrase.begin;
  }
  if (r_.Is(phrase.begin, kSplitter)) return phrase.begin + 1;
  if (!r_.Is(phrase.begin, kPreposition) || WordAt(r_, phrase.begin) == "by") return phrase.begin;
  std::uint32_t i = phrase.begin + 1;
  while (i < phrase.end && r_.words[i].mention < 0 && (r_.Is(i, kDeterminer) || IsNoun(r_, i))) ++i;
  if (i >= phrase.end || r_.words[i].mention < 0 || !IsNoun(r_, i - 1) || (*r_.tokens)[i - 1].capital)
    return phrase.begin;
  // "with chipmaker Intel", "in official Chinese statements": the noun belongs to the name.
  if (IsTitle(i - 1) || words_.firms.Has(r_.words[i - 1]) || words_.bodies.Has(r_.words[i - 1]) ||
      words_.staff.Has(r_.words[i - 1]))
    return phrase.begin;
  std::uint32_t rest = LastOf(r_, i, phrase.end) + 1;
  while (rest < phrase.end && r_.Is(rest, kAdverb)) ++rest;
  return rest == phrase.end ? i : phrase.begin;
}

// "House Select Committee on China CHAIRMAN Jane Doe": the body in a title holds a preposition.
bool SubjectReader::IsHead(std::uint32_t name, std::uint32_t floor) const {
  if (name < floor + 4 || !IsTitle(name - 1) || !(*r_.tokens)[name - 1].capital) return false;
  std::uint32_t i = name - 1;
  while (i > floor + 1 && (*r_.tokens)[i].capital) --i;
  return r_.Is(i, kPreposition | kConjunction) && (*r_.tokens)[i - 1].capital && (*r_.tokens)[i + 1].capital &&
         i + 1 < name - 1;
}

// A common noun with its determiner stands right before the name.
bool SubjectReader::OwnsContact(std::uint32_t name, std::uint32_t floor) const {
  const std::uint32_t noun = name - 1;
  if (!IsNoun(r_, noun) || (*r_.tokens)[noun].capital || IsTitle(noun) || words_.firms.Has(r_.words[noun]) ||
      words_.bodies.Has(r_.words[noun]) || words_.staff.Has(r_.words[noun]))
    return false;
  for (std::uint32_t i = noun, n = 0; i-- > floor && n < 3; ++n) {
    if (r_.Is(i, kDeterminer)) return true;
    if (!IsNoun(r_, i)) return false;
  }
  return false;
}

Doers SubjectReader::Phrase(TokenRange phrase) const {
  phrase = WithoutTime(r_, phrase);
  Doers doers;
  bool hangs = false;     // on a preposition
  bool inserted = false;  // a prepositional phrase between commas
  bool acted = false;     // a tensed verb stands before
  const Mention* owner = nullptr;
  std::vector<const Mention*> makers;  // "a rule drafted by BIS would": who made the thing that acts
  bool made = false;
  constexpr std::uint32_t kLongest = 140;
  std::uint32_t begin = phrase.begin;
  if (phrase.end > begin + kLongest) begin = phrase.end - kLongest;
  const std::uint32_t opening = begin;
  begin = PastAdverbials({begin, phrase.end});
  // "Led by Wyden, six senators": who leads those without a name acts.
  std::vector<const Mention*> leaders;
  if (begin > opening + 2 && begin < phrase.end && r_.words[opening + 1].id != 0 &&
      r_.words[opening + 1].id == r_.grammar->by && (WordAt(r_, opening) == "led" || WordAt(r_, opening) == "Led")) {
    for (std::uint32_t k = opening + 2; k < begin; ++k) {
      if (r_.words[k].mention < 0 || (KindBit(At(k).kind) & kActing) == 0) continue;
      if (leaders.empty() || leaders.back() != &At(k)) leaders.push_back(&At(k));
    }
  }
  for (std::uint32_t i = PastBareAdverbial({begin, phrase.end}); i < phrase.end;) {
    const Word& word = r_.words[i];
    if (word.punct == '(') {
      i = PastBracket(r_, i, phrase.end);
      continue;
    }
    // Another tensed verb: what stood before is its subject.
    if (r_.finite[i] != 0 && i + 1 < phrase.end) {
      acted = true;
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    // "the probe of Temu that the Commission had opened": a clause with a subject of its own.
    if (r_.Is(i, kThat) && word.mention < 0 && i > phrase.begin && i + 1 < phrase.end && WordAt(r_, i) == "that" &&
        !r_.Is(i - 1, kPreposition)) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    // "Few in Washington believe Congress will": a plural present.
    if (word.mention < 0 && r_.Is(i, kSays) && (word.verb & kBase) != 0 && i > phrase.begin && i + 1 < phrase.end &&
        (r_.words[i + 1].mention >= 0 || r_.Is(i + 1, kDeterminer | kPronoun)) && !r_.Is(i - 1, kDeterminer)) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    if (word.mention >= 0) {
      const std::uint32_t last = LastOf(r_, i, phrase.end);
      const Mention& mention = At(i);
      if (IsTitleOfName(r_, i, last)) {
        i = last + 1;
        continue;
      }
      // "about the tariffs Trump had raised": a subject of its own.
      // "Special Envoy for Trade John Doe": a title.
      const bool title = mention.kind == MentionKind::kOfficial && i > phrase.begin + 2 &&
                         r_.words[i - 1].mention < 0 && (*r_.tokens)[i - 1].capital && (*r_.tokens)[i - 3].capital &&
                         r_.Is(i - 2, kPreposition);
      const bool ends = last + 1 == phrase.end;
      if (hangs && i > phrase.begin + 1 &&
          ((ends && (title || OwnsContact(i, phrase.begin))) ||
           (mention.kind == MentionKind::kOfficial && (ends || r_.words[last + 1].punct != 0) &&
            IsHead(i, phrase.begin)))) {
        doers = {};
        hangs = inserted = false;
      }
      std::uint32_t next = last + 1;
      const bool owns = (*r_.tokens)[last].span.end > mention.span.end ||
                        (next < phrase.end && (r_.Surface(next) == "’" || r_.Surface(next) == "'"));
      // "the Bureau of Industry and Security (BIS) regulations": its short name stands between.
      if (!owns && next < phrase.end && r_.words[next].punct == '(') {
        const std::uint32_t behind = PastBracket(r_, next, phrase.end);
        if (behind < phrase.end && IsNoun(r_, behind)) next = behind;
      }
      // "the Hefei-based company": only told from others.
      if (mention.kind == MentionKind::kPlace && next + 1 < phrase.end && r_.words[next].punct == '-' &&
          (*r_.tokens)[next].gap == Gap::kNone && (*r_.tokens)[next + 1].gap == Gap::kNone) {
        const Written seat = r_.Surface(next + 1);
        if (seat == "based" || seat == "headquartered" || seat == "listed" || seat == "made" || seat == "owned" ||
            seat == "backed" || seat == "led" || seat == "origin" || seat == "born") {
          // "the Osaka, Japan-based toolmaker"
          if (i > phrase.begin && r_.words[i - 1].punct == ',' && !doers.names.empty() &&
              doers.names.back()->kind == MentionKind::kPlace && doers.names.back()->span.end + 2 >= mention.span.begin)
            doers.names.pop_back();
          i = next + 2;
          continue;
        }
      }
      const std::uint32_t first_noun = next;
      // The noun that the name qualifies: "U.S. officials", "Nvidia CEO Jensen Huang", "China’s commerce ministry".
      bool staff = false, noun = false, titled = false, capital = true;
      for (std::uint32_t k = next; k < std::min(phrase.end, next + 5); ++k) {
        if (r_.words[k].punct == '\'' || r_.Surface(k) == "’" || r_.Surface(k) == "s") continue;
        if (r_.words[k].mention >= 0) {
          titled = k > next || owns || At(k).kind == MentionKind::kOfficial;
          break;
        }
        // "CFIUS’s non-notified team"
        if (r_.words[k].punct == '-' && noun && (*r_.tokens)[k].gap == Gap::kNone) continue;
        if (!IsNoun(r_, k)) break;
        // "imposed by Tokyo last June": a time.
        if (OneOf(r_.Surface(k), "last", "next", "earlier", "late", "early", "today", "yesterday", "tomorrow")) break;
        noun = true;
        capital = capital && (*r_.tokens)[k].capital;
        staff = staff || words_.staff.Has(r_.words[k]) || words_.bodies.Has(r_.words[k]) || IsTitle(k) ||
                (mention.kind != MentionKind::kPlace && words_.units.Has(r_.words[k]));
        next = k + 1;
      }
      // "Black Sea Bass Advisory Panel": part of a name that no dictionary knows.
      if (noun && capital && mention.kind == MentionKind::kPlace && first_noun + 1 < next) staff = false;
      // "three former TSMC engineers"
      if (i > phrase.begin && (WordAt(r_, i - 1) == "former" || WordAt(r_, i - 1) == "ex")) staff = false;
      const bool acts = (KindBit(mention.kind) & kActing) != 0;
      if (owns && !noun && titled) {
        owner = &mention;  // "the Treasury's Office of Foreign Assets Control"
      } else if (acts && !hangs && !(noun && titled) && !(titled && mention.kind == MentionKind::kPlace) &&
                 (!noun || staff)) {
        doers.names.push_back(&mention);
      } else if (acts && made && !noun) {
        makers.push_back(&mention);
      } else if (!acts && !hangs && mention.kind == MentionKind::kRule && doers.names.empty() &&
                 doers.stands == Stands::kNothing) {
        doers.stands = Stands::kInstrument;
        doers.at = i;
      }
      i = std::max(last + 1, next);
      continue;
    }
    if (word.punct == ',') {
      // "in Japan, Korea and Peru" goes on; "with this action, OFAC" does not.
      const bool named = i > phrase.begin && (r_.words[i - 1].mention >= 0 || r_.words[i - 1].punct == ')');
      const bool list =
          hangs && i + 1 < phrase.end && ((named && r_.words[i + 1].mention >= 0) || r_.Is(i + 1, kConjunction));
      if (!inserted && !list) hangs = false;
      ++i;
      continue;
    }
    // "Shipments stalled after the Netherlands revoked": a verb that no rule knows, then a clause of its own.
    if (r_.Is(i, kPreposition) && r_.Is(i, kSplitter) && i > phrase.begin && r_.words[i - 1].mention < 0 &&
        r_.Surface(i - 1).ends_with("ed")) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    // "will buy grain and TOKYO will cut": a subject of its own behind the thing of the verb before.
    if (hangs && acted && r_.Is(i, kConjunction) && i + 1 < phrase.end && r_.words[i - 1].mention < 0 &&
        IsOneName(r_, i + 1, phrase.end)) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    // "It came after the panel's chair, Jane Doe, introduced"
    if (r_.Is(i, kSplitter) && i > phrase.begin && i + 1 < phrase.end && r_.finite[i] == 0 && r_.finite[i - 1] != 0 &&
        OneOf(r_.Surface(i - 1), "came", "comes")) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    // "It came as Tokyo and Seoul agreed": a clause of its own.
    if (r_.Is(i, kPreposition) && i > phrase.begin && i + 1 < phrase.end && WordAt(r_, i) == "as" &&
        (r_.words[i + 1].mention >= 0 || (r_.words[i + 2].mention >= 0 && r_.Is(i + 1, kDeterminer))) &&
        (r_.finite[i - 1] != 0 || r_.words[i - 1].punct == ',' || OnlyNames(r_, i + 1, phrase.end))) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    if (r_.Is(i, kPreposition) || WordAt(r_, i) == "consultation") {
      const std::string_view before = i > phrase.begin ? WordAt(r_, i - 1) : std::string_view{};
      const bool along = before == "along" || before == "together" ||
                         (before == "other" && WordAt(r_, i) == "than" && doers.names.empty());  // "none other than"
      // "six senators led by Wyden": who leads those without a name acts.
      const bool leads = doers.names.empty() && WordAt(r_, i) == "by" && (before == "led" || before == "headed");
      made = doers.stands == Stands::kInstrument && WordAt(r_, i) == "by" && i > phrase.begin &&
             (r_.words[i - 1].verb & kParticiple) != 0;
      // "negotiators from Washington", "a coalition of makers including Micron", "executives of Nvidia".
      const bool plain = i > phrase.begin && r_.words[i - 1].mention < 0;
      const bool staff = plain && !hangs && doers.names.empty() && words_.staff.Has(r_.words[i - 1]) &&
                         (WordAt(r_, i) == "from" || WordAt(r_, i) == "of");
      const bool unit = plain && !hangs && doers.names.empty() && words_.units.Has(r_.words[i - 1]) &&
                        WordAt(r_, i) == "of" && i + 1 < phrase.end && r_.words[i + 1].mention >= 0 &&
                        At(i + 1).kind != MentionKind::kPlace;
      const bool among = doers.names.empty() && doers.stands == Stands::kNothing && WordAt(r_, i) == "including";
      // "Anthropic, joined by Microsoft,"
      const bool joined = WordAt(r_, i) == "by" && before == "joined";
      if (along || leads || staff || unit || among || joined)
        hangs = inserted = false;
      else if (!hangs || r_.words[i - (i > 0 ? 1 : 0)].punct == ',') {
        inserted = i > phrase.begin && r_.words[i - 1].punct == ',';
        hangs = true;
      }
      ++i;
      continue;
    }
    if (IsTitle(i)) {
      std::uint32_t after = i + 1;
      const Mention* body = BodyOfTitle(i, phrase.end, &after);
      // "as Chair of CFIUS" acts with its holder; "in consultation with the Secretary of State" does not.
      const bool as =
          i > phrase.begin && (WordAt(r_, i - 1) == "as" ||
                               (i > phrase.begin + 1 && r_.Is(i - 1, kDeterminer) && WordAt(r_, i - 2) == "as"));
      // "Secretary of Commerce Howard Lutnick": the person acts.
      const bool named = after < phrase.end && r_.words[after].mention >= 0 && At(after).kind == MentionKind::kOfficial;
      if (body != nullptr && !named && (!hangs || as)) doers.names.push_back(body);
      if (as && body != nullptr) hangs = false;
      if (!hangs && !named && body == nullptr && WordAt(r_, i) == "president" &&
          (i + 1 >= phrase.end || r_.words[i + 1].mention < 0)) {
        doers.stands = Stands::kPresident;
        doers.at = i;
      }
      i = std::max(after, i + 1);
      continue;
    }
    if (!hangs && word.id != 0) {
      std::string_view text = r_.lexicon->Text(word.id);
      if (r_.Is(i, kPronoun | kModal)) text = text.substr(0, text.find('\''));  // "he'd"
      Stands stands = Stands::kNothing;
      if (text == "we" || text == "i" || text == "our")
        stands = Stands::kAuthor;
      else if (text == "he" || text == "she")
        stands = Stands::kPerson;
      else if ((text == "his" || text == "her") && i + 1 < phrase.end &&
               (words_.bodies.Has(r_.words[i + 1]) || WordAt(r_, i + 1) == "office"))
        stands = Stands::kPerson;  // "his office would open"
      else if (text == "it" || text == "they")
        stands = Stands::kThing;
      else if (words_.instruments.AnyIn(r_, {i, i + 1}))
        stands = Stands::kInstrument;
      else if (text == "this" || text == "these")
        stands = i + 1 == phrase.end ? Stands::kInstrument : Stands::kNothing;
      else if (words_.bodies.Has(word))
        stands = Stands::kBody;
      else if (words_.firms.Has(word))
        stands = Stands::kFirm;
      // "Ohio and 12 other states", "another firm": none that was named.
      if ((stands == Stands::kBody || stands == Stands::kFirm) && i > phrase.begin &&
          OneOf(WordAt(r_, i - 1), "other", "another", "more"))
        stands = Stands::kNothing;
      if (stands != Stands::kNothing && (doers.stands == Stands::kNothing || stands != Stands::kInstrument)) {
        doers.stands = stands;
        doers.at = i;
      }
    }
    ++i;
  }
  if (doers.names.empty() && owner != nullptr) doers.names.push_back(owner);
  if (doers.names.empty() && doers.stands == Stands::kInstrument) doers.names = std::move(makers);
  if (doers.names.empty() && doers.stands == Stands::kNothing) doers.names = std::move(leaders);
  if (!doers.names.empty()) doers.stands = Stands::kNothing;
  return doers;
}

}  // namespace dateline::extract
