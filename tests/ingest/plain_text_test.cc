#include "ingest/plain_text.h"

#include <catch2/catch.hpp>
#include <string>

namespace dateline::ingest {

TEST_CASE("sentences that were broken at the margin stand on one line again") {
  const std::string text =
      "HALDEN OPTICS PLC\n"
      "Interim report\n"
      "\n"
      "The licence that the ministry granted in March covers lenses\r\n"
      "for two customers only, and a third application has not been\r\n"
      "answered.\n"
      "Nothing else changed.\n"
      "\n"
      "    Shipments to the two customers began on the ninth of May\n"
      "and ended in June.\n"
      "    A new paragraph starts with an indent, as it did on paper\n"
      "before.\n";
  CHECK(JoinWrappedLines(text) ==
        "HALDEN OPTICS PLC\nInterim report\n\n"
        "The licence that the ministry granted in March covers lenses for two customers only, and a third "
        "application has not been answered.\nNothing else changed.\n\n"
        "Shipments to the two customers began on the ninth of May and ended in June.\n"
        "A new paragraph starts with an indent, as it did on paper before.");
}

TEST_CASE("tables keep their rows") {
  const std::string text =
      "The charges fall into these three groups, by the quarter in\n"
      "which they were made, in millions:\n"
      "Item                                      First   Second\n"
      "Inventory that has no other use.............  12       4\n"
      "Purchase commitments........................   8       1\n";
  const std::string joined = JoinWrappedLines(text);
  CHECK(joined.find("made, in millions:\nItem  ") != std::string::npos);
  CHECK(joined.find("4\nPurchase") != std::string::npos);
}

TEST_CASE("text with long lines is left alone") {
  const std::string text = std::string(300, 'a') + "\n" + std::string(200, 'b') + "\n\nshort\n" + std::string(150, 'c');
  CHECK(JoinWrappedLines(text) == text);
  CHECK(JoinWrappedLines("") == "");
  CHECK(JoinWrappedLines("one\ntwo\nthree") == "one\ntwo\nthree");
}

}  // namespace dateline::ingest
