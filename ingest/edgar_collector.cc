// Collects filings from the SEC's EDGAR: of named companies, complete over a range of days (submissions), or of all
// companies as they come in (getcurrent). Each filing is followed to its header or index page, for the moment the SEC
// accepted it, and to its primary document.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ingest/classify.h"
#include "ingest/collector.h"
#include "ingest/edgar.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

using std::chrono::days;

constexpr days kDefaultReach{90};
constexpr days kOverlap{3};  // the list lags by hours, and the filing date rolls over in the evening
constexpr std::size_t kRememberedMax = 400;
constexpr std::size_t kItemBytesMax = 4096;
constexpr std::size_t kFilingsMax = 2000;  // of one round: each takes two requests

constexpr std::string_view kListTag = "list ";
constexpr std::string_view kHeaderTag = "header ";
constexpr std::string_view kTextTag = "text ";

bool Lasting(FetchClass fetch_class) {
  return fetch_class == FetchClass::kMissing || fetch_class == FetchClass::kGone || fetch_class == FetchClass::kEmpty ||
         fetch_class == FetchClass::kTooBig;
}

std::string Clip(std::string text) {
  if (text.size() <= kItemBytesMax) return text;
  std::size_t end = kItemBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void AddField(Document& document, std::string_view name, std::string value) {
  if (!value.empty()) document.fields.push_back({std::string(name), std::move(value)});
}

// A filing on its way to becoming a document.
struct Pending {
  EdgarFiling filing;
  std::vector<EdgarParty> parties;  // the first is whose filing it is
  Published accepted;
  std::string folder;  // address of the filing's folder, with its last slash
  std::string index_url;
};

std::string Headline(const Pending& pending, const std::vector<EdgarItem>& items) {
  std::string title = fmt::format("{}: {}", pending.parties.front().company.name, pending.filing.form);
  for (const EdgarItem& item : items) {
    std::string line = HeadingOf(item);
    if (item.number == "9.01") continue;  // the list of exhibits says nothing
    title += (title.size() > 200 || line.empty()) ? "" : ", " + line;
  }
  return title;
}

Document MakeDocument(const Pending& pending, const std::string& source, std::string text) {
  const EdgarFiling& filing = pending.filing;
  Document document;
  document.source = source;
  document.keys = {"SEC:" + filing.accession};
  document.guid = filing.accession;
  document.url = CanonicalUrl(pending.index_url);
  document.language = "en";
  document.kind = filing.form;
  document.published = pending.accepted;
  const bool current_report = filing.form.starts_with("8-K");
  const std::vector<EdgarItem> items = current_report ? FindEdgarItems(text) : std::vector<EdgarItem>();
  document.title = Headline(pending, items);
  AddField(document, "form", filing.form);
  for (const EdgarParty& party : pending.parties) {
    AddField(document, "company", party.company.name);
    AddField(document, "cik", party.company.cik);
    AddField(document, "ticker", party.company.ticker);
    AddField(document, "role", party.role);
  }
  AddField(document, "report_date", filing.report_date);
  AddField(document, "items", filing.items);
  for (const EdgarItem& item : items) AddField(document, "item", Clip(item.text));
  // A current report's cover page is the same in every one; its words are the items.
  if (!items.empty()) {
    text.clear();
    for (const EdgarItem& item : items) text += (text.empty() ? "" : "\n\n") + item.text;
  }
  document.text = std::move(text);
  return document;
}

// What both ways of listing have in common: filings that are followed to header and text, and how a round fails.
class FilingRound : public Round {
 public:
  Collected Begin(Instant now) final {
    Collected collected;
    Open(now, collected);
    collected.state = state_;
    return collected;
  }

  Collected Take(const Ask& ask, const net::Response& response, Instant now) final {
    Collected collected;
    collected.hints.retry_after = ReadHints(response, now).retry_after;
    const std::string_view tag = ask.tag;
    if (tag.starts_with(kListTag)) TakeList(ask.tag.substr(kListTag.size()), response, now, collected);
    if (tag.starts_with(kHeaderTag)) TakeHeader(ask.tag.substr(kHeaderTag.size()), response, collected);
    if (tag.starts_with(kTextTag)) TakeText(ask.tag.substr(kTextTag.size()), response, collected);
    collected.state = state_;
    return collected;
  }

 protected:
  FilingRound(config::SourceRecord source, SourceState state) : source_(std::move(source)), state_(std::move(state)) {}

  virtual void Open(Instant now, Collected& collected) = 0;
  virtual void TakeList(const std::string& what, const net::Response& response, Instant now, Collected& collected) = 0;
  // One filing is done: kept, or known never to come.
  virtual void Done(const Pending& pending) = 0;

  static void AskFor(std::string url, std::string tag, Collected& collected) {
    Ask ask;
    ask.request.url = std::move(url);
    ask.tag = std::move(tag);
    collected.follow_ups.push_back(std::move(ask));
  }

  // False when the answer cannot be used; the class and reason then stand in `collected`.
  bool Usable(const Verdict& verdict, Collected& collected) {
    if (verdict.fetch_class == FetchClass::kOk) return true;
    Fail(verdict.fetch_class, verdict.message, collected);
    return false;
  }

  void Fail(FetchClass fetch_class, std::string message, Collected& collected) {
    failed_ = true;
    collected.fetch_class = fetch_class;
    collected.message = std::move(message);
  }

  void AddProblems(const std::vector<std::string>& problems, const std::string& url, Collected& collected) {
    for (const std::string& problem : problems) collected.problems.push_back({{url, 0, 0}, problem, ""});
  }

  void Follow(Pending pending, bool index_page, Collected& collected) {
    const std::string accession = pending.filing.accession;
    AskFor(index_page ? pending.index_url : pending.folder + accession + ".hdr.sgml",
           std::string(kHeaderTag) + accession, collected);
    index_pages_ = index_page;
    pending_.insert_or_assign(accession, std::move(pending));
  }

  // "https://www.sec.gov" for what data.sec.gov lists; otherwise where the list came from.
  [[nodiscard]] std::string ArchivesOrigin() const {
    const auto url = net::ParseUrl(source_.url);
    if (!url || url->host.ends_with("sec.gov")) return "https://www.sec.gov";
    return url->Origin();
  }

  [[nodiscard]] std::string FolderOf(const std::string& cik, std::string accession) const {
    std::erase(accession, '-');
    const auto digits = cik.find_first_not_of('0');
    return fmt::format("{}/Archives/edgar/data/{}/{}/", ArchivesOrigin(),
                       digits == std::string::npos ? "0" : cik.substr(digits), accession);
  }

  config::SourceRecord source_;
  SourceState state_;
  bool failed_ = false;
  std::map<std::string, Pending, std::less<>> pending_;  // by accession number

 private:
  void TakeHeader(const std::string& accession, const net::Response& response, Collected& collected) {
    const auto found = pending_.find(accession);
    if (found == pending_.end()) return;
    Pending& pending = found->second;
    const Verdict verdict = ClassifyEdgar(response, Expect::kText);
    if (verdict.fetch_class == FetchClass::kOk) {
      const EdgarHeader header = index_pages_ ? ReadEdgarIndexPage(response.body) : ReadEdgarHeader(response.body);
      if (header.accepted.span.known()) pending.accepted = header.accepted;
      if (pending.filing.report_date.empty()) pending.filing.report_date = header.report_date;
      if (pending.filing.primary_document.empty()) pending.filing.primary_document = header.primary_document;
      if (!header.accepted.span.known()) {
        collected.problems.push_back({{response.url, 0, 0}, "no time of acceptance; the filing's day stands for it", ""});
      }
    } else {
      collected.problems.push_back({{response.url, 0, 0}, "no header: " + verdict.message, ""});
      if (!Lasting(verdict.fetch_class)) return Drop(found->first, verdict, collected);
    }
    AskForText(pending, collected);
  }

  void AskForText(Pending& pending, Collected& collected) {
    const std::string& name = pending.filing.primary_document;
    if (name.empty()) return Keep(pending.filing.accession, {}, collected);
    const std::string url = name.starts_with('/') ? ArchivesOrigin() + name : pending.folder + name;
    AskFor(url, std::string(kTextTag) + pending.filing.accession, collected);
  }

  void TakeText(const std::string& accession, const net::Response& response, Collected& collected) {
    if (!pending_.contains(accession)) return;
    const Verdict verdict = ClassifyEdgar(response, Expect::kText);
    if (verdict.fetch_class == FetchClass::kOk) {
      return Keep(accession, EdgarText(response.body, response.HeaderValue("content-type")), collected);
    }
    collected.problems.push_back({{response.url, 0, 0}, "no text: " + verdict.message, ""});
    if (!Lasting(verdict.fetch_class)) return Drop(accession, verdict, collected);
    Keep(accession, {}, collected);
  }

  void Keep(const std::string& accession, std::string text, Collected& collected) {
    const auto node = pending_.extract(accession);
    collected.documents.push_back(MakeDocument(node.mapped(), source_.id, std::move(text)));
    Done(node.mapped());
  }

  // Not now: the cursor stays, and the filing comes with another round.
  void Drop(const std::string& accession, const Verdict& verdict, Collected& collected) {
    Fail(verdict.fetch_class, verdict.message, collected);
    pending_.erase(std::string(accession));
  }

  bool index_pages_ = false;
};

// --- Companies -----------------------------------------------------------------------------------------------------

// "0001045810 2026-03-06 0001045810-26-000024,…": the newest filing date passed, and what was read of its last days.
struct CompanyCursor {
  std::optional<Day> day;
  std::set<std::string, std::less<>> known;
};

std::map<std::string, CompanyCursor, std::less<>> ReadCompanyCursors(std::string_view text) {
  std::map<std::string, CompanyCursor, std::less<>> cursors;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.size() < 21) continue;
    CompanyCursor& cursor = cursors[std::string(line.substr(0, 10))];
    cursor.day = ParseIsoDay(line.substr(11, 10));
    line.remove_prefix(21);
    while (!line.empty()) {
      line.remove_prefix(1);
      const std::string_view accession = line.substr(0, line.find(','));
      if (!accession.empty()) cursor.known.emplace(accession);
      line.remove_prefix(accession.size());
    }
  }
  return cursors;
}

class CompanyRound final : public FilingRound {
 public:
  CompanyRound(config::SourceRecord source, SourceState state)
      : FilingRound(std::move(source), std::move(state)), cursors_(ReadCompanyCursors(state_.cursor)) {}

 private:
  struct Company {
    EdgarCompany company;
    Day reach{};
    bool complete = true;
    std::size_t lists = 0;  // pages outstanding
    std::size_t filings = 0;
    std::map<std::string, Day, std::less<>> seen;  // of this round, by accession number
  };

  void Open(Instant now, Collected& collected) override {
    const Day today = std::chrono::floor<days>(now);
    const Day begin = ParseIsoDay(source_.from).value_or(today - kDefaultReach);
    const bool one = source_.url.ends_with(".json");
    std::vector<std::string> ciks = source_.ciks;
    if (one) {
      const auto at = source_.url.rfind("/CIK");
      const std::string cik = at == std::string::npos ? "" : source_.url.substr(at + 4, 10);
      if (cik.size() != 10 || cik.find_first_not_of("0123456789") != std::string::npos) {
        return Fail(FetchClass::kRefused, "the address does not end in CIK##########.json", collected);
      }
      ciks = {cik};
    }
    if (ciks.empty()) return Fail(FetchClass::kRefused, "no company: the source needs 'cik' or a submissions address", collected);
    for (const std::string& cik : ciks) {
      const auto cursor = cursors_.find(cik);
      Company& company = companies_[cik];
      company.reach = cursor != cursors_.end() && cursor->second.day ? std::max(begin, *cursor->second.day - kOverlap) : begin;
      company.lists = 1;
      AskFor(one ? source_.url : Base() + "CIK" + cik + ".json", fmt::format("{}{} first", kListTag, cik), collected);
    }
  }

  [[nodiscard]] std::string Base() const {
    const auto slash = source_.url.rfind('/');
    return source_.url.substr(0, slash + 1);
  }

  void TakeList(const std::string& what, const net::Response& response, Instant, Collected& collected) override {
    const std::string cik = what.substr(0, 10);
    Company& company = companies_[cik];
    --company.lists;
    const bool usable = Usable(ClassifyEdgar(response, Expect::kJson), collected);
    auto read = usable ? ReadEdgarSubmissions(response.body) : Result<EdgarSubmissions>();
    if (usable && !read) Fail(FetchClass::kShapeChanged, read.error().message, collected);
    if (!usable || !read) {
      company.complete = false;
      return;
    }
    if (what.ends_with(" first")) {
      if (!read->company.cik.empty() && read->company.cik != cik) {
        company.complete = false;
        return Fail(FetchClass::kShapeChanged, "the answer is about company " + read->company.cik, collected);
      }
      company.company = read->company;
    }
    company.company.cik = cik;
    AddProblems(read->problems, response.url, collected);
    for (const EdgarSubmissions::Page& page : read->pages) {
      if (page.to < company.reach) continue;
      ++company.lists;
      AskFor(Base() + page.name, fmt::format("{}{} older", kListTag, cik), collected);
    }
    for (EdgarFiling& filing : read->filings) TakeFiling(company, std::move(filing), collected);
    Conclude(cik);
  }

  void TakeFiling(Company& company, EdgarFiling filing, Collected& collected) {
    if (filing.filed < company.reach) return;
    const std::string& cik = company.company.cik;
    if (!company.seen.emplace(filing.accession, filing.filed).second || !WantsForm(source_.forms, filing.form)) return;
    const auto cursor = cursors_.find(cik);
    if (cursor != cursors_.end() && cursor->second.known.contains(filing.accession)) return;
    if (followed_++ >= kFilingsMax) {
      if (company.complete) {
        Fail(FetchClass::kShapeChanged, fmt::format("incomplete: more than {} new filings; 'from' reaches far back", kFilingsMax), collected);
      }
      company.complete = false;
      return;
    }
    Pending pending;
    pending.folder = FolderOf(cik, filing.accession);
    pending.index_url = pending.folder + filing.accession + "-index.htm";
    // Without a header the day is what is sure: the Z behind the time is often Eastern time mislabelled.
    pending.accepted.span = DayOf(filing.filed);
    pending.accepted.words = filing.accepted;
    pending.parties.push_back({filing.accession, filing.form, company.company, "Filer", pending.index_url, {}});
    pending.filing = std::move(filing);
    ++company.filings;
    Follow(std::move(pending), false, collected);
  }

  void Done(const Pending& pending) override {
    const std::string& cik = pending.parties.front().company.cik;
    --companies_[cik].filings;
    Conclude(cik);
  }

  // All of a company's filings were read: its cursor moves.
  void Conclude(const std::string& cik) {
    const Company& company = companies_[cik];
    if (company.lists > 0 || company.filings > 0 || !company.complete || company.seen.empty()) return;
    CompanyCursor& cursor = cursors_[cik];
    for (const auto& [accession, filed] : company.seen) cursor.day = std::max(cursor.day, std::optional(filed));
    cursor.known.clear();
    for (const auto& [accession, filed] : company.seen) {
      if (filed >= *cursor.day - kOverlap) cursor.known.insert(accession);
    }
    state_.cursor.clear();
    for (const auto& [id, known] : cursors_) {
      if (!companies_.contains(id) || !known.day) continue;
      state_.cursor += fmt::format("{}{} {}", state_.cursor.empty() ? "" : ";", id, ToIso(*known.day));
      char before = ' ';
      for (const std::string& accession : known.known) {
        state_.cursor += before;
        state_.cursor += accession;
        before = ',';
      }
    }
  }

  std::map<std::string, CompanyCursor, std::less<>> cursors_;
  std::map<std::string, Company, std::less<>> companies_;
  std::size_t followed_ = 0;
};

// --- Newest filings ------------------------------------------------------------------------------------------------

class CurrentRound final : public FilingRound {
 public:
  CurrentRound(config::SourceRecord source, SourceState state) : FilingRound(std::move(source), std::move(state)) {
    std::string_view text = state_.cursor;
    while (!text.empty()) {
      const std::string_view word = text.substr(0, text.find(' '));
      if (!word.empty()) known_.emplace_back(word);
      text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
  }

 private:
  static constexpr std::size_t kPagesMax = 20;
  static constexpr std::size_t kPageSize = 100;

  void Open(Instant, Collected& collected) override { AskPage(collected); }

  void AskPage(Collected& collected) {
    std::string url = source_.url;
    if (url.find("output=atom") == std::string::npos) url += "&output=atom";
    if (url.find("count=") == std::string::npos) url += fmt::format("&count={}", kPageSize);
    if (pages_ > 0) url += fmt::format("&start={}", entries_);
    ++pages_;
    listing_ = true;
    AskFor(std::move(url), std::string(kListTag), collected);
  }

  void TakeList(const std::string&, const net::Response& response, Instant, Collected& collected) override {
    listing_ = false;
    const Verdict verdict = ClassifyEdgar(response, Expect::kFeed);
    // A start beyond the last entry is answered as an outage.
    const bool past_end = pages_ > 1 && verdict.fetch_class == FetchClass::kMaintenance;
    if (past_end) return EndList(collected);
    if (!Usable(verdict, collected)) return;
    const EdgarCurrent current = ReadEdgarCurrent(response.body, response.url);
    AddProblems(current.problems, response.url, collected);
    if (current.parties.empty() && pages_ == 1) {
      return Fail(current.entries > 0 ? FetchClass::kShapeChanged : FetchClass::kEmpty,
                  "the list of newest filings has none that can be read", collected);
    }
    bool any_new = false;
    for (const EdgarParty& party : current.parties) any_new = TakeParty(party) || any_new;
    entries_ += current.entries;
    // The very first round takes the newest page alone: the day's others are nobody's news any more.
    const bool more = any_new && !known_.empty() && !current.parties.empty() && pages_ < kPagesMax;
    if (more) return AskPage(collected);
    if (any_new && !known_.empty()) {
      collected.problems.push_back({{response.url, 0, 0}, "more new filings than pages; ask more often", ""});
    }
    EndList(collected);
  }

  // True when this filing was not known before this round.
  bool TakeParty(const EdgarParty& party) {
    if (std::ranges::find(known_, party.accession) != known_.end()) return false;
    const auto found = filings_.find(party.accession);
    if (found != filings_.end()) {
      found->second.parties.push_back(party);
      return true;
    }
    order_.push_back(party.accession);
    Pending pending;
    pending.filing.accession = party.accession;
    pending.filing.form = party.form;
    pending.accepted = party.accepted;
    pending.folder = FolderOf(party.company.cik, party.accession);
    pending.index_url = pending.folder + party.accession + "-index.htm";
    pending.parties = {party};
    filings_.emplace(party.accession, std::move(pending));
    return true;
  }

  [[nodiscard]] bool Wanted(const Pending& pending) const {
    if (!WantsForm(source_.forms, pending.filing.form)) return false;
    if (source_.ciks.empty()) return true;
    return std::ranges::any_of(pending.parties, [&](const EdgarParty& party) {
      return std::ranges::find(source_.ciks, party.company.cik) != source_.ciks.end();
    });
  }

  // Parties of one filing may stand on two pages, so filings are followed only when the list has ended.
  void EndList(Collected& collected) {
    for (auto& [accession, pending] : filings_) {
      if (Wanted(pending) && pending_.size() < kFilingsMax) Follow(std::move(pending), true, collected);
    }
    Conclude();
  }

  void Done(const Pending&) override { Conclude(); }

  void Conclude() {
    if (listing_ || failed_ || !pending_.empty()) return;
    state_.cursor.clear();
    std::size_t kept = 0;
    for (const auto* list : {&order_, &known_}) {
      for (const std::string& accession : *list) {
        if (kept++ >= kRememberedMax) return;
        state_.cursor += (state_.cursor.empty() ? "" : " ") + accession;
      }
    }
  }

  std::vector<std::string> known_;  // accession numbers of earlier rounds, newest first
  std::vector<std::string> order_;  // of this round
  std::map<std::string, Pending, std::less<>> filings_;
  std::size_t pages_ = 0;
  std::size_t entries_ = 0;
  bool listing_ = false;
};

}  // namespace

std::unique_ptr<Round> StartEdgar(const config::SourceRecord& source, const SourceState& state) {
  if (source.url.find("action=getcurrent") != std::string::npos) return std::make_unique<CurrentRound>(source, state);
  return std::make_unique<CompanyRound>(source, state);
}

}  // namespace dateline::ingest
