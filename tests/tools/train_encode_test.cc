// The commands `train` and `encode`, through their command line.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/vectors/npy_bytes.h"
#include "tests/tools/temporary_folder.h"
#include "tools/command.h"

namespace likewise::tools {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// Exit code, or the message of the error.
struct Outcome {
  int exit_code = -1;
  std::string error;
  std::string error_type;
};

Outcome run(std::vector<std::string> arguments) {
  CommandLine line;
  line.app.require_subcommand(1);
  add_train(line);
  add_encode(line);
  arguments.insert(arguments.end(), {"--progress", "none"});
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    line.app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    return {kExitUsage, error.what(), "parse"};
  }
  const Result<int> result = line.run();
  return result.has_value() ? Outcome{*result, "", ""}
                            : Outcome{-1, result.error().message(), result.error().type()};
}

// Rows (0,0,0,0), (0,0,9,9), (9,9,0,0), (9,9,9,9), three times: two clusters in each half.
std::string corners() {
  std::string data;
  for (int i = 0; i < 12; ++i) {
    const char first = (i & 2) != 0 ? 9 : 0;
    const char second = (i & 1) != 0 ? 9 : 0;
    data += {first, first, second, second};
  }
  return npy_file(1, npy_dictionary("|u1", false, "(12, 4)"), data);
}

class TrainEncode : public testing::Test {
 protected:
  TrainEncode() { folder_.write("v.npy", corners()); }

  // `changes` replace the value of an option that is there, or add one.
  Outcome train(const std::vector<std::string>& changes = {}) const {
    std::vector<std::string> arguments = {
        "train", folder_.file("v.npy"), "-o", folder_.file("m.lwm"), "--groups",
        "2",     "--clusters",          "2"};
    for (std::size_t i = 0; i + 1 < changes.size(); i += 2) {
      const auto found = std::find(arguments.begin(), arguments.end(), changes[i]);
      if (found == arguments.end()) {
        arguments.insert(arguments.end(), {changes[i], changes[i + 1]});
      } else {
        *std::next(found) = changes[i + 1];
      }
    }
    return run(arguments);
  }

  Outcome encode(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"encode",  folder_.file("v.npy"),
                                          "-o",      folder_.file("out"),
                                          "--model", folder_.file("m.lwm")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }

  TemporaryFolder folder_;
};

TEST_F(TrainEncode, GivesEqualTokensToEqualRowsOnly) {
  ASSERT_EQ(train().error, "");
  ASSERT_EQ(encode().exit_code, kExitOk);
  const std::string out = folder_.read("out");
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 12);
  EXPECT_THAT(out, StartsWith("{\"_id\":\"0\",\"feature_vector\":[\"0-"));
  EXPECT_THAT(out, HasSubstr("{\"_id\":\"11\","));
  for (const char* tokens :
       {"[\"0-0\",\"1-0\"]", "[\"0-0\",\"1-1\"]", "[\"0-1\",\"1-0\"]", "[\"0-1\",\"1-1\"]"}) {
    std::size_t count = 0;
    for (auto at = out.find(tokens); at != std::string::npos; at = out.find(tokens, at + 1)) {
      ++count;
    }
    EXPECT_EQ(count, 3U) << tokens;
  }
}

TEST_F(TrainEncode, WritesTheSameCodebookOnAnyNumberOfThreads) {
  ASSERT_EQ(train({"--threads", "1", "--seed", "7"}).error, "");
  const std::string one = folder_.read("m.lwm");
  ASSERT_EQ(train({"--threads", "3", "--seed", "7"}).error, "");
  EXPECT_EQ(folder_.read("m.lwm"), one);
  for (const char* clustering : {"mini-batch", "balanced"}) {
    ASSERT_EQ(train({"--threads", "1", "--clustering", clustering, "--assign", "2"}).error, "");
    const std::string other = folder_.read("m.lwm");
    ASSERT_EQ(train({"--threads", "3", "--clustering", clustering, "--assign", "2"}).error, "");
    EXPECT_EQ(folder_.read("m.lwm"), other);
  }
  ASSERT_EQ(train({"--seed", "8", "--sample", "8", "--metric", "cosine"}).error, "");
  EXPECT_NE(folder_.read("m.lwm"), one);
}

TEST_F(TrainEncode, WritesTwoTokensPerGroup) {
  ASSERT_EQ(train({"--assign", "2"}).error, "");
  ASSERT_EQ(encode().error, "");
  EXPECT_THAT(folder_.read("out"), HasSubstr("[\"0-0\",\"0-1\",\"1-0\",\"1-1\"]"));
}

TEST_F(TrainEncode, TakesIdsLabelsAndImages) {
  ASSERT_EQ(train().error, "");
  std::string ids;
  std::string labels;
  for (int i = 0; i < 12; ++i) {
    ids += fmt::format("pic \"{}\"\n", i);
    labels += "boot\n";
  }
  ASSERT_EQ(encode({"--ids", folder_.write("ids.txt", ids), "--labels",
                    folder_.write("labels.txt", labels), "--image-template", "i/{id}", "--format",
                    "bulk", "--index", "images", "--field", "tokens"})
                .error,
            "");
  const std::string out = folder_.read("out");
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 24);
  EXPECT_THAT(out, StartsWith("{\"index\":{\"_index\":\"images\",\"_id\":\"pic \\\"0\\\"\"}}\n"
                              "{\"tokens\":[\"0-"));
  EXPECT_THAT(out, HasSubstr("\"],\"label\":\"boot\",\"image\":\"i/pic \\\"11\\\"\"}\n"));
}

TEST_F(TrainEncode, RefusesWhatDoesNotFit) {
  ASSERT_EQ(train().error, "");
  EXPECT_THAT(encode({"--ids", folder_.write("ids.txt", "a\nb\n")}).error,
              HasSubstr("2 ids for 12 vectors"));
  folder_.write("v.npy", npy_file(1, npy_dictionary("|u1", false, "(1, 3)"), "abc"));
  EXPECT_EQ(encode().error, "[" + folder_.file("v.npy") +
                                "] has vectors of 3 dimensions, but "
                                "codebook [" +
                                folder_.file("m.lwm") + "] is for 4");
  folder_.write("m.lwm", "something else entirely");
  EXPECT_EQ(encode().error, "[" + folder_.file("m.lwm") + "]: not a likewise codebook");
  EXPECT_EQ(folder_.count(), 3U);  // no output, not even half of one
}

TEST_F(TrainEncode, NamesTheFileWhenTrainingFails) {
  const std::string prefix = "[" + folder_.file("v.npy") + "]: ";
  EXPECT_EQ(train({"--clusters", "13"}).error,
            prefix + "12 rows cannot form 13 clusters: at least as many rows are needed");
  EXPECT_EQ(train({"--groups", "5"}).error,
            prefix +
                "the number of groups must be between 1 and the 4 dimensions of the vectors, "
                "found 5");
  EXPECT_EQ(folder_.count(), 1U);
  EXPECT_THAT(train({"-o", "/no/such/folder/m.lwm"}).error,
              HasSubstr("[/no/such/folder/m.lwm]: cannot write there"));
}

TEST_F(TrainEncode, CallsMisuseAUsageError) {
  EXPECT_EQ(run({"train", "v.npy"}).exit_code, kExitUsage);
  EXPECT_EQ(run({"encode", "v.npy"}).exit_code, kExitUsage);
  EXPECT_EQ(train({"--clusters", "0"}).exit_code, kExitUsage);
  EXPECT_EQ(train({"--clusters", "65536"}).exit_code, kExitUsage);
  EXPECT_EQ(train({"--groups", "0"}).exit_code, kExitUsage);
  EXPECT_EQ(train({"--groups", "two"}).exit_code, kExitUsage);
  EXPECT_EQ(train({"--metric", "l3"}).error_type, "usage");
  EXPECT_EQ(train({"--grouping", "none"}).error_type, "usage");
  EXPECT_EQ(train({"--clustering", "none"}).error_type, "usage");
  EXPECT_EQ(train({"--assign", "3"}).exit_code, kExitUsage);
  EXPECT_EQ(encode({"--format", "xml"}).error_type, "usage");
  EXPECT_EQ(encode({"--index", "images"}).error_type, "usage");
  EXPECT_EQ(encode({"--label-names", "a,b"}).error_type, "usage");
}

TEST(TrainEncodeHelp, ShowsExamples) {
  CommandLine line;
  add_train(line);
  add_encode(line);
  for (const char* command : {"train", "encode"}) {
    const std::string help = line.app.get_subcommand(command)->help();
    EXPECT_THAT(help, HasSubstr("Examples:\n  likewise " + std::string(command)));
  }
}

}  // namespace
}  // namespace likewise::tools
