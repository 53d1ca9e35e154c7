using Duoshou.Kernel;
using Duoshou.Tax.China;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>The USA: layers of duty that add up, each on the same FOB value, and the methods for goods sent by post.</summary>
static class UnitedStates
{
    public static void Charge(Inquiry inquiry, Valuation valuation, Band band, List<TaxAmount> into)
    {
        switch (band.Duty.Formula)
        {
            case "layers":
                bool emergency = false;
                foreach (ValuedLine valued in valuation.Lines) emergency |= Layers(inquiry, valued, band, into);
                Warn(inquiry, emergency);
                break;
            case "postal_rate":
                foreach (ValuedLine l in valuation.Lines) into.Add(BandDuties.Fixed(inquiry, band, l.Line.Id, inquiry.Round(l.Goods), PostalRate(l.Line), "postal"));
                break;
            case "surcharge":
                foreach (ValuedLine l in valuation.Lines) into.Add(Surcharge(inquiry, l, band));
                break;
            default: into.Add(PostalSpecific(inquiry, valuation, band)); break;
        }
    }

    /// <summary>Whether an emergency-act duty was among the layers told.</summary>
    static bool Layers(Inquiry inquiry, ValuedLine valued, Band band, List<TaxAmount> all)
    {
        TaxLine line = valued.Line;
        decimal value = inquiry.Round(valued.Goods);
        if (line.Layers.Count == 0 && line.Duty is null && line.Hs is null)
            throw Refusal.Missing("duty_layers", new($"第 {line.Id} 行的各层关税", $"the layers of duty of line {line.Id}"));
        if (line.Layers.Count == 0 || line.Duty is not null)
            foreach (TaxAmount duty in Tariff.Duties(inquiry, valued, value)) all.Add(duty with { Kind = "duty" });
        bool emergency = false;
        if (line.Layers.Count == 0) return false;
        // The enumerator of a dictionary that is known to be one is not put on the heap.
        if (line.Layers is Dictionary<string, decimal?> known)
            foreach ((string layer, decimal? told) in known) Layer(layer, told);
        else
            foreach ((string layer, decimal? told) in line.Layers) Layer(layer, told);
        return emergency;

        void Layer(string layer, decimal? told)
        {
            emergency |= layer.StartsWith("ieepa", StringComparison.Ordinal);
            if (line.Duty is not null) return;
            all.Add(told is { } rate ? BandDuties.Fixed(inquiry, band, line.Id, value, rate, layer)
                : layer == "mfn" ? Schedule(inquiry, valued, value) : Looked(inquiry, band, line, value, layer));
        }
    }

    static TaxAmount Schedule(Inquiry inquiry, ValuedLine valued, decimal value)
    {
        ValuedLine bare = valued with { Line = valued.Line with { Layers = new Dictionary<string, decimal?>() } };
        return Tariff.Duties(inquiry, bare, value)[0] with { Layer = "mfn" };
    }

    static TaxAmount Looked(Inquiry inquiry, Band band, TaxLine line, decimal value, string layer)
    {
        (decimal rate, Cited row) = Tariff.Additional(inquiry, line, layer);
        return BandDuties.Fixed(inquiry, band, line.Id, value, rate, layer, row);
    }

    /// <summary>Told layers are used as told; what contradicts the known days is said, not silently changed.</summary>
    static void Warn(Inquiry inquiry, bool emergency)
    {
        IReadOnlyList<TaxLine> lines = inquiry.Request.Lines;
        if (emergency && inquiry.Day >= new DateOnly(2026, 2, 24))
            inquiry.Assume("紧急权力关税已于 2026-02-24 停征，但按所给税率计。",
                "Emergency-act duties ended on 2026-02-24; the rates told were used all the same.");
        bool surcharged = inquiry.Book.OfAllGoods("US", "section_122", inquiry.Day) is not null;
        if (!surcharged && inquiry.Day > new DateOnly(2026, 7, 24))
            inquiry.Assume("2026-07-24 之后的附加税未知，只计所给各层。",
                "Surcharges after 2026-07-24 are not known; only the layers told are charged.");
        if (surcharged && Lacks(lines))
            inquiry.Assume("当日第 122 条附加税有效，但所给各层中没有。",
                "The section 122 surcharge is in force that day and not among the layers told.");
    }

    static bool Lacks(IReadOnlyList<TaxLine> lines)
    {
        for (int i = 0; i < lines.Count; i++)
            if (lines[i].Layers.Count > 0 && !lines[i].Layers.ContainsKey("section_122")) return true;
        return false;
    }

    static TaxAmount Surcharge(Inquiry inquiry, ValuedLine valued, Band band)
    {
        (decimal rate, Cited row) = Tariff.Additional(inquiry, valued.Line, "section_122");
        return BandDuties.Fixed(inquiry, band, valued.Line.Id, inquiry.Round(valued.Goods), rate, "section_122", row);
    }

    /// <summary>One amount for the postal item, which is the parcel, by the highest emergency rate of the goods inside.</summary>
    static TaxAmount PostalSpecific(Inquiry inquiry, Valuation valuation, Band band)
    {
        decimal rate = valuation.Lines.Max(l => PostalRate(l.Line));
        Figure row = inquiry.FigureRow("US", rate < inquiry.Figure("US", "postal_middle_from") ? "postal_low"
            : rate <= inquiry.Figure("US", "postal_high_above") ? "postal_middle" : "postal_high");
        decimal amount = inquiry.InAnswer(row.Value, Currency.Of("USD"));
        inquiry.Assume("“件”指邮件（整包），不是商品件数。", "The item is the postal parcel, not the piece of goods.");
        return new("duty", "postal", "", 1m, amount, $"1 parcel x {Inquiry.Show(amount)}", amount, inquiry.Rounding, row.Cited);
    }

    static decimal PostalRate(TaxLine line) =>
        line.PostalRate
            ?? throw Refusal.Missing("ieepa_rate",
            new($"第 {line.Id} 行原产国的紧急税率", $"the emergency rate of the origin of line {line.Id}"));
}
