using System.Globalization;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Exports that no shipped format describes: money is read whole, or a person is asked, or told what stays out.</summary>
public sealed class UndescribedTests
{
    const string Pinduoduo = "#拼多多账务明细\n商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注\n"
        + "260105-1,2026-01-05 10:00:00,18.00,0.00,交易收入,\n260105-1,2026-01-05 10:00:01,0.00,{0}0.11,技术服务费,\n260105-2,2026-01-06 10:00:00,25.50,0.00,交易收入,\n260105-2,2026-01-06 11:00:00,0.00,{0}25.50,退款,\n";

    [Theory]
    [InlineData("拼多多账务.csv", "CNY", Pinduoduo, "", "17.89")]
    [InlineData("拼多多账务.csv", "CNY", Pinduoduo, "-", "17.89")]
    [InlineData("bank.csv", "USD", "Date,Statement number,Type,Debit,Credit,Balance\n2026-01-05,S-1,Commission,3.20,,96.80\n2026-01-06,S-1,Sale,,40.00,136.80\n", "", "36.80")]
    [InlineData("konto.csv", "EUR", "Datum;Abrechnungsnummer;Kostenart;Soll;Haben\n05.01.2026;S-1;Provision;1.003,20;\n06.01.2026;S-1;Verkauf;;2.040,00\n", "", "1036.80")]
    [InlineData("only-out.csv", "USD", "Date,Fee type,Expense\n2026-01-05,Commission,3.20\n2026-01-06,Storage,1.80\n", "", "-5.00")]
    [InlineData("agree.csv", "USD", "Date,Fee type,Income,Expense,Amount\n2026-01-05,Commission,0,3.20,-3.20\n2026-01-06,Sale,10,0,10\n", "", "6.80")]
    [InlineData("alipay.csv", "CNY", "账务流水号,发生时间,业务类型,收/支,金额（元）\n9001,2026-01-05 10:00:00,交易付款,收入,18.00\n9002,2026-01-05 10:00:01,服务费,支出,0.11\n9003,2026-01-06 10:00:00,转账,不计收支,0.00\n", "", "17.89")]
    [InlineData("signed.csv", "CNY", "账务流水号,发生时间,业务类型,收/支,金额（元）\n9001,2026-01-05 10:00:00,交易付款,收入,18.00\n9002,2026-01-05 10:00:01,服务费,支出,-0.11\n", "", "17.89")]
    public async Task Income_and_expense_are_both_read(string name, string currency, string text, string sign, string amount)
    {
        using Workbench bench = new(currency);
        InputFile file = Workbench.Text(name, text.Replace("{0}", sign, StringComparison.Ordinal));
        ImportPlan plan = await bench.Recognise([file]);
        plan.IsReady.ShouldBeTrue(string.Join("; ", plan.Questions.Select(question => question.Key)));
        plan.Tables.Single().Mapping.Kind.ShouldBe(FactKind.Fee);
        plan.Tables.Single().Notices.ShouldNotContain(notice => notice.En.Contains("not read"));
        RowSpy rows = await RowSpy.Read([file], bench);
        rows.Refusals.ShouldBeEmpty();
        rows.Sum("amount").ShouldBe(decimal.Parse(amount, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_expense_of_both_signs_is_asked_for()
    {
        using Workbench bench = new();
        InputFile file = Workbench.Text("mixed.csv", "发生时间,账务类型,收入,支出\n2026-01-05,服务费,0,-5\n2026-01-06,服务费,0,-4\n2026-01-07,服务费退回,0,2\n2026-01-08,交易收入,10,0\n");
        ImportPlan plan = await bench.Recognise([file]);
        ImportQuestion asked = plan.Questions.Single();
        (asked.Key, asked.Suggested, asked.IsCertain).ShouldBe(("expense_sign", "minus", false));
        (await RowSpy.Read([file], bench, Answer("expense_sign", "minus"))).Sum("amount").ShouldBe(3);
        (await RowSpy.Read([file], bench, Answer("expense_sign", "plus"))).Sum("amount").ShouldBe(17);
        (await Should.ThrowAsync<ImportProblem>(bench.Recognise([file], Answer("expense_sign", "what")))).Code.ShouldBe("answer.unreadable");
    }

    [Fact]
    public async Task An_amount_beside_that_says_something_else_is_asked_for()
    {
        using Workbench bench = new("USD");
        InputFile file = Workbench.Text("three.csv", "Date,Type,Credit,Debit,Fee\n2026-01-05,Sale,100,0,3\n2026-01-06,Refund,0,20,0\n");
        (await bench.Recognise([file])).Questions.Single(question => !question.IsCertain).Key.ShouldBe("amount");
        (await RowSpy.Read([file], bench, Answer("amount", "income_expense"))).Sum("amount").ShouldBe(80);
        (await RowSpy.Read([file], bench, Answer("amount", "Fee"))).Sum("amount").ShouldBe(3);
    }

    [Theory]
    [InlineData("woocommerce.csv", "EUR", "Order Number,Order Status,Order Date,Email (Billing),Cart Discount Amount,Order Shipping Amount,Order Total Amount,Order Total Tax Amount,SKU,Item Name,Quantity,Item Cost\n77,completed,2026-01-15 10:00,a@b.c,1.50,5.00,28.50,4.10,T-1,Cup,2,12.50\n78,completed,2026-01-16 10:00,b@b.c,0,5.00,25.00,3.10,T-1,Cup,1,20.00\n",
        "gross=45 paid=53.5 tax=7.2 freight=10 discount_seller=1.5 quantity=3", "")]
    [InlineData("walmart.csv", "USD", "PO#,Order#,Order Date,Customer Name,City,State,Line#,SKU,Item Description,Status,Qty,Item Cost,Shipping Cost,Tax\n901,200-1,2026-01-15,Ann,Reno,NV,1,L-1,Lamp,Delivered,2,25.00,4.00,3.10\n",
        "gross=50 freight=4 tax=3.1 quantity=2", "")]
    [InlineData("walmart-total.csv", "USD", "Order#,Order Date,SKU,Qty,Item Cost,Total Price,Carrier Surcharge\n200-1,2026-01-15,L-1,2,25.00,50.00,1.25\n200-2,2026-01-16,L-1,1,25.00,25.00,1.25\n",
        "gross=75 quantity=3", "Carrier Surcharge")]
    public async Task Money_is_read_or_told(string name, string currency, string text, string sums, string unread)
    {
        using Workbench bench = new(currency);
        InputFile file = Workbench.Text(name, text);
        ImportPlan plan = await bench.Recognise([file]);
        plan.IsReady.ShouldBeTrue(string.Join("; ", plan.Questions.Select(question => question.Key)));
        RowSpy rows = await RowSpy.Read([file], bench);
        rows.Refusals.ShouldBeEmpty();
        foreach (string sum in sums.Split(' '))
            rows.Sum(sum.Split('=')[0]).ShouldBe(decimal.Parse(sum.Split('=')[1], CultureInfo.InvariantCulture), sum);
        string told = string.Concat(plan.Tables.Single().Notices.Select(notice => notice.En).Where(notice => notice.Contains("are not read", StringComparison.Ordinal)));
        if (unread.Length == 0) told.ShouldBeEmpty();
        else told.ShouldContain($"'{unread}'");
    }

    [Fact]
    public async Task Orders_without_a_known_amount_are_asked_about()
    {
        using Workbench bench = new("USD");
        InputFile file = Workbench.Text("orders.csv", "Order ID,Order Date,SKU,Quantity,Zwischenbetrag X\n1,2026-01-15,A,2,20.50\n2,2026-01-16,B,1,7.25\n");
        ImportQuestion asked = (await bench.Recognise([file])).Questions.Single(question => !question.IsCertain);
        (asked.Key, string.Join(' ', asked.Options.Select(option => option.Value))).ShouldBe(("gross", "Zwischenbetrag X none"));
        (await RowSpy.Read([file], bench, Answer("gross", "Zwischenbetrag X"))).Sum("gross").ShouldBe(27.75m);
        (await RowSpy.Read([file], bench, Answer("gross", "none"))).Sum("quantity").ShouldBe(3);
        (await Should.ThrowAsync<ImportProblem>(bench.Recognise([file], Answer("gross", "no such")))).Code.ShouldBe("answer.unreadable");

        ImportPlan pieces = await bench.Recognise([Workbench.Text("pieces.csv", "Order ID,Order Date,SKU,Quantity\n1,2026-01-15,A,2\n")]);
        pieces.IsReady.ShouldBeTrue();
        pieces.Tables.Single().Notices.ShouldContain(notice => notice.En.Contains("no sales"));
    }

    [Fact]
    public async Task Orders_without_a_date_are_asked_about_and_stock_is_not()
    {
        using Workbench bench = new("USD");
        InputFile orders = Workbench.Text("orders-2026-01-31.csv", "Order ID,SKU,Quantity,Total\n1,A,2,20.50\n");
        ImportQuestion asked = (await bench.Recognise([orders])).Questions.Single();
        (asked.Key, asked.Suggested, asked.IsCertain).ShouldBe(("date", "2026-01-31", false));
        (await RowSpy.Read([orders], bench, Answer("date", "2026-01-15")))[0, "ordered_at"].ShouldBe(new DateTime(2026, 1, 15));
        (await bench.Recognise([Workbench.Text("stock.csv", "SKU,Product name,On hand,Unit cost\nA,Cup,5,2.50\n")])).IsReady.ShouldBeTrue();
    }

    [Theory]
    [InlineData("windows-1251", "Номер заказа;Дата заказа;Артикул;Наименование товара;Количество;Сумма\n1;05.01.2026;A-1;Чашка фарфоровая белая;2;1 250,50\n2;06.01.2026;A-2;Тарелка;1;300,00\n", "order_line gross 1550.5 Чашка фарфоровая белая")]
    [InlineData("koi8-r", "Номер заказа;Дата заказа;Артикул;Наименование товара;Количество;Сумма\n1;05.01.2026;A-1;Чашка фарфоровая белая;2;1 250,50\n2;06.01.2026;A-2;Тарелка;1;300,00\n", "order_line gross 1550.5 Чашка фарфоровая белая")]
    [InlineData("windows-1250", "Numer zamówienia;Data zamówienia;Nazwa produktu;Ilość;Wartość;Status płatności\nA-1;05.01.2026;Książka żółta;2;50,50;zapłacone\nA-2;06.01.2026;Łyżka;1;9,50;zapłacone\n", "order_line gross 60 Książka żółta")]
    [InlineData("iso-8859-2", "Numer zamówienia;Data zamówienia;Nazwa produktu;Ilość;Wartość;Status płatności\nA-1;05.01.2026;Książka żółta;2;50,50;zapłacone\nA-2;06.01.2026;Łyżka;1;9,50;zapłacone\n", "order_line gross 60 Książka żółta")]
    [InlineData("windows-1252", "Numéro de commande;Date de commande;Produit;Quantité;Montant\nA-1;05.01.2026;Crème brûlée;2;50,50\nA-2;06.01.2026;Pâté à l'ail, 2 m³;1;9,50\n", "order_line gross 60 Crème brûlée")]
    public async Task Letters_of_eastern_europe_are_told_apart(string encoding, string text, string read)
    {
        string[] parts = read.Split(' ', 4);
        using Workbench bench = new("EUR");
        IReadOnlyList<InputFile> files = Workbench.Bytes("orders.csv", TextEncoding.Named(encoding).GetBytes(text));
        TextEncoding.Of(files[0]).ShouldBe(encoding);
        RowSpy rows = await RowSpy.Read(files, bench);
        rows.Sum(parts[1]).ShouldBe(decimal.Parse(parts[2], CultureInfo.InvariantCulture));
        rows[0, "product"].ShouldBe(parts[3]);
    }

    [Theory]
    [InlineData("# de venta,Fecha de venta,Estado,Unidades,Ingresos por productos (CLP),Cargo por venta e impuestos (CLP),Ingresos por envío (CLP),Anulaciones y reembolsos (CLP),Total (CLP),SKU,Título de la publicación,Comprador\n"
        + "2000001,12 de noviembre de 2026 14:05 hs.,Entregado,2,20000,-3000,2990,,19990,T-1,Taza,Ana\n2000002,3 de marzo de 2026 09:00 hs.,Cancelado,1,10000,-1500,,-10000,-1500,T-1,Taza,Luis\n", "CLP")]
    [InlineData("N.º de venda,Data da venda,Estado,Unidades,Receita por produtos (BRL),Tarifa de venda e impostos (BRL),Receita por envio (BRL),Cancelamentos e reembolsos (BRL),Total (BRL),SKU,Título do anúncio,Comprador\n"
        + "2000001,12 de novembro de 2026 14:05 hs.,Entregue,2,20000,-3000,2990,,19990,T-1,Caneca,Ana\n2000002,3 de março de 2026 09:00 hs.,Cancelado,1,10000,-1500,,-10000,-1500,T-1,Caneca,Luis\n", "BRL")]
    public async Task Mercado_Libre_is_read_in_both_its_languages(string text, string currency)
    {
        using Workbench bench = new(currency, "America/Santiago");
        InputFile file = Workbench.Text("ventas.csv", text);
        ImportPlan plan = await bench.Recognise([file]);
        plan.IsReady.ShouldBeTrue(string.Join("; ", plan.Questions.Select(question => question.Key)));
        plan.Tables.Single().Mapping.Name.ShouldBe("mercadolibre.sales");
        RowSpy rows = await RowSpy.Read([file], bench);
        rows.Refusals.ShouldBeEmpty();
        (rows.Sum("gross"), rows.Sum("paid"), rows.Sum("freight"), rows.Sum("refunded"), rows.Sum("fee_estimate"), rows.Sum("quantity"))
            .ShouldBe((30000m, 32990m, 2990m, 10000m, 4500m, 3m));
        rows[0, "ordered_at"].ShouldBe(new DateTime(2026, 11, 12, 14, 5, 0));
        rows[1, "ordered_at"].ShouldBe(new DateTime(2026, 3, 3, 9, 0, 0));
    }

    [Theory]
    [InlineData("12 de noviembre de 2026 14:05 hs.", "2026-11-12T14:05")]
    [InlineData("jueves, 12 de noviembre del 2026 a las 14:05", "2026-11-12T14:05")]
    [InlineData("12 de março de 2026 às 14h05", "2026-03-12T14:05")]
    [InlineData("quinta-feira, 12 de nov. de 2026", "2026-11-12T00:00")]
    [InlineData("jeudi 12 novembre 2026 à 14h05", "2026-11-12T14:05")]
    [InlineData("1er août 2026", "2026-08-01T00:00")]
    [InlineData("Donnerstag, 12. November 2026 um 14:05 Uhr", "2026-11-12T14:05")]
    [InlineData("mar. 17 nov. 2026", "2026-11-17T00:00")]
    [InlineData("17 mar 2026", "2026-03-17T00:00")]
    [InlineData("Mar-05-26", "2026-03-05T00:00")]
    [InlineData("mar, 17 mars 2026 14:05", "2026-03-17T14:05")]
    [InlineData("12 listopada 2026", "2026-11-12T00:00")]
    [InlineData("12 ноября 2026 г. 14:05", "2026-11-12T14:05")]
    public void A_moment_in_words_is_read(string text, string moment)
    {
        Moments.TryRead(text, DateOrder.MonthFirst, new("Etc/UTC"), out long ticks).ShouldBe(CellOutcome.Value);
        new DateTime(ticks).ToString("s", CultureInfo.InvariantCulture)[..16].ShouldBe(moment);
    }

    [Theory]
    [InlineData("2026-01-05,A")]
    [InlineData("12 de 2026")]
    [InlineData("las 12")]
    public void Words_alone_make_no_moment(string text) => Moments.TryRead(text, DateOrder.MonthFirst, new("Etc/UTC"), out _).ShouldBe(CellOutcome.Unreadable);

    [Fact]
    public async Task A_head_without_rows_says_so()
    {
        using Workbench bench = new("USD");
        ImportProblem problem = await Should.ThrowAsync<ImportProblem>(bench.Recognise([Workbench.Text("none.csv", "Foo,Bar,Baz\n")]));
        (problem.Code, problem.Message.Contains("no data", StringComparison.Ordinal) || problem.ToString().Contains("没有数据", StringComparison.Ordinal)).ShouldBe(("kind.unknown", true));
        ImportReport report = await bench.ImportText("tmall.csv", "订单编号,总金额,买家实际支付金额,订单创建时间,订单状态\n");
        (report.RowsRead, report.RowsLoaded, report.RowsRefused).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_later_export_of_overlapping_days_restates_what_changed()
    {
        const string Head = "Order ID,Order Date,Order Status,SKU,Quantity,Total,Refund\n";
        using Workbench bench = new("USD");
        await bench.ImportText("first.csv", Head + "1,2026-01-05,Paid,A,1,10,0\n1,2026-01-05,Paid,B,1,5,0\n2,2026-01-06,Paid,A,2,20,0\n");
        ImportReport later = await bench.ImportText("later.csv", Head + "1,2026-01-05,Shipped,B,1,5,0\n1,2026-01-05,Paid,A,1,10,0\n2,2026-01-06,Refunded,A,2,20,20\n3,2026-01-07,Paid,A,1,10,0\n");
        (later.RowsLoaded, later.RowsRestated, later.RowsUnchanged, later.RowsRefused).ShouldBe((1, 2, 1, 0));
        (await bench.Ledger.Feeds(bench.Scope, new(new(2026, 1, 1), new(2026, 12, 31)), default)).Sum(day => day.Rows).ShouldBe(4);
    }

    static ImportChoices Answer(string key, string value) => new(Answers: new Dictionary<string, string> { [key] = value });
}
