#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// Turns one text value into the terms that are indexed or searched.
///
/// Immutable and thread-safe once built; shared by the fields that name it.
class Analyzer {
 public:
  /// Receives the terms in text order. The view is valid during the call only.
  using Sink = std::function<void(std::string_view term)>;

  virtual ~Analyzer() = default;

  /// The name in mappings: "standard", "keyword", ...
  virtual std::string_view name() const noexcept = 0;

  /// REQUIRES: `text` is valid UTF-8. Terms may repeat and may be empty only for `keyword`.
  virtual void analyze(std::string_view text, const Sink& sink) const = 0;

  /// A part of a word as the words of a text are changed: lower case and the like. Nothing is cut,
  /// nothing dropped.
  virtual std::string normalize(std::string_view part) const { return std::string(part); }

  /// Receives a term and by how much its position exceeds that of the term before it: more than 1
  /// where a filter dropped words in between.
  using PositionSink = std::function<void(std::string_view term, std::uint32_t increment)>;

  /// The terms of analyze() with their positions; the first one follows position -1. Returns how
  /// many words were dropped behind the last term.
  virtual std::uint32_t analyze_positions(std::string_view text, const PositionSink& sink) const;
};

/// The built-in analyzer of that name ("standard", "keyword", "whitespace", "simple", "stop"), or
/// null. One shared instance per name.
std::shared_ptr<const Analyzer> builtin_analyzer(std::string_view name);

/// Those that an index defines for itself.
using NamedAnalyzers = std::map<std::string, std::shared_ptr<const Analyzer>, std::less<>>;

/// What requests and mappings mean by a name: the index's own first, then the built-in ones;
/// "default" is "standard" if the index has none of its own. `own` may be null. Null for other
/// names.
std::shared_ptr<const Analyzer> find_analyzer(const NamedAnalyzers* own, std::string_view name);

}  // namespace likewise
