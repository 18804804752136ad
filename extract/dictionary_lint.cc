#include "extract/dictionary_lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "extract/ruleset.h"
#include "extract/token.h"
#include "model/mention.h"

namespace dateline::extract {
namespace {

using config::AliasRecord;
using config::Config;
using config::EntityRecord;

// What the trie sees of an alias: its words, folded, without the marks that writers vary.
std::string KeyOf(std::string_view text) {
  std::string key;
  for (const Token& token : Tokenise(text)) {
    const std::string_view surface = token.span.In(text);
    if (token.kind == TokenKind::kPunct && (surface == "." || surface == "-" || surface == ",")) continue;
    key += fmt::format("{}{} ", token.hash, token.possessive != 0 ? "'s" : "");
  }
  return key;
}

bool Conditional(const AliasRecord& alias) { return alias.weak || !alias.context.empty(); }
// Two aliases of one key that no text can satisfy both.
bool ApartByCase(const AliasRecord& a, const AliasRecord& b) {
  const bool a_exact = a.letter_case == AliasRecord::Case::kExact;
  const bool b_exact = b.letter_case == AliasRecord::Case::kExact;
  return a.text != b.text && a_exact && b_exact;
}
bool SameWords(std::vector<std::string> a, std::vector<std::string> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}
bool SameConditions(const AliasRecord& a, const AliasRecord& b) {
  return a.weak == b.weak && a.letter_case == b.letter_case && SameWords(a.context, b.context) && SameWords(a.not_before, b.not_before) &&
         SameWords(a.not_after, b.not_after);
}

class Lint {
 public:
  Lint(const Config& config, const RuleSet& rules, Day today) : config_(config), rules_(rules), today_(today) {
    for (const EntityRecord& entity : config.entities) by_id_.emplace(entity.id, &entity);
  }

  Problems Run() {
    SharedAliases();
    for (const EntityRecord& entity : config_.entities) {
      for (const AliasRecord& alias : entity.aliases) Alias(entity, alias);
      References(entity);
      ExternalIds(entity);
      for (const auto& office : entity.offices) Office(entity, office);
    }
    SharedOffices();
    std::ranges::stable_sort(problems_, {}, [](const Problem& p) { return std::tuple(p.where.file, p.where.line, p.where.column); });
    return std::move(problems_);
  }

 private:
  struct Use {
    const EntityRecord* entity;
    const AliasRecord* alias;
  };

  void Find(const Where& where, std::string message, std::string hint = {}) { problems_.push_back({where, std::move(message), std::move(hint)}); }

  void SharedAliases() {
    std::map<std::string, std::vector<Use>> uses;
    for (const EntityRecord& entity : config_.entities) {
      for (const AliasRecord& alias : entity.aliases) {
        if (std::string key = KeyOf(alias.text); !key.empty()) uses[std::move(key)].push_back({&entity, &alias});
      }
    }
    for (const auto& [key, all] : uses) {
      for (std::size_t i = 1; i < all.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
          if (Compare(all[k], all[i])) break;
        }
      }
    }
  }

  // True when something was found.
  bool Compare(const Use& first, const Use& second) {
    const AliasRecord& a = *first.alias;
    const AliasRecord& b = *second.alias;
    if (first.entity == second.entity) {
      if (a.text != b.text || !SameConditions(a, b)) return false;
      Find(b.where, fmt::format("alias '{}' of {} stands there twice", b.text, second.entity->id), "remove one");
      return true;
    }
    if (Conditional(a) || Conditional(b) || ApartByCase(a, b)) return false;
    shared_.insert({&a, &b});
    Find(b.where, fmt::format("alias '{}' of {} is also '{}' of {}, and nothing tells them apart", b.text, second.entity->id, a.text, first.entity->id),
         fmt::format("the other stands at {}; give one of them a context, or make it weak", a.where.Text()));
    return true;
  }

  void Alias(const EntityRecord& entity, const AliasRecord& alias) {
    for (const auto* words : {&alias.context, &alias.not_before, &alias.not_after}) {
      for (const std::string& word : *words) {
        if (KeyOf(word).empty()) Find(alias.where, fmt::format("alias '{}' of {}: condition '{}' holds no letter or digit", alias.text, entity.id, word));
      }
    }
    if (KeyOf(alias.text).empty()) {
      Find(alias.where, fmt::format("alias '{}' of {} can never match", alias.text, entity.id), "it holds no letter or digit");
      return;
    }
    // Of a shared name it is known already that it cannot be found.
    if (!shared_.contains(&alias)) Match(entity, alias);
  }

  // Writes the alias down where its conditions hold, and looks whether it is found.
  void Match(const EntityRecord& entity, const AliasRecord& alias) {
    std::vector<std::string> tries;
    for (const std::string& word : alias.context) tries.push_back(alias.text + "; " + word);
    if (alias.weak) {
      for (const AliasRecord& other : entity.aliases) {
        if (!Conditional(other)) tries.push_back(alias.text + "; " + other.text);
      }
    }
    if (!Conditional(alias)) tries = {alias.text};
    std::string instead;
    for (const std::string& text : tries) {
      const auto tokens = Tokenise(text);
      Losers losers;
      const auto mentions = rules_.impl().tagger.FindMentions(text, tokens, SplitSentences(text, tokens), &losers);
      for (const Mention& m : mentions) {
        if (m.span.begin >= alias.text.size()) break;
        // A country before its own body, a closing mark or a plural may be left out of the span.
        const bool whole = m.span.begin == 0 && m.span.end + 2 >= alias.text.size();
        if (m.entity == entity.id && (whole || m.rule.ends_with("/" + alias.text))) return;
        if (instead.empty()) instead = fmt::format("'{}' is read as {} by {}", m.span.In(text), m.entity, m.rule);
      }
      for (const auto& name : losers.names) {
        if (instead.empty() && name.entity == entity.id && name.span.begin == 0) instead = name.why;
      }
    }
    if (tries.empty()) instead = "weak, but the entity has no alias that needs no evidence";
    Find(alias.where, fmt::format("alias '{}' of {} never matches", alias.text, entity.id), instead);
  }

  void References(const EntityRecord& entity) {
    struct Row {
      std::string_view name;
      std::string_view kind;
    };
    static constexpr std::array kRows{Row{"country", "place."}, Row{"issuer", "agency."}, Row{"maker", "firm."}};
    for (const Row& row : kRows) {
      const auto it = entity.attributes.find(std::string(row.name));
      if (it == entity.attributes.end() || it->second.starts_with(row.kind)) continue;
      Find(entity.where, fmt::format("{} of {}: '{}' is no {}", row.name, entity.id, it->second, row.kind.substr(0, row.kind.size() - 1)));
    }
    std::set<std::string_view> seen{entity.id};
    for (const EntityRecord* at = &entity;;) {
      const auto parent = at->attributes.find("parent");
      if (parent == at->attributes.end()) break;
      if (!seen.insert(parent->second).second) {
        if (parent->second == entity.id) Find(entity.where, fmt::format("{} is its own parent", entity.id), "by way of " + at->id);
        break;
      }
      const auto next = by_id_.find(parent->second);
      if (next == by_id_.end()) break;
      at = next->second;
    }
  }

  void ExternalIds(const EntityRecord& entity) {
    const auto digits = [](std::string_view text) { return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); };
    for (const std::string_view name : {"cik", "lei", "rin", "ticker", "wikidata"}) {
      const auto it = entity.attributes.find(std::string(name));
      if (it == entity.attributes.end()) continue;
      const std::string_view value = it->second;
      const bool good = name == "cik"        ? !value.empty() && value.size() <= 10 && digits(value)
                        : name == "wikidata" ? value.size() > 1 && value[0] == 'Q' && digits(value.substr(1))
                        : name == "lei"      ? value.size() == 20
                        : name == "rin"      ? value.size() == 9 && value[4] == '-'
                                             : !value.empty() && value.find(' ') == std::string_view::npos;
      if (!good) Find(entity.where, fmt::format("{} of {} is ill-formed: '{}'", name, entity.id, value));
      std::string_view bare = value;
      if (name == "cik") bare.remove_prefix(std::min(bare.find_first_not_of('0'), bare.size()));
      const auto [place, fresh] = external_.try_emplace({name, bare}, &entity);
      if (!fresh) Find(entity.where, fmt::format("{} '{}' of {} is also that of {}", name, value, entity.id, place->second->id), "one of them is wrong");
    }
  }

  void Office(const EntityRecord& entity, const config::OfficeRecord& office) {
    using namespace std::chrono;
    static constexpr Day kFirst = sys_days{year{1700} / 1 / 1};
    const auto& [lo, hi] = std::tie(office.held.lo, office.held.hi);
    if (lo && hi && *lo >= *hi) Find(office.where, fmt::format("office '{}' of {} ends before it begins", office.title, entity.id));
    if ((lo && *lo < kFirst) || (hi && *hi < kFirst)) Find(office.where, fmt::format("office '{}' of {} is dated before 1700", office.title, entity.id));
    if (lo && *lo > today_ + days(366)) Find(office.where, fmt::format("office '{}' of {} begins in the far future", office.title, entity.id));
    if (hi && *hi > today_ + days(366 * 12)) Find(office.where, fmt::format("office '{}' of {} ends in the far future", office.title, entity.id));
    if (!office.agency.empty() && !office.agency.starts_with("agency.") && !office.agency.starts_with("firm.")) {
      Find(office.where, fmt::format("office '{}' of {}: '{}' is no agency", office.title, entity.id, office.agency));
    }
  }

  // Offices that one person holds at a time: heads of bodies. Ends are often known by the year only.
  void SharedOffices() {
    struct Held {
      const EntityRecord* entity;
      const config::OfficeRecord* office;
    };
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<Held>> offices;
    for (const EntityRecord& entity : config_.entities) {
      const auto country = entity.attributes.find("country");
      for (const auto& office : entity.offices) {
        const std::string_view t = office.title;
        const bool single = t.starts_with("Secretary of ") || t.starts_with("Minister of ") || t.starts_with("Prime Minister") || t.starts_with("President of the ") ||
                            t == "Attorney General" || t == "Chancellor" || t == "Premier" || t.starts_with("United States Trade Representative");
        if (!single || office.agency.empty() || !office.held.lo) continue;
        offices[{std::string(t), office.agency, country == entity.attributes.end() ? "" : country->second}].push_back({&entity, &office});
      }
    }
    for (auto& [name, held] : offices) {
      std::ranges::stable_sort(held, {}, [](const Held& h) { return *h.office->held.lo; });
      for (std::size_t i = 1; i < held.size(); ++i) {
        const Held& before = held[i - 1];
        const Held& after = held[i];
        if (before.entity == after.entity) continue;
        if (before.office->held.hi && *before.office->held.hi <= *after.office->held.lo + std::chrono::days(366)) continue;
        Find(before.office->where, fmt::format("office '{}' of {} runs on while {} holds it", before.office->title, before.entity->id, after.entity->id),
             "the other begins " + ToIso(*after.office->held.lo));
      }
    }
  }

  const Config& config_;
  const RuleSet& rules_;
  Day today_;
  std::unordered_map<std::string, const EntityRecord*> by_id_;
  std::map<std::pair<std::string_view, std::string_view>, const EntityRecord*> external_;
  std::set<const AliasRecord*> shared_;
  Problems problems_;
};

}  // namespace

Problems LintDictionaries(const Config& config, const RuleSet& rules, Day today) { return Lint(config, rules, today).Run(); }

}  // namespace dateline::extract
