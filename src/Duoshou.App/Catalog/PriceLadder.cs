using Duoshou.Analytics.Pricing;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.App.Tax;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>A band of prices: what is offered there and what is bought.</summary>
/// <param name="Pull">Share of pieces over share of items: above 1 buyers want more here than is offered.</param>
public sealed record BandCard(decimal From, decimal To, int Items, decimal ItemShare, decimal PieceShare, decimal SalesShare, decimal Pull);

/// <summary>How an item's sales answered its own price.</summary>
/// <param name="Value">Percent of pieces per percent of price.</param>
/// <param name="Best">The price that earns most above cost, within a tenth of those tried; null without cost or where more price always earns.</param>
public sealed record ElasticityCard(string Item, string? Product, decimal Price, decimal Value, decimal Error, bool Identified, decimal? Best)
{
    /// <summary>What the best price was looked for with; null where it was not.</summary>
    internal (decimal Cost, double Low, double High)? Search { get; init; }

    /// <summary>The best price when the tax that the price holds is taken off first; none where that tax is not known.</summary>
    internal ElasticityCard Beside(LandedCost? landed)
    {
        if (landed is null or { IsOnTop: true } || Search is not { } search) return this;
        decimal at = Price;
        for (int round = 0; round < 3; round++)
        {
            if (landed.MeanAt(at) is not { } tax || at <= 0m || tax.Borne >= at) return this with { Best = null };
            // Tax is nearly a share of the price: what is left of a yuan counts, so that the cost weighs more.
            if (Written.Number(BestPrice.Within((double)(search.Cost / (1m - tax.Borne / at)), (double)Value, search.Low, search.High), 2) is not { } next) return this;
            at = next;
        }

        return this with { Best = at };
    }
}

/// <summary>The price ladder of some shops: bands, and how items answer their price.</summary>
public sealed record PriceLadder(Footing Footing, IReadOnlyList<BandCard> Bands, IReadOnlyList<ElasticityCard> Elasticities) : IAnalysed
{
    /// <summary>The floors of the items that sell most; none where only a file was read.</summary>
    public IReadOnlyList<FloorCard> Floors { get; init; } = [];

    /// <summary>The same with duty and import tax: floors of items, and best prices that leave the tax aside.</summary>
    public PriceLadder With(IReadOnlyDictionary<string, LandedCost> landed, IReadOnlyList<FloorCard> floors)
    {
        int lacking = floors.Count(card => card.Landed is { Mean: null, IsOnTop: false });
        List<Words> limits = [.. Footing.Limits];
        if (floors.Count > 0) limits.Add(new("底价＝货本、关税、进口税、费用、退货都盖住的最低价：退货的货回库、增值税冲回，关税和费用不退；没有费用数据的不含费用，不含广告。",
            "The floor is the least price that covers goods, duty, import tax, fees and returns: returned goods go back to stock and their VAT is corrected, duty and fees " +
                "are not given back; without data on fees they are left out, and so is advertising."));
        if (lacking > 0) limits.Add(new($"{lacking} 个商品的关税未知，没有底价；先归类。", $"The duty of {lacking} items is unknown, so they have no floor: classify them first."));
        return this with
        {
            Floors = floors, Elasticities = [.. Elasticities.Select(card => card.Beside(landed.GetValueOrDefault(card.Item)))], Footing = Footing with { Limits = limits },
        };
    }

    /// <summary>Reads the ladder of what was sold.</summary>
    public static PriceLadder Of(SoldLines sold)
    {
        var items = sold.Lines.Where(line => line.Item is not null && line.Quantity > 0m).GroupBy(line => line.Item!, StringComparer.Ordinal).ToArray();
        IReadOnlyList<PriceBand> bands = PriceBands.Split(items.Select(item =>
            new PricedListing((double)(item.Sum(line => line.Amount) / item.Sum(line => line.Quantity)), (double)item.Sum(line => line.Quantity))));
        ElasticityCard[] answers = [.. items.OrderByDescending(item => item.Sum(line => line.Amount)).Take(60)
            .Select(item => Answer(item.Key, [.. item])).OfType<ElasticityCard>()];
        int known = answers.Count(card => card.Identified);
        BandCard[] cards = [.. bands.Select(band => new BandCard(Written.OrZero(band.From, 2), Written.OrZero(band.To, 2), band.Listings,
            Written.OrZero(band.ListingShare), Written.OrZero(band.UnitShare), Written.OrZero(band.SalesShare),
            Written.OrZero(band.DemandOverSupply, 2)))];
        Footing footing = new(sold.Lines.Count, items.Length >= 10,
            new($"{items.Length} 个商品；{known} 个的价格动得够多，能看出弹性，其余不下结论。这是相关，不排除促销同时在推。",
                $"{items.Length} items; the prices of {known} moved enough to tell an elasticity, the rest are not judged. It is a correlation: " +
                    $"promotions may have pushed at the same time."),
            cards.MaxBy(card => card.Pull) is { Pull: > 1.2m } gap
                ? new($"{gap.From:0.##}–{gap.To:0.##} 这一档卖得多、货少，补款先补这里。",
                    $"Between {gap.From:0.##} and {gap.To:0.##} more is bought than is offered: add items there first.")
                : new("各价位供求相称。", "Offer and demand match in every band."))
            { Span = sold.Span, Currency = sold.Currency, Limits = sold.Limits };
        return new(footing, cards, answers);
    }

    static ElasticityCard? Answer(string item, SoldLine[] lines)
    {
        (double Price, double Pieces, int Week)[] days = [.. lines.GroupBy(line => line.Day)
            .Select(day => ((double)(day.Sum(line => line.Amount) / day.Sum(line => line.Quantity)), (double)day.Sum(line => line.Quantity),
                (int)day.Key.DayOfWeek)).Where(day => day.Item1 > 0)];
        if (days.Length < 21) return null;
        double[] weekend = [.. days.Select(day => day.Week is 0 or 6 ? 1.0 : 0.0)], trend = [.. days.Select((_, i) => (double)i / days.Length)];
        Elasticity found = Elasticity.Estimate([.. days.Select(day => day.Price)], [.. days.Select(day => day.Pieces)], [weekend, trend]);
        decimal sold = lines.Sum(line => line.Quantity), price = lines.Sum(line => line.Amount) / sold;
        decimal? cost = lines.All(line => line.Cost is not null) ? lines.Sum(line => line.Cost!.Value) / sold : null;
        decimal? best = found.Identified && cost is { } unit && found.Value + 1.96 * found.StandardError < -1
            ? Written.Number(BestPrice.Within((double)unit, found.Value, days.Min(day => day.Price) * 0.9, days.Max(day => day.Price) * 1.1), 2) : null;
        (decimal, double, double)? search = best is null ? null : (cost!.Value, days.Min(day => day.Price) * 0.9, days.Max(day => day.Price) * 1.1);
        return new(item, lines.Select(line => line.Product).FirstOrDefault(name => name is not null), decimal.Round(price, 2),
            Written.OrZero(found.Value, 3), Written.OrZero(found.StandardError, 3), found.Identified, best) { Search = search };
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "价格带" : "Price bands", zh ? ["从", "到", "商品数", "商品占比", "件数占比", "金额占比", "供求"]
                : ["From", "To", "Items", "Share of items", "Share of pieces", "Share of sales", "Pull"],
                [.. Bands.Select(band => (IReadOnlyList<Cell>)[Cell.Of(band.From), Cell.Of(band.To), Cell.Of(band.Items), Cell.Of(band.ItemShare),
                    Cell.Of(band.PieceShare), Cell.Of(band.SalesShare), Cell.Of(band.Pull)])]),
            new(zh ? "弹性" : "Elasticity", zh ? ["商品", "名称", "均价", "弹性", "标准误", "看得出", "最赚价"] : ["Item", "Product", "Price", "Elasticity", "Error",
                "Identified", "Best price"],
                [.. Elasticities.Select(card => (IReadOnlyList<Cell>)[card.Item, card.Product, Cell.Of(card.Price), Cell.Of(card.Value),
                    Cell.Of(card.Error), card.Identified ? zh ? "是" : "yes" : zh ? "否" : "no", Cell.Of(card.Best)])]),
            new(zh ? "底价" : "Price floors", zh ? ["商品", "名称", "均价", "货本", "关税", "进口税", "费用率", "退款率", "底价", "离底价", "为什么未知"]
                : ["Item", "Product", "Price", "Goods cost", "Duty", "Import tax", "Fee share", "Return share", "Floor", "Headroom", "Why unknown"],
                [.. Floors.Select(card => (IReadOnlyList<Cell>)[card.Item, card.Product, Cell.Of(card.Price), Cell.Of(card.Cost), Cell.Of(card.Duty),
                    Cell.Of(card.ImportTax), Cell.Of(card.FeeShare), Cell.Of(card.ReturnShare), Cell.Of(card.Floor), Cell.Of(card.Headroom),
                    card.Landed?.Lacking?.Unknown?.Detail.In(language)])]),
        ];
    }
}
