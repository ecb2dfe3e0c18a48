#include "tools/mirror/rejection_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

Status write_and_sync(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return fail(ErrorCode::kUnavailable, std::strerror(errno));
    }
    text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
  if (::fsync(descriptor) != 0 && errno != EINVAL) {  // EINVAL: a pipe or a terminal.
    return fail(ErrorCode::kUnavailable, std::strerror(errno));
  }
  return {};
}

}  // namespace

std::string rejection_line(const Rejection& rejection) {
  const FeedOperation& operation = *rejection.operation;
  std::string line = fmt::format(
      R"({{"_id":{},"seq":{},"op":"{}","status":{},"type":{},"reason":{})", operation.quoted_id,
      operation.seq_no, operation.deleted ? "delete" : "index", rejection.outcome.status,
      json::quoted(rejection.outcome.type), json::quoted(rejection.outcome.reason));
  if (!operation.quoted_routing.empty()) {
    line += ",\"routing\":" + operation.quoted_routing;
  }
  if (!operation.deleted) {
    line += ",\"source\":" + operation.source;
  }
  return line + "}\n";
}

Status RejectionFile::append(const std::vector<Rejection>& rejections) {
  if (rejections.empty()) {
    return {};
  }
  std::string text;
  for (const Rejection& rejection : rejections) {
    text += rejection_line(rejection);
  }
  const int descriptor = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  Status status = descriptor < 0 ? Status(fail(ErrorCode::kUnavailable, std::strerror(errno)))
                                 : write_and_sync(descriptor, text);
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (!status.has_value()) {
    return fail(std::move(status).error().with_context(
        fmt::format("cannot list refused documents in [{}]: ", file_.string())));
  }
  return {};
}

}  // namespace likewise::tools
