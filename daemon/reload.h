// A configuration that replaces another while the daemon runs: what each thread takes of it, when it next has nothing
// in its hands.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "alert/channels.h"
#include "alert/rules.h"
#include "config/records.h"
#include "model/source.h"

namespace dateline::daemon {

struct Reloaded {
  std::shared_ptr<const alert::RuleBook> book;    // the store's thread, between two commits
  std::string rules_version;                      // the same
  std::vector<config::SourceRecord> sources;      // the collector
  config::Settings settings;                      // the collector
  std::map<std::string, SourceState> states;      // the collector; filled by the store's thread before it gets this
  std::shared_ptr<alert::ChannelTable> channels;  // the delivery thread, which alone may use it
};

}  // namespace dateline::daemon
