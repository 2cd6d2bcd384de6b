using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

internal sealed partial record BriefingTexts
{
    private static readonly BriefingTexts Spanish = new()
    {
        Language = ReaderLanguage.Spanish,
        Header = (symbol, venue, time, price) =>
            $"{symbol} ({venue}), velas cerradas hasta {time}. Último precio {price}.",
        Change = change => $"En 24 h: {change}.",
        Simulated = () => $"DATOS SIMULADOS: ningún precio es real.",
        Weighing = () => $"Pesos y puntuaciones ordenan la evidencia; no son probabilidades.",
        Series = (timeframe, count, since) => $"{timeframe}: {count} {Candles(count)} desde {since}",
        Gaps = (missing, holes) => $", faltan {missing} en {holes} {(holes.Value == 1 ? "hueco" : "huecos")}",
        RecordedUntil = time => $", registradas hasta {time} y después construidas",
        Age = (age, inHours) =>
            inHours switch
            {
                true => $"La última vela cerró hace {age} h.",
                false => $"La última vela cerró hace {age} min.",
            },
        MissingTimeframes = timeframes => $"Sin velas para {timeframes}.",
        LeftOut = lines => $"Omitidas {lines} líneas menos importantes.",

        Range = (reading, phase, support, resistance, age, prior) =>
            $"Wyckoff: {reading}, fase {phase}. Rango de {support} a {resistance}, {age} {Candles(age)}, tras una tendencia {prior}.",
        RangeLeft = (exit, support, resistance, since, reading) =>
            exit switch
            {
                Side.Bullish =>
                    $"Wyckoff: fuera de rango. El último ({reading}), de {support} a {resistance}, se rompió al alza {Ago(since)}.",
                Side.Bearish =>
                    $"Wyckoff: fuera de rango. El último ({reading}), de {support} a {resistance}, se rompió a la baja {Ago(since)}.",
                Side.None =>
                    $"Wyckoff: fuera de rango. El último ({reading}), de {support} a {resistance}, terminó sin salida clara {Ago(since)}.",
            },
        NoRange = trend =>
            trend switch
            {
                Side.Bullish => $"Tendencia: markup (estructura y tramo alcistas).",
                Side.Bearish => $"Tendencia: markdown (estructura y tramo bajistas).",
                Side.None => $"Tendencia: ni markup ni markdown.",
            },
        Weights = (bullish, bearish, undecided) =>
            $"Pesos: alcista {bullish}, bajista {bearish}, sin decidir {undecided}.",
        For = evidence => $"A favor: {evidence}.",
        Against = evidence => $"En contra: {evidence}.",
        Events = events => $"Eventos: {events}.",
        Event = (name, level, isFailed) =>
            isFailed switch
            {
                true => $"{name} en {level} (fallido)",
                false => $"{name} en {level}",
            },
        LastEvent = (name, level, age, isFailed) =>
            isFailed switch
            {
                true => $"{name} en {level}, {Ago(age)} (fallido)",
                false => $"{name} en {level}, {Ago(age)}",
            },
        Falsifiers = (below, above) =>
            $"La lectura alcista cae con un cierre bajo {below}; la bajista, con uno sobre {above}.",
        Tests = (side, met, unmeasured) =>
            (side == Side.Bearish) switch
            {
                true => $"De las nueve pruebas de venta se cumplen {met}; sin medir {unmeasured}.",
                false => $"De las nueve pruebas de compra se cumplen {met}; sin medir {unmeasured}.",
            },
        CauseEffect = (side, bottom, top, columns) =>
            (side == Side.Bearish) switch
            {
                true => $"Causa y efecto: proyección a la baja de {bottom} a {top} ({columns} columnas).",
                false => $"Causa y efecto: proyección al alza de {bottom} a {top} ({columns} columnas).",
            },
        CompositeMan = activity => $"Composite Man: {activity}.",
        Upward = signs => $"Al alza: {signs}.",
        Downward = signs => $"A la baja: {signs}.",
        CompositeManUnknown = () => $"Composite Man: sin lectura todavía.",

        Structure = (inner, swing) => $"Estructura interna {inner}; swing {swing}.",
        LastBreak = (kind, level, age) => $" ({kind} de {level}, {Ago(age)})",
        SwingBreak = (kind, level) => $" ({kind} de {level})",
        DealingRange = (low, high, position, isPremium) =>
            isPremium switch
            {
                true => $"Precio al {position} del rango operativo de {low} a {high} (premium).",
                false => $"Precio al {position} del rango operativo de {low} a {high} (discount).",
            },
        Blocks = blocks => $"Order blocks: {blocks}.",
        FairValueGaps = gaps => $"Fair value gaps: {gaps}.",
        Zone = (side, bottom, top, state) => $"{side} {bottom} a {top} ({state})",
        Liquidity = pools => $"Liquidez: {pools}.",
        Pool = (name, level) => $"{name} en {level}",
        Taken = (name, level, age) => $"{name} en {level}, {Ago(age)}",

        Fibonacci = (side, from, to, levels) => $"Fibonacci del tramo {side} de {from} a {to}: {levels}.",
        FibonacciLevel = (ratio, price, isExtension) =>
            isExtension switch
            {
                true => $"extensión {ratio} en {price}",
                false => $"retroceso {ratio} en {price}",
            },
        Elliott = (wave, pattern, side, degree, score) =>
            $"Elliott: onda {wave} de {pattern} {side}, grado {degree}, puntuación {score}.",
        ElliottOutlook = (invalid, isBelow, bottom, top) =>
            isBelow switch
            {
                true => $"Espera de {bottom} a {top}; el conteo se invalida en {invalid} o por debajo.",
                false => $"Espera de {bottom} a {top}; el conteo se invalida en {invalid} o por encima.",
            },
        NoElliott = () => $"Elliott: ningún conteo válido.",
        ElliottFailed = () => $"Elliott: el último conteo quedó invalidado.",

        Bollinger = (percentB, width) => $"Bollinger: %B {percentB}, ancho {width}.",
        Squeezed = age => $"Compresión activa desde {Ago(age)}.",
        SqueezeReleased = (side, age) =>
            side switch
            {
                Side.Bullish => $"Compresión liberada al alza {Ago(age)}.",
                Side.Bearish => $"Compresión liberada a la baja {Ago(age)}.",
                Side.None => $"Compresión liberada sin dirección {Ago(age)}.",
            },
        NoSqueeze = () => $"Sin compresión.",
        Volatility = (atr, percent, rsi) => $"ATR {atr} ({percent} del precio), RSI {rsi}.",

        Delta = (delta, day, isEstimated) =>
            isEstimated switch
            {
                true => $"Delta estimado de la última vela {delta}; CVD del día {day}.",
                false => $"Delta de la última vela {delta}; CVD del día {day}.",
            },
        Vwap = (anchor, price, position) => $"{anchor} {price} ({position})",
        VwapPosition = (position, sigmas) =>
            position switch
            {
                Analysis.Volume.VwapPosition.Above => $"precio por encima, {sigmas} sigma",
                Analysis.Volume.VwapPosition.At => $"precio en él",
                Analysis.Volume.VwapPosition.Below => $"precio por debajo, {sigmas} sigma",
                Analysis.Volume.VwapPosition.Unknown => $"sin posición",
            },
        VwapPositionAlone = position =>
            position switch
            {
                Analysis.Volume.VwapPosition.Above => $"precio por encima",
                Analysis.Volume.VwapPosition.At => $"precio en él",
                Analysis.Volume.VwapPosition.Below => $"precio por debajo",
                Analysis.Volume.VwapPosition.Unknown => $"sin posición",
            },
        Profile = (name, poc, val, vah) => $"{name}: POC {poc}, área de valor {val} a {vah}.",

        Confluences = zones => $"Confluencias: {zones}.",
        Confluence = (bottom, top, role, distance, score, parts) =>
            role switch
            {
                ZoneRole.Support => $"{bottom} a {top}, a {distance} ATR por debajo, puntuación {score} ({parts})",
                ZoneRole.Resistance => $"{bottom} a {top}, a {distance} ATR por encima, puntuación {score} ({parts})",
                ZoneRole.AtPrice => $"{bottom} a {top}, en el precio, puntuación {score} ({parts})",
            },
        ScenariosHeading = timeframe => $"## Escenarios en {timeframe}",
        Scenario = (side, bottom, top, parts) =>
            side switch
            {
                Side.Bullish => $"Alcista: zona {bottom} a {top} ({parts})",
                Side.Bearish => $"Bajista: zona {bottom} a {top} ({parts})",
                Side.None => $"Neutral: zona {bottom} a {top} ({parts})",
            },
        Confirmation = (side, price, name) =>
            (side == Side.Bearish) switch
            {
                true => $"confirma un cierre bajo {price} ({name})",
                false => $"confirma un cierre sobre {price} ({name})",
            },
        Invalidation = (side, price, name, risk) =>
            (side == Side.Bearish) switch
            {
                true => $"invalida un cierre sobre {price} ({name}, riesgo {risk} ATR)",
                false => $"invalida un cierre bajo {price} ({name}, riesgo {risk} ATR)",
            },
        Targets = targets => $"objetivos {targets}",
        Target = (price, name, reward, isProjection) =>
            isProjection switch
            {
                true => $"{price} ({name}, proyección, {reward})",
                false => $"{price} ({name}, {reward})",
            },
        NeutralScenario = (bottom, top) =>
            $"Neutral: entre {bottom} y {top} nada está decidido; termina con un cierre fuera.",
        NoScenario = () => $"Ningún nivel cercano da para un escenario.",

        AgreementHeading = () => $"## Acuerdo entre marcos",
        View = (timeframe, view, inner, swing, wyckoff) =>
            $"{timeframe}: {view} (interna {inner}, swing {swing}, Wyckoff {wyckoff}).",
        Agreed = side =>
            (side == Side.Bullish) switch
            {
                true => $"Los marcos con dirección coinciden al alza.",
                false => $"Los marcos con dirección coinciden a la baja.",
            },
        Disagreed = () => $"Los marcos no coinciden.",
        NothingYet = () => $"Ningún marco tiene dirección clara.",
    };

    private static Phrase Ago(Quantity candles) =>
        candles.Value switch
        {
            0 => $"en la última vela",
            1 => $"hace {candles} vela",
            _ => $"hace {candles} velas",
        };

    private static string Candles(Quantity count) => count.Value == 1 ? "vela" : "velas";
}
