// Any bytes are tokenised, split and tagged without a crash, in order, within the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "config/load.h"
#include "extract/tagger.h"
#include "extract/token.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const extract::Tagger tagger = [] {
    Problems problems;
    return extract::Tagger::Compile(config::Load({}).config, problems);
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tokens = extract::Tokenise(text);
  const auto sentences = extract::SplitSentences(text, tokens);
  std::uint32_t end = 0;
  for (const Mention& mention : tagger.FindMentions(text, tokens, sentences)) {
    if (mention.span.begin < end || mention.span.empty() || mention.span.end > size || mention.entity.empty()) std::abort();
    end = mention.span.end;
  }
  return 0;
}
