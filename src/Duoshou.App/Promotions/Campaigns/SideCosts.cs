using System.Globalization;
using Duoshou.App.Reports;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>A cost of a plan beside its discounts. Money in the shop's currency.</summary>
/// <param name="Fixed">Whatever is sold; null where it is not known.</param>
/// <param name="Rate">Of the sales that it is taken from, as a ratio.</param>
/// <param name="Share">Of all sales, those that it is taken from.</param>
public sealed record SideCost(string Zh, string En, decimal? Fixed, decimal Rate = 0m, decimal Share = 1m)
{
    public decimal Of(decimal sales) => (Fixed ?? 0m) + sales * Share * Rate;
}

/// <summary>What the channels and the slot of a plan will cost, from what a replay says of their codes.</summary>
static class SideCosts
{
    /// <summary>For whom the codes of a plan's channels are.</summary>
    public static IReadOnlyList<CodeHolders> Holders(CampaignPlan plan) =>
        [.. plan.Channels.Where(c => c.Codes.Count > 0).Select(c => new CodeHolders(c.Key, c.Codes, c.Kind,
            (c.Holders ?? (c.Kind == ChannelKind.ParcelInsert ? c.Pieces : null)) is { } holders ? (decimal)holders / plan.Days : null))];

    public static IReadOnlyList<SideCost> Of(CampaignPlan plan, ReplayAnswer replay)
    {
        List<SideCost> costs = [];
        foreach (SalesChannel channel in plan.Channels)
        {
            decimal share = replay.PaidAfter > 0m && replay.Reached.FirstOrDefault(r => r.Channel == channel.Key) is { } reach ? Math.Min(1m,
                reach.Sales / replay.PaidAfter) : 0m;
            bool byPiece = channel.Kind == ChannelKind.ParcelInsert || channel.CostPerPiece is not null;
            if (byPiece) costs.Add(channel.PieceCost is { } known
                ? new($"「{channel.Name}」{channel.Pieces} 份 × {Written.Plain(channel.CostPerPiece, 4)} = {Written.Plain(known)}",
                    $"“{channel.Name}”: {channel.Pieces} pieces at {Written.Plain(channel.CostPerPiece, 4)} are {Written.Plain(known)}", known)
                : new($"「{channel.Name}」的份数或单份成本没有填：没有计入", $"“{channel.Name}”: pieces or their cost are not given, so nothing is counted for them", null));
            if (channel.Commission is { } rate)
                costs.Add(new($"「{channel.Name}」佣金 {Percent(rate)}，按回放里它的券码占成交 {Percent(share)}",
                    $"“{channel.Name}”: a commission of {Percent(rate)} on the {Percent(share)} of sales that used its codes in the replay", 0m, rate, share));
            else if (channel.Kind == ChannelKind.Affiliate)
                costs.Add(new($"「{channel.Name}」的佣金没有填：没有计入", $"“{channel.Name}”: its commission is not given, so nothing is counted for it", null));
        }

        if (plan.Slot is { } slot)
        {
            costs.Add(slot.Fee is { } fee ? new($"「{slot.Name}」报名费 {Written.Plain(fee)}", $"Signing up for “{slot.Name}” costs {Written.Plain(fee)}", fee)
                : new($"「{slot.Name}」的报名费没有填：没有计入", $"The fee of “{slot.Name}” is not given, so nothing is counted for it", null));
            decimal share = replay.PaidAfter > 0m ? Math.Min(1m, replay.Offers.Sum(o => o.Sales) / replay.PaidAfter) : 0m;
            if (slot.FeeRate is { } taken) costs.Add(new($"「{slot.Name}」扣点 {Percent(taken)}，按回放里用到优惠的订单占成交 {Percent(share)}",
                $"“{slot.Name}” takes {Percent(taken)} of the {Percent(share)} of sales that used the offers in the replay", 0m, taken, share));
        }

        return costs;
    }

    static string Percent(decimal ratio) => (ratio * 100m).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
