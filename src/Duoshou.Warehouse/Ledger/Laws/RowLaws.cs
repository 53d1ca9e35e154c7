using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>Laws of the rows: each comes of a step of the ledger, and of each fact at most one version stands.</summary>
static class RowLaws
{
    public static IEnumerable<LedgerLaw> Try(IFactSession session, CancellationToken cancel)
    {
        foreach (Func<LedgerTable, Law> law in OfTables) yield return Law.Joined([.. LedgerTable.All.Select(table => law(table).Try(session, cancel))]);
        foreach (Law law in Alone) yield return law.Try(session, cancel);
    }

    static readonly Func<LedgerTable, Law>[] OfTables =
    [
        table => new("rows.entry", new("每一行都属于账本里的一步，店铺和入账时刻与那一步相同", "Every row belongs to a step of the ledger and has its shop and moment"), $"""
            select '{table.Name}, entry ' || f.entry from (select distinct entry, shop, known_at from {table.Name}) f left join entry e on e.number = f.entry
            where e.number is null or e.shop <> f.shop or e.known_at <> f.known_at
            """),
        table => new("rows.origin", new("每一行的版本都来自一个批次", "Every row's version came with a batch"), $"""
            select '{table.Name}, batch ' || f.origin from (select distinct origin, shop from {table.Name}) f left join batch b on b.number = f.origin
            where b.number is null or b.shop <> f.shop
            """),
        table => new("rows.sign", new("每一行要么记上一次，要么撤回一次", "Every row counts once or takes one back"),
            $"select '{table.Name}, line ' || line || ', entry ' || entry from {table.Name} where sign not in (1, -1)"),
        table => new("rows.one_version", new("一件事实至多有一个版本有效", "Of a fact at most one version stands"), $"""
            select '{table.Name}, shop ' || shop || ', line ' || min(line) || ', entry ' || min(entry) from {table.Name}
            group by shop, row_key having sum(sign) not in (0, 1)
            """),
        table => new("rows.taken_back_once", new("一个版本不会被多撤或多记", "No version is counted or taken back more than once"), $"""
            select '{table.Name}, shop ' || shop || ', line ' || min(line) || ', batch ' || origin from {table.Name}
            group by shop, row_key, origin, content having sum(sign) not in (0, 1)
            """),
        table => new("rows.undone", new("已撤回批次的行都不再有效", "Nothing of an undone batch stands"), $"""
            select '{table.Name}, batch ' || f.origin || ', line ' || min(f.line) from {table.Name} f join batch b on b.number = f.origin
            where b.undone_at is not null group by f.shop, f.row_key, f.origin, f.content having sum(f.sign) <> 0
            """),
    ];

    static readonly Law[] Alone =
    [
        new("shops.once", new("每家店只登记一次", "Every shop is registered once"),
            "select id from shop group by id having count(*) > 1 union all select cast(number as varchar) from shop group by number having count(*) > 1"),
        new("entries.shop", new("账本的每一步都属于一家登记过的店", "Every step of the ledger is of a registered shop"),
            "select 'entry ' || e.number from entry e left join shop s on s.number = e.shop where s.number is null"),
        new("entries.order", new("账本的步号不重复，同一家店后一步的时刻更晚", "Steps of the ledger have numbers of their own, and within a shop each is later than the one before"), """
            select 'entry ' || number from entry group by number having count(*) > 1
            union all select 'entry ' || number from (select number, known_at, lag(known_at) over (partition by shop order by number) as before from entry)
            where known_at <= before
            """),
        new("entries.batch", new("每次入账都有批次，每个批次都有入账；撤回也是如此", "Every import has its batch and every batch its import; the same of undos"), """
            select coalesce(b.id, e.batch) from (select * from entry where kind = 'import') e full outer join batch b on b.number = e.number and b.id = e.batch
            where e.number is null or b.number is null
            union all select coalesce(b.id, e.batch) from (select * from entry where kind = 'undo') e
                full outer join (select * from batch where undone_at is not null) b on b.id = e.batch
            where e.number is null or b.number is null
            """),
        new("refused.batch", new("每条拒收都属于一个批次", "Every refused record belongs to a batch"),
            "select 'batch ' || r.batch || ', line ' || min(r.line) from refused r left join batch b on b.number = r.batch where b.number is null group by r.batch"),
    ];
}
