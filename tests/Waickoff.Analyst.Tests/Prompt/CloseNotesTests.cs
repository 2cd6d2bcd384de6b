using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Prompt;
using Waickoff.Sandbox;

namespace Waickoff.Analyst.Tests.Prompt;

public class CloseNotesTests
{
    private static readonly Lazy<CandleSeries> Series = new(() =>
        SimulatedMarket.Create("BTCUSDT", 7, Timeframe.M15, 3_000, 1_761_868_800_000)
    );

    [Theory]
    [InlineData(ReaderLanguage.Spanish)]
    [InlineData(ReaderLanguage.English)]
    public void Each_number_of_a_note_is_evidence_of_the_session_with_an_id_of_its_own(ReaderLanguage language)
    {
        var opening = MarketBriefing.Write(At(2_800), language);
        var known = opening.Book.Entries.ToList();
        var (asOf, seen) = (opening.Analysis.AsOfMs, SeenLines.Of(opening.Text));
        for (var candles = 2_801; candles <= 2_840; candles++)
        {
            var current = MarketBriefing.Write(At(candles), language);
            var book = EvidenceBook.OfSession("BTCUSDT", current.Book.Format, known);
            var note = CloseNotes.Write(current, asOf, seen, book);
            book.Entries.Take(known.Count).ShouldBe(known, "what was said keeps its id and value");
            AnswerGrounding.Check(note, book).Where(s => s.IsMarked).Select(s => s.Text).ShouldBeEmpty();
            TokenCount.Of(note).ShouldBeLessThan(600);
            note.ShouldContain(TimeOf(current.Analysis.AsOfMs));
            known = [.. book.Entries];
            (asOf, seen) = (current.Analysis.AsOfMs, SeenLines.Of(current.Text));
        }
    }

    [Fact]
    public void Nothing_is_noted_while_no_candle_closed()
    {
        var opening = MarketBriefing.Write(At(2_800), ReaderLanguage.English);
        var book = EvidenceBook.OfSession("BTCUSDT", opening.Book.Format, opening.Book.Entries);
        CloseNotes.Write(opening, opening.Analysis.AsOfMs, SeenLines.Of(opening.Text), book).ShouldBe("");
    }

    [Fact]
    public void A_briefing_and_a_memory_come_back_from_JSON_as_they_were()
    {
        var stored = StoredBriefing.Of(MarketBriefing.Write(At(2_800), ReaderLanguage.Spanish));
        var back = JsonSerializer.Deserialize<StoredBriefing>(JsonSerializer.Serialize(stored))!;
        back.Text.ShouldBe(stored.Text);
        back.Evidence.ShouldBe(stored.Evidence);
        (back with { Evidence = [] }).ShouldBe(stored with { Evidence = [] });
    }

    private static string TimeOf(long timeMs) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(timeMs)
            .ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static MarketAnalysis At(int candles) =>
        Markets.Of(new CandleSeries(Timeframe.M15, Series.Value.Span[..candles].ToArray()), "BTCUSDT");
}
