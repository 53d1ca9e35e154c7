using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Regions whose parcels began to take days longer from dispatch to receipt.</summary>
static class SlowParcels
{
    const int Ahead = 4, Before = 21, FewestParcels = 4, FewestBefore = 8, LongestLag = 14;
    const double SlowerByDays = 1.5, SurestAtLeast = 4;

    public static IEnumerable<Sign> Find(ShopEvidence shop)
    {
        List<(string Region, DateOnly From, DateOnly To, double Was, double Now)> slow = [];
        foreach (var region in shop.Parcels.GroupBy(parcel => parcel.Region))
            if (Turn([.. region]) is { } turn) slow.Add((region.Key, turn.From, turn.To, turn.Was, turn.Now));
        foreach (var together in slow.GroupBy(turn => Near(turn.From, slow)))
        {
            DateOnly from = together.Min(turn => turn.From), to = together.Max(turn => turn.To);
            string regions = string.Join("、", together.Select(turn => turn.Region)), regionsEn = string.Join(", ",
                together.Select(turn => turn.Region));
            string was = Days(together.Average(turn => turn.Was)), now = Days(together.Average(turn => turn.Now));
            LoggedChange? carrier = shop.Changes.Where(change => (change.ThingKind == "carrier"
                || change.Property is "carrier" or "warehouse" or "delivery")
                && change.Day <= from && change.Day >= from.AddDays(-LongestLag)).MaxBy(change => change.At);
            (string Zh, string En) because = DayText.Since(carrier?.Day, carrier?.Old, carrier?.New);
            yield return new Sign("logistics", shop.Shop, from,
                [.. together.Select(turn => (IReadOnlyList<AttributeValue>)[new AttributeValue("region", turn.Region)])],
                new($"{because.Zh}{regions} 送达 {was} → {now} 天", $"{because.En}{regionsEn}: {was} → {now} days to arrive"))
            {
                To = to >= shop.Span.Last.AddDays(-1) ? null : to, Tendency = Push.Down, IsFromFacts = true, Cause = carrier,
            };
        }
    }

    /// <summary>Regions that turned within three days of each other have one cause.</summary>
    static DateOnly Near(DateOnly day, List<(string Region, DateOnly From, DateOnly To, double Was, double Now)> all) =>
        all.Select(turn => turn.From).Where(from => Math.Abs(from.DayNumber - day.DayNumber) <= 3).Min();

    static (DateOnly From, DateOnly To, double Was, double Now)? Turn(ParcelRun[] parcels)
    {
        var byDay = parcels.GroupBy(parcel => DateOnly.FromDateTime(parcel.Received)).ToDictionary(day => day.Key,
            day => day.SelectMany(parcel => Enumerable.Repeat((parcel.Received - parcel.Sent).TotalDays,
                (int)Math.Min(parcel.Count, 1000))).ToArray());
        (DateOnly From, double Sigmas, double Was, double Now)? best = null;
        foreach (DateOnly day in byDay.Keys)
        {
            double[] now = Between(byDay, day, day.AddDays(Ahead - 1)), before = Between(byDay, day.AddDays(-Before),
                day.AddDays(-1));
            if (now.Length < FewestParcels || before.Length < FewestBefore) continue;
            double slower = now.Average() - before.Average();
            double spread = Math.Sqrt(Variance(before) * ((1.0 / now.Length) + (1.0 / before.Length)));
            double sigmas = slower / Math.Max(spread, 0.05);
            if (slower >= SlowerByDays && sigmas >= SurestAtLeast && sigmas > (best?.Sigmas ?? 0)) best =
                (day, sigmas, before.Average(), now.Average());
        }

        if (best is not { } found) return null;
        double half = (found.Was + found.Now) / 2;
        DateOnly last = byDay.Where(day => day.Key >= found.From && day.Value.Average() >= half).Select(day => day.Key)
            .Append(found.From).Max();
        return (found.From, last, found.Was, found.Now);
    }

    static double[] Between(Dictionary<DateOnly, double[]> byDay, DateOnly from, DateOnly to) =>
        [.. new Period(from, to).Each().Where(byDay.ContainsKey).SelectMany(day => byDay[day])];

    static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }

    static string Days(double days) => days.ToString("0.0", CultureInfo.InvariantCulture);
}
