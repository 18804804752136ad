#include "cli/commands/trying.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/open.h"
#include "cli/print.h"
#include "daemon/clock.h"
#include "model/json.h"

namespace dateline::cli {
namespace {

// What the store has of a document.
std::string_view Standing(const Document& document, const store::Reader* reader) {
  if (reader == nullptr) return "new";
  const Key key = DocumentKey(document);
  const auto row = reader->DocumentByHandle(key.Hex());
  if (!row || !*row) return "new";
  return (*row)->revision == RevisionKey(key, document) ? "known" : "revised";
}

void PrintDocument(const Document& document, std::string_view standing, Shell& shell) {
  const std::string date = document.published.span.known() ? ToEdtf(document.published.span) : std::string();
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject()
        .Field("standing", standing)
        .NullableField("published", date.empty() ? std::nullopt : std::optional(date))
        .Field("title", document.title)
        .Field("url", document.url)
        .Strings("keys", document.keys)
        .Field("guid", document.guid)
        .Field("kind", document.kind)
        .Field("language", document.language)
        .Field("bytes", document.text.size())
        .EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  shell.out << fmt::format("{}\t{}\t{}\t{}\n", date.empty() ? "undated" : date, standing,
                           document.title.empty() ? "(no title)" : document.title, document.url);
}

}  // namespace

daemon::TryOptions TryOptionsOf(const config::Settings& settings, const Interrupt& interrupt) {
  daemon::TryOptions options;
  options.settings = settings;
  options.clock = daemon::Now;
  options.stop = [&interrupt] { return interrupt.asked(); };
  return options;
}

daemon::Tried Try(const config::SourceRecord& source, const SourceState& state, const config::Settings& settings,
                  const Interrupt& interrupt, Shell& shell) {
  if (shell.progress) shell.err << "asking " << (source.url.empty() ? source.id : source.url) << "\n";
  daemon::TryOptions options = TryOptionsOf(settings, interrupt);
  options.data = shell.data_folder;
  return daemon::TryOnce(source, state, options);
}

void PrintTried(const config::SourceRecord& source, const daemon::Tried& tried, std::size_t limit, Shell& shell) {
  const auto reader = store::Reader::Open(shell.data_folder);
  std::size_t fresh = 0;
  std::size_t shown = 0;
  for (const Document& document : tried.documents) {
    const std::string_view standing = Standing(document, reader ? reader->get() : nullptr);
    if (standing != "known") ++fresh;
    if (limit == 0 || shown < limit) {
      PrintDocument(document, standing, shell);
      ++shown;
    }
  }
  shell.out.flush();
  if (shown < tried.documents.size())
    shell.err << fmt::format("… and {} more (--limit 0 shows all)\n", tried.documents.size() - shown);
  for (const Problem& problem : tried.problems) shell.err << "  " << problem.Text() << "\n";
  shell.err << fmt::format("{}: {}{}: {} document{}, {} of them new or revised; nothing was stored\n", source.id,
                           ToString(tried.state.last_class),
                           tried.state.last_message.empty() ? "" : ": " + tried.state.last_message,
                           tried.documents.size(), tried.documents.size() == 1 ? "" : "s", fresh);
  if (!tried.finished) shell.err << "stopped before the end\n";
}

}  // namespace dateline::cli
