#include "daemon/in_flight.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "../support/temporary_folder.h"

namespace dateline::daemon {

TEST_CASE("What a killed process was reading is found by the next one, once") {
  const testing::TemporaryFolder folder;
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    auto board = InFlightBoard::Open(folder.path());
    board->Begin(0, 41);
    board->Begin(1, 42);
    board->Begin(2, 43);
    board->End(1);
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  {
    const auto board = InFlightBoard::Open(folder.path());
    REQUIRE(board.has_value());
    CHECK(board->left_behind() == std::vector<std::int64_t>{41, 43});
  }
  CHECK(InFlightBoard::Open(folder.path())->left_behind().empty());
}

TEST_CASE("A board in a folder that is not there is an error with its path") {
  const auto board = InFlightBoard::Open("/nowhere/at/all");
  REQUIRE_FALSE(board.has_value());
  CHECK(board.error().message.find("/nowhere/at/all/in-flight") != std::string::npos);
}

}  // namespace dateline::daemon
