// Grammar (integers are little-endian; varint: seven bits a byte, lowest first, at most five
// bytes):
//
//   postings    := container_count:varint container*
//   container   := base_step:varint kind:u8 body
//                  base / 65536 = that of the previous container + 1 + base_step; before the first,
//                  that is -1
//   kind        := 0 packed | 1 bitmap | 2 packed with frequencies | 3 bitmap with frequencies
//   body        := documents frequencies?
//   documents   := count:varint steps:block*      packed: low = previous low + 1 + step, from -1
//                | word:u64 * 1024                bitmap: the shorter one where it is dense
//   frequencies := block*                         frequency - 1, one per posting
//   block       := width:u8 bits                  128 values of `width` bits each (0 to 32), the
//                                                 last block fewer; padded with 0 to a whole byte
//
//   norms       := count:varint kind:u8 body
//   body        := byte * count                   kind 0
//                | (run:u8 norm:u8)*              kind 1: run + 1 equal bytes
//
// Whether a container lives as an array or a bitmap in memory is decided when it is read.

#include "engine/index/posting_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace likewise {
namespace {

constexpr std::uint8_t kBitmapKind = 1;
constexpr std::uint8_t kFrequenciesKind = 2;
constexpr std::size_t kBlockValues = 128;
constexpr std::size_t kBitmapBytes = kBitmapWords * sizeof(std::uint64_t);
static_assert(std::endian::native == std::endian::little, "words are stored as they are in memory");

tl::unexpected<Error> corrupt(const char* what) {
  return fail(ErrorCode::kCorruption, std::string("posting block: ") + what);
}

void put_byte(std::uint32_t value, std::string& out) {
  out.push_back(static_cast<char>(value));
}

void put_varint(std::uint32_t value, std::string& out) {
  for (; value >= 0x80; value >>= 7U) {
    put_byte((value & 0x7FU) | 0x80U, out);
  }
  put_byte(value, out);
}

Result<std::uint8_t> take_byte(std::string_view& bytes) {
  if (bytes.empty()) {
    return corrupt("ends early");
  }
  const auto value = static_cast<std::uint8_t>(bytes.front());
  bytes.remove_prefix(1);
  return value;
}

Result<std::uint32_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (std::uint32_t shift = 0; shift < 35; shift += 7) {
    LIKEWISE_TRY(const std::uint8_t byte, take_byte(bytes));
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) {
      if (value > 0xFFFF'FFFFU) {
        return corrupt("a number is too large");
      }
      return static_cast<std::uint32_t>(value);
    }
  }
  return corrupt("a number is too long");
}

void put_block(std::span<const std::uint32_t> values, std::string& out) {
  std::uint32_t all = 0;
  for (const std::uint32_t value : values) {
    all |= value;
  }
  const auto width = static_cast<std::uint32_t>(std::bit_width(all));
  put_byte(width, out);
  std::uint64_t pending = 0;
  std::uint32_t pending_bits = 0;
  for (const std::uint32_t value : values) {
    pending |= std::uint64_t{value} << pending_bits;
    for (pending_bits += width; pending_bits >= 8; pending_bits -= 8, pending >>= 8U) {
      put_byte(static_cast<std::uint32_t>(pending & 0xFFU), out);
    }
  }
  if (pending_bits > 0) {
    put_byte(static_cast<std::uint32_t>(pending), out);
  }
}

Status take_block(std::string_view& bytes, std::span<std::uint32_t> values) {
  LIKEWISE_TRY(const std::uint8_t width, take_byte(bytes));
  if (width > 32) {
    return corrupt("a width over 32 bits");
  }
  const std::size_t size = (values.size() * width + 7) / 8;
  if (bytes.size() < size) {
    return corrupt("ends early");
  }
  // Copied so that eight bytes may be read at any of its positions.
  std::array<char, kBlockValues * 4 + 8> padded{};
  std::memcpy(padded.data(), bytes.data(), size);
  bytes.remove_prefix(size);
  const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
  std::size_t position = 0;
  for (std::uint32_t& value : values) {
    std::uint64_t word = 0;
    std::memcpy(&word, padded.data() + position / 8, sizeof(word));
    value = static_cast<std::uint32_t>((word >> (position % 8)) & mask);
    position += width;
  }
  return {};
}

void put_blocks(std::span<const std::uint32_t> values, std::string& out) {
  for (std::size_t from = 0; from < values.size(); from += kBlockValues) {
    put_block(values.subspan(from, std::min(kBlockValues, values.size() - from)), out);
  }
}

/// Distances between the postings of a container, less one.
std::vector<std::uint32_t> steps_of(const PostingContainer& container) {
  std::vector<std::uint32_t> steps;
  steps.reserve(container.count());
  std::uint32_t expected = 0;
  const auto step_to = [&](std::uint32_t low) {
    steps.push_back(low - expected);
    expected = low + 1;
  };
  for (const std::uint16_t low : container.lows()) {
    step_to(low);
  }
  for (std::size_t word = 0; word < container.bits().size(); ++word) {
    for (std::uint64_t rest = container.bits()[word]; rest != 0; rest &= rest - 1) {
      step_to(static_cast<std::uint32_t>(word) * 64 +
              static_cast<std::uint32_t>(std::countr_zero(rest)));
    }
  }
  return steps;
}

void encode_container(const PostingContainer& container, std::string& out) {
  std::string packed;
  put_varint(container.count(), packed);
  put_blocks(steps_of(container), packed);
  const bool as_bitmap = container.is_bitmap() && packed.size() >= kBitmapBytes;
  put_byte((as_bitmap ? kBitmapKind : 0U) | (container.has_frequencies() ? kFrequenciesKind : 0U),
           out);
  if (as_bitmap) {
    const std::size_t at = out.size();
    out.resize(at + kBitmapBytes);
    std::memcpy(out.data() + at, container.bits().data(), kBitmapBytes);
  } else {
    out += packed;
  }
  if (container.has_frequencies()) {
    std::vector<std::uint32_t> less_one;
    less_one.reserve(container.count());
    for (std::uint32_t rank = 0; rank < container.count(); ++rank) {
      less_one.push_back(container.frequency(rank) - 1);
    }
    put_blocks(less_one, out);
  }
}

Result<std::vector<std::uint32_t>> take_frequencies(std::string_view& bytes, std::uint32_t count) {
  std::vector<std::uint32_t> frequencies;
  while (frequencies.size() < count) {
    const std::size_t from = frequencies.size();
    frequencies.resize(std::min<std::size_t>(count, from + kBlockValues));
    LIKEWISE_TRY_STATUS(take_block(bytes, std::span(frequencies).subspan(from)));
    for (std::uint32_t& frequency : std::span(frequencies).subspan(from)) {
      if (++frequency == 0) {
        return corrupt("a frequency is too large");
      }
    }
  }
  return frequencies;
}

Result<std::vector<std::uint16_t>> take_lows(std::string_view& bytes) {
  LIKEWISE_TRY(const std::uint32_t count, take_varint(bytes));
  if (count == 0 || count > kContainerDocs) {
    return corrupt("an impossible number of postings");
  }
  std::vector<std::uint16_t> lows;
  std::array<std::uint32_t, kBlockValues> steps{};
  std::uint64_t next = 0;
  while (lows.size() < count) {
    const std::size_t size = std::min<std::size_t>(kBlockValues, count - lows.size());
    LIKEWISE_TRY_STATUS(take_block(bytes, std::span(steps).first(size)));
    for (std::size_t i = 0; i < size; ++i) {
      next += steps[i];
      if (next >= kContainerDocs) {
        return corrupt("a posting outside of its container");
      }
      lows.push_back(static_cast<std::uint16_t>(next++));
    }
  }
  return lows;
}

Result<PostingContainer> take_bitmap(std::string_view& bytes, DocId base, bool with_frequencies) {
  if (bytes.size() < kBitmapBytes) {
    return corrupt("ends early");
  }
  std::vector<std::uint64_t> words(kBitmapWords);
  std::memcpy(words.data(), bytes.data(), kBitmapBytes);
  bytes.remove_prefix(kBitmapBytes);
  std::uint32_t count = 0;
  for (const std::uint64_t word : words) {
    count += static_cast<std::uint32_t>(std::popcount(word));
  }
  if (count == 0) {
    return corrupt("a container without postings");
  }
  std::vector<std::uint32_t> frequencies;
  if (with_frequencies) {
    LIKEWISE_TRY(frequencies, take_frequencies(bytes, count));
  }
  return PostingContainer::from_bits(base, words, frequencies);
}

Result<PostingContainer> take_container(std::string_view& bytes, DocId base) {
  LIKEWISE_TRY(const std::uint8_t kind, take_byte(bytes));
  if (kind > (kBitmapKind | kFrequenciesKind)) {
    return corrupt("an unknown kind of container");
  }
  const bool with_frequencies = (kind & kFrequenciesKind) != 0;
  if ((kind & kBitmapKind) != 0) {
    return take_bitmap(bytes, base, with_frequencies);
  }
  LIKEWISE_TRY(const std::vector<std::uint16_t> lows, take_lows(bytes));
  std::vector<std::uint32_t> frequencies;
  if (with_frequencies) {
    LIKEWISE_TRY(frequencies, take_frequencies(bytes, static_cast<std::uint32_t>(lows.size())));
  }
  return PostingContainer(base, lows, frequencies);
}

}  // namespace

void encode_postings(const PostingList& list, std::string& out) {
  put_varint(static_cast<std::uint32_t>(list.containers().size()), out);
  std::uint32_t expected = 0;
  for (const PostingContainer& container : list.containers()) {
    const std::uint32_t number = container.base() / kContainerDocs;
    put_varint(number - expected, out);
    expected = number + 1;
    encode_container(container, out);
  }
}

Result<PostingList> decode_postings(std::string_view& bytes) {
  LIKEWISE_TRY(const std::uint32_t count, take_varint(bytes));
  std::vector<PostingContainer> containers;
  std::uint64_t number = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    LIKEWISE_TRY(const std::uint32_t step, take_varint(bytes));
    number += step;
    if (number > kNoMoreDocs / kContainerDocs) {
      return corrupt("a container beyond the last docid");
    }
    LIKEWISE_TRY(PostingContainer container,
                 take_container(bytes, static_cast<DocId>(number * kContainerDocs)));
    containers.push_back(std::move(container));
    ++number;
  }
  return PostingList(std::move(containers));
}

void encode_norms(std::span<const std::uint8_t> norms, std::string& out) {
  std::string runs;
  for (std::size_t i = 0; i < norms.size();) {
    std::size_t end = i + 1;
    while (end < norms.size() && norms[end] == norms[i] && end - i < 256) {
      ++end;
    }
    put_byte(static_cast<std::uint32_t>(end - i - 1), runs);
    put_byte(norms[i], runs);
    i = end;
  }
  put_varint(static_cast<std::uint32_t>(norms.size()), out);
  const bool as_runs = runs.size() < norms.size();
  put_byte(as_runs ? 1 : 0, out);
  if (as_runs) {
    out += runs;
  } else {
    out.append(norms.begin(), norms.end());
  }
}

Result<std::vector<std::uint8_t>> decode_norms(std::string_view& bytes) {
  LIKEWISE_TRY(const std::uint32_t count, take_varint(bytes));
  LIKEWISE_TRY(const std::uint8_t kind, take_byte(bytes));
  std::vector<std::uint8_t> norms;
  if (kind == 0) {
    if (bytes.size() < count) {
      return corrupt("ends early");
    }
    norms.assign(bytes.begin(), bytes.begin() + count);
    bytes.remove_prefix(count);
    return norms;
  }
  if (kind != 1) {
    return corrupt("an unknown kind of norms");
  }
  while (norms.size() < count) {
    LIKEWISE_TRY(const std::uint8_t run, take_byte(bytes));
    LIKEWISE_TRY(const std::uint8_t norm, take_byte(bytes));
    if (count - norms.size() <= run) {
      return corrupt("a run of norms is too long");
    }
    norms.insert(norms.end(), run + std::size_t{1}, norm);
  }
  return norms;
}

}  // namespace likewise
