using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.App.Tax.Parcels;

/// <summary>One reason for which a parcel must not be sent.</summary>
/// <param name="Code">Stable: field.X, agreement, identity, payer, limit.single, limit.year.</param>
/// <param name="Document">The message, or two that disagree.</param>
/// <param name="Field">The element.</param>
/// <param name="Value">What stands there; of a person, masked.</param>
/// <param name="Zh">What to do, in Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record ParcelBlock(string Code, string Document, string Field, string Value, string Zh, string En);

/// <summary>The messages of one round of a parcel, in the order in which they are sent, each with one document.</summary>
public sealed record ParcelPapers(IReadOnlyList<CebMessage> Messages)
{
    static readonly HashSet<string> Personal = new(["buyerName", "buyerIdNumber", "buyerTelephone", "payerName", "payerIdNumber", "telephone", "consignee", "consigneeAddress",
        "consigneeTelephone", "buyerRegNo"], StringComparer.Ordinal);

    /// <summary>Builds the four documents. Guids and the moment are arguments, so that the same parcel gives the same bytes.</summary>
    /// <param name="change">The documents take the place of ones that customs has (appType 2).</param>
    public static ParcelPapers Of(ParcelDocument parcel, Func<string> guid, DateTime at, bool change = false)
    {
        CebParty sender = new(parcel.Agent!.Code, parcel.Agent.Name);
        (string, CebDocument)[] documents;
        if (parcel.IsImport)
        {
            ImportDossier dossier = parcel.Import();
            ImportDossier paid = parcel.Payer is { } payer ? dossier with { Buyer = new(payer.Name, payer.IdNumber, payer.Telephone) } : dossier;
            CebDocument payment = paid.Payment(guid(), at);
            if (parcel.AmountPaid is { } amount)
                payment = payment with { Head = payment.Head.With("amountPaid", amount.ToString(System.Globalization.CultureInfo.InvariantCulture)) };
            documents = [("CEB311", dossier.Order(guid(), at)), ("CEB411", payment), ("CEB511", dossier.Waybill(guid(), at)), ("CEB621", dossier.Inventory(guid(), at))];
        }
        else
        {
            ExportDossier dossier = parcel.Export();
            documents = [("CEB303", dossier.Order(guid(), at)), ("CEB403", dossier.Receipt(guid(), at, parcel.PaymentNo, parcel.PaidAt ?? at)), ("CEB505", dossier.Waybill(guid(), at)),
                ("CEB603", dossier.Inventory(guid(), at))];
        }

        return new([.. documents.Select(d => ImportDossier.Message(d.Item1, guid(), sender, parcel.Mailbox,
            change ? d.Item2 with { Head = d.Item2.Head.With("appType", "2") } : d.Item2))]);
    }

    /// <summary>Everything for which customs would send the parcel back, as far as the papers alone show.</summary>
    public IReadOnlyList<ParcelBlock> Blocks()
    {
        List<ParcelBlock> blocks = [];
        foreach (CebMessage message in Messages)
            foreach (CebProblem problem in CebCheck.Problems(message))
                blocks.Add(new($"field.{problem.Code}", message.Kind, problem.Line > 0 ? $"{problem.Element} #{problem.Line}" : problem.Element, Shown(problem.Element, problem.Value),
                    problem.Detail.Zh, problem.Detail.En));
        foreach (CebDisagreement one in CebAgreement.Check(Document("CEB311"), Document("CEB411"), Document("CEB511"), Document("CEB621")))
            blocks.Add(new(one.Element is "payerName" or "payerIdNumber" ? "payer" : "agreement", one.Between, one.Line > 0 ? $"{one.Element} #{one.Line}" : one.Element,
                $"{Shown(one.Element, one.Left)} ≠ {Shown(one.Element, one.Right)}", one.Detail.Zh, one.Detail.En));
        if (Document("CEB311") is { } order && IdentityNumber.Fault(order.Head["buyerIdNumber"]) is { } fault)
            blocks.Add(new("identity", "CEB311", "buyerIdNumber", IdentityNumber.Masked(order.Head["buyerIdNumber"]), fault.Zh, fault.En));
        return blocks;
    }

    CebDocument? Document(string kind) => Messages.FirstOrDefault(m => m.Kind == kind)?.Documents[0];

    static string Shown(string element, string value) => Personal.Contains(element) ? value.Length < 3 ? "**" : value[..1] + new string('*', Math.Min(6, value.Length - 1)) : value;
}
