using System.Globalization;
using Duoshou.Analytics.Attribution;

namespace Duoshou.Analytics.RootCauses;

/// <summary>One cause as it is written to JSON; amounts and shares are decimal strings.</summary>
/// <param name="Where">Value by dimension.</param>
/// <param name="Amount">Its part of the change, nothing counted twice.</param>
/// <param name="Alone">What its leaves changed if earlier causes took nothing away.</param>
/// <param name="Share">Amount over change.</param>
/// <param name="Grade">shown, fits or cannot_tell.</param>
/// <param name="Events">Empty for a table without a shop.</param>
public sealed record WrittenCause(
    IReadOnlyDictionary<string, string> Where, string Amount, string Alone, string Share, string Grade,
    IReadOnlyList<string> Events);

/// <summary>The answer of `explain --leaves`, ready to be written as JSON.</summary>
/// <param name="Before">The expected value.</param>
/// <param name="After">The value seen.</param>
/// <param name="Change">After less before; causes and unexplained sum to it exactly.</param>
/// <param name="Causes">The causes, the surest first.</param>
/// <param name="Unexplained">The rest.</param>
/// <param name="Noisy">Whether the table was too noisy for more than three answers.</param>
public sealed record LeavesExplanation(
    string Before, string After, string Change, IReadOnlyList<WrittenCause> Causes, string Unexplained, bool Noisy)
{
    /// <summary>Explains a table. Sums keep the decimals of the file, ratios get ten.</summary>
    public static LeavesExplanation Of(LeafTable table)
    {
        int scale = table.Leaves.Select(l => (int)Math.Max(l.Real.Scale, l.Expected.Scale)).DefaultIfEmpty().Max();
        int decimals = Math.Min(10, scale);
        Localised found = Localisation.Find(table, decimals);
        return new(Written(found.Expected), Written(found.Real), Written(found.Change),
            [.. found.Causes.Select(c => new WrittenCause(
                c.Where.ToDictionary(a => a.Dimension, a => a.Value), Written(c.Amount), Written(c.Alone), Written(c.Share),
                Grades.CodeOf(c.Grade), []))],
            Written(found.Unexplained), found.IsNoisy);
    }

    static string Written(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
