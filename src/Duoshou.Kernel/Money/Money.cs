using System.Globalization;
using System.Numerics;

namespace Duoshou.Kernel;

/// <summary>An exact amount in one currency. Mixing currencies throws; rounding is asked for by name.</summary>
public readonly record struct Money(decimal Amount, Currency Currency)
    : IAdditionOperators<Money, Money, Money>, ISubtractionOperators<Money, Money, Money>,
      IMultiplyOperators<Money, decimal, Money>, IUnaryNegationOperators<Money, Money>, IComparable<Money>
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>An amount from a count of the smallest unit: 1234 in CNY is 12.34.</summary>
    public static Money FromMinor(long units, Currency currency) => new(units / Power(currency.MinorUnits), currency);

    /// <summary>The sum. </summary>
    /// <exception cref="InvalidOperationException">The two are in different currencies.</exception>
    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + right.In(left.Currency) };

    /// <summary>The difference, in one currency.</summary>
    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - right.In(left.Currency) };

    /// <summary>The amount times a plain number, unrounded.</summary>
    public static Money operator *(Money left, decimal factor) => left with { Amount = left.Amount * factor };

    /// <summary>The same amount owed the other way.</summary>
    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    /// <summary>Orders amounts of one currency.</summary>
    public static bool operator <(Money left, Money right) => left.Amount < right.In(left.Currency);

    /// <summary>Orders amounts of one currency.</summary>
    public static bool operator >(Money left, Money right) => left.Amount > right.In(left.Currency);

    /// <summary>Orders amounts of one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.Amount <= right.In(left.Currency);

    /// <summary>Orders amounts of one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.Amount >= right.In(left.Currency);

    /// <inheritdoc />
    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency));

    /// <summary>Rounded half away from zero to the smallest unit that can be paid in the currency.</summary>
    public Money Rounded() => this with { Amount = decimal.Round(Amount, Currency.MinorUnits, MidpointRounding.AwayFromZero) };

    /// <summary>The amount as a count of the currency's smallest unit.</summary>
    /// <exception cref="InvalidOperationException">The amount is finer than that unit; round first.</exception>
    public long Minor()
    {
        decimal units = Amount * Power(Currency.MinorUnits);
        return units == decimal.Truncate(units)
            ? (long)units
            : throw new InvalidOperationException($"{this} is finer than the smallest unit of {Currency}; round it first.");
    }

    /// <summary>For people, in their culture: the code, a blank, the amount with its currency's decimals.</summary>
    public string Shown(CultureInfo culture) => $"{Currency.Code} {Amount.ToString("N" + Currency.MinorUnits, culture)}";

    /// <summary>The code and the exact amount, the same in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Currency.Code} {Amount}");

    decimal In(Currency wanted) => Currency == wanted ? Amount : throw new InvalidOperationException($"Cannot mix {Currency} with {wanted}.");

    static decimal Power(int digits) => digits switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => (decimal)Math.Pow(10, digits) };
}

/// <summary>Sums of amounts.</summary>
public static class MoneySums
{
    extension(IEnumerable<Money> amounts)
    {
        /// <summary>The sum in the named currency; zero for no amounts.</summary>
        /// <exception cref="InvalidOperationException">One of the amounts is in another currency.</exception>
        public Money Total(Currency currency) => amounts.Aggregate(Money.Zero(currency), (sum, next) => sum + next);
    }
}
