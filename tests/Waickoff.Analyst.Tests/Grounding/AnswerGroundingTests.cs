using System.Text;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;

namespace Waickoff.Analyst.Tests.Grounding;

public class AnswerGroundingTests
{
    private static readonly EvidenceBook Spanish = Book(ReaderLanguage.Spanish);
    private static readonly EvidenceBook English = Book(ReaderLanguage.English);

    /// <summary>e1 price 67.412,5; e2 POC 1h 67.200,0; e3 POC 4h 66.900,0; e4 2,1 %; e5 z +2,3; e6 12,4k; e7 63 %; e8 84; e9 1,8R; e10 stop 66.000,0.</summary>
    private static EvidenceBook Book(ReaderLanguage language, string symbol = "BTCUSDT")
    {
        var book = new EvidenceBook(symbol, new NumberFormat(language, priceDecimals: 1));
        Quantity price = new("price", 67_412.5, NumberForm.Price);
        Quantity hourly = new("profile.poc", 67_200, NumberForm.Price, Timeframe.H1);
        Quantity higher = new("profile.poc", 66_900, NumberForm.Price, Timeframe.H4);
        Quantity change = new("change", 2.13, NumberForm.Percent);
        Quantity score = new("volume.z", 2.34, NumberForm.ZScore);
        Quantity volume = new("volume", 12_437, NumberForm.Volume);
        Quantity share = new("reading.share", 0.634, NumberForm.Share);
        Quantity count = new("age", 84, NumberForm.Count);
        Quantity risk = new("scenario.risk", 1.8, NumberForm.RiskMultiple);
        Quantity stop = new("scenario.invalidation", 66_000, NumberForm.Price);
        Phrase all = $"{price}{hourly}{higher}{change}{score}{volume}{share}{count}{risk}{stop}";
        all.Write(new StringBuilder(), book);
        return book;
    }

    private static Verdict[] Verdicts(string text, EvidenceBook? book = null, string question = "") =>
        [.. AnswerGrounding.Check(text, book ?? Spanish, question).SelectMany(s => s.Citations).Select(c => c.Verdict)];

    private static string Shown(string text, EvidenceBook? book = null) =>
        string.Concat(AnswerGrounding.Check(text, book ?? Spanish).Select(s => s.Text));

    // ---- cited numbers ------------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("El precio es 67.412,5[[e1]].")]
    [InlineData("El precio es 67.412,5 [[e1]].")]
    [InlineData("El precio es **67.412,5** [[e1]].")]
    [InlineData("El precio es 67.412,50 USDT [[e1]].")]
    [InlineData("El precio es 67412,5 [[e1]].")]
    [InlineData("El precio es 67 412,5 [[e1]].")]
    [InlineData("El precio es 67,412.5 [[e1]].")]
    [InlineData("El precio es $67.412,5. [[e1]] Sigue.")]
    [InlineData("Sube 2,1 % [[e4]].")]
    [InlineData("Sube 2,1[[e4]] %.")]
    [InlineData("Sube 2,1 por ciento [[e4]].")]
    [InlineData("z de +2,3[[e5]]")]
    [InlineData("volumen 12,4k[[e6]]")]
    [InlineData("volumen 12.400 [[e6]]")]
    [InlineData("volumen 12,4 mil [[e6]]")]
    [InlineData("peso 63 %[[e7]]")]
    [InlineData("n = 84 velas [[e8]]")]
    [InlineData("ofrece 1,8R [[e9]]")]
    public void A_number_equal_to_what_is_printed_is_verified(string text) =>
        Verdicts(text).ShouldBe([Verdict.Verified]);

    [Theory]
    [InlineData("Price is 67,412.5 [[e1]].")]
    [InlineData("Price is 67412.5 [[e1]].")]
    [InlineData("Price is 67.412,5 [[e1]].")]
    [InlineData("It rose 2.1% [[e4]].")]
    [InlineData("It rose 2.1 percent [[e4]].")]
    [InlineData("Volume 12,400 [[e6]].")]
    [InlineData("Volume 12.4 thousand [[e6]].")]
    public void So_it_is_in_English(string text) => Verdicts(text, English).ShouldBe([Verdict.Verified]);

    [Theory]
    [InlineData("El precio es 67.412,6[[e1]].")]
    [InlineData("El precio es 67.412[[e1]].")]
    [InlineData("El precio es 67.413[[e1]].")]
    [InlineData("El precio es 67,4k [[e1]].")]
    [InlineData("El precio es -67.412,5 [[e1]].")]
    [InlineData("El precio es 67.412,5 % [[e1]].")]
    [InlineData("El precio es 67.4125 [[e1]].")]
    [InlineData("Sube 2,1 [[e4]].")]
    [InlineData("Sube 2,2 % [[e4]].")]
    [InlineData("z de 2,4[[e5]]")]
    [InlineData("z de -2,3[[e5]]")]
    [InlineData("volumen 12,4M[[e6]]")]
    [InlineData("volumen 12,4[[e6]]")]
    [InlineData("n = 85[[e8]]")]
    [InlineData("ofrece 1,8 [[e9]]")]
    [InlineData("versión 1.2.3 [[e9]]")]
    [InlineData("½ [[e9]]")]
    public void Any_other_value_is_wrong(string text) => Verdicts(text).ShouldBe([Verdict.WrongValue]);

    [Theory]
    [InlineData("67,412 [[e1]]", 67.412)]
    [InlineData("67.412 [[e1]]", 67_412)]
    public void A_number_that_both_languages_read_is_read_in_that_of_the_text(string text, double spanish)
    {
        var book = new EvidenceBook("X", new NumberFormat(ReaderLanguage.Spanish, priceDecimals: 3));
        Phrase one = $"{new Quantity("price", spanish, NumberForm.Price)}";
        one.Write(new StringBuilder(), book);
        Verdicts(text, book).ShouldBe([Verdict.Verified]);
    }

    [Theory]
    [InlineData("El precio es 67.412,5[[e11]].")]
    [InlineData("El precio es 67.412,5[[e0]].")]
    [InlineData("El precio es 67.412,5[[precio]].")]
    [InlineData("El precio es 67.412,5[[e1*e2]].")]
    [InlineData("El precio es 67.412,5[[]].")]
    public void A_citation_of_nothing_is_told(string text) => Verdicts(text).ShouldBe([Verdict.UnknownId]);

    [Theory]
    [InlineData("El precio es 67.412,5.")]
    [InlineData("Resiste en 69.000.")]
    [InlineData("Sube un 12 %.")]
    [InlineData("Hay 3 toques.")]
    [InlineData("Ofrece 3R.")]
    [InlineData("Un 10x.")]
    [InlineData("Vale setenta mil.")]
    [InlineData("Vale ６７４１２.")]
    [InlineData("Vale 6\u200B7412.")]
    [InlineData("P67412 es la zona.")]
    [InlineData("La razón es 0,618.")]
    [InlineData("El nivel 0,618.")]
    [InlineData("Una de cada ¼.")]
    public void A_number_without_a_citation_is_told(string text) =>
        Verdicts(text).ShouldAllBe(v => v == Verdict.Uncited);

    [Fact]
    public void A_citation_counts_for_one_number_only()
    {
        Verdicts("Entre 67.300 y 67.412,5[[e1]].").ShouldBe([Verdict.Uncited, Verdict.Verified]);
        Verdicts("Está en 67.412,5 y no mucho más [[e1]].").ShouldBe([Verdict.Uncited]);
        Verdicts("De 67.200[[e2]]-67.412,5[[e1]].").ShouldBe([Verdict.Verified, Verdict.Verified]);
    }

    [Fact]
    public void Two_cited_numbers_in_a_row_are_two() =>
        Verdicts("Son 84 [[e8]] 84 [[e8]] y 67.200[[e2]] 84[[e8]].").ShouldAllBe(v => v == Verdict.Verified);

    [Fact]
    public void A_citation_inside_a_number_verifies_nothing()
    {
        Verdicts("Vale 67.412[[e1]],5.").ShouldBe([Verdict.Uncited]);
        Verdicts("Vale 67[[e1]]412.").ShouldBe([Verdict.WrongValue, Verdict.Uncited]);
        Shown("Vale 8[[e8]]4.").ShouldBe("Vale 8 4.");
    }

    // ---- derived numbers ----------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("Quedan 212,5 [[e1-e2]].")]
    [InlineData("Quedan 212,5 [[e2-e1]].")]
    [InlineData("Quedan -212,5 [[e2-e1]].")]
    [InlineData("A un 0,32 % [[e1%e2]].")]
    [InlineData("El medio es 67.306,3 [[e1~e2]].")]
    [InlineData("Paga 0,2R [[e2:e10:e1]].")]
    public void A_number_that_follows_from_two_is_derived(string text) => Verdicts(text).ShouldBe([Verdict.Derived]);

    [Theory]
    [InlineData("Quedan 212,6 [[e1-e2]].")]
    [InlineData("Quedan -212,5 [[e1-e2]].")]
    [InlineData("A un 0,33 % [[e1%e2]].")]
    [InlineData("A un 0,32 [[e1%e2]].")]
    [InlineData("El medio es 67.306,2 [[e1~e2]].")]
    [InlineData("Paga 0,3R [[e2:e10:e1]].")]
    [InlineData("Son 67.410,4 [[e1-e4]].")]
    [InlineData("Paga 0,0R [[e1:e1:e2]].")]
    public void One_that_does_not_is_told(string text) => Verdicts(text).ShouldBe([Verdict.WrongDerivation]);

    // ---- symbol and timeframe ------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("El POC de 1h está en 67.200[[e2]].")]
    [InlineData("En 4h el POC es 66.900[[e3]] y en 1h es 67.200[[e2]].")]
    [InlineData("POC: 66.900[[e3]] en 4h y 67.200[[e2]] en 1h.")]
    [InlineData("En 1h y 4h los POC son 67.200[[e2]] y 66.900[[e3]].")]
    [InlineData("1h: fase C. El POC es 67.200[[e2]].")]
    [InlineData("## 4h\nEl POC es 66.900[[e3]].")]
    [InlineData("## 4h\nTexto.\n## Niveles\nEl POC es 67.200[[e2]].")]
    [InlineData("El gráfico horario (H1) deja el POC en 67.200[[e2]].")]
    [InlineData("El precio de 4h es 67.412,5[[e1]].")]
    public void Evidence_told_of_its_own_timeframe_is_right(string text) =>
        Verdicts(text).ShouldAllBe(v => v == Verdict.Verified || v == Verdict.Exempt);

    [Theory]
    [InlineData("El POC de 4h está en 67.200[[e2]].")]
    [InlineData("El POC está en 67.200[[e2]] en 15m.")]
    [InlineData("El POC diario está en 67.200[[e2]].")]
    [InlineData("4h: fase C. El POC es 67.200[[e2]].")]
    [InlineData("## 4h\nEl POC es 67.200[[e2]].")]
    [InlineData("En 4 horas el POC es 67.200[[e2]].")]
    public void Evidence_told_of_another_timeframe_is_wrong(string text) =>
        Verdicts(text).ShouldContain(Verdict.WrongTimeframe);

    [Fact]
    public void Two_values_told_of_each_others_timeframe_are_both_wrong()
    {
        var verdicts = Verdicts("En 4h el POC es 67.200[[e2]] y en 1h es 66.900[[e3]].");
        verdicts.Where(v => v != Verdict.Exempt).ShouldBe([Verdict.WrongTimeframe, Verdict.WrongTimeframe]);
        verdicts = Verdicts("POC: 67.200[[e2]] en 4h, 66.900[[e3]] en 1h.");
        verdicts.Where(v => v != Verdict.Exempt).ShouldBe([Verdict.WrongTimeframe, Verdict.WrongTimeframe]);
    }

    [Theory]
    [InlineData("ETH cotiza en 67.412,5[[e1]].")]
    [InlineData("Ethereum cotiza en 67.412,5[[e1]].")]
    [InlineData("BTCUSDT-PERP cotiza en 67.412,5[[e1]].")]
    [InlineData("## SOLUSDT\nCotiza en 67.412,5[[e1]].")]
    public void Evidence_told_of_another_symbol_is_wrong(string text) => Verdicts(text).ShouldBe([Verdict.WrongSymbol]);

    [Theory]
    [InlineData("BTC cotiza en 67.412,5[[e1]].")]
    [InlineData("Bitcoin cotiza en 67.412,5 USDT[[e1]].")]
    [InlineData("Mientras ETH cae, BTCUSDT vale 67.412,5[[e1]].")]
    public void Evidence_told_of_its_own_symbol_is_right(string text) => Verdicts(text).ShouldBe([Verdict.Verified]);

    // ---- what is no claim ----------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("1. Situación\n2. Confluencias\n3) Niveles")]
    [InlineData("## 1. Situación\n\n## 2. Confluencias")]
    [InlineData("En 15m, 1h y 4h, también 1d.")]
    [InlineData("El 31 de octubre de 2025 a las 23:45.")]
    [InlineData("2025-10-31 23:45 UTC")]
    [InlineData("En octubre de 2025 y desde 2021.")]
    [InlineData("Oct 31, 2025")]
    [InlineData("El retroceso 0,618 de Fibonacci.")]
    [InlineData("Retroceso entre 0,5 y 0,618.")]
    [InlineData("La extensión 1,618.")]
    [InlineData("La zona 0,62-0,79 de Fibonacci.")]
    [InlineData("El objetivo 2R y los objetivos 1R y 3R.")]
    [InlineData("A 2σ del VWAP, 2 sigma.")]
    [InlineData("Onda 3 de 5, ondas 1-2-3.")]
    [InlineData("El ATR(14) y la EMA20.")]
    [InlineData("Perfil de 24 h.")]
    [InlineData("La 1.ª prueba y el 2nd test.")]
    public void These_numbers_are_exempt(string text) => Verdicts(text).ShouldAllBe(v => v == Verdict.Exempt);

    [Theory]
    [InlineData("7. Niveles")]
    [InlineData("Texto.\n67. Precio")]
    public void A_numeral_that_continues_no_list_is_not(string text) => Verdicts(text).ShouldBe([Verdict.Uncited]);

    [Fact]
    public void A_year_that_could_be_a_price_needs_its_word()
    {
        var book = new EvidenceBook("ETHUSDT", new NumberFormat(ReaderLanguage.Spanish, priceDecimals: 2));
        Phrase price = $"{new Quantity("price", 2_100, NumberForm.Price)}";
        price.Write(new StringBuilder(), book);
        Verdicts("Soporte en 2024.", book).ShouldBe([Verdict.Uncited]);
        Verdicts("Soporte en $2024.", Spanish).ShouldBe([Verdict.Uncited]);
        Verdicts("El máximo de marzo de 2024.", book).ShouldBe([Verdict.Exempt]);
        Verdicts("El año 2024.", book).ShouldBe([Verdict.Exempt]);
        Verdicts("El máximo de 2024.", Spanish).ShouldBe([Verdict.Exempt]);
    }

    [Fact]
    public void A_number_of_the_question_is_the_readers_and_not_verified()
    {
        const string question = "¿Qué pasa si llega a 70.000 o cae un 5 %?";
        Verdicts("Si llega a 70.000, cambia.", question: question).ShouldBe([Verdict.Yours]);
        Verdicts("Si cae un 5 %, cambia.", question: question).ShouldBe([Verdict.Yours]);
        Verdicts("Si cae a 5, cambia.", question: question).ShouldBe([Verdict.Uncited]);
        Verdicts("Si llega a 70.000[[e1]], cambia.", question: question).ShouldBe([Verdict.WrongValue]);
    }

    // ---- what the reader sees -------------------------------------------------------------------------------------------

    [Theory]
    [InlineData("Precio 67.412,5[[e1]], POC 67.200 [[e2]].", "Precio 67.412,5, POC 67.200.")]
    [InlineData("El POC [[e2]] manda.", "El POC manda.")]
    [InlineData("Sin cerrar 67.412,5[[e1", "Sin cerrar 67.412,5")]
    [InlineData("Sin cerrar 67.412,5[[e1]\nSigue.", "Sin cerrar 67.412,5\nSigue.")]
    [InlineData("Doble 67.200[[e2]][[e2]].", "Doble 67.200.")]
    [InlineData("Largo [[esto no es un identificador]].", "Largo.")]
    [InlineData("Una [nota] y una [liga](x).", "Una (nota) y una (liga)(x).")]
    public void No_citation_is_ever_shown(string text, string shown) => Shown(text).ShouldBe(shown);

    [Fact]
    public void Positions_are_those_of_the_text_that_is_shown()
    {
        const string text = "POC 67.200[[e2]] y precio 67.412,5 [[e1]] con z +2,3[[e5]] y 12 %.";
        var sentence = AnswerGrounding.Check(text, Spanish).ShouldHaveSingleItem();
        sentence
            .Citations.Select(c => sentence.Text.Substring(c.Start, c.Length))
            .ShouldBe(["67.200", "67.412,5", "+2,3", "12 %"]);
        sentence.Citations.Select(c => c.EvidenceId).ShouldBe(["e2", "e1", "e5", null]);
        sentence.IsMarked.ShouldBeTrue();
    }

    // ---- sentences --------------------------------------------------------------------------------------------------------

    [Fact]
    public void An_answer_is_cut_into_headings_items_and_sentences()
    {
        const string text =
            "## 1. Situación\n\nEl precio es 67.412,5[[e1]]. Sube aprox. nada (p. ej. hoy). ¿Y luego? Bien.\n- uno\n- dos";
        AnswerGrounding
            .Check(text, Spanish)
            .Select(s => s.Text)
            .ShouldBe([
                "## 1. Situación\n\n",
                "El precio es 67.412,5. ",
                "Sube aprox. nada (p. ej. hoy). ",
                "¿Y luego? ",
                "Bien.\n",
                "- uno\n",
                "- dos",
            ]);
    }

    [Fact]
    public void Whatever_the_pieces_the_sentences_are_the_same()
    {
        const string text =
            "## 4h\nEl POC es 66.900. [[e3]] Luego 67.412,5 [[e1]]… y 1.2.3 [[x]].\n1. Sube 2,1 % [[e4]]! Fin 12\n2. [[e9";
        var whole = AnswerGrounding.Check(text, Spanish);
        var random = new Random(3);
        for (var run = 0; run < 200; run++)
        {
            var grounding = new AnswerGrounding(Spanish);
            var sentences = new List<GroundedSentence>();
            for (var at = 0; at < text.Length; )
            {
                var length = Math.Min(random.Next(1, 8), text.Length - at);
                sentences.AddRange(grounding.Add(text.Substring(at, length)));
                at += length;
            }
            sentences.AddRange(grounding.Finish());
            sentences.Select(Describe).ShouldBe(whole.Select(Describe));
        }

        static string Describe(GroundedSentence s) => $"{s.Text}|{string.Join(';', s.Citations)}";
    }

    [Fact]
    public void A_sentence_comes_out_before_the_next_one_is_complete()
    {
        var grounding = new AnswerGrounding(Spanish);
        grounding.Add("El precio es 67.412,5[[e1]].").ShouldBeEmpty();
        grounding.Add(" El").Single().Text.ShouldBe("El precio es 67.412,5. ");
    }

    [Fact]
    public void An_endless_sentence_is_cut()
    {
        var grounding = new AnswerGrounding(Spanish);
        var sentences = Enumerable.Range(0, 3_000).SelectMany(_ => grounding.Add("abc ")).ToList();
        sentences.Count.ShouldBeGreaterThan(3);
        sentences.ShouldAllBe(s => s.Text.Length <= 2_100);
    }
}
