using System.Text;
using Duoshou.Analytics.Simulation.Files;
using Duoshou.Kernel;
using Xunit.Abstractions;

namespace Duoshou.Libraries.Tests.Simulation;

public sealed class FactFilesTests(ITestOutputHelper log)
{
    public static TheoryData<FactKind> Kinds => [.. Enum.GetValues<FactKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_has_exactly_the_rows_asked_for_with_unique_keys(FactKind kind)
    {
        FactFilePlan plan = new(3, SimulatedFacts.LastDay, 3, 20, 5003);
        string text = Text(stream => FactFiles.Write(kind, plan, stream));
        string[] lines = text.Split("\r\n");
        lines[0].ShouldBe("shop," + string.Join(',', FactTables.Of(kind).Columns.Select(column => column.Name)));
        lines.Length.ShouldBe(5003 + 2);
        lines[^1].ShouldBeEmpty();
        int[] keys = [0, .. FactTables.Of(kind).Columns.Where(column => column.Role == FactRole.Key)
            .Select(column => column.Ordinal + 1)];
        lines.Skip(1).SkipLast(1).Select(line => string.Join('|', keys.Select(key => line.Split(',')[key]))).Distinct().Count()
            .ShouldBe(5003);
        Text(stream => FactFiles.Write(kind, plan, stream)).ShouldBe(text);
        Text(stream => FactFiles.Write(kind, plan with { Seed = 4 }, stream)).ShouldNotBe(text);
    }

    [Fact]
    public void The_files_of_the_shops_add_up()
    {
        FactFilePlan plan = new(3, SimulatedFacts.LastDay, 7, 11, 1000);
        int rows = Enumerable.Range(0, 7).Sum(shop => Text(stream => FactFiles.Write(FactKind.OrderLine, plan, shop, stream))
            .Split("\r\n").Length - 2);
        rows.ShouldBe(1000);
    }

    [Fact]
    public void Cells_follow_the_standard_whatever_the_culture()
    {
        FactChunk chunk = new(FactTables.Change, 4);
        int row = chunk.Add();
        chunk.Set(FactTables.Change["change_id"], row, "a,b");
        chunk.Set(FactTables.Change["why"], row, "said \"no\"\r\nthen yes");
        chunk.Set(FactTables.Change["at"], row, new DateTime(2026, 1, 2, 3, 4, 5));
        Text(stream => FactFiles.Write(FactTables.Change, [chunk], stream)).Split("\r\n", 2)[1]
            .ShouldBe("\"a,b\",2026-01-02 03:04:05,,,,,,,,,,,,\"said \"\"no\"\"\r\nthen yes\"\r\n");
        FactChunk fees = new(FactTables.Fee, 4);
        fees.Add();
        fees.Set(FactTables.Fee["amount"], 0, -12.34m);
        fees.Add();
        fees.Set(FactTables.Fee["amount"], 1, 0.000001m);
        Text(stream => FactFiles.Write(FactTables.Fee, [fees], stream))
            .Split("\r\n")[1..3].ShouldBe([",,,,,,,,-12.34,", ",,,,,,,,0.000001,"]);
    }

    [SkippableFact]
    public void A_million_order_lines_stream()
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1", "Long; set DUOSHOU_FULL=1.");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        FactFiles.Write(FactKind.OrderLine, new(1, SimulatedFacts.LastDay, 12, 400, 1_000_000), Stream.Null);
        log.WriteLine($"{1_000_000 / clock.Elapsed.TotalSeconds:F0} rows/s");
    }

    static string Text(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
