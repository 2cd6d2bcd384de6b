namespace Waickoff.Server.Accounts;

/// <summary>How accounts are opened, as configured under <c>Accounts</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>Whether a new account gets one session once its address is confirmed.</summary>
    public bool FreeSession { get; set; } = true;

    /// <summary>How long somebody who does nothing stays signed in.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long somebody stays signed in at all.</summary>
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromDays(60);

    /// <summary>The address of the first operator: whoever confirms it has the role.</summary>
    public string Operator { get; set; } = "";
}
