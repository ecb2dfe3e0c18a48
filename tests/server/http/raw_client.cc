#include "tests/server/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace likewise::server {

using std::chrono::milliseconds;

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 ||
      ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    throw std::runtime_error("cannot connect");
  }
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawClient::read_more(milliseconds patience) {
  pollfd poll{socket_, POLLIN, 0};
  if (closed_ || ::poll(&poll, 1, static_cast<int>(patience.count())) <= 0) {
    return false;
  }
  std::array<char, 65536> block{};
  const ssize_t count = ::recv(socket_, block.data(), block.size(), 0);
  if (count <= 0) {
    closed_ = true;
    return false;
  }
  unread_.append(block.data(), static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::read_bytes(std::size_t bytes, milliseconds patience) {
  while (unread_.size() < bytes && read_more(patience)) {
  }
  const std::string out = unread_.substr(0, bytes);
  unread_.erase(0, out.size());
  return out;
}

std::string RawClient::read_to_end(milliseconds patience) {
  while (read_more(patience)) {
  }
  std::string out = std::move(unread_);
  unread_.clear();
  return closed_ ? out : out + "(open)";
}

std::string RawClient::read_response(bool has_body) {
  const milliseconds patience(5000);
  while (unread_.find("\r\n\r\n") == std::string::npos && read_more(patience)) {
  }
  const std::size_t end = unread_.find("\r\n\r\n");
  if (end == std::string::npos) {
    return read_to_end();
  }
  std::size_t length = 0;
  const std::size_t at = unread_.find("content-length: ");
  if (has_body && at < end) {
    length = std::stoul(unread_.substr(at + 16, 20));
  }
  return read_bytes(end + 4 + length, patience);
}

void RawClient::shutdown_send() {
  ::shutdown(socket_, SHUT_WR);
}

}  // namespace likewise::server
