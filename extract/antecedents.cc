// What a subject without a name stands for: a name before it, or the subject that follows.
#include <algorithm>
#include <string_view>

#include "extract/speech_words.h"
#include "extract/subjects.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "SMIC denied that Huawei OWNS it", "the memory that AMD PUTS on its boards": behind "that" and another verb's
// subject.
bool IsWithinContent(const Reading& r, std::uint32_t verb) {
  const TokenRange sentence = r.Around(verb);
  constexpr std::uint32_t kReach = 40;  // tokens
  for (std::uint32_t i = verb, n = 0; i-- > sentence.begin && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (r.words[i].mention >= 0 || r.words[i].id != r.grammar->that) continue;
    return FiniteBetween(r, sentence.begin, i) || (i > sentence.begin && r.finite[i - 1] != 0) ||
           r.words[i - 1].mention < 0;
  }
  return false;
}

// "Reuters reported that", "…, CNBC reported." `verb` may be any token.
bool IsReporting(const Reading& r, std::uint32_t verb) {
  if (!OneOf(WordAt(r, verb), "reported", "reports") || verb + 1 >= r.words.size()) return false;
  if (r.Is(verb + 1, kThat) || r.words[verb + 1].punct == '.' || r.words[verb + 1].punct == ',') return true;
  // "…, CNBC reported on Tuesday."
  constexpr std::uint32_t kDay = 3;  // tokens
  const std::uint32_t end = r.Around(verb).end;
  return end <= verb + kDay + 2 && r.words[end - 1].punct == '.' && !r.DatesOf({verb + 1, end}).empty();
}

}  // namespace

std::vector<const Mention*> SubjectReader::Postcedents(const Doers& doers, std::uint32_t kinds) const {
  if (doers.stands != Stands::kThing && doers.stands != Stands::kPerson) return {};
  const std::uint32_t c = r_.clause_of[doers.at];
  const Clause& clause = r_.clauses[c];
  const TokenRange sentence = r_.sentences[clause.sentence];
  if (!r_.Is(clause.tokens.begin, kSplitter) || clause.tokens.begin > sentence.begin + 4 ||
      FiniteBetween(r_, sentence.begin, clause.tokens.begin) || c + 1 >= r_.clauses.size())
    return {};
  const Clause& main = r_.clauses[c + 1];
  if (main.sentence != clause.sentence || main.relative) return {};
  std::vector<const Mention*> found;
  for (std::uint32_t i = main.tokens.begin; i < main.tokens.end; ++i) {
    if (r_.finite[i] == 0) continue;
    for (const Mention* mention : Phrase({main.tokens.begin, i}).names) {
      if ((KindBit(mention->kind) & kinds) != 0 &&
          (doers.stands == Stands::kThing || mention->kind == MentionKind::kOfficial))
        found.push_back(mention);
    }
    break;
  }
  return found;
}

const Mention* SubjectReader::OnlyFirmBefore(std::uint32_t token) const {
  constexpr std::uint32_t kSentences = 3;
  const std::uint32_t own = r_.sentence_of[token];
  for (std::uint32_t s = own + 1, n = 0; s-- > 0 && n < kSentences; ++n) {
    const Mention* only = nullptr;
    const std::uint32_t end = s == own ? token : r_.sentences[s].end;
    const std::uint32_t begin = std::max(PastDateline(r_, {r_.sentences[s].begin, end}), end - std::min(end, 300u));
    for (std::uint32_t i = begin; i < end; ++i) {
      if (r_.words[i].mention < 0 || At(i).kind != MentionKind::kFirm) continue;
      // "Reuters reported that"
      std::uint32_t next = i + 1;
      while (next < end && r_.words[next].mention == r_.words[i].mention) ++next;
      if (next + 1 < end && IsReporting(r_, next)) continue;
      // "analysts polled by Acme", "told Reuters", "data from Gartner": whom the text has it from.
      const Known before = WordAt(r_, i > begin ? i - 1 : i);
      if (i > begin && OneOf(before, "by", "told", "from", "citing")) continue;
      if (i > begin + 1 && before == "to" && WordAt(r_, i - 2) == "according") continue;
      if (only != nullptr && only->entity != At(i).entity) return nullptr;
      only = &At(i);
    }
    if (only != nullptr) return only;
  }
  return nullptr;
}

std::vector<const Mention*> SubjectReader::Antecedents(const Doers& doers, std::uint32_t before,
                                                       std::uint32_t kinds) const {
  const std::uint32_t firm = KindBit(MentionKind::kFirm), agency = KindBit(MentionKind::kAgency);
  const std::uint32_t official = KindBit(MentionKind::kOfficial), place = KindBit(MentionKind::kPlace);
  const Written word = r_.Surface(doers.at);
  const bool they = doers.stands == Stands::kThing && (word == "They" || word == "they");
  const std::uint32_t all = kinds;
  switch (doers.stands) {
    case Stands::kPerson:
    case Stands::kPresident:
      kinds &= official;
      break;
    case Stands::kThing:
      kinds &= firm | agency | place;
      break;
    case Stands::kBody:
      kinds &= agency;
      break;
    case Stands::kFirm:
      kinds &= firm;
      break;
    case Stands::kInstrument:
      kinds &= agency | official | place;
      break;
    default:
      break;
  }
  if (kinds == 0 && !they) return {};
  constexpr std::uint32_t kLookBack = 1000;
  if (doers.stands == Stands::kPresident) {
    // The person whom the document calls President.
    for (std::uint32_t i = before; i-- > 1 && before - i < kLookBack;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial && r_.Surface(i - 1) == "President")
        return {&At(i)};
    }
    return {};
  }
  if (doers.stands == Stands::kPerson) {
    for (std::uint32_t i = before; i-- > 0 && before - i < kLookBack;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial) return {&At(i)};
    }
    return {};
  }
  // “They announced it in May”: whom a speaker means by it was named where we did not hear it.
  const Quote* quote = they ? r_.QuoteOf(doers.at) : nullptr;
  const std::uint32_t floor = quote != nullptr ? quote->tokens.begin : 0;
  // The subjects of this sentence's and of earlier sentences' tensed verbs, the nearest first.
  // "The two governments", "both firms": none that stands alone.
  const bool plural = (doers.stands == Stands::kBody || doers.stands == Stands::kFirm) && word.ends_with('s');
  int verbs = 0;
  constexpr int kVerbsRead = 20;
  const bool quoted = r_.QuoteOf(doers.at) != nullptr;
  const std::uint32_t own = r_.sentence_of[doers.at];
  // Who acts in what somebody said or in a clause about a noun, for want of a better one in the same sentence.
  std::vector<const Mention*> weak;
  std::uint32_t weak_in = 0;
  for (std::uint32_t i = std::min(before, doers.at == 0 ? before : doers.at);
       i-- > floor && before - i < kLookBack && verbs < kVerbsRead;) {
    if (r_.finite[i] == 0) continue;
    ++verbs;
    if (!weak.empty() && r_.sentence_of[i] < weak_in) return weak;
    if (!quoted && !r_.quotes.empty() && r_.QuoteOf(i) != nullptr) continue;
    const Clause& clause = r_.clauses[r_.clause_of[i]];
    if (clause.relative) continue;
    // "Volkswagen, which halted two lines, HAS since signed": its subject stands before what is inserted.
    constexpr std::uint32_t kOpening = 3;  // tokens
    const bool resumes = clause.resumes >= 0 && i <= clause.tokens.begin + kOpening;
    const Doers subject = Phrase(resumes ? r_.clauses[static_cast<std::size_t>(clause.resumes)].tokens
                                         : TokenRange{clause.tokens.begin, i});
    // "Reuters reported that the company", "…, CNBC reported. It": not who reports.
    if ((doers.stands == Stands::kFirm || doers.stands == Stands::kThing) && !plural && IsReporting(r_, i)) continue;
    std::vector<const Mention*> people, found;
    for (const Mention* mention : subject.names) {
      if ((KindBit(mention->kind) & official & all) != 0) people.push_back(mention);
      if ((KindBit(mention->kind) & kinds) != 0) found.push_back(mention);
    }
    if (they && people.size() > 1) return people;
    if (found.empty() || (plural && found.size() < 2)) continue;
    if (!they && !plural) found.resize(1);
    if (r_.sentence_of[i] < own && IsWithinContent(r_, i)) {
      if (weak.empty()) weak = std::move(found), weak_in = r_.sentence_of[i];
      continue;
    }
    return found;
  }
  return weak;
}

}  // namespace dateline::extract
