using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Web.Shell.Numbers;

/// <summary>A figure in pieces, so that a page can set the sign of the currency and the unit smaller than the digits.</summary>
public readonly record struct FigureText(string Before, string Digits, string After)
{
    public override string ToString() => Before + Digits + After;
}

/// <summary>How numbers are written for a reader: 万 and 亿 or K and M, a true minus, a dash for what is unknown. Never the machine's culture.</summary>
/// <param name="Language">The reader's language.</param>
/// <param name="Codes">True to write CNY 396,340 instead of ¥396,340: two currencies stand on the page, or yen does.</param>
public sealed record Shown(Language Language, bool Codes = false)
{
    public const string Unknown = "—";
    public const char Minus = '\u2212';

    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    bool Chinese => Language == Language.Chinese;

    /// <summary>Short, for tiles and axes: 243.7万 or 2.44M; small amounts whole.</summary>
    public FigureText Tile(decimal value, MetricUnit unit, Currency currency)
    {
        if (unit != MetricUnit.Money && unit != MetricUnit.Count) return Whole(value, unit, currency);
        (string digits, string after) = Short(Math.Abs(value));
        return new(Sign(value) + Before(unit, currency), after == "" ? Plainly(Math.Abs(value), unit, currency) : digits, after);
    }

    /// <summary>In full, for tables: 396,340; small amounts with their cents.</summary>
    public string Table(decimal value, MetricUnit unit, Currency currency) => Whole(value, unit, currency).ToString();

    /// <summary>To the last decimal that is known, for passports: 128,460.00.</summary>
    public string Exact(decimal value, MetricUnit unit, Currency currency) => unit switch
    {
        MetricUnit.Money => Sign(value) + Before(unit, currency) + Digits(Math.Abs(value), currency.MinorUnits),
        MetricUnit.Count => Sign(value) + Math.Abs(value).ToString("#,##0.####", Plain),
        _ => Table(value, unit, currency),
    };

    /// <summary>For a sentence: money in full with a sign only when it is below zero.</summary>
    public string Money(Money amount) => Exact(amount.Amount, MetricUnit.Money, amount.Currency);

    /// <summary>A share as percent: two decimals below ten, else one.</summary>
    public static string Percent(decimal ratio)
    {
        decimal percent = Math.Abs(ratio * 100m);
        return Sign(ratio) + Digits(percent, percent < 10m ? 2 : 1) + "%";
    }

    /// <summary>A whole number with thousands.</summary>
    public static string Count(decimal value) => Sign(value) + Math.Abs(value).ToString("#,##0.##", Plain);

    FigureText Whole(decimal value, MetricUnit unit, Currency currency)
    {
        string digits = Plainly(Math.Abs(value), unit, currency);
        string sign = Sign(value);
        return unit switch
        {
            MetricUnit.Ratio => new(sign, digits, "%"),
            MetricUnit.Days => new(sign, digits, Chinese ? " 天" : " d"),
            MetricUnit.Seconds => new(sign, digits, Chinese ? " 秒" : " s"),
            _ => new(sign + Before(unit, currency), digits, ""),
        };
    }

    static string Plainly(decimal size, MetricUnit unit, Currency currency) => unit switch
    {
        MetricUnit.Money => Digits(size, size >= 1000m || size == 0m ? 0 : currency.MinorUnits),
        MetricUnit.Count => size.ToString(size < 100m ? "#,##0.##" : "#,##0", Plain),
        MetricUnit.Ratio => Digits(size * 100m, size * 100m < 10m ? 2 : 1),
        MetricUnit.Days => Digits(size, size < 10m && size != decimal.Truncate(size) ? 1 : 0),
        MetricUnit.Seconds => Digits(size, 0),
        _ => Digits(size, 2),
    };

    (string Digits, string After) Short(decimal size) => Chinese
        ? size switch
        {
            >= 99_995_000m => (Digits(size / 100_000_000m, 2), "亿"),
            >= 10_000m => (Digits(size / 10_000m, 1), "万"),
            _ => ("", ""),
        }
        : size switch
        {
            >= 999_950_000m => (Digits(size / 1_000_000_000m, 2), "B"),
            >= 999_950m => (Digits(size / 1_000_000m, 2), "M"),
            >= 10_000m => (Digits(size / 1_000m, 1), "K"),
            _ => ("", ""),
        };

    string Before(MetricUnit unit, Currency currency)
    {
        if (unit != MetricUnit.Money || currency == Currency.None) return "";
        if (Codes) return currency.Code + " ";
        return currency.Code switch { "CNY" => "¥", "USD" => "$", "EUR" => "€", "GBP" => "£", _ => currency.Code + " " };
    }

    static string Digits(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals.ToString(Plain), Plain);

    static string Sign(decimal value) => value < 0m ? Minus.ToString() : "";
}
