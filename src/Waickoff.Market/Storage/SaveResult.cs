namespace Waickoff.Market.Storage;

/// <summary>What a save changed. The three add up to the candles offered.</summary>
/// <param name="Added">Candles that were not there.</param>
/// <param name="Unchanged">Candles that were there with the same values.</param>
/// <param name="Corrected">Candles that were there with other values; both are kept.</param>
public readonly record struct SaveResult(int Added, int Unchanged, int Corrected)
{
    /// <summary>True when the store is as it was.</summary>
    public bool IsUnchanged => Added == 0 && Corrected == 0;
}
