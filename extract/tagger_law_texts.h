// What is written beside the names of laws and orders, sections and titles, read straight from the text.
//
// Each reader answers what a regular expression would: tests/extract/tagger_law_texts_test.cc holds these and compares.
// To compile the six of them and to build their states took as long as tagging a hundred short documents.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::extract {

// Is all of `between` what stands before the law that sections are of: "section 4402(e) of the ", "Parts 3 and IV, "?
[[nodiscard]] bool IsSectionOf(std::string_view between);

// "4402(e)" of "Section 4402(e) of "; "" for lists and for all else.
[[nodiscard]] std::string_view SectionNumber(std::string_view between);

// How many bytes of `rest`, which follows a law, are sections of it: " section 112(d) and 129(a)", " § 734.9"; 0 when
// it begins otherwise.
[[nodiscard]] std::size_t SectionsBehind(std::string_view rest);

// The title in `rest`, which follows an order: ", “Securing Harbors and Ports”", " of May 2, 2031 (Closing the Gap)".
// "" when it begins otherwise, as likewise below.
[[nodiscard]] std::string_view MarkedTitle(std::string_view rest);

// The same without marks, which begins with what the order does: ", Providing for the Revocation of Sanctions;".
[[nodiscard]] std::string_view BareTitle(std::string_view rest);

// The title of a rule, with its colons, in marks with which `rest` begins: "“Safe Harbors: Final Rule”".
[[nodiscard]] std::string_view QuotedTitle(std::string_view rest);

}  // namespace dateline::extract
