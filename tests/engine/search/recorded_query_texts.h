#pragma once

/// @file
/// Random query texts and what Elasticsearch 7.10.2 made of them: the query that
/// _validate/query?explain shows, or behind "!" Lucene's refusal. The fields `a` (the default one)
/// and `b` are split at white space.

#include <array>
#include <string_view>

namespace likewise::testing {

struct Recorded {
  std::string_view text;
  bool operator_and;
  std::string_view outcome;
};

constexpr auto kQueryTexts = std::to_array<Recorded>({
    {"+(! +uu) (a:(x y) -[x TO z]) NOT ((x) +uu)", false,
     "+(a:! +a:uu) ((a:x a:y) -a:[x TO z]) -(a:x +a:uu)"},
    {"x?y b:z* b:[* TO y} || x?y b:x", true, "+a:x?y +b:z* b:[* TO y} a:x?y +b:x"},
    {"+b:z*", false, "+b:z*"},
    {"\"x y\"~2 AND (x* -(x))", false, "+a:\"x y\"~2 +(a:x* -a:x)"},
    {"(-  +y)", true, "+a:- +a:y"},
    {"-(x^2 AND x\\ y) OR x*", false, "-(+(a:x)^2.0 +(a:x a:y)) a:x*"},
    {"x|y", false, "a:x|y"},
    {"a:(x y) -x || a:y OR a:y OR a:(x y)", false, "(a:x a:y) -a:x a:y a:y (a:x a:y)"},
    {"+! OR b:[* TO y}", false, "+a:! b:[* TO y}"},
    {"+\"x y\" OR (x^2 \"x y\"~2) +\"x y\"", false,
     "+a:\"x y\" ((a:x)^2.0 a:\"x y\"~2) +a:\"x y\""},
    {"NOT x^2", false, "-(a:x)^2.0 #*:*"},
    {"(x) +x^2 NOT *:* -x* {x TO *}", false, "a:x +(a:x)^2.0 -*:* -a:x* a:{x TO *}"},
    {"-b:[* TO y} && x?y", false, "-b:[* TO y} +a:x?y"},
    {"uu", true, "a:uu"},
    {"(x)", false, "a:x"},
    {"-a:(x y) --  || \"x y\"~2 -a:(x y)", true, "-(+a:x +a:y) -a:- a:\"x y\"~2 -(+a:x +a:y)"},
    {"+x?y -[x TO z] OR (x^2 OR x) || ({x TO *} OR a:(x y))^3", true,
     "+a:x?y -a:[x TO z] ((a:x)^2.0 a:x) (a:{x TO *} (+a:x +a:y))^3.0"},
    {"(\"x y\"~2 OR y)", true, "a:\"x y\"~2 a:y"},
    {"a:y", true, "a:y"},
    {"(x)b:x uu && b:z*", false, "a:x b:x +a:uu +b:z*"},
    {"a:y(x* +(x)) +(\"x y\"~2 -b:[* TO y})^3", false,
     "a:y (a:x* +a:x) +(a:\"x y\"~2 -b:[* TO y})^3.0"},
    {"+x\\ y || \"x y\"x^2 NOT x*", true, "(+a:x +a:y) a:\"x y\" +(a:x)^2.0 -a:x*"},
    {"TO +z AND x OR (x)", false, "a:TO +a:z +a:x a:x"},
    {"a:y -x* x", true, "+a:y -a:x* +a:x"},
    {"\"x\"^0.5x\\ !b:x !b:z*", true, "+(a:x)^0.5 +a:x -b:x -b:z*"},
    {"+uu", false, "+a:uu"},
    {"{x TO *} (x)b:[* TO y} +a:(x y) \"x y\" AND a:(x y)", true,
     "+a:{x TO *} +a:x +b:[* TO y} +(+a:x +a:y) +a:\"x y\" +(+a:x +a:y)"},
    {"+uu NOT (b:[* TO y} b:[* TO y})^3 || b:z* x?y NOT x?y2.5", true,
     "+a:uu -(+b:[* TO y} +b:[* TO y})^3.0 b:z* +a:x?y -a:x?y2.5"},
    {"NOT \"x\"^0.5 AND [x TO z] && y", false, "-(a:x)^0.5 +a:[x TO z] +a:y"},
    {"-\"x y\" +\"x y\"~2 NOT -  z OR \"x y\"~2 || x", false,
     "-a:\"x y\" +a:\"x y\"~2 -a:- a:z a:\"x y\"~2 a:x"},
    {"\"x\"^0.5 !x* -a:(x y) [x TO z] && \"x\"^0.5 (y -\\+x)", true,
     "+(a:x)^0.5 -a:x* -(+a:x +a:y) +a:[x TO z] +(a:x)^0.5 +(+a:y -a:+x)"},
    {"-b:z*", true, "-b:z* #*:*"},
    {"\"x y\" AND a:y x^2", false, "+a:\"x y\" +a:y (a:x)^2.0"},
    {"x\\ y", false, "a:x a:y"},
    {"+(x?y a:y) || a:(x y)", false, "+(a:x?y a:y) (a:x a:y)"},
    {"NOT \"x\"^0.5", false, "-(a:x)^0.5 #*:*"},
    {"-(x) \"x y\" NOT uu -  && x\\ y AND uu", false, "-a:x a:\"x y\" -a:uu +a:- +(a:x a:y) +a:uu"},
    {"x* \"x y\"~2 OR (\"x\"^0.5 OR \"x y\"~2)^3", false,
     "a:x* a:\"x y\"~2 ((a:x)^0.5 a:\"x y\"~2)^3.0"},
    {"x^2x*[x TO z]", false, "(a:x)^2.0 a:x* a:[x TO z]"},
    {"+b:z* || x\\ y[x TO z]", false, "+b:z* (a:x a:y) a:[x TO z]"},
    {"NOT (x) AND [x TO z] +x^2 !x", false, "-a:x +a:[x TO z] +(a:x)^2.0 -a:x"},
    {"NOT x\\ NOT (b:[* TO y} AND x^2) -{x TO *} b:x", false,
     "-(a:x a:NOT) (+b:[* TO y} +(a:x)^2.0) -a:{x TO *} b:x"},
    {"NOT (x) b:[* TO y} OR b:[* TO y}", true, "-a:x b:[* TO y} b:[* TO y}"},
    {"+x* x* +x^2 AND uu", false, "+a:x* a:x* +(a:x)^2.0 +a:uu"},
    {"NOT x\\ y || \"x y\"~2", true, "-(+a:x +a:y) a:\"x y\"~2"},
    {"a:(x y) || (x* +[x TO z])^3", false, "(a:x a:y) (a:x* +a:[x TO z])^3.0"},
    {"+\\+x -(a:y OR \"x y\"~2)^3 || a:y OR \"x\"^0.5 +(x)", false,
     "+a:+x -(a:y a:\"x y\"~2)^3.0 a:y (a:x)^0.5 +a:x"},
    {"\\+x(y +a:y)", false, "a:+x (a:y +a:y)"},
    {"-y !a:y -x", false, "-a:y -a:y -a:x #*:*"},
    {"b:[* TO y}", false, "b:[* TO y}"},
    {"a:y || x-y OR (x?y -z) OR y -(x) ^2", true, "a:y a:x-y (+a:x?y -a:z) a:y -(a:x)^2.0"},
    {"a:(x y) AND \"x y\" \"x y\" \"x\"^0.5 AND é AND uu", false,
     "+(a:x a:y) +a:\"x y\" a:\"x y\" +(a:x)^0.5 +a:é +a:uu"},
    {"+[x TO z]", false, "+a:[x TO z]"},
    {"b:x NOT \"x y\"~2 [x TO z]", false, "b:x -a:\"x y\"~2 a:[x TO z]"},
    {"+{x TO *} OR [x TO z] + ^2{x TO *} && a:y", true,
     "a:{x TO *} a:[x TO z] +(a:+)^2.0 +a:{x TO *} +a:y"},
    {"{x TO *} a:(x y)^2", false, "a:{x TO *} (a:x a:y)^2.0"},
    {"[x TO z]", false, "a:[x TO z]"},
    {"\\+x", true, "a:+x"},
    {"b:x {x TO *} -a:y OR x?y", false, "b:x a:{x TO *} -a:y a:x?y"},
    {"NOT z NOT (x) (b:z* AND b:[* TO y})^3", false, "-a:z -a:x (+b:z* +b:[* TO y})^3.0"},
    {"+x +b:x && z^2", true, "+a:x +b:x +(a:z)^2.0"},
    {"+a:y", false, "+a:y"},
    {"b:[* TO y} +\"x y\"~2 AND x* AND y", false, "b:[* TO y} +a:\"x y\"~2 +a:x* +a:y"},
    {"*:* \"x y\" OR b:z* a:(x y) OR x-y", false, "*:* a:\"x y\" b:z* (a:x a:y) a:x-y"},
    {"NOT {x TO *} AND x^2 \"x\"^0.5", false, "-a:{x TO *} +(a:x)^2.0 (a:x)^0.5"},
    {"(x) !x* AND a:y b:[* TO y}", false, "a:x -a:x* +a:y b:[* TO y}"},
    {"TO AND \"x y\"~2 AND - NOT \"x y\" || uu +x", false,
     "+a:TO +a:\"x y\"~2 +a:- -a:\"x y\" a:uu +a:x"},
    {"a:(x y) [x TO z]", true, "+(+a:x +a:y) +a:[x TO z]"},
    {"+\"x y\"~2 !a:y", false, "+a:\"x y\"~2 -a:y"},
    {"-y (b:[* TO y} -b:x)^3 !a:y || a:y OR x a:(x y)", false,
     "-a:y (b:[* TO y} -b:x)^3.0 -a:y a:y a:x (a:x a:y)"},
    {"(a:y OR (x))", true, "a:y a:x"},
    {"(a:(x y) -\"x y\")^3", false, "((a:x a:y) -a:\"x y\")^3.0"},
    {"NOT \"x\"^0.5(y +x*)^3", false, "-(a:x)^0.5 (a:y +a:x*)^3.0"},
    {"x^2 OR (x) AND (\"x y\" a:y)^3 +x^2 OR {x TO *}", true,
     "(a:x)^2.0 +a:x +(+a:\"x y\" +a:y)^3.0 (a:x)^2.0 a:{x TO *}"},
    {"-((x) -\\+x)", false, "-(a:x -a:+x) #*:*"},
    {"b:[* TO y} b:z* \"x y\"~2", false, "b:[* TO y} b:z* a:\"x y\"~2"},
    {"(\"x\"^0.5 OR \"x\"^0.5)^3 -x?y", false, "((a:x)^0.5 (a:x)^0.5)^3.0 -a:x?y"},
    {"\\+x \"x y\" AND 2.5 -x^2 [x TO z] a:(x y)", true,
     "+a:+x +a:\"x y\" +a:2.5 -(a:x)^2.0 +a:[x TO z] +(+a:x +a:y)"},
    {"b:z* AND \"x\"^0.5", false, "+b:z* +(a:x)^0.5"},
    {"b:z* || {x TO *} x\\ y NOT b:z* !a:y AND a:(x y)", false,
     "b:z* a:{x TO *} (a:x a:y) -b:z* -a:y +(a:x a:y)"},
    {"x\\+x y x?y NOT z", false, "a:x+x a:y a:x?y -a:z"},
    {"{x TO *} +[x TO z] || x|y -(-  AND [x TO z])^3 +b:x AND (x)", true,
     "+a:{x TO *} a:[x TO z] a:x|y -(+a:- +a:[x TO z])^3.0 +b:x +a:x"},
    {"x* NOT (x^2 OR b:x) && x-y -x || x^2 !b:z*", false,
     "a:x* -((a:x)^2.0 b:x) +a:x-y -a:x (a:x)^2.0 -b:z*"},
    {"x", false, "a:x"},
    {"-b:x (a:(x y) \\+x)^3 NOT 2.5", false, "-b:x ((a:x a:y) a:+x)^3.0 -a:2.5"},
    {"NOT x?y a:(x y)", false, "-a:x?y (a:x a:y)"},
    {"(é +x^2) !(x?y AND x*){x TO *}uu x*", false,
     "(a:é +(a:x)^2.0) -(+a:x?y +a:x*) a:{x TO *} a:uu a:x*"},
    {"-b:z* +(x* OR b:x)(y +x\\ y) || x?y -(x\\ y OR a:(x y)) !b:x", true,
     "-b:z* +(a:x* b:x) (+a:y +(+a:x +a:y)) a:x?y -((+a:x +a:y) (+a:x +a:y)) -b:x"},
    {"-ORAND\"x y\"~2", false, "-a:ORAND a:\"x y\"~2"},
    {"+b:x x* !\\+x1 \"x y\"", false, "+b:x a:x* -a:+x1 a:\"x y\""},
    {"{x TO *} b:z*", true, "+a:{x TO *} +b:z*"},
    {"{x TO *} && (a:(x y) AND y)", false, "+a:{x TO *} +(+(a:x a:y) +a:y)"},
    {"+(x)", false, "+a:x"},
    {"NOT x?y", false, "-a:x?y #*:*"},
    {"(x?y AND \"x y\")", false, "+a:x?y +a:\"x y\""},
    {"x^2", false, "(a:x)^2.0"},
    {"a:y -(x) !a:(x y) || a:y", false, "a:y -a:x -(a:x a:y) a:y"},
    {"\"x y\"~2 NOT x^2 x && \"x\"^0.5 NOT \\+x", false,
     "a:\"x y\"~2 -(a:x)^2.0 +a:x +(a:x)^0.5 -a:+x"},
    {"-x\\ y y", false, "-(a:x a:y) a:y"},
    {"- ", true, "a:-"},
    {"\"x\"^0.5 \"x y\"~2 z || ([x TO z] y)", true,
     "+(a:x)^0.5 +a:\"x y\"~2 a:z (+a:[x TO z] +a:y)"},
    {"-uu OR z || ({x TO *} AND x) y OR (x)", false, "-a:uu a:z (+a:{x TO *} +a:x) a:y a:x"},
    {"+(x) AND a:(x y) -x^2", false, "+a:x +(a:x a:y) -(a:x)^2.0"},
    {"a:(x y) x^2", true, "+(+a:x +a:y) +(a:x)^2.0"},
    {"y - || -*:* NOT (x) +uu", false, "a:y a:- -*:* -a:x +a:uu"},
    {"b:z* && a:(x y)", false, "+b:z* +(a:x a:y)"},
    {"a:(x y)x* AND (x)", true, "+(+a:x +a:y) +a:x* +a:x"},
    {"b:z* OR a:(x y) !x* !2.5", false, "b:z* (a:x a:y) -a:x* -a:2.5"},
    {"b:[* TO y} b:[* TO y} TO && y", false, "b:[* TO y} b:[* TO y} +a:TO +a:y"},
    {"\"x y\"~2 x ![x TO z] || \"x\"^0.5", false, "a:\"x y\"~2 a:x -a:[x TO z] (a:x)^0.5"},
    {"(b:[* TO y} (x))^3 OR AND +(\\+x x*)", false,
     "!Cannot parse '(b:[* TO y} (x))^3 OR AND +(\\+x x*)': Encountered \" <AND> \"AND \"\" at "
     "line 1, column 22.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    "
     "<BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    "
     "<PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n   "
     " <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"+\"x\"^0.5 NOT AND \"x y\" +(\"x\"^0.5 -\"x\"^0.5)^3", true,
     "!Cannot parse '+\"x\"^0.5 NOT AND \"x y\" +(\"x\"^0.5 -\"x\"^0.5)^3': Encountered \" <AND> "
     "\"AND \"\" at line 1, column 13.\nWas expecting one of:\n    <BAREOPER> ...\n    \"(\" ...\n "
     "   \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n   "
     " <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    \"*\" "
     "...\n    "},
    {"NOT 1 || (x: +\"x\"^0.5) +uu", true,
     "!Cannot parse 'NOT 1 || (x: +\"x\"^0.5) +uu': Encountered \" \"+\" \"+ \"\" at line 1, "
     "column 13.\nWas expecting one of:\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    "
     "<QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> "
     "...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "},
    {"(", true,
     "!Cannot parse '(': Encountered \"<EOF>\" at line 1, column 1.\nWas expecting one of:\n    "
     "<NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n  "
     "  <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> "
     "...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    "},
    {"+b:(", false,
     "!Cannot parse '+b:(': Encountered \"<EOF>\" at line 1, column 4.\nWas expecting one of:\n    "
     "<NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n  "
     "  <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> "
     "...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    "},
    {"x?y +!", false,
     "!Cannot parse 'x?y +!': Encountered \" <NOT> \"! \"\" at line 1, column 5.\nWas expecting "
     "one of:\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> "
     "...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    "
     "\"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"b:x && x/ && ) ((x) a:(x y))^3 - x*", true,
     "!Cannot parse 'b:x && x/ && ) ((x) a:(x y))^3 - x*': Lexical error at line 1, column 36.  "
     "Encountered: <EOF> after : \"/ && ) ((x) a:(x y))^3 - x*\""},
    {"uu NOT (\"x y\"~2 OR uu) && ~ +b:x", false,
     "!Cannot parse 'uu NOT (\"x y\"~2 OR uu) && ~ +b:x': Encountered \" <FUZZY_SLOP> \"~ \"\" at "
     "line 1, column 26.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    "
     "<BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    "
     "<PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n   "
     " <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"NOT x: -(x)", false,
     "!Cannot parse 'NOT x: -(x)': Encountered \" \"-\" \"- \"\" at line 1, column 7.\nWas "
     "expecting one of:\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    "
     "<TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n  "
     "  \"{\" ...\n    <NUMBER> ...\n    "},
    {"(x/ AND z)", false,
     "!Cannot parse '(x/ AND z)': Lexical error at line 1, column 11.  Encountered: <EOF> after : "
     "\"/ AND z)\""},
    {"+x\\ y -2.5 -x/ !a:(x y)", false,
     "!Cannot parse '+x\\ y -2.5 -x/ !a:(x y)': Lexical error at line 1, column 24.  Encountered: "
     "<EOF> after : \"/ !a:(x y)\""},
    {"-- NOT b:(", false,
     "!Cannot parse '-- NOT b:(': Encountered \"<EOF>\" at line 1, column 10.\nWas expecting one "
     "of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n    \"(\" ...\n    "
     "\"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    "
     "<REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    "},
    {"-(x) +[x TO z] +(b:z* +b:x) AND x?y AND ~ -b:[* TO y}", true,
     "!Cannot parse '-(x) +[x TO z] +(b:z* +b:x) AND x?y AND ~ -b:[* TO y}': Encountered \" "
     "<FUZZY_SLOP> \"~ \"\" at line 1, column 40.\nWas expecting one of:\n    <NOT> ...\n    \"+\" "
     "...\n    \"-\" ...\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    "
     "<TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n  "
     "  \"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"NOT *:* uu || uu (", true,
     "!Cannot parse 'NOT *:* uu || uu (': Encountered \"<EOF>\" at line 1, column 18.\nWas "
     "expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n    "
     "\"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    "
     "<WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "
     "<TERM> ...\n    "},
    {"+y AND ^2", false,
     "!Cannot parse '+y AND ^2': Encountered \" \"^\" \"^ \"\" at line 1, column 7.\nWas expecting "
     "one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n    \"(\" ...\n    "
     "\"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    "
     "<REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    \"*\" "
     "...\n    "},
    {"(x\\ y OR {x TO *}) ~\"x y\"~2", false,
     "!Cannot parse '(x\\ y OR {x TO *}) ~\"x y\"~2': Encountered \" <FUZZY_SLOP> \"~ \"\" at line "
     "1, column 19.\nWas expecting one of:\n    <EOF> \n    <AND> ...\n    <OR> ...\n    <NOT> "
     "...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    "
     "\"^\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    "
     "<REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "},
    {"x^2 AND (z -uu)^3 NOT [x TO z] NOT (x/ -\"x y\") {x TO *})", true,
     "!Cannot parse 'x^2 AND (z -uu)^3 NOT [x TO z] NOT (x/ -\"x y\") {x TO *})': Lexical error at "
     "line 1, column 57.  Encountered: <EOF> after : \"/ -\\\"x y\\\") {x TO *})\""},
    {"NOT -x^2 1 +x?y", false,
     "!Cannot parse 'NOT -x^2 1 +x?y': Encountered \" \"-\" \"- \"\" at line 1, column 4.\nWas "
     "expecting one of:\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    "
     "<TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n  "
     "  \"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"~ b:[* TO y} AND z !x\\ y a:(x y) x", false,
     "!Cannot parse '~ b:[* TO y} AND z !x\\ y a:(x y) x': Encountered \" <FUZZY_SLOP> \"~ \"\" at "
     "line 1, column 0.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    "
     "<BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    "
     "<PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n   "
     " <NUMBER> ...\n    <TERM> ...\n    "},
    {"+! - !!", false,
     "!Cannot parse '+! - !!': Encountered \" <NOT> \"! \"\" at line 1, column 6.\nWas expecting "
     "one of:\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> "
     "...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    "
     "\"{\" ...\n    <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"-y !", false,
     "!Cannot parse '-y !': Encountered \"<EOF>\" at line 1, column 4.\nWas expecting one of:\n    "
     "<BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    "
     "<PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n   "
     " <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"b:x z b:( +z NOT (^2 +a:y)^3 !{x TO *}", false,
     "!Cannot parse 'b:x z b:( +z NOT (^2 +a:y)^3 !{x TO *}': Encountered \" \"^\" \"^ \"\" at "
     "line 1, column 18.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    "
     "<BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    "
     "<PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n   "
     " <NUMBER> ...\n    <TERM> ...\n    "},
    {"\"x y\" OR \"x\"^0.5\"x y\"x:", false,
     "!Cannot parse '\"x y\" OR \"x\"^0.5\"x y\"x:': Encountered \"<EOF>\" at line 1, column "
     "23.\nWas expecting one of:\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> "
     "...\n    <TERM> ...\n    <PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    "
     "\"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "},
    {"&& OR b:x \"x y\"~2 -\\+x", false,
     "!Cannot parse '&& OR b:x \"x y\"~2 -\\+x': Encountered \" <AND> \"&& \"\" at line 1, column "
     "0.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n "
     "   \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    "
     "<WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "
     "<TERM> ...\n    "},
    {"+(AND \"x y\"~2) NOT [x TO z] +x*(y OR b:z*) (x)", false,
     "!Cannot parse '+(AND \"x y\"~2) NOT [x TO z] +x*(y OR b:z*) (x)': Encountered \" <AND> \"AND "
     "\"\" at line 1, column 2.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" "
     "...\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    "
     "<PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n   "
     " <NUMBER> ...\n    <TERM> ...\n    "},
    {"+* -x^2 || y NOT x (", false,
     "!Cannot parse '+* -x^2 || y NOT x (': Encountered \"<EOF>\" at line 1, column 20.\nWas "
     "expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> ...\n    "
     "\"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n    "
     "<WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "
     "<TERM> ...\n    "},
    {"+-", false,
     "!Cannot parse '+-': Encountered \" \"-\" \"- \"\" at line 1, column 1.\nWas expecting one "
     "of:\n    <BAREOPER> ...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    "
     "<PREFIXTERM> ...\n    <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n   "
     " <NUMBER> ...\n    <TERM> ...\n    \"*\" ...\n    "},
    {"x^2 OR x^2 AND )[x TO z]", false,
     "!Cannot parse 'x^2 OR x^2 AND )[x TO z]': Encountered \" \")\" \") \"\" at line 1, column "
     "15.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> "
     "...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n  "
     "  <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "
     "<TERM> ...\n    \"*\" ...\n    "},
    {"-\"x -x?y -TO || {x TO *} OR b:x", false,
     "!Cannot parse '-\"x -x?y -TO || {x TO *} OR b:x': Lexical error at line 1, column 32.  "
     "Encountered: <EOF> after : \"\\\"x -x?y -TO || {x TO *} OR b:x\""},
    {"\"x y\" -\"x y\" -( && x", false,
     "!Cannot parse '\"x y\" -\"x y\" -( && x': Encountered \" <AND> \"&& \"\" at line 1, column "
     "16.\nWas expecting one of:\n    <NOT> ...\n    \"+\" ...\n    \"-\" ...\n    <BAREOPER> "
     "...\n    \"(\" ...\n    \"*\" ...\n    <QUOTED> ...\n    <TERM> ...\n    <PREFIXTERM> ...\n  "
     "  <WILDTERM> ...\n    <REGEXPTERM> ...\n    \"[\" ...\n    \"{\" ...\n    <NUMBER> ...\n    "
     "<TERM> ...\n    "},
});

constexpr auto kSimpleQueryTexts = std::to_array<Recorded>({
    {"- (x \"x y\" ", false, "a:x a:\"x y\""},
    {"(xxz", true, "a:xxz"},
    {"(x -x \" \\ () -x ", false, "a:x (-a:x *:*) (-a:x *:*)"},
    {"x\\ y", false, "a:x a:y"},
    {"x|y\t \"x y\" y)x* \\-x ", false, "a:x a:y a:\"x y\" a:y a:x* a:-x"},
    {"\"x y\" y) * x \"x* ", true, "+a:\"x y\" +a:y +a:* +a:x +a:x*"},
    {"  (x -(x y) |x --x", false, "a:x (-(a:x a:y) *:*) a:x a:x"},
    {"-\"y z\" x\\ y x-\"y z\" y)", false, "(-a:\"y z\" *:*) (a:x a:y) a:x- a:\"y z\" a:y"},
    {"y ", false, "a:y"},
    {")--x\\-x ", true, "a:x-x"},
    {"y \t + x\\ y x+y ", true, "+a:y +(+a:x +a:y) +a:x +a:y"},
    {"-x (x", false, "(-a:x *:*) a:x"},
    {"x+y\\-x\"\" \"\" ", true, "+a:x +a:y-x"},
    {"- + |z *  ", false, "a:z a:*"},
    {"  () \"\"x+y -", true, "+a:x +a:y"},
    {"--x", true, "a:x"},
    {"\"x y\" ", true, "a:\"x y\""},
    {"  x+y x\\ y x*", true, "+a:x +a:y +(+a:x +a:y) +a:x*"},
    {"( -(x y)x -(x y)", true, "+(-(+a:x +a:y) *:*) +a:x +(-(+a:x +a:y) *:*)"},
    {"y) \t ", true, "a:y"},
    {"x* ", false, "a:x*"},
    {"\t x*\"x y\" ", true, "+a:x* +a:\"x y\""},
    {"()y-|x\\ y ", false, "a:y- (a:x a:y)"},
    {"- x\\ y", true, "+a:x +a:y"},
    {"-\"y z\"(x ", false, "(-a:\"y z\" *:*) a:x"},
    {"x\\ y\\ ", true, "+a:x +a:y"},
    {"z ) ", false, "a:z"},
    {"--xz + ", false, "a:xz"},
    {"-xz | ", false, "-a:xz *:*"},
    {"y) \"x y\"y)   ", true, "+a:y +a:\"x y\" +a:y"},
    {"\t zx+y ", false, "+a:zx +a:y"},
    {"--x ", true, "a:x"},
    {"\t \"x y\" )\" ", false, "a:\"x y\""},
    {"\t x* +", false, "a:x*"},
    {"z -x- \"x y\"- ( ", true, "+a:z +(-a:x- *:*) +a:\"x y\""},
    {"-\"y z\"-x -x y) |", false, "(-a:\"y z\" *:*) (-a:x *:*) (-a:x *:*) a:y"},
    {"y x* \\ ", false, "a:y a:x*"},
    {")+\"x y\" y) \"\" ", false, "a:\"x y\" a:y"},
    {"x+y \"x y\" + uu \\-x ", true, "+a:x +a:y +a:\"x y\" +a:uu +a:-x"},
    {"x*", false, "a:x*"},
    {"-\"y z\" \t*", false, "(-a:\"y z\" *:*) a:*"},
    {"\\-x \\y ", false, "a:-x a:y"},
    {"\\-x", false, "a:-x"},
    {"z \" y)   ", false, "a:z a:y"},
    {"() y) -\"y z\" \\-x -x ", true, "+a:y +(-a:\"y z\" *:*) +a:-x +(-a:x *:*)"},
    {"() x* \\-x ", false, "a:x* a:-x"},
    {") | -(x y)x+y ", true, "+(-(+a:x +a:y) *:*) +a:x +a:y"},
    {"\\ \\-x-\"y z\" + x|y ", false, "(+(a:-x- a:\"y z\") +a:x) a:y"},
    {"\\ z () \\-x () ", false, "a:z a:-x"},
    {"(x (y) x+y\t (x", false, "(+(a:x a:y a:x) +a:y) a:x"},
    {"\\-x ", false, "a:-x"},
    {"  x+y \\-x) ", false, "(+a:x +a:y) a:-x"},
    {"-(x y)\"\" ", false, "-(a:x a:y) *:*"},
    {"y-\"y z\"\"\" \\ --x ", true, "+a:y- +a:\"y z\" +a:--x"},
    {"-(x y)", true, "-(+a:x +a:y) *:*"},
    {"x+", true, "a:x"},
    {"y)xuux\\ y-x\"x y\"~2 ", true, "+a:y +(+a:xuux +a:y-x) +a:\"x y\"~2"},
    {"( \\ \"x y\"~2 ", false, "a:\"x y\"~2"},
    {"x\\ y y)(x-(x y) \\ ", true, "+(+a:x +a:y) +a:y +a:x- +(+a:x +a:y)"},
    {"\"\"-(x y) ", false, "-(a:x a:y) *:*"},
    {"\"x y\"-x -x-(x y) ", false, "a:\"x y\" (-a:x *:*) (-a:x- *:*) (a:x a:y)"},
    {"x|y+ ", true, "a:x a:y"},
    {"(x -(x y) x+y \\-x ", false, "(+(a:x (-(a:x a:y) *:*) a:x) +a:y) a:-x"},
    {"-\"y z\"x~1-x uu x+y * ", false, "(+((-a:\"y z\" *:*) a:x a:uu a:x) +a:y) a:*"},
    {"z y) x~x~1 ", false, "a:z a:y a:x"},
    {"\"x y\"* \"x y\"", false, "a:\"x y\" a:* a:\"x y\""},
    {"y \t* (x \\ ", true, "+a:y +a:* +a:x"},
    {"x+yx+y y- ", true, "+a:x +a:yx +a:y +a:y-"},
    {"x+y", false, "+a:x +a:y"},
    {"\"\" x*x* (x x+y ", false, "+(a:x*x* a:x a:x) +a:y"},
});

}  // namespace likewise::testing
