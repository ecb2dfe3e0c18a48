#include "engine/dsl/normalizer.h"

#include <string>

#include "engine/analysis/lower_case.h"

namespace likewise {
namespace {

class LowercaseNormalizer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "lowercase"; }

  void analyze(std::string_view text, const Sink& sink) const override {
    std::string lower;
    lower_case(text, lower);
    sink(lower);
  }
};

}  // namespace

std::shared_ptr<const Analyzer> builtin_normalizer(std::string_view name) {
  static const auto lowercase = std::make_shared<const LowercaseNormalizer>();
  return name == "lowercase" ? lowercase : nullptr;
}

}  // namespace likewise
