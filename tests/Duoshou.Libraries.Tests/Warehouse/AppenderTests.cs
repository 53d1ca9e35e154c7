using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

public sealed class AppenderTests
{
    [Fact]
    public async Task A_long_text_that_comes_again_after_an_unknown_one_is_kept_whole()
    {
        const string Long = "a text that is longer than what fits into a slot of twelve bytes";
        string?[] texts = [Long, null, Long, null, null, Long, "short", Long];
        FactTable table = FactTables.Change;
        FactChunk chunk = new(table, texts.Length);
        foreach (string? text in texts)
        {
            int row = chunk.Add(chunk.Count + 1);
            chunk.Set(table["change_id"], row, $"change {row}");
            chunk.Set(table["at"], row, new DateTime(2026, 10, 1));
            chunk.Set(table["thing"], row, text);
        }

        using Store store = new();
        await using (IBatchLoad load = await store.Facts.Begin(store.Start(Store.North), default))
        {
            await load.Append(chunk, default);
            await load.Commit(default);
        }

        (await store.Text("select string_agg(coalesce(thing, '-'), '|' order by change_id) from change"))
            .ShouldBe(string.Join('|', texts.Select(text => text ?? "-")));
    }
}
