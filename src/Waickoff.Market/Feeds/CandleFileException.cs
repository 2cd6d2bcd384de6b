using Waickoff.Analysis;

namespace Waickoff.Market.Feeds;

/// <summary>A file of candles cannot be used. The text is one line that names the file, the line and what is expected.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="line">The line in the text, from 1; 0 when it is the file as a whole.</param>
/// <param name="problem">What is expected and what was found.</param>
public sealed class CandleFileException(string path, long line, LocalText problem)
    : MarketInputException(
        line > 0
            ? LocalText.Of($"{path}, line {line}: {problem.English}", $"{path}, línea {line}: {problem.Spanish}")
            : LocalText.Of($"{path}: {problem.English}", $"{path}: {problem.Spanish}")
    )
{
    /// <summary>The file or folder.</summary>
    public string Path { get; } = path;

    /// <summary>The line in the text, from 1; 0 when it is the file as a whole.</summary>
    public long Line { get; } = line;

    /// <summary>What is expected and what was found.</summary>
    public LocalText Problem { get; } = problem;
}
