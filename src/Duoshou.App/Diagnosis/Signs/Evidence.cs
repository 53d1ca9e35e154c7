using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Gathers what is known of shops, a few questions for all of them together.</summary>
sealed class Evidence(IFactRows facts, IMetricQuestions questions, IFactLedger ledger)
{
    /// <summary>Orders older than this do not tell of buyers who order again and again.</summary>
    const int DaysOfBuyers = 28;

    const int MostParcels = 400_000;

    static readonly string[] ChangeColumns =
        ["change_id", "at", "until", "thing_kind", "thing", "property", "sku", "campaign", "old_value", "new_value", "by_whom", "why"];

    public async Task<IReadOnlyList<ShopEvidence>> Gather(IReadOnlyList<ShopCard> shops, Period span, Scope scope, CancellationToken cancel)
    {
        Period recent = new(span.Last.AddDays(1 - DaysOfBuyers) is var first && first > span.First ? first : span.First, span.Last);
        var changes = facts.Facts(FactKind.Change, ChangeColumns, span, scope, 20_000, cancel);
        var sales = facts.Sums(FactKind.OrderLine, ["day", "sku", "channel", "row_class"],
            ["quantity", "paid", "gross", "discount_seller", "cost", "refunded"], span, scope, cancel);
        var names = facts.Sums(FactKind.OrderLine, ["sku", "product"], [], span, scope, cancel);
        var stock = facts.Sums(FactKind.Stock, ["day", "sku"], ["on_hand"], span, scope, cancel);
        var ads = facts.Sums(FactKind.Ad, ["day", "campaign"], ["cost", "clicks"], span, scope, cancel);
        var rivals = facts.Sums(FactKind.Market, ["day", "sku", "rival"], ["price"], span, scope, cancel);
        var reviews = facts.Sums(FactKind.Review, ["day", "sku", "aspects", "stars"], [], span, scope, cancel);
        var parcels = facts.Facts(FactKind.OrderLine, ["region", "dispatched_at", "completed_at"], span, scope, MostParcels, cancel);
        var buyers = facts.Sums(FactKind.OrderLine, ["day", "sku", "buyer_key", "row_class"], [], recent, scope, cancel);
        var campaigns = facts.Sums(FactKind.Traffic, ["channel", "campaign"], ["visitors"], span, scope, cancel);
        var byChannel = Visits("channel", span, scope, cancel);
        var bySku = Visits("sku", span, scope, cancel);
        var feeds = ledger.Feeds(scope, span, cancel);
        var changesOf = (await changes).ToLookup(row => row.Shop);
        var salesOf = (await sales).ToLookup(row => row.Shop);
        var namesOf = (await names).ToLookup(row => row.Shop);
        var stockOf = (await stock).ToLookup(row => row.Shop);
        var adsOf = (await ads).ToLookup(row => row.Shop);
        var rivalsOf = (await rivals).ToLookup(row => row.Shop);
        var reviewsOf = (await reviews).ToLookup(row => row.Shop);
        var parcelsOf = (await parcels).ToLookup(row => row.Shop);
        var buyersOf = (await buyers).ToLookup(row => row.Shop);
        var campaignsOf = (await campaigns).ToLookup(row => row.Shop);
        var channelOf = await byChannel;
        var skuOf = await bySku;
        var feedsOf = (await feeds).ToLookup(feed => feed.Shop);
        return [.. shops.Select(shop => new ShopEvidence
        {
            Shop = shop,
            Span = span,
            Changes = [.. changesOf[shop.Id].Select(Change)],
            Sales = [.. salesOf[shop.Id].Where(row => row.Keys[3] is RowClass.Sale or RowClass.Cancellation).Select(Sale)],
            VisitsByChannel = [.. channelOf[shop.Id]],
            VisitsBySku = [.. skuOf[shop.Id]],
            Stock = [.. stockOf[shop.Id].Where(row => row.Sums[0] is not null).Select(row => (Day(row.Keys[0]!), row.Keys[1] ?? "", row.Sums[0]!.Value))],
            Ads = [.. adsOf[shop.Id].Select(row => new AdDay(Day(row.Keys[0]!), row.Keys[1] ?? "", row.Sums[0] ?? 0m, row.Sums[1] ?? 0m))],
            Rivals = [.. rivalsOf[shop.Id].Where(row => row.Keys[1] is not null && row.Sums[0] is > 0m)
                .Select(row => new RivalPrice(Day(row.Keys[0]!), row.Keys[1]!, row.Keys[2] ?? "", row.Sums[0]!.Value / row.Count))],
            Reviews = [.. reviewsOf[shop.Id].Where(row => row.Keys[3] is not null).Select(row => new ReviewDay(
                Day(row.Keys[0]!), row.Keys[1] ?? "", row.Keys[2] ?? "", (int)decimal.Parse(row.Keys[3]!, CultureInfo.InvariantCulture), row.Count))],
            Parcels = [.. parcelsOf[shop.Id].Where(row => row.Values[1] is not null && row.Values[2] is not null)
                .Select(row => new ParcelRun(row.Values[0] ?? "", Moment(row.Values[1]!), Moment(row.Values[2]!), row.Count))],
            Buyers = [.. buyersOf[shop.Id].Where(row => row.Keys[2] is not null && row.Keys[3] == RowClass.Sale)
                .Select(row => new BuyerDay(Day(row.Keys[0]!), row.Keys[1] ?? "", row.Keys[2]!, row.Count))],
            Feeds = [.. feedsOf[shop.Id]],
            ChannelOfCampaign = campaignsOf[shop.Id].Where(row => row.Keys[0] is not null && row.Keys[1] is not null).GroupBy(row => row.Keys[1]!)
                .ToDictionary(group => group.Key, group => group.MaxBy(row => row.Sums[0] ?? 0m)!.Keys[0]!),
            ProductOfSku = namesOf[shop.Id].Where(row => row.Keys[0] is not null && row.Keys[1] is not null).GroupBy(row => row.Keys[0]!)
                .ToDictionary(group => group.Key, group => group.MaxBy(row => row.Count)!.Keys[1]!),
        })];
    }

    async Task<ILookup<ShopId, VisitDay>> Visits(string dimension, Period span, Scope scope, CancellationToken cancel)
    {
        MetricQuestion question = new() { Metrics = ["visitor_days"], By = ["shop", "day", dimension], Range = span, Limit = 1_000_000 };
        MetricAnswer? answer = (await questions.Ask(question, scope, cancel)).Value;
        return (answer?.Rows ?? []).Where(row => row.Keys[2] is not null && row.Now[0].Value is not null)
            .ToLookup(row => ShopId.TryParse(row.Keys[0], null, out ShopId shop) ? shop : default, row => new VisitDay(Day(row.Keys[1]!), row.Keys[2]!, row.Now[0].Value!.Value));
    }

    static LoggedChange Change(FactRow row) => new(
        row.Values[0] ?? "", Moment(row.Values[1]!), row.Values[2] is { } until ? Moment(until) : null, row.Values[3] ?? "", row.Values[4] ?? "", row.Values[5] ?? "",
        row.Values[6], row.Values[7], row.Values[8] ?? "", row.Values[9] ?? "", row.Values[10] ?? "", row.Values[11] ?? "");

    static SaleDay Sale(FactSum row)
    {
        bool sale = row.Keys[3] == RowClass.Sale;
        return new(Day(row.Keys[0]!), row.Keys[1] ?? "", row.Keys[2] ?? "", sale ? row.Count : 0, sale ? row.Sums[0] ?? 0m : 0m, sale ? row.Sums[1] ?? 0m : 0m,
            sale ? row.Sums[2] ?? 0m : 0m, sale ? row.Sums[3] ?? 0m : 0m, sale ? row.Sums[4] : null, row.Sums[5] ?? 0m);
    }

    static DateOnly Day(string text) => DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateTime Moment(string text) => DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
