#pragma once

/// @file
/// Mappings and settings with what Elasticsearch 7.10.2 answered to them.

#include <string_view>

namespace likewise {

struct RecordedDefinition {
  std::string_view json;
  std::string_view type;    ///< Empty: accepted.
  std::string_view reason;  ///< Of a refusal; for an accepted mapping what GET _mapping shows then.
  std::string_view cause_type;
  std::string_view cause_reason;
};

// clang-format off
/// As `mappings` of a new index.
inline constexpr RecordedDefinition kRecordedMappings[] = {
    {R"~({"properties":{"f":{"type":"keyword","foo":"bar"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: unknown parameter [foo] on mapper [f] of type [keyword])~", "mapper_parsing_exception", R"~(unknown parameter [foo] on mapper [f] of type [keyword])~"},
    {R"~({"properties":{"f":{"type":"nosuch"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: No handler for type [nosuch] declared on field [f])~", "mapper_parsing_exception", R"~(No handler for type [nosuch] declared on field [f])~"},
    {R"~({"properties":{"f":{"type":5}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: No handler for type [5] declared on field [f])~", "mapper_parsing_exception", R"~(No handler for type [5] declared on field [f])~"},
    {R"~({"properties":{"f":{}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: No type specified for field [f])~", "mapper_parsing_exception", R"~(No type specified for field [f])~"},
    {R"~({"properties":{"f":{"norms":true}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: No type specified for field [f])~", "mapper_parsing_exception", R"~(No type specified for field [f])~"},
    {R"~({"properties":{"f":"x"}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Expected map for property [fields] on field [f] but got a class java.lang.String)~", "mapper_parsing_exception", R"~(Expected map for property [fields] on field [f] but got a class java.lang.String)~"},
    {R"~({"properties":{"f":[]}})~", "",
     R"~({})~", "", R"~()~"},
    {R"~({"properties":[]})~", "",
     R"~({})~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"keyword","fields":{"x":{"type":"text"}},"null_value":"n","index":false,"copy_to":"b"}}})~", "",
     R"~({"properties":{"f":{"type":"keyword","index":false,"null_value":"n","fields":{"x":{"type":"text"}},"copy_to":["b"]}}})~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"keyword","similarity":"classic"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: The [classic] similarity may not be used anymore. Please use the [BM25] similarity or build a custom [scripted] similarity instead.)~", "illegal_argument_exception", R"~(The [classic] similarity may not be used anymore. Please use the [BM25] similarity or build a custom [scripted] similarity instead.)~"},
    {R"~({"properties":{"f":{"type":"keyword","similarity":"foo"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Unknown Similarity type [foo] for field [f])~", "mapper_parsing_exception", R"~(Unknown Similarity type [foo] for field [f])~"},
    {R"~({"properties":{"f":{"type":"text","analyzer":"foo"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: analyzer [foo] has not been configured in mappings)~", "illegal_argument_exception", R"~(analyzer [foo] has not been configured in mappings)~"},
    {R"~({"properties":{"f":{"type":"keyword","normalizer":"foo"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: normalizer [foo] not found for field [f])~", "mapper_parsing_exception", R"~(normalizer [foo] not found for field [f])~"},
    {R"~({"properties":{"f":{"type":"keyword","index_options":"positions"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Unknown value [positions] for field [index_options] - accepted values are [docs, freqs])~", "mapper_parsing_exception", R"~(Unknown value [positions] for field [index_options] - accepted values are [docs, freqs])~"},
    {R"~({"properties":{"f":{"type":"text","index_options":"foo"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Unknown value [foo] for field [index_options] - accepted values are [positions, docs, freqs, offsets])~", "mapper_parsing_exception", R"~(Unknown value [foo] for field [index_options] - accepted values are [positions, docs, freqs, offsets])~"},
    {R"~({"properties":{"f":{"type":"keyword","ignore_above":"x"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: For input string: "x")~", "number_format_exception", R"~(For input string: "x")~"},
    {R"~({"properties":{"f":{"type":"keyword","index":"x"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Failed to parse value [x] as only [true] or [false] are allowed.)~", "illegal_argument_exception", R"~(Failed to parse value [x] as only [true] or [false] are allowed.)~"},
    {R"~({"properties":{"f":{"type":"keyword","index":"true","norms":"false"}}})~", "",
     R"~({"properties":{"f":{"type":"keyword"}}})~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"keyword","doc_values":5}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Failed to parse value [5] as only [true] or [false] are allowed.)~", "illegal_argument_exception", R"~(Failed to parse value [5] as only [true] or [false] are allowed.)~"},
    {R"~({"properties":{"f":{"type":"text","doc_values":true}}})~", "",
     R"~({"properties":{"f":{"type":"text"}}})~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"long","norms":true}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: unknown parameter [norms] on mapper [f] of type [long])~", "mapper_parsing_exception", R"~(unknown parameter [norms] on mapper [f] of type [long])~"},
    {R"~({"properties":{"f":{"type":"long","null_value":"x"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: For input string: "x")~", "number_format_exception", R"~(For input string: "x")~"},
    {R"~({"properties":{"f":{"type":"date","format":"yyyy-MM-dd||epoch_second"}}})~", "",
     R"~({"properties":{"f":{"type":"date","format":"yyyy-MM-dd||epoch_second"}}})~", "", R"~()~"},
    {R"~({"foo":1})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Root mapping definition has unsupported parameters:  [foo : 1])~", "mapper_parsing_exception", R"~(Root mapping definition has unsupported parameters:  [foo : 1])~"},
    {R"~({"properties":{},"foo":1})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Root mapping definition has unsupported parameters:  [foo : 1])~", "mapper_parsing_exception", R"~(Root mapping definition has unsupported parameters:  [foo : 1])~"},
    {R"~({"properties":{"f":{"type":"object","properties":{"x":{"type":"keyword"}},"dynamic":"false","enabled":true}}})~", "",
     R"~({"properties":{"f":{"dynamic":"false","properties":{"x":{"type":"keyword"}}}}})~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"object","foo":1}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Mapping definition for [f] has unsupported parameters:  [foo : 1])~", "mapper_parsing_exception", R"~(Mapping definition for [f] has unsupported parameters:  [foo : 1])~"},
    {R"~({"properties":{"f.g":{"type":"keyword"}}})~", "",
     R"~({"properties":{"f":{"properties":{"g":{"type":"keyword"}}}}})~", "", R"~()~"},
    {R"~({"properties":{"":{"type":"keyword"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: name cannot be empty string)~", "illegal_argument_exception", R"~(name cannot be empty string)~"},
    {R"~({"properties":{"f":{"type":"keyword","fields":{"x":{"type":"object"}}}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Type [object] cannot be used in multi field)~", "mapper_parsing_exception", R"~(Type [object] cannot be used in multi field)~"},
    {R"~({"properties":{"f":{"type":"keyword","fields":{"x":{"type":"keyword","copy_to":"z"}}}}})~", "illegal_argument_exception",
     R"~([copy_to] may not be used to copy from a multi-field: [f.x])~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"keyword","fields":{"x.y":{"type":"keyword"}}}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Field name [x.y] which is a multi field of [f] cannot contain '.')~", "mapper_parsing_exception", R"~(Field name [x.y] which is a multi field of [f] cannot contain '.')~"},
    {R"~({"properties":{"f":{"type":"keyword","fields":[]}}})~", "",
     R"~({"properties":{"f":{"type":"keyword"}}})~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"text","term_vector":"foo"}}})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Unknown value [foo] for field [term_vector] - accepted values are [no, yes, with_positions, with_offsets, with_positions_offsets, with_positions_payloads, with_positions_offsets_payloads])~", "mapper_parsing_exception", R"~(Unknown value [foo] for field [term_vector] - accepted values are [no, yes, with_positions, with_offsets, with_positions_offsets, with_positions_payloads, with_positions_offsets_payloads])~"},
    {R"~({"properties":{"f":{"type":"text","search_analyzer":"keyword"}}})~", "",
     R"~({"properties":{"f":{"type":"text","analyzer":"default","search_analyzer":"keyword"}}})~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"text","analyzer":"standard","fields":{"keyword":{"type":"keyword","ignore_above":256}}}}})~", "",
     R"~({"properties":{"f":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}},"analyzer":"standard"}}})~", "", R"~()~"},
    {R"~({"dynamic":"strict","date_detection":false,"numeric_detection":true,"_meta":{"a":1},"_routing":{"required":true},"properties":{"o":{"dynamic":"false","enabled":false,"type":"object"}}})~", "",
     R"~({"dynamic":"strict","_meta":{"a":1},"_routing":{"required":true},"date_detection":false,"numeric_detection":true,"properties":{"o":{"type":"object","dynamic":"false","enabled":false}}})~", "", R"~()~"},
    {R"~({"dynamic":"foo"})~", "mapper_parsing_exception",
     R"~(Failed to parse mapping [_doc]: Could not convert [dynamic.dynamic] to boolean)~", "illegal_argument_exception", R"~(Could not convert [dynamic.dynamic] to boolean)~"},
};

/// What kRecordedMappingUpdates are put on.
inline constexpr std::string_view kMappingBefore =
    R"~({"properties":{"n":{"type":"long"},"k":{"type":"keyword"},"t":{"type":"text"},"o":{"properties":{"a":{"type":"long"}}}}})~";

/// As body of PUT _mapping.
inline constexpr RecordedDefinition kRecordedMappingUpdates[] = {
    {R"~({"properties":{"n":{"type":"text"}}})~", "illegal_argument_exception",
     R"~(mapper [n] cannot be changed from type [long] to [text])~", "", R"~()~"},
    {R"~({"properties":{"n":{"type":"long"},"k":{"type":"keyword","fields":{"x":{"type":"text"}}}}})~", "",
     R"~({"properties":{"k":{"type":"keyword","fields":{"x":{"type":"text"}}},"n":{"type":"long"},"o":{"properties":{"a":{"type":"long"}}},"t":{"type":"text"}}})~", "", R"~()~"},
    {R"~({"properties":{"k":{"type":"keyword","norms":true}}})~", "illegal_argument_exception",
     R"~(Mapper for [k] conflicts with existing mapper:
	Cannot update parameter [norms] from [false] to [true])~", "", R"~()~"},
    {R"~({"properties":{"k":{"type":"keyword","index":false}}})~", "illegal_argument_exception",
     R"~(Mapper for [k] conflicts with existing mapper:
	Cannot update parameter [index] from [true] to [false])~", "", R"~()~"},
    {R"~({"properties":{"k":{"type":"keyword","doc_values":false,"similarity":"boolean"}}})~", "illegal_argument_exception",
     R"~(Mapper for [k] conflicts with existing mapper:
	Cannot update parameter [doc_values] from [true] to [false]
	Cannot update parameter [similarity] from [null] to [boolean])~", "", R"~()~"},
    {R"~({"properties":{"k":{"type":"keyword","ignore_above":5}}})~", "",
     R"~({"properties":{"k":{"type":"keyword","ignore_above":5},"n":{"type":"long"},"o":{"properties":{"a":{"type":"long"}}},"t":{"type":"text"}}})~", "", R"~()~"},
    {R"~({"properties":{"k":{"type":"keyword"}}})~", "",
     R"~({"properties":{"k":{"type":"keyword"},"n":{"type":"long"},"o":{"properties":{"a":{"type":"long"}}},"t":{"type":"text"}}})~", "", R"~()~"},
    {R"~({"properties":{"t":{"type":"text","analyzer":"keyword"}}})~", "illegal_argument_exception",
     R"~(Mapper for [t] conflicts with existing mapper:
	Cannot update parameter [analyzer] from [default] to [keyword])~", "", R"~()~"},
    {R"~({"properties":{"t":{"type":"text","index_options":"docs"}}})~", "illegal_argument_exception",
     R"~(Mapper for [t] conflicts with existing mapper:
	Cannot update parameter [index_options] from [positions] to [docs])~", "", R"~()~"},
    {R"~({"properties":{"t":{"type":"text","norms":false}}})~", "",
     R"~({"properties":{"k":{"type":"keyword"},"n":{"type":"long"},"o":{"properties":{"a":{"type":"long"}}},"t":{"type":"text","norms":false}}})~", "", R"~()~"},
    {R"~({"properties":{"n":{"properties":{}}}})~", "illegal_argument_exception",
     R"~(can't merge a non object mapping [n] with an object mapping)~", "", R"~()~"},
    {R"~({"properties":{"o":{"type":"long"}}})~", "illegal_argument_exception",
     R"~(can't merge a non object mapping [o] with an object mapping)~", "", R"~()~"},
    {R"~({"properties":{"o":{"properties":{"b":{"type":"date","format":"yyyy-MM-dd"}}}}})~", "",
     R"~({"properties":{"k":{"type":"keyword"},"n":{"type":"long"},"o":{"properties":{"a":{"type":"long"},"b":{"type":"date","format":"yyyy-MM-dd"}}},"t":{"type":"text"}}})~", "", R"~()~"},
    {R"~({})~", "",
     R"~({"properties":{"k":{"type":"keyword"},"n":{"type":"long"},"o":{"properties":{"a":{"type":"long"}}},"t":{"type":"text"}}})~", "", R"~()~"},
    {R"~({"dynamic":false})~", "",
     R"~({"dynamic":"false","properties":{"k":{"type":"keyword"},"n":{"type":"long"},"o":{"properties":{"a":{"type":"long"}}},"t":{"type":"text"}}})~", "", R"~()~"},
    {R"~({"_routing":{"required":true}})~", "illegal_argument_exception",
     R"~(Mapper for [_routing] conflicts with existing mapper:
	Cannot update parameter [required] from [false] to [true])~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"keyword","foo":"bar"}}})~", "mapper_parsing_exception",
     R"~(unknown parameter [foo] on mapper [f] of type [keyword])~", "", R"~()~"},
    {R"~({"properties":{"f":{"type":"keyword","similarity":"foo"}}})~", "mapper_parsing_exception",
     R"~(Unknown Similarity type [foo] for field [f])~", "", R"~()~"},
};

/// As `settings` of a new index.
inline constexpr RecordedDefinition kRecordedSettings[] = {
    {R"~({"foo":1})~", "illegal_argument_exception",
     R"~(unknown setting [index.foo] please check that any required plugins are installed, or check the breaking changes documentation for removed settings)~", "", R"~()~"},
    {R"~({"index.foo":1})~", "illegal_argument_exception",
     R"~(unknown setting [index.foo] please check that any required plugins are installed, or check the breaking changes documentation for removed settings)~", "", R"~()~"},
    {R"~({"index":{"number_of_shards":"x"}})~", "illegal_argument_exception",
     R"~(Failed to parse value [x] for setting [index.number_of_shards])~", "number_format_exception", R"~(For input string: "x")~"},
    {R"~({"number_of_shards":0})~", "illegal_argument_exception",
     R"~(Failed to parse value [0] for setting [index.number_of_shards] must be >= 1)~", "", R"~()~"},
    {R"~({"number_of_shards":2000})~", "illegal_argument_exception",
     R"~(Failed to parse value [2000] for setting [index.number_of_shards] must be <= 1024)~", "", R"~()~"},
    {R"~({"index":{"similarity":{"bm":{"type":"BM25","k1":-1}}}})~", "illegal_argument_exception",
     R"~(illegal k1 value: -1.0, must be a non-negative finite value)~", "", R"~()~"},
    {R"~({"index":{"similarity":{"bm":{"type":"BM25","b":2}}}})~", "illegal_argument_exception",
     R"~(illegal b value: 2.0, must be between 0 and 1)~", "", R"~()~"},
    {R"~({"index":{"similarity":{"bm":{"type":"BM25","k2":2}}}})~", "illegal_argument_exception",
     R"~(Unknown settings for similarity of type [BM25]: [k2])~", "", R"~()~"},
    {R"~({"index":{"similarity":{"bm":{"type":"foo"}}}})~", "illegal_argument_exception",
     R"~(Unknown Similarity type [foo] for [bm])~", "", R"~()~"},
    {R"~({"index":{"similarity":{"bm":{"k1":1}}}})~", "illegal_argument_exception",
     R"~(Similarity [bm] must have an associated type)~", "", R"~()~"},
    {R"~({"index":{"similarity":{"bm":{"type":"BM25","k1":"x"}}}})~", "settings_exception",
     R"~(Failed to parse float setting [k1] with value [x])~", "number_format_exception", R"~(For input string: "x")~"},
    {R"~({"similarity":{"default":{"type":"BM25","k1":"1","discount_overlaps":"x"}}})~", "illegal_argument_exception",
     R"~(Failed to parse value [x] as only [true] or [false] are allowed.)~", "", R"~()~"},
    {R"~({"similarity":{"default":{"type":"boolean","k1":"1"}}})~", "illegal_argument_exception",
     R"~(Unknown settings for similarity of type [boolean]: [k1])~", "", R"~()~"},
    {R"~({"similarity":{"bm":{"type":"classic"}}})~", "illegal_argument_exception",
     R"~(The [classic] similarity may not be used anymore. Please use the [BM25] similarity or build a custom [scripted] similarity instead.)~", "", R"~()~"},
    {R"~({"similarity":{"bm":{"type":"BM25","k1":0.9,"b":0.4}}})~", "",
     R"~()~", "", R"~()~"},
    {R"~({"refresh_interval":"x"})~", "illegal_argument_exception",
     R"~(failed to parse setting [index.refresh_interval] with value [x] as a time value: unit is missing or unrecognized)~", "", R"~()~"},
    {R"~({"refresh_interval":5})~", "illegal_argument_exception",
     R"~(failed to parse setting [index.refresh_interval] with value [5] as a time value: unit is missing or unrecognized)~", "", R"~()~"},
    {R"~({"refresh_interval":"-1"})~", "",
     R"~()~", "", R"~()~"},
    {R"~({"number_of_replicas":-1})~", "illegal_argument_exception",
     R"~(Failed to parse value [-1] for setting [index.number_of_replicas] must be >= 0)~", "", R"~()~"},
    {R"~({"number_of_replicas":"x"})~", "illegal_argument_exception",
     R"~(Failed to parse value [x] for setting [index.number_of_replicas])~", "number_format_exception", R"~(For input string: "x")~"},
    {R"~({"index.max_result_window":"x"})~", "illegal_argument_exception",
     R"~(Failed to parse value [x] for setting [index.max_result_window])~", "number_format_exception", R"~(For input string: "x")~"},
    {R"~({"index":{"refresh_interval":"30s"},"index.number_of_shards":2})~", "",
     R"~()~", "", R"~()~"},
    {R"~({"creation_date":1})~", "illegal_argument_exception",
     R"~(unknown setting [index.creation_date] please check that any required plugins are installed, or check the breaking changes documentation for removed settings)~", "", R"~()~"},
    {R"~({"index.mapping.total_fields.limit":5})~", "",
     R"~()~", "", R"~()~"},
};

// clang-format on

}  // namespace likewise
