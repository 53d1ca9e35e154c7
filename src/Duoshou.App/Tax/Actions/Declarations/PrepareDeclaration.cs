using System.Security.Cryptography;
using System.Text;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>
/// A parcel becomes a declaration, or a corrected parcel takes the place of the one before. Everything that customs would find is looked for
/// now: a parcel with a fault is kept, blocked, and says why.
/// </summary>
public sealed class PrepareDeclaration(
    IDbContextFactory<DuoshouDb> database, IShops shops, SealedText sealing, ActiveRates rates, SoftwareKey key, TimeProvider clock)
{
    /// <param name="Why">What the round is for: first, or what was corrected.</param>
    /// <param name="Signer">The card or device; the installation's software key without it.</param>
    public sealed record Request(ShopId Shop, ParcelDocument Parcel, string Why, UserId By, IXmlSigner? Signer = null);

    public async Task<Answered<DeclarationCard>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Find(request.Shop, scope, cancel) is null) return new(null, Refusals.NotFound("shop.unknown", "shop", request.Shop.ToString()));
        ParcelDocument parcel = request.Parcel;
        await using var db = await database.CreateDbContextAsync(cancel);
        Declaration? standing = await db.Set<Declaration>().SingleOrDefaultAsync(d => d.ShopId == request.Shop && d.OrderNo == parcel.OrderNo, cancel);
        if (standing is not null && standing.IsImport != parcel.IsImport)
            return new(null, new("declaration.direction", new("同一订单号已按另一方向申报。", "The order number stands with the other direction already."),
                new("换订单号。", "Use another order number."), "orderNo", parcel.OrderNo));
        if (standing is { State: not (DeclarationState.Draft or DeclarationState.Retry or DeclarationState.Error or DeclarationState.Rejected) })
            return new(null, new("declaration.not_open", new($"申报已在 {standing.State}，不能改单。", $"The declaration stands at {standing.State} and cannot be corrected."),
                new("等回执，或先申请撤销。", "Wait for its receipts, or ask for it to be cancelled."), "orderNo", parcel.OrderNo));
        DateTimeOffset now = clock.GetUtcNow();
        int round = standing is null ? 1 : await db.Set<DeclaredDocument>().Where(d => d.DeclarationId == standing.Id)
            .Select(d => d.Round).DefaultIfEmpty().MaxAsync(cancel) + 1;
        // Customs has an order that it did not send back: the new documents change it instead of repeating it.
        bool change = standing is not null && standing.State != DeclarationState.Draft;
        ParcelPapers papers = ParcelPapers.Of(parcel, () => Guid.CreateVersion7(clock.GetUtcNow()).ToString().ToUpperInvariant(), now.UtcDateTime.AddHours(8), change);
        (IReadOnlyList<ParcelBlock> limits, decimal? quoted) = await Limits(db, parcel, standing?.Id, DateOnly.FromDateTime(now.UtcDateTime.AddHours(8)), cancel);
        List<ParcelBlock> blocks = [.. papers.Blocks(), .. limits];
        Declaration declaration = standing ?? new Declaration
        {
            Id = Guid.CreateVersion7(now), ShopId = request.Shop, IsImport = parcel.IsImport, OrderNo = parcel.OrderNo, Parcel = [], PersonKey = "", Day = default, Value = 0m,
            Currency = default, TaxTold = 0m, State = DeclarationState.Draft, Blocks = "", ByPerson = request.By.Value, MadeAt = now, ChangedAt = now,
        };
        (declaration.Parcel, declaration.PersonKey, declaration.Day) = (sealing.Seal(parcel.Write()), sealing.Mark(parcel.Buyer?.IdNumber ?? ""),
            DateOnly.FromDateTime(now.UtcDateTime.AddHours(8)));
        (declaration.Value, declaration.Currency, declaration.TaxTold, declaration.TaxQuoted) = (parcel.Value, OldCodes.Currency(parcel.Currency), parcel.Tax, quoted);
        (declaration.State, declaration.Blocks, declaration.ChangedAt) = (DeclarationState.Draft, DeclarationCard.Write(blocks), now);
        declaration.Version++;
        if (standing is null) db.Add(declaration);
        IXmlSigner signer = request.Signer ?? key.Signer();
        foreach (CebMessage message in papers.Messages)
        {
            string xml = Signed(message, signer, blocks);
            db.Add(new DeclaredDocument
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), DeclarationId = declaration.Id, Round = round, Kind = message.Kind, Guid = message.Documents[0].Head["guid"],
                    Xml = sealing.Seal(xml),
                Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml))), Why = request.Why.Length > 300 ? request.Why[..300] : request.Why,
                    ByPerson = request.By.Value, MadeAt = now,
            });
        }

        await db.SaveChangesAsync(cancel);
        return new(DeclarationCard.Of(declaration), null);
    }

    /// <summary>A blocked parcel may hold what cannot be written as a message of the edition; it is kept unsigned then, for it is not sent.</summary>
    static string Signed(CebMessage message, IXmlSigner signer, List<ParcelBlock> blocks)
    {
        try
        {
            return CebSignature.Sign(message, signer);
        }
        catch (FormatException) when (blocks.Count > 0)
        {
            return "";
        }
    }

    async Task<(IReadOnlyList<ParcelBlock>, decimal?)> Limits(DuoshouDb db, ParcelDocument parcel, Guid? own, DateOnly day, CancellationToken cancel)
    {
        if (!parcel.IsImport || parcel.Buyer is null) return ([], null);
        RatesInUse use = await rates.Now(cancel);
        string person = sealing.Mark(parcel.Buyer.IdNumber);
        DateOnly first = new(day.Year, 1, 1), last = new(day.Year, 12, 31);
        DeclarationState[] gone = [DeclarationState.Rejected, DeclarationState.Error, DeclarationState.Withdrawn, DeclarationState.Closed];
        List<decimal> before = await db.Set<Declaration>()
            .Where(d => d.PersonKey == person && d.Day >= first && d.Day <= last && d.Id != own && d.Blocks == "" && !gone.Contains(d.State))
            .Select(d => d.Value).ToListAsync(cancel);
        decimal used = before.Sum();
        TaxAnswer answer = use.Engine.Quote(new()
        {
            Country = "CN", Regime = TaxRegime.RetailImport, Day = day, Currency = Currency.Of("CNY"), Freight = parcel.Freight, Insurance = parcel.Insurance, YearUsed = used,
            Lines = [.. parcel.Goods.Select((g, i) => new TaxLine
            {
                Id = $"{i + 1}", Hs = g.Code, Value = g.Quantity * g.Price, Pieces = g.Quantity, Kilograms = g.StatutoryUnit == "035" ? g.StatutoryQuantity : null,
                Litres = g.StatutoryUnit == "095" ? g.StatutoryQuantity : null, Duty = new DutyTerm.Lookup(),
            })],
        });
        return (Told(use.Book, answer, parcel.Value, used, day), (answer as TaxQuote)?.TotalTax);
    }

    static IReadOnlyList<ParcelBlock> Told(LegalRates book, TaxAnswer answer, decimal value, decimal used, DateOnly day)
    {
        decimal year = book.FigureOn("CN", "retail_year_limit", day) ?? 0m, single = book.FigureOn("CN", "retail_single_limit", day) ?? 0m;
        if (used + value > year)
            return [new("limit.year", "CEB621", "buyerIdNumber", WireFormat.Text(used),
                $"该订购人今年已用 {WireFormat.Text(used)} 元，加上本单超过 {WireFormat.Text(year)} 元；改走一般贸易或退单。（我方估计，以回执 -621018 为准）",
                $"This buyer used {WireFormat.Text(used)} CNY this year; with this order that is over {WireFormat.Text(year)}. "
                    + "Use general trade or cancel. (Our estimate; receipt -621018 binds.)")];
        return answer is TaxQuote { Treatment: "not_allowed_split_or_general_trade" }
            ? [new("limit.single", "CEB621", "totalPrice", WireFormat.Text(value), $"超过单次限值 {WireFormat.Text(single)} 元且不止一件：请买家分开下单，或走一般贸易。",
                $"Over the single limit of {WireFormat.Text(single)} CNY with more than one piece: the buyer orders separately, or use general trade.")]
            : [];
    }
}
