using System.CommandLine;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Actions.Declarations;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Cli.Terminal;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>declare: parcels through customs, with the declarations that a home folder keeps.</summary>
static class Declare
{
    public static Command Group() => Verb.Group("declare", "Customs declarations (CEB messages).", "declare send parcel.json --shop \"JD flagship\" --port simulator",
        [.. DeclareFiles.Commands(), Add(), Send(), List(), Show(), Receipts(), Withdraw()]);

    static readonly Option<string> PortName = new Option<string>("--port")
    {
        Required = true, Description = "simulator: a local counterpart that is no customs; outbox: signed files in the home folder, to be carried to the port",
    }.AcceptOnlyFromAmong("simulator", "outbox");

    static ICustomsPort Port(ParseResult parsed, Session session) =>
        parsed.GetValue(PortName) == "simulator" ? session.Get<PortSimulator>() : Outbox.Of(session.Get<Home>());

    static readonly Argument<string> Id = new("declaration") { Description = "Its id or order number" };

    static Command Add()
    {
        Argument<string> file = new("file") { Description = "A parcel in JSON; - for standard input" };
        Option<string> shop = new("--shop") { Required = true, Description = "The shop's name or id" },
            why = new("--why") { DefaultValueFactory = _ => "", Description = "What was corrected" };
        return Verb.Of("add", "Keeps a parcel as a declaration, or corrects the one with its order number; says why it is blocked.",
            "declare add parcel.json --shop \"JD flagship\"",
            [file, shop, why],
            async (parsed, session, cancel) => await Prepared(parsed.GetRequiredValue(file), parsed.GetRequiredValue(shop), parsed.GetValue(why)!, session, cancel) switch
            {
                { Value: { } card } => session.Output.Answer(card, people => One(card, people, session.Output)),
                var refused => session.Output.Refuse(refused.Refusal!),
            });
    }

    static Command Send()
    {
        Argument<string> what = new("declaration") { Description = "Its id or order number; or a parcel file with --shop" };
        Option<string> shop = new("--shop") { Description = "The shop of a parcel file" };
        return Verb.Of("send", "Sends a declaration through a port; after a failed delivery the same bytes go again.", "declare send DS20260315000001 --port simulator",
            [what, shop, PortName],
            async (parsed, session, cancel) =>
        {
            string named = parsed.GetRequiredValue(what);
            if (parsed.GetValue(shop) is { } into)
            {
                Answered<DeclarationCard> made = await Prepared(named, into, "", session, cancel);
                if (made.Value is null) return session.Output.Refuse(made.Refusal!);
                named = made.Value.Id.ToString();
            }

            if (await session.Get<ReadDeclarations>().Find(named, await session.Scope(cancel), cancel) is not { } id) return session.Output.Refuse(Unknown(named));
            ICustomsPort port = Port(parsed, session);
            (DeclarationCard? card, Refusal? refusal) = await session.Get<SendDeclaration>().Run(id, port, await session.Scope(cancel), cancel);
            return card is null ? session.Output.Refuse(refusal!) : session.Output.Answer(card, people =>
            {
                One(card, people, session.Output);
                people.WriteLine(port is Outbox outbox ? session.Output.Say($"已写入 {outbox.Folder}；回执用 declare receipts 收。",
                    $"Written to {outbox.Folder}; take receipts in with declare receipts.")
                    : session.Output.Say("这是模拟口岸的答复，没有到达海关。", "This is the simulator's answer; nothing reached customs."));
            });
        });
    }

    static async Task<Answered<DeclarationCard>> Prepared(string file, string shop, string why, Session session, CancellationToken cancel)
    {
        Answered<ParcelDocument> parcel = ParcelDocument.Read(await Here.Text(file, cancel));
        if (parcel.Value is null) return new(null, parcel.Refusal);
        if (await session.Get<IShops>().Named(shop, await session.Scope(cancel), cancel) is not { } card) return new(null, await Chosen.NoShop(session, shop, cancel));
        return await session.Get<PrepareDeclaration>().Run(new(card.Id, parcel.Value, why, session.Actor), await session.Scope(cancel), cancel);
    }

    static Command List() => Verb.Of("list", "Declarations: blocked and sent back first.", "declare list", [], async (_, session, cancel) =>
    {
        IReadOnlyList<DeclarationCard> all = await session.Get<ReadDeclarations>().Run(await session.Scope(cancel), cancel);
        return session.Output.Answer(all, people =>
        {
            Table table = Output.TableOf("Id", session.Output.Say("订单号", "Order"), session.Output.Say("状态", "State"), session.Output.Say("清单号", "Inventory"),
                session.Output.Say("金额", "Value"), session.Output.Say("原因", "Why"));
            foreach (DeclarationCard card in all)
                table.AddRow(new Text($"{card.Id}"), new Text(card.OrderNo), new Text(card.IsBlocked ? session.Output.Say("被拦下", "blocked") : $"{card.State}"),
                    new Text(card.InvtNo),
                    new Text($"{card.Currency} {card.Value:0.00}"), new Text(card.Blocks.Count > 0 ? session.Output.Say(card.Blocks[0].Zh, card.Blocks[0].En) : ""));
            people.Write(table);
        });
    });

    static Command Show() => Verb.Of("show", "One declaration: documents of every round, receipts, what blocks it.", "declare show DS20260315000001", [Id],
        async (parsed, session, cancel) =>
    {
        ReadDeclarations read = session.Get<ReadDeclarations>();
        if (await read.Find(parsed.GetRequiredValue(Id), await session.Scope(cancel), cancel) is not { } id || await read.One(id, await session.Scope(cancel),
            cancel) is not { } file)
            return session.Output.Refuse(Unknown(parsed.GetRequiredValue(Id)));
        return session.Output.Answer(new { declaration = file.Card, documents = file.Documents, receipts = file.Receipts }, people =>
        {
            One(file.Card, people, session.Output);
            foreach (DocumentCard d in file.Documents) people.WriteLine($"  #{d.Round} {d.Kind} {d.Guid} ×{d.Sendings} {d.Why} {d.Failure}".TrimEnd());
            foreach (ReceiptCard r in file.Receipts)
                people.WriteLine($"  {r.Time} {r.Message} {r.Status} {r.Words}{(r.Remedy is { } remedy ? " → " + session.Output.Say(remedy) : "")}");
        });
    });

    static Command Receipts()
    {
        Argument<string[]> files = new("file") { Arity = ArgumentArity.OneOrMore, Description = "Receipt messages (CEB312, 412, 512, 622, …)" };
        return Verb.Of("receipts", "Takes receipts in, in any order and any number.", "declare receipts CEB622.xml", [files], async (parsed, session, cancel) =>
        {
            List<object> taken = [];
            foreach (string file in parsed.GetRequiredValue(files))
            {
                try
                {
                    TakeReceipts.Taken one = await session.Get<TakeReceipts>().Run(await Here.Text(file, cancel), false, cancel);
                    taken.Add(new { file, one.New, one.Repeated, one.Unknown });
                }
                catch (FormatException wrong)
                {
                    return session.Output.Refuse(new("receipt.unreadable", new($"{file}：{wrong.Message}", $"{file}: {wrong.Message}"),
                        new("要的是回执报文。", "A receipt message is wanted."), "file", file));
                }
            }

            return session.Output.Answer(taken, people =>
            {
                foreach (object one in taken) people.WriteLine(one.ToString()!);
            });
        });
    }

    static Command Withdraw()
    {
        Option<string> reason = new("--reason") { Required = true, Description = "Why" };
        return Verb.Of("withdraw", "Asks for a cancellation before release, or a return after it.",
            "declare withdraw DS20260315000001 --reason \"buyer cancelled\" --port simulator",
            [Id, reason, PortName], async (parsed, session, cancel) =>
        {
            if (await session.Get<ReadDeclarations>().Find(parsed.GetRequiredValue(Id), await session.Scope(cancel),
                cancel) is not { } id) return session.Output.Refuse(Unknown(parsed.GetRequiredValue(Id)));
            (DeclarationCard? card, Refusal? refusal) = await session.Get<WithdrawDeclaration>().Run(id, parsed.GetRequiredValue(reason), Port(parsed, session),
                session.Actor, await session.Scope(cancel), cancel);
            return card is null ? session.Output.Refuse(refusal!) : session.Output.Answer(card, people => One(card, people, session.Output));
        });
    }

    static void One(DeclarationCard card, IAnsiConsole people, Output output)
    {
        people.WriteLine($"{card.Id}  {card.OrderNo}  {(card.IsBlocked ? output.Say("被拦下", "blocked") : card.State.ToString())}  {card.InvtNo}");
        if (card.Blocks.Count > 0) DeclareFiles.Show(card.Blocks, people, output);
    }

    static Refusal Unknown(string named) => new("declaration.unknown", new($"没有申报「{named}」。", $"There is no declaration “{named}”."),
        new("用 declare list 查看。", "See: declare list."), "declaration", named);
}
