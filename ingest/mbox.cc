#include "ingest/mbox.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "ingest/feed_dates.h"
#include "ingest/feed_documents.h"
#include "ingest/feed_values.h"
#include "ingest/mail_link.h"
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
      "(?i)(having )?trouble (viewing|reading).*|(forward (this )?to a friend|forwarded this (e-?mail|message|"
      "newsletter)\\?.*|add us to your address book.*|(share|tweet|like)( (this|on))?( "
      "(facebook|twitter|linkedin|x))?)");
  return line.size() <= 200 && (OpensInBrowser(line) || RE2::FullMatch(line, words));
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

// The address that the letter comes from: not one that stands in the sender's name.
std::string SenderAddress(std::string_view from, const FeedPerson& person) {
  const auto open = from.rfind('<');
  if (open == std::string_view::npos) return FoldCase(person.email);
  return FoldCase(CollapseSpace(from.substr(open + 1, from.find('>', open) - open - 1)));
}

std::string DomainOf(const std::string& address) {
  const auto at = address.rfind('@');
  return at == std::string::npos ? std::string() : ListId(address.substr(at + 1));
}

// "---------- Forwarded message ---------" with the header lines below it, at the head of the letter.
std::string_view WithoutForwardHead(std::string_view text) {
  static const RE2 begins(
      "(?i)\\s*(-{2,} ?)?(begin forwarded message:?|(original|forwarded) message|weitergeleitete nachricht|"
      "message transféré|转发的邮件|转发邮件)( ?-{2,})?\\s*");
  static const RE2 header(
      "(?i)\\s*(from|date|sent|subject|to|cc|reply-to|von|datum|gesendet|betreff|an|de|objet|à|"
      "发件人|日期|发送时间|主题|收件人)\\s*[:：].*");
  constexpr std::size_t kSearchedMax = 5;  // a note of who forwards may stand above
  constexpr std::size_t kHeadersMax = 12;
  std::string_view rest = text;
  for (std::size_t line = 0; line < kSearchedMax && !rest.empty(); ++line) {
    const auto newline = rest.find('\n');
    const std::string_view words = rest.substr(0, newline);
    rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
    if (words.size() > kServiceBytesMax || !RE2::FullMatch(words, begins)) continue;
    for (std::size_t i = 0; i < kHeadersMax && !rest.empty(); ++i) {
      const auto end = rest.find('\n');
      const std::string_view next = rest.substr(0, end);
      const bool blank = next.find_first_not_of(" \t\r>") == std::string_view::npos;
      if (!blank && (next.size() > kServiceBytesMax || !RE2::FullMatch(next, header))) break;
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return rest;
  }
  return text;
}

// What a plain letter quotes at its end, from the line that says whose words they are.
std::string_view WithoutQuotedEnd(std::string_view text) {
  static const RE2 attribution(
      "(?i)\\s*(on |am |le |el |em |在).{0,300}(wrote|schrieb|a écrit|escribió|escreveu|写道)\\s*[:：]?\\s*");
  const std::vector<std::string_view> lines = Lines(text);
  std::size_t end = lines.size();
  bool quoted = false;
  const auto blank = [](std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; };
  while (end > 0 && (blank(lines[end - 1]) || lines[end - 1].starts_with('>'))) quoted = !blank(lines[--end]) || quoted;
  if (!quoted || end == 0) return text;
  if (lines[end - 1].size() > kServiceBytesMax || !RE2::FullMatch(lines[end - 1], attribution)) return text;
  return text.substr(0, static_cast<std::size_t>(lines[end - 1].data() - text.data()));
}

std::string BodyText(const Mail& mail) {
  std::string text = ShownText(mail.html);
  if (text.empty()) {
    std::string plain = mail.plain;
    std::erase(plain, '\r');
    // A signature is not the letter.
    if (const auto signature = plain.find("\n-- \n"); signature != std::string::npos) plain.resize(signature + 1);
    text = JoinWrappedLines(WithoutForwardHead(WithoutQuotedEnd(RepairUtf8(plain))));
  }
  return WithoutMailFooter(WithoutForwardHead(text));
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
  const std::string address = SenderAddress(mail.Header("from"), sender);
  document.source = ListId(mail.Header("list-id"));
  if (!document.source.empty()) document.fields.push_back({"list", document.source});
  if (document.source.empty()) document.source = DomainOf(address);
  const std::string& author = sender.name.empty() ? sender.email : sender.name;
  if (!author.empty()) document.fields.push_back({"author", author});
  if (!address.empty()) document.fields.push_back({"sender", address});
  const std::string_view archived = mail.Header("archived-at");
  const auto open = archived.find('<');
  if (open != std::string_view::npos)
    document.url = WithoutReader(archived.substr(open + 1, archived.find('>', open) - open - 1));
  if (document.url.empty()) document.url = BrowserLink(mail.html);
  if (document.url.empty()) document.url = BrowserLinkInText(mail.plain);
  return document;
}

bool IsFrom(const Document& letter, const std::vector<std::string>& senders) {
  if (senders.empty()) return true;
  const auto field = std::ranges::find(letter.fields, "sender", &Document::Field::name);
  if (field == letter.fields.end()) return false;
  const std::string_view address = field->value;
  return std::ranges::any_of(senders, [&](std::string_view sender) {
    if (!sender.starts_with('@')) return address == sender;
    const std::string_view domain = sender.substr(1);
    if (!address.ends_with(domain) || address.size() <= domain.size()) return false;
    const char before = address[address.size() - domain.size() - 1];
    return before == '@' || (before == '.' && address.find('@') < address.size() - domain.size());
  });
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
