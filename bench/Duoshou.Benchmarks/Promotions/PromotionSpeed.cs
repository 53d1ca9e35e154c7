using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Benchmarks.Promotions;

/// <summary>
/// Carts per second on one thread, with percentiles, and memory, for each load; beside it the peer's engine in the same run, if
/// its folder is given: promotions --medusa FOLDER --out FILE. Processor time is measured too, since a machine that does other
/// work distorts wall time.
/// </summary>
static class PromotionSpeed
{
    /// <summary>Processor time for each load, so that every load does the same work however busy the machine is.</summary>
    static TimeSpan Span { get; set; } = TimeSpan.FromSeconds(3);

    internal static int Run(string[] args)
    {
        string? medusa = After(args, "--medusa"), file = After(args, "--out");
        if (After(args, "--seconds") is { } seconds) Span =
            TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
        StringBuilder report = new();
        report.AppendLine("# Speed of the promotion engine").AppendLine();
        report.AppendLine(CultureInfo.InvariantCulture,
            $"{RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, one thread.");
        report.AppendLine("`dotnet run -c Release --project bench/Duoshou.Benchmarks -- promotions --medusa FOLDER`").AppendLine();
        if (OperatingSystem.IsLinux())
        {
            string load = string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
            report.AppendLine(CultureInfo.InvariantCulture,
                $"Load average of the machine at the start: {load}. Above the number of cores,")
                .AppendLine("carts per second of wall time and p99 contain waiting for a processor; p50 and processor time hardly do.");
            report.AppendLine();
        }

        WarmUp();
        report.AppendLine("| load | carts/s wall | carts/s processor | p50 ms | p99 ms | proven best |")
            .AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach ((string name, Cart[] carts, PromotionBook[] books, PricingPolicy policy) in Loads())
        {
            if (After(args, "--only") is { } only && !name.Contains(only, StringComparison.Ordinal)) continue;
            string row = Measure(name, carts, books, policy);
            report.AppendLine(row);
            Console.Error.WriteLine(row);
        }

        report.AppendLine().AppendLine(Memory());
        if (medusa is not null) report.AppendLine().AppendLine(MedusaPeer.Measure(medusa, Span));
        Console.Write(report);
        if (file is not null) File.WriteAllText(file, report.ToString());
        return 0;
    }

    static IEnumerable<(string, Cart[], PromotionBook[], PricingPolicy)> Loads()
    {
        Cart[] ten = Carts(10), large = Carts(200),
            bulk = [.. Enumerable.Range(0, 64).Select(i => PromotionLoads.Cart(i, 30, 399))];
        PricingPolicy best = new(), order = new() { Selection = SelectionMode.Priority };
        foreach (int count in new[] { 20, 200, 1_000, 100_000 })
        {
            PromotionBook[] book = [new(PromotionLoads.Shop(count))];
            string name = count.ToString("N0", CultureInfo.InvariantCulture);
            yield return ($"10 lines, {name} promotions of a shop, best", ten, book, best);
            yield return ($"10 lines, {name} promotions of a shop, priority", ten, book, order);
        }

        foreach (int count in new[] { 20, 200, 1_000 })
            yield return ($"10 lines, {count} promotions all on every line, priority", ten,
                [new(PromotionLoads.Everywhere(count))], order);
        yield return ("200 lines, 200 promotions of a shop, best", large, [new(PromotionLoads.Shop(200))], best);
        yield return ("30 lines, about 6,000 units, one code, best", bulk, [new([Code()])], best);
        yield return ("10 lines, 20 interacting promotions, best", ten,
            [.. Enumerable.Range(0, 64).Select(i => new PromotionBook(PromotionLoads.Tangled(i)))], best);
    }

    static Promotion Code() => new() { Id = "code", Actions = [new PromotionAction.PercentOff(ActionScope.Order, 1_234)] };

    static Cart[] Carts(int lines) => [.. Enumerable.Range(0, 512).Select(seed => PromotionLoads.Cart(seed, lines))];

    static string Measure(string name, Cart[] carts, PromotionBook[] books, PricingPolicy policy)
    {
        TimeSpan warm = Processor() + (Span / 3);
        for (int i = 0; Processor() < warm; i++) PromotionEngine.Price(carts[i % carts.Length], books[i % books.Length], policy);
        List<double> milliseconds = [];
        int proven = 0;
        TimeSpan processor = Processor();
        long start = Stopwatch.GetTimestamp();
        while (milliseconds.Count % 64 != 0 || Processor() - processor < Span)
        {
            long at = Stopwatch.GetTimestamp();
            CartPrice price = PromotionEngine.Price(carts[milliseconds.Count % carts.Length],
                books[milliseconds.Count % books.Length], policy);
            milliseconds.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            proven += price.Optimality.Proven ? 1 : 0;
        }

        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds, used = (Processor() - processor).TotalSeconds;
        int count = milliseconds.Count;
        milliseconds.Sort();
        string share = policy.Selection == SelectionMode.Best
            ? (100.0 * proven / count).ToString("F2", CultureInfo.InvariantCulture) + " %" : "–";
        (double middle, double late) = (milliseconds[count / 2], milliseconds[(int)(count * 0.99)]);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {count / wall:N0} | {count / used:N0} | {middle:F3} | {late:F3} | {share} |");
    }

    /// <summary>The compiler improves code as it runs; what is measured first must not pay for that.</summary>
    static void WarmUp()
    {
        (Cart[] carts, PromotionBook shop, PromotionBook tangled) =
            (Carts(10), new(PromotionLoads.Shop(200)), new(PromotionLoads.Tangled(1)));
        TimeSpan until = Processor() + Span;
        for (int i = 0; Processor() < until; i++)
        {
            PromotionEngine.Price(carts[i % carts.Length], i % 2 == 0 ? shop : tangled);
            PromotionEngine.Price(carts[i % carts.Length], shop, new PricingPolicy { Selection = SelectionMode.Priority });
        }
    }

    static TimeSpan Processor()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    static string Memory()
    {
        IReadOnlyList<Promotion> promotions = PromotionLoads.Shop(100_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        PromotionBook book = new(promotions);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long index = GC.GetTotalMemory(forceFullCollection: true) - before;
        long whole = index + Size(promotions);
        GC.KeepAlive(book);
        return string.Create(CultureInfo.InvariantCulture,
            $"100,000 promotions take {whole >> 20} MB, of which {index >> 20} MB are the index, built in {seconds:F2} s.");
    }

    /// <summary>What the promotions themselves take: the difference to a second set of them.</summary>
    static long Size(IReadOnlyList<Promotion> promotions)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        IReadOnlyList<Promotion> again = PromotionLoads.Shop(promotions.Count);
        long size = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(again);
        return size;
    }

    static string? After(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
}
