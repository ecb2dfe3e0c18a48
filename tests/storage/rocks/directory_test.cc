#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/rocks/format_file.h"
#include "storage/rocks/store.h"
#include "tests/storage/temporary_directory.h"

namespace likewise::storage {
namespace {

using ::testing::HasSubstr;

/// Another process that holds a data directory until it is told to end.
class LockHolder {
 public:
  explicit LockHolder(const std::filesystem::path& directory) {
    std::array<int, 2> to_child{};
    std::array<int, 2> from_child{};
    if (::pipe(to_child.data()) != 0 || ::pipe(from_child.data()) != 0) {
      return;
    }
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(to_child[0], STDIN_FILENO);
      ::dup2(from_child[1], STDOUT_FILENO);
      ::close(to_child[1]);
      ::close(from_child[0]);
      ::execl(LOCK_HOLDER, LOCK_HOLDER, directory.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(to_child[0]);
    ::close(from_child[1]);
    input_ = to_child[1];
    for (char c = 0; ::read(from_child[0], &c, 1) == 1 && c != '\n';) {
      answer_.push_back(c);
    }
    ::close(from_child[0]);
  }
  ~LockHolder() { end(); }
  LockHolder(const LockHolder&) = delete;
  LockHolder& operator=(const LockHolder&) = delete;

  void end() {
    if (input_ >= 0) {
      ::close(input_);
      ::waitpid(process_, nullptr, 0);
      input_ = -1;
    }
  }
  const std::string& answer() const { return answer_; }
  pid_t process() const { return process_; }

 private:
  pid_t process_ = -1;
  int input_ = -1;
  std::string answer_;
};

TEST(DataDirectory, IsHeldByOneProcessAndNamesIt) {
  const TemporaryDirectory directory;
  LockHolder holder(directory.path());
  ASSERT_EQ(holder.answer(), "open");
  const auto refused = open_rocks_store(directory.path());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::kLocked);
  EXPECT_EQ(refused.error().message(), "data directory [" + directory.path().string() +
                                           "] is in use by process " +
                                           std::to_string(holder.process()));
  holder.end();
  EXPECT_TRUE(open_rocks_store(directory.path()).has_value());
}

TEST(DataDirectory, IsHeldWithinOneProcessToo) {
  const TemporaryDirectory directory;
  const auto first = open_rocks_store(directory.path());
  ASSERT_TRUE(first.has_value());
  const auto second = open_rocks_store(directory.path());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code(), ErrorCode::kLocked);
}

TEST(DataDirectory, KeepsItsFormatAndUuid) {
  const TemporaryDirectory directory;
  ASSERT_TRUE(open_rocks_store(directory.path()).has_value());
  const auto first = read_format(directory.path());
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->format, kFormatVersion);
  EXPECT_EQ(first->uuid.size(), 32U);
  ASSERT_TRUE(open_rocks_store(directory.path()).has_value());
  EXPECT_EQ(read_format(directory.path())->uuid, first->uuid);
}

TEST(DataDirectory, RefusesANewerFormat) {
  const TemporaryDirectory directory;
  ASSERT_TRUE(write_format(directory.path(), {kFormatVersion + 1, "99.0", "u"}).has_value());
  const auto refused = open_rocks_store(directory.path());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::kLocked);
  EXPECT_THAT(refused.error().message(), HasSubstr("in format 3 by version 99.0"));
  EXPECT_FALSE(std::filesystem::exists(directory.path() / "LOCK"));
}

TEST(DataDirectory, RefusesAnOlderFormatAndSaysWhatToDo) {
  const TemporaryDirectory directory;
  ASSERT_TRUE(write_format(directory.path(), {kFormatVersion - 1, "0.1.0", "u"}).has_value());
  const auto refused = open_rocks_store(directory.path());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::kLocked);
  EXPECT_THAT(refused.error().message(), HasSubstr("load the documents into a new directory"));
}

TEST(DataDirectory, RefusesADamagedOrMissingFormat) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() / "FORMAT") << "something else\n";
  const auto damaged = open_rocks_store(directory.path());
  ASSERT_FALSE(damaged.has_value());
  EXPECT_EQ(damaged.error().code(), ErrorCode::kCorruption);
  std::filesystem::remove(directory.path() / "FORMAT");
  std::filesystem::create_directory(directory.path() / "db");
  const auto missing = open_rocks_store(directory.path());
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code(), ErrorCode::kCorruption);
}

TEST(DataDirectory, ThatCannotBeMadeIsUnavailable) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() / "file") << "x";
  const auto refused = open_rocks_store(directory.path() / "file" / "data");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace likewise::storage
