using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

internal sealed partial record ReportTexts
{
    private static readonly ReportTexts Spanish = new()
    {
        SituationHeading = () => $"Situación actual",
        Simulated = () => $"Mercado simulado: ningún precio de este informe es real; sirve para ver cómo lee el motor.",
        LastClose = (symbol, price, time) => $"{symbol} cerró en {price} ({time}).",
        LastCloseAndChange = (symbol, price, time, change) => $"{symbol} cerró en {price} ({time}), {change} en 24 h.",
        Age = (age, inHours) =>
            inHours switch
            {
                true => $"Ese cierre tiene ya {age} horas.",
                false => $"Ese cierre tiene {age} minutos.",
            },
        AllAgree = (timeframes, side) =>
            side switch
            {
                Side.Bullish => $"{timeframes} coinciden: sesgo alcista en todos los marcos.",
                Side.Bearish => $"{timeframes} coinciden: sesgo bajista en todos los marcos.",
                Side.None => $"{timeframes} coinciden.",
            },
        SomeAgree = (with, side, areMany, without, areManyWithout) =>
            (side == Side.Bullish, areManyWithout) switch
            {
                (true, true) => $"{with} miran al alza; {without} no toman partido.",
                (true, false) => $"{with} miran al alza; {without} no toma partido.",
                (false, true) => $"{with} miran a la baja; {without} no toman partido.",
                (false, false) => $"{with} miran a la baja; {without} no toma partido.",
            },
        Contradiction = (up, down, neutral) =>
            neutral.Length switch
            {
                0 => $"Los marcos se contradicen: {up} al alza, {down} a la baja.",
                _ => $"Los marcos se contradicen: {up} al alza, {down} a la baja, y {neutral} sin decidirse.",
            },
        NoBias = () =>
            $"Ningún marco tiene un sesgo limpio: estructura y Wyckoff no tiran hacia el mismo lado en ninguno.",
        OneBias = (timeframe, side) =>
            side switch
            {
                Side.Bullish => $"Solo {timeframe} tiene sesgo, alcista; el resto sigue sin decidirse.",
                Side.Bearish => $"Solo {timeframe} tiene sesgo, bajista; el resto sigue sin decidirse.",
                Side.None => $"Ningún marco tiene sesgo.",
            },
        MissingTimeframes = timeframes => $"No hay velas para {timeframes}, así que esos marcos no se leen.",

        Range = (reading, phase, age, support, resistance, prior) =>
            (reading, prior == Side.Bearish) switch
            {
                (WyckoffReading.Accumulation, _) =>
                    $"acumulación en fase {phase}: la caída se ha vuelto un rango de {support} a {resistance} que dura ya {age} {Candles(age)}.",
                (WyckoffReading.Distribution, _) =>
                    $"distribución en fase {phase}: la subida se ha vuelto un rango de {support} a {resistance} que dura ya {age} {Candles(age)}.",
                (WyckoffReading.ReAccumulation, _) =>
                    $"reacumulación en fase {phase}: una pausa de {age} {Candles(age)} entre {support} y {resistance} dentro de la subida.",
                (WyckoffReading.ReDistribution, _) =>
                    $"redistribución en fase {phase}: una pausa de {age} {Candles(age)} entre {support} y {resistance} dentro de la caída.",
                (WyckoffReading.Unknown, true) =>
                    $"rango en fase {phase} tras una caída, {age} {Candles(age)} entre {support} y {resistance}.",
                (WyckoffReading.Unknown, false) =>
                    $"rango en fase {phase} tras una subida, {age} {Candles(age)} entre {support} y {resistance}.",
            },
        RangeUndecided = (phase, age, support, resistance, prior) =>
            (prior == Side.Bearish) switch
            {
                true =>
                    $"rango en fase {phase} después de una caída, {age} {Candles(age)} entre {support} y {resistance}, y todavía no se sabe para quién trabaja.",
                false =>
                    $"rango en fase {phase} después de una subida, {age} {Candles(age)} entre {support} y {resistance}, y todavía no se sabe para quién trabaja.",
            },
        UndecidedWeights = (bullish, bearish) =>
            $"La evidencia suma {bullish} para los compradores y {bearish} para los vendedores; lo demás no decide.",
        PhaseA = prior =>
            (prior == Side.Bearish) switch
            {
                true => $"La caída se ha frenado, pero nadie ha probado aún que el suelo aguante.",
                false => $"La subida se ha frenado, pero nadie ha probado aún que el techo aguante.",
            },
        PhaseB = () => $"Se está construyendo la causa: idas y venidas entre bordes, sin una prueba decisiva.",
        PhaseBAgain = () => $"Tampoco este rango ha tenido todavía su prueba.",
        LastEvent = (name, level, age) => $"Lo último que dejó huella es el {name} de {level}, {Ago(age)}.",
        SpringTest = (level, age) =>
            $"El Spring de {level}, {Ago(age)}, barrió el soporte y cerró otra vez dentro: es la prueba que puede decidir el rango.",
        UpthrustTest = (name, level, age) =>
            $"El {name} de {level}, {Ago(age)}, asomó sobre la resistencia y no se sostuvo: es la prueba que puede decidir el rango.",
        QuietTest = () => $"El rango está en su prueba, sin falsa ruptura que la marque.",
        Drive = (side, name, level, age) =>
            (side == Side.Bearish) switch
            {
                true => $"Con el {name} de {level}, {Ago(age)}, los vendedores llevan la iniciativa.",
                false => $"Con el {name} de {level}, {Ago(age)}, los compradores llevan la iniciativa.",
            },
        PhaseE = side =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"El precio ya cierra por debajo del rango; falta ver si los intentos de volver dentro fracasan.",
                false => $"El precio ya cierra por encima del rango; falta ver si los retrocesos se sostienen fuera.",
            },
        EventFailed = (name, level) => $"El {name} de {level} no aguantó y el rango vuelve a estar abierto.",
        Falsifier = (side, weight, price) =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"Esta lectura reúne el {weight} del peso de la evidencia; un cierre por encima de {price} la desmiente.",
                false =>
                    $"Esta lectura reúne el {weight} del peso de la evidencia; un cierre por debajo de {price} la desmiente.",
            },
        FalsifiersUndecided = (below, above) =>
            $"Un cierre bajo {below} descarta la lectura alcista; uno sobre {above}, la bajista.",
        RangeLeft = (exit, reading, support, resistance, since) =>
            (exit, reading) switch
            {
                (Side.Bullish, WyckoffReading.Unknown) =>
                    $"{Ago(since)} salió por arriba de un rango de {support} a {resistance}.",
                (Side.Bearish, WyckoffReading.Unknown) =>
                    $"{Ago(since)} salió por abajo de un rango de {support} a {resistance}.",
                (Side.Bullish, WyckoffReading.Accumulation or WyckoffReading.ReAccumulation) =>
                    $"{Ago(since)} rompió al alza el rango de {support} a {resistance}, como pedía su lectura acumulativa.",
                (Side.Bearish, WyckoffReading.Distribution or WyckoffReading.ReDistribution) =>
                    $"{Ago(since)} perdió el rango de {support} a {resistance}, como pedía su lectura distributiva.",
                (Side.Bullish, _) =>
                    $"{Ago(since)} rompió al alza el rango de {support} a {resistance}, en contra de lo que sugería la evidencia.",
                (Side.Bearish, _) =>
                    $"{Ago(since)} perdió el rango de {support} a {resistance}, en contra de lo que sugería la evidencia.",
                (Side.None, _) => $"el rango de {support} a {resistance} se agotó {Ago(since)} sin una salida clara.",
            },
        AfterExit = (exit, trend) =>
            (exit, trend) switch
            {
                (Side.Bullish, Side.Bullish) => $"Estructura y tramo lo acompañan: markup.",
                (Side.Bearish, Side.Bearish) => $"Estructura y tramo lo acompañan: markdown.",
                (Side.Bullish, Side.Bearish) =>
                    $"Desde entonces la estructura se ha girado a la baja: la salida ha fracasado.",
                (Side.Bearish, Side.Bullish) =>
                    $"Desde entonces la estructura se ha girado al alza: la salida ha fracasado.",
                (_, Side.Bullish) => $"Ahora manda el markup.",
                (_, Side.Bearish) => $"Ahora manda el markdown.",
                (_, Side.None) => $"De momento no hay tendencia que lo continúe.",
            },
        NoRange = trend =>
            trend switch
            {
                Side.Bullish => $"sin rango activo; markup, con estructura y tramo alcistas.",
                Side.Bearish => $"sin rango activo; markdown, con estructura y tramo bajistas.",
                Side.None => $"sin rango activo ni tendencia limpia.",
            },
        NoRangeAgain = trend =>
            trend switch
            {
                Side.Bullish => $"también en markup y sin rango activo.",
                Side.Bearish => $"también en markdown y sin rango activo.",
                Side.None => $"tampoco aquí hay rango activo ni tendencia limpia.",
            },
        CompositeMan = (activity, signs) =>
            activity switch
            {
                CompositeManActivity.Accumulating => $"El Composite Man parece estar acumulando: {signs}.",
                CompositeManActivity.Distributing => $"El Composite Man parece estar distribuyendo: {signs}.",
                CompositeManActivity.MarkingUp => $"El Composite Man empuja al alza: {signs}.",
                CompositeManActivity.MarkingDown => $"El Composite Man empuja a la baja: {signs}.",
                CompositeManActivity.Unclear => $"La mano del Composite Man no se distingue: {signs}.",
            },
        CompositeManAgain = (activity, signs) =>
            activity switch
            {
                CompositeManActivity.Accumulating => $"También aquí se aprecia acumulación: {signs}.",
                CompositeManActivity.Distributing => $"También aquí se aprecia distribución: {signs}.",
                CompositeManActivity.MarkingUp => $"El operador empuja aquí en la misma dirección: {signs}.",
                CompositeManActivity.MarkingDown => $"El operador empuja aquí en la misma dirección: {signs}.",
                CompositeManActivity.Unclear => $"Tampoco aquí se distingue su mano: {signs}.",
            },
        CompositeManContested = (activity, signs, against) =>
            activity switch
            {
                CompositeManActivity.Accumulating =>
                    $"El Composite Man parece estar acumulando: {signs}; en contra, {against}.",
                CompositeManActivity.Distributing =>
                    $"El Composite Man parece estar distribuyendo: {signs}; en contra, {against}.",
                CompositeManActivity.MarkingUp => $"El Composite Man empuja al alza: {signs}; en contra, {against}.",
                CompositeManActivity.MarkingDown =>
                    $"El Composite Man empuja a la baja: {signs}; en contra, {against}.",
                CompositeManActivity.Unclear =>
                    $"La mano del Composite Man no se distingue: {signs}; en contra, {against}.",
            },
        CompositeManSplit = (up, down) => $"La huella del Composite Man es ambigua: al alza, {up}; a la baja, {down}.",
        CompositeManOneSign = sign => $"Del Composite Man solo hay un indicio, {sign}: poco para atribuirle intención.",

        CompositeManSplitAgain = (up, down) => $"Tampoco aquí se aclara su mano: al alza, {up}; a la baja, {down}.",
        CompositeManOneSignAgain = sign => $"De nuevo un solo indicio del operador: {sign}.",
        CompositeManAgainstTrend = (side, signs) =>
            (side == Side.Bearish) switch
            {
                true => $"Contra esa tendencia, el Composite Man empuja a la baja: {signs}.",
                false => $"Contra esa tendencia, el Composite Man empuja al alza: {signs}.",
            },
        StructureAgrees = (side, kind, level, age) =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"La estructura es bajista en sus dos escalas; el último quiebre, un {kind} en {level} {Ago(age)}.",
                false =>
                    $"La estructura es alcista en sus dos escalas; el último quiebre, un {kind} en {level} {Ago(age)}.",
            },
        StructureAgreesAgain = (side, kind, level, age) =>
            (side == Side.Bearish) switch
            {
                true => $"También aquí manda la estructura bajista ({kind} en {level}, {Ago(age)}).",
                false => $"También aquí manda la estructura alcista ({kind} en {level}, {Ago(age)}).",
            },
        StructureTurnsAgain = (side, kind, level, age) =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"El mismo giro bajista de corto plazo se ve aquí ({kind} en {level}, {Ago(age)}), sin cambiar el swing.",
                false =>
                    $"El mismo giro alcista de corto plazo se ve aquí ({kind} en {level}, {Ago(age)}), sin cambiar el swing.",
            },
        StructureDiffers = (side, kind, level, age, swing) =>
            (side, swing) switch
            {
                (Side.Bearish, Side.None) =>
                    $"La estructura interna es bajista desde el {kind} de {level}, {Ago(age)}.",
                (_, Side.None) => $"La estructura interna es alcista desde el {kind} de {level}, {Ago(age)}.",
                (Side.Bearish, _) =>
                    $"La estructura interna se ha girado a la baja ({kind} en {level}, {Ago(age)}) dentro de un swing todavía alcista.",
                (_, _) =>
                    $"La estructura interna se ha girado al alza ({kind} en {level}, {Ago(age)}) dentro de un swing todavía bajista.",
            },
        NoStructure = () => $"Aún no hay ningún quiebre de estructura que leer.",
        Discount = position => $"Cotiza en la parte barata de su rango operativo, al {position} de la altura.",
        Premium = position => $"Cotiza en la parte cara de su rango operativo, al {position} de la altura.",
        Squeezed = age =>
            $"Las bandas llevan {age} {Candles(age)} comprimidas: falta el movimiento, y también su dirección.",
        SqueezedAgain = age => $"Aquí también hay compresión, de {age} {Candles(age)}.",
        Released = (side, age) =>
            side switch
            {
                Side.Bullish => $"La compresión se liberó {Ago(age)} con el impulso al alza.",
                Side.Bearish => $"La compresión se liberó {Ago(age)} con el impulso a la baja.",
                Side.None => $"La compresión se liberó {Ago(age)} sin dirección clara.",
            },
        SqueezeBreaks = (isAbove, age, percentB) =>
            isAbove switch
            {
                true =>
                    $"Una compresión de {age} {Candles(age)} se está abriendo: el cierre queda por encima de la banda superior (%B {percentB}).",
                false =>
                    $"Una compresión de {age} {Candles(age)} se está abriendo: el cierre queda por debajo de la banda inferior (%B {percentB}).",
            },
        OutsideBand = (isAbove, percentB) =>
            isAbove switch
            {
                true => $"El cierre queda por encima de la banda superior de Bollinger (%B {percentB}).",
                false => $"El cierre queda por debajo de la banda inferior de Bollinger (%B {percentB}).",
            },
        RsiExtreme = (isHigh, rsi) =>
            isHigh switch
            {
                true => $"El RSI, en {rsi}, está en zona de sobrecompra.",
                false => $"El RSI, en {rsi}, está en zona de sobreventa.",
            },
        VwapAndDelta = (position, vwap, isEstimated, buyersLead, cvd) =>
            (position, buyersLead) switch
            {
                (VwapPosition.Above, true) =>
                    $"Cotiza por encima del VWAP del día ({vwap}) y el CVD lo respalda ({cvd}{Estimate(isEstimated)}).",
                (VwapPosition.Above, false) =>
                    $"Cotiza por encima del VWAP del día ({vwap}), pero el CVD es vendedor ({cvd}{Estimate(isEstimated)}).",
                (VwapPosition.Below, true) =>
                    $"Cotiza por debajo del VWAP del día ({vwap}), aunque el CVD es comprador ({cvd}{Estimate(isEstimated)}).",
                (VwapPosition.Below, false) =>
                    $"Cotiza por debajo del VWAP del día ({vwap}) y el CVD también es vendedor ({cvd}{Estimate(isEstimated)}).",
                (VwapPosition.At or VwapPosition.Unknown, _) =>
                    $"Cotiza pegado al VWAP del día ({vwap}), con un CVD de {cvd}{Estimate(isEstimated)}.",
            },
        Elliott = (wave, pattern, score, invalidation) =>
            $"El conteo de Elliott que mejor encaja está en la onda {wave} de {pattern} (puntuación {score}) y deja de valer en {invalidation}.",
        NoElliott = () => $"Elliott no ofrece ahora ningún conteo válido.",

        ConfluencesHeading = () => $"Confluencias",
        Confluence = (bottom, top, timeframe, role, distance, parts, score) =>
            role switch
            {
                ZoneRole.Support =>
                    $"**{bottom} a {top}** ({timeframe}), soporte a {distance} ATR: {parts}. Puntuación {score}.",
                ZoneRole.Resistance =>
                    $"**{bottom} a {top}** ({timeframe}), resistencia a {distance} ATR: {parts}. Puntuación {score}.",
                ZoneRole.AtPrice =>
                    $"**{bottom} a {top}** ({timeframe}), con el precio dentro: {parts}. Puntuación {score}.",
            },
        ConfluencesAreRanked = () =>
            $"La puntuación ordena las zonas por cuántas familias de niveles independientes se juntan y lo frescas que están; no es una probabilidad.",
        NoConfluence = () => $"No hay ninguna zona cercana en la que se junten dos familias de niveles.",

        LevelsHeading = () => $"Niveles clave de entrada y salida",
        Zone = (side, timeframe, bottom, top, parts) =>
            side switch
            {
                Side.Bullish =>
                    $"**Escenario alcista ({timeframe}).** La zona de interés va de {bottom} a {top}: {parts}.",
                Side.Bearish =>
                    $"**Escenario bajista ({timeframe}).** La zona de interés va de {bottom} a {top}: {parts}.",
                Side.None =>
                    $"**Escenario neutral ({timeframe}).** La zona de interés va de {bottom} a {top}: {parts}.",
            },
        Confirmation = (side, timeframe, price, name) =>
            (side == Side.Bearish) switch
            {
                true => $"Lo confirma un cierre de {timeframe} por debajo de {price} ({name}).",
                false => $"Lo confirma un cierre de {timeframe} por encima de {price} ({name}).",
            },
        ConfirmationOnReturn = (side, timeframe, price, name) =>
            (side == Side.Bearish) switch
            {
                true =>
                    $"Si el precio llega hasta ella, lo confirma un cierre de {timeframe} de vuelta por debajo de {price} ({name}).",
                false =>
                    $"Si el precio llega hasta ella, lo confirma un cierre de {timeframe} de vuelta por encima de {price} ({name}).",
            },
        Invalidation = (side, timeframe, price, name) =>
            (side == Side.Bearish) switch
            {
                true => $"Lo invalida un cierre por encima de {price} ({name}).",
                false => $"Lo invalida un cierre por debajo de {price} ({name}).",
            },
        Targets = (targets, areMany) =>
            areMany switch
            {
                true => $"Objetivos si se confirma: {targets}.",
                false => $"Objetivo si se confirma: {targets}.",
            },
        Target = (price, name, isProjection) =>
            isProjection switch
            {
                true => $"{price} ({name}, proyección fuera de lo negociado)",
                false => $"{price} ({name})",
            },
        TargetBeforeConfirmation = () =>
            $"El primer objetivo queda antes de la confirmación: al esperar el cierre, ese tramo ya se ha recorrido.",
        Neutral = (timeframe, bottom, top) =>
            $"**Escenario neutral ({timeframe}).** Entre {bottom} y {top} nada está decidido; termina con el primer cierre fuera.",
        NoScenario = side =>
            side switch
            {
                Side.Bullish => $"Para un escenario alcista falta una zona cercana en la que apoyarse.",
                Side.Bearish => $"Para un escenario bajista falta una zona cercana en la que apoyarse.",
                Side.None => $"El precio no está dentro de ningún rango, así que no hay escenario neutral.",
            },
        Pool = (name, level, isAbove) =>
            isAbove switch
            {
                true => $"por encima, en {level} ({name})",
                false => $"por debajo, en {level} ({name})",
            },
        Pools = (timeframe, pools) => $"La liquidez más cercana de {timeframe} descansa {pools}.",

        RiskHeading = () => $"Gestión de riesgo",
        Atr = (timeframe, atr, percent) =>
            $"El ATR de {timeframe} es {atr} ({percent} del precio): lo que recorre una vela corriente. Lo que quede más cerca se toca por puro ruido.",
        Risk = (side, risk, width) =>
            (side == Side.Bearish, width) switch
            {
                (false, RiskWidth.InsideNoise) =>
                    $"**Alcista:** de la zona a la invalidación hay {risk} ATR, menos que una vela corriente; el ruido basta para tocarla.",
                (false, RiskWidth.OutsideNoise) =>
                    $"**Alcista:** de la zona a la invalidación hay {risk} ATR, fuera del ruido de una vela.",
                (false, RiskWidth.Wide) =>
                    $"**Alcista:** de la zona a la invalidación hay {risk} ATR, un margen ancho que encarece cada objetivo.",
                (true, RiskWidth.InsideNoise) =>
                    $"**Bajista:** de la zona a la invalidación hay {risk} ATR, menos que una vela corriente; el ruido basta para tocarla.",
                (true, RiskWidth.OutsideNoise) =>
                    $"**Bajista:** de la zona a la invalidación hay {risk} ATR, fuera del ruido de una vela.",
                (true, RiskWidth.Wide) =>
                    $"**Bajista:** de la zona a la invalidación hay {risk} ATR, un margen ancho que encarece cada objetivo.",
            },
        Reward = (reward, isPoor) =>
            isPoor switch
            {
                true => $"El objetivo paga {reward}, menos de lo que se arriesga.",
                false => $"El objetivo paga {reward} desde el centro de la zona.",
            },
        Rewards = (first, second, isPoor) =>
            isPoor switch
            {
                true => $"El primer objetivo paga {first}, menos de lo que se arriesga; el segundo, {second}.",
                false => $"El primer objetivo paga {first} desde el centro de la zona y el segundo {second}.",
            },
        RewardOnceConfirmed = (reward, isPoor) =>
            isPoor switch
            {
                true =>
                    $"Desde el cierre que confirma, el primer objetivo paga {reward}: esperar la confirmación deja menos de lo que se arriesga.",
                false => $"Desde el cierre que confirma, el primer objetivo aún paga {reward}.",
            },
        RewardOnceConfirmedAgain = (reward, isPoor) =>
            isPoor switch
            {
                true => $"Tras su confirmación le quedan {reward}, otra vez menos que el riesgo.",
                false => $"Tras su confirmación le quedan {reward}.",
            },
        Size = () =>
            $"Una regla de tamaño fija la pérdida antes que la posición: cantidad igual a pérdida asumida entre distancia a la invalidación. Si la distancia se duplica, la cantidad se parte por la mitad.",
        SqueezeWarning = timeframes =>
            $"La compresión de {timeframes} engaña al ATR: cuando se libera, las velas crecen y las distancias de hoy se quedan cortas.",
        DisagreementWarning = (up, down) =>
            $"Con {up} al alza y {down} a la baja, cualquiera de los dos escenarios va contra un marco; de ahí que ambos lleven su invalidación.",
        NoScenarioNoRisk = () => $"Sin escenario no hay distancia que medir.",
        NotAdvice = () =>
            $"Son distancias calculadas, no una recomendación: no tienen en cuenta la situación de nadie.",
    };

    private static string Estimate(bool isEstimated) => isEstimated ? ", estimado" : "";

    private static Phrase Ago(Quantity candles) =>
        candles.Value switch
        {
            0 => $"en la última vela",
            1 => $"hace {candles} vela",
            _ => $"hace {candles} velas",
        };

    private static string Candles(Quantity count) => count.Value == 1 ? "vela" : "velas";
}
