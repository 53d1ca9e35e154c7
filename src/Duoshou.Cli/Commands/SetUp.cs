using System.CommandLine;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>client, shop and user: set-up without the page.</summary>
static class SetUp
{
    public static IEnumerable<Command> Commands()
    {
        yield return Verb.Group("client", "The agency's clients.", "client list", AddClient(), ListClients());
        yield return Verb.Group("shop", "The clients' shops.", "shop list", AddShop(), ListShops());
        yield return Verb.Group("user", "The people who can sign in.", "user list", AddUser(), ListUsers(), SignInLink());
    }

    static Command AddClient()
    {
        Argument<string> name = new("name");
        Option<string> currency = new("--currency") { DefaultValueFactory = _ => "CNY", Description = "The client's own currency" };
        return Verb.Of("add", "Takes on a client.", "client add \"Lanshi Home\" --currency CNY", [name, currency], async (parsed, session, cancel) =>
        {
            Answered<ClientCard> made = await session.Get<OpenClient>().Run(new(parsed.GetRequiredValue(name), parsed.GetRequiredValue(currency)), cancel);
            return made.Value is { } card
                ? session.Output.Answer(card, people => people.WriteLine($"{card.Id}  {card.Name}"))
                : session.Output.Refuse(made.Refusal!);
        });
    }

    static Command ListClients() => Verb.Of("list", "Lists the clients.", "client list --json", [], async (_, session, cancel) =>
    {
        IReadOnlyList<ClientCard> clients = await session.Get<IAgency>().Clients(session.Actor, cancel);
        return session.Output.Answer(clients, people =>
        {
            Table table = Output.TableOf("Id", session.Output.Say("客户", "Client"), session.Output.Say("币种", "Currency"), session.Output.Say("店铺", "Shops"));
            foreach (ClientCard client in clients)
                table.AddRow(new Text($"{client.Id}"), new Text(client.Name), new Text(client.Currency.Code), new Text($"{client.Shops}"));
            people.Write(table);
        });
    });

    static Command AddShop()
    {
        Argument<string> name = new("name");
        Option<string> client = new("--client") { Required = true, Description = "The client's name or id" };
        Option<string> platform = new("--platform") { Required = true, Description = string.Join(", ", Platforms.All.Select(p => p.Key)) };
        Option<string> country = new("--country") { Required = true, Description = "ISO 3166, two letters: the market it sells to" };
        Option<string> currency = new("--currency") { Required = true };
        Option<string> zone = new("--zone") { Required = true, Description = "IANA zone, such as Asia/Shanghai" };
        Option<decimal?> target = new("--target") { Description = "What it should sell in a month, in its currency" };
        return Verb.Of("add", "Sets up a shop.",
            "shop add \"Tmall outlet\" --client \"Qingyu Home\" --platform tmall --country CN --currency CNY --zone Asia/Shanghai",
            [name, client, platform, country, currency, zone, target], async (parsed, session, cancel) =>
        {
            string wanted = parsed.GetRequiredValue(client);
            ClientCard? owner = (await session.Get<IAgency>().Clients(session.Actor, cancel))
                .FirstOrDefault(card => card.Name == wanted || card.Id.ToString() == wanted);
            if (owner is null)
                return session.Output.Refuse(new("client.unknown", new($"没有客户「{wanted}」。", $"There is no client “{wanted}”."),
                    new("先用 client add 建立。", "Add it first with: client add."), "client", wanted));
            Answered<ShopCard> made = await session.Get<OpenShop>().Run(new(
                parsed.GetRequiredValue(name), owner.Id, parsed.GetRequiredValue(platform), parsed.GetRequiredValue(country),
                parsed.GetRequiredValue(currency), parsed.GetRequiredValue(zone), parsed.GetValue(target)), cancel);
            return made.Value is { } card
                ? session.Output.Answer(Document(card), people => people.WriteLine($"{card.Id}  {card.ClientName}/{card.Name}"))
                : session.Output.Refuse(made.Refusal!);
        });
    }

    static Command ListShops() => Verb.Of("list", "Lists the shops.", "shop list", [], async (_, session, cancel) =>
    {
        IReadOnlyList<ShopCard> shops = await session.Get<IShops>().All(await session.Scope(cancel), cancel);
        return session.Output.Answer(shops.Select(Document), people =>
        {
            Output o = session.Output;
            Table table = Output.TableOf("Id", o.Say("客户", "Client"), o.Say("店铺", "Shop"), o.Say("平台", "Platform"),
                o.Say("市场", "Market"), o.Say("币种", "Currency"), o.Say("时区", "Zone"));
            foreach (ShopCard shop in shops)
                table.AddRow(new Text($"{shop.Id}"), new Text(shop.ClientName), new Text(shop.Name),
                    new Text(shop.Platform.Key), new Text(shop.Country), new Text(shop.Currency.Code), new Text(shop.Zone.Name));
            people.Write(table);
        });
    });

    static object Document(ShopCard card) => new
    {
        card.Id, card.Name, card.Client, card.ClientName, Platform = card.Platform.Key, card.Country, card.Currency, Zone = card.Zone.Name, card.MonthlyTarget,
    };

    static Command AddUser()
    {
        Argument<string> email = new("email");
        Option<string> name = new("--name") { Required = true, Description = "The name that others see" };
        Option<Role> role = new("--role") { DefaultValueFactory = _ => Role.Operator };
        Option<string[]> clients = new("--client") { AllowMultipleArgumentsPerToken = true, Description = "Clients to work on; owner, lead and auditor see all" };
        Option<string> currency = new("--currency") { DefaultValueFactory = _ => "CNY" };
        Option<string> zone = new("--zone") { DefaultValueFactory = _ => "Asia/Shanghai" };
        Option<bool> password = new("--password-stdin") { Description = "Read a password from standard input; without it the person signs in by link" };
        return Verb.Of("add", "Adds a person.", "user add lin@example.com --name \"Lin Wei\" --role promotion --client \"Qingyu Home\"",
            [email, name, role, clients, currency, zone, password], async (parsed, session, cancel) =>
        {
            IReadOnlyList<ClientCard> known = await session.Get<IAgency>().Clients(session.Actor, cancel);
            string[] wanted = parsed.GetValue(clients) ?? [];
            if (wanted.FirstOrDefault(w => known.All(c => c.Name != w && c.Id.ToString() != w)) is { } unknown)
                return session.Output.Refuse(new("client.unknown", new($"没有客户「{unknown}」。", $"There is no client “{unknown}”."),
                    new("用 client list 查看。", "See: client list."), "client", unknown));
            string? secret = parsed.GetValue(password) ? (await Line(cancel))?.Trim() : null;
            Answered<PersonCard> made = await session.Get<AddPerson>().Run(new(
                parsed.GetRequiredValue(email), parsed.GetRequiredValue(name), parsed.GetValue(role),
                [.. known.Where(c => wanted.Contains(c.Name) || wanted.Contains(c.Id.ToString())).Select(c => c.Id)],
                session.Output.Language, parsed.GetRequiredValue(currency), parsed.GetRequiredValue(zone), secret), cancel);
            return made.Value is { } card
                ? session.Output.Answer(card, people => people.WriteLine($"{card.Id}  {card.DisplayName} <{card.Email}>"))
                : session.Output.Refuse(made.Refusal!);
        });
    }

    static async Task<string?> Line(CancellationToken cancel)
    {
        using StreamReader standard = new(Here.Current.Input());
        return await standard.ReadLineAsync(cancel);
    }

    static Command ListUsers() => Verb.Of("list", "Lists the people.", "user list", [], async (_, session, cancel) =>
    {
        IReadOnlyList<PersonCard> people = await session.Get<ListPeople>().Run(cancel);
        return session.Output.Answer(people, console =>
        {
            Table table = Output.TableOf(session.Output.Say("邮箱", "Email"), session.Output.Say("姓名", "Name"), session.Output.Say("角色", "Role"));
            foreach (PersonCard person in people) table.AddRow(new Text(person.Email), new Text(person.DisplayName), new Text(session.Output.Say(person.Role.Name)));
            console.Write(table);
        });
    });

    static Command SignInLink()
    {
        Argument<string> email = new("email");
        Option<string> url = new("--url") { DefaultValueFactory = _ => "http://127.0.0.1:5080", Description = "The address at which the application listens" };
        return Verb.Of("link", "Makes a link that signs a person in once.", "user link lin@example.com", [email, url], async (parsed, session, cancel) =>
        {
            string address = parsed.GetRequiredValue(email);
            if (await session.Get<IssueSignInLink>().Run(address, cancel) is not { } secret)
                return session.Output.Refuse(new("person.unknown", new($"没有「{address}」。", $"There is nobody with the address {address}."),
                    new("用 user list 查看。", "See: user list."), "email", address));
            string link = $"{parsed.GetRequiredValue(url).TrimEnd('/')}/sign-in/link/{secret}";
            return session.Output.Answer(new { link }, people => people.WriteLine(link));
        });
    }
}
