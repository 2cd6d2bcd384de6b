using System.CommandLine;

namespace Waickoff.Cli;

/// <summary>The language of this run. It is read before the command line is parsed, because the help is written in it too.</summary>
internal static class Language
{
    private const string Name = "--lang";

    public static string Of(ReadOnlySpan<string> args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == Name && i + 1 < args.Length)
                return args[i + 1];
            if (args[i].StartsWith(Name + "=", StringComparison.Ordinal))
                return args[i][(Name.Length + 1)..];
        }
        return Strings.Spanish.Language;
    }

    public static Option<string> Option(Strings strings)
    {
        var option = new Option<string>(Name)
        {
            Description = strings.LanguageOption,
            DefaultValueFactory = _ => Strings.Spanish.Language,
            Recursive = true,
        };
        option.AcceptOnlyFromAmong(Strings.Spanish.Language, Strings.English.Language);
        return option;
    }
}
