// Laws that their head word tells: "X Act of 2022", "X Y Regulations".
#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

class LawReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  void Law(std::uint32_t head) {
    if (OwnedBy(head, MentionKind::kRule)) return;
    const bool act = At(head).hash == kKnown.act;
    // "Commerce, Justice, Science, and Related Agencies Appropriations Act": named after the bodies it pays for.
    const bool funds = act && head > 0 && At(head - 1).hash == HashOf("Appropriations");
    std::uint32_t begin = head;
    std::uint32_t words = 0;
    std::uint32_t i = head;
    bool listing = false;  // "Food, Drug, and Cosmetic Act": past its ", and"
    while (i > 0 && words < (funds ? 20u : 14u)) {
      if (At(i).gap == Gap::kParagraph) break;
      const Token& left = At(i - 1);
      if (left.kind == TokenKind::kPunct) {
        const bool hyphen = left.hash == kKnown.hyphen && document_.Glued(i - 1) && document_.Glued(i);
        const bool list = listing && left.hash == kKnown.comma && i > 1 && IsPlainCapital(i - 2) && (funds || Owner(i - 2) == nullptr);
        if (!hyphen && !list && !document_.IsMark(i - 1, '&')) break;
        --i;
        continue;
      }
      if (act && (In(kKnown.connectors, left.hash) || left.hash == kKnown.with_and || (funds && left.hash == kKnown.the))) {
        std::uint32_t before = i - 1;
        if (left.hash == kKnown.with_and && before > 0 && At(before - 1).hash == kKnown.comma) {
          --before;
          listing = true;
        }
        if (before > 0 && funds && At(before - 1).hash == kKnown.the) --before;
        if (before == 0 || !IsPlainCapital(before - 1) || At(before - 1).hash == kKnown.act) break;
        if (!funds && OwnedBy(before - 1, MentionKind::kAgency)) break;
        i = before;
        continue;
      }
      if (!IsCapitalWord(i - 1) || IsRuleHead(left.hash)) break;
      if (IsFunctionWord(left.hash) || (OwnedBy(i - 1, MentionKind::kPlace) && At(i - 1).hash == HashOf("S"))) break;
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
    std::uint32_t last = head + 1;
    std::uint32_t end = At(head).stem().end;
    // "Act of 2018", "Act, 2022"
    const bool links = act && last + 1 < document_.size() && (At(last).hash == kKnown.of || (At(last).hash == kKnown.comma && document_.Glued(last)));
    const bool year = links && At(last + 1).kind == TokenKind::kNumber && At(last + 1).span.size() == 4;
    if (year) {
      end = At(last + 1).span.end;
      last += 2;
    }
    Emit(begin, last, end, MentionKind::kRule, act ? "shape:act" : "shape:rule-head");
  }
};

}  // namespace

void LawEndingAt(const ShapeContext& context, std::uint32_t head) { LawReader(context).Law(head); }

}  // namespace dateline::extract
