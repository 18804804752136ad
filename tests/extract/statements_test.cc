// Attribution: who is said to have said what.
#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

struct Case {
  const char* text;
  const char* speaker;
  const char* content;
  bool direct;
};

TEST_CASE("Speakers are found by the patterns of news prose") {
  for (const Case& c : {
           Case{"“We want to sell chips in China again,” Jensen Huang said.", "official.huang",
                "We want to sell chips in China again,", true},
           Case{"“We want to sell chips in China again,” said Jensen Huang.", "official.huang",
                "We want to sell chips in China again,", true},
           Case{"\"We want to sell chips in China again,\" said Nvidia CEO Jensen Huang.", "official.huang",
                "We want to sell chips in China again,", true},
           Case{"Jensen Huang said: “We want to sell chips in China again.”", "official.huang",
                "We want to sell chips in China again.", true},
           Case{"Nvidia said that it has filed applications to sell the H20.", "firm.nvidia",
                "it has filed applications to sell the H20", false},
           Case{"According to Nvidia, the rule will cost billions of dollars.", "firm.nvidia",
                "the rule will cost billions of dollars", false},
           Case{"The rule will cost billions of dollars, according to Nvidia.", "firm.nvidia",
                "The rule will cost billions of dollars", false},
       }) {
    INFO(c.text);
    const Extraction what = ReadShipped(c.text);
    REQUIRE(what.statements.size() == 1);
    const Statement& s = what.statements[0];
    CHECK(s.speaker.find(std::string_view(c.speaker).substr(std::string_view(c.speaker).find('.') + 1)) != std::string::npos);
    CHECK(s.content.In(c.text) == c.content);
    CHECK(s.direct == c.direct);
  }
}

TEST_CASE("Answers to questions are whose the heading says, up to the next question") {
  const char* text =
      "Spokesperson of the Ministry of Commerce Answers Questions on Gallium\n\n"
      "Question: The United States asked for talks. What is China's comment?\n\n"
      "Answer: China has noted the request. The controls are lawful.\n\n"
      "China is willing to talk on the basis of respect.\n\n"
      "Question: Will the truce hold?\n\n"
      "Answer: That depends on the US side and on nobody else.";
  const Extraction what = ReadShipped(text);
  REQUIRE(what.statements.size() == 2);
  CHECK(what.statements[0].speaker == "agency.mofcom");
  CHECK(what.statements[0].direct);
  CHECK(what.statements[0].content.In(text) ==
        "China has noted the request. The controls are lawful.\n\nChina is willing to talk on the basis of respect.");
  CHECK(what.statements[1].speaker == "agency.mofcom");
  CHECK(what.statements[1].content.In(text) == "That depends on the US side and on nobody else.");
}

// What the last statement of a text must be.
TEST_CASE("A firm told by its country is none of another country") {
  for (const Case& c : {
           Case{"Micron sued Yangtze Memory in 2024. The U.S. chipmaker said the copies had cost it $2 billion.",
                "firm.micron", "the copies had cost it $2 billion", false},
           Case{"Anthropic accused Moonshot of copying. The San Francisco company said it had counted the queries.",
                "firm.anthropic", "it had counted the queries", false},
           Case{"Samsung supplies the memory that AMD puts on its boards. The Korean firm said yields had passed 70%.",
                "firm.samsung", "yields had passed 70%", false},
           Case{"Oppo would drop Qualcomm's modem from its phones. The U.S. company denied that the deal was in danger.",
                "firm.qualcomm", "the deal was in danger", false},
           Case{"Huawei copied ASML's designs. The Dutch toolmaker said it had stopped deliveries.", "firm.asml",
                "it had stopped deliveries", false},
       }) {
    INFO(c.text);
    const Extraction what = ReadShipped(c.text);
    REQUIRE(!what.statements.empty());
    CHECK(what.statements.back().speaker == c.speaker);
    CHECK(what.statements.back().content.In(c.text) == c.content);
  }
}

TEST_CASE("When and where a thing was said stands before what was said") {
  for (const Case& c : {
           Case{"Vincent Karremans said on Monday he was ready to lift the order.", "official.vincent-karremans",
                "he was ready to lift the order", false},
           Case{"Huawei has said it reserves the right to sue.", "firm.huawei", "it reserves the right to sue", false},
           Case{"Beijing says the duties do not target any country.", "place.beijing",
                "the duties do not target any country", false},
           Case{"Nvidia confirmed it had received the letter.", "firm.nvidia", "it had received the letter", false},
           Case{"AMD expects a charge this quarter, it said in a filing.", "firm.amd",
                "AMD expects a charge this quarter", false},
           Case{"The order, Jensen Huang said, had cost the industry billions.", "official.jensen-huang",
                "had cost the industry billions", false},
           Case{"TSMC has applied for a license, the Taiwanese company said.", "firm.tsmc",
                "TSMC has applied for a license", false},
           Case{"The agency has come under criticism from David Sacks for not asking the industry.",
                "official.david-sacks", "not asking the industry", false},
       }) {
    INFO(c.text);
    const Extraction what = ReadShipped(c.text);
    REQUIRE(what.statements.size() == 1);
    CHECK(what.statements[0].speaker == c.speaker);
    CHECK(what.statements[0].content.In(c.text) == c.content);
  }
}

TEST_CASE("A spokesperson speaks for whoever was named before") {
  const Extraction what = ReadShipped(
      "MOFCOM closed the case on Monday. A spokesperson for the ministry said that the evidence was clear. "
      "The spokesperson pointed out that dumping had done harm.");
  REQUIRE(what.statements.size() == 2);
  CHECK(what.statements[0].speaker == "agency.mofcom");
  CHECK(what.statements[1].speaker == "agency.mofcom");
}

TEST_CASE("Quoting and reporting may share a sentence") {
  const Extraction what =
      ReadShipped("Wingtech called the ruling “deeply disappointing” and said it would appeal to a higher court.");
  REQUIRE(what.statements.size() == 2);
  CHECK(what.statements[0].direct);
  CHECK(what.statements[1].speaker == "firm.wingtech");
  CHECK_FALSE(what.statements[1].direct);
}

TEST_CASE("A speaker is never a quoted name, a country that owns a body, or the one who was thanked") {
  for (const Case& c : {
           Case{"“China,” Jensen Huang told reporters, “is right behind us.”", "official.jensen-huang",
                "is right behind us.", true},
           Case{"Tim Cook thanked Donald Trump and promised that Apple would build its glass in Kentucky.",
                "official.tim-cook", "Apple would build its glass in Kentucky", false},
           Case{"Asked about the tariffs, Scott Bessent replied: “We'll see.”", "official.scott-bessent", "We'll see.",
                true},
           Case{"China's space ministry said it knew nothing.", "", "it knew nothing", false},
       }) {
    INFO(c.text);
    const Extraction what = ReadShipped(c.text);
    REQUIRE(what.statements.size() == 1);
    CHECK(what.statements[0].speaker == c.speaker);
    CHECK(what.statements[0].content.In(c.text) == c.content);
  }
}

TEST_CASE("He is who spoke last, not who was spoken of") {
  const Extraction what = ReadShipped(
      "“It gives us a year,” said Vincent Karremans, who met Howard Lutnick in London. He added that talks would go "
      "on.");
  REQUIRE(what.statements.size() == 2);
  CHECK(what.statements[1].speaker == "official.vincent-karremans");
}

TEST_CASE("A pull quote belongs to the name behind its dash") {
  const Extraction what = ReadShipped(
      "Sales went on.\nI hope to sell more chips there, because time moves on.”—Jensen Huang\nThey did.");
  REQUIRE(what.statements.size() == 1);
  CHECK(what.statements[0].direct);
  CHECK(what.statements[0].speaker == "official.jensen-huang");
}

TEST_CASE("Nouns, names and titles in quotation marks say nothing") {
  for (const char* text : {
           "Nvidia is aware of press reports that a committee is considering a ban.",
           "Acme announced a partnership that includes three fabs.",
           "Treasury issued the order “Addressing Investments in Certain National Security Technologies” in August.",
           "Moolenaar, chairman of the committee, wrote to Howard Lutnick on Tuesday.",
       }) {
    INFO(text);
    CHECK(ReadShipped(text).statements.empty());
  }
}

TEST_CASE("Words before a comma are reported by the speaker after it") {
  for (const Case& c : {
           Case{"The Commerce Department will soon rescind the rule, Under Secretary Jeffrey Kessler said on Monday.",
                "official.jeffrey-kessler", "The Commerce Department will soon rescind the rule", false},
           Case{"Nvidia will resume sales of the H20, the company said in a blog post.", "firm.nvidia",
                "Nvidia will resume sales of the H20", false},
           Case{"ASML does not expect new restrictions, Chief Executive Christophe Fouquet told reporters.",
                "official.christophe-fouquet", "ASML does not expect new restrictions", false},
           Case{"The rule cost the company billions, said Jensen Huang, the chief executive of Nvidia.", "official.jensen-huang",
                "The rule cost the company billions", false},
           Case{"Washington plans to add the firm to the list, two people familiar with the matter said.", "",
                "Washington plans to add the firm to the list", false},
       }) {
    INFO(c.text);
    const Extraction what = ReadShipped(c.text);
    REQUIRE(what.statements.size() == 1);
    CHECK(what.statements[0].speaker == c.speaker);
    CHECK(what.statements[0].content.In(c.text) == c.content);
  }
  // An apposition, a list of acts, a speaker who goes on.
  CHECK(ReadShipped("Jeffrey Kessler, who heads the bureau, resigned.").statements.empty());
  CHECK(ReadShipped("The department fined the firm, revoked its license, and Jeffrey Kessler said that more will follow.").statements.size() == 1);
}

TEST_CASE("A split quotation keeps its speaker") {
  const std::string text = "“The demand is strong,” Jensen Huang said. “We are building as fast as we can for all of them.”";
  const Extraction what = ReadShipped(text);
  REQUIRE(what.statements.size() == 2);
  CHECK(what.statements[0].speaker == what.statements[1].speaker);
}

TEST_CASE("An unnamed speaker stays unnamed, in the words of the text") {
  const Extraction what = ReadShipped("Two U.S. officials said that the rule will be delayed.");
  REQUIRE(what.statements.size() == 1);
  CHECK(what.statements[0].speaker.empty());
  CHECK(what.statements[0].speaker_words == "Two U.S. officials");
}

TEST_CASE("He is the last person named") {
  const Extraction what = ReadShipped("Jensen Huang visited Beijing. He said that demand is strong.");
  REQUIRE(what.statements.size() == 1);
  CHECK(what.statements[0].speaker.find("huang") != std::string::npos);
}

TEST_CASE("Declining to comment is a stance") {
  const Extraction what = ReadShipped("Nvidia declined to comment.");
  REQUIRE(what.statements.size() == 1);
  CHECK(what.statements[0].stance == "no-comment");
}

TEST_CASE("What is said about is named beside it") {
  const Extraction what = ReadShipped("Nvidia said that China is a large market.");
  REQUIRE(what.statements.size() == 1);
  CHECK(what.statements[0].about == std::vector<std::string>{"place.china"});
}

TEST_CASE("A defined term in quotation marks is no statement") {
  CHECK(ReadShipped("BIS published the “Foundry Rule” in January.").statements.empty());
}

TEST_CASE("Marks that are never closed end with their paragraph") {
  const std::string text = "“This is an open quotation that nobody closes, Jensen Huang said.\n\nAnother paragraph.";
  for (const Statement& s : ReadShipped(text).statements) CHECK(s.content.end <= text.find("\n\n"));
}

TEST_CASE("Envoys speak for their body, officials without a name for themselves") {
  const auto speaker = [](const char* text) {
    const Extraction what = ReadShipped(text);
    return what.statements.size() == 1 ? what.statements[0].speaker : std::string("none");
  };
  CHECK(speaker("“We are reading the text,” a spokesman for Nvidia said.") == "firm.nvidia");
  CHECK(speaker("A senior U.S. official said that no decision had been taken.").empty());
  CHECK(speaker("People close to Jensen Huang say that no decision had been taken.").empty());
  CHECK(speaker("“We asked for clarity,” the Bolt Makers Association said.").empty());
  CHECK(speaker("Huawei, in a letter to Nvidia, said that it would wait for the rule.") == "firm.huawei");
}

TEST_CASE("Content begins after the listener and ends before its source") {
  const auto content = [](const std::string& text) {
    const Extraction what = ReadShipped(text);
    return what.statements.size() == 1 ? std::string(what.statements[0].content.In(text)) : std::string();
  };
  CHECK(content("Jensen Huang told reporters the effect would be small.") == "the effect would be small");
  CHECK(content("Jensen Huang said the effect would be small, according to Nvidia.") == "the effect would be small");
  CHECK(content("Consequently, according to Nvidia, the rule will cost billions of dollars.") == "the rule will cost billions of dollars");
  CHECK(content("Jensen Huang accused the bureau of “a long series of errors.”") == "a long series of errors.");
}

TEST_CASE("Terms in quotation marks and acts are no speech") {
  CHECK(ReadShipped("The rule amends the list by adding an entry for \"Huawei Cloud Brazil\" (under Brazil) to the text.").statements.empty());
  CHECK(ReadShipped("There is concern that Nvidia might be hurt.").statements.empty());
}

TEST_CASE("Paragraphs that open with a name are turns of a transcript from two on") {
  const std::string hearing =
      "QUESTION: Will the waivers be renewed?\n\nJensen Huang: We hope so. Nobody has told us.\n\n"
      "Lisa Su: AMD said in May that it would wait.\n\nChairman Moolenaar. The witness will answer the question.\n\n"
      "John Moolenaar closed the hearing.";
  const Extraction what = ReadShipped(hearing);
  std::vector<std::string> told;
  for (const Statement& s : what.statements)
    told.push_back(s.speaker + (s.direct ? " d " : " i ") + std::string(s.content.In(hearing)));
  CHECK(told == std::vector<std::string>{"official.jensen-huang d We hope so. Nobody has told us.",
                                         "official.lisa-su d AMD said in May that it would wait.",
                                         "firm.amd i it would wait",
                                         "official.john-moolenaar d The witness will answer the question."});
  CHECK(ReadShipped("Jensen Huang: the man who bet on graphics and won.").statements.empty());
}

TEST_CASE("Clauses nested without end are read in time") {
  std::string text = "Jensen Huang, ";
  for (int i = 0; i < 60000; ++i) text += "who said that it, ";
  CHECK(ReadShipped(text).sentences.size() >= 1);
}

TEST_CASE("A part of a person's name behind a title is that person") {
  const std::string text = "Cho Hyun landed in Washington. Foreign Minister Cho stressed that the alliance was not for sale.";
  const Extraction what = ReadShipped(text);
  REQUIRE(what.statements.size() == 1);
  CHECK(what.statements[0].speaker == "official.cho-hyun");
}

TEST_CASE("What the sentence before says may be somebody's") {
  const std::string text = "Lam Research expects a slower year in China. That's according to Tim Archer, who runs the firm.";
  const Extraction what = ReadShipped(text);
  REQUIRE(what.statements.size() == 1);
  CHECK(what.statements[0].speaker == "official.tim-archer");
  CHECK(what.statements[0].content.In(text) == "Lam Research expects a slower year in China");
}

}  // namespace
}  // namespace dateline::extract
