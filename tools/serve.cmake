# `likewise serve`.
add_library(likewise_tools_serve STATIC serve_command.cc)
target_link_libraries(likewise_tools_serve
  PUBLIC likewise_flags likewise_base CLI11::CLI11
  PRIVATE likewise_server fmt::fmt)
