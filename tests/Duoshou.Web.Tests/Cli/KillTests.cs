using System.Diagnostics;
using System.Text.Json;
using Duoshou.Analytics.Simulation.Files;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Checks;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Duoshou.Web.Tests.Cli;

/// <summary>An import whose process is killed at any moment leaves its batch whole or absent, and nothing that hinders the next.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public Task An_import_killed_at_random_moments_is_whole_or_absent() => Kill(times: 8, rows: 30_000);

    [SkippableFact]
    [Trait("Category", "Heavy")]
    public Task An_import_killed_at_random_moments_is_whole_or_absent_fifty_times()
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1", "Runs with DUOSHOU_FULL=1.");
        return Kill(times: 50, rows: 60_000);
    }

    async Task Kill(int times, int rows)
    {
        using Shell shell = new Shell().WithShop();
        string file = Path.Combine(shell.Folder, "orders.csv");
        using (FileStream stream = File.Create(file)) FactFiles.Write(FactKind.OrderLine, new FactFilePlan(7, new DateOnly(2026, 10, 31), 1, 60, rows), 0, stream);
        long began = Stopwatch.GetTimestamp();
        Import(shell, file).ShouldBe(rows);
        TimeSpan whole = Stopwatch.GetElapsedTime(began);
        await Reopened(shell, rows);

        Random random = new(20_261_126);
        int absent = 0, kept = 0;
        for (int kill = 0; kill < times; kill++)
        {
            // Half of the kills fall anywhere, half into the moments in which the batch is written and made visible.
            Process import = shell.Start("import", file, "--shop", "天猫旗舰店", "--json");
            if (kill % 2 == 0) import.WaitForExit(whole * random.NextDouble() * 1.05);
            else await Written(import, shell, TimeSpan.FromMilliseconds(random.NextDouble() * 400));
            if (!import.HasExited) import.Kill();
            import.WaitForExit();
            if (await Reopened(shell, rows)) kept++;
            else absent++;
        }

        output.WriteLine($"{times} kills of an import of {rows} rows ({whole.TotalSeconds:F1} s): {absent} absent, {kept} whole");
        Import(shell, file).ShouldBe(rows);
        shell.Run("check").ShouldBeDone();
    }

    /// <summary>Waits until the ledger's files grow, as they do when a batch is committed, and a while longer.</summary>
    static async Task Written(Process import, Shell shell, TimeSpan longer)
    {
        string facts = new Home(shell.Home).FactsFile;
        long Size() => new[] { facts, facts + ".wal" }.Select(name => new FileInfo(name)).Where(found => found.Exists).Sum(found => found.Length);
        long before = Size();
        while (!import.HasExited && Math.Abs(Size() - before) < 1 << 18) await Task.Delay(2);
        if (!import.HasExited) import.WaitForExit(longer);
    }

    static long Import(Shell shell, string file) =>
        shell.Run("import", file, "--shop", "天猫旗舰店", "--json").ShouldBeDone().Json.EnumerateArray().Single().GetProperty("rowsLoaded").GetInt64();

    /// <summary>Opens what is left, holds every law against it, and takes a batch that is there back for the next kill.</summary>
    /// <returns>The batch was there, whole.</returns>
    static async Task<bool> Reopened(Shell shell, int rows)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddDuoshou(new Home(shell.Home)).BuildServiceProvider();
        HomeReport report = await services.GetRequiredService<CheckHome>().Run(default);
        report.Sound.ShouldBeTrue(JsonSerializer.Serialize(report));
        (_, IReadOnlyList<BatchRecord> batches) = await services.GetRequiredService<FactStore>().Register(default);
        if (batches.SingleOrDefault(batch => batch.UndoneAt is null) is not { } standing) return false;
        standing.RowsLoaded.ShouldBe(rows);
        Scope scope = await services.GetRequiredService<IAgency>().ScopeOf(default, default);
        (await services.GetRequiredService<IFactLedger>().Undo(standing.Id, scope, DateTimeOffset.UtcNow, default))!.UndoneAt.ShouldNotBeNull();
        return true;
    }
}
