using System.Text.Json.Nodes;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions;

/// <summary>A version of a shop's promotions as it was published.</summary>
public sealed record BookCard(ShopId Shop, int Version, DateTimeOffset PublishedAt, string Note, int Promotions, JsonObject Book);
