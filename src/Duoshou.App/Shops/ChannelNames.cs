using Duoshou.Kernel;

namespace Duoshou.App.Shops;

/// <summary>The trade's words for channels of traffic.</summary>
public static class ChannelNames
{
    /// <summary>A channel's name; one that is not listed speaks for itself.</summary>
    public static Words Of(string channel) => channel switch
    {
        "paid_search" => new("付费搜索", "paid search"),
        "organic_search" => new("免费搜索", "organic search"),
        "recommendation" => new("推荐", "recommendations"),
        "live" => new("直播", "live"),
        "social" => new("站外种草", "social"),
        "direct" => new("自主访问", "direct"),
        "affiliate" => new("联盟", "affiliates"),
        _ => new(channel, channel),
    };

    /// <summary>Visitors of a channel, as a driver is named.</summary>
    public static Words Visitors(string channel) => channel.Length == 0 ? new("未注明渠道的访客", "Visitors without a channel")
        : new($"{Of(channel).Zh}访客", $"Visitors by {Of(channel).En}");
}
