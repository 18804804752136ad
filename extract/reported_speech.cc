#include "extract/reported_speech.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "extract/attribution.h"
#include "extract/chinese.h"
#include "extract/reported_clauses.h"
#include "extract/trailing_speech.h"
#include "extract/unsaid.h"

namespace dateline::extract {
namespace {

class ReportedSpeechFinder {
 public:
  ReportedSpeechFinder(const Reading& r, const SpeechWords& words, const Quotations& quotations,
                       SpeakerReader& speakers)
      : r_(r), words_(words), quotations_(quotations), speakers_(speakers) {}

  std::vector<Statement> Find() {
    for (const TokenRange sentence : r_.sentences) {
      if (!words_.chinese.empty() && HoldsChinese(r_, sentence)) {
        FindChinese(sentence);
        continue;
      }
      if (TryOpening(sentence)) continue;
      const Word* const words = r_.words.data();
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        // Few words may begin an attribution; whether they are quoted is asked of those alone.
        const Word& word = words[i];
        if (!MayAttribute(word) || word.mention >= 0 || InQuote(r_, i)) continue;
        speaks_on_ = 0;
        content_end_ = sentence.end;
        if (!TryAny(sentence, i)) continue;
        if (speaks_on_ > i) {
          i = speaks_on_;
        } else if (content_end_ < sentence.end && content_end_ > i) {
          // "While Navarro says that it pays for itself, Hassett concedes": the main clause.
          const bool opened = r_.Is(sentence.begin, kSplitter) && IsComma(r_, content_end_);
          if (r_.words[content_end_].punct != ';' && !opened) break;
          i = content_end_;
        } else if (content_end_ > i) {
          break;
        }
      }
    }
    return std::move(out_);
  }

 private:
  bool TryAny(TokenRange sentence, std::uint32_t i) {
    // Tables of phrases first: few words begin one.
    if ((r_.words[i].starts & kStartsSpeech) != 0 &&
        (TrySilence(sentence, i) || TryAccording(sentence, i) || TryAsking(sentence, i) ||
         (r_.Is(i + 1, kPreposition) && TrySpeechFrom(sentence, i)) || TryAttitude(sentence, i) ||
         TryPlacing(sentence, i)))
      return true;
    if (!IsSays(r_, i)) return IsSpeechNoun(r_, words_, i, sentence.end) && TryReported(sentence, i);
    return TryTrailing(sentence, i) || TryReported(sentence, i) || (r_.finite[i] != 0 && TryStressed(sentence, i));
  }

  // "外交部发言人林剑表示，…": who is named before the verb says what follows it, up to the end of the sentence.
  void FindChinese(TokenRange sentence) {
    if (DirectIn(sentence)) return;
    const std::string_view text = r_.Bytes(sentence).In(r_.text);
    const std::uint32_t base = r_.Bytes(sentence).begin;
    TokenRange verb;
    for (const std::string& says : words_.chinese) {
      for (auto at = text.find(says); at != std::string_view::npos; at = text.find(says, at + 1)) {
        const auto begin = base + static_cast<std::uint32_t>(at);
        const TokenRange found = TokensAt(r_, sentence, {begin, begin + static_cast<std::uint32_t>(says.size())});
        if (found.empty() || InQuote(r_, found.begin) || !IsChineseSaying(found, says)) continue;
        if (verb.empty() || found.begin < verb.begin) verb = found;
      }
    }
    // "外交部：中方将继续…"
    for (std::uint32_t i = sentence.begin; verb.empty() && i < sentence.end; ++i) {
      if (r_.words[i].mention < 0) {
        if (r_.Surface(i) == "：" && i > sentence.begin) verb = {i, i};
        break;
      }
    }
    if (verb.empty() && verb.begin == 0) return;
    const Speaker speaker = speakers_.Chinese(sentence, verb.begin);
    if (speaker.entity.empty()) return;
    TokenRange content{verb.end, sentence.end};
    while (!content.empty() && r_.words[content.begin].punct != 0) ++content.begin;
    while (!content.empty() && r_.words[content.end - 1].punct != 0) --content.end;
    AddIndirect(sentence, speaker, content, verb.begin, "statement:chinese");
  }

  // A verb of one character says something only before a mark ("称，"): else it is part of a word.
  bool IsChineseSaying(TokenRange verb, const std::string& says) const {
    const bool before_mark =
        verb.end < r_.words.size() && (r_.Surface(verb.end) == "，" || r_.Surface(verb.end) == "：");
    constexpr std::size_t kOneCharacter = 3;  // bytes
    return before_mark || says.size() > kOneCharacter;
  }

  static bool MayAttribute(const Word& word) {
    return (word.starts & kStartsSpeech) != 0 || (word.classes & kSays) != 0;
  }

  // "“…,” Huang said, adding that half of them are in China": the speaker of the quotation goes on.
  bool GoesOn(TokenRange sentence, std::uint32_t verb) {
    if (speakers_.spoken().empty() || verb + 1 >= sentence.end || r_.words[verb + 1].id != r_.grammar->that ||
        (SayingForms(r_, verb) & kGerund) == 0)
      return false;
    // The last quotation before the verb.
    const auto after = std::ranges::upper_bound(speakers_.spoken(), verb, {},
                                                [&](const auto& q) { return r_.quotes[q.first].tokens.begin; });
    if (after == speakers_.spoken().begin()) return false;
    const auto& [index, speaker] = *(after - 1);
    const Quote& quote = r_.quotes[index];
    if (!sentence.Has(quote.tokens.end - 1) || verb < quote.tokens.end) return false;
    for (std::uint32_t i = verb; i < std::min(sentence.end, verb + kContentReach); ++i) {
      if (InQuote(r_, i)) return false;
    }
    return AddIndirect(sentence, speaker, {verb + 2, sentence.end}, verb, "statement:goes-on");
  }

  // "he stressed that the fears were overblown, asserting, “…”": reported before the quotation.
  bool GoesBefore(TokenRange sentence, std::uint32_t verb) {
    // "Mast, asked whether he would hold hearings, replied": nobody's own words.
    if (r_.Surface(verb) == "asked" && verb > sentence.begin && IsComma(r_, verb - 1)) return false;
    const std::uint32_t begin = ClauseBeforeQuote(r_, words_, sentence, verb);
    if (begin == 0) return false;
    std::uint32_t end = begin;
    std::uint32_t comma = 0;
    for (; end < sentence.end && end - verb < kContentReach && !InQuote(r_, end); ++end) {
      // A mark that opens: what comes next is quoted.
      if (end + 1 < sentence.end && InQuote(r_, end + 1)) break;
      if (r_.words[end].punct == ',' || r_.words[end].punct == ':') comma = end;
    }
    if (end >= sentence.end || end - verb >= kContentReach || comma == 0 || comma < begin + 4) return false;
    // Up to the comma before the -ing form that brings the quotation.
    for (std::uint32_t i = comma; i-- > begin + 3;) {
      if (r_.words[i].punct == ',' && i + 1 < end && IsSays(r_, i + 1)) comma = i;
    }
    if (!HoldsVerb(r_, {begin, comma})) return false;
    return AddIndirect(sentence, speakers_.Subject(sentence, verb), {begin, comma}, verb, "statement:goes-before");
  }

  // "went on to say that", "used his speech to warn that", "was quoted as saying that", "replied by saying that".
  bool IsPassedOn(TokenRange sentence, std::uint32_t verb) const {
    if (verb < sentence.begin + 3 || words_.that_only.AnyIn(r_, {verb, verb + 1})) return false;
    static constexpr std::array<std::string_view, 8> kOnTo{"continued", "goes", "gone", "spoke",
                                                           "took",      "used", "uses", "went"};
    static constexpr std::array<std::string_view, 6> kBy{"began", "closed", "ended", "opened", "replied", "responded"};
    const Written before = r_.Surface(verb - 1);
    const auto any = [&](const auto& words, std::uint32_t reach) {
      for (std::uint32_t i = verb - 1; i-- > sentence.begin && verb - i < reach;) {
        if (r_.words[i].punct != 0) return false;
        if (std::ranges::binary_search(words, r_.Surface(i).letters())) return true;
      }
      return false;
    };
    if (before == "to") return any(kOnTo, 10);
    if (before == "by") return any(kBy, 4);
    static constexpr std::array<std::string_view, 2> kQuoted{"cited", "quoted"};
    return before == "as" && any(kQuoted, 6);
  }

  bool TryReported(TokenRange sentence, std::uint32_t verb) {
    if (DirectIn(sentence) && !SpeaksApart(sentence, verb)) return GoesOn(sentence, verb) || GoesBefore(sentence, verb);
    if (ReportsNothing(r_, words_, sentence, verb)) return false;
    // "As the court has explained, a tax is no fine"
    if (r_.Surface(sentence.begin) == "As" && verb + 4 < sentence.end && IsComma(r_, verb + 1) &&
        (SayingForms(r_, verb) & (kPast | kThird)) != 0 && verb - sentence.begin < kSpeakerReach)
      return AddIndirect(sentence, speakers_.In(sentence.begin + 1, verb, true), {verb + 2, sentence.end}, verb,
                         "statement:as");
    const bool listens = TakesListener(r_, verb);
    // "noted, however, that": where what was said is looked for.
    const std::uint32_t next = PastAside(r_, sentence, verb + 1);
    std::uint32_t begin = next;
    bool that = false;
    for (std::uint32_t i = next; i < std::min(sentence.end, verb + 10); ++i) {
      // "told Synopsys, Cadence and Siemens that"
      const bool listed = r_.words[i].punct == ',' && listens && r_.words[i - 1].mention >= 0 && i + 1 < sentence.end &&
                          r_.words[i + 1].mention >= 0;
      if (r_.words[i].punct == ',' && !listed) {
        // "reported on Tuesday, citing two people, that": past what is put in.
        if (const std::uint32_t past = ThatBehindAside(r_, sentence, i, listens); past != 0) begin = past, that = true;
        break;
      }
      if (r_.words[i].punct == ';') break;
      if (r_.words[i].id == r_.grammar->that) {
        // "announced a partnership that includes": a thing, not what is said.
        const bool thing = i > next && !listens && (r_.Is(next, kDeterminer) || TakesContent(r_, i - 1));
        // "reveal risks from the deal that were not apparent", "circumstances that, in her opinion, show": of a noun.
        // "said on radio that, among others, it will": of the verb, behind where it was said.
        const bool medium = r_.Is(next, kPreposition) && OneOf(r_.Surface(next), "at", "during", "in", "on");
        const bool relative = i > next && i + 1 < sentence.end && !listens &&
                              (r_.Is(i + 1, kModal | kBe | kHave | kDo) || (IsComma(r_, i + 1) && !medium) ||
                               (!medium && IsRelativeVerb(r_, i + 1, sentence.end)));
        // "warned of measures that could follow", "a 2017 report that found the firm": of the noun, whoever listens.
        const bool of_noun =
            i + 2 < sentence.end && (i > next ? listens && !medium && r_.Is(next, kPreposition) && r_.Is(i + 1, kModal)
                                              : IsNounThat(r_, verb, i));
        if (of_noun) return false;
        if (!thing && !relative) begin = i + 1, that = true;
        break;
      }
      // "said China opposed sanctions that lack": a relative clause of what was said.
      // "said in May that": no auxiliary.
      if ((r_.Is(i, kModal | kBe | kHave) || r_.finite[i] != 0) && !r_.Is(i - 1, kPreposition)) break;
    }
    // "signalled plans to double that rate to 34%": no clause.
    if (that && begin > next + 1 && !StartsWithPronoun(r_, begin, sentence.end) &&
        !HoldsVerb(r_, {begin, std::min(sentence.end, begin + kSpeakerReach)}))
      return false;
    // "a patent that claims that motor"
    constexpr std::uint32_t kNoun = 5;  // tokens
    if (that && sentence.end - begin < kNoun && !HoldsVerb(r_, {begin, sentence.end})) return false;
    // "Fouquet warned: no licence, no parts."
    const bool colon = !that && begin + 2 < sentence.end && r_.words[begin].punct == ':';
    if (colon) ++begin, that = true;
    const bool needs_that = words_.that_only.AnyIn(r_, {verb, verb + 1});
    if (!that) begin = PastWhenAndWhere(r_, sentence, begin);
    // "To hear Huang tell it, the ban failed"
    if (!that && r_.Surface(begin) == "it" && begin + 2 < sentence.end && IsComma(r_, begin + 1) && listens)
      return AddIndirect(sentence, speakers_.In(sentence.begin, verb, true), {begin + 2, sentence.end}, verb,
                         "statement:tells");
    // "told CNBC he regretted it": up to the pronoun that begins the clause.
    if (!that && listens) {
      constexpr std::uint32_t kListener = 8;
      std::uint32_t at = begin;
      while (at < std::min(sentence.end, begin + kListener) && r_.words[at].punct == 0 && r_.finite[at] == 0 &&
             !StartsWithPronoun(r_, at, sentence.end))
        ++at;
      if (StartsWithPronoun(r_, at, sentence.end)) begin = at;
      // "told the court the evidence had been gathered": past whom.
      for (std::uint32_t k = begin + 1; r_.Is(begin, kDeterminer) && k < std::min(sentence.end, begin + 4); ++k) {
        if (r_.words[k].punct != 0 || r_.Is(k, kPreposition)) break;
        if (r_.Is(k, kDeterminer)) begin = k;
      }
    }
    // "told departments in 2022 not to install": an order.
    if (!that && listens) {
      constexpr std::uint32_t kListener = 8;
      for (std::uint32_t i = verb + 1; i + 1 < std::min(sentence.end, verb + kListener) && r_.finite[i] == 0; ++i) {
        if (r_.words[i].id == r_.grammar->to && (r_.words[i + 1].verb & kBase) != 0) return false;
      }
    }
    const bool pronoun = !that && StartsWithPronoun(r_, begin, sentence.end);
    if (!that && ForeseesOf(sentence, verb))
      return AddIndirect(sentence, speakers_.Subject(sentence, verb), {verb + 1, sentence.end}, verb,
                         "statement:expects");
    if (!that && !pronoun && needs_that && !IsBelief(r_, verb, begin, sentence.end)) return false;
    if (!that && !pronoun && !HoldsVerb(r_, {begin, std::min(sentence.end, begin + 14)}) &&
        !SaysClause(r_, verb, begin, sentence.end))
      return false;
    if (needs_that && pronoun && !FiniteBetween(r_, begin + 1, std::min(sentence.end, begin + 3))) return false;
    if (!that && (r_.Is(begin, kPreposition | kModal | kBe) || r_.words[begin].punct != 0)) return false;
    const bool passed_on = IsPassedOn(sentence, verb);
    if (IsSays(r_, verb) && verb > sentence.begin && r_.Is(verb - 1, kPreposition | kDeterminer) && !passed_on)
      return false;
    // "told reporters the effect would be": whom it was told.
    if (!that && listens && begin + 2 < sentence.end && !r_.Is(begin, kDeterminer | kPronoun)) ++begin;
    std::uint32_t end = sentence.end;
    // "which Huang asserts has been overblown, are considering": the inserted clause only.
    const Clause& clause = r_.clauses[r_.clause_of[verb]];
    if (clause.relative) {
      for (std::uint32_t i = begin; i < std::min(end, begin + kContentReach); ++i) {
        if (r_.words[i].punct == ',' && i + 1 < end && r_.finite[i + 1] != 0) end = i;
      }
    }
    const bool noun = !IsSays(r_, verb);
    // "voiced an expectation that it will pay, but nothing has been decided": the noun's clause only.
    for (std::uint32_t i = begin + 1; noun && i < std::min(end, begin + kContentReach); ++i) {
      if (r_.words[i - 1].punct == ',' && r_.Surface(i) == "but") end = i - 1;
    }
    return AddIndirect(sentence,
                       noun        ? speakers_.OwnerOf(sentence, verb)
                       : passed_on ? speakers_.In(sentence.begin, verb - 1, false)
                                   : speakers_.Subject(sentence, verb),
                       {begin, end}, verb, "statement:reported");
  }

  // "criticism from a senator for not reading the rule", "a warning from two senators that he not meet with …".
  bool TrySpeechFrom(TokenRange sentence, std::uint32_t noun) {
    if (noun + 3 >= sentence.end) return false;
    // "a suggestion by Lutnick that", "Warner's claim" is another's matter.
    const bool by = r_.words[noun + 1].id == r_.grammar->by && words_.nouns.AnyIn(r_, {noun, noun + 1});
    if (!by && (r_.Surface(noun + 1) != "from" || !words_.from.AnyIn(r_, {noun, noun + 1}))) return false;
    if (DirectIn(sentence)) return false;
    constexpr std::uint32_t kNear = 22;
    for (std::uint32_t i = noun + 3; i < std::min(sentence.end, noun + kNear); ++i) {
      if (r_.words[i].punct == ',' || r_.words[i].punct == ';') return false;
      const Written word = r_.Surface(i);
      const bool reason = word == "for" || word == "over" || word == "about";
      if (word != "that" && (!reason || by)) continue;
      Speaker speaker = speakers_.InOrUnknown(noun + 2, i);
      // "two US senators issued in a letter": the role itself.
      if (speaker.entity.empty() && !speaker.words.empty()) {
        std::uint32_t end = speaker.tokens.begin + 1;
        speaker.words = std::string(r_.Bytes({noun + 2, end}).In(r_.text));
      }
      return AddIndirect(sentence, speaker, {i + 1, sentence.end}, noun, "statement:from");
    }
    return false;
  }

  // "analyst Ann Lee expects both firms to move": what a person foresees of others.
  bool ForeseesOf(TokenRange sentence, std::uint32_t verb) const {
    const Written word = r_.Surface(verb);
    if ((word != "expects" && word != "expected") || verb == sentence.begin || r_.words[verb - 1].mention < 0)
      return false;
    // "analyst Jeff Pu of GF Securities expects"
    std::uint32_t person = verb - 1;
    while (person > sentence.begin && r_.words[person].mention == r_.words[verb - 1].mention) --person;
    if (MentionAt(r_, verb - 1).kind != MentionKind::kOfficial &&
        (person == sentence.begin || (r_.Surface(person) != "of" && r_.Surface(person) != "at") ||
         r_.words[person - 1].mention < 0 || MentionAt(r_, person - 1).kind != MentionKind::kOfficial))
      return false;
    for (std::uint32_t i = verb + 2; i < std::min(sentence.end, verb + 9); ++i) {
      if (r_.words[i].punct != 0 || r_.finite[i] != 0) return false;
      if (r_.words[i].id == r_.grammar->to) return true;
    }
    return false;
  }

  // "Warren remains concerned that the boards could be resold": a person's view is told as speech is.
  bool TryAttitude(TokenRange sentence, std::uint32_t at) {
    const std::uint32_t stop = MatchAny(r_, words_.attitudes, at, sentence.end);
    if (stop == kNoMatch || stop >= sentence.end || DirectIn(sentence)) return false;
    std::uint32_t verb = at;
    while (verb > sentence.begin && at - verb < 3 && r_.finite[verb] == 0 && r_.Surface(verb) != "remain") --verb;
    const Written word = r_.Surface(verb);
    const bool holds = word == "remain" || (r_.finite[verb] != 0 && (r_.Is(verb, kBe) || word.starts_with("remain")));
    if (!holds) return false;
    // "whether he was confident that": nobody said so.
    for (std::uint32_t i = verb; i > sentence.begin && verb - i < 6; --i) {
      if (r_.Surface(i - 1) == "whether" || r_.Surface(i - 1) == "if" || r_.Surface(i - 1) == "If") return false;
    }
    const Speaker speaker = speakers_.Subject(sentence, verb);
    if (!speaker.entity.empty() && !speaker.entity.starts_with("official.")) return false;
    return AddIndirect(sentence, speaker, {stop, sentence.end}, verb, "statement:attitude");
  }

  // "Biden reaffirmed the United States' commitment to its allies", "stressed his support for the pact": what readouts
  // of talks tell is a noun phrase.
  bool TryStressed(TokenRange sentence, std::uint32_t verb) {
    static constexpr std::array<std::string_view, 16> kNouns{
        "call", "commitment", "concern",  "concerns",  "condemnation", "determination",  "importance", "intention",
        "need", "opposition", "position", "readiness", "resolve",      "responsibility", "support",    "willingness"};
    static_assert(std::ranges::is_sorted(kNouns));
    if (verb + 5 >= sentence.end || !IsStressing(r_.Surface(verb)) || DirectIn(sentence))
      return false;
    const bool named = r_.words[verb + 1].mention >= 0 && MentionAt(r_, verb + 1).kind == MentionKind::kPlace;
    if (!named && !r_.Is(verb + 1, kDeterminer)) return false;
    constexpr std::uint32_t kPhrase = 8;  // tokens
    bool held = false;
    for (std::uint32_t i = verb + 1; i < std::min(sentence.end, verb + kPhrase) && !held; ++i) {
      if (r_.finite[i] != 0 ||
          (r_.words[i].punct != 0 && r_.words[i].mention < 0 && r_.Surface(i) != "’" && r_.Surface(i) != "'"))
        return false;
      const Written noun = r_.Surface(i);
      held = Among<kNouns>(noun) || noun.ends_with("ity") || noun.ends_with("ness") ||
             noun.ends_with("ance") || noun.ends_with("ence");
    }
    const Speaker speaker = held ? speakers_.Subject(sentence, verb) : Speaker{};
    return AddIndirect(sentence, speaker, {verb + 1, sentence.end}, verb, "statement:stresses");
  }

  // "Dassen put the effect at less than €150 million", "analyst Ann Lee puts production no earlier than May".
  bool TryPlacing(TokenRange sentence, std::uint32_t at) {
    if (MatchAny(r_, words_.placing, at, sentence.end) == kNoMatch || at + 4 >= sentence.end) return false;
    if (r_.Surface(at + 1) == "it") return TryPuttingIt(sentence, at);
    if (!r_.Is(at + 1, kDeterminer) && r_.words[at + 1].punct != 0) return false;
    constexpr std::uint32_t kReach = 14;  // tokens to the figure
    bool placed = false, number = false;
    for (std::uint32_t i = at + 2; i + 1 < std::min(sentence.end, at + kReach) && !placed; ++i) {
      const Written word = r_.Surface(i);
      const bool plural = r_.words[i - 1].mention >= 0 && word.ends_with('s');  // "all Ascend dies"
      if (r_.words[i].punct == ',' || (r_.finite[i] != 0 && !plural) || InQuote(r_, i)) return false;
      // "put the supply at risk"
      if (word == "at" && OneOf(r_.Surface(i + 1), "disadvantage", "ease", "odds", "peril", "risk", "stake"))
        return false;
      // "put the tariff at 25%" sets it.
      if (word == "tariff" || word == "tariffs" || word == "duty" || word == "duties" || word == "levy") return false;
      placed = word == "at" || (word == "no" && r_.Surface(i + 1) == "earlier");
      number = placed && IsNumber(i + 1, sentence.end);
    }
    if (!placed) return false;
    // "The Survey put the cost at $3.4 billion"; but "put the plant at risk" is what a firm does.
    const Speaker speaker = speakers_.Subject(sentence, at);
    if (!speaker.entity.starts_with("official.") && !(number && speaker.entity.starts_with("agency."))) return false;
    return AddIndirect(sentence, speaker, {at + 1, sentence.end}, at, "statement:puts");
  }

  // "$3.4 billion", "about 9 trillion", "less than 5%"
  bool IsNumber(std::uint32_t at, std::uint32_t end) const {
    for (std::uint32_t i = at; i < std::min(end, at + 3); ++i) {
      const char first = r_.Surface(i).empty() ? ' ' : r_.Surface(i).front();
      if (first >= '0' && first <= '9') return true;
    }
    return false;
  }

  // "Kendler put it bluntly: the bureau is too small", "As Wolf puts it, a control works only in concert".
  bool TryPuttingIt(TokenRange sentence, std::uint32_t verb) {
    if (DirectIn(sentence)) return false;
    const bool as = r_.Surface(sentence.begin) == "As";
    constexpr std::uint32_t kManner = 8;  // tokens
    std::uint32_t mark = verb + 2;
    while (mark < std::min(sentence.end, verb + kManner) && r_.words[mark].punct != ':' && !(as && IsComma(r_, mark)))
      ++mark;
    if (mark + 3 >= sentence.end || (r_.words[mark].punct != ':' && !IsComma(r_, mark))) return false;
    const Speaker speaker = as ? speakers_.In(sentence.begin + 1, verb, true) : speakers_.Subject(sentence, verb);
    return AddIndirect(sentence, speaker, {mark + 1, sentence.end}, verb, "statement:puts-it");
  }

  // "After Trump said it would “pay for all,” Jerome Powell noted that households do": somebody named right behind the
  // quotation of somebody else.
  bool SpeaksBehindQuote(TokenRange sentence, std::uint32_t verb) const {
    if (verb + 3 >= sentence.end || r_.words[verb + 1].id != r_.grammar->that || !r_.Is(sentence.begin, kSplitter))
      return false;
    constexpr std::uint32_t kName = 8;  // tokens
    bool named = false;
    for (std::uint32_t i = verb; i-- > sentence.begin && verb - i <= kName;) {
      if (i > 0 && InQuote(r_, i - 1)) return named;
      if (r_.words[i].mention >= 0)
        named = named || MaySpeak(MentionAt(r_, i).kind);
      else if (r_.words[i].punct != 0 || r_.finite[i] != 0 || r_.Is(i, kConjunction | kPreposition))
        return false;
    }
    return false;
  }

  // "“…,” Reuters reported, and the ministry said …": a clause without a quotation of its own.
  bool SpeaksApart(TokenRange sentence, std::uint32_t verb) const {
    if (SpeaksBehindQuote(sentence, verb)) return true;
    const TokenRange clause = r_.clauses[r_.clause_of[verb]].tokens;
    // "and said it would", "then added that"
    const bool joined = verb > sentence.begin && (r_.Is(verb - 1, kConjunction) || r_.Surface(verb - 1) == "then");
    if (IsPartedFromQuotes(r_, sentence, verb)) return true;
    if (!joined && (clause.begin == sentence.begin || !r_.Is(clause.begin, kConjunction | kSplitter))) return false;
    for (std::uint32_t i = joined ? verb : clause.begin; i < std::min(sentence.end, clause.begin + kContentReach);
         ++i) {
      if (InQuote(r_, i)) return false;
    }
    return true;
  }

  bool TryTrailing(TokenRange sentence, std::uint32_t verb) {
    if ((DirectIn(sentence) && !IsPartedFromQuotes(r_, sentence, verb)) || IsPluralNoun(r_, verb)) return false;
    const auto told = TrailingSpeechAt(r_, words_, speakers_, sentence, verb);
    // "C, Goyal said, three days after Trump disclosed the outlines": told once.
    if (!told || (sentence.Has(trailed_) && told->content.begin <= trailed_ && verb > trailed_)) return false;
    if (!AddIndirect(sentence, told->speaker, told->content, verb, told->rule)) return false;
    trailed_ = verb;
    return true;
  }

  // "In Wolf's view, C", "Per Reuters, C".
  bool TryOpening(TokenRange sentence) {
    if (sentence.end - sentence.begin < 6 || r_.words[sentence.begin + 1].mention < 0) return false;
    const Written first = r_.Surface(sentence.begin);
    if (first != "In" && first != "Per") return false;
    constexpr std::uint32_t kName = 9;  // tokens
    std::uint32_t comma = sentence.begin + 1;
    while (comma < std::min(sentence.end, sentence.begin + kName) && r_.words[comma].punct == 0 &&
           r_.finite[comma] == 0)
      ++comma;
    if (comma >= sentence.end || !IsComma(r_, comma) || DirectIn(sentence)) return false;
    const Written noun = r_.Surface(comma - 1);
    if (first == "In" ? noun != "view" && noun != "opinion" && noun != "telling" && noun != "words"
                      : r_.words[comma - 1].mention < 0)
      return false;
    const Speaker speaker = speakers_.In(sentence.begin + 1, comma, false);
    if (first == "In" && !speaker.entity.starts_with("official.") && !speaker.entity.starts_with("firm.") &&
        !speaker.entity.starts_with("agency."))
      return false;
    return AddIndirect(sentence, speaker, {comma + 1, sentence.end}, sentence.begin, "statement:opening");
  }

  bool TryAsking(TokenRange sentence, std::uint32_t at) {
    const std::uint32_t stop = MatchAny(r_, words_.asking, at, sentence.end);
    if (stop == kNoMatch || stop >= sentence.end || DirectIn(sentence)) return false;
    // "denied the charge that", "faces charges that": a noun.
    if (stop == at + 2 && r_.words[stop - 1].id == r_.grammar->that && !IsUsedAsVerb(r_, sentence, at)) return false;
    return AddIndirect(sentence, speakers_.Subject(sentence, at), {stop, sentence.end}, at, "statement:asks");
  }

  bool TryAccording(TokenRange sentence, std::uint32_t at) {
    const std::uint32_t stop = MatchAny(r_, words_.according, at, sentence.end);
    if (stop == kNoMatch || DirectIn(sentence)) return false;
    std::uint32_t end = stop;
    while (end < sentence.end && r_.words[end].punct != ',' && end - stop < 20) ++end;
    const Speaker speaker = speakers_.InOrUnknown(stop, end);
    // "That's according to the finance chief": what the sentence before says.
    const Written first = r_.Surface(sentence.begin);
    if ((first.starts_with("That") || first == "This") && at <= sentence.begin + 3) {
      const std::uint32_t n = r_.sentence_of[sentence.begin];
      if (n == 0 || DirectIn(r_.sentences[n - 1])) return false;
      const std::uint32_t ended = sentence.end;
      const bool told = AddIndirect(r_.sentences[n - 1], speaker, r_.sentences[n - 1], at, "statement:according");
      content_end_ = ended;
      return told;
    }
    // "Consequently, according to the WTO, C": what opens the sentence is no clause.
    if (at > sentence.begin && !FiniteBetween(r_, sentence.begin, at) && end + 3 < sentence.end &&
        r_.words[end].punct == ',') {
      return AddIndirect(sentence, speaker, {end + 1, sentence.end}, at, "statement:according");
    }
    if (at == sentence.begin) return AddIndirect(sentence, speaker, {end + 1, sentence.end}, at, "statement:according");
    return AddIndirect(sentence, speaker, {sentence.begin, at}, at, "statement:according");
  }

  bool TrySilence(TokenRange sentence, std::uint32_t at) {
    const std::uint32_t stop = MatchAny(r_, words_.silence, at, sentence.end);
    if (stop == kNoMatch) return false;
    const Speaker speaker = speakers_.Subject(sentence, at);
    if (!speaker.found()) return false;
    Statement s = StatementOf(r_, words_, speaker, r_.Bytes({at, stop}), {at, stop}, {at, stop});
    s.stance = "no-comment";
    s.rule = "statement:no-comment";
    out_.push_back(std::move(s));
    content_end_ = at;  // "Meta declined to comment; Google said": more may be told
    return true;
  }

  bool DirectIn(TokenRange sentence) const { return quotations_.In(r_, sentence); }

  bool AddIndirect(TokenRange sentence, const Speaker& speaker, TokenRange content, std::uint32_t verb,
                   const char* rule) {
    auto reported = ReportedBy(r_, words_, speaker, sentence, content, verb, rule);
    if (!reported) return false;
    // "Sefcovic brushed aside a warning from Greer that": Greer is not who the sentence is about.
    if (std::string_view(rule) != "statement:from") speakers_.Reported(verb, speaker, reported->speaks_on);
    content_end_ = reported->end;
    speaks_on_ = reported->speaks_on;
    out_.push_back(std::move(reported->statement));
    return true;
  }

  const Reading& r_;
  const SpeechWords& words_;
  const Quotations& quotations_;
  SpeakerReader& speakers_;
  std::vector<Statement> out_;
  std::uint32_t trailed_ = ~0u;    // the verb that reported last what stands before it
  std::uint32_t content_end_ = 0;  // token behind the statement told last
  std::uint32_t speaks_on_ = 0;    // token where a statement ended because its speaker goes on; 0: nowhere
};

}  // namespace

std::vector<Statement> FindReportedSpeech(const Reading& r, const SpeechWords& words, const Quotations& quotations,
                                          SpeakerReader& speakers) {
  return ReportedSpeechFinder(r, words, quotations, speakers).Find();
}

}  // namespace dateline::extract
