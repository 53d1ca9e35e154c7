using System.Globalization;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations;

/// <summary>Where a declaration stands.</summary>
public enum DeclarationState
{
    /// <summary>Not sent yet.</summary>
    Draft,

    /// <summary>At the port, or on its way to customs.</summary>
    Sent,

    /// <summary>Delivery failed: send the same bytes again.</summary>
    Retry,

    /// <summary>Customs could not process it; the text says why.</summary>
    Error,

    /// <summary>Sent back by customs.</summary>
    Rejected,

    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>Waiting for a person at customs.</summary>
    Waiting,

    /// <summary>To be inspected.</summary>
    Inspection,

    /// <summary>Detained.</summary>
    Held,

    /// <summary>Closed by customs.</summary>
    Closed,

    /// <summary>Released.</summary>
    Released,

    /// <summary>Cleared: the end of the way.</summary>
    Done,

    /// <summary>Cancelled before release, or returned after it.</summary>
    Withdrawn,
}

/// <summary>One answer of customs.</summary>
/// <param name="Message">The receipt's message, such as CEB622.</param>
/// <param name="Guid">The guid of the document answered.</param>
/// <param name="Key">The business number answered: order, waybill, payment or inventory.</param>
/// <param name="Status">returnStatus.</param>
/// <param name="Time">returnTime, 17 digits: sorts as text.</param>
/// <param name="Info">The text.</param>
public sealed record CebReceipt(string Message, string Guid, string Key, string Status, string Time, string Info)
{
    static readonly string[] Keys = ["copNo", "invtNo", "orderNo", "logisticsNo", "payTransactionId", "coElNo"];

    /// <summary>The receipts of one message.</summary>
    /// <exception cref="FormatException">The text is not a receipt.</exception>
    public static IReadOnlyList<CebReceipt> Read(string xml)
    {
        CebMessage message = CebXml.Read(xml);
        return [.. message.Documents.Select(d => d.Head).Select(h => new CebReceipt(message.Kind, h["guid"],
            Keys.Select(k => h[k]).FirstOrDefault(v => v.Length > 0) ?? "", h["returnStatus"], h["returnTime"],
                h["returnInfo"]))];
    }

    /// <summary>Our word for the status; none for a status that the edition does not list.</summary>
    public DeclarationState? State => Status switch
    {
        "1" or "2" or "3" => DeclarationState.Sent,
        "4" => DeclarationState.Retry,
        "100" or "700" => DeclarationState.Rejected,
        "120" => DeclarationState.Accepted,
        "300" => DeclarationState.Waiting,
        "399" => DeclarationState.Closed,
        "500" => DeclarationState.Inspection,
        "501" or "502" or "503" or "599" => DeclarationState.Held,
        "800" => DeclarationState.Released,
        "899" => DeclarationState.Done,
        _ when Status.StartsWith('-')
            && int.TryParse(Status, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => DeclarationState.Error,
        _ => null,
    };

    /// <summary>Whether it answers a cancellation or a return.</summary>
    public bool Withdraws => Message is "CEB624" or "CEB626" or "CEB606" or "CEB214";

    /// <summary>The meaning of the errors that need an act of the operator; none for others.</summary>
    public Kernel.Words? Remedy => Status switch
    {
        "-621005" => new("超过单次限值：拆单或改走一般贸易。", "Over the single limit: split the order or use general trade."),
        "-621018" => new("超过年度限值：该订购人今年不能再用本渠道。", "Over the year limit: this buyer cannot use the channel again this year."),
        "-621029" => new("签名错误：检查证书与报文字节。", "The signature is wrong: check the certificate and the bytes of the message."),
        "-301010" => new("订单重复：同一订单已申报过。", "The order is repeated: it was declared before."),
        _ => null,
    };
}

/// <summary>
/// A declaration's state out of its receipts, which may repeat and come out of order. The same guid, status and time count once;
/// a later time wins; released and cleared never go back except by an accepted cancellation or return.
/// </summary>
public sealed record DeclarationProgress
{
    /// <summary>Where it stands.</summary>
    public DeclarationState State { get; init; } = DeclarationState.Draft;

    /// <summary>Every distinct receipt, oldest first.</summary>
    public IReadOnlyList<CebReceipt> Receipts { get; init; } = [];

    /// <summary>Sent for the first time, or again after a failure.</summary>
    /// <exception cref="InvalidOperationException">It stands where sending again would declare it twice.</exception>
    public DeclarationProgress Sent() =>
        State is DeclarationState.Draft or DeclarationState.Retry or DeclarationState.Error or DeclarationState.Rejected
        ? this with { State = DeclarationState.Sent }
        : throw new InvalidOperationException($"A declaration that is {State} must not be sent again.");

    /// <summary>The progress after one more receipt; the order of arrival does not matter.</summary>
    public DeclarationProgress After(CebReceipt receipt)
    {
        if (Receipts.Any(r => r.Message == receipt.Message && r.Guid == receipt.Guid && r.Status == receipt.Status
            && r.Time == receipt.Time)) return this;
        CebReceipt[] all = [.. Receipts.Append(receipt).OrderBy(r => r.Time, StringComparer.Ordinal).ThenBy(r => Rank(r))
            .ThenBy(r => r.Status, StringComparer.Ordinal)];
        DeclarationState state = all.Aggregate(State == DeclarationState.Draft ? DeclarationState.Draft : DeclarationState.Sent,
            Next);
        return new() { State = state, Receipts = all };
    }

    static DeclarationState Next(DeclarationState now, CebReceipt receipt)
    {
        if (receipt.State is not { } said) return now;
        // A cancellation counts when customs accepts it; until then, and when it is refused, the declaration itself is unchanged.
        if (receipt.Withdraws)
            return said is DeclarationState.Accepted or DeclarationState.Released or DeclarationState.Done
                ? DeclarationState.Withdrawn : now;
        return now switch
        {
            DeclarationState.Withdrawn => now,
            DeclarationState.Done => now,
            DeclarationState.Released => said == DeclarationState.Done ? said : now,
            _ => said,
        };
    }

    static int Rank(CebReceipt receipt) => (int)(receipt.State ?? DeclarationState.Draft);
}
