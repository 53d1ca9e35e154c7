using System.CommandLine;
using Duoshou.App;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>batch: what came in, and taking it back.</summary>
static class Batches
{
    public static Command Group() => Verb.Group("batch", "What came in, and taking it back.", "batch list", List(), Show(), Undo());

    static Command List()
    {
        Option<int> limit = new("--limit") { DefaultValueFactory = _ => 50 };
        return Verb.Of("list", "Lists batches, newest first.", "batch list --limit 10", [limit], async (parsed, session, cancel) =>
        {
            IReadOnlyList<BatchRecord> batches = await session.Get<IFactLedger>().Batches(await session.Scope(cancel), parsed.GetValue(limit), null, cancel);
            return session.Output.Answer(batches, people =>
            {
                Output o = session.Output;
                Table table = Output.TableOf("Id", o.Say("来源", "Source"), o.Say("入库", "Loaded"),
                    o.Say("更新", "Restated"), o.Say("不变", "Unchanged"), o.Say("拒收", "Refused"), o.Say("状态", "State"));
                foreach (BatchRecord batch in batches)
                    table.AddRow(new Text($"{batch.Id}"), new Text(batch.Source), new Text($"{batch.RowsLoaded}"), new Text($"{batch.RowsRestated}"),
                        new Text($"{batch.RowsUnchanged}"), new Text($"{batch.RowsRefused}"), new Text(batch.UndoneAt is null ? o.Say("在", "stands") : o.Say("已撤回", "undone")));
                people.Write(table);
            });
        });
    }

    static Command Show()
    {
        Argument<string> id = new("id");
        return Verb.Of("show", "One batch, with its refused rows.", "batch show 0199…", [id], async (parsed, session, cancel) =>
        {
            Scope scope = await session.Scope(cancel);
            if (!BatchId.TryParse(parsed.GetRequiredValue(id), null, out BatchId batch) || await session.Get<IFactLedger>().Batch(batch, scope, cancel) is not { } record)
                return session.Output.Refuse(Unknown(parsed.GetRequiredValue(id)));
            IReadOnlyList<RefusedRow> refused = await session.Get<IFactLedger>().Refused(batch, scope, cancel);
            return session.Output.Answer(new { batch = record, refused }, people =>
            {
                people.WriteLine($"{record.Source}: {record.RowsRead} = {record.RowsLoaded} + {record.RowsUnchanged} + "
                    + $"{record.RowsRestated} + {record.RowsRefused} + {record.RowsIgnored}");
                foreach (RefusedRow row in refused.Take(50)) people.WriteLine($"  {row.Line}: {row.Field} «{row.Value}» {row.Code} {row.Detail}");
            });
        });
    }

    static Command Undo()
    {
        Argument<string> id = new("id");
        return Verb.Of("undo", "Takes a batch back; every number returns to what it was.", "batch undo 0199…", [id], async (parsed, session, cancel) =>
        {
            BatchRecord? undone = BatchId.TryParse(parsed.GetRequiredValue(id), null, out BatchId batch)
                ? await session.Get<IFactLedger>().Undo(batch, await session.Scope(cancel), session.Get<TimeProvider>().GetUtcNow(), cancel)
                : null;
            return undone is null
                ? session.Output.Refuse(Unknown(parsed.GetRequiredValue(id)))
                : session.Output.Answer(undone, people => people.WriteLine(session.Output.Say($"已撤回 {undone.Source}", $"Undone: {undone.Source}")));
        });
    }

    static Refusal Unknown(string id) => new("batch.unknown", new($"没有批次「{id}」。", $"There is no batch “{id}”."),
        new("用 batch list 查看。", "See: batch list."), "id", id);
}
