using Duoshou.App.Agency;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Actions.Declarations;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tests.Tax;

public sealed class CustomsTests : IAsyncLifetime
{
    TestInstallation installation = null!;
    ShopCard shop = null!;
    Scope scope = null!;

    public async Task InitializeAsync()
    {
        installation = await TestInstallation.Open();
        shop = await installation.Shop((await installation.Client()).Id);
        scope = await installation.OwnerScope();
    }

    public async Task DisposeAsync() => await installation.DisposeAsync();

    async Task<DeclarationCard> Keep(ParcelDocument parcel, string why = "")
    {
        var (card, refusal) = await installation.Get<PrepareDeclaration>().Run(new(shop.Id, parcel, why, installation.Owner), scope, default);
        return card ?? throw new InvalidOperationException(refusal!.Detail.En);
    }

    async Task<DeclarationCard> Send(Guid id)
    {
        var (card, refusal) = await installation.Get<SendDeclaration>().Run(id, installation.Get<PortSimulator>(), scope, default);
        return card ?? throw new InvalidOperationException(refusal!.Code + " " + refusal.Detail.En);
    }

    [Fact]
    public async Task A_faultless_parcel_is_accepted_and_released_by_the_simulator()
    {
        DeclarationCard kept = await Keep(Parcel());
        kept.Blocks.ShouldBeEmpty();
        DeclarationCard sent = await Send(kept.Id);
        (sent.State, sent.InvtNo.Length).ShouldBe((DeclarationState.Released, 18));
        DeclarationFile file = (await installation.Get<ReadDeclarations>().One(kept.Id, scope, default))!;
        file.Documents.Select(d => d.Kind).ShouldBe(["CEB311", "CEB411", "CEB511", "CEB621"]);
        file.Receipts.ShouldAllBe(r => r.Simulated && r.Words.Contains("SIMULATED"));
        file.Receipts.Where(r => r.Message == "CEB622").Select(r => r.Status).ShouldBe(["2", "120", "800"]);
    }

    [Fact]
    public async Task The_whole_export_way_is_answered_too()
    {
        ParcelDocument export = Parcel() with
        {
            Direction = "export", Currency = "502", Country = "502", DestinationPort = "0001", PaymentCompany = new("", "现金支付"), InventoryCopNo = "EXINV1",
        };
        DeclarationCard sent = await Send((await Keep(export)).Id);
        (sent.State, sent.IsImport, sent.Currency.Code).ShouldBe((DeclarationState.Released, false, "USD"));
    }

    [Theory]
    [InlineData("payer")]
    [InlineData("identity")]
    [InlineData("limit.single")]
    [InlineData("agreement")]
    [InlineData("field.missing")]
    public async Task A_parcel_with_a_fault_is_kept_blocked_says_why_and_is_not_sent(string code)
    {
        ParcelDocument good = Parcel();
        ParcelDocument parcel = code switch
        {
            "payer" => good with { Payer = new("李四", good.Buyer!.IdNumber, "13900000000") },
            "identity" => good with { Buyer = good.Buyer! with { IdNumber = "110105194912310021" } },
            "limit.single" => good with { Goods = [good.Goods[0] with { Quantity = 3m, Price = 2000m, StatutoryQuantity = 1.2m }] },
            "agreement" => good with { AmountPaid = 1m },
            _ => good with { Voyage = null },
        };
        DeclarationCard kept = await Keep(parcel);
        kept.Blocks.Select(b => b.Code).ShouldContain(code);
        kept.Blocks.ShouldAllBe(b => b.Zh.Length > 0 && b.En.Length > 0 && !b.Value.Contains(good.Buyer!.IdNumber));
        (await installation.Get<SendDeclaration>().Run(kept.Id, installation.Get<PortSimulator>(), scope, default)).Refusal!.Code.ShouldBe("declaration.blocked");
        // Corrected under its order number, it is a second round and goes through.
        DeclarationCard corrected = await Keep(good, "corrected");
        (corrected.Id, corrected.Blocks.Count).ShouldBe((kept.Id, 0));
        (await Send(kept.Id)).State.ShouldBe(DeclarationState.Released);
        (await installation.Get<ReadDeclarations>().One(kept.Id, scope, default))!.Documents.Select(d => (d.Round, d.Why)).Distinct().ShouldBe([(1, ""), (2, "corrected")]);
    }

    [Fact]
    public async Task The_year_limit_counts_what_a_person_declared_before()
    {
        for (int i = 1; i <= 5; i++)
            (await Send((await Keep(Parcel(i) with { Goods = [Parcel().Goods[0] with { Quantity = 1m, Price = 5000m, StatutoryQuantity = 0.4m }], Freight = 0m })).Id)).State.ShouldBe(DeclarationState.Released);
        DeclarationCard sixth = await Keep(Parcel(6) with { Goods = [Parcel().Goods[0] with { Quantity = 1m, Price = 1000.01m, StatutoryQuantity = 0.4m }], Freight = 0m });
        sixth.Blocks.ShouldHaveSingleItem().Code.ShouldBe("limit.year");
        (await Keep(Parcel(7) with { Goods = [Parcel().Goods[0] with { Quantity = 1m, Price = 1000m, StatutoryQuantity = 0.4m }], Freight = 0m })).Blocks.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_customs_sends_back_is_corrected_as_a_change_and_not_repeated()
    {
        DeclarationCard kept = await Keep(Parcel());
        await Reject(kept.Id);
        DeclarationCard back = (await installation.Get<ReadDeclarations>().Run(scope, default)).Single();
        back.State.ShouldBe(DeclarationState.Rejected);
        (await installation.Get<SendDeclaration>().Run(kept.Id, installation.Get<PortSimulator>(), scope, default)).Refusal!.Code.ShouldBe("declaration.correct_first");
        await Keep(Parcel() with { WaybillNo = "WB2" }, "waybill number");
        DeclarationFile file = (await installation.Get<ReadDeclarations>().One(kept.Id, scope, default))!;
        (string _, string xml) = (await installation.Get<ReadDeclarations>().Document(file.Documents.Last(d => d.Kind == "CEB621").Id, scope, default))!.Value;
        CebXml.Read(xml).Documents[0].Head["appType"].ShouldBe("2");
        (await Send(kept.Id)).State.ShouldBe(DeclarationState.Released);
    }

    /// <summary>The inventory is sent back: a receipt as the port would send it.</summary>
    async Task Reject(Guid id)
    {
        DeclarationFile file = (await installation.Get<ReadDeclarations>().One(id, scope, default))!;
        await installation.Get<SendDeclaration>().Run(id, Outbox.Of(installation.Get<Home>()), scope, default);
        string receipt = CebXml.Write(new CebMessage
        {
            Kind = "CEB622", Guid = "A1B2C3D4-0000-4000-8000-000000000099",
            Documents = [new(CebEntity.Of(("guid", file.Documents.Single(d => d.Kind == "CEB621").Guid), ("copNo", "INV1"), ("preNo", "B20260315000000001"), ("returnStatus", "100"),
                ("returnTime", "20260315101112131"), ("returnInfo", "退单")), [])],
        });
        TakeReceipts take = installation.Get<TakeReceipts>();
        (await take.Run(receipt, false, default)).ShouldBe(new TakeReceipts.Taken(1, 0, 0));
        (await take.Run(receipt, false, default)).ShouldBe(new TakeReceipts.Taken(0, 1, 0));
    }

    [Fact]
    public async Task Released_goods_go_back_by_a_return_and_nothing_else()
    {
        DeclarationCard kept = await Keep(Parcel());
        await Send(kept.Id);
        (await installation.Get<PrepareDeclaration>().Run(new(shop.Id, Parcel(), "", installation.Owner), scope, default)).Refusal!.Code.ShouldBe("declaration.not_open");
        var (card, _) = await installation.Get<WithdrawDeclaration>().Run(kept.Id, "尺寸不合", installation.Get<PortSimulator>(), installation.Owner, scope, default);
        card!.State.ShouldBe(DeclarationState.Withdrawn);
    }

    [Fact]
    public async Task A_changed_message_is_refused_by_the_simulator_for_its_signature()
    {
        DeclarationCard kept = await Keep(Parcel());
        DeclarationFile file = (await installation.Get<ReadDeclarations>().One(kept.Id, scope, default))!;
        (string _, string xml) = (await installation.Get<ReadDeclarations>().Document(file.Documents[0].Id, scope, default))!.Value;
        SoftwareKey.Verify(xml).Good.ShouldBeTrue();
        string answer = (await installation.Get<PortSimulator>().Send(xml.Replace("<ceb:freight>20", "<ceb:freight>21", StringComparison.Ordinal), default)).Single();
        CebReceipt.Read(answer).Single().Status.ShouldBe("-621029");
    }

    [Fact]
    public async Task An_order_that_was_declared_is_refused_as_repeated()
    {
        await Send((await Keep(Parcel())).Id);
        ShopCard other = await installation.Shop(shop.Client, "京东旗舰店", "jd");
        scope = await installation.OwnerScope();
        DeclarationCard again = (await installation.Get<PrepareDeclaration>().Run(new(other.Id, Parcel(), "", installation.Owner), scope, default)).Value!;
        DeclarationCard sent = await Send(again.Id);
        (await installation.Get<ReadDeclarations>().One(again.Id, scope, default))!.Receipts.ShouldContain(r => r.Status == "-301010");
        sent.State.ShouldBe(DeclarationState.Rejected);
    }

    [Fact]
    public async Task Nobody_outside_the_scope_sees_a_declaration_and_no_number_stands_in_the_database()
    {
        DeclarationCard kept = await Keep(Parcel());
        Scope nobody = new() { User = installation.Owner, Shops = [] };
        (await installation.Get<ReadDeclarations>().Run(nobody, default)).ShouldBeEmpty();
        (await installation.Get<ReadDeclarations>().One(kept.Id, nobody, default)).ShouldBeNull();
        (await installation.Get<SendDeclaration>().Run(kept.Id, installation.Get<PortSimulator>(), nobody, default)).Refusal!.Code.ShouldBe("declaration.unknown");
        await Send(kept.Id);
        string home = installation.Get<Home>().OperationsFile;
        await using (DuoshouDb db = await installation.Get<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync()) await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        byte[] bytes = await File.ReadAllBytesAsync(home);
        bytes.AsSpan().IndexOf("11010519491231002X"u8).ShouldBe(-1);
        bytes.AsSpan().IndexOf("张三"u8).ShouldBe(-1);
    }

    internal static ParcelDocument Parcel(int number = 1) => new()
    {
        OrderNo = $"DS20260315{number:000000}", Platform = new("4400000000", "示例平台有限公司"), Merchant = new("4400000001", "示例商家有限公司"), Agent = new("4400000003", "示例报关有限公司"),
        Carrier = new("4400000004", "示例物流有限公司"), PaymentCompany = new("4400000002", "示例支付有限公司"), GuaranteeCode = "4400000003",
        Buyer = new("张三", "11010519491231002X", "13000000000"), BuyerAccount = "buyer-1", Receiver = new("张三", "13000000000", "广东省深圳市示例路1号"),
        Goods = [new($"SKU-{number}", "保温杯", "0|0|不锈钢|示例牌", "9617001100", "011", 2m, 150m, "116", "035", 0.8m)],
        Freight = 20m, Tax = 29.12m, PaymentNo = $"PAY{number}", PaidAt = new(2026, 3, 15, 9, 29, 55), WaybillNo = $"WB{number}", GrossKilograms = 1.5m, NetKilograms = 0.8m,
        CustomsCode = "5349", PortCode = "5349", Country = "116", Conveyance = "CA101", Voyage = "CA101/0315", Bill = "999-12345675", InventoryCopNo = $"INV{number}",
    };
}
