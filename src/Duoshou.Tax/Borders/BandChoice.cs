using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>Finds the band that holds for a parcel: the first one whose limit and conditions are met.</summary>
static class BandChoice
{
    public static Band Choose(Inquiry inquiry, Valuation valuation)
    {
        bool any = false;
        foreach (Band band in inquiry.Book.Bands(inquiry.Place))
        {
            if (!band.Cited.Holds(inquiry.Day)) continue;
            any = true;
            // Conditions that are known to fail come first, then the limit, then those whose answer is not known: an unknown fact
            // refuses the question only where it would decide it.
            BandCondition? unknown = null;
            bool fails = false;
            foreach (BandCondition condition in band.Conditions)
            {
                bool? met = Met(inquiry, condition);
                fails |= met is false;
                if (met is null) unknown ??= condition;
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
        Tell(inquiry, band.Treatment, test, tested);
        // Only goods and freight together are known: inside the limit together means inside it without freight; outside proves
        // nothing.
        if (!within && test.Of != "cif" && !valuation.GoodsKnown) OnFreightToo(inquiry, band);
        return within;
    }

    static void Tell(Inquiry inquiry, string treatment, BandTest test, decimal tested) => inquiry.Changes(
        (treatment, test, tested, inquiry.Currency), static n => new(
            $"界限 {n.treatment}：{Inquiry.Show(n.test.Limit)} {n.test.Currency}，本单 {Inquiry.Show(decimal.Round(n.tested, 4))} {n.Currency}。",
            $"Limit for {n.treatment}: {Inquiry.Show(n.test.Limit)} {n.test.Currency}; this parcel has {Inquiry.Show(decimal.Round(n.tested, 4))} {n.Currency}."));

    static void OnFreightToo(Inquiry inquiry, Band band)
    {
        if (band.Cited.Certainty < Certainty.Recalled) throw Refusal.Missing("goods", new("不含运费的货价", "the price of the goods without freight"));
        // Which value such a limit names is itself only recalled: the one that is known is used, and said.
        inquiry.Assume($"只知道到岸价，{band.Treatment} 的限额按到岸价核对。", $"Only the value with freight is known: the limit of {band.Treatment} was tested on it.");
    }

    /// <summary>True, false, or nothing where the question does not tell.</summary>
    static bool? Met(Inquiry inquiry, BandCondition condition)
    {
        TaxRequest request = inquiry.Request;
        string[] among = condition.Arguments;
        bool? met = condition.Kind switch
        {
            "b2b" => request.BusinessBuyer,
            "registered" => request.SellerRegistered,
            "food" => Any(request.Lines, l => l.VatClass == "reduced"),
            "luxury" => request.Luxury,
            "gift" => request.Gift,
            "post" => request.ByPost ?? false,
            "courier" => request.ByPost is { } post ? !post : null,
            "method" => request.PostalMethod is { } method ? method == among[0] : null,
            "from" => request.From is { } from ? Among(inquiry.Book, from, among) : null,
            "origin" => Origin(inquiry, among),
            "hs" => AnyCode(request.Lines, among),
            _ => request.GrossKilograms is { } kg ? kg <= inquiry.Figure("EAEU", "free_kg") : null,
        };
        return condition.Negated ? !met : met;
    }

    static bool Any(IReadOnlyList<TaxLine> lines, Func<TaxLine, bool> test)
    {
        for (int i = 0; i < lines.Count; i++)
            if (test(lines[i])) return true;
        return false;
    }

    static bool AnyCode(IReadOnlyList<TaxLine> lines, string[] beginnings)
    {
        for (int i = 0; i < lines.Count; i++)
            foreach (string beginning in beginnings)
                if (lines[i].Hs is { } hs && hs.StartsWith(beginning, StringComparison.Ordinal)) return true;
        return false;
    }

    static bool? Origin(Inquiry inquiry, string[] among)
    {
        bool unknown = false;
        IReadOnlyList<TaxLine> lines = inquiry.Request.Lines;
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Origin is not { } origin) unknown = true;
            else if (Among(inquiry.Book, origin, among)) return true;
        }

        return unknown ? null : false;
    }

    static bool Among(LegalRates book, string country, string[] places)
    {
        foreach (string place in places)
            if (place == country || book.InGroup(country, place)) return true;
        return false;
    }

    static Refusal Unknown(Inquiry inquiry, BandCondition condition) => condition.Kind switch
    {
        "from" => Refusal.Missing("from", new("寄出国", "the country of dispatch")),
        "origin" => Refusal.Missing("origin", new("原产地", "the origin of the goods")),
        "courier" => Refusal.Missing("channel", new("运送方式（邮政或快递）", "the channel, post or courier")),
        "method" => Refusal.Missing("method", new("邮政计税方法", "the postal method")),
        _ => Refusal.Missing("kg",
            new($"包裹毛重（{inquiry.Place.Name.Zh}）", $"the gross weight of the parcel ({inquiry.Place.Name.En})")),
    };
}
