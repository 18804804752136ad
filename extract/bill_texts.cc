#include "extract/bill_texts.h"

#include <algorithm>

#include "extract/no_events_words.h"

namespace dateline::extract {
namespace {

bool IsSummaryBySections(const Reading& r) {
  constexpr std::uint32_t kOpening = 12;  // tokens
  return std::ranges::any_of(r.sentences, [&](TokenRange sentence) {
    if (r.words[sentence.begin].punct != '(' || sentence.begin + 1 == sentence.end) return false;
    const Written word = r.Surface(sentence.begin + 1);
    if (word != "Sec" && word != "Sec." && word != "Section") return false;
    for (std::uint32_t i = sentence.begin + 2; i < std::min(sentence.end, sentence.begin + kOpening); ++i) {
      if (r.Surface(i) == "bill") return true;
    }
    return false;
  });
}

// "This Act may be cited as the Expanding Trade Sanctions on Russia Act"
bool InShortTitle(const Reading& r, TokenRange sentence, std::uint32_t hit) {
  for (std::uint32_t i = sentence.begin; i + 1 < hit; ++i) {
    if (WordAt(r, i) == "cited" && WordAt(r, i + 1) == "as") return true;
  }
  return false;
}

// "Suspending Energy Imports from Russia Act": a line that is nothing but the name.
bool IsNameLine(const Reading& r, TokenRange sentence, const Hit& hit) {
  if (!hit.group || !hit.group->gerund || hit.tokens.begin != sentence.begin) return false;
  std::uint32_t last = sentence.end;
  while (last > sentence.begin && (r.words[last - 1].punct != 0 || (*r.tokens)[last - 1].kind == TokenKind::kNumber ||
                                   r.Surface(last - 1) == "of"))
    --last;
  if (last == sentence.begin || r.Surface(last - 1) != "Act") return false;
  for (std::uint32_t i = sentence.begin; i < last; ++i) {
    if (r.finite[i] != 0 && !(*r.tokens)[i].capital) return false;
  }
  return true;
}

// "To require a strategy to counter evasion of sanctions imposed by the United States, and for other purposes": only
// its first verb tells what the bill would do.
bool InLongTitle(const Reading& r, TokenRange sentence, const Hit& hit) {
  if (r.Surface(sentence.begin) != "To" || sentence.begin + 1 >= sentence.end) return false;
  if (hit.group && hit.group->infinitive && hit.group->begin == sentence.begin) return false;
  return r.words[sentence.begin + 1].mention < 0 && (r.words[sentence.begin + 1].verb & kBase) != 0 &&
         (!hit.group || hit.group->reduced || hit.group->gerund);
}

// "180 days after the date of the enactment of this Act"
bool IsDayOfEnactment(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "bill.enact" || hit.group || hit.tokens.begin < 3) return false;
  std::uint32_t i = hit.tokens.begin - 1;
  if (WordAt(r, i) == "the") --i;
  return WordAt(r, i) == "of" && WordAt(r, i - 1) == "date";
}

}  // namespace

namespace {

constexpr std::uint32_t kHead = 4000;  // bytes: what a bill is printed under

// Most texts have none of the words that those below stand about: asked first, since it costs least.
bool MayBePrinted(const Reading& r) {
  bool found = false;
  const Token* const tokens = r.tokens.data();
  for (std::uint32_t i = 0, end = r.TokenFrom(kHead); i < end; ++i) {
    const std::uint32_t hash = tokens[i].hash;
    found |= (hash == HashOf("enacted")) | (hash == HashOf("house")) | (hash == HashOf("senate"));
  }
  return found;
}

bool IsPrintedBill(const Reading& r) {
  if (!MayBePrinted(r)) return false;
  const std::string_view head = r.text.substr(0, kHead);
  return head.find("Be it enacted by the Senate") != std::string_view::npos ||
         ((head.find("IN THE HOUSE OF REPRESENTATIVES") != std::string_view::npos ||
           head.find("IN THE SENATE OF THE UNITED STATES") != std::string_view::npos) &&
          head.find("A BILL") != std::string_view::npos);
}

}  // namespace

bool IsTextOfBill(const Reading& r) {
  return IsPrintedBill(r) || IsSummaryBySections(r);
}

std::string_view WhyOnlyBill(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (IsNameLine(r, sentence, hit)) return "part of a name";
  if (IsDayOfEnactment(r, type, hit)) return "a time told by what is to come";
  if (!frame.bill) return {};
  if (InShortTitle(r, sentence, hit.tokens.begin)) return "part of a name";
  if (InLongTitle(r, sentence, hit)) return "what an act is for, told elsewhere";
  return {};
}

const Timex* DayOfIntroduction(const Reading& r, const Hit& hit) {
  const std::uint32_t sentence = r.sentence_of[hit.tokens.begin];
  if (sentence == 0) return nullptr;
  const TokenRange own = r.sentences[sentence];
  bool step = hit.tokens.begin == own.begin && r.Surface(own.begin) == "Reported";
  for (std::uint32_t i = own.begin; i + 2 < own.end && i <= hit.tokens.begin && !step; ++i)
    step = r.Surface(i) == "introduced" && r.Surface(i + 1) == "the" && r.Surface(i + 2) == "following";
  if (!step) return nullptr;
  constexpr std::uint32_t kLine = 6;  // tokens of a line that is only a date
  const TokenRange line = r.sentences[sentence - 1];
  if (line.end - line.begin > kLine) return nullptr;
  for (const Timex& timex : r.DatesOf(line)) {
    if (timex.date.lo && timex.date.hi) return &timex;
  }
  return nullptr;
}

}  // namespace dateline::extract
