# Compiler flags of the project's own targets, and likewise_room(), which declares one room.

find_program(LIKEWISE_CCACHE ccache)
if(LIKEWISE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${LIKEWISE_CCACHE}")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(likewise_flags INTERFACE)
target_include_directories(likewise_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(likewise_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Woverloaded-virtual -Wnon-virtual-dtor -Wcast-align -Wimplicit-fallthrough
  # A score is Elasticsearch's digit for digit only if every step rounds on its own: never fuse.
  -ffp-contract=off
  -fstack-protector-strong -fno-omit-frame-pointer)
# GCC 12 sees overlapping copies in every optimised "text" + std::string (its bug 105651), and reads of
# an empty std::optional where there are none (its bug 80635).
target_compile_options(likewise_flags INTERFACE
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-restrict;-Wno-maybe-uninitialized>")
if(LIKEWISE_WERROR)
  target_compile_options(likewise_flags INTERFACE -Werror)
endif()
target_compile_definitions(likewise_flags INTERFACE
  $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2> _GLIBCXX_ASSERTIONS)
target_link_options(likewise_flags INTERFACE -Wl,-z,relro,-z,now)

if(LIKEWISE_SANITIZE)
  # Global, so that GoogleTest and every object of a binary agree.
  add_compile_options(-fsanitize=${LIKEWISE_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LIKEWISE_SANITIZE})
  if(LIKEWISE_SANITIZE MATCHES address)
    # Asio's coroutine frames come from aligned_alloc and go to their own operator delete.
    target_compile_options(likewise_flags INTERFACE -Wno-mismatched-new-delete)
  endif()
  if(LIKEWISE_SANITIZE MATCHES thread)
    # Asio uses atomic_thread_fence, which GCC's thread sanitizer does not model.
    target_compile_options(likewise_flags INTERFACE -Wno-tsan)
  endif()
endif()

if(LIKEWISE_FUZZ)
  # Every object reports its branches to libFuzzer; tests/fuzz links the driver. GCC's warnings are
  # the ones to obey: clang's own must not stop a fuzz build.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()

# likewise_room(NAME SOURCES a.cc ... [DEPS target ...] [PRIVATE_DEPS target ...])
# One static library `likewise_NAME` per room of docs/architecture.md.
function(likewise_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(likewise_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(likewise_${name} PUBLIC likewise_flags ${ROOM_DEPS} PRIVATE ${ROOM_PRIVATE_DEPS})
endfunction()

# likewise_test(NAME SOURCES a_test.cc ... [DEPS target ...] [LABELS label ...])
# One GoogleTest program per room; each test case becomes one ctest entry.
function(likewise_test name)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;DEPS;LABELS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE likewise_flags ${TEST_DEPS} GTest::gmock GTest::gtest_main)
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  if(NOT TEST_LABELS)
    set(TEST_LABELS fast)
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT ${TEST_TIMEOUT})
endfunction()
