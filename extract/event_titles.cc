// What the heading of a text says of it: the summary of a bill has reached the stage that its heading names.
#include <algorithm>
#include <array>
#include <string_view>

#include "extract/events.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

// How the clerks of Congress name the versions of a bill; first match wins.
struct Stage {
  std::string_view words;  // in lower case, as they begin inside brackets
  std::string_view type;
};
constexpr std::array kStages{
    Stage{"became public law", "bill.enact"},    Stage{"became law", "bill.enact"},
    Stage{"engrossed", "bill.advance"},          Stage{"enrolled", "bill.advance"},
    Stage{"introduced in", "bill.introduce"},    Stage{"passed", "bill.advance"},
    Stage{"placed on calendar", "bill.advance"}, Stage{"public law", "bill.enact"},
    Stage{"reported", "bill.advance"},           Stage{"vetoed", "bill.enact"},
};

// "S.1260 (117th) … summary (Passed Senate)": the stage in the last brackets of the heading.
std::string_view StageOf(std::string_view title) {
  const std::size_t open = title.rfind('(');
  if (open == std::string_view::npos || title.find(')', open) == std::string_view::npos) return {};
  const std::string inside = FoldCase(title.substr(open + 1));
  for (const Stage& stage : kStages) {
    if (inside.starts_with(stage.words)) return stage.type;
  }
  return {};
}

// A bill is told by its number at the head of the title: "H.R. 4350", "S. 1260", "H.J.Res. 5".
bool NamesBill(std::string_view title) {
  static constexpr std::array<std::string_view, 8> kKinds{"H.Con.Res.", "H.J.Res.", "H.R.",   "H.Res.",
                                                          "S.Con.Res.", "S.J.Res.", "S.Res.", "S."};
  if (!title.starts_with('H') && !title.starts_with('S')) return false;
  const auto kind = std::ranges::find_if(kKinds, [&](std::string_view k) { return title.starts_with(k); });
  if (kind == kKinds.end()) return false;
  std::string_view rest = title.substr(kind->size());
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  return !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
}

// The sentence that speaks of "this bill" first, among the first few.
const Span* BillSentence(std::string_view text, const Extraction& what) {
  constexpr std::size_t kRead = 4;
  for (std::size_t i = 0; i < std::min(kRead, what.sentences.size()); ++i) {
    const std::string_view sentence = what.sentences[i].In(text);
    for (const std::string_view words :
         {"This bill ", "This act ", "This division ", "This joint resolution ", "This resolution "}) {
      if (sentence.find(words) != std::string_view::npos) return &what.sentences[i];
    }
  }
  return nullptr;
}

}  // namespace

void AddTitleAssertions(const Document& document, const Extraction& what, std::vector<EventAssertion>& out) {
  if (!NamesBill(document.title)) return;
  const std::string_view type = StageOf(document.title);
  if (type.empty()) return;
  const Span* sentence = BillSentence(document.text, what);
  if (sentence == nullptr) return;
  EventAssertion a;
  a.type = type;
  a.date = document.published.span;
  a.basis = Basis::kOfficialText;
  a.evidence = {*sentence};
  a.trigger = *sentence;
  a.rule = "title:stage";
  // The act by the name that stands before "This bill".
  for (const Mention& m : what.mentions) {
    if (m.kind != MentionKind::kRule || !sentence->Contains(m.span)) continue;
    a.roles.push_back({"instrument", m.entity});
    break;
  }
  const auto after =
      std::ranges::upper_bound(out, a.trigger.begin, {}, [](const EventAssertion& e) { return e.trigger.begin; });
  out.insert(after, std::move(a));
}

}  // namespace dateline::extract
