#include "ingest/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <utility>

#include "ingest/round_tally.h"
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
  json.Key("source")
      .BeginObject()
      .Field("id", source.id)
      .Field("name", source.name)
      .Field("collector", source.collector)
      .Field("url", WithoutSecrets(source.url))
      .Field("owner", source.owner)
      .Field("class", ToString(source.source_class))
      .Field("language", source.language)
      .Field("every", static_cast<std::int64_t>(source.every.count()))
      .Field("allow_private", source.allow_private)
      .Field("from", source.from)
      .Strings("agencies", source.agencies)
      .Strings("types", source.types)
      .Strings("cik", source.ciks)
      .Strings("forms", source.forms)
      .Field("links", source.links)
      .Strings("paths", source.paths)
      .Field("user", source.user)
      .Strings("senders", source.senders)
      .EndObject();
}

void WriteState(JsonWriter& json, const SourceState& state) {
  json.Key("state")
      .BeginObject()
      .Field("etag", state.etag)
      .Field("last_modified", state.last_modified)
      .Field("cursor", state.cursor)
      .Field("content_hash", state.content_hash);
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
  source.paths = StringsOf(from["paths"]);
  source.user = from["user"].String();
  source.senders = StringsOf(from["senders"]);
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
    answer.response.hops.push_back(
        {static_cast<int>(hops[i]["status"].Int().value_or(0) % 1000), std::string(hops[i]["url"].String())});
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
    const bool secret =
        equals != std::string_view::npos && std::ranges::any_of(kSecretNames, [&](std::string_view word) {
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
  if (!fs::is_directory(folder, error))
    return Fail(ErrorCode::kReadOnly, "cannot create the folder " + folder.string());
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
    body.close();
    if (!body) {
      // An answer without its whole body is no answer: the recording ends before it.
      index_.setstate(std::ios::failbit);
      std::error_code ignored;
      fs::remove(folder_ / name, ignored);
      return;
    }
  }
  JsonWriter json;
  json.BeginObject()
      .Field("at", ToIso(now))
      .Field("of", source)
      .Field("asked", WithoutSecrets(asked_url))
      .Field("url", WithoutSecrets(response.url))
      .Field("status", response.status);
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
  if (error)
    return Fail(ErrorCode::kInvalidInput,
                "there is no " + path.string() + "; 'dateline collect --record DIR' makes one");
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

bool Continues(const RecordedRound& round, const SourceState& state) {
  const SourceState& from = round.state;
  if (state.last_fetch && *state.last_fetch > round.begun) return false;
  if (from.cursor != state.cursor) return false;
  // A round that sent no validators got everything, whatever the store had.
  const auto fits = [](const std::string& sent, const std::string& known) { return sent.empty() || sent == known; };
  return fits(from.etag, state.etag) && fits(from.last_modified, state.last_modified) &&
         fits(from.content_hash, state.content_hash);
}

namespace {

// What a replayed round waits for, and the answers that were recorded.
class Replay {
 public:
  explicit Replay(const RecordedRound& round) : answers_(round.answers), used_(round.answers.size(), false) {}

  void Want(Ask ask) {
    if (asked_ >= Fetcher::Options{}.asks_max) return;  // as the fetcher left the rest of such a round out
    if (!ask.request.url.empty()) ++asked_;
    waiting_.push_back(std::move(ask));
  }
  void WantNoMore() { waiting_.clear(); }
  [[nodiscard]] bool idle() const { return waiting_.empty(); }

  struct Next {
    Ask ask;
    net::Response response;
    std::optional<Instant> at;
  };
  // The next answer that somebody waits for; turns without an address come first, asks without an answer last.
  Next Take() {
    if (const auto turn = std::ranges::find_if(waiting_, [](const Ask& ask) { return ask.request.url.empty(); });
        turn != waiting_.end()) {
      return {TakeAsk(turn), {}, std::nullopt};
    }
    while (first_ < used_.size() && used_[first_]) ++first_;
    for (std::size_t i = first_; i < answers_.size(); ++i) {
      if (used_[i]) continue;
      const auto wanted = std::ranges::find_if(
          waiting_, [&](const Ask& ask) { return WithoutSecrets(ask.request.url) == answers_[i].asked; });
      if (wanted == waiting_.end()) continue;
      used_[i] = true;
      return {TakeAsk(wanted), ResponseOf(answers_[i]), answers_[i].at};
    }
    Next missing{TakeAsk(waiting_.begin()), {}, std::nullopt};
    missing.response.url = missing.ask.request.url;
    missing.response.failure = FetchClass::kNetwork;
    missing.response.message = "this answer was not recorded";
    return missing;
  }

 private:
  Ask TakeAsk(std::deque<Ask>::iterator at) {
    Ask ask = std::move(*at);
    waiting_.erase(at);
    return ask;
  }

  static net::Response ResponseOf(const RecordedRound::Answer& answer) {
    net::Response response = answer.response;
    std::string problem;
    if (!answer.body.empty()) response.body = ReadBody(answer.body, problem);
    if (!problem.empty()) {
      response.failure = FetchClass::kNetwork;
      response.message = problem;
    }
    return response;
  }

  const std::vector<RecordedRound::Answer>& answers_;
  std::vector<bool> used_;
  std::size_t first_ = 0;  // all before it are used
  std::deque<Ask> waiting_;
  std::size_t asked_ = 0;
};

}  // namespace

void ReplayRound(const RecordedRound& recorded, const SourceState& state,
                 const std::function<void(Outcome, Instant at)>& deliver) {
  const Collector* collector = FindCollector(recorded.source.collector);
  if (collector == nullptr) return;
  RoundTally tally(recorded.source, state);
  const auto round = collector->start(recorded.source, recorded.state);
  Replay replay(recorded);
  Instant now = recorded.begun;
  const auto accept = [&](Collected step) {
    if (SentAway(step.fetch_class)) {
      replay.WantNoMore();
    } else {
      for (Ask& ask : step.follow_ups) replay.Want(std::move(ask));
    }
    step.follow_ups.clear();
    const bool finished = replay.idle();
    if (finished) tally.Settle(now);
    deliver({recorded.source.id, std::move(step), tally.state(), finished}, now);
  };
  Collected begun = round->Begin(now);
  tally.Begin(begun);
  accept(std::move(begun));
  for (std::size_t steps = 0; !replay.idle() && steps < kStepsMax; ++steps) {
    Replay::Next next = replay.Take();
    if (next.at) now = std::max(now, *next.at);
    Collected step = round->Take(next.ask, next.response, now);
    tally.Add(step);
    accept(std::move(step));
  }
}

}  // namespace dateline::ingest
