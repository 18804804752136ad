// The compact JSON of body columns, written and read back without loss. Internal to store/.
//
// Reading never fails: a damaged field comes back empty, and fsck compares what it folds to with what is stored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/event.h"
#include "model/source.h"
#include "store/claim.h"

namespace dateline::store {

[[nodiscard]] std::string EncodeAssertion(const StoredAssertion& stored);
[[nodiscard]] StoredAssertion DecodeAssertion(std::string_view body);

struct StoredStatement {
  Statement statement;
  std::string words;      // the content
  std::string sentence;   // the evidence
};
[[nodiscard]] std::string EncodeStatement(const StoredStatement& stored);
[[nodiscard]] StoredStatement DecodeStatement(std::string_view body);

[[nodiscard]] std::string EncodeRelation(const Relation& relation);
[[nodiscard]] Relation DecodeRelation(std::string_view body);

[[nodiscard]] std::string EncodeEvent(const Event& event);
[[nodiscard]] Event DecodeEvent(std::string_view body);

// Everything of a document but its title and text.
[[nodiscard]] std::string EncodeMeta(const Document& document);
[[nodiscard]] Document DecodeMeta(std::string_view meta);

[[nodiscard]] std::string EncodeAnswers(const std::vector<SourceAnswer>& answers);
[[nodiscard]] std::vector<SourceAnswer> DecodeAnswers(std::string_view answers);

}  // namespace dateline::store
