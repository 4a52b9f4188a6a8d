// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How the page looks: on a screen by day and night, on a telephone, and on paper.
enum PageStyle {
    static let css = """
        :root { --ground: #f6f5f2; --card: #ffffff; --ink: #1d2126; --soft: #5d6670; --line: #e2e0da; --track: #ebe9e3;
          --fill: #3d6a8a; --good: #3f7d5b; --fair: #c2953c; --bad: #b5523b; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #14171a; --card: #1c2024; --ink: #e6e4df; --soft: #99a2ab; --line: #2c3238; --track: #2a3036;
            --fill: #7fadcc; --good: #6fb38d; --fair: #d9b263; --bad: #df826b; }
        }
        * { box-sizing: border-box; margin: 0; padding: 0; }
        html { -webkit-text-size-adjust: 100%; }
        body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto,
          "Helvetica Neue", sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
        .kicker { color: var(--soft); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; }
        h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 650; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; font-weight: 650; margin-bottom: .8rem; }
        h3 { font-size: 1rem; font-weight: 650; }
        .meta, .none, footer { color: var(--soft); font-size: .85rem; }
        section, header { margin-bottom: 1.5rem; }
        .figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1px; background: var(--line);
          border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
        .figure { background: var(--card); padding: 1rem 1.1rem; }
        .figure b { display: block; font-size: 1.6rem; line-height: 1.25; font-weight: 600; font-variant-numeric: tabular-nums; }
        .figure span { color: var(--soft); font-size: .85rem; }
        .figure.alert b { color: var(--bad); }
        .stack { display: block; border-radius: 5px; overflow: hidden; background: var(--track); }
        .stack .valid { fill: var(--good); } .stack .possible { fill: var(--fair); } .stack .invalid { fill: var(--bad); }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; margin-top: .6rem; font-size: .9rem; }
        .legend i { display: inline-block; width: .7em; height: .7em; border-radius: 2px; margin-right: .45em; }
        .legend i.valid { background: var(--good); } .legend i.possible { background: var(--fair); }
        .legend i.invalid { background: var(--bad); }
        .legend span { color: var(--soft); }
        .columns { columns: 2; column-gap: 1.25rem; }
        .card, .pattern { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.2rem;
          break-inside: avoid; }
        .columns .card { display: inline-block; width: 100%; margin-bottom: 1.25rem; }
        .card > p { font-size: .95rem; }
        .bars { list-style: none; display: grid; gap: .7rem; }
        .line { display: flex; align-items: baseline; gap: .75rem; font-size: .92rem; margin-bottom: .2rem; }
        .label { flex: 1; min-width: 0; overflow-wrap: anywhere; }
        .count, .part { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .part { color: var(--soft); width: 4.2em; text-align: right; }
        .bar { display: block; }
        .track { fill: var(--track); } .fill { fill: var(--fill); }
        .note { color: var(--soft); font-size: .83rem; line-height: 1.4; margin-top: .25rem; }
        .pattern { display: flex; gap: 1.1rem; margin-bottom: .75rem; }
        .pattern p { font-size: .92rem; margin-top: .2rem; overflow-wrap: anywhere; }
        .pattern .rows { color: var(--soft); font-size: .85rem; font-variant-numeric: tabular-nums; }
        .pattern .rows::first-letter { text-transform: uppercase; }
        .dial { flex: none; }
        .dial circle { fill: none; stroke: var(--track); stroke-width: 3.5; }
        .dial .arc { stroke: var(--fair); } .strong .dial .arc { stroke: var(--bad); }
        .dial text { fill: var(--ink); font-size: 11px; font-weight: 600; text-anchor: middle; }
        @media (max-width: 40rem) {
          main { padding: 1.5rem 1rem 2rem; }
          h1 { font-size: 1.5rem; }
          .figures { grid-template-columns: repeat(2, 1fr); }
          .columns { columns: 1; }
        }
        @media print {
          :root { --ground: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --line: #cccccc; --track: #e8e8e8;
            --fill: #3d6a8a; --good: #3f7d5b; --fair: #c2953c; --bad: #b5523b; }
          body { font-size: 11pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
          main { max-width: none; padding: 0; }
        }
        """
}
