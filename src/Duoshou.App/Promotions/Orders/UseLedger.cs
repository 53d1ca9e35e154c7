using System.Globalization;
using Duoshou.App.Promotions.Books;
using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;
using Microsoft.Data.Sqlite;

namespace Duoshou.App.Promotions.Orders;

/// <summary>Uses and money of limited promotions: read before a price, taken with an order, given back with its end.</summary>
static class UseLedger
{
    /// <summary>What orders so far have used of the limited promotions of a book.</summary>
    public static Dictionary<string, PromotionUse> Read(SqliteConnection db, CompiledBook book, Cart cart, DateOnly day)
    {
        Dictionary<string, PromotionUse> uses = [];
        if (book.Limited.Count == 0) return uses;
        foreach (string id in book.Limited) uses[id] = new PromotionUse(0);
        Each(db, "SELECT \"Promotion\", \"Orders\", \"Units\" FROM promotion_count WHERE \"ShopId\" = $0", [book.Shop.Value], row =>
            Change(uses, row.GetString(0), use => use with { Orders = row.GetInt32(1), Units = row.GetInt32(2) }));
        Each(db, "SELECT \"Promotion\", sum(\"Spent\"), sum(CASE WHEN \"Day\" = $2 THEN \"Spent\" ELSE 0 END) FROM promotion_spend "
            + "WHERE \"ShopId\" = $0 AND \"Currency\" = $1 GROUP BY \"Promotion\"", [book.Shop.Value, cart.Currency.Code, Text(day)], row =>
            Change(uses, row.GetString(0), use => use with { Spent = row.GetInt64(1), SpentToday = row.GetInt64(2) }));
        AddCustomer(db, book, cart, uses);
        return uses;
    }

    /// <summary>Adds how often the cart's customer used each.</summary>
    public static void AddCustomer(SqliteConnection db, CompiledBook book, Cart cart, Dictionary<string, PromotionUse> uses)
    {
        if (cart.Customer?.Id is not { } customer || !book.LimitsCustomers) return;
        Each(db, "SELECT \"Promotion\", \"Orders\" FROM promotion_customer_count WHERE \"ShopId\" = $0 AND \"Customer\" = $1",
            [book.Shop.Value, customer], row => Change(uses, row.GetString(0), use => use with { OrdersOfCustomer = row.GetInt32(1) }));
    }

    /// <summary>Takes what an order uses. Each step is conditional on the limit, so that no way of writing can pass it.</summary>
    /// <returns>The promotion that had too little left, or null when everything was taken.</returns>
    public static string? Take(SqliteConnection db, CompiledBook book, CartPrice price, Guid order, DateOnly day)
    {
        foreach (AppliedPromotion applied in price.Applied)
        {
            Promotion p = applied.Promotion;
            int units = price.Ledger.Where(e => e.Promotion == p.Id && !e.OnShipping).Sum(e => e.Units);
            string? customer = price.Cart.Customer?.Id;
            if (!TakeOne(db, book.Shop, p, price.Cart, units, applied.Discount, day)) return p.Id;
            Run(db, "INSERT INTO order_use (\"OrderId\", \"Promotion\", \"Customer\", \"Currency\", \"Day\", \"Units\", \"Discount\", \"Released\") "
                + "VALUES ($0, $1, $2, $3, $4, $5, $6, 0)", order, p.Id, customer, price.Cart.Currency.Code, Text(day), units, applied.Discount);
        }

        return null;
    }

    static bool TakeOne(SqliteConnection db, ShopId shop, Promotion p, Cart cart, int units, long discount, DateOnly day)
    {
        PromotionLimits limits = p.Limits;
        Run(db, "INSERT OR IGNORE INTO promotion_count VALUES ($0, $1, 0, 0)", shop.Value, p.Id);
        if (Run(db, "UPDATE promotion_count SET \"Orders\" = \"Orders\" + 1, \"Units\" = \"Units\" + $2 WHERE \"ShopId\" = $0 AND \"Promotion\" = $1 "
            + "AND ($3 IS NULL OR \"Orders\" < $3) AND ($4 IS NULL OR \"Units\" + $2 <= $4)", shop.Value, p.Id, units,
            limits.Total - limits.Used, limits.Units - limits.UnitsUsed) == 0) return false;
        string currency = cart.Currency.Code;
        Run(db, "INSERT OR IGNORE INTO promotion_spend VALUES ($0, $1, $2, $3, 0)", shop.Value, p.Id, currency, Text(day));
        if (Run(db, "UPDATE promotion_spend SET \"Spent\" = \"Spent\" + $4 WHERE \"ShopId\" = $0 AND \"Promotion\" = $1 AND \"Currency\" = $2 AND \"Day\" = $3 "
            + "AND ($6 IS NULL OR \"Spent\" + $4 <= $6) AND ($5 IS NULL OR $4 + (SELECT sum(\"Spent\") FROM promotion_spend "
            + "WHERE \"ShopId\" = $0 AND \"Promotion\" = $1 AND \"Currency\" = $2) <= $5)", shop.Value, p.Id, currency, Text(day), discount,
            limits.Budget?.In(cart.Currency) - limits.BudgetUsed, limits.DayBudget?.In(cart.Currency) - limits.DayBudgetUsed) == 0) return false;
        if (cart.Customer?.Id is not { } customer) return true;
        Run(db, "INSERT OR IGNORE INTO promotion_customer_count VALUES ($0, $1, $2, 0)", shop.Value, p.Id, customer);
        return Run(db, "UPDATE promotion_customer_count SET \"Orders\" = \"Orders\" + 1 WHERE \"ShopId\" = $0 AND \"Promotion\" = $1 AND \"Customer\" = $2 "
            + "AND ($3 IS NULL OR \"Orders\" < $3)", shop.Value, p.Id, customer, limits.PerCustomer - limits.UsedByCustomer) == 1;
    }

    /// <summary>Gives discount money back to the budgets, as much as a refund released.</summary>
    public static void GiveBack(SqliteConnection db, ShopId shop, Guid order, string promotion, long amount)
    {
        if (amount <= 0) return;
        Run(db, "UPDATE promotion_spend SET \"Spent\" = \"Spent\" - $3 WHERE \"ShopId\" = $0 AND \"Promotion\" = $2 AND (\"Currency\", \"Day\") = "
            + "(SELECT \"Currency\", \"Day\" FROM order_use WHERE \"OrderId\" = $1 AND \"Promotion\" = $2)", shop.Value, order, promotion, amount);
        Run(db, "UPDATE order_use SET \"Released\" = \"Released\" + $2 WHERE \"OrderId\" = $0 AND \"Promotion\" = $1", order, promotion, amount);
    }

    /// <summary>Gives everything back that an order still uses: money that refunds left, its units and its one use.</summary>
    public static void GiveAllBack(SqliteConnection db, ShopId shop, Guid order)
    {
        List<(string Promotion, int Units, long Left, string? Customer)> uses = [];
        Each(db, "SELECT \"Promotion\", \"Units\", \"Discount\" - \"Released\", \"Customer\" FROM order_use WHERE \"OrderId\" = $0", [order], row =>
            uses.Add((row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3))));
        foreach ((string promotion, int units, long left, string? customer) in uses)
        {
            GiveBack(db, shop, order, promotion, left);
            Run(db, "UPDATE promotion_count SET \"Orders\" = \"Orders\" - 1, \"Units\" = \"Units\" - $2 WHERE \"ShopId\" = $0 AND \"Promotion\" = $1 "
                + "AND \"Orders\" > 0", shop.Value, promotion, units);
            if (customer is not null)
                Run(db, "UPDATE promotion_customer_count SET \"Orders\" = \"Orders\" - 1 WHERE \"ShopId\" = $0 AND \"Promotion\" = $1 AND \"Customer\" = $2 "
                    + "AND \"Orders\" > 0", shop.Value, promotion, customer);
        }
    }

    static void Change(Dictionary<string, PromotionUse> uses, string id, Func<PromotionUse, PromotionUse> change)
    {
        if (uses.TryGetValue(id, out PromotionUse? use)) uses[id] = change(use);
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static int Run(SqliteConnection db, string sql, params object?[] values)
    {
        using SqliteCommand command = Made(db, sql, values);
        return command.ExecuteNonQuery();
    }

    public static void Each(SqliteConnection db, string sql, object?[] values, Action<SqliteDataReader> row)
    {
        using SqliteCommand command = Made(db, sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read()) row(reader);
    }

    static SqliteCommand Made(SqliteConnection db, string sql, object?[] values)
    {
        SqliteCommand command = db.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + i, values[i] ?? DBNull.Value);
        return command;
    }
}
