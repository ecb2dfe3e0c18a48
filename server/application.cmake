# The server as a whole: configuration, start, drain.
likewise_room(server
  SOURCES application.cc log.cc
  DEPS likewise_base
  PRIVATE_DEPS likewise_http likewise_rest likewise_database spdlog::spdlog fmt::fmt
               Threads::Threads)
