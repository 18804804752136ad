#include "extract/ruleset.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "model/id.h"

namespace dateline::extract {
namespace {

// All records that can change an extraction, written out for hashing. Places in files are left out: moving a
// record changes nothing.
class Fingerprint {
 public:
  void Add(std::string_view part) {
    char size[24];
    char* const end = std::to_chars(size, size + sizeof size - 1, part.size()).ptr;
    *end = ':';
    text_.append(size, end + 1);
    text_.append(part);
  }
  void Add(const std::vector<std::string>& parts) {
    if (parts.empty()) return Add("0");  // most
    Add(std::to_string(parts.size()));
    for (const auto& part : parts) Add(part);
  }
  void Add(const std::map<std::string, std::string>& parts) {
    Add(std::to_string(parts.size()));
    for (const auto& [key, value] : parts) Add(key), Add(value);
  }
  void Add(const config::EntityRecord& entity) {
    Add(entity.id), Add(entity.name), Add(entity.attributes);
    for (const auto& alias : entity.aliases) {
      Add(alias.text), Add(alias.language), Add(std::to_string(static_cast<int>(alias.letter_case)));
      Add(alias.weak ? "weak" : ""), Add(alias.context), Add(alias.not_before), Add(alias.not_after);
    }
    for (const auto& office : entity.offices) Add(office.title), Add(office.agency), Add(ToEdtf(office.held));
  }
  void Add(const config::EventTypeRecord& type) {
    Add(type.id), Add(type.direction);
    for (const auto& role : type.roles) Add(role.name), Add(role.kinds);
    for (const auto& trigger : type.triggers) {
      Add(trigger.id), Add(trigger.frame), Add(trigger.words), Add(trigger.attributes), Add(trigger.needs), Add(trigger.without);
    }
  }
  void Add(const config::CueRecord& cue) { Add(cue.id), Add(cue.sets), Add(cue.words), Add(cue.attributes); }
  void Add(const config::PatternRecord& pattern) {
    Add(pattern.id), Add(pattern.kind), Add(pattern.regex), Add(pattern.canonical), Add(pattern.entity);
    Add(pattern.context), Add(pattern.attributes);
  }

  [[nodiscard]] std::string Digest() const { return HashKey({text_}).Hex().substr(0, 16); }

 private:
  std::string text_;
};

std::string VersionOf(const config::Config& config) {
  // Raised when the code itself reads the same records differently.
  constexpr std::string_view kExtractor = "extractor 1";
  Fingerprint fingerprint;
  fingerprint.Add(kExtractor);
  for (const auto& entity : config.entities) fingerprint.Add(entity);
  for (const auto& type : config.event_types) fingerprint.Add(type);
  for (const auto& cue : config.cues) fingerprint.Add(cue);
  for (const auto& pattern : config.patterns) fingerprint.Add(pattern);
  for (const auto& [name, words] : config.words) fingerprint.Add(name), fingerprint.Add(words);
  return fingerprint.Digest();
}

}  // namespace

RuleSet::RuleSet() : impl_(std::make_unique<Impl>()) {}
RuleSet::~RuleSet() = default;

std::shared_ptr<const RuleSet> RuleSet::Compile(const config::Config& config, Problems& problems) {
  std::shared_ptr<RuleSet> rules(new RuleSet());
  rules->impl_->tagger = Tagger::Compile(config, problems);
  rules->impl_->events = EventRules::Compile(config, problems);
  rules->impl_->version = VersionOf(config);
  return rules;
}

const std::string& RuleSet::version() const { return impl_->version; }

std::string_view RuleSet::NameOf(std::string_view entity) const { return impl_->tagger.NameOf(entity); }

}  // namespace dateline::extract
