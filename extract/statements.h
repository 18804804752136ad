// Statements: who is said to have said what, in quotation marks or in reported speech.
//
// Attribution follows the patterns of news prose: "Q", S said · "Q", said S · S said: "Q" · S: "Q" ·
// S said (that) C · according to S, C · "Q1," S said. "Q2." A quotation nobody is named for is left out.
#pragma once

#include <string>
#include <vector>

#include "extract/clauses.h"
#include "extract/phrases.h"
#include "extract/subjects.h"
#include "extract/triggers.h"
#include "model/assertion.h"

namespace dateline::extract {

// Word lists of config/default/words.toml that statements are read with.
struct SpeechWords {
  void Compile(const WordLists& lists, Lexicon& lexicon, Grammar& grammar, Problems& problems);
  void Freeze(const Lexicon& lexicon);

  Wants unnamed;      // "officials", "people familiar", "sources": speakers without a name
  Wants support;      // verbs that praise: "welcome"
  Wants oppose;       // verbs that reject: "criticise"
  Wants denying;      // "deny", "dispute"
  Wants that_only;    // verbs that report only with "that": "announce", "inform"
  Wants nouns;        // "claim that", "warning that"
  Wants from;         // "criticism from", "a warning from"
  Wants voicing;      // "express", "make": what a speech noun is the object of
  Wants quoting;      // "call", "accuse of": verbs that speak only before a quotation
  Wants envoys;       // "a spokesman for Nvidia" speaks for Nvidia
  Wants firms;        // "the company": the firm told of
  Wants bodies;       // "the ministry": the body told of
  std::vector<std::string> chinese;  // verbs of Chinese text: "表示"
  PhraseTable asking; // verbs followed by what is wanted: "call for"
  PhraseTable silence;  // "decline to comment"
  PhraseTable according;  // "according to"
};

[[nodiscard]] std::vector<Statement> FindStatements(const Reading& reading, const SpeechWords& words, const RoleWords& roles);

}  // namespace dateline::extract
