// What kind of text it is and whose, read once before its events.
#include "extract/bill_texts.h"
#include "extract/events.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/proposals.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// Where the words stand that the phrases below begin with: found in one pass.
struct FirstWords {
  std::vector<std::uint32_t> self, hereby, vested;  // "this" is `self`
};
constexpr std::string_view kSelf = "this", kVested = "vested";

FirstWords FirstWordsOf(const Reading& r) {
  FirstWords found;
  const std::array<std::pair<WordId, std::vector<std::uint32_t>*>, 3> wanted{
      {{r.lexicon->Find(kSelf), &found.self},
       {r.grammar->hereby, &found.hereby},
       {r.lexicon->Find(kVested), &found.vested}}};
  if ((r.starts & kTellsFrame) == 0) return found;
  for (const Word& word : r.words) {
    if ((word.starts & kTellsFrame) == 0) continue;
    for (const auto& [id, places] : wanted) {
      if (id == word.id) places->push_back(static_cast<std::uint32_t>(&word - r.words.data()));
    }
  }
  return found;
}

bool HasPhrase(const Reading& r, const std::vector<std::uint32_t>& first,
               std::initializer_list<std::string_view> seconds) {
  for (const std::uint32_t i : first) {
    for (std::uint32_t next = i + 1; next < std::min<std::size_t>(i + 3, r.words.size()); ++next) {
      if (r.words[next].id == 0) continue;
      const std::string_view word = r.lexicon->Text(r.words[next].id);
      if (std::ranges::find(seconds, word) != seconds.end()) return true;
    }
  }
  return false;
}

// "This bill requires": a summary of what it would do. Whoever will "work with Congress to implement this bill" tells
// of more than that.
bool OpensWithBill(const Reading& r, const std::vector<std::uint32_t>& self) {
  return std::ranges::any_of(self, [&](std::uint32_t i) {
    if (r.sentences[r.sentence_of[i]].begin != i && !(*r.tokens)[i].capital) return false;
    for (std::uint32_t next = i + 1; next < std::min<std::size_t>(i + 3, r.words.size()); ++next) {
      if (r.words[next].id != 0 && r.lexicon->Text(r.words[next].id) == "bill") return true;
    }
    return false;
  });
}

// "This rule amends", "In this notice, BIS", "the date of this order": a text that is the act. A reporter's "this
// rule" opens no sentence and follows no "of".
bool SpeaksOfItself(const Reading& r, const std::vector<std::uint32_t>& self) {
  for (const std::uint32_t i : self) {
    const bool opens = (*r.tokens)[i].capital && r.sentences[r.sentence_of[i]].begin == i;
    const std::string_view before = i > 0 ? r.Surface(i - 1) : std::string_view{};
    if (!opens && before != "By" && before != "In" && before != "in" && before != "of" && before != "under" &&
        before != "by" && before != "to" && before != "is")
      continue;
    for (std::uint32_t next = i + 1; next < std::min<std::size_t>(i + 4, r.words.size()); ++next) {
      if (r.words[next].id == 0) continue;
      const std::string_view word = r.lexicon->Text(r.words[next].id);
      if (word == "rule" || word == "notice" || word == "notification" || word == "order" || word == "proclamation" ||
          word == "memorandum" || word == "determination" || word == "regulation" || word == "ifr" ||
          word == "rulemaking" || ((opens || before == "In") && word == "document")) {
        return true;
      }
      if (word != "final" && word != "interim" && word != "proposed" && word != "correcting" && word != "executive" &&
          word != "direct" && word != "temporary")
        break;
    }
  }
  return false;
}

// "WASHINGTON — The Department …": a place and a dash, then an office.
bool IsRelease(const Document& document, const Reading& r) {
  // "press release", "treasury_press": an office's; "press" alone is a newspaper's.
  const bool press = document.kind.find("press") != std::string::npos && document.kind != "press";
  if (press || document.kind.find("release") != std::string::npos) return true;
  const auto& mentions = r.what->mentions;
  if (mentions.size() < 2 || mentions[0].kind != MentionKind::kPlace || mentions[1].kind != MentionKind::kAgency)
    return false;
  const Span between{mentions[0].span.end, mentions[1].span.begin};
  if (between.size() > 24) return false;
  const std::string_view gap = between.In(r.text);
  return gap.find("—") != std::string_view::npos || gap.find("–") != std::string_view::npos;
}

bool IsFactSheet(std::string_view title) {
  return title.starts_with("FACT SHEET") || title.starts_with("Fact Sheet");
}

// "The bureau today added", "Today's action": newspapers name the weekday, offices say today of what they do.
bool SpeaksOfToday(const Reading& r) {
  constexpr std::uint32_t kNear = 5;  // tokens
  constexpr int kAsked = 8;           // of them: keeps hostile texts linear
  int asked = 0;
  for (const Timex& timex : r.what->dates) {
    const std::string_view words = timex.span.In(r.text);
    if (!words.starts_with("today") && !words.starts_with("Today")) continue;
    if (++asked > kAsked) return false;
    const std::uint32_t at = r.TokenFrom(timex.span.begin);
    if (at + 1 >= r.words.size() || r.QuoteOf(at) != nullptr) continue;
    if (OneOf(WordAt(r, at + 1), "action", "actions", "announcement", "designation", "designations", "sanctions") ||
        (at + 2 < r.words.size() &&
         OneOf(WordAt(r, at + 2), "action", "actions", "announcement", "designation", "designations", "sanctions")))
      return true;
    const TokenRange sentence = r.Around(at);
    bool body = false;
    for (std::uint32_t i = sentence.begin; i < sentence.end && !body; ++i) {
      body = WordAt(r, i) == "secretary" ||
             (r.words[i].mention >= 0 &&
              r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kAgency);
    }
    if (!body) continue;
    for (std::uint32_t i = at - std::min(at - sentence.begin, kNear); i < std::min(at + kNear, sentence.end); ++i) {
      if (r.finite[i] != 0 && (r.words[i].verb & kPast) != 0 && !r.Is(i, kBe | kHave)) return true;
      // "is taking two actions today"
      if (r.Is(i, kBe) && r.finite[i] != 0 && (r.words[i + 1].verb & kGerund) != 0) return true;
    }
  }
  return false;
}

// "VELDHOVEN, the Netherlands, January 28 - ASML today published": a firm tells of its own day.
bool IsCompanyRelease(const Reading& r) {
  if (r.what->mentions.empty()) return false;
  constexpr std::uint32_t kRead = 40;  // tokens
  bool dash = false, firm = false;
  for (std::uint32_t i = 0; i + 1 < std::min<std::size_t>(kRead, r.words.size()); ++i) {
    if (!dash) {
      if (r.words[i].punct == 0) continue;
      const Written mark = r.Surface(i);
      dash = mark == "-" || mark == "–" || mark == "—";
    }
    firm = firm || (dash && r.words[i].mention >= 0 &&
                    r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kFirm);
    if (!firm || r.Surface(i) != "today") continue;
    return ((r.words[i + 1].verb | r.words[i - 1].verb) & kPast) != 0;
  }
  return false;
}

// What two sides agreed is told by one of them on the day: "Readout of …", "Joint Statement".
bool IsReadout(std::string_view title) {
  return title.find("Joint Statement") != std::string_view::npos || title.starts_with("Readout");
}

// "Initiation of Investigation; Notice of Hearing", "…; Guidance for Industry; Availability": how registers name acts.
bool IsNoticeTitle(std::string_view title) {
  for (const std::string_view head :
       {"Notice of ", "Initiation of ", "Privacy Act of 1974", "Airworthiness Directives;", "Nominations for ",
        "Request for Nominations", "Solicitation of Nominations", "Air Plan Approval;"}) {
    if (title.starts_with(head)) return true;
  }
  for (const std::string_view part : {"; Notice of ", "; Request for Comment", "; Request for Public Comment",
                                      "; Request for Information", "; Request for Nominations"}) {
    if (title.find(part) != std::string_view::npos) return true;
  }
  for (const std::string_view tail : {"; Availability", "; Public Meeting", "; Final Rule", "; Proposed Rule",
                                      "; Meeting", "; Meetings", "; Public Meetings"}) {
    if (title.ends_with(tail)) return true;
  }
  return false;
}

// What the source says that it is: an act as a register or an official journal prints it. Sources have words of their
// own ("proposed rule", "federal_register_document"), so parts of them count.
bool IsKindOfAct(std::string_view kind) {
  static constexpr std::array<std::string_view, 4> kWhole{"notice", "presidential document", "proposed rule", "rule"};
  static constexpr std::array<std::string_view, 6> kParts{"federal register", "federal-register", "federal_register",
                                                          "official journal", "official-journal", "official_journal"};
  const auto has = [&](std::string_view part) { return kind.find(part) != std::string_view::npos; };
  return std::ranges::binary_search(kWhole, kind) || std::ranges::any_of(kParts, has);
}

// "executive_action", "presidential document": a president's order, memorandum or proclamation.
bool IsKindOfOrder(std::string_view kind) {
  return std::ranges::any_of(std::array<std::string_view, 5>{"executive action", "executive_action", "executive order",
                                                             "executive_order", "presidential"},
                             [&](std::string_view part) { return kind.find(part) != std::string_view::npos; });
}

Basis BasisOf(const Document& document, bool official) {
  const std::string& kind = document.kind;
  if (kind.find("filing") != std::string::npos) return Basis::kCompany;
  if (official) return Basis::kOfficialText;
  if (kind == "8-K" || kind == "10-K" || kind == "10-Q" || kind == "20-F" || kind == "6-K") return Basis::kCompany;
  return Basis::kNamedReport;
}

}  // namespace

namespace {

// The verbs of a headline in the present tense. Offices write theirs with capitals ("Treasury Releases Report"), where
// a newspaper's headline tells of another's act ("Britain blocks sale of chip plant").
std::vector<WordId> HeadlineVerbs(const Headline& headline, const Reading& r) {
  std::vector<WordId> out;
  for (const Token& token : headline.tokens) {
    if (token.kind != TokenKind::kWord || !token.capital) continue;
    const WordId id = r.lexicon->FindHash(token.hash);
    if (id == 0) continue;
    for (const LemmaForm& form : r.lexicon->Lemmas(id)) {
      if (form.lemma != 0 && r.grammar->Is(form.lemma, kVerb) && (form.forms & kThird) != 0) out.push_back(form.lemma);
    }
  }
  return out;
}

// Fields that say who wrote a text say nothing of its being an act; all others come from registers of acts.
bool HasFieldsOfAct(const Document& document) {
  static constexpr std::string_view kOfTexts[] = {"author", "list", "sender"};
  return std::ranges::any_of(document.fields, [](const Document::Field& field) {
    return std::ranges::find(kOfTexts, field.name) == std::end(kOfTexts);
  });
}

}  // namespace

namespace {

// The agencies that are the first subject of a tensed verb: "DHS, as the Chair of the Task Force, announces". Orders of
// a head of state have none. A register's notice opens with what others did before: whose verb is in the present
// speaks, and only where there is none the first of all.
// The budget office, whose leave is asked, issues no request for it.
std::vector<const Mention*> FirstBodies(const Reading& r, const SubjectReader& subjects, bool collects, bool official) {
  constexpr std::uint32_t kRead = 600;
  std::optional<std::vector<const Mention*>> past;  // of the first that tells, in a register's notice
  for (std::uint32_t i = 0; i < std::min<std::size_t>(kRead, r.words.size()); ++i) {
    if (r.finite[i] == 0) continue;
    const Clause& clause = r.clauses[r.clause_of[i]];
    if (clause.relative) continue;
    const bool told_past = !r.Is(i, kBe | kHave | kModal | kDo) && (r.words[i].verb & kPast) != 0 &&
                           (r.words[i].verb & (kBase | kThird)) == 0;
    if (told_past && past) continue;
    const Doers doers = subjects.Phrase({clause.tokens.begin, i});
    const bool author = doers.stands == Stands::kAuthor;
    std::vector<const Mention*> bodies;
    for (const Mention* mention : doers.names) {
      const bool asked = collects && mention->entity == "agency.omb";
      if (mention->kind == MentionKind::kAgency && !asked && !author) bodies.push_back(mention);
    }
    if (bodies.empty() && !author) continue;
    if (official && told_past) {
      past = std::move(bodies);
    } else {
      return bodies.empty() && past ? *std::move(past) : bodies;
    }
  }
  return past ? *std::move(past) : std::vector<const Mention*>{};
}

}  // namespace

namespace {

// What an office does by publishing it: "announces", "is announcing", "has determined".
bool IsOfficialAct(const Reading& r, std::uint32_t verb, std::uint32_t end) {
  static constexpr std::array<std::string_view, 26> kActs{
      "add",     "adopt",   "amend",   "announc", "approv",  "commenc", "correct", "determin", "establish",
      "extend",  "finaliz", "giv",     "grant",   "initiat", "invit",   "issu",    "propos",   "provid",
      "publish", "remov",   "request", "rescind", "revis",   "seek",    "solicit", "withdraw"};
  const auto acts = [&](std::uint32_t i, std::initializer_list<std::string_view> endings) {
    const std::string_view word = r.Surface(i);
    return std::ranges::any_of(kActs, [&](std::string_view stem) {
      return word.starts_with(stem) && std::ranges::find(endings, word.substr(stem.size())) != endings.end();
    });
  };
  const Written word = r.Surface(verb);
  if (word == "is" && verb + 1 < end) return acts(verb + 1, {"ing"});
  if (word == "has" && verb + 1 < end) return acts(verb + 1, {"ed"});
  return acts(verb, {"s", "es"});
}

// "The Maritime Commission (FMC or Commission) is announcing", "the Energy Board (Board) proposes to": a sentence in
// which an office, its short name defined, says what it does by this text. A reporter tells what was said.
bool IsNoticeSentence(const Reading& r, TokenRange sentence) {
  constexpr std::uint32_t kRead = 120;  // tokens
  std::int32_t body = -1;
  bool defined = false;
  for (std::uint32_t i = sentence.begin; i < std::min(sentence.end, sentence.begin + kRead); ++i) {
    if (r.words[i].mention >= 0) {
      const Mention& mention = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
      const bool again = i > 0 && (r.words[i - 1].punct == '(' || r.Surface(i - 1) == "or");
      if (mention.kind != MentionKind::kAgency || again) continue;
      if (r.words[i].mention != body) defined = false;
      body = r.words[i].mention;
      defined = defined || (i + 1 < sentence.end && r.words[i + 1].punct == '(');
      continue;
    }
    if (r.finite[i] == 0 || r.clauses[r.clause_of[i]].relative) continue;
    return body >= 0 && defined && IsOfficialAct(r, i, sentence.end);
  }
  return false;
}

// A notice opens so, at most behind a line or two.
bool OpensAsNotice(const Reading& r) {
  constexpr std::size_t kOpening = 2;  // sentences
  for (std::size_t n = 0; n < std::min(kOpening, r.sentences.size()); ++n) {
    if (IsNoticeSentence(r, r.sentences[n])) return true;
  }
  return false;
}

// What the Federal Register publishes is the act, whether or not its abstract says "this rule".
bool InRegister(std::string_view url) {
  return url.find("federalregister.gov/documents/") != std::string_view::npos;
}

}  // namespace

void MarkFrameWords(Grammar& grammar, const Lexicon& lexicon) {
  for (const WordId word : {lexicon.Find(kSelf), grammar.hereby, lexicon.Find(kVested)}) {
    if (word != 0) grammar.MarkStart(word, kTellsFrame);
  }
}

DocumentFrame FrameOf(const Document& document, const Headline& headline, const Reading& r, const Wants& offices,
                      const RoleWords& roles) {
  DocumentFrame frame;
  const FirstWords first = FirstWordsOf(r);
  frame.document = &document;
  frame.published = document.published.span;
  frame.offices = &offices;
  frame.roles = &roles;
  const bool kind = IsKindOfAct(document.kind) || HasFieldsOfAct(document) || InRegister(document.url);
  frame.official = kind || SpeaksOfItself(r, first.self) || OpensAsNotice(r) || IsNoticeTitle(document.title) ||
                   HasPhrase(r, first.hereby, {"order", "ordered", "proclaim", "determine", "revoked", "amended"});
  frame.fact_sheet = IsFactSheet(document.title);
  frame.release = IsRelease(document, r) || frame.fact_sheet || IsCompanyRelease(r) || SpeaksOfToday(r);
  frame.readout = IsReadout(document.title);
  frame.bill = OpensWithBill(r, first.self) || IsTextOfBill(r);
  frame.announced = HeadlineVerbs(headline, r);
  frame.basis = BasisOf(document, frame.official);
  frame.collects = AsksToCollect(document, r);
  frame.ordered = HasPhrase(r, first.vested, {"in"}) || HasPhrase(r, first.hereby, {"ordered"}) ||
                  document.title.starts_with("Executive Order ") || document.title.starts_with("Proclamation ") ||
                  document.title.starts_with("A Proclamation ");
  frame.presidential = frame.ordered || IsKindOfOrder(document.kind);
  if (!frame.ordered && (frame.official || frame.release))
    frame.bodies = FirstBodies(r, SubjectReader(r, roles), frame.collects, frame.official);
  return frame;
}

}  // namespace dateline::extract
