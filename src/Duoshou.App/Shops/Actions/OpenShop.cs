using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Duoshou.App.Agency.Model;
using Duoshou.App.Shops.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Shops.Actions;

/// <summary>A client's shop is set up: its platform, market, currency, zone and what it should sell in a month.</summary>
public sealed class OpenShop
{
    readonly IDbContextFactory<DuoshouDb> database;
    readonly IFactLedger ledger;
    readonly ShopAnswers shops;
    readonly TimeProvider clock;

    internal OpenShop(IDbContextFactory<DuoshouDb> database, IFactLedger ledger, ShopAnswers shops, TimeProvider clock) =>
        (this.database, this.ledger, this.shops, this.clock) = (database, ledger, shops, clock);

    public sealed record Request(
        [Required, StringLength(80)] string Name, ClientId Client, string Platform, [Required, StringLength(2)] string Country, string Currency, string Zone,
        decimal? MonthlyTarget = null, int DayBeginsAtHour = 0);

    public async Task<Answered<ShopCard>> Run(Request request, CancellationToken cancel)
    {
        if (Check(request) is { } refusal) return new(null, refusal);
        await using var db = await database.CreateDbContextAsync(cancel);
        if (!await db.Set<Client>().AnyAsync(client => client.Id == request.Client, cancel))
            return new(null, Refusals.NotFound("client.unknown", "client", request.Client.ToString()));
        string name = request.Name.Trim();
        if (await db.Set<Shop>().AnyAsync(shop => shop.ClientId == request.Client && shop.Name == name, cancel))
            return new(null, Refusals.Taken("shop.exists", "name", name));
        Shop shop = new()
        {
            Id = ShopId.New(clock),
            ClientId = request.Client,
            Name = name,
            Platform = request.Platform,
            Country = request.Country.Trim().ToUpperInvariant(),
            Currency = Currency.Of(request.Currency),
            Zone = request.Zone,
            DayBeginsAtHour = request.DayBeginsAtHour,
            MonthlyTarget = request.MonthlyTarget,
            OpenedAt = clock.GetUtcNow(),
        };
        db.Add(shop);
        await db.SaveChangesAsync(cancel);
        await Publish(cancel);
        return new((await shops.Every(cancel)).Single(card => card.Id == shop.Id), null);
    }

    static Refusal? Check(Request request)
    {
        if (string.IsNullOrWhiteSpace(request.Name)) return Refusals.Missing("name");
        if (Platforms.Find(request.Platform) is null) return Refusals.Platform("platform", request.Platform);
        if (request.Country.Trim().Length != 2) return Refusals.Country("country", request.Country);
        if (!Currency.TryParse(request.Currency, null, out _)) return Refusals.Currency("currency", request.Currency);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.Zone, out _)) return Refusals.Zone("zone", request.Zone);
        // The facts are counted by calendar days of the shop's zone. A day that begins later would be shown and not kept, so it is refused.
        return request.DayBeginsAtHour == 0 ? null : new Refusal("hour.not_midnight",
            new("店铺的一天目前只能从零点开始", "The day of a shop can only begin at midnight so far"),
            new("去掉这项，或填 0", "Leave it out, or give 0."), "dayBeginsAtHour", request.DayBeginsAtHour.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The warehouse groups by shop, client and platform, so it hears of every shop.</summary>
    async Task Publish(CancellationToken cancel)
    {
        shops.Forget();
        await ledger.SaveShops([.. (await shops.Every(cancel)).Select(ShopsModule.FactsOf)], cancel);
    }
}
