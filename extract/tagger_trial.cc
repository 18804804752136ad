#include "extract/tagger_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace dateline::extract {
namespace {

constexpr std::size_t kWordsShown = 6;

bool Same(const Candidate& a, const Candidate& b) { return a.span == b.span && a.entity == b.entity && a.id == b.id && a.kind == b.kind; }

const Candidate* Overlapping(const std::vector<Candidate>& all, Span span) {
  const auto found = std::ranges::find_if(all, [&](const Candidate& c) { return c.span.begin < span.end && span.begin < c.span.end; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

TaggerTrial::TaggerTrial(const TaggedText& document, const Dictionary& dictionary, Losers* losers)
    : document_(document), dictionary_(dictionary), losers_(losers) {
  if (losers_ != nullptr) dictionary_.ScanRefused(document_.text, document_.tokens, losers_->names);
}

void TaggerTrial::Remember(const std::vector<DictionaryHit>& hits) {
  before_.clear();
  for (const DictionaryHit& hit : hits) before_.push_back(dictionary_.CandidateOf(hit));
}

void TaggerTrial::Remember(const std::vector<Candidate>& settled, const std::vector<Candidate>& found) {
  before_ = settled;
  before_.insert(before_.end(), found.begin(), found.end());
}

std::string_view TaggerTrial::EntityOf(const Candidate& candidate) const {
  return candidate.entity == kNoId ? std::string_view(candidate.id) : std::string_view(dictionary_.entity(candidate.entity).id);
}

void TaggerTrial::Lose(const Candidate& candidate, std::string why) const {
  losers_->names.push_back({candidate.span, std::string(EntityOf(candidate)), RuleOf(candidate, dictionary_), std::move(why)});
}

void TaggerTrial::TellUndecided(const std::vector<Candidate>& left) const {
  for (const Candidate& candidate : before_) {
    if (std::ranges::any_of(left, [&](const Candidate& c) { return Same(c, candidate); })) continue;
    const Dictionary::Alias& alias = dictionary_.alias(candidate.alias);
    const auto winner = std::ranges::find_if(left, [&](const Candidate& c) { return c.first == candidate.first && c.last == candidate.last; });
    if (winner != left.end()) {
      Lose(candidate, fmt::format("{} has the same name and the better evidence", EntityOf(*winner)));
    } else if (alias.context != kNoId) {
      const auto& words = dictionary_.phrase_words(alias.context);
      std::string shown;
      for (std::size_t i = 0; i < words.size() && i < kWordsShown; ++i) shown += (i > 0 ? ", " : "") + words[i];
      if (words.size() > kWordsShown) shown += fmt::format(" … ({} in all)", words.size());
      Lose(candidate, "none of its context words stands near: " + shown);
    } else if (alias.weak) {
      Lose(candidate, fmt::format("weak, and {} is not named otherwise in the text", EntityOf(candidate)));
    } else {
      Lose(candidate, "several entities have this name, and nothing decides between them");
    }
  }
}

void TaggerTrial::TellCut(const std::vector<Candidate>& left) const {
  for (const Candidate& candidate : before_) {
    if (std::ranges::any_of(left, [&](const Candidate& c) { return Same(c, candidate); })) continue;
    const Candidate* winner = Overlapping(left, candidate.span);
    // The same name found twice is no loss.
    if (winner == nullptr || (winner->span == candidate.span && EntityOf(*winner) == EntityOf(candidate))) continue;
    const std::string_view words = winner->span.In(document_.text);
    if (winner->span == candidate.span) {
      Lose(candidate, fmt::format("read as {} by {}", EntityOf(*winner), RuleOf(*winner, dictionary_)));
    } else {
      Lose(candidate, fmt::format("{} \"{}\" ({})", winner->span.Contains(candidate.span) ? "part of the longer" : "cut by", words, EntityOf(*winner)));
    }
  }
}

void TaggerTrial::TellTidied(const std::vector<Candidate>& left) const {
  for (const Candidate& candidate : before_) {
    if (Overlapping(left, candidate.span) == nullptr) Lose(candidate, "part of a longer name that is none of the kinds, or of a title");
  }
}

void TaggerTrial::Finish(const std::vector<Mention>& mentions) const {
  auto& names = losers_->names;
  std::erase_if(names, [&](const Losers::Name& name) {
    return std::ranges::any_of(mentions, [&](const Mention& m) {
      return m.span.begin < name.span.end && name.span.begin < m.span.end && m.entity == name.entity;
    });
  });
  std::ranges::stable_sort(names, {}, [](const Losers::Name& n) { return std::tuple(n.span.begin, n.span.end, n.entity); });
  const auto again = std::ranges::unique(names, [](const Losers::Name& a, const Losers::Name& b) { return a.span == b.span && a.entity == b.entity; });
  names.erase(again.begin(), again.end());
}

}  // namespace dateline::extract
