using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Models;

/// <summary>Why a model answers.</summary>
public enum ModelReason
{
    /// <summary>No other is configured.</summary>
    OnlyOne,

    /// <summary>The reader asked for it.</summary>
    Asked,

    /// <summary>The first analysis of a session.</summary>
    FirstAnalysis,

    /// <summary>The question asks for reasons, plans or comparisons.</summary>
    DeepQuestion,

    /// <summary>A short follow-up.</summary>
    FollowUp,

    /// <summary>A dearer model does not fit what the session may cost.</summary>
    Cheaper,

    /// <summary>The model before it failed.</summary>
    StandsIn,
}

/// <summary>Which model answers a question: a rule that anyone can foresee.</summary>
/// <remarks>
/// Caches belong to one model: each change of model pays the prefix once and, from then on, what was said meanwhile. So there are two
/// roles and no finer grades, and a follow-up of doubtful depth goes to the short one, whose tokens cost a twentieth.
/// </remarks>
internal static partial class ModelChoice
{
    private const int LongQuestion = 220;

    public static (ModelOptions Model, ModelReason Why) Of(
        ModelCatalog catalog,
        string? asked,
        string question,
        bool isFirst,
        bool isShort
    )
    {
        if (catalog.Find(asked) is { } named)
            return (named, ModelReason.Asked);
        if (catalog.Models.Count == 1)
            return (catalog.Models[0], ModelReason.OnlyOne);
        if (isShort)
            return (catalog.For(ModelRole.FollowUp), ModelReason.FollowUp);
        if (isFirst)
            return (catalog.For(ModelRole.Deep), ModelReason.FirstAnalysis);
        return IsDeep(question)
            ? (catalog.For(ModelRole.Deep), ModelReason.DeepQuestion)
            : (catalog.For(ModelRole.FollowUp), ModelReason.FollowUp);
    }

    /// <summary>True when a question asks for reasons, plans or comparisons, or is long.</summary>
    public static bool IsDeep(string question) => question.Length > LongQuestion || DeepWords().IsMatch(question);

    [GeneratedRegex(
        @"\bpor qu[eé]\b|\bexpl[ií]ca|\bcompar|\banali[zc]|\ban[aá]lisis|\bplan(?:es|tea)?\b|\bargument|\bdiscut|\ben detalle|\ba fondo|\bwhy\b|\bexplain|\banaly[sz]|\bargue|\bdiscuss|\bin depth|\bin detail|\bwalk me through",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex DeepWords();
}
