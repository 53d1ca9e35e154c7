using Duoshou.Analytics.Keywords;
using Duoshou.Analytics.Reviews;

namespace Duoshou.Libraries.Tests.Keywords;

public class KeywordTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("abc 123 ，。！")]
    [InlineData("20000毫安充电宝 Type-C快充 1.5米线100%")]
    [InlineData("\uD83D\uDE00表情𠮷野家")]
    public void The_words_together_are_the_text(string text)
    {
        string.Concat(Segmentation.Standard.Cut(text)).ShouldBe(text);
        string.Concat(Segmentation.Standard.Cut(text, unknownWords: false)).ShouldBe(text);
    }

    [Fact]
    public void Numbers_keep_their_units_and_wide_letters_are_folded() =>
        Segmentation.Standard.Terms("２００００毫安充电宝ＡＢＣ").ShouldContain("20000毫安");

    [Fact]
    public void A_brand_of_the_shop_holds_together()
    {
        Segmentation.Standard.Cut("花西子悦口红").ShouldNotContain("花西子悦");
        Segmentation.With([new("花西子悦", 1000)]).Cut("花西子悦口红").ShouldContain("花西子悦");
    }

    [Fact]
    public void Terms_that_set_good_reviews_apart_come_first()
    {
        string[] good = [.. Enumerable.Repeat("面料柔软舒服,很喜欢", 20)], bad = [.. Enumerable.Repeat("物流太慢,包装破损", 20)];
        IReadOnlyList<KeyTerm> terms = KeyTerms.SettingApart(good, bad, 6);
        terms.Select(t => t.Term).ShouldContain("面料");
        KeyTerms.SettingApart([], bad, 3).ShouldBeEmpty();
        KeyTerms.LogLikelihoodRatio(10, 100, 10, 100).ShouldBe(0, 1e-12);
        KeyTerms.LogLikelihoodRatio(0, 0, 1, 10).ShouldBe(0);
    }

    [Fact]
    public void Search_prefers_the_text_that_says_it_all()
    {
        TextSearch search = new(["蓝牙耳机降噪", "不锈钢炒锅", "运动蓝牙手表"]);
        search.Find("蓝牙 降噪耳机", 2)[0].Text.ShouldBe(0);
        search.Find("没有的词汇", 2).ShouldBeEmpty();
        new TextSearch([]).Find("x", 1).ShouldBeEmpty();
    }

    [Fact]
    public void Sentiment_is_learned_in_any_order_and_can_be_forgotten()
    {
        (string Text, bool Good)[] reviews = [("很好很满意", true), ("质量不错喜欢", true), ("太差了退货", false), ("垃圾质量差", false)];
        SentimentModel one = new(), other = new();
        foreach ((string text, bool good) in reviews) one.Teach(text, good);
        foreach ((string text, bool good) in reviews.Reverse()) other.Teach(text, good);
        one.LogOdds("喜欢,满意").ShouldBe(other.LogOdds("喜欢,满意"), 1e-12);
        one.IsGood("很满意").ShouldBeTrue();
        one.IsGood("太差").ShouldBeFalse();
        foreach ((string text, bool good) in reviews) one.Forget(text, good);
        one.LogOdds("很满意").ShouldBe(0);
        new SentimentModel().LogOdds("").ShouldBe(0);
    }

    [Fact]
    public void Aspects_are_praised_blamed_and_negated()
    {
        IReadOnlyList<AspectOpinion> opinions = Aspects.Summarise(["物流很快,包装破损", "物流太慢了", "质量不好", "质量很好,推荐"]);
        AspectOpinion delivery = opinions.Single(o => o.Key == "delivery"), quality = opinions.Single(o => o.Key == "quality");
        (delivery.Mentions, delivery.Praise, delivery.Complaints).ShouldBe((2, 1, 1));
        (quality.Praise, quality.Complaints).ShouldBe((1, 1));
        Aspects.Summarise([]).ShouldBeEmpty();
    }

    [Fact]
    public void TextRank_of_three_words_in_a_row_is_as_reckoned_by_hand()
    {
        // b stands between a and c, which are too far apart to be linked: 6 words from one to the other.
        string[] words = ["a1", "", "", "b1", "", "", "c1"];
        IReadOnlyList<KeyTerm> ranked = TextRank.Of(words, 10);
        // b = 0.05 + 0.85 (a + c), a = c = 0.05 + 0.85 b / 2.
        double b = (0.05 + 0.85 * 0.1) / (1 - 0.85 * 0.85);
        ranked.Select(term => term.Term).ShouldBe(["b1", "a1", "c1"]);
        ranked[0].Weight.ShouldBe(b, 1e-12);
        ranked[1].Weight.ShouldBe(0.05 + 0.425 * b, 1e-12);
        ranked[1].Weight.ShouldBe(ranked[2].Weight, 1e-12);
    }

    [Fact]
    public void TextRank_weights_make_one_settle_and_keep_their_order()
    {
        string text = string.Concat(Enumerable.Repeat("这款充电宝容量大，充电快，出差带着方便；充电宝外壳结实，容量够用三天。Power bank 20000mAh fast charge. ", 3));
        IReadOnlyList<KeyTerm> all = TextRank.OfText(text, int.MaxValue);
        all.Sum(term => term.Weight).ShouldBe(1, 1e-9);
        all.ShouldAllBe(term => term.Weight > 0);
        TextRank.OfText("Power bank, fast charge. Power bank, large capacity. Power bank, metal case.", 2).Select(term => term.Term).Order()
            .ShouldBe(["bank", "power"]);
        TextRank.OfText(text, 5).ShouldBe(all.Take(5));
        all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First.Weight >= pair.Second.Weight - 1e-9);
        TextRank.OfText("", 5).ShouldBeEmpty();
        TextRank.OfText("好", 5).ShouldBeEmpty();
        TextRank.Of(["lonely"], 5).Single().Weight.ShouldBe(1, 1e-12);
        string[] ring = [.. Enumerable.Range(0, 40).Select(i => $"w{i % 8}")];
        TextRank.Of(ring, 8).Sum(term => term.Weight).ShouldBe(1, 1e-12);
        TextRank.Of([.. ring.Reverse()], 8).Select(term => Math.Round(term.Weight, 12)).ShouldBe(TextRank.Of(ring, 8).Select(term => Math.Round(term.Weight, 12)));
    }
}
