using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Duoshou.App;
using Duoshou.App.Diagnosis;
using Duoshou.App.Storage;
using Duoshou.Warehouse;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.Benchmarks.Warehouse;

/// <summary>
/// How long it takes to look over every shop of an agency, and how much of that is waiting for the facts: the time while at least one
/// question to the warehouse is open is what the bare questions cost, the rest is what the diagnosis adds.
/// </summary>
static class DiagnosisSpeed
{
    public static async Task<int> Run(string[] args)
    {
        if (args is not [string folder, ..])
        {
            Console.Error.WriteLine("Give a folder for the facts, and how many rows and shops: diagnosis <folder> [rows] [shops]");
            return 2;
        }

        int rows = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4_000_000, shops = args.Length > 2 ? int.Parse(args[2],
            CultureInfo.InvariantCulture) : 200;
        if (!Directory.Exists(folder)) await LargeStore.Make(folder, rows, shops);
        ServiceCollection services = new();
        services.AddLogging().AddDuoshou(new Home(folder));
        Open open = new();
        foreach (Type asked in new[] { typeof(IMetricQuestions), typeof(IFactRows), typeof(IFactLedger) }) Watch(services, asked, open);
        await using ServiceProvider all = services.BuildServiceProvider();
        IShopDiagnosis diagnosis = all.GetRequiredService<IShopDiagnosis>();
        Console.WriteLine("| shops | run | wall seconds | processor seconds | questions | wall seconds with a question open | whole over questions |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        for (int run = 1; run <= 2; run++)
        {
            open.Reset();
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            int looked = await diagnosis.Every(default);
            double wall = Stopwatch.GetElapsedTime(began).TotalSeconds, processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {looked} | {run} | {wall:F1} | {processor:F1} | {open.Count} | {open.Seconds:F1} | {wall / open.Seconds:F2} |"));
        }

        return 0;
    }

    static void Watch(IServiceCollection services, Type asked, Open open)
    {
        ServiceDescriptor known = services.Last(one => one.ServiceType == asked);
        object Made(IServiceProvider all) => known.ImplementationInstance ?? known.ImplementationFactory?.Invoke(all)
            ?? ActivatorUtilities.CreateInstance(all, known.ImplementationType!);
        services.Add(new ServiceDescriptor(asked, all => Watched.Of(asked, Made(all), open), known.Lifetime));
    }

    /// <summary>How long at least one question was open.</summary>
    sealed class Open
    {
        readonly Lock guard = new();
        int now;
        long since, ticks;

        public int Count { get; private set; }
        public double Seconds => ticks / (double)Stopwatch.Frequency;
        public void Reset() => (Count, ticks) = (0, 0);

        public void Begin()
        {
            lock (guard)
            {
                Count++;
                if (now++ == 0) since = Stopwatch.GetTimestamp();
            }
        }

        public void End()
        {
            lock (guard)
                if (--now == 0) ticks += Stopwatch.GetTimestamp() - since;
        }
    }

    /// <summary>Passes every call on and notes while it runs.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1852", Justification = "A proxy is made by deriving from it.")]
    class Watched : DispatchProxy
    {
        object inner = null!;
        Open open = null!;

        public static object Of(Type asked, object inner, Open open)
        {
            Watched made = (Watched)Create(asked, typeof(Watched));
            (made.inner, made.open) = (inner, open);
            return made;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            open.Begin();
            object? answer = targetMethod!.Invoke(inner, args);
            if (answer is Task task) task.ContinueWith(_ => open.End(), TaskContinuationOptions.ExecuteSynchronously);
            else open.End();
            return answer;
        }
    }
}
