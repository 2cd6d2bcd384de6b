using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Texts;

internal sealed partial record BriefingTexts
{
    private static readonly BriefingTexts English = new()
    {
        Language = ReaderLanguage.English,
        Header = (symbol, venue, time, price) =>
            $"{symbol} ({venue}), candles closed up to {time}. Last price {price}.",
        Simulated = () => $"SIMULATED DATA: no price is real.",
        Series = (timeframe, count, since) => $"{timeframe}: {count} candles since {since}",
        Gaps = (missing, holes) => $", {missing} missing in {holes} holes",
        RecordedUntil = time => $", recorded until {time}, built after that",
        Age = (age, inHours) =>
            inHours switch
            {
                true => $"The last candle closed {age} h ago.",
                false => $"The last candle closed {age} min ago.",
            },
        MissingTimeframes = timeframes => $"No candles for {timeframes}.",
        LeftOut = lines => $"{lines} less important lines left out.",

        Range = (reading, phase, support, resistance, age, prior) =>
            $"Wyckoff: {reading}, phase {phase}. Range from {support} to {resistance}, {age} candles, after a {prior} trend.",
        RangeLeft = (exit, support, resistance, since, reading) =>
            exit switch
            {
                Side.Bullish =>
                    $"Wyckoff: out of range. The last one ({reading}), from {support} to {resistance}, broke upwards {since} candles ago.",
                Side.Bearish =>
                    $"Wyckoff: out of range. The last one ({reading}), from {support} to {resistance}, broke downwards {since} candles ago.",
                Side.None =>
                    $"Wyckoff: out of range. The last one ({reading}), from {support} to {resistance}, ended without a clear exit {since} candles ago.",
            },
        NoRange = trend =>
            trend switch
            {
                Side.Bullish => $"Trend: markup (structure and leg bullish).",
                Side.Bearish => $"Trend: markdown (structure and leg bearish).",
                Side.None => $"Trend: neither markup nor markdown.",
            },
        Weights = (bullish, bearish, undecided) =>
            $"Weight of the evidence (a score, not a probability): bullish {bullish}, bearish {bearish}, undecided {undecided}.",
        For = evidence => $"For: {evidence}.",
        Against = evidence => $"Against: {evidence}.",
        Events = events => $"Events: {events}.",
        Event = (name, level, age, isFailed) =>
            isFailed switch
            {
                true => $"{name} at {level}, {age} candles ago (failed)",
                false => $"{name} at {level}, {age} candles ago",
            },
        Falsifiers = (below, above) =>
            $"The bullish reading falls with a close below {below}; the bearish one with a close above {above}.",
        Tests = (side, met, unmeasured) =>
            (side == Side.Bearish) switch
            {
                true => $"Of the nine selling tests {met} are met; {unmeasured} not measured.",
                false => $"Of the nine buying tests {met} are met; {unmeasured} not measured.",
            },
        Target = (side, bottom, top, columns) =>
            (side == Side.Bearish) switch
            {
                true => $"Cause and effect: downward projection from {bottom} to {top} ({columns} columns).",
                false => $"Cause and effect: upward projection from {bottom} to {top} ({columns} columns).",
            },
        CompositeMan = activity => $"Composite Man: {activity}.",
        CompositeManUnknown = () => $"Composite Man: no reading yet.",

        Structure = (inner, swing) => $"Internal structure {inner}; swing {swing}.",
        LastBreak = (kind, level, age) => $" ({kind} of {level}, {age} candles ago)",
        DealingRange = (low, high, position, isPremium) =>
            isPremium switch
            {
                true => $"Dealing range from {low} to {high}; price at {position} of its height (premium).",
                false => $"Dealing range from {low} to {high}; price at {position} of its height (discount).",
            },
        Blocks = blocks => $"Order blocks: {blocks}.",
        FairValueGaps = gaps => $"Fair value gaps: {gaps}.",
        Zone = (side, bottom, top, state) => $"{side} from {bottom} to {top} ({state})",
        Liquidity = pools => $"Liquidity: {pools}.",
        Pool = (name, level) => $"{name} at {level}",
        Taken = (name, level, age) => $"{name} at {level}, {age} candles ago",

        Fibonacci = (side, from, to, levels) => $"Fibonacci of the {side} leg from {from} to {to}: {levels}.",
        FibonacciLevel = (ratio, price, isExtension) =>
            isExtension switch
            {
                true => $"extension {ratio} at {price}",
                false => $"retracement {ratio} at {price}",
            },
        Elliott = (wave, pattern, side, degree, score) =>
            $"Elliott: wave {wave} of a {side} {pattern}, {degree} degree, score {score}.",
        ElliottOutlook = (invalid, isBelow, bottom, top) =>
            isBelow switch
            {
                true => $"Expects {bottom} to {top}; the count is invalid at {invalid} or below.",
                false => $"Expects {bottom} to {top}; the count is invalid at {invalid} or above.",
            },
        NoElliott = () => $"Elliott: no valid count.",
        ElliottFailed = () => $"Elliott: the last count was invalidated.",

        Bollinger = (percentB, lower, upper, width) =>
            $"Bollinger: %B {percentB} between bands at {lower} and {upper} (width {width}).",
        Squeezed = age => $"Squeeze on for {age} candles.",
        SqueezeReleased = (side, age) =>
            side switch
            {
                Side.Bullish => $"Squeeze released upwards {age} candles ago.",
                Side.Bearish => $"Squeeze released downwards {age} candles ago.",
                Side.None => $"Squeeze released without direction {age} candles ago.",
            },
        NoSqueeze = () => $"No squeeze.",
        Volatility = (atr, percent, rsi) => $"ATR {atr} ({percent} of price), RSI {rsi}.",

        AgreementHeading = () => $"## Agreement of the timeframes",
        View = (timeframe, view, inner, swing, wyckoff) =>
            $"{timeframe}: {view} (internal {inner}, swing {swing}, Wyckoff {wyckoff}).",
        Agreed = side =>
            (side == Side.Bullish) switch
            {
                true => $"The timeframes that have a direction agree upwards.",
                false => $"The timeframes that have a direction agree downwards.",
            },
        Disagreed = () => $"The timeframes do not agree.",
        NothingYet = () => $"No timeframe has a clear direction.",
    };
}
