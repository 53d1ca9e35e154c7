using Duoshou.App.Agency;
using Duoshou.App.Audience.Model;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Audience.Actions;

/// <summary>A declared audience as pages show it.</summary>
public sealed record TargetCard(Guid Id, ShopId Shop, AudiencePlan Plan, DateTimeOffset DeclaredAt);

/// <summary>The operator asks who really buys, held against whom the shop means to reach and against the range before.</summary>
public sealed class ReadAudience(IFactRows facts, IShops shops, IAgency agency, Remembered remembered, IDbContextFactory<DuoshouDb> database)
{
    /// <param name="Plan">A plan to try; null for the one that the shop has declared, where one shop is asked for.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range, Currency? Currency, AudiencePlan? Plan = null);

    public async Task<Answered<AudienceFit>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        AudiencePlan? plan = request.Plan ?? (scope.Shops.Count == 1 ? (await Declared(scope, cancel))?.Plan : null);
        string? written = plan is null ? null : $"{plan.PriceFrom}|{plan.PriceTo}|{string.Join(',', plan.Countries)}|{plan.InsideShare}|{plan.NewShare}|{plan.Statement}";
        return await remembered.Once<Answered<AudienceFit>>(("audience", scope, request.Range, (request.Currency, written)), () => Read(scope, request, plan, cancel));
    }

    /// <summary>What a shop has declared last; null without.</summary>
    public async Task<TargetCard?> Declared(Scope scope, CancellationToken cancel)
    {
        ShopId[] asked = [.. scope.Shops];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        TargetAudience? last = await db.Set<TargetAudience>().AsNoTracking().Where(audience => asked.Contains(audience.ShopId) && audience.WithdrawnAt == null)
            .OrderByDescending(audience => audience.DeclaredAt).FirstOrDefaultAsync(cancel);
        return last is null ? null : new(last.Id, last.ShopId, PlanOf(last), last.DeclaredAt);
    }

    async Task<Answered<AudienceFit>> Read(Scope scope, Request request, AudiencePlan? plan, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        Currency[] own = [.. cards.Select(card => card.Currency).Distinct()];
        Currency target = request.Currency ?? (own.Length > 0 ? own[0] : Currency.None);
        if (request.Currency is null && own.Length > 1)
            return new(null, new("currency.mixed", new("所选店铺币种不同，价位没法比。", "The shops have different currencies, so prices cannot be compared."),
                new("指定一种货币，或一次看一家店。", "Name a currency, or look at one shop."), "currency"));
        RateBook rates = await shops.Rates(cancel);
        Period before = request.Range.Previous();
        IReadOnlyList<FactSum> sums = await facts.Sums(FactKind.OrderLine, AudienceOrders.By, AudienceOrders.Sums, new(before.First, request.Range.Last), scope, cancel);
        List<AudienceOrder> orders = AudienceOrders.Of(sums, (code, day) => code is null || code == target.Code ? 1m
            : rates.Find(Currency.Of(code), target, day)?.Rate ?? 0m);
        return new(AudienceFit.Of([.. orders.Where(order => request.Range.Contains(order.Day))],
            [.. orders.Where(order => before.Contains(order.Day))], plan, target, request.Range, []), null);
    }

    static AudiencePlan PlanOf(TargetAudience audience) => new(audience.Statement, audience.PriceFrom, audience.PriceTo,
        audience.Countries.Split(',', StringSplitOptions.RemoveEmptyEntries), audience.InsideShare, audience.NewShare);
}

/// <summary>The operator declares whom a shop means to reach, or takes the last declaration back.</summary>
public sealed class DeclareAudience(IDbContextFactory<DuoshouDb> database, IShops shops, IAgency agency, TimeProvider clock)
{
    public sealed record Request(UserId Person, ShopId Shop, AudiencePlan Plan);

    public async Task<Answered<TargetCard>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        AudiencePlan plan = request.Plan;
        if (await shops.Find(request.Shop, scope, cancel) is null) return new(null, Refusals.NotFound("shop.unknown", "shop", request.Shop.ToString()));
        if (string.IsNullOrWhiteSpace(plan.Statement)) return new(null, Refusals.Missing("statement"));
        if (plan.Statement.Length > 400) return new(null, Unfit("statement", plan.Statement[..20] + "…", new("不超过 400 字。", "At most 400 characters.")));
        if (Unfit(plan) is { } unfit) return new(null, unfit);
        TargetAudience audience = new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), ShopId = request.Shop, Statement = plan.Statement.Trim(), PriceFrom = plan.PriceFrom, PriceTo = plan.PriceTo,
            Countries = string.Join(',', plan.Countries), InsideShare = plan.InsideShare, NewShare = plan.NewShare, DeclaredBy = request.Person,
                DeclaredAt = clock.GetUtcNow(),
        };
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        db.Add(audience);
        await db.SaveChangesAsync(cancel);
        return new(new(audience.Id, audience.ShopId, plan, audience.DeclaredAt), null);
    }

    /// <summary>Takes a declaration back; the one before it stands again.</summary>
    public async Task<bool> Withdraw(UserId person, Guid id, CancellationToken cancel)
    {
        ShopId[] seen = [.. (await agency.ScopeOf(person, cancel)).Shops];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        TargetAudience? audience = await db.Set<TargetAudience>().FirstOrDefaultAsync(one => one.Id == id && one.WithdrawnAt == null, cancel);
        if (audience is null || !seen.Contains(audience.ShopId)) return false;
        audience.WithdrawnAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>What of a plan does not fit, or null: prices that cross, shares beyond 0 to 1, countries that are no codes.</summary>
    public static Refusal? Unfit(AudiencePlan plan)
    {
        if (plan.PriceFrom is { } from && plan.PriceTo is { } to && from > to || plan.PriceFrom < 0m || plan.PriceTo <= 0m)
            return Unfit("priceFrom", WireFormat.Text(plan.PriceFrom ?? plan.PriceTo ?? 0m),
                new("下限不能高于上限，也不能为负。", "The lower price may neither pass the upper one nor be negative."));
        if (plan.InsideShare is <= 0m or > 1m || plan.NewShare is < 0m or > 1m)
            return Unfit("insideShare", WireFormat.Text(plan.InsideShare), new("占比写 0 到 1 之间，例如 0.7。", "Write a share between 0 and 1, such as 0.7."));
        return plan.Countries.FirstOrDefault(code => code.Length != 2 || !code.All(char.IsAsciiLetterUpper)) is { } bad
            ? Unfit("countries", bad, new("写两个大写字母的国家代码，例如 DE。", "Write countries as two capital letters, such as DE.")) : null;
    }

    static Refusal Unfit(string field, string value, Words remedy) =>
        new("audience.unfit", new($"「{field}」的值「{value}」不合适。", $"The value “{value}” of {field} does not fit."), remedy, field, value);
}
