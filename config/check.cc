// Checks between records, once all layers are read.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "config/load.h"

namespace dateline::config {
namespace {

// Attributes whose value is the id of another entity.
constexpr std::array<std::string_view, 4> kReferences{"country", "issuer", "maker", "parent"};
static_assert(std::ranges::is_sorted(kReferences));

void CheckEntities(const Config& config, Problems& problems) {
  std::unordered_set<std::string_view> ids(config.entities.size());
  for (const EntityRecord& entity : config.entities) ids.insert(entity.id);
  for (const EntityRecord& entity : config.entities) {
    for (const auto& [name, value] : entity.attributes) {
      if (!std::ranges::binary_search(kReferences, name) || ids.contains(value)) continue;
      problems.push_back({entity.where, fmt::format("'{}' of {}: there is no entity '{}'", name, entity.id, value), {}});
    }
    for (const OfficeRecord& office : entity.offices) {
      if (office.agency.empty() || ids.contains(office.agency)) continue;
      problems.push_back({entity.where, fmt::format("office of {}: there is no entity '{}'", entity.id, office.agency), {}});
    }
  }
}

void CheckRules(const Config& config, Problems& problems) {
  for (const AlertRuleRecord& rule : config.rules) {
    for (const std::string& id : rule.channels) {
      if (std::ranges::any_of(config.channels, [&](const ChannelRecord& channel) { return channel.id == id; })) continue;
      problems.push_back({rule.where, fmt::format("rule '{}': there is no channel '{}'", rule.id, id), "define it in channels.toml"});
    }
  }
}

// The SEC blocks readers that do not say whom to write to.
void CheckUserAgent(const Config& config, Problems& problems) {
  if (config.settings.user_agent.find('@') != std::string::npos) return;
  for (const SourceRecord& source : config.sources) {
    if (!source.enabled || !AsksSec(source.url)) continue;
    problems.push_back({source.where, fmt::format("source '{}' asks the SEC, which wants a User-Agent with a contact", source.id),
                        "in dateline.toml: user_agent = \"Organisation name name@example.org\""});
    return;
  }
}

}  // namespace

bool AsksSec(std::string_view url) {
  const auto begin = url.find("://");
  if (begin == std::string_view::npos) return false;
  const std::string_view rest = url.substr(begin + 3);
  const std::string_view host = rest.substr(0, rest.find_first_of("/:?#"));
  return host == "sec.gov" || host.ends_with(".sec.gov");
}

void CheckWhole(Loaded& loaded) {
  CheckEntities(loaded.config, loaded.problems);
  CheckRules(loaded.config, loaded.problems);
  CheckUserAgent(loaded.config, loaded.problems);
}

}  // namespace dateline::config
