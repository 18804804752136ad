#include "alert/channels.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "model/json.h"

namespace dateline::alert {
namespace {

namespace fs = std::filesystem;

// The test secret of the Standard Webhooks specification's own examples.
constexpr const char* kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "dateline-alert-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

  void Write(const std::string& name, std::string_view text, mode_t mode = 0600) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    REQUIRE(::chmod((path_ / name).c_str(), mode) == 0);
  }
  [[nodiscard]] std::string Read(const std::string& name) const {
    std::ostringstream out;
    out << std::ifstream(path_ / name, std::ios::binary).rdbuf();
    return out.str();
  }

 private:
  fs::path path_;
};

config::ChannelRecord Webhook(std::string secret) {
  config::ChannelRecord record;
  record.id = "desk";
  record.kind = "webhook";
  record.url = "https://hooks.example/T0K3N/inbox?key=s3cr3t";
  record.secret = std::move(secret);
  record.where = {"channels.toml", 1, 1};
  return record;
}

config::ChannelRecord File(std::string path) {
  config::ChannelRecord record;
  record.id = "desk";
  record.kind = "file";
  record.path = std::move(path);
  record.where = {"channels.toml", 1, 1};
  return record;
}

ChannelTable TableOf(config::ChannelRecord record, const fs::path& data, Problems& problems) {
  config::Config config;
  config.channels.push_back(std::move(record));
  return ChannelTable::Compile(config, data, problems);
}

ChannelTable TableOf(config::ChannelRecord record, const fs::path& data) {
  Problems problems;
  ChannelTable table = TableOf(std::move(record), data, problems);
  for (const Problem& problem : problems) UNSCOPED_INFO(problem.Text());
  REQUIRE(problems.empty());
  return table;
}

Delivery DeliveryOf(std::string payload = R"({"type":"dateline.alert"})") {
  Delivery delivery;
  delivery.id = "msg_0123456789abcdef01234567";
  delivery.channel = "desk";
  delivery.payload = std::move(payload);
  delivery.content_type = "application/json";
  return delivery;
}

std::string HeaderOf(const net::Request& request, std::string_view name) {
  for (const net::Header& header : request.headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

const Instant kNow = Instant(std::chrono::seconds(1674087231));

ChannelTable WebhookTable(const Folder& folder) {
  folder.Write("hook.key", std::string(kSecret) + "\n");
  return TableOf(Webhook("file:hook.key"), folder.path());
}

}  // namespace

TEST_CASE("A webhook is signed as the Standard Webhooks libraries sign it") {
  const Folder folder;
  ChannelTable table = WebhookTable(folder);
  // The specification's example message, whose signature other libraries' tests state.
  Delivery delivery = DeliveryOf(R"({"test": 2432232314})");
  delivery.id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  const auto prepared = table.Prepare(delivery, Instant(std::chrono::seconds(1614265330)));
  const auto& request = std::get<net::Request>(prepared);
  CHECK(HeaderOf(request, "webhook-id") == "msg_p5jXN8AQM9LWM0D4loKWxJek");
  CHECK(HeaderOf(request, "webhook-timestamp") == "1614265330");
  CHECK(HeaderOf(request, "webhook-signature") == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  CHECK(HeaderOf(request, "Content-Type") == "application/json");
  CHECK(request.body == R"({"test": 2432232314})");
  CHECK(request.method == net::Method::kPost);
  CHECK(request.url == "https://hooks.example/T0K3N/inbox?key=s3cr3t");
  CHECK(request.limits.total_timeout == std::chrono::seconds(20));
}

TEST_CASE("Two secrets give two signatures while one replaces the other") {
  const Folder folder;
  folder.Write("hook.key", std::string(kSecret) + " whsec_" + std::string(32, 'A'));
  ChannelTable table = TableOf(Webhook("file:hook.key"), folder.path());
  const auto request = std::get<net::Request>(table.Prepare(DeliveryOf(), kNow));
  const std::string signatures = HeaderOf(request, "webhook-signature");
  CHECK(signatures.size() == 2 * (3 + 44) + 1);
  CHECK(signatures.find(" v1,") == 47);
}

TEST_CASE("A secret comes from the environment by name") {
  const Folder folder;
  REQUIRE(::setenv("DATELINE_TEST_HOOK", kSecret, 1) == 0);
  Problems problems;
  (void)TableOf(Webhook("env:DATELINE_TEST_HOOK"), folder.path(), problems);
  CHECK(problems.empty());
  REQUIRE(::unsetenv("DATELINE_TEST_HOOK") == 0);
  (void)TableOf(Webhook("env:DATELINE_TEST_HOOK"), folder.path(), problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].Text() == "channels.toml:1:1: channel 'desk': secret env:DATELINE_TEST_HOOK: is not set");
}

TEST_CASE("A secret that cannot be used is a problem that does not tell it") {
  const Folder folder;
  folder.Write("open.key", kSecret, 0644);
  folder.Write("short.key", "whsec_c2hvcnQ=");
  folder.Write("plain.key", "hunter2-hunter2-hunter2");
  folder.Write("broken.key", "whsec_%%%hunter2");
  folder.Write("empty.key", " \n");
  folder.Write("big.key", std::string(5000, 'x'));
  fs::create_directory(folder.path() / "folder.key");
  const auto [reference, message] = GENERATE(table<std::string, std::string>({
      {"file:open.key", "can be read by others; it must have mode 0600"},
      {"file:short.key", "is not a key of 24 to 64 bytes"},
      {"file:plain.key", "does not begin with whsec_"},
      {"file:broken.key", "is not Base64 after whsec_"},
      {"file:empty.key", "is empty"},
      {"file:big.key", "is larger than 4 KiB"},
      {"file:missing.key", "cannot be opened: No such file or directory"},
      {"file:folder.key", "is not a plain file"},
  }));
  Problems problems;
  (void)TableOf(Webhook(reference), folder.path(), problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message == "channel 'desk': secret " + reference + ": " + message);
  CHECK(problems[0].Text().find("hunter2") == std::string::npos);
}

TEST_CASE("A webhook without a secret is a problem, and so is a secret written out") {
  const Folder folder;
  Problems problems;
  (void)TableOf(Webhook(""), folder.path(), problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message == "webhook channel 'desk' needs a secret to sign with");
  (void)TableOf(Webhook(kSecret), folder.path(), problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[1].Text().find("MfKQ9r8G") == std::string::npos);
}

TEST_CASE("Retries follow the schedule for 75 hours and 35 minutes") {
  using std::chrono::seconds;
  const std::vector<seconds> schedule{seconds(5),     seconds(300),   seconds(1800),  seconds(7200), seconds(18000),
                                      seconds(36000), seconds(50400), seconds(72000), seconds(86400)};
  seconds total{0};
  for (std::uint32_t attempt = 1; attempt <= schedule.size(); ++attempt) {
    INFO("attempt " << attempt);
    const seconds base = schedule[attempt - 1];
    total += base;
    for (std::string_view id : {"msg_a", "msg_b", "msg_c", "msg_d"}) {
      const auto at = RetryAt(id, attempt, kNow);
      REQUIRE(at.has_value());
      CHECK(*at >= kNow + base);
      CHECK(*at <= kNow + base + std::chrono::microseconds(base) / 10);
      CHECK(at == RetryAt(id, attempt, kNow));
    }
    CHECK(RetryAt("msg_a", attempt, kNow) != RetryAt("msg_b", attempt, kNow));
  }
  CHECK(total == std::chrono::hours(75) + std::chrono::minutes(35) + seconds(5));
  CHECK_FALSE(RetryAt("msg_a", 10, kNow).has_value());
  CHECK_FALSE(RetryAt("msg_a", 0, kNow).has_value());
}

TEST_CASE("Answers are judged by their status") {
  const Folder folder;
  ChannelTable table = WebhookTable(folder);
  using enum DeliveryState;
  struct Row {
    int status;
    DeliveryState first;  // of the first attempt
    DeliveryState third;
    DeliveryState tenth;
  };
  const auto row = GENERATE(values<Row>({
      {200, kAccepted, kAccepted, kAccepted}, {202, kAccepted, kAccepted, kAccepted},
      {204, kAccepted, kAccepted, kAccepted}, {301, kPending, kPending, kDead},
      {302, kPending, kPending, kDead},       {307, kPending, kPending, kDead},
      {400, kPending, kDead, kDead},          {401, kPending, kDead, kDead},
      {403, kPending, kDead, kDead},          {404, kPending, kDead, kDead},
      {408, kPending, kPending, kDead},       {410, kDead, kDead, kDead},
      {413, kPending, kDead, kDead},          {422, kPending, kDead, kDead},
      {425, kPending, kPending, kDead},       {429, kPending, kPending, kDead},
      {500, kPending, kPending, kDead},       {502, kPending, kPending, kDead},
      {503, kPending, kPending, kDead},       {599, kPending, kPending, kDead},
      {999, kPending, kPending, kDead},       {0, kPending, kPending, kDead},
  }));
  INFO("status " << row.status);
  net::Response response;
  response.status = row.status;
  if (row.status == 0) {
    response.failure = FetchClass::kNetwork;
    response.message = "Timeout was reached";
  }
  const auto judge = [&](std::uint32_t before) {
    Delivery delivery = DeliveryOf();
    delivery.attempt = before;
    const Verdict verdict = table.Judge(delivery, response, kNow);
    CHECK(verdict.code == row.status);
    CHECK(verdict.error.empty() == (verdict.state == kAccepted));
    if (verdict.state == kPending) CHECK(verdict.next_at == RetryAt(delivery.id, before + 1, kNow));
    return verdict.state;
  };
  CHECK(judge(0) == row.first);
  CHECK(judge(2) == row.third);
  CHECK(judge(9) == row.tenth);
}

TEST_CASE("Retry-After is honoured, for a day at most") {
  const Folder folder;
  ChannelTable table = WebhookTable(folder);
  const auto next = [&](std::string value) {
    net::Response response;
    response.status = 429;
    response.headers = {{"Retry-After", std::move(value)}};
    return table.Judge(DeliveryOf(), response, kNow).next_at - kNow;
  };
  CHECK(next("3600") == std::chrono::hours(1));
  CHECK(next("99999999") == std::chrono::hours(24));
  CHECK(next("0") >= std::chrono::seconds(5));
  CHECK(next("soon") >= std::chrono::seconds(5));
}

TEST_CASE("An answer whose body went wrong is judged by its status") {
  const Folder folder;
  ChannelTable table = WebhookTable(folder);
  net::Response response;
  response.status = 200;
  response.failure = FetchClass::kTooBig;
  response.message = "the body is bigger than 65536 bytes";
  CHECK(table.Judge(DeliveryOf(), response, kNow).state == DeliveryState::kAccepted);
}

TEST_CASE("Errors repeat neither the secret part of the address nor what the receiver wrote") {
  const Folder folder;
  ChannelTable table = WebhookTable(folder);
  net::Response response;
  response.failure = FetchClass::kRefused;
  response.message = "https://hooks.example/T0K3N/inbox?key=s3cr3t: a private address";
  const Verdict refused = table.Judge(DeliveryOf(), response, kNow);
  CHECK(refused.error == "https://hooks.example/…: a private address");
  response = {};
  response.status = 403;
  response.body = "bad key whsec_MfKQ9r8G";
  CHECK(table.Judge(DeliveryOf(), response, kNow).error == "HTTP 403");
}

TEST_CASE("A delivery for a channel that is gone is dead") {
  ChannelTable table;
  const auto prepared = table.Prepare(DeliveryOf(), kNow);
  CHECK(std::get<Verdict>(prepared).state == DeliveryState::kDead);
  CHECK(std::get<Verdict>(prepared).error == "there is no channel 'desk'");
}

TEST_CASE("A file channel appends one line of JSON a delivery") {
  const Folder folder;
  ChannelTable table = TableOf(File("out/alerts.jsonl"), folder.path());
  for (int i = 0; i < 2; ++i) {
    const auto prepared = table.Prepare(DeliveryOf(), kNow);
    const auto& verdict = std::get<Verdict>(prepared);
    INFO(verdict.error);
    CHECK(verdict.state == DeliveryState::kAccepted);
  }
  const std::string line = R"({"id":"msg_0123456789abcdef01234567","type":"dateline.alert"})";
  CHECK(folder.Read("out/alerts.jsonl") == line + "\n" + line + "\n");
  struct stat info {};
  REQUIRE(::stat((folder.path() / "out/alerts.jsonl").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("A line that a crash cut short does not swallow the next") {
  const Folder folder;
  folder.Write("alerts.jsonl", "{\"id\":\"msg_whole\"}\n{\"id\":\"msg_to");
  ChannelTable table = TableOf(File("alerts.jsonl"), folder.path());
  CHECK(std::get<Verdict>(table.Prepare(DeliveryOf("{}"), kNow)).state == DeliveryState::kAccepted);
  CHECK(folder.Read("alerts.jsonl") ==
        "{\"id\":\"msg_whole\"}\n{\"id\":\"msg_to\n{\"id\":\"msg_0123456789abcdef01234567\"}\n");
}

TEST_CASE("A file channel stays in the data folder") {
  const Folder folder;
  const Folder outside;
  const std::string path = GENERATE("../alerts.jsonl", "/tmp/alerts.jsonl", "a/../../alerts.jsonl", "", "a/", ".");
  Problems problems;
  (void)TableOf(File(path), folder.path(), problems);
  INFO(path);
  CHECK(problems.size() == 1);
}

TEST_CASE("A symbolic link in a file channel's path is refused and tried again later") {
  const Folder folder;
  const Folder outside;
  fs::create_symlink(outside.path(), folder.path() / "way");
  fs::create_symlink(outside.path() / "target", folder.path() / "alerts.jsonl");
  const std::string path = GENERATE("way/alerts.jsonl", "alerts.jsonl");
  ChannelTable table = TableOf(File(path), folder.path());
  const auto verdict = std::get<Verdict>(table.Prepare(DeliveryOf(), kNow));
  CHECK(verdict.state == DeliveryState::kPending);
  CHECK(verdict.next_at == RetryAt(DeliveryOf().id, 1, kNow));
  CHECK(fs::is_empty(outside.path()));
}

TEST_CASE("A pipe in a file channel's place does not hold the program") {
  const Folder folder;
  REQUIRE(::mkfifo((folder.path() / "alerts.jsonl").c_str(), 0600) == 0);
  ChannelTable table = TableOf(File("alerts.jsonl"), folder.path());
  CHECK(std::get<Verdict>(table.Prepare(DeliveryOf(), kNow)).state == DeliveryState::kPending);
}

TEST_CASE("A payload that is not one line of JSON never reaches a file") {
  const Folder folder;
  ChannelTable table = TableOf(File("alerts.jsonl"), folder.path());
  CHECK(std::get<Verdict>(table.Prepare(DeliveryOf("{\n}"), kNow)).state == DeliveryState::kDead);
  CHECK(std::get<Verdict>(table.Prepare(DeliveryOf("text"), kNow)).state == DeliveryState::kDead);
  CHECK_FALSE(fs::exists(folder.path() / "alerts.jsonl"));
}

}  // namespace dateline::alert
