#include "alert/rules.h"

#include <catch2/catch.hpp>

#include "alert/explain.h"
#include "model/json.h"

namespace dateline::alert {
namespace {

Instant At(std::string_view text) {
  return ParseInstant(text).value();
}

Event ListAdd() {
  Event event;
  event.id = "e:0123456789ab";
  event.type = "list.add";
  event.date = DayOf(2025, 9, 12);
  event.modality = Modality::kPlanned;
  event.outcome = Outcome::kOpen;
  event.roles = {{"actor", "agency.bis"}, {"target", "firm.lanhe"}};
  event.title = "The bureau will add Lanhe Computing to the list on Friday.";
  event.documents = 1;
  event.origins = 1;
  return event;
}

StoreChange New(Event after) {
  StoreChange change;
  change.after = std::move(after);
  change.deciding.handle = "d7:120-190";
  change.deciding.sentence = "The bureau will add Lanhe Computing to the list on Friday.";
  change.deciding.source = "harbor-wire";
  change.deciding.owner = "Harbor Media";
  change.deciding.url = "https://harbor.example/lanhe";
  change.deciding.published = DayOf(2025, 9, 10);
  change.deciding.rules = {"event:list.add/verb.add", "cue:plan/will"};
  change.context.sources = {"harbor-wire"};
  change.context.owners = {"Harbor Media"};
  change.context.classes = {SourceClass::kPress};
  change.context.entities = {"firm.lanhe", "chip.h20"};
  change.context.text = change.deciding.sentence;
  change.now = At("2025-09-10T08:00:00Z");
  return change;
}

StoreChange Moved(Event before, Event after) {
  StoreChange change = New(std::move(after));
  change.before = std::move(before);
  return change;
}

config::AlertRuleRecord RuleOf(std::string filter) {
  config::AlertRuleRecord rule;
  rule.id = "watch";
  rule.name = "A watched thing";
  rule.filter = std::move(filter);
  rule.filter_where = {"rules.toml", 4, 10};
  rule.where = {"rules.toml", 2, 1};
  rule.channels = {"desk"};
  return rule;
}

RuleBook BookOf(config::AlertRuleRecord rule) {
  config::Config config;
  config.rules.push_back(std::move(rule));
  Problems problems;
  RuleBook book = RuleBook::Compile(config, problems);
  for (const Problem& problem : problems) UNSCOPED_INFO(problem.Text());
  CHECK(problems.empty());
  return book;
}

bool Fires(const config::AlertRuleRecord& rule, const StoreChange& change) {
  const RuleBook book = BookOf(rule);
  const bool fires = !book.Match(change).empty();
  CHECK(book.Try("watch", change).fires == fires);
  return fires;
}

}  // namespace

TEST_CASE("A new event that the filter holds for fires the rule") {
  const StoreChange change = New(ListAdd());
  CHECK(Fires(RuleOf("type:list.add entity:lanhe"), change));
  CHECK(Fires(RuleOf("type:list.* role:target=firm.lanhe"), change));
  CHECK(Fires(RuleOf("entity:chip.h20"), change));
  CHECK(Fires(RuleOf("\"will add\""), change));
  CHECK(Fires(RuleOf("class:press source:harbor-wire from:2025-09 to:2025-09"), change));
  CHECK_FALSE(Fires(RuleOf("type:list.remove"), change));
  CHECK_FALSE(Fires(RuleOf("entity:nvidia"), change));
  CHECK_FALSE(Fires(RuleOf("origins:>=2"), change));
}

TEST_CASE("A negated term keeps a rule from firing") {
  const StoreChange change = New(ListAdd());
  CHECK(Fires(RuleOf("type:list.add -modality:denied"), change));
  CHECK_FALSE(Fires(RuleOf("type:list.add -entity:lanhe"), change));
  CHECK_FALSE(Fires(RuleOf("type:list.add -\"lanhe computing\""), change));
}

TEST_CASE("A change of a material field fires again") {
  const Event before = ListAdd();
  const auto row = GENERATE(table<std::string, void (*)(Event&), bool>({
      {"modality", [](Event& event) { event.modality = Modality::kActual; }, true},
      {"date", [](Event& event) { event.date = DayOf(2025, 9, 15); }, true},
      {"outcome", [](Event& event) { event.outcome = Outcome::kOverdue; }, true},
      {"subtype", [](Event& event) { event.subtype = "ease"; }, true},
      {"supported", [](Event& event) { event.supported = false; }, true},
      {"one more document", [](Event& event) { event.documents = 9; }, false},
      {"one more origin", [](Event& event) { event.origins = 4; }, false},
      {"another title", [](Event& event) { event.title = "Lanhe is to be listed."; }, false},
      {"basis", [](Event& event) { event.basis = Basis::kOfficialText; }, false},
      {"nothing", [](Event&) {}, false},
  }));
  Event after = before;
  std::get<1>(row)(after);
  INFO(std::get<0>(row));
  CHECK(Fires(RuleOf("type:list.add"), Moved(before, after)) == std::get<2>(row));
}

TEST_CASE("A rule names its own material fields") {
  config::AlertRuleRecord rule = RuleOf("type:list.add");
  rule.material = {"basis"};
  Event official = ListAdd();
  official.basis = Basis::kOfficialText;
  CHECK(Fires(rule, Moved(ListAdd(), official)));
  Event actual = ListAdd();
  actual.modality = Modality::kActual;
  CHECK_FALSE(Fires(rule, Moved(ListAdd(), actual)));
}

TEST_CASE("An event that comes to match is news although nothing material changed") {
  Event second = ListAdd();
  second.origins = 2;
  Event third = second;
  third.origins = 3;
  CHECK(Fires(RuleOf("type:list.add origins:>=2"), Moved(ListAdd(), second)));
  CHECK_FALSE(Fires(RuleOf("type:list.add origins:>=2"), Moved(second, third)));
}

TEST_CASE("A conditional event fires only rules that ask for a modality") {
  Event event = ListAdd();
  event.modality = Modality::kPossible;
  event.condition = "unless it opens its books";
  CHECK_FALSE(Fires(RuleOf("type:list.add"), New(event)));
  CHECK_FALSE(Fires(RuleOf("type:list.add -modality:denied"), New(event)));
  CHECK(Fires(RuleOf("type:list.add modality:possible"), New(event)));

  Event settled = event;
  settled.condition.clear();
  CHECK(Fires(RuleOf("type:list.add"), Moved(event, settled)));
}

TEST_CASE("A rule that is switched off is silent and says so") {
  config::AlertRuleRecord rule = RuleOf("type:list.add");
  rule.enabled = false;
  const StoreChange change = New(ListAdd());
  CHECK_FALSE(Fires(rule, change));
  CHECK(BookOf(rule).Try("watch", change).reason == "the rule is switched off");
  CHECK(BookOf(rule).Try("other", change).reason == "there is no rule 'other'");
}

TEST_CASE("A trial tells the first clause that fails and the value that failed it") {
  const Trial trial = BookOf(RuleOf("type:list.add entity:nvidia -class:press")).Try("watch", New(ListAdd()));
  CHECK_FALSE(trial.fires);
  CHECK(trial.reason == "entity:nvidia does not hold: the event has agency.bis, chip.h20, firm.lanhe");
  REQUIRE(trial.clauses.size() == 4);
  CHECK(trial.clauses[0].words == "type:list.add");
  CHECK(trial.clauses[0].value == "list.add");
  CHECK(trial.clauses[0].holds);
  CHECK(trial.clauses[2].words == "-class:press");
  CHECK_FALSE(trial.clauses[2].holds);
  CHECK(trial.clauses[3].value == "new");
}

TEST_CASE("Rules that cannot work are problems with a place") {
  config::Config config;
  config.event_types.push_back({.id = "list.add"});
  config.rules = {RuleOf("type:list.add"), RuleOf("modality:maybe"), RuleOf(""), RuleOf("type:lst.add")};
  config.rules[0].material = {"modality", "colour"};
  Problems problems;
  (void)RuleBook::Compile(config, problems);
  REQUIRE(problems.size() == 4);
  CHECK(problems[0].Text().starts_with(
      "rules.toml:2:1: rule 'watch': there is no material field 'colour' (fields are basis, "));
  CHECK(problems[1].Text().starts_with("rules.toml:4:10: filter: 'modality:maybe'"));
  CHECK(problems[2].message == "rule 'watch' has an empty filter");
  CHECK(problems[3].message == "rule 'watch': no event type is called 'lst.add'");
}

TEST_CASE("A complaint that reading has made already is not repeated") {
  config::Config config;
  config.rules = {RuleOf("modality:maybe")};
  Problems problems;
  (void)RuleBook::Compile(config, problems);
  (void)RuleBook::Compile(config, problems);
  CHECK(problems.size() == 1);
}

TEST_CASE("Transitions are told in stable words") {
  const Event planned = ListAdd();
  Event actual = planned;
  actual.modality = Modality::kActual;
  Event dated = planned;
  dated.date = MonthOf(2025, 10);
  Event both = actual;
  both.date = MonthOf(2025, 10);
  both.outcome = Outcome::kKept;
  Event undated = planned;
  undated.date = {};
  Event retracted = planned;
  retracted.supported = false;
  Event eased = planned;
  eased.subtype = "ease";
  Event second = planned;
  second.origins = 2;
  CHECK(TransitionOf(New(planned)) == "new:planned");
  CHECK(TransitionOf(Moved(planned, actual)) == "planned>actual");
  CHECK(TransitionOf(Moved(planned, dated)) == "date:2025-09-12>2025-10");
  CHECK(TransitionOf(Moved(planned, undated)) == "date:2025-09-12>none");
  CHECK(TransitionOf(Moved(planned, both)) == "planned>actual;date:2025-09-12>2025-10;status:open>kept");
  CHECK(TransitionOf(Moved(planned, retracted)) == "retracted");
  CHECK(TransitionOf(Moved(retracted, planned)) == "restored");
  CHECK(TransitionOf(Moved(planned, eased)) == "type:list.add>list.add/ease");
  CHECK(TransitionOf(Moved(planned, second)) == "origins:1>2");
  CHECK(TransitionOf(Moved(planned, planned)) == "unchanged");
}

TEST_CASE("A draft explains itself and freezes one payload for each channel") {
  config::AlertRuleRecord rule = RuleOf("type:list.add entity:lanhe");
  rule.channels = {"desk", "archive"};
  rule.severity = "critical";
  Event event = ListAdd();
  event.speaker_words = "two officials";
  const std::vector<AlertDraft> drafts = BookOf(rule).Match(New(event));
  REQUIRE(drafts.size() == 1);
  const AlertDraft& draft = drafts[0];
  CHECK(draft.rule == "watch");
  CHECK(draft.rule_hash.size() == 32);
  CHECK(draft.severity == "critical");
  CHECK(draft.transition == "new:planned");
  REQUIRE(draft.deliveries.size() == 2);
  CHECK(draft.deliveries[0].channel == "desk");
  CHECK(draft.deliveries[1].channel == "archive");
  CHECK(draft.deliveries[0].payload == draft.deliveries[1].payload);

  const auto explain = Json::Parse(draft.explain).value();
  const JsonView why = explain.root();
  CHECK(why["rule"]["filter"].String() == "type:list.add entity:lanhe");
  CHECK(why["rule"]["where"].String() == "rules.toml:2:1");
  CHECK(why["clauses"].size() == 3);
  CHECK(why["before"].kind() == JsonView::Kind::kNull);
  CHECK(why["after"]["date"].String() == "2025-09-12");
  CHECK(why["evidence"]["handle"].String() == "d7:120-190");
  CHECK(why["evidence"]["rules"][std::size_t{1}].String() == "cue:plan/will");
  CHECK(why["unknown"][std::size_t{0}].String() == "the speaker is not named");
  CHECK(why["unknown"][std::size_t{1}].String() == "a single origin says so");

  const auto payload = Json::Parse(draft.deliveries[0].payload).value();
  const JsonView root = payload.root();
  CHECK(root["type"].String() == "dateline.alert");
  CHECK(root["timestamp"].String() == "2025-09-10T08:00:00Z");
  CHECK(root["data"]["severity"].String() == "critical");
  CHECK(root["data"]["event"]["roles"][std::size_t{1}]["entity"].String() == "firm.lanhe");
  CHECK(root["data"]["was"].IsNull());
  CHECK(root["data"]["now"].String() == "list.add planned, open, 12 Sep 2025");
  CHECK(root["data"]["evidence"]["url"].String() == "https://harbor.example/lanhe");
}

TEST_CASE("A rule routed to the digest records its alert and sends nothing now") {
  config::AlertRuleRecord rule = RuleOf("type:list.add");
  rule.route = "digest";
  const std::vector<AlertDraft> drafts = BookOf(rule).Match(New(ListAdd()));
  REQUIRE(drafts.size() == 1);
  CHECK(drafts[0].deliveries.empty());
}

TEST_CASE("The same change gives the same bytes") {
  const RuleBook one = BookOf(RuleOf("type:list.add"));
  const RuleBook other = BookOf(RuleOf("type:list.add"));
  const AlertDraft a = one.Match(New(ListAdd())).at(0);
  const AlertDraft b = other.Matcher()(New(ListAdd())).at(0);
  CHECK(a.deliveries[0].payload == b.deliveries[0].payload);
  CHECK(a.explain == b.explain);
}

TEST_CASE("A payload stays below twenty kilobytes whatever the evidence says") {
  Event event = ListAdd();
  for (int i = 0; i < 500; ++i) event.roles.push_back({"target", "firm." + std::string(200, 'a')});
  event.condition = std::string(100'000, '"');
  StoreChange change = New(event);
  change.deciding.sentence = std::string(200'000, '\\') + "\xFF\xFE";
  change.deciding.url = "https://harbor.example/" + std::string(50'000, 'x');
  change.deciding.speaker_words = std::string(9'999, '\x01');
  std::string hanzi;
  for (int i = 0; i < 20'000; ++i) hanzi += "商";
  change.deciding.title = hanzi;
  const AlertDraft draft = BookOf(RuleOf("type:list.add modality:planned")).Match(change).at(0);
  const std::string& payload = draft.deliveries.at(0).payload;
  CHECK(payload.size() < kPayloadBytesMax);
  CHECK(payload.find('\n') == std::string::npos);
  CHECK(Json::Parse(payload).has_value());
  CHECK(Json::Parse(draft.explain).has_value());
  CHECK(draft.explain.size() < 200'000);
}

}  // namespace dateline::alert
