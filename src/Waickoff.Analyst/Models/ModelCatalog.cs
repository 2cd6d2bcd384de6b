namespace Waickoff.Analyst.Models;

/// <summary>The models that are configured, checked once.</summary>
public sealed class ModelCatalog
{
    /// <summary>Checks the models.</summary>
    /// <param name="models">The models; empty for the usual ones.</param>
    /// <exception cref="ArgumentException">A model has no name, is named twice, has no price or a price below zero.</exception>
    public ModelCatalog(IReadOnlyList<ModelOptions> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        Models = models.Count > 0 ? models : AnalystOptions.DefaultModels;
        foreach (var model in Models)
            Check(model);
        if (Models.Select(m => m.Id).Distinct(StringComparer.Ordinal).Count() < Models.Count)
            throw new ArgumentException("A model is configured twice.", nameof(models));
    }

    /// <summary>The models in the order they are configured.</summary>
    public IReadOnlyList<ModelOptions> Models { get; }

    /// <summary>The model with a name, or null.</summary>
    public ModelOptions? Find(string? id) => Models.FirstOrDefault(m => m.Id == id);

    /// <summary>The first model with a role; the first of all when none has it.</summary>
    public ModelOptions For(ModelRole role) => Models.FirstOrDefault(m => m.Role == role) ?? Models[0];

    /// <summary>The model whose metered tokens cost the least at the most.</summary>
    public ModelOptions Cheapest(DateTimeOffset at) =>
        Models.MinBy(m => ModelPrice.Of(m, at, promptTokens: 0).DearestMetered)!;

    private static void Check(ModelOptions model)
    {
        if (string.IsNullOrWhiteSpace(model.Id))
            throw new ArgumentException("Analyst:Models: a model has no Id.");
        if (model.Prices.Count == 0)
            throw new ArgumentException($"Analyst:Models: {model.Id} has no Prices.");
        var isBelowZero = model.Prices.Exists(p =>
            long.Min(long.Min(p.Input, p.Output), long.Min(long.Min(p.CacheWrite5m, p.CacheWrite1h), p.CacheRead)) < 0
        );
        if (isBelowZero || model.CacheMinimumTokens < 0)
            throw new ArgumentException($"Analyst:Models: {model.Id} has a figure below zero.");
    }
}
