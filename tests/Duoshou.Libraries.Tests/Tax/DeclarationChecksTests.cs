using Duoshou.Tax;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Libraries.Tests.Tax;

public class DeclarationChecksTests
{
    static readonly CebDocument Order = Parcels.Import.Order(Parcels.Guid(1), Parcels.At),
        Payment = Parcels.Import.Payment(Parcels.Guid(2), Parcels.At);
    static readonly CebDocument Waybill = Parcels.Import.Waybill(Parcels.Guid(3), Parcels.At),
        Inventory = Parcels.Import.Inventory(Parcels.Guid(4), Parcels.At);

    [Theory]
    [InlineData("CEB311", "guid", "a1b2", "length")]
    [InlineData("CEB311", "appTime", "2024-03-15", "time")]
    [InlineData("CEB311", "appTime", "20241315093000", "time")]
    [InlineData("CEB311", "orderNo", "", "missing")]
    [InlineData("CEB311", "ebpCode", "1234567890123456789", "length")]
    [InlineData("CEB311", "freight", "20,00", "number")]
    [InlineData("CEB311", "freight", "20.000001", "number")]
    [InlineData("CEB311", "currency", "502", "value")]
    [InlineData("CEB311", "acturalPaid", "349.11", "sum")]
    [InlineData("CEB311", "goodsValue", "299.00", "sum")]
    [InlineData("CEB311", "orderType", "E", "value")]
    [InlineData("CEB311", "consigneeDistrict", "44030", "length")]
    [InlineData("CEB311", "colour", "red", "unknown")]
    [InlineData("CEB621", "packNo", "2", "value")]
    [InlineData("CEB621", "netWeight", "1.5", "sum")]
    [InlineData("CEB621", "voyageNo", "", "missing")]
    [InlineData("CEB621", "tradeMode", "1210", "missing")]
    [InlineData("CEB621", "declTime", "20240230", "time")]
    public void A_field_customs_would_refuse_is_found_before_sending(string kind, string element, string value, string code)
    {
        CebDocument document = kind == "CEB311" ? Order : Inventory;
        CebMessage message = Parcels.Message(kind, document with { Head = document.Head.With(element, value) });
        CebProblem problem = CebCheck.Problems(message).First(p => p.Code == code);
        problem.Document.ShouldBe(1);
        problem.Detail.Zh.ShouldNotBeEmpty();
    }

    [Fact]
    public void Lines_are_numbered_and_multiplied_and_bounded()
    {
        CebEntity line = Order.Lines[0];
        string[] Codes(params CebEntity[] lines) =>
            [.. CebCheck.Problems(Parcels.Message("CEB311", Order with { Lines = lines })).Select(p => p.Code).Distinct()];
        Codes(line.With("gnum", "2")).ShouldBe(["order"]);
        Codes(line.With("price", "149.00")).ShouldBe(["sum"]);
        Codes().ShouldContain("missing");
        Codes([.. Enumerable.Range(1, 100).Select(i => line.With("gnum", $"{i}"))]).ShouldContain("count");
        CebCheck.Problems(Parcels.Message("CEB311", Order) with { Documents = [.. Enumerable.Repeat(Order, 101)] })
            .ShouldContain(p => p.Code == "count");
    }

    [Fact]
    public void The_four_documents_of_a_dossier_agree_and_a_missing_one_is_waited_for()
    {
        CebAgreement.Check(Order, Payment, Waybill, Inventory).ShouldBeEmpty();
        CebAgreement.Check(Order, null, null, null).ShouldBeEmpty();
        CebAgreement.Check(null, Payment, null, Inventory).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("payment", "amountPaid", "349.00")]
    [InlineData("payment", "payerName", "李四")]
    [InlineData("payment", "payerIdNumber", "110101190001010001")]
    [InlineData("payment", "payTransactionId", "PAY2")]
    [InlineData("waybill", "consignee", "李四")]
    [InlineData("waybill", "logisticsNo", "WB9")]
    [InlineData("inventory", "buyerTelephone", "1")]
    [InlineData("inventory", "orderNo", "X")]
    [InlineData("inventory", "freight", "21")]
    public void One_word_that_differs_between_two_documents_is_named(string which, string element, string value)
    {
        CebDocument Changed(CebDocument d, string name) => which == name ? d with { Head = d.Head.With(element, value) } : d;
        IReadOnlyList<CebDisagreement> found = CebAgreement.Check(Order, Changed(Payment, "payment"),
            Changed(Waybill, "waybill"), Changed(Inventory, "inventory"));
        found.ShouldContain(d => d.Left == value || d.Right == value);
        found.ShouldAllBe(d => d.Detail.En.Length > 0);
    }

    [Fact]
    public void Amounts_agree_as_numbers_and_lines_one_by_one()
    {
        CebAgreement.Check(Order, Payment with { Head = Payment.Head.With("amountPaid", "349.12000") }, null, null)
            .ShouldBeEmpty();
        CebAgreement.Check(Order, null, null, Inventory with { Lines = [Inventory.Lines[0].With("qty", "3")] }).Single()
            .Line.ShouldBe(1);
        CebAgreement.Check(Order, null, null, Inventory with { Lines = [] }).Single().Element.ShouldBe("gnum");
    }

    [Fact]
    public void Receipts_give_the_same_state_in_any_order_and_any_number() =>
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, 6).ToArray()).ToArbitrary(), order =>
    {
        CebReceipt[] all = [Receipt("1", 1), Receipt("2", 2), Receipt("120", 3), Receipt("500", 4), Receipt("800", 5),
            Receipt("100", 6)];
        DeclarationProgress progress = order.Concat(order).Aggregate(new DeclarationProgress().Sent(), (p, i) => p.After(all[i]));
        return progress.State == DeclarationState.Released && progress.Receipts.Count == 6;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Released_goes_back_only_by_an_accepted_return()
    {
        DeclarationProgress released = new DeclarationProgress().Sent().After(Receipt("800", 1));
        released.After(Receipt("100", 2)).State.ShouldBe(DeclarationState.Released);
        released.After(Receipt("899", 2)).State.ShouldBe(DeclarationState.Done);
        released.After(Receipt("100", 2) with { Message = "CEB626" }).State.ShouldBe(DeclarationState.Released);
        released.After(Receipt("120", 2) with { Message = "CEB626" }).State.ShouldBe(DeclarationState.Withdrawn);
        Should.Throw<InvalidOperationException>(() => released.Sent());
        new DeclarationProgress().Sent().After(Receipt("4", 1)).Sent().State.ShouldBe(DeclarationState.Sent);
        Receipt("-621018", 1).State.ShouldBe(DeclarationState.Error);
        Receipt("-621018", 1).Remedy!.Zh.ShouldContain("年度");
        Receipt("777", 1).State.ShouldBeNull();
    }

    [Fact]
    public void A_receipt_message_and_a_tax_bill_are_read()
    {
        CebMessage receipt = new()
        {
            Kind = "CEB622", Guid = Parcels.Guid(20),
            Documents = [new(
                CebEntity.Of(("guid", Parcels.Guid(4)), ("copNo", "INV1"), ("preNo", "B20240315000000001"),
                ("returnStatus", "800"), ("returnTime", "20240315101112131"), ("returnInfo", "放行")), [])],
        };
        CebCheck.Problems(receipt).ShouldBeEmpty();
        CebReceipt read = CebReceipt.Read(CebXml.Write(receipt)).Single();
        (read.Key, read.State, read.Time).ShouldBe(("INV1", DeclarationState.Released, "20240315101112131"));

        TaxQuote quote = Ask.Quote(Ask.Retail("2024-03-15", 320m));
        CebMessage bill = new()
        {
            Kind = "CEB816", Guid = Parcels.Guid(21),
            Documents = [new(
                CebEntity.Of(("guid", Parcels.Guid(4)), ("returnTime", "20240315101112131"), ("invtNo", "53492024I000000001"),
                ("taxNo", "T1"), ("customsTax", 0m), ("valueAddedTax", 29.13m), ("consumptionTax", 0m), ("status", "1")),
                [CebEntity.Of(("gnum", 1), ("gcode", "9617001100"), ("taxPrice", 320m), ("customsTax", 0m),
                    ("valueAddedTax", 29.13m), ("consumptionTax", 0m))])],
        };
        CebCheck.Problems(bill).ShouldBeEmpty();
        TaxBillDifference difference = TaxBill.Read(CebXml.Write(bill)).Single().Against(quote).Single();
        (difference.Line, difference.Vat).ShouldBe((1, 0.01m));
    }

    [Theory]
    [InlineData("<a/>")]
    [InlineData("not xml")]
    [InlineData(
        "<!DOCTYPE x [<!ENTITY e 'x'>]><ceb:CEB311Message xmlns:ceb=\"http://www.chinaport.gov.cn/ceb\" guid=\"\" version=\"1.0\">&e;</ceb:CEB311Message>")]
    [InlineData("<ceb:CEB999Message xmlns:ceb=\"http://www.chinaport.gov.cn/ceb\"/>")]
    [InlineData(
        "<ceb:CEB311Message xmlns:ceb=\"http://www.chinaport.gov.cn/ceb\"><ceb:Order><ceb:OrderHead><ceb:appType>1</ceb:appType><ceb:guid>1</ceb:guid></ceb:OrderHead></ceb:Order></ceb:CEB311Message>")]
    [InlineData(
        "<ceb:CEB311Message xmlns:ceb=\"http://www.chinaport.gov.cn/ceb\"><ceb:Order><ceb:OrderHead><ceb:guid>1</ceb:guid><ceb:guid>2</ceb:guid></ceb:OrderHead></ceb:Order></ceb:CEB311Message>")]
    public void What_is_no_message_is_refused_with_a_reason(string xml) =>
        Should.Throw<FormatException>(() => CebXml.Read(xml)).Message.Length.ShouldBeGreaterThan(20);

    static CebReceipt Receipt(string status, int second) =>
        new("CEB622", Parcels.Guid(4), "INV1", status, $"202403151011{second:D2}000", "");
}
