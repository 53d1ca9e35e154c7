using System.Globalization;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.Extensions.Primitives;

namespace Duoshou.Web.Promotions;

/// <summary>What is asked about a slot, as it stands in the address: as written, so that what cannot be read stays in its field.</summary>
public sealed record SignupForm
{
    public ShopId? Shop { get; init; }
    public string Slot { get; init; } = "";
    public string First { get; init; } = "";
    public string Last { get; init; } = "";
    public string Fee { get; init; } = "";
    public string Rate { get; init; } = "";
    public string Stock { get; init; } = "";
    public string Price { get; init; } = "";
    public string Discount { get; init; } = "";
    public IReadOnlyList<string> Skus { get; init; } = [];

    /// <summary>Something was asked, not only the page opened.</summary>
    public bool IsAsked { get; init; }

    public static SignupForm From(Func<string, StringValues> value, Desk desk)
    {
        string first = Text("first"), last = Text("last");
        return new()
        {
            Shop = ShopId.TryParse(Text("for"), null, out ShopId shop) ? shop : desk.Chosen is [var only] ? only.Id : null, Slot = Text("slot"), Fee = Text("fee"),
                Rate = Text("rate"),
            First = first.Length > 0 ? first : Day(desk.LastDay.AddDays(1)), Last = last.Length > 0 ? last : Day(desk.LastDay.AddDays(3)),
            Stock = Text("stock"), Price = Text("price"), Discount = Text("discount"), Skus = [.. value("sku").OfType<string>().Where(sku => sku.Length > 0)],
            IsAsked = Text("ask").Length > 0,
        };

        string Text(string name) => value(name).ToString().Trim();
    }

    /// <summary>The question of a campaign's slot.</summary>
    public static SignupForm From(CampaignSheet sheet)
    {
        Offer? fixedPrice = sheet.Plan.Offers.FirstOrDefault(o => o.Kind == OfferKind.FixedPrice), percent = sheet.Plan.Offers.FirstOrDefault(o => o.Kind == OfferKind.Percent);
        string[] skus = [.. sheet.Plan.Products.Concat(sheet.Plan.Offers.SelectMany(o => o.Skus)).Distinct().Take(20)];
        return new()
        {
            Shop = sheet.Shop.Id, Slot = sheet.Plan.Slot?.Name ?? sheet.Plan.Name, First = Day(sheet.Plan.First), Last = Day(sheet.Plan.Last), Fee = Number(sheet.Plan.Slot?.Fee),
            Rate = Number(sheet.Plan.Slot?.FeeRate * 100m), Stock = Number(sheet.Plan.Slot?.Stock), Price = skus.Length == 1 ? Number(fixedPrice?.Amount) : "",
            Discount = Number(percent?.Rate * 100m), Skus = skus, IsAsked = skus.Length > 0,
        };
    }

    public (AdviseSignup.Request? Request, Refusal? Refusal) Read(ShopCard shop, DateOnly lastDay)
    {
        if (!PlanForm.Day(First, out DateOnly? first) || first is null) return (null, Unreadable("first", First));
        if (!PlanForm.Day(Last, out DateOnly? last) || last is null) return (null, Unreadable("last", Last));
        Dictionary<string, decimal?> numbers = [];
        foreach ((string name, string text) in (ReadOnlySpan<(string, string)>)[("fee", Fee), ("rate", Rate), ("stock", Stock), ("price", Price), ("discount", Discount)])
        {
            if (text.Length > 0 && !decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out _))
                return (null, Unreadable(name, text));
            numbers[name] = text.Length == 0 ? null : decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        if (numbers["stock"] is { } stock && (stock != decimal.Truncate(stock) || stock is < 0m or > int.MaxValue)) return (null, Unreadable("stock", Stock));
        PlatformSlot slot = new(Slot) { Fee = numbers["fee"], FeeRate = numbers["rate"] / 100m, Stock = (int?)numbers["stock"] };
        return (new(shop.Id, slot, first.Value, last.Value, Skus, numbers["price"], numbers["price"] is null ? numbers["discount"] / 100m : null, lastDay), null);
    }

    static Refusal Unreadable(string field, string value) => new("field.unreadable", new($"「{field}」里的「{value}」读不懂。", $"“{value}” in “{field}” cannot be read."),
        new("数字写成 120 或 120.50，日期写成 2026-11-02。", "Write numbers as 120 or 120.50 and days as 2026-11-02."), field, value);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
