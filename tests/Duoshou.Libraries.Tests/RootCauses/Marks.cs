using System.Globalization;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Tests.RootCauses;

/// <summary>Right, wrong and missed attribute sets over a set of tables; an answer counts when it equals a true one.</summary>
sealed record Marks(int Right, int Wrong, int Missed)
{
    public double F1 => Right == 0 ? 0 : 2d * Right / ((2 * Right) + Wrong + Missed);

    public double Recall => Right == 0 ? 0 : (double)Right / (Right + Missed);

    public static Marks Of(IEnumerable<MadeTable> tables)
    {
        Marks marks = new(0, 0, 0);
        foreach (MadeTable made in tables)
        {
            Localised found = Localisation.Find(made.Table);
            (found.Causes.Sum(c => c.Amount) + found.Unexplained).ShouldBe(found.Change);
            string[] answers = [.. found.Causes.Select(c => MadeTables.Key(c.Where))];
            int right = answers.Count(made.Causes.Contains);
            marks = new(marks.Right + right, marks.Wrong + answers.Length - right, marks.Missed + made.Causes.Count - right);
        }

        return marks;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"F1 {F1:F3}, recall {Recall:F3} ({Right} right, {Wrong} wrong, {Missed} missed)");
}
