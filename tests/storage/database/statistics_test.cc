#include "storage/database/statistics.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

TEST(Statistics, AreEncodedAndChecked) {
  const FieldStatistics statistics{3, 500, {1, 0, 300}};
  const std::string bytes = encode_statistics(statistics);
  const auto decoded = decode_statistics(bytes);
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(decoded->doc_count, 3U);
  EXPECT_EQ(decoded->sum_total_term_freq, 500U);
  EXPECT_EQ(decoded->doc_freq, statistics.doc_freq);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(decode_statistics(std::string_view(bytes).substr(0, length)).has_value());
  }
}

std::string random_source(Random& random) {
  std::string source = R"({"t":[)";
  const std::uint64_t tokens = random.below(6);
  for (std::uint64_t i = 0; i < tokens; ++i) {
    source +=
        (i > 0 ? ",\"" : "\"") + std::to_string(i) + "-" + std::to_string(random.below(3)) + "\"";
  }
  source += R"(],"w":")";
  for (std::uint64_t i = random.below(5); i > 0; --i) {
    source += std::string(1, static_cast<char>('a' + random.below(4))) + " ";
  }
  return source + "\"}";
}

/// "weight(t:a in 17)" -> "weight(t:a in)": docids differ, nothing else may.
std::string without_docids(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out.push_back(text[at]);
    if (text.compare(at, 4, " in ") == 0) {
      out += "in";
      at = text.find_first_not_of("0123456789", at + 4) - 1;
    }
  }
  return out;
}

std::string everything(DatabaseFixture& database) {
  std::string text;
  for (const char* query : {R"({"match":{"w":"a b c d"}})", R"({"match":{"t":"0 1 2"}})",
                            R"({"terms":{"t.keyword":["0-0","1-1","2-2"]}})",
                            R"({"match":{"t.keyword":"1-0"}})", R"({"match_all":{}})"}) {
    text += database.search(R"({"size":1000,"explain":true,"query":)" + std::string(query) + "}");
  }
  return without_docids(text);
}

TEST(Statistics, AfterRandomOperationsAreThoseOfAFreshIndex) {
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    Random random(seed);
    DatabaseFixture database(seed % 2 == 1);
    std::map<std::string, std::string> sources;       // By id.
    std::map<std::uint64_t, std::string> last_write;  // Id by time of the last write.
    std::map<std::string, std::uint64_t> written_at;
    for (std::uint64_t time = 0; time < 100; ++time) {
      const std::string id = std::to_string(random.below(30));
      if (const auto old = written_at.find(id); old != written_at.end()) {
        last_write.erase(old->second);
      }
      if (random.below(4) == 0) {
        database.write(delete_operation(id));
        sources.erase(id);
        written_at.erase(id);
      } else {
        sources[id] = random_source(random);
        ASSERT_EQ(database.write(index_operation(id, sources[id])).find("exception"),
                  std::string::npos);
        last_write[time] = id;
        written_at[id] = time;
      }
      switch (random.below(12)) {
        case 0:
        case 1:
          ASSERT_TRUE(database->refresh("images").has_value());
          break;
        case 2:
          ASSERT_TRUE(database->flush("images").has_value());
          break;
        case 3:
          ASSERT_TRUE(database->force_merge("images", random.below(3)).has_value());
          break;
        case 4:
          if (seed % 2 == 1) {
            database.reopen();
          }
          break;
        default:
          break;
      }
    }
    ASSERT_TRUE(database->refresh("images").has_value());
    DatabaseFixture fresh(false);
    // The fields in the same order, then the living documents in the order of their last write.
    ASSERT_TRUE(
        fresh->create_index("images", R"({"mappings":)" + *database->mapping_json("images") + "}")
            .has_value());
    for (const auto& [time, id] : last_write) {
      fresh.write(index_operation(id, sources[id]));
    }
    ASSERT_TRUE(fresh->refresh("images").has_value());
    EXPECT_EQ(everything(database), everything(fresh)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace likewise::storage
