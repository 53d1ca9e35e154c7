using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.Tax.Declarations;

/// <summary>The number of a Chinese identity card (GB 11643-1999): 17 digits with a real birthday, and a check character by ISO 7064 MOD 11-2.</summary>
public static class IdentityNumber
{
    static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>What is wrong with a number; none when it can be one. It says nothing about whether the person exists.</summary>
    public static Words? Fault(string number)
    {
        if (number.Length != 18 || !number[..17].All(char.IsAsciiDigit))
            return new("身份证号应为 18 位。", "An identity number has 18 characters.");
        if (!DateOnly.TryParseExact(number[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return new("身份证号里的生日不存在。", "The birthday in the identity number does not exist.");
        return char.ToUpperInvariant(number[17]) == CheckCharacter(number)
            ? null
            : new("身份证号校验位不对：请买家核对号码。", "The check character of the identity number is wrong: ask the buyer to look at it again.");
    }

    /// <summary>The check character that belongs to the first 17 digits.</summary>
    public static char CheckCharacter(string number) => "10X98765432"[Weights.Select((weight, i) => weight * (number[i] - '0')).Sum() % 11];

    /// <summary>The number with everything hidden but the first four and the last two characters, for showing.</summary>
    public static string Masked(string number) => number.Length <= 6 ? new('*', number.Length) : number[..4] + new string('*', number.Length - 6) + number[^2..];
}
