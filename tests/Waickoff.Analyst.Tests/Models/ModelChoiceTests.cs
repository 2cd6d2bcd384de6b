using Waickoff.Analyst.Models;

namespace Waickoff.Analyst.Tests.Models;

public class ModelChoiceTests
{
    private static readonly ModelCatalog Usual = new([]);

    [Theory]
    [InlineData("", true, false, "claude-sonnet-5-5", ModelReason.FirstAnalysis)]
    [InlineData("¿Por qué no coinciden los marcos?", false, false, "claude-sonnet-5-5", ModelReason.DeepQuestion)]
    [InlineData("Explica la fase a fondo", false, false, "claude-sonnet-5-5", ModelReason.DeepQuestion)]
    [InlineData("Why is it bearish?", false, false, "claude-sonnet-5-5", ModelReason.DeepQuestion)]
    [InlineData("Compare 1h with 4h", false, false, "claude-sonnet-5-5", ModelReason.DeepQuestion)]
    [InlineData("And the next target?", false, false, "claude-haiku-5-5", ModelReason.FollowUp)]
    [InlineData("¿Y el soporte?", false, false, "claude-haiku-5-5", ModelReason.FollowUp)]
    [InlineData("Why is it bearish?", false, true, "claude-haiku-5-5", ModelReason.FollowUp)]
    public void The_model_follows_from_the_question(
        string question,
        bool isFirst,
        bool isShort,
        string model,
        ModelReason why
    )
    {
        var (chosen, reason) = ModelChoice.Of(Usual, asked: null, question, isFirst, isShort);
        (chosen.Id, reason).ShouldBe((model, why));
    }

    [Fact]
    public void The_readers_choice_comes_first() =>
        ModelChoice
            .Of(Usual, "claude-sonnet-5-5", "¿Y?", isFirst: false, isShort: true)
            .Why.ShouldBe(ModelReason.Asked);
}
