using System.Globalization;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Rates;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Port;

/// <summary>Where signed messages go, and the receipts come from.</summary>
public interface ICustomsPort
{
    /// <summary>The answers are made up by a simulator; nothing reached any customs.</summary>
    bool IsSimulated { get; }

    /// <summary>Sends one signed message; the receipts that came at once, as messages.</summary>
    Task<IReadOnlyList<string>> Send(string xml, CancellationToken cancel);
}

/// <summary>
/// A counterpart for tests and the demo. It is no customs: it checks what the specification says customs checks (signature, fields, the
/// match of the documents, personal limits, repeated orders) and answers with receipts of the same form. Every text says that it is simulated.
/// </summary>
public sealed class PortSimulator(IDbContextFactory<DuoshouDb> database, SealedText sealing, ActiveRates rates, TimeProvider clock) : ICustomsPort
{
    static readonly Dictionary<string, string> Receipts = new(StringComparer.Ordinal)
    {
        ["CEB311"] = "CEB312", ["CEB411"] = "CEB412", ["CEB511"] = "CEB512", ["CEB621"] = "CEB622", ["CEB623"] = "CEB624", ["CEB625"] = "CEB626",
        ["CEB303"] = "CEB304", ["CEB403"] = "CEB404", ["CEB505"] = "CEB506", ["CEB603"] = "CEB604", ["CEB605"] = "CEB606",
    };

    /// <inheritdoc />
    public bool IsSimulated => true;

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Send(string xml, CancellationToken cancel)
    {
        CebMessage message = CebXml.Read(xml);
        if (!Receipts.TryGetValue(message.Kind, out string? receipt)) return [];
        bool signed = SoftwareKey.Verify(xml).Good;
        List<CebDocument> answers = [];
        await using var db = await database.CreateDbContextAsync(cancel);
        foreach (CebDocument document in message.Documents)
        {
            if (signed && await Before(db, message.Kind, document, cancel) is { } before)
            {
                // The same document again: the same answer, and nothing is declared a second time.
                answers.Add(Answer(receipt, document, before.Status, "重复报文，答复同前", before.InvtNo, answers.Count));
                continue;
            }

            string invtNo = InventoryNumber(message.Kind, document);
            (string Status, string Words)[] said = signed ? await Judged(db, message, document, cancel) : [("-621029", "验签失败：报文被改动或证书不对")];
            foreach ((string status, string words) in said) answers.Add(Answer(receipt, document, status, words, invtNo, answers.Count));
            db.Add(Remembered(message.Kind, document, said[^1].Status, invtNo));
            await db.SaveChangesAsync(cancel);
            if (said[^1].Status != "2") continue;
            // A document that the others waited for has come: the inventory goes on.
            foreach (CebDocument late in await Late(db, document, cancel)) answers.Add(late);
        }

        return [.. answers.GroupBy(a => a.Head["message"]).Select(group => CebXml.Write(new CebMessage
        {
            Kind = group.Key, Guid = NewGuid(), Documents = [.. group.Select(a => a with { Head = new(a.Head.Values.Where(v => v.Key != "message").ToDictionary()) })],
        }))];
    }

    static async Task<SimulatedDocument?> Before(DuoshouDb db, string kind, CebDocument document, CancellationToken cancel)
    {
        string guid = document.Head["guid"];
        SimulatedDocument? last = await db.Set<SimulatedDocument>().Where(d => d.Kind == kind && d.Guid == guid).OrderByDescending(d => d.CameAt).ThenByDescending(d => d.Id)
            .FirstOrDefaultAsync(cancel);
        return last is { Status: "1" or "2" or "120" or "800" } ? last : null;
    }

    async Task<(string, string)[]> Judged(DuoshouDb db, CebMessage message, CebDocument document, CancellationToken cancel)
    {
        IReadOnlyList<CebProblem> problems = CebCheck.Problems(message);
        if (problems.Count > 0) return [("100", $"{problems[0].Element} [{problems[0].Value}] {problems[0].Detail.Zh}")];
        string parcel = Parcel(document);
        List<SimulatedDocument> known = await db.Set<SimulatedDocument>().Where(d => d.Parcel == parcel).OrderBy(d => d.CameAt).ThenBy(d => d.Id).ToListAsync(cancel);
        bool repeats = document.Head["appType"] == "1" && known.Any(d => d.Kind == message.Kind && d.Guid != document.Head["guid"] && d.Status is "2" or "120" or "800");
        switch (message.Kind)
        {
            case "CEB311" or "CEB303" when repeats: return [("-301010", "订单重复：同一电商平台下订单号已申报")];
            case "CEB621" or "CEB603":
                return repeats ? [("100", "清单重复申报")] : [("2", "已申报，逻辑校验通过"), .. await Declared(db, message.Kind, document, known, cancel)];
            case "CEB623" or "CEB605":
                SimulatedDocument? open = known.LastOrDefault(d => d.Kind is "CEB621" or "CEB603");
                return [open is null ? ("100", "找不到原清单") : open.Status == "800" ? ("100", "已放行，请改办退货") : ("120", "撤销申请通过")];
            case "CEB625":
                return [known.Any(d => d is { Kind: "CEB621", Status: "800" }) ? ("120", "退货申请通过") : ("100", "原清单未放行，不能退货")];
            default:
                return [("2", "已接收")];
        }
    }

    /// <summary>The inventory against what else has come, and against the person's limits.</summary>
    async Task<(string, string)[]> Declared(DuoshouDb db, string kind, CebDocument inventory, List<SimulatedDocument> known, CancellationToken cancel)
    {
        if (kind == "CEB603") return [("120", "逻辑校验通过"), ("800", "放行")];
        CebDocument? order = Latest(known, "CEB311"), payment = Latest(known, "CEB411"), waybill = Latest(known, "CEB511");
        IReadOnlyList<CebDisagreement> found = CebAgreement.Check(order, payment, waybill, inventory);
        if (found.Count > 0) return [("100", $"三单比对不符 {found[0].Between} {found[0].Element}: {found[0].Left} <> {found[0].Right}")];
        if (order is null || payment is null || waybill is null) return [("1", "等待其他单证")];
        LegalRates book = (await rates.Now(cancel)).Book;
        DateOnly day = DateOnly.ParseExact(inventory.Head["declTime"], "yyyyMMdd", CultureInfo.InvariantCulture);
        decimal value = ValueOf(inventory), single = book.FigureOn("CN", "retail_single_limit", day) ?? 0m, year = book.FigureOn("CN", "retail_year_limit", day) ?? 0m;
        bool oneThing = inventory.Lines is [{ } line] && line.Number("qty") == 1m;
        if (value > single && !oneThing) return [("-621005", $"超过单次交易限值 {single:0.##} 元")];
        string person = sealing.Mark(inventory.Head["buyerIdNumber"]);
        decimal used = (await db.Set<SimulatedDocument>().Where(d => d.PersonKey == person && d.Year == day.Year && d.Kind == "CEB621" && d.Status == "800")
            .Select(d => d.Value).ToListAsync(cancel)).Sum();
        return used + value > year ? [("-621018", $"超过年度交易限值 {year:0.##} 元，已用 {used:0.##} 元")] : [("120", "逻辑校验通过"), ("800", "放行")];
    }

    async Task<IReadOnlyList<CebDocument>> Late(DuoshouDb db, CebDocument document, CancellationToken cancel)
    {
        string parcel = Parcel(document);
        List<SimulatedDocument> known = await db.Set<SimulatedDocument>().Where(d => d.Parcel == parcel).OrderBy(d => d.CameAt).ThenBy(d => d.Id).ToListAsync(cancel);
        if (known.LastOrDefault(d => d.Kind == "CEB621") is not { Status: "1" } waiting) return [];
        CebDocument inventory = CebXml.Read(sealing.Open(waiting.Xml)).Documents[0];
        (string Status, string Words)[] said = await Declared(db, "CEB621", inventory, known, cancel);
        if (said[^1].Status == "1") return [];
        waiting.Status = said[^1].Status;
        await db.SaveChangesAsync(cancel);
        return [.. said.Select((s, i) => Answer("CEB622", inventory, s.Status, s.Words, waiting.InvtNo, 500 + i))];
    }

    CebDocument? Latest(List<SimulatedDocument> known, string kind) =>
        known.LastOrDefault(d => d.Kind == kind && d.Status == "2") is { } found ? CebXml.Read(sealing.Open(found.Xml)).Documents[0] : null;

    SimulatedDocument Remembered(string kind, CebDocument document, string status, string invtNo)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now), Kind = kind, Guid = document.Head["guid"], Parcel = Parcel(document), PersonKey = sealing.Mark(document.Head["buyerIdNumber"]),
                Year = now.Year,
            Value = ValueOf(document), Status = status, InvtNo = invtNo, CameAt = now,
            Xml = sealing.Seal(CebXml.Write(new CebMessage { Kind = kind, Guid = NewGuid(), Documents = [document],
                Transfer = CebEntity.Of(("copCode", "SIMULATOR"), ("copName", "SIMULATOR"), ("dxpMode", "DXP"), ("dxpId", "SIMULATOR")) })),
        };
    }

    CebDocument Answer(string message, CebDocument document, string status, string words, string invtNo, int order)
    {
        // Receipts of one moment keep their order by the millisecond.
        string time = clock.GetUtcNow().AddMilliseconds(order).ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        Dictionary<string, string> values = new(StringComparer.Ordinal) { ["message"] = message };
        foreach (CebField field in CebSchema.Fields(message, CebSchema.Kind(message).Head))
        {
            string value = field.Name switch
            {
                "returnStatus" => status, "returnTime" => time, "returnInfo" => $"[模拟口岸 SIMULATED] {words}",
                "preNo" => "B" + time[..8] + invtNo[^9..], "invtNo" => document.Head["invtNo"] is { Length: > 0 } own ? own : invtNo,
                _ => document.Head[field.Name],
            };
            if (value.Length > 0) values[field.Name] = value;
        }

        return new(new(values), []);
    }

    /// <summary>District, year, direction and a serial: the simulator's own numbers begin with 9.</summary>
    string InventoryNumber(string kind, CebDocument document)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string district = document.Head["customsCode"] is { Length: 4 } code ? code : "0000";
        long serial = 900_000_000 + (long)(Math.Abs((decimal)document.Head["guid"].Aggregate(17L, (sum, c) => unchecked(sum * 31 + c))) % 99_999_999m);
        return string.Create(CultureInfo.InvariantCulture, $"{district}{now:yyyy}{(CebSchema.Kind(kind).Import ? 'I' : 'E')}{serial:000000000}");
    }

    static decimal ValueOf(CebDocument document) =>
        document.Lines.Sum(l => l.Number("totalPrice") ?? 0m) + (document.Head.Number("freight") ?? 0m) + (document.Head.Number("insuredFee") ?? 0m);

    static string Parcel(CebDocument document) => document.Head["orderNo"] is { Length: > 0 } order ? order : document.Head["copNo"];

    string NewGuid() => Guid.CreateVersion7(clock.GetUtcNow()).ToString().ToUpperInvariant();
}
