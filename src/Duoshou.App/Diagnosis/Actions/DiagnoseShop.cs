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
    readonly IShopList list;
    readonly IShops shops;
    readonly IAgency agency;
    readonly TimeProvider clock;

    internal DiagnoseShop(Examination examination, DiagnosisArchive archive, IFactLedger ledger, IShopList list, IShops shops, IAgency agency,
        TimeProvider clock) =>
        (this.examination, this.archive, this.ledger, this.list, this.shops, this.agency, this.clock) = (examination, archive, ledger, list, shops,
            agency, clock);

    /// <param name="On">The day up to which facts count; null for the shop's newest day of facts.</param>
    /// <param name="Anew">Look again even where a run of the day is kept.</param>
    public sealed record Request(ShopId Shop, DateOnly? On, UserId Person, bool Anew = true);

    public async Task<Answered<ShopDiagnosis>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (await shops.Find(request.Shop, scope, cancel) is not { } shop) return new(null, Unknown(request.Shop));
        DateOnly on = request.On ?? await LastDay(shop, cancel);
        if (on > Latest()) return new(null, Future(DayText.Plain(on)));
        if (!request.Anew && await archive.Of(shop.Id, on, cancel) is { } kept) return new(await archive.Read(kept, shop, scope, cancel), null);
        DiagnosisContent content = (await Look([shop], on, cancel))[shop.Id];
        return new(await archive.Read(await archive.Keep(shop.Id, on, content, cancel), shop, scope, cancel), null);
    }

    /// <summary>Looks over those of the shops that the person may see, on one day in one pass.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> Many(IReadOnlyCollection<ShopId> wanted, DateOnly on, UserId person, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> cards = await shops.All((await agency.ScopeOf(person, cancel)).Narrowed(wanted), cancel);
        if (cards.Count == 0 || on > Latest()) return 0;
        foreach ((ShopId shop, DiagnosisContent content) in await Look(cards, on, cancel)) await archive.Keep(shop, on, content, cancel);
        return cards.Count;
    }

    public async Task<int> Every(CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> cards = await list.Every(cancel);
        Dictionary<ShopId, DateOnly> newest = await Newest(cards.Select(card => card.Id), cancel);
        foreach (var together in cards.Where(card => newest.ContainsKey(card.Id)).GroupBy(card => newest[card.Id]))
            foreach ((ShopId shop, DiagnosisContent content) in await Look([.. together], together.Key, cancel))
                await archive.Keep(shop, together.Key, content, cancel);
        return newest.Count;
    }

    async Task<IReadOnlyDictionary<ShopId, DiagnosisContent>> Look(IReadOnlyList<ShopCard> cards, DateOnly on, CancellationToken cancel)
    {
        // A run is for everyone who may see the shop; costs are left out when it is read.
        Scope everything = new() { User = default, Shops = cards.Select(card => card.Id).ToFrozenSet(), SeesCost = true, SeesProfit = true };
        Currency home = (await agency.Agency(cancel))?.Currency ?? Currency.Of("CNY");
        return await examination.Run(cards, on, await shops.Rates(cancel), home, await archive.HitRates(cancel), everything, cancel);
    }

    /// <summary>The shop's newest day of facts; without any, the last whole day of its clock.</summary>
    async Task<DateOnly> LastDay(ShopCard shop, CancellationToken cancel) =>
        (await Newest([shop.Id], cancel)).TryGetValue(shop.Id, out DateOnly day) ? day : shop.Zone.Day(clock.GetUtcNow()).AddDays(-1);

    async Task<Dictionary<ShopId, DateOnly>> Newest(IEnumerable<ShopId> wanted, CancellationToken cancel)
    {
        Scope scope = new() { User = default, Shops = wanted.ToFrozenSet() };
        DateOnly today = Latest();
        IReadOnlyList<FeedDay> days = await ledger.Feeds(scope, new(today.AddYears(-10), today), cancel);
        return days.Where(day => day.Kind is not FactKind.Change).GroupBy(day => day.Shop).ToDictionary(shop => shop.Key,
            shop => shop.Max(day => day.Day));
    }

    /// <summary>No shop of the world is further than tomorrow.</summary>
    DateOnly Latest() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);

    static Refusal Unknown(ShopId shop) => new("shop.unknown", new("没有这家店，或者你看不到它。", "There is no such shop, or you may not see it."),
        new("用 shop list 查看，或换一家店。", "See: shop list, or choose another shop."), "shop", shop.ToString());

    static Refusal Future(string on) => new("day.future", new($"{on} 还没到。", $"{on} has not come yet."),
        new("选今天或更早的一天。", "Choose today or an earlier day."), "on", on);
}
