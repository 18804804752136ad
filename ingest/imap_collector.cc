// Collects newsletters from a mailbox on a mail server.
//
// The cursor is "validity:uid:filter": the server's UIDVALIDITY, the last message that was looked at, and a hash of
// whose mail was asked for where. When the first or the last of them changes, the mailbox is read again from its
// beginning, and the Message-IDs make what is known a no-op.
#include <fmt/format.h>

#include <charconv>
#include <string>
#include <utility>

#include "config/secret.h"
#include "ingest/collector.h"
#include "ingest/feed_documents.h"
#include "ingest/mbox.h"
#include "model/id.h"
#include "net/mailbox.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kRoundMessagesMax = 5000;  // the rest waits for the next round

struct Cursor {
  std::uint32_t validity = 0;
  std::uint32_t uid = 0;
  std::string filter;
};

Cursor ReadCursor(std::string_view text) {
  Cursor cursor;
  const char* end = text.data() + text.size();
  const auto validity = std::from_chars(text.data(), end, cursor.validity);
  if (validity.ec != std::errc{} || validity.ptr == end || *validity.ptr != ':') return {};
  const auto uid = std::from_chars(validity.ptr + 1, end, cursor.uid);
  if (uid.ec != std::errc{} || uid.ptr == end || *uid.ptr != ':') return {};
  cursor.filter.assign(uid.ptr + 1, end);
  return cursor;
}

// What the messages up to the cursor were chosen by.
std::string FilterOf(const config::SourceRecord& source) {
  std::string all = source.url + "\n" + source.user + "\n" + source.from;
  for (const std::string& sender : source.senders) all += "\n" + sender;
  constexpr std::size_t kShown = 12;
  return Sha256Hex(all).substr(0, kShown);
}

class ImapRound final : public Round {
 public:
  ImapRound(config::SourceRecord source, SourceState state)
      : source_(std::move(source)), state_(std::move(state)), filter_(FilterOf(source_)) {}

  Collected Begin(Instant) override {
    Collected collected;
    collected.follow_ups.push_back(NextAsk());
    collected.state = state_;
    return collected;
  }

  Collected Take(const Ask& ask, const net::Response& response, Instant) override {
    Collected collected;
    const auto answer = net::ReadMailboxAnswer(response.body);
    if (!response.ok()) {
      collected.fetch_class = response.failure;
      collected.message = response.message;
    } else if (!answer) {
      collected.fetch_class = FetchClass::kShapeChanged;
      collected.message = "something came that is not what a mailbox answers";
    } else {
      TakeMessages(*answer, ask, collected);
    }
    collected.state = state_;
    return collected;
  }

 private:
  [[nodiscard]] Ask NextAsk() const {
    const Cursor cursor = ReadCursor(state_.cursor);
    Ask ask;
    ask.request.url = source_.url;
    net::MailboxQuery query;
    query.user = source_.user;
    query.token = source_.login == "token";
    if (cursor.filter == filter_) {
      query.validity = cursor.validity;
      query.after = cursor.uid;
    }
    if (!source_.from.empty()) query.since = ParseIsoDay(source_.from);
    // Servers look for a part of the sender; which part it was is seen to here.
    for (std::string_view sender : source_.senders) {
      if (sender.starts_with('@')) sender.remove_prefix(1);
      query.senders.emplace_back(sender);
    }
    ask.request.mailbox = std::move(query);
    return ask;
  }

  void TakeMessages(const net::MailboxAnswer& answer, const Ask& ask, Collected& collected) {
    for (const net::MailMessage& message : answer.messages) {
      const auto complain = [&](std::string why) {
        collected.problems.push_back({{source_.url, 0, 0}, fmt::format("message {}: {}", message.uid, why), ""});
      };
      if (message.text.empty()) {
        complain(fmt::format("{} bytes are too big; it is left out", message.bytes));
        continue;
      }
      Document document = DocumentFromMail(message.text);
      if (!IsFrom(document, source_.senders)) continue;
      if (document.text.empty() && document.title.empty()) {
        complain("no words in it");
        continue;
      }
      document.source = source_.id;
      if (document.language.empty()) document.language = PrimaryLanguage(source_.language);
      collected.documents.push_back(std::move(document));
    }
    taken_ += answer.messages.size();
    const bool moved = !ask.request.mailbox || answer.validity != ask.request.mailbox->validity ||
                       answer.upto != ask.request.mailbox->after;
    if (!moved) collected.fetch_class = FetchClass::kNotModified;
    state_.cursor = fmt::format("{}:{}:{}", answer.validity, answer.upto, filter_);
    if (!answer.more || !moved) return;
    if (taken_ < kRoundMessagesMax) {
      collected.follow_ups.push_back(NextAsk());
    } else {
      collected.problems.push_back(
          {{source_.url, 0, 0},
           fmt::format("more than {} messages; the rest waits for the next round", kRoundMessagesMax),
           ""});
    }
  }

  config::SourceRecord source_;
  SourceState state_;
  std::string filter_;
  std::size_t taken_ = 0;  // messages of this round
};

}  // namespace

std::unique_ptr<Round> StartImap(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<ImapRound>(source, state);
}

void CheckMailboxes(const config::Config& config, const std::filesystem::path& data, Problems& problems) {
  for (const config::SourceRecord& source : config.sources) {
    if (source.collector != "imap" || !source.enabled || source.url.empty() || source.secret.empty()) continue;
    const auto complain = [&](std::string_view why, std::string hint) {
      problems.push_back({source.where, fmt::format("source '{}': {}", source.id, why), std::move(hint)});
    };
    if (const auto url = net::ParseMailboxUrl(source.url); !url) {
      complain(url.error().message, "\"imaps://imap.example.org/Newsletters\"");
    } else if (!url->tls && url->IsLoopback() && !source.allow_private) {
      complain("this machine is asked only with 'allow_private'", "allow_private = true");
    }
    if (const auto secret = config::ReadSecret(source.secret, data); !secret) {
      complain(secret.error().message, "");
    } else if (secret->find_first_not_of("\r\n") == std::string::npos) {
      complain(config::SecretName(source.secret) + ": is empty", "");
    }
  }
}

}  // namespace dateline::ingest
