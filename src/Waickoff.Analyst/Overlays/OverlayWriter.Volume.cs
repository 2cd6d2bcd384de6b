using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Volume;
using Waickoff.Analyst.Numbers;

namespace Waickoff.Analyst.Overlays;

internal sealed partial class OverlayWriter
{
    private void Profiles()
    {
        Profile(ProfilePeriod.Day, Analysis.Profile.Day);
        Profile(ProfilePeriod.Week, Analysis.Profile.Week);
        Profile(ProfilePeriod.Range, Analysis.Profile.Range);
    }

    private void Profile(ProfilePeriod period, VolumeProfile? profile)
    {
        if (profile is null)
            return;
        var (poc, vah, val) = numbers.Profile(period, profile);
        var since = period switch
        {
            ProfilePeriod.Day => CloseOf(Last) - 86_400_000,
            ProfilePeriod.Week => CloseOf(Last) - (7 * 86_400_000),
            ProfilePeriod.Range => At(Analysis.Wyckoff.Current!.Range.Start),
        };
        written.Add(
            new Overlay
            {
                Id = poc.Source,
                Family = OverlayFamily.Volume,
                Kind = $"volume-profile-{period}".ToLowerInvariant(),
                Label = names.Profile(period),
                Mark = period switch
                {
                    ProfilePeriod.Day => "24 h",
                    ProfilePeriod.Week => "7 d",
                    ProfilePeriod.Range => Say("range", "rango"),
                },
                Side = Side.None,
                Form = OverlayForm.Profile,
                FromMs = Math.Max(At(0), since),
                KnownMs = CloseOf(Last),
                Top = profile.Vah,
                Bottom = profile.Val,
                Points =
                [
                    new OverlayPoint(CloseOf(Last), profile.Poc, "POC"),
                    new OverlayPoint(CloseOf(Last), profile.Vah, "VAH"),
                    new OverlayPoint(CloseOf(Last), profile.Val, "VAL"),
                ],
                Rows = [.. profile.Rows.Select(r => new OverlayRow(r.Low, r.High, r.Volume))],
                Rule = OverlayTexts.Rule("volume-profile", language),
                Numbers = Print(poc, vah, val),
            }
        );
    }

    private void Volume()
    {
        foreach (var line in Analysis.Volume.Vwaps)
        {
            var price = numbers.Vwap(in line);
            if (!price.IsKnown)
                continue;
            written.Add(
                new Overlay
                {
                    Id = price.Source,
                    Family = OverlayFamily.Volume,
                    Kind = "vwap",
                    Label = names.Vwap(line.Anchor),
                    Mark = "VWAP",
                    Side = Side.None,
                    Form = OverlayForm.Value,
                    FromMs = At(line.Index),
                    KnownMs = CloseOf(Last),
                    Top = line.Price,
                    Bottom = line.Price,
                    Rule = OverlayTexts.Rule("vwap", language),
                    Numbers = line.HasBands ? Print(price, numbers.VwapSigmas(in line)) : Print(price),
                }
            );
        }
        Each(
            Analysis.Volume.Divergences,
            isEnd: null,
            d => new Overlay
            {
                Id = numbers.From("delta-divergence", in d).Id,
                Family = OverlayFamily.Volume,
                Kind = "delta-divergence",
                Label = Say("Delta divergence", "Divergencia de delta"),
                Mark = "Δ div",
                Side = d.Side,
                Form = OverlayForm.Path,
                FromMs = At(d.PreviousIndex),
                ToMs = At(d.Index),
                KnownMs = CloseOf(d.ConfirmedIndex),
                Points =
                [
                    new OverlayPoint(At(d.PreviousIndex), d.Inputs.PreviousLevel),
                    new OverlayPoint(At(d.Index), d.Level, "Δ"),
                ],
                Rule = OverlayTexts.Rule("delta-divergence", language),
            }
        );
        Each(
            Analysis.Profile.DailyPocs,
            s => s is FindingState.Traded or FindingState.Interrupted,
            p => new Overlay
            {
                Id = numbers.From("daily-poc", in p).Id,
                Family = OverlayFamily.Volume,
                Kind = "daily-poc",
                Label = Say("Naked POC", "POC sin tocar"),
                Mark = "nPOC",
                Side = Side.None,
                Form = OverlayForm.Level,
                FromMs = At(p.StartIndex),
                KnownMs = CloseOf(p.ConfirmedIndex),
                Top = p.Level,
                Bottom = p.Level,
                Rule = OverlayTexts.Rule("daily-poc", language),
            }
        );
    }

    private void Bands() =>
        Each(
            Analysis.Squeezes,
            s => s is FindingState.Released or FindingState.Interrupted,
            squeeze =>
            {
                if (squeeze.ConfirmedIndex < oldest)
                    return null;
                var isRelease = squeeze.Kind is SqueezeKind.ReleaseA or SqueezeKind.ReleaseB;
                return new Overlay
                {
                    Id = numbers.From("squeeze", in squeeze).Id,
                    Family = OverlayFamily.Bands,
                    Kind = ((IFinding)squeeze).Kind,
                    Label = squeeze.Kind switch
                    {
                        SqueezeKind.SqueezeA or SqueezeKind.SqueezeB => "Squeeze",
                        SqueezeKind.ReleaseA or SqueezeKind.ReleaseB => Say("Squeeze released", "Fin del squeeze"),
                        SqueezeKind.BandWalk => Say("Band walk", "Paseo por la banda"),
                    },
                    Mark =
                        isRelease ? Say("release", "fin")
                        : squeeze.Kind == SqueezeKind.BandWalk ? "walk"
                        : "squeeze",
                    Side = squeeze.Side,
                    Form = OverlayForm.Band,
                    FromMs = At(squeeze.StartIndex >= 0 && !isRelease ? squeeze.StartIndex : squeeze.Index),
                    ToMs = isRelease ? At(squeeze.Index) : null,
                    KnownMs = CloseOf(squeeze.ConfirmedIndex),
                    IsStanding = !isRelease,
                    Rule = OverlayTexts.Rule("squeeze", language),
                    Numbers = isRelease ? Print(numbers.ReleaseAge(in squeeze)) : [],
                };
            }
        );
}
