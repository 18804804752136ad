// Who acts and upon what: read from the places of names about a trigger.
#include <algorithm>

#include "extract/chinese.h"
#include "extract/events.h"
#include "extract/subjects.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kActors =
    (1u << static_cast<unsigned>(MentionKind::kFirm)) | (1u << static_cast<unsigned>(MentionKind::kOfficial)) |
    (1u << static_cast<unsigned>(MentionKind::kAgency)) | (1u << static_cast<unsigned>(MentionKind::kPlace));

struct Placed {
  const Mention* mention;
  std::uint32_t first, last;  // tokens
};

std::vector<Placed> MentionsIn(const Reading& r, TokenRange range) {
  std::vector<Placed> out;
  std::int32_t before = -1;
  const Word* const words = r.words.data();
  for (std::uint32_t i = range.begin; i < std::min<std::size_t>(range.end, r.words.size()); ++i) {
    const std::int32_t m = words[i].mention;
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
    if (i + 2 == at && i > floor && (*r.tokens)[i].capital && (*r.tokens)[i + 1].capital && r.words[i].punct == 0)
      continue;
    if (r.Is(i, kPreposition)) return true;
    if (r.Is(i, kDeterminer | kConjunction)) continue;
    if (r.words[i].punct == ',') continue;
    return false;
  }
  return false;
}

class RoleReader {
 public:
  RoleReader(const Reading& r, const Hit& hit, const CompiledType& type, const DocumentFrame& frame)
      : r_(r), hit_(hit), type_(type), frame_(frame), subjects_(r, *frame.roles) {
    actor_kinds_ = type.Kinds("actor") & kActors;
    roles_.reserve(4);
  }

  std::vector<Role> Read() {
    if (hit_.trigger->intransitive) {
      AddTargets(OwnSubject());
    } else if (hit_.passive()) {
      AddByPhrase();
      AddTargets(OwnSubject());
    } else if (hit_.group) {
      AddSubject();
    } else {
      AddByPhrase();
      AddNounOwner();
      if (!HasRole(true)) AddGovernor();
      AddQualifier();
    }
    // "bans Micron from": a phrase may span its thing.
    if (hit_.trigger->frame == Frame::kPhrase) AddTargets(hit_.tokens);
    AddTargets(Reach());
    AddAuthorOfOur();
    AddAuthorAsTarget();
    FillBySense();
    std::ranges::sort(roles_);
    const auto twice = std::ranges::unique(roles_);
    roles_.erase(twice.begin(), twice.end());
    return std::move(roles_);
  }

 private:
  // What stands before a passive, past adverbials and other verbs: "Now, within the Administration, we see that it is
  // abolished".
  TokenRange OwnSubject() const {
    TokenRange range = hit_.subject;
    const std::uint32_t end = hit_.group ? std::min(range.end, hit_.group->begin) : range.end;
    const Clause& clause = r_.clauses[r_.clause_of[hit_.tokens.begin]];
    if (clause.relative) return range;
    for (std::uint32_t i = end; i-- > range.begin;) {
      if (r_.finite[i] == 0) continue;
      range.begin = i + 1;
      break;
    }
    range.begin = subjects_.PastAdverbials(range);
    return range;
  }

  // Names after the trigger, past relative clauses and the items of a list, to the next clause of its own.
  TokenRange Reach() const {
    const std::uint32_t sentence_end = r_.Around(hit_.tokens.begin).end;
    const std::uint32_t own = r_.clause_of[hit_.tokens.begin];
    std::uint32_t end = hit_.object.end;
    for (std::size_t c = own + 1; c < r_.clauses.size(); ++c) {
      const Clause& clause = r_.clauses[c];
      if (clause.tokens.begin >= sentence_end) break;
      const bool item = !FiniteBetween(r_, clause.tokens.begin, clause.tokens.end) && NamesFirst(clause.tokens);
      if (!clause.relative && !item) break;
      end = std::min(sentence_end, clause.tokens.end);
    }
    end = std::max(end, r_.clauses[own].tokens.end);
    // A verb coordinated with this one has its own things: "issue a rule and could add Thailand".
    for (std::uint32_t i = hit_.tokens.end + 1; i < end; ++i) {
      if (CoordinatesVerb(r_, i)) return {hit_.object.begin, i};
    }
    return {hit_.object.begin, end};
  }

  // "; Megvii Technology Limited; and Yitu Limited."
  bool NamesFirst(TokenRange range) const {
    for (std::uint32_t i = range.begin; i < std::min(range.end, range.begin + 4); ++i) {
      if (r_.words[i].mention >= 0) return true;
      if (r_.words[i].punct == 0 && !r_.Is(i, kConjunction | kDeterminer)) return false;
    }
    return false;
  }

  bool HasRole(bool actor) const {
    return std::ranges::any_of(roles_, [&](const Role& x) { return (x.name == "actor") == actor; });
  }

  bool IsActor(const std::string& entity) const {
    return std::ranges::any_of(roles_, [&](const Role& x) { return x.name == "actor" && x.entity == entity; });
  }

  // "WASHINGTON – Today": where the text was written.
  bool IsDateline(const Placed& p) const {
    if (p.mention->kind != MentionKind::kPlace || p.first > r_.sentences[r_.sentence_of[p.first]].begin + 4)
      return false;
    for (std::uint32_t i = p.last + 1; i < std::min<std::size_t>(p.last + 4, r_.words.size()); ++i) {
      if (r_.words[i].punct != '\xE2' && r_.words[i].punct != '-') continue;
      const std::string_view mark = r_.Surface(i);
      return mark == "—" || mark == "–" || mark == "-";
    }
    return false;
  }

  void AddActor(const Mention& mention) {
    if ((KindBit(mention.kind) & actor_kinds_) != 0) roles_.push_back({"actor", mention.entity});
  }

  // The author stands in the text by name too: events name only what a reader can find there.
  void AddAuthor() {
    if (!frame_.issuer.empty() && frame_.issuer_named) roles_.push_back({"actor", frame_.issuer});
  }

  // Whoever issued what the text is about.
  void AddBodies() {
    for (const Mention* body : frame_.bodies) AddActor(*body);
  }

  void AddDoers(const Doers& doers) {
    for (const Mention* mention : doers.names) AddActor(*mention);
    if (!doers.names.empty()) return;
    // "the Company" of a filing is the firm that files it.
    const bool company =
        doers.stands == Stands::kFirm && (*r_.tokens)[doers.at].capital && frame_.issuer.starts_with("firm.");
    if (doers.stands == Stands::kAuthor || company) return AddAuthor();
    if (doers.stands == Stands::kNothing) return;
    // "This rule" is done by whoever issued it, whatever was spoken of in between.
    if (doers.stands == Stands::kInstrument && frame_.official && !frame_.bodies.empty()) return AddBodies();
    const Mention* named = subjects_.Antecedent(doers, hit_.tokens.begin, actor_kinds_);
    if (named != nullptr) return AddActor(*named);
    if (doers.stands == Stands::kInstrument) AddBodies();
  }

  void AddSubject() {
    const Doers doers = subjects_.Of(*hit_.group);
    AddDoers(doers);
    if (HasRole(true)) return;
    // "The rule imposes", "the chip needs a licence": a thing that cannot act is what it is about.
    for (const Placed& p : MentionsIn(r_, {subjects_.PastAdverbials(hit_.subject), hit_.subject.end})) {
      if ((KindBit(p.mention->kind) & actor_kinds_) != 0 || AfterPreposition(r_, p.first, hit_.subject.begin)) continue;
      if (FiniteBetween(r_, p.last + 1, hit_.group->begin)) continue;
      AddTarget(*p.mention);
    }
  }

  // "announces the publication of", "are holding talks with": the subject of the verb that the noun completes.
  void AddGovernor() {
    const Doers governing = subjects_.Governing(hit_.tokens.begin);
    if (governing.stands == Stands::kInstrument) return AddDoers(governing);
    const TokenRange clause = r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens;
    for (std::uint32_t i = hit_.tokens.begin; i-- > clause.begin && hit_.tokens.begin - i < 12;) {
      if (r_.words[i].mention >= 0 || !frame_.roles->light.AnyIn(r_, {i, i + 1})) continue;
      return AddDoers(governing);
    }
  }

  // "by Commerce and BIS" after a passive or a noun.
  void AddByPhrase() {
    const WordId by = hit_.trigger->by != 0 ? hit_.trigger->by : r_.grammar->by;
    const std::uint32_t end = std::min(hit_.object.end + 8, r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens.end);
    for (std::uint32_t i = hit_.trigger->by != 0 ? hit_.tokens.begin : hit_.object.begin; i < end; ++i) {
      // "are listed, and have been determined by": the other verb's.
      if (r_.finite[i] != 0 && i > hit_.tokens.end && hit_.passive()) return;
      if (r_.words[i].id == 0 || r_.words[i].id != by) continue;
      std::uint32_t stop = i + 1;
      while (stop < end && r_.finite[stop] == 0 && r_.words[stop].punct != ';') ++stop;
      const Doers doers = subjects_.Phrase({i + 1, stop});
      if (doers.names.empty()) continue;
      for (const Mention* mention : doers.names) AddActor(*mention);
      return;
    }
  }

  // "China's export controls", "Commerce Department rule": the name right before a nominal trigger.
  void AddNounOwner() {
    const auto placed = MentionsIn(r_, {r_.Around(hit_.tokens.begin).begin, hit_.tokens.begin});
    if (placed.empty() || HasRole(true)) return;
    const Placed& p = placed.back();
    if (p.last + 4 < hit_.tokens.begin || (KindBit(p.mention->kind) & actor_kinds_) == 0) return;
    for (std::uint32_t i = p.last + 1; i < hit_.tokens.begin; ++i) {
      if (r_.Is(i, kPreposition) || r_.words[i].punct == ',' || r_.finite[i] != 0) return;
    }
    roles_.push_back({"actor", p.mention->entity});
  }

  // "the H20 ban", "Huawei's listing": the thing before the noun.
  void AddQualifier() {
    if (!hit_.trigger->scripted.empty()) return;
    const std::uint32_t begin = hit_.tokens.begin;
    const std::uint32_t floor = std::max(r_.Around(begin).begin, begin - std::min(begin, 3u));
    for (const Placed& p : MentionsIn(r_, {floor, begin})) {
      bool joined = true;
      for (std::uint32_t i = p.last + 1; i < begin; ++i)
        joined = joined && r_.words[i].punct == 0 && r_.finite[i] == 0 &&
                 !r_.Is(i, kPreposition | kConjunction | kBe | kHave | kDo | kModal);
      if (joined && !IsActor(p.mention->entity)) AddTarget(*p.mention);
    }
  }

  // "prevents us from shipping": the firm that writes.
  void AddAuthorAsTarget() {
    if (!frame_.issuer.starts_with("firm.") || !frame_.issuer_named || IsActor(frame_.issuer)) return;
    const TokenRange reach = Reach();
    for (std::uint32_t i = reach.begin; i < reach.end; ++i) {
      if (r_.words[i].id == 0 || r_.lexicon->Text(r_.words[i].id) != "us") continue;
      roles_.push_back({"target", frame_.issuer});
      return;
    }
  }

  // "our revenue could be hurt": the firm that writes, where only firms and bodies act.
  void AddAuthorOfOur() {
    if (HasRole(true) || !frame_.issuer_named || !frame_.issuer.starts_with("firm.")) return;
    if ((actor_kinds_ & KindBit(MentionKind::kFirm)) == 0 || (actor_kinds_ & KindBit(MentionKind::kOfficial)) != 0)
      return;
    const TokenRange clause = r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens;
    for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
      const std::string_view word = r_.words[i].id == 0 ? std::string_view{} : r_.lexicon->Text(r_.words[i].id);
      if (word != "our" && word != "we" && word != "us") continue;
      roles_.push_back({"actor", frame_.issuer});
      return;
    }
  }

  // Where places of names say nothing, their kinds do: a body that speaks or acts earlier in the sentence imposes;
  // chips and firms that the sentence names are what it is imposed upon.
  void FillBySense() {
    const bool authority =
        (actor_kinds_ & KindBit(MentionKind::kAgency)) != 0 && (actor_kinds_ & KindBit(MentionKind::kFirm)) == 0;
    if (!authority) return;
    const TokenRange sentence = r_.Around(hit_.tokens.begin);
    // An active verb has a subject of its own, even one without a name.
    const bool own = hit_.group && !hit_.passive() && hit_.group->finite;
    if (!HasRole(true) && !own) {
      const auto before = MentionsIn(r_, {sentence.begin, hit_.tokens.begin});
      for (std::size_t k = before.size(); k-- > 0;) {
        const Placed& p = before[k];
        if (p.mention->kind != MentionKind::kAgency && p.mention->kind != MentionKind::kOfficial) continue;
        if (AfterPreposition(r_, p.first, sentence.begin) && !AfterConjunction(p.first)) continue;
        roles_.push_back({"actor", p.mention->entity});
        break;
      }
    }
    const bool instrument = (type_.id.starts_with("rule.") && type_.id != "rule.effective") ||
                            type_.id.starts_with("list.") || type_.id == "ban.impose" || type_.id == "license.require";
    if (!HasRole(true) && !own && instrument) AddBodies();
    const bool told = hit_.trigger->id.find("license.require") != std::string::npos;
    if (!told) return;
    const std::uint32_t thing =
        KindBit(MentionKind::kFirm) | KindBit(MentionKind::kChip) | KindBit(MentionKind::kPlace);
    for (const Placed& p : MentionsIn(r_, sentence)) {
      if ((KindBit(p.mention->kind) & thing) == 0 || IsActor(p.mention->entity) || IsDateline(p) || OnlyQualifies(p))
        continue;
      if (p.first > 0 && r_.Surface(p.first - 1) == "against") continue;  // "the war against Ukraine"
      roles_.push_back({"target", p.mention->entity});
    }
    if (!frame_.issuer.starts_with("firm.") || frame_.basis != Basis::kCompany || !frame_.issuer_named ||
        IsActor(frame_.issuer))
      return;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const std::string_view word = r_.words[i].id == 0 ? std::string_view{} : r_.lexicon->Text(r_.words[i].id);
      if (word == "us" || word == "our" || word == "we") {
        roles_.push_back({"target", frame_.issuer});
        break;
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

  // "U.S. persons", "China’s military": the place says whose, it is not acted upon.
  bool OnlyQualifies(const Placed& p) const {
    if (p.mention->kind != MentionKind::kPlace || p.last + 1 >= r_.words.size()) return false;
    std::uint32_t next = p.last + 1;
    while (next < p.last + 3 && next + 1 < r_.words.size() && r_.words[next].mention < 0 && r_.words[next].punct == 0 &&
           !frame_.roles->people.AnyIn(r_, {next, next + 1}) &&
           !r_.Is(next, kPreposition | kConjunction | kBe | kHave | kModal)) {
      ++next;
    }
    return r_.words[next].mention < 0 && frame_.roles->people.AnyIn(r_, {next, next + 1});
  }

  // "entities determined by the government to be acting … will be listed": who did something else.
  bool DoneBy(const Placed& p) const {
    if (p.last >= hit_.tokens.begin || p.first == 0) return false;
    std::uint32_t i = p.first - 1;
    while (i > 0 && r_.Is(i, kDeterminer)) --i;
    return r_.words[i].id != 0 && r_.words[i].id == r_.grammar->by;
  }

  void AddTarget(const Mention& mention) {
    const std::uint32_t bit = KindBit(mention.kind);
    // Whoever is met meets too.
    if (mention.kind == MentionKind::kOfficial && type_.id == "talks.hold") return AddActor(mention);
    // The office that issues a text is not what its acts are done to.
    const bool issuer =
        mention.kind == MentionKind::kAgency &&
        std::ranges::any_of(frame_.bodies, [&](const Mention* b) { return b->entity == mention.entity; });
    if (issuer && frame_.official) return;
    for (const auto& [name, kinds] : type_.roles) {
      if (name == "actor" || (kinds & bit) == 0) continue;
      roles_.push_back({name, mention.entity});
      return;
    }
  }

  void AddTargets(TokenRange range) {
    const bool makes = type_.id == "rule.issue" || type_.id == "rule.propose";
    for (const Placed& p : MentionsIn(r_, range)) {
      if (IsActor(p.mention->entity) || IsDateline(p) || OnlyQualifies(p) || DoneBy(p)) continue;
      if (makes && p.mention->kind == MentionKind::kRule &&
          frame_.roles->undoing.AnyIn(r_, {hit_.tokens.begin, p.first}))
        continue;
      AddTarget(*p.mention);
    }
  }

  const Reading& r_;
  const Hit& hit_;
  const CompiledType& type_;
  const DocumentFrame& frame_;
  SubjectReader subjects_;
  std::uint32_t actor_kinds_ = 0;
  std::vector<Role> roles_;
};

}  // namespace

std::vector<Role> ReadRoles(const Reading& reading, const Hit& hit, const CompiledType& type,
                            const DocumentFrame& frame) {
  if (!hit.trigger->scripted.empty()) return ChineseRoles(reading, hit, type);
  return RoleReader(reading, hit, type, frame).Read();
}

}  // namespace dateline::extract
