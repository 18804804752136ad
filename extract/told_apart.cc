#include "extract/told_apart.h"

#include <algorithm>

namespace dateline::extract {
namespace {

// "The final rule also revises": one rule all the same.
bool IsOfInstrument(std::string_view type, const DocumentFrame& frame) {
  return (frame.official && !frame.release) || type == "rule.amend" || type == "rule.effective" ||
         type == "rule.propose" || type == "finance.impact" || type == "license.require";
}

// "The Final Rule also requires", "It also bars"
bool DoneByInstrument(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  const Doers doers = SubjectReader(r, *frame.roles).Of(*hit.group);
  if (doers.stands == Stands::kInstrument) return true;
  return std::ranges::any_of(doers.names, [](const Mention* m) { return m->kind == MentionKind::kRule; });
}

bool OpensAside(const Reading& r, std::uint32_t at) {
  const Written first = r.Surface(at);
  if (OneOf(first, "Also", "Separately", "Additionally", "Elsewhere")) return true;
  return first == "In" && r.Surface(at + 1) == "a" && r.Surface(at + 2) == "separate";
}

bool IsIndefinite(Written word) {
  return OneOf(word, "A", "An", "a", "an", "Some", "some", "Several", "several", "Two", "two", "Three", "three",
               "Dozens", "Many", "many");
}

bool MeansOther(Written word) {
  return OneOf(word, "another", "Another", "separate", "second", "third");
}

}  // namespace

bool IsAnother(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (IsOfInstrument(type, frame) || (hit.group && DoneByInstrument(r, hit, frame))) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  std::uint32_t first = sentence.begin;
  while (first < hit.tokens.begin && r.words[first].punct != 0) ++first;
  if (OpensAside(r, first)) return true;
  if (hit.group) {
    const std::uint32_t begin = hit.group->begin > sentence.begin ? hit.group->begin - 1 : hit.group->begin;
    for (std::uint32_t i = begin; i < hit.tokens.begin; ++i) {
      if (r.Surface(i) == "also") return true;
    }
  }
  const TokenRange thing = hit.passive() ? hit.subject : hit.object;
  const std::uint32_t end = std::min(thing.end, thing.begin + 3);
  for (std::uint32_t i = thing.begin; i < end; ++i) {
    if (r.words[i].mention >= 0) return false;
    if (MeansOther(r.Surface(i))) return true;
  }
  return false;
}

bool IsByStrangers(const Reading& r, const Hit& hit, const std::vector<Role>& roles, const DocumentFrame& frame) {
  if (!hit.group || !hit.group->finite) return false;
  // "was rejected by a judge"
  if (hit.passive())
    return hit.trigger->id.starts_with("event:ruling.issue/") && hit.tokens.end + 2 < r.words.size() &&
           r.words[hit.tokens.end].id == r.grammar->by && IsIndefinite(r.Surface(hit.tokens.end + 1));
  const SubjectReader reader(r, *frame.roles);
  // Named, but by no name that takes the part.
  const std::vector<const Mention*> names = reader.Of(*hit.group).names;
  if (!names.empty()) {
    const auto plays = [&](const Mention* m) {
      return std::ranges::any_of(roles, [&](const Role& x) { return x.name == "actor" && x.entity == m->entity; });
    };
    return std::ranges::none_of(names, plays);
  }
  const TokenRange subject{reader.PastAdverbials(hit.subject), hit.subject.end};
  if (subject.empty() || !IsIndefinite(r.Surface(subject.begin))) return false;
  const RoleWords& words = *frame.roles;
  return words.firms.AnyIn(r, subject) || words.bodies.AnyIn(r, subject) || words.staff.AnyIn(r, subject) ||
         words.people.AnyIn(r, subject) || words.titles.AnyIn(r, subject);
}

bool IsNextOfRow(const Reading& r, const Hit& before, const Hit& hit, const RoleWords& roles) {
  if (r.sentence_of[before.tokens.begin] == r.sentence_of[hit.tokens.begin]) return false;
  if (!(r.words[before.tokens.begin].id == r.words[hit.tokens.begin].id)) return false;
  const TokenRange a = before.subject, b = hit.subject;
  std::uint32_t same = 0;
  const std::uint32_t reach = std::min(a.end - a.begin, b.end - b.begin);
  while (same < reach && r.words[a.begin + same].id == r.words[b.begin + same].id) ++same;
  // "The tariff rate on …": up to the preposition alike, and other things behind it.
  if (same < 2 || same >= reach || r.words[a.begin + same].mention >= 0 || r.words[b.begin + same].mention >= 0)
    return false;
  // "The Secretary of Commerce shall submit a report", "The Secretary of Energy shall": the doers differ.
  if (roles.titles.AnyIn(r, {a.begin, a.begin + same})) return false;
  return r.words[a.begin + same - 1].mention < 0 &&
         (r.Is(a.begin + same - 1, kPreposition) ||
          (r.Is(a.begin + same, kPreposition) && r.Is(b.begin + same, kPreposition)));
}

}  // namespace dateline::extract
