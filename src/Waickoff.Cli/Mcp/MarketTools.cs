using ModelContextProtocol;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Commands;
using Waickoff.Market;

namespace Waickoff.Cli.Mcp;

/// <summary>What the tools share: a symbol and a timeframe to the analysis of them.</summary>
internal abstract class MarketTools(MarketLibrary library)
{
    protected const string UsualTimeframe = "1h";
    protected const int UsualLimit = 20;
    private const int MostItems = 200;

    protected Strings Strings => library.Strings;

    /// <summary>The analysis of one timeframe with the header of the answer.</summary>
    /// <exception cref="McpException">It cannot be given; the message says why and what there is.</exception>
    protected async Task<(MarketHeader Header, TimeframeAnalysis Analysis)> AskAsync(
        string symbol,
        string timeframe,
        string? at,
        CancellationToken cancel
    )
    {
        if (!Timeframe.TryParse(timeframe, out var wanted))
            throw new McpException(Strings.BadTimeframe(timeframe));
        var market = await AskAsync(symbol, wanted, at, cancel);
        var analysis = market.Analysis[wanted];
        if (analysis is null)
        {
            var reasons = market
                .Series.Notices.Where(n => n.Timeframe == wanted)
                .Select(n => n.Describe(Strings.Language));
            throw new McpException(string.Join("; ", reasons.DefaultIfEmpty(Strings.NoTimeframe(timeframe))));
        }
        return (MarketHeader.Of(market, analysis, Strings), analysis);
    }

    protected async Task<AnalysedMarket> AskAsync(string symbol, Timeframe? more, string? at, CancellationToken cancel)
    {
        try
        {
            return await library.GetAsync(symbol, more, at, cancel);
        }
        catch (UsageException e)
        {
            throw new McpException(e.Message, e);
        }
        catch (MarketInputException e)
        {
            throw new McpException(e.Text.In(Strings.Language), e);
        }
    }

    protected static int Limited(int limit) => Math.Clamp(limit, 1, MostItems);
}
