#include "extract/tagger.h"

#include <utility>

#include "extract/identifiers.h"
#include "extract/tagger_decide.h"
#include "extract/tagger_dictionary.h"
#include "extract/tagger_people.h"
#include "extract/tagger_sections.h"
#include "extract/tagger_settled.h"
#include "extract/tagger_shapes.h"
#include "extract/tagger_starts.h"
#include "extract/tagger_surnames.h"
#include "extract/tagger_text.h"
#include "extract/tagger_trial.h"

namespace dateline::extract {

struct Tagger::Impl {
  StartTable starts;
  Dictionary dictionary;
  Identifiers identifiers;
};

Tagger::Tagger() : impl_(std::make_unique<Impl>()) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;

Tagger Tagger::Compile(const config::Config& config, Problems& problems) {
  Tagger tagger;
  tagger.impl_->dictionary.Compile(config, tagger.impl_->starts, problems);
  tagger.impl_->identifiers.Compile(config.patterns, tagger.impl_->starts, problems);
  return tagger;
}

std::string RuleOf(const Candidate& candidate, const Dictionary& dictionary) {
  const std::string_view entity =
      candidate.entity == kNoId ? std::string_view(candidate.id) : dictionary.entity(candidate.entity).id;
  if (candidate.alias == kNoId || !candidate.rule.empty()) {
    std::string rule(candidate.rule);
    if (rule.ends_with(':')) rule += entity;
    return rule;
  }
  const std::string_view alias = dictionary.alias_text(candidate.alias);
  constexpr std::string_view kFound = "dict:";
  std::string rule;
  const std::size_t size = kFound.size() + entity.size() + 1 + alias.size();
  rule.resize_and_overwrite(size, [&](char* out, std::size_t) {
    out += kFound.copy(out, kFound.size());
    out += entity.copy(out, entity.size());
    *out++ = '/';
    alias.copy(out, alias.size());
    return size;
  });
  return rule;
}

namespace {

void AddMention(Candidate&& candidate, const Dictionary& dictionary, std::vector<Mention>& mentions) {
  Mention& mention = mentions.emplace_back();
  mention.kind = candidate.kind;
  mention.span = candidate.span;
  mention.value = std::move(candidate.value);
  mention.rule = RuleOf(candidate, dictionary);
  if (candidate.entity == kNoId)
    mention.entity = std::move(candidate.id);
  else
    mention.entity = dictionary.entity(candidate.entity).id;
}

// What the steps write for one document. Its vectors keep their room for the next of the same thread, so that short
// documents, of which there are many, ask for no memory; what a long one took is given back.
struct Workspace {
  static constexpr std::size_t kTokensMax = 1 << 16;
  StartPlaces starts;
  std::vector<std::uint32_t> paragraphs;
  std::vector<DictionaryHit> hits;
  std::vector<Candidate> candidates, found;
  Owners owners;

  // After a document of so many tokens.
  void Clear(std::size_t tokens) {
    if (tokens > kTokensMax) *this = Workspace();
    hits.clear();
    candidates.clear();
    found.clear();
  }
};

// What a step has found joins what is settled. Not five times in the code of its caller, which has to stay in the cache.
[[gnu::noinline]] void SettleFound(Workspace& work, const TaggedText& document, TaggerTrial& trial, bool last) {
  trial.Begin(work.candidates, work.found);
  KeepLongest(work.candidates, work.found);
  trial.Kept(work.candidates);
  work.found.clear();
  if (!last) FindOwners(document, work.candidates, work.owners);
}

}  // namespace

std::vector<Mention> Tagger::FindMentions(std::string_view text, const std::vector<Token>& tokens,
                                          const std::vector<Span>& /*sentences*/, Losers* losers) const {
  const Dictionary& dictionary = impl_->dictionary;
  thread_local Workspace work;
  work.Clear(0);  // of what a call left that did not come to its end
  auto& [starts, paragraphs, hits, candidates, found, owners] = work;
  impl_->starts.Find(tokens, starts, paragraphs);
  const TaggedText document{text, tokens, starts, paragraphs, AnyOf(starts)};
  dictionary.Scan(text, tokens, starts, hits);
  TaggerTrial trial(document, dictionary, losers);
  trial.Begin(hits);
  DecideConditions(document, dictionary, hits, candidates);
  trial.Decided(candidates);
  impl_->identifiers.Scan(document, found);
  trial.Begin(candidates, found);
  KeepLongest(candidates, found);
  trial.Kept(candidates);
  found.clear();

  // Each step reads what is settled and adds to it; longer names win over their parts.
  FindOwners(document, candidates, owners);
  const auto settle = [&](bool last = false) {
    if (!found.empty()) SettleFound(work, document, trial, last);
  };
  FindPersons(document, dictionary, candidates, owners, found);
  settle();
  FindShapes(document, dictionary, candidates, owners, found);
  settle();
  FindOrderTitles(document, candidates, found);
  settle();
  FollowDefinitions(document, candidates, owners, found);
  settle();
  FollowSurnames(document, candidates, owners, found);
  settle(true);
  trial.Begin(candidates);
  TidySettled(document, dictionary, candidates);
  trial.Tidied(candidates);
  if (document.Holds(kStartsSection)) {
    JoinFollowingSections(document, dictionary, candidates);
    JoinSections(document, candidates);
    FollowSections(document, candidates);
  }

  std::vector<Mention> mentions;
  mentions.reserve(candidates.size());
  for (Candidate& candidate : candidates) AddMention(std::move(candidate), dictionary, mentions);
  trial.End(mentions);
  work.Clear(tokens.size());
  return mentions;
}

std::string_view Tagger::NameOf(std::string_view entity) const {
  const std::uint32_t index = impl_->dictionary.FindEntity(entity);
  return index == kNoId ? entity : std::string_view(impl_->dictionary.entity(index).name);
}

std::string_view Tagger::Attribute(std::string_view entity, std::string_view name) const {
  const std::uint32_t index = impl_->dictionary.FindEntity(entity);
  if (index == kNoId) return {};
  const auto& attributes = impl_->dictionary.entity(index).attributes;
  const auto found = attributes.find(std::string(name));
  return found == attributes.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace dateline::extract
