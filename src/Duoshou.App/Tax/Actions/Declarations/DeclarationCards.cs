using System.Text.Json;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Parcels;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>A declaration as lists show it.</summary>
/// <param name="Blocks">Why it must not be sent; empty when it may.</param>
/// <param name="TaxQuoted">What the engine computes for it; none where it cannot.</param>
public sealed record DeclarationCard(
    Guid Id, ShopId Shop, bool IsImport, string OrderNo, DateOnly Day, decimal Value, Currency Currency, decimal TaxTold, decimal? TaxQuoted, DeclarationState State,
    IReadOnlyList<ParcelBlock> Blocks, string PreNo, string InvtNo, DateTimeOffset ChangedAt)
{
    /// <summary>Not sent, and not to be sent as it is.</summary>
    public bool IsBlocked => State == DeclarationState.Draft && Blocks.Count > 0;

    /// <summary>The same bytes may go again, or a corrected parcel.</summary>
    public bool MaySend => State is DeclarationState.Draft && Blocks.Count == 0 || State is DeclarationState.Retry or DeclarationState.Error or DeclarationState.Rejected;

    /// <summary>Customs has it and has not let it go yet, so that it can still be cancelled.</summary>
    public bool MayCancel => State is DeclarationState.Sent or DeclarationState.Accepted or DeclarationState.Waiting or DeclarationState.Inspection or DeclarationState.Held;

    internal static DeclarationCard Of(Declaration one) => new(
        one.Id, one.ShopId, one.IsImport, one.OrderNo, one.Day, one.Value, one.Currency, one.TaxTold, one.TaxQuoted, one.State, Read(one.Blocks), one.PreNo, one.InvtNo,
            one.ChangedAt);

    internal static IReadOnlyList<ParcelBlock> Read(string blocks) => blocks.Length == 0 ? [] : JsonSerializer.Deserialize<List<ParcelBlock>>(blocks, WireFormat.Json) ?? [];

    internal static string Write(IReadOnlyList<ParcelBlock> blocks) => blocks.Count == 0 ? "" : JsonSerializer.Serialize(blocks, WireFormat.Json);
}

/// <summary>A document of the amendment history.</summary>
public sealed record DocumentCard(Guid Id, int Round, string Kind, string Guid, string Digest, string Why, string By, DateTimeOffset MadeAt, int Sendings)
{
    /// <summary>Why the port does not have it after the last attempt; empty otherwise.</summary>
    public string Failure { get; init; } = "";

    /// <summary>The last attempt neither ended nor failed: it runs, or it was cut off.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>A receipt with our word for its status and what to do.</summary>
public sealed record ReceiptCard(string Message, string Status, string Time, string Words, bool Simulated, DeclarationState? Means, Words? Remedy);

/// <summary>A declaration with everything that happened to it.</summary>
public sealed record DeclarationFile(DeclarationCard Card, ParcelDocument Parcel, IReadOnlyList<DocumentCard> Documents, IReadOnlyList<ReceiptCard> Receipts);
