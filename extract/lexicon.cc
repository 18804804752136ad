#include "extract/lexicon.h"

#include <algorithm>
#include <bit>

#include "extract/token.h"

namespace dateline::extract {
namespace {

// base, third person, past, participle, gerund; "" = regular.
struct Irregular {
  std::string_view base, third, past, participle, gerund;
};

constexpr std::array kIrregular{
    Irregular{"arise", "", "arose", "arisen", ""},
    Irregular{"be", "is", "was", "been", "being"},
    Irregular{"bear", "", "bore", "borne", ""},
    Irregular{"beat", "", "beat", "beaten", ""},
    Irregular{"become", "", "became", "become", ""},
    Irregular{"begin", "", "began", "begun", "beginning"},
    Irregular{"bet", "", "bet", "bet", "betting"},
    Irregular{"bid", "", "bid", "bid", "bidding"},
    Irregular{"bind", "", "bound", "bound", ""},
    Irregular{"bite", "", "bit", "bitten", ""},
    Irregular{"bleed", "", "bled", "bled", ""},
    Irregular{"blow", "", "blew", "blown", ""},
    Irregular{"break", "", "broke", "broken", ""},
    Irregular{"breed", "", "bred", "bred", ""},
    Irregular{"bring", "", "brought", "brought", ""},
    Irregular{"broadcast", "", "broadcast", "broadcast", ""},
    Irregular{"build", "", "built", "built", ""},
    Irregular{"burst", "", "burst", "burst", ""},
    Irregular{"buy", "", "bought", "bought", ""},
    Irregular{"cast", "", "cast", "cast", ""},
    Irregular{"catch", "", "caught", "caught", ""},
    Irregular{"choose", "", "chose", "chosen", ""},
    Irregular{"cling", "", "clung", "clung", ""},
    Irregular{"come", "", "came", "come", ""},
    Irregular{"cost", "", "cost", "cost", ""},
    Irregular{"cut", "", "cut", "cut", "cutting"},
    Irregular{"deal", "", "dealt", "dealt", ""},
    Irregular{"dig", "", "dug", "dug", "digging"},
    Irregular{"do", "does", "did", "done", "doing"},
    Irregular{"draw", "", "drew", "drawn", ""},
    Irregular{"drive", "", "drove", "driven", ""},
    Irregular{"drop", "", "dropped", "dropped", "dropping"},
    Irregular{"eat", "", "ate", "eaten", ""},
    Irregular{"fall", "", "fell", "fallen", ""},
    Irregular{"feed", "", "fed", "fed", ""},
    Irregular{"feel", "", "felt", "felt", ""},
    Irregular{"fight", "", "fought", "fought", ""},
    Irregular{"find", "", "found", "found", ""},
    Irregular{"flee", "", "fled", "fled", ""},
    Irregular{"fly", "flies", "flew", "flown", ""},
    Irregular{"forbid", "", "forbade", "forbidden", "forbidding"},
    Irregular{"forecast", "", "forecast", "forecast", ""},
    Irregular{"foresee", "", "foresaw", "foreseen", ""},
    Irregular{"forget", "", "forgot", "forgotten", "forgetting"},
    Irregular{"forgive", "", "forgave", "forgiven", ""},
    Irregular{"forgo", "forgoes", "forwent", "forgone", ""},
    Irregular{"freeze", "", "froze", "frozen", ""},
    Irregular{"get", "", "got", "gotten", "getting"},
    Irregular{"give", "", "gave", "given", ""},
    Irregular{"go", "goes", "went", "gone", "going"},
    Irregular{"greenlight", "", "greenlit", "greenlit", ""},
    Irregular{"grow", "", "grew", "grown", ""},
    Irregular{"hang", "", "hung", "hung", ""},
    Irregular{"have", "has", "had", "had", "having"},
    Irregular{"hear", "", "heard", "heard", ""},
    Irregular{"hide", "", "hid", "hidden", ""},
    Irregular{"hit", "", "hit", "hit", "hitting"},
    Irregular{"hold", "", "held", "held", ""},
    Irregular{"hurt", "", "hurt", "hurt", ""},
    Irregular{"keep", "", "kept", "kept", ""},
    Irregular{"know", "", "knew", "known", ""},
    Irregular{"lay", "", "laid", "laid", ""},
    Irregular{"lead", "", "led", "led", ""},
    Irregular{"leave", "", "left", "left", ""},
    Irregular{"lend", "", "lent", "lent", ""},
    Irregular{"let", "", "let", "let", "letting"},
    Irregular{"light", "", "lit", "lit", ""},
    Irregular{"lose", "", "lost", "lost", ""},
    Irregular{"make", "", "made", "made", ""},
    Irregular{"mean", "", "meant", "meant", ""},
    Irregular{"meet", "", "met", "met", ""},
    Irregular{"mislead", "", "misled", "misled", ""},
    Irregular{"mistake", "", "mistook", "mistaken", ""},
    Irregular{"offset", "", "offset", "offset", "offsetting"},
    Irregular{"outbid", "", "outbid", "outbid", "outbidding"},
    Irregular{"outsell", "", "outsold", "outsold", ""},
    Irregular{"overcome", "", "overcame", "overcome", ""},
    Irregular{"overhear", "", "overheard", "overheard", ""},
    Irregular{"override", "", "overrode", "overridden", ""},
    Irregular{"overrun", "", "overran", "overrun", "overrunning"},
    Irregular{"oversee", "", "oversaw", "overseen", ""},
    Irregular{"overtake", "", "overtook", "overtaken", ""},
    Irregular{"overthrow", "", "overthrew", "overthrown", ""},
    Irregular{"overturn", "", "overturned", "overturned", ""},
    Irregular{"pay", "", "paid", "paid", ""},
    Irregular{"prove", "", "proved", "proven", ""},
    Irregular{"put", "", "put", "put", "putting"},
    Irregular{"quit", "", "quit", "quit", "quitting"},
    Irregular{"quiz", "quizzes", "quizzed", "quizzed", "quizzing"},
    Irregular{"rebuild", "", "rebuilt", "rebuilt", ""},
    Irregular{"recast", "", "recast", "recast", ""},
    Irregular{"redo", "", "redid", "redone", ""},
    Irregular{"redraw", "", "redrew", "redrawn", ""},
    Irregular{"remake", "", "remade", "remade", ""},
    Irregular{"resell", "", "resold", "resold", ""},
    Irregular{"reset", "", "reset", "reset", "resetting"},
    Irregular{"retake", "", "retook", "retaken", ""},
    Irregular{"rethink", "", "rethought", "rethought", ""},
    Irregular{"rewrite", "", "rewrote", "rewritten", ""},
    Irregular{"rid", "", "rid", "rid", "ridding"},
    Irregular{"ride", "", "rode", "ridden", ""},
    Irregular{"ring", "", "rang", "rung", ""},
    Irregular{"rise", "", "rose", "risen", ""},
    Irregular{"rule", "", "ruled", "ruled", "ruling"},
    Irregular{"run", "", "ran", "run", "running"},
    Irregular{"say", "", "said", "said", ""},
    Irregular{"see", "", "saw", "seen", ""},
    Irregular{"seek", "", "sought", "sought", ""},
    Irregular{"sell", "", "sold", "sold", ""},
    Irregular{"send", "", "sent", "sent", ""},
    Irregular{"set", "", "set", "set", "setting"},
    Irregular{"shake", "", "shook", "shaken", ""},
    Irregular{"shed", "", "shed", "shed", "shedding"},
    Irregular{"shine", "", "shone", "shone", ""},
    Irregular{"shoot", "", "shot", "shot", ""},
    Irregular{"show", "", "showed", "shown", ""},
    Irregular{"shrink", "", "shrank", "shrunk", ""},
    Irregular{"shut", "", "shut", "shut", "shutting"},
    Irregular{"sink", "", "sank", "sunk", ""},
    Irregular{"sit", "", "sat", "sat", "sitting"},
    Irregular{"sleep", "", "slept", "slept", ""},
    Irregular{"slide", "", "slid", "slid", ""},
    Irregular{"speak", "", "spoke", "spoken", ""},
    Irregular{"spend", "", "spent", "spent", ""},
    Irregular{"spin", "", "spun", "spun", "spinning"},
    Irregular{"split", "", "split", "split", "splitting"},
    Irregular{"spread", "", "spread", "spread", ""},
    Irregular{"spring", "", "sprang", "sprung", ""},
    Irregular{"stand", "", "stood", "stood", ""},
    Irregular{"steal", "", "stole", "stolen", ""},
    Irregular{"stick", "", "stuck", "stuck", ""},
    Irregular{"strike", "", "struck", "struck", ""},
    Irregular{"strive", "", "strove", "striven", ""},
    Irregular{"swear", "", "swore", "sworn", ""},
    Irregular{"sweep", "", "swept", "swept", ""},
    Irregular{"swell", "", "swelled", "swollen", ""},
    Irregular{"swim", "", "swam", "swum", "swimming"},
    Irregular{"swing", "", "swung", "swung", ""},
    Irregular{"take", "", "took", "taken", ""},
    Irregular{"teach", "", "taught", "taught", ""},
    Irregular{"tear", "", "tore", "torn", ""},
    Irregular{"tell", "", "told", "told", ""},
    Irregular{"think", "", "thought", "thought", ""},
    Irregular{"throw", "", "threw", "thrown", ""},
    Irregular{"undergo", "undergoes", "underwent", "undergone", ""},
    Irregular{"understand", "", "understood", "understood", ""},
    Irregular{"undertake", "", "undertook", "undertaken", ""},
    Irregular{"underwrite", "", "underwrote", "underwritten", ""},
    Irregular{"undo", "undoes", "undid", "undone", ""},
    Irregular{"unfreeze", "", "unfroze", "unfrozen", ""},
    Irregular{"unwind", "", "unwound", "unwound", ""},
    Irregular{"uphold", "", "upheld", "upheld", ""},
    Irregular{"upset", "", "upset", "upset", "upsetting"},
    Irregular{"wake", "", "woke", "woken", ""},
    Irregular{"wear", "", "wore", "worn", ""},
    Irregular{"weave", "", "wove", "woven", ""},
    Irregular{"win", "", "won", "won", "winning"},
    Irregular{"wind", "", "wound", "wound", ""},
    Irregular{"withdraw", "", "withdrew", "withdrawn", ""},
    Irregular{"withhold", "", "withheld", "withheld", ""},
    Irregular{"write", "", "wrote", "written", ""},
};
static_assert(std::ranges::is_sorted(kIrregular, {}, &Irregular::base));

// Verbs of more than one syllable that double their last letter ("submitted"); short ones do by shape.
constexpr std::array<std::string_view, 36> kDoubling{
    "abet",   "acquit",  "admit", "allot",  "annul",  "bar",    "commit", "compel",   "concur",
    "confer", "control", "debar", "defer",  "deter",  "dispel", "equip",  "expel",    "incur",
    "infer",  "occur",   "omit",  "patrol", "permit", "plan",   "prefer", "propel",   "rebut",
    "recur",  "refer",   "refit", "regret", "remit",  "repel",  "submit", "transfer", "transmit",
};

bool IsVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool Doubles(std::string_view w) {
  if (std::ranges::find(kDoubling, w) != kDoubling.end()) return true;
  // One syllable, consonant + vowel + consonant: ship, ban, scrap, cap; not "draw", "fix", "raid".
  if (w.size() < 3 || std::ranges::count_if(w, IsVowel) != 1) return false;
  const char last = w.back();
  return !IsVowel(last) && last != 'w' && last != 'x' && last != 'y' && IsVowel(w[w.size() - 2]);
}

// "cancelled" beside "canceled", "initialled", "equalled": an unstressed vowel and l.
bool BritishDoubles(std::string_view w) {
  return w.size() > 4 && w.back() == 'l' &&
         (w[w.size() - 2] == 'e' || w[w.size() - 2] == 'a' || w[w.size() - 2] == 'i') &&
         (!IsVowel(w[w.size() - 3]) || w[w.size() - 3] == 'i' || w[w.size() - 3] == 'u') && !Doubles(w);
}

// The spelling of the other side of the ocean, "" where there is none: rules are written once, in the American one.
std::string BritishOf(std::string_view w) {
  // Not licence, which is no verb as license is.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kPairs{{
      {"aluminum", "aluminium"},
      {"behavior", "behaviour"},
      {"catalog", "catalogue"},
      {"center", "centre"},
      {"color", "colour"},
      {"favor", "favour"},
      {"fiber", "fibre"},
      {"fulfill", "fulfil"},
      {"harbor", "harbour"},
      {"honor", "honour"},
      {"judgment", "judgement"},
      {"labor", "labour"},
      {"neighbor", "neighbour"},
      {"program", "programme"},
  }};
  for (const auto& [american, british] : kPairs) {
    if (w == american) return std::string(british);
  }
  const auto with_s = [&](std::size_t from_end) {
    std::string other(w);
    other[other.size() - from_end] = 's';
    return other;
  };
  if (w.size() > 6 && w.ends_with("ization")) return with_s(6);
  if (w.size() > 5 && w.ends_with("ize") && !w.ends_with("size") && !w.ends_with("eize") && w != "prize")
    return with_s(2);
  return {};
}

std::string SForm(std::string_view w) {
  std::string s(w);
  if (w.ends_with("s") || w.ends_with("x") || w.ends_with("z") || w.ends_with("ch") || w.ends_with("sh"))
    return s + "es";
  if (w.size() > 1 && w.back() == 'y' && !IsVowel(w[w.size() - 2])) return s.substr(0, s.size() - 1) + "ies";
  return s + "s";
}

std::string EdForm(std::string_view w) {
  std::string s(w);
  if (w.back() == 'e') return s + "d";
  if (w.size() > 1 && w.back() == 'y' && !IsVowel(w[w.size() - 2])) return s.substr(0, s.size() - 1) + "ied";
  return Doubles(w) ? s + s.back() + "ed" : s + "ed";
}

std::string IngForm(std::string_view w) {
  std::string s(w);
  if (w.size() > 2 && w.back() == 'e' && !w.ends_with("ee") && !w.ends_with("oe") && !w.ends_with("ye")) {
    return s.substr(0, s.size() - 1) + "ing";
  }
  return Doubles(w) ? s + s.back() + "ing" : s + "ing";
}

std::uint64_t Hash(std::string_view word) {
  std::uint64_t h = 1469598103934665603u;
  for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return h ^ (h >> 29);
}

}  // namespace

Lexicon::Lexicon() : texts_(1), lemmas_(1), slots_(1024, 0) {}

WordId Lexicon::Find(std::string_view word) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = Hash(word) & mask; slots_[i] != 0; i = (i + 1) & mask) {
    if (texts_[slots_[i]] == word) return slots_[i];
  }
  return 0;
}

void Lexicon::Grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (WordId id = 1; id < texts_.size(); ++id) {
    std::size_t i = Hash(texts_[id]) & mask;
    while (slots_[i] != 0) i = (i + 1) & mask;
    slots_[i] = id;
  }
}

WordId Lexicon::Add(std::string_view word) {
  if (word.empty()) return 0;
  if (const WordId known = Find(word)) return known;
  if ((texts_.size() + 1) * 3 > slots_.size()) Grow();
  const auto id = static_cast<WordId>(texts_.size());
  texts_.emplace_back(word), lemmas_.emplace_back();
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = Hash(word) & mask;
  while (slots_[i] != 0) i = (i + 1) & mask;
  slots_[i] = id;
  return id;
}

void Lexicon::Freeze() {
  lists_ = {};
  hashes_.assign(std::bit_ceil(texts_.size() * 3 / 2), {0, 0});  // half empty, and small for the cache
  const std::size_t mask = hashes_.size() - 1;
  for (WordId id = 1; id < texts_.size(); ++id) {
    const std::uint32_t hash = TokenHash(texts_[id]);
    std::size_t i = hash & mask;
    while (hashes_[i].second != 0) i = (i + 1) & mask;
    hashes_[i] = {hash, id};
    filter_[hash >> 22] |= std::uint64_t{1} << (hash >> 16 & 63);
  }
  ListForms();
}

void Lexicon::ListForms() {
  const auto each = [&](auto visit) {
    for (WordId id = 1; id < texts_.size(); ++id) {
      const auto& [first, second] = lemmas_[id];
      visit(id, id);
      if (first.lemma != 0 && first.lemma != id) visit(first.lemma, id);
      if (second.lemma != 0 && second.lemma != id && second.lemma != first.lemma) visit(second.lemma, id);
    }
  };
  form_starts_.assign(texts_.size() + 1, 0);
  each([&](WordId lemma, WordId) { ++form_starts_[lemma + 1]; });
  for (std::size_t i = 1; i < form_starts_.size(); ++i) form_starts_[i] += form_starts_[i - 1];
  forms_.resize(form_starts_.back());
  std::vector<std::uint32_t> next(form_starts_.begin(), form_starts_.end() - 1);
  each([&](WordId lemma, WordId id) { forms_[next[lemma]++] = id; });
}

void Lexicon::AddForm(std::string_view form, WordId lemma, std::uint8_t forms) {
  auto& lemmas = lemmas_[Add(form)];
  for (LemmaForm& slot : lemmas) {
    if (slot.lemma == 0) slot.lemma = lemma;
    if (slot.lemma != lemma) continue;
    slot.forms |= forms;
    return;
  }
}

WordId Lexicon::AddLemma(std::string_view lemma) {
  const WordId id = Add(lemma);
  if (id != 0 && FormsOf(id, id) != 0) return id;  // entered before
  // "We've launched", "they're weighing", "I'll sign": a pronoun that is one token with its auxiliary is the doer
  // still.
  static constexpr std::array<std::string_view, 7> kPronouns{"he", "i", "it", "she", "they", "we", "you"};
  if (std::ranges::binary_search(kPronouns, lemma)) {
    for (const std::string_view auxiliary : {"'d", "'ll", "'m", "'re", "'ve"})
      AddForm(std::string(lemma) + std::string(auxiliary), id, 0);
  }
  if (id == 0 || lemma.size() < 2) return id;
  if (!std::ranges::all_of(lemma, [](char c) { return c >= 'a' && c <= 'z'; })) return id;
  const auto irregular = std::ranges::lower_bound(kIrregular, lemma, {}, &Irregular::base);
  const bool known = irregular != kIrregular.end() && irregular->base == lemma;
  const auto form = [&](std::string_view written, std::string regular) {
    return known && !written.empty() ? std::string(written) : regular;
  };
  AddForm(lemma, id, kBase);
  AddForm(form(known ? irregular->third : "", SForm(lemma)), id, kThird | kPlural);
  AddForm(form(known ? irregular->past : "", EdForm(lemma)), id, kPast);
  AddForm(form(known ? irregular->participle : "", EdForm(lemma)), id, kParticiple);
  AddForm(form(known ? irregular->gerund : "", IngForm(lemma)), id, kGerund);
  if (!known && BritishDoubles(lemma)) {
    const std::string stem = std::string(lemma) + "l";
    AddForm(stem + "ed", id, kPast | kParticiple);
    AddForm(stem + "ing", id, kGerund);
  }
  if (const std::string british = BritishOf(lemma); !british.empty()) {
    AddForm(british, id, kBase);
    AddForm(SForm(british), id, kThird | kPlural);
    AddForm(EdForm(british), id, kPast | kParticiple);
    AddForm(IngForm(british), id, kGerund);
  }
  if (lemma == "be") {
    for (const std::string_view present : {"are", "am"}) AddForm(present, id, kThird);
    AddForm("were", id, kPast);
  }
  return id;
}

std::uint8_t Lexicon::FormsOf(WordId id, WordId lemma) const {
  for (const LemmaForm& form : lemmas_[id]) {
    if (form.lemma == lemma && lemma != 0) return form.forms;
  }
  return 0;
}

std::string_view FoldInto(std::string_view surface, char* out, std::size_t size) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < surface.size() && n < size; ++i) {
    const char c = surface[i];
    if (c >= 'A' && c <= 'Z') {
      out[n++] = static_cast<char>(c + 32);
    } else if (surface.substr(i, 3) == "’") {
      out[n++] = '\'';
      i += 2;
    } else {
      out[n++] = c;
    }
  }
  std::string_view folded(out, n);
  if (folded.ends_with("'s")) folded.remove_suffix(2);
  if (folded.ends_with("'")) folded.remove_suffix(1);
  return folded;
}

}  // namespace dateline::extract
