#include "extract/extract.h"

#include "extract/dates.h"
#include "extract/event_rules.h"
#include "extract/identifiers_dated.h"
#include "extract/ruleset.h"
#include "extract/tagger.h"
#include "extract/token.h"

namespace dateline::extract {
namespace {

Reference ReferenceOf(const Document& document) {
  const DateSpan& published = document.published.span;
  if (published.precision != Precision::kDay) return {};
  return {published.lo};
}

}  // namespace

Extraction Extract(const Document& document, const RuleSet& rules) {
  const RuleSet::Impl& parts = rules.impl();
  Extraction what;
  const auto tokens = Tokenise(document.text);
  what.sentences = SplitSentences(document.text, tokens);
  what.mentions = parts.tagger.FindMentions(document.text, tokens, what.sentences);
  WeighIdentifiers(document.text, ReferenceOf(document).day, what.mentions);
  what.dates = FindDates(document.text, tokens, ReferenceOf(document));
  parts.events.Read(document, tokens, parts.tagger, what);
  return what;
}

}  // namespace dateline::extract
