namespace Waickoff.Analyst.Prompt;

/// <summary>The words around what a reader asks. They are for the model, in English; only the answer is in the reader's language.</summary>
internal static class PromptTexts
{
    public static string Ask(string question, ReaderLanguage language, bool isShort)
    {
        var name = language == ReaderLanguage.Spanish ? "Spanish" : "English";
        if (question.Length == 0)
            return $"Answer in {name}. Write the whole analysis, at most 700 words.";
        var length = isShort ? "at most three sentences" : "at most 200 words unless the question needs more";
        return $"Answer in {name}, {length}.\nQuestion: {question}";
    }

    public const string Continue =
        "Your answer broke off behind the last sentence above. Go on with the next sentence, in the same language and form. Repeat nothing.";

    public const string AnswerNow = "You have looked up all you may. Answer now with what you have, without tools.";

    public const string Repair =
        "The check found numbers in these sentences of your answer that do not equal the fact they cite, or cite none. Rewrite each sentence so that every number is printed exactly as its fact is and carries its id, or say it without the number. Keep the language, the meaning and a list sign at the start. Answer with one line for each sentence, its number and a bar in front, and nothing else: `3| sentence`.\n";
}
