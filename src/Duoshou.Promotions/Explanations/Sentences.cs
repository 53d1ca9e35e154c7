using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Explanations;

/// <summary>Explanations as sentences with real figures, in both languages.</summary>
static class Sentences
{
    internal static Words Applied(Promotion p, long given, long computed, string[] caps, CartPrice price)
    {
        string name = p.Name ?? p.Id, amount = Shown(given, price.Cart.Currency);
        int targets = price.Ledger.Where(e => e.Promotion == p.Id).Select(e => (e.OnShipping, e.Target)).Distinct().Count();
        if (given == 0) return new Words($"「{name}」已生效:送赠品", $"\"{name}\" applies: a gift is added");
        Words applied = new($"「{name}」已优惠 {amount},分摊到 {targets} 项",
            $"\"{name}\" takes off {amount}, shared over {targets} lines or fees");
        if (caps.Length == 0) return applied;
        string whole = Shown(computed, price.Cart.Currency);
        string reasonsZh = string.Join("、", caps.Select(c => CapZh(c))),
            reasonsEn = string.Join(", ", caps.Select(c => CapEn(c)));
        return new Words($"{applied.Zh};应优惠 {whole},受限于{reasonsZh}",
            $"{applied.En}; it comes to {whole}, held down by {reasonsEn}");
    }

    internal static Words NotApplied(Promotion p, Refusal refusal, IReadOnlyList<ConditionReading> readings, LostTo? lost,
        Cart cart)
    {
        string name = p.Name ?? p.Id;
        Words why = lost is not null ? Beaten(lost, cart.Currency)
            : refusal == Refusal.RegionExcluded && (cart.ShipTo?.Region ?? cart.ShipTo?.Country) is { } place ? Excluded(place)
            : refusal is Refusal.SubtotalBelow or Refusal.QuantityBelow
                && readings.FirstOrDefault(r => !r.Met && r.Gap > 0) is { } missed ? Below(missed, cart.Currency)
            : refusal.Sentence;
        return new Words($"「{name}」未生效:{why.Zh}", $"\"{name}\" does not apply: {why.En}");
    }

    static Words Excluded(string place) => new($"收货地区{place}不参加活动", $"delivery to {place} is excluded");

    static Words Beaten(LostTo lost, Currency currency)
    {
        string others = string.Join(", ", lost.Promotions), theirs = Shown(lost.TheirSaving, currency),
            its = Shown(lost.ItsSaving, currency);
        return new Words(
            $"可参加,但已采用 {others}:共优惠 {theirs},改用本活动为 {its}",
            $"it could apply, but {others} was chosen: {theirs} saved, against {its} with this one");
    }

    static Words Below(ConditionReading missed, Currency currency)
    {
        if (missed.Basis is null)
            return new Words($"参与商品 {missed.Actual} 件,还差 {missed.Gap} 件",
                $"{missed.Actual} units of its goods, {missed.Gap} missing");
        string actual = Shown(missed.Actual ?? 0, currency), gap = Shown(missed.Gap, currency),
            before = Shown(missed.Before ?? 0, currency);
        if (missed.Basis == AmountBasis.List)
            return new Words($"参与商品原价 {actual},还差 {gap}", $"its goods come to {actual} before discounts, {gap} missing");
        Words below = new($"参与商品折后 {actual},还差 {gap}", $"its goods come to {actual} after discounts, {gap} missing");
        return missed.Before < missed.Required ? below
            : new Words($"{below.Zh};折前 {before} 已够,但本活动按折后计",
                $"{below.En}; {before} before discounts would do, but it counts after them");
    }

    static string Shown(long minorUnits, Currency currency) =>
        Money.FromMinor(minorUnits, currency).Amount.ToString("F" + currency.MinorUnits, CultureInfo.InvariantCulture);

    static string CapZh(string cap) => cap switch { "floor" => "底价", "maxAmount" => "封顶金额", "budget" => "预算", _ => "可优惠金额" };

    static string CapEn(string cap) =>
        cap switch { "floor" => "floor prices", "maxAmount" => "its maximum", "budget" => "its budget", _ =>
        "what is left to pay" };
}
