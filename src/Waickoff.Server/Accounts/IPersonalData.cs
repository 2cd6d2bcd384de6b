namespace Waickoff.Server.Accounts;

/// <summary>What a slice keeps of a person: each one that keeps something says how it is exported and how it is deleted.</summary>
internal interface IPersonalData
{
    /// <summary>Everything of a person, table by table, each read row by row when it is asked for.</summary>
    IEnumerable<PersonalTable> Tables(string person);

    /// <summary>Deletes it, within the caller's transaction; what the law makes us keep stays without a name.</summary>
    Task DeleteAsync(string person, CancellationToken cancel);
}
