// Golden sentences: what a reader takes from a sentence, written down before the extractor sees it.
//
// A folder a subject, a file a phenomenon. A line that begins at the margin is a text; the indented lines below it say
// what it tells. `#` begins a comment, `@ 2025-06-18` sets the day of publication for what follows.
//
//   Tokyo lifted the ban last month.
//     rule.end actual 2025-05 by place.tokyo
//   CXMT denied that Commerce had listed it.
//     list.add denied/said-false - says firm.cxmt
//     maybe request.make
//   “We will wait,” Lisa Su said.
//     said direct official.lisa-su : We will wait,
//
//   TYPE MODALITY[/DENIAL] DATE [EDTF] [by A,B] [to A,B] [says A] [hedge H] [basis B] [requested]
//                        an event. DATE is that of the extract contract, "-" undated, "?" not judged; EDTF the
//                        interval. `by` names all actors, `to` some of the targets, `says` whose claim it is; left out:
//                        not judged
//   maybe TYPE           an event of this type may be told as well
//   said KIND SPEAKER : CONTENT
//                        a statement; SPEAKER is an entity, or words in double quotes as written
//   none                 no event           risk    no event that does not carry the mark of risk-factor prose
//   silent               no statement
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "model/problem.h"

namespace dateline::extract {

struct GoldenEvent {
  std::string type;
  Modality modality = Modality::kActual;
  std::optional<Denial> denial;     // nullopt: not judged
  std::optional<std::string> date;  // "" undated, nullopt: not judged
  std::string edtf;                 // "" not judged
  std::vector<std::string> actors;  // empty: not judged
  std::vector<std::string> targets;
  std::string speaker;  // "-": nobody, the document itself; "" is not judged
  std::optional<Hedge> hedge;
  std::optional<Basis> basis;
  bool requested = false;  // false: not judged
};

struct GoldenStatement {
  bool direct = false;
  std::string speaker;  // an entity, or the words with their quotation marks
  std::string content;
};

struct GoldenCase {
  Where where;
  Day published{};
  std::string text;
  std::vector<GoldenEvent> events;
  std::vector<std::string> allowed;  // types
  std::vector<GoldenStatement> statements;
  bool no_event = false;
  bool only_risk = false;
  bool silent = false;
};

// What is wrong in the file is told in `problems`; the rest is read.
std::vector<GoldenCase> ReadGolden(std::string_view file, std::string_view text, Problems& problems);

// tests/extract/golden
std::filesystem::path GoldenFolder();
// "modality/actual" and its sentences, in order of name.
std::map<std::string, std::vector<GoldenCase>> ReadGoldenFolder(Problems& problems);

// Counts of one phenomenon, each beside the number told: what is not found has nothing right, so finding more never
// lowers a rate.
struct GoldenScore {
  std::size_t cases = 0;
  std::size_t events = 0, found = 0;          // told, and found with their type
  std::size_t modality = 0;                   // modality and denial right
  std::size_t hedges = 0, hedge = 0;          // hedge, basis or request told, and right
  std::size_t dated = 0, date = 0;            // date judged, and right
  std::size_t roles = 0, role = 0;            // roles told and actors that nobody told, and right
  std::size_t extra = 0;                      // events that nobody told
  std::size_t statements = 0, statement = 0;  // told, and found with kind, speaker and content
  std::size_t extra_statements = 0;
  std::vector<std::string> misses;  // one line each, for people

  void Add(const GoldenScore& other);
};

GoldenScore JudgeGolden(const GoldenCase& golden, const RuleSet& rules);

// Whole per cent; 100 of nothing.
int Rate(std::size_t right, std::size_t of);

}  // namespace dateline::extract
