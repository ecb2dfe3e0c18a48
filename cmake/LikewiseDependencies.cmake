# Third-party libraries, all from Debian 12 packages (tools/install-deps.sh installs them).
# Each becomes one imported target, so that their headers are system headers.

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(Boost 1.81 REQUIRED COMPONENTS headers)
find_package(simdjson REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(RocksDB REQUIRED)
find_package(FlatBuffers REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PNG REQUIRED)
find_package(JPEG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(hwy REQUIRED IMPORTED_TARGET libhwy)
pkg_check_modules(hdf5 REQUIRED IMPORTED_TARGET hdf5)
pkg_check_modules(libwebp REQUIRED IMPORTED_TARGET libwebp)
pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(libxxhash REQUIRED IMPORTED_TARGET libxxhash)
find_program(FLATC flatc REQUIRED)
if(LIKEWISE_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()
if(LIKEWISE_BENCH)
  find_package(benchmark REQUIRED)
endif()

# likewise_flatbuffers(TARGET schema.fbs ...): generated headers under "<folder>/<schema>_generated.h".
function(likewise_flatbuffers target)
  set(generated)
  foreach(schema ${ARGN})
    get_filename_component(stem ${schema} NAME_WE)
    file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
    set(out "${CMAKE_BINARY_DIR}/generated/${folder}")
    add_custom_command(
      OUTPUT "${out}/${stem}_generated.h"
      COMMAND ${FLATC} --cpp --scoped-enums -o "${out}" "${CMAKE_CURRENT_SOURCE_DIR}/${schema}"
      DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${schema}"
      COMMENT "flatc ${schema}")
    list(APPEND generated "${out}/${stem}_generated.h")
  endforeach()
  target_sources(${target} PRIVATE ${generated})
  target_include_directories(${target} SYSTEM PRIVATE "${CMAKE_BINARY_DIR}/generated")
endfunction()
