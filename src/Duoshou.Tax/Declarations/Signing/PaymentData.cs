using System.Globalization;
using System.Text;

namespace Duoshou.Tax.Declarations.Signing;

/// <summary>The real payment data that customs may ask for (notices 2018-165 and 2018-179).</summary>
public sealed record PaymentData
{
    /// <summary>36 characters, upper case.</summary>
    public required string Guid { get; init; }

    /// <summary>The raw request to the payment company (spelt initalRequest in the standard).</summary>
    public required string Request { get; init; }

    /// <summary>Its raw answer.</summary>
    public required string Response { get; init; }

    /// <summary>The platform's customs code.</summary>
    public required string PlatformCode { get; init; }

    /// <summary>The payment company's customs code.</summary>
    public required string PaymentCompanyCode { get; init; }

    /// <summary>The payment's serial number.</summary>
    public required string TransactionId { get; init; }

    /// <summary>What was paid; written as a number without trailing zeros.</summary>
    public required decimal TotalAmount { get; init; }

    /// <summary>142: Chinese yuan.</summary>
    public string Currency { get; init; } = "142";

    /// <summary>1 UnionPay, 2 NetsUnion, 3 other.</summary>
    public required string Verifier { get; init; }

    /// <summary>1 app, 2 PC, 3 scan, 4 other.</summary>
    public required string PayType { get; init; }

    /// <summary>yyyyMMddHHmmss.</summary>
    public required string TradingTime { get; init; }

    /// <summary>Remark.</summary>
    public string Note { get; init; } = "";

    /// <summary>The orders that the payment covers.</summary>
    public required IReadOnlyList<PaidOrder> Orders { get; init; }
}

/// <summary>One order under a payment.</summary>
public sealed record PaidOrder(string OrderNo, IReadOnlyList<PaidGoods> Goods, string ReceiverAccount, string ReceiverCode,
    string ReceiverName);

/// <summary>Name and page of one thing sold.</summary>
public sealed record PaidGoods(string Name, string Link);

/// <summary>
/// The answer to one question of customs. Head and lists are serialised once and used in both the signed string and the sent
/// form, so that the bytes agree; the signed string is not the JSON that is sent.
/// </summary>
public sealed class PaymentDataAnswer
{
    readonly string head, lists, session, moment;

    /// <summary>The answer to the question of a session, at a moment in milliseconds since 1970.</summary>
    public PaymentDataAnswer(string sessionId, PaymentData data, string serviceTime)
    {
        (session, moment) = (sessionId, serviceTime);
        head = Head(data);
        lists = "[" + string.Join(',', data.Orders.Select(Order)) + "]";
    }

    /// <summary>What is signed: four parts joined by two bars, the inner JSON not escaped.</summary>
    public string StringToSign =>
        $"\"sessionID\":\"{session}\"||\"payExchangeInfoHead\":\"{head}\"" +
        $"||\"payExchangeInfoLists\":\"{lists}\"||\"serviceTime\":\"{moment}\"";

    /// <summary>
    /// The value of the form field payExInfoStr: JSON with the certificate number and the signature over <see
    /// cref="StringToSign"/>.
    /// </summary>
    public string Form(IXmlSigner signer)
    {
        string signature = Convert.ToBase64String(signer.Sign(Encoding.UTF8.GetBytes(StringToSign)));
        return $"{{\"sessionID\":{Quoted(session)},\"payExchangeInfoHead\":{head}," +
            $"\"payExchangeInfoLists\":{lists},\"serviceTime\":{Quoted(moment)}," +
            $"\"certNo\":{Quoted(signer.KeyName)},\"signValue\":{Quoted(signature)}}}";
    }

    static string Head(PaymentData d) =>
        $"{{\"guid\":{Quoted(d.Guid)},\"initalRequest\":{Quoted(d.Request)}," +
        $"\"initalResponse\":{Quoted(d.Response)},\"ebpCode\":{Quoted(d.PlatformCode)}," +
        $"\"payCode\":{Quoted(d.PaymentCompanyCode)},\"payTransactionId\":{Quoted(d.TransactionId)}," +
        $"\"totalAmount\":{Number(d.TotalAmount)}," +
        $"\"currency\":{Quoted(d.Currency)},\"verDept\":{Quoted(d.Verifier)}," +
        $"\"payType\":{Quoted(d.PayType)},\"tradingTime\":{Quoted(d.TradingTime)}," +
        $"\"note\":{Quoted(d.Note)}}}";

    static string Order(PaidOrder o) =>
        $"{{\"orderNo\":{Quoted(o.OrderNo)},\"goodsInfo\":[{string.Join(',', o.Goods.Select(Goods))}]," +
        $"\"recpAccount\":{Quoted(o.ReceiverAccount)},\"recpCode\":{Quoted(o.ReceiverCode)}," +
        $"\"recpName\":{Quoted(o.ReceiverName)}}}";

    static string Goods(PaidGoods g) => $"{{\"gname\":{Quoted(g.Name)},\"itemLink\":{Quoted(g.Link)}}}";

    static string Number(decimal amount) => (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Only what JSON demands is escaped: customs compares bytes, and an escaped slash or Chinese character is another byte.
    /// </summary>
    static string Quoted(string text)
    {
        StringBuilder json = new("\"", text.Length + 2);
        foreach (char c in text)
        {
            switch (c)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append("\\\\"); break;
                case '\n': json.Append("\\n"); break;
                case '\r': json.Append("\\r"); break;
                case '\t': json.Append("\\t"); break;
                case < ' ': json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: json.Append(c); break;
            }
        }

        return json.Append('"').ToString();
    }
}
