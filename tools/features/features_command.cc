// `likewise features palette`: folders of pictures to colour palettes.

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "storage/rocks/codebook/atomic_file.h"
#include "tools/command.h"
#include "tools/features/palette.h"
#include "tools/features/pixels.h"
#include "tools/text_output.h"
#include "tools/vector_file.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise features palette pictures -o palettes.npy --ids ids.txt --tokens palettes.ndjson
  likewise index palettes.ndjson --to http://127.0.0.1:9200/pictures
JPEG, PNG and WebP pictures of a folder and those below it, in the order of their names, become
vectors of shares of colours, and documents {"_id":"a/b.png","palette":["12/1","12/2","40/1"]}: a
colour counts as often as its share has levels. One more_like_this over the fields of the palette
and of the features blends both.)";

struct PaletteFlags {
  std::string folder;
  std::string vectors;
  std::string ids;
  std::string tokens;
  std::string field = "palette";
};

bool is_picture(const std::filesystem::path& file) {
  std::string end = file.extension().string();
  std::transform(end.begin(), end.end(), end.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return end == ".png" || end == ".jpg" || end == ".jpeg" || end == ".webp";
}

Result<std::vector<std::string>> find_pictures(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (std::filesystem::recursive_directory_iterator at(folder, failure), end;
       at != end && !failure; at.increment(failure)) {
    const std::string name = at->path().lexically_relative(folder).generic_string();
    if (is_picture(at->path()) && at->is_regular_file(failure) && is_valid_utf8(name) &&
        name.find('\n') == std::string::npos) {
      names.push_back(name);
    }
  }
  if (failure) {
    return fail(ErrorCode::kNotFound, fmt::format("[{}]: {}", folder.string(), failure.message()));
  }
  if (names.empty()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: no .png, .jpg or .webp in it", folder.string()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string npy_header(std::size_t rows, std::size_t columns) {
  std::string text =
      fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}", rows, columns);
  text.resize((10 + text.size() + 1 + 63) / 64 * 64 - 11, ' ');
  text += '\n';
  std::string out = "\x93NUMPY";
  out += {1, 0, static_cast<char>(text.size() & 0xFFU), static_cast<char>(text.size() >> 8U)};
  return out + text;
}

std::string document(const PaletteFlags& flags, const std::string& name,
                     const std::vector<std::string>& tokens) {
  std::string out = "{\"_id\":";
  json::append_quoted(out, name);
  out += ',';
  json::append_quoted(out, flags.field);
  out += ":[";
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    out += fmt::format("{}\"{}\"", i > 0 ? "," : "", tokens[i]);
  }
  return out + "]}\n";
}

/// What is written where, as far as it is asked for.
struct Outputs {
  std::string vectors;
  std::string ids;
  std::string tokens;
  std::size_t pictures = 0;
};

Outputs read_pictures(const PaletteFlags& flags, const std::vector<std::string>& names) {
  Outputs out;
  for (const std::string& name : names) {
    const std::filesystem::path file = std::filesystem::path(flags.folder) / name;
    const Result<FileBytes> bytes = FileBytes::open(file);
    Result<Pixels> pixels = bytes.has_value()
                                ? decode_picture(bytes->bytes())
                                : Result<Pixels>(tl::unexpected<Error>(bytes.error()));
    if (!pixels.has_value()) {
      fmt::print(stderr, "likewise: [{}] is left out: {}\n", file.string(),
                 pixels.error().message());
      continue;
    }
    const std::vector<float> palette = palette_of(*pixels);
    out.vectors.append(reinterpret_cast<const char*>(palette.data()),
                       palette.size() * sizeof(float));
    out.ids += name + '\n';
    out.tokens += document(flags, name, palette_tokens(palette));
    ++out.pictures;
  }
  return out;
}

Result<int> run_palette(const PaletteFlags& flags) {
  LIKEWISE_TRY(const std::vector<std::string> names, find_pictures(flags.folder));
  Outputs out = read_pictures(flags, names);
  if (out.pictures == 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: none of {} pictures can be read", flags.folder, names.size()));
  }
  if (!flags.vectors.empty()) {
    LIKEWISE_TRY_STATUS(storage::write_file_atomically(
        flags.vectors, npy_header(out.pictures, kPaletteBins) + out.vectors));
  }
  if (!flags.ids.empty()) {
    LIKEWISE_TRY_STATUS(storage::write_file_atomically(flags.ids, out.ids));
  }
  if (!flags.tokens.empty() || flags.vectors.empty()) {
    LIKEWISE_TRY(TextOutput output, TextOutput::open(flags.tokens));
    LIKEWISE_TRY_STATUS(output.write(out.tokens));
    LIKEWISE_TRY_STATUS(output.finish());
  }
  fmt::print(stderr, "likewise: {} palettes of {} colours\n", out.pictures, kPaletteBins);
  return out.pictures == names.size() ? kExitOk : kExitPartial;
}

}  // namespace

void add_features(CommandLine& line) {
  auto flags = std::make_shared<PaletteFlags>();
  CLI::App* features = line.app.add_subcommand("features", "make vectors and tokens of pictures");
  features->require_subcommand(1);
  CLI::App* command = features->add_subcommand("palette", "which colours pictures have");
  command->add_option("folder", flags->folder, "folder of pictures")->required();
  command->add_option("-o,--output", flags->vectors, ".npy file of palettes, one a row");
  command->add_option("--ids", flags->ids, "text file of the pictures' names, one a line");
  command->add_option("--tokens", flags->tokens,
                      "documents of tokens; without -o they go to standard output");
  command->add_option("--field", flags->field, "name of the token field")->capture_default_str();
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_palette(*flags); }; });
}

}  // namespace likewise::tools
