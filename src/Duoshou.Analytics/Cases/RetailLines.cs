using System.Globalization;

namespace Duoshou.Analytics.Cases;

/// <summary>One line of an invoice of the Online Retail table.</summary>
readonly record struct RetailLine(string Invoice, string Code, int Quantity, DateTime At, decimal Price, string Customer, string Country = "")
{
    /// <summary>Sold, paid and not a cancellation.</summary>
    public bool IsSale => Quantity > 0 && Price > 0 && !Invoice.StartsWith('C');

    public bool IsProduct => Code.Length >= 5 && Code.AsSpan(0, 5).IndexOfAnyExceptInRange('0', '9') < 0;

    public static IEnumerable<RetailLine> Read(Stream stream)
    {
        using StreamReader reader = new(stream);
        CultureInfo plain = CultureInfo.InvariantCulture;
        foreach (string[] row in CsvTable.Records(reader).Skip(1))
        {
            if (row.Length < 8 || !int.TryParse(row[3], NumberStyles.Integer, plain, out int quantity)) continue;
            int point = row[6].IndexOf('.', StringComparison.Ordinal);
            yield return new(row[0], row[1], quantity, DateTime.ParseExact(row[4], "yyyy-MM-dd HH:mm:ss", plain),
                decimal.Parse(row[5], NumberStyles.Float, plain), point < 0 ? row[6] : row[6][..point], row[7]);
        }
    }
}
