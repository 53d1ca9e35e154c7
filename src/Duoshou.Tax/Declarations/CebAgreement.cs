using Duoshou.Kernel;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations;

/// <summary>Two documents of one parcel that do not say the same.</summary>
/// <param name="Between">The two messages, such as "CEB621 CEB311".</param>
/// <param name="Line">Which line, from 1; 0 for the head.</param>
/// <param name="Element">The element of the first message.</param>
/// <param name="Left">What the first says.</param>
/// <param name="Right">What the second says.</param>
/// <param name="Detail">What to do.</param>
public sealed record CebDisagreement(string Between, int Line, string Element, string Left, string Right, Words Detail);

/// <summary>
/// The match that customs makes between order, payment, waybill and inventory. A document that has not come yet is not an error:
/// the others wait for it.
/// </summary>
public static class CebAgreement
{
    static readonly (string Inventory, string Order)[] Buyer =
        [("orderNo", "orderNo"), ("ebpCode", "ebpCode"), ("buyerName", "buyerName"), ("buyerIdNumber", "buyerIdNumber"),
            ("buyerTelephone", "buyerTelephone"),
         ("freight", "freight"), ("consigneeAddress", "consigneeAddress")];

    static readonly (string Payment, string Order)[] Payer =
        [("orderNo", "orderNo"), ("ebpCode", "ebpCode"), ("payerName", "buyerName"), ("payerIdNumber", "buyerIdNumber"),
            ("amountPaid", "acturalPaid")];

    static readonly (string Waybill, string Order)[] Receiver =
        [("orderNo", "orderNo"), ("consignee", "consignee"), ("consigneeAddress", "consigneeAddress"),
            ("consigneeTelephone", "consigneeTelephone")];

    static readonly (string Inventory, string Waybill)[] Carried =
        [("logisticsNo", "logisticsNo"), ("logisticsCode", "logisticsCode"), ("freight", "freight"),
            ("insuredFee", "insuredFee"), ("packNo", "packNo")];

    static readonly string[] OptionalOnOrder = ["payCode", "payTransactionId"];
    static readonly string[] Goods = ["itemNo", "qty", "price", "totalPrice"];

    /// <summary>Everything on which the documents that are there disagree.</summary>
    public static IReadOnlyList<CebDisagreement> Check(CebDocument? order, CebDocument? payment, CebDocument? waybill,
        CebDocument? inventory)
    {
        List<CebDisagreement> found = [];
        if (inventory is not null && order is not null)
        {
            Compare(found, "CEB621 CEB311", inventory.Head, order.Head, Buyer);
            Lines(found, inventory, order);
        }

        if (payment is not null && order is not null)
        {
            Compare(found, "CEB411 CEB311", payment.Head, order.Head, Payer);
            Compare(found, "CEB411 CEB311", payment.Head, order.Head,
                [.. OptionalOnOrder.Where(e => order.Head[e].Length > 0).Select(e => (e, e))]);
        }

        if (waybill is not null && order is not null && waybill.Head["orderNo"].Length == 0)
            Compare(found, "CEB511 CEB311", waybill.Head, order.Head, Receiver[1..]);
        else if (waybill is not null && order is not null) Compare(found, "CEB511 CEB311", waybill.Head, order.Head, Receiver);
        if (inventory is not null && waybill is not null) Compare(found, "CEB621 CEB511", inventory.Head, waybill.Head, Carried);
        return found;
    }

    static void Compare(List<CebDisagreement> found, string between, CebEntity left, CebEntity right, (string, string)[] pairs)
    {
        foreach ((string first, string second) in pairs)
            if (!Same(left, first, right, second))
                found.Add(new(between, 0, first, left[first], right[second], Say(between, first, second)));
    }

    static void Lines(List<CebDisagreement> found, CebDocument inventory, CebDocument order)
    {
        if (inventory.Lines.Count != order.Lines.Count)
        {
            found.Add(new("CEB621 CEB311", 0, "gnum", $"{inventory.Lines.Count}", $"{order.Lines.Count}",
                new("清单与订单行数不同。", "Inventory and order have different numbers of lines.")));
            return;
        }

        for (int i = 0; i < inventory.Lines.Count; i++)
            foreach (string element in Goods)
                if (!Same(inventory.Lines[i], element, order.Lines[i], element))
                    found.Add(new("CEB621 CEB311", i + 1, element, inventory.Lines[i][element], order.Lines[i][element],
                        Say("CEB621 CEB311", element, element)));
    }

    /// <summary>Numbers are compared as numbers: 20 and 20.00 agree, and nothing and 0 agree where a fee is optional.</summary>
    static bool Same(CebEntity left, string first, CebEntity right, string second)
    {
        if (left[first] == right[second]) return true;
        decimal? a = left.Number(first) ?? (left[first].Length == 0 ? 0m : null), b = right.Number(second)
            ?? (right[second].Length == 0 ? 0m : null);
        bool amounts = first is "freight" or "insuredFee" or "amountPaid" or "packNo" or "qty" or "price" or "totalPrice";
        return amounts && a is not null && a == b;
    }

    static Words Say(string between, string first, string second) => new(
        $"{between}：{first} 与 {second} 不一致，海关会退单；改正后再发。",
            $"{between}: {first} and {second} differ; customs would send the parcel back. Correct one before sending.");
}
