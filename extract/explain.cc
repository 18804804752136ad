#include "extract/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "model/date.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

constexpr std::size_t kQuotedMax = 90;

bool Overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

// One line of the text, cut in the middle when it is long.
std::string Quoted(std::string_view text, Span span) {
  std::string words = CollapseSpace(span.In(text));
  if (words.size() > kQuotedMax) {
    std::size_t end = kQuotedMax;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
    words.resize(end);
    words += " …";
  }
  return "\"" + words + "\"";
}

void AddLost(std::string& out, std::string_view text, const Losers::Name& name) {
  out += fmt::format("    lost: {} {} by {}: {}\n", Quoted(text, name.span), name.entity, name.rule, name.why);
}

void AddCues(std::string& out, std::string_view text, const Losers::TriggerTrial& trial) {
  for (const Losers::CueTrial& cue : trial.cues) {
    out += fmt::format("    {} {} {} in {}{}{}\n", cue.reached ? "cue " : "lost:", cue.id, Quoted(text, cue.words), Quoted(text, cue.scope),
                       cue.why.empty() ? "" : ": ", cue.why);
  }
}

std::string Names(const std::vector<std::string>& ids, const RuleSet& rules) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + std::string(rules.NameOf(id));
  return out.empty() ? "nobody" : out;
}

void AddEvent(std::string& out, std::string_view text, const EventAssertion& event, const Losers& losers, const RuleSet& rules) {
  out += fmt::format("  {}{}{}  {}  {}  {} → {}\n", event.type, event.subtype.empty() ? "" : "/", event.subtype, ToString(event.modality),
                     ToWords(event.date), Names(event.In("actor"), rules), Names(event.In("target"), rules));
  out += fmt::format("    rule {} at {}\n", event.rule, Quoted(text, event.trigger));
  if (!event.offset.empty()) out += fmt::format("    date counts from a happening told elsewhere: {}\n", event.offset);
  if (!event.date_words.empty()) out += fmt::format("    date {} from \"{}\"\n", ToEdtf(event.date), event.date_words);
  if (!event.speaker.empty() || !event.speaker_words.empty()) {
    out += fmt::format("    speaker {}\n", event.speaker.empty() ? event.speaker_words : std::string(rules.NameOf(event.speaker)));
  }
  for (const Role& role : event.roles) out += fmt::format("    {} {} ({})\n", role.name, rules.NameOf(role.entity), role.entity);
  if (const Losers::TriggerTrial* trial = TrialOf(losers, event)) AddCues(out, text, *trial);
  for (const Span evidence : event.evidence) out += fmt::format("    in   {}\n", Quoted(text, evidence));
}

}  // namespace

const Losers::TriggerTrial* TrialOf(const Losers& losers, const EventAssertion& event) {
  const auto found = std::ranges::find_if(losers.triggers, [&](const Losers::TriggerTrial& trial) {
    return trial.why.empty() && trial.words == event.trigger && trial.rule == event.rule;
  });
  return found == losers.triggers.end() ? nullptr : &*found;
}

std::string ExplainMentions(std::string_view text, const Extraction& what, const Losers& losers, const RuleSet& rules) {
  std::string out = "mentions\n";
  for (const Mention& mention : what.mentions) {
    out += fmt::format("  {}  {} ({})  by {}\n", Quoted(text, mention.span), rules.NameOf(mention.entity), mention.entity, mention.rule);
    for (const Losers::Name& name : losers.names) {
      if (Overlap(name.span, mention.span)) AddLost(out, text, name);
    }
  }
  std::string rest;
  for (const Losers::Name& name : losers.names) {
    if (std::ranges::none_of(what.mentions, [&](const Mention& m) { return Overlap(m.span, name.span); })) AddLost(rest, text, name);
  }
  if (!rest.empty()) out += "  nothing stands where these lost\n" + rest;
  return out;
}

std::string ExplainText(std::string_view text, const Extraction& what, const Losers& losers, const RuleSet& rules) {
  std::string out = ExplainMentions(text, what, losers, rules);
  out += "dates\n";
  for (const Timex& timex : what.dates) {
    out += fmt::format("  {}  {}  {}  by {}\n", Quoted(text, timex.span), ToEdtf(timex.date), ToWords(timex.date), timex.rule);
  }
  out += "events\n";
  for (const EventAssertion& event : what.assertions) AddEvent(out, text, event, losers, rules);
  for (const Losers::TriggerTrial& trial : losers.triggers) {
    if (trial.why.empty()) continue;
    out += fmt::format("    lost: {} at {}: {}\n", trial.rule, Quoted(text, trial.words), trial.why);
  }
  out += "statements\n";
  for (const Statement& statement : what.statements) {
    out += fmt::format("  {} {}: {}  by {}\n", statement.speaker.empty() ? statement.speaker_words : std::string(rules.NameOf(statement.speaker)),
                       statement.direct ? "says" : "is said to say", Quoted(text, statement.content), statement.rule);
    if (!statement.about.empty()) out += fmt::format("    about {}\n", Names(statement.about, rules));
  }
  return out;
}

}  // namespace dateline::extract
