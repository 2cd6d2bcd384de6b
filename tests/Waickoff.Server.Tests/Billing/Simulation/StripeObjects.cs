using System.Globalization;
using System.Text.Json.Nodes;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>What is read of the objects at Stripe.</summary>
internal static class StripeObjects
{
    public static string Id(this JsonObject item) => (string)item["id"]!;

    /// <summary>A whole number, however it is kept.</summary>
    public static long Number(this JsonObject item, string name) =>
        long.Parse(item[name]!.ToJsonString(), CultureInfo.InvariantCulture);
}
