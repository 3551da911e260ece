/// The style sheet of reports.
enum ReportStyle {
  /// Two A4 pages on paper, light or dark on a screen; text at least 4.5 : 1 and on a screen 16 px, shapes at least 3 : 1.
  static let sheet: StaticString = """
    :root { color-scheme: light dark; --ink: #14202b; --soft: #4a5865; --paper: #ffffff; --line: #c3ccd4; --panel: #f2f5f8;
      --good: #10667f; --bad: #a8431b; --bad-ground: #f6d9cb; --even: #a3acb5; --even-line: #75808b; --link: #0b5394; }
    @media (prefers-color-scheme: dark) { :root { --ink: #eef2f5; --soft: #b8c4ce; --paper: #12191f; --line: #44525e;
      --panel: #1c262e; --good: #57b6cf; --bad: #f0976f; --bad-ground: #4a2a1c; --even: #5f6c78; --even-line: #93a1ad; --link: #9cc9f5; } }
    * { box-sizing: border-box; }
    html { font: 100%/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
    body { margin: 0 auto; padding: 1rem 1.25rem 2rem; max-width: 68rem; color: var(--ink); background: var(--paper); }
    a { color: var(--link); }
    .skip { position: absolute; left: -100rem; padding: .5rem 1rem; background: var(--ink); color: var(--paper); }
    .skip:focus { left: .5rem; top: .5rem; z-index: 1; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    main:focus { outline: none; }
    .patterns { position: absolute; }
    header { border-bottom: 3px solid var(--good); margin-bottom: 1rem; }
    .organisation { margin: 0; color: var(--soft); }
    h1, h2, h3, p, th { overflow-wrap: break-word; hyphens: auto; }
    h1 { margin: .1rem 0; font-size: 1.9rem; line-height: 1.15; }
    small { font-size: 1rem; }
    .facts { margin: .2rem 0 .8rem; color: var(--soft); }
    h2 { margin: 1.6rem 0 .4rem; font-size: 1.3rem; line-height: 1.2; }
    h3 { margin: 1rem 0 .3rem; font-size: 1rem; }
    p { margin: .3rem 0 .6rem; max-width: 48rem; }
    .lead { font-size: 1.05rem; }
    .big { font-size: 2.1rem; line-height: 1; }
    .figures .progress { width: 12rem; margin-left: .6rem; }
    .note, .measure, .state, .ledger, .method p { color: var(--soft); }
    .measure { font-weight: 400; }
    .state { display: block; }
    .ledger { overflow-wrap: anywhere; border-top: 1px solid var(--line); padding-top: .6rem; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; }
    th, td { padding: .3rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
    thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
    tbody th { font-weight: 400; min-width: 11rem; }
    td.words { min-width: 7rem; }
    .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    thead .number { white-space: normal; }
    .chart { width: 14rem; min-width: 10rem; }
    .level-1 { display: block; padding-left: 1rem; }
    .level-2 { display: block; padding-left: 2rem; }
    .level-3 { display: block; padding-left: 3rem; }
    .level-4 { display: block; padding-left: 4rem; }
    .level-5 { display: block; padding-left: 5rem; }
    .paper { display: none; }
    .hidden { color: var(--soft); font-style: italic; }
    svg { display: inline-block; vertical-align: middle; width: 100%; height: auto; max-height: 1.3rem; }
    .patterns { width: 0; height: 0; }
    .favourable { fill: var(--good); }
    .neutral { fill: var(--even); stroke: var(--even-line); stroke-width: .6; }
    .unfavourable { fill: url(#stripes); stroke: var(--bad); stroke-width: .8; }
    .stripe { fill: var(--bad); }
    .stripe-ground { fill: var(--bad-ground); }
    .ground { fill: var(--panel); stroke: var(--even-line); stroke-width: .6; }
    .middle { stroke: var(--ink); stroke-width: .8; }
    .axis { stroke: var(--even-line); stroke-width: 1; }
    .range { stroke: var(--good); stroke-width: 3; }
    .value { fill: var(--good); }
    .target { stroke: var(--ink); stroke-width: 2; }
    svg.trend { max-height: none; flex: 1 1 18rem; max-width: 30rem; }
    .trend text { fill: var(--ink); font-size: 13px; }
    .trend .target { stroke-dasharray: 9 5; }
    .series { stroke: var(--good); stroke-width: 2; }
    .event { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 2 3; }
    .beside { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: flex-start; }
    .beside .scroll { flex: 2 1 34rem; max-width: 100%; }
    details { margin-top: .8rem; }
    summary { cursor: pointer; min-height: 44px; padding: .7rem 0; color: var(--link); }
    @media screen and (max-width: 56rem) {
      table, tbody, tr, tbody th, td { display: block; width: 100%; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
      tbody th, td { padding: .1rem 0; border: 0; min-width: 0; }
      tbody th { font-weight: 600; }
      td[data-title] { display: flex; justify-content: flex-end; column-gap: .6rem; text-align: right; }
      td[data-title]::before { content: attr(data-title); color: var(--soft); text-align: left; margin-right: auto; }
      td.chart { width: 100%; }
      td.chart::before { content: none; }
      .number { white-space: normal; }
    }
    @media (forced-colors: active) { .favourable, .value, .stripe { fill: CanvasText; } .neutral, .stripe-ground, .ground { fill: Canvas; }
      .neutral, .unfavourable, .axis, .range, .target, .middle, .series, .event { stroke: CanvasText; }
      .trend text { fill: CanvasText; } }
    @page { size: A4; margin: 12mm 13mm; }
    @media print {
      :root { color-scheme: light; --ink: #14202b; --soft: #4a5865; --paper: #ffffff; --line: #c3ccd4; --panel: #f2f5f8;
        --good: #10667f; --bad: #a8431b; --bad-ground: #f6d9cb; --even: #a3acb5; --even-line: #75808b; }
      html { font-size: 8.6pt; line-height: 1.3; }
      body { padding: 0; max-width: none; }
      .skip, .screen { display: none; }
      .note, .measure, .state, .ledger, .method p { font-size: .9rem; }
      small { font-size: .85rem; }
      table { font-size: .95rem; }
      thead th { font-size: .85rem; }
      summary { min-height: 0; padding: .4rem 0; }
      h2 { margin-top: .9rem; break-after: avoid; }
      h3 { break-after: avoid; }
      tr, .beside, .block > p { break-inside: avoid; }
      th, td { padding: .15rem .4rem; }
      p { max-width: none; }
      .scroll { overflow: visible; }
      .paper { display: block; }
      .method p { margin: 0 0 .2rem; }
      * { print-color-adjust: exact; }
    }
    """
}
