#include "tools/token_document.h"

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/quantizer/token.h"
#include "tools/command.h"

namespace likewise::tools {

Result<DocumentFormat> parse_document_format(std::string_view text) {
  if (text == "ndjson") {
    return DocumentFormat::kNdjson;
  }
  if (text == "bulk") {
    return DocumentFormat::kBulk;
  }
  return fail(usage_error(fmt::format("--format: expected ndjson or bulk, found [{}]", text)));
}

TokenDocumentWriter::TokenDocumentWriter(const DocumentLayout& layout)
    : format_(layout.format),
      tokens_per_group_(layout.tokens_per_group),
      field_(json::quoted(layout.field) + ":["),
      action_start_(layout.index.empty() ? R"({"index":{"_id":)"
                                         : fmt::format(R"({{"index":{{"_index":{},"_id":)",
                                                       json::quoted(layout.index))),
      image_template_(layout.image_template) {}

void TokenDocumentWriter::append(const Codes& codes, Eigen::Index row, std::string_view id,
                                 std::string_view label, std::string& out) const {
  if (format_ == DocumentFormat::kBulk) {
    out += action_start_;
    json::append_quoted(out, id);
    out += "}}\n{";
  } else {
    out += "{\"_id\":";
    json::append_quoted(out, id);
    out += ',';
  }
  out += field_;
  bool first = true;
  for (Eigen::Index column = 0; column < codes.cols(); ++column) {
    if (codes(row, column) == kNoToken) {
      continue;
    }
    out += first ? "\"" : ",\"";
    append_token({static_cast<std::uint32_t>(column) / tokens_per_group_, codes(row, column)}, out);
    out += '"';
    first = false;
  }
  out += ']';
  if (!label.empty()) {
    out += ",\"label\":";
    out += label;
  }
  if (!image_template_.empty()) {
    append_image(id, out);
  }
  out += "}\n";
}

void TokenDocumentWriter::append_image(std::string_view id, std::string& out) const {
  constexpr std::string_view kPlace = "{id}";
  std::string image;
  std::string_view rest = image_template_;
  for (std::size_t at = rest.find(kPlace); at != std::string_view::npos; at = rest.find(kPlace)) {
    image += rest.substr(0, at);
    image += id;
    rest.remove_prefix(at + kPlace.size());
  }
  image += rest;
  out += ",\"image\":";
  json::append_quoted(out, image);
}

}  // namespace likewise::tools
