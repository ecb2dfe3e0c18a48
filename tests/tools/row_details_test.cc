#include "tools/row_details.h"

#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"

namespace likewise::tools {
namespace {

using namespace std::string_literals;

TEST(ReadIds, TakesOneALine) {
  const TemporaryFolder folder;
  for (const char* text : {"a\nb c\n\u00e9\n", "a\r\nb c\r\n\u00e9", "a\nb c\n\u00e9"}) {
    const auto ids = read_ids(folder.write("ids.txt", text), 3);
    ASSERT_TRUE(ids.has_value()) << ids.error().message();
    EXPECT_EQ(*ids, (std::vector<std::string>{"a", "b c", "\u00e9"}));
  }
}

TEST(ReadIds, SaysWhatIsWrongAndWhere) {
  const TemporaryFolder folder;
  const auto refusal = [&folder](std::string_view text) {
    const auto ids = read_ids(folder.write("ids.txt", text), 3);
    const std::string prefix = "[" + folder.file("ids.txt") + "]: ";
    const std::string message = ids.has_value() ? "read" : ids.error().message();
    return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
  };
  EXPECT_EQ(refusal("a\nb\n"), "2 ids for 3 vectors");
  EXPECT_EQ(refusal("a\nb\nc\nd\n"), "4 ids for 3 vectors");
  EXPECT_EQ(refusal("a\nb\na\n"), "line 3: id [a] occurs twice, first in line 1");
  EXPECT_EQ(refusal("a\n\nb\n"), "line 2: empty id");
  EXPECT_EQ(refusal("a\nb\n\xFF\n"), "line 3: not valid UTF-8");
  EXPECT_EQ(refusal("a\nb\n" + std::string(513, 'x')),
            "line 3: an id has at most 512 bytes, found 513");
  const auto missing = read_ids(folder.file("missing"), 1);
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code(), ErrorCode::kNotFound);
}

TEST(ReadLabels, AreNumbersNamesOrTexts) {
  const TemporaryFolder folder;
  const std::string idx = folder.write("labels", gzipped("\0\0\x08\x01\0\0\0\x02\x01\0"s));
  EXPECT_EQ(read_labels(idx, 2, {}), (std::vector<std::string>{"1", "0"}));
  EXPECT_EQ(read_labels(idx, 2, {"shoe", "\"bag\""}),
            (std::vector<std::string>{R"("\"bag\"")", R"("shoe")"}));
  const std::string text = folder.write("labels.txt", "boot\n\n");
  EXPECT_EQ(read_labels(text, 2, {}), (std::vector<std::string>{R"("boot")", R"("")"}));
}

TEST(ReadLabels, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  const std::string idx = folder.write("labels", "\0\0\x08\x01\0\0\0\x02\x01\0"s);
  EXPECT_EQ(read_labels(idx, 3, {}).error().message(), "[" + idx + "]: 2 labels for 3 vectors");
  EXPECT_EQ(read_labels(idx, 2, {"shoe"}).error().message(),
            "[" + idx + "]: row 0 has label 1, but there are 1 label names");
  const std::string text = folder.write("labels.txt", "boot\n");
  EXPECT_EQ(read_labels(text, 1, {"shoe"}).error().message(),
            "[" + text + "]: label names need an IDX file of numbers");
}

}  // namespace
}  // namespace likewise::tools
