#include "ingest/page_contract.h"

#include <fstream>
#include <istream>
#include <ostream>
#include <string_view>

#include "model/json.h"
#include "model/result.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

struct PageRequest {
  std::string path;
  std::string content_type;
};

Result<PageRequest> ReadRequest(std::string_view line) {
  const auto json = Json::Parse(line, "the line");
  if (!json) return std::unexpected(json.error());
  const JsonView root = json->root();
  if (!root.IsObject()) return Fail(ErrorCode::kInvalidInput, "the line is not an object");
  PageRequest request;
  request.path = root["path"].String();
  if (request.path.empty()) return Fail(ErrorCode::kInvalidInput, "the line has no 'path'");
  request.content_type = root["content_type"].String();
  const JsonView headers = root["headers"];
  for (std::size_t i = 0; request.content_type.empty() && headers.IsObject() && i < headers.size(); ++i) {
    if (FoldCase(headers.Key(i)) == "content-type") request.content_type = headers.Member(i).String();
  }
  return request;
}

Result<std::string> ReadBody(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Fail(ErrorCode::kInvalidInput, "cannot read " + path);
  std::string body;
  std::string chunk(1U << 16, '\0');
  while (body.size() <= kMainTextBytesMax &&
         (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), file.gcount() > 0)) {
    body.append(chunk, 0, static_cast<std::size_t>(file.gcount()));
  }
  if (body.size() > kMainTextBytesMax) return Fail(ErrorCode::kInvalidInput, path + " is too big for a page");
  return body;
}

Result<std::string> Answer(std::string_view line) {
  auto request = ReadRequest(line);
  if (!request) return std::unexpected(request.error());
  auto body = ReadBody(request->path);
  if (!body) return std::unexpected(body.error());
  return PageToContractJson(ReadMainText(DecodePage(*body, request->content_type)));
}

void Nullable(JsonWriter& json, std::string_view key, const std::string& value) {
  if (value.empty())
    json.Key(key).Null();
  else
    json.Field(key, value);
}

}  // namespace

std::string PageToContractJson(const MainText& page) {
  JsonWriter json;
  json.BeginObject();
  json.Field("text", page.text);
  Nullable(json, "title", page.title);
  Nullable(json, "byline", page.byline);
  Nullable(json, "lang", page.language);
  Nullable(json, "siteName", page.site_name);
  Nullable(json, "publishedTime", page.published);
  json.EndObject();
  return json.Take();
}

std::size_t ServeParsePage(std::istream& in, std::ostream& out) {
  std::size_t bad = 0;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    const auto answer = Answer(line);
    if (answer) {
      out << *answer << '\n';
    } else {
      ++bad;
      JsonWriter json;
      json.BeginObject().Key("id").Null().Field("error", answer.error().message).EndObject();
      out << json.Take() << '\n';
    }
    out.flush();
  }
  return bad;
}

}  // namespace dateline::ingest
