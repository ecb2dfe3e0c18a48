#include "tools/vector_search.h"

#include <iostream>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "tools/vector_file.h"

namespace likewise::tools {
namespace {

Result<std::vector<std::string>> read_lines(std::istream& input) {
  std::vector<std::string> texts;
  std::string line;
  for (std::size_t number = 1; std::getline(input, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    const Result<json::Value> parsed = json::parse(line);
    if (!parsed.has_value() || !parsed->is_array()) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("line {} of standard input is no JSON array of numbers", number));
    }
    texts.push_back(json::to_text(*parsed));
  }
  return texts;
}

void add_text(std::string& body, std::string_view name, const std::string& value) {
  if (!value.empty()) {
    body += fmt::format(R"("{}":{},)", name, json::quoted(value));
  }
}

}  // namespace

Result<std::vector<std::string>> read_vector_texts(const std::string& file) {
  if (file == "-") {
    return read_lines(std::cin);
  }
  LIKEWISE_TRY(const VectorFile vectors, VectorFile::open(file));
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < vectors.rows(); ++row) {
    LIKEWISE_TRY(const Matrix values, vectors.read(row, 1));
    std::string text;
    for (Eigen::Index column = 0; column < values.cols(); ++column) {
      text += (text.empty() ? "" : ",") + java_float(values(0, column));
    }
    texts.push_back("[" + text + "]");
  }
  return texts;
}

std::string to_body(const VectorQuery& query, std::string_view vector) {
  std::string body = fmt::format(R"({{"size":{},)", query.size);
  add_text(body, "mode", query.mode);
  add_text(body, "codebook", query.codebook);
  add_text(body, "field", query.field);
  add_text(body, "vector_field", query.vector_field);
  if (query.tokens) {
    body += fmt::format(R"("tokens":{},)", *query.tokens);
  }
  if (query.candidates) {
    body += fmt::format(R"("candidates":{},)", *query.candidates);
  }
  std::string hidden;
  for (const std::string& field : {query.field, query.vector_field}) {
    hidden +=
        (hidden.empty() || field.empty() ? "" : ",") + (field.empty() ? "" : json::quoted(field));
  }
  return body + fmt::format(R"("_source":{{"excludes":[{}]}},"vector":{}}})", hidden, vector);
}

}  // namespace likewise::tools
