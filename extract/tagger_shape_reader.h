// What the readers of firms, bodies and laws share: questions about a token and who owns it, and the candidate that
// they emit. Each reader is called at the head word of its shape.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/tagger_known.h"
#include "extract/tagger_settled.h"
#include "extract/tagger_text.h"
#include "extract/tagger_words.h"

namespace dateline::extract {

// Borrowed for one call of FindShapes.
struct ShapeContext {
  const TaggedText& document;
  const Dictionary& dictionary;
  const std::vector<Candidate>& settled;
  const Owners& owners;
  std::vector<Candidate>& found;
};

void FirmEndingAt(const ShapeContext& context, std::uint32_t suffix);
// A place of the dictionary whose name goes on: "Norport Beach", "West Norland".
void LongerPlace(const ShapeContext& context, const Candidate& place);
// A name in a list with the firm that ends before token `next`.
void FirmListedAfter(const ShapeContext& context, std::uint32_t next);
// A name in a list with the firm that begins at token `firm`.
void FirmListedBefore(const ShapeContext& context, std::uint32_t firm);
// "chipmaker Kestrel", "Kestrel CEO", "shares of Kestrel": at the word that makes what stands beside it a firm. False
// when the token is no such word.
bool FirmRoleAt(const ShapeContext& context, std::uint32_t i);
// "Norland-based Quorl Services", at the word behind "based".
void FirmBasedAt(const ShapeContext& context, std::uint32_t first);
// "Quorl & Harrow", at its "&".
void FirmPartnersAt(const ShapeContext& context, std::uint32_t ampersand);
// "Norland Mineral Resources Group", at its last word.
bool FirmGroupAt(const ShapeContext& context, std::uint32_t group);
// "Quorl's Jane Tarn said", at the word behind the firm or body.
void SpeakerOfAt(const ShapeContext& context, std::uint32_t first);
// "said Quorl Tarn of Harrow", at the firm or body.
void SpeakerBefore(const ShapeContext& context, std::uint32_t firm);
// "Terre Tarn, Ind.", "D-Ind.": at a state's abbreviation.
void StateAt(const ShapeContext& context, std::uint32_t i);
// At the word behind a firm of the dictionary.
void FirmBranchAt(const ShapeContext& context, std::uint32_t first);
// "…有限公司", at its first character.
void ChineseFirmAt(const ShapeContext& context, std::uint32_t i);
void BodyAt(const ShapeContext& context, std::uint32_t head);
// "the Departments of State, Commerce and Justice": each its own; "Harbor Task Force", "Working Group on Looms".
void DepartmentsAt(const ShapeContext& context, std::uint32_t i);
// "the Maduro regime", "the Orwell administration".
void RegimeAt(const ShapeContext& context, std::uint32_t i);
// A rule of the dictionary or of a pattern whose name goes on: "Norland-related General License 5".
void LongerLaw(const ShapeContext& context, const Candidate& law);
// "《稀土管理条例》", at its opening mark.
void ChineseLawAt(const ShapeContext& context, std::uint32_t open);
void LawEndingAt(const ShapeContext& context, std::uint32_t head);
// "the Know Your Customer rule", at its head in small letters.
void SmallLawAt(const ShapeContext& context, std::uint32_t head);

class ShapeReader {
 public:
  explicit ShapeReader(const ShapeContext& context)
      : document_(context.document), dictionary_(context.dictionary), settled_(context.settled), owners_(context.owners), found_(context.found) {}

 protected:
  // Of an entity of the dictionary, "" when it has none.
  using Subtype = Dictionary::Subtype;
  Subtype SubtypeOf(const Candidate& candidate) const {
    return candidate.entity == kNoId ? Subtype::kNone : dictionary_.entity(candidate.entity).subtype;
  }
  static constexpr std::uint32_t kNameTokensMax = 24;

  const Token& At(std::uint32_t i) const { return document_.tokens[i]; }
  bool IsCapital(std::uint32_t i) const {
    return i < document_.size() && At(i).kind != TokenKind::kPunct && At(i).kind != TokenKind::kCjk && (At(i).capital || At(i).kind == TokenKind::kNumber);
  }
  bool IsCapitalWord(std::uint32_t i) const { return i < document_.size() && At(i).kind == TokenKind::kWord && At(i).capital; }
  bool IsPlainCapital(std::uint32_t i) const {
    return IsCapitalWord(i) && !IsFunctionWord(At(i).hash) && !IsTitle(At(i).hash);
  }
  // "cBright", "iVerify": a name whose capital is not its first letter.
  bool IsCamel(std::uint32_t i) const {
    const std::string_view surface = document_.Surface(i);
    return At(i).kind == TokenKind::kWord && !At(i).capital && surface.size() > 2 && surface[1] >= 'A' && surface[1] <= 'Z';
  }
  bool NearGap(std::uint32_t i) const { return At(i).gap == Gap::kSpace || At(i).gap == Gap::kLine; }
  const Candidate* Owner(std::uint32_t i) const { return i < document_.size() && owners_[i] != kNoId ? &settled_[owners_[i]] : nullptr; }
  bool OwnedBy(std::uint32_t i, MentionKind kind) const {
    const Candidate* owner = Owner(i);
    return owner != nullptr && owner->kind == kind;
  }

  // A state, province, region or city: what follows its name there is its own, not a country's.
  bool IsState(const Candidate& place) const {
    return place.entity == kNoId || (SubtypeOf(place) != Subtype::kNone && SubtypeOf(place) != Subtype::kCountry);
  }
  bool IsCity(const Candidate& place) const { return SubtypeOf(place) == Subtype::kCity; }

  void Emit(std::uint32_t first, std::uint32_t last, std::uint32_t end, MentionKind kind, std::string_view rule,
            std::uint32_t entity = kNoId) {
    Candidate candidate;
    candidate.first = first;
    candidate.last = last;
    candidate.span = {At(first).span.begin, end};
    candidate.kind = kind;
    candidate.entity = entity;
    if (entity == kNoId) candidate.id = SlugId(ToString(kind), candidate.span.In(document_.text));
    candidate.rule = rule;
    found_.push_back(std::move(candidate));
  }

  const TaggedText& document_;
  const Dictionary& dictionary_;
  const std::vector<Candidate>& settled_;
  const Owners& owners_;
  std::vector<Candidate>& found_;
};

}  // namespace dateline::extract
