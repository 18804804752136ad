#include "ingest/mbox.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "ingest/document_reader.h"
#include "ingest/mime.h"
#include "tests/support/temporary_folder.h"

namespace dateline::ingest {
namespace {

using Catch::Contains;

constexpr std::string_view kLetter =
    "From: =?utf-8?Q?Ada_W=C3=B6ng?= <ada@letters.example.org>\r\n"
    "Subject: =?gb2312?B?ueY=?= =?gb2312?B?1PI=?= and\r\n what follows\r\n"
    "Date: Fri, 18 Jul 2025 09:30:00 -0400 (EDT)\r\n"
    "Message-ID: <n1@letters.example.org>\r\n"
    "List-Id: The Chip Letter <chips.letters.example.org>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/alternative; boundary=\"b 1\"\r\n\r\n"
    "preamble\r\n--b 1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain words\r\n"
    "--b 1\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<div style=3D\"display:none\">preheader</div><p>View this email in your browser</p><h1>The week</h1>"
    "<p>The caf=E9 rule took =\r\neffect on Tuesday.</p><p>More next week.</p>"
    "<p>=A9 2025 Letters</p><p>You are receiving this because you asked. <a "
    "href=3D\"http://t.example/u\">Unsubscribe</a></p>\r\n"
    "--b 1--\r\nepilogue\r\n";

}  // namespace

TEST_CASE("A newsletter is a document with subject, id, date, list and the words that it shows") {
  const Document document = DocumentFromMail(kLetter);
  CHECK(document.title == "规则 and what follows");
  CHECK(document.guid == "n1@letters.example.org");
  CHECK(document.source == "chips.letters.example.org");
  CHECK(ToIso(document.published.at.value()) == "2025-07-18T13:30:00Z");
  CHECK(document.published.words == "Fri, 18 Jul 2025 09:30:00 -0400 (EDT)");
  CHECK(document.text == "The week\n\nThe café rule took effect on Tuesday.\n\nMore next week.");
  CHECK(document.kind == "mail");
}

TEST_CASE("Without a list the sender's domain is the source, without HTML the plain text is read") {
  const Document document = DocumentFromMail(
      "From: bo@Desk.Example\nSubject: Note\n\nThe hearing is on 3 May.\nSee "
      "<https://t.example/c/0123456789012345678901234567890123456789>\n-- \nBo\n");
  CHECK(document.source == "desk.example");
  CHECK(document.text == "The hearing is on 3 May.\nSee");
}

TEST_CASE("Attachments are passed over, forwarded messages are read") {
  const Mail mail = ReadMail(
      "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nSubject: Inner\n\ninner "
      "words\n"
      "--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nattached words\n--x--\n");
  CHECK_THAT(mail.plain, Contains("inner words") && !Contains("attached"));
}

TEST_CASE("Encoded words keep characters that are cut between them") {
  CHECK(DecodeHeaderValue("=?utf-8?B?6KeE?= =?utf-8?B?5YiZ?=") == "规则");
  CHECK(DecodeHeaderValue("a =?utf-8?q?b_c?= d =?broken") == "a b c d =?broken");
  CHECK(DecodeQuotedPrintable("a=3Db=\r\nc=ZZ=") == "a=bc=ZZ");
}

TEST_CASE("A mailbox is read message by message") {
  const testing::TemporaryFolder folder;
  const auto path =
      folder.Write("letters.mbox",
                   "From ada@example.org Fri Jul 18 09:30:00 2025\nSubject: One\nMessage-ID: <1@x>\n\n"
                   "first words\n>From here on, it is quoted\n\n"
                   "From bo@example.org Sat Jul 19 09:30:00 2025\nSubject: Two\nMessage-ID: <2@x>\n\nsecond words\n");
  for (const auto& file :
       {path, folder.Write("unnamed",
                           "From a@b.example Fri Jul 18 09:30:00 2025\nSubject: One\n\nfirst words\n\n"
                           "From a@b.example Fri Jul 18 09:31:00 2025\nSubject: Two\n\nmore\n")}) {
    auto reader = DocumentReader::Open(file);
    REQUIRE(reader);
    auto one = reader->Next();
    REQUIRE(one.has_value());
    REQUIRE(*one);
    CHECK((*one)->title == "One");
    CHECK_THAT((*one)->text, Contains("first words"));
    CHECK_THAT((*one)->text, !Contains(">From"));
    auto two = reader->Next();
    REQUIRE(two.has_value());
    REQUIRE(*two);
    CHECK((*two)->title == "Two");
    CHECK_FALSE(reader->Next().has_value());
    CHECK(reader->bytes_done() == reader->bytes_total());
  }
}

TEST_CASE("A saved message is one document") {
  const testing::TemporaryFolder folder;
  auto reader = DocumentReader::Open(folder.Write("letter.eml", kLetter));
  REQUIRE(reader);
  const auto one = reader->Next();
  REQUIRE((one.has_value() && *one));
  CHECK((*one)->guid == "n1@letters.example.org");
  CHECK_FALSE(reader->Next().has_value());
}

TEST_CASE("Only the end of a letter is cut where it lets its readers go") {
  std::string text = "Unsubscribe\n\n";
  for (int i = 0; i < 20; ++i) text += "The story goes on and on, as stories do, line after line.\n\n";
  text += "Our mailing address is 1 Harbour St\n\nManage your subscription\n\nmore of the same\n";
  const std::string left = WithoutMailFooter(text);
  CHECK_THAT(left, Catch::StartsWith("The story") && Catch::EndsWith("line after line."));
}

TEST_CASE("Hostile mail is bounded in depth, parts, headers and time") {
  std::string nested = "Subject: x\n";
  for (int i = 0; i < 5000; ++i) nested += "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
  CHECK(ReadMail(nested).truncated);
  std::string headers;
  for (int i = 0; i < 100'000; ++i) headers += "a: =?utf-8?q?=?=?=?\n";
  const auto begin = std::chrono::steady_clock::now();
  const Mail mail = ReadMail(headers);
  CHECK(mail.truncated);
  CHECK(mail.headers.size() <= MimeLimits::kHeaders);
  std::string parts = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 100'000; ++i) parts += "--b\nContent-Type: text/plain\n\nx\n";
  (void)ReadMail(parts);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

}  // namespace dateline::ingest
