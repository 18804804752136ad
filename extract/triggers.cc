#include "extract/triggers.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/text.h"

namespace dateline::extract {
namespace {

std::uint32_t KindBit(MentionKind kind) { return 1u << static_cast<unsigned>(kind); }

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

}  // namespace

void Wants::Compile(const std::vector<std::string>& alternatives, const WordLists& lists, Lexicon& lexicon,
                    const Where& where, Problems& problems) {
  std::vector<Phrase> phrases;
  for (const std::string& alternative : alternatives) {
    if (alternative.starts_with("kind:")) {
      if (const auto kind = ParseMentionKind(std::string_view(alternative).substr(5))) kinds_ |= KindBit(*kind);
      else problems.push_back({where, fmt::format("\"{}\": no such mention kind", alternative), ""});
    } else if (alternative.starts_with("list:")) {
      const auto list = lists.find(alternative.substr(5));
      if (list == lists.end()) {
        problems.push_back({where, fmt::format("\"{}\": no such word list", alternative), "lists stand in words.toml"});
        continue;
      }
      for (const std::string& word : list->second) phrases.push_back(CompilePhrase(word, lexicon));
    } else {
      phrases.push_back(CompilePhrase(alternative, lexicon));
    }
  }
  std::erase_if(phrases, [](const Phrase& p) { return p.empty(); });
  if (phrases.empty()) return;
  tables_ = std::make_shared<Tables>();
  tables_->phrases = std::move(phrases);
}

void Wants::Freeze(const Lexicon& lexicon) {
  if (tables_ == nullptr || !tables_->single.empty()) return;  // nothing to do, or done by a copy
  Tables& t = *tables_;
  t.single.assign(lexicon.size(), false);
  t.first.assign(lexicon.size(), false);
  for (const Phrase& phrase : t.phrases) {
    if (phrase.front() == kGap) continue;
    for (const WordId id : lexicon.WordsOf(phrase.front())) (phrase.size() == 1 ? t.single : t.first)[id] = true;
  }
  std::erase_if(t.phrases, [](const Phrase& p) { return p.size() == 1; });
}

bool Wants::AnyIn(const Reading& r, TokenRange range) const {
  const Tables* const t = tables_.get();
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Word& word = r.words[i];
    if (word.mention >= 0 && (kinds_ & KindBit(r.what->mentions[static_cast<std::size_t>(word.mention)].kind)) != 0) {
      return true;
    }
    if (t == nullptr || word.id == 0) continue;
    if (t->single[word.id]) return true;
    if (!t->first[word.id]) continue;
    for (const Phrase& phrase : t->phrases) {
      if (MatchPhrase(phrase, r.words, *r.lexicon, i, range.end) != kNoMatch) return true;
    }
  }
  return false;
}

std::uint32_t CompiledType::Kinds(std::string_view role) const {
  std::uint32_t kinds = 0;
  for (const auto& [name, bits] : roles) {
    if (name == role) kinds |= bits;
  }
  return kinds;
}

namespace {

void CompileTrigger(const config::TriggerRecord& record, const WordLists& lists, CompiledTrigger& t, Lexicon& lexicon,
                    Problems& problems) {
  const auto attribute = [&](const char* name) {
    const auto found = record.attributes.find(name);
    return found == record.attributes.end() ? std::string() : found->second;
  };
  t.frame = record.frame == "verb" ? Frame::kVerb : record.frame == "noun" ? Frame::kNoun : Frame::kPhrase;
  t.wide = attribute("wide") == "true";
  t.intransitive = attribute("intransitive") == "true";
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
}

}  // namespace

void TriggerTable::Compile(const std::vector<config::EventTypeRecord>& records, const WordLists& lists,
                           Lexicon& lexicon, Grammar& grammar, Problems& problems) {
  for (const config::EventTypeRecord& record : records) {
    CompiledType type{record.id, record.direction, {}};
    for (const config::RoleRecord& role : record.roles) {
      std::uint32_t kinds = 0;
      for (const std::string& kind : role.kinds) {
        if (const auto parsed = ParseMentionKind(kind)) kinds |= KindBit(*parsed);
        else problems.push_back({record.where, fmt::format("{}: \"{}\" is no mention kind", record.id, kind), ""});
      }
      type.roles.emplace_back(role.name, kinds);
    }
    for (const config::TriggerRecord& trigger : record.triggers) {
      if (trigger.frame != "verb" && trigger.frame != "noun" && trigger.frame != "phrase") {
        problems.push_back({trigger.where, fmt::format("frame \"{}\" is not known", trigger.frame), "verb, noun or phrase"});
        continue;
      }
      CompiledTrigger shared;
      shared.type = static_cast<std::uint32_t>(types.size());
      shared.id = fmt::format("event:{}/{}", record.id, trigger.id);
      CompileTrigger(trigger, lists, shared, lexicon, problems);
      for (const std::string& words : trigger.words) {
        auto compiled = std::make_unique<CompiledTrigger>(shared);
        const auto value = static_cast<std::uint32_t>(triggers.size());
        if (HasCjk(words)) {
          compiled->scripted = words;
          scripted.push_back(value);
        } else if (Phrase phrase = CompilePhrase(words, lexicon); !phrase.empty()) {
          if (compiled->frame == Frame::kVerb) grammar.AddVerbs({std::string(words)}, lexicon, kVerb);
          table.Add(std::move(phrase), value);
        }
        triggers.push_back(std::move(compiled));
      }
    }
    types.push_back(std::move(type));
  }
}

void TriggerTable::Freeze(const Lexicon& lexicon) {
  table.Freeze(lexicon);
  for (const auto& t : triggers) {
    for (Wants* wants : {&t->object, &t->not_object, &t->subject, &t->not_subject, &t->needs, &t->without}) {
      wants->Freeze(lexicon);
    }
  }
}

namespace {

constexpr std::uint32_t kWindow = 22;       // tokens an object may take
constexpr std::uint32_t kNarrowWindow = 14;

bool EndsObject(const Reading& r, std::uint32_t i) {
  const char p = r.words[i].punct;
  return p == ';' || (p == '\xE2' && r.Surface(i) == "—") || r.Is(i, kRelative);
}

// From the end of the trigger to the next clause or tensed verb. Narrow windows end at a preposition once something
// has been read, so that "issued a licence to export under the rule" is about a licence.
TokenRange ObjectWindow(const Reading& r, std::uint32_t from, std::uint32_t clause_end, bool narrow) {
  const std::uint32_t cap = std::min(clause_end, from + (narrow ? kNarrowWindow : kWindow));
  std::uint32_t i = from;
  bool content = false;
  bool leading = i < cap && r.Is(i, kPreposition);  // "published in the Federal Register the rule": read on
  for (; i < cap; ++i) {
    if (EndsObject(r, i)) break;
    if (content && CoordinatesVerb(r, i)) break;
    if (i > from && FiniteBetween(r, i, i + 1) && !r.Is(i - 1, kConjunction)) break;
    if (narrow && content && r.Is(i, kPreposition) && r.words[i].mention < 0) {
      if (!leading) break;
      leading = false;
    }
    if (r.words[i].punct == 0 && !r.Is(i, kDeterminer | kPreposition)) content = true;
  }
  return {from, i};
}

// The windows after one place: several triggers are tried at each word, and most ask for the same.
class ObjectWindows {
 public:
  const TokenRange& At(const Reading& r, std::uint32_t from, std::uint32_t clause_end, bool narrow) {
    Kept& kept = kept_[narrow ? 1 : 0];
    if (kept.from != from || kept.clause_end != clause_end) kept = {from, clause_end, ObjectWindow(r, from, clause_end, narrow)};
    return kept.window;
  }

 private:
  struct Kept {
    std::uint32_t from = 0xffffffff, clause_end = 0;
    TokenRange window;
  };
  Kept kept_[2];
};

// What stands before the group in its clause, back to a mark or a tensed verb.
TokenRange SubjectWindow(const Reading& r, const Clause& clause, std::uint32_t to) {
  std::uint32_t begin = clause.tokens.begin;
  if (to > begin + 60) begin = to - 60;
  for (std::uint32_t i = to; i-- > begin;) {
    if (EndsObject(r, i) && i != clause.tokens.begin) return {i + 1, to};
  }
  return {begin, to};
}

// "the rule's repeal": the thing right before a noun.
TokenRange Qualifiers(const Hit& hit) {
  const std::uint32_t begin = hit.tokens.begin;
  return {std::max(hit.subject.begin, begin - std::min(begin, 2u)), begin};
}

bool Fits(const Reading& r, const CompiledTrigger& t, const Hit& hit, TokenRange narrow, TokenRange clause) {
  if (!t.object.empty()) {
    bool found = false;
    if (t.intransitive) found = t.object.AnyIn(r, hit.subject);
    else if (hit.passive()) found = t.object.AnyIn(r, hit.subject);
    else found = t.object.AnyIn(r, narrow) || (t.frame == Frame::kNoun && t.object.AnyIn(r, Qualifiers(hit)));
    if (!found) return false;
  }
  const TokenRange thing = hit.passive() || t.intransitive ? hit.subject : narrow;
  if (!t.not_object.empty() && t.not_object.AnyIn(r, thing)) return false;
  if (!t.subject.empty() && !t.subject.AnyIn(r, hit.passive() ? hit.object : hit.subject)) return false;
  if (!t.not_subject.empty() && t.not_subject.AnyIn(r, hit.passive() ? hit.object : hit.subject)) return false;
  if (!t.needs.empty() && !t.needs.AnyIn(r, clause)) return false;
  return t.without.empty() || !t.without.AnyIn(r, clause);
}

std::optional<Hit> TryTrigger(const Reading& r, const CompiledTrigger& t, TokenRange found, ObjectWindows& windows) {
  Hit hit{&t, found, std::nullopt, {}, {}};
  const Clause& clause = r.clauses[r.clause_of[found.begin]];
  std::uint32_t group_begin = found.begin;
  if (t.frame == Frame::kVerb || r.Is(found.begin, kVerb)) {
    std::uint8_t forms = 0;
    for (const LemmaForm& f : r.lexicon->Lemmas(r.words[found.begin].id)) {
      if (f.lemma != 0 && r.grammar->Is(f.lemma, kVerb)) forms |= f.forms;
    }
    // Particles belong to a verb ("apply for"); a phrase may span its object.
    const std::uint32_t after = t.frame == Frame::kVerb ? found.end : found.begin + 1;
    if (t.frame != Frame::kNoun) hit.group = GroupAt(r, found.begin, after, forms);
    if (t.frame == Frame::kVerb && !hit.group) return std::nullopt;
    // "the repeal of" is a noun, "to repeal" is not.
    if (t.frame == Frame::kNoun && found.end == found.begin + 1 && GroupAt(r, found.begin, after, forms)) return std::nullopt;
    if (hit.group) group_begin = hit.group->begin;
  } else if (t.frame == Frame::kPhrase && r.Is(found.begin, kBe)) {
    hit.group = GroupAt(r, found.begin, found.end, kBase | kThird | kPast | kParticiple);
    if (hit.group) {
      // "is added to", "is effective": the thing stands before it.
      hit.group->passive = true;
      group_begin = hit.group->begin;
    }
  }
  hit.subject = SubjectWindow(r, clause, group_begin);
  if (clause.relative && clause.outer >= 0) {
    // The antecedent stands right before "which" or "that".
    const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
    hit.subject.begin = std::max(outer.begin, outer.end - std::min(outer.end - outer.begin, 12u));
  } else if (clause.resumes >= 0 && group_begin <= clause.tokens.begin + 3) {
    hit.subject.begin = r.clauses[static_cast<std::size_t>(clause.resumes)].tokens.begin;
  }
  hit.object = windows.At(r, found.end, clause.tokens.end, false);
  const TokenRange narrow = t.wide ? hit.object : windows.At(r, found.end, clause.tokens.end, true);
  const TokenRange whole{std::min(hit.subject.begin, clause.tokens.begin), clause.tokens.end};
  if (!Fits(r, t, hit, narrow, whole)) return std::nullopt;
  return hit;
}

void FindScripted(const Reading& r, const TriggerTable& table, std::vector<Hit>& hits) {
  for (std::uint32_t s = 0; s < r.sentences.size(); ++s) {
    const TokenRange sentence = r.sentences[s];
    if (sentence.empty()) continue;
    bool cjk = false;
    for (std::uint32_t i = sentence.begin; i < sentence.end && !cjk; ++i) {
      cjk = (*r.tokens)[i].kind == TokenKind::kCjk;
    }
    if (!cjk) continue;
    const Span bytes = r.Bytes(sentence);
    for (const std::uint32_t value : table.scripted) {
      const CompiledTrigger& t = *table.triggers[value];
      const auto at = bytes.In(r.text).find(t.scripted);
      if (at == std::string_view::npos) continue;
      const auto begin = static_cast<std::uint32_t>(bytes.begin + at);
      const auto end = static_cast<std::uint32_t>(begin + t.scripted.size());
      TokenRange found{sentence.end, sentence.end};
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        const Span span = (*r.tokens)[i].span;
        if (span.begin >= begin && found.begin == sentence.end) found.begin = i;
        if (span.end <= end) found.end = i + 1;
      }
      if (found.begin >= found.end) continue;
      const Hit hit{&t, found, std::nullopt, {sentence.begin, found.begin}, {found.end, sentence.end}};
      if (!t.needs.empty() && !t.needs.AnyIn(r, sentence)) continue;
      hits.push_back(hit);
    }
  }
}

}  // namespace

std::vector<Hit> FindTriggers(const Reading& r, const TriggerTable& table, Losers* losers) {
  std::vector<Hit> hits;
  std::vector<std::uint32_t> types_here;
  ObjectWindows windows;
  for (std::uint32_t i = 0; i < r.words.size(); ++i) {
    if ((r.words[i].starts & kStartsTrigger) == 0 || r.words[i].mention >= 0) continue;
    types_here.clear();
    const std::uint32_t end = r.clauses[r.clause_of[i]].tokens.end;
    table.table.EachAt(r.words, *r.lexicon, i, end, [&](const PhraseTable::Row& row, std::uint32_t stop) {
      const CompiledTrigger& t = *table.triggers[row.value];
      if (std::ranges::find(types_here, t.type) != types_here.end()) return true;
      if (auto hit = TryTrigger(r, t, {i, stop}, windows)) {
        types_here.push_back(t.type);
        hits.push_back(std::move(*hit));
      } else if (losers != nullptr) {
        losers->triggers.push_back({r.Bytes({i, stop}), t.id, "its words stand there, but not what it asks for beside them", {}});
      }
      return true;
    });
  }
  if (!table.scripted.empty()) FindScripted(r, table, hits);
  std::ranges::stable_sort(hits, {}, [](const Hit& h) { return h.tokens.begin; });
  return hits;
}

}  // namespace dateline::extract
