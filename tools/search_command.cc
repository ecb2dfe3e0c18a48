// `likewise search`: more like this document, as a table, as JSON, or as a contact sheet.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tools/command.h"
#include "tools/contact_sheet.h"
#include "tools/http_client.h"
#include "tools/picture_file.h"
#include "tools/similarity_query.h"
#include "tools/vector_search.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise search http://127.0.0.1:9200/images --like 7
  likewise search http://127.0.0.1:9200/images --like 7 --preset tokens --size 20
  likewise search http://127.0.0.1:9200/images --like 7 --json | jq '.hits.hits[]._score'
  likewise search http://127.0.0.1:9200/images --vector queries.npy --codebook pictures \
      --mode exact --field tokens --vector-field vector
  likewise search http://127.0.0.1:9200/images --like 7 --like 42 \
      --pictures train-images-idx3-ubyte.gz --contact-sheet neighbours.png)";

struct SearchFlags {
  std::string url = "http://127.0.0.1:9200/images";
  std::vector<std::string> likes;
  SimilarityQuery query;
  std::string preset = "defaults";
  bool json = false;
  std::vector<std::string> pictures;
  std::string contact_sheet;
  std::string vectors;  ///< A file, or "-".
  VectorQuery vector_query;
};

/// `tokens` of docs/quality.md: every token of the liked document, one match is enough.
void apply_preset(const std::string& preset, SimilarityQuery& query) {
  if (preset == "tokens") {
    query.max_query_terms = query.max_query_terms.value_or(10'000);
    query.min_doc_freq = query.min_doc_freq.value_or(1);
    query.minimum_should_match = query.minimum_should_match.value_or("1");
  }
}

std::string describe(const SimilarHit& hit) {
  std::string out;
  for (const auto& [name, text] : hit.fields) {
    out += fmt::format("  {}={}", name, text);
  }
  return out;
}

void print_table(const std::string& liked, const std::vector<SimilarHit>& hits) {
  fmt::print("more like {}:{}\n", liked, hits.empty() ? " nothing found" : "");
  std::size_t rank = 0;
  for (const SimilarHit& hit : hits) {
    fmt::print("  {:>3}  {:<12} {:>10}{}\n", ++rank, hit.id, hit.score, describe(hit));
  }
}

/// The label of a document, fetched by id; empty when it has none.
std::string label_of(HttpClient& client, const SimilarityQuery& query) {
  const std::string path =
      fmt::format("/{}/_doc/{}?_source_includes=label", query.index, percent_encode(query.id));
  const auto answer = client.request("GET", path, "");
  if (!answer.has_value() || answer->status != 200) {
    return {};
  }
  const std::string wrapped = fmt::format(R"({{"hits":{{"hits":[{}]}}}})", answer->body);
  const auto hits = parse_hits(wrapped);
  return hits.has_value() && !hits->empty() ? std::string(hits->front().value("label")) : "";
}

Result<SheetRow> sheet_row(const PictureFiles& pictures, const std::string& liked,
                           std::string_view liked_label, const std::vector<SimilarHit>& hits) {
  SheetRow row;
  LIKEWISE_TRY(GrayPicture first, pictures.read(liked));
  row.push_back({std::move(first), Frame::kLiked});
  for (const SimilarHit& hit : hits) {
    LIKEWISE_TRY(GrayPicture picture, pictures.read(hit.id));
    const bool labelled = !liked_label.empty() && !hit.value("label").empty();
    const Frame frame = !labelled                           ? Frame::kNone
                        : hit.value("label") == liked_label ? Frame::kSame
                                                            : Frame::kOther;
    row.push_back({std::move(picture), frame});
  }
  return row;
}

/// `--vector`: every row of the file is a query.
Result<int> search_by_vectors(SearchFlags& flags, const IndexUrl& target) {
  flags.vector_query.size = flags.query.size;
  // Exact search may go without tokens; a codebook says that they are wanted.
  if (!flags.vector_query.codebook.empty()) {
    flags.vector_query.field = flags.query.field;
  }
  LIKEWISE_TRY(const std::vector<std::string> vectors, read_vector_texts(flags.vectors));
  HttpClient client(target.server);
  std::size_t row = 0;
  for (const std::string& vector : vectors) {
    LIKEWISE_TRY(const HttpAnswer answer,
                 client.request("POST", "/" + target.index + "/_likewise/search",
                                to_body(flags.vector_query, vector)));
    if (answer.status != 200) {
      return fail(ErrorCode::kInvalidArgument, error_text(answer));
    }
    if (flags.json) {
      fmt::print("{}\n", answer.body);
      continue;
    }
    LIKEWISE_TRY(const std::vector<SimilarHit> hits, parse_hits(answer.body));
    print_table(fmt::format("vector {}", row++), hits);
  }
  return kExitOk;
}

Result<int> run_search(SearchFlags flags) {
  LIKEWISE_TRY(const IndexUrl target, parse_index_url(flags.url));
  if (flags.likes.empty() == flags.vectors.empty()) {
    return fail(usage_error("name liked documents with --like, or vectors with --vector"));
  }
  if (!flags.vectors.empty()) {
    return search_by_vectors(flags, target);
  }
  if (flags.contact_sheet.empty() != flags.pictures.empty()) {
    return fail(usage_error("--contact-sheet and --pictures go together"));
  }
  apply_preset(flags.preset, flags.query);
  flags.query.index = target.index;
  PictureFiles pictures;
  for (const std::string& file : flags.pictures) {
    LIKEWISE_TRY_STATUS(pictures.add(file));
  }
  HttpClient client(target.server);
  std::vector<SheetRow> rows;
  for (const std::string& liked : flags.likes) {
    flags.query.id = liked;
    LIKEWISE_TRY(const HttpAnswer answer,
                 client.request("POST", "/" + target.index + "/_search", to_body(flags.query)));
    if (answer.status != 200) {
      return fail(ErrorCode::kInvalidArgument, error_text(answer));
    }
    if (flags.json) {
      fmt::print("{}\n", answer.body);
      continue;
    }
    LIKEWISE_TRY(const std::vector<SimilarHit> hits, parse_hits(answer.body));
    print_table(liked, hits);
    if (!flags.contact_sheet.empty()) {
      LIKEWISE_TRY(SheetRow row, sheet_row(pictures, liked, label_of(client, flags.query), hits));
      rows.push_back(std::move(row));
    }
  }
  if (!flags.contact_sheet.empty() && !flags.json) {
    LIKEWISE_TRY_STATUS(write_contact_sheet(rows, flags.contact_sheet));
    fmt::print("contact sheet: {} (blue: liked; green: same label; red: another label)\n",
               std::filesystem::absolute(flags.contact_sheet).string());
  }
  return kExitOk;
}

void add_vector_options(CLI::App& command, SearchFlags& flags) {
  command.add_option("--vector", flags.vectors,
                     "file of query vectors, one a row; -: JSON arrays, one a line");
  command.add_option("--codebook", flags.vector_query.codebook,
                     "codebook in the server that made the tokens");
  command
      .add_option("--mode", flags.vector_query.mode,
                  "of --vector: own tokens, weighted tokens, all weights, or re-ranked exactly")
      ->check(CLI::IsMember({"tokens", "asymmetric", "adc", "exact"}));
  command.add_option("--vector-field", flags.vector_query.vector_field,
                     "dense_vector field that --mode exact compares");
  command.add_option("--tokens", flags.vector_query.tokens, "weighted tokens to ask for");
  command.add_option("--candidates", flags.vector_query.candidates,
                     "how many --mode exact compares");
}

}  // namespace

void add_search(CommandLine& line) {
  auto flags = std::make_shared<SearchFlags>();
  CLI::App* command = line.app.add_subcommand("search", "find documents like a given one");
  command->add_option("url", flags->url, "index to search, http://HOST:PORT/INDEX")
      ->capture_default_str();
  command->add_option("--like", flags->likes, "_id of the liked document; repeat for more queries");
  add_vector_options(*command, *flags);
  command->add_option("--field", flags->query.field, "field that holds the tokens")
      ->capture_default_str();
  command->add_option("--size", flags->query.size, "hits per query")->capture_default_str();
  command
      ->add_option("--preset", flags->preset,
                   "defaults: as Elasticsearch (25 terms); tokens: every token, one match enough")
      ->check(CLI::IsMember({"defaults", "tokens"}))
      ->capture_default_str();
  command->add_option("--max-query-terms", flags->query.max_query_terms, "terms to search for");
  command->add_option("--min-doc-freq", flags->query.min_doc_freq, "skip rarer terms");
  command->add_option("--minimum-should-match", flags->query.minimum_should_match,
                      "terms that must match, e.g. 1 or 30%");
  command->add_flag("--json", flags->json, "print the server's answer");
  command
      ->add_option("--pictures", flags->pictures,
                   "IDX files (.gz too) whose row numbers, counted through, are the _ids")
      ->delimiter(',');
  command->add_option("--contact-sheet", flags->contact_sheet, "draw the neighbours into this PNG");
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_search(*flags); }; });
}

}  // namespace likewise::tools
