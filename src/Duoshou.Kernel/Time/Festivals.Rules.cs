namespace Duoshou.Kernel;

public static partial class Festivals
{
    const string Computed = "computed", Announced = "announced by the platform; a year not listed is not known yet", Law = "fixed date";
    const string Chinese = "CN HK MO TW SG MY", West = "US CA GB DE FR IT ES NL BE AT IE AU NZ PL SE", Islam = "ID MY SG AE SA TR EG";
    const string DoubleDays = "CN SG MY TH ID PH VN TW";

    static readonly Rule[] Rules =
    [
        new("new_year", new("元旦", "New Year"), 1, 1, $"{Chinese} {West} JP KR BR", Law, year => Fixed(year, 1, 1)),
        new("new_year_goods", new("年货节", "New-year goods sale"), 25, 0, "CN", Computed, year => LunarDay(year, 1, 1).Select(d => d.AddDays(-8))),
        new("lunar_new_year", new("春节", "Lunar New Year"), 7, 15, $"{Chinese} VN KR", Computed, year => LunarDay(year, 1, 1)),
        new("lantern", new("元宵节", "Lantern Festival"), 1, 0, Chinese, Computed, year => LunarDay(year, 1, 15)),
        new("valentine", new("情人节", "Valentine's Day"), 7, 0, $"CN {West} JP TH", Law, year => Fixed(year, 2, 14)),
        new("women_day", new("38 节", "Women's Day sale"), 4, 0, "CN", Law, year => Fixed(year, 3, 8)),
        new("ramadan", new("斋月", "Ramadan"), 7, 29, Islam, Computed + " (Umm al-Qura)", year => HijriDay(year, 9, 1)),
        new("eid_al_fitr", new("开斋节", "Eid al-Fitr"), 10, 3, Islam, Computed + " (Umm al-Qura)", year => HijriDay(year, 10, 1)),
        new("eid_al_adha", new("宰牲节", "Eid al-Adha"), 7, 3, Islam, Computed + " (Umm al-Qura)", year => HijriDay(year, 12, 10)),
        new("qingming", new("清明节", "Qingming"), 1, 1, "CN HK TW", Computed, year => [new(year, 4, Qingming(year))]),
        new("songkran", new("泼水节", "Songkran"), 3, 2, "TH", Law, year => Fixed(year, 4, 13)),
        new("easter", new("复活节", "Easter"), 7, 1, West, Computed, year => [Easter(year)]),
        new("labour_day", new("劳动节", "Labour Day"), 2, 4, "CN", Law, year => Fixed(year, 5, 1)),
        new("golden_week_jp", new("日本黄金周", "Golden Week"), 4, 2, "JP", Law, year => Fixed(year, 5, 3)),
        new("mothers_day", new("母亲节", "Mother's Day"), 10, 0, "CN US CA DE IT AU JP", Computed, year => [Nth(year, 5, DayOfWeek.Sunday, 2)]),
        new("dragon_boat", new("端午节", "Dragon Boat Festival"), 7, 1, "CN HK TW", Computed, year => LunarDay(year, 5, 5)),
        new("fathers_day", new("父亲节", "Father's Day"), 7, 0, "CN US GB CA FR JP", Computed, year => [Nth(year, 6, DayOfWeek.Sunday, 3)]),
        new("618", new("618", "618 sale"), 25, 2, "CN", "mid-year sale of the Chinese platforms; pre-sale in the second half of May", year => Fixed(year, 6, 18)),
        new("prime_day", new("Prime 会员日", "Prime Day"), 0, 3, "US CA GB DE FR IT ES NL JP AU", Announced,
            Dated("2018-07-16", "2019-07-15", "2020-10-13", "2021-06-21", "2022-07-12", "2023-07-11", "2024-07-16", "2025-07-08")),
        new("qixi", new("七夕", "Qixi"), 7, 0, "CN", Computed, year => LunarDay(year, 7, 7)),
        new("back_to_school", new("开学季", "Back to school"), 25, 5, "CN US GB DE", Law, year => Fixed(year, 9, 1)),
        new("99", new("99 划算节", "9.9 sale"), 3, 0, DoubleDays, Law, year => Fixed(year, 9, 9)),
        new("mid_autumn", new("中秋节", "Mid-Autumn Festival"), 14, 1, $"{Chinese} VN KR", Computed, year => LunarDay(year, 8, 15)),
        new("national_day", new("国庆节", "National Day"), 1, 6, "CN", Law, year => Fixed(year, 10, 1)),
        new("prime_deal_days", new("Prime 秋促", "Prime Big Deal Days"), 0, 1, "US CA GB DE FR IT ES JP", Announced,
            Dated("2022-10-11", "2023-10-10", "2024-10-08", "2025-10-07")),
        new("diwali", new("排灯节", "Diwali"), 20, 1, "IN SG MY", "dated to 2030 (Hindu calendar, new moon of Kartika)",
            Dated("2017-10-19", "2018-11-07", "2019-10-27", "2020-11-14", "2021-11-04", "2022-10-24", "2023-11-12", "2024-10-31",
                "2025-10-20", "2026-11-08", "2027-10-29", "2028-10-17", "2029-11-05", "2030-10-26")),
        new("halloween", new("万圣节", "Halloween"), 14, 0, "US CA GB", Law, year => Fixed(year, 10, 31)),
        new("double_11", new("双11", "Double 11"), 22, 1, DoubleDays, "11 November; pre-sale in the second half of October", year => Fixed(year, 11, 11)),
        new("thanksgiving", new("感恩节", "Thanksgiving"), 3, 0, "US", Computed, year => [Nth(year, 11, DayOfWeek.Thursday, 4)]),
        new("black_friday", new("黑色星期五", "Black Friday"), 7, 0, $"{West} BR AE", Computed, year => [Nth(year, 11, DayOfWeek.Thursday, 4).AddDays(1)]),
        new("cyber_monday", new("网络星期一", "Cyber Monday"), 0, 1, West, Computed, year => [Nth(year, 11, DayOfWeek.Thursday, 4).AddDays(4)]),
        new("double_12", new("双12", "Double 12"), 4, 0, DoubleDays, Law, year => Fixed(year, 12, 12)),
        new("christmas", new("圣诞节", "Christmas"), 24, 1, $"{West} SG PH BR JP", Law, year => Fixed(year, 12, 25)),
        new("boxing_day", new("节礼日", "Boxing Day"), 0, 5, "GB CA AU NZ", Law, year => Fixed(year, 12, 26)),
    ];

    /// <summary>Solar term Qingming, good from 1901 to 2099: the day of April at which the sun reaches 15° (the almanac's short formula).</summary>
    static int Qingming(int year)
    {
        int y = year % 100;
        decimal constant = year < 2000 ? 5.59m : 4.81m;
        return (int)(y * 0.2422m + constant) - y / 4;
    }
}
