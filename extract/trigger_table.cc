// Records of events, compiled.
#include "extract/triggers.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "model/text.h"

namespace dateline::extract {

std::uint32_t CompiledType::Kinds(std::string_view role) const {
  std::uint32_t kinds = 0;
  for (const auto& [name, bits] : roles) {
    if (name == role) kinds |= bits;
  }
  return kinds;
}

namespace {

std::vector<std::string> SplitBars(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto cut = std::min(text.find('|'), text.size());
    if (std::string part = CollapseSpace(text.substr(0, cut)); !part.empty()) out.push_back(std::move(part));
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return out;
}

bool HasCjk(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (IsCjk(DecodeUtf8(text, at))) return true;
  }
  return false;
}

void CompileTrigger(const config::TriggerRecord& record, const WordLists& lists, CompiledTrigger& t, Lexicon& lexicon,
                    Problems& problems) {
  const auto attribute = [&](const char* name) {
    const auto found = record.attributes.find(name);
    return found == record.attributes.end() ? std::string() : found->second;
  };
  t.frame = record.frame == "verb" ? Frame::kVerb : record.frame == "noun" ? Frame::kNoun : Frame::kPhrase;
  t.wide = attribute("wide") == "true";
  t.intransitive = attribute("intransitive") == "true";
  t.negated = attribute("negation") == "part";
  if (const std::string by = attribute("by"); !by.empty()) t.by = lexicon.Add(by);
  t.passing = attribute("passing") == "true";
  t.complement = attribute("complement") == "true";
  t.doerless = attribute("doerless") == "true";
  t.general = attribute("general") == "true";
  t.subtype = attribute("subtype");
  t.direction = attribute("direction");
  t.relation = attribute("relation");
  if (const std::string modality = attribute("modality"); !modality.empty()) t.modality = ParseModality(modality);
  t.object.Compile(SplitBars(attribute("object")), lists, lexicon, record.where, problems);
  t.not_object.Compile(SplitBars(attribute("not_object")), lists, lexicon, record.where, problems);
  t.subject.Compile(SplitBars(attribute("subject")), lists, lexicon, record.where, problems);
  t.not_subject.Compile(SplitBars(attribute("not_subject")), lists, lexicon, record.where, problems);
  t.needs.Compile(record.needs, lists, lexicon, record.where, problems);
  t.without.Compile(record.without, lists, lexicon, record.where, problems);
  const auto asked = [](const Wants& wants, Asks bit) { return wants.empty() ? 0u : static_cast<unsigned>(bit); };
  t.asks = static_cast<std::uint8_t>(asked(t.object, kAsksObject) | asked(t.not_object, kAsksNotObject) |
                                     asked(t.subject, kAsksSubject) | asked(t.not_subject, kAsksNotSubject) |
                                     asked(t.needs, kAsksNeeds) | asked(t.without, kAsksWithout));
  t.manner =
      static_cast<std::uint8_t>(static_cast<unsigned>(t.frame) | (t.intransitive ? 4u : 0u) |
                                (t.object.empty() ? 8u : 0u) | (t.subject.empty() ? 16u : 0u) | (t.passing ? 32u : 0u));
}

// The words of a record, with those of the lists that it names: "list:cutting", "order ... list:halts".
std::vector<std::string> Spread(const config::TriggerRecord& record, const WordLists& lists, Problems& problems) {
  constexpr std::string_view kList = "list:";
  std::vector<std::string> out;
  for (const std::string& words : record.words) {
    const std::size_t at = words.find(kList);
    if (at == std::string::npos || (at > 0 && words[at - 1] != ' ')) {
      out.push_back(words);
      continue;
    }
    const auto list = lists.find(words.substr(at + kList.size()));
    if (list == lists.end()) {
      problems.push_back({record.where, fmt::format("\"{}\": no such word list", words), "lists stand in words.toml"});
      continue;
    }
    for (const std::string& word : list->second) out.push_back(words.substr(0, at) + word);
  }
  std::vector<std::string> once;
  for (std::string& words : out) {
    if (std::ranges::find(once, words) == once.end()) once.push_back(std::move(words));
  }
  return once;
}

// "took the bill up", "phase it out": a verb whose particle may stand behind its object.
bool SplitsAround(std::string_view words) {
  const auto cut = words.find(' ');
  if (cut == std::string_view::npos || words.find(' ', cut + 1) != std::string_view::npos) return false;
  const std::string_view particle = words.substr(cut + 1);
  return particle == "up" || particle == "out" || particle == "off" || particle == "back" || particle == "down" ||
         particle == "away" || particle == "through" || particle == "aside";
}

// "met on Tuesday WITH", "a ban by the ministry ON": a verb or noun whose preposition may stand behind a time, a place
// or a doer.
bool ComesApart(std::string_view words, Frame frame) {
  static constexpr std::array<std::string_view, 11> kPrepositions{"against", "between", "for",  "from", "in",  "into",
                                                                  "of",      "on",      "over", "to",   "with"};
  static constexpr std::array<std::string_view, 10> kNoHeads{"at", "be",  "by", "from", "in",
                                                             "no", "not", "on", "to",   "under"};
  const auto first = words.find(' ');
  const auto last = words.rfind(' ');
  if (first == std::string_view::npos || std::ranges::count(words, ' ') > 2) return false;
  if (words.find("...") != std::string_view::npos) return false;
  if (frame != Frame::kVerb && first != last) return false;
  if (std::ranges::binary_search(kNoHeads, words.substr(0, first))) return false;
  return std::ranges::binary_search(kPrepositions, words.substr(last + 1));
}

}  // namespace

void TriggerTable::Compile(const std::vector<config::EventTypeRecord>& records, const WordLists& lists,
                           Lexicon& lexicon, Grammar& grammar, Problems& problems) {
  if (const auto nouns = lists.find("verbs-and-nouns"); nouns != lists.end()) {
    for (const std::string& word : nouns->second) noun_lemmas_.push_back(lexicon.AddLemma(word));
  }
  for (const config::EventTypeRecord& record : records) {
    CompiledType type{record.id, record.direction, {}};
    for (const config::RoleRecord& role : record.roles) {
      std::uint32_t kinds = 0;
      for (const std::string& kind : role.kinds) {
        if (const auto parsed = ParseMentionKind(kind))
          kinds |= KindBit(*parsed);
        else
          problems.push_back({record.where, fmt::format("{}: \"{}\" is no mention kind", record.id, kind), ""});
      }
      type.roles.emplace_back(role.name, kinds);
    }
    for (const config::TriggerRecord& trigger : record.triggers) {
      if (trigger.frame != "verb" && trigger.frame != "noun" && trigger.frame != "phrase") {
        problems.push_back(
            {trigger.where, fmt::format("frame \"{}\" is not known", trigger.frame), "verb, noun or phrase"});
        continue;
      }
      // The words of a record share what they ask for; a Chinese phrase is a trigger of its own.
      std::uint32_t shared = 0xffffffff;
      const auto compile = [&] {
        auto compiled = std::make_unique<CompiledTrigger>();
        compiled->type = static_cast<std::uint32_t>(types.size());
        compiled->id = fmt::format("event:{}/{}", record.id, trigger.id);
        CompileTrigger(trigger, lists, *compiled, lexicon, problems);
        triggers.push_back(std::move(compiled));
        return static_cast<std::uint32_t>(triggers.size() - 1);
      };
      for (const std::string& words : Spread(trigger, lists, problems)) {
        if (HasCjk(words)) {
          const std::uint32_t value = compile();
          triggers[value]->scripted = words;
          scripted.push_back(value);
          continue;
        }
        if (shared == 0xffffffff) shared = compile();
        const CompiledTrigger* compiled = triggers[shared].get();
        if (Phrase phrase = CompilePhrase(words, lexicon); !phrase.empty()) {
          if (compiled->frame == Frame::kVerb && words.starts_with("be ")) {
            problems.push_back(
                {trigger.where, fmt::format("\"{}\": \"be\" is no verb of its own", words), "make it a phrase"});
          }
          if (compiled->frame == Frame::kVerb) grammar.AddVerbs({std::string(words)}, lexicon, kVerb);
          if (compiled->frame == Frame::kVerb && SplitsAround(words))
            table.Add({phrase[0], kGap, phrase[1]}, shared | TriggerTable::kSplitRow);
          if (ComesApart(words, compiled->frame)) {
            Phrase words_apart = phrase;
            words_apart.insert(words_apart.end() - 1, kGap);
            this->apart.Add(std::move(words_apart), shared);
          }
          table.Add(std::move(phrase), shared);
        }
      }
    }
    types.push_back(std::move(type));
  }
}

void TriggerTable::Freeze(const Lexicon& lexicon, Grammar& grammar, std::span<Wants* const> others) {
  table.Freeze(lexicon);
  apart.Freeze(lexicon);
  also_noun_.assign(lexicon.size(), false);
  for (const WordId lemma : noun_lemmas_) {
    for (const WordId word : lexicon.WordsOf(lemma)) also_noun_[word] = true;
  }
  for (const auto& t : triggers) {
    for (Wants* wants : {&t->object, &t->not_object, &t->subject, &t->not_subject, &t->needs, &t->without}) {
      wants->Freeze(lexicon);
    }
    asks.push_back(
        {demands.Add(t->object), t->doerless ? Demands::Number{0} : demands.Add(t->subject), demands.Add(t->needs)});
  }
  for (const auto& t : triggers) {
    for (Wants* wants : {&t->object, &t->not_object, &t->subject, &t->not_subject, &t->needs, &t->without})
      demands.AddAside(*wants);
  }
  for (Wants* const wants : others) {
    wants->Freeze(lexicon);
    demands.AddAside(*wants);
  }
  demands.Freeze(lexicon, grammar);
}

}  // namespace dateline::extract
