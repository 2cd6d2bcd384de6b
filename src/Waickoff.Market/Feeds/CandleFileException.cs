namespace Waickoff.Market.Feeds;

/// <summary>A file of candles cannot be used. The message is one line that names the file, the line and what is expected.</summary>
public sealed class CandleFileException : Exception
{
    public CandleFileException(string path, long line, string problem)
        : base(line > 0 ? FormattableString.Invariant($"{path}, line {line}: {problem}") : $"{path}: {problem}")
    {
        Path = path;
        Line = line;
        Problem = problem;
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>The line in the text, from 1; 0 when it is the file as a whole.</summary>
    public long Line { get; }

    /// <summary>What is expected and what was found.</summary>
    public string Problem { get; }
}
