namespace Waickoff.Server.Accounts;

/// <summary>What a slice keeps of a person: each one that keeps something says how it is exported and how it is deleted.</summary>
internal interface IPersonalData
{
    /// <summary>Its name in the export.</summary>
    string Name { get; }

    /// <summary>Everything of a person.</summary>
    Task<object> ExportAsync(string person, CancellationToken cancel);

    /// <summary>Deletes it, within the caller's transaction; what the law makes us keep stays without a name.</summary>
    Task DeleteAsync(string person, CancellationToken cancel);
}
