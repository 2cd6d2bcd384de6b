using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Analysis;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Evidence;
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

    /// <summary>The briefing as JSON, evidence included.</summary>
    public required string Content { get; init; }
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
    /// <summary>Many sessions ask about the same close: it is written once for each language, and again when its history has been counted.</summary>
    private static readonly ConditionalWeakTable<MarketAnalysis, Written> Known = [];

    /// <summary>The briefing of an analysis, as it is and as it is kept.</summary>
    public static (MarketBriefing Current, StoredBriefing Kept) Of(
        MarketAnalysis analysis,
        MarketStudies? studies,
        ReaderLanguage language
    ) => Known.GetValue(analysis, a => new Written(a)).With(studies, language);

    /// <summary>Keeps a briefing; one that is there already is not kept twice.</summary>
    public static async Task KeepAsync(
        WaickoffDb db,
        string session,
        StoredBriefing briefing,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var isKept = db.Set<Briefing>().Where(b => b.SessionId == session && b.Id == briefing.Version);
        if (await isKept.AnyAsync(cancel))
            return;
        db.Add(
            new Briefing
            {
                Id = briefing.Version,
                SessionId = session,
                AsOfMs = briefing.AsOfMs,
                CreatedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
                Content = JsonSerializer.Serialize(briefing),
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
            if (!await isKept.AnyAsync(cancel))
                throw;
        }
    }

    /// <summary>The briefing that the first turn with an answer was made from.</summary>
    public static async Task<StoredBriefing> OpeningAsync(WaickoffDb db, string session, CancellationToken cancel)
    {
        var opening = await db.Set<Turn>()
            .Where(t => t.SessionId == session && t.Memory != null)
            .OrderBy(t => t.CreatedMs)
            .ThenBy(t => t.Id)
            .Select(t => t.BriefingId)
            .FirstAsync(cancel);
        return await ReadAsync(db, session, opening!, cancel)
            ?? throw new InvalidOperationException($"{session} has lost its briefing {opening}.");
    }

    /// <summary>A kept briefing; null when there is none.</summary>
    public static async Task<StoredBriefing?> ReadAsync(
        WaickoffDb db,
        string session,
        string id,
        CancellationToken cancel
    ) =>
        await db.Set<Briefing>().AsNoTracking().SingleOrDefaultAsync(b => b.SessionId == session && b.Id == id, cancel)
            is { } kept
            ? JsonSerializer.Deserialize<StoredBriefing>(kept.Content)
            : null;

    private sealed class Written(MarketAnalysis analysis)
    {
        private readonly ConcurrentDictionary<
            ReaderLanguage,
            (MarketStudies? Studies, Lazy<(MarketBriefing, StoredBriefing)> Briefing)
        > known = [];

        public (MarketBriefing, StoredBriefing) With(MarketStudies? studies, ReaderLanguage language) =>
            known
                .AddOrUpdate(
                    language,
                    _ => (studies, Write(studies, language)),
                    (_, last) => last.Studies == studies ? last : (studies, Write(studies, language))
                )
                .Briefing.Value;

        private Lazy<(MarketBriefing, StoredBriefing)> Write(MarketStudies? studies, ReaderLanguage language) =>
            new(() =>
            {
                var briefing = MarketBriefing.Write(analysis, language, studies: studies);
                return (briefing, StoredBriefing.Of(briefing));
            });
    }
}
