// Every kind of mistake is told with its file, line and column, and none stops the reading.
#include <catch2/catch.hpp>

#include "config/load.h"

namespace dateline::config {
namespace {

std::string AllText(const Loaded& loaded) {
  std::string out;
  for (const Problem& problem : loaded.problems) out += problem.Text() + "\n";
  return out;
}

// The problems of one file on its own.
std::string ProblemsOf(std::string_view file, std::string_view text) {
  Loaded loaded;
  LayerText(file, text, loaded);
  return AllText(loaded);
}

}  // namespace

TEST_CASE("A text that is not TOML is told with its place") {
  const std::string problems = ProblemsOf("/etc/dateline/rules.toml", "[[rule]]\nid = \"a\"\nfilter = type:x\n");
  CHECK(problems.starts_with("/etc/dateline/rules.toml:3:"));
  CHECK(problems.find("not TOML: ") != std::string::npos);
}

TEST_CASE("An unknown key is told where it stands") {
  CHECK(ProblemsOf("rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\nchanels = [\"desk\"]\n") ==
        "rules.toml:4:11: [[rule]]: there is no key 'chanels' (see docs/configuration.md for the keys)\n");
  CHECK(
      ProblemsOf("dateline.toml", "zon = \"UTC\"\n").starts_with("dateline.toml:1:7: settings: there is no key 'zon'"));
  CHECK(ProblemsOf("rules.toml", "[[rules]]\nid = \"a\"\n").find("there is no key 'rules'") != std::string::npos);
}

TEST_CASE("The same id twice in one file names the first") {
  CHECK(ProblemsOf("rules.toml",
                   "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\n[[rule]]\nid = \"a\"\nfilter = \"type:y\"\n") ==
        "rules.toml:4:1: duplicate id 'a' (first at rules.toml:1:1)\n");
}

TEST_CASE("A filter that cannot be read points at the filter") {
  CHECK(
      ProblemsOf("rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"modality:maybe\"\n") ==
      "rules.toml:3:10: filter: 'modality:maybe' at column 1: modality is one of actual, planned, possible, unlikely, "
      "denied\n");
}

TEST_CASE("A duration says what durations look like") {
  const std::string value =
      GENERATE(values<std::string>({"15", "m", "", "-5m", "1.5h", "5 m", "5w", "99999999999d", "soon"}));
  INFO(value);
  const std::string problems =
      ProblemsOf("sources.toml", "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nevery = \"" + value + "\"\n");
  CHECK(problems == "sources.toml:4:9: [[source]]: 'every' is not a duration: '" + value +
                        "' (as in \"90s\", \"15m\", \"2h\", \"1d\")\n");
}

TEST_CASE("A duration too short to use is a problem, not a zero") {
  CHECK(ProblemsOf("sources.toml", "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nevery = \"200ms\"\n") ==
        "sources.toml:4:9: a source cannot be asked more often than every minute\n");
  CHECK(ProblemsOf("channels.toml", "[[channel]]\nid = \"a\"\nkind = \"file\"\npath = \"a\"\ntimeout = \"200ms\"\n") ==
        "channels.toml:5:11: 'timeout' must be at least a second\n");
  CHECK(ProblemsOf("dateline.toml", "total_timeout = \"0s\"\n") ==
        "dateline.toml:1:17: 'total_timeout' must be at least a second\n");
}

TEST_CASE("A duration that is no text is told once") {
  CHECK(ProblemsOf("sources.toml", "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nevery = 15\n") ==
        "sources.toml:4:9: [[source]]: 'every' must be a string, not an integer (as in \"90s\", \"15m\", \"2h\", "
        "\"1d\")\n");
}

TEST_CASE("A rule for a channel that does not exist is told once all is read") {
  Loaded loaded;
  LayerText("rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\nchannel = [\"desk\", \"file\"]\n", loaded);
  LayerText("channels.toml", "[[channel]]\nid = \"file\"\nkind = \"file\"\npath = \"alerts.jsonl\"\n", loaded);
  CHECK(loaded.problems.empty());
  CheckWhole(loaded);
  CHECK(AllText(loaded) == "rules.toml:1:1: rule 'a': there is no channel 'desk' (define it in channels.toml)\n");
}

TEST_CASE("An entity that refers to another needs it to exist") {
  Loaded loaded;
  LayerText("dictionaries/a.toml",
            "[[entity]]\nid = \"chip.a\"\nname = \"A\"\nmaker = \"firm.b\"\n"
            "[[entity]]\nid = \"official.c\"\nname = \"C\"\noffices = [{ title = \"chair\", agency = \"agency.d\" }]\n",
            loaded);
  CHECK(loaded.problems.empty());
  CheckWhole(loaded);
  CHECK(AllText(loaded) ==
        "dictionaries/a.toml:1:1: 'maker' of chip.a: there is no entity 'firm.b'\n"
        "dictionaries/a.toml:5:1: office of official.c: there is no entity 'agency.d'\n");
}

TEST_CASE("Values of the wrong kind are told with what was wanted") {
  const auto [file, text, message] = GENERATE(table<std::string, std::string, std::string>({
      {"rules.toml", "[[rule]]\nid = 5\nfilter = \"type:x\"\n",
       "rules.toml:2:6: [[rule]]: 'id' must be a string, not an integer\n"},
      {"rules.toml", "[[rule]]\nfilter = \"type:x\"\n", "rules.toml:1:1: [[rule]]: 'id' is missing\n"},
      {"rules.toml", "[[rule]]\nid = \"A b\"\nfilter = \"type:x\"\n",
       "rules.toml:2:6: 'A b' is not an id (lower-case letters, digits and '-')\n"},
      {"rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\nseverity = \"loud\"\n",
       "rules.toml:4:12: [[rule]]: 'severity' cannot be 'loud' (one of low, medium, high, critical)\n"},
      {"rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\nenabled = \"yes\"\n",
       "rules.toml:4:11: [[rule]]: 'enabled' must be true or false\n"},
      {"rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\nchannel = [1]\n",
       "rules.toml:4:12: [[rule]]: 'channel' must hold strings only\n"},
      {"rules.toml", "rule = 5\n",
       "rules.toml:1:8: expected [[rule]] tables\nrules.toml:1:8: rules.toml: 'rule' must be an array\n"},
      {"rules.toml", "rule = [5]\n", "rules.toml:1:9: expected a table in [[rule]]\n"},
      {"sources.toml", "[[source]]\nid = \"a\"\nurl = \"gopher://x\"\n",
       "sources.toml:3:7: 'gopher://x' is not an http or https address\n"},
      {"sources.toml", "[[source]]\nid = \"a\"\n", "sources.toml:2:6: source 'a' needs a 'url'\n"},
      {"sources.toml", "[[source]]\nid = \"a\"\ncollector = \"file\"\n",
       "sources.toml:2:6: a file source needs 'paths'\n"},
      {"sources.toml", "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nfrom = \"2025-02-30\"\n",
       "sources.toml:4:8: '2025-02-30' is not a day (as in 2025-01-31)\n"},
      {"channels.toml", "[[channel]]\nid = \"a\"\n", "channels.toml:2:6: a webhook channel needs a 'url'\n"},
      {"channels.toml", "[[channel]]\nid = \"a\"\nkind = \"file\"\n",
       "channels.toml:2:6: a file channel needs a 'path'\n"},
      {"dateline.toml", "zone = \"Mars/Olympus\"\n",
       "dateline.toml:1:8: there is no time zone 'Mars/Olympus' (an IANA name such as America/New_York)\n"},
      {"dateline.toml", "workers = 65\n", "dateline.toml:1:11: settings: 'workers' must be an integer from 0 to 64\n"},
      {"dateline.toml", "http_listen = \"0.0.0.0:80\"\n",
       "dateline.toml:1:15: '0.0.0.0:80' is not a loopback address (127.0.0.1:PORT, [::1]:PORT or \"off\")\n"},
      {"dictionaries/a.toml", "[[entity]]\nid = \"nvidia\"\nname = \"N\"\n",
       "dictionaries/a.toml:2:6: 'nvidia' is not an entity id (kind.slug, as in firm.nvidia)\n"},
      {"dictionaries/a.toml",
       "[[entity]]\nid = \"official.a\"\nname = \"A\"\noffices = [{ title = \"x\", from = \"2025\", to = \"2021\" }]\n",
       "dictionaries/a.toml:4:12: office 'x' ends before it begins\n"},
      {"events/a.toml", "[[type]]\nid = \"list.add\"\n[[type.trigger]]\nid = \"t\"\n",
       "events/a.toml:3:1: trigger 't' has no words\n"},
      {"ruels.toml", "",
       "ruels.toml: this file is not read by Dateline (files are channels.toml, cues.toml, dateline.toml, "
       "dictionaries/*.toml, events/*.toml, patterns.toml, rules.toml, sources.toml, words.toml)\n"},
  }));
  CHECK(ProblemsOf(file, text) == message);
}

TEST_CASE("A mailbox says what it lacks and what it must not carry") {
  const auto problems = [](std::string_view lines) {
    return ProblemsOf("sources.toml", "[[source]]\nid = \"a\"\ncollector = \"imap\"\n" + std::string(lines));
  };
  const std::string good = "url = \"imaps://imap.example.org/News\"\nuser = \"ada\"\nsecret = \"env:MAIL\"\n";
  CHECK(problems(good) == "");
  CHECK(problems(good + "login = \"token\"\n") == "");
  CHECK(problems(good + "login = \"kerberos\"\n").find("sources.toml:7:9: ") == 0);
  CHECK(problems(good + "senders = [\"News@Letters.example\", \"@letters.example\"]\n") == "");
  CHECK(problems("") ==
        "sources.toml:2:6: source 'a' needs a 'user'\n"
        "sources.toml:2:6: source 'a' needs a 'secret' (\"env:NAME\" or \"file:PATH\" with mode 0600 holding the password)\n"
        "sources.toml:2:6: source 'a' needs a 'url'\n");
  CHECK(problems("url = \"https://imap.example.org/\"\nuser = \"ada\"\nsecret = \"env:MAIL\"\n") ==
        "sources.toml:4:7: not the address of a mailbox (\"imaps://imap.example.org/Newsletters\")\n");
  const std::string carries = problems("url = \"imaps://ada:hunter2@imap.example.org/\"\nuser = \"ada\"\nsecret = \"hunter2\"\n");
  CHECK(carries == "sources.toml:4:7: an address must not carry a user name or password (they go into 'user' and 'secret')\n"
                   "sources.toml:6:10: a secret is given by reference (\"env:NAME\" or \"file:/path\")\n");
  for (const char* sender : {"letters.example", "news@", "a b@c.example", "@", "a@b@c.example", "\\\"a\\\"@c.example", "@.example"}) {
    INFO(sender);
    CHECK(problems(good + "senders = [\"" + sender + "\"]\n").find("sources.toml:7:11: ") == 0);
  }
}

TEST_CASE("What only mail has is refused elsewhere") {
  CHECK(ProblemsOf("sources.toml", "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nsenders = [\"a@b.example\"]\nuser = \"ada\"\n") ==
        "sources.toml:5:8: only an imap source has a user\n"
        "sources.toml:4:11: only mail has senders (collector = \"imap\" or \"mbox\")\n");
  CHECK(ProblemsOf("sources.toml", "[[source]]\nid = \"a\"\ncollector = \"mbox\"\n") == "sources.toml:2:6: an mbox source needs 'paths'\n");
}

TEST_CASE("A secret written out is refused without being repeated") {
  const std::string problems = ProblemsOf(
      "channels.toml", "[[channel]]\nid = \"a\"\nurl = \"https://a.example/\"\nsecret = \"whsec_hunter2\"\n");
  CHECK(problems == "channels.toml:4:10: a secret is given by reference (\"env:NAME\" or \"file:/path\")\n");
}

TEST_CASE("All problems of a file are told at once, and what is good is kept") {
  Loaded loaded;
  LayerText("rules.toml",
            "[[rule]]\nid = \"a\"\nfilter = \"typ:x\"\nseverity = \"loud\"\nunknown = 1\n"
            "[[rule]]\nid = \"b\"\nfilter = \"type:x\"\n",
            loaded);
  CHECK(loaded.problems.size() == 3);
  REQUIRE(loaded.config.rules.size() == 2);
  CHECK(loaded.config.rules[1].id == "b");
}

TEST_CASE("Hostile TOML is a problem, never a crash") {
  const std::string text =
      GENERATE(std::string(100'000, '['), "a = " + std::string(100'000, '['), std::string("a = \"\xFF\""),
               std::string("\0\0", 2), "a" + std::string(1'000, '.') + "b = 1", "x = " + std::string(1'000, '9'));
  CHECK_FALSE(ProblemsOf("words.toml", text).empty());
}

}  // namespace dateline::config
