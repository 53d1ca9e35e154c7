using System.Collections.Frozen;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>The shops of the store, each with the small number by which its rows name it. A number is never given twice.</summary>
sealed class ShopRegister
{
    public static ShopRegister Empty { get; } = new([]);

    ShopRegister(IReadOnlyCollection<NumberedShop> shops)
    {
        ById = shops.ToFrozenDictionary(shop => shop.Facts.Id);
        ByNumber = shops.ToFrozenDictionary(shop => shop.Number);
    }

    public FrozenDictionary<ShopId, NumberedShop> ById { get; }

    public FrozenDictionary<int, NumberedShop> ByNumber { get; }

    public static ShopRegister Load(IFactSession session)
    {
        List<NumberedShop> shops = [];
        using IFactReader rows = session.Query("select number, id, name, client, client_name, platform, country, currency, zone from shop");
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                shops.Add(new NumberedShop((int)rows.Whole(0, i), new ShopFacts(new ShopId(Guid.Parse(rows.Text(1, i))), rows.Text(2, i),
                    new ClientId(Guid.Parse(rows.Text(3, i))), rows.Text(4, i), rows.Text(5, i), rows.Text(6, i), Currency.Of(rows.Text(7, i)), rows.Text(8, i))));
        return new ShopRegister(shops);
    }

    /// <summary>Writes shops that are new or were changed, in the session's transaction.</summary>
    public void Save(IFactSession session, IEnumerable<ShopFacts> shops)
    {
        int next = ByNumber.Keys.DefaultIfEmpty(0).Max() + 1;
        foreach (ShopFacts shop in shops)
        {
            bool known = ById.TryGetValue(shop.Id, out NumberedShop stored);
            if (known && stored.Facts == shop) continue;
            int number = known ? stored.Number : next++;
            session.Execute("delete from shop where number = $1", [number]);
            session.Execute("insert into shop values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                [number, shop.Id, shop.Name, shop.Client, shop.ClientName, shop.Platform, shop.Country, shop.Currency, shop.Zone]);
        }
    }
}

/// <summary>A shop and its number in the store.</summary>
readonly record struct NumberedShop(int Number, ShopFacts Facts);
