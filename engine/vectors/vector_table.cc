#include "engine/vectors/vector_table.h"

#include "engine/base/check.h"

namespace likewise {

std::size_t bytes_of(ElementType type) {
  switch (type) {
    case ElementType::kUint8:
    case ElementType::kInt8:
      return 1;
    case ElementType::kFloat16:
      return 2;
    case ElementType::kFloat32:
    case ElementType::kInt32:
      return 4;
    case ElementType::kFloat64:
      return 8;
  }
  check_failed(__FILE__, __LINE__, "type", "not an element type");
}

std::string_view to_string(ElementType type) {
  switch (type) {
    case ElementType::kFloat16:
      return "f2";
    case ElementType::kFloat32:
      return "f4";
    case ElementType::kFloat64:
      return "f8";
    case ElementType::kUint8:
      return "u1";
    case ElementType::kInt8:
      return "i1";
    case ElementType::kInt32:
      return "i4";
  }
  check_failed(__FILE__, __LINE__, "type", "not an element type");
}

}  // namespace likewise
