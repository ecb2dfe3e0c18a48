#pragma once

/// @file
/// What `_ingest/pipeline` stores: processors that change a document before it is indexed.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"

namespace likewise {

/// `likewise_encode`: the vector in `field` becomes tokens in `target_field`.
struct EncodeProcessor {
  std::string field;
  std::string target_field;
  std::string codebook;
  bool ignore_missing = false;
};

/// `set`, with a value that is taken as it is: templates are refused.
struct SetProcessor {
  std::string field;
  json::Value value;
  bool overrides = true;
};

/// `remove`.
struct RemoveProcessor {
  std::vector<std::string> fields;
  bool ignore_missing = false;
};

struct Processor {
  std::variant<EncodeProcessor, SetProcessor, RemoveProcessor> action;
  bool ignore_failure = false;
  std::vector<Processor> on_failure;  ///< Run in its place when it fails.
};

struct IngestPipeline {
  std::vector<Processor> processors;
  std::vector<Processor> on_failure;
};

/// Errors: parse_exception as Elasticsearch words it; kUnsupported for options that are not built.
Result<IngestPipeline> parse_pipeline(std::string_view body);

/// The names of the codebooks that it needs.
std::vector<std::string> codebooks_of(const IngestPipeline& pipeline);

/// Changes of a document's tree; a path may have dots.
/// The value at a path, or null. Arrays are not looked into.
const json::Value* value_at(const json::Value& document, std::string_view path);
/// Puts a value there, objects on the way included. Errors: illegal_argument_exception where a
/// value that is no object is in the way.
Status set_value(json::Value& document, std::string_view path, json::Value value);
/// True if there was one.
bool remove_value(json::Value& document, std::string_view path);

}  // namespace likewise
