using Waickoff.Cli.Commands;

namespace Waickoff.Cli.Detect;

/// <summary>The options of a detector with the values chosen for this run.</summary>
internal sealed class DetectorSettings
{
    private readonly Dictionary<string, object> values = [];
    private readonly IReadOnlyList<DetectorOption> options;

    private DetectorSettings(IReadOnlyList<DetectorOption> options)
    {
        this.options = options;
        foreach (var option in options)
            values[option.Name] = option.Default;
    }

    /// <summary>All at their defaults: what the analysis of a market uses.</summary>
    public static DetectorSettings Defaults(Detector detector) => new(detector.Options);

    /// <summary>Reads <c>name=value</c> pairs; of one name the last counts.</summary>
    /// <exception cref="UsageException">A pair, name or value is not allowed; the message says what is.</exception>
    public static DetectorSettings Read(Detector detector, IEnumerable<string> pairs, Strings strings)
    {
        var settings = new DetectorSettings(detector.Options);
        foreach (var pair in pairs)
        {
            var parts = pair.Split('=', 2);
            if (parts.Length < 2)
                throw new UsageException(strings.NotAPair(pair));
            var option =
                detector.Options.FirstOrDefault(o => o.IsCalled(parts[0]))
                ?? throw new UsageException(
                    strings.UnknownOption(
                        parts[0],
                        detector.Name,
                        string.Join(' ', detector.Options.Select(o => o.Name))
                    )
                );
            settings.values[option.Name] =
                option.TryRead(parts[1])
                ?? throw new UsageException(strings.BadValue(option.Name, parts[1], option.Allowed(strings)));
        }
        return settings;
    }

    public int Count(string name) => (int)values[name];

    public double Number(string name) => (double)values[name];

    public bool Flag(string name) => (bool)values[name];

    public string Text(string name) => (string)values[name];

    /// <summary>A choice as the value of an enum that spells it without hyphens.</summary>
    public TEnum Choice<TEnum>(string name)
        where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(Text(name).Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    public bool Is(string name, string choice) => (string)values[name] == choice;

    /// <summary>All values in the order of the detector's options.</summary>
    public IEnumerable<(string Name, object Value)> All => options.Select(o => (o.Name, values[o.Name]));

    /// <summary>What tells the findings of this run from those of another: <c>5</c>, <c>50-last-opposite</c>.</summary>
    public string InId => string.Join('-', options.Select(o => o.InId(values[o.Name])).Where(v => v.Length > 0));
}
