using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Duoshou.Tax;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;
using Duoshou.Tax.Rates;

namespace Duoshou.Benchmarks.Tax;

/// <summary>
/// Quotes per second on one core, the code finder's slowest twentieth, and declarations signed beside the bare RSA operation in the same
/// run: tax [--quotes-only] [--tariff FOLDER] [--declarations N] [--seconds N] [--out FILE]. Rates are by processor time, since a busy machine distorts the wall clock.
/// </summary>
static class TaxSpeed
{
    static double seconds = 3;

    internal static int Run(string[] args)
    {
        if (After(args, "--seconds") is { } told) seconds = double.Parse(told, CultureInfo.InvariantCulture);
        StringBuilder report = new("# Tax engine\n\n");
        report.Append(CultureInfo.InvariantCulture,
            $"{RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}; one thread, processor time.\n");
        report.Append("`dotnet run -c Release --project bench/Duoshou.Benchmarks -- tax --tariff FOLDER`\n\n| what | per second | bytes allocated each |\n|---|---:|---:|\n");
        Quotes(report);
        if (args.Contains("--quotes-only"))
        {
            Console.Write(report);
            return 0;
        }

        Declarations(report);
        if (After(args, "--declarations") is { } many) Batch(report, int.Parse(many, CultureInfo.InvariantCulture));
        if (After(args, "--tariff") is { } folder) Finder(report, folder);
        Console.Write(report);
        if (After(args, "--out") is { } file) File.WriteAllText(file, report.ToString());
        return 0;
    }

    static void Quotes(StringBuilder report)
    {
        TaxEngine engine = new();
        // The first row would otherwise pay for compiling what all share.
        foreach ((string _, TaxRequest request) in TaxLoads.All()) Measure(() => engine.Quote(request));
        foreach ((string name, TaxRequest request) in TaxLoads.All())
        {
            if (engine.Quote(request) is not TaxQuote) throw new InvalidOperationException($"{name} cannot be quoted.");
            Row(report, $"quote, {name}", Measure(() => engine.Quote(request)));
        }
    }

    static void Declarations(StringBuilder report)
    {
        using RSA key = RSA.Create(2048);
        RsaXmlSigner signer = new(key, "0300000000", "TUFERQ==");
        CebMessage message = TaxLoads.Declaration();
        byte[] bytes = Encoding.UTF8.GetBytes(CebXml.Write(message));
        string signed = CebSignature.Sign(message, signer);
        (double Rate, long Bytes) bare = Measure(() => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Row(report, "bare RSA-2048 signature over the same bytes", bare);
        (double Rate, long Bytes) whole = Measure(() => CebSignature.Sign(TaxLoads.Declaration(), signer));
        Row(report, "inventory of ten lines built, written, digested, signed", whole);
        Row(report, "signed inventory verified", Measure(() => CebSignature.Verify(signed, key)));
        Row(report, "inventory checked against the field tables", Measure(() => Duoshou.Tax.Declarations.CebCheck.Problems(message)));
        report.Append(CultureInfo.InvariantCulture, $"\nSigning takes {bare.Rate / whole.Rate:F2} times the bare operation.\n");
    }

    /// <summary>So many declarations, one after another on one thread: every one built from its parcel, written, digested and signed.</summary>
    static void Batch(StringBuilder report, int many)
    {
        using RSA key = RSA.Create(2048);
        RsaXmlSigner signer = new(key, "0300000000", "TUFERQ==");
        Process process = Process.GetCurrentProcess();
        TimeSpan begun = process.TotalProcessorTime;
        long clock = Stopwatch.GetTimestamp(), characters = 0;
        for (int i = 0; i < many; i++) characters += CebSignature.Sign(TaxLoads.Declaration(), signer).Length;
        process.Refresh();
        double spent = (process.TotalProcessorTime - begun).TotalSeconds, wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        byte[] bytes = Encoding.UTF8.GetBytes(CebXml.Write(TaxLoads.Declaration()));
        double bare = Measure(() => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)).Rate;
        report.Append(CultureInfo.InvariantCulture, $"\n{many:N0} declarations of ten lines built and signed: {spent:F0} s of processor ({wall:F0} s by the clock), ")
            .Append(CultureInfo.InvariantCulture, $"{many / spent:N0} per second beside {bare:N0} bare RSA-2048 signatures; {characters / many:N0} characters each.\n");
    }

    static void Finder(StringBuilder report, string folder)
    {
        TariffVersion Table(string name) =>
            TariffImport.Read(new RateFile(name, File.ReadAllText(Path.Combine(folder, name))), "*", new(2025, 1, 1));
        TariffVersion[] tables = [Table("hs6.csv"), Table("cn-lines.csv"), Table("us-hts8-2025.csv")];
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        HsFinder finder = new(tables);
        TimeSpan build = Process.GetCurrentProcess().TotalProcessorTime - before;
        string[] questions = [.. TaxLoads.Questions];
        foreach (string question in questions) finder.Find(question);
        List<double> times = [];
        for (int round = 0; round < 40; round++)
        {
            foreach (string question in questions)
            {
                long start = Stopwatch.GetTimestamp();
                finder.Find(question);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        int lines = tables.SelectMany(t => t.Entries.Keys).Distinct().Count();
        report.Append(CultureInfo.InvariantCulture,
            $"\nCode finder over {lines} lines: built in {build.TotalMilliseconds:F0} ms; {times.Count} questions, ")
            .Append(CultureInfo.InvariantCulture, $"p50 {times[times.Count / 2]:F2} ms, p95 {times[times.Count * 95 / 100]:F2} ms (wall clock).\n");
    }

    static (double Rate, long Bytes) Measure<T>(Func<T> work)
    {
        Process process = Process.GetCurrentProcess();
        // Long enough for the run-time to compile the hot path a second time; and a batch so large that reading the clock is no part of it.
        long start = Stopwatch.GetTimestamp();
        int batch = 0;
        for (TimeSpan spun = process.TotalProcessorTime; (process.TotalProcessorTime - spun).TotalSeconds < seconds / 2; process.Refresh())
            for (int i = 0; i < 50; i++, batch++) work();
        batch = Math.Clamp((int)(batch / Stopwatch.GetElapsedTime(start).TotalSeconds / 50), 50, 20_000);
        TimeSpan begun = process.TotalProcessorTime;
        long memory = GC.GetAllocatedBytesForCurrentThread(), count = 0;
        while ((process.TotalProcessorTime - begun).TotalSeconds < seconds)
        {
            for (int i = 0; i < batch; i++) work();
            count += batch;
            process.Refresh();
        }

        double spent = (process.TotalProcessorTime - begun).TotalSeconds;
        return (count / spent, (GC.GetAllocatedBytesForCurrentThread() - memory) / count);
    }

    static void Row(StringBuilder report, string name, (double Rate, long Bytes) measured) =>
        report.Append(CultureInfo.InvariantCulture, $"| {name} | {measured.Rate:N0} | {measured.Bytes:N0} |\n");

    static string? After(string[] args, string option) =>
        Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
