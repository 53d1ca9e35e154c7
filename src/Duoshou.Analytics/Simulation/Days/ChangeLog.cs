using System.Globalization;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Incidents;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>
/// Writes a shop's changes before its days are run: the ordinary ones of every week, those that cause incidents and undo them,
/// and harmless ones beside each incident, so that a date alone proves nothing.
/// </summary>
sealed class ChangeLog
{
    static readonly string[] PeopleZh = ["林未", "陈屿", "何俊", "周岚"], PeopleEn = ["Lin Wei", "Chen Yu", "He Jun", "Zhou Lan"];

    readonly SimulationPlan plan;
    readonly SimulatedShop shop;
    readonly HomeMarket market;
    readonly Item[] items;
    readonly PlannedIncident[] incidents;
    readonly long[] prices;
    readonly int[] images;
    readonly bool chinese;
    readonly List<LoggedChange> log = [];

    ChangeLog(SimulationPlan plan, SimulatedShop shop, Item[] items, PlannedIncident[] incidents)
    {
        (this.plan, this.shop, this.items, this.incidents) = (plan, shop, items, incidents);
        market = HomeMarket.Of(shop.Country);
        chinese = plan.Chinese(shop.Country);
        prices = [.. items.Select(item => item.Price)];
        images = new int[items.Length];
        Array.Fill(images, 1);
    }

    /// <summary>Campaign names of a shop, in the order of their numbers.</summary>
    public static string[] Campaigns(SimulationPlan plan, SimulatedShop shop) => plan.Chinese(shop.Country) ? ["计划A 主推款", "计划B 长尾款"]
        : ["A hero items", "B long tail"];

    public static IReadOnlyList<LoggedChange> Of(SimulationPlan plan, SimulatedShop shop, Item[] items,
        PlannedIncident[] incidents)
    {
        ChangeLog writer = new(plan, shop, items, incidents);
        for (int day = 0; day < plan.Days; day++) writer.WriteDay(day);
        List<LoggedChange> sorted = [.. writer.log.OrderBy(change => change.Day).ThenBy(change => change.MinuteOfDay)];
        for (int i = 0; i < sorted.Count; i++)
        {
            sorted[i].Id = string.Create(CultureInfo.InvariantCulture, $"CH{shop.Index + 1:00}-{i + 1:00000}");
            if (sorted[i].Causes is { } incident) incident.CauseChangeId ??= sorted[i].Id;
        }

        return sorted;
    }

    void WriteDay(int day)
    {
        Dice dice = new(plan.Seed, shop.Index, day, Throw.Changes);
        bool calm = !incidents.Any(incident => incident.IsNear(day, 16));
        foreach (PlannedIncident incident in incidents)
        {
            if (incident.CauseDay == day) Begin(incident, day);
            if (incident.To + 1 == day) End(incident, day);
        }

        if (dice.Chance(0.16)) Ordinary(ref dice, day, calm ? 0 : 8);
        if (incidents.Any(incident => incident.From - 2 == day || incident.CauseDay == day)) Decoys(ref dice, day);
    }

    void Ordinary(ref Dice dice, int day, int firstRank)
    {
        switch (dice.Below(calmCoupons(firstRank) ? 5 : 4))
        {
            case 0: HarmlessImage(ref dice, day, Rank(ref dice, firstRank)); break;
            case 1: PriceTweak(ref dice, day, Rank(ref dice, Math.Max(firstRank, 4))); break;
            case 2: BudgetTweak(ref dice, day); break;
            case 3: TitleEdit(ref dice, day, Rank(ref dice, firstRank)); break;
            default: SmallCoupon(ref dice, day); break;
        }

        static bool calmCoupons(int firstRank) => firstRank == 0;
    }

    void Decoys(ref Dice dice, int day)
    {
        HarmlessImage(ref dice, day, Rank(ref dice, 8));
        Rejected(day, items[dice.Between(2, Math.Min(7, items.Length - 1))]);
        if (dice.Chance(0.6)) BudgetTweak(ref dice, day);
        if (dice.Chance(0.6)) PriceTweak(ref dice, day, Rank(ref dice, 8));
    }

    void Begin(PlannedIncident incident, int day)
    {
        int rank = incident.Items.Length > 0 ? incident.Items[0] : -1;
        switch (incident.Kind)
        {
            case IncidentKind.ImageChange:
                Image(day, rank, (0.82, (double)incident.Size), Say("新主图上线", "New main image"), incident);
                break;
            case IncidentKind.PriceRise:
                Price(day, rank, (long)decimal.Round(prices[rank] * incident.Size), Say("调高毛利", "For more margin"), incident);
                break;
            case IncidentKind.AdBudgetEnd:
                string why = Say("月度预算用完", "Monthly budget used up");
                for (int campaign = 0; campaign < 2; campaign++) Budget(day, campaign, (double)incident.Size, why, incident);
                break;
            case IncidentKind.CouponClash:
                Coupons(incident, day);
                break;
            case IncidentKind.LateCarrier:
                Plain(day, "carrier", Say("快递", "carrier"), "carrier", Say("快运甲", "Carrier A"), Say("快运乙", "Carrier B"), null,
                    Say("降运费", "Cheaper parcels"), incident);
                break;
            case IncidentKind.BadBatch:
                Plain(day, "sku", items[rank].Sku, "batch", $"B{day / 30:00}", $"B{day / 30 + 1:00}", items[rank].Sku,
                    Say("新批次入库", "New batch received"), incident);
                break;
            case IncidentKind.TrackingLoss:
                Plain(day, "shop", Say("统计代码", "tracking code"), "tracking_code", "2.3", "2.4", null,
                    Say("页面改版", "New page template"), incident);
                break;
        }
    }

    void End(PlannedIncident incident, int day)
    {
        int rank = incident.Items.Length > 0 ? incident.Items[0] : -1;
        switch (incident.Kind)
        {
            case IncidentKind.ImageChange: Image(day, rank, (1, 1), Say("换回旧图", "Back to the old image"), null); break;
            case IncidentKind.PriceRise: Price(day, rank, items[rank].Price, Say("恢复原价", "Back to the old price"), null); break;
            case IncidentKind.AdBudgetEnd:
                for (int campaign = 0; campaign < 2; campaign++) Budget(day, campaign, 1, Say("恢复预算", "Budget restored"), null);
                break;
            case IncidentKind.LateCarrier:
                Plain(day, "carrier", Say("快递", "carrier"), "carrier", Say("快运乙", "Carrier B"), Say("快运甲", "Carrier A"), null,
                    Say("太慢，换回", "Too slow, back"), null);
                break;
            case IncidentKind.TrackingLoss:
                Plain(day, "shop", Say("统计代码", "tracking code"), "tracking_code", "2.4", "2.5", null,
                    Say("修复统计", "Counter mended"), null);
                break;
        }
    }

    /// <summary>A shop coupon that did no harm alone, and a second one that stacks on it; together they leave less than the
    /// goods cost.</summary>
    void Coupons(PlannedIncident incident, int day)
    {
        long first = (long)(incident.Size * 1000);
        long second = SecondCoupon(incident, items);
        foreach (int rank in incident.Items)
            Coupon(Math.Max(0, day - 8), rank, first, incident.To, Say("店铺券", "Shop coupon"), null);
        foreach (int rank in incident.Items)
            Coupon(day, rank, second, incident.To, Say("直播券", "Live coupon"), incident);
    }

    /// <summary>The second coupon in thousandths: large enough that each of the items then costs more than it brings.</summary>
    public static long SecondCoupon(PlannedIncident incident, Item[] items) =>
        incident.Items.Max(rank => 1000 - (long)(incident.Size * 1000) - 880 * items[rank].Cost / items[rank].Price);

    void Coupon(int day, int rank, long permille, int until, string name, PlannedIncident? causes) =>
        log.Add(new(day, "promotion", $"{name} {permille / 10}%", "coupon", "", $"-{permille / 10}%")
        {
            MinuteOfDay = 5, UntilDay = until, Sku = items[rank].Sku, Campaign = $"{name} {permille / 10}%",
            ByWhom = Person(day + 1), Why = Say("冲销量", "For more sales"),
            Effect = ChangeEffect.Coupon, Target = rank, Amount = permille, Causes = causes,
        });

    void SmallCoupon(ref Dice dice, int day)
    {
        int permille = dice.Between(3, 6) * 10, until = Math.Min(plan.Days - 1, day + dice.Between(2, 4));
        string name = $"{Say("周末券", "Weekend coupon")} {permille / 10}%";
        log.Add(new(day, "promotion", name, "coupon", "", $"-{permille / 10}%")
        {
            MinuteOfDay = 10, UntilDay = until, Campaign = name, ByWhom = Person(day), Why = Say("日常活动", "Ordinary offer"),
            Effect = ChangeEffect.Coupon, Amount = permille,
        });
    }

    void HarmlessImage(ref Dice dice, int day, int rank) =>
        Image(day, rank, (dice.Between(0.985, 1.02), dice.Between(0.985, 1.02)), Say("更新主图", "Refreshed image"), null);

    void PriceTweak(ref Dice dice, int day, int rank) =>
        Price(day, rank, items[rank].Price * dice.Between(985, 1015) / 1000, Say("跟价微调", "Small adjustment"), null);

    void BudgetTweak(ref Dice dice, int day)
    {
        if (incidents.Any(incident => incident.Kind == IncidentKind.AdBudgetEnd && incident.IsNear(day, 1))) return;
        Budget(day, dice.Below(2), dice.Between(0.9, 1.2), Say("微调预算", "Budget tweak"), null);
    }

    void TitleEdit(ref Dice dice, int day, int rank)
    {
        string word = dice.Pick<string>(chinese ? ["新款", "热卖", "官方正品"] : ["new", "bestseller", "official"]);
        Plain(day, "sku", items[rank].Sku, "title", items[rank].Product, $"{items[rank].Product} {word}", items[rank].Sku,
            Say("标题优化", "Title edit"), null);
    }

    /// <summary>An image that was proposed and turned down: it stands in the log and never on the page.</summary>
    void Rejected(int day, Item item)
    {
        string shown = $"v{images[item.Rank]}";
        string why = Say("候选主图未采用", "Candidate image turned down");
        Plain(day, "sku", item.Sku, "image_candidate", shown, shown, item.Sku, why, null);
    }

    void Image(int day, int rank, (double, double) factor, string why, PlannedIncident? causes)
    {
        int old = images[rank];
        log.Add(new(day, "sku", items[rank].Sku, "main_image", $"v{old}", $"v{++images[rank]}")
        {
            MinuteOfDay = 20 + rank, Sku = items[rank].Sku, ByWhom = Person(day), Why = why, Effect = ChangeEffect.Image,
            Target = rank, Factor = factor,
            ImageVersion = images[rank], Causes = causes,
        });
    }

    void Price(int day, int rank, long price, string why, PlannedIncident? causes)
    {
        if (price == prices[rank]) return;
        log.Add(new(day, "sku", items[rank].Sku, "price", Amount(prices[rank]), Amount(price))
        {
            MinuteOfDay = 30 + rank, Sku = items[rank].Sku, ByWhom = Person(day + 2), Why = why, Effect = ChangeEffect.Price,
            Target = rank, Amount = price, Causes = causes,
        });
        prices[rank] = price;
    }

    void Budget(int day, int campaign, double factor, string why, PlannedIncident? causes)
    {
        string name = Campaigns(plan, shop)[campaign];
        double before = log.LastOrDefault(change => change.Effect == ChangeEffect.Budget
            && change.Target == campaign)?.Factor.Click ?? 1;
        log.Add(new(day, "campaign", name, "daily_budget", Percent(before), Percent(factor))
        {
            MinuteOfDay = 45 + campaign, Campaign = name, ByWhom = Person(day), Why = why, Effect = ChangeEffect.Budget,
            Target = campaign, Factor = (factor, 1), Causes = causes,
        });
    }

    void Plain(int day, string kind, string thing, string property, string old, string now, string? sku, string why,
        PlannedIncident? causes) =>
        log.Add(new(day, kind, thing, property, old, now) { MinuteOfDay = 40, Sku = sku, ByWhom = Person(day + 3), Why = why,
            Causes = causes });

    int Rank(ref Dice dice, int first) => first >= items.Length ? items.Length - 1 : dice.Between(first, items.Length - 1);

    string Say(string zh, string en) => chinese ? zh : en;

    string Person(int turn) => (chinese ? PeopleZh : PeopleEn)[turn % 4];

    string Amount(long minor) => Money.FromMinor(minor, market.Currency).Amount.ToString(CultureInfo.InvariantCulture);

    static string Percent(double factor) => Math.Round(factor * 100).ToString(CultureInfo.InvariantCulture) + "%";
}
