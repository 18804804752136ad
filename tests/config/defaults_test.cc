// What is embedded in the binary.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "config/load.h"

namespace dateline::config {

TEST_CASE("The shipped defaults have no problem") {
  const Loaded loaded = Load({});
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(problem.Text());
  CHECK(loaded.problems.empty());
  CHECK(loaded.config.entities.size() > 500);
}

TEST_CASE("The demo's files have no problem over the defaults") {
  Loaded loaded = Load({});
  for (std::string_view path : EmbeddedPaths("demo/")) {
    if (!path.ends_with(".toml")) continue;
    std::string text(*Embedded(path));
    // The address of the demo's own server stands where it will be put.
    for (std::size_t at = 0; (at = text.find("{{BASE}}", at)) != std::string::npos;)
      text.replace(at, 8, "http://127.0.0.1:9");
    LayerText(path, text, loaded);
  }
  // The demo's channels are made where it runs.
  std::erase_if(loaded.problems, [](const Problem& problem) {
    return problem.message.find("there is no channel") != std::string::npos;
  });
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(problem.Text());
  CHECK(loaded.problems.empty());
}

TEST_CASE("Ids of the defaults are unique over all files") {
  const Loaded loaded = Load({});
  std::set<std::string_view> ids;
  for (const EntityRecord& entity : loaded.config.entities) CHECK(ids.insert(entity.id).second);
  for (const EventTypeRecord& type : loaded.config.event_types) CHECK(ids.insert(type.id).second);
}

TEST_CASE("Embedded files are found by their path and listed in order") {
  const auto paths = EmbeddedPaths("");
  CHECK_FALSE(paths.empty());
  CHECK(std::ranges::is_sorted(paths));
  CHECK(Embedded("dictionaries/firms.toml").has_value());
  CHECK_FALSE(Embedded("dictionaries/none.toml").has_value());
  CHECK_FALSE(Embedded("").has_value());
  for (std::string_view path : EmbeddedPaths("dictionaries/")) CHECK(path.starts_with("dictionaries/"));
}

}  // namespace dateline::config
