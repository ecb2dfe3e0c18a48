#include "tools/compare/answer_source.h"

#include <chrono>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

constexpr std::size_t kShownBody = 200;

class LiveSource final : public AnswerSource {
 public:
  LiveSource(ClusterAccess access, const std::string& index, const std::string& search_type)
      : live_(std::move(access), index, search_type) {}

  Result<ServerFacts> facts() override { return read_facts(live_.client(), live_.index()); }

  Result<SearchAnswer> ask(const std::string& body) override {
    LIKEWISE_TRY(const TimedAnswer timed, live_.search(body));
    LIKEWISE_TRY(SearchAnswer answer, parse_search_answer(timed.http.status, timed.http.body));
    answer.milliseconds = timed.milliseconds;
    return answer;
  }

 private:
  LiveIndex live_;
};

class RecordedSource final : public AnswerSource {
 public:
  RecordedSource(Recording recording, std::string name)
      : recording_(std::move(recording)), name_(std::move(name)) {
    for (std::size_t i = 0; i < recording_.answers.size(); ++i) {
      places_.emplace(recording_.answers[i].request, i);
    }
  }

  Result<ServerFacts> facts() override { return recording_.header.facts; }

  Result<SearchAnswer> ask(const std::string& body) override {
    LIKEWISE_TRY(const std::string request, canonical_request(body));
    const auto found = places_.find(request);
    if (found == places_.end()) {
      return fail(ErrorCode::kNotFound, fmt::format("[{}] has no answer to the request {}", name_,
                                                    body.substr(0, kShownBody)));
    }
    return recording_.answers[found->second].answer;
  }

 private:
  const Recording recording_;
  const std::string name_;
  std::unordered_map<std::string_view, std::size_t> places_;  ///< Keys live in recording_.
};

}  // namespace

LiveIndex::LiveIndex(ClusterAccess access, const std::string& index, const std::string& search_type)
    : client_(std::move(access)),
      index_(percent_encode(index)),
      search_path_("/" + index_ + "/_search" +
                   (search_type.empty() ? "" : "?search_type=" + percent_encode(search_type))) {}

Result<TimedAnswer> LiveIndex::search(const std::string& body) {
  const auto begin = std::chrono::steady_clock::now();
  LIKEWISE_TRY(HttpAnswer answer,
               client_.request({.method = "POST", .path = search_path_, .body = body}));
  const auto end = std::chrono::steady_clock::now();
  return TimedAnswer{std::move(answer),
                     std::chrono::duration<double, std::milli>(end - begin).count()};
}

std::unique_ptr<AnswerSource> make_live_source(ClusterAccess access, const std::string& index,
                                               const std::string& search_type) {
  return std::make_unique<LiveSource>(std::move(access), index, search_type);
}

std::unique_ptr<AnswerSource> make_recorded_source(Recording recording, std::string name) {
  return std::make_unique<RecordedSource>(std::move(recording), std::move(name));
}

}  // namespace likewise::tools
