#include "alert/material.h"

#include <algorithm>

#include "alert/rules.h"

namespace dateline::alert {
namespace {

std::string RolesText(const Event& event) {
  std::string out;
  for (const Role& role : event.roles) out += (out.empty() ? "" : ",") + role.name + "=" + role.entity;
  return out;
}

std::string SpeakerText(const Event& event) {
  return event.speaker.empty() ? event.speaker_words : event.speaker;
}

// `status` is the filter's word for the outcome; both are understood.
constexpr std::array kFields{
    MaterialField{"basis", [](const Event& event) { return std::string(ToString(event.basis)); }},
    MaterialField{"condition", [](const Event& event) { return event.condition; }},
    MaterialField{"date", [](const Event& event) { return ToEdtf(event.date); }},
    MaterialField{"denial", [](const Event& event) { return std::string(ToString(event.denial)); }},
    MaterialField{"direction", [](const Event& event) { return std::string(ToString(event.direction)); }},
    MaterialField{"hedge", [](const Event& event) { return std::string(ToString(event.hedge)); }},
    MaterialField{"modality", [](const Event& event) { return std::string(ToString(event.modality)); }},
    MaterialField{"origins", [](const Event& event) { return std::to_string(event.origins); }},
    MaterialField{"outcome", [](const Event& event) { return std::string(ToString(event.outcome)); }},
    MaterialField{"roles", RolesText},
    MaterialField{"speaker", SpeakerText},
    MaterialField{"status", [](const Event& event) { return std::string(ToString(event.outcome)); }},
    MaterialField{"subtype", [](const Event& event) { return event.subtype; }},
    MaterialField{"supported", [](const Event& event) { return std::string(event.supported ? "yes" : "no"); }},
    MaterialField{"type", [](const Event& event) { return event.type; }},
};
static_assert(std::ranges::is_sorted(kFields, {}, &MaterialField::name));

std::string OrNone(std::string text) {
  return text.empty() ? "none" : text;
}

// "date:2025-05>2025-05-15", "" when the field is as it was.
std::string Moved(std::string_view name, std::string before, std::string after) {
  if (before == after) return {};
  return std::string(name) + ":" + OrNone(std::move(before)) + ">" + OrNone(std::move(after));
}

// What moved, the weightiest first. These words are part of an alert's identity: never reorder or rename them.
std::vector<std::string> Moves(const Event& before, const Event& after) {
  std::vector<std::string> out;
  const auto add = [&](std::string words) {
    if (!words.empty()) out.push_back(std::move(words));
  };
  if (before.supported != after.supported) add(after.supported ? "restored" : "retracted");
  if (before.modality != after.modality) {
    add(std::string(ToString(before.modality)) + ">" + std::string(ToString(after.modality)));
  }
  add(Moved("type", TypeText(before), TypeText(after)));
  add(Moved("date", ToEdtf(before.date), ToEdtf(after.date)));
  add(Moved("status", std::string(ToString(before.outcome)), std::string(ToString(after.outcome))));
  add(Moved("denial", std::string(ToString(before.denial)), std::string(ToString(after.denial))));
  if (before.condition != after.condition) add(after.condition.empty() ? "condition:gone" : "condition");
  return out;
}

// Told only when nothing weightier moved: these grow with every article.
std::string SmallMove(const Event& before, const Event& after) {
  if (before.roles != after.roles) return "roles";
  for (std::string_view name : {"speaker", "basis", "hedge", "direction", "origins"}) {
    const MaterialField* field = FindMaterialField(name);
    const std::string was = field->text(before);
    const std::string now = field->text(after);
    if (was != now) return Moved(name, was, now);
  }
  return "unchanged";
}

}  // namespace

const MaterialField* FindMaterialField(std::string_view name) {
  const auto row = std::ranges::lower_bound(kFields, name, {}, &MaterialField::name);
  return row != kFields.end() && row->name == name ? &*row : nullptr;
}

std::string MaterialFieldNames() {
  std::string out;
  for (const MaterialField& field : kFields) out += (out.empty() ? "" : ", ") + std::string(field.name);
  return out;
}

const std::vector<std::string>& DefaultMaterial() {
  static const std::vector<std::string> kNames{"type", "subtype", "date", "modality", "outcome", "supported"};
  return kNames;
}

const MaterialField* FirstChanged(const std::vector<const MaterialField*>& fields, const StoreChange& change) {
  if (!change.before) return nullptr;
  const auto changed = std::ranges::find_if(
      fields, [&](const MaterialField* field) { return field->text(*change.before) != field->text(change.after); });
  return changed == fields.end() ? nullptr : *changed;
}

std::string TypeText(const Event& event) {
  return event.subtype.empty() ? event.type : event.type + "/" + event.subtype;
}

std::string TransitionOf(const StoreChange& change) {
  if (!change.before) return "new:" + std::string(ToString(change.after.modality));
  const std::vector<std::string> moves = Moves(*change.before, change.after);
  if (moves.empty()) return SmallMove(*change.before, change.after);
  std::string out;
  for (const std::string& move : moves) out += (out.empty() ? "" : ";") + move;
  return out;
}

}  // namespace dateline::alert
