using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Anomalies;
using Duoshou.Analytics.Baskets;
using Duoshou.Analytics.Cases;
using Duoshou.Analytics.Customers;
using Duoshou.Analytics.Forecasting;
using Duoshou.Analytics.Keywords;

namespace Duoshou.Benchmarks.Analytics;

/// <summary>
/// Times the analyses as an operator meets them, reading included where a file is read. The best of several runs is shown.
/// </summary>
static class AnalyticsSpeed
{
    static string only = "";

    public static int Run(string[] args)
    {
        if (args is not [string data, ..])
        {
            Console.Error.WriteLine("Give the folder of the reference data, and part of a row's name for that row alone: analytics <folder> [name]");
            return 2;
        }

        only = args.Length > 1 ? args[1] : "";
        Console.WriteLine("| what | result | best of | wall seconds | processor seconds |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach ((string file, int minimum) in new[] { ("baskets/retail.dat.gz", 89), ("baskets/retail.dat.gz", 9),
            ("fimi/T10I4D100K.dat.gz", 50), ("fimi/mushroom.dat.gz", 1219) })
        {
            Show($"{Path.GetFileName(file)} at {minimum}, read and all frequent sets", 5, () => $"{Count(Read(data, file), minimum, closed: false)} sets");
            Show($"{Path.GetFileName(file)} at {minimum}, read and all closed sets", 3, () => $"{Count(Read(data, file), minimum, closed: true)} sets");
            BasketTable table = Read(data, file);
            Show($"{Path.GetFileName(file)} at {minimum}, frequent sets of baskets in memory", 5, () => $"{Count(table, minimum, closed: false)} sets");
        }

        PurchaseHistory[] million = Customers("BG/NBD fitted to 1,000,000".Contains(only, StringComparison.OrdinalIgnoreCase) ? 1_000_000 : 10);
        Show("BG/NBD fitted to 1,000,000 customers (days)", 1, () => BgNbd.Fit(million)!.LogLikelihood.ToString("F0",
            CultureInfo.InvariantCulture));
        double[][] series = Series(10_000, 104);
        Show("10,000 weekly series of two years, forecast 8 weeks", 1, () => $"{Forecasts(series)} points");
        Show("M3 competition, 3,003 series, automatic choice", 1, () => Competition(data));
        double[][] daily = Series(400, 730);
        Show("400 items x 730 days searched for anomalies", 1, () => $"{Anomalies(daily)} found");
        string text = string.Concat(Enumerable.Repeat("2026夏季新款连衣裙女法式复古碎花雪纺收腰显瘦中长款裙子,物流太慢了,包装破损", 9_000));
        Segmentation.Standard.Cut("热身");
        Show($"{System.Text.Encoding.UTF8.GetByteCount(text) / 1e6:F1} MB of Chinese text cut into words", 3,
            () => $"{Segmentation.Standard.Cut(text).Count} words");
        return 0;
    }

    static void Show(string what, int runs, Func<string> work)
    {
        if (!what.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
        double wall = double.MaxValue, processor = double.MaxValue;
        string result = "";
        for (int i = 0; i < runs; i++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            result = work();
            wall = Math.Min(wall, Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor = Math.Min(processor, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {result} | {runs} | {wall:F2} | {processor:F2} |"));
    }

    static BasketTable Read(string data, string file)
    {
        using FileStream packed = File.OpenRead(Path.Combine(data, file));
        using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        return BasketTable.ReadNumbers(unpacked);
    }

    static int Count(BasketTable table, int minimum, bool closed)
    {
        int count = 0;
        if (closed) ItemSets.VisitClosed(table, minimum, (_, _) => count++);
        else ItemSets.VisitFrequent(table, minimum, (_, _) => count++);
        return count;
    }

    /// <summary>Customers as the model itself imagines them, with whole days.</summary>
    static PurchaseHistory[] Customers(int count)
    {
        Random random = new(1);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double rate = -Math.Log(1 - random.NextDouble()) / 60, observed = random.Next(90, 365), at = 0;
            int repeats = 0;
            double last = 0;
            while (repeats < 60 && (repeats == 0 || random.NextDouble() > 0.15))
            {
                at += Math.Max(1, Math.Round(-Math.Log(1 - random.NextDouble()) / Math.Max(rate, 1e-4)));
                if (at > observed) break;
                (repeats, last) = (repeats + 1, at);
            }

            return new PurchaseHistory(repeats, last, observed);
        })];
    }

    static double[][] Series(int count, int length)
    {
        Random random = new(2);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length)
            .Select(t => 200 * (1 + t / 400.0) * (1 + 0.2 * Math.Sin(2 * Math.PI * t / 7)) * Math.Exp(0.1
                * (random.NextDouble() - 0.5))).ToArray())];
    }

    /// <summary>Accuracy of the automatic choice over the whole competition, as the worked cases compute it.</summary>
    static string Competition(string data)
    {
        const string file = """{"cases":[{"id":"m3","method":"accuracy over all","data":["shared: m3/m3.csv.gz"],"expected":{"product":{}}}]}""";
        JsonNode found = AnalyticsCases.Answer(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)), (_, path) => File.OpenRead(Path.Combine(data, path)))
            ["results"]![0]!["expected"]!["product"]!;
        return string.Create(CultureInfo.InvariantCulture, $"sMAPE {found["smape"]!.GetValue<double>():F3}, MASE {found["mase"]!.GetValue<double>():F4}");
    }

    static int Forecasts(double[][] series)
    {
        int points = 0;
        Parallel.ForEach(series, s => Interlocked.Add(ref points, AutomaticForecast.Mean(s, 7, 8).Length));
        return points;
    }

    static int Anomalies(double[][] series)
    {
        DateOnly[] days = [.. Enumerable.Range(0, series[0].Length).Select(new DateOnly(2024, 1, 1).AddDays)];
        IReadOnlyList<CalendarEvent> calendar = RetailCalendar.Between(2024, 2025);
        int found = 0;
        Parallel.ForEach(series, s => Interlocked.Add(ref found, AnomalyDetection.Find(days, s, calendar).Anomalies.Count));
        return found;
    }
}
