using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Waickoff.Payments.Webhooks;

namespace Waickoff.Payments.Tests.Webhooks;

/// <summary>T21: only true signatures are accepted, and those are the ones that Stripe's own package makes and accepts.</summary>
public class StripeSignatureTests
{
    private const string Secret = "whsec_test_secret";
    private const string OtherSecret = "whsec_other_secret";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """
        {
          "id": "evt_1", "object": "event", "type": "checkout.session.completed",
          "data": {"object": {"id": "cs_1", "name": "Ñandú 🚀"}}
        }

        """.ReplaceLineEndings("\n")
    );

    [Theory]
    [InlineData(0, true)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_true_signature_holds_for_300_seconds_both_ways(int seconds, bool isTaken)
    {
        var header = StripeSignature.Sign(Body, Secret, Now.AddSeconds(seconds));

        StripeSignature
            .Judge(Body, header, [Secret], Now)
            .ShouldBe(isTaken ? SignatureVerdict.True : SignatureVerdict.OutOfTime);
    }

    [Fact]
    public void While_a_secret_is_replaced_either_is_taken_and_any_of_several_signatures_will_do()
    {
        var old = StripeSignature.Sign(Body, OtherSecret, Now);
        var both =
            $"{StripeSignature.Sign(Body, Secret, Now)},{old[(old.IndexOf(',', StringComparison.Ordinal) + 1)..]}";

        Judge(old, [Secret, OtherSecret]).ShouldBe(SignatureVerdict.True);
        Judge(both, [OtherSecret]).ShouldBe(SignatureVerdict.True);
        Judge(both, [Secret]).ShouldBe(SignatureVerdict.True);
        Judge(both, ["whsec_third"]).ShouldBe(SignatureVerdict.False);
        Judge(old, [Secret]).ShouldBe(SignatureVerdict.False);
        Judge(old, []).ShouldBe(SignatureVerdict.False);
    }

    [Fact]
    public void An_empty_secret_signs_nothing()
    {
        var header = StripeSignature.Sign(Body, "", Now);

        Judge(header, ["", Secret]).ShouldBe(SignatureVerdict.False);
    }

    [Fact]
    public void Only_one_time_and_signatures_of_the_first_scheme_count()
    {
        var header = StripeSignature.Sign(Body, Secret, Now);
        var signature = header[(header.IndexOf(",v1=", StringComparison.Ordinal) + 4)..];
        var time = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Judge(null, [Secret]).ShouldBe(SignatureVerdict.Missing);
        foreach (
            var bad in (string[])
                [
                    "",
                    "t=",
                    $"t={time}",
                    $"v1={signature}",
                    $"t={time},v0={signature}",
                    $"t={time},v1={signature[1..]}",
                    $"t={time},t={time},v1={signature}",
                    $"t=-{time},v1={signature}",
                    $"t={time}.0,v1={signature}",
                    $"t=9999999999999,v1={signature}",
                    $"t={time}, v1={signature}",
                    new string('a', 5000) + header,
                ]
        )
            Judge(bad, [Secret]).ShouldBe(SignatureVerdict.Missing, bad);
        Judge($"t={time},v1={signature.ToUpperInvariant()}", [Secret]).ShouldBe(SignatureVerdict.False);
        Judge($"t={time[..^1]}1,v1={signature}", [Secret]).ShouldBe(SignatureVerdict.False);
        Judge($"v0={signature},t={time},v1={signature}", [Secret]).ShouldBe(SignatureVerdict.True);
    }

    [Fact]
    public void One_bit_or_another_way_of_writing_the_same_is_another_body()
    {
        var random = new Random(21);
        var header = StripeSignature.Sign(Body, Secret, Now);
        for (var i = 0; i < 1000; i++)
        {
            var changed = (byte[])Body.Clone();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            StripeSignature.Judge(changed, header, [Secret], Now).ShouldBe(SignatureVerdict.False);
        }
        var text = Encoding.UTF8.GetString(Body);
        foreach (
            var other in (byte[][])
                [
                    Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)),
                    [.. Encoding.UTF8.Preamble, .. Body],
                    Encoding.UTF8.GetBytes(JsonNode.Parse(text)!.ToJsonString()),
                    Encoding.Unicode.GetBytes(text),
                    Body[..^1],
                    [],
                ]
        )
            StripeSignature.Judge(other, header, [Secret], Now).ShouldBe(SignatureVerdict.False);
    }

    [Fact]
    public void No_header_that_was_made_up_is_taken_or_breaks_anything()
    {
        var count = Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 1_000_000 : 100_000;
        var random = new Random(2121);
        var header = StripeSignature.Sign(Body, Secret, Now);
        const string letters = "tv01=,. abcdef0123456789-+\0é";
        for (var i = 0; i < count; i++)
        {
            var made = header.ToCharArray();
            var changes = random.Next(1, 6);
            for (var j = 0; j < changes; j++)
                made[random.Next(made.Length)] = letters[random.Next(letters.Length)];
            var cut = new string(made)[..random.Next(made.Length + 1)];
            if (cut != header)
                Judge(cut, [Secret]).ShouldNotBe(SignatureVerdict.True, cut);
        }
    }

    [Fact]
    public async Task Each_sides_signatures_are_taken_by_the_other()
    {
        var seconds = Now.ToUnixTimeSeconds();
        var ours = StripeSignature.Sign(Body, Secret, Now);
        var base64 = Convert.ToBase64String(Body);
        (string Header, string Secret, DateTimeOffset Now)[] cases =
        [
            (ours, Secret, Now),
            (ours, OtherSecret, Now),
            (ours, Secret, Now.AddSeconds(300)),
            (ours, Secret, Now.AddSeconds(301)),
            (ours.Replace("v1=", "v0=", StringComparison.Ordinal), Secret, Now),
            (
                $"{StripeSignature.Sign(Body, OtherSecret, Now)},{ours[(ours.IndexOf(',', StringComparison.Ordinal) + 1)..]}",
                Secret,
                Now
            ),
            ("", Secret, Now),
            (ours.ToUpperInvariant(), Secret, Now),
        ];
        var steps = new List<JsonObject>
        {
            new()
            {
                ["sign"] = base64,
                ["secret"] = Secret,
                ["timestamp"] = seconds,
            },
        };
        steps.AddRange(
            cases.Select(c => new JsonObject
            {
                ["verify"] = base64,
                ["header"] = c.Header,
                ["secret"] = c.Secret,
                ["now"] = c.Now.ToUnixTimeMilliseconds(),
            })
        );

        var run = await OfficialClient.RunAsync(new Uri("http://127.0.0.1:9"), steps);

        var theirs = run.Value(0).GetValue<string>();
        theirs.ShouldBe(ours);
        Judge(theirs, [Secret]).ShouldBe(SignatureVerdict.True);
        for (var i = 0; i < cases.Length; i++)
        {
            var isTheirs = run["results"]![i + 1]!["value"]?.GetValue<string>() == "evt_1";
            var isOurs =
                StripeSignature.Judge(Body, cases[i].Header, [cases[i].Secret], cases[i].Now) == SignatureVerdict.True;
            isOurs.ShouldBe(isTheirs, cases[i].Header);
        }
        cases.Length.ShouldBe(8);
    }

    private static SignatureVerdict Judge(string? header, string[] secrets) =>
        StripeSignature.Judge(Body, header, secrets, Now);
}
