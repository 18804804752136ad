#include "net/mailbox.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <string>

#include "net/http.h"
#include "tests/support/imap_server.h"
#include "tests/support/temporary_folder.h"

namespace dateline::net {
namespace {

using namespace std::chrono_literals;
using Catch::Contains;
using testing::ImapServer;

std::string Letter(std::string_view from, std::string_view words) {
  return "From: " + std::string(from) + "\r\nSubject: News\r\n\r\n" + std::string(words) + "\r\n";
}

Request Ask(std::string url) {
  Request request;
  request.url = std::move(url);
  request.allow_private = true;
  request.limits.connect_timeout = 10s;
  request.limits.total_timeout = 20s;
  request.limits.stall_timeout = 2s;
  request.mailbox = MailboxQuery{};
  request.mailbox->user = "ada";
  request.mailbox->password = "open sesame";
  return request;
}

Response Get(Request request, std::string ca_file = {}) {
  HttpClient client({{}, std::move(ca_file), 2});
  client.Submit(std::move(request));
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < 30s) {
    auto ready = client.Poll(100ms);
    if (!ready.empty()) return std::move(ready.front());
  }
  FAIL("no answer came");
  return {};
}

MailboxAnswer Read(Request request) {
  const Response response = Get(std::move(request));
  INFO(response.message);
  REQUIRE(response.ok());
  const auto answer = ReadMailboxAnswer(response.body);
  REQUIRE(answer.has_value());
  return *answer;
}

std::string Said(const ImapServer& server) {
  std::string all;
  for (const std::string& command : server.commands()) all += command + "\n";
  return all;
}

}  // namespace

TEST_CASE("A mailbox address names a host and a mailbox, and nothing secret") {
  const auto url = ParseMailboxUrl("imaps://IMAP.Example.org/News/Caf%C3%A9%20%26%20co");
  REQUIRE(url);
  CHECK(url->tls);
  CHECK(url->host == "imap.example.org");
  CHECK(url->port == 993);
  CHECK(url->mailbox == "News/Café & co");
  CHECK(EncodeMailboxName(url->mailbox) == "News/Caf&AOk- &- co");
  CHECK(EncodeMailboxName("台北") == "&U,BTFw-");
  CHECK(ParseMailboxUrl("imap://host.example")->mailbox == "INBOX");
  CHECK(ParseMailboxUrl("imap://host.example:1143/")->port == 1143);
  CHECK(ParseMailboxUrl("imap://127.0.0.1/")->IsLoopback());
  CHECK_FALSE(ParseMailboxUrl("imap://127.0.0.1.example/")->IsLoopback());
  for (const char* wrong : {"https://host.example/", "imaps://ada:hunter2@host.example/", "imaps://",
                            "imaps://h/a%0d%0ab", "imaps://h/x?y=1", "imaps://h/%ff"}) {
    INFO(wrong);
    const auto refused = ParseMailboxUrl(wrong);
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().message, !Contains("hunter2"));
  }
}

TEST_CASE("What a mailbox answers survives being written down") {
  MailboxAnswer answer{17, 9, true, {{3, 5, "a\nb\n1"}, {9, 99'999'999, ""}}};
  const auto read = ReadMailboxAnswer(ToBody(answer));
  REQUIRE(read.has_value());
  CHECK(read->validity == 17);
  CHECK(read->upto == 9);
  CHECK(read->more);
  REQUIRE(read->messages.size() == 2);
  CHECK(read->messages[0].text == "a\nb\n1");
  CHECK(read->messages[1].bytes == 99'999'999);
  for (const char* wrong : {"", "mailbox", "mailbox 1 2", "mailbox 1 2 0\n3", "mailbox 1 2 0\n3 5 9\nabc\n",
                            "mailbox 1 2 0\n3 5 2\nabc\n"}) {
    CHECK_FALSE(ReadMailboxAnswer(wrong).has_value());
  }
}

TEST_CASE("A mailbox is read behind the last message, and nothing in it changes") {
  ImapServer server;
  server.Put(3, Letter("a@x.example", "one"));
  server.Put(7, Letter("b@x.example", "two\r\n* 1 FETCH (UID 3)\r\nd4 OK tricked {3}"));
  const MailboxAnswer first = Read(Ask(server.Url()));
  CHECK(first.validity == 17);
  CHECK(first.upto == 7);
  CHECK_FALSE(first.more);
  REQUIRE(first.messages.size() == 2);
  CHECK(first.messages[0].uid == 3);
  CHECK(first.messages[1].text == Letter("b@x.example", "two\r\n* 1 FETCH (UID 3)\r\nd4 OK tricked {3}"));
  const std::string said = Said(server);
  CHECK_THAT(said, Contains("EXAMINE") && Contains("BODY.PEEK[]"));
  CHECK_THAT(said, !Contains("SELECT") && !Contains("STORE") && !Contains(" BODY[]"));

  Request again = Ask(server.Url());
  again.mailbox->validity = 17;
  again.mailbox->after = 7;
  CHECK(Read(again).messages.empty());
  server.Put(8, Letter("c@x.example", "three"));
  const MailboxAnswer third = Read(again);
  REQUIRE(third.messages.size() == 1);
  CHECK(third.messages[0].uid == 8);
  server.SetValidity(18);
  const MailboxAnswer renumbered = Read(again);
  CHECK(renumbered.validity == 18);
  CHECK(renumbered.messages.size() == 3);
}

TEST_CASE("Only the asked senders and days are read") {
  ImapServer server;
  server.Put(1, Letter("a@x.example", "one"));
  server.Put(2, Letter("private@home.example", "secret"));
  server.Put(3, Letter("c@Y.example", "three"));
  Request request = Ask(server.Url());
  request.mailbox->senders = {"a@x.example", "y.example", "none\"\\"};
  request.mailbox->since = ParseIsoDay("2025-07-08");
  const MailboxAnswer answer = Read(request);
  REQUIRE(answer.messages.size() == 2);
  CHECK(answer.messages[1].uid == 3);
  CHECK_THAT(Said(server),
             Contains("SINCE 8-Jul-2025 OR FROM \"a@x.example\" OR FROM \"y.example\" FROM \"none\\\"\\\\\""));
  CHECK_THAT(Said(server), Contains("UID FETCH 1,3 (UID BODY.PEEK[])"));
}

TEST_CASE("An answer is bounded, and says that there is more") {
  ImapServer server;
  for (std::uint32_t uid = 1; uid <= 5; ++uid) server.Put(uid, Letter("a@x.example", std::string(1000, 'x')));
  Request request = Ask(server.Url());
  request.mailbox->bytes_max = 2500;
  MailboxAnswer answer = Read(request);
  CHECK(answer.messages.size() == 2);
  CHECK(answer.more);
  CHECK(answer.upto == 2);
  request.mailbox->messages_max = 1;
  request.mailbox->validity = 17;
  request.mailbox->after = 2;
  answer = Read(request);
  CHECK(answer.messages.size() == 1);
  CHECK(answer.more);
  CHECK(answer.upto == 3);
}

TEST_CASE("A message that is too big is told of, even when the server lies about its size") {
  ImapServer server;
  server.Put(1, Letter("a@x.example", "small"));
  server.Put(2, Letter("a@x.example", std::string(300'000, 'x')));
  server.Put(3, Letter("a@x.example", "small too"));
  const bool lie = GENERATE(false, true);
  server.LieAboutSizes(lie);
  Request request = Ask(server.Url());
  request.mailbox->message_bytes_max = 100'000;
  const MailboxAnswer answer = Read(request);
  REQUIRE(answer.messages.size() == 3);
  CHECK(answer.messages[1].text.empty());
  CHECK(answer.messages[1].bytes > 300'000);
  CHECK_THAT(answer.messages[2].text, Contains("small too"));
  CHECK(answer.upto == 3);
}

TEST_CASE("Sparse and huge numbers of messages need no huge answers") {
  ImapServer server;
  server.Put(1, Letter("a@x.example", "one"));
  server.Put(4'000'000'000, Letter("a@x.example", "last"));
  Request request = Ask(server.Url());
  MailboxAnswer answer = Read(request);
  CHECK(answer.messages.size() == 1);
  CHECK(answer.more);
  request.mailbox->validity = 17;
  request.mailbox->after = answer.upto;
  answer = Read(request);
  REQUIRE(answer.messages.size() == 1);
  CHECK(answer.messages[0].uid == 4'000'000'000);
  CHECK(server.commands().size() < 50);
}

TEST_CASE("A server that does not say its next number is asked for all") {
  ImapServer server;
  server.Put(5, Letter("a@x.example", "five"));
  server.Instead("EXAMINE", "* OK [UIDVALIDITY 17] ok\r\n{tag} OK done\r\n");
  Request request = Ask(server.Url());
  CHECK(Read(request).upto == 5);
  request.mailbox->validity = 17;
  request.mailbox->after = 5;
  const MailboxAnswer answer = Read(request);
  CHECK(answer.messages.empty());
  CHECK(answer.upto == 5);
}

TEST_CASE("A refused login says what the server said, and never the password") {
  ImapServer server;
  Request request = Ask(server.Url());
  request.mailbox->password = "wrong one";
  Response response = Get(request);
  CHECK(response.failure == FetchClass::kBlocked);
  CHECK(response.message == "the server refuses the login of 'ada': [AUTHENTICATIONFAILED] Invalid credentials");
  server.Instead("LOGIN", "{tag} NO no user ada with wrong one here\r\n");
  response = Get(request);
  CHECK(response.message == "the server refuses the login of 'ada': no user ada with … here");
  server.NoInstead();
  server.Instead("LOGIN", "{tag} NO [UNAVAILABLE] Come back later\r\n");
  CHECK(Get(request).failure == FetchClass::kMaintenance);
}

TEST_CASE("A token logs in where the server takes tokens, and is never sent as a password") {
  ImapServer server;
  server.Put(1, Letter("a@x.example", "one"));
  Request request = Ask(server.Url());
  request.mailbox->token = true;
  request.mailbox->password = "fresh.token";
  CHECK(Read(request).messages.size() == 1);
  request.mailbox->password = "stale.token";
  const Response response = Get(request);
  CHECK(response.failure == FetchClass::kBlocked);
  CHECK_THAT(response.message, Contains("Invalid token") && !Contains("stale"));
  server.Instead("CAPABILITY", "* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n");
  CHECK(Get(request).failure == FetchClass::kBlocked);
  CHECK_THAT(Said(server), !Contains("LOGIN") && !Contains("token"));
}

TEST_CASE("Whatever goes wrong has its class, and nothing is half read") {
  ImapServer server;
  server.Put(1, Letter("a@x.example", "one"));
  struct Case {
    std::string command, answer;
    FetchClass failure;
    std::string words;
  };
  const std::string many(200'000, ' ');
  const Case cases[] = {
      {"", "* BYE too many connections\r\nHANG UP", FetchClass::kThrottled, "too many connections"},
      {"", "SSH-2.0-OpenSSH\r\nHANG UP", FetchClass::kNetwork, ""},
      {"EXAMINE", "{tag} NO [NONEXISTENT] gone\r\n", FetchClass::kMissing, "'News'"},
      {"EXAMINE", "{tag} OK done\r\n", FetchClass::kShapeChanged, "UIDVALIDITY"},
      {"EXAMINE", "HANG UP", FetchClass::kNetwork, ""},
      {"EXAMINE", "<html>\r\n", FetchClass::kShapeChanged, "no IMAP server"},
      {"EXAMINE", "* BYE shutting down\r\nHANG UP", FetchClass::kMaintenance, "shutting down"},
      {"EXAMINE", "* OK quiet\r\n", FetchClass::kNetwork, "stopped answering"},
      {"UID SEARCH", "{tag} BAD no\r\n", FetchClass::kShapeChanged, "no"},
      {"UID SEARCH", "* SEARCH " + std::string(1'200'000, '1') + "\r\n{tag} OK\r\n", FetchClass::kTooBig, "too long"},
      {"UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] {500}\r\nFrom: a@x.exampleHANG UP", FetchClass::kNetwork, ""},
      {"UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] {99999999999999999999999}\r\nFrom", FetchClass::kTooBig,
       "too long"},
      {"UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n{tag} NO [LIMIT] enough\r\n",
       FetchClass::kThrottled, "enough"},
  };
  for (const Case& c : cases) {
    INFO(c.command << " → " << c.answer.substr(0, 100));
    server.NoInstead();
    server.Instead(c.command, c.answer);
    const Response response = Get(Ask(server.Url()));
    CHECK(ToString(response.failure) == ToString(c.failure));
    CHECK_THAT(response.message, Contains(c.words));
    CHECK(response.body.empty());
  }
}

TEST_CASE("A message that is gone before it is read is left out") {
  ImapServer server;
  server.Put(1, Letter("a@x.example", "one"));
  server.Put(2, Letter("a@x.example", "two"));
  server.Instead("UID FETCH 1:2 (UID BODY",
                 "* 7 EXPUNGE\r\n* 1 FETCH (BODY[] \"From: a\\\"b\" FLAGS (\\Seen (x)) UID 2)\r\n{tag} OK done\r\n");
  const MailboxAnswer answer = Read(Ask(server.Url()));
  REQUIRE(answer.messages.size() == 1);
  CHECK(answer.messages[0].text == "From: a\"b");
  CHECK(answer.upto == 2);
}

TEST_CASE("Without TLS no password leaves this machine") {
  ImapServer server;
  SECTION("a host that is not written as this machine must offer STARTTLS") {
    const Response response = Get(Ask(server.Url("0.0.0.0")));
    CHECK(response.failure == FetchClass::kRefused);
    CHECK_THAT(response.message, Contains("STARTTLS"));
  }
  SECTION("this machine is private") {
    Request request = Ask(server.Url());
    request.allow_private = false;
    CHECK(Get(request).failure == FetchClass::kRefused);
    CHECK(server.commands().empty());
  }
  CHECK_THAT(Said(server), !Contains("LOGIN"));
}

TEST_CASE("TLS is verified, at once or after STARTTLS, before the login") {
  const auto tls = GENERATE(ImapServer::Tls::kImplicit, ImapServer::Tls::kStartTls);
  ImapServer server(tls);
  server.Put(1, Letter("a@x.example", std::string(200'000, 'y')));
  const testing::TemporaryFolder folder;
  const std::string ca = folder.Write("ca.pem", server.certificate()).string();
  // For plain connections 0.0.0.0 is not written as this machine, but leads to it. The certificate names it.
  const std::string url = server.Url(tls == ImapServer::Tls::kImplicit ? "localhost" : "0.0.0.0");
  SECTION("a certificate that nobody vouches for") {
    const Response response = Get(Ask(url));
    CHECK(response.failure == FetchClass::kNetwork);
    CHECK_THAT(response.message, Contains("certificate"));
    CHECK_THAT(Said(server), !Contains("LOGIN"));
  }
  SECTION("a good certificate") {
    const Response response = Get(Ask(url), ca);
    INFO(response.message);
    REQUIRE(response.ok());
    const auto answer = ReadMailboxAnswer(response.body);
    REQUIRE(answer);
    REQUIRE(answer->messages.size() == 1);
    CHECK(answer->messages[0].text.size() > 200'000);
  }
}

TEST_CASE("A certificate for another name is none") {
  ImapServer server(ImapServer::Tls::kImplicit);
  const testing::TemporaryFolder folder;
  const Response response = Get(Ask(server.Url("127.0.0.1")), folder.Write("ca.pem", server.certificate()).string());
  CHECK(response.failure == FetchClass::kNetwork);
  CHECK(server.commands().empty());
}

// A peer that goes away while TLS is written to raised SIGPIPE, which ends a program.
TEST_CASE("A server that hangs up under TLS ends nothing but the session") {
  ImapServer server(ImapServer::Tls::kImplicit);
  server.Instead("EXAMINE", "* OK [UIDVALIDITY 17] ok\r\n{tag} OK done\r\nHANG UP");
  server.Instead("UID SEARCH", "HANG UP");
  server.Instead("LOGOUT", "HANG UP");
  const testing::TemporaryFolder folder;
  const std::string ca = folder.Write("ca.pem", server.certificate()).string();
  for (int i = 0; i < 20; ++i) CHECK_FALSE(Get(Ask(server.Url("localhost")), ca).ok());
}

TEST_CASE("Mailboxes and web pages are asked side by side") {
  ImapServer server;
  for (std::uint32_t uid = 1; uid <= 20; ++uid) server.Put(uid, Letter("a@x.example", std::string(50'000, 'z')));
  HttpClient client({});
  for (int i = 0; i < 3; ++i) client.Submit(Ask(server.Url()));
  CHECK(client.in_flight() == 3);
  std::size_t good = 0;
  const auto begin = std::chrono::steady_clock::now();
  while (client.in_flight() > 0 && std::chrono::steady_clock::now() - begin < 30s) {
    for (const Response& response : client.Poll(100ms)) {
      INFO(response.message);
      CHECK(response.ok());
      good += response.ok() ? 1 : 0;
    }
  }
  CHECK(good == 3);
}

TEST_CASE("A session leaves no connection behind") {
  ImapServer server;
  server.Put(1, Letter("a@x.example", "one"));
  HttpClient client({});
  const auto open = [] { return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}); };
  std::ptrdiff_t before = 0;
  for (int i = 0; i < 12; ++i) {
    Request request = Ask(server.Url());
    if (i % 3 == 1) request.mailbox->password = "wrong";
    if (i % 3 == 2) request.url = server.Url() + "/none";
    client.Submit(std::move(request));
    const auto begin = std::chrono::steady_clock::now();
    while (client.in_flight() > 0 && std::chrono::steady_clock::now() - begin < 30s) (void)client.Poll(100ms);
    server.Settle();
    if (i == 2) before = open();
  }
  CHECK(open() <= before);
}

}  // namespace dateline::net
