#pragma once

namespace likewise::tools {

/// The style sheet of html_report.h. Colours of text and columns have a contrast of at least 4.5:1
/// on their background, in both schemes.
inline constexpr const char* kReportStyle = R"css(
:root { color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2430; --soft: #55606e; --line: #d9dee5;
  --left: #1f5fbf; --right: #b4490c; --plain: #4a5a70; --good: #12703c; --bad: #b3261e;
  --code: #eef1f5; }
@media (prefers-color-scheme: dark) { :root {
  --page: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #a3adba; --line: #333c48;
  --left: #7fb0ff; --right: #ff9d5c; --plain: #9fb0c6; --good: #5fd08f; --bad: #ff8f87;
  --code: #232b36; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.left { color: var(--left); }
.right { color: var(--right); }
.verdict { font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); gap: .75rem;
  margin: 1.25rem 0 0; padding: 0; }
@media (min-width: 60rem) { .tiles { grid-template-columns: repeat(4, 1fr); } }
.tile, .card, details { background: var(--card); border: 1px solid var(--line);
  border-radius: .5rem; }
.tile { padding: .75rem 1rem; }
.tile dt { color: var(--soft); font-size: .85rem; }
.tile dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tile small { display: block; font-size: .8rem; font-weight: 400; color: var(--soft); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
  gap: .75rem; }
.card { padding: 1rem; min-width: 0; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums; }
svg text.value { font-size: 11px; fill: var(--ink); }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .plain { fill: var(--plain); }
svg .left { fill: var(--left); }
svg .right { fill: var(--right); }
.legend { display: flex; gap: 1.25rem; font-size: .85rem; margin: 0 0 .25rem; }
.legend span::before { content: ""; display: inline-block; width: .75em; height: .75em;
  margin-right: .4em; border-radius: 2px; background: currentColor; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { overflow-wrap: anywhere; padding: .35rem .6rem; text-align: left; border-bottom: 1px solid var(--line); }
thead th { font-size: .85rem; }
tbody th { font-weight: 400; color: var(--soft); }
td.number { text-align: right; }
td.only { color: var(--bad); font-weight: 600; }
td.moved, td.score { color: var(--right); }
td.same, td.none { color: var(--soft); }
td.none { text-align: center; }
.sides { font-size: .9rem; }
.hits { font-size: .9rem; margin-top: .5rem; table-layout: fixed; min-width: 40rem; }
.hits thead tr:first-child th:first-child { width: 4rem; }
.hits th.number { text-align: right; }
.hits th[scope=colgroup] { text-align: center; border-bottom-width: 2px; }
.scroll { overflow-x: auto; }
details { padding: .75rem 1rem; margin: 0 0 .75rem; }
summary { cursor: pointer; font-weight: 600; }
summary .figures { font-weight: 400; color: var(--soft); margin-left: .5rem; }
.card details { border: 0; padding: 0; margin: .5rem 0 0; }
.card summary { font-weight: 400; font-size: .85rem; color: var(--soft); }
pre { background: var(--code); padding: .75rem; border-radius: .35rem; overflow-x: auto;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; max-height: 16rem; }
:focus-visible { outline: 2px solid var(--left); outline-offset: 2px; }
@media print { main { max-width: none; padding: 0; } .card, details { break-inside: avoid; } }
)css";

}  // namespace likewise::tools
