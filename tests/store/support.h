// Builders for store tests: small claims, documents whose extraction is given, a folder that goes away.
#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/text.h"
#include "store/block.h"
#include "store/fold.h"
#include "store/origin.h"
#include "store/store.h"

namespace dateline::store {

inline Instant At(std::string_view text) { return *ParseInstant(text); }
inline DateSpan On(std::string_view edtf) { return *ParseEdtf(edtf); }

struct TempFolder {
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dateline-store-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  std::filesystem::path path;
};

// An assertion told in one line: Say("rule.end", Modality::kPlanned, Basis::kOfficialSpeech).By("agency.bis").Of("rule.lantern")
struct Say {
  EventAssertion a;
  explicit Say(std::string type, Modality modality = Modality::kActual, Basis basis = Basis::kNamedReport) {
    a.type = std::move(type);
    a.modality = modality;
    a.basis = basis;
    if (const auto slash = a.type.find('/'); slash != std::string::npos) {
      a.subtype = a.type.substr(slash + 1);
      a.type.resize(slash);
    }
    a.rule = "event:" + a.type + "/test";
  }
  explicit Say(EventAssertion assertion) : a(std::move(assertion)) {}
  Say& Dated(std::string_view edtf) {
    a.date = On(edtf);
    return *this;
  }
  Say& Counted(std::string offset) {
    a.offset = std::move(offset);
    return *this;
  }
  Say& With(std::string role, std::string entity) {
    a.roles.push_back({std::move(role), std::move(entity)});
    std::sort(a.roles.begin(), a.roles.end());
    return *this;
  }
  Say& By(std::string entity) { return With("actor", std::move(entity)); }
  Say& Of(std::string entity) { return With("instrument", std::move(entity)); }
  Say& To(std::string entity) { return With("target", std::move(entity)); }
  Say& Speaker(std::string entity) {
    a.speaker = std::move(entity);
    return *this;
  }
  Say& Denied(Denial denial) {
    a.modality = Modality::kDenied;
    a.denial = denial;
    return *this;
  }
  Say& Number(std::string number) {
    a.numbers.push_back(std::move(number));
    return *this;
  }
};

// A claim for the fold alone; `document` names the document and, unless told otherwise, its owner.
inline Claim ClaimOf(const Say& say, std::string_view seen, const std::string& document, const std::string& words = "") {
  Claim claim;
  claim.stored.assertion = say.a;
  claim.stored.words = words.empty() ? "A sentence of " + document + "." : words;
  claim.seen = At(seen);
  claim.document = HashKey({document});
  claim.revision = claim.document;
  claim.text = claim.document;
  claim.source = document;
  claim.owner = document;
  claim.key = HashKey({document, seen, AssertionKey(claim.revision, say.a).Hex()});
  return claim;
}

// A document with what the extractor would read from it.
struct Told {
  Document document;
  Extraction extraction;
  SourceIdentity source;
  Instant seen{};
  IngestMode mode = IngestMode::kLive;
};

inline Told Tell(const std::string& source, const std::string& guid, std::string_view seen, const std::string& text, std::vector<Say> says,
                 SourceClass source_class = SourceClass::kPress) {
  Told told;
  told.source = {source, source, source, source_class};
  told.seen = At(seen);
  told.document.source = source;
  told.document.guid = guid;
  told.document.url = "https://" + source + ".example/" + guid;
  told.document.title = "About " + guid;
  told.document.text = text;
  told.document.language = "en";
  for (Say& say : says) {
    say.a.evidence = {Span{0, static_cast<std::uint32_t>(text.size())}};
    told.extraction.assertions.push_back(say.a);
  }
  return told;
}

// Maps a revision's text to what was told of it, as a worker would.
class Desk {
 public:
  explicit Desk(Writer& writer) : writer_(writer) {}

  void Collect(const Told& told) {
    known_[told.document.text] = told.extraction;
    CollectBatch batch;
    batch.source = told.source;
    batch.documents = {told.document};
    batch.seen = {told.seen};
    batch.mode = told.mode;
    const auto outcome = writer_.Collect(batch, told.seen);
    REQUIRE(outcome.has_value());
  }

  ApplyOutcome ApplyAll(Instant now, const ChangeMatcher& matcher = {}, std::size_t at_once = 1000) {
    ApplyOutcome all;
    std::int64_t after = 0;
    while (true) {
      const auto pending = writer_.Pending(after, at_once, 1u << 24);
      REQUIRE(pending.has_value());
      if (pending->empty()) return all;
      std::vector<Extracted> results;
      for (const auto& revision : *pending) {
        results.push_back({revision.number, known_[revision.document.text], "rules-1", ""});
        after = revision.number;
      }
      auto outcome = writer_.Apply(results, matcher, now);
      if (!outcome) FAIL(outcome.error().message);
      all.assertions += outcome->assertions;
      all.statements += outcome->statements;
      all.alerts += outcome->alerts;
      for (auto& change : outcome->changes) all.changes.push_back(std::move(change));
    }
  }

  ApplyOutcome Take(const Told& told, const ChangeMatcher& matcher = {}) {
    Collect(told);
    return ApplyAll(told.seen, matcher);
  }

 private:
  Writer& writer_;
  std::map<std::string, Extraction> known_;
};

inline std::unique_ptr<Writer> OpenWriter(const std::filesystem::path& folder) {
  auto writer = Writer::Open(folder, At("2025-01-01"));
  if (!writer) FAIL(writer.error().message);
  return std::move(*writer);
}

inline std::unique_ptr<Reader> OpenReader(const std::filesystem::path& folder) {
  auto reader = Reader::Open(folder);
  if (!reader) FAIL(reader.error().message);
  return std::move(*reader);
}

inline std::string DumpOf(const std::filesystem::path& folder) {
  std::string all;
  const auto status = OpenReader(folder)->Dump([&](std::string_view line) { (all += line) += '\n'; });
  if (!status) FAIL(status.error().message);
  return all;
}

inline std::vector<EventRow> EventsIn(const std::filesystem::path& folder, std::string_view words, When when = {}) {
  if (when.now == Instant{}) when.now = At("2026-01-01");
  auto rows = OpenReader(folder)->Events(*ParseFilter(words), when, true, 0);
  if (!rows) FAIL(rows.error().message);
  return std::move(*rows);
}

// The rescission of one rule as it came out: promised, wrongly reported as done, taken back, doubted, done.
inline std::vector<Told> LanternStory() {
  return {
      Tell("wire", "h0512", "2025-05-12T15:00:00Z", "BIS said it will rescind the Lantern rule.",
           {Say("rule.end", Modality::kPlanned, Basis::kOfficialSpeech).By("agency.bis").Of("rule.lantern").Speaker("agency.bis")}),
      Tell("ledger", "p0513", "2025-05-13T09:00:00Z", "The Lantern rule was rescinded on Monday.",
           {Say("rule.end", Modality::kActual, Basis::kNamedReport).By("agency.bis").Of("rule.lantern").Dated("2025-05-12")}),
      Tell("ledger", "p0514", "2025-05-14T09:00:00Z", "Correction: the Lantern rule has not been rescinded yet.",
           {Say("rule.end", Modality::kDenied, Basis::kNamedReport).Of("rule.lantern").Denied(Denial::kNotYet)}),
      Tell("notes", "c68", "2025-06-30T09:00:00Z", "Solheim thinks an end of the Lantern rule is unlikely.",
           {Say("rule.end", Modality::kUnlikely, Basis::kOfficialSpeech).Of("rule.lantern").Speaker("official.solheim")}),
      Tell("register", "fr5", "2025-09-05T12:00:00Z", "BIS rescinds the interim final rule known as Lantern.",
           {Say("rule.end", Modality::kActual, Basis::kOfficialText).By("agency.bis").Of("rule.lantern").Dated("2025-09-05")}, SourceClass::kOfficial),
      Tell("wire", "h0905", "2025-09-05T16:00:00Z", "The Lantern rule is gone, BIS said in a notice.",
           {Say("rule.end", Modality::kActual, Basis::kNamedReport).By("agency.bis").Of("rule.lantern").Dated("2025-09-05")}),
  };
}

}  // namespace dateline::store
