#include "engine/dsl/document_parser.h"

#include <optional>
#include <utility>

#include <simdjson.h>

#include "engine/dsl/document_walk.h"
#include "engine/dsl/dynamic_mapping.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/field_path.h"
#include "engine/dsl/json.h"
#include "engine/dsl/known_values.h"
#include "engine/dsl/mapping_tree.h"

namespace likewise {

struct DocumentParser::State {
  MappingContext context;
  simdjson::ondemand::parser parser;
  std::string padded;  ///< The document and SIMDJSON_PADDING bytes.
  std::shared_ptr<const Mapping> mapping;
  std::unique_ptr<const MappingNode> tree;  ///< Of `mapping`.
  std::optional<KnownValues> known_values;  ///< Of `tree`.

  void use(std::shared_ptr<const Mapping> other) {
    if (mapping != other) {
      mapping = std::move(other);
      tree = build_mapping_tree(*mapping);
      if (known_values) {
        known_values->clear();
      }
    }
  }

  /// Copies the document to where simdjson can read it.
  void load(std::string_view source) {
    padded.assign(source);
    padded.resize(source.size() + simdjson::SIMDJSON_PADDING);
  }

  /// One walk. An unmapped field stops it and sets `needs_mapping`, unless `maps_unknown` is false.
  Status walk(std::string_view source, std::string_view id, bool maps_unknown,
              ParsedDocument& document, bool& needs_mapping);
};

namespace {

Error syntax_error(std::string_view source) {
  // The walk knows that something is wrong; the strict parser knows what and where.
  Result<json::Value> tree = json::parse(source);
  if (!tree.has_value()) {
    return failed_to_parse(std::move(tree).error());
  }
  return failed_to_parse(Error(ErrorCode::kInvalidArgument, "the document is not valid JSON")
                             .with_type("json_parse_exception"));
}

}  // namespace

Status DocumentParser::State::walk(std::string_view source, std::string_view id, bool maps_unknown,
                                   ParsedDocument& document, bool& needs_mapping) {
  document.clear();
  document.mapping = mapping;
  simdjson::ondemand::document json;
  if (parser.iterate(padded.data(), source.size(), padded.size()).get(json) != simdjson::SUCCESS) {
    return fail(syntax_error(source));
  }
  DocumentWalk walk({std::string_view(padded).substr(0, source.size()), id, maps_unknown, nullptr,
                     known_values ? &*known_values : nullptr},
                    document);
  Status status = walk.run(json, *tree);
  needs_mapping = walk.needs_mapping();
  return walk.is_bad_syntax() ? Status(fail(syntax_error(source))) : status;
}

DocumentParser::DocumentParser(const MappingContext& context, const TermDictionary* dictionary)
    : state_(std::make_unique<State>()) {
  state_->context = context;
  if (dictionary != nullptr) {
    state_->known_values.emplace(*dictionary);
  }
}

DocumentParser::~DocumentParser() = default;
DocumentParser::DocumentParser(DocumentParser&&) noexcept = default;

Status DocumentParser::parse(std::string_view source, const std::shared_ptr<const Mapping>& mapping,
                             ParsedDocument& document, std::string_view id) {
  const std::size_t first = source.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return fail(mapper_error("failed to parse, document is empty"));
  }
  if (source[first] != '{') {
    return fail(failed_to_parse(
        Error(ErrorCode::kInvalidArgument,
              "Compressor detection can only be called on some xcontent bytes or compressed "
              "xcontent bytes")
            .with_type("not_x_content_exception")));
  }
  state_->load(source);
  state_->use(mapping);
  bool needs_mapping = false;
  Status status = state_->walk(source, id, true, document, needs_mapping);
  if (!needs_mapping) {
    return status;
  }
  LIKEWISE_TRY(std::shared_ptr<const Mapping> grown,
               map_dynamically(source, *mapping, *state_->tree, state_->context));
  // An empty array of an unknown field looks new, but adds nothing: the mapping stays the same one.
  if (grown->fields().size() > mapping->fields().size()) {
    state_->use(std::move(grown));
  }
  return state_->walk(source, id, false, document, needs_mapping);
}

void DocumentParser::read_positions(std::string_view source,
                                    const std::shared_ptr<const Mapping>& mapping, FieldId field,
                                    const PositionReader::Sink& sink) {
  state_->load(source);
  state_->use(mapping);
  simdjson::ondemand::document json;
  const std::string& padded = state_->padded;
  if (state_->parser.iterate(padded.data(), source.size(), padded.size()).get(json) !=
      simdjson::SUCCESS) {
    return;
  }
  PositionReader reader(field, sink);
  ParsedDocument unused;
  DocumentWalk walk({std::string_view(padded).substr(0, source.size()), {}, false, &reader},
                    unused);
  // A stored document was accepted once; where a newer mapping refuses it, reading ends.
  (void)walk.run(json, *state_->tree);
}

}  // namespace likewise
