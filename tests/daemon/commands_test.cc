#include "daemon/commands.h"

#include <catch2/catch.hpp>

namespace dateline::daemon {

TEST_CASE("A command is read with its fields") {
  const auto command = ParseCommand(R"({"command":"alerts.ack","id":"a:0123","who":"mira","note":"seen"})");
  REQUIRE(command.has_value());
  CHECK(command->name == "alerts.ack");
  CHECK(command->id == "a:0123");
  CHECK(command->who == "mira");
  CHECK(command->note == "seen");
  CHECK(Writes(*command));
}

TEST_CASE("Status and stop are answered without the store") {
  CHECK_FALSE(Writes(*ParseCommand(R"({"command":"status"})")));
  CHECK_FALSE(Writes(*ParseCommand(R"({"command":"stop"})")));
}

TEST_CASE("What is not a command says why") {
  CHECK_FALSE(ParseCommand("").has_value());
  CHECK_FALSE(ParseCommand("[1,2").has_value());
  CHECK_FALSE(ParseCommand("\"status\"").has_value());
  CHECK(ParseCommand(R"({"command":"format c:"})").error().message.find("format c:") != std::string::npos);
  CHECK(ParseCommand(R"({"command":"alerts.ack"})").error().message == "alerts.ack needs an id");
}

TEST_CASE("Reprocess needs the version of the rules and is carried out by the store's thread") {
  CHECK(Writes(*ParseCommand(R"({"command":"reprocess","id":"rules-2","note":"12"})")));
  CHECK_FALSE(ParseCommand(R"({"command":"reprocess"})").has_value());
}

}  // namespace dateline::daemon
