#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "ingest/collector.h"
#include "ingest/fetch_loop.h"
#include "ingest/record.h"
#include "tests/support/imap_server.h"
#include "tests/support/temporary_folder.h"

namespace dateline::ingest {
namespace {

using namespace std::chrono_literals;
using Catch::Contains;
using testing::ImapServer;
using testing::TemporaryFolder;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

std::string Letter(std::string_view id, std::string_view from = "News <news@letters.example>") {
  return "From: " + std::string(from) + "\r\nSubject: Letter " + std::string(id) + "\r\nMessage-ID: <" +
         std::string(id) +
         "@letters.example>\r\nDate: Fri, 18 Jul 2025 09:30:00 +0800\r\nContent-Type: text/html\r\n\r\n<p>The ministry "
         "lifted the ban " +
         std::string(id) + ".</p>\r\n";
}

struct Desk {
  TemporaryFolder data;
  net::HttpClient client{{}};
  Fetcher::Options options;
  std::vector<Outcome> outcomes;
  std::unique_ptr<Fetcher> fetcher;

  Desk() {
    SetPassword("open sesame\n");
    options.limits.total_timeout = 20s;
    options.data = data.path();
  }

  void SetPassword(std::string_view text) {
    namespace fs = std::filesystem;
    fs::permissions(data.Write("mail.key", text), fs::perms::owner_read | fs::perms::owner_write);
  }

  void Begin(const config::SourceRecord& source, const SourceState& state) {
    outcomes.clear();
    fetcher =
        std::make_unique<Fetcher>(client, options, [this](Outcome outcome) { outcomes.push_back(std::move(outcome)); });
    REQUIRE(fetcher->Start(source, state, kNow));
  }

  // Until the round is over, or until documents have come so many times.
  Outcome Run(const config::SourceRecord& source, const SourceState& state = {}, std::size_t deliveries = 1000) {
    Begin(source, state);
    std::size_t brought = 0;
    for (std::size_t seen = 0; !fetcher->idle() && brought < deliveries;) {
      fetcher->Step(kNow, 50ms);
      for (; seen < outcomes.size(); ++seen) brought += outcomes[seen].collected.documents.empty() ? 0 : 1;
    }
    fetcher.reset();
    return outcomes.back();
  }

  [[nodiscard]] std::vector<Document> Documents() const {
    std::vector<Document> all;
    for (const Outcome& outcome : outcomes)
      all.insert(all.end(), outcome.collected.documents.begin(), outcome.collected.documents.end());
    return all;
  }

  [[nodiscard]] std::string Problems() const {
    std::string all;
    for (const Outcome& outcome : outcomes) {
      for (const Problem& problem : outcome.collected.problems) all += problem.Text() + "\n";
    }
    return all;
  }
};

config::SourceRecord Mailbox(const ImapServer& server) {
  config::SourceRecord source;
  source.id = "letters";
  source.collector = "imap";
  source.url = server.Url();
  source.user = "ada";
  source.secret = "file:mail.key";
  source.allow_private = true;
  return source;
}

}  // namespace

TEST_CASE("A mailbox brings its letters once, and new ones when they come") {
  ImapServer server;
  server.Put(4, Letter("one"));
  server.Put(9, Letter("two"));
  const config::SourceRecord source = Mailbox(server);
  Desk desk;
  const Outcome first = desk.Run(source);
  REQUIRE(desk.Documents().size() == 2);
  const Document one = desk.Documents()[0];
  CHECK(one.source == "letters");
  CHECK(one.title == "Letter one");
  CHECK(one.guid == "one@letters.example");
  CHECK(one.text == "The ministry lifted the ban one.");
  CHECK(one.published.zone == "+08:00");
  CHECK(ToIso(*one.published.at) == "2025-07-18T01:30:00Z");
  CHECK(first.state.cursor.starts_with("17:9:"));
  CHECK(first.state.last_class == FetchClass::kOk);

  const Outcome second = desk.Run(source, first.state);
  CHECK(desk.Documents().empty());
  CHECK(second.state.last_class == FetchClass::kNotModified);
  CHECK(second.state.cursor == first.state.cursor);

  server.Put(12, Letter("three"));
  const Outcome third = desk.Run(source, second.state);
  REQUIRE(desk.Documents().size() == 1);
  CHECK(desk.Documents()[0].guid == "three@letters.example");

  // The server has renumbered its messages: they come again, as the documents they were.
  server.SetValidity(18);
  const Outcome fourth = desk.Run(source, third.state);
  REQUIRE(desk.Documents().size() == 3);
  CHECK(DocumentKey(desk.Documents()[0]) == DocumentKey(one));
  CHECK(RevisionKey(DocumentKey(one), desk.Documents()[0]) == RevisionKey(DocumentKey(one), one));
  CHECK(fourth.state.cursor.starts_with("18:12:"));
}

TEST_CASE("Only the letters of the named senders are read, and all again when the names change") {
  ImapServer server;
  server.Put(1, Letter("one"));
  server.Put(2, Letter("private", "Bo <bo@home.example>"));
  server.Put(3, Letter("trick", "\"news@letters.example\" <evil@elsewhere.example>"));
  server.Put(4, Letter("part", "<oldnews@letters.example>"));
  server.Put(5, Letter("sub", "<x@mail.Ministry.example>"));
  server.Put(6, Letter("like", "<x@notministry.example>"));
  config::SourceRecord source = Mailbox(server);
  source.senders = {"news@letters.example", "@ministry.example"};
  Desk desk;
  const Outcome first = desk.Run(source);
  REQUIRE(desk.Documents().size() == 2);
  CHECK(desk.Documents()[0].guid == "one@letters.example");
  CHECK(desk.Documents()[1].guid == "sub@letters.example");
  for (const std::string& command : server.commands()) CHECK_THAT(command, !Contains("FETCH 2"));
  source.senders = {"bo@home.example"};
  const Outcome second = desk.Run(source, first.state);
  REQUIRE(desk.Documents().size() == 1);
  CHECK(desk.Documents()[0].guid == "private@letters.example");
}

TEST_CASE("A round that is killed in the middle goes on where its last commit was") {
  ImapServer server;
  for (std::uint32_t uid = 1; uid <= 450; ++uid) server.Put(uid * 2, Letter(std::to_string(uid)));
  const config::SourceRecord source = Mailbox(server);
  Desk desk;
  std::multiset<std::string> ids;
  SourceState state;
  state.source = source.id;
  for (int runs = 0; runs < 2; ++runs) {
    const Outcome cut = desk.Run(source, state, 1);
    CHECK_FALSE(cut.finished);
    for (const Document& document : desk.Documents()) ids.insert(document.guid);
    state = cut.state;
  }
  const Outcome last = desk.Run(source, state);
  for (const Document& document : desk.Documents()) ids.insert(document.guid);
  CHECK(last.finished);
  CHECK(ids.size() == 450);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 450);
  CHECK(last.state.cursor.starts_with("17:900:"));
}

TEST_CASE("A refused login is told in words, and backs off without moving the cursor") {
  ImapServer server;
  server.Put(1, Letter("one"));
  const config::SourceRecord source = Mailbox(server);
  Desk desk;
  const Outcome good = desk.Run(source);
  desk.SetPassword("hunter22");
  const Outcome refused = desk.Run(source, good.state);
  CHECK(refused.state.last_class == FetchClass::kBlocked);
  CHECK(refused.state.last_message ==
        "the server refuses the login of 'ada': [AUTHENTICATIONFAILED] Invalid credentials");
  CHECK(refused.state.cursor == good.state.cursor);
  CHECK(refused.state.failures == 1);
  CHECK(desk.Run(source, refused.state).state.next_due > kNow + 2h);
}

TEST_CASE("A secret that cannot be read is told without asking the server") {
  const ImapServer server;
  config::SourceRecord source = Mailbox(server);
  Desk desk;
  std::string words;
  SECTION("no file") {
    source.secret = "file:none.key";
    words = "secret file:none.key: cannot be opened: No such file or directory";
  }
  SECTION("open to others") {
    std::filesystem::permissions(desk.data.path() / "mail.key", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    words = "secret file:mail.key: can be read by others; it must have mode 0600";
  }
  SECTION("nothing in it") {
    desk.SetPassword("\n");
    words = "secret file:mail.key: is empty";
  }
  const Outcome outcome = desk.Run(source);
  CHECK(outcome.state.last_class == FetchClass::kRefused);
  CHECK(outcome.state.last_message == words);
  CHECK(server.commands().empty());
  config::Config config;
  config.sources = {source};
  Problems problems;
  CheckMailboxes(config, desk.data.path(), problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message == "source 'letters': " + words);
}

TEST_CASE("A password from the environment is taken as it is") {
  ImapServer server;
  server.Put(1, Letter("one"));
  config::SourceRecord source = Mailbox(server);
  source.secret = "env:DATELINE_TEST_MAIL";
  ::setenv("DATELINE_TEST_MAIL", "open sesame", 1);
  Desk desk;
  desk.Run(source);
  ::unsetenv("DATELINE_TEST_MAIL");
  CHECK(desk.Documents().size() == 1);
}

TEST_CASE("A letter that is too big or has no words is a problem, and the rest is read") {
  ImapServer server;
  server.Put(1, Letter("one"));
  server.Put(2, Letter("big") + std::string(9u << 20, 'x'));
  server.Put(3, "From: news@letters.example\r\n\r\n");
  server.Put(4, Letter("four"));
  Desk desk;
  const Outcome outcome = desk.Run(Mailbox(server));
  CHECK(desk.Documents().size() == 2);
  CHECK_THAT(desk.Problems(), Contains("message 2: ") && Contains("are too big; it is left out") &&
                                  Contains("message 3: no words in it"));
  CHECK(outcome.state.last_class == FetchClass::kOk);
  CHECK(outcome.state.cursor.starts_with("17:4:"));
}

TEST_CASE("An answer that breaks off moves nothing") {
  ImapServer server;
  server.Put(1, Letter("one"));
  server.Instead("UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] {500}\r\nFrom: news@letters.exampleHANG UP");
  Desk desk;
  const config::SourceRecord source = Mailbox(server);
  const Outcome cut = desk.Run(source);
  CHECK(cut.state.last_class == FetchClass::kNetwork);
  CHECK(desk.Documents().empty());
  CHECK(cut.state.cursor.empty());
  server.NoInstead();
  desk.Run(source, cut.state);
  CHECK(desk.Documents().size() == 1);
}

TEST_CASE("What a mailbox answered can be recorded and played back without its password") {
  ImapServer server;
  server.Put(1, Letter("one"));
  Desk desk;
  const TemporaryFolder folder;
  desk.options.recorder = *Recorder::Open(folder.path());
  config::SourceRecord source = Mailbox(server);
  source.senders = {"@letters.example"};
  desk.Run(source);
  desk.options.recorder.reset();
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream in(file.path());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    CHECK_THAT(text, !Contains("open sesame") && !Contains("mail.key"));
  }
  const auto recording = ReadRecording(folder.path());
  REQUIRE(recording);
  REQUIRE(recording->rounds.size() == 1);
  std::size_t documents = 0;
  ReplayRound(recording->rounds[0], recording->rounds[0].state,
              [&](const Outcome& outcome, Instant) { documents += outcome.collected.documents.size(); });
  CHECK(documents == 1);
}

TEST_CASE("An address that no mailbox has is told by check") {
  config::Config config;
  config::SourceRecord source;
  source.id = "a";
  source.collector = "imap";
  source.secret = "env:PATH";
  source.url = GENERATE("imap://127.0.0.1/News", "imaps://host.example/x?y=z");
  config.sources = {source};
  Problems problems;
  CheckMailboxes(config, ".", problems);
  CHECK(problems.size() == 1);
  config.sources[0].enabled = false;
  problems.clear();
  CheckMailboxes(config, ".", problems);
  CHECK(problems.empty());
}

}  // namespace dateline::ingest
