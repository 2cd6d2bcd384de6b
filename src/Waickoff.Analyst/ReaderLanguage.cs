namespace Waickoff.Analyst;

/// <summary>The language a text is written in, with the number format that goes with it.</summary>
public enum ReaderLanguage
{
    /// <summary>67.412,5</summary>
    Spanish,

    /// <summary>67,412.5</summary>
    English,
}
