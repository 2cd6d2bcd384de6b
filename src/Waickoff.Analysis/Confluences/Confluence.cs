namespace Waickoff.Analysis.Confluences;

/// <summary>A price zone where levels of several families meet.</summary>
/// <param name="Bottom">Lower edge, in quote currency.</param>
/// <param name="Top">Upper edge; equal to <paramref name="Bottom"/> where all meet at one price.</param>
/// <param name="Score">The sum of the points of its parts.</param>
/// <param name="Parts">One part a family, most points first.</param>
/// <param name="DistanceAtr">How far the nearer edge is from price, in ATR(14); 0 when price is inside.</param>
/// <param name="Role">What it is as seen from price.</param>
public sealed record Confluence(
    double Bottom,
    double Top,
    double Score,
    ValueList<ConfluencePart> Parts,
    double DistanceAtr,
    ZoneRole Role
)
{
    /// <summary>How many families meet: 2 or more.</summary>
    public int Families => Parts.Count;

    /// <summary>Half way between the edges.</summary>
    public double Midpoint => (Bottom + Top) / 2;
}

/// <summary>What one family adds to a confluence.</summary>
/// <param name="Family">The family.</param>
/// <param name="Name">The name of its level; of several the one with the most points.</param>
/// <param name="Price">The price of the level, or of a zone the price in it that is nearest to the middle of the confluence.</param>
/// <param name="Points">What it adds to the score.</param>
/// <param name="Source">Where the level comes from.</param>
public readonly record struct ConfluencePart(
    LevelFamily Family,
    string Name,
    double Price,
    double Points,
    LevelSource Source
);

/// <summary>What a zone is as seen from price.</summary>
public enum ZoneRole
{
    /// <summary>Below price.</summary>
    Support,

    /// <summary>Above price.</summary>
    Resistance,

    /// <summary>Price is inside.</summary>
    AtPrice,
}
