#include "extract/tagger.h"

#include <iterator>
#include <utility>

#include "extract/identifiers.h"
#include "extract/tagger_decide.h"
#include "extract/tagger_dictionary.h"
#include "extract/tagger_people.h"
#include "extract/tagger_sections.h"
#include "extract/tagger_shapes.h"
#include "extract/tagger_text.h"
#include "extract/tagger_trial.h"
#include "extract/tagger_words.h"

namespace dateline::extract {

struct Tagger::Impl {
  Dictionary dictionary;
  Identifiers identifiers;
};

Tagger::Tagger() : impl_(std::make_unique<Impl>()) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;

Tagger Tagger::Compile(const config::Config& config, Problems& problems) {
  Tagger tagger;
  tagger.impl_->dictionary.Compile(config, problems);
  tagger.impl_->identifiers.Compile(config.patterns, problems);
  return tagger;
}

std::string RuleOf(const Candidate& candidate, const Dictionary& dictionary) {
  if (candidate.alias == kNoId || !candidate.rule.empty()) return candidate.rule;
  const std::string_view entity = dictionary.entity(candidate.entity).id;
  const std::string_view alias = dictionary.alias_text(candidate.alias);
  std::string rule;
  rule.reserve(6 + entity.size() + alias.size());
  rule.append("dict:").append(entity).append("/").append(alias);
  return rule;
}

namespace {

Mention ToMention(Candidate&& candidate, const Dictionary& dictionary) {
  Mention mention;
  mention.kind = candidate.kind;
  mention.span = candidate.span;
  mention.value = std::move(candidate.value);
  mention.rule = RuleOf(candidate, dictionary);
  mention.entity = candidate.entity == kNoId ? std::move(candidate.id) : dictionary.entity(candidate.entity).id;
  return mention;
}

}  // namespace

std::vector<Mention> Tagger::FindMentions(std::string_view text, const std::vector<Token>& tokens,
                                          const std::vector<Span>& /*sentences*/, Losers* losers) const {
  const Dictionary& dictionary = impl_->dictionary;
  const auto classes = NameClassesOf(tokens);
  const TaggedText document{text, tokens, classes};
  std::vector<Candidate> candidates;
  dictionary.Scan(text, tokens, candidates);
  TaggerTrial trial(document, dictionary, losers);
  trial.Begin(candidates);
  DecideConditions(document, dictionary, candidates);
  trial.Decided(candidates);
  impl_->identifiers.Scan(document, candidates);
  trial.Begin(candidates);
  KeepLongest(candidates);
  trial.Kept(candidates);

  // Each step reads what is settled and adds to it; longer names win over their parts.
  const auto add = [&](auto step) {
    std::vector<Candidate> found;
    step(found);
    if (found.empty()) return;
    candidates.insert(candidates.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    trial.Begin(candidates);
    KeepLongest(candidates);
    trial.Kept(candidates);
  };
  add([&](auto& found) { FindPersons(document, dictionary, candidates, found); });
  add([&](auto& found) { FindShapes(document, dictionary, candidates, found); });
  add([&](auto& found) { FindOrderTitles(document, candidates, found); });
  add([&](auto& found) { FollowDefinitions(document, candidates, found); });
  add([&](auto& found) { FollowSurnames(document, candidates, found); });
  trial.Begin(candidates);
  TidySettled(document, dictionary, candidates);
  trial.Tidied(candidates);
  JoinSections(document, candidates);

  std::vector<Mention> mentions;
  mentions.reserve(candidates.size());
  for (Candidate& candidate : candidates) mentions.push_back(ToMention(std::move(candidate), dictionary));
  trial.End(mentions);
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
