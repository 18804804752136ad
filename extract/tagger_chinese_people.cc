#include "extract/tagger_chinese_people.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "model/mention.h"

namespace dateline::extract {

std::uint32_t ChinesePersonAt(const TaggedText& document, const Owners& owners, std::uint32_t i,
                              std::vector<Candidate>& found) {
  static constexpr std::string_view kOffices[] = {"主任",   "部长",   "司长", "局长",       "发言人", "主席",   "总理",
                                                  "行长",   "董事长", "总裁", "首席执行官", "大使",   "秘书长", "署长",
                                                  "院长",   "市长",   "省长", "书记",       "外长",   "总统",   "首相",
                                                  "总经理", "创始人", "总监", "分析师",     "参议员", "众议员"};
  static constexpr std::string_view kFamilies =
      "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
      "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
      "覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单"
      "季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党"
      "宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
  static constexpr std::string_view kBehind[] = {
      "表示", "说",   "称",   "指出", "在",   "于",   "就",   "对",   "与",   "和",   "、",   "，",
      "。",   "：",   "会见", "出席", "签署", "介绍", "强调", "认为", "今",   "昨",   "接受", "答",
      "回应", "主持", "率",   "访",   "将",   "已",   "宣布", "当",   "透露", "担任", "周",   "日前",
      "会谈", "通电", "抵",   "发表", "批评", "也",   "告诉", "证实", "致",   "及",   "向",   "的",
      "；",   "被",   "同",   "（",   "重申", "警告", "呼吁", "要求", "日"};
  const std::string_view before = document.text.substr(0, document.tokens[i].span.end);
  if (std::ranges::none_of(kOffices, [&](std::string_view office) { return before.ends_with(office); })) return i + 1;
  const std::uint32_t first = i + 1;
  if (first + 1 >= document.size() || !document.Glued(first) || document.tokens[first].kind != TokenKind::kCjk ||
      owners[first] != kNoId)
    return first;
  const std::size_t family = kFamilies.find(document.tokens[first].span.In(document.text));
  if (family == std::string_view::npos || family % 3 != 0) return first;
  for (const std::uint32_t size : {3u, 2u}) {
    const std::uint32_t last = first + size;
    if (last > document.size()) continue;
    bool name = true;
    for (std::uint32_t k = first; k < last; ++k)
      name =
          name && document.tokens[k].kind == TokenKind::kCjk && owners[k] == kNoId && (k == first || document.Glued(k));
    const std::string_view rest = document.text.substr(document.tokens[last - 1].span.end);
    const bool behind =
        rest.empty() || std::ranges::any_of(kBehind, [&](std::string_view word) { return rest.starts_with(word); });
    if (!name || !behind) continue;
    Candidate person;
    person.first = first;
    person.last = last;
    person.span = {document.tokens[first].span.begin, document.tokens[last - 1].span.end};
    person.kind = MentionKind::kOfficial;
    person.id = SlugId("official", person.span.In(document.text));
    person.rule = "shape:title-name";
    found.push_back(std::move(person));
    return last;
  }
  return first;
}

}  // namespace dateline::extract
