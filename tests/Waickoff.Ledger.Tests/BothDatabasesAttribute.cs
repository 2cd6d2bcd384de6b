using System.Reflection;
using Xunit.Sdk;

namespace Waickoff.Ledger.Tests;

/// <summary>Runs a test on a real SQLite file and on a real PostgreSQL; its first parameter says which.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Enum.GetValues<LedgerDialect>().Select(dialect => (object[])[dialect]);
}
