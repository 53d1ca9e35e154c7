using Duoshou.App.Agency;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Numbers;
using Duoshou.Web.Shell.Selecting;

namespace Duoshou.Web.Shell.Frame;

/// <summary>
/// What every page of one request needs: who looks, what they may see, what is chosen, and how numbers are written for them. Filled
/// once per request by <see cref="OpenDesk"/>; pages only read it.
/// </summary>
public sealed class Desk
{
    /// <summary>The reader's language: their setting, else what their browser asks for.</summary>
    public Language Language { get; internal set; } = Language.Chinese;

    /// <summary>The person who looks; null before they signed in.</summary>
    public PersonCard? Person { get; internal set; }
    public AgencyCard? Agency { get; internal set; }

    /// <summary>Everything that the person may see.</summary>
    public Scope Scope { get; internal set; } = new() { User = default, Shops = [] };

    /// <summary>Every shop that the person may see.</summary>
    public IReadOnlyList<ShopCard> Shops { get; internal set; } = [];
    public Selection Selection { get; internal set; } = new() { Range = Period.Of(DateOnly.MinValue), Currency = Currency.None };
    public DateTimeOffset Now { get; internal set; }

    /// <summary>The newest day of which facts can be expected; ranges end on it unless the reader says otherwise.</summary>
    public DateOnly LastDay { get; internal set; }

    /// <summary>The path of the page without the selection, such as /explore.</summary>
    public string Path { get; internal set; } = "/";


    /// <summary>The shops of the selection, within what the person may see.</summary>
    public IReadOnlyList<ShopCard> Chosen => [.. Shops.Where(IsChosen)];

    /// <summary>The scope narrowed to the selection: what every question of the page asks with.</summary>
    public Scope Asking => Scope.Narrowed(Chosen.Select(shop => shop.Id));

    public Shown Shown => new(Language, Codes: Selection.Currency.Code == "JPY");
    public Moments Moments => new(Language, LastDay);
    public bool IsChinese => Language == Language.Chinese;

    /// <summary>An address of the product with the whole selection.</summary>
    public string To(string path, params ReadOnlySpan<(string Key, string? Value)> further) => path + Selection.Query(further);

    /// <summary>This page with another selection.</summary>
    public string With(Selection selection) => Path + selection.Query();

    /// <summary>Where a change leads: to why it changed.</summary>
    public static string Why(Selection selection, string metric) => "/why" + selection.Query(("metric", metric));

    bool IsChosen(ShopCard shop) =>
        (Selection.Client is not { } client || shop.Client == client)
        && (Selection.Shops.Count == 0 || Selection.Shops.Contains(shop.Id))
        && (Selection.Platform is not { } platform || shop.Platform.Key == platform)
        && (Selection.Market is not { } market || shop.Country == market);
}
