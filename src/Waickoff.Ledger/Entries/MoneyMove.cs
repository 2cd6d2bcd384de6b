namespace Waickoff.Ledger.Entries;

/// <summary>Where money is or comes from.</summary>
public enum MoneyAccount
{
    /// <summary>What the payment processor holds for us.</summary>
    Processor,

    /// <summary>Money of a payment between two steps; empty when both are done.</summary>
    SalesClearing,

    /// <summary>What was earned.</summary>
    Revenue,

    /// <summary>What is owed to the tax office.</summary>
    Tax,

    /// <summary>What the processor keeps.</summary>
    CardFees,

    /// <summary>What banks ask back.</summary>
    Disputed,
}

/// <summary>Money that goes from one account to another.</summary>
/// <param name="From">The account it leaves.</param>
/// <param name="To">The account it comes to.</param>
/// <param name="Amount">In minor units, above zero.</param>
public sealed record MoneyMove(MoneyAccount From, MoneyAccount To, long Amount);

/// <summary>What an account of money has.</summary>
/// <param name="Account">Which.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="Amount">What came to it less what left it, in minor units.</param>
public sealed record MoneyBalance(MoneyAccount Account, string Currency, long Amount);

/// <summary>What came to an account of money less what left it, about one thing.</summary>
/// <param name="Reference">What it was about.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="Amount">In minor units.</param>
public sealed record MoneyOfReference(string Reference, string Currency, long Amount);

/// <summary>The words of accounts of money.</summary>
internal static class MoneyAccounts
{
    public static string Stored(this MoneyAccount account) =>
        account switch
        {
            MoneyAccount.Processor => "processor",
            MoneyAccount.SalesClearing => "sales_clearing",
            MoneyAccount.Revenue => "revenue",
            MoneyAccount.Tax => "tax",
            MoneyAccount.CardFees => "card_fees",
            MoneyAccount.Disputed => "disputed",
        };

    public static MoneyAccount Read(string stored)
    {
        foreach (var account in Enum.GetValues<MoneyAccount>())
            if (account.Stored() == stored)
                return account;
        throw new InvalidDataException($"'{stored}' is no account of money");
    }
}
