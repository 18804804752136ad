// Firms without a legal suffix, told by the words beside them: "rival Lanhe", "Lanhe raised", "Lanhe and Harrow".
#include <algorithm>

#include "extract/tagger_firm_shapes.h"
#include "extract/tagger_firm_words.h"

namespace dateline::extract {
namespace {

class NeighbourReader : FirmShapes {
 public:
  using FirmShapes::FirmShapes;

  bool MayBeFirm(std::uint32_t i) const {
    const std::uint32_t hash = At(i).hash;
    return IsPlainCapital(i) && Owner(i) == nullptr && !In(kNoFirms, hash) && !In(kKnown.demonyms, hash) &&
           !IsHead(hash) && !IsLegalSuffix(hash) && (At(i).span.size() > 2 || At(i).all_caps);
  }

  // The end of the name of one to three words that begins at `first`; `first` when there is none.
  std::uint32_t NameEnd(std::uint32_t first) const {
    std::uint32_t i = first;
    while (i < document_.size() && i - first < 5 && MayBeFirm(i) &&
           (i == first ? NearGap(i) : At(i).gap == Gap::kSpace || document_.Glued(i))) {
      ++i;
      if (At(i - 1).possessive != 0) return i;
      if (i + 1 < document_.size() && document_.Glued(i) && document_.Glued(i + 1) && At(i).hash == kKnown.hyphen &&
          MayBeFirm(i + 1))
        ++i;
    }
    // "Quorl Bank"
    static constexpr std::uint32_t bank = HashOf("Bank");
    if (i > first && i < document_.size() && At(i).hash == bank && At(i).capital && At(i).gap == Gap::kSpace &&
        Owner(i) == nullptr)
      ++i;
    // What goes on with capitals, or in an owned name, is something else.
    if (i < document_.size() && At(i).gap == Gap::kSpace && (At(i).capital || At(i).kind == TokenKind::kNumber) &&
        !IsTitle(At(i).hash))
      return first;
    if (i < document_.size() && At(i).gap == Gap::kNone &&
        (At(i).hash == kKnown.hyphen || At(i).kind != TokenKind::kPunct))
      return first;
    if (i > first && (IsGivenName(At(first).hash) || In(kNoNames, At(first).hash))) return first;
    return i;
  }

  // May a name of which the dictionary knows no firm be one? It names nothing else that is known, and nobody.
  bool IsUnknown(std::uint32_t first, std::uint32_t last) const {
    if (KnownFirm(first, last) != kNoId) return true;
    if (In(kNoUnknown, At(first).hash)) return false;
    const std::string_view surface = At(last - 1).stem().In(document_.text);
    if (last == first + 1) {
      static constexpr std::string_view peoples[] = {"ese", "ian", "ians", "ans", "ish", "ists", "ers"};
      if (surface.find_first_of("'\xE2") != std::string_view::npos) return false;
      if (IsFamilyName(At(first).hash) || IsGivenName(At(first).hash) || (surface.size() < 3 && !At(first).all_caps))
        return false;
      if (std::ranges::any_of(peoples, [&](std::string_view ending) { return surface.ends_with(ending); }))
        return false;
      // "EVs", "PCs": wares.
      const auto large = [](char c) { return c >= 'A' && c <= 'Z'; };
      if (surface.ends_with('s') && std::ranges::all_of(surface.substr(0, surface.size() - 1), large)) return false;
      // A word that the text has in small letters too is a word.
      constexpr std::uint32_t kNear = 2000;
      const std::uint32_t end = std::min(document_.size(), last + kNear);
      for (std::uint32_t i = first > kNear ? first - kNear : 0; i < end; ++i)
        if (At(i).hash == At(first).hash && !At(i).capital && !At(first).all_caps) return false;
    }
    for (const MentionKind kind :
         {MentionKind::kPlace, MentionKind::kAgency, MentionKind::kOfficial, MentionKind::kRule, MentionKind::kChip,
          MentionKind::kTool, MentionKind::kModel, MentionKind::kSoftware, MentionKind::kPlan, MentionKind::kMemory,
          MentionKind::kOrganisation})
      if (dictionary_.FindWhole(document_.text, document_.tokens, first, last, kind) != kNoId) return false;
    return std::ranges::none_of(settled_, [&](const Candidate& person) {
      return person.kind == MentionKind::kOfficial && At(person.last - 1).hash == At(last - 1).hash;
    });
  }

  // Does a sentence begin at token `i`?
  bool Opens(std::uint32_t i) const {
    static constexpr auto ends = HashesOf(".", "?", "!", ":", ";");
    return i == 0 || At(i).gap == Gap::kParagraph || (At(i).gap != Gap::kNone && In(ends, At(i - 1).hash));
  }

  // The first token of the unknown name that ends before `last`; `last` when there is none.
  std::uint32_t UnknownBefore(std::uint32_t last) const {
    std::uint32_t first = last;
    while (first > 0 && last - first < 3 && MayBeFirm(first - 1) && !In(kRivals, At(first - 1).hash) &&
           (first == last || (At(first).gap == Gap::kSpace && At(first - 1).possessive == 0)))
      --first;
    // "Sichuan Quorl, a Norland company": a place may be the name's beginning.
    if (first != last && first > 0 && At(last).hash == kKnown.comma && At(first).gap == Gap::kSpace &&
        OwnedBy(first - 1, MentionKind::kPlace) && At(first - 1).possessive == 0 && last - first < 3)
      first = Owner(first - 1)->first;
    // "Tarn para Norland": small words of other languages inside a name.
    static constexpr auto romance = HashesOf("para", "de", "do", "da", "du", "del", "des", "y", "e", "di");
    if (first != last && first > 1 && In(romance, At(first - 1).hash) && !At(first - 1).capital &&
        At(first).gap == Gap::kSpace && MayBeFirm(first - 2) && !Opens(first - 1))
      first -= 2;
    if (first == last || (first > 0 && At(first).gap == Gap::kNone) || IsGivenName(At(first).hash) ||
        In(kNoNames, At(first).hash))
      return last;
    if (!Opens(first) && ((At(first - 1).capital && !In(kRivals, At(first - 1).hash) &&
                           !(IsFunctionWord(At(first - 1).hash) && Opens(first - 1))) ||
                          IsTitle(At(first - 1).hash) || document_.IsMark(first - 1, '.')))
      return last;
    return IsUnknown(first, last) ? first : last;
  }

  void EmitUnknownBefore(std::uint32_t last, bool paired = false) {
    const std::uint32_t first = UnknownBefore(last);
    if (first == last) return;
    Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
    // "Quorl and Tarnvek agreed to merge"
    if (paired && first > 1 && At(first - 1).hash == kKnown.with_and && At(last - 1).possessive == 0 &&
        At(first - 2).possessive == 0)
      EmitUnknownBefore(first - 1);
  }

  void EmitUnknownAt(std::uint32_t first) {
    const std::uint32_t last = NameEnd(first);
    if (last == first || !IsUnknown(first, last)) return;
    // "petitioner Tarn Growers of Norland" is a union.
    if (last < document_.size() && At(last).hash == kKnown.of && document_.Surface(last - 1).ends_with("ers")) return;
    // A heading, or a name that goes on.
    if (last < document_.size() && At(last).capital && At(last).gap == Gap::kSpace) return;
    Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
    // "startups Quorl and Tarnvek"
    if (!document_.Surface(first - 1).ends_with('s') || At(last - 1).possessive != 0 || last + 1 >= document_.size())
      return;
    if (At(last).hash != kKnown.with_and) return;
    const std::uint32_t end = NameEnd(last + 1);
    if (end != last + 1 && IsUnknown(last + 1, end))
      Emit(last + 1, end, At(end - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(last + 1, end));
  }

  // "Quorl, Tern and Harrow" from `first` on: those of them of which nothing is known.
  void NamedList(std::uint32_t first) {
    constexpr int kItemsMax = 6;
    for (int items = 0; items < kItemsMax && first < document_.size(); ++items) {
      std::uint32_t last = first;
      if (const Candidate* owner = Owner(first)) {
        if (owner->kind != MentionKind::kFirm) return;
        last = owner->last;
      } else {
        last = NameEnd(first);
        if (last == first || !IsUnknown(first, last)) return;
        Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
      }
      if (At(last - 1).possessive != 0 || last >= document_.size()) return;
      first = last;
      if (At(first).hash == kKnown.comma) ++first;
      if (first < document_.size() && At(first).hash == kKnown.with_and) ++first;
      if (first == last || first >= document_.size() || !At(first).capital) return;
      if (At(first - 1).hash == kKnown.with_and) items = kItemsMax - 2;  // the last one
    }
  }

  bool Is(std::uint32_t i, std::string_view word) const { return i < document_.size() && document_.Surface(i) == word; }

  // "Quorl, a Norland startup": at the word of a company.
  void Apposed(std::uint32_t noun) {
    static constexpr auto articles = HashesOf("a", "an", "the");
    static constexpr auto behind = HashesOf("in", "that", "which", "based", "backed", "of", "with", "for", "from",
                                            "tied", "and", "owned", "whose", "founded", "started", "listed", "linked");
    constexpr std::uint32_t kReach = 8;
    const std::uint32_t next = noun + 1;
    if (next < document_.size() && At(next).kind != TokenKind::kPunct && At(next).gap != Gap::kParagraph &&
        !In(behind, At(next).hash))
      return;
    for (std::uint32_t i = noun; i > 2 && noun - i < kReach; --i) {
      const Token& left = At(i - 1);
      if (In(articles, left.hash)) {
        if (At(i - 2).hash == kKnown.comma && document_.Glued(i - 2) && At(i - 3).capital && !left.capital)
          EmitUnknownBefore(i - 2);
        return;
      }
      if (left.kind == TokenKind::kPunct ? left.hash != kKnown.hyphen : IsFunctionWord(left.hash)) return;
    }
  }

  // What firms do and have: "Quorl raised $2 million from …", "Quorl's founder", "Quorl, whose mine". At that word.
  void Acts(std::uint32_t i) {
    const std::uint32_t hash = At(i).hash;
    const std::uint32_t next = i + 1;
    if (i == 0 || next >= document_.size()) return;
    const auto among = [&](std::uint32_t from, std::uint32_t to, const auto& words) {
      for (std::uint32_t at = from; at < std::min(to, document_.size()); ++at)
        if (In(words, At(at).hash)) return true;
      return false;
    };
    static constexpr auto whose = HashesOf(
        "chips", "products", "shares", "plant", "mine", "customers", "machines", "executive", "investors", "backers",
        "factory", "software", "models", "drones", "batteries", "ships", "tools", "modules", "clients", "stock",
        "revenue", "sales", "factories", "mines", "equipment", "reactors", "satellites", "vessels", "plants");
    if (hash == HashOf("whose")) {
      if (i > 1 && At(i - 1).hash == kKnown.comma && document_.Glued(i - 1) && At(i - 2).capital &&
          among(next, next + 5, whose))
        EmitUnknownBefore(i - 1);
      return;
    }
    // "Quorl, owned by Tarnvek,": between commas.
    if (hash == HashOf("backed") || hash == HashOf("owned") || hash == HashOf("founded")) {
      static constexpr auto behind = HashesOf("by", "in", "last");
      if (i > 1 && At(i - 1).hash == kKnown.comma && document_.Glued(i - 1) && At(i - 2).capital &&
          In(behind, At(next).hash))
        EmitUnknownBefore(i - 1);
      return;
    }
    // "a round led by Quorl"
    if (hash == HashOf("led")) {
      static constexpr auto rounds = HashesOf("round", "funding", "investment", "financing");
      if (In(rounds, At(i - 1).hash) && Is(next, "by")) EmitUnknownAt(next + 1);
      return;
    }
    // "Quorl cut its outlook"
    if (hash == HashOf("outlook") || hash == HashOf("guidance") || hash == HashOf("dividend") ||
        hash == HashOf("forecast")) {
      static constexpr auto does = HashesOf("cut", "raised", "lifted", "lowered", "slashed", "withdrew", "trimmed",
                                            "suspended", "kept", "cuts", "raises", "boosted");
      for (std::uint32_t at = i; at > 2 && i - at < 4; --at) {
        if (!Is(at - 1, "its")) continue;
        if (In(does, At(at - 2).hash) && At(at - 3).capital) EmitUnknownBefore(at - 2);
        return;
      }
      return;
    }
    if (!At(i - 1).capital) return;
    if (hash == HashOf("founder")) {
      if (At(i - 1).possessive != 0) EmitUnknownBefore(i);
      return;
    }
    static constexpr auto moves =
        HashesOf("jumped", "fell", "rose", "dropped", "slid", "gained", "surged", "tumbled", "climbed", "plunged",
                 "sank", "soared", "closed", "ended", "added", "lost", "slumped", "dipped", "rallied", "traded");
    static constexpr auto money = HashesOf("round", "funding", "valuation", "investors", "led", "valuing", "Series",
                                           "listing", "IPO", "offering");
    static constexpr auto deals = HashesOf("buy", "acquire", "sell", "merge", "purchase", "supply", "pay");
    static constexpr auto courts = HashesOf("bankruptcy", "insolvency", "Chapter", "IPO", "creditors");
    // "Quorl said it would": persons were named in full before.
    if (hash == HashOf("said")) {
      static constexpr auto will = HashesOf("would", "will", "had", "has", "plans", "planned", "expects", "expected");
      if (Is(next, "it") && next + 1 < document_.size() && In(will, At(next + 1).hash) &&
          !(Opens(i - 1) && document_.Surface(i - 1).ends_with('s') && !document_.Surface(i - 1).ends_with("us") &&
            KnownFirm(i - 1, i) == kNoId))
        EmitUnknownBefore(i);
      return;
    }
    const bool stock = hash == HashOf("shares") || hash == HashOf("stock");
    static constexpr auto awards = HashesOf("contract", "contracts", "order", "orders", "award", "tender");
    const bool holds = hash == HashOf("won")      ? among(next, next + 5, awards)
                       : stock                    ? In(moves, At(next).hash)
                       : hash == HashOf("raised") ? among(next, next + 14, money) && !At(next).capital
                       : hash == HashOf("agreed") ? At(next).hash == kKnown.to && among(next + 1, next + 2, deals)
                                                  : among(next, next + 4, courts);
    if (holds) EmitUnknownBefore(i, true);
  }

  // Returns false when token `i` is no word of a firm's role.
  bool Role(std::uint32_t i) {
    static constexpr auto links = HashesOf("of", "at");
    static constexpr std::uint32_t executive = HashOf("executive"), chief = HashOf("chief"), shares = HashOf("shares"),
                                   officer = HashOf("officer"), counsel = HashOf("counsel");
    if (!At(i).capital) {
      switch (FirmCueOf(At(i).hash)) {
        case FirmCue::kAct:
          Acts(i);
          return true;
        case FirmCue::kActAndMore:
          Acts(i);
          break;
        case FirmCue::kMakes:
          if (i > 2 && Is(i - 1, "which") && At(i - 2).hash == kKnown.comma) EmitUnknownBefore(i - 2);
          if (!Is(i, "owns") && !Is(i, "runs")) return true;
          break;
        case FirmCue::kRelation:
          if (!Is(i + 1, "of")) break;
          [[fallthrough]];
        case FirmCue::kCompany:
        case FirmCue::kVenue:
          if (At(i).possessive == 0) Apposed(i);
          break;
        case FirmCue::kNone:
          break;
      }
    }
    // "suppliers such as Quorl and Harrow"
    if (!At(i).capital && At(i).possessive == 0 && In(kMany, At(i).hash)) {
      const bool such = Is(i + 1, "such") && Is(i + 2, "as");
      if (such || Is(i + 1, "like") || Is(i + 1, "including")) {
        NamedList(i + (such ? 3 : 2));
        return true;
      }
    }
    // A name stands right beside such a word, or behind "of".
    const auto capital = [&](std::uint32_t at) { return at < document_.size() && At(at).capital; };
    if (!At(i).capital && !capital(i + 1) && !capital(i + 2) &&
        (i == 0 || (!At(i - 1).capital && At(i - 1).hash != kKnown.comma && !(i > 4 && capital(i - 4)))))
      return true;
    const std::uint32_t hash = At(i).hash;
    const bool head = In(kHeadsOfFirms, hash) && At(i).all_caps;
    const bool rival = In(kRivals, hash);
    if (In(kVenues, hash)) return true;
    if (rival && Is(i + 1, "of")) {
      if (At(i).possessive == 0) EmitUnknownAt(i + 2);
      return true;
    }
    if (rival || In(kCompanies, hash)) {
      // "the company" is no name's.
      static constexpr auto pointers = HashesOf("the", "this", "a", "its", "our", "each", "every", "any", "per", "that",
                                                "your", "my", "their", "his", "her");
      if (At(i).possessive == 0 &&
          (rival || (!At(i).capital && i > 0 && (!In(pointers, At(i - 1).hash) || Is(i, "startups")))))
        EmitUnknownAt(i + 1);
      static constexpr auto traders = HashesOf("exporter", "importer", "petitioner", "producer", "manufacturer");
      if (!At(i).capital && At(i).possessive == 0 && In(traders, hash) && i + 3 < document_.size()) {
        const std::uint32_t named = At(i + 1).hash == kKnown.comma ? i + 2 : i + 1;
        if (At(named).capital && At(named).gap == Gap::kSpace) EmitTrader(named);
      }
      return true;
    }
    // "Shares of Quorl jumped"
    const bool stock_opens = hash == HashOf("shares") && !At(i).all_caps && (i == 0 || !At(i - 1).capital);
    if (At(i).capital && !head && !stock_opens) return false;
    const bool maker = In(kMakers, hash);
    const bool done = In(kDoneToFirms, hash);
    if (done || In(kHadOfFirms, hash)) {
      if (At(i).capital || At(i).possessive != 0 || i + 2 >= document_.size()) return true;
      static constexpr auto buys =
          HashesOf("buy", "buys", "bought", "acquire", "acquires", "acquired", "acquiring", "acquisition");
      const bool bought = In(buys, hash);
      if (hash == HashOf("fined"))
        Fined(i + 1);
      else if (done)
        EmitNamed(i + 1, true, bought);
      else if (At(i + 1).hash == kKnown.of || At(i + 1).hash == kKnown.in)
        EmitNamed(i + 2, true, bought && At(i + 1).hash == kKnown.of);
      // "the merger of Quorl Foods and Tarn Brands"
      static constexpr std::uint32_t merger = HashOf("merger");
      const std::uint32_t end = hash == merger && At(i + 2).capital ? NameEnd(i + 2) : i + 2;
      if (end != i + 2 && end + 1 < document_.size() && At(end).hash == kKnown.with_and)
        EmitNamed(end + 1, !LooksLikeFirm(i + 2, end));
      return true;
    }
    static constexpr std::uint32_t which = HashOf("which"), is = HashOf("is");
    // "Quorl, which is controlled by Tarn,"
    if (hash == HashOf("controlled")) {
      if (!At(i).capital && i > 3 && At(i - 1).hash == is && At(i - 2).hash == which && Is(i + 1, "by") &&
          At(i - 3).hash == kKnown.comma && document_.Glued(i - 3) && At(i - 4).capital)
        NamedBefore(i - 3, true);
      return true;
    }
    // "Quorl, which is headquartered in Norland,"
    if (hash == HashOf("headquartered")) {
      const std::uint32_t comma = i > 3 && At(i - 1).hash == is && At(i - 2).hash == which ? i - 3 : i - 1;
      if (i > 1 && At(comma).hash == kKnown.comma && document_.Glued(comma)) NamedBefore(comma, true);
      return true;
    }
    // "said Kestrel Capital Markets analyst Jane Roe"
    static constexpr auto staff = HashesOf("executives", "lawyers", "engineers");
    if (In(staff, hash)) {
      if (!At(i).capital && At(i).possessive == 0 && i + 2 < document_.size() && In(links, At(i + 1).hash))
        EmitNamed(i + 2, true);
      return true;
    }
    static constexpr auto analysts = HashesOf("analyst", "analysts", "strategist", "strategists");
    if (In(analysts, hash)) {
      if (At(i).capital || At(i).possessive != 0) return true;
      NamedBefore(i);
      // "an analyst at Quorl Bank"
      static constexpr std::uint32_t at = HashOf("at");
      if (At(i + 1).hash == at && i + 2 < document_.size() && At(i + 2).gap == Gap::kSpace) EmitNamed(i + 2);
      return true;
    }
    if (!head && !maker && hash != executive && hash != shares && hash != officer && hash != counsel) return false;
    if (At(i).possessive != 0 || i + 1 >= document_.size()) return true;
    if (maker) {
      if (!At(i).capital) EmitNamed(i + 1);
      return true;
    }
    if (hash == executive && (i == 0 || At(i - 1).hash != chief)) return true;
    // "Quorl's chief financial officer"
    if (hash == officer) {
      if (i < 3 || At(i - 2).hash != chief || At(i).capital) return true;
      if (At(i - 3).capital && At(i - 2).gap == Gap::kSpace) EmitUnknownBefore(i - 2);
      if (In(links, At(i + 1).hash)) EmitNamed(i + 2);
      return true;
    }
    if (hash == counsel) {
      if (i > 0 && Is(i - 1, "general") && In(links, At(i + 1).hash)) EmitNamed(i + 2);
      return true;
    }
    // "Quorl's chief executive", "Quorl chief executive Jane Roe"
    if (hash == executive && i > 1 && At(i - 2).capital) EmitUnknownBefore(i - 1);
    if (hash == shares ? At(i + 1).hash == kKnown.of || At(i + 1).hash == kKnown.in : In(links, At(i + 1).hash))
      EmitNamed(i + 2);
    if (head) NamedBefore(i);
    return true;
  }

  // "Kestrel CEO", "Kestrel's CEO"
  void NamedBefore(std::uint32_t i, bool at_comma = false) {
    if (i == 0 || (At(i).gap != Gap::kSpace && !at_comma)) return;
    std::uint32_t first = i;
    while (first > 0 && i - first < 4 && MayBeFirm(first - 1) && (At(first).gap == Gap::kSpace || first == i) &&
           (first == i || At(first - 1).possessive == 0))
      --first;
    if (first == i || i - first > 3 || IsGivenName(At(first).hash) || In(kNoNames, At(first).hash)) return;
    if (first > 0 && At(first).gap != Gap::kParagraph && At(first - 1).kind == TokenKind::kWord &&
        At(first - 1).capital && !IsFunctionWord(At(first - 1).hash))
      return;
    if (first > 0 && At(first).gap == Gap::kNone) return;
    if (i == first + 1 && !IsUnknown(first, i)) return;
    Emit(first, i, At(i - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, i));
  }

  // "DigitalTarn": capitals inside a word as only firms and wares have them.
  bool IsInnerCapital(std::uint32_t i) const {
    const std::string_view surface = At(i).stem().In(document_.text);
    if (surface.size() < 6 || At(i).all_caps) return false;
    std::size_t inner = 0;
    for (std::size_t k = 1; k < surface.size(); ++k) {
      const bool capital = surface[k] >= 'A' && surface[k] <= 'Z';
      if (capital && surface[k - 1] >= 'a' && surface[k - 1] <= 'z' && k > 2 && k + 1 < surface.size()) inner = k;
    }
    return inner > 3 && IsPlainCapital(i);
  }

  // Does the name [first, last) look like a firm's by itself?
  bool LooksLikeFirm(std::uint32_t first, std::uint32_t last) const {
    if (last == first + 1) return IsInnerCapital(first);
    return In(kWeakTails, At(last - 1).hash) || In(kTails, At(last - 1).hash);
  }

  // "Harrow, Quill Infrastructure Partners and Tern": a name in a list with the firm that ends before `next`.
  void ListedAfter(std::uint32_t next) {
    std::uint32_t first = next;
    if (first < document_.size() && At(first).hash == kKnown.comma && document_.Glued(first)) ++first;
    if (first < document_.size() && At(first).hash == kKnown.with_and && !At(first).capital) ++first;
    if (first == next || first >= document_.size() || At(first).gap != Gap::kSpace) return;
    const std::uint32_t last = NameEnd(first);
    if (last == first || At(last - 1).gap == Gap::kParagraph) return;
    // Between two firms any name is one; at the end of a list it must look like one.
    std::uint32_t after = last;
    if (after < document_.size() && At(after).hash == kKnown.comma) ++after;
    if (after < document_.size() && At(after).hash == kKnown.with_and) ++after;
    // "Quorl, Harrow and Tern told": two behind a firm.
    if (At(next).hash == kKnown.comma && last < document_.size() && At(last).hash == kKnown.with_and &&
        At(last - 1).possessive == 0 && first == next + 1 && Owner(next - 1)->entity != kNoId) {
      const std::uint32_t end = NameEnd(last + 1);
      if (end != last + 1 && end < document_.size() && At(end).kind == TokenKind::kWord && !At(end).capital &&
          At(end).gap == Gap::kSpace && IsUnknown(first, last) && IsUnknown(last + 1, end)) {
        Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
        Emit(last + 1, end, At(end - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(last + 1, end));
        return;
      }
    }
    const bool between = after != last && OwnedBy(after, MentionKind::kFirm) && At(next).hash == kKnown.comma &&
                         At(last - 1).possessive == 0;
    // "Harrow, Tern and Stadler Rail will": behind two firms the third.
    const Candidate* const firm = Owner(next - 1);
    const std::uint32_t before = firm->first;
    const bool third = first > next && IsUnknown(first, last) && At(first - 1).hash == kKnown.with_and && before > 1 &&
                       At(before - 1).hash == kKnown.comma && OwnedBy(before - 2, MentionKind::kFirm) &&
                       last < document_.size() && !At(last).capital;
    // "Harrow and Tern will": beside a firm any name that is no other's.
    const bool joined = !between && !third && At(next).hash == kKnown.with_and && firm->entity != kNoId &&
                        (before == 0 || !At(before - 1).capital || Opens(before)) &&
                        (last >= document_.size() || !At(last).capital) && IsUnknown(first, last);
    if (between || third || joined || LooksLikeFirm(first, last))
      Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
  }

  // "such as Quorl, Harrow and Tern", "Quorl Partners and Harrow": a name in a list before the firm that begins at
  // `firm`.
  void ListedBefore(std::uint32_t firm) {
    static constexpr auto opens =
        HashesOf("as", "including", "include", "includes", "like", "with", "by", "from", "against", "them");
    if (firm < 2 || At(firm).gap != Gap::kSpace) return;
    std::uint32_t last = firm - 1;
    if (At(last).hash != kKnown.comma && At(last).hash != kKnown.with_and) return;
    if (At(last).capital || Owner(last - 1) != nullptr || !NearGap(firm)) return;
    std::uint32_t first = last;
    // "Tern and Harrow will": beside a firm any name that is no other's.
    const Candidate& known = *Owner(firm);
    if (At(last).hash == kKnown.with_and && known.entity != kNoId && At(known.last - 1).possessive == 0 &&
        At(last - 1).possessive == 0 && (known.last >= document_.size() || !At(known.last).capital)) {
      static constexpr std::string_view plain[] = {"ors", "ies", "ing", "ly", "ed", "ves", "nts"};
      const std::string_view word = At(last - 1).stem().In(document_.text);
      first = UnknownBefore(last);
      const bool doubtful = first + 1 == last && Opens(first) &&
                            std::ranges::any_of(plain, [&](std::string_view ending) { return word.ends_with(ending); });
      if (first != last && !doubtful)
        return Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role",
                    KnownFirm(first, last));
      first = last;
    }
    // "Quorl, Harrow and Tern have": at the beginning of a sentence.
    const std::uint32_t after = known.last;
    if (At(last).hash == kKnown.comma && document_.Glued(last) && known.entity != kNoId &&
        after + 2 < document_.size() && At(after).hash == kKnown.with_and && At(after + 1).capital &&
        At(last - 1).possessive == 0 && !At(last - 1).stem().In(document_.text).ends_with("ly")) {
      first = UnknownBefore(last);
      if (first != last && Opens(first))
        return Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role",
                    KnownFirm(first, last));
      first = last;
    }
    while (first > 0 && last - first < 3 && MayBeFirm(first - 1) && At(first - 1).possessive == 0 &&
           (first == last || At(first).gap == Gap::kSpace))
      --first;
    if (first == last || first == 0 || At(first).gap != Gap::kSpace || IsGivenName(At(first).hash) ||
        In(kNoNames, At(first).hash) || At(first - 1).capital)
      return;
    const bool opened = In(opens, At(first - 1).hash) && At(firm - 1).hash == kKnown.comma;
    if (opened || LooksLikeFirm(first, last))
      Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
  }

  // "exporter Norland Fasteners", "petitioner, Quorl Steel & Wire": a name that a place begins or an "&" joins.
  void EmitTrader(std::uint32_t first) {
    std::uint32_t last = first;
    if (OwnedBy(first, MentionKind::kPlace) && Owner(first)->first == first &&
        At(Owner(first)->last - 1).possessive == 0)
      last = Owner(first)->last;
    const std::uint32_t place = last;
    while (last < document_.size() && last - first < 6 && At(last).gap == Gap::kSpace && At(last - 1).possessive == 0) {
      if (last > place && document_.IsMark(last, '&') && last + 1 < document_.size() && MayBeFirm(last + 1))
        ++last;
      else if (!MayBeFirm(last))
        break;
      ++last;
    }
    if (last - first < 2 || last == place ||
        (last < document_.size() && At(last).capital && At(last).gap == Gap::kSpace))
      return;
    if (last < document_.size() &&
        (At(last).hash == kKnown.of || (At(last).gap == Gap::kNone && At(last).kind != TokenKind::kPunct)))
      return;
    static constexpr auto folk = HashesOf("Farmers", "Growers", "Producers", "Workers", "Manufacturers", "Coalition",
                                          "Makers", "Steelworkers", "Union", "Association", "Alliance", "Committee");
    for (std::uint32_t i = first; i < last; ++i)
      if (In(folk, At(i).hash) || (i == first && IsGivenName(At(i).hash))) return;
    Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
  }

  // "fined Quorl €5 million", "fined Quorl, Tern and Harrow a total of": at the name.
  void Fined(std::uint32_t first) {
    const std::uint32_t last = NameEnd(first);
    if (last == first) return EmitNamed(first, true);
    const auto money = [&](std::uint32_t i) {
      return i < document_.size() && (At(i).kind == TokenKind::kNumber || document_.IsMark(i, '$') ||
                                      document_.Surface(i) == "€" || document_.Surface(i) == "£");
    };
    if (At(last - 1).possessive == 0 && money(last) && IsUnknown(first, last))
      Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
    else
      EmitNamed(first, true);
  }

  // "Norland-based Quorl Marine Services", "Norport-based Quorvia": at the name.
  void Based(std::uint32_t first) {
    const std::uint32_t last = NameEnd(first);
    if (last == first || At(first).all_caps) return;
    if (last == first + 1 ? IsUnknown(first, last) : LooksLikeFirm(first, last))
      Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
  }

  // What may follow a firm that is bought: "in June", "for $2 million", a comma.
  bool Bought(std::uint32_t last) const {
    static constexpr auto behind = HashesOf("in", "for", "from", "last", "this", "after", "earlier", ",", ".");
    return last < document_.size() && At(last - 1).possessive == 0 && In(behind, At(last).hash) &&
           !document_.text.substr(At(last - 1).span.begin, At(last - 1).span.size()).ends_with('s');
  }

  void EmitNamed(std::uint32_t first, bool doubtful = false, bool bought = false) {
    const std::uint32_t last = NameEnd(first);
    if (doubtful && last != first && !LooksLikeFirm(first, last) && !(bought && Bought(last) && IsUnknown(first, last)))
      return;
    if (last == first + 1 && !IsUnknown(first, last)) return;
    if (last != first)
      Emit(first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-role", KnownFirm(first, last));
  }
};

}  // namespace

void FirmListedBefore(const ShapeContext& context, std::uint32_t firm) {
  NeighbourReader(context).ListedBefore(firm);
}

void FirmListedAfter(const ShapeContext& context, std::uint32_t next) {
  NeighbourReader(context).ListedAfter(next);
}

void FirmBasedAt(const ShapeContext& context, std::uint32_t first) {
  NeighbourReader(context).Based(first);
}

bool FirmRoleAt(const ShapeContext& context, std::uint32_t i) {
  return NeighbourReader(context).Role(i);
}

}  // namespace dateline::extract
