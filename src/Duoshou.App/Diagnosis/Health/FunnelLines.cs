using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>From visit to cart to order, by image of an item and by page: the last two weeks, and the two before.</summary>
static class FunnelLines
{
    const decimal FewestVisitors = 100m;
    const int MostItems = 4, MostPages = 4;

    public static IReadOnlyList<PartLine> Find(Examined shop) => [.. Images(shop).Take(MostItems), .. Pages(shop).Take(MostPages)];

    /// <summary>Items that were shown with more than one image: each image with what came of its visitors.</summary>
    static IEnumerable<PartLine> Images(Examined shop)
    {
        Background facts = shop.Background;
        var cells = facts.FunnelNow.Select(cell => (cell, Now: true)).Concat(facts.FunnelBefore.Select(cell => (cell, Now: false)))
            .Where(each => each.cell is { Sku.Length: > 0, Image.Length: > 0 }).ToArray();
        foreach (var item in cells.GroupBy(each => each.cell.Sku)
            .Where(item => item.Select(each => each.cell.Image).Distinct().Count() > 1).OrderByDescending(item => item.Sum(each => each.cell.Visitors)))
        {
            List<string> zh = [], en = [];
            foreach (var image in item.GroupBy(each => each.cell.Image).OrderBy(image => image.Key, StringComparer.Ordinal))
            {
                decimal visitors = image.Sum(each => each.cell.Visitors);
                if (visitors < FewestVisitors) continue;
                decimal carts = image.Sum(each => each.cell.Carts);
                long sold = facts.SoldNow.GetValueOrDefault((item.Key, image.Key)) + facts.SoldBefore.GetValueOrDefault((item.Key, image.Key));
                string cart = Examined.Percent(carts / visitors), order = Examined.Percent(sold / visitors);
                zh.Add($"{image.Key} 访客 {visitors:#,##0}，加购 {cart}，成交 {order}");
                en.Add($"{image.Key}: {visitors:#,##0} visitors, cart {cart}, order {order}");
            }

            if (zh.Count > 1) yield return new(shop.Shop.Named(item.Key), new(string.Join("；", zh), string.Join("; ", en)));
        }
    }

    static IEnumerable<PartLine> Pages(Examined shop)
    {
        Dictionary<string, (decimal Visitors, decimal Carts)> before = ByPage(shop.Background.FunnelBefore);
        foreach ((string page, (decimal visitors, decimal carts)) in ByPage(shop.Background.FunnelNow).OrderByDescending(page => page.Value.Visitors))
        {
            if (visitors < FewestVisitors) continue;
            (decimal oldVisitors, decimal oldCarts) = before.GetValueOrDefault(page);
            string now = Examined.Percent(carts / visitors), was = oldVisitors > 0 ? Examined.Percent(oldCarts / oldVisitors) : "—";
            yield return new(new($"页面 {page}", $"Page {page}"), new($"访客 {visitors:#,##0}（前两周 {oldVisitors:#,##0}），加购 {now}（{was}）",
                $"{visitors:#,##0} visitors ({oldVisitors:#,##0} in the two weeks before), cart {now} ({was})"));
        }
    }

    static Dictionary<string, (decimal Visitors, decimal Carts)> ByPage(IEnumerable<FunnelCell> cells) => cells.Where(cell => cell.Page.Length > 0)
        .GroupBy(cell => cell.Page).ToDictionary(page => page.Key, page => (page.Sum(cell => cell.Visitors), page.Sum(cell => cell.Carts)));
}
