#include "tests/engine/search/golden_corpus.h"

#include <array>
#include <sstream>
#include <string>

namespace likewise {
namespace {

struct Row {
  const char* tokens;  ///< Separated by blanks; empty: the document has no vector.
  const char* title;
};

/// Documents "0", "1", ... of the recorded answers.
constexpr std::array<Row, 60> kRows = {{
    {"0-0 1-1 2-0 3-5 4-4 5-3 6-0 7-3 8-0 9-3 10-0 11-3", "a.b foo_bar (paren)"},
    {"0-5 1-0 2-1 3-2 4-5 5-2 6-0 7-2 8-5 9-4 10-5 11-2", "hy-phen x1 1-4 a"},
    {"0-4 1-4 2-2 3-1 4-0 5-2 6-1 7-3 8-4 9-2 10-4 11-1", "RED the fox red fox"},
    {"0-3 1-0 2-5 3-0 4-0 5-0 6-3 7-0 8-3 9-0 10-5 11-0",
     "e-mail@x.org 2-32 hy-phen brown Red Quick"},
    {"0-2 1-5 2-2 3-5 4-3 5-5 6-1 7-5 8-2 9-5 10-2 11-5", "end. the 1-4 1-4 hy-phen 7 Red"},
    {"0-0 1-0 2-4 3-5 4-1 5-4 6-1 7-4 8-5 9-4 10-1 11-4 0-0", "of naïve 12 3.14 brown 0-14 fox 7"},
    {"0-4 1-3 2-0 3-2 4-0 5-3 6-0 7-3 8-0 9-4 10-1 11-4",
     "fox Red 7 end. 1,000 3.14 naïve 2-32 0-14"},
    {"0-0 1-3 2-0 3-3 4-0 5-3 6-0 7-3 8-0 9-1 10-0 11-3",
     "日本語 the 12 red RED e-mail@x.org 1,000 Quick C++ red"},
    {"0-3 1-2 2-5 3-2 4-5 5-2 6-5 7-5 8-5 9-2 10-5 11-1",
     "3.14 3.14 (paren) Quick end. it's RED hy-phen red the (paren)"},
    {"0-4 1-1 2-4 3-0 4-1 5-1 6-4 7-1 8-4 9-1 10-4 11-2", "hy-phen été end."},
    {"0-5 1-4 2-3 3-0 4-3 5-4 6-0 7-0 8-3 9-0 10-4 11-0", "12 a it's the"},
    {"0-2 1-1 2-2 3-4 4-2 5-5 6-3 7-4 8-2 9-1 10-2 11-5", "2-32 Quick naïve hy-phen Straße"},
    {"0-0 1-4 2-4 3-0 4-1 5-4 6-1 7-4 8-1 9-4 10-1 11-4", "naïve 7 alpha naïve of Quick"},
    {"0-0 1-5 2-0 3-3 4-5 5-3 6-2 7-3 8-0 9-0 10-0 11-3", "RED gamma alpha 日本語 Quick Red fox"},
    {"0-4 1-4 2-0 3-3 4-1 5-3 6-4 7-3 8-0 9-3 10-0 11-0",
     "カタカナ 1,000 red of カタカナ a.b brown red"},
    {"0-1 1-0 2-5 3-3 4-5 5-2 6-5 7-3 8-3 9-2 10-3 11-2",
     "foo_bar foo_bar beta 3.14 2-32 日本語 RED the RED"},
    {"0-4 1-1 2-4 3-1 4-4 5-2 6-4 7-2 8-4 9-1 10-4 11-3",
     "12 x1 1-4 3.14 Red gamma end. alpha 7 3.14"},
    {"", "nothing here"},
    {"0-2 1-4 2-2 3-5 4-2 5-5 6-2 7-2 8-2 9-1 10-1 11-1 0-2", "beta gamma red"},
    {"0-4 1-0 2-1 3-4 4-1 5-3 6-1 7-4 8-0 9-1 10-1 11-4", "hy-phen delta red x1"},
    {"0-0 1-5 2-0 3-3 4-0 5-3 6-5 7-3 8-4 9-3 10-0 11-3", "Red red RED 7 e-mail@x.org"},
    {"0-2 1-3 2-1 3-3 4-0 5-3 6-0 7-3 8-5 9-3 10-0 11-3", "hy-phen a.b delta 1,000 a.b 1-4"},
    {"0-4 1-0 2-4 3-2 4-5 5-2 6-3 7-2 8-4 9-3 10-5 11-2", "beta 1-4 日本語 2-32 fox hy-phen Quick"},
    {"0-4 1-1 2-4 3-1 4-4 5-1 6-1 7-1 8-4 9-1 10-4 11-3", "RED a.b Red a C++ beta delta カタカナ"},
    {"0-3 1-0 2-0 3-1 4-3 5-0 6-3 7-0 8-4 9-3 10-2 11-0",
     "x1 fox naïve of beta naïve 1-4 2-32 3.14"},
    {"0-2 1-5 2-2 3-2 4-4 5-4 6-2 7-5 8-0 9-5 10-2 11-3",
     "of end. 0-14 hy-phen brown end. it's 7 RED C++"},
    {"0-1 1-4 2-1 3-0 4-1 5-4 6-4 7-3 8-1 9-4 10-1 11-4",
     "カタカナ Red 日本語 RED RED alpha 7 3.14 a red a.b"},
    {"0-0 1-5 2-0 3-3 4-0 5-3 6-0 7-3 8-2 9-3 10-0 11-3", "日本語 カタカナ hy-phen"},
    {"0-0 1-3 2-0 3-3 4-0 5-3 6-1 7-3 8-2 9-4 10-0 11-1", "été foo_bar 0-14 it's"},
    {"0-5 1-1 2-5 3-4 4-5 5-5 6-3 7-2 8-5 9-2 10-5 11-2", "delta Red C++ x1 the"},
    {"0-4 1-1 2-0 3-1 4-2 5-1 6-4 7-1 8-4 9-1 10-4 11-1", "(paren) naïve end. naïve delta of"},
    {"0-1 1-2 2-1 3-0 4-3 5-0 6-3 7-3 8-3 9-0 10-5 11-0 0-1",
     "foo_bar Red 3.14 end. x1 foo_bar brown"},
    {"0-1 1-5 2-2 3-5 4-4 5-3 6-2 7-5 8-2 9-5 10-2 11-5",
     "gamma end. Straße Red beta a foo_bar beta"},
    {"0-5 1-4 2-1 3-3 4-1 5-4 6-1 7-3 8-3 9-3 10-1 11-4",
     "of fox 日本語 a.b e-mail@x.org été 2-32 gamma hy-phen"},
    {"0-0 1-3 2-0 3-4 4-0 5-4 6-0 7-3 8-0 9-3 10-0 11-3",
     "Quick été (paren) e-mail@x.org x1 beta red fox naïve alpha"},
    {"0-0 1-3 2-0 3-3 4-0 5-3 6-2 7-3 8-0 9-3 10-0 11-3",
     "1-4 3.14 12 Quick the RED a.b 日本語 12 RED alpha"},
    {"0-5 1-2 2-5 3-3 4-3 5-2 6-5 7-2 8-5 9-2 10-5 11-2", "red 1-4 foo_bar"},
    {"0-3 1-1 2-5 3-3 4-4 5-5 6-3 7-1 8-4 9-1 10-3 11-1", "hy-phen alpha brown a.b"},
    {"0-1 1-0 2-2 3-0 4-5 5-0 6-3 7-4 8-3 9-0 10-3 11-0", "the red été foo_bar a"},
    {"0-2 1-5 2-0 3-5 4-0 5-5 6-2 7-5 8-2 9-5 10-2 11-1", "fox it's a 1-4 red e-mail@x.org"},
    {"0-1 1-4 2-3 3-4 4-1 5-2 6-1 7-4 8-4 9-4 10-5 11-4", "naïve 3.14 1-4 C++ of red 1-4"},
    {"0-0 1-3 2-2 3-3 4-3 5-3 6-0 7-5 8-4 9-2 10-1 11-2",
     "foo_bar 3.14 Red Quick of gamma naïve (paren)"},
    {"0-0 1-3 2-0 3-2 4-1 5-3 6-2 7-3 8-1 9-3 10-3 11-2",
     "日本語 x1 hy-phen the brown foo_bar 2-32 0-14 a"},
    {"0-0 1-2 2-5 3-2 4-2 5-2 6-2 7-2 8-5 9-2 10-4 11-2",
     "foo_bar the hy-phen naïve a.b x1 Quick gamma gamma naïve"},
    {"0-0 1-1 2-1 3-1 4-4 5-5 6-3 7-1 8-3 9-3 10-2 11-1 0-0",
     "0-14 1,000 (paren) (paren) red 0-14 of 0-14 カタカナ delta 2-32"},
    {"0-3 1-3 2-3 3-0 4-0 5-0 6-3 7-4 8-3 9-4 10-3 11-0", "foo_bar 日本語 brown"},
    {"0-4 1-5 2-1 3-4 4-2 5-5 6-0 7-5 8-2 9-4 10-2 11-5", "delta Quick a.b 7"},
    {"0-1 1-4 2-1 3-4 4-1 5-4 6-1 7-5 8-5 9-4 10-1 11-0", "C++ 2-32 end. of e-mail@x.org"},
    {"0-3 1-3 2-0 3-0 4-0 5-4 6-0 7-3 8-4 9-3 10-0 11-3", "x1 1,000 end. (paren) foo_bar a.b"},
    {"0-0 1-3 2-0 3-3 4-0 5-2 6-5 7-0 8-0 9-3 10-0 11-2",
     "Quick delta 日本語 x1 a.b カタカナ end."},
    {"0-5 1-2 2-5 3-2 4-5 5-2 6-5 7-2 8-2 9-2 10-5 11-2",
     "foo_bar end. beta RED beta it's RED naïve"},
    {"0-2 1-1 2-4 3-0 4-4 5-0 6-4 7-1 8-4 9-1 10-4 11-1",
     "Straße a delta brown fox delta a RED (paren)"},
    {"0-3 1-3 2-3 3-0 4-3 5-0 6-4 7-0 8-0 9-0 10-0 11-0",
     "naïve 1,000 Quick Red été Straße x1 alpha e-mail@x.org end."},
    {"0-2 1-5 2-4 3-5 4-2 5-5 6-0 7-5 8-2 9-5 10-2 11-5",
     "2-32 a.b été x1 2-32 beta Straße fox hy-phen 0-14 a"},
    {"0-1 1-4 2-1 3-4 4-1 5-5 6-1 7-4 8-1 9-4 10-1 11-4", "カタカナ カタカナ brown"},
    {"0-0 1-3 2-0 3-5 4-0 5-5 6-0 7-4 8-0 9-4 10-4 11-3", "Straße brown (paren) the"},
    {"0-0 1-2 2-0 3-3 4-0 5-3 6-0 7-3 8-0 9-0 10-4 11-3", "gamma (paren) 3.14 Straße C++"},
    {"0-5 1-3 2-5 3-2 4-0 5-2 6-5 7-2 8-5 9-2 10-5 11-2 0-5", "0-14 été 1-4 a.b 日本語 delta"},
    {"0-5 1-1 2-4 3-1 4-4 5-1 6-4 7-2 8-4 9-2 10-4 11-5", "2-32 Quick a naïve 1-4 日本語 Quick"},
    {"0-5 1-4 2-3 3-4 4-3 5-0 6-3 7-0 8-3 9-0 10-1 11-0", "of 12 7 gamma 日本語 Quick 1-4 brown"},
}};

}  // namespace

TestCorpus golden_corpus() {
  TestCorpus corpus;
  corpus.add_dynamic_string("feature_vector");
  corpus.add_dynamic_string("title");
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    TestDocument document;
    std::istringstream tokens(kRows[i].tokens);
    for (std::string token; tokens >> token;) {
      document["feature_vector"].push_back(token);
    }
    document["title"] = {kRows[i].title};
    corpus.add(std::to_string(i), document);
  }
  return corpus;
}

}  // namespace likewise
