using System.Globalization;
using Duoshou.App.Connectors.Recognition;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Exports as the platforms write them, made up by hand after their column names: each is read without a question.</summary>
public sealed class PlatformTests
{
    public static TheoryData<string, string, string, string, string> Exports() => new()
    {
        {
            "amazon all orders", "CNY",
            "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\tsales-channel\tproduct-name\tsku\tasin\titem-status\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\tship-city\tship-state\tship-postal-code\tship-country\n"
            + "111-1\t\t2026-01-05T10:00:00+00:00\t2026-01-05T11:00:00+00:00\tShipped\tAmazon\tAmazon.com\tBox\tB-1\tB0A\tShipped\t2\tUSD\t39.98\t3.20\t\tSeattle\tWA\t98101\tUS\n"
            + "111-2\t\t2026-01-06T10:00:00+00:00\t2026-01-06T11:00:00+00:00\tCancelled\tAmazon\tAmazon.com\tBox\tB-1\tB0A\tCancelled\t0\t\t\t\t\tAustin\tTX\t73301\tUS\n",
            "order_line", "gross=39.98 quantity=2 tax=3.2"
        },
        {
            "amazon settlement", "USD",
            "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\tposted-date\tposted-date-time\tsku\tquantity-purchased\n"
            + "900\t2026-01-01 00:00:00 UTC\t2026-01-15 00:00:00 UTC\t2026-01-17 00:00:00 UTC\t30.50\tUSD\t\t\t\t\t\t\t\t\t\t\n"
            + "900\t\t\t\t\tUSD\tOrder\t111-1\tAmazon.com\tItemPrice\tPrincipal\t39.98\t2026-01-06\t2026-01-06 10:00:00 UTC\tB-1\t2\n"
            + "900\t\t\t\t\tUSD\tOrder\t111-1\tAmazon.com\tItemFees\tCommission\t-6.00\t2026-01-06\t2026-01-06 10:00:00 UTC\tB-1\t2\n",
            "fee", "amount=-33.98"
        },
        {
            "shopify orders", "USD",
            "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping City,Shipping Province,Shipping Country,Refunded Amount,Vendor\n"
            + "#1001,a@b.c,paid,2026-01-05 10:01:00 -0500,fulfilled,2026-01-06 10:01:00 -0500,USD,30.00,5.00,2.00,37.00,,0.00,2026-01-05 10:00:00 -0500,1,Cup,10.00,CUP-1,Boston,MA,US,0.00,Acme\n"
            + "#1001,a@b.c,,,,,,,,,,,,,2,Plate,10.00,PLATE-1,,,,,Acme\n",
            "order_line", "gross=30 quantity=3 paid=37"
        },
        {
            "ebay orders", "USD",
            "Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Ship To City,Ship To State,Ship To Country,Item Number,Item Title,Custom Label,Quantity,Sold For,Shipping And Handling,Total Price,Sale Date,Paid On Date,Shipped On Date\n"
            + "101,20-1,bob7,Bob B,b@x.y,Reno,NV,United States,1234567890,Lamp,L-1,1,$25.00,$4.00,$29.00,Jan-05-26,Jan-05-26,Jan-06-26\n",
            "order_line", "quantity=1"
        },
        {
            "etsy sold items", "USD",
            "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Discount Amount,Order Shipping,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship City,Ship State,Ship Country,Order ID,SKU\n"
            + "01/15/26,Ring,Ann,2,12.00,,0.00,3.00,24.00,USD,1,9,01/15/2026,01/16/2026,Bath,,United Kingdom,5001,R-1\n",
            "order_line", "quantity=2 gross=24"
        },
        {
            "shopee orders", "SGD",
            "Order ID,Order Status,Order Creation Date,Order Paid Time,Product Name,SKU Reference No.,Original Price,Deal Price,Quantity,Product Subtotal,Seller Voucher,Shopee Voucher,Buyer Paid Shipping Fee,Total Amount,Username (Buyer),Country\n"
            + "2601ABC,Completed,2026-01-05 10:00,2026-01-05 10:01,Mug,M-1,12.00,10.00,2,20.00,1.00,0.50,1.99,20.49,ann88,SG\n",
            "order_line", "gross=20 quantity=2 discount_platform=0.5"
        },
        {
            "tiktok shop orders", "USD",
            "Order ID,Order Status,Order Substatus,SKU ID,Seller SKU,Product Name,Variation,Quantity,Sku Quantity of return,SKU Unit Original Price,SKU Subtotal Before Discount,SKU Platform Discount,SKU Seller Discount,SKU Subtotal After Discount,Order Amount,Order Refund Amount,Created Time,Paid Time,Shipped Time,Delivered Time,Buyer Username,Country,State,City\n"
            + "576001,Completed,Delivered,1729,T-1,Shirt,Red,2,0,15.00,30.00,2.00,3.00,25.00,28.00,0,01/15/2026 10:00:00 AM,01/15/2026 10:00:05 AM,01/16/2026 9:00:00 AM,01/18/2026 9:00:00 AM,u1,United States,Texas,Austin\n",
            "order_line", "gross=25 list_amount=30 discount_seller=3 quantity=2"
        },
        {
            "京东订单", "CNY",
            "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单账号,客户姓名,客户地址,付款确认时间\n"
            + "30001,10001,电水壶,1,在线支付,2026-01-05 10:00:00,99.00,99.00,95.00,0,99.00,完成,SOP,jd_1,张三,北京朝阳区,2026-01-05 10:00:20\n",
            "order_line", "gross=99 quantity=1"
        },
        {
            "拼多多订单", "CNY",
            "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),用户实付金额(元),商家实收金额(元),商品数量(件),订单成交时间,支付时间,发货时间,确认收货时间,商品id,商品规格,商家编码-规格维度,省,市,售后状态\n"
            + "毛巾,260105-1,已发货,20.00,0.00,2.00,1.00,17.00,18.00,2,2026-01-05 10:00:00,2026-01-05 10:00:10,2026-01-06 10:00:00,\t,7001,蓝,T-1,浙江省,杭州市,无售后\n",
            "order_line", "gross=20 paid=17 quantity=2 discount_seller=2 discount_platform=1"
        },
        {
            "淘宝订单报表", "CNY",
            "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,宝贝总数量,店铺名称,退款金额\n"
            + "=\"1234567890123456789\",小鱼,x@y,100.00,10.00,110.00,80.00,交易成功,张三,浙江省 杭州市 西湖区,'13800000000,2026-01-05 10:00:00,2026-01-05 10:00:30,收纳箱,1,2,澜石,30.00\n",
            "order_line", "gross=110 paid=110 refunded=30 quantity=2 freight=10"
        },
        {
            "生意参谋流量", "CNY",
            "统计日期,流量来源,访客数,浏览量,平均停留时长,加购人数,收藏人数\n2026-01-05,手淘搜索,\"1,200\",\"3,000\",25.5,80,40\n2026-01-05,直通车,300,500,12.1,10,5\n",
            "traffic", "visitors=1500 page_views=3500 add_to_cart=90"
        },
        {
            "直通车", "CNY",
            "日期,计划名称,单元名称,关键词,展现量,点击量,花费,总成交金额,总成交笔数\n2026-01-05,主推,收纳,收纳箱,10000,300,450.5,1800,20\n",
            "ad", "impressions=10000 clicks=300 cost=450.5 credited_sales=1800 credited_orders=20"
        },
        {
            "google ads", "USD",
            "Campaign report\n\"January 1, 2026 - January 31, 2026\"\nDay,Campaign,Ad group,Currency code,Clicks,Impr.,CTR,Avg. CPC,Cost,Conversions,Conv. value\n2026-01-15,Brand,Core,USD,50,\"1,000\",5.00%,0.40,20.00,3.00,90.00\nTotal: Campaigns, --,--,USD,50,\"1,000\",5.00%,0.40,20.00,3.00,90.00\n",
            "ad", "impressions=1000 clicks=50 cost=20 credited_sales=90"
        },
        {
            "meta ads", "USD",
            "Day,Campaign name,Ad set name,Ad name,Impressions,Link clicks,Amount spent (USD),Purchases,Purchases conversion value,Reporting starts,Reporting ends\n2026-01-15,Spring,Set A,Ad 1,1000,40,18.75,2,60.00,2026-01-15,2026-01-15\n",
            "ad", "impressions=1000 clicks=40 cost=18.75 credited_orders=2 credited_sales=60"
        },
        {
            "amazon business report", "USD",
            "Date,(Parent) ASIN,(Child) ASIN,Title,Sessions - Total,Session Percentage - Total,Page Views - Total,Units Ordered,Ordered Product Sales\n2026-01-15,B0P,B0C,Box,120,1.20%,200,9,$179.10\n",
            "traffic", "visitors=120 page_views=200"
        },
        {
            "woocommerce orders", "EUR",
            "Order Number,Order Status,Order Date,Customer Email,City (Billing),Country Code (Billing),Item Name,SKU,Quantity,Item Cost,Order Line Total,Order Shipping Amount,Order Total Amount\n77,completed,2026-01-15 10:00,a@b.c,Lyon,FR,Tasse,T-1,2,10.00,20.00,5.00,25.00\n",
            "order_line", "quantity=2 gross=20 paid=25 freight=5"
        },
        {
            "达人推广", "CNY",
            "日期,达人昵称,商品ID,商品名称,订单数,成交金额,佣金\n2026-01-15,小美,7001,毛巾,20,400.00,40.00\n",
            "affiliate", "orders=20 sales=400 commission=40"
        },
        {
            "评价", "CNY",
            "评价时间,订单编号,商品ID,评分,评价内容\n2026-01-15 10:00:00,1001,7001,5,很好用\n",
            "review", "stars=5"
        },
        {
            "客服日报", "CNY",
            "日期,客服昵称,接待人数,首次响应时长,询单转化人数\n2026-01-15,小周,120,3600,30\n",
            "service", "conversations=120 converted=30"
        },
        {
            "库存", "CNY",
            "盘点时间,商家编码,商品名称,仓库,可用库存,在途库存,成本价\n2026-01-15,A-1,收纳箱,杭州,120,30,12.5\n",
            "stock", "on_hand=120 inbound=30 unit_cost=12.5"
        },
        {
            "amazon sale report", "INR",
            "index,Order ID,Date,Status,Fulfilment,Sales Channel ,ship-service-level,Style,SKU,Category,Size,ASIN,Courier Status,Qty,currency,Amount,ship-city,ship-state,ship-postal-code,ship-country,promotion-ids,B2B,fulfilled-by,Unnamed: 22\n"
            + "0,405-1,04-30-22,Cancelled,Merchant,Amazon.in,Standard,SET389,SET389-KR,Set,S,B09K,,0,INR,647.62,MUMBAI,MAHARASHTRA,400081.0,IN,,False,Easy Ship,\n"
            + "1,171-9,04-30-22,Shipped,Merchant,Amazon.in,Standard,JNE3781,JNE3781-KR,kurta,3XL,B09K3,Shipped,1,INR,406.00,BENGALURU,KARNATAKA,560085.0,IN,Amazon PLCC,False,Easy Ship,\n",
            "order_line", "gross=1053.62 quantity=1"
        },
        {
            "superstore", "USD",
            "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,State,Postal Code,Region,Product ID,Category,Sub-Category,Product Name,Sales,Quantity,Discount,Profit\n"
            + "1,CA-1,11/8/2016,11/11/2016,Second Class,CG-12520,Claire Gute,Consumer,United States,Henderson,Kentucky,42420,South,FUR-BO-1,Furniture,Bookcases,\"Bush, Bookcase\",261.96,2,0,41.91\n"
            + "2,CA-1,6/16/2016,6/20/2016,Second Class,CG-12520,Claire Gute,Consumer,United States,Henderson,Kentucky,42420,South,FUR-CH-1,Furniture,Chairs,\"Hon 6\"\" Chair\",731.94,3,0.2,219.58\n",
            "order_line", "gross=993.90 quantity=5 discount_seller=0"
        },
        {
            "clicks of a shop", "USD",
            "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n2026-01-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde\n",
            "visit_event", "price=35.79"
        },
        {
            "uci original", "GBP",
            "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n489434,85048,15CM GLASS BALL,12,12/1/2009 7:45,6.95,13085,United Kingdom\nC489435,85048,15CM GLASS BALL,-12,12/13/2009 7:46,6.95,13085,United Kingdom\n",
            "order_line", "gross=0 refunded=83.40 refunded_quantity=12"
        },
        {
            "till", "USD",
            "Transaction ID,Date,Customer ID,Gender,Age,Product Category,Quantity,Price per Unit,Total Amount\n1,2026-01-24,CUST001,Male,34,Beauty,3,50,150\n",
            "order_line", "gross=150 paid=150 quantity=3"
        },
        {
            "commande fr", "EUR",
            "Numéro de commande;Date de commande;Référence;Produit;Quantité;Prix unitaire;Pays\nC-1;15/01/2026;R-1;Tasse;2;1 010,50;France\n",
            "order_line", "gross=2021 quantity=2"
        },
        {
            "注文 jp", "JPY",
            "注文番号,注文日時,商品番号,商品名,個数,単価,都道府県\nJ-1,2026/01/15 10:00:00,S-1,カップ,2,\"1,200\",東京都\n",
            "order_line", "gross=2400 quantity=2"
        },
    };

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task An_export_is_recognised_and_adds_up(string name, string currency, string text, string kind, string sums)
    {
        using Workbench bench = new(currency, "Asia/Shanghai");
        var file = Workbench.Text(name + ".csv", text);
        ImportPlan plan = await bench.Recognise([file]);
        plan.IsReady.ShouldBeTrue(string.Join("; ", plan.Questions.Select(question => question.Key + " " + question.Detail.En)));
        Duoshou.Kernel.FactTables.Of(plan.Tables.Single().Mapping.Kind!.Value).Name.ShouldBe(kind);
        RowSpy rows = await RowSpy.Read([file], bench);
        rows.Refusals.ShouldBeEmpty();
        foreach (string sum in sums.Split(' '))
            rows.Sum(sum.Split('=')[0]).ShouldBe(decimal.Parse(sum.Split('=')[1], CultureInfo.InvariantCulture), sum);
    }
}
