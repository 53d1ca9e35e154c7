using System.Collections.Frozen;
using Duoshou.App.Agency;
using Duoshou.App.Diagnosis.Health;
using Duoshou.App.Diagnosis.Kept;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Actions;

/// <summary>The operator has a shop looked over on a day: every part, every finding, kept so that later ones can be held against it.</summary>
public sealed class DiagnoseShop : IShopDiagnosis
{
    readonly Examination examination;
    readonly DiagnosisArchive archive;
    readonly IFactLedger ledger;
    readonly IShops shops;
    readonly IAgency agency;
    readonly TimeProvider clock;

    internal DiagnoseShop(Examination examination, DiagnosisArchive archive, IFactLedger ledger, IShops shops, IAgency agency, TimeProvider clock) =>
        (this.examination, this.archive, this.ledger, this.shops, this.agency, this.clock) = (examination, archive, ledger, shops, agency, clock);

    /// <param name="On">The day up to which facts count; null for the shop's newest day of facts.</param>
    /// <param name="Anew">Look again even where a run of the day is kept.</param>
    public sealed record Request(ShopId Shop, DateOnly? On, UserId Person, bool Anew = true);

    public async Task<Answered<ShopDiagnosis>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (await shops.Find(request.Shop, scope, cancel) is not { } shop) return new(null, Unknown(request.Shop));
        DateOnly on = request.On ?? await LastDay(shop, cancel);
        if (on > Latest()) return new(null, Future(on));
        if (!request.Anew && await archive.Of(shop.Id, on, cancel) is { } kept) return new(await archive.Read(kept, shop, scope, cancel), null);
        DiagnosisContent content = (await Look([shop], on, cancel))[shop.Id];
        return new(await archive.Read(await archive.Keep(shop.Id, on, content, cancel), shop, scope, cancel), null);
    }

    /// <summary>Looks over many shops on one day in one pass, and keeps each; for the clock.</summary>
    public async Task<int> All(IReadOnlyList<ShopCard> cards, DateOnly on, CancellationToken cancel)
    {
        IReadOnlyDictionary<ShopId, DiagnosisContent> found = await Look(cards, on, cancel);
        foreach ((ShopId shop, DiagnosisContent content) in found) await archive.Keep(shop, on, content, cancel);
        return found.Count;
    }

    async Task<IReadOnlyDictionary<ShopId, DiagnosisContent>> Look(IReadOnlyList<ShopCard> cards, DateOnly on, CancellationToken cancel)
    {
        // A run is for everyone who may see the shop; costs are left out when it is read.
        Scope everything = new() { User = default, Shops = cards.Select(card => card.Id).ToFrozenSet(), SeesCost = true, SeesProfit = true };
        Currency home = (await agency.Agency(cancel))?.Currency ?? Currency.Of("CNY");
        return await examination.Run(cards, on, await shops.Rates(cancel), home, await archive.HitRates(cancel), everything, cancel);
    }

    /// <summary>The shop's newest day of facts; without any, the last whole day of its clock.</summary>
    async Task<DateOnly> LastDay(ShopCard shop, CancellationToken cancel)
    {
        Scope own = new() { User = default, Shops = new[] { shop.Id }.ToFrozenSet() };
        DateOnly today = Latest();
        IReadOnlyList<FeedDay> days = await ledger.Feeds(own, new(today.AddYears(-10), today), cancel);
        return days.Where(day => day.Kind is not FactKind.Change).Select(day => (DateOnly?)day.Day).Max() ?? shop.Zone.Day(clock.GetUtcNow()).AddDays(-1);
    }

    /// <summary>No shop of the world is further than tomorrow.</summary>
    DateOnly Latest() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);

    static Refusal Unknown(ShopId shop) => new("shop.unknown", new("没有这家店，或者你看不到它。", "There is no such shop, or you may not see it."),
        new("用 shop list 查看，或换一家店。", "See: shop list, or choose another shop."), "shop", shop.ToString());

    static Refusal Future(DateOnly on) => new("day.future", new($"{on:yyyy-MM-dd} 还没到。", $"{on:yyyy-MM-dd} has not come yet."),
        new("选今天或更早的一天。", "Choose today or an earlier day."), "on", DayText.Plain(on));
}
