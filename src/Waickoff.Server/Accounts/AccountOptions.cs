namespace Waickoff.Server.Accounts;

/// <summary>How accounts are opened, as configured under <c>Accounts</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>Whether a new account gets one session once its address is confirmed.</summary>
    public bool FreeSession { get; set; } = true;

    /// <summary>The address of the first operator: whoever confirms it has the role.</summary>
    public string Operator { get; set; } = "";
}
