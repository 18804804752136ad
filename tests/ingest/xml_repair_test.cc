#include "ingest/xml_repair.h"

#include <catch2/catch.hpp>

namespace dateline::ingest {

TEST_CASE("Well-formed text needs no repair and costs no copy") {
  CHECK_FALSE(RepairReferences("<a>R&amp;D &#8217; &#x26; <![CDATA[a & b]]><!-- & --></a>").has_value());
}

TEST_CASE("References that XML does not know are resolved, stray ampersands escaped") {
  CHECK(RepairReferences("<a>&nbsp;&eacute;</a>")->text == "<a>\xC2\xA0é</a>");
  CHECK(RepairReferences("<a>R&D &x; a&b=1</a>")->text == "<a>R&amp;D &amp;x; a&amp;b=1</a>");
  CHECK(RepairReferences("<a>&eacute;<![CDATA[&eacute; &]]>&</a>")->text == "<a>é<![CDATA[&eacute; &]]>&amp;</a>");
  CHECK(RepairReferences("<a>&#0;</a>")->text == "<a>\xEF\xBF\xBD</a>");
  CHECK(RepairReferences("<a>\x01</a>")->text == "<a> </a>");
}

TEST_CASE("Tags are made to nest") {
  CHECK(RepairTags("junk <a><b>x</a>") == "<a><b>x</b></a>");
  CHECK(RepairTags("<a>x</c>y</a>") == "<a>xy</a>");
  CHECK(RepairTags("<a b=c d e='f'>1 < 2</a>") == "<a b=\"c\" d=\"\" e=\"f\">1 &lt; 2</a>");
  CHECK(RepairTags("<!DOCTYPE a [<!ENTITY x 'y'>]><a/>") == "<a/>");
  CHECK(RepairTags("<a><![CDATA[x") == "<a><![CDATA[x]]></a>");
}

}  // namespace dateline::ingest
