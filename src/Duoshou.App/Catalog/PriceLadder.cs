using Duoshou.Analytics.Pricing;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>A band of prices: what is offered there and what is bought.</summary>
/// <param name="Pull">Share of pieces over share of items: above 1 buyers want more here than is offered.</param>
public sealed record BandCard(decimal From, decimal To, int Items, decimal ItemShare, decimal PieceShare, decimal SalesShare, decimal Pull);

/// <summary>How an item's sales answered its own price.</summary>
/// <param name="Value">Percent of pieces per percent of price.</param>
/// <param name="Best">The price that earns most above cost, within a tenth of those tried; null without cost or where more price always earns.</param>
public sealed record ElasticityCard(string Item, string? Product, decimal Price, decimal Value, decimal Error, bool Identified, decimal? Best);

/// <summary>The price ladder of some shops: bands, and how items answer their price.</summary>
public sealed record PriceLadder(Footing Footing, IReadOnlyList<BandCard> Bands, IReadOnlyList<ElasticityCard> Elasticities) : IAnalysed
{
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
        return new(item, lines.Select(line => line.Product).FirstOrDefault(name => name is not null), decimal.Round(price, 2),
            Written.OrZero(found.Value, 3), Written.OrZero(found.StandardError, 3), found.Identified, best);
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
        ];
    }
}
