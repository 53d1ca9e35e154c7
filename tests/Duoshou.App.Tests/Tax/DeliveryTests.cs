using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Actions.Declarations;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tests.Tax;

/// <summary>A port that fails: the failure is kept, the same bytes go again, and nothing is declared twice.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    TestInstallation installation = null!;
    Scope scope = null!;
    Guid declaration;

    public async Task InitializeAsync()
    {
        installation = await TestInstallation.Open();
        ShopCard shop = await installation.Shop((await installation.Client()).Id);
        scope = await installation.OwnerScope();
        declaration = (await installation.Get<PrepareDeclaration>().Run(new(shop.Id, CustomsTests.Parcel(), "", installation.Owner), scope, default)).Value!.Id;
    }

    public async Task DisposeAsync() => await installation.DisposeAsync();

    /// <summary>The simulator behind a line that breaks at one message: before it arrives, or after, when only the answer is lost.</summary>
    sealed class BrokenLine(ICustomsPort port, string kind, bool arrives) : ICustomsPort
    {
        public List<string> Sent { get; } = [];
        public bool Mended { get; set; }
        public bool IsSimulated => true;

        public async Task<IReadOnlyList<string>> Send(string xml, CancellationToken cancel)
        {
            Sent.Add(xml);
            bool breaks = !Mended && CebXml.Read(xml).Kind == kind;
            if (breaks && !arrives) throw new HttpRequestException("connection reset by the port");
            IReadOnlyList<string> answers = await port.Send(xml, cancel);
            return breaks ? throw new TimeoutException("no answer within 30 s") : answers;
        }
    }

    async Task<DeclarationFile> File() => (await installation.Get<ReadDeclarations>().One(declaration, scope, default))!;

    Task<Duoshou.Warehouse.Answered<DeclarationCard>> Send(ICustomsPort port) => installation.Get<SendDeclaration>().Run(declaration, port, scope, default);

    async Task<int> AtCustoms(string kind)
    {
        await using DuoshouDb db = await installation.Get<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync();
        return await db.Set<SimulatedDocument>().CountAsync(d => d.Kind == kind);
    }

    [Theory]
    [InlineData("CEB311", false)]
    [InlineData("CEB411", true)]
    [InlineData("CEB621", false)]
    [InlineData("CEB621", true)]
    public async Task A_failed_delivery_is_kept_and_the_same_bytes_go_again_once(string kind, bool arrives)
    {
        BrokenLine line = new(installation.Get<PortSimulator>(), kind, arrives);
        Warehouse.Refusal refusal = (await Send(line)).Refusal!;
        (refusal.Code, refusal.Detail.En).ShouldBe(("declaration.delivery_failed", $"The port did not take {kind}: " + (arrives ? "no answer within 30 s" : "connection reset by the port")));
        DeclarationFile failed = await File();
        failed.Card.State.ShouldBe(DeclarationState.Retry);
        failed.Documents.Single(d => d.Kind == kind).Failure.ShouldNotBeEmpty();
        string[] before = [.. line.Sent.Where(xml => CebXml.Read(xml).Kind == kind)];
        line.Mended = true;
        (await Send(line)).Value!.State.ShouldBe(DeclarationState.Released);
        string[] all = [.. line.Sent.Where(xml => CebXml.Read(xml).Kind == kind)];
        all.Length.ShouldBe(2);
        all[1].ShouldBe(before[0]);
        // What had arrived is not sent again, and each document stands at customs once.
        foreach (string one in (string[])["CEB311", "CEB411", "CEB511", "CEB621"]) (await AtCustoms(one)).ShouldBe(1, one);
        if (kind == "CEB621") line.Sent.Count(xml => CebXml.Read(xml).Kind == "CEB311").ShouldBe(1);
        (await File()).Documents.ShouldAllBe(d => d.Failure == "" && !d.IsOpen);
    }

    [Fact]
    public async Task An_attempt_that_was_cut_off_can_be_repeated_after_a_while_and_not_beside_itself()
    {
        using CancellationTokenSource stop = new();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            installation.Get<SendDeclaration>().Run(declaration, new Stopping(stop), scope, stop.Token));
        (await File()).Card.State.ShouldBe(DeclarationState.Retry);
        (await Send(installation.Get<PortSimulator>())).Value!.State.ShouldBe(DeclarationState.Released);
        // A second attempt beside one that has not ended is refused.
        await using DuoshouDb db = await installation.Get<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync();
        await db.Set<Declaration>().ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeclarationState.Retry));
        await db.Set<DocumentDelivery>().ExecuteUpdateAsync(set => set.SetProperty(d => d.DeliveredAt, (DateTimeOffset?)null).SetProperty(d => d.StartedAt, DateTimeOffset.UtcNow));
        (await Send(installation.Get<PortSimulator>())).Refusal!.Code.ShouldBe("declaration.being_sent");
        await db.Set<DocumentDelivery>().ExecuteUpdateAsync(set => set.SetProperty(d => d.StartedAt, DateTimeOffset.UtcNow.AddMinutes(-3)));
        (await Send(installation.Get<PortSimulator>())).Value!.State.ShouldBe(DeclarationState.Released);
        (await AtCustoms("CEB621")).ShouldBe(1);
    }

    /// <summary>The person or the clock stops the program in the middle.</summary>
    sealed class Stopping(CancellationTokenSource stop) : ICustomsPort
    {
        public bool IsSimulated => true;

        public async Task<IReadOnlyList<string>> Send(string xml, CancellationToken cancel)
        {
            await stop.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return [];
        }
    }

    [Fact]
    public async Task A_request_to_withdraw_that_failed_is_repeated_and_not_made_a_second_time()
    {
        await Send(installation.Get<PortSimulator>());
        BrokenLine line = new(installation.Get<PortSimulator>(), "CEB625", arrives: true);
        WithdrawDeclaration withdraw = installation.Get<WithdrawDeclaration>();
        (await withdraw.Run(declaration, "尺寸不合", line, installation.Owner, scope, default)).Refusal!.Code.ShouldBe("declaration.delivery_failed");
        (await File()).Card.State.ShouldBe(DeclarationState.Released);
        line.Mended = true;
        (await withdraw.Run(declaration, "尺寸不合", line, installation.Owner, scope, default)).Value!.State.ShouldBe(DeclarationState.Withdrawn);
        (await File()).Documents.Count(d => d.Kind == "CEB625").ShouldBe(1);
        (await AtCustoms("CEB625")).ShouldBe(1);
        line.Sent[1].ShouldBe(line.Sent[0]);
    }

    [Fact]
    public async Task The_outbox_writes_a_message_once_and_whole()
    {
        Outbox outbox = Outbox.Of(installation.Get<Home>());
        (await Send(outbox)).Value!.State.ShouldBe(DeclarationState.Sent);
        Directory.GetFiles(outbox.Folder).Length.ShouldBe(4);
        Directory.GetFiles(outbox.Folder, "*.part").ShouldBeEmpty();
    }
}
