// Names that no dictionary holds but whose shape tells what they are: firms by their legal suffix, government
// bodies and laws by their head word; and the short names that a document defines in parentheses.
#pragma once

#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/tagger_settled.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// Appends firms ("Lanhe Tools Co., Ltd."), bodies ("Senate Committee on X", "Ministry of X") and laws ("X Act of
// 2022"). `settled` are the mentions so far, without overlaps.
void FindShapes(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                const Owners& owners, std::vector<Candidate>& found);

// Appends the later uses of short names that the document itself defines: "Long Name (LN) … LN".
// A firm so defined takes over from a body that is called the same elsewhere.
void FollowDefinitions(const TaggedText& document, std::vector<Candidate>& settled, const Owners& owners,
                       std::vector<Candidate>& found);

// Adjusts spans and drops names that are part of something else: "Section 3 of" joins the law after it, a country
// before its own agency goes, and so do places in "Wuhan Institute" and bodies in "Secretary of the Treasury".
void TidySettled(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled);

// "community-based organization (CBO)": a text that spells an acronym out in small letters means that, and no body of the
// dictionary: drops the bodies of `settled` that are only called so.
void DropRedefined(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled);
// "the Harbor Safety Act (HSA)": in this text the acronym is that law's, whichever the dictionary knows by it. True when
// a name is of no dictionary since.
bool FollowRedefined(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled);

// Is that place part of another name: "the Norport Auto Show", "TU Norport"? `before` is the mention before
// it, if any.
[[nodiscard]] bool IsPlaceInName(const TaggedText& document, const Candidate& place, const Candidate* before);

}  // namespace dateline::extract
