#include "model/alert.h"

#include "model/names.h"

namespace dateline {
namespace {

constexpr NameTable<AlertState, 3> kAlertStateNames{{
    {AlertState::kOpen, "open"},
    {AlertState::kAcked, "acked"},
    {AlertState::kSuppressed, "suppressed"},
}};

constexpr NameTable<DeliveryState, 5> kDeliveryStateNames{{
    {DeliveryState::kPending, "pending"},
    {DeliveryState::kLeased, "leased"},
    {DeliveryState::kAccepted, "accepted"},
    {DeliveryState::kDead, "dead"},
    {DeliveryState::kSuppressed, "suppressed"},
}};

}  // namespace

std::string_view ToString(AlertState value) { return NameIn(kAlertStateNames, value); }
std::optional<AlertState> ParseAlertState(std::string_view text) { return ValueIn(kAlertStateNames, text); }

std::string_view ToString(DeliveryState value) { return NameIn(kDeliveryStateNames, value); }
std::optional<DeliveryState> ParseDeliveryState(std::string_view text) { return ValueIn(kDeliveryStateNames, text); }

}  // namespace dateline
