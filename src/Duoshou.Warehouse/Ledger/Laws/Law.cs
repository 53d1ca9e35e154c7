using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>A law as a question for the places where it is broken: each row of the answer names one of them in its first column.</summary>
sealed record Law(string Code, Words Holds, string Broken)
{
    const int LimitExamples = 5;

    public LedgerLaw Try(IFactSession session, CancellationToken cancel)
    {
        long broken = 0;
        List<string> examples = [];
        using IFactReader rows = session.Query($"select count(*) over (), cast(place as varchar) from ({Broken}) found(place) limit {LimitExamples}", [], cancel);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
            {
                broken = (long)rows.Whole(0, i);
                examples.Add(rows.IsNull(1, i) ? "?" : rows.Text(1, i));
            }

        return new LedgerLaw(Code, Holds, broken, examples);
    }

    /// <summary>The same law for several tables is one law.</summary>
    public static LedgerLaw Joined(IReadOnlyCollection<LedgerLaw> tried) => new(tried.First().Code, tried.First().Holds, tried.Sum(law => law.Broken),
        [.. tried.SelectMany(law => law.Examples).Take(LimitExamples)]);
}
