using System.ComponentModel;
using System.Diagnostics;

namespace Duoshou.App.Tax.Papers;

/// <summary>
/// Turns a page for print into PDF with a browser that is installed (Chromium, Chrome or Edge, or the one that DUOSHOU_BROWSER names). The
/// product has no PDF writer of its own (decision 0041); without a browser the page itself is printed.
/// </summary>
public static class PdfPrinter
{
    const int LongestMilliseconds = 60_000;

    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

    static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>The browser that would be used; null when none is installed.</summary>
    public static string? Browser => Environment.GetEnvironmentVariable("DUOSHOU_BROWSER") is { Length: > 0 } told
        ? File.Exists(told) ? told : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))).Concat(Places).FirstOrDefault(File.Exists);

    /// <summary>The page as PDF; null when there is no browser or it failed.</summary>
    public static async Task<byte[]?> Print(string html, CancellationToken cancel)
    {
        if (Browser is not { } browser) return null;
        string folder = Directory.CreateTempSubdirectory("duoshou-papers-").FullName;
        try
        {
            string page = Path.Combine(folder, "page.html"), pdf = Path.Combine(folder, "page.pdf");
            await File.WriteAllTextAsync(page, html, cancel);
            ProcessStartInfo start = new(browser) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
            foreach (string argument in (string[])["--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-extensions", "--no-first-run",
                $"--user-data-dir={Path.Combine(folder, "profile")}",
                         .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(), $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri])
                start.ArgumentList.Add(argument);
            using Process process = Process.Start(start)!;
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(LongestMilliseconds);
            Task<string> said = process.StandardError.ReadToEndAsync(limit.Token), told = process.StandardOutput.ReadToEndAsync(limit.Token);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                await Task.WhenAll(said, told);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return File.Exists(pdf) ? await File.ReadAllBytesAsync(pdf, cancel) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // The browser may still hold its profile; the temporary folder is the system's to clean.
            }
        }
    }
}
