// What a source's structured fields say of a document that is itself the act: the Federal Register's dates and
// kinds need no reading of prose.
#include <algorithm>
#include <string_view>

#include "extract/events.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

std::string_view FieldOf(const Document& document, std::initializer_list<std::string_view> names) {
  for (const Document::Field& field : document.fields) {
    if (std::ranges::find(names, field.name) != names.end() && !field.value.empty()) return field.value;
  }
  return {};
}

struct Stated {
  std::string_view type, subtype;
  Modality modality;
  DateSpan date;
  std::string_view words, rule;
};

// The sentence that states it: the first that names the marker, else the first of the text.
std::optional<Span> EvidenceFor(const Document& document, const Extraction& what, std::string_view marker) {
  if (what.sentences.empty()) return std::nullopt;
  if (!marker.empty()) {
    for (const Span s : what.sentences) {
      if (s.In(document.text).find(marker) != std::string_view::npos) return s;
    }
  }
  return what.sentences.front();
}

void AddStated(const Document& document, const Extraction& what, const Stated& stated, std::string_view marker,
               std::vector<EventAssertion>& out) {
  const auto evidence = EvidenceFor(document, what, marker);
  if (!evidence) return;
  EventAssertion a;
  a.type = stated.type;
  a.subtype = stated.subtype;
  a.modality = stated.modality;
  a.date = stated.date;
  a.date_words = stated.words;
  a.basis = Basis::kOfficialText;
  a.evidence = {*evidence};
  a.trigger = *evidence;
  a.rule = stated.rule;
  // The document's own numbers and its issuers, where the text names them first.
  for (const Mention& m : what.mentions) {
    if (m.kind == MentionKind::kAgency && evidence->Contains(m.span)) {
      a.roles.push_back({"actor", m.entity});
      break;
    }
  }
  out.push_back(std::move(a));
}

}  // namespace

void AddFieldAssertions(const Document& document, const Extraction& what, std::vector<EventAssertion>& out) {
  if (document.fields.empty()) return;
  std::string kind = FoldCase(document.kind);
  if (const auto type = FieldOf(document, {"type", "document_type"}); !type.empty()) kind = FoldCase(type);
  const std::string action = FoldCase(FieldOf(document, {"action"}));
  const DateSpan published = document.published.span;
  if (kind == "rule" || kind == "final rule" || kind == "interim final rule") {
    AddStated(document, what, {"rule.issue", "", Modality::kActual, published, "", "field:rule"}, "", out);
  } else if (kind == "proposed rule" || kind == "prorule") {
    AddStated(document, what, {"rule.propose", "", Modality::kActual, published, "", "field:proposed-rule"}, "", out);
  } else if (kind.find("presidential") != std::string::npos) {
    const auto signing = FieldOf(document, {"signing_date", "signed_on"});
    const auto day = ParseIsoDay(signing);
    AddStated(document, what, {"order.sign", "", Modality::kActual, day ? DayOf(*day) : published, signing, "field:signing_date"},
              "", out);
  } else if (kind == "notice" && action.find("comment") != std::string::npos) {
    AddStated(document, what, {"rule.propose", "comment", Modality::kActual, published, "", "field:action"}, "", out);
  }
  if (const auto effective = FieldOf(document, {"effective_on", "effective_date"}); !effective.empty()) {
    if (const auto day = ParseIsoDay(effective)) {
      const bool ahead = !published.hi || *day >= *published.hi;
      AddStated(document, what, {"rule.effective", "", ahead ? Modality::kPlanned : Modality::kActual, DayOf(*day),
                                 effective, "field:effective_on"}, "effective", out);
    }
  }
  if (const auto close = FieldOf(document, {"comments_close_on"}); !close.empty()) {
    if (const auto day = ParseIsoDay(close)) {
      AddStated(document, what, {"rule.propose", "comment", Modality::kPlanned, DayOf(*day), close,
                                 "field:comments_close_on"}, "omments", out);
    }
  }
}

}  // namespace dateline::extract
