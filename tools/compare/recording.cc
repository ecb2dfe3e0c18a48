#include "tools/compare/recording.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/line_reader.h"

namespace likewise::tools {
namespace {

constexpr std::string_view kFormat = "likewise_recording";
constexpr std::uint64_t kVersion = 1;

bool read_text(const json::Value& object, std::string_view name, std::string& out) {
  const json::Value* value = object.find(name);
  if (value == nullptr || !value->is_string()) {
    return false;
  }
  out = value->text;
  return true;
}

template <class Number>
bool read_number(const json::Value& object, std::string_view name, Number& out) {
  const json::Value* value = object.find(name);
  if (value == nullptr || !value->is_number()) {
    return false;
  }
  const char* const end = value->text.data() + value->text.size();
  const auto [stop, error] = std::from_chars(value->text.data(), end, out);
  return error == std::errc() && stop == end;
}

tl::unexpected<Error> broken(const LineReader& lines, std::string_view what) {
  return fail(ErrorCode::kInvalidArgument, fmt::format("{} {}", lines.place(), what));
}

Result<RecordingHeader> parse_header(const LineReader& lines, std::string_view line) {
  const Result<json::Value> value = json::parse(line);
  std::uint64_t version = 0;
  if (!value.has_value() || !value->is_object() || !read_number(*value, kFormat, version)) {
    return broken(lines, "is not the first line of a recording of likewise record");
  }
  if (version != kVersion) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("{} has version {} of the format; this likewise reads version {}",
                            lines.place(), version, kVersion));
  }
  RecordingHeader header;
  ServerFacts& facts = header.facts;
  const bool is_whole = read_text(*value, "product", facts.product) &&
                        read_text(*value, "index", header.index) &&
                        read_text(*value, "shards", facts.shards) &&
                        read_text(*value, "documents", facts.documents) &&
                        read_text(*value, "deleted", facts.deleted) &&
                        read_text(*value, "fingerprint", facts.fingerprint) &&
                        read_text(*value, "recorded", facts.recorded) &&
                        read_text(*value, "search_type", header.search_type) &&
                        read_number(*value, "queries", header.queries);
  if (!is_whole) {
    return broken(lines, "lacks something that every recording has");
  }
  return header;
}

Result<RecordedAnswer> parse_answer(const LineReader& lines, std::string_view line) {
  const Result<json::Value> value = json::parse(line);
  if (!value.has_value()) {
    return broken(lines, "is broken or cut off: " + value.error().message());
  }
  long status = 0;
  double milliseconds = 0;
  const json::Value* request = value->is_object() ? value->find("request") : nullptr;
  const json::Value* response = value->is_object() ? value->find("response") : nullptr;
  if (request == nullptr || !request->is_object() || response == nullptr ||
      !read_number(*value, "status", status) ||
      !read_number(*value, "milliseconds", milliseconds)) {
    return broken(lines, "is no recorded answer");
  }
  Result<SearchAnswer> answer = read_search_answer(status, *response);
  if (!answer.has_value()) {
    return broken(lines, "holds " + answer.error().message());
  }
  answer->milliseconds = milliseconds;
  return RecordedAnswer{json::to_text(*request), std::move(*answer)};
}

bool is_passing(long status) {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

}  // namespace

Result<std::string> canonical_request(std::string_view body) {
  LIKEWISE_TRY(const json::Value value, json::parse(body));
  return json::to_text(value);
}

std::string header_line(const RecordingHeader& header) {
  const ServerFacts& facts = header.facts;
  return fmt::format(
      "{{\"{}\":{},\"product\":{},\"index\":{},\"shards\":{},\"documents\":{},\"deleted\":{},"
      "\"fingerprint\":{},\"recorded\":{},\"search_type\":{},\"queries\":{}}}\n",
      kFormat, kVersion, json::quoted(facts.product), json::quoted(header.index),
      json::quoted(facts.shards), json::quoted(facts.documents), json::quoted(facts.deleted),
      json::quoted(facts.fingerprint), json::quoted(facts.recorded),
      json::quoted(header.search_type), header.queries);
}

Result<std::string> answer_line(const std::string& request, const HttpAnswer& answer,
                                double milliseconds) {
  const Result<json::Value> response = json::parse(answer.body);
  if (is_passing(answer.status) || !response.has_value()) {
    return fail(ErrorCode::kUnavailable, "no search answer: " + error_text(answer));
  }
  LIKEWISE_TRY([[maybe_unused]] const SearchAnswer read,
               read_search_answer(answer.status, *response));
  LIKEWISE_TRY(const std::string body, canonical_request(request));
  return fmt::format("{{\"request\":{},\"status\":{},\"milliseconds\":{:.3f},\"response\":{}}}\n",
                     body, answer.status, milliseconds, json::to_text(*response));
}

Result<Recording> read_recording(const std::filesystem::path& file) {
  LIKEWISE_TRY(LineReader lines, LineReader::open(file));
  LIKEWISE_TRY(std::optional<std::string_view> line, lines.next());
  if (!line) {
    return fail(ErrorCode::kInvalidArgument, fmt::format("[{}] is empty", file.string()));
  }
  Recording recording;
  LIKEWISE_TRY(recording.header, parse_header(lines, *line));
  while (true) {
    LIKEWISE_TRY(line, lines.next());
    if (!line) {
      break;
    }
    LIKEWISE_TRY(RecordedAnswer answer, parse_answer(lines, *line));
    recording.answers.push_back(std::move(answer));
  }
  if (recording.answers.size() != recording.header.queries) {
    return broken(lines, fmt::format("is the last one: {} of {} answers are there",
                                     recording.answers.size(), recording.header.queries));
  }
  return recording;
}

std::vector<ComparedQuery> queries_of(const Recording& recording) {
  std::vector<ComparedQuery> queries;
  queries.reserve(recording.answers.size());
  for (const RecordedAnswer& answer : recording.answers) {
    queries.push_back({answer.request, requested_size(answer.request)});
  }
  return queries;
}

}  // namespace likewise::tools
