namespace Duoshou.Analytics.Numerics;

/// <summary>Gauss's function 2F1 for 0 &lt;= z &lt; 1 by its own series.</summary>
static class Hypergeometric
{
    public static double Value(double a, double b, double c, double z)
    {
        double term = 1, sum = 1;
        for (int k = 0; k < 20000; k++)
        {
            term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
            sum += term;
            if (Math.Abs(term) <= 1e-16 * Math.Abs(sum)) break;
        }

        return sum;
    }
}
