// What an IMAP server says, read piece by piece (RFC 3501, RFC 9051). Private to net/.
//
// libcurl logs in, but is not asked to read mail: its own commands open a mailbox for writing and mark what they read
// as seen, and what its custom commands answer loses the literals, which is where the messages are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::net {

// Bytes that the server announced ahead: "{1234}".
struct ImapLiteral {
  std::uint64_t bytes = 0;  // as announced
  std::string text;         // "" when it was too big to keep
};

// One answer: a line, and on when literals stand in it. `text` keeps their announcements, so that the nth "{…}" with
// its line end is the nth literal.
struct ImapLine {
  std::string text;  // without the last line end
  std::vector<ImapLiteral> literals;
};

// Cuts a stream into answers. Bounded: text of one answer, literals kept, their number and announced size.
class ImapReader {
 public:
  static constexpr std::size_t kTextMax = 1u << 20;
  static constexpr std::size_t kLiteralsMax = 64;              // of one answer
  static constexpr std::uint64_t kLiteralBytesMax = 1u << 30;  // a bigger one is a mistake

  // Literals that would make it more than `keep` bytes in one answer are passed over.
  explicit ImapReader(std::uint64_t keep) : keep_(keep) {}

  void Feed(std::string_view bytes);
  // The next whole answer; nullopt when more must come, or when the stream is broken.
  [[nodiscard]] std::optional<ImapLine> Next();
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  void TakeText();
  void TakeLiteral();
  void EndLine();

  std::uint64_t keep_;
  std::string input_;
  std::size_t at_ = 0;  // of what is unread in `input_`
  ImapLine line_;
  std::size_t line_begin_ = 0;  // in line_.text: of what follows the last literal
  std::uint64_t literal_left_ = 0;
  std::uint64_t kept_ = 0;  // bytes of literals of this answer
  bool keeps_literal_ = false;
  bool in_literal_ = false;
  bool whole_ = false;
  bool broken_ = false;
};

enum class ImapWord : std::uint8_t { kOther, kOk, kNo, kBad, kBye, kExists, kSearch, kFetch };

// The head of one answer: "* OK [UIDVALIDITY 17] …", "d3 NO [NONEXISTENT] no such mailbox", "* 5 FETCH (…)".
struct ImapHead {
  std::string_view tag;  // "*", "+", or that of a command
  ImapWord word = ImapWord::kOther;
  std::uint32_t number = 0;  // before EXISTS and FETCH
  std::string_view code;     // within [ ], as in "UIDVALIDITY 17"; "" when there is none
  std::string_view rest;     // behind all that
};
[[nodiscard]] ImapHead ReadImapHead(std::string_view text);

// The value of a code such as "UIDVALIDITY 17", 0 when it is another code or no number.
[[nodiscard]] std::uint32_t CodeNumber(std::string_view code, std::string_view name);

// The numbers of a SEARCH answer, in order, each once.
[[nodiscard]] std::vector<std::uint32_t> ReadSearch(std::string_view rest);

struct ImapFetched {
  std::uint32_t uid = 0;              // 0 when it was not told
  std::optional<std::uint64_t> size;  // RFC822.SIZE
  std::optional<ImapLiteral> body;    // BODY[]
};
// The attributes of a FETCH answer; those it does not know are passed over.
[[nodiscard]] ImapFetched ReadFetch(ImapLine line);

// "1:3,7,9:12" of rising numbers.
[[nodiscard]] std::string ToImapSet(const std::vector<std::uint32_t>& rising);

// A quoted string; the text must have no control characters.
[[nodiscard]] std::string ImapQuoted(std::string_view text);

}  // namespace dateline::net
