using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions;

/// <summary>A person says which commodity code a shop's product has. What was chosen before stays as history.</summary>
public sealed class ChooseCode(IDbContextFactory<DuoshouDb> database, IShops shops, TimeProvider clock)
{
    public sealed record Request(ShopId Shop, string Product, string Hs, string Origin, string Why, UserId By);

    public async Task<Answered<Request>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Find(request.Shop, scope, cancel) is null) return new(null, Refusals.NotFound("shop.unknown", "shop", request.Shop.ToString()));
        string product = request.Product.Trim(), hs = request.Hs.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), origin = request.Origin.Trim().ToUpperInvariant();
        if (product.Length is 0 or > 200) return new(null, Refusals.Missing("product"));
        if (hs.Length is < 4 or > 10 || !hs.All(char.IsAsciiDigit))
            return new(null, new("bad_input.hs", new($"商品编码应为 4 到 10 位数字：{request.Hs}", $"A commodity code has 4 to 10 digits: {request.Hs}"),
                new("从候选里选一个，或写编码数字。", "Choose a candidate, or write the digits."), "hs", request.Hs));
        if (origin.Length != 2 || !origin.All(char.IsAsciiLetterUpper)) return new(null, Refusals.NotFound("country.unknown", "origin", request.Origin));
        await using var db = await database.CreateDbContextAsync(cancel);
        DateTimeOffset now = clock.GetUtcNow();
        List<ProductCode> standing = await db.Set<ProductCode>().Where(c => c.ShopId == request.Shop && c.Product == product && c.ReplacedAt == null).ToListAsync(cancel);
        if (standing is [{ } same] && same.Hs == hs && same.Origin == origin) return new(request, null);
        foreach (ProductCode old in standing) old.ReplacedAt = now;
        db.Add(new ProductCode
        {
            Id = Guid.CreateVersion7(now), ShopId = request.Shop, Product = product, Hs = hs, Origin = origin, Why = request.Why.Length > 300 ? request.Why[..300] : request.Why,
            ByPerson = request.By.Value, ChosenAt = now,
        });
        await db.SaveChangesAsync(cancel);
        return new(request with { Product = product, Hs = hs, Origin = origin }, null);
    }
}

/// <summary>Products of the shops that sold in a range, each with its code and the choices before it.</summary>
public sealed class ListCodes(IDbContextFactory<DuoshouDb> database, IFactRows facts)
{
    public sealed record Choice(string Hs, string Origin, string Why, string By, DateTimeOffset ChosenAt, DateTimeOffset? ReplacedAt);

    /// <param name="Units">Pieces sold in the range; the order of the list.</param>
    public sealed record Row(ShopId Shop, string Product, string? Category, decimal Units, IReadOnlyList<Choice> Choices)
    {
        /// <summary>The choice that holds now.</summary>
        public Choice? Now => Choices.FirstOrDefault(c => c.ReplacedAt is null);
    }

    public async Task<IReadOnlyList<Row>> Run(Period range, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<FactSum> sold = await facts.Sums(FactKind.OrderLine, ["product", "category"], ["quantity"], range, scope, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var people = await db.Users.AsNoTracking().Select(p => new { p.Id, p.DisplayName }).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancel);
        List<ProductCode> all = await db.Set<ProductCode>().AsNoTracking().Where(c => scope.Shops.Contains(c.ShopId)).ToListAsync(cancel);
        ILookup<(ShopId, string), Choice> chosen = all.OrderByDescending(c => c.ChosenAt).ToLookup(c => (c.ShopId, c.Product),
            c => new Choice(c.Hs, c.Origin, c.Why, people.GetValueOrDefault(c.ByPerson, ""), c.ChosenAt, c.ReplacedAt));
        return [.. sold.Where(s => !string.IsNullOrEmpty(s.Keys[0])).GroupBy(s => (s.Shop, Product: s.Keys[0]!))
            .Select(g => new Row(g.Key.Shop, g.Key.Product, g.Select(s => s.Keys[1]).FirstOrDefault(c => !string.IsNullOrEmpty(c)), g.Sum(s => s.Sums[0] ?? 0m), [.. chosen[g.Key]]))
            .OrderBy(r => r.Now is null ? 0 : 1).ThenByDescending(r => r.Units).ThenBy(r => r.Product, StringComparer.Ordinal)];
    }
}

/// <summary>How a shop's parcels travel, for the tax book.</summary>
public sealed class SetShopTax(IDbContextFactory<DuoshouDb> database, IShops shops, TimeProvider clock)
{
    public sealed record Setting(ShopId Shop, ParcelRoute Route, string From, bool Registered, bool PricesHoldTax);

    public async Task<Answered<Setting>> Run(Setting setting, UserId by, Scope scope, CancellationToken cancel)
    {
        if (await shops.Find(setting.Shop, scope, cancel) is null) return new(null, Refusals.NotFound("shop.unknown", "shop", setting.Shop.ToString()));
        string from = setting.From.Trim().ToUpperInvariant();
        if (from.Length != 2 || !from.All(char.IsAsciiLetterUpper)) return new(null, Refusals.NotFound("country.unknown", "from", setting.From));
        await using var db = await database.CreateDbContextAsync(cancel);
        ShopTax? standing = await db.Set<ShopTax>().SingleOrDefaultAsync(s => s.ShopId == setting.Shop, cancel);
        if (standing is null)
        {
            db.Add(standing = new ShopTax
            {
                ShopId = setting.Shop, Route = setting.Route, From = from, Registered = setting.Registered, PricesHoldTax = setting.PricesHoldTax,
                ByPerson = by.Value, ChangedAt = clock.GetUtcNow(),
            });
        }

        (standing.Route, standing.From, standing.Registered, standing.PricesHoldTax) = (setting.Route, from, setting.Registered, setting.PricesHoldTax);
        (standing.ByPerson, standing.ChangedAt) = (by.Value, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return new(setting with { From = from }, null);
    }

    /// <summary>The settings of visible shops.</summary>
    public async Task<IReadOnlyDictionary<ShopId, Setting>> Read(Scope scope, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<ShopTax>().AsNoTracking().Where(s => scope.Shops.Contains(s.ShopId))
            .ToDictionaryAsync(s => s.ShopId, s => new Setting(s.ShopId, s.Route, s.From, s.Registered, s.PricesHoldTax), cancel);
    }
}
