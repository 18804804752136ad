// Full-text search in a file of its own: a contentless FTS5 index over the tokens of model/text.h, rowid = revision
// number. Derived and behind by as much as Coverage::unindexed says; what it lacks is scanned, so that a search never
// misses a document. Snippets are cut from the stored text.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/text.h"
#include "store/connection.h"
#include "store/reader_impl.h"
#include "store/schema.h"
#include "store/writer_impl.h"

namespace dateline::store {
namespace {

constexpr int kSearchVersion = 1;
constexpr std::size_t kSnippetReach = 110;   // bytes on either side of the first match
constexpr std::size_t kTokensMax = 32;       // of one query
constexpr int kWriteCacheKib = 2048;         // FTS5 adds at the end and merges from front to back: little is read twice
constexpr std::string_view kLast = "SELECT last FROM progress";

Result<std::unique_ptr<Sql>> OpenSearchToWrite(const std::filesystem::path& folder) {
  const auto file = SearchFile(folder);
  auto sql = OpenToWrite(file);
  if (!sql) return sql;
  // Derived data may lose its last second in a power cut and catch up again.
  (*sql)->Exec(fmt::format("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -{}", kWriteCacheKib));
  if (VersionOf(**sql) == kSearchVersion) return sql;
  if (VersionOf(**sql) != 0) {
    return Fail(ErrorCode::kTooNew, fmt::format("store: {} was written by another version: delete it and it is built again", file.string()));
  }
  SQLite::Transaction transaction((*sql)->db());
  (*sql)->Exec("CREATE VIRTUAL TABLE word USING fts5(title, body, content='', tokenize='ascii'); "
               "CREATE TABLE progress(one INTEGER PRIMARY KEY CHECK(one = 1), last INTEGER NOT NULL) STRICT; "
               "INSERT INTO progress VALUES(1, 0); PRAGMA user_version = 1");
  transaction.commit();
  return sql;
}

std::vector<std::string> TokensOf(std::string_view words) {
  std::vector<std::string> tokens;
  for (const SearchToken& token : SearchTokenSpans(words)) {
    if (tokens.size() == kTokensMax) break;
    tokens.push_back(token.text);
  }
  return tokens;
}

// Words in quotes must stand together; the rest may stand anywhere.
struct Wanted {
  std::vector<std::vector<std::string>> phrases;

  [[nodiscard]] std::string Match() const {
    std::string match;
    for (const auto& phrase : phrases) {
      match += match.empty() ? "\"" : " AND \"";
      for (std::size_t i = 0; i < phrase.size(); ++i) match += (i == 0 ? "" : " ") + phrase[i];
      match += '"';
    }
    return match;
  }
};

Wanted ReadWanted(std::string_view words) {
  Wanted wanted;
  bool quoted = false;
  while (true) {
    const std::size_t quote = std::min(words.find('"'), words.size());
    std::vector<std::string> tokens = TokensOf(words.substr(0, quote));
    if (quoted && !tokens.empty()) {
      wanted.phrases.push_back(std::move(tokens));
    } else {
      for (std::string& token : tokens) wanted.phrases.push_back({std::move(token)});
    }
    if (quote == words.size() || wanted.phrases.size() >= kTokensMax) return wanted;
    words.remove_prefix(quote + 1);
    quoted = !quoted;
  }
}

bool Holds(const Wanted& wanted, std::string_view text) {
  const std::string tokens = " " + SearchTokens(text) + " ";
  return std::ranges::all_of(wanted.phrases, [&](const std::vector<std::string>& phrase) {
    std::string needle = " ";
    for (const std::string& token : phrase) needle += token + " ";
    return tokens.find(needle) != std::string::npos;
  });
}

std::size_t BackToCharacter(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return at;
}

std::string SnippetOf(std::string_view text, const Wanted& wanted) {
  std::set<std::string> tokens;
  for (const auto& phrase : wanted.phrases) tokens.insert(phrase.begin(), phrase.end());
  std::vector<Span> matches;
  for (const SearchToken& token : SearchTokenSpans(text)) {
    if (!matches.empty() && token.span.begin > matches.front().begin + kSnippetReach) break;
    if (!tokens.contains(token.text)) continue;
    // Bigrams of one Chinese word overlap: one pair of marks around all of it.
    if (!matches.empty() && token.span.begin < matches.back().end) {
      matches.back().end = std::max(matches.back().end, token.span.end);
    } else {
      matches.push_back(token.span);
    }
  }
  const std::size_t middle = matches.empty() ? 0 : matches.front().begin;
  const std::size_t from = BackToCharacter(text, middle > kSnippetReach ? middle - kSnippetReach : 0);
  const std::size_t to = BackToCharacter(text, std::min(text.size(), middle + kSnippetReach + 40));
  std::string out = from > 0 ? "…" : "";
  std::size_t at = from;
  for (const Span match : matches) {
    if (match.end > to) break;
    out += text.substr(at, match.begin - at);
    out += "«" + std::string(match.In(text)) + "»";
    at = match.end;
  }
  out += text.substr(at, to > at ? to - at : 0);
  return CollapseSpace(out) + (to < text.size() ? "…" : "");
}

Sql* SearchOf(Reader::Impl& impl) {
  if (impl.search) return impl.search.get();
  std::error_code ignored;
  if (!std::filesystem::exists(SearchFile(impl.folder), ignored)) return nullptr;
  auto opened = OpenToRead(SearchFile(impl.folder));
  if (!opened || VersionOf(**opened) != kSearchVersion) return nullptr;
  impl.search = std::move(*opened);
  return impl.search.get();
}

std::vector<std::int64_t> FindIndexed(Sql& search, const Wanted& wanted, std::size_t limit) {
  std::vector<std::int64_t> rows;
  const std::string match = wanted.Match();
  Query query(search, "SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank, rowid DESC LIMIT ?");
  query << match << static_cast<std::int64_t>(limit);
  while (query.Step()) rows.push_back(query.Int(0));
  return rows;
}

std::vector<std::int64_t> FindUnindexed(Sql& sql, std::int64_t last, const Wanted& wanted) {
  std::vector<std::int64_t> rows;
  Query query(sql, "SELECT revision_id, title, body FROM text WHERE revision_id > ? ORDER BY revision_id DESC");
  query << last;
  while (query.Step()) {
    if (Holds(wanted, query.Text(1) + "\n" + query.Text(2))) rows.push_back(query.Int(0));
  }
  return rows;
}

}  // namespace

SearchState SearchStateOf(Reader::Impl& impl) {
  Sql* search = SearchOf(impl);
  if (search == nullptr) return {};
  Query query(*search, kLast);
  return {query.Step() ? query.Int(0) : 0};
}

Result<std::vector<SearchHit>> Reader::Search(std::string_view words, const When& when, std::size_t limit) const {
  const Wanted wanted = ReadWanted(words);
  if (wanted.phrases.empty()) return Fail(ErrorCode::kInvalidInput, "search: no word to look for");
  return Guard([&]() -> Result<std::vector<SearchHit>> {
    // The main file is looked at after the index, so that nothing falls between the two.
    const std::int64_t last = SearchStateOf(*impl_).last;
    const std::size_t wanted_rows = limit == 0 ? 10000 : limit * 4 + 16;
    std::vector<std::int64_t> rows;
    if (Sql* search = SearchOf(*impl_)) rows = FindIndexed(*search, wanted, wanted_rows);
    const Snapshot snapshot(*impl_->sql);
    const std::vector<std::int64_t> scanned = FindUnindexed(*impl_->sql, last, wanted);
    rows.insert(rows.begin(), scanned.begin(), scanned.end());
    std::vector<SearchHit> hits;
    std::set<std::int64_t> documents;
    for (const std::int64_t row : rows) {
      if (limit != 0 && hits.size() >= limit) break;
      auto document = LoadDocument(*impl_->sql, row);
      if (!document || (when.as_of && document->seen > *when.as_of)) continue;
      // Revisions of one document are one hit: the best placed.
      if (!documents.insert(document->number).second) continue;
      std::string snippet = SnippetOf(document->document.text, wanted);
      hits.push_back({std::move(*document), std::move(snippet)});
    }
    return hits;
  });
}

Result<std::uint64_t> Writer::IndexForSearch(std::size_t limit) {
  return Guard([&]() -> Result<std::uint64_t> {
    if (!impl_->search) {
      auto opened = OpenSearchToWrite(impl_->folder);
      if (!opened) return std::unexpected(opened.error());
      impl_->search = std::move(*opened);
      impl_->search->Exec("PRAGMA synchronous = NORMAL");
    }
    Sql& search = *impl_->search;
    Commit commit(search);
    std::int64_t last = 0;
    {
      Query progress(search, kLast);
      if (progress.Step()) last = progress.Int(0);
    }
    {
      Query query(*impl_->sql, "SELECT revision_id, title, body FROM text WHERE revision_id > ? ORDER BY revision_id LIMIT ?");
      query << last << static_cast<std::int64_t>(limit);
      while (query.Step()) {
        last = query.Int(0);
        const std::string title = SearchTokens(query.Text(1));
        const std::string body = SearchTokens(query.Text(2));
        (Query(search, "INSERT INTO word(rowid, title, body) VALUES(?,?,?)") << last << title << body).Run();
      }
    }
    (Query(search, "UPDATE progress SET last = ?") << last).Run();
    commit.Done();
    std::error_code ignored;
    const auto bytes = std::filesystem::file_size(SearchFile(impl_->folder).string() + "-wal", ignored);
    if (!ignored && bytes > (16u << 20)) search.Exec("PRAGMA wal_checkpoint(PASSIVE)");
    Query remaining(*impl_->sql, "SELECT count(*) FROM text WHERE revision_id > ?");
    remaining << last;
    return remaining.Step() ? static_cast<std::uint64_t>(remaining.Int(0)) : 0;
  });
}

}  // namespace dateline::store
