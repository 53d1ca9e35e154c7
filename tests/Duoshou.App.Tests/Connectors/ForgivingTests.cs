using System.Text;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Whatever bytes come: a clear problem or a report that sums, never anything else.</summary>
public sealed class ForgivingTests
{
    const string Orders = "订单编号,下单时间,商家编码,商品名称,数量,实付金额\r\n1001,2026-01-05 10:00:00,A-1,\"收纳,箱\",2,59.80\r\n1002,2026-01-06 11:30:00,B-2,\"6\"\" 衣架\",1,19.90\r\n1003,2026-01-07,C,x,1,1\r\n";

    [Fact]
    public async Task Files_that_hold_no_table_are_clear_problems()
    {
        await Problem("file.empty", []);
        await Problem("file.empty", Encoding.UTF8.GetBytes("\n \n\t\n"));
        await Problem("file.binary", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 13, 1, 2, 3, 0, 0, 9, 0, 0, 7, 0, 0, 0, 0, 0]);
        await Problem("file.damaged", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7]);
        await Problem("file.damaged", [(byte)'P', (byte)'K', 3, 4, 1, 2, 3, 4, 5, 6, 7]);
        await Problem("file.damaged", [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3, 4, 5, 6, 7]);
        await Problem("file.damaged", [.. SmallWorkbook.Of(["订单编号", "数量"], ["1", 2.0])[..400]]);

        static async Task Problem(string code, byte[] bytes)
        {
            using Workbench bench = new();
            ImportProblem problem = await Should.ThrowAsync<ImportProblem>(async () => await RowSpy.Read(Workbench.Bytes("f", bytes), bench));
            problem.Code.ShouldBe(code);
            problem.Remedy.Zh.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("PNG", new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, 1, 2 })]
    [InlineData("JPEG", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1 })]
    [InlineData("GIF", new byte[] { (byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'9', (byte)'a', 1, 0, 1, 0, 0, 0 })]
    [InlineData("WebP", new byte[] { (byte)'R', (byte)'I', (byte)'F', (byte)'F', 9, 0, 0, 0, (byte)'W', (byte)'E', (byte)'B', (byte)'P' })]
    [InlineData("HEIC", new byte[] { 0, 0, 0, 24, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', (byte)'i', (byte)'c' })]
    public void A_picture_is_called_a_picture_whatever_its_name_says(string form, byte[] bytes)
    {
        ImportProblem problem = Should.Throw<ImportProblem>(() => Workbench.Bytes("orders.csv", bytes));
        (problem.Code, problem.File).ShouldBe(("file.unsupported", "orders.csv"));
        problem.Detail.En.ShouldContain("picture");
        problem.Detail.En.ShouldContain(form);
        problem.Detail.Zh.ShouldContain("图片");
    }

    [Fact]
    public async Task A_line_without_end_is_a_clear_problem()
    {
        using Workbench bench = new();
        byte[] bytes = Encoding.ASCII.GetBytes("order id,order date,sku\n" + new string('x', RecordReader.LimitCharacters + 10));
        ImportProblem problem = await Should.ThrowAsync<ImportProblem>(async () => await RowSpy.Read(Workbench.Bytes("f.csv", bytes), bench));
        problem.Code.ShouldBe("record.too_long");
        problem.Line.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_of_chance_and_spoiled_tables_never_break_the_import()
    {
        using Workbench bench = new();
        byte[] table = Encoding.UTF8.GetBytes(Orders), book = SmallWorkbook.Of(["订单编号", "下单时间", "数量", "实付金额"], ["1", 46027.5, 2.0, 3.0], ["2", 46028.5, 2.0, 3.0]);
        Random chance = new(20260331);
        int understood = 0;
        for (int round = 0; round < 400; round++)
        {
            byte[] bytes = (round % 4) switch
            {
                0 => Noise(chance, chance.Next(1, 3000)),
                1 => Spoiled(chance, book, chance.Next(1, 12)),
                _ => Spoiled(chance, table, chance.Next(1, 12)),
            };
            try
            {
                IReadOnlyList<InputFile> files = Workbench.Bytes("f.csv", bytes);
                var plan = await bench.Recognise(files);
                RowSpy spy = new();
                foreach (ImportReport report in await new App.Connectors.Actions.ImportFiles(spy, new Nowhere(), TimeProvider.System).Run(new(bench.Target, bench.Scope.User, files, plan), null, default))
                    Workbench.ShouldSum(report);
                understood++;
            }
            catch (ImportProblem)
            {
                // A clear problem is as good as a report.
            }
        }
        understood.ShouldBeGreaterThan(60);
    }

    [Fact]
    public void Quotes_hold_what_they_should_and_no_more()
    {
        Read("a,\"b,\"\"c\"\"\nd\",e\r\nf,g,h").ShouldBe(["a|b,\"c\"\nd|e", "f|g|h"]);
        Read("1,12\" pipe,x\n2,\"12\" pipe\",y\n").ShouldBe(["1|12\" pipe|x", "2|12\" pipe|y"]);
        Read("1,\"never closed,x\n2,b,c\n").ShouldBe(["1|\"never closed|x", "2|b|c"]);
        Read("1, \"a b\" ,c\n").ShouldBe(["1|a b|c"]);
        Read("a,b,\n,,\n").ShouldBe(["a|b|", "||"]);

        static IEnumerable<string> Read(string text)
        {
            using DelimitedReader reader = new("t", new StringReader(text), new Dialect());
            List<string> records = [];
            while (reader.Read()) records.Add(string.Join('|', reader.Fields()));
            return records;
        }
    }

    [Fact]
    public void Records_longer_than_the_buffer_keep_their_fields()
    {
        string wide = new('w', 100_000);
        string text = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},\"{wide}\n\"\"{i}\",{i * 2}\n"));
        using DelimitedReader reader = new("t", new StringReader(text), new Dialect());
        for (int i = 0; i < 40; i++)
        {
            reader.Read().ShouldBeTrue();
            (reader.Line, reader.Field(0).ToString(), reader.Field(2).ToString(), reader.Field(1).Length).ShouldBe((1 + i * 2, $"{i}", $"{i * 2}", 100_002 + $"{i}".Length));
        }
        reader.Read().ShouldBeFalse();
    }

    static byte[] Noise(Random chance, int length)
    {
        byte[] bytes = new byte[length];
        chance.NextBytes(bytes);
        return bytes;
    }

    static byte[] Spoiled(Random chance, byte[] table, int times)
    {
        List<byte> bytes = [.. table];
        byte[] signs = Encoding.ASCII.GetBytes(",\"\n\r;\t'0-E.\\");
        for (int i = 0; i < times && bytes.Count > 2; i++)
        {
            int at = chance.Next(bytes.Count);
            switch (chance.Next(4))
            {
                case 0: bytes[at] = (byte)chance.Next(256); break;
                case 1: bytes.Insert(at, signs[chance.Next(signs.Length)]); break;
                case 2: bytes.RemoveRange(at, Math.Min(chance.Next(1, 30), bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(20, bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }

    sealed class Nowhere : IRawFiles
    {
        public Task<KeptRaw> Keep(IReadOnlyList<InputFile> files, CancellationToken cancel) => Task.FromResult(default(KeptRaw));
    }
}
