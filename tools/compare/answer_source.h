#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"
#include "tools/compare/query_set.h"
#include "tools/compare/recording.h"
#include "tools/compare/search_answer.h"
#include "tools/compare/server_facts.h"

namespace likewise::tools {

/// One side of a comparison: a server, or a recording of one. Used by one thread.
class AnswerSource {
 public:
  virtual ~AnswerSource() = default;

  virtual Result<ServerFacts> facts() = 0;
  /// The answer to a search body. Errors: kUnavailable without one; kNotFound when a recording has
  /// no such request.
  virtual Result<SearchAnswer> ask(const std::string& body) = 0;
};

/// A timed answer as it came.
struct TimedAnswer {
  HttpAnswer http;
  double milliseconds = 0;
};

/// Sends searches to one index of a server. Used by one thread.
class LiveIndex {
 public:
  /// `index` is a name, not yet percent-encoded.
  LiveIndex(ClusterAccess access, const std::string& index, const std::string& search_type);

  Result<TimedAnswer> search(const std::string& body);

  ClusterClient& client() { return client_; }
  const std::string& index() const { return index_; }  ///< Percent-encoded.

 private:
  ClusterClient client_;
  const std::string index_;
  const std::string search_path_;
};

std::unique_ptr<AnswerSource> make_live_source(ClusterAccess access, const std::string& index,
                                               const std::string& search_type);
/// `name` is for messages.
std::unique_ptr<AnswerSource> make_recorded_source(Recording recording, std::string name);

}  // namespace likewise::tools
