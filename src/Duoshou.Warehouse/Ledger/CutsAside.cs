using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>Reads what was set aside.</summary>
static class CutsAside
{
    /// <param name="shops">A condition on the shop's number, in f.</param>
    /// <param name="needed">The bits that a question needs: cuts that cannot answer it are not named.</param>
    public static IReadOnlyList<CutAside> Read(
        IFactSession session, string shops, Period range, int needed, DateTimeOffset? known, Func<int, ShopId> shop, CancellationToken cancel)
    {
        List<object?> arguments = [range.First, range.Last];
        if (known is { } moment) arguments.Add(moment);
        List<CutAside> found = [];
        using IFactReader rows = session.Query($"""
            with c as (select f.shop, f.day, f.cut, sum(f.n) as n, sum(f.visitors) as v, sum(f.n_visitors) as k from traffic_by_at f
                where {shops} and f.day between $1 and $2{(known is null ? "" : " and f.known_at <= $3")} group by f.shop, f.day, f.cut having sum(f.n) > 0),
            r as (select *, {TrafficCut.Ranks("cut", needed)} as place from c),
            b as (select shop, day, min(place) as best from r where place is not null group by shop, day having count(*) > 1)
            select r.shop, t.cut, r.cut, count(*), sum(case when r.k > 0 and t.k > 0 then t.v end), sum(case when r.k > 0 and t.k > 0 then r.v end)
            from r join b on b.shop = r.shop and b.day = r.day and r.place > b.best join r t on t.shop = r.shop and t.day = r.day and t.place = b.best
            group by r.shop, t.cut, r.cut order by r.shop, t.cut, r.cut
            """, [.. arguments], cancel);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                found.Add(new(shop((int)rows.Whole(0, i)), TrafficCut.Name((int)rows.Whole(1, i)), TrafficCut.Name((int)rows.Whole(2, i)), (int)rows.Whole(3, i),
                    Number(rows, 4, i), Number(rows, 5, i)));
        return found;
    }

    static decimal? Number(IFactReader rows, int column, int row) => rows.IsNull(column, row) ? null : (decimal)rows.Whole(column, row) / FactChunk.Scale;
}
