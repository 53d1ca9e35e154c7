using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>How a table would be read as one kind of facts, by the names and contents of its columns.</summary>
public sealed record KindMatch
{
    /// <summary>Below this a likeness of names means nothing.</summary>
    const double LeastFit = 0.55;

    /// <summary>Above this the header is one of the names, not just like one.</summary>
    public const double Named = 0.9;

    /// <summary>The names of the kind.</summary>
    public required Synonyms Synonyms { get; init; }

    /// <summary>Target, column and how well they fit.</summary>
    public required IReadOnlyDictionary<string, (int Column, double Fit)> Found { get; init; }

    /// <summary>How much speaks for the kind.</summary>
    public required double Score { get; init; }

    /// <summary>What the kind needs and the table has not.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Lacking { get; init; }

    /// <summary>The kind.</summary>
    public FactKind Kind => Synonyms.Kind;

    /// <summary>Matches a table against the names of a kind.</summary>
    public static KindMatch Of(TableSample sample, Synonyms synonyms)
    {
        FactTable table = FactTables.Of(synonyms.Kind);
        var pairs = synonyms.Names.Keys
            .SelectMany(target => sample.Headers.Select((header, column) => (target, column, fit: synonyms.Fit(header, target))))
            .Where(pair => pair.fit >= LeastFit && Suits(sample.Columns[pair.column], table, pair.target, pair.fit)
                || pair.fit > Named && IncomeAndExpense.Are(pair.target) && sample.Columns[pair.column].Filled == 0)
            .Where(pair => (pair.fit > Named || !IncomeAndExpense.Are(pair.target))
                && !(pair.target == "address" && sample.Headers[pair.column].Contains("mail", StringComparison.OrdinalIgnoreCase))
                && !IsRate(sample.Headers[pair.column], sample.Columns[pair.column]))
            .OrderByDescending(pair => pair.fit);
        Dictionary<string, (int Column, double Fit)> found = [];
        HashSet<int> taken = [];
        foreach ((string target, int column, double fit) in pairs)
            if (!found.ContainsKey(target) && !taken.Contains(column))
            {
                found[target] = (column, fit);
                taken.Add(column);
            }
        AddByContent(sample, table, found, taken);
        return new()
        {
            Synonyms = synonyms, Found = found,
            Lacking = [.. synonyms.Needs.Where(group => !group.Any(found.ContainsKey))],
            Score = found.Sum(pair => pair.Value.Fit * Weight(synonyms, table, pair.Key)),
        };
    }

    /// <summary>A column of moments that nothing names is the moment the kind needs, when it is the only one.</summary>
    static void AddByContent(TableSample sample, FactTable table, Dictionary<string, (int Column, double Fit)> found, HashSet<int> taken)
    {
        FactColumn? needed = table.Columns.FirstOrDefault(column => column.Type == FactType.Time && column.Required);
        if (needed is null || found.ContainsKey(needed.Name)) return;
        int[] dates = [.. Enumerable.Range(0, sample.Columns.Count).Where(place => !taken.Contains(place)
            && sample.Columns[place].LooksLikeDates)];
        if (dates.Length == 1) found[needed.Name] = (dates[0], 0.5);
        else if (dates.Length == 0 && table.Kind == FactKind.OrderLine && found.Remove("paid_at", out (int Column,
            double Fit) paid)) found[needed.Name] = (paid.Column, 0.5);
    }

    static bool Suits(ColumnProfile column, FactTable table, string target, double fit)
    {
        if (column.Filled == 0) return fit > 0.99;
        FactType type = target is "unit_price" || IncomeAndExpense.Are(target) ? FactType.Number : table.Find(target)?.Type ?? FactType.Text;
        return type switch
        {
            FactType.Number => column.LooksLikeNumbers && !(column.LooksLikeDates && fit < 0.99) || fit > 0.9
                && column.Numbers * 2 >= column.Filled,
            FactType.Time => column.LooksLikeDates || fit > 0.9 && Math.Max(column.Dates.DayFirst,
                column.Dates.MonthFirst) * 2 >= column.Filled,
            _ => fit > 0.9 || !column.LooksLikeDates && !(column.LooksLikeNumbers && column.Fractions > 0
                && table.Find(target)?.Role != FactRole.Key),
        };
    }

    /// <summary>A column called no more than discount that holds 0.2 or 15% gives rates, not money.</summary>
    static bool IsRate(string header, ColumnProfile column) =>
        Translation.HeaderIndex.Plain(header) is "discount" or "折扣" or "rabatt" or "remise" or "descuento" && column.Fractions > 0
        && column.Samples.All(sample => sample.EndsWith('%')
            || Translation.Numbers.TryRead(sample, '.', out long value) == Translation.CellOutcome.Value && Math.Abs(value) < 1_000_000);

    static double Weight(Synonyms synonyms, FactTable table, string target) =>
        synonyms.Signs.Contains(target) ? 4 : table.Find(target)?.Role switch { FactRole.Measure => 1.5, FactRole.Key =>
            1.5, FactRole.Dimension => 0.7, _ => 1 };

    /// <summary>The mapping that the match proposes.</summary>
    public Mapping Mapping(TableSample sample)
    {
        FactTable table = FactTables.Of(Kind);
        List<ColumnRule> rules = [];
        foreach ((string target, (int column, _)) in Found.OrderBy(pair => pair.Value.Column))
            if (Rule(target, sample.Headers[column]) is { } rule) rules.Add(rule);
        if (Found.TryGetValue("unit_price", out var price) && !Found.ContainsKey("gross")
            && Found.TryGetValue("quantity", out var quantity))
            rules.Add(new() { Target = "gross", From = [sample.Headers[quantity.Column], sample.Headers[price.Column]],
                As = Reading.Product });
        else if (Found.TryGetValue("unit_price", out price) && !Found.ContainsKey("gross") && Kind == FactKind.OrderLine)
            rules.Add(new() { Target = "gross", From = [sample.Headers[price.Column]] });
        return new() { Name = "auto." + table.Name, Title = table.Title, Kind = Kind, Columns = rules };

        ColumnRule? Rule(string target, string header) => target switch
        {
            "buyer" => table.Find("buyer_key") is null ? new() { Target = "visitor_key", From = [header], As = Reading.Buyer }
                : new() { Target = "buyer_key", From = [header], As = Reading.Buyer },
            "address" => table.Find("country") is null ? null : new() { Target = "country", From = [header], As = Reading.Address },
            "unit_price" or "time" or "income" or "expense" => null,
            "ordered_at" or "at" when Found.TryGetValue("time", out var time) => new() { Target = target, From = [header,
                sample.Headers[time.Column]] },
            "country" => new() { Target = target, From = [header], As = Reading.Country },
            "region" => new() { Target = target, From = [header], As = Reading.Region },
            "currency" => new() { Target = target, From = [header], As = Reading.CurrencyCode },
            "discount_seller" or "discount_platform" or "refunded" or "refunded_quantity" =>
                new() { Target = target, From = [header], As = Reading.Magnitude },
            "order_id" or "sku" or "campaign" or "ad_group" or "ad" or "refers_to" =>
                new() { Target = target, From = [header], As = Reading.Id },
            _ => new() { Target = target, From = [header] },
        };
    }
}
