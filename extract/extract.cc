#include "extract/extract.h"

#include "extract/clauses.h"
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

namespace {

// What a document is read into. It keeps its room for the next of the same thread, so that short documents, of which
// there are many, ask for no memory; what a long one took is given back.
struct Workspace {
  static constexpr std::size_t kTokensMax = 1 << 16;
  std::vector<Token> tokens;
  Reading reading;
};

}  // namespace

Extraction Extract(const Document& document, const RuleSet& rules, Losers* losers) {
  const RuleSet::Impl& parts = rules.impl();
  Extraction what;
  thread_local Workspace work;
  Tokenise(document.text, work.tokens);
  const auto& tokens = work.tokens;
  what.sentences = SplitSentences(document.text, tokens);
  what.mentions = parts.tagger.FindMentions(document.text, tokens, what.sentences, losers);
  WeighIdentifiers(document.text, ReferenceOf(document).day, what.mentions);
  what.dates = FindDates(document.text, tokens, ReferenceOf(document));
  parts.events.Read(document, tokens, parts.tagger, work.reading, what, losers);
  if (tokens.size() > Workspace::kTokensMax) work = Workspace();
  return what;
}

}  // namespace dateline::extract
