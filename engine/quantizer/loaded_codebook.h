#pragma once

#include <cstdint>
#include <utility>

#include "engine/quantizer/asymmetric.h"
#include "engine/quantizer/codebook.h"
#include "engine/quantizer/encoder.h"

namespace likewise {

/// A codebook with what searching and encoding make of it. Immutable; thread-safe.
struct LoadedCodebook {
  /// REQUIRES: check_codebook(codebook) holds. `bytes_hash`: differs between codebooks.
  LoadedCodebook(Codebook loaded, std::uint64_t bytes_hash)
      : codebook(std::move(loaded)),
        encoder(codebook),
        asymmetric(codebook),
        fingerprint(bytes_hash) {}

  Codebook codebook;
  Encoder encoder;
  AsymmetricQuantizer asymmetric;
  std::uint64_t fingerprint;
};

}  // namespace likewise
