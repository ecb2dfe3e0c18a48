#include "tools/text_output.h"

#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"

namespace likewise::tools {
namespace {

TEST(TextOutput, AppearsWhenItIsComplete) {
  const TemporaryFolder folder;
  folder.write("out.txt", "old");
  auto output = TextOutput::open(folder.file("out.txt"));
  ASSERT_TRUE(output.has_value());
  ASSERT_TRUE(output->write("new ").has_value());
  ASSERT_TRUE(output->write("text").has_value());
  EXPECT_EQ(folder.read("out.txt"), "old");
  ASSERT_TRUE(output->finish().has_value());
  EXPECT_EQ(folder.read("out.txt"), "new text");
  EXPECT_EQ(folder.count(), 1U);
}

TEST(TextOutput, LeavesNothingWhenItIsAbandoned) {
  const TemporaryFolder folder;
  {
    auto output = TextOutput::open(folder.file("out.txt"));
    ASSERT_TRUE(output.has_value());
    ASSERT_TRUE(output->write("half").has_value());
    EXPECT_EQ(folder.count(), 1U);
  }
  EXPECT_EQ(folder.count(), 0U);
}

TEST(TextOutput, SaysWhyItCannotBeWritten) {
  const auto missing = TextOutput::open("/no/such/folder/out.txt");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().message(),
            "[/no/such/folder/out.txt]: cannot write: No such file or directory");
  auto full = TextOutput::open("/dev/full");
  ASSERT_TRUE(full.has_value());
  const Status status = full->write("x");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().message(), "[/dev/full]: cannot write: No space left on device");
}

}  // namespace
}  // namespace likewise::tools
