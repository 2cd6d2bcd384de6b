using System.Text;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Tests.Briefing;

public class TokenCountTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abc", 1)]
    [InlineData("abcd", 2)]
    [InlineData("ñañ", 2)]
    [InlineData("€€", 2)]
    public void Three_bytes_are_a_token_and_what_is_left_is_one(string text, int tokens) =>
        TokenCount.Of(text).ShouldBe(tokens);

    [Fact]
    public void It_is_the_bytes_over_three_rounded_up_for_any_text()
    {
        var random = new Random(9);
        for (var i = 0; i < 500; i++)
        {
            var runes = Enumerable.Range(0, random.Next(60)).Select(_ => new Rune(random.Next(0x20, 0xD7FF)));
            var text = string.Concat(runes.Select(r => r.ToString()));
            TokenCount.Of(text).ShouldBe((int)Math.Ceiling(Encoding.UTF8.GetBytes(text).Length / 3.0));
        }
    }

    [Fact]
    public void More_text_is_never_fewer_tokens()
    {
        var text = new StringBuilder();
        var last = 0;
        var random = new Random(10);
        for (var i = 0; i < 1_000; i++)
        {
            text.Append(new Rune(random.Next(0x20, 0x2FFF)).ToString());
            var now = TokenCount.Of(text.ToString());
            now.ShouldBeInRange(last, last + 1);
            last = now;
        }
    }
}
