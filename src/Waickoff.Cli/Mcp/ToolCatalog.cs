using System.Reflection;
using ModelContextProtocol.Server;
using Waickoff.Cli.Detect;

namespace Waickoff.Cli.Mcp;

/// <summary>The tools by name, with what they say of themselves in both languages.</summary>
internal static class ToolCatalog
{
    public static IEnumerable<McpServerTool> Create(MarketLibrary library)
    {
        var wyckoff = new WyckoffTools(library);
        var smartMoney = new SmartMoneyTools(library);
        var waves = new WaveTools(library);
        var volume = new PriceAndVolumeTools(library);
        var all = new FullAnalysisTool(library);
        var history = new HistoryTools(library);
        var isSpanish = library.Strings.Language == "es";
        return
        [
            Tool(
                wyckoff.AnalyzeWyckoffPhase,
                (
                    "Fase de Wyckoff",
                    "Rango, lectura, fase, eventos y pruebas de Wyckoff, con lo que desmentiría cada lectura."
                ),
                (
                    "Wyckoff phase",
                    "Wyckoff range, reading, phase, events and tests, with what would make each reading wrong."
                )
            ),
            Tool(
                wyckoff.AnalyzeCompositeMan,
                ("Hombre Compuesto", "Qué parece hacer el operador dominante: señales medidas a favor y en contra."),
                ("Composite Man", "What the dominant operator appears to do: measured signs for and against.")
            ),
            Tool(
                smartMoney.DetectOrderBlocks,
                ("Bloques de órdenes", "Bloques de órdenes con sus bordes, su vida y lo que los hizo ciertos."),
                ("Order blocks", "Order blocks with their edges, their life and what made them true.")
            ),
            Tool(
                smartMoney.FindFairValueGaps,
                ("Huecos de valor", "Huecos de valor razonable (FVG) con sus bordes y su vida."),
                ("Fair value gaps", "Fair value gaps with their edges and their life.")
            ),
            Tool(
                smartMoney.DetectMarketStructure,
                ("Estructura de mercado", "Sesgo, BOS, CHoCH, barridos, liquidez y niveles anteriores en dos escalas."),
                ("Market structure", "Bias, BOS, CHoCH, sweeps, liquidity and previous levels on two scales.")
            ),
            Tool(
                waves.CalculateFibonacciLevels,
                ("Fibonacci", "Retrocesos y extensiones de los últimos tramos completos."),
                ("Fibonacci", "Retracements and extensions of the last completed legs.")
            ),
            Tool(
                waves.DetectElliottWaves,
                ("Ondas de Elliott", "Hasta tres conteos que no rompen ninguna regla dura, con su invalidación."),
                ("Elliott waves", "Up to three counts that break no hard rule, with their invalidation.")
            ),
            Tool(
                volume.AnalyzeBollingerBands,
                ("Bandas de Bollinger", "Bandas de Bollinger, canal de Keltner, RSI, compresiones y su liberación."),
                ("Bollinger bands", "Bollinger bands, Keltner channel, RSI, squeezes and their release.")
            ),
            Tool(
                volume.GetVolumeProfile,
                ("Perfil de volumen", "Volumen por precio: POC, área de valor, nodos y POC diarios aún sin negociar."),
                (
                    "Volume profile",
                    "Volume by price: point of control, value area, nodes, and daily POCs not traded since."
                )
            ),
            Tool(
                volume.GetVolumeDelta,
                (
                    "Delta de volumen",
                    "Delta y CVD medidos o, si falta el volumen taker, estimados; divergencias con el precio."
                ),
                ("Volume delta", "Delta and CVD, measured or, without taker volume, estimated; divergences from price.")
            ),
            Tool(
                volume.CalculateVwap,
                (
                    "VWAP",
                    "Precio medio ponderado por volumen desde cada ancla, con sus bandas y la posición del cierre."
                ),
                ("VWAP", "Volume-weighted average price from each anchor, with its bands and where the close stands.")
            ),
            Tool(
                history.GetSetupEvidence,
                (
                    "Historial de los patrones",
                    "Qué pasó después de cada patrón: casos, frecuencia con su intervalo, al azar, resultado medio y qué cabe decir. No son resultados futuros."
                ),
                (
                    "Evidence of setups",
                    "What happened after each setup: cases, hit rate with its interval, base rate, mean outcome and what may be said. Not future results."
                )
            ),
            Tool(
                history.RunBacktest,
                (
                    "Backtest",
                    "Una estrategia, de la biblioteca o en JSON, sobre velas pasadas con costes: cifras y últimas operaciones. No son resultados futuros."
                ),
                (
                    "Backtest",
                    "A strategy, of the library or as JSON, over past candles with costs: figures and last trades. Not future results."
                )
            ),
            Tool(
                all.GetFullAnalysis,
                (
                    "Análisis completo",
                    "Todos los marcos temporales, su acuerdo, confluencias, escenarios y el informe en palabras."
                ),
                (
                    "Full analysis",
                    "All timeframes, whether they agree, confluences, scenarios, and the findings in words."
                )
            ),
        ];

        McpServerTool Tool(Delegate method, (string Title, string Text) spanish, (string Title, string Text) english)
        {
            var (first, second) = isSpanish ? (spanish, english) : (english, spanish);
            return McpServerTool.Create(
                method,
                new McpServerToolCreateOptions
                {
                    Name = NameOf(method.Method),
                    Title = first.Title,
                    Description = $"{first.Text}\n{second.Text}",
                    ReadOnly = true,
                    Destructive = false,
                    Idempotent = true,
                    OpenWorld = false,
                    UseStructuredContent = true,
                    SerializerOptions = AnalysisJson.Options,
                    SchemaCreateOptions = AnalysisSchema.Options,
                }
            );
        }
    }

    /// <summary><c>DetectOrderBlocks</c> is called <c>detect_order_blocks</c>.</summary>
    private static string NameOf(MethodInfo method) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(method.Name);
}
