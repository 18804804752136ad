#include "extract/event_rules.h"

#include <algorithm>
#include <iterator>

#include "extract/cues.h"
#include "extract/events.h"
#include "extract/statements.h"
#include "extract/tagger.h"
#include "extract/triggers.h"

namespace dateline::extract {

struct EventRules::Impl {
  Lexicon lexicon;
  Grammar grammar{lexicon};
  TriggerTable triggers;
  CueTable cues;
  SpeechWords speech;
  Wants offices;
  RoleWords roles;
};

EventRules::EventRules() : impl_(std::make_unique<Impl>()) {}
EventRules::~EventRules() = default;
EventRules::EventRules(EventRules&&) noexcept = default;
EventRules& EventRules::operator=(EventRules&&) noexcept = default;

EventRules EventRules::Compile(const config::Config& config, Problems& problems) {
  EventRules rules;
  Impl& impl = *rules.impl_;
  impl.triggers.Compile(config.event_types, config.words, impl.lexicon, impl.grammar, problems);
  impl.cues.Compile(config.cues, impl.lexicon, problems);
  impl.speech.Compile(config.words, impl.lexicon, impl.grammar, problems);
  const auto offices = config.words.find("offices");
  if (offices != config.words.end()) impl.offices.Compile(offices->second, config.words, impl.lexicon, {}, problems);
  impl.roles.Compile(config.words, impl.lexicon, problems);
  // The lexicon is complete: from here on words are only looked up.
  impl.lexicon.Freeze();
  impl.grammar.Freeze(impl.lexicon);
  std::vector<Wants*> wants = impl.speech.All();
  std::ranges::copy(impl.roles.All(), std::back_inserter(wants));
  wants.push_back(&impl.offices);
  impl.triggers.Freeze(impl.lexicon, impl.grammar, wants);
  impl.cues.Freeze(impl.lexicon);
  impl.speech.Freeze(impl.lexicon);
  impl.grammar.MarkStarts(impl.triggers.table, kStartsTrigger);
  impl.grammar.MarkStarts(impl.triggers.apart, kStartsApart);
  impl.grammar.MarkStarts(impl.cues.table(), kStartsCue);
  for (const PhraseTable* table : {&impl.speech.asking, &impl.speech.silence, &impl.speech.according,
                                   &impl.speech.attitudes, &impl.speech.placing}) {
    impl.grammar.MarkStarts(*table, kStartsSpeech);
  }
  for (WordId id = 1; id < impl.lexicon.size(); ++id) {
    const Word& word = impl.grammar.words[id];
    if (impl.speech.nouns.Has(word) || impl.speech.from.Has(word)) impl.grammar.MarkStart(id, kStartsSpeech);
    if (impl.roles.firms.Has(word)) impl.grammar.MarkStart(id, kMeansIssuer);
  }
  for (const std::string_view word : {"i", "we", "us", "our"}) {
    impl.grammar.MarkStart(impl.lexicon.Find(word), kMeansIssuer);
  }
  MarkFrameWords(impl.grammar, impl.lexicon);
  return rules;
}

namespace {

// The first firm or body of the headline.
std::string IssuerOf(const Headline& headline, const Tagger& tagger) {
  for (const Mention& m : tagger.FindMentions(headline.text, headline.tokens, {})) {
    if (m.kind == MentionKind::kFirm || m.kind == MentionKind::kAgency) return m.entity;
  }
  return "";
}

// The sentences in which triggers stand, ascending: cues act on nothing outside of theirs.
std::vector<std::uint32_t> SentencesOf(const std::vector<Hit>& hits, const Reading& reading) {
  std::vector<std::uint32_t> sentences;
  for (const Hit& hit : hits) {
    const std::uint32_t sentence = reading.sentence_of[hit.tokens.begin];
    if (sentences.empty() || sentences.back() != sentence) sentences.push_back(sentence);
  }
  return sentences;
}

// Tokens of the words that a reader sees: of "was [designated](https://…) in July" neither brackets nor address. Spans
// stay those of the text.
std::vector<Token> WithoutLinks(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<Token> out;
  out.reserve(tokens.size());
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t open = kNone;  // of the last "[" in `out`
  const auto at = [&](std::size_t i, char mark) {
    return i < tokens.size() && tokens[i].kind == TokenKind::kPunct && text[tokens[i].span.begin] == mark;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (at(i, '[')) open = out.size();
    const bool link = open != kNone && at(i, ']') && at(i + 1, '(') && tokens[i + 1].gap == Gap::kNone &&
                      i + 2 < tokens.size() &&
                      (text.substr(tokens[i + 2].span.begin).starts_with("http") || at(i + 2, '/') || at(i + 2, '#'));
    if (!link) {
      out.push_back(tokens[i]);
      continue;
    }
    // The address has no white space.
    std::size_t close = i + 2;
    while (close < tokens.size() && !at(close, ')') && tokens[close].gap == Gap::kNone) ++close;
    if (!at(close, ')')) {
      out.push_back(tokens[i]);
      continue;
    }
    if (open + 1 < out.size()) out[open + 1].gap = std::max(out[open].gap, out[open + 1].gap);
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(open));
    open = kNone;
    i = close;
  }
  return out;
}

}  // namespace

void EventRules::Read(const Document& document, const std::vector<Token>& tokens, const Tagger& tagger,
                      Reading& reading, Extraction& what, Losers* losers) const {
  const bool links = document.text.find("](") != std::string::npos;
  const std::vector<Token> seen = links ? WithoutLinks(document.text, tokens) : std::vector<Token>{};
  ReadText(document.text, links ? seen : tokens, what, impl_->lexicon, impl_->grammar, reading);
  const std::vector<Hit> hits = FindTriggers(reading, impl_->triggers, losers);
  what.statements = FindStatements(reading, tagger, impl_->speech, impl_->roles);
  // Headline, office and cues only matter to triggers.
  if (!hits.empty()) {
    const Headline headline(document);
    DocumentFrame frame = FrameOf(document, headline, reading, impl_->offices, impl_->roles);
    if ((reading.starts & kMeansIssuer) != 0) {
      frame.issuer = IssuerOf(headline, tagger);
      frame.issuer_named =
          std::ranges::any_of(what.mentions, [&](const Mention& m) { return m.entity == frame.issuer; });
    }
    const std::vector<Cue> cues = FindCues(reading, impl_->cues, SentencesOf(hits, reading));
    what.assertions = BuildAssertions(reading, impl_->triggers, cues, hits, what.statements, frame, losers);
    what.relations = BuildRelations(reading, hits, what.assertions);
  }
  if (document.fields.empty()) AddTitleAssertions(document, what, what.assertions);
  AddFieldAssertions(document, what, what.assertions);
  MergeAssertions(document.text, tagger, what.assertions);
}

}  // namespace dateline::extract
