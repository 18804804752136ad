#include "ingest/feed_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace dateline::ingest {
namespace {

struct Row {
  std::string_view uri;  // lower case
  std::string_view prefix;
};

constexpr auto kRows = std::to_array<Row>({
    {"http://backend.userland.com/blogchannelmodule", "blogchannel"},
    {"http://backend.userland.com/creativecommonsrssmodule", "creativecommons"},
    {"http://backend.userland.com/rss", ""},
    {"http://blogs.law.harvard.edu/tech/rss", ""},
    {"http://creativecommons.org/ns#license", "cc"},
    {"http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", "creativecommons"},
    {"http://example.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://example.com/necho", ""},
    {"http://example.com/newformat#", ""},
    {"http://freshmeat.net/rss/fm/", "fm"},
    {"http://hacks.benhammersley.com/rss/streaming/", "str"},
    {"http://madskills.com/public/xml/rss/module/pingback/", "pingback"},
    {"http://media.tangent.org/rss/1.0/", "audio"},
    {"http://my.netscape.com/rdf/simple/0.9/", ""},
    {"http://my.theinfo.org/changed/1.0/rss/", "cp"},
    {"http://podlove.org/simple-chapters", "psc"},
    {"http://postneo.com/icbm/", "icbm"},
    {"http://prismstandard.org/namespaces/1.2/basic/", "prism"},
    {"http://prismstandard.org/namespaces/basic/2.0/", "prism"},
    {"http://purl.org/atom/ns#", ""},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://purl.org/echo/", ""},
    {"http://purl.org/pie/", ""},
    {"http://purl.org/rss/1.0/", ""},
    {"http://purl.org/rss/1.0/modules/aggregation/", "ag"},
    {"http://purl.org/rss/1.0/modules/annotate/", "annotate"},
    {"http://purl.org/rss/1.0/modules/company", "co"},
    {"http://purl.org/rss/1.0/modules/content/", "content"},
    {"http://purl.org/rss/1.0/modules/email/", "email"},
    {"http://purl.org/rss/1.0/modules/event/", "ev"},
    {"http://purl.org/rss/1.0/modules/image/", "image"},
    {"http://purl.org/rss/1.0/modules/link/", "l"},
    {"http://purl.org/rss/1.0/modules/reference/", "ref"},
    {"http://purl.org/rss/1.0/modules/richequiv/", "reqv"},
    {"http://purl.org/rss/1.0/modules/rss091#", ""},
    {"http://purl.org/rss/1.0/modules/search/", "search"},
    {"http://purl.org/rss/1.0/modules/servicestatus/", "ss"},
    {"http://purl.org/rss/1.0/modules/slash/", "slash"},
    {"http://purl.org/rss/1.0/modules/subscription/", "sub"},
    {"http://purl.org/rss/1.0/modules/syndication/", "sy"},
    {"http://purl.org/rss/1.0/modules/taxonomy/", "taxo"},
    {"http://purl.org/rss/1.0/modules/textinput/", "ti"},
    {"http://purl.org/rss/1.0/modules/threading/", "thr"},
    {"http://purl.org/rss/1.0/modules/wiki/", "wiki"},
    {"http://purl.org/syndication/thread/1.0", "thr"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://schemas.pocketsoap.com/rss/mydescmodule/", "szf"},
    {"http://schemas.xmlsoap.org/soap/envelope/", "soap"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://search.yahoo.com/mrss/", "media"},
    {"http://web.resource.org/cc/", "cc"},
    {"http://webns.net/mvcb/", "admin"},
    {"http://wellformedweb.org/commentapi/", "wfw"},
    {"http://www.georss.org/georss", "georss"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://www.opengis.net/gml", "gml"},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://www.w3.org/1999/xlink", "xlink"},
    {"http://www.w3.org/2000/01/rdf-schema#", "rdfs"},
    {"http://www.w3.org/2003/01/geo/wgs84_pos#", "geo"},
    {"http://www.w3.org/2005/atom", ""},
    {"http://www.w3.org/xml/1998/namespace", "xml"},
    {"http://xmlns.com/foaf/0.1/", "foaf"},
    {"https://cyber.harvard.edu/rss/rss.html", ""},
    {"https://www.rssboard.org/media-rss", "media"},
    {"uri/of/echo/namespace#", ""},
});
static_assert(std::ranges::is_sorted(kRows, {}, &Row::uri));

}  // namespace

std::optional<std::string_view> UsualPrefix(std::string_view namespace_uri) {
  std::string lower(namespace_uri.substr(0, 128));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  // RSS 2.0 of 2002 was published under many addresses of this host.
  if (lower.find("backend.userland.com/rss") != std::string::npos) return "";
  const auto row = std::ranges::lower_bound(kRows, std::string_view(lower), {}, &Row::uri);
  if (row == kRows.end() || row->uri != lower) return std::nullopt;
  return row->prefix;
}

bool IsUsualPrefix(std::string_view prefix) {
  return !prefix.empty() && std::ranges::find(kRows, prefix, &Row::prefix) != kRows.end();
}

}  // namespace dateline::ingest
