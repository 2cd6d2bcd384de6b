using Waickoff.Sandbox.Model.Answers;

namespace Waickoff.Sandbox.Model.Requests;

/// <summary>A request that is in order.</summary>
/// <param name="Card">The model asked.</param>
/// <param name="MaxTokens">The longest answer wanted.</param>
/// <param name="IsStream">Whether it is sent while it is written.</param>
/// <param name="IsUsOnly">Whether it is to be computed in one country, which costs more.</param>
/// <param name="HasFormat">Whether the answer is to be JSON of a schema.</param>
/// <param name="StopSequences">What ends the answer.</param>
/// <param name="Prompt">The prompt as bytes.</param>
/// <param name="Reading">The prompt as whoever answers understands it.</param>
internal sealed record MessageRequest(
    ModelCard Card,
    long MaxTokens,
    bool IsStream,
    bool IsUsOnly,
    bool HasFormat,
    IReadOnlyList<string> StopSequences,
    CanonicalPrompt Prompt,
    PromptReading Reading
);
