#include "tools/line_reader.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"

namespace likewise::tools {
namespace {

using testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& file) {
  auto reader = LineReader::open(file);
  EXPECT_TRUE(reader.has_value());
  std::vector<std::string> lines;
  while (true) {
    const auto line = reader->next();
    EXPECT_TRUE(line.has_value()) << line.error().message();
    if (!line.has_value() || !*line) {
      return lines;
    }
    lines.emplace_back(**line);
    EXPECT_EQ(reader->number(), lines.size());
  }
}

std::string error_of(const std::string& file, std::size_t longest) {
  auto reader = LineReader::open(file);
  EXPECT_TRUE(reader.has_value());
  while (true) {
    const auto line = reader->next(longest);
    if (!line.has_value()) {
      return line.error().message();
    }
    if (!*line) {
      return "";
    }
  }
}

TEST(LineReader, ReadsPlainAndPackedTextAlike) {
  const TemporaryFolder folder;
  const std::string wide(1'000'000, 'x');
  for (const auto& [text, lines] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"", {}},
           {"a", {"a"}},
           {"a\n", {"a"}},
           {"\n", {""}},
           {"a\n\nb", {"a", "", "b"}},
           {wide + "\nb\n" + wide, {wide, "b", wide}}}) {
    EXPECT_EQ(lines_of(folder.write("plain", text)), lines);
    EXPECT_EQ(lines_of(folder.write("packed", gzipped(text))), lines);
    EXPECT_EQ(lines_of(folder.write("two", gzipped(text) + gzipped("\nlast"))),
              lines_of(folder.write("joined", text + "\nlast")));
  }
}

TEST(LineReader, TellsWhereItEnded) {
  const TemporaryFolder folder;
  EXPECT_THAT(LineReader::open(folder.file("none")).error().message(), HasSubstr("none"));
  EXPECT_THAT(error_of(folder.write("long", "ab\nabc\n"), 2),
              HasSubstr("line 2 is longer than 2 bytes"));
  std::string packed = gzipped("first\nsecond\n");
  EXPECT_THAT(error_of(folder.write("cut", packed.substr(0, packed.size() - 4)), 100),
              HasSubstr("truncated gzip data"));
  packed[packed.size() - 7] = static_cast<char>(packed[packed.size() - 7] ^ 1);
  EXPECT_THAT(error_of(folder.write("bad", packed), 100), HasSubstr("damaged gzip data"));
}

}  // namespace
}  // namespace likewise::tools
