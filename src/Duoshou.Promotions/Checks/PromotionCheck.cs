using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Checks;

/// <summary>A unit of a line that would be sold below a limit.</summary>
/// <param name="Line">The line's id.</param>
/// <param name="Code">below_cost or below_floor.</param>
/// <param name="Net">The lowest price of a unit of the line, in minor units.</param>
/// <param name="Limit">The limit, in minor units.</param>
public sealed record MarginFinding(string Line, string Code, long Net, long Limit);

/// <summary>上线前检查: what a person should know before promotions go live.</summary>
public static class PromotionCheck
{
    /// <summary>
    /// Lines of a priced cart of which a unit costs less than its cost or its margin floor. The cheapest unit counts: averages
    /// hide losses.
    /// </summary>
    public static IEnumerable<MarginFinding> Margins(CartPrice price)
    {
        foreach (LinePrice line in price.Lines)
        {
            long net = line.Runs.Min(r => r.Paid);
            if (net < line.Line.Cost) yield return new MarginFinding(line.Line.Id, "below_cost", net, line.Line.Cost.Value);
            if (net < line.Line.MarginFloor) yield return new MarginFinding(line.Line.Id, "below_floor", net,
                line.Line.MarginFloor.Value);
        }
    }

    /// <summary>
    /// Everything that speaks against letting the planned promotions go live: units below cost or margin floor in any stack,
    /// loopholes, conflicts, rules that can never apply, reference prices, budget, stock, calendar and audience. The gravest
    /// first.
    /// </summary>
    /// <exception cref="PromotionException">A promotion contradicts itself.</exception>
    public static IReadOnlyList<Finding> Before(CheckInput input)
    {
        ProbeCarts probes = new(input);
        IEnumerable<Finding> findings =
        [
            .. WorstPrices(input, probes), .. LoopholeChecks.All(input, probes), .. ConflictChecks.All(input),
                .. PlanChecks.All(input), .. DeadRuleChecks.All(input, probes),
        ];
        return [.. findings.OrderByDescending(f => f.Weight).ThenBy(f => f.Code, StringComparer.Ordinal)];
    }

    /// <summary>
    /// For each item the worst net price over all probe carts, against what a unit costs all in and against its margin floor.
    /// </summary>
    static IEnumerable<Finding> WorstPrices(CheckInput input, ProbeCarts probes)
    {
        foreach (CheckedItem item in input.Items)
        {
            (long Net, long AfterFees, string[] Stack)? worst = null;
            foreach (DateTimeOffset at in probes.Instants())
            {
                foreach (Cart cart in probes.For(item, at))
                {
                    CartPrice price = PromotionEngine.Price(cart, probes.Book, input.Policy);
                    long net = price.Lines[0].Runs.Min(r => r.Paid);
                    if (worst is { } known && known.Net <= net || price.Applied.Count == 0) continue;
                    bool free = price.Applied.Any(a => a.Promotion.Actions.Any(x => x is PromotionAction.FreeShipping));
                    long kept = net - Rounding.Off(net, item.FeesBasisPoints, PricingPolicy.Default) - (free ? item.ShippingCost
                        : 0);
                    worst = (net, kept, [.. price.Applied.Select(a => a.Promotion.Id)]);
                }
            }

            if (worst is not { } found) continue;
            long taxes = item.TaxesAt?.Invoke(found.Net) ?? 0, left = found.AfterFees - taxes;
            if (left < item.Line.Cost) yield return Below("below_cost", FindingWeight.Blocking, item, found.Stack, left, item.Line.Cost.Value, taxes, input);
            if (found.Net < item.Line.MarginFloor) yield return Below("below_floor", FindingWeight.Warning, item, found.Stack,
                found.Net, item.Line.MarginFloor.Value, 0, input);
        }
    }

    /// <summary>The SKUs on which any of the planned promotions can act.</summary>
    public static IReadOnlySet<string> Touched(CheckInput input) => input.Planned.Where(p => new RankedPromotion(p, 0, -1, -1).StatesCurrency(input.Currency))
        .SelectMany(p => ConflictChecks.Items(p, input)).ToHashSet();

    static Finding Below(string code, FindingWeight weight, CheckedItem item, string[] stack, long net, long limit, long taxes,
        CheckInput input)
    {
        string shownNet = Shown(net, input.Currency), shownLimit = Shown(limit, input.Currency),
            names = string.Join(" + ", stack), shownTaxes = Shown(taxes, input.Currency);
        Words text = code == "below_cost"
            ? new($"{item.Line.Sku} 叠加 {names} 后实得 {shownNet}{(taxes > 0 ? $"(已扣关税和进口税 {shownTaxes})" : "")},低于成本 {shownLimit}",
                $"{item.Line.Sku} under {names} leaves {shownNet}{(taxes > 0 ? $" after {shownTaxes} of duty and import tax" : "")}, below its cost of {shownLimit}")
            : new($"{item.Line.Sku} 叠加 {names} 后售价 {shownNet},低于毛利底线 {shownLimit}",
                $"{item.Line.Sku} under {names} sells at {shownNet}, below its margin floor of {shownLimit}");
        return new Finding(code, weight, stack, item.Line.Sku, net, limit, text);
    }

    internal static string Shown(long minorUnits, Currency currency) =>
        Money.FromMinor(minorUnits, currency).Amount.ToString("F" + currency.MinorUnits, CultureInfo.InvariantCulture);
}
