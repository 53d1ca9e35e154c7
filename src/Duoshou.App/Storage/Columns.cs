using System.Globalization;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Duoshou.App.Storage;

sealed class ShopIdColumn() : ValueConverter<ShopId, Guid>(id => id.Value, value => new(value));

sealed class ClientIdColumn() : ValueConverter<ClientId, Guid>(id => id.Value, value => new(value));

sealed class UserIdColumn() : ValueConverter<UserId, Guid>(id => id.Value, value => new(value));

sealed class BatchIdColumn() : ValueConverter<BatchId, Guid>(id => id.Value, value => new(value));

sealed class CurrencyColumn() : ValueConverter<Currency, string>(currency => currency.Code, code => Stored(code))
{
    static Currency Stored(string code) => Currency.TryParse(code, null, out Currency found) ? found : default;
}

/// <summary>Amounts as whole ten-thousandths: they sort and sum right in every culture and both databases.</summary>
sealed class ScaledColumn() : ValueConverter<decimal, long>(d => (long)decimal.Round(d * 10_000m), n => n / 10_000m);

/// <summary>Moments as UTC; the shop's zone stands beside them where it matters.</summary>
sealed class UtcColumn() : ValueConverter<DateTimeOffset, DateTime>(at => at.UtcDateTime, utc => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));

/// <summary>Rates keep all their decimals as invariant text; never sorted or summed in SQL.</summary>
sealed class RateColumn() : ValueConverter<decimal, string>(
    rate => rate.ToString(CultureInfo.InvariantCulture), text => decimal.Parse(text, CultureInfo.InvariantCulture));
