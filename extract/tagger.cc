#include "extract/tagger.h"

#include <utility>

#include "extract/identifiers.h"
#include "extract/tagger_decide.h"
#include "extract/tagger_dictionary.h"
#include "extract/tagger_people.h"
#include "extract/tagger_sections.h"
#include "extract/tagger_shapes.h"
#include "extract/tagger_starts.h"
#include "extract/tagger_text.h"

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

namespace {

Mention ToMention(Candidate&& candidate, const Dictionary& dictionary) {
  Mention mention;
  mention.kind = candidate.kind;
  mention.span = candidate.span;
  mention.value = std::move(candidate.value);
  mention.entity = candidate.entity == kNoId ? std::move(candidate.id) : dictionary.entity(candidate.entity).id;
  if (candidate.alias == kNoId || !candidate.rule.empty()) {
    mention.rule = candidate.rule;
    if (mention.rule.ends_with(':')) mention.rule += mention.entity;
  } else {
    const std::string_view alias = dictionary.alias_text(candidate.alias);
    mention.rule.reserve(6 + mention.entity.size() + alias.size());
    mention.rule.append("dict:").append(mention.entity).append("/").append(alias);
  }
  return mention;
}

}  // namespace

std::vector<Mention> Tagger::FindMentions(std::string_view text, const std::vector<Token>& tokens,
                                          const std::vector<Span>& /*sentences*/) const {
  const Dictionary& dictionary = impl_->dictionary;
  const StartPlaces starts = impl_->starts.Find(text, tokens);
  const TaggedText document{text, tokens, starts};
  std::vector<DictionaryHit> hits;
  dictionary.Scan(text, tokens, starts, hits);
  std::vector<Candidate> candidates = DecideConditions(document, dictionary, hits);
  std::vector<Candidate> found;
  impl_->identifiers.Scan(document, found);
  KeepLongest(candidates, found);

  // Each step reads what is settled and adds to it; longer names win over their parts.
  Owners owners;
  FindOwners(document, candidates, owners);
  const auto add = [&](auto step) {
    found.clear();
    step();
    if (found.empty()) return;
    KeepLongest(candidates, found);
    FindOwners(document, candidates, owners);
  };
  add([&] { FindPersons(document, dictionary, candidates, owners, found); });
  add([&] { FindShapes(document, dictionary, candidates, owners, found); });
  add([&] { FindOrderTitles(document, candidates, found); });
  add([&] { FollowDefinitions(document, candidates, owners, found); });
  add([&] { FollowSurnames(document, candidates, owners, found); });
  TidySettled(document, dictionary, candidates);
  JoinSections(document, candidates);

  std::vector<Mention> mentions;
  mentions.reserve(candidates.size());
  for (Candidate& candidate : candidates) mentions.push_back(ToMention(std::move(candidate), dictionary));
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
