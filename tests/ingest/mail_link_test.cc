#include "ingest/mail_link.h"

#include <catch2/catch.hpp>
#include <string>

#include "ingest/mbox.h"

namespace dateline::ingest {

TEST_CASE("The link to the browser is the letter's address, without what names the reader") {
  CHECK(BrowserLink("<a href='https://news.example/about'>About</a><p><a "
                    "href=\"https://news.example/p/chips?utm_source=mail&amp;e=8f3a2b&amp;id=12\">"
                    "View this <b>email</b> in your&nbsp;browser</a>") == "https://news.example/p/chips?id=12");
  CHECK(BrowserLink("<a href=https://news.example/p/1>Read online</a>") == "https://news.example/p/1");
  CHECK(BrowserLink("<a href=https://news.example/p/2>Im Browser ansehen</a>") == "https://news.example/p/2");
  CHECK(BrowserLink("<a href=https://news.example/p/2>Read our view of the rule</a>").empty());
  CHECK(BrowserLink("<a href=mailto:a@news.example>View in browser</a>").empty());
}

TEST_CASE("A plain letter says where it stands on the web") {
  CHECK(BrowserLinkInText("View this post on the web at https://news.example/p/chips\n\nThe rule took effect.\n") ==
        "https://news.example/p/chips");
  CHECK(BrowserLinkInText("Hello\r\nView in browser:\r\n<https://news.example/p/chips?utm_source=x>\r\n") ==
        "https://news.example/p/chips");
  CHECK(BrowserLinkInText("The rule: https://rules.example/1\nRead more at https://rules.example/2\n").empty());
  const Document document = DocumentFromMail(
      "From: a@news.example\nSubject: Chips\n\nView this post on the web at https://news.example/p/chips\n\nThe rule "
      "took effect.\n");
  CHECK(document.url == "https://news.example/p/chips");
  CHECK(document.text == "The rule took effect.");
}

TEST_CASE("A link that only its reader may have is no address") {
  CHECK(WithoutReader("https://track.example/redirect/2/eyJlIjoiaHR0cHM6Ly9uZXdzLmV4YW1wbGUifQ1").empty());
  CHECK(WithoutReader("https://news.example/p/x?link=0123456789abcdef0123456789abcdef").empty());
  CHECK(WithoutReader("https://news.example/?e=12").empty());
  CHECK(WithoutReader("https://archive.example/?u=0123456789abcdef012345678&id=abc&e=123") ==
        "https://archive.example/?u=0123456789abcdef012345678&id=abc");
  CHECK(WithoutReader("https://news.example/p/the-commerce-department-and-its-advanced-chips-rule-of-2025") ==
        "https://news.example/p/the-commerce-department-and-its-advanced-chips-rule-of-2025");
}

TEST_CASE("Words that open a browser are told from sentences") {
  for (const char* words :
       {"View in browser", "View this email in your browser", "Read online", "Open in browser | Unsubscribe",
        "View web version", "Trouble viewing this email? View it online",
        "Having trouble reading this? Open it in your browser.", "web version", "在浏览器中查看"}) {
    INFO(words);
    CHECK(OpensInBrowser(words));
  }
  for (const char* words : {"Readers can view the rule online.", "The agency will open a portal online on 3 May.",
                            "You can read the notice online", "Export controls on browser software",
                            "The Commerce Department said that it will see more filings online"}) {
    INFO(words);
    CHECK_FALSE(OpensInBrowser(words));
  }
}

TEST_CASE("A forwarded letter begins with itself") {
  const Document document = DocumentFromMail(
      "From: Bo <bo@desk.example>\nSubject: Fwd: The week\nArchived-At: "
      "<https://lists.example/chips/12.html>\n\nFYI\n\n"
      "---------- Forwarded message ---------\nFrom: News <news@letters.example>\nDate: Fri, Jul 18, 2025 at 9:30 "
      "AM\nSubject: The week\n"
      "To: <bo@desk.example>\n\nThe rule took effect.\n");
  CHECK(document.text == "The rule took effect.");
  CHECK(document.url == "https://lists.example/chips/12.html");
}

TEST_CASE("A forwarded letter in HTML begins with itself too") {
  const Document document = DocumentFromMail(
      "From: Bo <bo@desk.example>\nSubject: Fwd: The week\nContent-Type: text/html\n\n<div>Begin forwarded "
      "message:</div><div><b>From: </b>News</div>"
      "<div><b>Date: </b>18 July 2025</div><div><b>To: </b>Bo</div><p>The rule took effect.</p><p>From: Shenzhen, our "
      "reporter writes.</p>");
  CHECK(document.text == "The rule took effect.\n\nFrom: Shenzhen, our reporter writes.");
}

TEST_CASE("What a letter quotes at its end is not its own") {
  const Document document = DocumentFromMail(
      "From: bo@desk.example\nSubject: Re: ban\n\nThe ministry denied it.\n\nOn Fri, 18 Jul 2025, Ada wrote:\n> The "
      "ministry lifted the ban.\n>\n> Ada\n");
  CHECK(document.text == "The ministry denied it.");
  const Document answers =
      DocumentFromMail("From: bo@desk.example\nSubject: Re: ban\n\n> The ministry lifted the ban.\nNo, it did not.\n");
  CHECK(answers.text.find("lifted") != std::string::npos);
}

TEST_CASE("A letter's sender is who it comes from, not who its name says") {
  Document letter = DocumentFromMail("From: \"news@letters.example\" <evil@Elsewhere.example>\nSubject: x\n\nwords\n");
  CHECK_FALSE(IsFrom(letter, {"news@letters.example", "@letters.example"}));
  CHECK(IsFrom(letter, {"evil@elsewhere.example"}));
  CHECK(IsFrom(letter, {"@elsewhere.example"}));
  CHECK(IsFrom(letter, {}));
  letter = DocumentFromMail("From: a@mail.letters.example\nSubject: x\n\nwords\n");
  CHECK(IsFrom(letter, {"@letters.example"}));
  CHECK_FALSE(IsFrom(letter, {"@tters.example"}));
  letter = DocumentFromMail("Subject: x\n\nwords\n");
  CHECK_FALSE(IsFrom(letter, {"@letters.example"}));
}

}  // namespace dateline::ingest
