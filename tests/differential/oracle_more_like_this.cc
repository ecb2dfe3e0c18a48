#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <variant>

#include "tests/differential/oracle_java.h"
#include "tests/differential/oracle_search.h"

namespace likewise::oracle {
namespace {

using Counts = std::map<std::string, std::uint32_t>;
using FieldCounts = std::map<std::string, Counts>;
using FieldTerm = std::pair<std::string, std::string>;

bool fits(const std::string& pattern, const std::string& name) {
  const std::size_t star = pattern.find('*');
  return star == std::string::npos
             ? pattern == name
             : name.size() + 1 >= pattern.size() && name.starts_with(pattern.substr(0, star)) &&
                   name.ends_with(pattern.substr(star + 1));
}

/// Terms of a liked document; none when it does not exist.
FieldCounts vectors_of(const OracleIndex& index, const LikeItem& item,
                       const std::vector<std::string>& fields) {
  FieldCounts vectors;
  const std::size_t document = index.find(*item.id);
  if (document == index.size()) {
    return vectors;
  }
  const std::vector<std::string>& wanted = item.fields.empty() ? fields : item.fields;
  for (const auto& [name, field] : index.fields()) {
    const bool is_wanted = std::any_of(wanted.begin(), wanted.end(),
                                       [&](const auto& pattern) { return fits(pattern, name); });
    if (is_wanted) {
      for (const std::string& token : index.tokens(field, index.source(document))) {
        ++vectors[name][token];
      }
    }
  }
  return vectors;
}

std::vector<std::string> text_tokens(const OracleIndex& index, const std::string& field,
                                     const std::string& text) {
  const auto known = index.fields().find(field);
  return OracleIndex::analyze(known == index.fields().end() || known->second.is_text, text);
}

/// What no clause may be made of.
struct Noise {
  const MoreLikeThisQuery& query;
  std::set<FieldTerm> skipped;

  bool keeps(const std::string& field, const std::string& term) const {
    const auto length = static_cast<int>(term.size());  // ASCII
    const auto& stops = query.stop_words;
    return !(query.min_word_length > 0 && length < query.min_word_length) &&
           !(query.max_word_length > 0 && length > query.max_word_length) &&
           std::find(stops.begin(), stops.end(), term) == stops.end() &&
           skipped.count({field, term}) == 0;
  }
};

std::vector<Clause> select(const OracleIndex& index, const MoreLikeThisQuery& query,
                           const HashMapOrder& order, const Counts& counts,
                           const std::vector<std::string>& fields) {
  const std::size_t limit =
      std::min(static_cast<std::size_t>(query.max_query_terms), counts.size());
  ScoreHeap<FieldTerm> heap;
  for (const std::string& word : order.keys()) {
    const auto count = static_cast<std::int64_t>(counts.at(word));
    std::string best_field = fields.front();
    std::int64_t frequency = 0;
    for (const std::string& field : fields) {
      const std::int64_t found = index.document_frequency(field, word);
      if (found > frequency) {
        frequency = found;
        best_field = field;
      }
    }
    if ((query.min_term_freq > 0 && count < query.min_term_freq) ||
        (query.min_doc_freq > 0 && frequency < query.min_doc_freq) ||
        frequency > query.max_doc_freq || frequency == 0) {
      continue;
    }
    const double ratio = static_cast<double>(index.size() + 1) / static_cast<double>(frequency + 1);
    const float interest = static_cast<float>(count) * static_cast<float>(std::log(ratio) + 1.0);
    if (heap.size() < limit) {
      heap.add({interest, {best_field, word}});
    } else if (heap.size() > 0 && heap.least() < interest) {
      heap.replace_least({interest, {best_field, word}});
    }
  }
  std::vector<Clause> clauses;
  float lowest = 0.0F;
  while (heap.size() > 0) {
    const auto [interest, term] = heap.pop();
    NodePtr node = make_term(term.first, term.second);
    if (query.boost_terms != 0.0F) {
      lowest = clauses.empty() ? interest : lowest;
      const float scaled = query.boost_terms * interest;
      node = boosted(std::move(node), scaled / lowest);
    }
    clauses.push_back({Occur::kShould, std::move(node)});
  }
  return clauses;
}

}  // namespace

NodePtr translate_more_like_this(const OracleIndex& index, const MoreLikeThisQuery& query) {
  const std::vector<std::string> fields = query.fields.value_or(std::vector<std::string>{"*"});
  std::vector<LikeItem> items;
  std::vector<std::string> texts;
  for (const Like& like : query.like) {
    if (const auto* item = std::get_if<LikeItem>(&like)) {
      items.push_back(*item);
    } else {
      texts.push_back(std::get<LikeText>(like).text);
    }
  }
  Noise noise{query, {}};
  for (const Like& unlike : query.unlike) {
    if (const auto* text = std::get_if<LikeText>(&unlike)) {
      for (const std::string& token : text_tokens(index, fields.front(), text->text)) {
        noise.skipped.insert({fields.front(), token});
      }
    } else if (!items.empty()) {
      for (const auto& [field, counts] : vectors_of(index, std::get<LikeItem>(unlike), fields)) {
        for (const auto& [term, count] : counts) {
          noise.skipped.insert({field, term});
        }
      }
    }
  }
  std::vector<Clause> parts;
  if (!items.empty()) {
    std::map<std::string, std::pair<HashMapOrder, Counts>> by_field;
    for (const LikeItem& item : items) {
      for (const auto& [field, counts] : vectors_of(index, item, fields)) {
        for (const auto& [term, count] : counts) {
          if (noise.keeps(field, term)) {
            by_field[field].first.put(term);
            by_field[field].second[term] += count;
          }
        }
      }
    }
    std::vector<Clause> clauses;
    for (const auto& [field, words] : by_field) {
      for (Clause& clause : select(index, query, words.first, words.second, {field})) {
        clauses.push_back(std::move(clause));
      }
    }
    parts.push_back(
        {Occur::kShould, with_minimum(make_bool(clauses, 0), query.minimum_should_match)});
  }
  if (!texts.empty()) {
    HashMapOrder order;
    Counts counts;
    for (const std::string& text : texts) {
      for (const std::string& token : text_tokens(index, fields.front(), text)) {
        if (noise.keeps(fields.front(), token)) {
          order.put(token);
          ++counts[token];
        }
      }
    }
    const NodePtr chosen = make_bool(select(index, query, order, counts, fields), 0);
    parts.push_back({Occur::kShould, with_minimum(chosen, query.minimum_should_match)});
  }
  const NodePtr either = make_bool(std::move(parts), 0);
  if (items.empty()) {
    return either;
  }
  std::vector<Clause> whole = {{Occur::kShould, either}};
  if (!query.include) {
    std::vector<bool> liked(index.size(), false);
    std::string name = "ids";
    for (const LikeItem& item : items) {
      name += " " + *item.id;
      if (const std::size_t document = index.find(*item.id); document < index.size()) {
        liked[document] = true;
      }
    }
    whole.push_back({Occur::kMustNot, make_set(name, std::move(liked))});
  }
  return make_bool(std::move(whole), 0);
}

}  // namespace likewise::oracle
