using System.Diagnostics;

namespace Duoshou.ImportBench;

/// <summary>A process from its start to its end.</summary>
/// <param name="Seconds">By the clock on the wall.</param>
/// <param name="Processor">Seconds of processor, of all its threads.</param>
/// <param name="PeakMegabytes">The most memory it held.</param>
readonly record struct Measured(double Seconds, double Processor, double PeakMegabytes)
{
    /// <summary>Runs an assembly with this machine's dotnet.</summary>
    public static Measured Run(string assembly, params string[] command)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        foreach (string word in (string[])["exec", assembly, .. command]) start.ArgumentList.Add(word);
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> answer = process.StandardOutput.ReadToEndAsync();
        (double processor, double peak) = (0, 0);
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            if (process.HasExited) break;
            try
            {
                (processor, peak) = (process.TotalProcessorTime.TotalSeconds, Math.Max(peak, process.PeakWorkingSet64 / 1e6));
            }
            catch (InvalidOperationException)
            {
                // It ended between the two looks.
            }
        }

        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {answer.Result}");
        return new(seconds, processor, peak);
    }

    public string Shown(int rows) => $"{Seconds,7:F2} s  {rows / Seconds,10:N0} rows/s  {Processor,6:F2} s of processor  {PeakMegabytes,6:N0} MB";
}
