using System.Globalization;
using Duoshou.Analytics.Forecasting;

namespace Duoshou.Analytics.Cases;

/// <summary>One series of a forecasting competition: what was given and what came.</summary>
sealed record CompetitionSeries(string Id, int Period, double[] History, double[] Future)
{
    public static CompetitionSeries[] Read(Stream stream)
    {
        CsvTable table = CsvTable.Read(stream);
        int id = table.Column("id"), frequency = table.Column("frequency"), history = table.Column("history"),
            future = table.Column("future");
        return [.. table.Rows.Select(r => new CompetitionSeries(r[id], int.Parse(r[frequency], CultureInfo.InvariantCulture),
            Numbers(r[history]), Numbers(r[future])))];
    }

    /// <summary>Every series' accuracy, in the order of the series whatever the order of the work.</summary>
    public static Accuracy[] Each(CompetitionSeries[] all, Func<CompetitionSeries, double[]> method)
    {
        Accuracy[] each = new Accuracy[all.Length];
        Parallel.For(0, all.Length, i => each[i] = Accuracy.Of(all[i].History, all[i].Period, all[i].Future, method(all[i])));
        return each;
    }

    static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
}
