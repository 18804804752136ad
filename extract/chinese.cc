#include "extract/chinese.h"

#include <algorithm>
#include <array>

#include "extract/subjects.h"

namespace dateline::extract {
namespace {

bool IsOneOf(std::string_view word, const auto& words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 12> kMarks{"，", "；", "：", "。", "！", "？", "“", "”", ",", ";", ":", "—"};

// Particles before whom or what a thing is done to, and before who does it.
constexpr std::array<std::string_view, 8> kBeforeObject{"对", "向", "将", "把", "给", "就", "与", "同"};
constexpr std::array<std::string_view, 3> kBeforeDoer{"被", "由", "遭"};
// Before names that only say where, when or by what law.
constexpr std::array<std::string_view, 8> kAside{"在", "于", "据", "照", "从", "自", "至", "以"};

}  // namespace

bool IsChinese(const Reading& r, std::uint32_t token) {
  return token < r.tokens->size() && (*r.tokens)[token].kind == TokenKind::kCjk;
}

bool HoldsChinese(const Reading& r, TokenRange sentence) {
  if (!r.chinese) return false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (IsChinese(r, i)) return true;
  }
  return false;
}

TokenRange ChineseClause(const Reading& r, std::uint32_t token) {
  const TokenRange sentence = r.Around(token);
  const auto mark = [&](std::uint32_t i) { return r.words[i].punct != 0 && IsOneOf(r.Surface(i), kMarks); };
  TokenRange clause{token, token};
  while (clause.begin > sentence.begin && !mark(clause.begin - 1)) --clause.begin;
  while (clause.end < sentence.end && !mark(clause.end)) ++clause.end;
  return clause;
}

TokenRange TokensAt(const Reading& r, TokenRange sentence, Span bytes) {
  const auto begin = r.tokens->begin();
  const auto first = std::ranges::lower_bound(begin + sentence.begin, begin + sentence.end, bytes.begin, {},
                                              [](const Token& t) { return t.span.begin; });
  auto last = first;
  while (last != begin + sentence.end && last->span.end <= bytes.end) ++last;
  if (first == last || first->span.begin != bytes.begin || (last - 1)->span.end != bytes.end) return {};
  return {static_cast<std::uint32_t>(first - begin), static_cast<std::uint32_t>(last - begin)};
}

namespace {

struct Named {
  const Mention* mention;
  std::uint32_t first, end;
};

class ChineseRoleReader {
 public:
  ChineseRoleReader(const Reading& r, const Hit& hit, const CompiledType& type)
      : r_(r), hit_(hit), type_(type), actor_kinds_(type.Kinds("actor")) {}

  std::vector<Role> Read() {
    const TokenRange clause = ChineseClause(r_, hit_.tokens.begin);
    Before(clause.begin);
    // "商务部宣布，自10日起停止…": who acts may be named a clause before.
    for (std::uint32_t begin = clause.begin; !acts_ && begin > r_.Around(clause.begin).begin;) {
      const TokenRange earlier = ChineseClause(r_, begin - 1);
      if (earlier.empty()) {
        --begin;
        continue;
      }
      if (EndsInSaying(earlier)) break;
      for (const Named& named : NamesIn(earlier)) {
        if (acts_ || IsBehind(named, kBeforeObject) || IsBehind(named, kAside)) continue;
        if (MayAct(named) && !Qualifies(named)) Add("actor", named);
      }
      begin = earlier.begin;
    }
    for (const Named& named : NamesIn({hit_.tokens.begin, clause.end})) AddThing(named);
    std::ranges::sort(roles_);
    roles_.erase(std::ranges::unique(roles_).begin(), roles_.end());
    return std::move(roles_);
  }

 private:
  std::vector<Named> NamesIn(TokenRange range) const {
    std::vector<Named> names;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (r_.words[i].mention < 0) continue;
      if (!names.empty() && i > range.begin && r_.words[i - 1].mention == r_.words[i].mention) {
        names.back().end = i + 1;
        continue;
      }
      names.push_back({&r_.what->mentions[static_cast<std::size_t>(r_.words[i].mention)], i, i + 1});
    }
    return names;
  }

  // What stands before the verb in its clause: objects behind their particles, else who acts.
  void Before(std::uint32_t begin) {
    bool object = false, doer = false, passive = false;
    std::uint32_t at = begin;
    std::vector<Named> plain;
    for (const Named& named : NamesIn({begin, hit_.tokens.begin})) {
      for (; at < named.first; ++at) {
        if (r_.words[at].mention >= 0) continue;
        // "会同": jointly with another body.
        const bool jointly = r_.Surface(at) == "同" && at > 0 && r_.Surface(at - 1) == "会";
        if (IsOneOf(r_.Surface(at), kBeforeObject) && !jointly) object = true;
        if (IsOneOf(r_.Surface(at), kBeforeDoer)) doer = passive = true, object = false;
      }
      at = named.end;
      if (!object && IsBehind(named, kAside)) continue;
      if (IsTold(named) && MayAct(named)) {
        // "敦促美方取消": whoever is told does what follows.
        std::erase_if(roles_, [](const Role& role) { return role.name == "actor"; });
        plain.clear();
        Add("actor", named);
        continue;
      }
      if (doer && MayAct(named)) {
        Add("actor", named);
      } else if (object) {
        AddThing(named);
      } else if (!doer) {
        plain.push_back(named);
      }
    }
    for (const Named& named : plain) {
      if (!passive && MayAct(named) && !Qualifies(named) && (!acts_ || JoinsLast(named))) {
        Add("actor", named);
        last_ = named.end;
      } else {
        AddThing(named);
      }
    }
  }

  bool EndsWith(std::uint32_t end, const auto& words) const {
    const std::string_view before = r_.text.substr(0, end > 0 ? (*r_.tokens)[end - 1].span.end : 0);
    return std::ranges::any_of(words, [&](std::string_view word) { return before.ends_with(word); });
  }
  bool IsTold(const Named& named) const {
    static constexpr std::array<std::string_view, 11> kTelling{"敦促", "要求", "呼吁", "请求", "督促", "促请",
                                                               "指示", "命令", "授权", "允许", "迫使"};
    return EndsWith(named.first, kTelling);
  }
  // "贝森特说，双方…": who speaks need not act.
  bool EndsInSaying(TokenRange clause) const {
    static constexpr std::array<std::string_view, 8> kSaying{"说",   "称",   "表示", "指出",
                                                             "透露", "认为", "强调", "报道"};
    return EndsWith(clause.end, kSaying);
  }
  bool MayAct(const Named& named) const { return (KindBit(named.mention->kind) & actor_kinds_) != 0; }
  bool IsBehind(const Named& named, const auto& particles) const {
    return named.first > 0 && IsOneOf(r_.Surface(named.first - 1), particles);
  }
  // "美国实体", "美国企业": the place only says whose.
  bool Qualifies(const Named& named) const {
    if (named.mention->kind != MentionKind::kPlace || named.end + 1 >= r_.words.size()) return false;
    static constexpr std::array<std::string_view, 9> kNouns{"实体", "企业", "公司", "产品", "商品",
                                                            "货物", "进口", "国家", "船舶"};
    const Span next{(*r_.tokens)[named.end].span.begin, (*r_.tokens)[named.end + 1].span.end};
    return IsOneOf(next.In(r_.text), kNouns);
  }
  // "商务部、海关总署", "商务部会同海关总署"
  bool JoinsLast(const Named& named) const {
    const Span between = r_.Bytes({last_, named.first});
    static constexpr std::array<std::string_view, 5> kJoins{"、", "和", "与", "会同", "及"};
    return named.first > last_ && IsOneOf(between.In(r_.text), kJoins);
  }

  void Add(std::string_view role, const Named& named) {
    if (role == "actor") acts_ = true;
    roles_.push_back({std::string(role), named.mention->entity});
  }
  void AddThing(const Named& named) {
    // Whom one meets meets as well.
    if (type_.id == "talks.hold" && named.mention->kind == MentionKind::kOfficial) return Add("actor", named);
    const std::uint32_t bit = KindBit(named.mention->kind);
    for (const auto& [name, kinds] : type_.roles) {
      if (name == "actor" || (kinds & bit) == 0) continue;
      return Add(name, named);
    }
  }

  const Reading& r_;
  const Hit& hit_;
  const CompiledType& type_;
  std::uint32_t actor_kinds_;
  std::uint32_t last_ = 0;
  bool acts_ = false;
  std::vector<Role> roles_;
};

}  // namespace

std::vector<Role> ChineseRoles(const Reading& reading, const Hit& hit, const CompiledType& type) {
  return ChineseRoleReader(reading, hit, type).Read();
}

}  // namespace dateline::extract
