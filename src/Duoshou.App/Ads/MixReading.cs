using System.Globalization;
using Duoshou.Analytics.Ads;
using Duoshou.Analytics.Anomalies;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Ads;

/// <summary>What is known of each week: sales, and the spend of each channel.</summary>
/// <param name="Last">The last day of the last week.</param>
/// <param name="Sales">Oldest week first.</param>
public sealed record MixWeeks(DateOnly Last, IReadOnlyList<decimal> Sales, IReadOnlyList<MixSpend> Channels, Currency Currency, IReadOnlyList<Words> Limits)
{
    /// <summary>The first day of a week.</summary>
    public DateOnly FirstOf(int week) => Last.AddDays(1 - 7 * (Sales.Count - week));
}

/// <summary>Spend of a channel by week.</summary>
public sealed record MixSpend(string Channel, IReadOnlyList<decimal> Weeks);

/// <summary>A channel of the mix.</summary>
/// <param name="Share">Its part of all sales.</param>
/// <param name="Return">Sales that stand and fall with it over its spend.</param>
/// <param name="Marginal">Sales that one more unit a week brings at the spend of the last four weeks.</param>
/// <param name="Lingers">The share of the effect that is still there a week later.</param>
/// <param name="Advice">raise, cut, test or keep.</param>
public sealed record MixCard(string Channel, decimal Spend, decimal Contribution, decimal Low, decimal High, decimal Share, decimal? Return, decimal SpendNow,
    decimal Marginal, decimal MarginalLow, decimal MarginalHigh, decimal Lingers, decimal HalfSaturation, decimal Shape, string Advice, IReadOnlyList<MixPoint> Curve);

/// <summary>Sales a week that a steady spend a week brings.</summary>
public readonly record struct MixPoint(decimal Spend, decimal Sales);

/// <summary>One week: what was sold and the parts of the fit, which add up to it.</summary>
/// <param name="Channels">In the order of the cards.</param>
public sealed record MixWeek(DateOnly First, decimal Sales, decimal Fitted, decimal Base, decimal Calendar, IReadOnlyList<decimal> Channels);

/// <summary>Which channel brought which part of weekly sales, what the next unit of money brings, and how sure that is.</summary>
/// <param name="WeeksNeeded">For a mix to be told at all.</param>
public sealed record MixReading(Footing Footing, int Weeks, int WeeksNeeded, IReadOnlyList<MixCard> Channels, IReadOnlyList<MixWeek> ByWeek, decimal Base,
    decimal Calendar, decimal Fitted, decimal? Fit, decimal? Skill) : IAnalysed
{
    const decimal AssumedMargin = 0.3m;
    const int CurvePoints = 24;

    /// <summary>More channels than people tell apart, and more than a few years of weeks tell apart.</summary>
    const int MostShown = 6;

    /// <param name="margin">The share of sales left before advertising; null for an assumption, which is said.</param>
    public static MixReading Of(MixWeeks weeks, decimal? margin)
    {
        int n = weeks.Sales.Count;
        List<Words> limits = [.. weeks.Limits];
        MixSeries festival = new("festival", Festivals(weeks));
        MixSeries[] controls = festival.Weeks.Distinct().Count() > 1 ? [festival] : [];
        double[] sales = [.. weeks.Sales.Select(value => (double)value)];
        MixSeries[] spends = [.. weeks.Channels.Select(channel => new MixSeries(channel.Channel, [.. channel.Weeks.Select(value => (double)value)]))];
        MixOutcome outcome = MediaMix.Tell(sales, spends, controls);
        if (outcome.Unmoved.Count > 0 && outcome.Lack != MixLack.Weeks)
            limits.Add(new($"{string.Join("、", outcome.Unmoved)} 的花费几乎没动过，看不出效果，算在底子里。",
                $"Spend on {string.Join(", ", outcome.Unmoved)} hardly moved, so its effect cannot be told and lies in the base."));
        int most = Math.Min(MostShown, MediaMix.MostChannels(n, controls.Length));
        if (outcome.Lack == MixLack.Observations || outcome.Mix?.Channels.Count > most)
        {
            spends = Joined([.. spends.Where(one => !outcome.Unmoved.Contains(one.Name))], most, limits);
            outcome = MediaMix.Tell(sales, spends, controls);
        }

        Footing span(Footing footing) => footing with { Span = n == 0 ? null : new(weeks.FirstOf(0), weeks.Last), Currency = weeks.Currency, Limits = limits };
        if (outcome.Mix is not { } mix)
            return new(span(Lacking(outcome)), n, outcome.Lack == MixLack.Weeks ? MediaMix.LeastWeeks : outcome.WeeksNeeded, [], [], 0m, 0m, 0m, null, null);
        if (margin is null) limits.Add(new($"没有成本，按毛利率 {Written.Percent(AssumedMargin, 0)} 判断加减（假定，用 --margin 改）。",
            $"Without costs a margin of {Written.Percent(AssumedMargin, 0)} is assumed to judge by; say yours with --margin."));
        HashSet<string> entangled = Together(spends, limits);
        limits.Add(new("没有随机分组：花费若跟着行情走（旺季多投），会被当成效果。要确证，停一个渠道四周再比。",
            "Nothing was randomised: spend that follows demand looks like effect. For proof stop one channel for four weeks and compare."));
        limits.Add(new("节日合成一个因素；价格、缺货、对手没有算进去。", "Festivals are one control together; prices, empty stock and rivals are not in it."));
        double share = (double)(margin ?? AssumedMargin);
        MixWeek[] byWeek = [.. Enumerable.Range(0, n).Select(week => Week(weeks, mix, week))];
        decimal fitted = byWeek.Sum(week => week.Fitted);
        MixCard[] cards = [.. mix.Channels.Select((channel, i) => Card(channel, byWeek.Sum(week => week.Channels[i]), fitted, share))
            .Select(card => entangled.Contains(card.Channel) ? card with { Advice = "test" } : card)];
        Footing footing = new(n, mix.Skill > 0 && mix.Channels.Any(channel => channel.Low > 0 && !entangled.Contains(channel.Name)), Sureness(n, mix),
            NextStep(cards, mix, weeks.Currency));
        return new(span(footing), n, outcome.WeeksNeeded, cards, byWeek, byWeek.Sum(week => week.Base), byWeek.Sum(week => week.Calendar), fitted,
            Written.Number(mix.RSquared), Written.Number(mix.Skill));
    }

    /// <summary>The share of each week's days that lie in a festival of the retail calendar.</summary>
    static double[] Festivals(MixWeeks weeks)
    {
        if (weeks.Sales.Count == 0) return [];
        CalendarEvent[] events = [.. RetailCalendar.Between(weeks.FirstOf(0).Year - 1, weeks.Last.Year + 1)];
        return [.. Enumerable.Range(0, weeks.Sales.Count).Select(week => Enumerable.Range(0, 7)
            .Count(day => events.Any(one => one.Covers(weeks.FirstOf(week).AddDays(day)))) / 7.0)];
    }

    /// <summary>So many weeks bear only so many channels: the smaller ones are taken together.</summary>
    static MixSeries[] Joined(MixSeries[] spends, int most, List<Words> limits)
    {
        if (spends.Length <= most || most < 1) return spends;
        MixSeries[] sorted = [.. spends.OrderByDescending(one => one.Weeks.Sum()).ThenBy(one => one.Name, StringComparer.Ordinal)];
        MixSeries[] rest = sorted[(most - 1)..];
        string names = string.Join(", ", rest.Select(one => one.Name).Order(StringComparer.Ordinal));
        limits.Add(new($"每个系数要 10 周数据，最多分 {most} 个渠道：{names} 合成「其他」。",
            $"Ten weeks are needed for each coefficient, so {most} channels are told at most: {names} are taken together as “others”."));
        return [.. sorted[..(most - 1)], new("others · 其他", [.. Enumerable.Range(0, rest[0].Weeks.Count).Select(week => rest.Sum(one => one.Weeks[week]))])];
    }

    /// <summary>The channels whose spend moved alike: their sum is better known than either, and no budget moves by one of them.</summary>
    static HashSet<string> Together(MixSeries[] spends, List<Words> limits)
    {
        HashSet<string> entangled = new(StringComparer.Ordinal);
        for (int i = 0; i < spends.Length; i++)
            for (int j = i + 1; j < spends.Length; j++)
            {
                if (MediaMix.Alike(spends[i], spends[j]) is not (> 0.9 and var alike)) continue;
                entangled.UnionWith([spends[i].Name, spends[j].Name]);
                string written = Written.Plain(Written.Number(alike, 2));
                limits.Add(new($"「{spends[i].Name}」和「{spends[j].Name}」的花费同升同降（相关 {written}），两者怎么分靠不住，合计可信些。",
                    $"“{spends[i].Name}” and “{spends[j].Name}” were spent alike (correlation {written}); trust their sum, not the split."));
            }

        return entangled;
    }

    static MixWeek Week(MixWeeks weeks, MediaMix mix, int week)
    {
        decimal fitted = Written.OrZero(mix.Fitted[week], 2), calendar = Written.OrZero(mix.Controls.Sum(one => one.Weeks[week]), 2);
        decimal[] channels = [.. mix.Channels.Select(channel => Written.OrZero(channel.ByWeek[week], 2))];
        return new(weeks.FirstOf(week), weeks.Sales[week], fitted, fitted - calendar - channels.Sum(), calendar, channels);
    }

    static MixCard Card(MixChannel channel, decimal contribution, decimal fitted, double margin)
    {
        double most = Math.Max(channel.SpendNow * 2, channel.Spend > 0 ? channel.Spend / channel.ByWeek.Count * 2 : 1);
        string advice = channel.MarginalLow * margin > 1 ? "raise" : channel.SpendNow > 0 && channel.MarginalHigh * margin < 1 ? "cut"
            : channel.SpendNow > 0 && channel.High > 4 * Math.Max(channel.Low, 0) ? "test" : "keep";
        return new(channel.Name, Written.OrZero(channel.Spend, 2), contribution, Written.OrZero(channel.Low, 2), Written.OrZero(channel.High, 2),
            fitted == 0m ? 0m : decimal.Round(contribution / fitted, 6), channel.Spend > 0 ? Written.Number((double)contribution / channel.Spend) : null,
            Written.OrZero(channel.SpendNow, 2), Written.OrZero(channel.Marginal), Written.OrZero(channel.MarginalLow), Written.OrZero(channel.MarginalHigh),
            Written.OrZero(channel.Curve.Rate, 2), Written.OrZero(channel.Curve.HalfSaturation, 2), Written.OrZero(channel.Curve.Shape, 2), advice,
            [.. Enumerable.Range(0, CurvePoints + 1).Select(i => most * i / CurvePoints).Select(spend => new MixPoint(Written.OrZero(spend, 2),
                Written.OrZero(channel.Steady(spend), 2)))]);
    }

    static Footing Lacking(MixOutcome outcome) => outcome.Lack switch
    {
        MixLack.Weeks => Footing.TooLittle(outcome.Weeks, new($"要 {MediaMix.LeastWeeks} 整周同时有销售和花费，现在只有 {outcome.Weeks} 周。",
                $"{MediaMix.LeastWeeks} whole weeks with both sales and spend are needed; there are {outcome.Weeks}."),
            new("导入更早的订单和推广报表，或过些日子再看。", "Import earlier orders and advertising reports, or come back later.")),
        MixLack.Observations => Footing.TooLittle(outcome.Weeks, new($"这么多渠道要 {outcome.WeeksNeeded} 周，现在有 {outcome.Weeks} 周。",
                $"So many channels need {outcome.WeeksNeeded} weeks; there are {outcome.Weeks}."), new("合并渠道。", "Take channels together.")),
        MixLack.Sales => Footing.TooLittle(outcome.Weeks, new("每周销售都一样，没有可解释的。", "Sales are the same in every week; there is nothing to explain."),
            new("核对销售数据。", "Look at the sales.")),
        _ => Footing.TooLittle(outcome.Weeks, new("没有哪个渠道的花费动过（上下 5% 以内），看不出效果。",
                "No channel's spend moved (by more than 5 %), so no effect can be told."),
            new("有计划地把一个渠道加三成、停一周，再看。", "Raise one channel by a third and stop it for a week on purpose, then look again.")),
    };

    static Words Sureness(int n, MediaMix mix) => new(
        $"{n} 周；拟合了起伏的 {Written.Percent(Written.Number(mix.RSquared), 0)}；拿前面的周预测后面 {mix.Foretold} 周，有推广时误差平方" +
            (mix.Skill > 0 ? $"小 {Written.Percent(Written.Number(mix.Skill), 0)}。" : "并不更小。") + "区间是 95%，由误差成段重抽得来。",
        $"{n} weeks; {Written.Percent(Written.Number(mix.RSquared), 0)} of the ups and downs fitted; foretelling {mix.Foretold} weeks from those before, " +
            (mix.Skill > 0 ? $"advertising makes the squared error {Written.Percent(Written.Number(mix.Skill), 0)} smaller." : "advertising makes the error no smaller.") +
            " Intervals are 95 %, from blocks of errors drawn anew.");

    static Words NextStep(MixCard[] cards, MediaMix mix, Currency currency)
    {
        string code = currency == Currency.None ? "" : currency.Code + " ";
        string N(decimal value) => value.ToString("N0", CultureInfo.InvariantCulture);
        if (mix.Skill <= 0) return new("推广在周销售里看不出来：不要凭它调预算；停一个渠道四周，在「实验」里比。",
            "Advertising does not show in weekly sales: move no budget by this; stop one channel for four weeks and judge it under Experiments.");
        if (cards.Where(card => card.Advice == "raise").MaxBy(card => card.MarginalLow) is { } raise)
            return new($"先给「{raise.Channel}」每周 {code}{N(raise.SpendNow)} 加两成：再投 1 块至少带来 {Written.Plain(raise.MarginalLow)}，四周后重看。",
                $"Raise “{raise.Channel}” from {code}{N(raise.SpendNow)} a week by a fifth: the next 1 brings at least {Written.Plain(raise.MarginalLow)}; " +
                    "look again in four weeks.");
        if (cards.Where(card => card.Advice == "cut").MaxBy(card => card.SpendNow) is { } cut)
            return new($"「{cut.Channel}」每周 {code}{N(cut.SpendNow)} 先减两成：最后 1 块最多带来 {Written.Plain(cut.MarginalHigh)}，毛利不够本，四周后重看。",
                $"Cut “{cut.Channel}” from {code}{N(cut.SpendNow)} a week by a fifth: the last 1 brings at most {Written.Plain(cut.MarginalHigh)}, less than it costs " +
                    "after margin; look again in four weeks.");
        return cards.OrderByDescending(card => card.High - card.Low).FirstOrDefault() is { } wide
            ? new($"区间还宽：挑平常的四周停掉「{wide.Channel}」，在「实验」里比。",
                $"The intervals are wide: stop “{wide.Channel}” for four calm weeks and judge it under Experiments.")
            : new("照旧。", "Keep on.");
    }

    /// <summary>An advice in words.</summary>
    public static Words NameOf(string advice) => advice switch
    {
        "raise" => new("加", "Raise"),
        "cut" => new("减", "Cut"),
        "test" => new("停四周验证", "Stop and test"),
        _ => new("不动", "Keep"),
    };

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "媒体组合" : "Media mix", zh ? ["渠道", "花费", "带来销售", "下限", "上限", "占销售", "投产比", "现在每周花费", "再投 1 块", "下限", "上限", "一周后还剩", "半饱和", "形状", "建议"]
                : ["Channel", "Spend", "Sales from it", "Low", "High", "Share of sales", "Return", "Spend a week now", "The next 1 brings", "Low", "High", "Left a week later",
                    "Half saturation", "Shape", "Advice"],
                [.. Channels.Select(card => (IReadOnlyList<Cell>)[card.Channel, Cell.Of(card.Spend), Cell.Of(card.Contribution), Cell.Of(card.Low), Cell.Of(card.High),
                    Cell.Of(card.Share), Cell.Of(card.Return), Cell.Of(card.SpendNow), Cell.Of(card.Marginal), Cell.Of(card.MarginalLow), Cell.Of(card.MarginalHigh),
                    Cell.Of(card.Lingers), Cell.Of(card.HalfSaturation), Cell.Of(card.Shape), NameOf(card.Advice).In(language)])]),
            new(zh ? "每周" : "Weeks", [zh ? "周起" : "Week from", zh ? "销售" : "Sales", zh ? "拟合" : "Fitted", zh ? "底子与趋势" : "Base and trend",
                zh ? "季节与节日" : "Season and festivals", .. Channels.Select(card => card.Channel)],
                [.. ByWeek.Select(week => (IReadOnlyList<Cell>)[Cell.Of(week.First), Cell.Of(week.Sales), Cell.Of(week.Fitted), Cell.Of(week.Base), Cell.Of(week.Calendar),
                    .. week.Channels.Select(part => Cell.Of(part))])]),
        ];
    }
}
