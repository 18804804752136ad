#include "golden.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <tuple>

#include "extract/contract.h"

namespace dateline::extract {
namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view Trim(std::string_view text) {
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// Cuts the next word off `rest`.
std::string_view NextWord(std::string_view& rest) {
  rest = Trim(rest);
  const auto end = std::min(rest.find(' '), rest.size());
  const auto word = rest.substr(0, end);
  rest = Trim(rest.substr(end));
  return word;
}

std::vector<std::string> Listed(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const auto comma = std::min(words.find(','), words.size());
    out.emplace_back(words.substr(0, comma));
    words.remove_prefix(std::min(comma + 1, words.size()));
  }
  return out;
}

// Says what is wrong, "" when nothing is.
std::string ReadEvent(std::string_view type, std::string_view rest, GoldenCase& into) {
  GoldenEvent event;
  event.type = type;
  const auto value = NextWord(rest);
  const auto slash = std::min(value.find('/'), value.size());
  const auto modality = ParseModality(value.substr(0, slash));
  if (!modality) return fmt::format("'{}' is no modality", value);
  event.modality = *modality;
  if (slash < value.size()) {
    event.denial = ParseDenial(value.substr(slash + 1));
    if (!event.denial) return fmt::format("'{}' is no denial", value);
  } else if (event.modality != Modality::kDenied) {
    event.denial = Denial::kNone;
  }
  const auto date = NextWord(rest);
  if (date.empty()) return "a date is missing ('-' undated, '?' not judged)";
  if (date != "?") event.date = date == "-" ? "" : std::string(date);
  if (event.date && !event.date->empty() && !ParseEdtf(*event.date)) return fmt::format("'{}' is no date", date);
  while (!rest.empty()) {
    const auto word = NextWord(rest);
    if (word == "by") {
      event.actors = Listed(NextWord(rest));
    } else if (word == "to") {
      event.targets = Listed(NextWord(rest));
    } else if (word == "says") {
      event.speaker = NextWord(rest);
    } else if (word == "hedge") {
      if (!(event.hedge = ParseHedge(NextWord(rest)))) return "no such hedge";
    } else if (word == "basis") {
      if (!(event.basis = ParseBasis(NextWord(rest)))) return "no such basis";
    } else if (word == "requested") {
      event.requested = true;
    } else if (ParseEdtf(word)) {
      event.edtf = word;
    } else {
      return fmt::format("'{}' begins nothing that an event has", word);
    }
  }
  into.events.push_back(std::move(event));
  return "";
}

std::string ReadStatement(std::string_view rest, GoldenCase& into) {
  GoldenStatement statement;
  const auto kind = NextWord(rest);
  if (kind != "direct" && kind != "indirect") return fmt::format("'{}' is neither direct nor indirect", kind);
  statement.direct = kind == "direct";
  const auto colon = rest.find(" : ");
  if (colon == std::string_view::npos) return "a statement reads: said KIND SPEAKER : CONTENT";
  statement.speaker = Trim(rest.substr(0, colon));
  statement.content = Trim(rest.substr(colon + 3));
  if (into.text.find(statement.content) == std::string::npos) return "the content does not stand in the text";
  into.statements.push_back(std::move(statement));
  return "";
}

std::string ReadExpectation(std::string_view line, GoldenCase& into) {
  std::string_view rest = line;
  const auto word = NextWord(rest);
  if (word == "said") return ReadStatement(rest, into);
  if (word == "maybe") {
    if (rest.find(' ') != std::string_view::npos) return "maybe: one type a line";
    return into.allowed.emplace_back(rest).empty() ? "maybe what?" : "";
  }
  if (word == "none") return into.no_event = true, "";
  if (word == "risk") return into.only_risk = true, "";
  if (word == "silent") return into.silent = true, "";
  if (word.find('.') == std::string_view::npos) return fmt::format("'{}' begins no expectation", word);
  return ReadEvent(word, rest, into);
}

bool Expects(const GoldenCase& c) {
  return !c.events.empty() || !c.statements.empty() || c.no_event || c.only_risk || c.silent;
}

bool Has(const std::vector<std::string>& list, const std::string& value) {
  return std::ranges::find(list, value) != list.end();
}

std::vector<std::string> TargetsOf(const EventAssertion& event) {
  auto out = event.In("target");
  for (auto& instrument : event.In("instrument")) out.push_back(std::move(instrument));
  return out;
}

bool ModalityRight(const GoldenEvent& want, const EventAssertion& got) {
  return want.modality == got.modality && (!want.denial || *want.denial == got.denial);
}

bool DateRight(const GoldenEvent& want, const EventAssertion& got) {
  return (!want.date || *want.date == ContractDate(got).value_or("")) &&
         (want.edtf.empty() || want.edtf == ToEdtf(got.date));
}

// "-" when the document itself claims it.
std::string_view SpeakerOf(const EventAssertion& got) {
  return got.speaker.empty() ? std::string_view("-") : got.speaker;
}

std::size_t RolesFound(const GoldenEvent& want, const EventAssertion& got) {
  const auto actors = got.In("actor");
  const auto targets = TargetsOf(got);
  return static_cast<std::size_t>(std::ranges::count_if(want.actors, [&](const auto& a) { return Has(actors, a); }) +
                                  std::ranges::count_if(want.targets, [&](const auto& t) { return Has(targets, t); }) +
                                  (!want.speaker.empty() && want.speaker == SpeakerOf(got) ? 1 : 0));
}

std::size_t ActorsNobodyNamed(const GoldenEvent& want, const EventAssertion& got) {
  if (want.actors.empty()) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(got.In("actor"), [&](const auto& a) { return !Has(want.actors, a); }));
}

std::string Shown(const EventAssertion& e) {
  const auto iso = ContractDate(e);
  return fmt::format("{} {}{}{} {} {} by {} to {}{} [{}; {}]", e.type, ToString(e.modality),
                     e.modality == Modality::kDenied ? "/" : "",
                     e.modality == Modality::kDenied ? ToString(e.denial) : "", iso.value_or("-"), ToEdtf(e.date),
                     fmt::join(e.In("actor"), ","), fmt::join(TargetsOf(e), ","),
                     e.speaker.empty() ? "" : " says " + e.speaker, e.rule, fmt::join(e.cues, " "));
}

std::string Shown(const GoldenEvent& e) {
  return fmt::format("{} {}{}{} {} {}by {} to {}{}", e.type, ToString(e.modality),
                     e.denial.value_or(Denial::kNone) == Denial::kNone ? "" : "/",
                     e.denial.value_or(Denial::kNone) == Denial::kNone ? "" : ToString(*e.denial),
                     !e.date           ? "?"
                     : e.date->empty() ? "-"
                                       : *e.date,
                     e.edtf.empty() ? "" : e.edtf + " ", fmt::join(e.actors, ","), fmt::join(e.targets, ","),
                     e.speaker.empty() ? "" : " says " + e.speaker);
}

// The best partner of each told event: right modality first, then date, then roles. Events of one type are few.
void JudgeEvents(const GoldenCase& golden, const Extraction& what, GoldenScore& score) {
  const auto miss = [&](std::string_view kind, std::string_view words) {
    score.misses.push_back(fmt::format("{}: {}: {} | {}", golden.where.Text(), kind, words, golden.text));
  };
  struct Pair {
    std::tuple<bool, bool, std::size_t> agreement;
    std::size_t told, got;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < golden.events.size(); ++i) {
    for (std::size_t k = 0; k < what.assertions.size(); ++k) {
      const auto& want = golden.events[i];
      const auto& got = what.assertions[k];
      if (want.type != got.type) continue;
      pairs.push_back({{ModalityRight(want, got), DateRight(want, got), RolesFound(want, got)}, i, k});
    }
  }
  std::ranges::stable_sort(pairs, std::greater{}, &Pair::agreement);
  std::vector<const EventAssertion*> partner(golden.events.size());
  std::vector<bool> taken(what.assertions.size());
  for (const Pair& pair : pairs) {
    if (partner[pair.told] != nullptr || taken[pair.got]) continue;
    partner[pair.told] = &what.assertions[pair.got];
    taken[pair.got] = true;
  }

  score.events += golden.events.size();
  for (std::size_t i = 0; i < golden.events.size(); ++i) {
    const auto& want = golden.events[i];
    const EventAssertion* got = partner[i];
    const bool judge_hedge = want.hedge || want.basis || want.requested;
    const bool judge_date = want.date || !want.edtf.empty();
    const std::size_t named = want.actors.size() + want.targets.size() + (want.speaker.empty() ? 0 : 1);
    score.hedges += judge_hedge;
    score.dated += judge_date;
    score.roles += named;
    if (got == nullptr) {
      miss("event missed", Shown(want));
      continue;
    }
    ++score.found;
    const bool modality = ModalityRight(want, *got);
    score.modality += modality;
    if (!modality) miss("modality", Shown(want) + "  GOT  " + Shown(*got));
    if (judge_hedge) {
      const bool hedge = (!want.hedge || *want.hedge == got->hedge) && (!want.basis || *want.basis == got->basis) &&
                         (!want.requested || got->requested);
      score.hedge += hedge;
      if (!hedge) {
        miss("hedge", fmt::format("{}  GOT {} {} {}", Shown(want), ToString(got->hedge), ToString(got->basis),
                                  got->requested ? "requested" : ""));
      }
    }
    if (judge_date) {
      const bool date = DateRight(want, *got);
      score.date += date;
      if (!date) miss("date", Shown(want) + "  GOT  " + Shown(*got));
    }
    const std::size_t right = RolesFound(want, *got);
    const std::size_t wrong = ActorsNobodyNamed(want, *got);
    score.roles += wrong;
    score.role += right;
    if (right < named || wrong > 0) miss("roles", Shown(want) + "  GOT  " + Shown(*got));
  }
  for (std::size_t k = 0; k < what.assertions.size(); ++k) {
    const auto& got = what.assertions[k];
    if (taken[k] || Has(golden.allowed, got.type)) continue;
    if (golden.only_risk && Has(got.cues, "cue:risk")) continue;
    ++score.extra;
    miss("event nobody told", Shown(got));
  }
}

bool Overlaps(Span a, Span b) {
  const std::size_t begin = std::max(a.begin, b.begin);
  const std::size_t end = std::min(a.end, b.end);
  const std::size_t both = end > begin ? end - begin : 0;
  return 2 * both >= (a.end - a.begin) + (b.end - b.begin) - both;
}

// The id of a person or firm whom no dictionary knows ends with their name: "Tran Van Son", official.tran-van-son.
bool EndsWithName(std::string_view entity, std::string_view words) {
  const auto dot = entity.find('.');
  return dot != std::string_view::npos && std::ranges::equal(entity.substr(dot + 1), words, [](char id, char written) {
           return id == (written == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(written))));
         });
}

bool SpeakerRight(const std::string& want, const Statement& got, const RuleSet& rules) {
  if (!want.starts_with('"')) return want == got.speaker;
  const std::string words = want.substr(1, want.size() - 2);
  if (got.speaker_words.find(words) != std::string::npos) return true;
  const std::string_view name = rules.NameOf(got.speaker);
  if (name == got.speaker) return EndsWithName(got.speaker, words);  // empty, or in no dictionary
  return name.find(words) != std::string_view::npos || words.find(name) != std::string::npos;
}

void JudgeStatements(const GoldenCase& golden, const Extraction& what, const RuleSet& rules, GoldenScore& score) {
  std::vector<bool> taken(what.statements.size());
  score.statements += golden.statements.size();
  for (const GoldenStatement& want : golden.statements) {
    const auto at = golden.text.find(want.content);
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + want.content.size())};
    bool found = false;
    for (std::size_t k = 0; k < what.statements.size() && !found; ++k) {
      const Statement& got = what.statements[k];
      found = !taken[k] && got.direct == want.direct && Overlaps(span, got.content) &&
              SpeakerRight(want.speaker, got, rules);
      if (found) taken[k] = true;
    }
    score.statement += found;
    if (!found) {
      score.misses.push_back(fmt::format("{}: statement missed: {} {} | {}", golden.where.Text(),
                                         want.direct ? "direct" : "indirect", want.speaker, golden.text));
    }
  }
  for (std::size_t k = 0; k < what.statements.size(); ++k) {
    // Silence is a stance, not speech.
    if (taken[k] || what.statements[k].stance == "no-comment") continue;
    ++score.extra_statements;
    score.misses.push_back(fmt::format("{}: statement nobody told: {} {} ({}) “{}” [{}] | {}", golden.where.Text(),
                                       what.statements[k].direct ? "direct" : "indirect", what.statements[k].speaker,
                                       what.statements[k].speaker_words, what.statements[k].content.In(golden.text),
                                       what.statements[k].rule, golden.text));
  }
}

}  // namespace

std::vector<GoldenCase> ReadGolden(std::string_view file, std::string_view text, Problems& problems) {
  std::vector<GoldenCase> cases;
  std::optional<Day> published;
  std::uint32_t number = 0;
  const auto complain = [&](std::string words) {
    problems.push_back({{std::string(file), number, 0}, std::move(words), ""});
  };
  const auto finish = [&] {
    if (!cases.empty() && !Expects(cases.back())) {
      problems.push_back({cases.back().where, "nothing is said about this text", ""});
    }
  };
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (Trim(line).empty() || line.starts_with('#')) continue;
    if (line.starts_with("@ ")) {
      published = ParseIsoDay(Trim(line.substr(2)));
      if (!published) complain("no day of publication");
    } else if (line.starts_with(' ')) {
      if (cases.empty()) {
        complain("an expectation stands before any text");
      } else if (auto wrong = ReadExpectation(Trim(line), cases.back()); !wrong.empty()) {
        complain(std::move(wrong));
      }
    } else {
      finish();
      if (!published) complain("a text stands before any day of publication");
      GoldenCase c;
      c.where = {std::string(file), number, 0};
      c.published = published.value_or(Day{});
      c.text = line;
      cases.push_back(std::move(c));
    }
  }
  finish();
  return cases;
}

std::filesystem::path GoldenFolder() {
  return std::filesystem::path(DATELINE_SOURCE_DIR) / "tests" / "extract" / "golden";
}

std::map<std::string, std::vector<GoldenCase>> ReadGoldenFolder(Problems& problems) {
  std::map<std::string, std::vector<GoldenCase>> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(GoldenFolder())) {
    // The floors stand beside the folders.
    if (entry.path().extension() != ".txt" || entry.path().parent_path() == GoldenFolder()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto name = std::filesystem::relative(entry.path(), GoldenFolder());
    out[(name.parent_path() / name.stem()).generic_string()] =
        ReadGolden("golden/" + name.generic_string(), text, problems);
  }
  return out;
}

void GoldenScore::Add(const GoldenScore& o) {
  cases += o.cases;
  events += o.events;
  found += o.found;
  modality += o.modality;
  hedges += o.hedges;
  hedge += o.hedge;
  dated += o.dated;
  date += o.date;
  roles += o.roles;
  role += o.role;
  extra += o.extra;
  statements += o.statements;
  statement += o.statement;
  extra_statements += o.extra_statements;
  misses.insert(misses.end(), o.misses.begin(), o.misses.end());
}

GoldenScore JudgeGolden(const GoldenCase& golden, const RuleSet& rules) {
  Document document;
  document.source = "test";
  document.text = golden.text;
  document.published.span = DayOf(golden.published);
  const Extraction what = Extract(document, rules);
  GoldenScore score;
  score.cases = 1;
  if (!golden.events.empty() || golden.no_event || golden.only_risk) JudgeEvents(golden, what, score);
  if (!golden.statements.empty() || golden.silent) JudgeStatements(golden, what, rules, score);
  return score;
}

int Rate(std::size_t right, std::size_t of) {
  return of == 0 ? 100 : static_cast<int>(100 * right / of);
}

}  // namespace dateline::extract
