// Firms that their legal suffix tells: "Lanhe Tools Co., Ltd.", "…有限公司".
#include <algorithm>

#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

// Words that end the names of houses without a legal suffix; as products they would name the same house.
constexpr auto kBranches =
    HashesOf("Cloud", "Tsusho", "Shipbuilding", "Ventures", "Securities", "Motors", "Motor", "Capital", "Bank",
             "Foundry", "Mobility", "NA", "Holdings", "Group", "Technologies", "Industries");
constexpr auto kContinents = HashesOf("America", "Americas", "USA");

// Words that end the names of firms and of little else, and those before them that make no name.
constexpr auto kTails =
    HashesOf("Technologies", "Semiconductor", "Semiconductors", "Microelectronics", "Microsystems", "Photonics",
             "Holdings", "Robotics", "Therapeutics", "Pharmaceuticals", "Biosciences", "Bancorp", "Motors", "Airlines",
             "Airways", "Labs", "Optoelectronics", "Petroleum", "Shipbuilding", "Biologics", "Bancshares", "Ventures");
constexpr auto kNoNames = HashesOf(
    "Emerging", "Critical", "Foundational", "Advanced", "Sensitive", "New", "Key", "Information", "Digital", "Quantum",
    "Green", "Clean", "Medical", "Other", "Disruptive", "Strategic", "Space", "Defense", "Defence", "Export",
    "National", "Global", "International", "Power", "Compound", "Legacy", "Mature", "Consumer", "Generic", "Commercial",
    "Major", "Electric", "Autonomous", "Industrial", "Semiconductor", "AI", "Innovative", "Environmental", "Renewable",
    "Health", "Vehicle", "Battery", "Carbon", "Nuclear", "Communications", "Biometric", "Financial", "Foreign",
    "Domestic", "Covered", "Dual", "Use", "Military", "Civilian", "Wireless", "Assistive", "Educational",
    "Surveillance", "Platform", "Transformative", "Future", "Joint", "Federal", "State", "Public", "Private", "Various",
    "Technology", "Intelligence", "Modern", "Secure", "Low", "High", "Regional", "Commuter", "Learning", "Language",
    "Vision", "Veterinary", "Prescription", "Biopharmaceuticals", "Living", "Innovation", "Research", "Language",
    "Chip", "Enabling", "Enabled", "Related", "Privacy", "Enhancing", "Networking", "Computing", "Vaccine",
    "Agricultural", "Energy", "Water", "Climate", "Strategic", "Crude", "Indigenous", "Treasury", "Stock", "Security",
    "Equity", "Land", "Clinical", "Generative", "Responsible", "Trustworthy", "Sovereign", "Frontier", "Agentic",
    "Physical", "Embodied", "Reference", "Test", "Testing", "Business");

constexpr auto kPrefixForms = HashesOf("OOO", "JSC", "PJSC", "OJSC", "ZAO", "PAO", "PT");
// Words that end firms' names, and much else: only among firms, or behind what is done to firms.
constexpr auto kWeakTails =
    HashesOf("Partners", "Capital", "Services", "Systems", "Networks", "Instruments", "Electronics", "Materials",
             "Software", "Manufacturing", "Energy", "Logistics", "Technology", "Group", "Solutions", "Innovations",
             "Dynamics", "Power", "Aerospace", "Aviation", "Communications", "Chemical", "Chemicals", "Metals",
             "Minerals", "Mining", "Resources", "Brands", "Automotive", "Automation", "Analytics", "Healthcare",
             "Centers", "Centres", "Cloud", "Digital", "Studios", "Games", "Sciences", "Investments", "Securities",
             "Advisors", "Trading", "Shipping", "Lines", "Steel", "Petrochemical", "Refining", "Industries",
             "Magnetics", "Materials", "Battery", "Batteries", "Optics", "Lasers", "Nuclear", "Oil", "Wind", "Solar",
             "Motor", "Electric", "Telecom", "Wireless", "Computing", "Intelligence", "Vision", "Security", "Foods",
             "Pharma", "Bank", "Markets", "Exchange", "Devices", "Americas", "America", "AI", "Line");
constexpr auto kDoneToFirms = HashesOf("buy", "buys", "bought", "acquire", "acquires", "acquired", "acquiring",
                                       "sanctioned", "fined", "sued", "founded", "runs", "ran", "blacklisted",
                                       "subpoenaed", "owns", "owned", "including", "include", "includes");
constexpr auto kHadOfFirms = HashesOf("acquisition", "subsidiary", "stake", "unit");
// Tails of firms and of some other things: the words beside them must speak of a firm.
constexpr auto kMidTails = HashesOf("Partners", "Logistics", "Shipping", "Lines", "Analytics", "Metals", "Minerals",
                                    "Dynamics", "Innovations", "Capital", "Securities", "Chemicals", "Instruments",
                                    "Magnetics", "Electronics", "Automotive", "Studios", "Networks");
constexpr auto kLedTo = HashesOf("as", "by", "from", "with", "at", "including", "like", "sold", "hired", "told",
                                 "chose", "joined", "supplier", "through");
constexpr auto kFirmsDo = HashesOf("said", "says", "will", "has", "is", "was", "fell", "rose", "sued", "declined",
                                   "plans", "agreed", "announced", "bought", "sold", "denied", "did");
// Words beside which an unknown name is a firm's.
constexpr auto kHeadsOfFirms = HashesOf("CEO", "CFO", "COO", "CTO");
constexpr auto kMakers = HashesOf("maker", "chipmaker", "toolmaker", "startup", "carmaker", "automaker", "drugmaker",
                                  "planemaker", "shipbuilder", "conglomerate", "retailer", "brokerage", "consultancy",
                                  "supplier", "developer", "lender", "insurer", "distributor");
constexpr auto kNoFirms =
    HashesOf("Acting", "Interim", "Outgoing", "Deputy", "Vice", "Founding", "Longtime", "Group", "Incoming", "Retired",
             "Tech", "Bank", "Company", "Chief", "Big", "Class", "Series", "Common", "Preferred", "Registrant",
             "Ordinary", "Restricted", "GDP", "American", "Series", "Stock", "Day", "Conference", "Co", "Global",
             "Board", "Chairman", "Founder", "Prize", "Award", "Program", "Wall", "Street", "Unit", "Units", "ETF",
             "Creation", "Main", "Fortune", "Internet", "Windows", "English");

// What stands beside a firm and few others, and what is no firm there.
constexpr auto kCompanies = HashesOf("company", "firm", "miner", "manufacturer", "operator", "producer", "vendor",
                                     "unicorn", "giant", "startups", "chipmakers", "companies", "firms", "suppliers",
                                     "miners", "lenders", "automakers", "shipowner");
constexpr auto kVenues = HashesOf("issuer", "exchange", "shipyard", "chain", "brand", "bank", "platform", "utility");
constexpr auto kRivals = HashesOf("rival", "rivals", "competitor", "competitors");
constexpr auto kNoUnknown = HashesOf(
    "Republicans", "Democrats", "Republican", "Democrat", "Democratic", "Europeans", "Stanford", "Harvard", "MIT",
    "Princeton", "Yale", "Tsinghua", "Caltech", "Bitcoin", "Swift", "JavaScript", "Python", "Rust", "Java", "Azure",
    "Android", "Linux", "Elsewhere", "Overseas", "Instead", "Together", "Besides", "Otherwise", "Thus", "Hence",
    "Moreover", "Furthermore", "Indeed", "Likewise", "Abroad", "Nonetheless", "Nevertheless", "Internet", "Treasuries",
    "NGOs", "Prosecutors", "Officials", "Analysts", "Investors", "Chip", "Chips", "Energy", "Defense", "Defence",
    "Semiconductor", "Technology", "Mining", "Oil", "Auto", "Drone", "Battery", "Solar", "Airline", "Retail",
    "Property", "Uranium", "Lithium", "Gold", "Steel", "World", "Domestic", "Foreign", "Software", "Insurance",
    "Shipping", "Telecom", "Healthcare", "Pharmaceutical", "Utility", "Consumer", "Media", "Islamic", "Christian",
    "Voting", "Outstanding", "Treasury", "Existing", "Additional", "Remaining", "Subscription", "Founders", "Party",
    "Applicant", "Applicants", "Petitioner", "Registrant", "Issuer", "Respondent", "Plaintiff", "Defendant", "Licensee",
    "Borrower", "Seller", "Buyer", "Purchaser", "Adviser", "Advisor", "Fund", "Trust", "Parent", "Sponsor", "Bidder",
    "Claimant", "Contractor", "Recipient", "Grantee", "Requester", "Complainant", "Exchange", "Hamas", "Hezbollah",
    "Taliban", "Fatah", "ISIS", "NATO", "Houthis", "OPEC", "UNESCO", "Greenpeace", "Amnesty", "Pope", "Management", "Labour", "Reform", "Likud", "Fidesz", "AfD", "CDU", "SPD", "Kremlin", "Conservatives", "Tories",
    "Greens", "Interpol", "Oxfam", "UNICEF", "Parliament", "Congress", "Vatican");

// What a word in small letters tells of the name beside it.
enum class Cue : std::uint8_t { kNone, kAct, kActAndMore, kMakes, kCompany, kVenue, kRelation };
Cue CueOf(std::uint32_t hash) {
  switch (hash) {
    case HashOf("raised"):
    case HashOf("agreed"):
    case HashOf("filed"):
    case HashOf("emerged"):
    case HashOf("stock"):
    case HashOf("founder"):
    case HashOf("whose"):
    case HashOf("outlook"):
    case HashOf("guidance"):
    case HashOf("dividend"):
    case HashOf("forecast"):
    case HashOf("led"):
    case HashOf("backed"):
    case HashOf("said"):
      return Cue::kAct;
    case HashOf("shares"):
    case HashOf("owned"):
    case HashOf("founded"):
      return Cue::kActAndMore;
    case HashOf("makes"):
    case HashOf("builds"):
    case HashOf("operates"):
    case HashOf("develops"):
    case HashOf("sells"):
    case HashOf("mines"):
    case HashOf("supplies"):
    case HashOf("produces"):
    case HashOf("designs"):
    case HashOf("manufactures"):
    case HashOf("owns"):
      return Cue::kMakes;
    case HashOf("company"):
    case HashOf("firm"):
    case HashOf("miner"):
    case HashOf("manufacturer"):
    case HashOf("operator"):
    case HashOf("producer"):
    case HashOf("vendor"):
    case HashOf("unicorn"):
    case HashOf("giant"):
    case HashOf("startups"):
    case HashOf("chipmakers"):
    case HashOf("companies"):
    case HashOf("firms"):
    case HashOf("suppliers"):
    case HashOf("miners"):
    case HashOf("lenders"):
    case HashOf("automakers"):
    case HashOf("shipowner"):
    case HashOf("maker"):
    case HashOf("chipmaker"):
    case HashOf("toolmaker"):
    case HashOf("startup"):
    case HashOf("carmaker"):
    case HashOf("automaker"):
    case HashOf("drugmaker"):
    case HashOf("planemaker"):
    case HashOf("shipbuilder"):
    case HashOf("conglomerate"):
    case HashOf("retailer"):
    case HashOf("brokerage"):
    case HashOf("consultancy"):
    case HashOf("supplier"):
    case HashOf("developer"):
    case HashOf("lender"):
    case HashOf("insurer"):
    case HashOf("distributor"):
      return Cue::kCompany;
    case HashOf("issuer"):
    case HashOf("exchange"):
    case HashOf("shipyard"):
    case HashOf("chain"):
    case HashOf("brand"):
    case HashOf("bank"):
    case HashOf("platform"):
    case HashOf("utility"):
      return Cue::kVenue;
    case HashOf("rival"):
    case HashOf("rivals"):
    case HashOf("competitor"):
    case HashOf("competitors"):
    case HashOf("acquisition"):
    case HashOf("subsidiary"):
    case HashOf("stake"):
    case HashOf("unit"):
      return Cue::kRelation;
    default:
      return Cue::kNone;
  }
}

class FirmReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  // "Banking", "Education": a line of business, by its ending.
  bool IsActivity(std::uint32_t i) const {
    static constexpr std::string_view endings[] = {"ing", "tion", "ment", "ics", "ery", "ure"};
    const std::string_view surface = At(i).stem().In(document_.text);
    return std::ranges::any_of(endings, [&](std::string_view ending) { return surface.ends_with(ending); });
  }

  // The first token of the name that ends before `suffix`, `suffix` itself when there is none.
  std::uint32_t FirmBegin(std::uint32_t suffix) const {
    std::uint32_t begin = suffix;
    std::uint32_t i = suffix;
    while (i > 0 && suffix - i < kNameTokensMax) {
      if (At(i).gap == Gap::kParagraph) break;
      const std::uint32_t left = i - 1;
      const Token& token = At(left);
      if (token.kind == TokenKind::kCjk) break;
      if (token.kind == TokenKind::kPunct) {
        if (token.hash == kKnown.comma) {
          if (left + 1 != suffix && (!IsLegalSuffix(At(left + 1).hash) || In(kPrefixForms, At(left + 1).hash))) break;
        } else if (token.hash == kKnown.period) {
          const bool abbreviation = left > 0 && document_.Glued(left) && (IsLegalSuffix(At(left - 1).hash) || (At(left - 1).span.size() == 1 && At(left - 1).capital));
          // "… Advisors, LLC. Ernst & Young LLP": a period behind a form ends the sentence unless the name goes on with
          // a form.
          static constexpr auto juniors = HashesOf("Jr", "Sr");
          const bool ends = left > 0 && IsLegalSuffix(At(left - 1).hash) && !In(juniors, At(left - 1).hash) &&
                            i < suffix && At(i).kind != TokenKind::kPunct && !IsLegalSuffix(At(i).hash);
          if (!abbreviation || ends) break;
        } else if (document_.IsMark(left, ')')) {
          std::uint32_t open = left;
          while (open > 0 && left - open < 5 && !document_.IsMark(open, '(')) --open;
          if (!document_.IsMark(open, '(') || !IsCapitalWord(open + 1) || open == 0 || !IsCapitalWord(open - 1)) break;
          i = open;
          continue;
        } else if (!(token.hash == kKnown.hyphen && document_.Glued(left) && document_.Glued(i)) && !document_.IsMark(left, '&')) {
          break;
        }
        i = left;
        continue;
      }
      if (const Candidate* owner = Owner(left); owner != nullptr && owner->kind == MentionKind::kFirm && !IsFunctionWord(At(owner->first).hash)) {
        begin = i = owner->first;
        continue;
      }
      if (token.hash == kKnown.with_and) {
        // "Lanhe Company and Tarnby Company" are two.
        if (left == 0 || !IsCapitalWord(left - 1) || !IsCapitalWord(i) || IsLegalSuffix(At(left - 1).hash)) break;
        if (OwnedBy(left - 1, MentionKind::kFirm) && OwnedBy(i, MentionKind::kFirm)) break;
        // "Senmao Bamboo and Wood Industry Co.": the word of trade may come second.
        const bool second = left > 1 && IsPlainCapital(left - 2) && NearGap(left - 1) && Owner(left - 1) == nullptr && NearGap(i + 1) && IsTradeWord(At(i + 1).hash);
        // "Quill Technology and Harrow Inc." are two: behind a word of trade another one, or words before the form.
        const bool first =
            IsTradeWord(At(left - 1).hash) &&
            (IsActivity(i) || (i + 1 < suffix && At(i + 1).kind == TokenKind::kWord && !IsLegalSuffix(At(i + 1).hash)));
        if (!(IsTradeWord(At(i).hash) || first || second)) break;
        i = left;
        continue;
      }
      if (token.hash == kKnown.of) {
        if (left == 0 || !IsCapitalWord(left - 1) || IsFunctionWord(At(left - 1).hash) || IsTitle(At(left - 1).hash) || IsAgencyHead(At(left - 1).hash)) break;
        i = left;
        continue;
      }
      // "Huifeng New Material Technology Co.": inside a name a small word may be one of its words.
      const bool inside = left > 0 && NearGap(left) && token.hash != kKnown.the && IsPlainCapital(left - 1) && At(left - 1).possessive == 0;
      if (!(IsCapital(left) || IsCamel(left)) || (IsFunctionWord(token.hash) && !inside) || IsTitle(token.hash) || token.possessive != 0) break;
      if (token.kind == TokenKind::kNumber && token.span.size() > 3) break;
      begin = i = left;
    }
    return begin;
  }

  void Firm(std::uint32_t suffix) {
    if (In(kPrefixForms, At(suffix).hash) &&
        (At(suffix).hash == HashOf("PT") || (IsPlainCapital(suffix + 1) && At(suffix + 1).gap == Gap::kSpace)))
      return Prefixed(suffix);
    const bool venture = In(kKnown.joint_ventures, At(suffix).hash);
    std::uint32_t begin = FirmBegin(suffix);
    // A country's name as an adjective stands before the name: "PRC Lanhe Co., Ltd."
    // So does "Re" in the name of a case, and what a party is called: "In Re Lanhe Inc.", "Petitioner Lanhe Inc."
    static constexpr auto parties = HashesOf("Petitioner", "Respondent", "Complainant", "Plaintiff", "Defendant", "Applicant", "Appellant", "Intervenor");
    static constexpr std::uint32_t prc = HashOf("PRC"), us = HashOf("US"), re = HashOf("Re");
    while (begin + 1 < suffix && (At(begin).hash == prc || At(begin).hash == re || At(begin).hash == us || In(kKnown.demonyms, At(begin).hash) || In(parties, At(begin).hash)) && NearGap(begin + 1)) ++begin;
    if (begin == suffix) return Prefixed(suffix);
    std::uint32_t words = 0;
    bool named = false;
    for (std::uint32_t i = begin; i < suffix; ++i) {
      if (!IsCapital(i)) continue;
      ++words;
      named = named || !(IsBodyHead(At(i).hash) || IsTradeWord(At(i).hash) || IsLegalSuffix(At(i).hash));
    }
    const std::uint32_t hash = At(suffix).hash;
    if (!named && words < 3) return;
    // "Certain LP investments"
    if (hash == HashOf("LP") &&
        (!At(suffix).all_caps || (words < 2 && suffix + 1 < document_.size() &&
                                  At(suffix + 1).kind == TokenKind::kWord && !At(suffix + 1).capital)))
      return;
    if (venture && !At(suffix).all_caps) return;
    if (hash == kKnown.co && At(suffix).all_caps) return;  // "Springs, CO"
    const bool follows = suffix + 1 < document_.size() && (document_.IsMark(suffix + 1, '.') || document_.IsMark(suffix + 1, ','));
    if (hash == kKnown.co && !follows && !(suffix + 1 < document_.size() && IsLegalSuffix(At(suffix + 1).hash))) return;
    const bool plain = hash == kKnown.company || hash == kKnown.limited;
    // "Clean Water Standard (CWS) Limited Maintenance Plan": the word belongs to what follows.
    const bool aside = document_.IsMark(suffix - 1, ')') && suffix > 1 && At(suffix - 2).all_caps;
    if (hash == kKnown.limited && aside && IsCapitalWord(suffix + 1) && At(suffix + 1).gap == Gap::kSpace) return;
    // "Austal Limited", in running text
    const bool limited = hash == kKnown.limited && suffix == begin + 1 && IsPlainCapital(begin) &&
                         !In(kNoNames, At(begin).hash) && !In(kNoFirms, At(begin).hash) && !IsCapital(suffix + 1) &&
                         NearGap(suffix) && !At(suffix).all_caps && !At(begin).all_caps &&
                         !IsTradeWord(At(begin).hash) && !IsBodyHead(At(begin).hash);
    if (plain && words < 2 && !limited && !OwnedBy(begin, MentionKind::kFirm)) return;
    std::uint32_t last = suffix + 1;
    std::uint32_t end = At(suffix).stem().end;
    constexpr std::uint32_t kSuffixTokensMax = 8;
    while (last < document_.size() && last - suffix < kSuffixTokensMax && At(last - 1).possessive == 0) {
      std::uint32_t next = last;
      if (document_.IsMark(next, '.') && document_.Glued(next)) ++next;
      if (document_.IsMark(next, ',') && document_.Glued(next)) ++next;
      const bool more = next < document_.size() && At(next).kind == TokenKind::kWord && At(next).capital && IsLegalSuffix(At(next).hash) &&
                        At(next).gap != Gap::kParagraph;
      if (!more) break;
      last = next + 1;
      end = At(next).stem().end;
    }
    if (document_.IsMark(last, '.') && document_.Glued(last) && In(kKnown.abbreviated, At(last - 1).hash)) end = At(last++).span.end;
    Emit(begin, last, end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(begin, last));
  }

  // "OOO Tarnby", "PT Quill Kestrel": the form comes first.
  void Prefixed(std::uint32_t form) {
    if (!In(kPrefixForms, At(form).hash) || !At(form).all_caps || !IsPlainCapital(form + 1) ||
        At(form + 1).gap != Gap::kSpace || Owner(form + 1) != nullptr)
      return;
    std::uint32_t last = form + 1;
    while (last < document_.size() && last - form < 5 && IsPlainCapital(last) && At(last).gap == Gap::kSpace &&
           At(last - 1).possessive == 0 && !In(kPrefixForms, At(last).hash))
      ++last;
    Emit(form, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-suffix");
  }

  // "Lanhe Bank, N.A.", "Tarnby Aviation s.r.o.": a legal form with periods, at its first letter.
  void Dotted(std::uint32_t form) {
    static constexpr std::string_view kForms[] = {"N.V.",   "B.V.",   "N.A.",   "P.C.",     "P.A.", "L.P.",
                                                  "L.L.C.", "L.L.P.", "S.A.S.", "S.A.R.L.", "S.A.", "S.p.A.",
                                                  "S.r.l.", "K.K.",   "s.r.o.", "d.o.o."};
    if (form == 0 || At(form).gap != Gap::kSpace) return Signature(form);
    const std::string_view rest = document_.text.substr(At(form).span.begin, 8);
    const auto* const found = std::ranges::find_if(kForms, [&](std::string_view f) { return rest.starts_with(f); });
    if (found == std::end(kForms)) return;
    const bool comma = At(form - 1).hash == kKnown.comma && document_.Glued(form - 1);
    if (!IsCapitalWord(form - (comma && form > 1 ? 2 : 1))) return;
    const std::uint32_t begin = FirmBegin(form);
    if (begin == form || IsFunctionWord(At(begin).hash) ||
        (OwnedBy(begin, MentionKind::kPlace) && Owner(begin)->last + (comma ? 1 : 0) == form))
      return;
    const std::uint32_t end = At(form).span.begin + static_cast<std::uint32_t>(found->size());
    std::uint32_t last = form;
    while (last < document_.size() && At(last).span.begin < end) ++last;
    Emit(begin, last, end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(begin, form));
  }

  // "/s/ Quorl Tarnby": who signs a filing, at the "s".
  void Signature(std::uint32_t s) {
    if (s == 0 || s + 3 >= document_.size() || At(s).capital || !document_.IsMark(s - 1, '/') ||
        !document_.IsMark(s + 1, '/') || !document_.Glued(s) || !document_.Glued(s + 1))
      return;
    const std::uint32_t first = s + 2;
    if (Owner(first) != nullptr || !NearGap(first)) return;
    std::uint32_t last = first, words = 0;
    while (last < document_.size() && words < 4 && IsCapitalWord(last) && Owner(last) == nullptr &&
           !IsTitle(At(last).hash) && (last == first || At(last).gap == Gap::kSpace || document_.Glued(last))) {
      ++words;
      ++last;
      const bool initial = At(last - 1).span.size() == 1 && document_.IsMark(last, '.') && document_.Glued(last);
      const bool hyphen = last + 1 < document_.size() && At(last).hash == kKnown.hyphen && document_.Glued(last) &&
                          document_.Glued(last + 1);
      if (initial || hyphen) ++last;
    }
    if (words < 2 || last == first || At(last - 1).kind != TokenKind::kWord || At(last - 1).span.size() < 2) return;
    Emit(first, last, At(last - 1).stem().end, MentionKind::kOfficial, "shape:signature");
  }

  // "Kestrel Microelectronics", in running text: capitalised words before a tail that only firms have.
  void Tail(std::uint32_t tail) {
    constexpr std::uint32_t kWordsMax = 3;
    if (Owner(tail) != nullptr || At(tail).all_caps || !NearGap(tail)) return;
    if (At(tail).possessive == 0 && IsCapital(tail + 1) && At(tail + 1).gap == Gap::kSpace) return;
    std::uint32_t begin = tail, words = 0;
    while (begin > 0 && words <= kWordsMax && At(begin).gap != Gap::kParagraph) {
      const bool hyphen =
          At(begin - 1).hash == kKnown.hyphen && document_.Glued(begin - 1) && document_.Glued(begin) && begin > 1;
      const std::uint32_t left = begin - (hyphen ? 2 : 1);
      const bool shouted = words == 0 && IsCapitalWord(left) && At(left).all_caps && At(left).span.size() > 2;  // "VIA"
      if (!(IsPlainCapital(left) || shouted) || At(left).possessive != 0 ||
          (Owner(left) != nullptr && !OwnedBy(left, MentionKind::kPlace)))
        break;
      if (In(kNoNames, At(left).hash) || IsHead(At(left).hash)) return;
      begin = left;
      ++words;
    }
    if (words == 0 || words > kWordsMax || In(kKnown.demonyms, At(begin).hash) || At(begin).span.size() < 2) return;
    if (OwnedBy(begin, MentionKind::kPlace) && Owner(begin)->last == tail) return;
    if (begin > 0 && At(begin).gap != Gap::kParagraph) {
      static constexpr auto before =
          HashesOf("the", "a", "an", "these", "this", "its", "their", "our", "and", "-", ":");
      const Token& token = At(begin - 1);
      const bool joined = token.hash == kKnown.with_and && (begin < 2 || !OwnedBy(begin - 2, MentionKind::kFirm));
      if (token.hash != kKnown.with_and ? In(before, token.hash) : joined) return;
      if (token.kind == TokenKind::kWord && token.capital && token.possessive == 0 && !IsFunctionWord(token.hash) &&
          !IsTitle(token.hash) && NearGap(begin))
        return;
    }
    // A heading proves nothing: some word of the sentence has a small letter right before or behind.
    const std::uint32_t next = tail + 1;
    const bool goes_on =
        next + 1 < document_.size() && At(next).gap != Gap::kParagraph &&
        (At(next).kind == TokenKind::kPunct ? !At(next + 1).capital || At(next).hash == kKnown.comma : true);
    const bool led = begin > 0 && At(begin).gap != Gap::kParagraph && At(begin - 1).kind == TokenKind::kWord &&
                     !At(begin - 1).capital;
    if (!goes_on && !led) return;
    if (In(kMidTails, At(tail).hash)) {
      const bool spoken_of = led && In(kLedTo, At(begin - 1).hash);
      const bool acts = At(tail).possessive != 0 ||
                        (next < document_.size() && At(next).gap == Gap::kSpace && In(kFirmsDo, At(next).hash));
      if (!spoken_of && !(acts && words > 1)) return;
    }
    Emit(begin, tail + 1, At(tail).stem().end, MentionKind::kFirm, "shape:firm-tail");
  }

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
    if (first == last || (first > 0 && At(first).gap == Gap::kNone) || IsGivenName(At(first).hash) ||
        In(kNoNames, At(first).hash))
      return last;
    if (!Opens(first) && ((At(first - 1).capital && !In(kRivals, At(first - 1).hash)) || IsTitle(At(first - 1).hash) ||
                          document_.IsMark(first - 1, '.')))
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
    const bool holds = stock                      ? In(moves, At(next).hash)
                       : hash == HashOf("raised") ? among(next, next + 14, money) && !At(next).capital
                       : hash == HashOf("agreed") ? At(next).hash == kKnown.to && among(next + 1, next + 2, deals)
                                                  : among(next, next + 4, courts);
    if (holds) EmitUnknownBefore(i, true);
  }

  // Returns false when token `i` is no word of a firm's role.
  bool Role(std::uint32_t i) {
    static constexpr auto links = HashesOf("of", "at");
    static constexpr std::uint32_t executive = HashOf("executive"), chief = HashOf("chief"), shares = HashOf("shares");
    if (!At(i).capital) {
      switch (CueOf(At(i).hash)) {
        case Cue::kAct:
          Acts(i);
          return true;
        case Cue::kActAndMore:
          Acts(i);
          break;
        case Cue::kMakes:
          if (i > 2 && Is(i - 1, "which") && At(i - 2).hash == kKnown.comma) EmitUnknownBefore(i - 2);
          if (!Is(i, "owns")) return true;
          break;
        case Cue::kRelation:
          if (!Is(i + 1, "of")) break;
          [[fallthrough]];
        case Cue::kCompany:
        case Cue::kVenue:
          if (At(i).possessive == 0) Apposed(i);
          break;
        case Cue::kNone:
          break;
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
      return true;
    }
    if (At(i).capital && !head) return false;
    const bool maker = In(kMakers, hash);
    const bool done = In(kDoneToFirms, hash);
    if (done || In(kHadOfFirms, hash)) {
      if (At(i).capital || At(i).possessive != 0 || i + 2 >= document_.size()) return true;
      static constexpr auto buys =
          HashesOf("buy", "buys", "bought", "acquire", "acquires", "acquired", "acquiring", "acquisition");
      const bool bought = In(buys, hash);
      if (done)
        EmitNamed(i + 1, true, bought);
      else if (At(i + 1).hash == kKnown.of || At(i + 1).hash == kKnown.in)
        EmitNamed(i + 2, true, bought && At(i + 1).hash == kKnown.of);
      return true;
    }
    // "Quorl, which is headquartered in Norland,"
    if (hash == HashOf("headquartered")) {
      static constexpr std::uint32_t which = HashOf("which"), is = HashOf("is");
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
      if (!At(i).capital && At(i).possessive == 0) NamedBefore(i);
      return true;
    }
    if (!head && !maker && hash != executive && hash != shares) return false;
    if (At(i).possessive != 0 || i + 1 >= document_.size()) return true;
    if (maker) {
      if (!At(i).capital) EmitNamed(i + 1);
      return true;
    }
    if (hash == executive && (i == 0 || At(i - 1).hash != chief)) return true;
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

  static bool IsHead(std::uint32_t hash) { return IsAgencyHead(hash) || IsNonAgencyBody(hash) || IsRuleHead(hash); }

  // "Toyota Tsusho", "Acme Energy Trading": a firm of the dictionary whose name goes on with words of trades is another.
  void Branch(std::uint32_t first) {
    std::uint32_t last = first;
    bool trade = false;
    const auto open = [&](std::uint32_t i) {
      return Owner(i) == nullptr || (OwnedBy(i, MentionKind::kPlace) && In(kContinents, At(i).hash));
    };
    while (last < document_.size() && last - first < 3 && IsCapitalWord(last) && At(last).gap == Gap::kSpace &&
           open(last) && !IsFunctionWord(At(last).hash) &&
           (In(kContinents, At(last).hash) || IsTradeWord(At(last).hash) || In(kBranches, At(last).hash))) {
      trade = true;
      if (At(last++).possessive != 0) break;
    }
    const bool goes_on = last < document_.size() && IsCapitalWord(last) && At(last).gap == Gap::kSpace && At(last - 1).possessive == 0 && !IsTitle(At(last).hash);
    if (!trade || goes_on) return;
    const Candidate& firm = *Owner(first - 1);
    // "Resonac Holdings" is Resonac.
    static constexpr auto same = HashesOf("Holdings", "Group");
    std::uint32_t known = KnownFirm(firm.first, last);
    if (known == kNoId && last == first + 1 && In(same, At(first).hash)) known = firm.entity;
    Emit(firm.first, last, At(last - 1).stem().end, MentionKind::kFirm, "shape:firm-branch", known);
  }

  // The dictionary's firm of which tokens [first, last) are the name with legal suffixes, kNoId when none.
  std::uint32_t KnownFirm(std::uint32_t first, std::uint32_t last) const {
    while (last > first) {
      const std::uint32_t alias = dictionary_.FindWhole(document_.text, document_.tokens, first, last, MentionKind::kFirm);
      if (alias != kNoId) return dictionary_.alias(alias).entity;
      const Token& token = At(last - 1);
      if (token.kind != TokenKind::kPunct && !IsLegalSuffix(token.hash)) return kNoId;
      --last;
    }
    return kNoId;
  }

  // "…有限公司" from the run of characters before it.
  void ChineseFirm(std::uint32_t i) {
    constexpr std::string_view kLimited = "有限公司";
    constexpr std::string_view kBreaks = "的和与及将对在由是了把被向从等、：为给让称据";
    const std::size_t at = At(i).span.begin;
    if (document_.text.substr(at, kLimited.size()) != kLimited) return;
    std::uint32_t begin = i;
    while (begin > 0 && i - begin < kNameTokensMax && At(begin).gap == Gap::kNone) {
      const Token& left = At(begin - 1);
      const bool bracket = document_.Surface(begin - 1) == "（" || document_.Surface(begin - 1) == "）";
      if (left.kind == TokenKind::kPunct && !bracket) break;
      if (left.kind == TokenKind::kCjk && kBreaks.find(document_.Surface(begin - 1)) != std::string_view::npos) break;
      --begin;
    }
    if (i - begin >= 2 && At(begin).kind != TokenKind::kPunct) {
      Emit(begin, i + 4, At(i + 3).span.end, MentionKind::kFirm, "shape:firm-suffix", KnownFirm(begin, i + 4));
    }
  }
};

}  // namespace

void FirmBranchAt(const ShapeContext& context, std::uint32_t first) { FirmReader(context).Branch(first); }

void FirmEndingAt(const ShapeContext& context, std::uint32_t suffix) {
  FirmReader reader(context);
  const Token& token = context.document.tokens[suffix];
  if (token.span.size() == 1)
    reader.Dotted(suffix);
  else if (In(kTails, token.hash) || In(kMidTails, token.hash))
    reader.Tail(suffix);
  else
    reader.Firm(suffix);
}

void FirmListedBefore(const ShapeContext& context, std::uint32_t firm) {
  FirmReader(context).ListedBefore(firm);
}

void FirmListedAfter(const ShapeContext& context, std::uint32_t next) {
  FirmReader(context).ListedAfter(next);
}

bool FirmRoleAt(const ShapeContext& context, std::uint32_t i) {
  return FirmReader(context).Role(i);
}

void ChineseFirmAt(const ShapeContext& context, std::uint32_t i) { FirmReader(context).ChineseFirm(i); }

}  // namespace dateline::extract
