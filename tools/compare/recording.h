#pragma once

/// @file
/// Answers of a server kept in a file, to be compared later without it. docs/formats.md has the
/// format.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "tools/compare/query_set.h"
#include "tools/compare/search_answer.h"
#include "tools/compare/server_facts.h"
#include "tools/http_client.h"

namespace likewise::tools {

/// The first line.
struct RecordingHeader {
  ServerFacts facts;  ///< `recorded` says when.
  std::string index;
  std::string search_type;  ///< Empty: the server's default.
  std::size_t queries = 0;  ///< As many lines follow.

  friend bool operator==(const RecordingHeader&, const RecordingHeader&) = default;
};

struct RecordedAnswer {
  std::string request;  ///< As canonical_request() writes it.
  SearchAnswer answer;
};

struct Recording {
  RecordingHeader header;
  std::vector<RecordedAnswer> answers;
};

/// A search body without the white space that does not matter. Errors: kInvalidArgument for no
/// JSON.
Result<std::string> canonical_request(std::string_view body);

std::string header_line(const RecordingHeader& header);
/// Errors: kUnavailable for an answer that is none of a search, or that tells of overload.
Result<std::string> answer_line(const std::string& request, const HttpAnswer& answer,
                                double milliseconds);

/// Reads a whole recording, plain or gzip. Errors: kNotFound; kInvalidArgument naming file and line
/// for anything that is broken, cut off or no recording; kUnsupported for a newer format.
Result<Recording> read_recording(const std::filesystem::path& file);

/// The requests of a recording, to be sent to the other side.
std::vector<ComparedQuery> queries_of(const Recording& recording);

}  // namespace likewise::tools
