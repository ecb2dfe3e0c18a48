#include "engine/analysis/utf8_cursor.h"

#include <string>

#include <gmock/gmock.h>

namespace likewise {
namespace {

TEST(Utf8Cursor, ReadsBackWhatWasAppended) {
  for (const char32_t value :
       {U'a', U'\u00E9', U'\u20AC', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    std::string text = "x";
    append_utf8(value, text);
    const CodePoint point = code_point_at(text, 1);
    EXPECT_EQ(point.value, value);
    EXPECT_EQ(point.bytes, text.size() - 1);
    EXPECT_EQ(point.utf16_units(), value < 0x10000 ? 1U : 2U);
  }
}

TEST(Utf8Cursor, TakesMalformedBytesOneByOne) {
  const CodePoint point = code_point_at("\xF0\x9F", 0);
  EXPECT_EQ(point.value, U'\uFFFD');
  EXPECT_EQ(point.bytes, 1U);
}

TEST(Utf8Cursor, FindsTheFirstHighByteAnywhere) {
  for (std::size_t size = 0; size < 20; ++size) {
    std::string text(size, 'a');
    EXPECT_TRUE(is_ascii(text));
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(is_ascii(text)) << size << ", " << at;
      text[at] = 'a';
    }
  }
}

}  // namespace
}  // namespace likewise
