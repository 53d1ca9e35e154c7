using System.Globalization;
using Duoshou.App.Agency.Model;
using Duoshou.App.Shops.Model;
using Duoshou.App.Storage.Migrations;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Storage.Checks;

/// <summary>Laws of the operations database, and of what it and the ledger both know.</summary>
sealed class OperationsLaws(DuoshouDb db)
{
    public async Task<CheckedLaw> Schema(CancellationToken cancel)
    {
        HashSet<int> done = [.. (await Rows("select number from schema_step", cancel, "schema_step")).Select(row => int.Parse(row, CultureInfo.InvariantCulture))];
        int[] known = [.. SchemaSteps.All().Select(step => step.Number)];
        string[] faults = [.. known.Where(step => !done.Contains(step)).Select(step => Numbered("-", step)), .. done.Except(known).Select(step => Numbered("+", step))];
        return CheckedLaw.Of("schema.step", new("数据库的结构正是本程序的那一版（- 缺，+ 多）", "The database has the schema of this program (- lacking, + unknown)"), faults);
    }

    public async Task<CheckedLaw> Integrity(CancellationToken cancel) => CheckedLaw.Of("operations.integrity",
        new("运营数据库的页和索引完好", "Pages and indexes of the operations database are whole"), [.. (await Rows("pragma integrity_check", cancel)).Where(row => row != "ok")]);

    public async Task<CheckedLaw> ForeignKeys(CancellationToken cancel) => CheckedLaw.Of("operations.foreign_keys",
        new("运营数据库里没有指向空处的行", "No row of the operations database points at one that is not there"), await Rows("pragma foreign_key_check", cancel));

    /// <summary>The ledger hears of every shop; one that left stays in it, for its facts stay.</summary>
    public async Task<CheckedLaw> Shops(IReadOnlyList<ShopFacts> inLedger, CancellationToken cancel)
    {
        var shops = await (from shop in db.Set<Shop>().AsNoTracking()
                           join client in db.Set<Client>() on shop.ClientId equals client.Id
                           select new { Shop = shop, Client = client.Name }).ToListAsync(cancel);
        Dictionary<ShopId, ShopFacts> known = inLedger.ToDictionary(shop => shop.Id);
        List<string> faults = [.. known.Keys.Except(shops.Select(row => row.Shop.Id)).Select(id => $"{id}: -")];
        foreach (var row in shops.Where(row => row.Shop.LeftAt is null))
            if (!known.TryGetValue(row.Shop.Id, out ShopFacts? facts)) faults.Add($"{row.Shop.Id}: +");
            else if (facts.Client != row.Shop.ClientId || facts.Currency != row.Shop.Currency || facts.Zone != row.Shop.Zone || facts.Country != row.Shop.Country)
                faults.Add($"{row.Shop.Id}: {facts.Currency} {facts.Zone} {facts.Country} <> {row.Shop.Currency} {row.Shop.Zone} {row.Shop.Country}");
        return CheckedLaw.Of("shops.both", new("账本和运营数据库里的店铺相同（- 只在账本，+ 只在运营库）",
            "The ledger and the operations database know the same shops (- in the ledger alone, + in operations alone)"), faults);
    }

    public async Task<CheckedLaw> Rates(CancellationToken cancel)
    {
        List<DatedRate> rates = await db.Set<DatedRate>().AsNoTracking().ToListAsync(cancel);
        return CheckedLaw.Of("rates.usable", new("汇率大于零，是两种不同货币之间的", "Rates are above zero and between two different currencies"),
            [.. rates.Where(rate => rate.Rate <= 0 || rate.From == rate.To || rate.From == Currency.None || rate.To == Currency.None)
                .Select(rate => string.Create(CultureInfo.InvariantCulture, $"{rate.From}/{rate.To} {rate.On:yyyy-MM-dd}: {rate.Rate}"))]);
    }

    /// <summary>The first columns of the rows that a statement answers, joined; nothing when the table that it needs is not there.</summary>
    async Task<IReadOnlyList<string>> Rows(string sql, CancellationToken cancel, string? needs = null)
    {
        await db.Database.OpenConnectionAsync(cancel);
        if (needs is not null && (await Rows($"select name from sqlite_master where type = 'table' and name = '{needs}'", cancel)).Count == 0) return [];
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        List<string> found = [];
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        return found;
    }

    static string Numbered(string sign, int step) => sign + step.ToString("0000", CultureInfo.InvariantCulture);
}
