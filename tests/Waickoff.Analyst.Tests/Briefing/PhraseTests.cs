using System.Text;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Tests.Briefing;

public class PhraseTests
{
    private static readonly Quantity Poc = new("profile.poc", 67_200, NumberForm.Price, Timeframe.H1);
    private static readonly Quantity Stop = new("scenario.invalidation", 66_000.5, NumberForm.Price, null, "bullish");
    private static readonly Quantity Target = new("scenario.target", 69_601, NumberForm.Price, null, "bullish");

    private readonly EvidenceBook book = new("BTCUSDT", new NumberFormat(ReaderLanguage.Spanish, priceDecimals: 1));

    [Fact]
    public void A_number_is_followed_by_its_id_and_keeps_it()
    {
        Phrase phrase = $"POC {Poc}, stop {Stop}, otra vez {Poc}.";
        Write(phrase).ShouldBe("POC 67.200,0[[e1]], stop 66.000,5[[e2]], otra vez 67.200,0[[e1]].");
        var poc = book.Find("e1").ShouldNotBeNull();
        (poc.What, poc.Value, poc.Timeframe, poc.Symbol).ShouldBe(("profile.poc", 67_200, Timeframe.H1, "BTCUSDT"));
        book.Find("e3").ShouldBeNull();
        book.Find("e0").ShouldBeNull();
        book.Find("e01").ShouldBeNull();
    }

    [Fact]
    public void Derived_numbers_come_from_the_printed_values()
    {
        Phrase difference = $"{new DerivedQuantity(DerivationKind.Difference, Poc, Stop)}";
        Phrase percent = $"{new DerivedQuantity(DerivationKind.Percent, Poc, Stop)}";
        Phrase middle = $"{new DerivedQuantity(DerivationKind.Midpoint, Poc, Stop)}";
        Phrase risk = $"{new DerivedQuantity(DerivationKind.RiskMultiple, Poc, Stop, Target)}";
        Write(difference).ShouldBe("1.199,5[[e1-e2]]");
        Write(percent).ShouldBe("1,8 %[[e1%e2]]");
        Write(middle).ShouldBe("66.600,3[[e1~e2]]");
        Write(risk).ShouldBe("2,0R[[e1:e2:e3]]");
    }

    [Fact]
    public void A_phrase_is_not_written_when_the_book_misses_a_number_of_it()
    {
        Write($"{Poc}");
        Phrase known = $"el POC {Poc}";
        Phrase unknown = $"el POC {Poc} y el objetivo {Target}";
        var text = new StringBuilder();
        unknown.TryWrite(text, book, book).ShouldBeFalse();
        text.Length.ShouldBe(0);
        known.TryWrite(text, book, book).ShouldBeTrue();
        text.ToString().ShouldBe("el POC 67.200,0[[e1]]");
        book.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public void A_phrase_with_an_unknown_number_says_so()
    {
        Phrase phrase = $"z {Poc with { Value = double.NaN }}";
        phrase.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void One_quantity_has_one_value()
    {
        Write($"{Poc}");
        Should.Throw<InvalidOperationException>(() => Write($"{Poc with { Value = 1 }}"));
    }

    [Fact]
    public void An_enumeration_has_its_own_last_separator()
    {
        Phrase a = $"uno";
        Phrase b = $"dos";
        Phrase c = $"tres";
        Write(Phrase.Join(", ", " y ", [a, b, Phrase.Empty, c])).ShouldBe("uno, dos y tres");
        Phrase.Join(", ", []).IsEmpty.ShouldBeTrue();
    }

    private string Write(Phrase phrase)
    {
        var text = new StringBuilder();
        phrase.Write(text, book);
        return text.ToString();
    }
}
