#include "model/source.h"

#include "model/names.h"

namespace dateline {
namespace {

constexpr NameTable<SourceClass, 5> kSourceClassNames{{
    {SourceClass::kOfficial, "official"},
    {SourceClass::kCompany, "company"},
    {SourceClass::kPress, "press"},
    {SourceClass::kAnalysis, "analysis"},
    {SourceClass::kMine, "mine"},
}};

constexpr NameTable<FetchClass, 12> kFetchClassNames{{
    {FetchClass::kOk, "ok"},
    {FetchClass::kNotModified, "not-modified"},
    {FetchClass::kThrottled, "throttled"},
    {FetchClass::kBlocked, "blocked"},
    {FetchClass::kMissing, "missing"},
    {FetchClass::kGone, "gone"},
    {FetchClass::kMaintenance, "maintenance"},
    {FetchClass::kShapeChanged, "shape-changed"},
    {FetchClass::kEmpty, "empty"},
    {FetchClass::kNetwork, "network"},
    {FetchClass::kTooBig, "too-big"},
    {FetchClass::kRefused, "refused"},
}};

constexpr NameTable<WaitCause, 6> kWaitCauseNames{{
    {WaitCause::kInterval, "interval"},
    {WaitCause::kBackOff, "back-off"},
    {WaitCause::kRetryAfter, "retry-after"},
    {WaitCause::kFreshness, "freshness"},
    {WaitCause::kThrottled, "throttled"},
    {WaitCause::kGone, "gone"},
}};

}  // namespace

std::string_view ToString(SourceClass value) { return NameIn(kSourceClassNames, value); }
std::optional<SourceClass> ParseSourceClass(std::string_view text) { return ValueIn(kSourceClassNames, text); }

std::string_view ToString(FetchClass value) { return NameIn(kFetchClassNames, value); }
std::optional<FetchClass> ParseFetchClass(std::string_view text) { return ValueIn(kFetchClassNames, text); }


std::string_view ToString(WaitCause value) { return NameIn(kWaitCauseNames, value); }
std::optional<WaitCause> ParseWaitCause(std::string_view text) { return ValueIn(kWaitCauseNames, text); }

}  // namespace dateline
