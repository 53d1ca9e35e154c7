using System.Globalization;

namespace Duoshou.Benchmarks.Warehouse;

/// <summary>
/// The measurements of the warehouse: <c>warehouse import 2000000</c> loads a csv by the ledger and by DuckDB's own reader;
/// <c>warehouse questions 100000000 200 FOLDER</c> fills a home folder (kept when it is named, and used again when it is there) and holds
/// twenty questions of the catalogue against SQL written by hand; <c>warehouse restated 100000000 200 FOLDER</c> has every shop restate
/// orders first.
/// </summary>
static class WarehouseSpeed
{
    public static async Task<int> Run(string[] args)
    {
        string what = args.ElementAtOrDefault(0) ?? "import";
        int rows = int.Parse(args.ElementAtOrDefault(1) ?? "1000000", CultureInfo.InvariantCulture);
        int shops = int.Parse(args.ElementAtOrDefault(2) ?? "20", CultureInfo.InvariantCulture);
        string? kept = args.ElementAtOrDefault(3);
        string folder = kept ?? Directory.CreateTempSubdirectory("duoshou-bench-").FullName;
        try
        {
            if (what == "import") await ImportSpeed.Run(folder, rows);
            else await QuestionSpeed.Run(folder, rows, shops, restated: what == "restated");
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <summary>The middle of some runs, in milliseconds.</summary>
    public static double Median(int runs, Action run)
    {
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long began = System.Diagnostics.Stopwatch.GetTimestamp();
            run();
            times[i] = System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[runs / 2];
    }

    public static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
