#include "extract/turns.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "extract/attribution.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kLabel = 7;        // tokens of a title and a name
constexpr std::uint32_t kWordsOfTurn = 3;  // shorter ones are items of a list

struct Turn {
  Speaker speaker;  // not found() where nobody is named
  TokenRange content;
  bool answers = false;  // "Answer:", of whoever is asked
};

bool IsQuestion(std::string_view word) {
  return word == "Q" || word == "QUESTION" || word == "Question" || word == "Reporter" || word == "REPORTER";
}

bool IsAnswer(std::string_view word) {
  return word == "A" || word == "ANSWER" || word == "Answer";
}

// "MOFCOM Spokesperson Answers Questions on …": who is asked, where a heading before the first turn names a body or a
// person.
Speaker Asked(const Reading& r, std::uint32_t first_turn) {
  Speaker body;
  constexpr std::uint32_t kHeading = 60;  // tokens
  for (std::uint32_t i = 0; i < std::min(first_turn, kHeading); ++i) {
    if (r.words[i].mention < 0 || r.QuoteOf(i) != nullptr) continue;
    const Mention& mention = MentionAt(r, i);
    const bool person = mention.kind == MentionKind::kOfficial;
    if (!person && (mention.kind != MentionKind::kAgency || body.found())) continue;
    body = {mention.entity, std::string(mention.span.In(r.text)), {i, i + 1}};
    if (person) break;
  }
  return body;
}

bool IsForm(Written word) {
  static constexpr std::array<std::string_view, 16> kForms{
      "Ambassador", "Chair", "Chairman", "Chairwoman",     "Dr",        "General", "Judge",   "Justice",
      "Mr",         "Mrs",   "Ms",       "Representative", "Secretary", "Senator", "Speaker", "Vice"};
  return Among<kForms>(word);
}

bool OpensParagraph(const Reading& r, std::uint32_t token) {
  return token == 0 || (*r.tokens)[token].gap >= Gap::kParagraph;
}

std::uint32_t EndOfParagraph(const Reading& r, std::uint32_t sentence) {
  std::uint32_t last = sentence;
  while (last + 1 < r.sentences.size() && !OpensParagraph(r, r.sentences[last + 1].begin)) ++last;
  return r.sentences[last].end;
}

// The turn that the paragraph of this sentence is; content is empty where it is none.
Turn TurnAt(const Reading& r, std::uint32_t n) {
  const std::uint32_t begin = r.sentences[n].begin;
  const std::uint32_t end = EndOfParagraph(r, n);
  // "Mr. Krishnamoorthi. Was the White House aware?": the mark is a full stop, behind a form of address only.
  const bool form = IsForm(r.Surface(begin));
  Turn turn;
  std::uint32_t mark = begin;
  for (; mark < std::min(end, begin + kLabel); ++mark) {
    if (r.words[mark].punct == ':' || r.Surface(mark) == "：") break;
    if (form && mark > begin + 1 && r.words[mark].punct == '.' && r.words[mark - 1].mention >= 0) break;
    if (r.finite[mark] != 0 || r.words[mark].punct == ',' || r.QuoteOf(mark) != nullptr) return turn;
    if (r.words[mark].mention < 0 || turn.speaker.found()) continue;
    const Mention& mention = MentionAt(r, mark);
    if (mention.kind != MentionKind::kOfficial) return turn;
    turn.speaker = {mention.entity, std::string(mention.span.In(r.text)), {mark, mark + 1}};
  }
  turn.answers = !turn.speaker.found() && mark == begin + 1 && IsAnswer(r.Surface(begin));
  if (mark >= std::min(end, begin + kLabel) ||
      (!turn.speaker.found() && !turn.answers && !IsQuestion(r.Surface(begin))))
    return turn;
  const TokenRange content{mark + 1, end};
  if (content.end < content.begin + kWordsOfTurn || r.QuoteOf(content.begin) != nullptr ||
      r.QuoteOf(content.begin + 1) != nullptr ||
      (!(turn.answers && r.Surface(begin) != "A") && !FiniteBetween(r, content.begin, content.end)))
    return turn;
  turn.content = content;
  return turn;
}

}  // namespace

std::vector<Statement> FindTurns(const Reading& r, const SpeechWords& words) {
  std::vector<Turn> turns;
  for (std::uint32_t n = 0; n < r.sentences.size(); ++n) {
    const TokenRange sentence = r.sentences[n];
    if (sentence.empty() || !OpensParagraph(r, sentence.begin) || !(*r.tokens)[sentence.begin].capital) continue;
    if (Turn turn = TurnAt(r, n); !turn.content.empty()) turns.push_back(std::move(turn));
  }
  std::vector<Statement> found;
  if (turns.size() < 2) return found;
  const Speaker asked = Asked(r, turns.front().content.begin);
  for (std::size_t n = 0; n < turns.size(); ++n) {
    Turn& turn = turns[n];
    if (turn.answers) {
      turn.speaker = asked;
      // An answer goes on until the next question.
      const std::uint32_t end = n + 1 < turns.size() ? turns[n + 1].content.begin : r.sentences.back().end;
      std::uint32_t last = r.sentence_of[turn.content.begin];
      while (last + 1 < r.sentences.size() && r.sentences[last + 1].end <= end && r.sentences[last + 1].begin + 2 < end)
        ++last;
      turn.content.end = std::max(turn.content.end, r.sentences[last].end);
    }
    if (!turn.speaker.found()) continue;
    Statement s = StatementOf(r, words, turn.speaker, r.Bytes(turn.content), turn.content,
                              {turn.content.begin, turn.content.begin});
    s.direct = true;
    s.rule = "statement:turn";
    found.push_back(std::move(s));
  }
  return found;
}

}  // namespace dateline::extract
