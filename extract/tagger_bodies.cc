// Public bodies that their head word tells: "Senate Committee on X", "Ministry of X", "the Orwell administration".
#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

constexpr auto kHighCourts = HashesOf("Supreme", "High", "Constitutional", "Superior", "Federal");

// "Relay Service", "Food Service": something done, not a body that does it.
constexpr auto kDone = HashesOf("Relay", "Radio", "Auxiliary", "International", "Food", "Retirement", "Community", "Related", "Health", "Verification", "Mobile",
                                "Satellite", "Telephone", "Television", "Broadcast", "Broadcasting", "Internet", "Cloud", "Web", "Mail", "Delivery", "Package", "Customer", "Support",
                                "Streaming", "Bus", "Voice", "Broadband", "Wireless", "Message", "Messaging", "Data", "Transit", "Ferry", "Rail", "Shuttle", "Hosting",
                                "Translation", "Interpreting", "Self", "Debt", "Ambulance", "Funeral", "Lifeline", "Shipping", "Ground", "Express");
// One of these alone before "Committee" or "Agency" tells not which.
constexpr auto kAnyBody =
    HashesOf("Senior", "Project", "Policy", "Joint", "Federal", "Improved", "Monitoring", "Standing", "Technical",
             "Local", "State", "Regional", "Election", "Interim", "Organising", "Action", "Host", "Planning", "Review",
             "Lead", "Cooperating", "Sponsoring", "Contracting", "Designated", "Certifying", "Landholding", "Issuing",
             "Awarding", "Funding");
// "Election Administration and Voting Survey", "Relay Service Program": what a body's name goes on to when it is none.
constexpr auto kGoesOn = HashesOf("Program", "Programs", "Programme", "Survey", "Registry", "Plan", "Act", "Manual", "Handbook", "Handbooks", "Rule", "Rules",
                                  "Regulations", "Fund", "System", "Guidelines", "Award", "Awards", "Grant", "Grants", "Employment", "Professional", "Charter", "Area", "Day");
// Departments of universities.
constexpr auto kSubjects = HashesOf("Anthropology", "Anesthesiology", "Surgery", "Medicine", "Physics", "Chemistry", "Biology", "Psychology", "Economics", "Sociology",
                                    "Linguistics", "Mathematics", "Philosophy", "History", "Archaeology", "Geology", "Geography", "Neurology", "Pediatrics", "Psychiatry",
                                    "Pathology", "Radiology", "Electrical", "Mechanical", "Computer", "Biochemistry", "Genetics", "Statistics", "Astronomy", "Music", "English");
// "Women's Services", "Veterans' Affairs": possessives inside a body's title.
constexpr auto kServed = HashesOf("Women", "Men", "Children", "People", "Veterans", "Persons", "Workers", "Consumers", "Users", "Nations");
// Words before a body's head that are part of its name.
constexpr auto kBodyModifiers = HashesOf("Main", "General", "Special", "Advisory", "International", "Scientific",
                                         "Technical", "Coordinating", "Oversight", "Codex");

// "Bankruptcy Court for …", "Superior Court of …"
constexpr auto kCourtModifiers = HashesOf("District", "Bankruptcy", "Superior", "Supreme", "High", "Circuit", "Appellate", "Magistrate", "County", "Municipal", "Labor",
                                          "Labour", "Constitutional", "Regional", "Commercial", "Administrative", "Economic", "Intermediate", "Arbitration");

constexpr auto kTrades = HashesOf("Industry", "Industries", "Business", "Manufacturers", "Producers", "Growers", "Exporters", "Importers", "Chemistry", "Retail", "Growers",
                                  "Builders", "Employers", "Leadership", "Research", "Institute", "Bar", "Press", "Ad", "Advertising", "Beef", "Pork", "Dairy");

// What bodies have of their own.
constexpr auto kOwnBodies = HashesOf("Committee", "Subcommittee", "Council", "Board");
constexpr std::uint32_t kMeeting = HashOf("Meeting"), kOffice = HashOf("Office");

class BodyReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  // The end of "Commerce, Science, and Transportation" from `first`: one past its last token, `first` when none.
  std::uint32_t TitleRunEnd(std::uint32_t first, bool lists) const {
    std::uint32_t end = first;
    std::uint32_t i = first;
    while (i < document_.size() && i - first < kNameTokensMax) {
      if (i > first && (At(i).gap == Gap::kParagraph || At(i).hash == kMeeting)) break;
      if (i > first && i == end && OwnedBy(i, MentionKind::kPlace) && !In(kKnown.compass, At(i - 1).hash)) break;
      // "… of the House of Representatives"
      static constexpr auto chambers = HashesOf("House", "Senate");
      if (i > first && IsCapitalWord(i) && In(chambers, At(i).hash) && OwnedBy(i, MentionKind::kAgency) &&
          Owner(i)->first == i)
        return Owner(i)->last;
      // "Ministry of Electronics and IT"
      const bool acronym = i > first && At(i).all_caps && !At(first).all_caps && At(i).hash == HashOf("IT");
      if (IsCapitalWord(i) && (acronym || !IsFunctionWord(At(i).hash)) && !IsTitle(At(i).hash) && (i == first || !IsAgencyHead(At(i).hash))) {
        end = ++i;
        const bool served = In(kServed, At(end - 1).hash) && end < document_.size();
        if (served && document_.Glued(end) && IsApostrophe(end) && IsCapitalWord(end + 1)) {
          i = end + 1;
          continue;
        }
        if (At(end - 1).possessive != 0 && !(served && IsCapitalWord(end))) break;
        continue;
      }
      if (end == first) break;
      const std::uint32_t hash = At(i).hash;
      std::uint32_t next = i + 1;
      if (hash == kKnown.comma) {
        if (!lists || !CommaGoesOn(i)) break;
        if (next < document_.size() && At(next).hash == kKnown.with_and) ++next;
      } else if (hash == kKnown.of || hash == kKnown.on_for || hash == kKnown.with_and || hash == kKnown.in || hash == kKnown.to) {
        if (hash != kKnown.with_and && next < document_.size() && At(next).hash == kKnown.the) ++next;
        // "… of Commerce and Nvidia": what the dictionary names on its own is no part of the title.
        if (hash == kKnown.with_and && Owner(next) != nullptr && Owner(next)->kind != MentionKind::kAgency) break;
      } else if (!(hash == kKnown.hyphen && document_.Glued(i))) {
        break;
      }
      if (!IsCapitalWord(next) || IsTitle(At(next).hash) || IsAgencyHead(At(next).hash)) break;
      i = next;
    }
    return end;
  }

  bool IsApostrophe(std::uint32_t i) const { return document_.IsMark(i, '\'') || document_.Surface(i) == "’"; }

  // At a comma: does a list "X, Y, and Z" of capitalised items go on to its "and"?
  bool CommaGoesOn(std::uint32_t comma) const {
    std::uint32_t i = comma;
    for (int items = 0; items < 6 && i < document_.size(); ++items) {
      if (At(i).hash == kKnown.with_and) return IsCapitalWord(i + 1) && !IsTitle(At(i + 1).hash) && !IsAgencyHead(At(i + 1).hash);
      if (At(i).hash != kKnown.comma) return false;
      if (At(++i).hash == kKnown.with_and) return IsCapitalWord(i + 1) && Owner(i + 1) == nullptr;
      std::uint32_t words = 0;
      while (IsCapitalWord(i) && words < 4) ++i, ++words;
      if (words == 0 || i >= document_.size()) return false;
    }
    return false;
  }

  // "… Board (SAB)"
  bool HasAcronym(std::uint32_t head) const {
    return head + 3 < document_.size() && document_.IsMark(head + 1, '(') && At(head + 2).all_caps && At(head + 2).span.size() > 2 && document_.IsMark(head + 3, ')');
  }

  void Body(std::uint32_t head) {
    const std::uint32_t hash = At(head).hash;
    if (At(head).possessive == 0 && head + 2 < document_.size() && BodyOf(head)) return;
    // Headings shout.
    if (OwnedBy(head, MentionKind::kAgency)) return OfState(head);
    if (At(head).all_caps) return;
    if (At(head).possessive == 0 && IsCapitalWord(head + 1) && At(head + 1).gap == Gap::kSpace && In(kGoesOn, At(head + 1).hash)) return;
    if (hash == kOffice && head > 1 && At(head - 1).possessive != 0 && OfficerOffice(head)) return;
    const bool weak = In(kKnown.weak_tail_heads, hash);
    if (!weak && !In(kKnown.tail_heads, hash)) return;
    std::uint32_t words = 0;
    const std::uint32_t begin = BodyBegin(head, words);
    // "the Dutch Supreme Court"
    const bool high = hash == HashOf("Court") && begin + 1 == head && In(kHighCourts, At(begin).hash);
    if (begin == head || words < (weak && !high ? 2u : 1u) || (words == 1 && !high && In(kAnyBody, At(begin).hash)))
      return;
    // "California Advisory Committee", "Western Pacific Fishery Management Council", "Homeland Security Advisory Council":
    // what a place or a body has is public.
    bool of_place = false;
    for (std::uint32_t i = begin; words > 1 && i < head; ++i) of_place = of_place || OwnedBy(i, MentionKind::kPlace) || OwnedBy(i, MentionKind::kAgency);
    // "Ocean Survey Advisory Board", "Survey Advisory Board (SAB)": firms have advisory boards without a field or an acronym.
    const bool advises = At(head - 1).hash == HashOf("Advisory") && In(kOwnBodies, hash) && (words > 2 || (words == 2 && HasAcronym(head)));
    static constexpr auto ministries = HashesOf("Finance", "Legal");
    const bool ministry = hash == HashOf("Ministry") && In(ministries, At(begin).hash);
    if (!of_place && !ministry && In(kKnown.private_bodies, At(begin).hash) &&
        !(At(begin).hash == HashOf("Human") && At(begin + 1).hash != HashOf("Resources")))
      return;
    if (hash == HashOf("Service") && In(kDone, At(head - 1).hash)) return;
    // "Harbor Industry Council": what trades have is private.
    if (hash == HashOf("Council") && In(kTrades, At(head - 1).hash)) return;
    // "Norland's Trade Commission"
    const bool owned = begin > 0 && At(begin - 1).possessive != 0 && OwnedBy(begin - 1, MentionKind::kPlace) &&
                       hash != HashOf("Court");
    if (words == 1 && ((IsTradeWord(At(begin).hash) && !owned && !ministry) || OwnedBy(begin, MentionKind::kFirm) ||
                       OwnedBy(begin, MentionKind::kPlace)))
      return;
    if (At(head - 1).hash == kKnown.with_and) return;
    for (std::uint32_t i = begin; i < head; ++i) {
      const bool human = At(i).hash == HashOf("Human") && At(i + 1).hash != HashOf("Resources");
      // "Supreme Audit Office"
      static constexpr auto of_states = HashesOf("Supreme", "National", "State", "Federal");
      const bool audits = At(i).hash == HashOf("Audit") && i > begin && In(of_states, At(i - 1).hash);
      if ((!of_place && !human && !audits && !ministry && !(advises && i + 1 == head) &&
           In(kKnown.private_bodies, At(i).hash)) ||
          OwnedBy(i, MentionKind::kFirm) || IsNonAgencyBody(At(i).hash) ||
          (IsLegalSuffix(At(i).hash) && !IsOfCorporations(i, head)))
        return;
    }
    std::uint32_t last = head + 1;
    std::uint32_t end = At(head).stem().end;
    // "Ninth Circuit Court of Appeals"
    static constexpr std::uint32_t appeals = HashOf("Appeals");
    if (last + 1 < document_.size() && At(head).possessive == 0 && At(last).hash == kKnown.of && At(last + 1).hash == appeals) {
      last += 2;
      end = At(last - 1).stem().end;
    }
    if (last + 1 < document_.size() && At(head).possessive == 0 && At(last).hash == kKnown.of && OwnedBy(last + 1, MentionKind::kPlace)) {
      const Candidate* place = Owner(last + 1);
      last = place->last;
      end = place->span.end;
    }
    Emit(begin, last, end, MentionKind::kAgency, "shape:agency-head");
  }

  // "Norland Environmental Agency": a state's, where the dictionary knows the country's.
  void OfState(std::uint32_t head) {
    const Candidate& known = *Owner(head);
    if (known.last != head + 1 || known.last - known.first < 2 || known.entity == kNoId || At(head).all_caps) return;
    const std::uint32_t begin = StateBefore(known.first);
    if (begin == known.first || SubtypeOf(*Owner(begin)) != Subtype::kState) return;
    Emit(begin, known.last, known.span.end, MentionKind::kAgency, "shape:agency-of");
  }

  // "Attorney General's Office", "Norland Governor's Office"
  bool OfficerOffice(std::uint32_t head) {
    static constexpr auto officers = HashesOf("Attorney", "General", "Prosecutor", "Governor", "Minister", "Sheriff",
                                              "Mayor", "Chancellor", "Comptroller", "Auditor", "Solicitor");
    static constexpr auto before = HashesOf("Attorney", "Prosecutor", "Prime", "First", "District", "Public", "State",
                                            "Solicitor", "Inspector", "Auditor", "Chief");
    if (!NearGap(head) || !IsCapitalWord(head - 1) || !In(officers, At(head - 1).hash)) return false;
    std::uint32_t begin = head - 1;
    while (begin > 0 && NearGap(begin) && IsCapitalWord(begin - 1) && At(begin - 1).possessive == 0 &&
           In(before, At(begin - 1).hash))
      --begin;
    if (At(head - 1).hash == HashOf("General") && begin == head - 1) return false;
    begin = StateBefore(begin);
    Emit(begin, head + 1, At(head).stem().end, MentionKind::kAgency, "shape:officer-office");
    return true;
  }

  // "State Corporation Commission"
  bool IsOfCorporations(std::uint32_t i, std::uint32_t head) const {
    return i + 1 == head && At(i).hash == kKnown.corporation && At(head).hash == HashOf("Commission");
  }

  // "Committee on X", "Ministry of X", "Court of Appeals for the X Circuit"
  bool BodyOf(std::uint32_t head) {
    const std::uint32_t link = head + 1;
    const std::uint32_t hash = At(head).hash;
    const bool strong = In(kKnown.body_heads, hash);
    if (!strong && !In(kKnown.body_heads_of, hash)) return false;
    if (!NearGap(link) || !(At(link).hash == kKnown.of || At(link).hash == kKnown.on || At(link).hash == kKnown.on_for)) return false;
    std::uint32_t first = link + 1;
    if (first < document_.size() && At(first).hash == kKnown.the) ++first;
    if (!IsCapitalWord(first) || !NearGap(first)) return false;
    if (const Candidate* known = Owner(head); known != nullptr && known->kind == MentionKind::kAgency) {
      const std::uint32_t begin = known->first == head ? StateBefore(head) : head;
      if (begin != head) Emit(begin, known->last, known->span.end, MentionKind::kAgency, "shape:agency-of");
      return begin != head;
    }
    if (IsTitle(At(first).hash)) return false;
    // "Board of Directors", "Office of Company X": bodies of firms.
    static constexpr auto not_public = HashesOf("Directors", "Trustees", "Governors", "Managers", "Company", "Registrant", "Origin", "Contents");
    if (In(not_public, At(first).hash) || (hash == HashOf("Department") && In(kSubjects, At(first).hash))) return false;
    // "the Media Bureau of the Orwell Commission": another body's part, not its name.
    if (first > link + 1 && OwnedBy(first, MentionKind::kAgency) && hash != HashOf("Court")) return false;
    if (OwnedBy(first, MentionKind::kFirm)) return false;
    const std::uint32_t last = TitleRunEnd(first, strong || hash == kOffice);
    if (last == first || At(last - 1).span.size() < 2) return false;
    // The run is cut by another body's head or an officer's title: it names something else.
    if (IsCapitalWord(last) && At(last).gap == Gap::kSpace && Owner(last) == nullptr && At(last - 1).possessive == 0) return false;
    if (last < document_.size() && At(last - 1).possessive != 0 && IsCapitalWord(last) && IsAgencyHead(At(last).hash)) return false;
    if (!strong && last - first < 2 && !OwnedBy(first, MentionKind::kPlace)) return false;
    std::uint32_t begin = head;
    while (begin > 0 && At(begin).gap == Gap::kSpace && IsCapitalWord(begin - 1) && At(begin - 1).possessive == 0 &&
           (In(kKnown.chambers, At(begin - 1).hash) || In(kBodyModifiers, At(begin - 1).hash) ||
            (hash == HashOf("Court") && In(kCourtModifiers, At(begin - 1).hash)) ||
            (OwnedBy(begin - 1, MentionKind::kAgency) && hash == HashOf("Committee")))) {
      --begin;
    }
    // "House Harbors Subcommittee on Ropes"
    if (hash == HashOf("Subcommittee") && begin == head) {
      std::uint32_t i = head;
      while (i > 0 && head - i < 6 && At(i).gap == Gap::kSpace && At(i - 1).possessive == 0 &&
             (IsPlainCapital(i - 1) || (i < head && At(i - 1).hash == kKnown.with_and)))
        --i;
      static constexpr auto chambers = HashesOf("House", "Senate");
      if (i != head && In(chambers, At(i).hash)) begin = i;
    }
    // "Public Utility Commission of Norland"
    static constexpr auto of_states = HashesOf("Commission", "Authority", "Board");
    if (begin == head && In(of_states, hash) && OwnedBy(first, MentionKind::kPlace)) {
      while (begin > 0 && head - begin < 4 && At(begin).gap == Gap::kSpace && IsPlainCapital(begin - 1) &&
             Owner(begin - 1) == nullptr && At(begin - 1).possessive == 0 && !In(kKnown.demonyms, At(begin - 1).hash))
        --begin;
    }
    begin = StateBefore(begin);
    Emit(begin, last, At(last - 1).stem().end, MentionKind::kAgency, "shape:agency-of");
    return true;
  }

  // "Ohio Department of Agriculture": a state's, not the country's. Where the state before `body` begins, else `body`.
  std::uint32_t StateBefore(std::uint32_t body) const {
    if (body == 0 || At(body).gap != Gap::kSpace || At(body - 1).possessive != 0) return body;
    const Candidate* place = Owner(body - 1);
    return place != nullptr && place->kind == MentionKind::kPlace && IsState(*place) ? place->first : body;
  }

  bool IsAcronym(std::uint32_t i) const { return At(i).all_caps || At(i).span.size() < 3; }

  std::uint32_t BodyBegin(std::uint32_t head, std::uint32_t& words) const {
    std::uint32_t begin = head;
    std::uint32_t i = head;
    std::uint32_t joined = 0, joined_words = 0;  // where the name begins if what "and" joins to it is another thing
    while (i > 0 && words < 7) {
      if (At(i).gap == Gap::kParagraph) break;
      const Token& left = At(i - 1);
      if (joined != 0 && OwnedBy(i - 1, MentionKind::kFirm)) {
        words = joined_words;
        return joined;
      }
      if (left.hash == kKnown.with_and && i > 1 && IsCapitalWord(i - 2) && At(i - 2).possessive == 0 && !OwnedBy(i - 2, MentionKind::kAgency) && !OwnedBy(i - 2, MentionKind::kPlace)) {
        joined = begin;
        joined_words = words;
        --i;
        continue;
      }
      if (left.hash == kKnown.hyphen && document_.Glued(i - 1) && document_.Glued(i)) {
        --i;
        continue;
      }
      // "House of Representatives Mills Committee", "Department of Mills Advisory Board": a body's own body.
      const Candidate* parent = Owner(i - 1);
      if (parent != nullptr && parent->kind == MentionKind::kAgency && parent->last == i && parent->last - parent->first > 2 && words > 0 &&
          left.possessive == 0 && In(kOwnBodies, At(head).hash)) {
        words += 2;
        return parent->first;
      }
      // "Norport Intermediate People's Court"
      static constexpr std::uint32_t people = HashOf("People"), court = HashOf("Court");
      const bool peoples = i == head && left.hash == people && At(head).hash == court && left.capital;
      if (left.kind != TokenKind::kWord || !left.capital || IsFunctionWord(left.hash) || IsTitle(left.hash) ||
          (left.possessive != 0 && !peoples))
        break;
      if (In(kKnown.demonyms, left.hash) || IsAgencyHead(left.hash) ) break;
      if (const Candidate* owner = Owner(i - 1); owner != nullptr && owner->kind == MentionKind::kPlace && owner->last == i) {
        // A country before its agency goes, a name of several words is part of it.
        const bool leads = owner->first == 0 || !IsCapitalWord(owner->first - 1);
        // "Japan Aerospace Exploration Agency" is named so; "U.S. Forest Service" leaves its country out.
        const bool named_so = words >= 1 && (IsState(*owner) || (words >= 2 && owner->first + 1 == i && !IsAcronym(i - 1)));
        if (leads && !named_so) break;
      }
      begin = --i;
      ++words;
    }
    return begin;
  }

  // "the Departments of State, Commerce and Justice": each its own.
  void Departments(std::uint32_t i) {
    if (i + 2 >= document_.size() || At(i + 1).hash != kKnown.of) return;
    std::uint32_t at = i + 2;
    for (int items = 0; items < 8 && at < document_.size(); ++items) {
      if (At(at).hash == kKnown.the) ++at;
      const std::uint32_t first = at;
      while (IsCapitalWord(at) && At(at).possessive == 0 && at - first < 4) ++at;
      if (at == first) return;
      for (std::uint32_t item = first; item < at; ++item) {
        if (IsRuleHead(At(item).hash)) return;
      }
      if (Owner(first) == nullptr) {
        const std::uint32_t alias = dictionary_.FindWhole(document_.text, document_.tokens, first, at, MentionKind::kAgency);
        const std::uint32_t entity = alias == kNoId ? kNoId : dictionary_.alias(alias).entity;
        Emit(first, at, At(at - 1).stem().end, MentionKind::kAgency, "shape:departments", entity);
      }
      if (at < document_.size() && At(at).hash == kKnown.comma) ++at;
      else if (at >= document_.size() || At(at).hash != kKnown.with_and) return;
      if (at < document_.size() && At(at).hash == kKnown.with_and) ++at;
    }
  }

  // "Titanium Sponge Working Group", "Task Force on Harbors", "Groundfish Advisory Subpanel", "Groundfish Management Team (GMT)".
  void Gathering(std::uint32_t head) {
    static constexpr std::uint32_t group = HashOf("Group"), force = HashOf("Force"), team = HashOf("Team");
    static constexpr std::uint32_t working = HashOf("Working"), task = HashOf("Task"), management = HashOf("Management"), advisory = HashOf("Advisory");
    if (head == 0 || !NearGap(head) || At(head).all_caps || Owner(head) != nullptr || Owner(head - 1) != nullptr || !IsCapitalWord(head - 1)) return;
    const std::uint32_t hash = At(head).hash;
    const std::uint32_t first = hash == group ? working : hash == force ? task : hash == team ? management : advisory;
    if (At(head - 1).hash != first || At(head - 1).possessive != 0 || (hash == team && !HasAcronym(head))) return;
    std::uint32_t words = 0;
    std::uint32_t begin = BodyBegin(head - 1, words);
    std::uint32_t last = head + 1;
    std::uint32_t end = At(head).stem().end;
    const bool links = last + 1 < document_.size() && At(head).possessive == 0 && (At(last).hash == kKnown.on || At(last).hash == kKnown.on_for) && IsCapitalWord(last + 1);
    if (links && (hash == group || hash == force)) {
      std::uint32_t run = TitleRunEnd(last + 1, true);
      // "… on Looms of the Trade Council": another body's, not part of the name.
      for (std::uint32_t i = last + 1; i < run; ++i) {
        if (OwnedBy(i, MentionKind::kAgency)) run = i;
      }
      while (run > last + 2 && (At(run - 1).hash == kKnown.the || At(run - 1).hash == kKnown.of)) --run;
      if (run > last + 2) {
        last = run;
        end = At(last - 1).stem().end;
      }
    }
    if (words == 0 && last == head + 1) return;
    for (std::uint32_t i = begin; i + 1 < head; ++i) {
      if (OwnedBy(i, MentionKind::kFirm) || IsLegalSuffix(At(i).hash) || In(kKnown.private_bodies, At(i).hash)) return;
    }
    if (words == 0) begin = head - 1;
    Emit(begin, last, end, MentionKind::kAgency, "shape:gathering");
  }

  // "the Maduro regime", "the Orwell administration".
  void Regime(std::uint32_t i) {
    if (i == 0 || !NearGap(i) || Owner(i) != nullptr) return;
    const Candidate* owner = Owner(i - 1);
    if (owner == nullptr || owner->kind != MentionKind::kOfficial || owner->last != i || At(i - 1).possessive != 0) return;
    Emit(owner->first, i + 1, At(i).stem().end, MentionKind::kAgency, "shape:regime");
  }
};

}  // namespace

void BodyAt(const ShapeContext& context, std::uint32_t head) { BodyReader(context).Body(head); }

void DepartmentsAt(const ShapeContext& context, std::uint32_t i) {
  static constexpr auto gatherings = HashesOf("Panel", "Subpanel", "Group", "Force", "Team");
  BodyReader reader(context);
  static constexpr std::uint32_t group = HashOf("Group");
  if (context.document.tokens[i].hash == group && FirmGroupAt(context, i)) return;
  if (In(gatherings, context.document.tokens[i].hash)) reader.Gathering(i);
  else reader.Departments(i);
}

void RegimeAt(const ShapeContext& context, std::uint32_t i) { BodyReader(context).Regime(i); }

}  // namespace dateline::extract
