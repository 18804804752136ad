#include "extract/candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/mention.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

constexpr std::size_t kContextsKept = 3;
constexpr std::size_t kContextBytes = 160;

// The sentence about a mention, cut at characters.
std::string ContextOf(std::string_view text, const Extraction& what, Span mention) {
  auto sentence = std::ranges::upper_bound(what.sentences, mention.begin, {}, [](const Span s) { return s.begin; });
  Span span = mention;
  if (sentence != what.sentences.begin() && (--sentence)->end > mention.begin) span = *sentence;
  if (span.size() > kContextBytes) {
    const std::uint32_t half = kContextBytes / 2;
    span = {std::max(span.begin, mention.begin - std::min(mention.begin, half)), std::min(span.end, mention.end + half)};
  }
  const auto inside = [&](std::uint32_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  while (span.begin < span.end && inside(span.begin)) ++span.begin;
  while (span.end > span.begin && inside(span.end)) --span.end;
  return CollapseSpace(span.In(text));
}

// What a legal citation or a count is called differs every time; only these are names.
bool IsNameKind(MentionKind kind) {
  return kind == MentionKind::kFirm || kind == MentionKind::kChip || kind == MentionKind::kOfficial || kind == MentionKind::kRule ||
         kind == MentionKind::kAgency || kind == MentionKind::kPlace;
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

CandidateCount::CandidateCount(const config::Config& config) {
  for (const auto& entity : config.entities) known_.emplace(entity.id, true);
}

void CandidateCount::Add(std::string_view text, const Extraction& what) {
  std::set<std::string> here;
  for (const Mention& mention : what.mentions) {
    if (!IsNameKind(mention.kind) || !mention.value.empty() || mention.rule.starts_with("pattern:") || known_.contains(mention.entity)) continue;
    Name& name = names_[mention.entity];
    if (name.times++ == 0) {
      name.entity = mention.entity;
      name.kind = ToString(mention.kind);
    }
    ++name.surfaces[CollapseSpace(mention.span.In(text))];
    ++name.rules[mention.rule];
    if (!here.insert(mention.entity).second) continue;
    ++name.documents;
    if (name.contexts.size() < kContextsKept) name.contexts.push_back(ContextOf(text, what, mention.span));
  }
}

std::vector<CandidateCount::Name> CandidateCount::Names(std::uint64_t documents_min) const {
  std::vector<Name> out;
  for (const auto& [entity, name] : names_) {
    if (name.documents >= documents_min) out.push_back(name);
  }
  std::ranges::stable_sort(out, [](const Name& a, const Name& b) { return a.documents != b.documents ? a.documents > b.documents : a.times > b.times; });
  return out;
}

std::string CandidateToml(const CandidateCount::Name& name) {
  std::vector<std::pair<std::string, std::uint64_t>> surfaces(name.surfaces.begin(), name.surfaces.end());
  // A bare family name alone is no alias to be trusted: the full name goes first, and one-word parts of it are left out.
  std::ranges::stable_sort(surfaces, [](const auto& a, const auto& b) { return a.second > b.second; });
  std::erase_if(surfaces, [&](const auto& s) {
    return std::ranges::any_of(surfaces, [&](const auto& other) { return other.first.size() > s.first.size() && other.first.ends_with(" " + s.first); });
  });
  std::string out = fmt::format("# {} times in {} documents: {}\n[[entity]]\nid = {}\nname = {}\n", name.times, name.documents,
                                name.contexts.empty() ? "" : name.contexts.front(), Quoted(name.entity), Quoted(surfaces.front().first));
  std::string aliases;
  for (std::size_t i = 1; i < surfaces.size(); ++i) aliases += (aliases.empty() ? "" : ", ") + Quoted(surfaces[i].first);
  if (!aliases.empty()) out += "aliases = [" + aliases + "]\n";
  return out;
}

}  // namespace dateline::extract
