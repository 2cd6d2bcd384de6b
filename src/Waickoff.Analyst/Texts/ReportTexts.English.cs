using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

internal sealed partial record ReportTexts
{
    private static readonly ReportTexts English = new()
    {
        SituationHeading = () => $"Current situation",
        Simulated = () => $"Simulated market: no price in this report is real; it shows how the engine reads.",
        LastClose = (symbol, price, time) => $"{symbol} closed at {price} ({time}).",
        LastCloseAndChange = (symbol, price, time, change) => $"{symbol} closed at {price} ({time}), {change} in 24 h.",
        Age = (age, inHours) =>
            inHours switch
            {
                true => $"That close is {age} hours old.",
                false => $"That close is {age} minutes old.",
            },
        AllAgree = (timeframes, side) =>
            side switch
            {
                Side.Bullish => $"{timeframes} agree: a bullish bias on every timeframe.",
                Side.Bearish => $"{timeframes} agree: a bearish bias on every timeframe.",
                Side.None => $"{timeframes} agree.",
            },
        SomeAgree = (with, side, areMany, without, areManyWithout) =>
            (side == Side.Bullish, areManyWithout) switch
            {
                (true, true) => $"{with} point up; {without} take no side.",
                (true, false) => $"{with} point up; {without} takes no side.",
                (false, true) => $"{with} point down; {without} take no side.",
                (false, false) => $"{with} point down; {without} takes no side.",
            },
        Contradiction = (up, down, neutral) =>
            neutral.Length switch
            {
                0 => $"The timeframes contradict each other: {up} up, {down} down.",
                _ => $"The timeframes contradict each other: {up} up, {down} down, {neutral} undecided.",
            },
        NoBias = () => $"No timeframe has a clean bias: structure and Wyckoff pull the same way on none of them.",
        OneBias = (timeframe, side) =>
            side switch
            {
                Side.Bullish => $"Only {timeframe} has a bias, a bullish one; the rest is undecided.",
                Side.Bearish => $"Only {timeframe} has a bias, a bearish one; the rest is undecided.",
                Side.None => $"No timeframe has a bias.",
            },
        MissingTimeframes = timeframes => $"There are no candles for {timeframes}, so those are not read.",

        Range = (reading, phase, age, support, resistance, prior) =>
            (reading, prior == Side.Bearish) switch
            {
                (WyckoffReading.Accumulation, _) =>
                    $"accumulation in phase {phase}: the decline has turned into a range from {support} to {resistance}, {age} {CandlesEnglish(age)} long so far.",
                (WyckoffReading.Distribution, _) =>
                    $"distribution in phase {phase}: the advance has turned into a range from {support} to {resistance}, {age} {CandlesEnglish(age)} long so far.",
                (WyckoffReading.ReAccumulation, _) =>
                    $"re-accumulation in phase {phase}: a pause of {age} {CandlesEnglish(age)} between {support} and {resistance} within the advance.",
                (WyckoffReading.ReDistribution, _) =>
                    $"re-distribution in phase {phase}: a pause of {age} {CandlesEnglish(age)} between {support} and {resistance} within the decline.",
                (WyckoffReading.Unknown, true) =>
                    $"a range in phase {phase} after a decline, {age} {CandlesEnglish(age)} between {support} and {resistance}.",
                (WyckoffReading.Unknown, false) =>
                    $"a range in phase {phase} after an advance, {age} {CandlesEnglish(age)} between {support} and {resistance}.",
            },
        RangeUndecided = (phase, age, support, resistance, prior) =>
            (prior == Side.Bearish) switch
            {
                true =>
                    $"a range in phase {phase} after a decline, {age} {CandlesEnglish(age)} between {support} and {resistance}, and nobody knows yet whom it serves.",
                false =>
                    $"a range in phase {phase} after an advance, {age} {CandlesEnglish(age)} between {support} and {resistance}, and nobody knows yet whom it serves.",
            },
        UndecidedWeights = (bullish, bearish) =>
            $"The evidence gives {bullish} to the buyers and {bearish} to the sellers; the rest decides nothing.",
        PhaseA = prior =>
            (prior == Side.Bearish) switch
            {
                true => $"The decline has stopped, but nobody has tested yet whether the floor holds.",
                false => $"The advance has stopped, but nobody has tested yet whether the ceiling holds.",
            },
        PhaseB = () => $"The cause is being built: back and forth between the edges, without a decisive test.",
        PhaseBAgain = () => $"Nor has this range had its test yet.",
        LastEvent = (name, level, age) => $"The last mark it left is the {name} at {level}, {AgoEnglish(age)}.",
        SpringTest = (level, age) =>
            $"The Spring at {level}, {AgoEnglish(age)}, swept support and closed back inside: this is the test that can decide the range.",
        UpthrustTest = (name, level, age) =>
            $"The {name} at {level}, {AgoEnglish(age)}, poked above resistance and could not stay: this is the test that can decide the range.",
        QuietTest = () => $"The range is at its test, with no false break to mark it.",
        Drive = (side, name, level, age) =>
            (side == Side.Bearish) switch
            {
                true => $"Since the {name} at {level}, {AgoEnglish(age)}, the sellers have the initiative.",
                false => $"Since the {name} at {level}, {AgoEnglish(age)}, the buyers have the initiative.",
            },
        PhaseE = side =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"Price already closes below the range; what is left to see is whether attempts to get back in fail.",
                false =>
                    $"Price already closes above the range; what is left to see is whether pullbacks hold outside.",
            },
        EventFailed = (name, level) => $"The {name} at {level} did not hold, and the range is open again.",
        Falsifier = (side, weight, price) =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"This reading carries {weight} of the weight of the evidence; a close above {price} proves it wrong.",
                false =>
                    $"This reading carries {weight} of the weight of the evidence; a close below {price} proves it wrong.",
            },
        FalsifiersUndecided = (below, above) =>
            $"A close below {below} rules the bullish reading out; one above {above}, the bearish.",
        RangeLeft = (exit, reading, support, resistance, since) =>
            (exit, reading) switch
            {
                (Side.Bullish, WyckoffReading.Unknown) =>
                    $"{AgoEnglish(since)} price left a range from {support} to {resistance} by the top.",
                (Side.Bearish, WyckoffReading.Unknown) =>
                    $"{AgoEnglish(since)} price left a range from {support} to {resistance} by the bottom.",
                (Side.Bullish, WyckoffReading.Accumulation or WyckoffReading.ReAccumulation) =>
                    $"{AgoEnglish(since)} price broke out of the range from {support} to {resistance}, as its accumulative reading asked for.",
                (Side.Bearish, WyckoffReading.Distribution or WyckoffReading.ReDistribution) =>
                    $"{AgoEnglish(since)} price lost the range from {support} to {resistance}, as its distributive reading asked for.",
                (Side.Bullish, _) =>
                    $"{AgoEnglish(since)} price broke out of the range from {support} to {resistance}, against what the evidence suggested.",
                (Side.Bearish, _) =>
                    $"{AgoEnglish(since)} price lost the range from {support} to {resistance}, against what the evidence suggested.",
                (Side.None, _) =>
                    $"the range from {support} to {resistance} ran out {AgoEnglish(since)} without a clear exit.",
            },
        AfterExit = (exit, trend) =>
            (exit, trend) switch
            {
                (Side.Bullish, Side.Bullish) => $"Structure and leg go along: markup.",
                (Side.Bearish, Side.Bearish) => $"Structure and leg go along: markdown.",
                (Side.Bullish, Side.Bearish) => $"Since then the structure has turned down: the exit has failed.",
                (Side.Bearish, Side.Bullish) => $"Since then the structure has turned up: the exit has failed.",
                (_, Side.Bullish) => $"Markup is in charge now.",
                (_, Side.Bearish) => $"Markdown is in charge now.",
                (_, Side.None) => $"So far no trend carries it on.",
            },
        NoRange = trend =>
            trend switch
            {
                Side.Bullish => $"no active range; markup, with structure and leg bullish.",
                Side.Bearish => $"no active range; markdown, with structure and leg bearish.",
                Side.None => $"no active range and no clean trend.",
            },
        NoRangeAgain = trend =>
            trend switch
            {
                Side.Bullish => $"in markup as well, with no active range.",
                Side.Bearish => $"in markdown as well, with no active range.",
                Side.None => $"no active range or clean trend here either.",
            },
        CompositeMan = (activity, signs) =>
            activity switch
            {
                CompositeManActivity.Accumulating => $"The Composite Man appears to be accumulating: {signs}.",
                CompositeManActivity.Distributing => $"The Composite Man appears to be distributing: {signs}.",
                CompositeManActivity.MarkingUp => $"The Composite Man pushes up: {signs}.",
                CompositeManActivity.MarkingDown => $"The Composite Man pushes down: {signs}.",
                CompositeManActivity.Unclear => $"The hand of the Composite Man cannot be made out: {signs}.",
            },
        CompositeManAgain = (activity, signs) =>
            activity switch
            {
                CompositeManActivity.Accumulating => $"Accumulation shows here as well: {signs}.",
                CompositeManActivity.Distributing => $"Distribution shows here as well: {signs}.",
                CompositeManActivity.MarkingUp => $"The operator pushes the same way here: {signs}.",
                CompositeManActivity.MarkingDown => $"The operator pushes the same way here: {signs}.",
                CompositeManActivity.Unclear => $"Nor can his hand be made out here: {signs}.",
            },
        CompositeManContested = (activity, signs, against) =>
            activity switch
            {
                CompositeManActivity.Accumulating =>
                    $"The Composite Man appears to be accumulating: {signs}; against it, {against}.",
                CompositeManActivity.Distributing =>
                    $"The Composite Man appears to be distributing: {signs}; against it, {against}.",
                CompositeManActivity.MarkingUp => $"The Composite Man pushes up: {signs}; against it, {against}.",
                CompositeManActivity.MarkingDown => $"The Composite Man pushes down: {signs}; against it, {against}.",
                CompositeManActivity.Unclear =>
                    $"The hand of the Composite Man cannot be made out: {signs}; against it, {against}.",
            },
        CompositeManSplit = (up, down) => $"The trace of the Composite Man is mixed: upward, {up}; downward, {down}.",
        CompositeManOneSign = sign =>
            $"Of the Composite Man there is but one sign, {sign}: too little to speak of intent.",

        CompositeManSplitAgain = (up, down) => $"Nor is his hand any clearer here: upward, {up}; downward, {down}.",
        CompositeManOneSignAgain = sign => $"Again a single sign of the operator: {sign}.",
        CompositeManAgainstTrend = (side, signs) =>
            (side == Side.Bearish) switch
            {
                true => $"Against that trend the Composite Man pushes down: {signs}.",
                false => $"Against that trend the Composite Man pushes up: {signs}.",
            },
        StructureAgrees = (side, kind, level, age) =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"Structure is bearish on both scales; the last break was a {kind} at {level}, {AgoEnglish(age)}.",
                false =>
                    $"Structure is bullish on both scales; the last break was a {kind} at {level}, {AgoEnglish(age)}.",
            },
        StructureAgreesAgain = (side, kind, level, age) =>
            (side == Side.Bearish) switch
            {
                true => $"Here too structure is bearish throughout ({kind} at {level}, {AgoEnglish(age)}).",
                false => $"Here too structure is bullish throughout ({kind} at {level}, {AgoEnglish(age)}).",
            },
        StructureTurnsAgain = (side, kind, level, age) =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"The same short-term turn down shows here ({kind} at {level}, {AgoEnglish(age)}), with the swing unchanged.",
                false =>
                    $"The same short-term turn up shows here ({kind} at {level}, {AgoEnglish(age)}), with the swing unchanged.",
            },
        StructureDiffers = (side, kind, level, age, swing) =>
            (side, swing) switch
            {
                (Side.Bearish, Side.None) =>
                    $"Internal structure has been bearish since the {kind} at {level}, {AgoEnglish(age)}.",
                (_, Side.None) =>
                    $"Internal structure has been bullish since the {kind} at {level}, {AgoEnglish(age)}.",
                (Side.Bearish, _) =>
                    $"Internal structure has turned down ({kind} at {level}, {AgoEnglish(age)}) within a swing that is still bullish.",
                (_, _) =>
                    $"Internal structure has turned up ({kind} at {level}, {AgoEnglish(age)}) within a swing that is still bearish.",
            },
        NoStructure = () => $"There is no break of structure to read yet.",
        Discount = position => $"Price is in the cheap part of its dealing range, at {position} of the height.",
        Premium = position => $"Price is in the dear part of its dealing range, at {position} of the height.",
        Squeezed = age =>
            $"The bands have been squeezed for {age} {CandlesEnglish(age)}: the move is missing, and so is its direction.",
        SqueezedAgain = age => $"Here, too, the bands are squeezed, for {age} {CandlesEnglish(age)}.",
        Released = (side, age) =>
            side switch
            {
                Side.Bullish => $"The squeeze was released {AgoEnglish(age)} with momentum up.",
                Side.Bearish => $"The squeeze was released {AgoEnglish(age)} with momentum down.",
                Side.None => $"The squeeze was released {AgoEnglish(age)} without a clear direction.",
            },
        SqueezeBreaks = (isAbove, age, percentB) =>
            isAbove switch
            {
                true =>
                    $"A squeeze of {age} {CandlesEnglish(age)} is opening: the close is above the upper band (%B {percentB}).",
                false =>
                    $"A squeeze of {age} {CandlesEnglish(age)} is opening: the close is below the lower band (%B {percentB}).",
            },
        OutsideBand = (isAbove, percentB) =>
            isAbove switch
            {
                true => $"The close is above the upper Bollinger band (%B {percentB}).",
                false => $"The close is below the lower Bollinger band (%B {percentB}).",
            },
        RsiExtreme = (isHigh, rsi) =>
            isHigh switch
            {
                true => $"RSI, at {rsi}, is in overbought territory.",
                false => $"RSI, at {rsi}, is in oversold territory.",
            },
        VwapAndDelta = (position, vwap, isEstimated, buyersLead, cvd) =>
            (position, buyersLead) switch
            {
                (VwapPosition.Above, true) =>
                    $"Price is above the VWAP of the day ({vwap}) and CVD backs it ({cvd}{EstimateEnglish(isEstimated)}).",
                (VwapPosition.Above, false) =>
                    $"Price is above the VWAP of the day ({vwap}), but CVD is negative ({cvd}{EstimateEnglish(isEstimated)}).",
                (VwapPosition.Below, true) =>
                    $"Price is below the VWAP of the day ({vwap}), although CVD is positive ({cvd}{EstimateEnglish(isEstimated)}).",
                (VwapPosition.Below, false) =>
                    $"Price is below the VWAP of the day ({vwap}) and CVD is negative as well ({cvd}{EstimateEnglish(isEstimated)}).",
                (VwapPosition.At or VwapPosition.Unknown, _) =>
                    $"Price is at the VWAP of the day ({vwap}), with a CVD of {cvd}{EstimateEnglish(isEstimated)}.",
            },
        Elliott = (wave, pattern, score, invalidation) =>
            $"The Elliott count that fits best is in wave {wave} of {pattern} (score {score}) and stops being valid at {invalidation}.",
        NoElliott = () => $"Elliott offers no valid count at the moment.",

        ConfluencesHeading = () => $"Confluences",
        Confluence = (bottom, top, timeframe, role, distance, parts, score) =>
            role switch
            {
                ZoneRole.Support =>
                    $"**{bottom} to {top}** ({timeframe}), support {distance} ATR away: {parts}. Score {score}.",
                ZoneRole.Resistance =>
                    $"**{bottom} to {top}** ({timeframe}), resistance {distance} ATR away: {parts}. Score {score}.",
                ZoneRole.AtPrice => $"**{bottom} to {top}** ({timeframe}), with price inside: {parts}. Score {score}.",
            },
        ConfluencesAreRanked = () =>
            $"The score ranks the zones by how many independent families of levels meet and how fresh these are; it is no probability.",
        NoConfluence = () => $"There is no zone nearby where two families of levels meet.",

        LevelsHeading = () => $"Key levels for entry and exit",
        Zone = (side, timeframe, bottom, top, parts) =>
            side switch
            {
                Side.Bullish =>
                    $"**Bullish scenario ({timeframe}).** The zone of interest runs from {bottom} to {top}: {parts}.",
                Side.Bearish =>
                    $"**Bearish scenario ({timeframe}).** The zone of interest runs from {bottom} to {top}: {parts}.",
                Side.None =>
                    $"**Neutral scenario ({timeframe}).** The zone of interest runs from {bottom} to {top}: {parts}.",
            },
        Confirmation = (side, timeframe, price, name) =>
            (side == Side.Bearish) switch
            {
                true => $"A {timeframe} close below {price} ({name}) confirms it.",
                false => $"A {timeframe} close above {price} ({name}) confirms it.",
            },
        ConfirmationOnReturn = (side, timeframe, price, name) =>
            (side == Side.Bearish) switch
            {
                true => $"If price gets there, a {timeframe} close back below {price} ({name}) confirms it.",
                false => $"If price gets there, a {timeframe} close back above {price} ({name}) confirms it.",
            },
        Invalidation = (side, timeframe, price, name) =>
            (side == Side.Bearish) switch
            {
                true => $"A close above {price} ({name}) invalidates it.",
                false => $"A close below {price} ({name}) invalidates it.",
            },
        Targets = (targets, areMany) =>
            areMany switch
            {
                true => $"Targets once confirmed: {targets}.",
                false => $"Target once confirmed: {targets}.",
            },
        Target = (price, name, isProjection) =>
            isProjection switch
            {
                true => $"{price} ({name}, a projection beyond traded prices)",
                false => $"{price} ({name})",
            },
        TargetBeforeConfirmation = () =>
            $"The first target lies before the confirmation: whoever waits for that close has that stretch behind already.",
        Neutral = (timeframe, bottom, top) =>
            $"**Neutral scenario ({timeframe}).** Between {bottom} and {top} nothing is decided; it ends with the first close outside.",
        NoScenario = side =>
            side switch
            {
                Side.Bullish => $"For a bullish scenario there is no zone nearby to lean on.",
                Side.Bearish => $"For a bearish scenario there is no zone nearby to lean on.",
                Side.None => $"Price is inside no range, so there is no neutral scenario.",
            },
        Pool = (name, level, isAbove) =>
            isAbove switch
            {
                true => $"above, at {level} ({name})",
                false => $"below, at {level} ({name})",
            },
        Pools = (timeframe, pools) => $"The nearest {timeframe} liquidity rests {pools}.",

        RiskHeading = () => $"Risk management",
        Atr = (timeframe, atr, percent) =>
            $"The ATR of {timeframe} is {atr} ({percent} of price): what an ordinary candle covers. Anything nearer is touched by mere noise.",
        Risk = (side, risk, width) =>
            (side == Side.Bearish, width) switch
            {
                (false, RiskWidth.InsideNoise) =>
                    $"**Bullish:** from the zone to the invalidation there are {risk} ATR, less than an ordinary candle; noise is enough to touch it.",
                (false, RiskWidth.OutsideNoise) =>
                    $"**Bullish:** from the zone to the invalidation there are {risk} ATR, outside the noise of a candle.",
                (false, RiskWidth.Wide) =>
                    $"**Bullish:** from the zone to the invalidation there are {risk} ATR, a wide margin that makes every target dearer.",
                (true, RiskWidth.InsideNoise) =>
                    $"**Bearish:** from the zone to the invalidation there are {risk} ATR, less than an ordinary candle; noise is enough to touch it.",
                (true, RiskWidth.OutsideNoise) =>
                    $"**Bearish:** from the zone to the invalidation there are {risk} ATR, outside the noise of a candle.",
                (true, RiskWidth.Wide) =>
                    $"**Bearish:** from the zone to the invalidation there are {risk} ATR, a wide margin that makes every target dearer.",
            },
        Reward = (reward, isPoor) =>
            isPoor switch
            {
                true => $"The target pays {reward}, less than what is risked.",
                false => $"The target pays {reward} from the middle of the zone.",
            },
        Rewards = (first, second, isPoor) =>
            isPoor switch
            {
                true => $"The first target pays {first}, less than what is risked; the second, {second}.",
                false => $"The first target pays {first} from the middle of the zone and the second {second}.",
            },
        RewardOnceConfirmed = (reward, isPoor) =>
            isPoor switch
            {
                true =>
                    $"From the close that confirms, the first target pays {reward}: waiting for confirmation leaves less than what is risked.",
                false => $"From the close that confirms, the first target still pays {reward}.",
            },
        RewardOnceConfirmedAgain = (reward, isPoor) =>
            isPoor switch
            {
                true => $"After its confirmation {reward} is left, again less than the risk.",
                false => $"After its confirmation {reward} is left.",
            },
        Size = () =>
            $"A size rule fixes the loss before the position: quantity equals accepted loss over distance to the invalidation. If the distance doubles, the quantity halves.",
        SqueezeWarning = timeframes =>
            $"The squeeze on {timeframes} deceives the ATR: once it is released candles grow, and today's distances fall short.",
        DisagreementWarning = (up, down) =>
            $"With {up} up and {down} down, either scenario goes against a timeframe; that is why both carry their invalidation.",
        NoScenarioNoRisk = () => $"Without a scenario there is no distance to measure.",
        NotAdvice = () =>
            $"These are computed distances, not a recommendation: they know nothing of anyone's situation.",
    };

    private static string EstimateEnglish(bool isEstimated) => isEstimated ? ", estimated" : "";

    private static Phrase AgoEnglish(Quantity candles) =>
        candles.Value switch
        {
            0 => $"in the last candle",
            1 => $"{candles} candle ago",
            _ => $"{candles} candles ago",
        };

    private static string CandlesEnglish(Quantity count) => count.Value == 1 ? "candle" : "candles";
}
