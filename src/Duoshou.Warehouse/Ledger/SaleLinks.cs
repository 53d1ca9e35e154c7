using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>
/// Lets cancellations that came as rows of their own find the order they take back among everything that stands of the shop, also what
/// earlier imports brought. It fills the derived column <c>refers_to</c> of the entry being written, before anybody can see it.
/// </summary>
static class SaleLinks
{
    /// <summary>
    /// The newest sale of the same buyer and item, not later than the cancellation, with the same pieces and money; else the newest at the
    /// same price with at least so many pieces.
    /// </summary>
    public static void Find(IFactSession session, Entry entry)
    {
        const string open = "entry = $1 and sign = 1 and row_class = '" + RowClass.Cancellation + "' and refers_to is null and buyer_key is not null and sku is not null " +
            "and quantity < 0 and gross < 0";
        using (IFactReader some = session.Query($"select 1 from order_line where {open} limit 1", [entry.Number]))
            if (!some.Next()) return;
        session.Execute($"""
            create or replace temp table sale_link as
            with taken as (select row_key, buyer_key, sku, ordered_at, -quantity as quantity, -gross as gross from order_line where {open}),
            sold as (
                select order_id, s.buyer_key, s.sku, s.quantity, s.gross, min(s.ordered_at) as ordered_at
                from order_line s semi join taken t on s.buyer_key = t.buyer_key and s.sku = t.sku
                where s.shop = {entry.Shop} and s.row_class = '{RowClass.Sale}' and s.quantity > 0
                group by order_id, line_id, s.buyer_key, s.sku, s.quantity, s.gross having sum(sign) > 0)
            select t.row_key, arg_max(s.order_id, row(s.quantity = t.quantity and s.gross = t.gross, s.ordered_at, s.order_id)) as order_id
            from taken t join sold s on s.buyer_key = t.buyer_key and s.sku = t.sku and s.ordered_at <= t.ordered_at and s.quantity >= t.quantity
                and cast(s.gross as decimal(38, 6)) * t.quantity = cast(t.gross as decimal(38, 6)) * s.quantity
            group by t.row_key
            """, [entry.Number]);
        session.Execute("update order_line set refers_to = l.order_id from sale_link l where entry = $1 and sign = 1 and order_line.row_key = l.row_key", [entry.Number]);
        session.Execute("drop table sale_link");
    }
}
