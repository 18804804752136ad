#include "bus/control.h"

#include <sys/stat.h>

#include <array>
#include <catch2/catch.hpp>
#include <thread>

#include "../support/temporary_folder.h"

namespace dateline::bus {
namespace {

using std::chrono::milliseconds;

// Answers requests with themselves until it goes.
class Echo {
 public:
  explicit Echo(const std::filesystem::path& folder)
      : thread_([folder](const std::stop_token& stop) {
          auto server = ControlServer::Bind(Context::OfProcess(), folder);
          if (!server) return;
          while (!stop.stop_requested()) {
            std::array<Waitable, 1> things{(*server)->waitable()};
            WaitAny(things, milliseconds(20));
            while (auto request = (*server)->Receive()) {
              const std::string answer = "echo " + request->json;
              (*server)->Reply(*request, answer);
            }
          }
        }) {
    while (!std::filesystem::exists(folder / kControlSocket)) std::this_thread::sleep_for(milliseconds(1));
  }

 private:
  std::jthread thread_;
};

}  // namespace

TEST_CASE("A request over the control socket is answered") {
  const testing::TemporaryFolder folder;
  const Echo echo(folder.path());
  CHECK(AskControl(folder.path(), "{\"command\":\"status\"}", milliseconds(5'000)).value() ==
        "echo {\"command\":\"status\"}");
  CHECK(AskControl(folder.path(), std::string(3'000'000, 'x'), milliseconds(5'000))->size() == 3'000'005);
}

TEST_CASE("The control socket's file is for its owner only") {
  const testing::TemporaryFolder folder;
  const Echo echo(folder.path());
  struct stat status {};
  REQUIRE(::stat((folder.path() / kControlSocket).c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("A data folder too deep for a socket's name is reached all the same") {
  const testing::TemporaryFolder folder;
  const auto deep = folder.path() / std::string(120, 'd');
  std::filesystem::create_directory(deep);
  const Echo echo(deep);
  CHECK(AskControl(deep, "x", milliseconds(5'000)).value() == "echo x");
}

TEST_CASE("Without a daemon the question fails at once and says so") {
  const testing::TemporaryFolder folder;
  const auto answer = AskControl(folder.path(), "{}", milliseconds(5'000));
  REQUIRE_FALSE(answer.has_value());
  CHECK(answer.error().code == ErrorCode::kUnavailable);
  CHECK(answer.error().message.find("no daemon runs") != std::string::npos);
}

TEST_CASE("A socket file that a dead daemon left is waited for no longer than asked") {
  const testing::TemporaryFolder folder;
  { const Echo echo(folder.path()); }
  const auto answer = AskControl(folder.path(), "{}", milliseconds(50));
  REQUIRE_FALSE(answer.has_value());
  CHECK(answer.error().code == ErrorCode::kUnavailable);
}

TEST_CASE("A request beyond eight mebibytes is refused before it is sent") {
  const testing::TemporaryFolder folder;
  const auto answer = AskControl(folder.path(), std::string((8u << 20) + 1, 'x'), milliseconds(50));
  REQUIRE_FALSE(answer.has_value());
  CHECK(answer.error().code == ErrorCode::kInvalidInput);
}

}  // namespace dateline::bus
