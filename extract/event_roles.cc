// Who acts and upon what: read from the places of names about a trigger.
#include <algorithm>

#include "extract/events.h"

namespace dateline::extract {
namespace {

std::uint32_t KindBit(MentionKind kind) { return 1u << static_cast<unsigned>(kind); }

constexpr std::uint32_t kActors = (1u << static_cast<unsigned>(MentionKind::kFirm)) |
                                  (1u << static_cast<unsigned>(MentionKind::kOfficial)) |
                                  (1u << static_cast<unsigned>(MentionKind::kAgency)) |
                                  (1u << static_cast<unsigned>(MentionKind::kPlace));

struct Placed {
  const Mention* mention;
  std::uint32_t first, last;  // tokens
};

std::vector<Placed> MentionsIn(const Reading& r, TokenRange range) {
  std::vector<Placed> out;
  std::int32_t before = -1;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const std::int32_t m = r.words[i].mention;
    if (m >= 0 && m != before) out.push_back({&r.what->mentions[static_cast<std::size_t>(m)], i, i});
    if (m >= 0) out.back().last = i;
    before = m;
  }
  return out;
}

// The word that governs a name: the preposition before it, looking back over other names, determiners and "and".
bool AfterPreposition(const Reading& r, std::uint32_t at, std::uint32_t floor) {
  for (std::uint32_t i = at; i-- > floor;) {
    if (r.words[i].mention >= 0 || r.words[i].punct == '*' || r.words[i].punct == '(') continue;
    // "of the United States Department": words of a name that are no mention of their own.
    if (i + 1 == at && i > floor && (*r.tokens)[i].capital && r.words[i].punct == 0) continue;
    if (i + 2 == at && i > floor && (*r.tokens)[i].capital && (*r.tokens)[i + 1].capital && r.words[i].punct == 0) continue;
    if (r.Is(i, kPreposition)) return true;
    if (r.Is(i, kDeterminer | kConjunction)) continue;
    if (r.words[i].punct == ',') continue;
    return false;
  }
  return false;
}

// What a subject without a name stands for: the author of the text, or the body named before.
enum class Stands : std::uint8_t { kNothing, kAuthor, kBefore };

Stands StandsFor(const Reading& r, TokenRange subject) {
  for (std::uint32_t i = subject.begin; i < subject.end; ++i) {
    if (r.words[i].id == 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    if (word == "we" || word == "i" || word == "our") return Stands::kAuthor;
    if (word == "this" || word == "these" || word == "rule" || word == "regulations" || word == "it" || word == "he" ||
        word == "she" || word == "they" || word == "order" || word == "notice") {
      return Stands::kBefore;
    }
  }
  return Stands::kNothing;
}

// The last body or person named as subject before the hit, in its sentence first, then in the document.
const Mention* EarlierActor(const Reading& r, const Hit& hit, std::uint32_t kinds) {
  const std::uint32_t from = hit.tokens.begin;
  constexpr std::uint32_t kLookBack = 1000;
  for (std::uint32_t i = from; i-- > 0 && from - i < kLookBack;) {
    const std::int32_t m = r.words[i].mention;
    if (m < 0) continue;
    const Mention& mention = r.what->mentions[static_cast<std::size_t>(m)];
    if ((KindBit(mention.kind) & kinds) == 0) continue;
    const std::uint32_t floor = r.sentences[r.sentence_of[i]].begin;
    std::uint32_t first = i;
    while (first > floor && r.words[first - 1].mention == m) --first;
    if (!AfterPreposition(r, first, floor)) return &mention;
    i = first;
    if (i == 0) break;
  }
  return nullptr;
}

class RoleReader {
 public:
  RoleReader(const Reading& r, const Hit& hit, const CompiledType& type) : r_(r), hit_(hit), type_(type) {
    actor_kinds_ = type.Kinds("actor") & kActors;
  }

  std::vector<Role> Read(const DocumentFrame& frame) {
    const TokenRange doer = hit_.passive() ? TokenRange{} : hit_.subject;
    if (hit_.trigger->intransitive) {
      AddTargets(hit_.subject);
    } else if (hit_.passive()) {
      AddByPhrase();
      AddTargets(hit_.subject);
    } else if (hit_.group) {
      AddSubject(doer, frame);
    } else {
      AddByPhrase();
      AddNounOwner();
    }
    AddTargets(Reach());
    FillBySense(frame);
    std::ranges::sort(roles_);
    const auto twice = std::ranges::unique(roles_);
    roles_.erase(twice.begin(), twice.end());
    return std::move(roles_);
  }

 private:
  // Names after the trigger, past relative clauses, to the next clause of its own.
  TokenRange Reach() const {
    const std::uint32_t sentence_end = r_.Around(hit_.tokens.begin).end;
    std::uint32_t end = hit_.object.end;
    for (std::size_t c = r_.clause_of[hit_.tokens.begin] + 1; c < r_.clauses.size(); ++c) {
      const Clause& clause = r_.clauses[c];
      if (clause.tokens.begin >= sentence_end || !clause.relative) break;
      end = std::min(sentence_end, clause.tokens.end);
    }
    end = std::max(end, r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens.end);
    // A verb coordinated with this one has its own things: "issue a rule and could add Thailand".
    for (std::uint32_t i = hit_.tokens.end + 1; i < end; ++i) {
      if (CoordinatesVerb(r_, i)) return {hit_.object.begin, i};
    }
    return {hit_.object.begin, end};
  }

  bool HasRole(bool actor) const {
    return std::ranges::any_of(roles_, [&](const Role& x) { return (x.name == "actor") == actor; });
  }

  // "WASHINGTON – Today": where the text was written.
  bool IsDateline(const Placed& p) const {
    if (p.mention->kind != MentionKind::kPlace || p.first > r_.sentences[r_.sentence_of[p.first]].begin + 4) return false;
    for (std::uint32_t i = p.last + 1; i < std::min<std::size_t>(p.last + 4, r_.words.size()); ++i) {
      if (r_.words[i].punct != '\xE2' && r_.words[i].punct != '-') continue;
      const std::string_view mark = r_.Surface(i);
      return mark == "—" || mark == "–" || mark == "-";
    }
    return false;
  }

  // "the Treasury's Office of Foreign Assets Control": the owner of the body that acts.
  bool IsOwner(const Placed& p) const {
    const std::uint32_t next = p.last + 1;
    return p.mention->kind == MentionKind::kAgency && next < r_.words.size() && r_.words[next].mention >= 0 &&
           r_.what->mentions[static_cast<std::size_t>(r_.words[next].mention)].kind == MentionKind::kAgency &&
           (*r_.tokens)[p.last].span.end > p.mention->span.end;
  }

  // Where places of names say nothing, their kinds do: a body that speaks or acts earlier in the sentence imposes;
  // chips and firms that the sentence names are what it is imposed upon.
  void FillBySense(const DocumentFrame& frame) {
    const bool authority = (actor_kinds_ & KindBit(MentionKind::kAgency)) != 0 && (actor_kinds_ & KindBit(MentionKind::kFirm)) == 0;
    if (!authority) return;
    const TokenRange sentence = r_.Around(hit_.tokens.begin);
    if (!HasRole(true)) {
      const auto before = MentionsIn(r_, {sentence.begin, hit_.tokens.begin});
      for (std::size_t k = before.size(); k-- > 0;) {
        const Placed& p = before[k];
        if (p.mention->kind != MentionKind::kAgency && p.mention->kind != MentionKind::kOfficial) continue;
        if (AfterPreposition(r_, p.first, sentence.begin) && !AfterConjunction(p.first)) continue;
        roles_.push_back({"actor", p.mention->entity});
        break;
      }
    }
    const bool told = hit_.trigger->id.find("license.require") != std::string::npos;
    if (!told) return;
    const std::uint32_t thing = KindBit(MentionKind::kFirm) | KindBit(MentionKind::kChip) | KindBit(MentionKind::kPlace);
    for (const Placed& p : MentionsIn(r_, sentence)) {
      if ((KindBit(p.mention->kind) & thing) == 0 || IsActor(p.mention->entity) || IsDateline(p)) continue;
      roles_.push_back({"target", p.mention->entity});
    }
    if (!HasRole(true)) AddToldBy(sentence);
    if (frame.issuer.starts_with("firm.") && frame.basis == Basis::kCompany && !IsActor(frame.issuer)) {
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        const std::string_view word = r_.words[i].id == 0 ? std::string_view{} : r_.lexicon->Text(r_.words[i].id);
        if (word == "us" || word == "our" || word == "we") {
          roles_.push_back({"target", frame.issuer});
          break;
        }
      }
    }
  }

  // "after the Bureau told", "before Commerce said": the subject of a clause, not of a preposition.
  bool AfterConjunction(std::uint32_t at) const {
    for (std::uint32_t i = at; i-- > 0 && at - i < 5;) {
      if (r_.Is(i, kSplitter)) return true;
      if (!r_.Is(i, kDeterminer) && r_.words[i].mention < 0 && !(*r_.tokens)[i].capital) return false;
    }
    return false;
  }

  // "In April it told the firm that …": the body named last.
  void AddToldBy(TokenRange sentence) {
    for (std::uint32_t i = sentence.begin; i + 1 < hit_.tokens.begin; ++i) {
      if (r_.words[i].id == 0 || r_.lexicon->Text(r_.words[i].id) != "it" || !r_.Is(i + 1, kSays | kVerb | kHave)) continue;
      const Mention* earlier = EarlierActor(r_, hit_, KindBit(MentionKind::kAgency));
      if (earlier != nullptr) roles_.push_back({"actor", earlier->entity});
      return;
    }
  }

  bool IsActor(const std::string& entity) const {
    return std::ranges::any_of(roles_, [&](const Role& x) { return x.name == "actor" && x.entity == entity; });
  }

  void AddSubject(TokenRange subject, const DocumentFrame& frame) {
    bool any = false;
    const auto placed = MentionsIn(r_, subject);
    for (std::size_t k = placed.size(); k-- > 0;) {
      const Mention& m = *placed[k].mention;
      if (AfterPreposition(r_, placed[k].first, subject.begin)) continue;
      if (IsDateline(placed[k]) || IsOwner(placed[k])) continue;
      if ((KindBit(m.kind) & actor_kinds_) == 0) {
        // "The rule imposes", "the chip needs a licence": a thing that cannot act is what it is about.
        if (any || FiniteBetween(r_, placed[k].last + 1, hit_.group->begin)) continue;
        for (const auto& [name, kinds] : type_.roles) {
          if (name == "actor" || (kinds & KindBit(m.kind)) == 0) continue;
          roles_.push_back({name, m.entity});
          break;
        }
        continue;
      }
      // Names before another tensed verb belong to that verb.
      if (FiniteBetween(r_, placed[k].last + 1, hit_.group->begin)) break;
      roles_.push_back({"actor", m.entity});
      any = true;
    }
    if (any) return;
    const bool bare = subject.empty() || placed.empty();
    const bool depends = hit_.group && (hit_.group->infinitive || hit_.group->gerund || !hit_.group->finite);
    const Stands stands = depends ? Stands::kNothing : StandsFor(r_, subject);
    if (stands == Stands::kAuthor) {
      if (!frame.issuer.empty()) roles_.push_back({"actor", frame.issuer});
      return;
    }
    if (depends || (bare && stands == Stands::kBefore)) {
      const Mention* earlier = EarlierActor(r_, hit_, depends ? actor_kinds_ : actor_kinds_ & ~KindBit(MentionKind::kPlace));
      if (earlier != nullptr &&
          (!depends || r_.sentence_of[hit_.tokens.begin] == SentenceOf(*earlier) || frame.official)) {
        roles_.push_back({"actor", earlier->entity});
      }
    }
  }

  std::uint32_t SentenceOf(const Mention& m) const {
    const auto& sentences = r_.what->sentences;
    const auto after = std::ranges::upper_bound(sentences, m.span.begin, {}, &Span::begin);
    return static_cast<std::uint32_t>(after - sentences.begin()) - (after == sentences.begin() ? 0 : 1);
  }

  // "by Commerce and BIS" after a passive or a noun.
  void AddByPhrase() {
    for (std::uint32_t i = hit_.object.begin; i < hit_.object.end; ++i) {
      if (r_.words[i].id == 0 || r_.words[i].id != r_.grammar->by) continue;
      std::uint32_t last = i;
      for (const Placed& p : MentionsIn(r_, {i, hit_.object.end})) {
        if (p.first > last + 8 || (KindBit(p.mention->kind) & actor_kinds_) == 0) break;
        bool blocked = false;
        for (std::uint32_t t = last + 1; t < p.first; ++t) blocked = blocked || r_.Is(t, kPreposition | kVerb);
        if (blocked && last != i) break;
        roles_.push_back({"actor", p.mention->entity});
        last = p.last;
      }
      return;
    }
  }

  // "China's export controls", "Commerce Department rule": the name right before a nominal trigger.
  void AddNounOwner() {
    const auto placed = MentionsIn(r_, {r_.Around(hit_.tokens.begin).begin, hit_.tokens.begin});
    if (placed.empty()) return;
    const Placed& p = placed.back();
    if (p.last + 4 < hit_.tokens.begin || (KindBit(p.mention->kind) & actor_kinds_) == 0) return;
    for (const Role& role : roles_) {
      if (role.name == "actor") return;
    }
    roles_.push_back({"actor", p.mention->entity});
  }

  void AddTargets(TokenRange range) {
    for (const Placed& p : MentionsIn(r_, range)) {
      const Mention& m = *p.mention;
      if (IsActor(m.entity)) continue;
      const std::uint32_t bit = KindBit(m.kind);
      for (const auto& [name, kinds] : type_.roles) {
        if (name == "actor" || (kinds & bit) == 0) continue;
        roles_.push_back({name, m.entity});
        break;
      }
    }
  }

  const Reading& r_;
  const Hit& hit_;
  const CompiledType& type_;
  std::uint32_t actor_kinds_ = 0;
  std::vector<Role> roles_;
};

}  // namespace

std::vector<Role> ReadRoles(const Reading& reading, const Hit& hit, const CompiledType& type,
                            const DocumentFrame& frame) {
  return RoleReader(reading, hit, type).Read(frame);
}

}  // namespace dateline::extract
