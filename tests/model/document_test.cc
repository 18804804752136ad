#include "model/document.h"

#include <catch2/catch.hpp>

namespace dateline {

TEST_CASE("An address is made canonical without changing what it fetches") {
  const auto [url, canonical] = GENERATE(table<std::string, std::string>({
      {"HTTPS://Example.ORG/A/b", "https://example.org/A/b"},
      {"https://example.org", "https://example.org/"},
      {"https://example.org?x=1", "https://example.org/?x=1"},
      {"https://example.org:443/a", "https://example.org/a"},
      {"http://example.org:80/a", "http://example.org/a"},
      {"http://example.org:443/a", "http://example.org:443/a"},
      {"http://[::1]:8080/a", "http://[::1]:8080/a"},
      {"https://example.org/a#frag", "https://example.org/a"},
      {"https://example.org/a?#frag", "https://example.org/a"},
      {"https://example.org/a?utm_source=x&id=7&UTM_medium=y", "https://example.org/a?id=7"},
      {"https://example.org/a?fbclid=1&gclid=2&mc_cid=3&mc_eid=4", "https://example.org/a"},
      {"https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"},
      {"https://example.org/a?b=&&c", "https://example.org/a?b=&c"},
      {"https://example.org/a/./b/../c", "https://example.org/a/c"},
      {"https://example.org/../../a", "https://example.org/a"},
      {"https://example.org/a/..", "https://example.org/"},
      {"https://example.org/a/b/.", "https://example.org/a/b/"},
      {"https://example.org/a//b", "https://example.org/a//b"},
      {"https://example.org/.well-known/x", "https://example.org/.well-known/x"},
      {"https://User:Pass@Example.org/", "https://User:Pass@example.org/"},
      {"https://example.org/%7Ea%2Fb", "https://example.org/%7Ea%2Fb"},
      {"mailto:A@B", "mailto:A@B"},
      {"ftp://Example.org/A", "ftp://Example.org/A"},
      {"/relative?utm_source=x", "/relative?utm_source=x"},
      {"", ""},
  }));
  INFO(url);
  CHECK(CanonicalUrl(url) == canonical);
  CHECK(CanonicalUrl(canonical) == canonical);
}

TEST_CASE("A document's key is its official number, its guid, its address or its text, in this order") {
  Document document;
  document.source = "wire";
  document.title = "Title";
  document.text = "Text";
  const Key by_text = DocumentKey(document);
  document.url = "https://example.org/a";
  const Key by_url = DocumentKey(document);
  document.guid = "g1";
  const Key by_guid = DocumentKey(document);
  document.keys = {"FR:2025-00636"};
  const Key by_number = DocumentKey(document);
  CHECK(by_text != by_url);
  CHECK(by_url != by_guid);
  CHECK(by_guid != by_number);

  Document elsewhere = document;
  elsewhere.source = "other";
  elsewhere.guid = "g9";
  elsewhere.url = "https://example.org/elsewhere";
  CHECK(DocumentKey(elsewhere) == by_number);
  elsewhere.keys.clear();
  elsewhere.guid = "g1";
  CHECK(DocumentKey(elsewhere) != by_guid);  // a guid is its source's own
}

TEST_CASE("A changed text is another revision of the same document") {
  Document document;
  document.source = "wire";
  document.url = "https://example.org/a";
  document.text = "As first written.";
  Document changed = document;
  changed.text = "As corrected.";
  CHECK(DocumentKey(document) == DocumentKey(changed));
  CHECK(RevisionKey(DocumentKey(document), document) != RevisionKey(DocumentKey(changed), changed));
}

TEST_CASE("Equal texts are one group, whatever their white space and case") {
  Document one;
  one.text = "The bureau\nadded  23 firms.";
  Document other;
  other.text = "THE BUREAU added 23 firms. ";
  CHECK(TextKey(one) == TextKey(other));
  other.text = "The bureau added 24 firms.";
  CHECK(TextKey(one) != TextKey(other));
}

}  // namespace dateline
