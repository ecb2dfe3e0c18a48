#include "tools/npz.h"

#include <zlib.h>

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
constexpr std::uint32_t kDirectoryEnd = 0x06054b50;
constexpr std::size_t kDirectoryEndBytes = 22;
constexpr std::size_t kDirectoryEntryBytes = 46;
constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::size_t kLongestComment = 65535;
constexpr std::uint32_t kInZip64 = 0xFFFFFFFF;
constexpr unsigned kStored = 0;
constexpr unsigned kDeflated = 8;

tl::unexpected<Error> damaged(std::string_view what) {
  return fail(ErrorCode::kInvalidArgument, fmt::format("damaged .npz archive: {}", what));
}

/// A little-endian number; 0 beyond the end, which no caller's next check lets pass.
std::uint64_t number_at(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = (value << 8U) |
            (at + i < bytes.size() ? std::to_integer<std::uint64_t>(bytes[at + i]) : 0U);
  }
  return value;
}

struct Member {
  std::string name;
  unsigned method = kStored;
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  std::uint64_t header = 0;  ///< Where its local header is.
};

std::optional<std::size_t> find_directory_end(std::span<const std::byte> bytes) {
  if (bytes.size() < kDirectoryEndBytes) {
    return std::nullopt;
  }
  const std::size_t last = bytes.size() - kDirectoryEndBytes;
  for (std::size_t back = 0; back <= std::min(last, kLongestComment); ++back) {
    if (number_at(bytes, last - back, 4) == kDirectoryEnd) {
      return last - back;
    }
  }
  return std::nullopt;
}

/// Sizes beyond 4 GiB stand in the extra field of number 1, in this order.
void read_zip64(std::span<const std::byte> extra, Member& member) {
  while (extra.size() >= 4) {
    const auto size = static_cast<std::size_t>(number_at(extra, 2, 2));
    const std::span<const std::byte> field = extra.subspan(4, std::min(size, extra.size() - 4));
    if (number_at(extra, 0, 2) == 1) {
      std::size_t at = 0;
      for (std::uint64_t* value : {&member.unpacked, &member.packed, &member.header}) {
        if (*value == kInZip64) {
          *value = number_at(field, at, 8);
          at += 8;
        }
      }
    }
    extra = extra.subspan(4 + field.size());
  }
}

Result<std::vector<Member>> read_directory(std::span<const std::byte> bytes) {
  const std::optional<std::size_t> end = find_directory_end(bytes);
  if (!end) {
    return damaged("it has no directory");
  }
  const std::uint64_t count = number_at(bytes, *end + 10, 2);
  std::uint64_t at = number_at(bytes, *end + 16, 4);
  std::vector<Member> members;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (at > bytes.size() || bytes.size() - at < kDirectoryEntryBytes ||
        number_at(bytes, at, 4) != kDirectoryEntry) {
      return damaged("its directory is cut off");
    }
    const std::span<const std::byte> entry = bytes.subspan(at);
    const auto name = static_cast<std::size_t>(number_at(entry, 28, 2));
    const auto extra = static_cast<std::size_t>(number_at(entry, 30, 2));
    const auto comment = static_cast<std::size_t>(number_at(entry, 32, 2));
    if (entry.size() - kDirectoryEntryBytes < name + extra + comment) {
      return damaged("its directory is cut off");
    }
    Member member;
    member.name.assign(reinterpret_cast<const char*>(entry.data()) + kDirectoryEntryBytes, name);
    member.method = static_cast<unsigned>(number_at(entry, 10, 2));
    member.packed = number_at(entry, 20, 4);
    member.unpacked = number_at(entry, 24, 4);
    member.header = number_at(entry, 42, 4);
    read_zip64(entry.subspan(kDirectoryEntryBytes + name, extra), member);
    members.push_back(std::move(member));
    at += kDirectoryEntryBytes + name + extra + comment;
  }
  return members;
}

Result<Member> choose(const std::vector<Member>& members, std::string_view name) {
  std::string names;
  for (const Member& member : members) {
    if (name.empty() || member.name == name || member.name == std::string(name) + ".npy") {
      return member;
    }
    names += (names.empty() ? "" : ", ") + member.name;
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("the .npz archive has no [{}], but: {}", name, names));
}

Result<std::vector<std::byte>> inflate_all(std::span<const std::byte> packed,
                                           std::uint64_t expected) {
  std::vector<std::byte> out(expected);
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
    return fail(ErrorCode::kUnavailable, "cannot start to unpack");
  }
  std::size_t taken = 0;
  std::size_t made = 0;
  int state = Z_OK;
  while (state == Z_OK && (made < out.size() || taken < packed.size())) {
    constexpr std::size_t kPiece = 1U << 30U;
    const std::size_t in = std::min(kPiece, packed.size() - taken);
    const std::size_t room = std::min(kPiece, out.size() - made);
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data() + taken));
    stream.avail_in = static_cast<uInt>(in);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + made);
    stream.avail_out = static_cast<uInt>(room);
    state = inflate(&stream, Z_NO_FLUSH);
    taken += in - stream.avail_in;
    made += room - stream.avail_out;
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END || made != expected) {
    return damaged("a member is not what the directory says");
  }
  return out;
}

}  // namespace

bool looks_like_zip(std::span<const std::byte> bytes) {
  return bytes.size() >= 4 &&
         (number_at(bytes, 0, 4) == kLocalHeader || number_at(bytes, 0, 4) == kDirectoryEnd);
}

Result<std::vector<std::byte>> read_npz_member(std::span<const std::byte> archive,
                                               std::string_view name, std::uint64_t limit) {
  LIKEWISE_TRY(const std::vector<Member> members, read_directory(archive));
  LIKEWISE_TRY(const Member member, choose(members, name));
  if (member.header > archive.size() || archive.size() - member.header < kLocalHeaderBytes ||
      number_at(archive, member.header, 4) != kLocalHeader) {
    return damaged("a member is not where the directory says");
  }
  const std::uint64_t begin = member.header + kLocalHeaderBytes +
                              number_at(archive, member.header + 26, 2) +
                              number_at(archive, member.header + 28, 2);
  if (begin > archive.size() || archive.size() - begin < member.packed) {
    return damaged("a member is cut off");
  }
  if (member.unpacked > limit) {
    return fail(ErrorCode::kTooLarge, fmt::format("[{}] has {} bytes, at most {} are unpacked",
                                                  member.name, member.unpacked, limit));
  }
  const std::span<const std::byte> packed = archive.subspan(begin, member.packed);
  if (member.method == kStored && member.packed == member.unpacked) {
    return std::vector<std::byte>(packed.begin(), packed.end());
  }
  // Deflate packs at most about 1,032 to 1: a small file cannot ask for much memory.
  if (member.method != kDeflated || member.unpacked / 1100 > member.packed) {
    return damaged(fmt::format("[{}] is packed by method {}", member.name, member.method));
  }
  return inflate_all(packed, member.unpacked);
}

}  // namespace likewise::tools
