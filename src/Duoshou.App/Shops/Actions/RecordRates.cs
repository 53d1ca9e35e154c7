using Duoshou.App.Shops.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Shops.Actions;

/// <summary>Exchange rates come in. Nothing is overwritten: a later rate for the same day counts, the earlier one stays in the record.</summary>
public sealed class RecordRates
{
    readonly IDbContextFactory<DuoshouDb> database;
    readonly ShopAnswers shops;
    readonly TimeProvider clock;

    internal RecordRates(IDbContextFactory<DuoshouDb> database, ShopAnswers shops, TimeProvider clock) =>
        (this.database, this.shops, this.clock) = (database, shops, clock);

    /// <returns>How many were recorded.</returns>
    public async Task<int> Run(IReadOnlyCollection<ExchangeRate> rates, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        db.AddRange(rates.Select(rate => new DatedRate
        {
            From = rate.From,
            To = rate.To,
            On = rate.On,
            Rate = rate.Rate,
            Kind = rate.Kind,
            Source = rate.Source,
            LearnedAt = clock.GetUtcNow(),
        }));
        await db.SaveChangesAsync(cancel);
        shops.Forget();
        return rates.Count;
    }
}
