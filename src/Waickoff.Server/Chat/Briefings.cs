using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Analyst.Briefing;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>A briefing that a turn was answered from, kept so that every number of the answer can be traced.</summary>
internal sealed class Briefing
{
    public required string Id { get; init; }

    public required string SessionId { get; init; }

    /// <summary>The close of the last candle it speaks of.</summary>
    public required long AsOfMs { get; init; }

    public required long CreatedMs { get; init; }

    public required string Text { get; init; }

    /// <summary>Its evidence as JSON.</summary>
    public required string Evidence { get; init; }
}

internal sealed class BriefingTable : IEntityTypeConfiguration<Briefing>
{
    public void Configure(EntityTypeBuilder<Briefing> builder)
    {
        builder.ToTable("briefing");
        builder.HasKey(b => new { b.SessionId, b.Id });
    }
}

internal static class Briefings
{
    /// <summary>A number of a briefing as its reader sees it.</summary>
    /// <param name="Id">What the answer cites it by.</param>
    /// <param name="Value">The number as computed.</param>
    /// <param name="What">The quantity.</param>
    /// <param name="Timeframe">Where it was found; null for the whole market.</param>
    /// <param name="Source">The finding or candle it comes from.</param>
    public sealed record EvidenceItem(string Id, double Value, string What, string? Timeframe, string Source);

    /// <summary>Keeps a briefing; one that is there already is not kept twice.</summary>
    /// <returns>Its id: the same text has the same.</returns>
    public static async Task<string> KeepAsync(
        WaickoffDb db,
        string session,
        MarketBriefing briefing,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var id =
            "brf_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(briefing.Text)).AsSpan(0, 16));
        if (await db.Set<Briefing>().AnyAsync(b => b.SessionId == session && b.Id == id, cancel))
            return id;
        EvidenceItem[] evidence =
        [
            .. briefing.Book.Entries.Select(e => new EvidenceItem(
                e.Id,
                e.Value,
                e.What,
                e.Timeframe?.ToString(),
                e.Source
            )),
        ];
        db.Add(
            new Briefing
            {
                Id = id,
                SessionId = session,
                AsOfMs = briefing.Analysis.Data.NowMs,
                CreatedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Text = briefing.Text,
                Evidence = TurnEventData.Write(evidence),
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another turn of this session was faster with the same.
            db.ChangeTracker.Clear();
            if (!await db.Set<Briefing>().AnyAsync(b => b.SessionId == session && b.Id == id, cancel))
                throw;
        }
        return id;
    }
}
