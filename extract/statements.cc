#include "extract/statements.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "extract/quotations.h"
#include "extract/reported_speech.h"
#include "extract/speakers.h"
#include "extract/turns.h"

namespace dateline::extract {

std::vector<Statement> FindStatements(const Reading& reading, const Tagger& names, const SpeechWords& words,
                                      const RoleWords& roles) {
  SpeakerReader speakers(reading, names, words, roles);
  Quotations quotations = FindQuotations(reading, words, roles, speakers);
  std::vector<Statement> reported = FindReportedSpeech(reading, words, quotations, speakers);
  std::vector<Statement> all = std::move(quotations.statements);
  std::ranges::move(reported, std::back_inserter(all));
  std::ranges::move(FindTurns(reading, words), std::back_inserter(all));
  std::ranges::sort(all, [](const Statement& a, const Statement& b) {
    return std::tie(a.content.begin, a.content.end) < std::tie(b.content.begin, b.content.end);
  });
  return all;
}

}  // namespace dateline::extract
