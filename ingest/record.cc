#include "ingest/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "ingest/schedule.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndex = "index.jsonl";
constexpr std::size_t kIndexBytesMax = 256u << 20;
constexpr std::size_t kBodyBytesMax = 64u << 20;
constexpr std::size_t kStepsMax = 100'000;

constexpr std::array<std::string_view, 9> kSecretNames{"access_token", "api_key", "apikey", "auth", "key",
                                                       "password",     "secret",  "sig",    "token"};
constexpr std::array<std::string_view, 3> kHeadersLeftOut{"authorization", "set-cookie", "set-cookie2"};

void WriteSource(JsonWriter& json, const config::SourceRecord& source) {
  json.Key("source").BeginObject().Field("id", source.id).Field("name", source.name).Field("collector", source.collector)
      .Field("url", WithoutSecrets(source.url)).Field("owner", source.owner).Field("class", ToString(source.source_class))
      .Field("language", source.language).Field("every", static_cast<std::int64_t>(source.every.count()))
      .Field("allow_private", source.allow_private).Field("from", source.from).Strings("agencies", source.agencies)
      .Strings("types", source.types).Strings("cik", source.ciks).Strings("forms", source.forms)
      .Field("links", source.links).EndObject();
}

void WriteState(JsonWriter& json, const SourceState& state) {
  json.Key("state").BeginObject().Field("etag", state.etag).Field("last_modified", state.last_modified)
      .Field("cursor", state.cursor).Field("content_hash", state.content_hash);
  if (state.last_new) json.Field("last_new", ToIso(*state.last_new));
  json.EndObject();
}

std::vector<std::string> StringsOf(JsonView list) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < list.size(); ++i) out.emplace_back(list[i].String());
  return out;
}

Instant InstantOf(JsonView value) {
  return ParseInstant(value.String()).value_or(Instant());
}

RecordedRound ReadRound(JsonView line) {
  RecordedRound round;
  const JsonView from = line["source"];
  config::SourceRecord& source = round.source;
  source.id = from["id"].String();
  source.name = from["name"].String(source.id);
  source.collector = from["collector"].String();
  source.url = from["url"].String();
  source.owner = from["owner"].String(source.id);
  source.source_class = ParseSourceClass(from["class"].String()).value_or(SourceClass::kPress);
  source.language = from["language"].String();
  source.every = std::chrono::seconds(std::clamp<std::int64_t>(from["every"].Int().value_or(3600), 0, 1 << 30));
  source.allow_private = from["allow_private"].Bool();
  source.from = from["from"].String();
  source.agencies = StringsOf(from["agencies"]);
  source.types = StringsOf(from["types"]);
  source.ciks = StringsOf(from["cik"]);
  source.forms = StringsOf(from["forms"]);
  source.links = from["links"].String();
  const JsonView state = line["state"];
  round.state.source = source.id;
  round.state.etag = state["etag"].String();
  round.state.last_modified = state["last_modified"].String();
  round.state.cursor = state["cursor"].String();
  round.state.content_hash = state["content_hash"].String();
  if (state["last_new"].IsString()) round.state.last_new = InstantOf(state["last_new"]);
  round.begun = InstantOf(line["at"]);
  return round;
}

Result<RecordedRound::Answer> ReadAnswer(JsonView line, const fs::path& folder) {
  RecordedRound::Answer answer;
  answer.asked = line["asked"].String();
  answer.response.url = line["url"].String();
  answer.response.status = static_cast<int>(std::clamp<std::int64_t>(line["status"].Int().value_or(0), 0, 999));
  answer.response.failure = ParseFetchClass(line["failure"].String()).value_or(FetchClass::kOk);
  answer.response.message = line["message"].String();
  answer.at = InstantOf(line["at"]);
  const JsonView headers = line["headers"];
  for (std::size_t i = 0; i < headers.size(); ++i) {
    answer.response.headers.push_back({std::string(headers[i][0].String()), std::string(headers[i][1].String())});
  }
  const JsonView hops = line["hops"];
  for (std::size_t i = 0; i < hops.size(); ++i) {
    answer.response.hops.push_back({static_cast<int>(hops[i]["status"].Int().value_or(0) % 1000), std::string(hops[i]["url"].String())});
  }
  const std::string_view body = line["body"].String();
  if (body.find('/') != std::string_view::npos || body.find('\0') != std::string_view::npos) {
    return Fail(ErrorCode::kInvalidInput, "a body lies outside the folder");
  }
  if (!body.empty()) answer.body = folder / body;
  return answer;
}

std::string ReadBody(const fs::path& path, std::string& problem) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) {
    problem = "cannot read " + path.string();
    return {};
  }
  const auto size = static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0));
  if (size > kBodyBytesMax) {
    problem = path.string() + " is too big";
    return {};
  }
  std::string bytes(size, '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return bytes;
}

}  // namespace

std::string WithoutSecrets(std::string_view url) {
  const auto question = url.find('?');
  if (question == std::string_view::npos) return std::string(url);
  std::string out(url.substr(0, question + 1));
  std::string_view query = url.substr(question + 1);
  while (true) {
    const std::string_view part = query.substr(0, query.find('&'));
    const auto equals = part.find('=');
    const std::string name = FoldCase(part.substr(0, equals));
    const bool secret = equals != std::string_view::npos && std::ranges::any_of(kSecretNames, [&](std::string_view word) {
      return name == word || name.ends_with("_" + std::string(word)) || name.ends_with("-" + std::string(word));
    });
    out += secret ? std::string(part.substr(0, equals + 1)) + "REMOVED" : std::string(part);
    if (part.size() == query.size()) return out;
    out += '&';
    query.remove_prefix(part.size() + 1);
  }
}

Result<std::unique_ptr<Recorder>> Recorder::Open(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder, error)) return Fail(ErrorCode::kReadOnly, "cannot create the folder " + folder.string());
  std::unique_ptr<Recorder> recorder(new Recorder(folder));
  while (fs::exists(folder / fmt::format("{:06}.body", recorder->next_), error)) ++recorder->next_;
  recorder->index_.open(folder / kIndex, std::ios::binary | std::ios::app);
  if (!recorder->index_) return Fail(ErrorCode::kReadOnly, "cannot write " + (folder / kIndex).string());
  return recorder;
}

void Recorder::Begin(const config::SourceRecord& source, const SourceState& state, Instant now) {
  JsonWriter json;
  json.BeginObject().Field("at", ToIso(now));
  WriteSource(json, source);
  WriteState(json, state);
  json.EndObject();
  Write(json.Take());
}

void Recorder::Keep(std::string_view source, std::string_view asked_url, const net::Response& response, Instant now) {
  const std::string name = response.body.empty() ? std::string() : fmt::format("{:06}.body", next_++);
  if (!name.empty()) {
    std::ofstream body(folder_ / name, std::ios::binary | std::ios::trunc);
    body.write(response.body.data(), static_cast<std::streamsize>(response.body.size()));
  }
  JsonWriter json;
  json.BeginObject().Field("at", ToIso(now)).Field("of", source).Field("asked", WithoutSecrets(asked_url))
      .Field("url", WithoutSecrets(response.url)).Field("status", response.status);
  if (!response.ok()) json.Field("failure", ToString(response.failure)).Field("message", response.message);
  json.Key("hops").BeginArray();
  for (const net::Hop& hop : response.hops) {
    json.BeginObject().Field("status", hop.status).Field("url", WithoutSecrets(hop.url)).EndObject();
  }
  json.EndArray().Key("headers").BeginArray();
  for (const net::Header& header : response.headers) {
    if (std::ranges::find(kHeadersLeftOut, FoldCase(header.name)) != kHeadersLeftOut.end()) continue;
    json.BeginArray().String(header.name).String(header.value).EndArray();
  }
  json.EndArray().Field("body", name).EndObject();
  Write(json.Take());
}

void Recorder::Write(const std::string& line) {
  index_ << line << "\n";
  index_.flush();
}

Result<Recording> ReadRecording(const fs::path& folder) {
  const fs::path path = folder / kIndex;
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) return Fail(ErrorCode::kInvalidInput, "there is no " + path.string() + "; 'dateline collect --record DIR' makes one");
  if (size > kIndexBytesMax) return Fail(ErrorCode::kInvalidInput, path.string() + " is too big");
  std::ifstream file(path, std::ios::binary);
  Recording recording;
  std::map<std::string, std::size_t, std::less<>> last;  // round of each source that is under way
  std::string line;
  std::uint32_t number = 0;
  const auto complain = [&](std::string message) {
    recording.problems.push_back({{path.string(), number, 0}, std::move(message), ""});
  };
  while (std::getline(file, line)) {
    ++number;
    const auto parsed = Json::Parse(line, "the line");
    if (!parsed) {
      complain(parsed.error().message);
      continue;
    }
    const JsonView root = parsed->root();
    if (root["source"].IsObject()) {
      last[std::string(root["source"]["id"].String())] = recording.rounds.size();
      recording.rounds.push_back(ReadRound(root));
      continue;
    }
    const auto round = last.find(root["of"].String());
    auto answer = ReadAnswer(root, folder);
    if (round == last.end()) {
      complain("an answer without its round");
    } else if (!answer) {
      complain(answer.error().message);
    } else {
      recording.rounds[round->second].answers.push_back(*std::move(answer));
    }
  }
  return recording;
}

void ReplayRound(const RecordedRound& recorded, const std::function<void(Outcome)>& deliver) {
  const Collector* collector = FindCollector(recorded.source.collector);
  if (collector == nullptr) return;
  SourceState state = recorded.state;
  const auto round = collector->start(recorded.source, state);
  std::vector<bool> used(recorded.answers.size(), false);
  std::deque<Ask> waiting;
  Collected worst;
  bool brought = false;
  Instant now = recorded.begun;
  const auto good = [](FetchClass c) { return c == FetchClass::kOk || c == FetchClass::kNotModified; };
  // As the fetcher does it, one answer after the other.
  const auto accept = [&](Collected step, bool first) {
    for (Ask& ask : step.follow_ups) waiting.push_back(std::move(ask));
    step.follow_ups.clear();
    if (first || good(worst.fetch_class)) {
      worst.fetch_class = step.fetch_class;
      worst.message = step.message;
    }
    if (good(step.fetch_class)) {
      state.etag = step.state.etag;
      state.last_modified = step.state.last_modified;
      state.cursor = step.state.cursor;
      state.content_hash = step.state.content_hash;
    } else if (step.fetch_class == FetchClass::kThrottled || step.fetch_class == FetchClass::kBlocked) {
      waiting.clear();
    }
    brought = brought || !step.documents.empty();
    const bool finished = waiting.empty();
    if (finished) Settle(recorded.source, worst, brought, now, state);
    deliver({recorded.source.id, std::move(step), state, finished});
  };
  accept(round->Begin(now), true);
  for (std::size_t steps = 0; !waiting.empty() && steps < kStepsMax; ++steps) {
    const Ask ask = std::move(waiting.front());
    waiting.pop_front();
    const std::string wanted = WithoutSecrets(ask.request.url);
    std::size_t at = 0;
    while (at < used.size() && (used[at] || recorded.answers[at].asked != wanted)) ++at;
    net::Response response;
    if (at < used.size()) {
      used[at] = true;
      response = recorded.answers[at].response;
      now = std::max(now, recorded.answers[at].at);
      std::string problem;
      if (!recorded.answers[at].body.empty()) response.body = ReadBody(recorded.answers[at].body, problem);
      if (!problem.empty()) {
        response.failure = FetchClass::kNetwork;
        response.message = problem;
      }
    } else if (!ask.request.url.empty()) {
      response.url = ask.request.url;
      response.failure = FetchClass::kNetwork;
      response.message = "this answer was not recorded";
    }
    accept(round->Take(ask, response, now), false);
  }
}

}  // namespace dateline::ingest
