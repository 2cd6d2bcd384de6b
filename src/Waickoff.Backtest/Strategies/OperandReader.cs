using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;

namespace Waickoff.Backtest.Strategies;

/// <summary>Reads numbers: constants, prices, scales and indicators.</summary>
internal sealed class OperandReader(RuleMarket market, Timeframe timeframe)
{
    private const int Longest = 5000;

    private static readonly string[] Words = ["open", "high", "low", "close", "volume", "volume-z", "range-z"];
    private static readonly string[] Kinds = ["ema", "sma", "rsi", "atr", "highest", "lowest", "bollinger", "vwap"];
    private static readonly string[] Lines = ["upper", "middle", "lower"];

    private static readonly LocalText Allowed = StrategyTexts.Operand(Words, Kinds);

    public Operand Read(JsonPlace place)
    {
        if (place.IsNumber)
        {
            var number = place.NumberFrom(-1e15, 1e15);
            return new Operand(_ => number);
        }
        if (place.IsText)
            return Word(place);
        if (!place.IsObject)
            throw place.Refused(Allowed);
        var kind = place.Kind(Kinds);
        var name = kind.Path[(kind.Path.LastIndexOf('.') + 1)..];
        place.OnlyMembers(
            name switch
            {
                "bollinger" => ["bollinger", "length", "deviations"],
                "vwap" => ["vwap"],
                _ => [name],
            }
        );
        return name switch
        {
            "bollinger" => Bollinger(place, kind),
            "vwap" => VwapBand(kind),
            _ => Of(Plain(name, kind.Whole(name == "sma" ? 2 : 1, Longest))),
        };
    }

    public Indicator Atr(int length) => Plain("atr", length);

    public Indicator Extreme(int length, bool isHigh) => Plain(isHigh ? "highest" : "lowest", length);

    private static Operand Of(Indicator indicator) => new(_ => indicator.Value);

    private Operand Word(JsonPlace place)
    {
        var word = place.OneOf(Words);
        switch (word)
        {
            case "open":
                return new Operand(m => m.Current.Open);
            case "high":
                return new Operand(m => m.Current.High);
            case "low":
                return new Operand(m => m.Current.Low);
            case "close":
                return new Operand(m => m.Current.Close);
            case "volume":
                return new Operand(m => m.Current.Volume);
        }
        // The scales are those of the tape, which any detector brings.
        market.Want(MarketParts.Legs);
        return word == "volume-z" ? new Operand(m => m.Fold!.Tape.VolumeZ) : new Operand(m => m.Fold!.Tape.RangeZ);
    }

    private Indicator Plain(string name, int length) =>
        market.Want(
            $"{name} {length}",
            timeframe,
            frame =>
                name switch
                {
                    "ema" => new ExponentialAverage(length),
                    "sma" => new SimpleAverage(length),
                    "rsi" => new RelativeStrength(length),
                    "atr" => new AverageTrueRange(frame, length),
                    _ => new EarlierExtreme(length, isHigh: name == "highest"),
                }
        );

    private Operand Bollinger(JsonPlace place, JsonPlace kind)
    {
        var line = kind.OneOf(Lines);
        var length = place.Member("length")?.Whole(2, Longest) ?? 20;
        var deviations = place.Member("deviations")?.Number(0, 10) ?? 2;
        var key = string.Create(CultureInfo.InvariantCulture, $"bollinger {line} {length} {deviations}");
        return Of(
            market.Want(
                key,
                timeframe,
                _ => new BollingerLine(
                    length,
                    deviations,
                    line switch
                    {
                        "upper" => v => v.Upper,
                        "middle" => v => v.Middle,
                        _ => v => v.Lower,
                    }
                )
            )
        );
    }

    private Operand VwapBand(JsonPlace kind)
    {
        var sigmas = kind.NumberFrom(-5, 5);
        market.Want(MarketParts.Vwap);
        return sigmas == 0
            ? new Operand(m => m.Fold!.Vwap!.Period.Value.Vwap)
            : new Operand(m => m.Fold!.Vwap!.Period.Band(sigmas));
    }
}
