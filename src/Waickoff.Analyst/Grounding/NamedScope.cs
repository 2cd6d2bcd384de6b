using System.Text.RegularExpressions;
using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Grounding;

/// <summary>A timeframe or a symbol that a text names, and where.</summary>
internal readonly record struct Named<T>(int Start, int End, T What);

/// <summary>Finds the timeframes and symbols that a text names.</summary>
internal static partial class NamedScope
{
    /// <summary>Timeframes: 15m, 4h, 1d, H4, 15 minutes, 4 horas, diario.</summary>
    public static List<Named<Timeframe>> Timeframes(string text)
    {
        var named = new List<Named<Timeframe>>();
        foreach (Match match in TimeframePattern().Matches(text))
        {
            var unit =
                match.Groups["minutes"].Success ? 1
                : match.Groups["hours"].Success ? 60
                : 1440;
            var count = match.Groups["count"].Success ? int.Parse(match.Groups["count"].ValueSpan, null) : 1;
            named.Add(new Named<Timeframe>(match.Index, match.Index + match.Length, new Timeframe(count * unit)));
        }
        return named;
    }

    /// <summary>Symbols by their full name, coins by their ticker or name; a coin is written as its ticker.</summary>
    public static List<Named<string>> Symbols(string text)
    {
        var named = new List<Named<string>>();
        foreach (Match match in SymbolPattern().Matches(text))
        {
            var name = match.Groups["name"].Success
                ? Coins[match.Groups["name"].Value.ToUpperInvariant()]
                : match.Value.ToUpperInvariant();
            named.Add(new Named<string>(match.Index, match.Index + match.Length, name));
        }
        return named;
    }

    /// <summary>True when a name stands for the symbol: the symbol itself, or its coin.</summary>
    public static bool IsNameOf(string name, string symbol) =>
        name == symbol
        || name == CoinOf(symbol)
        || (name.Length < symbol.Length && symbol.EndsWith(name, StringComparison.Ordinal));

    private static string CoinOf(string symbol)
    {
        var match = QuotePattern().Match(symbol);
        return match.Success ? symbol[..match.Index] : symbol;
    }

    private static readonly Dictionary<string, string> Coins = new()
    {
        ["BITCOIN"] = "BTC",
        ["ETHEREUM"] = "ETH",
        ["ETHER"] = "ETH",
        ["SOLANA"] = "SOL",
        ["CARDANO"] = "ADA",
        ["DOGECOIN"] = "DOGE",
        ["RIPPLE"] = "XRP",
        ["LITECOIN"] = "LTC",
        ["AVALANCHE"] = "AVAX",
        ["POLKADOT"] = "DOT",
        ["CHAINLINK"] = "LINK",
    };

    [GeneratedRegex(
        @"(?<![\w.,])(?:(?<count>1|3|5|15|30|45)\s?(?<minutes>m|min|mins|minutos?|minutes?)|(?<count>1|2|3|4|6|8|12)[\s-]?(?<hours>h|hs|horas?|hours?)"
            + @"|(?<count>1|3)\s?(?<days>d|d[ií]as?|days?)|(?<minutes>M)(?<count>1|5|15|30)|(?<hours>H)(?<count>1|4)|(?<days>D)(?<count>1)"
            + @"|(?<days>diari[oa]s?|daily)|(?<hours>hourly))(?![\w])"
    )]
    private static partial Regex TimeframePattern();

    [GeneratedRegex(
        @"(?<![\w])(?:[A-Z0-9]{2,10}(?:USDT|USDC|FDUSD|BUSD|USD|EUR)(?:-PERP)?|(?:BTC|ETH|SOL|BNB|XRP|ADA|DOGE|AVAX|LINK|DOT|LTC|POL|MATIC|TRX|FIL|SUI|TON|ATOM|NEAR|UNI|AAVE)"
            + @"|(?<name>(?i:bitcoin|ethereum|ether|solana|cardano|dogecoin|ripple|litecoin|avalanche|polkadot|chainlink)))(?![\w])"
    )]
    private static partial Regex SymbolPattern();

    [GeneratedRegex(@"(?<=\w)(?:USDT|USDC|FDUSD|BUSD|USD|EUR|BTC|ETH)(?:-PERP)?$")]
    private static partial Regex QuotePattern();
}
