using System.Globalization;
using Duoshou.App.Promotions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Promotions;

/// <summary>Reads the plan as the sheet's form sends it. What cannot be read is said with its field and value.</summary>
static class PlanForm
{
    sealed class Unreadable(string field, string value) : Exception
    {
        public Refusal Refusal { get; } = new("field.unreadable", new($"「{field}」里的「{value}」读不懂。", $"“{value}” in “{field}” cannot be read."),
            new("数字写成 120 或 120.50，日期写成 2026-11-02。", "Write numbers as 120 or 120.50 and days as 2026-11-02."), field, value);
    }

    public static (CampaignPlan? Plan, Refusal? Refusal) Read(IFormCollection form, CampaignPlan before, Language language)
    {
        try
        {
            string act = form["act"].ToString();
            List<Offer> offers = [.. before.Offers.Where(o => act != "remove:" + o.Key).Select(o => form.ContainsKey($"offer.{o.Key}.name") ? Changed(form, o) : o)];
            if (act.StartsWith("add:", StringComparison.Ordinal) && Enum.TryParse(act["add:".Length..], out OfferKind kind)) offers.Add(Added(kind, offers, language));
            string because = form["because"].ToString().Trim();
            decimal? low = Percent(form, "uplift.low"), mid = Percent(form, "uplift.mid"), high = Percent(form, "uplift.high");
            return (before with
            {
                Name = form["name"].ToString().Trim(),
                Aim = form["aim"].ToString().Trim(),
                Audience = form["audience"].ToString().Trim(),
                First = Day(form, "first") ?? before.First,
                Last = Day(form, "last") ?? before.Last,
                Offers = offers,
                Products = form.ContainsKey("products.shown") ? [.. form["products"].OfType<string>()] : before.Products,
                Budget = Amount(form, "budget"),
                ExtraCost = Amount(form, "extra") ?? 0m,
                Channels = form.ContainsKey("channels.shown") ? Channels(form, before.Channels, act, language) : before.Channels,
                Slot = form.ContainsKey("slot.shown") ? Slot(form) : before.Slot,
                Guards = new(Percent(form, "guard.refund"), Amount(form, "guard.subsidy"), (int?)Amount(form, "guard.stock")),
                Uplift = low is { } l && mid is { } m && high is { } h ? Uplift(l, m, h, before.Uplift) : null,
            }, null);
        }
        catch (Unreadable bad)
        {
            return (null, bad.Refusal);
        }
    }

    public static bool Day(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        bool read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly known);
        day = read ? known : null;
        return read;
    }

    /// <summary>A growth that somebody wrote down themselves says so; one that was measured keeps its source.</summary>
    static Uplift Uplift(decimal low, decimal mid, decimal high, Uplift? before) =>
        before is not null && (before.Low, before.Mid, before.High) == (low, mid, high) ? before
            : new(low, mid, high, new($"增幅 {low * 100m:0.#}% / {mid * 100m:0.#}% / {high * 100m:0.#}% 是人写的",
                $"Growth of {low * 100m:0.#}%, {mid * 100m:0.#}% and {high * 100m:0.#}% was written down by a person"));

    static List<SalesChannel> Channels(IFormCollection form, IReadOnlyList<SalesChannel> before, string act, Language language)
    {
        List<SalesChannel> channels = [.. before.Where(c => act != "unchannel:" + c.Key).Select(c => form.ContainsKey($"channel.{c.Key}.name") ? Changed(form, c) : c)];
        if (act.StartsWith("channel:", StringComparison.Ordinal) && Enum.TryParse(act["channel:".Length..], out ChannelKind kind))
            channels.Add(new(Enumerable.Range(0, 26).Select(i => ((char)('a' + i)).ToString()).First(k => channels.All(c => c.Key != k)), kind,
                OfferWords.Name(kind).In(language)));
        return channels;
    }

    static SalesChannel Changed(IFormCollection form, SalesChannel channel)
    {
        string at = $"channel.{channel.Key}.";
        return channel with
        {
            Name = form[at + "name"].ToString().Trim() is { Length: > 0 } name ? name : channel.Name,
            Codes = [.. form[at + "codes"].ToString().Split([',', '，', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            Pieces = Whole(form, at + "pieces"), CostPerPiece = Amount(form, at + "cost"), Commission = Percent(form, at + "commission"), Holders = Whole(form, at + "holders"),
        };
    }

    /// <summary>No slot where its name is empty and nothing else is written.</summary>
    public static PlatformSlot? Slot(IFormCollection form)
    {
        PlatformSlot slot = new(form["slot.name"].ToString().Trim()) { Fee = Amount(form, "slot.fee"), FeeRate = Percent(form, "slot.rate"), Stock = Whole(form, "slot.stock") };
        return slot == new PlatformSlot("") ? null : slot;
    }

    static Offer Changed(IFormCollection form, Offer offer)
    {
        string at = $"offer.{offer.Key}.";
        Offer changed = offer with
        {
            Name = form[at + "name"].ToString().Trim() is { Length: > 0 } name ? name : offer.Name,
            Rate = Percent(form, at + "rate") ?? offer.Rate,
            Threshold = Amount(form, at + "threshold") ?? offer.Threshold,
            Amount = Amount(form, at + "amount") ?? offer.Amount,
            Nth = (int?)Amount(form, at + "nth") ?? offer.Nth,
            GiftSku = form[at + "gift"].ToString().Trim() is { Length: > 0 } gift ? gift : offer.GiftSku,
            Code = form[at + "code"].ToString().Trim() is { Length: > 0 } code ? code : null,
            TotalUses = (int?)Amount(form, at + "uses"),
            PerCustomer = (int?)Amount(form, at + "each"),
            Budget = Amount(form, at + "budget"),
            Alone = form.ContainsKey(at + "alone"),
        };
        foreach (Language language in Enum.GetValues<Language>())
            if (OfferWords.Figures(offer, language) is { } was && changed.Name.Contains(was, StringComparison.Ordinal))
                return changed with { Name = changed.Name.Replace(was, OfferWords.Figures(changed, language), StringComparison.Ordinal) };
        return changed;
    }

    static Offer Added(OfferKind kind, List<Offer> offers, Language language)
    {
        string key = Enumerable.Range(0, 26).Select(i => ((char)('a' + i)).ToString()).First(k => offers.All(o => o.Key != k));
        Offer added = new(key, kind, OfferWords.Name(kind).In(language))
        { Rate = kind is OfferKind.Percent or OfferKind.NthUnit ? 0.1m : null, Nth = kind == OfferKind.NthUnit ? 2 : null,
            Threshold = kind is OfferKind.SpendSave or OfferKind.EverySave or OfferKind.Gift or OfferKind.Insert or OfferKind.FreeShipping ? 200m : null,
            Amount = kind is OfferKind.SpendSave or OfferKind.EverySave or OfferKind.Bundle ? 20m : kind == OfferKind.FixedPrice ? 99m : null,
                GiftSku = kind is OfferKind.Gift or OfferKind.Insert ? "GIFT" : null,
        };
        return kind == OfferKind.Percent ? added with { Name = $"{added.Name} {OfferWords.Figures(added, language)}" }
            : added with { Name = OfferWords.Figures(added, language) ?? added.Name };
    }

    static decimal? Percent(IFormCollection form, string field) => Amount(form, field) is { } percent ? percent / 100m : null;

    static decimal? Amount(IFormCollection form, string field)
    {
        string text = form[field].ToString().Trim();
        if (text.Length == 0) return null;
        return decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out decimal value)
            ? value : throw new Unreadable(field, text);
    }

    static int? Whole(IFormCollection form, string field) => Amount(form, field) is not { } count ? null
        : count == decimal.Truncate(count) && count is >= 0m and <= int.MaxValue ? (int)count : throw new Unreadable(field, form[field].ToString());

    static DateOnly? Day(IFormCollection form, string field) => Day(form[field].ToString(), out DateOnly? day) ? day : throw new Unreadable(field, form[field].ToString());
}
