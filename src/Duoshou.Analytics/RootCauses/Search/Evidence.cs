namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// For every element of one cuboid, the sums from which its gain follows: how much cheaper its leaves are to describe as moved
/// together than as each at its expectation. Leaves that a chosen cause has explained are taken out again.
/// </summary>
sealed class Evidence
{
    /// <summary>
    /// Weight, in leaves, of the belief that a cause's leaves scatter like all others; keeps tiny elements modest.
    /// </summary>
    const double PriorLeaves = 2;

    /// <summary>A common deviation of fewer sigmas is no cause, however alike the leaves are.</summary>
    const double SurestAtLeast = 4.5;

    readonly Cuboid cuboid;
    readonly double[] leaves, weight, pull, squares, surprise;
    readonly double[] worth;
    readonly bool counts;
    readonly double price;

    public Evidence(Cuboid cuboid, Deviations deviations, double price)
    {
        (this.cuboid, this.price, counts) = (cuboid, price, deviations.Counts);
        leaves = new double[cuboid.Elements];
        weight = new double[cuboid.Elements];
        pull = new double[cuboid.Elements];
        squares = new double[cuboid.Elements];
        surprise = new double[cuboid.Elements];
        worth = new double[cuboid.Elements];
        for (int i = 0; i < cuboid.ElementOf.Length; i++) Add(cuboid.ElementOf[i], i, deviations, 1);
        for (int e = 0; e < worth.Length; e++) worth[e] = Worth(e);
    }

    public Cuboid Cuboid => cuboid;

    /// <summary>The gain of an element less the price of naming it.</summary>
    public double Net(int element) => worth[element];

    public double Leaves(int element) => leaves[element];

    /// <summary>The common deviation of an element's leaves.</summary>
    public double Shift(int element) => weight[element] > 0 ? pull[element] / weight[element] : 0;

    /// <summary>How many sigmas the common deviation is from none.</summary>
    public double Sigmas(int element) => weight[element] > 0 ? pull[element] / Math.Sqrt(weight[element]) : 0;

    /// <summary>How unlike an element's leaves are beyond their noise, in units of what they have in common.</summary>
    public double Mixture(int element)
    {
        if (weight[element] <= 0) return 0;
        double left = squares[element] - (pull[element] * pull[element] / weight[element]) - leaves[element];
        return Math.Sqrt(Math.Max(0, left) / weight[element]) / Math.Max(1e-9, Math.Abs(Shift(element)));
    }

    public int Best()
    {
        int best = 0;
        for (int e = 1; e < worth.Length; e++)
            if (worth[e] > worth[best]) best = e;
        return best;
    }

    public void Remove(IReadOnlyList<int> explained, Deviations deviations)
    {
        HashSet<int> touched = [];
        foreach (int i in explained)
        {
            Add(cuboid.ElementOf[i], i, deviations, -1);
            touched.Add(cuboid.ElementOf[i]);
        }

        foreach (int e in touched) worth[e] = Worth(e);
    }

    void Add(int e, int leaf, Deviations deviations, int sign)
    {
        double precision = deviations.Precision[leaf], scaled = deviations.Scaled[leaf];
        if (precision <= 0) return;
        leaves[e] += sign;
        weight[e] += sign * precision * precision;
        pull[e] += sign * precision * scaled;
        squares[e] += sign * scaled * scaled;
        surprise[e] += sign * deviations.Surprise[leaf];
    }

    /// <summary>
    /// What noise alone makes of a mean: a relative deviation of sigma leans by half its square to one side. Over thousands of
    /// leaves that is many sigmas of nothing.
    /// </summary>
    double Lean(int e) => leaves[e] / weight[e] / 2;

    double Worth(int e)
    {
        if (leaves[e] < 0.5 || weight[e] <= 0) return double.NegativeInfinity;
        double common = pull[e] * pull[e] / weight[e];
        if (Math.Abs(Shift(e)) < Lean(e) + (SurestAtLeast / Math.Sqrt(weight[e]))) return double.NegativeInfinity;
        if (counts) return (common / 2) - price;
        if (surprise[e] + (leaves[e] * 4) < price) return surprise[e] - price;
        double left = Math.Max(0, squares[e] - common);
        double scatter = (left + PriorLeaves) / (leaves[e] + PriorLeaves);
        return surprise[e] - (leaves[e] / 2 * Math.Log(scatter)) - (left / scatter / 2) - price;
    }
}
