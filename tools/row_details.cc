#include "tools/row_details.h"

#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "engine/vectors/idx.h"
#include "engine/vectors/npy.h"
#include "engine/vectors/npy_strings.h"
#include "tools/vector_file.h"

namespace likewise::tools {
namespace {

tl::unexpected<Error> bad_line(const std::filesystem::path& file, std::size_t line,
                               std::string_view what) {
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("[{}]: line {}: {}", file.string(), line, what));
}

Status check_count(const std::filesystem::path& file, std::string_view what, std::size_t found,
                   std::size_t rows) {
  if (found != rows) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: {} {} for {} vectors", file.string(), found, what, rows));
  }
  return {};
}

Result<std::vector<std::string>> read_lines(const FileBytes& bytes,
                                            const std::filesystem::path& file) {
  std::string_view rest(reinterpret_cast<const char*>(bytes.bytes().data()), bytes.bytes().size());
  std::vector<std::string> lines;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (!is_valid_utf8(line)) {
      return bad_line(file, lines.size() + 1, "not valid UTF-8");
    }
    lines.emplace_back(line);
  }
  return lines;
}

Result<std::vector<std::string>> read_npy_texts(const FileBytes& bytes,
                                                const std::filesystem::path& file) {
  Result<std::vector<std::string>> texts = parse_npy_strings(bytes.bytes());
  if (!texts.has_value()) {
    return fail(std::move(texts).error().with_context(fmt::format("[{}]: ", file.string())));
  }
  for (std::size_t i = 0; i < texts->size(); ++i) {
    if (!is_valid_utf8((*texts)[i])) {
      return bad_line(file, i + 1, "not valid UTF-8");
    }
  }
  return texts;
}

Result<std::vector<std::string>> number_labels(const std::filesystem::path& file,
                                               const std::vector<std::uint8_t>& numbers,
                                               const std::vector<std::string>& names) {
  std::vector<std::string> labels;
  for (const std::uint8_t number : numbers) {
    if (!names.empty() && number >= names.size()) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("[{}]: row {} has label {}, but there are {} label names",
                              file.string(), labels.size(), number, names.size()));
    }
    labels.push_back(names.empty() ? fmt::to_string(number) : json::quoted(names[number]));
  }
  return labels;
}

}  // namespace

Result<std::vector<std::string>> read_ids(const std::filesystem::path& file, std::size_t rows) {
  LIKEWISE_TRY(const FileBytes bytes, FileBytes::open(file));
  LIKEWISE_TRY(std::vector<std::string> ids, looks_like_npy(bytes.bytes())
                                                 ? read_npy_texts(bytes, file)
                                                 : read_lines(bytes, file));
  LIKEWISE_TRY_STATUS(check_count(file, "ids", ids.size(), rows));
  std::unordered_map<std::string_view, std::size_t> line_of;
  line_of.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i].empty() || ids[i].size() > kMaxIdBytes) {
      return bad_line(file, i + 1,
                      ids[i].empty() ? "empty id"
                                     : fmt::format("an id has at most {} bytes, found {}",
                                                   kMaxIdBytes, ids[i].size()));
    }
    const auto [first, is_new] = line_of.emplace(ids[i], i + 1);
    if (!is_new) {
      return bad_line(file, i + 1,
                      fmt::format("id [{}] occurs twice, first in line {}", ids[i], first->second));
    }
  }
  return ids;
}

Result<std::vector<std::string>> read_labels(const std::filesystem::path& file, std::size_t rows,
                                             const std::vector<std::string>& names) {
  LIKEWISE_TRY(const FileBytes bytes, FileBytes::open(file));
  std::vector<std::string> labels;
  if (looks_like_idx(bytes.bytes())) {
    LIKEWISE_TRY(const std::vector<std::uint8_t> numbers, read_idx_labels(file));
    LIKEWISE_TRY(labels, number_labels(file, numbers, names));
  } else if (!names.empty()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: label names need an IDX file of numbers", file.string()));
  } else {
    LIKEWISE_TRY(labels, read_lines(bytes, file));
    for (std::string& label : labels) {
      label = json::quoted(label);
    }
  }
  LIKEWISE_TRY_STATUS(check_count(file, "labels", labels.size(), rows));
  return labels;
}

}  // namespace likewise::tools
