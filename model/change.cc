#include "model/change.h"

#include "model/names.h"

namespace dateline {
namespace {

constexpr NameTable<IngestMode, 4> kIngestModeNames{{
    {IngestMode::kLive, "live"},
    {IngestMode::kCatchUp, "catch-up"},
    {IngestMode::kBackfill, "backfill"},
    {IngestMode::kReprocess, "reprocess"},
}};

}  // namespace

std::string_view ToString(IngestMode value) { return NameIn(kIngestModeNames, value); }
std::optional<IngestMode> ParseIngestMode(std::string_view text) { return ValueIn(kIngestModeNames, text); }

}  // namespace dateline
