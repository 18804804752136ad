// Tags small texts with small dictionaries, and shows mentions as words that tests can compare.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "config/load.h"
#include "extract/tagger.h"
#include "extract/token.h"

namespace dateline::extract {

using Strings = std::vector<std::string>;

inline Tagger TaggerOf(std::string_view dictionary, std::string_view patterns = {}) {
  config::Loaded loaded;
  config::LayerText("dictionaries/test.toml", dictionary, loaded);
  if (!patterns.empty()) config::LayerText("patterns.toml", patterns, loaded);
  for (const auto& problem : loaded.problems) FAIL(problem.Text());
  Problems problems;
  Tagger tagger = Tagger::Compile(loaded.config, problems);
  for (const auto& problem : problems) FAIL(problem.Text());
  return tagger;
}

inline std::vector<Mention> Tag(const Tagger& tagger, std::string_view text) {
  const auto tokens = Tokenise(text);
  return tagger.FindMentions(text, tokens, SplitSentences(text, tokens));
}

// "Nvidia=firm.nvidia"
inline Strings Tagged(const Tagger& tagger, std::string_view text) {
  Strings out;
  for (const Mention& mention : Tag(tagger, text)) out.push_back(std::string(mention.span.In(text)) + "=" + mention.entity);
  return out;
}

// Only the surfaces of one kind.
inline Strings Surfaces(const Tagger& tagger, std::string_view text, MentionKind kind) {
  Strings out;
  for (const Mention& mention : Tag(tagger, text)) {
    if (mention.kind == kind) out.emplace_back(mention.span.In(text));
  }
  return out;
}

// What a text names by one small dictionary: the fixture of a file's cases.
template <const char* kDictionary, const char* kPatterns = nullptr>
struct NamesBy {
  static const Tagger& Names() {
    static const Tagger tagger = TaggerOf(kDictionary, kPatterns == nullptr ? "" : kPatterns);
    return tagger;
  }
  static Strings Tagged(std::string_view text) { return extract::Tagged(Names(), text); }
  static Strings Agencies(std::string_view text) { return Surfaces(Names(), text, MentionKind::kAgency); }
  static Strings Firms(std::string_view text) { return Surfaces(Names(), text, MentionKind::kFirm); }
  static Strings Officials(std::string_view text) { return Surfaces(Names(), text, MentionKind::kOfficial); }
  static Strings Places(std::string_view text) { return Surfaces(Names(), text, MentionKind::kPlace); }
  static Strings Rules(std::string_view text) { return Surfaces(Names(), text, MentionKind::kRule); }
};

}  // namespace dateline::extract
