using System.Text;
using Spectre.Console;

namespace Waickoff.Cli.Analyze;

/// <summary>
/// Where the analysis is drawn: first in memory, then in one piece on stdout. Colours are used on a terminal unless <c>NO_COLOR</c> is
/// set; a pipe gets plain text without blanks at the ends of lines.
/// </summary>
internal sealed class TerminalOutput
{
    private const int PipeWidth = 100;
    private const int NarrowestWidth = 60;
    private const int WidestWidth = 140;

    private readonly StringBuilder drawn = new();
    private readonly bool isPlain;

    public TerminalOutput()
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var hasColours = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        isPlain = !isTerminal;
        Terminal = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = hasColours ? ColourSystem() : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(new StringWriter(drawn)),
            }
        );
        Terminal.Profile.Width = Math.Clamp(WidthOf(isTerminal), NarrowestWidth, WidestWidth);
        Terminal.Profile.Capabilities.Unicode = true;
    }

    public IAnsiConsole Terminal { get; }

    public int Width => Terminal.Profile.Width;

    /// <summary>Writes all that was drawn to stdout.</summary>
    public void Flush()
    {
        var text = drawn.ToString().ReplaceLineEndings("\n");
        if (isPlain)
            text = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(text));
    }

    private static int WidthOf(bool isTerminal)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0)
            return columns;
        return isTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : PipeWidth;
    }

    private static ColorSystemSupport ColourSystem()
    {
        var colours = Environment.GetEnvironmentVariable("COLORTERM") ?? "";
        var terminal = Environment.GetEnvironmentVariable("TERM") ?? "";
        return colours is "truecolor" or "24bit" ? ColorSystemSupport.TrueColor
            : terminal.Contains("256", StringComparison.Ordinal) ? ColorSystemSupport.EightBit
            : ColorSystemSupport.Standard;
    }
}
