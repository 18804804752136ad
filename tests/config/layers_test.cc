// Later layers win, record by record.
#include <stdlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "config/load.h"

namespace dateline::config {
namespace {

namespace fs = std::filesystem;

std::string AllText(const Loaded& loaded) {
  std::string out;
  for (const Problem& problem : loaded.problems) out += problem.Text() + "\n";
  return out;
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "dateline-config-XXXXXX").string();
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
  void Write(const std::string& name, std::string_view text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("A record of a later layer replaces the whole earlier one") {
  Loaded loaded;
  LayerText(
      "default/rules.toml",
      "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\nseverity = \"high\"\n[[rule]]\nid = \"b\"\nfilter = \"type:y\"\n",
      loaded);
  LayerText("mine/rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"type:z\"\n", loaded);
  CHECK(AllText(loaded).empty());
  REQUIRE(loaded.config.rules.size() == 2);
  CHECK(loaded.config.rules[0].id == "a");
  CHECK(loaded.config.rules[0].filter == "type:z");
  CHECK(loaded.config.rules[0].severity == "medium");
  CHECK(loaded.config.rules[0].where.Text() == "mine/rules.toml:1:1");
  CHECK(loaded.config.rules[1].filter == "type:y");
}

TEST_CASE("A later layer drops a record by its id alone") {
  const auto [file, before, removal] = GENERATE(table<std::string, std::string, std::string>({
      {"rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"type:x\"\n", "[[rule]]\nid = \"a\"\nremove = true\n"},
      {"sources.toml", "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n",
       "[[source]]\nid = \"a\"\nremove = true\n"},
      {"channels.toml", "[[channel]]\nid = \"a\"\nkind = \"file\"\npath = \"a\"\n",
       "[[channel]]\nid = \"a\"\nremove = true\n"},
      {"dictionaries/d.toml", "[[entity]]\nid = \"firm.a\"\nname = \"A\"\n",
       "[[entity]]\nid = \"firm.a\"\nremove = true\n"},
      {"cues.toml", "[[cue]]\nid = \"a\"\nsets = \"plan\"\nwords = [\"will\"]\n",
       "[[cue]]\nid = \"a\"\nremove = true\n"},
      {"events/e.toml", "[[type]]\nid = \"list.add\"\n", "[[type]]\nid = \"list.add\"\nremove = true\n"},
  }));
  const auto count = [](const Config& config) {
    return config.rules.size() + config.sources.size() + config.channels.size() + config.entities.size() +
           config.cues.size() + config.event_types.size();
  };
  INFO(file);
  Loaded loaded;
  LayerText("default/" + file, before, loaded);
  CHECK(count(loaded.config) == 1);
  LayerText("mine/" + file, removal, loaded);
  CHECK(AllText(loaded).empty());
  CHECK(count(loaded.config) == 0);
}

TEST_CASE("Dropping what was never there is a problem") {
  Loaded loaded;
  LayerText("mine/rules.toml", "[[rule]]\nid = \"typo\"\nremove = true\n", loaded);
  CHECK(AllText(loaded) == "mine/rules.toml:1:1: there is no 'typo' to remove (ids must be the same to the letter)\n");
}

TEST_CASE("Settings that a later layer does not name stay") {
  Loaded loaded;
  LayerText("a/dateline.toml", "workers = 3\nlog_level = \"debug\"\n", loaded);
  LayerText("b/dateline.toml", "log_level = \"warn\"\n", loaded);
  CHECK(AllText(loaded).empty());
  CHECK(loaded.config.settings.workers == 3);
  CHECK(loaded.config.settings.log_level == "warn");
}

TEST_CASE("A folder's files are layered over the defaults") {
  const Folder folder;
  folder.Write("dictionaries/mine.toml",
               "[[entity]]\nid = \"firm.harrow\"\nname = \"Harrow\"\naliases = [\"Harrow Corp\", { text = \"HRW\", "
               "case = \"exact\", weak = true }]\n");
  folder.Write("rules.toml", "[[rule]]\nid = \"a\"\nfilter = \"entity:harrow\"\nchannel = [\"out\"]\n");
  folder.Write("channels.toml",
               "[[channel]]\nid = \"out\"\nkind = \"webhook\"\nurl = \"{{SERVER}}/hook\"\nsecret = \"env:HOOK\"\n");
  folder.Write("notes.txt", "not read");
  const Loaded loaded = Load(folder.path(), {{"SERVER", "http://127.0.0.1:9"}});
  CHECK(AllText(loaded).empty());
  const auto out = std::ranges::find(loaded.config.channels, "out", &ChannelRecord::id);
  REQUIRE(out != loaded.config.channels.end());
  CHECK(out->url == "http://127.0.0.1:9/hook");
  const EntityRecord& harrow = *std::ranges::find(loaded.config.entities, "firm.harrow", &EntityRecord::id);
  REQUIRE(harrow.aliases.size() == 3);
  CHECK(harrow.aliases[0].text == "Harrow");
  CHECK(harrow.aliases[2].letter_case == AliasRecord::Case::kExact);
  CHECK(harrow.aliases[2].weak);
}

TEST_CASE("A folder that is not there, or holds a misnamed file, is a problem") {
  const Folder folder;
  CHECK(AllText(Load(folder.path() / "nowhere")).find("there is no such configuration folder") != std::string::npos);
  folder.Write("rule.toml", "");
  CHECK(AllText(Load(folder.path())).find("rule.toml: this file is not read by Dateline") != std::string::npos);
}

}  // namespace dateline::config
