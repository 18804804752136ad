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
inline std::vector<std::string> Tagged(const Tagger& tagger, std::string_view text) {
  std::vector<std::string> out;
  for (const Mention& mention : Tag(tagger, text)) out.push_back(std::string(mention.span.In(text)) + "=" + mention.entity);
  return out;
}

// Only the surfaces of one kind.
inline std::vector<std::string> Surfaces(const Tagger& tagger, std::string_view text, MentionKind kind) {
  std::vector<std::string> out;
  for (const Mention& mention : Tag(tagger, text)) {
    if (mention.kind == kind) out.emplace_back(mention.span.In(text));
  }
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace dateline::extract
