using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>Finds the band that holds for a parcel: the first one whose limit and conditions are met.</summary>
static class BandChoice
{
    public static Band Choose(Inquiry inquiry, Valuation valuation)
    {
        bool any = false;
        foreach (Band band in inquiry.Book.Bands(inquiry.Place, inquiry.Day))
        {
            any = true;
            // Conditions that are known to fail come first, then the limit, then those whose answer is not known: an unknown fact
            // refuses the question only where it would decide it.
            string? unknown = null;
            bool fails = false;
            foreach (string token in band.When)
            {
                bool? met = Met(inquiry, token);
                fails |= met is false;
                if (met is null) unknown ??= token;
            }

            if (fails || !Within(inquiry, valuation, band)) continue;
            if (unknown is not null) throw Unknown(inquiry, unknown);
            inquiry.Use(band.Cited);
            return band;
        }

        string outside = any ? "" : " (the day is outside the tables)";
        throw Refusal.NoRule(
            $"{inquiry.Place.Name.Zh}在 {Inquiry.Show(inquiry.Day)} 没有适用的规则{(any ? "" : "（该日不在表内）")}。",
            $"no rule of {inquiry.Place.Name.En} applies on {Inquiry.Show(inquiry.Day)}{outside}.");
    }

    static bool Within(Inquiry inquiry, Valuation valuation, Band band)
    {
        if (band.Test is not { } test) return true;
        if (test.Of == "cif" && inquiry.Request.KnownCifIn.TryGetValue(test.Currency.Code, out decimal known))
            return test.Holds(known, test.Limit);
        decimal limit = inquiry.InAnswer(test.Limit, test.Currency);
        decimal tested = test.Of switch
        {
            "cif" => valuation.Cif,
            "item" => valuation.Lines.Max(l => l.Goods / (l.Line.Pieces ?? 1m)),
            _ => valuation.Goods,
        };
        bool within = test.Holds(tested, limit);
        inquiry.Changes(
            () => $"界限 {band.Treatment}：{Inquiry.Show(test.Limit)} {test.Currency}，本单 {Inquiry.Show(decimal.Round(tested, 4))} {inquiry.Currency}。",
            () => $"Limit for {band.Treatment}: {Inquiry.Show(test.Limit)} {test.Currency}; " +
            $"this parcel has {Inquiry.Show(decimal.Round(tested, 4))} {inquiry.Currency}.");
        // Only goods and freight together are known: inside the limit together means inside it without freight; outside proves
        // nothing.
        if (!within && test.Of != "cif" && !valuation.GoodsKnown)
            throw Refusal.Missing("goods", new("不含运费的货价", "the price of the goods without freight"));
        return within;
    }

    /// <summary>True, false, or nothing where the question does not tell.</summary>
    static bool? Met(Inquiry inquiry, string token)
    {
        bool negated = token.StartsWith('!');
        string[] parts = token.TrimStart('!').Split(':');
        string argument = parts.Length > 1 ? parts[1] : "";
        TaxRequest request = inquiry.Request;
        bool? met = parts[0] switch
        {
            "b2b" => request.BusinessBuyer,
            "registered" => request.SellerRegistered,
            "food" => request.Lines.Any(l => l.VatClass == "reduced"),
            "luxury" => request.Luxury,
            "gift" => request.Gift,
            "post" => request.ByPost ?? false,
            "courier" => request.ByPost is { } post ? !post : null,
            "method" => request.PostalMethod is { } method ? method == argument : null,
            "from" => request.From is { } from ? Among(inquiry, from, argument) : null,
            "origin" => Any(request.Lines, l => l.Origin is { } origin ? Among(inquiry, origin, argument) : null),
            "hs" => request.Lines.Any(l => l.Hs is { } hs
                && argument.Split('|').Any(p => hs.StartsWith(p, StringComparison.Ordinal))),
            _ => request.GrossKilograms is { } kg ? kg <= inquiry.Figure("EAEU", "free_kg") : null,
        };
        return negated ? !met : met;
    }

    static bool? Any(IEnumerable<TaxLine> lines, Func<TaxLine, bool?> test)
    {
        bool?[] all = [.. lines.Select(test)];
        return all.Contains(true) ? true : all.Contains(null) ? null : false;
    }

    static bool Among(Inquiry inquiry, string country, string places) =>
        places.Split('|').Any(p => p == country || inquiry.Book.InGroup(country, p));

    static Refusal Unknown(Inquiry inquiry, string token) => token.TrimStart('!').Split(':')[0] switch
    {
        "from" => Refusal.Missing("from", new("寄出国", "the country of dispatch")),
        "origin" => Refusal.Missing("origin", new("原产地", "the origin of the goods")),
        "courier" => Refusal.Missing("channel", new("运送方式（邮政或快递）", "the channel, post or courier")),
        "method" => Refusal.Missing("method", new("邮政计税方法", "the postal method")),
        _ => Refusal.Missing("kg",
            new($"包裹毛重（{inquiry.Place.Name.Zh}）", $"the gross weight of the parcel ({inquiry.Place.Name.En})")),
    };
}
