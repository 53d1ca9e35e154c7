using Duoshou.Kernel;

namespace Duoshou.Tax.Rates;

/// <summary>Reads each kind of table into its rows, refusing what cannot be right.</summary>
static class RateTables
{
    static readonly string[] Dated = ["from", "to", "source", "certainty"];

    public static IEnumerable<Figure> Figures(RateFile file) => file.Rows(["country", "code", "value", "unit", .. Dated])
        .Select(r =>
            new Figure(r.Cited(), r.Needed("country"), r.Needed("code"), r.Amount("value") ?? throw Empty(r, "value"),
            r.Needed("unit")));

    public static IEnumerable<VatRate> Vat(RateFile file) => file.Rows(["country", "class", "rate", .. Dated])
        .Select(r => new VatRate(r.Cited(), r.Needed("country"), r.Needed("class"), r.Rate("rate") ?? throw Empty(r, "rate")));

    public static IEnumerable<ParcelRate> Parcel(RateFile file) => file.Rows(["category", "rate", "goods", .. Dated])
        .Select(r => new ParcelRate(r.Cited(), r.Needed("category"), r.Rate("rate") ?? throw Empty(r, "rate"), r.Text("goods")));

    public static IEnumerable<PositiveGoods> Positive(RateFile file) => file.Rows(["hs", "name_zh", "year_kg", .. Dated])
        .Select(r =>
            new PositiveGoods(r.Cited(), r.Needed("hs").Length > 0 ? Code(r) : "", r.Text("name_zh"), r.Amount("year_kg")));

    public static IEnumerable<SlidingScheme> Sliding(RateFile file) =>
        file.Rows(["scheme", "threshold", "specific", "a", "b", "cap", "decimals", .. Dated]).Select(r => new SlidingScheme(
            r.Cited(), r.Needed("scheme"), Needed(r, "threshold"), Needed(r, "specific"), Needed(r, "a"), Needed(r, "b"),
                Needed(r, "cap"),
            (int)Needed(r, "decimals")));

    public static IEnumerable<TariffLine> Lines(RateFile file) =>
        file.Rows(["country", "hs", "name_zh", "name_en", "vat_class", "consumption", .. Dated]).Select(r => new TariffLine(
            r.Cited(), r.Needed("country"), Code(r), r.Text("name_zh"), r.Text("name_en"), r.Needed("vat_class"),
                r.Text("consumption")));

    public static IEnumerable<ConsumptionRate> Consumption(RateFile file) =>
        file.Rows(["code", "family", "name_zh", "kind", "rate", "amount", "per",
        "litres_per_tonne", "kg_per_litre", "test", "test_unit", .. Dated]).Select(r => new ConsumptionRate(
            r.Cited(), r.Needed("code"), r.Needed("family"), ConsumptionOf(r), TestOf(r)));

    public static IEnumerable<DutyRate> Duties(RateFile file) =>
        file.Rows(["country", "hs", "layer", "origins", "formula", "rate", "amount", "per",
        "scheme", "tier_unit", "above", "up_to", .. Dated])
            .Select(r => new DutyRate(r.Cited(), r.Needed("country"), Code(r), r.Needed("layer"),
            r.Needed("origins"), TermOf(r), r.Amount("above"), r.Amount("up_to")));

    public static IEnumerable<Place> Places(RateFile file) =>
        file.Rows("country", "group", "currency", "name_zh", "name_en", "duty_key", "tax_key", "shown").Select(r => new Place(
            r.Needed("country"), r.Text("group"), Money(r, "currency")!.Value, new(r.Needed("name_zh"), r.Needed("name_en")),
            r.Needed("duty_key"), r.Needed("tax_key"), r.Text("shown").Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    public static IEnumerable<Filing> Filings(RateFile file) =>
        file.Rows(["place", "scheme", "name_zh", "name_en", "period", "due_months", "due_day", .. Dated]).Select(r => new Filing(
            r.Cited(), r.Needed("place"), r.Needed("scheme"), new(r.Needed("name_zh"), r.Needed("name_en")), r.OneOf("period", "month", "quarter") == "month" ? 1 : 3,
            (int)Needed(r, "due_months"), DueDay(r).Day) { Otherwise = DueDay(r).Otherwise });

    public static IEnumerable<RefundRule> Refunds(RateFile file) => file.Rows(["place", "scheme", "rule", .. Dated]).Select(r => new RefundRule(
        r.Cited(), r.Needed("place"), r.Needed("scheme"), r.OneOf("rule", "period_of_refund", "correct_original") == "correct_original"));

    /// <summary>"28", or "28 12:02-28": the 28th, but for the period that ends in December the 28th of February.</summary>
    static (int Day, Dictionary<int, (int Month, int Day)> Otherwise) DueDay(RateRow row)
    {
        string[] parts = row.Needed("due_day").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Dictionary<int, (int, int)> otherwise = [];
        foreach (string part in parts.Skip(1))
        {
            int[] numbers = [.. part.Split(':', '-').Select(text => Whole(text))];
            if (numbers is not [>= 1 and <= 12, >= 1 and <= 12, var day] || day < 1 || day > DateTime.DaysInMonth(2001, numbers[1])
                || !otherwise.TryAdd(numbers[0], (numbers[1], day)))
                throw Unreadable();
        }

        return (Whole(parts[0]) is >= 0 and <= 31 and var usual ? usual : throw Unreadable(), otherwise);

        static int Whole(string text) =>
            int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : -1;
        RateFileException Unreadable() => row.Broken("due_day", new("写一个日子，如 28；个别申报期另写，如 28 12:02-28（12 月结束的期到 2 月 28 日）。",
            "Write a day such as 28; for single periods 28 12:02-28 (the one that ends in December by 28 February)."));
    }

    public static IEnumerable<KeyValuePair<string, string[]>> Groups(RateFile file) => file.Rows("group", "countries")
        .Select(r =>
            KeyValuePair.Create(r.Needed("group"), r.Needed("countries").Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    public static IEnumerable<Band> Bands(RateFile file) =>
        file.Rows(["place", "when", "test", "limit", "currency", "treatment", "duty", "rate",
        "amount", "duty_base", "tax", "tax_base", "payer", "waive", "waived", .. Dated]).Select(r => new Band(
            r.Cited(), r.Needed("place"), WhenOf(r), BandTestOf(r), r.Needed("treatment"),
            new(r.OneOf("duty", BandFormulas.Duty), r.Rate("rate"), r.Amount("amount"), Money(r, "currency"),
                r.OneOf("duty_base", "", "goods", "cif")),
            new(r.OneOf("tax", BandFormulas.Tax), r.OneOf("tax_base", "", "goods", "cif", "goods+duty", "cif+duty")),
            r.OneOf("payer", "buyer", "seller", "nobody"), WaiverOf(r)));

    static string[] WhenOf(RateRow row)
    {
        string[] tokens = row.Text("when").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string token in tokens)
            if (!BandFormulas.Conditions.Contains(token.TrimStart('!').Split(':')[0]))
                throw row.Broken("when", new($"条件 {token} 不认识。", $"The condition {token} is unknown."));
        return tokens;
    }

    static BandTest? BandTestOf(RateRow row)
    {
        string of = row.OneOf("test", "", "goods", "cif", "item");
        if (of.Length == 0) return null;
        (bool inclusive, decimal limit) = Limit(row, "limit", row.Needed("limit"));
        return new(of, inclusive, limit, Money(row, "currency") ?? throw Empty(row, "currency"));
    }

    static Waiver? WaiverOf(RateRow row)
    {
        string text = row.Text("waive");
        if (text.Length == 0) return null;
        bool ofAll = text.StartsWith("all", StringComparison.Ordinal);
        if (!ofAll && !text.StartsWith("tax", StringComparison.Ordinal))
            throw row.Broken("waive", new("写成 tax<=5 或 all<60。", "Write tax<=5 or all<60."));
        (bool inclusive, decimal limit) = Limit(row, "waive", text[3..]);
        return new(ofAll, inclusive, limit, row.Needed("waived"));
    }

    static (bool Inclusive, decimal Limit) Limit(RateRow row, string column, string text)
    {
        bool inclusive = text.StartsWith("<=", StringComparison.Ordinal);
        string number = text.TrimStart('<', '=');
        return text.StartsWith('<')
            && decimal.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out decimal limit)
            ? (inclusive, limit)
            : throw row.Broken(column, new("写成 <=150 或 <3000。", "Write <=150 or <3000."));
    }

    static Currency? Money(RateRow row, string column)
    {
        string text = row.Text(column);
        if (text.Length == 0) return null;
        return Currency.TryParse(text, null, out Currency currency)
            ? currency
            : throw row.Broken(column, new("不是 ISO 4217 货币代码。", "Not a currency code of ISO 4217."));
    }

    static Consumption ConsumptionOf(RateRow row) => row.OneOf("kind", "ad_valorem", "specific", "compound") switch
    {
        "ad_valorem" => new Consumption.AdValorem(BelowOne(row)),
        "specific" =>
            new Consumption.Specific(Needed(row, "amount"), Unit(row)) { LitresPerTonne = row.Amount("litres_per_tonne") },
        _ => new Consumption.Compound(BelowOne(row), Needed(row, "amount"),
            Unit(row)) { KilogramsPerLitre = row.Amount("kg_per_litre") },
    };

    static PriceTest? TestOf(RateRow row)
    {
        string text = row.Text("test");
        if (text.Length == 0) return null;
        bool atLeast = text.StartsWith(">=", StringComparison.Ordinal);
        return (atLeast || text.StartsWith('<')) &&
            decimal.TryParse(text.TrimStart('>', '<', '='), System.Globalization.CultureInfo.InvariantCulture, out decimal limit)
            ? new(atLeast, limit, row.OneOf("test_unit", "CNY/ml", "CNY/unit", "USD/t", "tier_price/carton"))
            : throw row.Broken("test", new("写成 >=10 或 <370。", "Write >=10 or <370."));
    }

    static DutyTerm TermOf(RateRow row) =>
        row.OneOf("formula", "ad_valorem", "specific", "compound", "alternative_lower", "alternative_higher", "sliding") switch
        {
            "ad_valorem" => new DutyTerm.AdValorem(row.Rate("rate") ?? throw Empty(row, "rate")),
            "specific" => new DutyTerm.Specific(Needed(row, "amount"), Unit(row)),
            "compound" => new DutyTerm.Compound(row.Rate("rate") ?? throw Empty(row, "rate"), Needed(row, "amount"), Unit(row)),
            "sliding" => new DutyTerm.Sliding(row.Needed("scheme")),
            var kind => new DutyTerm.Alternative(
                row.Rate("rate") ?? throw Empty(row, "rate"), Needed(row, "amount"), Unit(row), kind == "alternative_higher"),
        };

    static string Unit(RateRow row) => row.OneOf("per", [.. Quantity.Units]);

    static string Code(RateRow row)
    {
        string code = row.Text("hs");
        return code.All(char.IsAsciiDigit) && code.Length is 0 or (>= 2 and <= 10)
            ? code
            : throw row.Broken("hs", new("商品编码是 2 到 10 位数字。", "A commodity code has 2 to 10 digits."));
    }

    static decimal BelowOne(RateRow row) => row.Rate("rate") is { } rate && rate < 1m
        ? rate
        : throw row.Broken("rate", new("消费税含在税基内，税率必须小于 1。", "The tax is inside its own base, so its rate must be below 1."));

    static decimal Needed(RateRow row, string column) => row.Amount(column) ?? throw Empty(row, column);

    static RateFileException Empty(RateRow row, string column) =>
        row.Broken(column, new("这一格不能空。", "The cell must not be empty."));
}
