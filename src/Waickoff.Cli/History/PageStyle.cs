namespace Waickoff.Cli.History;

/// <summary>How the page of a backtest looks: light or dark as its reader has it, light on paper.</summary>
internal static class PageStyle
{
    public const string Text = """
        :root { color-scheme: light dark; --paper: #ffffff; --ink: #16202b; --quiet: #566474; --line: #d5dce3; --card: #f4f6f8;
          --accent: #1f5fbf; --up: #0b7a5c; --down: #b3263a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #0b0f14; --ink: #e6edf3; --quiet: #93a1b0; --line: #26313d;
          --card: #131a22; --accent: #6aa5ff; --up: #2bb38f; --down: #f0616d; } }
        @media print { :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb;
          --card: #ffffff; --accent: #1f5fbf; --up: #0b7a5c; --down: #b3263a; }
          figure, tr, dl div { break-inside: avoid; } h2 { break-after: avoid; } .wide { overflow: visible !important; }
          svg { min-width: 0 !important; } details { display: none; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 48px; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 8px; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 32px 0 8px; }
        p { margin: 8px 0; }
        .notice { border-left: 3px solid var(--accent); background: var(--card); padding: 8px 12px; }
        figure { margin: 0; }
        figcaption { color: var(--quiet); font-size: 0.87rem; }
        .wide { overflow-x: auto; }
        svg { display: block; width: 100%; min-width: 620px; height: auto; }
        .axis { fill: var(--quiet); font-size: 12px; } .middle { text-anchor: middle; } .end { text-anchor: end; }
        @media (max-width: 600px) { svg { min-width: 0; } .close svg { min-width: 620px; }
          figure:not(.close) .axis { font-size: 25px; } figure:not(.close) .some { display: none; } }
        .grid { stroke: var(--line); stroke-width: 1; }
        .base { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 5 4; }
        .line { fill: none; stroke: var(--accent); stroke-width: 1.6; stroke-linejoin: round; }
        .quiet { fill: none; stroke: var(--quiet); stroke-width: 1; stroke-linejoin: round; }
        .fall { fill: var(--down); fill-opacity: 0.25; stroke: var(--down); stroke-width: 1; }
        .up { stroke: var(--up); } .down { stroke: var(--down); }
        .body.up { fill: var(--paper); } .body.down { fill: var(--down); }
        .mark { stroke: var(--paper); stroke-width: 0.8; } .mark.up { fill: var(--up); } .mark.down { fill: var(--down); }
        .exit { stroke: var(--ink); stroke-width: 1.8; fill: none; }
        .course { stroke: var(--ink); stroke-width: 1.2; } .course.loss { stroke-dasharray: 1.5 3; }
        .stop { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 6 3; }
        dl { margin: 0; display: grid; gap: 0 24px; }
        .figures { grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); }
        dl div { display: flex; justify-content: space-between; gap: 16px; padding: 5px 0; border-bottom: 1px solid var(--line); }
        dt { color: var(--quiet); } dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .figures dd { white-space: nowrap; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: 5px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { color: var(--quiet); font-weight: 500; } th:first-child, td:first-child { text-align: left; }
        details { margin: 32px 0 16px; } summary { cursor: pointer; }
        pre { overflow-x: auto; background: var(--card); padding: 12px; font-size: 0.85rem; }
        """;
}
