using Duoshou.Kernel;

namespace Duoshou.Analytics.RootCauses;

/// <summary>Which column of a leaves file is what.</summary>
sealed record LeafColumns(int[] Dimensions, int Real, int Expected, int RealBase, int ExpectedBase, bool IsRatio)
{
    public static LeafColumns Of(string[] header)
    {
        if (header.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Wrong(twice.Key, new($"列名“{twice.Key}”出现了两次。", $"Column {twice.Key} is there twice."),
                new("每列取一个自己的名字。", "Give every column a name of its own."));
        int real = Place(header, "real"), expected = Place(header, "predict");
        int[] measures = [.. Enumerable.Range(0, header.Length).Where(i => IsMeasure(header[i]))];
        if (real >= 0 && expected >= 0 && measures.Length == 2)
            return new(Others(header, measures), real, expected, -1, -1, false);
        string[] parts = [.. header.Where(h => Named(h, "real_")).Select(h => h["real_".Length..])];
        if (parts is [var b, var a] && Same(a, "a") && Same(b, "b")) parts = [a, b];
        if (parts.Length == 2 && measures.Length == 4 && parts.All(p => Place(header, "predict_" + p) >= 0))
            return new(Others(header, measures), Place(header, "real_" + parts[0]), Place(header, "predict_" + parts[0]),
                Place(header, "real_" + parts[1]), Place(header, "predict_" + parts[1]), true);
        throw Wrong(string.Join(',', header),
            new("找不到数值列。", "The columns of values are not there."),
            new("一个指标用 real,predict；比率用 real_a,predict_a,real_b,predict_b（a 除以 b）；其余列都是维度。",
                "Use real,predict for one measure, or real_a,predict_a,real_b,predict_b for a ratio a/b; "
                + "all other columns are dimensions."));
    }

    static LeavesFileException Wrong(string value, Words problem, Words remedy) =>
        new(1, null, value, "leaves.header", problem, remedy);

    static int[] Others(string[] header, int[] measures) => [.. Enumerable.Range(0, header.Length).Except(measures)];

    static bool IsMeasure(string name) =>
        Same(name, "real") || Same(name, "predict") || Named(name, "real_") || Named(name, "predict_");

    static int Place(string[] header, string name) => Array.FindIndex(header, h => Same(h, name));

    static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    static bool Named(string name, string prefix) => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
