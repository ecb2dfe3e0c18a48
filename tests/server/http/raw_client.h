#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace likewise::server {

/// A blocking socket to 127.0.0.1 that sends bytes as they are and reads what comes back.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  /// False when the peer has closed.
  bool send(std::string_view bytes);
  /// Reads until `bytes` in total have come, the peer closes or the time is over.
  std::string read_bytes(std::size_t bytes, std::chrono::milliseconds patience);
  /// Everything until the peer closes; "(open)" appended if it does not within the time.
  std::string read_to_end(std::chrono::milliseconds patience = std::chrono::milliseconds(3000));
  /// One response: head and as many bytes as content-length says.
  std::string read_response(bool has_body = true);
  void shutdown_send();

 private:
  bool read_more(std::chrono::milliseconds patience);

  int socket_ = -1;
  std::string unread_;
  bool closed_ = false;
};

}  // namespace likewise::server
