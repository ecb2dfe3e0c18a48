#include "tests/differential/oracle_index.h"

#include <bit>
#include <cctype>

namespace likewise::oracle {
namespace {

/// Four significant bits beyond 40, as one byte keeps them.
std::uint32_t lossy(std::uint32_t length) {
  if (length < 40) {
    return length;
  }
  const std::uint32_t above = length - 24;
  const int dropped = static_cast<int>(std::bit_width(above)) - 4;
  return 24 + ((above >> dropped) << dropped);
}

}  // namespace

OracleIndex::OracleIndex(std::map<std::string, OracleField> fields,
                         std::vector<std::pair<std::string, Document>> documents)
    : fields_(std::move(fields)), documents_(std::move(documents)) {
  for (const auto& [name, field] : fields_) {
    FieldIndex& index = index_[name];
    index.lengths.assign(documents_.size(), 1);
    for (std::size_t d = 0; d < documents_.size(); ++d) {
      std::map<std::string, std::uint32_t> counts;
      const std::vector<std::string> all = tokens(field, documents_[d].second);
      for (const std::string& token : all) {
        counts[token] = field.is_text ? counts[token] + 1 : 1;
      }
      if (field.is_text) {
        index.lengths[d] = lossy(static_cast<std::uint32_t>(all.size()));
      }
      index.document_count += counts.empty() ? 0U : 1U;
      for (const auto& [term, count] : counts) {
        index.terms[term].emplace_back(d, count);
        index.sum_of_frequencies += count;
      }
    }
  }
}

std::vector<std::string> OracleIndex::analyze(bool is_text, const std::string& value) {
  if (!is_text) {
    return {value};
  }
  std::vector<std::string> tokens;
  std::string token;
  for (const char c : value + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      token += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!token.empty()) {
      tokens.push_back(token);
      token.clear();
    }
  }
  return tokens;
}

std::size_t OracleIndex::find(const std::string& id) const {
  std::size_t document = 0;
  while (document < documents_.size() && documents_[document].first != id) {
    ++document;
  }
  return document;
}

const FieldIndex* OracleIndex::field(const std::string& name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : &found->second;
}

std::uint32_t OracleIndex::document_frequency(const std::string& field_name,
                                              const std::string& term) const {
  const FieldIndex* index = field(field_name);
  if (index == nullptr) {
    return 0;
  }
  const auto found = index->terms.find(term);
  return found == index->terms.end() ? 0 : static_cast<std::uint32_t>(found->second.size());
}

std::vector<std::string> OracleIndex::tokens(const OracleField& field,
                                             const Document& document) const {
  std::vector<std::string> all;
  const auto values = document.find(field.source);
  if (values != document.end()) {
    for (const std::string& value : values->second) {
      for (std::string& token : analyze(field.is_text, value)) {
        all.push_back(std::move(token));
      }
    }
  }
  return all;
}

}  // namespace likewise::oracle
