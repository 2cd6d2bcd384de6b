using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

internal sealed partial record BriefingTexts
{
    private static readonly BriefingTexts English = new()
    {
        Language = ReaderLanguage.English,
        Header = (symbol, venue, time, price) =>
            $"{symbol} ({venue}), candles closed up to {time}. Last price {price}.",
        Change = change => $"In 24 h: {change}.",
        Simulated = () => $"SIMULATED DATA: no price is real.",
        Weighing = () => $"Weights and scores rank the evidence; they are no probabilities.",
        Series = (timeframe, count, since) => $"{timeframe}: {count} {CandlesEnglish(count)} since {since}",
        Gaps = (missing, holes) => $", {missing} missing in {holes} {(holes.Value == 1 ? "hole" : "holes")}",
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
            $"Wyckoff: {reading}, phase {phase}. Range from {support} to {resistance}, {age} {CandlesEnglish(age)}, after a {prior} trend.",
        RangeLeft = (exit, support, resistance, since, reading) =>
            exit switch
            {
                Side.Bullish =>
                    $"Wyckoff: out of range. The last one ({reading}), from {support} to {resistance}, broke upwards {AgoEnglish(since)}.",
                Side.Bearish =>
                    $"Wyckoff: out of range. The last one ({reading}), from {support} to {resistance}, broke downwards {AgoEnglish(since)}.",
                Side.None =>
                    $"Wyckoff: out of range. The last one ({reading}), from {support} to {resistance}, ended without a clear exit {AgoEnglish(since)}.",
            },
        NoRange = trend =>
            trend switch
            {
                Side.Bullish => $"Trend: markup (structure and leg bullish).",
                Side.Bearish => $"Trend: markdown (structure and leg bearish).",
                Side.None => $"Trend: neither markup nor markdown.",
            },
        Weights = (bullish, bearish, undecided) =>
            $"Weights: bullish {bullish}, bearish {bearish}, undecided {undecided}.",
        For = evidence => $"For: {evidence}.",
        Against = evidence => $"Against: {evidence}.",
        Events = events => $"Events: {events}.",
        Event = (name, level, isFailed) =>
            isFailed switch
            {
                true => $"{name} at {level} (failed)",
                false => $"{name} at {level}",
            },
        LastEvent = (name, level, age, isFailed) =>
            isFailed switch
            {
                true => $"{name} at {level}, {AgoEnglish(age)} (failed)",
                false => $"{name} at {level}, {AgoEnglish(age)}",
            },
        Falsifiers = (below, above) =>
            $"The bullish reading falls with a close below {below}; the bearish one with a close above {above}.",
        Tests = (side, met, unmeasured) =>
            (side == Side.Bearish) switch
            {
                true => $"Of the nine selling tests {met} are met; {unmeasured} not measured.",
                false => $"Of the nine buying tests {met} are met; {unmeasured} not measured.",
            },
        CauseEffect = (side, bottom, top, columns) =>
            (side == Side.Bearish) switch
            {
                true => $"Cause and effect: downward projection from {bottom} to {top} ({columns} columns).",
                false => $"Cause and effect: upward projection from {bottom} to {top} ({columns} columns).",
            },
        CompositeMan = activity => $"Composite Man: {activity}.",
        Upward = signs => $"Upward: {signs}.",
        Downward = signs => $"Downward: {signs}.",
        CompositeManUnknown = () => $"Composite Man: no reading yet.",

        Structure = (inner, swing) => $"Internal structure {inner}; swing {swing}.",
        LastBreak = (kind, level, age) => $" ({kind} of {level}, {AgoEnglish(age)})",
        SwingBreak = (kind, level) => $" ({kind} of {level})",
        DealingRange = (low, high, position, isPremium) =>
            isPremium switch
            {
                true => $"Price at {position} of the dealing range from {low} to {high} (premium).",
                false => $"Price at {position} of the dealing range from {low} to {high} (discount).",
            },
        Blocks = blocks => $"Order blocks: {blocks}.",
        FairValueGaps = gaps => $"Fair value gaps: {gaps}.",
        Zone = (side, bottom, top, state) => $"{side} {bottom} to {top} ({state})",
        Liquidity = pools => $"Liquidity: {pools}.",
        Pool = (name, level) => $"{name} at {level}",
        Taken = (name, level, age) => $"{name} at {level}, {AgoEnglish(age)}",

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

        Bollinger = (percentB, width) => $"Bollinger: %B {percentB}, width {width}.",
        Squeezed = age => $"Squeeze on for {age} {CandlesEnglish(age)}.",
        SqueezeReleased = (side, age) =>
            side switch
            {
                Side.Bullish => $"Squeeze released upwards {AgoEnglish(age)}.",
                Side.Bearish => $"Squeeze released downwards {AgoEnglish(age)}.",
                Side.None => $"Squeeze released without direction {AgoEnglish(age)}.",
            },
        NoSqueeze = () => $"No squeeze.",
        Volatility = (atr, percent, rsi) => $"ATR {atr} ({percent} of price), RSI {rsi}.",

        Delta = (delta, day, isEstimated) =>
            isEstimated switch
            {
                true => $"Estimated delta of the last candle {delta}; CVD of the day {day}.",
                false => $"Delta of the last candle {delta}; CVD of the day {day}.",
            },
        Vwap = (anchor, price, position) => $"{anchor} {price} ({position})",
        VwapPosition = (position, sigmas) =>
            position switch
            {
                Analysis.Volume.VwapPosition.Above => $"price above, {sigmas} sigma",
                Analysis.Volume.VwapPosition.At => $"price at it",
                Analysis.Volume.VwapPosition.Below => $"price below, {sigmas} sigma",
                Analysis.Volume.VwapPosition.Unknown => $"no position",
            },
        VwapPositionAlone = position =>
            position switch
            {
                Analysis.Volume.VwapPosition.Above => $"price above",
                Analysis.Volume.VwapPosition.At => $"price at it",
                Analysis.Volume.VwapPosition.Below => $"price below",
                Analysis.Volume.VwapPosition.Unknown => $"no position",
            },
        Profile = (name, poc, val, vah) => $"{name}: POC {poc}, value area {val} to {vah}.",

        Confluences = zones => $"Confluences: {zones}.",
        Confluence = (bottom, top, role, distance, score, parts) =>
            role switch
            {
                ZoneRole.Support => $"{bottom} to {top}, {distance} ATR below, score {score} ({parts})",
                ZoneRole.Resistance => $"{bottom} to {top}, {distance} ATR above, score {score} ({parts})",
                ZoneRole.AtPrice => $"{bottom} to {top}, at price, score {score} ({parts})",
            },
        ScenariosHeading = timeframe => $"## Scenarios on {timeframe}",
        Scenario = (side, bottom, top, parts) =>
            side switch
            {
                Side.Bullish => $"Bullish: zone {bottom} to {top} ({parts})",
                Side.Bearish => $"Bearish: zone {bottom} to {top} ({parts})",
                Side.None => $"Neutral: zone {bottom} to {top} ({parts})",
            },
        Confirmation = (side, price, name) =>
            (side == Side.Bearish) switch
            {
                true => $"confirmed by a close below {price} ({name})",
                false => $"confirmed by a close above {price} ({name})",
            },
        Invalidation = (side, price, name, risk) =>
            (side == Side.Bearish) switch
            {
                true => $"invalid with a close above {price} ({name}, risk {risk} ATR)",
                false => $"invalid with a close below {price} ({name}, risk {risk} ATR)",
            },
        Targets = targets => $"targets {targets}",
        Target = (price, name, reward, isProjection) =>
            isProjection switch
            {
                true => $"{price} ({name}, projection, {reward})",
                false => $"{price} ({name}, {reward})",
            },
        NeutralScenario = (bottom, top) =>
            $"Neutral: between {bottom} and {top} nothing is decided; it ends with a close outside.",
        NoScenario = () => $"No level nearby makes a scenario.",

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

    private static Phrase AgoEnglish(Quantity candles) =>
        candles.Value switch
        {
            0 => $"in the last candle",
            1 => $"{candles} candle ago",
            _ => $"{candles} candles ago",
        };

    private static string CandlesEnglish(Quantity count) => count.Value == 1 ? "candle" : "candles";
}
