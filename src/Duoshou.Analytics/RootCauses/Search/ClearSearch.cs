namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// Chooses elements one after another, the one that saves most description first, each narrowed to the values that carry it.
/// </summary>
sealed class ClearSearch
{
    /// <summary>Nats an element must save beyond the cost of naming it.</summary>
    const double Threshold = 5;

    /// <summary>Nats beyond the threshold at which a cause is beyond doubt: e^10 to one.</summary>
    const double Beyond = 10;

    /// <summary>
    /// A wider element of many parts stays when its leaves are no more unlike than this (one part in six missing).
    /// </summary>
    const double AlikeEnough = 0.45;

    readonly Deviations deviations;
    readonly List<Evidence> evidence;
    readonly Dictionary<uint, Evidence> byDimensions;
    readonly int dimensions;

    public ClearSearch(CodedLeaves leaves, Deviations deviations, IReadOnlyList<Cuboid> cuboids)
    {
        this.deviations = deviations;
        dimensions = Math.Min(leaves.Codes.Length, 31);
        evidence = [.. cuboids.Select(c => new Evidence(c, deviations, Price(c)))];
        byDimensions = evidence.ToDictionary(e => e.Cuboid.Dimensions);
    }

    public List<Chosen> Run(int limit)
    {
        List<Chosen> chosen = [];
        bool[] explained = new bool[deviations.Scaled.Length];
        while (chosen.Count < limit)
        {
            if (Next(explained) is not { } cause) break;
            chosen.Add(cause);
            foreach (int i in cause.Leaves) explained[i] = true;
            foreach (Evidence e in evidence) e.Remove(cause.Leaves, deviations);
        }

        return chosen;
    }

    Chosen? Next(bool[] explained)
    {
        (Evidence In, int Element) at = evidence.Select(e => (e, e.Best())).MaxBy(x => x.e.Net(x.Item2));
        if (!(at.In.Net(at.Element) > 0)) return null;
        List<int> leaves = Members(at.In, at.Element, explained);
        while (Narrower(at.In, at.Element, leaves) is { } next)
        {
            at = next;
            leaves = Members(at.In, at.Element, explained);
        }

        double sigmas = Math.Abs(at.In.Sigmas(at.Element));
        return new(at.In.Cuboid, at.Element, leaves, sigmas, Certain: at.In.Net(at.Element) > Beyond);
    }

    /// <summary>
    /// The best part of an element, when its parts by one more dimension describe it better than it does as a whole.
    /// </summary>
    (Evidence In, int Element)? Narrower(Evidence of, int element, List<int> leaves)
    {
        double whole = of.Net(element);
        (Evidence, int)? best = null;
        double bestSum = whole;
        for (int d = 0; d < dimensions; d++)
        {
            uint bit = 1u << d;
            if ((of.Cuboid.Dimensions & bit) != 0) continue;
            if (!byDimensions.TryGetValue(of.Cuboid.Dimensions | bit, out Evidence? split)) continue;
            HashSet<int> parts = [.. leaves.Select(i => split.Cuboid.ElementOf[i])];
            if (parts.Count < 2) continue;
            int[] carrying = [.. parts.Where(p => split.Net(p) > 0)];
            double sum = carrying.Sum(split.Net);
            if (sum <= bestSum || (carrying.Length > 2 && of.Mixture(element) < AlikeEnough)) continue;
            bestSum = sum;
            best = (split, carrying.MaxBy(split.Net));
        }

        return best;
    }

    static List<int> Members(Evidence of, int element, bool[] explained)
    {
        List<int> members = [];
        int[] elementOf = of.Cuboid.ElementOf;
        for (int i = 0; i < elementOf.Length; i++)
            if (elementOf[i] == element && !explained[i]) members.Add(i);
        return members;
    }

    double Price(Cuboid cuboid) => cuboid.Layer == 0
        ? double.PositiveInfinity
        : Threshold + LogChoose(dimensions, cuboid.Layer) + Math.Log(cuboid.Elements);

    static double LogChoose(int n, int k) => Enumerable.Range(1, Math.Min(k, n - k)).Sum(j => Math.Log((double)(n - j + 1) / j));
}
