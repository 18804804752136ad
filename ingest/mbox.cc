#include "ingest/mbox.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "ingest/feed_dates.h"
#include "ingest/feed_documents.h"
#include "ingest/feed_values.h"
#include "ingest/main_text.h"
#include "ingest/mime.h"
#include "ingest/plain_text.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto newline = text.find('\n');
    lines.push_back(text.substr(0, newline));
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
  return lines;
}

constexpr std::size_t kServiceBytesMax = 500;  // longer paragraphs are the author's

// Lines by which a newsletter lets its readers go.
bool LetsGo(std::string_view line) {
  static const RE2 words(
      "(?i)\\bunsubscribe\\b|\\bopt[ -]?out\\b|(manage|update|change|edit) (your |my )?(e-?mail |subscription "
      "|newsletter )?"
      "(subscriptions?|preferences|settings|profile)\\b|you( are|.re) receiving this|you (have )?received this "
      "(e-?mail|message|newsletter)|this (e-?mail|message|newsletter) was sent (to|by)|no longer (wish|want) to "
      "receive|"
      "why did i get this|abmelden|abbestellen|se d[ée]sabonner|d[ée]sinscri|darse de baja|cancelar (la )?suscripci|"
      "annulla l.iscrizione|退订|取消订阅|配信停止");
  return line.size() <= kServiceBytesMax && RE2::PartialMatch(line, words);
}

bool LeadsToBrowser(std::string_view line) {
  static const RE2 words(
      "(?i)(view|read|open|see|trouble (viewing|reading)|having trouble).{0,60}\\b(browser|online|web "
      "?(version|page))\\b.*|"
      "im browser (ansehen|öffnen).*|.*在浏览器中(打开|查看).*|(forward (this )?to a friend|forwarded this "
      "(e-?mail|message|"
      "newsletter)\\?.*|add us to your address book.*|(share|tweet|like)( (this|on))?( "
      "(facebook|twitter|linkedin|x))?)");
  return line.size() <= 200 && RE2::FullMatch(line, words);
}

bool IsImprint(std::string_view line) {
  static const RE2 words(
      "(?i)(©|\\(c\\)|copyright|all rights reserved|our mailing address|sent (by|to|from)|powered by|"
      "(privacy policy|terms( of (use|service))?|contact us|facebook|twitter|linkedin|instagram)\\b)");
  return line.size() <= 300 && RE2::PartialMatch(line, words);
}

bool IsOnlyAddress(std::string_view line) {
  static const RE2 words("[<(\\[]?\\s*https?://\\S+\\s*[>)\\]]?");
  return RE2::FullMatch(line, words);
}

// Addresses in running text, when they are long enough to carry who clicked.
std::string WithoutTrackers(std::string_view line) {
  static const RE2 words("\\s*[<(\\[]\\s*https?://\\S{40,}?\\s*[>)\\]]|https?://\\S{100,}");
  std::string out(line);
  if (out.find("://") != std::string::npos) RE2::GlobalReplace(&out, words, "");
  return out;
}

// "The List <list.example.org>" → "list.example.org".
std::string ListId(std::string_view value) {
  const auto open = value.rfind('<');
  if (open != std::string_view::npos) value = value.substr(open + 1, value.find('>', open) - open - 1);
  std::string id = FoldCase(CollapseSpace(value));
  const bool plain = std::ranges::all_of(id, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '/'; });
  constexpr std::size_t kIdBytesMax = 200;
  return plain && id.size() <= kIdBytesMax ? id : std::string();
}

std::string DomainOf(const std::string& address) {
  const auto at = address.rfind('@');
  return at == std::string::npos ? std::string() : ListId(address.substr(at + 1));
}

std::string BodyText(const Mail& mail) {
  std::string text = ShownText(mail.html);
  if (text.empty()) {
    std::string plain = mail.plain;
    std::erase(plain, '\r');
    // A signature is not the letter.
    if (const auto signature = plain.find("\n-- \n"); signature != std::string::npos) plain.resize(signature + 1);
    text = JoinWrappedLines(RepairUtf8(plain));
  }
  return WithoutMailFooter(text);
}

}  // namespace

std::string WithoutMailFooter(std::string_view text) {
  const std::vector<std::string_view> lines = Lines(text);
  std::size_t end = lines.size();
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    bytes += lines[i].size() + 1;
    // In the first half such a line is a service at the head, and only that line goes.
    if (bytes * 2 < text.size() || !LetsGo(lines[i])) continue;
    end = i;
    break;
  }
  if (end < lines.size()) {
    while (end > 0 &&
           (lines[end - 1].find_first_not_of(" \t\r|-") == std::string_view::npos || IsImprint(lines[end - 1]))) {
      --end;
    }
  }
  std::string out;
  bool dropped = false;
  for (std::size_t i = 0; i < end; ++i) {
    const std::string line = WithoutTrackers(lines[i]);
    const bool service = LetsGo(line) || LeadsToBrowser(CollapseSpace(line)) || IsOnlyAddress(CollapseSpace(line));
    const bool blank = line.find_first_not_of(" \t\r") == std::string::npos;
    if (!service && !(blank && (dropped || out.empty()))) out.append(line).push_back('\n');
    dropped = service || (blank && dropped);
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
  return out;
}

Document DocumentFromMail(std::string_view message) {
  const Mail mail = ReadMail(message);
  Document document;
  document.kind = "mail";
  document.title = CollapseSpace(mail.Header("subject"));
  document.text = BodyText(mail);
  std::string_view id = mail.Header("message-id");
  if (id.starts_with('<') && id.find('>') != std::string_view::npos) id = id.substr(1, id.find('>') - 1);
  constexpr std::size_t kGuidBytesMax = 998;  // the longest line of mail
  document.guid = std::string(id.substr(0, kGuidBytesMax));
  if (const auto date = mail.Header("date"); !date.empty()) document.published = ParseFeedDate(date);
  document.language = PrimaryLanguage(mail.Header("content-language"));
  const FeedPerson sender = ReadPerson(mail.Header("from"));
  document.source = ListId(mail.Header("list-id"));
  if (!document.source.empty()) document.fields.push_back({"list", document.source});
  if (document.source.empty()) document.source = DomainOf(sender.email);
  const std::string& author = sender.name.empty() ? sender.email : sender.name;
  if (!author.empty()) document.fields.push_back({"author", author});
  return document;
}

bool IsMailboxLine(std::string_view line) {
  static const RE2 words("From \\S.*\\d{1,2}:\\d{2}(:\\d{2})?.* \\d{4}\\b.*|From \\S+ .*\\d{4}.*\\d{1,2}:\\d{2}.*");
  constexpr std::size_t kLineBytesMax = 500;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line.size() <= kLineBytesMax && line.starts_with("From ") && RE2::FullMatch(line, words);
}

std::string_view UnquoteMailboxLine(std::string_view line) {
  const auto mark = line.find_first_not_of('>');
  const bool quoted = mark != std::string_view::npos && mark > 0 && line.substr(mark).starts_with("From ");
  return quoted ? line.substr(1) : line;
}

}  // namespace dateline::ingest
