using System.Diagnostics;
using System.Globalization;

namespace Duoshou.Benchmarks.Promotions;

/// <summary>
/// The calculation of @medusajs/promotion alone, without its database, in a Node process on the same machine and in the same
/// run. The folder is one in which the package is installed; the script stands beside the benchmarks.
/// </summary>
static class MedusaPeer
{
    internal static string Measure(string folder, TimeSpan span)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "medusa-speed.cjs");
        ProcessStartInfo start =
            new("node", [script, folder,
            span.TotalSeconds.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using Process node = Process.Start(start)!;
        string answer = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? answer.TrimEnd() : $"The peer ended with {node.ExitCode}.";
    }
}
