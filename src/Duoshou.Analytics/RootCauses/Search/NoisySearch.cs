namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// For tables in which single leaves say little: rare events, tiny leaves. Here an element is good when it carries much
/// of the change in
/// little of the volume. At most three answers; those that do almost as well as the best are given too, marked as not certain.
/// </summary>
sealed class NoisySearch(Contribution contribution, IReadOnlyList<Cuboid> cuboids)
{
    public const int MostAnswers = 3;

    /// <summary>What a share of the volume costs against the same share of the change.</summary>
    const double VolumePrice = 0.5;

    /// <summary>What one more value in the name costs, as a share of the change: decides between near equals only.</summary>
    const double ValuePrice = 0.003;

    /// <summary>Two answers replace one when they score better by this.</summary>
    const double PairGain = 0.05;

    /// <summary>Answers within this of the best cannot be told apart from it.</summary>
    const double Indistinct = 0.1;

    const double SurestAtLeast = 3;

    sealed record Candidate(Cuboid Cuboid, int Element, double Score, double Share, double Volume, double Sigmas);

    public List<Chosen> Run()
    {
        if (contribution.Change == 0) return [];
        List<Candidate> candidates = [.. cuboids.Skip(1).SelectMany(Candidates)
            .OrderByDescending(c => c.Score).ThenBy(c => c.Cuboid.Layer)];
        if (candidates.Count == 0) return [];
        Candidate best = candidates[0];
        List<Candidate> answers = [.. candidates.TakeWhile(c => c.Score >= best.Score - Indistinct).Take(MostAnswers)];
        if (Pair(candidates) is { } pair && pair.Score > best.Score + PairGain)
            answers = [.. new[] { pair.First, pair.Second }.Concat(answers).Distinct().Take(MostAnswers)];
        return Disjoint(answers, certain: answers.Count == 1);
    }

    /// <summary>Elements that moved with the whole, stand out of the noise and carry more than their volume would.</summary>
    List<Candidate> Candidates(Cuboid cuboid)
    {
        double[] part = new double[cuboid.Elements], volume = new double[cuboid.Elements], noise = new double[cuboid.Elements];
        for (int i = 0; i < cuboid.ElementOf.Length; i++)
        {
            int e = cuboid.ElementOf[i];
            part[e] += contribution.Part[i];
            volume[e] += contribution.Volume[i];
            noise[e] += contribution.Variance[i];
        }

        List<Candidate> found = [];
        for (int e = 0; e < part.Length; e++)
        {
            double share = part[e] / contribution.Change;
            double sigmas = Math.Abs(part[e]) / Math.Sqrt(Math.Max(noise[e], double.Epsilon));
            double score = Math.Min(1, share) - (VolumePrice * volume[e]) - (ValuePrice * cuboid.Layer);
            if (score > 0 && share > volume[e] && sigmas >= SurestAtLeast)
                found.Add(new(cuboid, e, score, share, volume[e], sigmas));
        }

        return found;
    }

    static (Candidate First, Candidate Second, double Score)? Pair(List<Candidate> candidates) => candidates
        .Where(c => c.Score > PairGain)
        .GroupBy(c => c.Cuboid)
        .Select(g => g.Take(2).ToArray())
        .Where(two => two.Length == 2)
        .Select(two => ((Candidate, Candidate, double)?)(two[0], two[1], PairScore(two[0], two[1])))
        .MaxBy(pair => pair!.Value.Item3);

    static double PairScore(Candidate first, Candidate second) =>
        Math.Min(1, Math.Min(1, first.Share) + Math.Min(1, second.Share))
        - (VolumePrice * (first.Volume + second.Volume)) - (ValuePrice * 2 * first.Cuboid.Layer);

    /// <summary>Each answer with the leaves that no answer before it holds, so that amounts never count a leaf twice.</summary>
    static List<Chosen> Disjoint(List<Candidate> answers, bool certain)
    {
        HashSet<int> taken = [];
        List<Chosen> chosen = [];
        foreach (Candidate answer in answers)
        {
            int[] elementOf = answer.Cuboid.ElementOf;
            int[] mine = [.. Enumerable.Range(0, elementOf.Length).Where(i => elementOf[i] == answer.Element && taken.Add(i))];
            chosen.Add(new(answer.Cuboid, answer.Element, mine, answer.Sigmas, certain));
        }

        return chosen;
    }
}
