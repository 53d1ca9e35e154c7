namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// The noise of leaves, measured on the side of zero to which nothing was pushed. An incident moves leaves one way; the
/// leaves on the
/// other side are still half of an undisturbed bell, however many the incident took.
/// </summary>
static class MeasuredNoise
{
    const int Bands = 8;
    const int FewestInBand = 60;

    /// <summary>Median of |normal|.</summary>
    const double HalfNormalMedian = 0.6744897501960817;

    /// <summary>
    /// The noise of every leaf: one level for all, and more for small leaves where the bands by volume show it.
    /// </summary>
    public static double[] Of(double[] deviation, double[] volume, int[] known, double smallest)
    {
        double[] noise = new double[deviation.Length];
        double all = Spread(deviation, known, smallest);
        Array.Fill(noise, all);
        int bands = Math.Min(Bands, known.Length / FewestInBand);
        if (bands < 2) return noise;
        int[] bySize = [.. known.OrderBy(i => volume[i]).ThenBy(i => i)];
        double[] spreads = new double[bands], sizes = new double[bands];
        for (int band = 0; band < bands; band++)
        {
            int[] members = bySize[(bySize.Length * band / bands)..(bySize.Length * (band + 1) / bands)];
            spreads[band] = Spread(deviation, members, smallest);
            sizes[band] = volume[members[members.Length / 2]];
        }

        double large = spreads.Skip(bands / 2).Order().ElementAt((bands - (bands / 2)) / 2);
        double perSize = spreads.Zip(sizes, (s, size) => Math.Max(0, (s * s) - (large * large)) * size).Take(bands / 2).Order()
            .ElementAt(bands / 2 / 2);
        foreach (int i in known) noise[i] = Math.Sqrt((large * large) + Math.Min(0.25, perSize / volume[i]));
        return noise;
    }

    static double Spread(double[] deviation, int[] members, double smallest)
    {
        double[] up = [.. members.Where(i => deviation[i] > 0).Select(i => deviation[i]).Order()];
        double[] down = [.. members.Where(i => deviation[i] < 0).Select(i => -deviation[i]).Order()];
        int atZero = members.Length - up.Length - down.Length;
        double HalfMedian(double[] side)
        {
            // Leaves exactly at zero belong half to each side.
            int middle = ((side.Length + (atZero / 2)) / 2) - (atZero / 2);
            return middle >= 0 && middle < side.Length ? side[middle] : 0;
        }

        bool both = Math.Min(up.Length, down.Length) * 10 >= members.Length;
        double quiet = both
            ? Math.Min(HalfMedian(up), HalfMedian(down))
            : HalfMedian(up.Length >= down.Length ? up : down);
        return Math.Max(smallest, quiet / HalfNormalMedian);
    }
}
